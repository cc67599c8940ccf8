"""Les mots de l'écran du dossier : un nom de ménage, une adresse, un âge, une offre résumée."""

from datetime import date

from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Critere, Lien
from relogement.regles.montants import Verdict
from relogement.textes import FINE, INCONNU, INSECABLE, TIRET, jour, nombre, pluriel, surface

HORS = "HORS"
ENSEMBLE = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)


def nom_du_menage(menage: Menage) -> str:
    """« TRAORÉ Mariam et Seydou », ou les deux noms quand ils diffèrent."""
    tete = menage.titulaire
    if tete is None:
        return "Ménage sans nom"
    autres = [p for p in menage.personnes if p is not tete and p.lien in ENSEMBLE]
    if not autres:
        return _nom(tete)
    autre = autres[0]
    suite = (autre.prenom or autre.nom) if autre.nom == tete.nom else _nom(autre)
    return f"{_nom(tete)} et {suite}"


def _nom(personne: Personne) -> str:
    return f"{personne.nom} {personne.prenom or ''}".strip()


def adresse_quittee(logement: LogementQuitte | None) -> str:
    """« 14 rue des Acacias, entrée C2, 3ᵉ étage, porte 2 »."""
    if logement is None:
        return ""
    entree = logement.entree and f"entrée{INSECABLE}{logement.entree}"
    batiment = logement.batiment and f"bât.{INSECABLE}{logement.batiment}"
    porte = logement.porte and f"porte{INSECABLE}{logement.porte}"
    morceaux = (logement.adresse, None if entree else batiment, entree, etage(logement.etage), porte)
    return ", ".join(m for m in morceaux if m)


def etage(valeur: str | int | None) -> str:
    """« RDC », « 1ᵉʳ étage », « 3ᵉ étage »."""
    if valeur in (None, ""):
        return ""
    texte = str(valeur).strip()
    if texte.upper() in ("0", "RDC", "REZ-DE-CHAUSSÉE"):
        return "RDC"
    if not texte.lstrip("-").isdigit():
        return texte
    return "1ᵉʳ étage" if int(texte) == 1 else f"{int(texte)}ᵉ étage"


def age(personne: Personne, au: date) -> str:
    """« 42 ans » ; « env. » quand seule l'année est connue."""
    if personne.naissance_le is not None:
        ne = personne.naissance_le
        ans = au.year - ne.year - ((au.month, au.day) < (ne.month, ne.day))
        return pluriel(ans, "an").replace(" ", FINE)
    if personne.naissance_annee is not None:
        return f"env. {au.year - personne.naissance_annee}{FINE}ans"
    return INCONNU


def naissance(personne: Personne) -> str:
    if personne.naissance_le is not None:
        return jour(personne.naissance_le)
    return str(personne.naissance_annee) if personne.naissance_annee else INCONNU


def typologie_et_surface(logement: LogementQuitte | LogementOffert | None) -> str:
    """« T4 · 76,90 m² »."""
    if logement is None:
        return TIRET
    parts = (logement.typologie and logement.typologie.value, logement.surface and surface(logement.surface))
    return " · ".join(p for p in parts if p) or INCONNU


def lieu(logement: LogementOffert) -> tuple[str, str]:
    """La résidence, puis l'adresse et la commune."""
    commune = logement.commune or (logement.commune_insee and f"commune {logement.commune_insee}") or ""
    if logement.residence:
        return logement.residence, ", ".join(filter(None, (logement.adresse, commune)))
    return logement.adresse or commune or "Adresse inconnue", commune if logement.adresse else ""


def situation(logement: LogementOffert) -> str:
    """« T4 · 76,90 m² · 2ᵉ étage sans ascenseur »."""
    ascenseur = {True: ", ascenseur", False: " sans ascenseur", None: ""}[logement.ascenseur]
    haut = etage(logement.etage)
    niveau = haut + (ascenseur if haut and haut != "RDC" else "")
    return " · ".join(filter(None, (typologie_et_surface(logement), niveau)))


def etiquettes(logement: LogementOffert, site: str = "") -> list[str]:
    """« Hors QPV », « PLUS 2002 », « < 5 ans »."""
    dites = []
    if logement.qpv:
        dites.append("Hors QPV" if logement.qpv == HORS else logement.qpv)
    if logement.financement or logement.conventionne_le:
        annee = str(logement.conventionne_le.year) if logement.conventionne_le else ""
        dites.append(f"{logement.financement.libelle if logement.financement else 'Conv.'} {annee}".strip())
    if logement.premiere_location:
        dites.append("1ʳᵉ location")
    return dites


def verdict_en_mots(verdict: Verdict) -> tuple[str, str]:
    """Le mot qui ouvre la phrase d'une offre qui a reçu sa réponse, et la raison."""
    mots = {Critere.OUI: "Compte", Critere.NON: "Ne compte pas", Critere.NR: "À vérifier"}
    return mots.get(verdict.valeur, INCONNU), verdict.motif


def uc(valeur: object) -> str:
    """« 2,3 UC »."""
    from decimal import Decimal

    return f"{nombre(valeur, 1)}{FINE}UC" if isinstance(valeur, Decimal) else ""

"""Le vidage en phrases : où l'on en est, la marge, le rythme, ce qui vient. Une estimation se dit telle."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relogement.indicateurs.prevision import Fin
from relogement.nomenclatures import Etat
from relogement.textes import FINE, INSECABLE, jour, nombre, pluriel, pourcent
from relogement.vidage.blocages import Blocage, Gravite, blocages
from relogement.vidage.cases import Case, Occupation
from relogement.vidage.etages import niveau
from relogement.vidage.scenarios import Acceptation, Scenario
from relogement.vidage.tableau import Comptes, Entree, Tableau
from relogement.vidage.trajectoire import Trajectoire

ESTIMATION = "estimation"
_NOMMES, _LONGUE = 3, 28
NON_RECENSE = "Non recensé"


def mot(vue: Case) -> str:
    """« Relogé », « Fonction », « Offre », « Non recensé »."""
    if vue.occupation is Occupation.MENAGE:
        return vue.etat.libelle if vue.etat else NON_RECENSE
    if vue.occupation in (Occupation.ASSOCIATION, Occupation.SANS_DOSSIER):
        return "Occupé"
    return vue.occupation.libelle


def porte(vue: Case, *, batiment: bool = False) -> str:
    """« C3, 1ᵉʳ, porte 3 », « bât. A, 3, 2ᵉ, porte 1 » s'il y en a plusieurs ; rien ne s'invente."""
    lieu = vue.logement
    nom_, entree = (lieu.batiment or "").strip(), (lieu.entree or "").strip()
    morceaux = (
        f"bât.{INSECABLE}{nom_}" if batiment and nom_ and not entree.startswith(nom_) else None,
        entree,
        niveau(lieu.etage).libelle,
        f"porte{INSECABLE}{lieu.porte}" if lieu.porte else "porte inconnue",
    )
    return ", ".join(m for m in morceaux if m)


def nom(vue: Case, *, noms: bool = True) -> str:
    """Le nom de famille, ou la référence quand on masque les noms."""
    dossier = vue.dossier
    if vue.occupation in _SANS_NOM:
        return _SANS_NOM[vue.occupation]
    if dossier is None:
        return ""
    return nom_de_famille(dossier.nom) or dossier.reference if noms else dossier.reference


_SANS_NOM = {
    Occupation.FONCTION: "Gardien",
    Occupation.ASSOCIATION: "Association",
    Occupation.SANS_DOSSIER: "sans dossier",
}


def nom_de_famille(complet: str) -> str:
    """« AÏT KACI Farid » → « AÏT KACI » : ce qui s'écrit en capitales."""
    capitales = []
    for morceau in complet.split():
        if morceau != morceau.upper():
            break
        capitales.append(morceau)
    return " ".join(capitales) or complet


def taille(vue: Case) -> str:
    """« T4 · 4 pers. »."""
    typologie = vue.logement.typologie
    personnes = vue.dossier.nb_personnes if vue.dossier and not vue.vide else None
    morceaux = (typologie.value if typologie else None, f"{personnes}{INSECABLE}pers." if personnes else None)
    return " · ".join(m for m in morceaux if m)


def vide_depuis(vue: Case) -> str:
    """« 07/2026 » ; rien quand le jour n'est pas connu."""
    return f"{vue.depuis:%m/%Y}" if vue.vide and vue.depuis else ""


def marge(jours: int | None) -> str:
    """« dans 161 jours », « aujourd'hui », « passée de 3 jours », « non fixée »."""
    if jours is None:
        return "non fixée"
    if jours == 0:
        return "aujourd’hui"
    return f"dans {pluriel(jours, 'jour')}" if jours > 0 else f"passée de {pluriel(-jours, 'jour')}"


def demolition(vue: Tableau) -> str:
    """« démolition le 01/07/2027, dans 223 jours »."""
    le = vue.immeuble.operation.demolition_le
    return f"démolition le {jour(le)}, {marge(vue.jours_avant_demolition)}" if le else "démolition non datée"


def reste(comptes: Comptes) -> str:
    """« 25 ménages, 1 logement de fonction, 1 association »."""
    mots = (
        (Occupation.MENAGE, "ménage", "ménages"),
        (Occupation.FONCTION, "logement de fonction", "logements de fonction"),
        (Occupation.ASSOCIATION, "association", "associations"),
        (Occupation.SANS_DOSSIER, "occupé sans dossier", "occupés sans dossier"),
    )
    trouves = [pluriel(n, un, des) for o, un, des in mots if (n := comptes.par_occupation.get(o, 0))]
    return ", ".join(trouves) or "plus personne"


def part_vide(comptes: Comptes) -> str:
    """« sur 60, 55,00 % »."""
    if not comptes.total:
        return "aucun logement"
    return f"sur {nombre(comptes.total, 0)}, {pourcent(Decimal(100 * comptes.vides) / comptes.total)}"


def ecart_annonce(vue: Tableau) -> str:
    """Quand l'opération annonce un autre nombre de logements que ceux décrits."""
    annonces, decrits = vue.immeuble.operation.nb_logements, vue.comptes.total
    if annonces is None or annonces == decrits:
        return ""
    return f"{nombre(annonces, 0)} logements annoncés, {nombre(decrits, 0)} décrits"


def il_en_faut(vue: Trajectoire) -> str:
    """« il en faut 1,2 » ; sans date à venir, pourquoi on ne le dit pas."""
    if not vue.rythme.restants:
        return "plus rien à vider"
    if vue.cible is None:
        return "date cible non fixée"
    if vue.il_en_faut is None:
        return "date cible passée"
    return f"il en faut {_un(vue.il_en_faut)}"


def par_semaine(vue: Trajectoire) -> str:
    """« 0,9 »."""
    return _un(vue.par_semaine)


def _un(valeur: float) -> str:
    return nombre(Decimal(str(valeur)), 1)


def retard_dit(jours: int | None) -> str:
    """« 49 jours trop tard », « 12 jours d'avance », « juste à temps »."""
    if jours is None:
        return ""
    if jours == 0:
        return "juste à temps"
    return f"{pluriel(jours, 'jour')} trop tard" if jours > 0 else f"{pluriel(-jours, 'jour')} d’avance"


def refus_court(vue: Trajectoire) -> str:
    """« immeuble vide », « pas de prévision : 1 départ en douze mois »."""
    if not vue.rythme.restants:
        return "immeuble vide"
    return f"pas de prévision{INSECABLE}: {pluriel(vue.rythme.entres, 'départ')} en {_mois(vue.rythme.mois)}"


def _mois(mois: float) -> str:
    return f"{max(1, round(mois))} mois"


def fin_dite(trouvee: Fin) -> str:
    """« le 18/06/2027, entre le 02/04/2027 et le 30/10/2027 (estimation) »."""
    if trouvee.au_plus_tard is None:
        return f"le {jour(trouvee.attendue)}, au plus tôt le {jour(trouvee.au_plus_tot)} ({ESTIMATION})"
    bornes = f"entre le {jour(trouvee.au_plus_tot)} et le {jour(trouvee.au_plus_tard)}"
    return f"le {jour(trouvee.attendue)}, {bornes} ({ESTIMATION})"


def scenario_dit(vu: Scenario, cible: date | None) -> str:
    """« vide le …, entre … et … (estimation) ; 49 jours trop tard »."""
    if vu.fin is None:
        return vu.refus
    suite = retard_dit(vu.retard(cible))
    return f"vide {fin_dite(vu.fin)}{f'{FINE}; {suite}' if suite else ''}"


def vides_dits(vu: Scenario) -> str:
    """« 7 logements vidés en plus, entre 4 et 10 »."""
    if vu.vides is None:
        return ""
    attendus, moins, plus = vu.vides
    bornes = f", entre {moins} et {plus}" if moins != plus else ""
    return f"{pluriel(attendus, 'logement vidé', 'logements vidés')} en plus{bornes}"


def acceptation_dite(connue: Acceptation) -> str:
    """« 32 offres acceptées sur 51 ; 48 jours de l'offre à l'entrée »."""
    total = connue.acceptees + connue.refusees
    dit = f"{pluriel(connue.acceptees, 'offre acceptée', 'offres acceptées')} sur {nombre(total, 0)} répondues"
    return dit if connue.jours is None else f"{dit}{FINE}; {pluriel(connue.jours, 'jour')} de l’offre à l’entrée"


def suite_de(entree: Entree, vue: Tableau, *, noms: bool = True) -> tuple[str, Gravite | None]:
    """Ce qui vient dans une entrée, en une ligne ; sans gravité quand elle est vide."""
    trouves = blocages(vue, entree.cases)
    bloques = [b for b in trouves if b.gravite is Gravite.BLOQUE]
    if bloques:
        return f"bloquée par {_enumeres([nom(b.case, noms=noms) for b in bloques])}", Gravite.BLOQUE
    du_jour = [b for b in trouves if b.gravite is Gravite.DU_JOUR]
    if premier := next(iter(du_jour or trouves), None):
        return _suite(premier, noms=noms), premier.gravite
    restants = [c for c in entree.cases if not c.vide]
    if not restants:
        return _vide(entree), None
    return f"reste {reste(Comptes(len(restants), _occupations(restants), {}))}", Gravite.ORDINAIRE


def _occupations(cases: Sequence[Case]) -> dict[Occupation, int]:
    return {o: sum(c.occupation is o for c in cases) for o in Occupation}


def _vide(entree: Entree) -> str:
    dernier = max((c.depuis for c in entree.cases if c.depuis), default=None)
    return f"vide depuis le {jour(dernier)}" if dernier else "vide"


def _suite(vu: Blocage, *, noms: bool) -> str:
    qui = nom(vu.case, noms=noms)
    if vu.case.etat is Etat.RECHERCHE and vu.attente is not None:
        return f"{qui}, {pluriel(vu.attente, 'jour')} sans offre"
    aujourd = " aujourd’hui" if vu.gravite is Gravite.DU_JOUR else ""
    return f"{qui}{INSECABLE}: {vu.cause[:1].lower()}{vu.cause[1:]}{aujourd}"


def _enumeres(noms: Sequence[str]) -> str:
    """« BERTRAND, BYRNE et BAYLE », « BERTRAND et 4 autres » : ce qui tient sur la ligne d'une entrée."""
    for combien in range(min(len(noms), _NOMMES), 0, -1):
        restent = len(noms) - combien
        if restent == 1 and combien < _NOMMES:
            continue
        montres = [*noms[:combien], *([f"{restent} autres"] if restent else [])]
        dit = " et ".join(filter(None, (", ".join(montres[:-1]), montres[-1])))
        if len(dit) <= _LONGUE:
            return dit
    return f"{len(noms)} ménages" if len(noms) > 1 else noms[0]


def titre(vue: Tableau) -> str:
    """« Vidage du bâtiment C », ou de l'opération quand elle en a plusieurs."""
    batiments = [b for b in vue.batiments if b]
    if len(vue.batiments) == 1 and batiments:
        return f"Vidage du bâtiment {batiments[0]}"
    return f"Vidage de {vue.immeuble.operation.libelle}"


def titre_entree(entree: Entree, *, batiment: bool) -> str:
    """« Entrée C1 », « Bât. T2 · entrée 1 »."""
    nom_ = f"Entrée {entree.nom}" if entree.nom else "Entrée inconnue"
    if not batiment:
        return nom_
    lieu = f"Bât.{INSECABLE}{entree.batiment}" if entree.batiment else "Bât. inconnu"
    return f"{lieu} · {nom_[:1].lower()}{nom_[1:]}"

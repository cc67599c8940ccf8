"""Les lignes de la table du reste à charge : montants et sources, calculs, verdict de la charte."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from db.dossier import DossierLu
from relogement.charte import Charte
from relogement.comparaison import ColonneRac
from relogement.nomenclatures import Critere
from relogement.regles.montants import Montant, Verdict
from relogement.textes import FINE, INCONNU, MOINS, TIRET, arrondi, ecart, euros, nombre, pourcent
from ui import fonts
from ui.composants.ligne import Ligne, Morceau
from ui.composants.verdicts import FRAGILE, chip_verdict
from ui.composants.vue import Vue
from ui.dossier.bandeau import couleur_ecart
from ui.dossier.colonnes_rac import VueColonne, moustache
from ui.dossier.fiche_couts import icone_source, source_dite
from ui.dossier.mots import typologie_et_surface
from ui.dossier.table_rac import Cellule, Cote, Etages, Intitule, Pave, Rangee
from ui.peinture import DROITE

RAC, RAC_A_BORNES, VERDICT = 34, 46, 112
GRAND = 15


def rangees(lu: DossierLu, vues: Sequence[VueColonne], *, brut: bool) -> list[Rangee]:
    """Les lignes de la maquette, dans son ordre ; une ligne que personne n'emploie ne se montre pas."""
    return [
        Rangee(Intitule("Typologie et surface"), [_typologie(v) for v in vues]),
        *_postes(vues, brut=brut),
        Rangee(
            Intitule("= Reste à charge", "rac_rac", gras=True),
            [_rac(v, brut=brut) for v in vues],
            RAC_A_BORNES if any(v.rac and v.rac.intervalle for v in vues) else RAC,
            creux=True,
        ),
        Rangee(Intitule("Écart avec avant"), [_ecart(v) for v in vues]),
        Rangee(Intitule("Taux d’effort"), [_calcul(v, "te", pourcent) for v in vues]),
        Rangee(Intitule("Reste à vivre, par UC et jour"), [_calcul(v, "rav", euros) for v in vues]),
        Rangee(Intitule("RAC par m²"), [_calcul(v, "au_m2", euros) for v in vues]),
        Rangee(_charte(lu.charte), [_verdict(v) for v in vues], VERDICT),
    ]


POSTES = (
    ("loyer", "Loyer hors RLS", "rac_loyer", False),
    ("annexes", "Annexes", "rac_loyer", False),
    ("sls", "SLS", "rac_loyer", False),
    ("charges", "Charges récupérables", "rac_charges", False),
    ("forfait_eau", "Eau hors charges", "rac_hors_charges", False),
    ("forfait_chauffage", "Chauffage hors charges", "rac_hors_charges", False),
    ("rls", f"{MOINS} RLS", "rac_rls", True),
    ("apl", f"{MOINS} APL", "rac_apl", True),
)
FLUIDES = {"forfait_eau": "eau_incluse", "forfait_chauffage": "chauffage_inclus"}
OBLIGES = ("loyer", "charges", "apl")


def _postes(vues: Sequence[VueColonne], *, brut: bool) -> list[Rangee]:
    lignes = []
    for nom, mot, token, moins in POSTES:
        utile = any(v.rac and v.rac.cout and v.rac.cout.montant(nom) for v in vues)
        if nom in OBLIGES or (utile and not (brut and nom in FLUIDES)):
            lignes.append(Rangee(Intitule(mot, token), [_poste(v, nom, moins) for v in vues]))
    return lignes


def _poste(vue: VueColonne, nom: str, moins: bool) -> Cellule:
    if vue.rac is None or vue.rac.cout is None:
        return _vide() if vue.rac is None else _nr(f"{vue.titre} : aucun montant saisi")
    cout = vue.rac.cout
    valeur = cout.montant(nom)
    if valeur is None:
        return _absent(vue.rac, nom)
    source = source_dite(cout, nom)
    env = [Morceau("env.", "texte2", taille=fonts.LEGENDE)] if nom == "apl" and cout.apl_estimee else []
    dit = f"{MOINS}{euros(valeur)}" if moins and valeur else euros(valeur)
    return Cellule(_a_droite((*env, Morceau(dit)), icone_source(cout, nom)), source)


def _absent(rac: ColonneRac, nom: str) -> Cellule:
    """Inclus dans les charges, sans objet, ou inconnu : trois choses différentes."""
    inclusion = FLUIDES.get(nom)
    if inclusion and getattr(rac.cout, inclusion):
        return Cellule(_a_droite((Morceau("inclus", "texte2"),)), "Compris dans les charges")
    if nom in OBLIGES or (inclusion and getattr(rac.cout, inclusion) is False):
        return _nr("Inconnu : à saisir")
    return _vide()


def _typologie(vue: VueColonne) -> Cellule:
    if vue.rac is None:
        return _vide()
    return Cellule(_a_droite((Morceau(typologie_et_surface(vue.rac.logement)),)))


def _rac(vue: VueColonne, *, brut: bool) -> Cellule:
    if vue.rac is None:
        return _vide()
    montant = vue.rac.brut if brut else vue.rac.rac
    if montant.valeur is None:
        return _nr(montant.motif)
    env = [Morceau("env.", "accent")] if vue.rac.estime else []
    ecrit = Morceau(euros(arrondi(montant.valeur)), "accent", fonts.GRAS, GRAND)
    bulle = "Brut : sans ce qui se paie à part" if brut else "À périmètre égal avec l’avant"
    ligne, bornes = _a_droite((*env, ecrit)), moustache(vue.rac, montant)
    if bornes is None:
        return Cellule(ligne, bulle)
    dites = f"de {nombre(bornes.bas)} à {euros(bornes.haut)}"
    dessous = _a_droite((Morceau(dites, "texte2", taille=fonts.LEGENDE),))
    return Cellule(Etages(ligne, dessous), f"{bulle} ; {dites} si les ressources varient de 10{FINE}%")


def _ecart(vue: VueColonne) -> Cellule:
    rac = vue.rac
    if rac is None or rac.ecart is None:
        return _vide()
    if rac.ecart.valeur is None:
        return _nr(rac.ecart.motif)
    token = couleur_ecart(rac)
    pct = rac.ecart_pct.valeur if rac.ecart_pct else None
    dits = [Morceau(f"{ecart(arrondi(pct), '%')} ", token, taille=fonts.LEGENDE)] if pct is not None else []
    return Cellule(_a_droite((*dits, Morceau(ecart(arrondi(rac.ecart.valeur)), token, fonts.GRAS))))


def _calcul(vue: VueColonne, nom: str, ecrire: Callable[[Decimal], str]) -> Cellule:
    if vue.rac is None:
        return _vide()
    montant: Montant = getattr(vue.rac, nom)
    if montant.valeur is None:
        return _nr(montant.motif)
    return Cellule(_a_droite((Morceau(ecrire(arrondi(montant.valeur))),)))


def _verdict(vue: VueColonne) -> Cellule:
    if vue.rac is None:
        return Cellule(Pave("Mesuré avec la quittance et la notification de la CAF"))
    verdict = vue.rac.verdict
    if verdict is None:
        return Cellule(Pave("Référence"))
    entier = f"{_majuscule(verdict.motif)}{_sur_l_intervalle(vue.rac)}"
    tete: Vue = chip_verdict(verdict.valeur, a_remplir=verdict.valeur is Critere.NR)
    if vue.rac.fragile:
        tete = Cote((tete, FRAGILE))
    return Cellule(Pave(f"{_en_bref(vue.rac, verdict)}{_sur_l_intervalle(vue.rac)}", tete), entier)


def _en_bref(rac: ColonneRac, verdict: Verdict) -> str:
    """« +7,74 % et effort 19,27 % » quand les deux tests passent ; sinon le motif entier."""
    pct = rac.ecart_pct.valeur if rac.ecart_pct else None
    if verdict.valeur is not Critere.OUI or pct is None or pct <= 0 or rac.te.valeur is None:
        return _majuscule(verdict.motif)
    return f"{ecart(arrondi(pct), '%')} et effort {pourcent(arrondi(rac.te.valeur))}"


def _majuscule(motif: str) -> str:
    return motif[:1].upper() + motif[1:]


def _sur_l_intervalle(rac: ColonneRac) -> str:
    """Ce que devient un OUI si les ressources ne sont pas tout à fait celles que l'on croit."""
    if rac.intervalle is None or rac.verdict is None or rac.verdict.valeur is not Critere.OUI:
        return ""
    if not rac.fragile:
        return ". OUI sur tout l’intervalle."
    au_dela = f"si le RAC réel dépasse {euros(arrondi(rac.seuil))}" if rac.seuil else "en haut de l’intervalle"
    return f". NON {au_dela}."


def _charte(charte: Charte) -> Pave:
    titre = Ligne((Morceau("Maîtrise du RAC", graisse=fonts.GRAS),))
    seuils = (
        f"Charte du {charte.en_vigueur_le:%d/%m/%Y}{FINE}: surface ±{_pct(charte.surf_tol_pct)}, "
        f"RAC +{_pct(charte.rac_seuil_pct)} au plus, effort {_pct(charte.te_max_pct)} au plus"
        f"{', ou moins selon le niveau de ressources' if charte.paliers else ''}"
    )
    return Pave(seuils, titre)


def _pct(valeur: Decimal) -> str:
    return f"{nombre(valeur, 0 if valeur == valeur.to_integral_value() else 2)}{FINE}%"


def _a_droite(morceaux: Sequence[Morceau], icone: str = "") -> Ligne:
    """Aligné à droite ; la place de l'icône est gardée pour que les montants tombent l'un sous l'autre."""
    source = Morceau("", "texte3", icone=icone, largeur_min=18)
    return Ligne((*morceaux, source), DROITE, ecart=5)


def _vide() -> Cellule:
    return Cellule(_a_droite((Morceau(TIRET, "texte3"),)))


def _nr(motif: str) -> Cellule:
    return Cellule(_a_droite((Morceau(INCONNU, "ambre", souligne=True),)), motif)

"""Comment un reste à charge se calcule et se juge : la somme écrite, le périmètre, les seuils de la charte."""

from decimal import Decimal

from relogement.comparaison import ColonneRac
from relogement.cout import Cout
from relogement.explication import Partie, Terme
from relogement.explication_apl import partie_apl
from relogement.explication_maitrise import partie_maitrise
from relogement.textes import INSECABLE, MOINS, arrondi, euros, nombre

POSTES = (
    ("loyer", "Loyer hors RLS", 1),
    ("annexes", "Annexes", 1),
    ("sls", "SLS", 1),
    ("charges", "Charges récupérables", 1),
    ("rls", "RLS", -1),
    ("apl", "APL", -1),
)
FLUIDES = (
    ("Eau", "si elle est", "eau_incluse", "forfait_eau"),
    ("Chauffage", "s’il est", "chauffage_inclus", "forfait_chauffage"),
)
TEXTE_RAC = "RAC = loyer + charges − aides au logement (fiche-repères CIA 2017, note 43)"
TEXTE_PERIMETRE = "L’eau et le chauffage comptent des deux côtés ou d’aucun (arrêté du 10/03/2011)"


def explication(ici: ColonneRac, en_face: ColonneRac | None, *, mois: Partie | None = None) -> tuple[Partie, ...]:
    """Le reste à charge, son périmètre, l'APL estimée et ses mois de ressources, et le verdict s'il y en a un."""
    estimee: tuple[Partie, ...] = (partie_apl(ici.reestimation),) if ici.reestimation is not None else ()
    if estimee and mois is not None:
        estimee = (*estimee, mois)
    jugee = (partie_maitrise(ici, en_face),) if ici.verdict is not None and en_face is not None else ()
    return _somme(ici), _perimetre(ici.cout, en_face.cout if en_face else None), *estimee, *jugee


def _somme(ici: ColonneRac) -> Partie:
    if ici.brut.valeur is None or ici.cout is None:
        return Partie("Reste à charge", (), (f"NR{INSECABLE}: {ici.brut.motif}.",), TEXTE_RAC)
    postes = [(mot, signe, ici.cout.montant(nom)) for nom, mot, signe in POSTES]
    connus = [(mot, signe, valeur) for mot, signe, valeur in postes if valeur]
    brut = Terme("= Brut", euros(ici.brut.valeur), _ecrite([s * v for _, s, v in connus], ici.brut.valeur))
    termes = [Terme(mot, f"{'+' if signe > 0 else MOINS} {euros(valeur)}") for mot, signe, valeur in connus]
    return Partie("Reste à charge", (*termes, brut, *_a_perimetre(ici)), (), TEXTE_RAC)


def _a_perimetre(ici: ColonneRac) -> tuple[Terme, ...]:
    plus, brut = ici.hors_charges, ici.brut.valeur
    if ici.rac.valeur is None or plus.valeur is None or brut is None:
        return (Terme("= À périmètre égal", "NR", ici.rac.motif, total=True),)
    somme = _ecrite([brut, plus.valeur], ici.rac.valeur)
    return (
        Terme("Eau et chauffage à part", f"+ {euros(plus.valeur)}"),
        Terme("= À périmètre égal", euros(arrondi(ici.rac.valeur)), somme, total=True),
    )


def _ecrite(valeurs: list[Decimal], total: Decimal) -> str:
    """« 418,39 + 112,46 − 49,32 − 234,90 = 246,63 »."""
    suite = "".join(f" {'+' if v >= 0 else MOINS} {nombre(abs(v))}" for v in valeurs[1:])
    return f"{nombre(valeurs[0])}{suite} = {nombre(total)}" if valeurs else ""


def _perimetre(ici: Cout | None, en_face: Cout | None) -> Partie:
    phrases = tuple(_fluide(ici, en_face, *fluide) for fluide in FLUIDES)
    return Partie("Périmètre", (), phrases, TEXTE_PERIMETRE)


def _fluide(ici: Cout | None, en_face: Cout | None, mot: str, si: str, inclusion: str, forfait: str) -> str:
    dedans, autre = getattr(ici, inclusion, None), getattr(en_face, inclusion, None)
    montant, autre_montant = getattr(ici, forfait, None), getattr(en_face, forfait, None)
    tete = f"{mot}{INSECABLE}: "
    match dedans, autre:
        case True, True:
            return f"{tete}dans les charges des deux logements, rien à ajouter."
        case True, False:
            return f"{tete}dans les charges ici, à part dans l’autre logement{INSECABLE}: son coût y est ajouté."
        case False, True:
            ajoute = f"ses {euros(montant)} sont ajoutés" if montant is not None else "son coût est inconnu, NR"
            return f"{tete}à part ici, dans les charges de l’autre logement{INSECABLE}: {ajoute}."
        case False, False if montant is not None and autre_montant is not None:
            return f"{tete}à part dans les deux logements{INSECABLE}: compté des deux côtés."
        case False, False:
            return f"{tete}à part dans les deux logements, un coût manque{INSECABLE}: compté d’aucun côté."
    if dedans is None and autre is None:
        return f"{tete}on ne sait pas {si} dans les charges, la règle ne s’applique pas."
    return f"{tete}on ne sait pas {si} dans les charges {'ici' if dedans is None else 'de l’autre logement'}."

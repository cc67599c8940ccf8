"""D'où vient R : les douze mois que l'APL regarde, un par un, avec ce qui compte et ce qui ne compte pas."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.corrections_apl import corrections_de
from relogement.cout import Cout
from relogement.explication import Partie, Terme
from relogement.menage import Menage
from relogement.mois_de_ressources import DuMois, mois_dit
from relogement.regles.ressources_apl import NON_COMPTES, RessourcesApl, mois_retenus
from relogement.revenus_du_menage import lus, mois_connus
from relogement.textes import INSECABLE, arrondi, euros, nombre

TITRE = "Ressources R, mois par mois"
TEXTE = "CCH, art. R. 822-2 à R. 822-17 ; CGI, art. 83, 3° et 158, 5 a"


def partie_ressources(menage: Menage, *, au: date, baremes: Source | None = None) -> Partie | None:
    """Un terme par mois, puis les sommes après déductions ; rien si aucun mois n'est saisi."""
    lignes = menage.ressources_mensuelles
    if not lignes:
        return None
    trouvees = mois_connus(menage, lus(menage), au=au, baremes=baremes)
    termes = [_mois(mois, [r for r in lignes if r.mois == mois]) for mois in mois_retenus(au)]
    if trouvees.montant is None:
        return Partie(TITRE, tuple(termes), (f"Ces mois ne suffisent pas{INSECABLE}: {trouvees.motif}.",), TEXTE)
    return Partie(TITRE, (*termes, *_sommes(trouvees)), _phrases(trouvees), TEXTE)


def mois_de_l_estimation(
    menage: Menage, cout: Cout | None, *, au: date, baremes: Source | None = None
) -> Partie | None:
    """Les mois qui ont servi à l'APL estimée de ce coût ; rien si l'agente a saisi R elle-même."""
    if cout is None or corrections_de(cout).ressources is not None:
        return None
    return partie_ressources(menage, au=cout.provenance("apl").le or au, baremes=baremes)


def _mois(mois: date, lignes: Sequence[DuMois]) -> Terme:
    """« octobre 2025 : 1 462,30 € ; salaire de Mariam 1 042,30, … ; non comptés : AF 151,05 »."""
    if not lignes:
        return Terme(mois_dit(mois), "NR", "rien n’est saisi")
    comptees = [r for r in lignes if r.code not in NON_COMPTES]
    autres = [r for r in lignes if r.code in NON_COMPTES]
    dites = [", ".join(map(_dite, comptees))] if comptees else []
    dites += [f"non comptés{INSECABLE}: {', '.join(map(_dite, autres))}"] if autres else []
    return Terme(mois_dit(mois), euros(sum((r.montant for r in comptees), Decimal(0))), " ; ".join(dites))


def _dite(ligne: DuMois) -> str:
    qui = f" de {ligne.personne.prenom or ligne.personne.nom}" if ligne.personne else ""
    return f"{ligne.code.libelle}{qui} {nombre(ligne.montant)}"


def _sommes(trouvees: RessourcesApl) -> tuple[Terme, ...]:
    sommes = (
        ("Activité et chômage", trouvees.activite, "après 10 %, dans les bornes de l’année"),
        ("Pensions", trouvees.pensions, "après 10 %, dans les bornes de l’année"),
        ("Autres revenus", trouvees.autres, "sans déduction"),
    )
    total = Terme("R avant arrondi", euros(arrondi(trouvees.montant or Decimal(0))), "par an", total=True)
    return (*(Terme(nom, euros(arrondi(somme)), sens) for nom, somme, sens in sommes if somme), total)


def _phrases(trouvees: RessourcesApl) -> tuple[str, ...]:
    return ("Le ménage perçoit le RSA : l’activité et le chômage comptent pour zéro.",) if trouvees.rsa else ()

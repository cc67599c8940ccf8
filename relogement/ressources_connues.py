"""Les ressources d'un an qu'un dossier permet de connaître, dites avec leur origine."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.menage import Menage, Personne
from relogement.mois_de_ressources import depuis_le_mois, dernier_total, mois_dit
from relogement.nomenclatures import CodeRessource
from relogement.rapprochement import sans_accents
from relogement.regles.ressources_apl import RessourcesApl, Revenu, mois_retenus, ressources_apl
from relogement.revenus_du_menage import lus, mois_connus
from relogement.textes import FINE, INSECABLE, euros

MOIS = 12
ACTIVITES = (
    ("RSA", "RSA", ("rsa",)),
    ("AAH", "AAH", ("aah",)),
    ("ASPA", "ASPA", ("aspa", "minimum vieillesse")),
    ("PINV", "pension d’invalidité", ("invalidite",)),
    ("CHO", "chômage", ("demandeu", "chomage", "chomeu")),
    ("RET", "retraite", ("retrait",)),
    ("SAL", "salaire", ("salarie", "interim", "apprenti", "cdi", "cdd", "employe", "fonctionnaire", "ouvrier")),
)
AUTRE = ("AUT", "sans déduction")


@dataclass(frozen=True, slots=True)
class RessourcesConnues:
    """R par an, et d'où il vient ; vide avec son motif."""

    montant: Decimal | None = field(repr=False)
    origine: str = field(default="", repr=False)
    motif: str = ""


def ressources_connues(menage: Menage, *, au: date, baremes: Source | None = None) -> RessourcesConnues:
    """Les douze mois s'ils sont tous saisis ; sinon douze fois ce que l'on sait par mois, et pourquoi."""
    if not menage.ressources_mensuelles:
        return _par_mois(menage, au, baremes)
    trouvees = mois_connus(menage, lus(menage), au=au, baremes=baremes)
    if trouvees.montant is not None:
        return RessourcesConnues(trouvees.montant, mois_dits(trouvees, au))
    autres = _du_dernier_mois(menage, au, baremes) or _par_mois(menage, au, baremes)
    if autres.montant is None:
        return RessourcesConnues(None, motif=trouvees.motif)
    return RessourcesConnues(autres.montant, f"{autres.origine} (pas les douze mois{INSECABLE}: {trouvees.motif})")


def _du_dernier_mois(menage: Menage, au: date, baremes: Source | None) -> RessourcesConnues | None:
    """Le dernier mois complet, douze fois ; rien s'il y manque quelqu'un."""
    total = dernier_total(menage.ressources_mensuelles)
    if total is None:
        return None
    du_mois = [revenu for revenu in lus(menage) if revenu.mois == total.mois]
    repetes = [replace(revenu, mois=mois) for revenu in du_mois for mois in mois_retenus(au)]
    trouvees = mois_connus(menage, repetes, au=au, baremes=baremes)
    if trouvees.montant is None:
        return None
    dites = f"{_sommes_dites(trouvees)}, après déductions{_rsa(trouvees)}"
    return RessourcesConnues(trouvees.montant, f"douze fois {mois_dit(total.mois)}{INSECABLE}: {dites}")


def mois_dits(trouvees: RessourcesApl, au: date) -> str:
    """Les sommes retenues, et de quels mois elles viennent."""
    fenetre = mois_retenus(au)
    periode = f"{depuis_le_mois(fenetre[0])} à {mois_dit(fenetre[-1])}"
    dites = f"{_sommes_dites(trouvees)}, après déductions{_rsa(trouvees)}"
    return f"douze mois saisis, {periode}{INSECABLE}: {dites}"


def _sommes_dites(trouvees: RessourcesApl) -> str:
    sommes = (
        ("activité et chômage", trouvees.activite),
        ("pensions", trouvees.pensions),
        ("autres revenus", trouvees.autres),
    )
    return " + ".join(f"{mot} {euros(somme)}" for mot, somme in sommes if somme) or "aucun revenu compté"


def _rsa(trouvees: RessourcesApl) -> str:
    return f"{FINE}; l’activité et le chômage comptent pour zéro avec le RSA" if trouvees.rsa else ""


def _par_mois(menage: Menage, au: date, baremes: Source | None) -> RessourcesConnues:
    """Celles de chaque personne après déductions ; sinon celles du ménage, telles quelles."""
    recues = [p for p in menage.personnes if p.ressources is not None]
    if recues and all(p.ressources is not None or p.a_charge for p in menage.personnes):
        return _des_personnes(recues, au, baremes)
    if menage.ressources is not None:
        origine = (
            f"douze fois les {euros(menage.ressources)} par mois du ménage, sans déduction et prestations "
            "comprises : l’estimation est prudente"
        )
        return RessourcesConnues(menage.ressources * MOIS, origine)
    return RessourcesConnues(None, motif="les ressources des douze mois sont inconnues")


def _des_personnes(recues: list[Personne], au: date, baremes: Source | None) -> RessourcesConnues:
    revenus = [
        Revenu(str(rang), _activite(personne)[0], mois, personne.ressources)
        for rang, personne in enumerate(recues)
        for mois in mois_retenus(au)
        if personne.ressources is not None
    ]
    trouvees = ressources_apl(revenus, au=au, dossier=baremes)
    dites = " + ".join(f"{euros(p.ressources)} ({_activite(p)[1]})" for p in recues)
    origine = f"douze fois {dites} par mois, après la déduction de 10{FINE}%"
    return RessourcesConnues(trouvees.montant, origine + _rsa(trouvees), trouvees.motif)


def _activite(personne: Personne) -> tuple[str, str]:
    """Le code et le mot de ce que la personne reçoit ; ce qu'on ne reconnaît pas compte en entier."""
    dite = sans_accents(personne.activite or "")
    trouvees = ((code, mot) for code, mot, mots in ACTIVITES if any(m in dite for m in mots))
    return next(trouvees, AUTRE)


def code_de_l_activite(personne: Personne) -> CodeRessource:
    """Ce que l'on s'attend à ce que la personne reçoive ; un salaire si rien ne le dit."""
    if not personne.activite:
        return CodeRessource.SAL
    return CodeRessource(_activite(personne)[0])

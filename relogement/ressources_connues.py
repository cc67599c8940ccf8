"""Les ressources d'un an qu'un dossier permet de connaître, dites avec leur origine."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.menage import Menage, Personne
from relogement.rapprochement import sans_accents
from relogement.regles.ressources_apl import Revenu, mois_retenus, ressources_apl
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
    rsa = f"{INSECABLE}; l’activité et le chômage comptent pour zéro avec le RSA" if trouvees.rsa else ""
    return RessourcesConnues(trouvees.montant, origine + rsa, trouvees.motif)


def _activite(personne: Personne) -> tuple[str, str]:
    """Le code et le mot de ce que la personne reçoit ; ce qu'on ne reconnaît pas compte en entier."""
    dite = sans_accents(personne.activite or "")
    trouvees = ((code, mot) for code, mot, mots in ACTIVITES if any(m in dite for m in mots))
    return next(trouvees, AUTRE)

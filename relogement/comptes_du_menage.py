"""Les comptes d'un ménage quand des personnes en partent ou y reviennent ; un compte inconnu le reste."""

from datetime import date

from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien

QUATORZE = 14
ADULTES = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT, Lien.ASCENDANT)


def moins_de_14(personne: Personne, le: date) -> bool | None:
    """Si la personne a moins de 14 ans ce jour-là ; on ne sait pas toujours."""
    if personne.naissance_le is not None:
        ne = personne.naissance_le
        return le.year - ne.year - ((le.month, le.day) < (ne.month, ne.day)) < QUATORZE
    if personne.naissance_annee is not None and le.year - personne.naissance_annee != QUATORZE:
        return le.year - personne.naissance_annee < QUATORZE
    return False if personne.naissance_annee is None and personne.lien in ADULTES else None


def retrancher(menage: Menage, combien: int, moins_14: int | None) -> None:
    """Un compte inconnu le reste ; le compte déclaré n'est jamais plus petit que les personnes connues."""
    if menage.nb_personnes is not None:
        menage.nb_personnes = max(menage.nb_personnes - combien, len(menage.personnes))
    if menage.nb_moins_14 is not None and moins_14 is not None:
        menage.nb_moins_14 = max(menage.nb_moins_14 - moins_14, 0)


def ajouter(menage: Menage, combien: int, moins_14: int | None) -> None:
    if menage.nb_personnes is not None:
        menage.nb_personnes += combien
    if menage.nb_moins_14 is not None:
        menage.nb_moins_14 = None if moins_14 is None else menage.nb_moins_14 + moins_14

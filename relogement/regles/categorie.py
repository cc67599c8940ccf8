"""La catégorie de ménage des plafonds de ressources (arrêté du 29/07/1987, annexes)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relogement.baremes import Periode, Source, bareme
from relogement.textes import pluriel

PERSONNE = "un ménage compte au moins une personne : corrigez le nombre de personnes"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Composition:
    """Ceux qui habiteront le logement ; vide = inconnu.

    ``nb_a_charge`` ne compte ni la personne seule ni le couple. ``somme_des_ages`` : âges révolus des deux
    membres du couple. ``handicap`` : l'un d'eux est en situation de handicap, au sens de l'arrêté.
    """

    nb_personnes: int | None
    couple: bool | None = None
    nb_a_charge: int | None = None
    somme_des_ages: int | None = None
    handicap: bool | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Categorie:
    """De ``mini`` à ``maxi`` selon ce que l'on ignore ; après la dernière, une personne de plus par rang."""

    mini: int | None
    maxi: int | None
    motif: str
    texte: str = ""

    @property
    def rang(self) -> int | None:
        """La catégorie, si ce que l'on ignore n'y change rien."""
        return self.mini if self.mini == self.maxi else None


@dataclass(frozen=True, slots=True)
class _Regle:
    """Un rang que donne une situation : ``vaut`` est vide tant que l'on ne sait pas."""

    rang: int
    vaut: bool | None
    motif: str
    ignore: str = ""


def categorie(composition: Composition, *, au: date, dossier: Source | None = None) -> Categorie:
    """La catégorie du ménage, de 1 à 6 et au-delà, et ce qui la fixe (arrêté du 29/07/1987, annexes).

    Une personne par rang. Une personne seule avec quelqu'un à charge, ou un ménage dont une personne est en
    situation de handicap, passe à la catégorie suivante ; un jeune ménage, couple sans personne à charge dont
    la somme des âges ne dépasse pas 55 ans, est en catégorie 3. Rien ne se cumule : la plus haute vaut.
    """
    textes = bareme("categories_menage", au, dossier=dossier)
    if composition.nb_personnes is None:
        return Categorie(None, None, "nombre de personnes inconnu", textes.texte)
    if defaut := _contradiction(composition, composition.nb_personnes):
        return Categorie(None, None, defaut, textes.texte)
    regles = _regles(composition, composition.nb_personnes, textes)
    mini, maxi = max(r.rang for r in regles if r.vaut), max(r.rang for r in regles if r.vaut is not False)
    ignores = [r.ignore for r in regles if r.vaut is None and r.rang > mini]
    connu = next(r.motif for r in regles if r.vaut and r.rang == mini)
    motif = connu if mini == maxi else f"catégorie {mini} ou {maxi} : {', '.join(dict.fromkeys(ignores))}"
    return Categorie(mini, maxi, motif, textes.texte)


def somme_des_ages(naissances: Sequence[date | None], *, au: date) -> int | None:
    """La somme des âges révolus à une date, en années ; inconnue dès qu'une naissance l'est."""
    connues = [ne_le for ne_le in naissances if ne_le is not None and ne_le <= au]
    if not naissances or len(connues) < len(naissances):
        return None
    return sum(au.year - n.year - ((au.month, au.day) < (n.month, n.day)) for n in connues)


def _contradiction(composition: Composition, nombre: int) -> str:
    """Ce qui ne peut pas être vrai ensemble ; vide sinon."""
    if nombre < 1:
        return PERSONNE
    adultes = 2 if composition.couple else 1
    if nombre < adultes:
        return "un couple compte au moins deux personnes : corrigez le nombre de personnes"
    if not 0 <= (composition.nb_a_charge or 0) <= nombre - adultes:
        return "le nombre de personnes à charge ne va pas avec celui du ménage : corrigez-le"
    return ""


def _regles(composition: Composition, nombre: int, textes: Periode) -> list[_Regle]:
    jeune = int(textes.nombre("jeune_menage_categorie"))
    a_charge, couple = composition.nb_a_charge, composition.couple
    seul = _tous(nombre > 1, None if couple is None else not couple, _egal(a_charge, nombre - 1))
    personnes = pluriel(nombre, "personne")
    return [
        _Regle(nombre, True, personnes),
        _Regle(nombre + 1, seul, f"personne seule avec {nombre - 1} à charge", "couple ou à charge inconnu"),
        _Regle(jeune, _jeune_menage(composition, nombre, textes), "jeune ménage", "jeune ménage à confirmer"),
        _Regle(nombre + 1, composition.handicap, f"{personnes}, dont une handicapée", "handicap inconnu"),
    ]


def _jeune_menage(composition: Composition, nombre: int, textes: Periode) -> bool | None:
    somme, plafond = composition.somme_des_ages, textes.nombre("jeune_menage_somme_des_ages")
    jeunes = None if somme is None else somme <= plafond
    return _tous(nombre == 2, composition.couple, jeunes)


def _egal(connu: int | None, attendu: int) -> bool | None:
    return None if connu is None else connu == attendu


def _tous(*faits: bool | None) -> bool | None:
    """Faux dès qu'un fait l'est, inconnu sinon dès qu'un fait l'est."""
    if False in faits:
        return False
    return None if None in faits else True

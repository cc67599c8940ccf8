"""Les vues de la liste : cinq toujours là, et celles que l'équipe garde dans le fichier, pour tous ses postes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db import filtres
from db.filtres import Condition, Operateur, Repere
from db.pannes import Conflit
from db.registre import ECHEANCE, OFFRES, RAC_AVANT, TYPE, Registre
from relogement.base import Ligne
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import TypeDossier

BIENTOT = 7
TITRE_MAX = 40
_DISPARUE = "Cette vue n’existe plus : quelqu’un d’autre l’a supprimée."
_CHANGEE = (
    "Cette vue a été changée entre-temps par quelqu’un d’autre. La voici à jour : refaites votre changement."
)


class VueGardee(Ligne, kw_only=True):
    """Une vue telle que le fichier la garde."""

    __tablename__ = "vue"

    titre: Mapped[str] = mapped_column(unique=True)
    rang: Mapped[int] = mapped_column()
    filtres: Mapped[list[dict[str, Any]]] = mapped_column()
    tri: Mapped[str] = mapped_column()
    descendant: Mapped[bool] = mapped_column()
    colonnes: Mapped[list[dict[str, Any]]] = mapped_column()


@dataclass(frozen=True)
class Vue:
    """Un onglet de la liste. ``id`` vide : elle est là d'origine, et ne se change pas.

    ``laissees`` compte les filtres d'une version plus récente du logiciel, que celle-ci ne sait pas appliquer.
    """

    cle: str
    titre: str
    conditions: tuple[Condition, ...] = ()
    id: int | None = None
    version: int = 0
    tri: str = ""
    descendant: bool = False
    colonnes: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    laissees: int = 0

    @property
    def est_gardee(self) -> bool:
        return self.id is not None


_A_RELOGER = Condition(filtres.SITUATION, valeurs=("a_reloger",))
VUES = (
    Vue("tous", "Tous"),
    Vue("a_reloger", "À reloger", (_A_RELOGER,)),
    Vue("bientot", f"Échéance à moins de {BIENTOT} jours", (Condition(ECHEANCE, Operateur.BIENTOT, (BIENTOT,)),)),
    Vue("sans_offre", "Sans offre", (_A_RELOGER, Condition(OFFRES, valeurs=(0,)))),
    Vue(
        "rac_inconnu",
        "RAC avant inconnu",
        (Condition(TYPE, valeurs=(TypeDossier.TITULAIRE.value,)), Condition(RAC_AVANT, Operateur.VIDE)),
    ),
)


def vues(session: Session) -> tuple[Vue, ...]:
    """Les vues d'origine, puis celles du fichier dans leur ordre."""
    gardees = session.scalars(select(VueGardee).order_by(VueGardee.rang, VueGardee.id))
    return (*VUES, *map(_vue, gardees))


def colonnes_utiles(toutes: Sequence[Vue]) -> list[str]:
    """Les colonnes du registre sans lesquelles leurs comptes ne se feraient pas."""
    return filtres.colonnes_utiles([c for vue in toutes for c in vue.conditions])


def compter(registre: Registre, ids: Sequence[int], toutes: Sequence[Vue], repere: Repere) -> dict[str, int]:
    """Combien de ces dossiers chaque vue montre."""
    return {vue.cle: len(filtres.retenir(registre, ids, vue.conditions, repere)) for vue in toutes}


def creer(session: Session, vue: Vue) -> str:
    """Garde une vue de plus, à la fin ; rend sa clé."""
    dernier = session.scalar(select(func.max(VueGardee.rang))) or 0
    gardee = VueGardee(titre=titre_libre(session, vue.titre), rang=dernier + 1, **_etat(vue))
    session.add(gardee)
    session.flush()
    return _cle(gardee.id)


def remplacer(session: Session, vue: Vue) -> None:
    """Donne à une vue les filtres, le tri et les colonnes du moment."""
    gardee = _relire(session, vue)
    for nom, valeur in _etat(vue).items():
        setattr(gardee, nom, valeur)


def renommer(session: Session, vue: Vue, titre: str) -> None:
    gardee = _relire(session, vue)
    gardee.titre = titre_libre(session, titre, sauf=vue.id)


def supprimer(session: Session, vue: Vue) -> None:
    session.delete(_relire(session, vue))


def deplacer(session: Session, vue: Vue, pas: int) -> None:
    """Avance ou recule une vue parmi celles du fichier."""
    toutes = list(session.scalars(select(VueGardee).order_by(VueGardee.rang, VueGardee.id)))
    depuis = next((rang for rang, gardee in enumerate(toutes) if gardee.id == vue.id), None)
    if depuis is None:
        raise ErreurMetier(_DISPARUE)
    toutes.insert(max(0, min(depuis + pas, len(toutes) - 1)), toutes.pop(depuis))
    for rang, gardee in enumerate(toutes, start=1):
        gardee.rang = rang


def titre_libre(session: Session, titre: str, *, sauf: int | None = None) -> str:
    """Le titre, sans espaces de trop ; une phrase s'il est vide, trop long ou déjà pris."""
    propre = " ".join(titre.split())
    if not propre:
        raise ErreurMetier("Donnez un nom à la vue.")
    if len(propre) > TITRE_MAX:
        raise ErreurMetier(f"Un nom de vue tient en {TITRE_MAX} caractères : raccourcissez-le.")
    pris = {v.titre.casefold() for v in vues(session) if v.id != sauf or v.id is None}
    if propre.casefold() in pris:
        raise ErreurMetier("Une vue porte déjà ce nom : choisissez-en un autre.")
    return propre


def _relire(session: Session, vue: Vue) -> VueGardee:
    gardee = session.get(VueGardee, vue.id)
    if gardee is None:
        raise ErreurMetier(_DISPARUE)
    if gardee.version != vue.version:
        raise Conflit(_CHANGEE)
    return gardee


def _vue(gardee: VueGardee) -> Vue:
    lues = [filtres.condition(donnees) for donnees in gardee.filtres]
    comprises = tuple(c for c in lues if c is not None)
    vue = Vue(_cle(gardee.id), gardee.titre, comprises, gardee.id, gardee.version, gardee.tri, gardee.descendant)
    return replace(vue, colonnes=tuple(gardee.colonnes), laissees=len(lues) - len(comprises))


def _etat(vue: Vue) -> dict[str, Any]:
    return {
        "filtres": [c.en_dict() for c in vue.conditions if c.se_garde],
        "tri": vue.tri,
        "descendant": vue.descendant,
        "colonnes": [dict(colonne) for colonne in vue.colonnes],
    }


def _cle(numero: int) -> str:
    return f"vue_{numero}"

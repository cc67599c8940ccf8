"""Les mises en page d'export que l'équipe garde dans le projet, à côté de celle du programme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.pannes import Conflit
from db.scelles.demande import PAR_DEFAUT
from db.scelles.tables import MiseEnPageGardee
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.controle import Controle, controler
from relogement.exports.rime.ecriture import en_toml
from relogement.exports.rime.mise_en_page import DEFAUT, MiseEnPage
from relogement.exports.rime.moins_precis import alleger
from relogement.fuites.propositions import Pas

NOM_MAX = 60
_DISPARUE = "Cette mise en page n’existe plus : quelqu’un d’autre l’a supprimée."
_CHANGEE = "Cette mise en page a été changée entre-temps par quelqu’un d’autre. La voici à jour : reprenez-la."


@dataclass(frozen=True)
class Presentation:
    """Une mise en page à proposer. ``id`` vide : c'est celle du programme, qui ne se change pas."""

    nom: str
    texte: str
    id: int | None = None
    version: int = 0

    @property
    def est_du_programme(self) -> bool:
        return self.id is None

    @property
    def controle(self) -> Controle:
        return controler(self.texte)


def mises_en_page(session: Session) -> tuple[Presentation, ...]:
    """Celle du programme, puis celles du projet dans l'ordre de leur nom."""
    gardees = session.scalars(select(MiseEnPageGardee).order_by(MiseEnPageGardee.nom))
    siennes = (Presentation(g.nom, g.contenu, g.id, g.version) for g in gardees)
    return (Presentation(PAR_DEFAUT, DEFAUT.read_text("utf-8")), *siennes)


def choisie(session: Session, nom: str | None) -> Presentation:
    """La mise en page de ce nom ; celle du programme si rien n'est dit."""
    toutes = mises_en_page(session)
    voulu = (nom or PAR_DEFAUT).strip().casefold()
    trouvee = next((p for p in toutes if p.nom.casefold() == voulu), None)
    if trouvee is None:
        noms = ", ".join(p.nom for p in toutes)
        raise ErreurMetier(f"Aucune mise en page « {nom} » dans ce projet. Celles qu’il garde : {noms}.")
    return trouvee


def utilisable(presentation: Presentation) -> MiseEnPage | None:
    """Ce que l'export doit suivre ; rien pour celle du programme."""
    return None if presentation.est_du_programme else presentation.controle.page


def copier(session: Session, texte: str, nom: str) -> Presentation:
    """Garde une mise en page de plus ; son nom doit être libre."""
    gardee = MiseEnPageGardee(nom=nom_libre(session, nom), contenu=texte)
    session.add(gardee)
    session.flush()
    return Presentation(gardee.nom, gardee.contenu, gardee.id, gardee.version)


def copier_moins_precise(session: Session, nom: str, pas: Iterable[Pas]) -> Presentation:
    """Garde une copie de cette mise en page, ces colonnes moins précises ou retirées."""
    page = choisie(session, nom).controle.page
    if page is None:
        raise ErreurMetier(_DISPARUE)
    pris = _pris(mises_en_page(session), None)
    souhaite = f"{nom[: NOM_MAX - 20]}, moins précise"
    libre = next(n for n in chain([souhaite], (f"{souhaite} {k}" for k in count(2))) if n.casefold() not in pris)
    return copier(session, en_toml(alleger(page, pas)), libre)


def enregistrer(session: Session, presentation: Presentation, texte: str) -> None:
    """Remplace le contenu d'une mise en page du projet."""
    _relire(session, presentation).contenu = texte


def renommer(session: Session, presentation: Presentation, nom: str) -> None:
    gardee = _relire(session, presentation)
    gardee.nom = nom_libre(session, nom, sauf=presentation.id)


def supprimer(session: Session, presentation: Presentation) -> None:
    session.delete(_relire(session, presentation))


def nom_libre(session: Session, nom: str, *, sauf: int | None = None) -> str:
    """Le nom, sans espaces de trop ; une phrase s'il est vide, trop long ou déjà pris."""
    propre = " ".join(nom.split())
    if not propre:
        raise ErreurMetier("Donnez un nom à la mise en page.")
    if len(propre) > NOM_MAX:
        raise ErreurMetier(f"Un nom de mise en page tient en {NOM_MAX} caractères : raccourcissez-le.")
    if propre.casefold() in _pris(mises_en_page(session), sauf):
        raise ErreurMetier(f"Une mise en page s’appelle déjà « {propre} » : choisissez un autre nom.")
    return propre


def nom_propose(toutes: Sequence[Presentation], depuis: str) -> str:
    """« Copie de Mise en page… », numérotée s'il le faut."""
    pris, souhaite = _pris(toutes, None), f"Copie de {depuis[:1].lower()}{depuis[1:]}"[: NOM_MAX - 4]
    libres = (souhaite if n == 1 else f"{souhaite} {n}" for n in range(1, len(toutes) + 2))
    return next(nom for nom in libres if nom.casefold() not in pris)


def _pris(toutes: Sequence[Presentation], sauf: int | None) -> set[str]:
    return {p.nom.casefold() for p in toutes if p.id is None or p.id != sauf}


def _relire(session: Session, presentation: Presentation) -> MiseEnPageGardee:
    gardee = session.get(MiseEnPageGardee, presentation.id) if presentation.id is not None else None
    if gardee is None:
        raise ErreurMetier(_DISPARUE)
    if gardee.version != presentation.version:
        raise Conflit(_CHANGEE)
    return gardee

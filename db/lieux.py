"""Donner d'où l'on part : les communes limitrophes de chaque commune de départ, la place de chaque opération."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.dossier import relire
from relogement.communes import Commune, commune, commune_dite
from relogement.depart import CommuneDeDepart
from relogement.erreurs import ErreurMetier
from relogement.geographie.departements import departement_de_la_commune
from relogement.geographie.territoires import en_france
from relogement.geographie.voisines import limitrophes_de
from relogement.modeles import Operation, Projet, Quartier


@dataclass(frozen=True)
class CommuneLue:
    """Une commune d'où l'on reloge, et ce que l'on sait de ses voisines."""

    commune: Commune
    operations: tuple[str, ...]
    limitrophes: tuple[Commune, ...]
    divisee: bool
    texte: str


@dataclass(frozen=True)
class Lieux:
    """Tout ce que l'écran des lieux montre ; ``contour`` : celui du site est chargé, on mesure depuis lui."""

    communes: tuple[CommuneLue, ...]
    operations: tuple[Operation, ...]
    departement: str
    contour: bool
    projet: Commune | None

    def commune_de(self, operation: Operation | None) -> Commune | None:
        """Celle que l'opération dit elle-même."""
        return _connue(operation.commune_insee) if operation and operation.commune_insee else None


def lieux(session: Session) -> Lieux:
    """Les communes du projet et de ses opérations, et la place de chacune."""
    projet = session.scalars(select(Projet)).one()
    operations = tuple(session.scalars(select(Operation).order_by(Operation.code)))
    gardees = {ligne.insee: ligne for ligne in session.scalars(select(CommuneDeDepart))}
    codes = dict.fromkeys([projet.commune_insee, *(o.commune_insee for o in operations)])
    site = select(Quartier.id).where(Quartier.code.in_([projet.code_qpv, projet.code_qpv_2024]))
    return Lieux(
        tuple(_lue(code, projet, operations, gardees.get(code)) for code in codes if code),
        operations,
        projet.departement or departement_de_la_commune(projet.commune_insee) or "",
        session.scalar(site.limit(1)) is not None,
        _connue(projet.commune_insee) if projet.commune_insee else None,
    )


def _lue(code: str, projet: Projet, operations: Sequence[Operation], gardee: CommuneDeDepart | None) -> CommuneLue:
    parties = tuple(o.code for o in operations if (o.commune_insee or projet.commune_insee) == code)
    limitrophes = tuple(_connue(insee) for insee in gardee.limitrophes) if gardee else ()
    return CommuneLue(
        _connue(code),
        parties,
        limitrophes,
        bool(gardee and gardee.divisee),
        (gardee.texte if gardee else "") or "",
    )


def _connue(insee: str) -> Commune:
    return commune(insee) or Commune(insee, None, None)


def trouver_commune(texte: str, departement: str) -> Commune:
    """La commune tapée ; ``ErreurMetier`` si ce n'est celle de personne, ou de plusieurs."""
    trouvee = commune_dite(texte, departement)
    if trouvee is None:
        raise ErreurMetier(
            f"« {texte.strip()} » n’est pas une commune du département {departement or 'du projet'}. "
            "Écrivez son nom exact, ou son code Insee si elle est d’un autre département."
        )
    return trouvee


def limitrophes_lues(insee: str, couche: Path) -> list[Commune]:
    """Celles qu'une couche de communes montre autour de celle-ci ; ``ErreurMetier`` si elle n'y est pas."""
    return [_connue(code) for code in limitrophes_de(insee, couche)]


def enregistrer_limitrophes(
    session: Session, insee: str, limitrophes: Sequence[str], *, divisee: bool, texte: str | None
) -> None:
    """Garde les communes qui touchent celle-ci ; une commune n'est pas limitrophe d'elle-même."""
    if insee in limitrophes:
        raise ErreurMetier("Une commune n’est pas limitrophe d’elle-même : ôtez-la de la liste.")
    gardee = session.scalar(select(CommuneDeDepart).where(CommuneDeDepart.insee == insee))
    if gardee is None:
        gardee = CommuneDeDepart(insee=insee)
        session.add(gardee)
    gardee.limitrophes = sorted(set(limitrophes))
    gardee.divisee, gardee.texte = divisee, texte


def placer_operation(
    session: Session, id_: int, version: int, *, insee: str | None, lon: float | None, lat: float | None
) -> None:
    """Dit d'où partent les ménages d'une opération : sa commune, et le point d'où se mesure la distance."""
    if (lon is None) != (lat is None):
        raise ErreurMetier("Donnez la longitude et la latitude, ou aucune des deux.")
    if lon is not None and lat is not None and not en_france(lon, lat, departement_de_la_commune(insee)):
        raise ErreurMetier(
            "Ce point est hors du territoire : la longitude et la latitude sont peut-être inversées. Corrigez-les."
        )
    operation = relire(session, Operation, id_, version)
    operation.commune_insee, operation.lon, operation.lat = insee, lon, lat

"""Retrouver une période close, et en redonner les fichiers tels qu'ils sont sortis."""

import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chiffres import Mesures
from db.remise import lots
from db.scelles.demande import scellees
from db.scelles.tables import ExemplaireScelle, PeriodeScellee
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.indicateur import Mesure
from relogement.modeles import Menage
from relogement.scelles.empreinte import empreinte
from relogement.scelles.entete import Entete, lire_entete
from relogement.scelles.periode import Periode
from relogement.textes import jour

ABIMEE = (
    "Cette période close a été altérée : son fichier ne correspond plus à son empreinte. Il n’a pas été rendu. "
    "Lancez « verifier », puis reprenez une sauvegarde d’avant l’altération."
)


def periode_close(session: Session, periode: Periode, operation: str | None) -> PeriodeScellee:
    """La période scellée que voici ; ``ErreurMetier`` si elle ne l'est pas, ou ne l'est plus."""
    siennes = [s for s in scellees(session, operation, levees=True) if s.periode == periode]
    trouvee = next((s for s in siennes if not s.est_levee), None)
    if trouvee is not None:
        return trouvee
    raise ErreurMetier(_absente(periode, operation, siennes[0] if siennes else None))


def toutes(session: Session) -> list[PeriodeScellee]:
    """Toutes les périodes scellées un jour, la plus récente d'abord."""
    p = PeriodeScellee
    return list(session.scalars(select(p).order_by(p.fin_le.desc(), p.operation, p.id.desc())))


def references_de(session: Session, dossiers: Iterable[int]) -> dict[int, str]:
    """La référence des dossiers qui sont encore là."""
    references: dict[int, str] = {}
    for lot in lots(dict.fromkeys(dossiers)):
        requete = select(Menage.id, Menage.reference).where(Menage.id.in_(lot))
        references |= dict(session.execute(requete).all())
    return references


def rejouer(session: Session, code: str, vers: Path, periode: Periode, operation: str | None) -> int:
    """Écrit le fichier gardé de cet export, octet pour octet ; rend son nombre de lignes."""
    scellee = periode_close(session, periode, operation)
    exemplaire = session.get(ExemplaireScelle, (scellee.id, code, vers.suffix.lower()))
    if exemplaire is None:
        raise ErreurMetier(
            f"L’export « {code} » en {vers.suffix} n’a pas été gardé avec cette période. "
            f"Ceux qui l’ont été : {', '.join(exemplaires(session, scellee.id))}."
        )
    vers.write_bytes(octets(exemplaire))
    return exemplaire.lignes


def octets(exemplaire: ExemplaireScelle) -> bytes:
    """Le fichier ; lève ``ErreurMetier`` s'il n'est plus celui qui a été scellé."""
    try:
        contenu = zlib.decompress(exemplaire.contenu)
    except zlib.error as erreur:
        raise ErreurMetier(ABIMEE) from erreur
    if empreinte(contenu) != exemplaire.empreinte:
        raise ErreurMetier(ABIMEE)
    return contenu


def exemplaires(session: Session, periode_id: int) -> list[str]:
    """« rime .csv », « rime .xlsx »… : ce que l'on peut redonner à l'identique."""
    e = ExemplaireScelle
    requete = select(e.export, e.extension).where(e.periode_id == periode_id).order_by(e.export, e.extension)
    return [f"{export} {extension}" for export, extension in session.execute(requete)]


def mesures_scellees(scellee: PeriodeScellee) -> Mesures:
    """Les indicateurs tels qu'ils étaient."""
    entete = lire_entete(scellee.entete)
    tous, titulaires = (_mesures(entete, population) for population in ("tous", "titulaires"))
    return Mesures(scellee.fin_le, tous, titulaires, _base(tous), _base(titulaires))


def _mesures(entete: Entete, population: str) -> dict[str, Mesure]:
    return {code: mesure for code in entete.mesures[population] if (mesure := entete.mesure(population, code))}


def _base(mesures: Mapping[str, Mesure]) -> int:
    neuf = mesures.get("NEUF", Mesure())
    return neuf.oui + neuf.non + neuf.nr + neuf.so


def _absente(periode: Periode, operation: str | None, levee: PeriodeScellee | None) -> str:
    ou = f" pour l’opération {operation}" if operation else ""
    if levee is not None and levee.levee_le is not None:
        return (
            f"Le scellé de « {levee.libelle} »{ou} a été levé le {jour(levee.levee_le.date())} par "
            f"{levee.levee_par} : {levee.levee_motif}. Scellez-la de nouveau pour l’exporter à l’identique."
        )
    return f"« {periode.libelle} »{ou} n’est pas une période close. Scellez-la d’abord, ou voyez « periodes »."

"""Les quartiers gardés : de quoi situer une adresse, et les dossiers dont le quartier est à vérifier."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.situations import localisation_douteuse
from relogement.erreurs import ErreurMetier
from relogement.geographie import Contour, IndexQuartiers, departement_du_code
from relogement.modeles import CoucheQpv, Localisation, LogementOffert, Quartier, Relogement
from relogement.nomenclatures import GenerationQpv
from relogement.regles.localisation import HORS
from relogement.textes import jour


@dataclass(frozen=True)
class QuartiersGardes:
    """Les quartiers d'une génération, et la couche qui donne chacun."""

    index: IndexQuartiers
    couches: dict[str, int | None]

    def couche_de(self, qpv: str, departement: str | None) -> int | None:
        """La couche d'un quartier ; de « HORS », la plus récente de celles du département."""
        if qpv != HORS:
            return self.couches.get(qpv)
        return self._par_departement.get(departement or "")

    @cached_property
    def _par_departement(self) -> dict[str, int]:
        dernieres: dict[str, int] = {}
        for code, couche in self.couches.items():
            departement = departement_du_code(code) or ""
            if couche is not None:
                dernieres[departement] = max(couche, dernieres.get(departement, 0))
        return dernieres


def quartiers_gardes(session: Session, generation: GenerationQpv) -> QuartiersGardes | None:
    """Les quartiers d'une génération, prêts à situer des points ; vide si aucun n'est chargé."""
    requete = select(Quartier.code, Quartier.geometrie, Quartier.couche_id)
    lignes = session.execute(requete.where(Quartier.generation == generation).order_by(Quartier.code)).all()
    if not lignes:
        return None
    index = IndexQuartiers([Contour(code, geometrie) for code, geometrie, _ in lignes])
    return QuartiersGardes(index, {code: couche for code, _, couche in lignes})


def index_des_quartiers(session: Session, generation: GenerationQpv) -> IndexQuartiers | None:
    """L'index seul ; vide si aucun quartier n'est chargé."""
    gardes = quartiers_gardes(session, generation)
    return gardes.index if gardes else None


def dossiers_a_verifier(session: Session) -> list[int]:
    """Les dossiers dont le quartier a été calculé trop près d'une limite pour s'y fier sans contrôle."""
    requete = (
        select(Relogement.menage_id)
        .join(LogementOffert, LogementOffert.id == Relogement.logement_id)
        .join(Localisation, localisation_douteuse())
    )
    return sorted(set(session.scalars(requete)))


def localisation_de(session: Session, logement_id: int) -> Localisation | None:
    """La place calculée d'un logement, si elle vaut encore : un quartier saisi depuis l'emporte."""
    meme = (Localisation.logement_id == LogementOffert.id, Localisation.qpv == LogementOffert.qpv)
    requete = select(Localisation).join(LogementOffert, meme[0]).where(meme[1], LogementOffert.id == logement_id)
    return session.scalars(requete).first()


def place_dite(session: Session, logement_id: int) -> str:
    """« QP066007, calculé à 11 m d'une limite, génération 2015, d'après quartiers.geojson importé le… »."""
    place = localisation_de(session, logement_id)
    if place is None:
        return "Quartier saisi à la main."
    couche = session.get(CoucheQpv, place.couche_id) if place.couche_id else None
    dites = [place.qpv, place.doute or "", f"génération {place.generation}"]
    if couche is not None:
        dites.append(f"d’après {couche.source}, importé le {jour(couche.importee_le.date())}")
    if place.verifiee_le is not None:
        dites.append(f"vérifié sur SIG Ville le {jour(place.verifiee_le)}")
    return ", ".join(dite for dite in dites if dite) + "."


def confirmer_quartier(session: Session, logement_id: int, le: date) -> None:
    """Quelqu'un a vérifié sur SIG Ville : le quartier calculé est le bon, il n'est plus à vérifier."""
    place = localisation_de(session, logement_id)
    if place is None or not place.a_verifier:
        raise ErreurMetier("Ce quartier n’est pas à vérifier, ou il a été corrigé depuis. Relisez le dossier.")
    place.a_verifier, place.verifiee_le = False, le

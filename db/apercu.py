"""L'aperçu d'un dossier : l'essentiel à côté de la liste, sans l'ouvrir."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from db.dossier import DossierLu, lire_dossier
from db.faits import Fait, GenreDeFait
from relogement.bilan import Bilan
from relogement.comparaison import ColonneRac
from relogement.intervalle_rac import Intervalle
from relogement.menage import Menage
from relogement.nomenclatures import Critere, Reponse
from relogement.offre import Offre
from relogement.textes import pluriel

FAITS = 4
_COMPTE = {Critere.OUI: "compte", Critere.NON: "ne compte pas", Critere.NR: "à vérifier"}


@dataclass(frozen=True)
class OffreVue:
    """« Offre 1 · Refusée · compte », et pourquoi."""

    rang: int
    reponse: str
    compte: str
    pourquoi: str
    acquise: bool


@dataclass(frozen=True)
class RacVu:
    """Un reste à charge à montrer : « Avant », « Offre 3 », « Après »."""

    titre: str
    montant: Decimal | None
    motif: str
    estime: bool = False
    intervalle: Intervalle | None = None
    fragile: bool = False


@dataclass(frozen=True)
class Apercu:
    """Ce que montre le panneau de droite ; rien de personnel dans son `repr`."""

    id: int
    resume: str = field(repr=False)
    menage: Menage
    bilan: Bilan
    nb_offres: int
    visite_du_jour: bool
    offres: tuple[OffreVue, ...]
    rac: tuple[RacVu, ...]
    connus: int
    attendus: int
    manques: tuple[str, ...]
    faits: tuple[Fait, ...] = field(repr=False)
    au: date


def apercu(session: Session, menage_id: int) -> Apercu:
    """Lit ce qu'il faut montrer d'un dossier ; ``ErreurMetier`` s'il n'existe plus."""
    lu = lire_dossier(session, menage_id)
    vivantes = [o for o in lu.menage.offres if o.reponse is Reponse.EN_COURS]
    return Apercu(
        id=menage_id,
        resume=_resume(lu),
        menage=lu.menage,
        bilan=lu.bilan,
        nb_offres=lu.charte.nb_offres,
        visite_du_jour=any(o.visite_le == lu.au for o in vivantes),
        offres=tuple(_offre(offre, lu) for offre in lu.menage.offres),
        rac=tuple(_rac(lu)),
        connus=lu.completude.connus,
        attendus=lu.completude.attendus,
        manques=lu.completude.manques,
        faits=tuple(_derniers(lu.faits)),
        au=lu.au,
    )


def _resume(lu: DossierLu) -> str:
    quitte, personnes = lu.menage.logement_quitte, lu.menage.nb_personnes
    logement = " ".join(filter(None, (quitte.typologie, quitte.ug))) if quitte else ""
    compte_ = pluriel(personnes, "personne") if personnes is not None else ""
    return " · ".join(filter(None, (lu.menage.reference, logement, compte_)))


def _offre(offre: Offre, lu: DossierLu) -> OffreVue:
    if offre.reponse is Reponse.EN_COURS:
        return OffreVue(offre.rang, offre.logement.libelle or "Logement à préciser", "à suivre", "", False)
    if offre.reponse is Reponse.ACCORD:
        return OffreVue(offre.rang, offre.logement.libelle or "Logement à préciser", "acceptée", "", True)
    verdict, motif = lu.jugee(offre).compte, lu.charte.motif(offre.motif_refus)
    reponse = f"{offre.reponse.libelle}, {str(motif['libelle']).lower()}" if motif else offre.reponse.libelle
    return OffreVue(offre.rang, reponse, _COMPTE[verdict.valeur], verdict.motif, verdict.valeur is Critere.OUI)


def _rac(lu: DossierLu) -> list[RacVu]:
    vus = [_rac_vu("Avant", lu.rac.avant)]
    courante = lu.rac.courante
    if courante is not None:
        titre = "Après" if courante.offre is None else f"Offre {courante.offre.rang}"
        vus.append(_rac_vu(titre, courante))
    return vus


def _rac_vu(titre: str, colonne: ColonneRac) -> RacVu:
    return RacVu(titre, colonne.rac.valeur, colonne.rac.motif, colonne.estime, colonne.intervalle, colonne.fragile)


def _derniers(faits: tuple[Fait, ...]) -> list[Fait]:
    """Les derniers contacts et actes datés ; les champs changés ne se lisent que dans le dossier."""
    return [f for f in faits if f.genre is not GenreDeFait.CHANGEMENT and f.le][:FAITS]

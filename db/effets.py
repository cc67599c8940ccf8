"""Ce que chaque offre en discussion ferait des quatre parts du projet, ou de l'opération regardée."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.chiffres import mesurer_criteres
from db.equilibre.phrases import lire_appartenances, lire_balance
from db.situations import DOUTE, cadre, localisation_douteuse, situations
from relogement.effet_offre import Destination, Effet, Parts, effets
from relogement.equilibre.balance import Appartenances, Balance, Dit
from relogement.modeles import Cout, Localisation, LogementOffert, Menage, Offre, Relogement
from relogement.nomenclatures import Reponse
from relogement.situation import Cadre, Situation

EN_DISCUSSION = (Reponse.EN_COURS, Reponse.ACCORD)


@dataclass(frozen=True)
class AvantOffre:
    """Les parts d'aujourd'hui et le ménage tel qu'il est : l'effet d'une offre se dit alors sans relire.

    ``doutes`` : pourquoi la place d'un logement encore libre est à vérifier, par son numéro.
    """

    menage_id: int
    operation: str | None
    parts: Parts
    situation: Situation = field(repr=False)
    cadre: Cadre = field(repr=False)
    doutes: Mapping[int, str] = field(repr=False)
    appartenances: Appartenances = field(repr=False)
    balance: Balance = field(repr=False)

    def equilibre(self, logement: LogementOffert) -> Dit | None:
        """Ce que cette attribution changerait à la résidence ; rien si l'on n'en sait rien."""
        return self.balance.dit(logement, self.appartenances)

    def effets(self, logement: LogementOffert, cout: Cout | None) -> tuple[Effet, ...]:
        """Comme si le bail de ce logement se signait aujourd'hui."""
        destination = Destination(logement, cout, self.doutes.get(logement.id))
        return effets(self.situation, destination, self.parts, self.cadre)


def avant_offre(session: Session, menage_id: int, au: date, operation: str | None = None) -> AvantOffre | None:
    """De quoi dire l'effet d'une offre sur ce dossier ; rien s'il n'existe plus."""
    connexion = session.connection()
    situation = next(situations(connexion, [menage_id]), None)
    if situation is None:
        return None
    charte = charte_en_vigueur(session, au)
    objectifs = {code: Decimal(str(taux)) for code, taux in charte.objectifs.items()}
    parts = Parts(au, mesurer_criteres(session, au, operation), objectifs)
    balance = lire_balance(session, au)
    return AvantOffre(
        menage_id, operation, parts, situation, cadre(connexion), doutes(session),
        lire_appartenances(session, balance, [menage_id])[menage_id], balance,
    )  # fmt: skip


def en_discussion(menage: Menage, offre: Offre) -> bool:
    """Une offre dont l'effet n'est pas encore dans les chiffres : ouverte, ou acceptée et pas encore signée."""
    signees = {relogement.offre_id for relogement in menage.relogements}
    return offre.reponse in EN_DISCUSSION and offre.id not in signees


def effets_des_offres(session: Session, menage_id: int, au: date) -> dict[int, tuple[Effet, ...]]:
    """L'effet sur le projet de chaque offre en discussion de ce dossier, par son rang."""
    menage = session.get(Menage, menage_id)
    offres = [] if menage is None else [offre for offre in menage.offres if en_discussion(menage, offre)]
    lu = avant_offre(session, menage_id, au) if offres else None
    return {} if lu is None else {offre.rang: lu.effets(offre.logement, offre.cout) for offre in offres}


def doutes(session: Session) -> dict[int, str]:
    """Pourquoi la place d'un logement encore libre est à vérifier, par son numéro."""
    libres = LogementOffert.id.not_in(select(Relogement.logement_id))
    requete = select(LogementOffert.id, DOUTE).join(Localisation, localisation_douteuse()).where(libres)
    return dict(session.execute(requete).all())

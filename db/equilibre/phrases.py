"""Une phrase par offre : ce que l'attribution changerait à l'équilibre de la résidence."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.chartes import charte_en_vigueur
from db.equilibre.lecture import lire_parc
from db.situations import cadre
from relogement.equilibre.appartenance import AUX_PARTENAIRES, LUS_DU_DOSSIER, Regard, appartenance
from relogement.equilibre.effet import Effet, effet, phrase_du_secret, premier
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import LogementSitue, Parc, ResidenceLue
from relogement.equilibre.reglages import reglages_equilibre
from relogement.modeles import Menage, Personne, Projet
from relogement.niveau import niveau_de_ressources

Paire = tuple[LogementSitue, int]


def phrase(session: Session, logement: LogementSitue, menage_id: int, au: date) -> str | None:
    """Celle de ce logement pour ce ménage ; rien si l'on ne sait rien de sa résidence."""
    return phrases(session, [(logement, menage_id)], au)[0]


def phrases(session: Session, paires: Iterable[Paire], au: date) -> list[str | None]:
    """Une par paire, dans l'ordre ; elles ne disent que les ressources, que les partenaires connaissent déjà."""
    balance = Balance(session, au)
    return balance.phrases(list(paires))


class Balance:
    """Les résidences, la charte et les ménages d'un jour, lus une fois pour beaucoup de paires."""

    def __init__(self, session: Session, au: date, parc: Parc | None = None) -> None:
        self._session, self.au = session, au
        self.parc = lire_parc(session) if parc is None else parc
        self.reglages = reglages_equilibre(charte_en_vigueur(session, au))
        self._cadre = cadre(session.connection())
        zone = session.scalar(select(Projet.zone_plafond))
        self._regard = Regard(au, self._cadre.baremes, zone)

    def phrases(self, paires: Sequence[Paire]) -> list[str | None]:
        """Une par paire ; les ménages se lisent ensemble."""
        situees = [(self.parc.trouver(logement), menage_id) for logement, menage_id in paires]
        menages = self._menages({menage_id for residence, menage_id in situees if residence is not None})
        return [
            None if residence is None or menage_id not in menages else self.phrase(residence, menages[menage_id])
            for residence, menage_id in situees
        ]

    def phrase(self, residence: ResidenceLue, menage: Menage) -> str | None:
        if secret := phrase_du_secret(residence, self.reglages.secret):
            return secret
        trouve = premier(self.effets(residence, menage, AUX_PARTENAIRES))
        return None if trouve is None else trouve.phrase

    def effets(
        self, residence: ResidenceLue, menage: Menage, indicateurs: Sequence[Indicateur] = LUS_DU_DOSSIER
    ) -> list[Effet]:
        """Ce que l'attribution changerait, indicateur par indicateur ; pour l'équipe seulement."""
        niveau = niveau_de_ressources(menage, self._cadre, self.au)
        lus = [
            effet(residence, i, appartenance(i, menage, niveau, self._regard), self.reglages, self.au)
            for i in indicateurs
            if i in residence.mesures
        ]
        return [e for e in lus if e is not None]

    def _menages(self, numeros: set[int]) -> dict[int, Menage]:
        if not numeros:
            return {}
        requete = (
            select(Menage)
            .where(Menage.id.in_(numeros))
            .options(
                selectinload(Menage.personnes).selectinload(Personne.ressources_mensuelles),
                selectinload(Menage.ressources_mensuelles),
            )
        )
        return {m.id: m for m in self._session.scalars(requete)}

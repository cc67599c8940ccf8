"""Les offres de plusieurs dossiers, jugées en bloc comme le bilan les juge : chaque condition et sa raison."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from db.situations import cadre, paquets, situations
from relogement.offre_a_juger import offres_jugees
from relogement.regles.validite_offre_compte import OffreJugee

Jugees = dict[int, OffreJugee]


def jugements(session: Session, ids: Sequence[int] | None) -> dict[int, Jugees]:
    """Par dossier, chaque offre jugée, par son rang ; de tous les dossiers si rien n'est dit."""
    connexion = session.connection()
    ici, lus = cadre(connexion), {}
    for paquet in paquets(connexion, ids):
        for situation in situations(connexion, paquet):
            jugees = offres_jugees(situation.dossier, situation.avant, situation.offres, ici)
            rangs = (offre.rang for offre in situation.offres)
            lus[situation.dossier.menage_id] = dict(zip(rangs, jugees, strict=True))
    return lus

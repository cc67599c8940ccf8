"""Rapprocher nos relogements du SNE, de la CALEOL et du bail : quelles attributions ne compteront pas."""

from relogement.rapprochement_sne.constat import Cause, Constat, Issue, Jugement, Remede
from relogement.rapprochement_sne.faits import Attribution, Cadre, Demande, PassageVu, fondues, meme_bailleur
from relogement.rapprochement_sne.numero import defaut_du_numero, numero_propre
from relogement.rapprochement_sne.regle import juger

__all__ = [
    "Attribution",
    "Cadre",
    "Cause",
    "Constat",
    "Demande",
    "Issue",
    "Jugement",
    "PassageVu",
    "Remede",
    "defaut_du_numero",
    "fondues",
    "juger",
    "meme_bailleur",
    "numero_propre",
]

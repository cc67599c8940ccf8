"""Inscrire un lot dans l'écriture qui le fait : le fichier, ses comptes, et la ligne de chaque objet touché."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from db.imports.chantier import Chantier, Faite
from db.imports.rapport import Rapport
from db.journal import ecriture_courante
from db.lots_importes import LigneImportee, LotImporte
from db.masse import ecrire

COLONNES = ("objet", "ligne_id", "lot_id", "feuille", "ligne")


class Inscription:
    """Un lot ouvert au début d'un import ; ``clore`` y écrit ses comptes."""

    def __init__(self, session: Session, fichier: str, empreinte: str, nature: str) -> None:
        ecriture = ecriture_courante(session.connection())
        self._lot = LotImporte(
            ecriture_id=ecriture, fichier=fichier, empreinte=empreinte, nature=nature, detail={}
        )
        self._session = session
        session.add(self._lot)
        session.flush()
        self._feuilles: dict[str, int] = {}

    def suivre(self, chantier: Chantier) -> None:
        """Chaque paquet écrit dira de quelles lignes viennent ses objets."""
        chantier.ecrire_le_lot = self._inscrire

    def _inscrire(self, faites: Sequence[Faite]) -> None:
        lot, feuilles = self._lot.id, self._feuilles
        lignes = {
            (fiche.modele.__tablename__, fiche.id or 0, lot, rang, faite.cle.ligne)
            for faite in faites
            for rang in [feuilles.setdefault(faite.cle.feuille, len(feuilles))]
            for fiche in faite.touchees
        }
        ecrire(self._session.connection(), LigneImportee, COLONNES, sorted(lignes))

    def clore(self, rapport: Rapport, bailleur: str | None, operation: str | None) -> None:
        self._lot.bailleur, self._lot.operation = bailleur or "", operation or ""
        comptes = {sort.value: nombre for sort, nombre in rapport.lignes.items()}
        self._lot.detail = {"lues": rapport.lues, **comptes, "feuilles": list(self._feuilles)}
        self._session.flush()

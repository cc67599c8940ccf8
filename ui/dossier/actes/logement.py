"""Choisir un logement du vivier, ou en décrire un nouveau, sans quitter la fenêtre."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.dossier import relire
from db.imports.reperage import situer_un
from relogement.champs import LOGEMENT, Faits
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.textes import euros, surface
from ui.dossier.actes.dialogue import grille_de, note
from ui.dossier.mots import etiquettes, lieu, situation
from ui.dossier.onglet import ranger
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.theme import px

CHAMPS = (
    "bailleur", "residence", "adresse", "commune", "commune_insee", "qpv", "lon", "lat", "typologie", "surface",
    "etage", "ascenseur", "premiere_location", "conventionne_le", "financement",
)  # fmt: skip
NOUVEAU = Option("Décrire un nouveau logement", None)
SANS_LIEU = "Choisissez un logement du vivier, ou décrivez-en un : résidence, adresse ou commune."
FAITS = Faits("Logement", LOGEMENT, aide="Les logements libres du vivier, ou un nouveau")


class ChoixLogement(QWidget):
    """`chosen` annonce le logement du vivier choisi, ou ``None`` quand on en décrit un ; `edited` une frappe."""

    chosen = Signal(object)
    edited = Signal()

    def __init__(self, vivier: Sequence[LogementOffert]) -> None:
        super().__init__()
        self._vivier = {logement.id: logement for logement in vivier}
        self._choix = Formulaire()
        options = [Option(_dire(logement), logement.id) for logement in vivier]
        self._liste = nommer(ChampChoix(options, vide=NOUVEAU), "logement", FAITS)
        self._liste.setMinimumContentsLength(34)
        self._choix.adopt("logement", FAITS, self._liste)
        self._form = Formulaire(LogementOffert, CHAMPS)
        self._resume = note(nom="logement_resume")
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(8))
        grille_de(self._choix, etiquette=64)
        ranger(self._form, CHAMPS)
        for morceau in (self._choix, self._resume, self._form):
            pile.addWidget(morceau)
        self._liste.currentIndexChanged.connect(self._choisi)
        self._form.changed.connect(self.edited)
        self.choisir(vivier[0] if vivier else None)

    def choisir(self, logement: LogementOffert | None) -> None:
        self._choix.show_values({"logement": logement.id if logement else None})
        self._choisi()

    def premier(self) -> QWidget:
        return self._liste

    def _choisi(self, *_: object) -> None:
        connu = self.logement
        self._form.show_values({nom: getattr(connu, nom, None) for nom in CHAMPS})
        self._form.setVisible(connu is None)
        self._resume.setVisible(connu is not None)
        self._resume.setText(_resume(connu) if connu is not None else "")
        self.chosen.emit(connu)

    @property
    def logement(self) -> LogementOffert | None:
        """Celui du vivier ; ``None`` quand on en décrit un nouveau."""
        return self._vivier.get(self._liste.value() or 0)

    def decrit(self) -> dict[str, Any]:
        """Ce qui est déjà décrit du nouveau logement, même incomplet."""
        return self._form.values()

    def values(self) -> dict[str, Any]:
        """La description du nouveau logement ; il lui faut au moins une adresse, une résidence ou une commune."""
        valeurs = self._form.values()
        if self.logement is None and not any(valeurs[nom] for nom in ("residence", "adresse", "commune")):
            raise ErreurMetier(SANS_LIEU)
        return valeurs


def logement_dans(
    session: Session, connu: LogementOffert | None, valeurs: dict[str, Any], *, bail_le: date | None = None
) -> LogementOffert:
    """Le logement du vivier dans cette session, ou un nouveau ; ses coordonnées le situent au besoin."""
    logement = LogementOffert(**valeurs) if connu is None else relire(session, LogementOffert, connu.id)
    situer_un(session, logement, bail_le)
    return logement


def _resume(logement: LogementOffert) -> str:
    """Ce que l'on sait du logement choisi, en trois lignes."""
    bailleur = f"{logement.bailleur} — " if logement.bailleur else ""
    lignes = (
        bailleur + ", ".join(filter(None, lieu(logement))),
        situation(logement),
        ", ".join(etiquettes(logement)),
    )
    return "\n".join(ligne for ligne in lignes if ligne)


def _dire(logement: LogementOffert) -> str:
    cout = f"{euros(logement.loyer)} h.c." if logement.loyer is not None else ""
    taille = surface(logement.surface) if logement.surface is not None else ""
    return " · ".join(filter(None, (logement.libelle, taille, cout)))

"""Préparer une séance, ou en changer le jour : la date, l'heure, l'opération, le lieu."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget
from sqlalchemy.orm import Session

from db.cellule.lecture import SeanceOuverte
from db.cellule.seances import modifier, preparer
from relogement.erreurs import ErreurMetier
from ui import saisie
from ui.editeurs import ChampChoix, ChampTexte, Ecriture, Option
from ui.journee.dialogue import DialogueDuJour, Geste
from ui.journee.saisies import champ_jour
from ui.ouvert import ProjetOuvert

TOUT = Option("Tout le projet", None)


class SeanceDialog(DialogueDuJour):
    """``faite`` : la séance préparée ou changée, une fois l'acte écrit."""

    def __init__(
        self,
        ouvert: ProjetOuvert,
        parent: QWidget,
        *,
        le: date,
        heure: time | None,
        operations: Sequence[tuple[int, str]] = (),
        changee: SeanceOuverte | None = None,
    ) -> None:
        verbe = "Enregistrer" if changee else "Préparer l’ordre du jour"
        titre = "Changer la séance" if changee else "Préparer une séance"
        super().__init__(ouvert, parent, nom="seance", titre=titre, verbe=verbe)
        self._changee = changee
        self.faite: int | None = None
        self.le = champ_jour(le)
        self.heure = ChampTexte(Ecriture(saisie.lire_heure, _ecrire_heure, "14:00"))
        self.operation, self.lieu = ChampChoix([Option(mot, i) for i, mot in operations], vide=TOUT), QLineEdit()
        self.le.set_value(changee.le if changee else le)
        self.heure.set_value(changee.heure if changee else heure)
        self.lieu.setText((changee.lieu if changee else None) or "")
        self.ajouter("Date", self.le, "seance_le")
        self.ajouter("Heure", self.heure, "seance_heure")
        if changee is None:
            self.ajouter("Opération", self.operation, "seance_operation")
        self.ajouter("Lieu (facultatif)", self.lieu, "seance_lieu")
        if changee is None:
            self.dire(
                "Les dossiers reportés, puis ceux que retiennent les critères de la charte, sont mis à l’ordre du "
                "jour ; il se complète et se range ensuite à la main."
            )
        self.le.setFocus()
        self.le.selectAll()

    def ecriture(self) -> tuple[str, Geste]:
        le, heure = self.le.value(), self.heure.value()
        if le is None:
            raise ErreurMetier("Écrivez la date de la séance.")
        if heure is None:
            raise ErreurMetier("Écrivez l’heure de la séance, par exemple 14:00.")
        lieu, operation, changee = self.lieu.text(), self.operation.value(), self._changee

        def geste(session: Session) -> Any:
            if changee is None:
                self.faite = preparer(session, le=le, heure=heure, operation_id=operation, lieu=lieu)
            else:
                modifier(session, changee.id, le=le, heure=heure, lieu=lieu)
                self.faite = changee.id

        return ("Séance changée" if changee else "Séance préparée"), geste


def _ecrire_heure(valeur: object) -> str:
    return f"{valeur:%H:%M}" if isinstance(valeur, time) else ""

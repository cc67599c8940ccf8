"""Clore la séance : ce qui n'a pas été vu se dit, le relevé s'écrit où on le veut, et s'ouvre."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QWidget
from typing_extensions import override

from db.cellule.lecture import PointLu, SeanceOuverte
from relogement.cellule.codes import EtatPoint
from relogement.textes import pluriel
from ui.avant_envoi.disposition import rangee
from ui.cellule.seance.masque import nom_montre
from ui.composants.bouton import Bouton
from ui.composants.texte import Texte, legende
from ui.journee.dialogue import DialogueDuJour
from ui.ouvert import ProjetOuvert

NOMMES = 6
CONTENU = "Les décisions, puis les actions de chaque responsable."


class ClotureDialog(DialogueDuJour):
    """``clot`` : la séance se clôt aussi ; sinon le relevé d'une séance close se récrit. `asked` : on valide."""

    asked = Signal()
    largeur = 560

    def __init__(
        self, ouvert: ProjetOuvert, parent: QWidget, vers: Path, dites: Sequence[str], *, clot: bool
    ) -> None:
        titre, verbe = ("Clore la séance", "Clore et éditer") if clot else ("Relevé de la séance", "Éditer")
        super().__init__(ouvert, parent, nom="cloture", titre=titre, verbe=verbe)
        self.clot = clot
        self.vers = QLineEdit(str(vers))
        self.choisir = Bouton("Choisir…", "folder-open", nom="cloture_choisir")
        self.partenaires = QCheckBox("Écrire aussi la version des partenaires, sans les noms")
        self.partenaires.setObjectName("cloture_partenaires")
        for rang, phrase in enumerate(dites):
            self._sur_la_largeur(Texte(phrase, lignes=True, nom=f"cloture_phrase_{rang}"))
        self.ajouter("Relevé en PDF", self.vers, "cloture_vers")
        self.grille.addLayout(rangee(self.choisir, None), self.grille.rowCount(), 1)
        for widget in (self.partenaires, legende(CONTENU, lignes=True)):
            self._sur_la_largeur(widget)
        self.choisir.setAutoDefault(False)
        self.choisir.clicked.connect(self._choisir)
        self.valider.setFocus()

    def _sur_la_largeur(self, widget: QWidget) -> None:
        self.grille.addWidget(widget, self.grille.rowCount(), 0, 1, 2)

    @override
    def _valider(self) -> None:
        self.erreur.dire("")
        self.asked.emit()

    @property
    def chemin(self) -> Path | None:
        """Où écrire ; rien si l'on n'a rien dit."""
        texte = self.vers.text().strip()
        return Path(texte).expanduser() if texte else None

    @property
    def masque(self) -> bool:
        """Une version de plus, pour les partenaires."""
        return self.partenaires.isChecked()

    def _choisir(self) -> None:
        dialogue = QFileDialog(self, "Relevé de la séance", self.vers.text(), "PDF (*.pdf)")
        dialogue.setObjectName("cloture_dialogue_pdf")
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("pdf")
        dialogue.fileSelected.connect(self.vers.setText)
        dialogue.open()


def phrases(seance: SeanceOuverte, tapes: Sequence[PointLu], *, noms: bool) -> list[str]:
    """Ce qui est noté, ce qui n'a pas été vu, et ce qui est tapé sans être noté."""
    notees = pluriel(seance.decisions, "décision notée", "décisions notées")
    dites = [f"{notees}, {pluriel(seance.nb_presents, 'présent')}."]
    non_vus = [p for p in seance.points if p.etat is EtatPoint.A_VOIR]
    if non_vus:
        combien = pluriel(len(non_vus), "dossier non vu sera reporté", "dossiers non vus seront reportés")
        dites.append(f"{combien} à la prochaine séance : {_nommes(non_vus, noms=noms)}.")
    if tapes:
        un, plusieurs = "texte tapé n’est pas noté", "textes tapés ne sont pas notés"
        dites.append(f"{pluriel(len(tapes), un, plusieurs)} : {_nommes(tapes, noms=noms)}.")
    return dites


def _nommes(points: Sequence[PointLu], *, noms: bool) -> str:
    dits = [nom_montre(p, noms=noms) for p in points[:NOMMES]]
    reste = len(points) - len(dits)
    return ", ".join(dits) + (f" et {pluriel(reste, 'autre')}" if reste else "")

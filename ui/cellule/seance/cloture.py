"""Clore la séance : ce qui n'a pas été vu se dit, le relevé s'écrit où on le veut, et s'ouvre."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.cellule.lecture import PointLu, SeanceOuverte
from relogement.cellule.codes import EtatPoint
from relogement.textes import pluriel
from ui import fonts
from ui.cellule.seance.masque import nom_montre
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.theme import px

NOMMES = 6


class ClotureDialog(QDialog):
    """``clot`` : la séance se clôt aussi ; sinon le relevé d'une séance close se récrit."""

    def __init__(self, seance: SeanceOuverte, vers: Path, parent: QWidget, *, noms: bool, clot: bool) -> None:
        super().__init__(parent)
        self.clot = clot
        titre = "Clore la séance" if clot else "Relevé de la séance"
        self.setObjectName("dialogue_cloture")
        self.setWindowTitle(titre)
        self.setAccessibleName(titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(560))
        self.vers = QLineEdit(str(vers))
        self.vers.setObjectName("cloture_vers")
        self.vers.setAccessibleName("Relevé en PDF")
        self.choisir = Bouton("Choisir…", "folder-open", nom="cloture_choisir")
        self.partenaires = QCheckBox("Écrire aussi la version des partenaires, sans les noms")
        self.partenaires.setObjectName("cloture_partenaires")
        self.erreur = BandeauErreur(nom="cloture_erreur")
        self.valider = Bouton(
            "Clore et éditer" if clot else "Éditer", genre=Genre.PRINCIPAL, nom="cloture_valider"
        )
        self.annuler = Bouton("Annuler", nom="cloture_annuler")
        self._disposer(titre, _phrases(seance, noms=noms) if clot else [])
        self.choisir.clicked.connect(self._choisir)
        self.annuler.clicked.connect(self.reject)

    def _disposer(self, titre: str, phrases: Sequence[str]) -> None:
        corps = Bande(None)
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(10))
        pile.addWidget(Texte(titre, taille=fonts.SECTION, graisse=fonts.GRAS))
        for rang, phrase in enumerate(phrases):
            pile.addWidget(Texte(phrase, lignes=True, nom=f"cloture_phrase_{rang}"))
        etiquette = Texte("Relevé en PDF", "texte2")
        etiquette.setBuddy(self.vers)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for widget in (etiquette, self.vers, self.choisir):
            rangee.addWidget(widget)
        pile.addLayout(rangee)
        pile.addWidget(self.partenaires)
        pile.addWidget(legende("Les décisions, puis les actions de chaque responsable.", lignes=True))
        pile.addWidget(self.erreur)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        bas = QHBoxLayout(pied)
        bas.setContentsMargins(px(20), px(10), px(20), px(10))
        bas.setSpacing(px(8))
        bas.addStretch(1)
        bas.addWidget(self.annuler)
        bas.addWidget(self.valider)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(corps, 1)
        colonne.addWidget(pied)
        self.annuler.setAutoDefault(False)
        self.choisir.setAutoDefault(False)
        self.valider.setDefault(True)
        self.valider.setFocus()

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


def _phrases(seance: SeanceOuverte, *, noms: bool) -> list[str]:
    """« 3 décisions notées. » « 3 dossiers non vus seront reportés : … »."""
    notees = pluriel(seance.decisions, "décision notée", "décisions notées")
    dites = [f"{notees}, {pluriel(seance.nb_presents, 'présent')}."]
    non_vus = [p for p in seance.points if p.etat is EtatPoint.A_VOIR]
    if non_vus:
        combien = pluriel(len(non_vus), "dossier non vu sera reporté", "dossiers non vus seront reportés")
        dites.append(f"{combien} à la prochaine séance : {_nommes(non_vus, noms=noms)}.")
    return dites


def _nommes(points: Sequence[PointLu], *, noms: bool) -> str:
    dits = [nom_montre(p, noms=noms) for p in points[:NOMMES]]
    reste = len(points) - len(dits)
    return ", ".join(dits) + (f" et {pluriel(reste, 'autre')}" if reste else "")

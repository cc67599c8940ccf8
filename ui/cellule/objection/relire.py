"""Relire ce qu'un partenaire a reçu, octet pour octet, vérifié contre l'empreinte gardée à l'envoi."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.objection import envoi_garde, rendre
from relogement.objection.etat import ConsultationLue, ReponseLue
from relogement.travail import Avancement
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende, section
from ui.ouvert import ProjetOuvert
from ui.theme import px


class FenetreEnvoi(QDialog):
    def __init__(
        self, ouvert: ProjetOuvert, consultation: ConsultationLue, reponse: ReponseLue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ouvert, self._reponse = ouvert, reponse
        self.setObjectName("fenetre_envoi")
        self.setWindowTitle(f"Envoi à {reponse.partenaire}")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom="envoi_erreur")
        self._intact = Texte("", "vert", lignes=True, nom="envoi_intact")
        self._intact.setMinimumHeight(px(36))  # une empreinte ne se coupe pas : elle va à la ligne
        self.message = QPlainTextEdit(consultation.message)
        self.message.setObjectName("envoi_message")
        self.message.setAccessibleName("Message envoyé")
        self.message.setReadOnly(True)
        self.message.setTabChangesFocus(True)
        self.enregistrer = Bouton("Enregistrer l’envoi…", "download", nom="envoi_enregistrer")
        self._disposer(consultation)
        self.enregistrer.clicked.connect(self._demander_ou)
        self.resize(px(640), px(560))
        tache = ouvert.read("Envoi", partial(envoi_garde, reponse_id=reponse.id))
        tache.succeeded.connect(self._verifie)
        tache.failed.connect(self._falsifie)

    def _verifie(self, _: object) -> None:
        self._intact.setText(f"Conforme à l’empreinte gardée à l’envoi (SHA-256) : {self._reponse.empreinte}")

    def _falsifie(self, phrase: str) -> None:
        self.erreur.dire(phrase)
        self.enregistrer.setEnabled(False)

    def _demander_ou(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        fichier = self._reponse.fichier
        dialogue = QFileDialog(self, "Enregistrer l’envoi", str(Path(documents) / fichier))
        dialogue.setObjectName("envoi_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix(Path(fichier).suffix[1:])
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.fileSelected.connect(lambda choisi: self._enregistrer(Path(choisi)))
        dialogue.open()

    def _enregistrer(self, vers: Path) -> None:
        def travail(session: Session, _: Avancement) -> str:
            rendre(session, self._reponse.id, vers)
            return vers.name

        tache = self._ouvert.search("Envoi enregistré", travail)
        tache.succeeded.connect(self._enregistre)
        tache.failed.connect(self.erreur.dire)

    def _enregistre(self, nom: str) -> None:
        self._intact.setText(f"Enregistré : {nom}")

    def _disposer(self, consultation: ConsultationLue) -> None:
        corps = Bande(None)
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(16), px(12), px(16), px(12))
        pile.setSpacing(px(8))
        objet = section(consultation.objet)
        objet.setWordWrap(True)
        a = self._reponse.courriel or "remis en PDF, faute de courriel"
        for morceau in (objet, legende(f"À {self._reponse.partenaire}, {a}", lignes=True), self._intact):
            pile.addWidget(morceau)
        pile.addWidget(self.message, 1)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        rangee.setSpacing(px(8))
        fermer = Bouton("Fermer", nom="envoi_fermer")
        fermer.clicked.connect(self.reject)
        rangee.addWidget(self.enregistrer)
        rangee.addStretch(1)
        rangee.addWidget(fermer)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self.erreur)
        colonne.addWidget(corps, 1)
        colonne.addWidget(pied)

"""À droite, en haut : la décision que l'on écrit, et de quoi la noter ou remettre le dossier."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.horloge import aujourdhui
from relogement.cellule.decisions import DecisionLue
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE
from ui import fonts
from ui.cellule.seance.saisie import ENTREE, ChampDecision, ChampResponsable, Decidee, LogementVise, champ_echeance
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.composants.touche import Touche
from ui.composants.vue import Vignette
from ui.theme import px

NOTER, CORRIGER = "Noter la décision", "Corriger la décision"
VOILE = "Ce texte nomme le ménage : il est masqué. D pour y revenir."
TEXTE, RESPONSABLE, ECHEANCE, LOGEMENT, DIT, CORRIGE = (
    "texte", "responsable", "echeance", "logement_id", "logement", "corrige",
)  # fmt: skip


class FormDecision(QWidget):
    """`noted` porte ce qui se note ; `edited` à chaque frappe, pour le brouillon ; `left` : Échap."""

    noted = Signal(object)
    reported = Signal()
    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("seance_decision")
        self._muet = False
        self._logement: tuple[int, str] | None = None
        self._corrige: int | None = None
        self._depart = ("", "")  # le responsable et l'échéance proposés : les garder n'est pas écrire
        self.texte, self.responsable = ChampDecision(), ChampResponsable()
        self.echeance = champ_echeance(aujourdhui())
        self.erreur = BandeauErreur(nom="decision_erreur", fermable=False)
        self.voile = Texte(VOILE, "texte3", lignes=True, nom="decision_voile")
        self.noter = Bouton(NOTER, genre=Genre.PRINCIPAL, touche="Entrée", nom="decision_noter")
        self.reporter = Bouton("Reporter", touche="R", nom="decision_reporter")
        self.renoncer = Bouton("Renoncer", nom="decision_renoncer")
        self._titre = Texte("Décision", taille=fonts.SECTION, graisse=fonts.GRAS)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(8))
        tete = QHBoxLayout()
        tete.addWidget(self._titre)
        tete.addStretch(1)
        tete.addWidget(Vignette(Touche("D")))
        colonne.addLayout(tete)
        self.texte.setFixedHeight(px(76))
        self.voile.setMinimumHeight(px(76))
        self.voile.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.voile.hide()
        colonne.addWidget(self.texte)
        colonne.addWidget(self.voile)
        colonne.addWidget(self._logement_choisi())
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(8))
        grille.setVerticalSpacing(px(6))
        grille.setColumnStretch(1, 1)
        for rang, (mot, champ) in enumerate((("Responsable", self.responsable), ("Échéance", self.echeance))):
            etiquette = Texte(mot, "texte2")
            etiquette.setBuddy(champ)
            grille.addWidget(etiquette, rang, 0)
            grille.addWidget(champ, rang, 1)
        colonne.addLayout(grille)
        colonne.addWidget(self.erreur)
        boutons = QHBoxLayout()
        boutons.setSpacing(px(8))
        for bouton in (self.noter, self.reporter, self.renoncer):
            boutons.addWidget(bouton)
        boutons.addStretch(1)
        colonne.addLayout(boutons)
        self.renoncer.hide()

    def _logement_choisi(self) -> QWidget:
        self._ligne_logement = QWidget()
        rangee = QHBoxLayout(self._ligne_logement)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(6))
        self._mot_logement = legende("", nom="decision_logement", lignes=True)
        self.oter = Bouton("", "x", genre=Genre.DISCRET, petit=True, nom="decision_oter_logement")
        self.oter.setAccessibleName("Décision sans ce logement")
        self.oter.setToolTip("La décision ne vise plus ce logement")
        rangee.addWidget(Icone("key-round", "texte2", 14))
        rangee.addWidget(self._mot_logement, 1)
        rangee.addWidget(self.oter)
        self._ligne_logement.hide()
        return self._ligne_logement

    def _brancher(self) -> None:
        self.texte.noted.connect(self.valider)
        self.texte.left.connect(self.left)
        self.noter.clicked.connect(self.valider)
        self.reporter.clicked.connect(self.reported)
        self.renoncer.clicked.connect(self.vider)
        self.oter.clicked.connect(lambda: self._viser(None))
        self.texte.textChanged.connect(self._dire_le_changement)
        self.responsable.currentTextChanged.connect(lambda _: self._dire_le_changement())
        self.echeance.textChanged.connect(lambda _: self._dire_le_changement())

    def _dire_le_changement(self) -> None:
        if not self._muet:
            self.erreur.dire("")
            self.edited.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Entrée depuis le responsable ou l'échéance note aussi ; Échap rend le clavier au dossier."""
        if event.key() in ENTREE:
            self.valider()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def vider(self) -> None:
        """Une décision toute neuve, au responsable et à l'échéance proposés."""
        self._poser({RESPONSABLE: self._depart[0], ECHEANCE: self._depart[1]})
        self.edited.emit()

    def preparer(self, echeance: date | None, brouillon: Mapping[str, Any]) -> None:
        """Le dossier change : l'échéance que l'on propose, et par-dessus ce qui y était resté en brouillon."""
        self._muet = True
        self.echeance.set_value(echeance)
        self._depart = ("", self.echeance.text())
        self._muet = False
        self._poser({ECHEANCE: self.echeance.text()} | dict(brouillon))

    def proposer_responsable(self, responsable: str) -> None:
        """Le dossier est lu : son référent, si l'on n'a encore mis personne."""
        if not self.responsable.currentText():
            self._muet = True
            self.responsable.setCurrentText(responsable)
            self._muet = False
        self._depart = (responsable, self._depart[1])

    def _poser(self, contenu: Mapping[str, Any]) -> None:
        self._muet = True
        self.texte.setPlainText(str(contenu.get(TEXTE, "")))
        self.responsable.setCurrentText(str(contenu.get(RESPONSABLE, "")))
        self.echeance.setText(str(contenu.get(ECHEANCE, "")))
        logement = contenu.get(LOGEMENT)
        self._viser((int(logement), str(contenu.get(DIT, ""))) if logement is not None else None)
        self._corriger(contenu.get(CORRIGE))
        self.erreur.dire("")
        self._muet = False

    def brouillon(self) -> dict[str, Any]:
        """Ce qui est tapé et pas encore noté ; rien tant que rien ne l'est."""
        texte = self.texte.toPlainText()
        qui, quand = self.responsable.currentText(), self.echeance.text()
        if not texte.strip() and self._logement is None and (qui, quand) == self._depart:
            return {}
        tape: dict[str, Any] = {TEXTE: texte, RESPONSABLE: qui, ECHEANCE: quand, CORRIGE: self._corrige}
        if self._logement is not None:
            tape |= {LOGEMENT: self._logement[0], DIT: self._logement[1]}
        return tape

    def proposer(self, vise: LogementVise) -> None:
        """Prépare « Proposer ce logement » ; ce qui était déjà écrit reste, au-dessus."""
        deja = self.texte.toPlainText().strip()
        if deja.startswith("Proposer ") and self._logement is not None:
            deja = ""  # une proposition en remplace une autre
        self.texte.setPlainText("\n".join(filter(None, (deja, vise.decision))))
        self._viser((vise.id, vise.dit))
        self.saisir()

    def corriger(self, decision: DecisionLue) -> None:
        """Reprend une décision notée, pour la changer."""
        self._muet = True
        self.echeance.set_value(decision.echeance_le)
        quand = self.echeance.text()
        self._muet = False
        qui = decision.responsable or decision.partenaire or ""
        contenu: dict[str, Any] = {TEXTE: decision.texte, RESPONSABLE: qui, ECHEANCE: quand}
        if decision.logement_id is not None:
            contenu |= {LOGEMENT: decision.logement_id, DIT: decision.logement}
        self._poser(contenu | {CORRIGE: decision.id})
        self.saisir()

    def saisir(self) -> None:
        """Le clavier au texte, le curseur à la fin."""
        self.voile.hide()
        self.texte.show()
        self.texte.setFocus(Qt.FocusReason.ShortcutFocusReason)
        curseur = self.texte.textCursor()
        curseur.movePosition(curseur.MoveOperation.End)
        self.texte.setTextCursor(curseur)

    def voiler(self, *, oui: bool) -> None:
        """Cache un texte qui nomme le ménage, tant que l'on n'est pas en train de l'écrire."""
        cache = oui and not self.texte.hasFocus()
        self.texte.setVisible(not cache)
        self.voile.setVisible(cache)

    def set_ouverte(self, ouverte: bool) -> None:
        """Une séance close ne se note plus."""
        for widget in (self.texte, self.responsable, self.echeance, self.noter, self.reporter, self.oter):
            widget.setEnabled(ouverte)

    def valider(self) -> None:
        """Lit ce qui est écrit et demande qu'on le note, ou dit ce qui manque."""
        if not self.noter.isEnabled():
            return
        texte = self.texte.toPlainText().strip()
        if not texte:
            self.erreur.dire("Écrivez la décision, ou reportez le dossier (R).")
            self.saisir()
            return
        try:
            echeance = self.echeance.value()
        except ErreurMetier as erreur:
            self.erreur.dire(f"Échéance{INSECABLE}: {erreur}")
            self.echeance.setFocus()
            return
        qui, partenaire = self.responsable.value()
        logement = self._logement[0] if self._logement else None
        self.noted.emit(Decidee(texte, qui, partenaire, echeance, logement, self._corrige))

    def _viser(self, logement: tuple[int, str] | None) -> None:
        self._logement = logement
        self._ligne_logement.setVisible(logement is not None)
        self._mot_logement.setText(logement[1] if logement else "")
        self._dire_le_changement()

    def _corriger(self, decision: int | None) -> None:
        self._corrige = decision
        self.noter.set_texte(NOTER if decision is None else CORRIGER)
        self._titre.setText("Décision" if decision is None else "Correction")
        self.renoncer.setVisible(decision is not None)
        self.reporter.setVisible(decision is None)

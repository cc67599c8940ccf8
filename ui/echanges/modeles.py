"""« Modèles à envoyer » : à quoi sert chacun, qui le reçoit, ce que l'on y met d'avance, et où l'écrire."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QCompleter, QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy

from db.exports import Sortie
from db.exports.a_remplir import Envoi, bailleurs_connus, remettre_le_modele
from relogement.exports.a_remplir import MODELES, Modele, modele_de
from relogement.fuites.rapport import FuiteTrouvee
from relogement.textes import INSECABLE, pluriel
from relogement.travail import Avancement
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.echanges.controle import PanneauControle
from ui.echanges.progression import Progression
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages
from ui.theme import px

EXTENSION = ".xlsx"


class CarteModeles(Carte):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__("Modèles à envoyer", nom="modeles")
        self._ouvert, self._ecrit = ouvert, Path()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choix = Segment([Choix(m.code, m.libelle) for m in MODELES], nom="modeles_choix")
        self.choix.set_titre("Modèle")
        self.erreur, self.progression = BandeauErreur(nom="modeles_erreur"), Progression("modeles_progression")
        self.panneau = PanneauControle("modeles_controle")
        self._utilite, self._pour_qui = Texte("", lignes=True, nom="modeles_utilite"), legende("", lignes=True)
        self.bailleur = QLineEdit()
        self.bailleur.setObjectName("modeles_bailleur")
        self.bailleur.setAccessibleName("Bailleur à qui le modèle est envoyé")
        self.bailleur.setPlaceholderText("À qui l’envoyer")
        self.bailleur.setMaximumWidth(px(240))
        self.prerempli = _case("modeles_prerempli", "Avec les logements connus")
        self.avec_noms = _case("modeles_avec_noms", "et les noms de ses locataires")
        self._enregistrer = Bouton("Enregistrer sous…", "download", petit=True, nom="modeles_enregistrer")
        self._enregistrer.setAccessibleName("Enregistrer le modèle sous")
        self._fait, self._icone = Texte("", "vert", nom="modeles_fait"), Icone("circle-check", "vert", 16)
        self._montrer = Bouton(
            "Ouvrir le dossier", "folder-open", genre=Genre.NU, petit=True, nom="modeles_montrer"
        )
        self._ranger()
        self._brancher()
        self._suivre()
        self._dire_fait("")

    def _ranger(self) -> None:
        self.contenu.setSpacing(px(8))
        haut, qui, bas = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for rangee in (haut, qui, bas):
            rangee.setSpacing(px(8))
        haut.addWidget(self.choix)
        haut.addStretch(1)
        haut.addWidget(self._enregistrer, 0, Qt.AlignmentFlag.AlignTop)
        mot = Texte("Bailleur", "texte2")
        mot.setBuddy(self.bailleur)
        qui.addWidget(mot)
        qui.addWidget(self.bailleur, 1)
        qui.addSpacing(px(8))
        qui.addWidget(self.prerempli)
        qui.addWidget(self.avec_noms)
        qui.addStretch(1)
        for morceau in (self._icone, self._fait, self._montrer):
            bas.addWidget(morceau)
        bas.addStretch(1)
        self.contenu.addLayout(haut)
        self.contenu.addWidget(self._utilite)
        self.contenu.addWidget(self._pour_qui)
        self.contenu.addLayout(qui)
        self.contenu.addWidget(self.erreur)
        self.contenu.addWidget(self.progression)
        self.contenu.addLayout(bas)
        self.contenu.addWidget(self.panneau)

    def _brancher(self) -> None:
        self.choix.current_changed.connect(lambda _: self._suivre())
        self.prerempli.toggled.connect(lambda _: self._suivre())
        self.bailleur.textChanged.connect(lambda _: self._suivre())
        self._enregistrer.clicked.connect(self.choose)
        self._montrer.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ecrit.parent)))
        )
        self.panneau.dossier_asked.connect(self._ouvert.dossier_asked)

    @property
    def modele(self) -> Modele:
        return modele_de(self.choix.current)

    def refresh(self) -> None:
        """Les bailleurs que le projet connaît se proposent."""
        code = self._ouvert.operation
        tache = self._ouvert.read("Bailleurs connus", lambda session: bailleurs_connus(session, code))
        tache.succeeded.connect(self._offrir)

    def _offrir(self, bailleurs: Sequence[str]) -> None:
        completer = QCompleter(list(bailleurs), self.bailleur)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.bailleur.setCompleter(completer)
        if len(bailleurs) == 1 and not self.bailleur.text():
            self.bailleur.setText(bailleurs[0])

    def _suivre(self) -> None:
        """Ce qui ne se peut pas ne se coche pas."""
        modele = self.modele
        self._utilite.setText(modele.utilite)
        self._pour_qui.setText(f"Pour qui{INSECABLE}: {modele.destinataires}")
        self.prerempli.setVisible(bool(modele.connus))
        self.avec_noms.setVisible(bool(modele.nommants))
        self.avec_noms.setEnabled(self.prerempli.isChecked() and bool(self.bailleur.text().strip()))
        if not self.avec_noms.isEnabled():
            self.avec_noms.setChecked(False)

    def envoi(self) -> Envoi:
        """Ce qui est demandé."""
        modele = self.modele
        return Envoi(
            modele.code,
            self.bailleur.text().strip() or None,
            self._ouvert.operation,
            prerempli=bool(modele.connus) and self.prerempli.isChecked(),
            avec_noms=bool(modele.nommants) and self.avec_noms.isChecked(),
        )

    def choose(self) -> None:
        """Demande où écrire."""
        propose = Path(Reglages().lieu("exports")) / f"modele-{self.modele.code}{EXTENSION}"
        dialogue = QFileDialog(self, f"Enregistrer le modèle : {self.modele.libelle}", str(propose))
        dialogue.setObjectName("modeles_dialogue")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setNameFilter(f"Excel (*{EXTENSION})")
        dialogue.setDefaultSuffix(EXTENSION.lstrip("."))
        dialogue.fileSelected.connect(lambda chemin: self.write(Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def write(self, chemin: Path) -> None:
        """Écrit et contrôle hors de l'écran."""
        fichier, envoi = self._ouvert.fichier, self.envoi()

        def travail(_: Avancement) -> Sortie | FuiteTrouvee:
            try:
                return remettre_le_modele(fichier, envoi, chemin)
            except FuiteTrouvee as fuite:
                return fuite

        self.panneau.clear()
        self.erreur.dire("")
        self._dire_fait("")
        self._enregistrer.setEnabled(False)
        tache = self._ouvert.atelier.run(f"Modèle : {self.modele.libelle}", travail)
        self.progression.follow(tache, f"Écriture et contrôle de « {chemin.name} »")
        tache.ended.connect(lambda: self._enregistrer.setEnabled(True))
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda issue: self._finir(chemin, issue))

    def _finir(self, chemin: Path, issue: Sortie | FuiteTrouvee) -> None:
        self.panneau.show_rapport(issue.rapport)
        if isinstance(issue, Sortie):
            self._ecrit = chemin
            lignes = pluriel(issue.lignes, "logement prérempli", "logements préremplis")
            self._dire_fait(f"{lignes if issue.lignes else 'Modèle vide'} dans « {chemin.name} »")

    def _dire_fait(self, phrase: str) -> None:
        self._fait.setText(phrase)
        for morceau in (self._icone, self._fait, self._montrer):
            morceau.setVisible(bool(phrase))


def _case(nom: str, mot: str) -> QCheckBox:
    case = QCheckBox(mot)
    case.setObjectName(nom)
    case.setAccessibleName(mot)
    return case

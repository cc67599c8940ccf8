"""L'onglet de la charte : ses versions datées, et la saisie d'une nouvelle, avec son effet avant de l'accepter."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.chartes import Effet, Version, ajouter, effet, versions
from relogement.charte import Charte
from relogement.charte_fichier import en_toml, lire_charte
from relogement.erreurs import ErreurMetier
from relogement.textes import jour
from relogement.travail import Avancement
from ui.composants.bande import defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.parametres.lecture_charte import LectureCharte
from ui.parametres.phrases import effet_dit
from ui.parametres.saisie_charte import SaisieCharte
from ui.parametres.versions import ListeVersions
from ui.theme import px

FILTRE = "Charte (*.toml)"
JAMAIS = "Une version enregistrée ne se modifie pas : une correction est une nouvelle version, avec sa date."


class PageCharte(QWidget):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_charte")
        self._ouvert = ouvert
        self.liste, self.lecture, self.saisie = ListeVersions(), LectureCharte(), SaisieCharte()
        self.erreur, self.fait = BandeauErreur(nom="chartes_erreur"), Texte("", "vert", nom="chartes_fait")
        self.nouvelle = Bouton("Nouvelle version", "plus", genre=Genre.PRINCIPAL, nom="charte_nouvelle")
        self.lire = Bouton("Lire un fichier…", "file-up", nom="charte_lire")
        self.ecrire = Bouton("Écrire un fichier…", "file-down", nom="charte_ecrire")
        self.pile = QStackedWidget()
        self._disposer()
        self._brancher()

    def refresh(self) -> None:
        with self._ouvert.fichier.lire() as session:
            toutes: Sequence[Version] = versions(session)
        self.liste.show_versions(toutes)

    def _disposer(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(px(8))
        actions.addWidget(legende(JAMAIS, lignes=True), 1)
        for bouton in (self.lire, self.ecrire, self.nouvelle):
            actions.addWidget(bouton)
        corps = QHBoxLayout()
        corps.setSpacing(px(12))
        corps.addWidget(self.liste, 5)
        corps.addWidget(defilante(self.lecture, nom="charte_lecture"), 8)
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(16), px(12), px(16), px(12))
        colonne.setSpacing(px(10))
        colonne.addLayout(actions)
        for bandeau in (self.erreur, self.fait):
            colonne.addWidget(bandeau)
        colonne.addLayout(corps, 1)
        self.fait.hide()
        self.pile.addWidget(page)
        self.pile.addWidget(self.saisie)
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(0, 0, 0, 0)
        disposition.addWidget(self.pile)

    def _brancher(self) -> None:
        self.liste.chosen.connect(self.lecture.show_charte)
        self.nouvelle.clicked.connect(lambda: self._open(self.liste.charte, neuve=True))
        self.lire.clicked.connect(self._choose_source)
        self.ecrire.clicked.connect(self._choose_target)
        self.saisie.effect_asked.connect(self._simulate)
        self.saisie.accepted.connect(self._write)
        self.saisie.cancelled.connect(self._back)

    def _open(self, charte: Charte | None, *, neuve: bool) -> None:
        if charte is not None:
            self.erreur.dire("")
            self.fait.hide()
            self.pile.setCurrentWidget(self.saisie)
            self.saisie.show_charte(charte, neuve=neuve)

    def _simulate(self, charte: Charte) -> None:
        """Refait tous les bilans en mémoire avec cette version ; rien n'est écrit."""

        def travail(avancement: Avancement) -> Effet:
            with self._ouvert.fichier.lire() as session:
                return effet(session, charte, avancement)

        tache = self._ouvert.atelier.run("Effet de la charte", travail)
        tache.succeeded.connect(lambda vu: self.saisie.show_effet(effet_dit(vu)))
        self._follow(tache, "Effet sur les bilans…")

    def _write(self, charte: Charte) -> None:
        acte = f"Charte « {charte.libelle} » du {jour(charte.en_vigueur_le)}"
        tache = self._ouvert.write(acte, lambda session: ajouter(session, charte))
        le = charte.en_vigueur_le
        tache.succeeded.connect(lambda _: self._written(f"La version du {jour(le)} est enregistrée."))
        self._follow(tache, "Nouveau calcul des bilans…")

    def _follow(self, tache: Any, mot: str) -> None:
        self.saisie.progression.follow(tache, mot)
        self.saisie.set_busy(busy=True)
        tache.failed.connect(self.saisie.erreur.dire)
        tache.ended.connect(lambda: self.saisie.set_busy(busy=False))

    def _written(self, phrase: str) -> None:
        self.fait.setText(f"{phrase} Les bilans sont refaits.")
        self.fait.show()
        self.refresh()
        self._back()

    def _back(self) -> None:
        self.pile.setCurrentIndex(0)
        self.nouvelle.setFocus()

    def _choose_source(self) -> None:
        self._dialogue("Lire une charte", QFileDialog.AcceptMode.AcceptOpen, self.importer)

    def _choose_target(self) -> None:
        self._dialogue("Écrire la charte", QFileDialog.AcceptMode.AcceptSave, self.exporter)

    def _dialogue(self, titre: str, mode: QFileDialog.AcceptMode, geste: Any) -> None:
        dialogue = QFileDialog(self, titre, "charte.toml", FILTRE)
        dialogue.setObjectName("charte_dialogue")
        dialogue.setAcceptMode(mode)
        dialogue.setDefaultSuffix("toml")
        dialogue.fileSelected.connect(lambda chemin: geste(Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def importer(self, chemin: Path) -> None:
        """Ouvre la charte d'un fichier dans la saisie : son effet se regarde avant de l'accepter."""
        try:
            self._open(lire_charte(chemin.read_text("utf-8-sig")), neuve=False)
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
        except (OSError, UnicodeDecodeError):
            self.erreur.dire(f"« {chemin.name} » ne se lit pas : choisissez un fichier TOML en UTF-8.")

    def exporter(self, chemin: Path) -> None:
        """Écrit la version choisie dans un fichier que ``nouveau --charte`` relit."""
        charte = self.liste.charte
        if charte is None:
            return
        try:
            chemin.write_text(en_toml(charte), "utf-8")
        except OSError:
            self.erreur.dire(f"« {chemin.name} » n’a pas pu être écrit. Choisissez un autre dossier.")
            return
        self.fait.setText(f"La version du {jour(charte.en_vigueur_le)} est écrite dans « {chemin.name} ».")
        self.fait.show()

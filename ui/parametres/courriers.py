"""La page des courriers : l'en-tête de l'organisme, le texte de chaque lettre, et la page qu'il donne à côté."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session
from typing_extensions import override

from db.courriers_essai import Essai, preparer
from db.organisme import (
    est_reecrit,
    examiner_le_texte,
    organisme,
    reecrire,
    regler_l_organisme,
    regler_le_logo,
    texte_du_document,
)
from relogement.documents.modeles.livres import MODELES, modele_de
from relogement.documents.modeles.modele import texte_livre
from relogement.organisme import Organisme
from relogement.travail import Avancement
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import legende
from ui.documents.pages import PagesPdf, lire_les_pages
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

REPOS_MS = 500  # la page se refait quand la frappe s'arrête
LIGNES = ("nom", "service", "adresse", "commune", "telephone", "courriel", "signataire", "qualite")


class PageCourriers(QWidget):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_courriers")
        self._ouvert = ouvert
        self._montre: Organisme | None = None
        self._tache: Tache | None = None
        self._essais: dict[str, Essai] = {}
        self.erreur = BandeauErreur(nom="courriers_erreur")
        self.formulaire = Formulaire(Organisme, LIGNES)
        self.lettres, self.champs, self.texte = QComboBox(), QComboBox(), QPlainTextEdit()
        self.apercu = PagesPdf(nom="courriers_apercu")
        self._defauts = legende("", "rouge", nom="courriers_defauts", lignes=True)
        self._dit = legende("", "vert", nom="courriers_dit", lignes=True)
        self.garder = Bouton("Enregistrer le texte", genre=Genre.PRINCIPAL, nom="courriers_enregistrer")
        self.livre = Bouton("Revenir au texte du logiciel", "undo-2", nom="courriers_livre")
        self._repos = QTimer(self, singleShot=True, interval=REPOS_MS)
        self._disposer()
        self._brancher()

    @property
    def code(self) -> str:
        return str(self.lettres.currentData())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.apercu.nombre and self.garder.isEnabled():
            self._repos.start()

    def refresh(self) -> None:
        """Relit l'en-tête ; ce qui est en train d'être tapé reste."""
        self._essais.clear()
        with self._ouvert.fichier.lire() as session:
            self._montre = organisme(session)
            logo = self._montre.logo is not None
        if not self.formulaire.is_dirty:
            self.formulaire.show(self._montre)
        self.logo.setText("Changer le logo…" if logo else "Choisir un logo…")
        self.sans_logo.setVisible(logo)
        if not self.texte.document().isModified():
            self._montrer_le_texte()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(12))
        colonne.addWidget(self.erreur)
        colonne.addWidget(self._carte_organisme())
        colonne.addWidget(self._carte_textes(), 1)

    def _carte_organisme(self) -> Carte:
        carte = Carte("En-tête des courriers", "pour tous ceux qui ouvrent ce projet", nom="courriers_organisme")
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        for rang, nom in enumerate(LIGNES):
            ligne, cote = divmod(rang, 2)
            grille.addWidget(self.formulaire.label(nom), ligne, cote * 2)
            grille.addWidget(self.formulaire.editor(nom), ligne, cote * 2 + 1)
            grille.setColumnStretch(cote * 2 + 1, 1)
        carte.contenu.addLayout(grille)
        self.logo = Bouton("Choisir un logo…", "image", nom="courriers_logo")
        self.sans_logo = Bouton("Retirer le logo", "x", genre=Genre.LIEN, nom="courriers_sans_logo")
        self.en_tete = Bouton("Enregistrer l’en-tête", nom="courriers_en_tete")
        rangee = QHBoxLayout()
        for bouton in (self.logo, self.sans_logo):
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        rangee.addWidget(self.en_tete)
        carte.contenu.addLayout(rangee)
        return carte

    def _carte_textes(self) -> Carte:
        carte = Carte("Textes", "{{ champ }} se remplit avec le dossier", nom="courriers_textes")
        for modele in MODELES:
            self.lettres.addItem(modele.libelle, modele.code)
        for widget, nom, dit in ((self.lettres, "lettre", "Document"), (self.champs, "champ", "Insérer un champ"),
                                 (self.texte, "texte", "Texte du document")):  # fmt: skip
            widget.setObjectName(f"courriers_{nom}")
            widget.setAccessibleName(dit)
        police = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        police.setStyleHint(QFont.StyleHint.Monospace)
        self.texte.setFont(police)
        self.texte.setTabChangesFocus(True)
        self.texte.setMinimumSize(px(320), px(360))
        haut = QHBoxLayout()
        haut.addWidget(self.lettres)
        haut.addWidget(self.champs)
        haut.addStretch(1)
        cote = QSplitter()
        cote.setObjectName("courriers_partage")
        cote.addWidget(self.texte)
        cote.addWidget(self.apercu)
        cote.setSizes([1, 1])
        bas = QHBoxLayout()
        bas.addWidget(self._dit, 1)
        bas.addWidget(self.livre)
        bas.addWidget(self.garder)
        carte.contenu.addLayout(haut)
        carte.contenu.addWidget(cote, 1)
        carte.contenu.addWidget(self._defauts)
        carte.contenu.addLayout(bas)
        return carte

    def _brancher(self) -> None:
        self.lettres.currentIndexChanged.connect(lambda _: self._montrer_le_texte())
        self.champs.activated.connect(self._inserer)
        self.texte.textChanged.connect(self._frappe)
        self._repos.timeout.connect(self._relire)
        self.garder.clicked.connect(self._garder)
        self.livre.clicked.connect(lambda: self.texte.setPlainText(texte_livre(self.code)))
        self.en_tete.clicked.connect(self._regler)
        self.logo.clicked.connect(self._choisir_le_logo)
        self.sans_logo.clicked.connect(lambda: self._poser_le_logo(None))

    def _montrer_le_texte(self) -> None:
        with self._ouvert.fichier.lire() as session:
            texte, mien = texte_du_document(session, self.code), est_reecrit(session, self.code)
        self.texte.setPlainText(texte)
        self.texte.document().setModified(False)
        self._dit.set_token("texte2")
        self._dit.setText(
            "Texte de votre organisme." if mien else f"Texte du logiciel. {modele_de(self.code).source}"
        )
        self._proposer_les_champs()
        self._examiner()

    def _proposer_les_champs(self) -> None:
        """Ceux de ce document : les tableaux que le logiciel dessine, puis les mots."""
        self.champs.clear()
        self.champs.addItem("Insérer un champ…", "")
        modele = modele_de(self.code)
        for nom, dit in (*modele.tableaux.items(), *modele.champs.items()):
            self.champs.addItem(f"{dit[:1].upper()}{dit[1:]}", nom)
            if nom in modele.tableaux and nom == list(modele.tableaux)[-1]:
                self.champs.insertSeparator(self.champs.count())

    def _frappe(self) -> None:
        self._dit.setText("")
        self._examiner()

    def _examiner(self) -> None:
        """Les fautes se disent à la frappe ; la page attend que la frappe s'arrête."""
        fautes = examiner_le_texte(self.code, self.texte.toPlainText())
        self._defauts.setText("\n".join(str(faute) for faute in fautes))
        self._defauts.setVisible(bool(fautes))
        self.garder.setEnabled(not fautes)
        self.livre.setEnabled(self.texte.toPlainText() != texte_livre(self.code))
        if fautes:
            self.apercu.show_phrase("La page se montrera quand le texte sera bon.")
        else:
            self._repos.start()

    def _relire(self) -> None:
        if not self.isVisible():
            return
        code, texte, fichier, essais = self.code, self.texte.toPlainText(), self._ouvert.fichier, self._essais

        def travail(_: Avancement) -> object:
            if code not in essais:
                with fichier.lire() as session:
                    essais[code] = preparer(session, code)
            return lire_les_pages(essais[code](texte))

        self._tache = self._ouvert.atelier.run("Aperçu du courrier", travail)
        self._tache.succeeded.connect(self._montrer_les_pages)
        self._tache.failed.connect(self.apercu.show_phrase)

    def _montrer_les_pages(self, pages: list) -> None:  # type: ignore[type-arg]
        if self.sender() is self._tache:
            self.apercu.show_pages(pages)

    def _inserer(self, rang: int) -> None:
        nom = self.champs.itemData(rang)
        if nom:
            self.texte.insertPlainText(f"{{{{ {nom} }}}}")
            self.texte.setFocus()
        self.champs.setCurrentIndex(0)

    def _garder(self) -> None:
        code, texte = self.code, self.texte.toPlainText()

        def ecrire(session: Session) -> None:
            reecrire(session, code, texte)

        self.texte.document().setModified(False)
        self._ecrire(f"Texte changé : {modele_de(code).libelle}", ecrire)

    def _regler(self) -> None:
        valeurs = self.formulaire.values()

        def ecrire(session: Session) -> None:
            regler_l_organisme(session, valeurs)

        self._ecrire("En-tête des courriers réglé", ecrire)

    def _choisir_le_logo(self) -> None:
        dialogue = QFileDialog(self, "Choisir un logo", "", "Images (*.png *.jpg *.jpeg)")
        dialogue.setObjectName("courriers_logo_fichier")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(self._lire_le_logo)
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def _lire_le_logo(self, chemin: str) -> None:
        try:
            octets = Path(chemin).read_bytes()
        except OSError:
            self.erreur.dire("Ce fichier ne se lit pas. Choisissez-en un autre.")
            return
        self._poser_le_logo(octets)

    def _poser_le_logo(self, octets: bytes | None) -> None:
        def ecrire(session: Session) -> None:
            regler_le_logo(session, octets)

        self._ecrire("Logo changé", ecrire)

    def _ecrire(self, acte: str, ecrire: object) -> None:
        self.erreur.dire("")
        tache = self._ouvert.write(acte, ecrire)  # type: ignore[arg-type]
        tache.succeeded.connect(self._ecrit)
        tache.failed.connect(self.erreur.dire)

    def _ecrit(self) -> None:
        self.formulaire.show(self._montre)
        self.refresh()
        self._dit.set_token("vert")
        self._dit.setText("Enregistré.")

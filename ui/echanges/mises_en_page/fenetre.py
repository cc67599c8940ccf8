"""La fenêtre des mises en page : la liste du projet à gauche, celle que l'on écrit à droite, et son aperçu."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session
from typing_extensions import override

from db.mises_en_page import (
    Presentation,
    copier,
    enregistrer,
    mises_en_page,
    nom_propose,
    renommer,
    supprimer,
)
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.brouillon import Brouillon, brouillon_de
from relogement.textes import INSECABLE
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.echanges.mises_en_page.editeur import EditeurMiseEnPage, geste
from ui.echanges.mises_en_page.fichiers import dialogue, ecrire, lire
from ui.echanges.mises_en_page.nom import DialogueNom
from ui.ouvert import ProjetOuvert
from ui.theme import px

LARGEUR, HAUTEUR = 1180, 760
AIDE = (
    "L’ordre, les titres et les codes de l’export de type RIME. Copiez celle du programme pour la changer ; "
    "elle est dans le projet, tous vos collègues la voient."
)


class FenetreMisesEnPage(QDialog):
    """Rien n'est gardé avant « Enregistrer » ; Échap ferme."""

    chosen = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._pages: tuple[Presentation, ...] = ()
        self._page: Presentation | None = None
        self._voulue = ""
        self._tapes: dict[int, Brouillon] = {}
        self._averti = False
        self.setObjectName("fenetre_mises_en_page")
        self.setWindowTitle("Mises en page")
        self.setAccessibleName("Mises en page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.liste = QListWidget()
        self.liste.setObjectName("mises_en_page_liste")
        self.liste.setAccessibleName("Mises en page du projet")
        self.editeur = EditeurMiseEnPage(ouvert)
        self.erreur = BandeauErreur(nom="mises_en_page_erreur")
        self.enregistrer = Bouton("Enregistrer", "save", genre=Genre.PRINCIPAL, nom="mise_en_page_enregistrer")
        self._boutons()
        self._disposer()
        self._brancher()
        fenetre = parent.window()
        self.resize(min(px(LARGEUR), fenetre.width() - px(24)), min(px(HAUTEUR), fenetre.height() - px(24)))
        self.refresh()

    def _boutons(self) -> None:
        self.copier = geste("Copier…", "copy", "copier", self._demander_une_copie)
        self.importer = geste("Importer…", "upload", "importer", self._importer)
        self.exporter = geste("Exporter…", "download", "exporter", self._exporter)
        self.renommer = geste("Renommer…", "pencil", "renommer", self._demander_un_nom)
        self.supprimer = geste("Supprimer", "trash-2", "supprimer", self._supprimer)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        tete = Bande()
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(20), px(14), px(20), px(10))
        pile.setSpacing(px(4))
        pile.addWidget(Texte("Mises en page", taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(legende(AIDE, lignes=True))
        pile.addWidget(self.erreur)
        colonne.addWidget(tete)
        milieu = QHBoxLayout()
        milieu.setContentsMargins(px(12), px(10), px(12), px(10))
        milieu.setSpacing(px(12))
        milieu.addLayout(self._gauche())
        milieu.addWidget(self.editeur, 1)
        colonne.addLayout(milieu, 1)
        colonne.addWidget(self._pied())

    def _gauche(self) -> QVBoxLayout:
        gauche = QVBoxLayout()
        gauche.setSpacing(px(4))
        self.liste.setFixedWidth(px(216))
        gauche.addWidget(self.liste, 1)
        for boutons in ((self.copier, self.renommer), (self.importer, self.exporter), (self.supprimer,)):
            rangee = QHBoxLayout()
            rangee.setSpacing(px(4))
            for bouton in boutons:
                rangee.addWidget(bouton)
            rangee.addStretch(1)
            gauche.addLayout(rangee)
        return gauche

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        self.fermer = Bouton("Fermer", nom="mises_en_page_fermer")
        for bouton in (self.fermer, self.enregistrer):
            bouton.setAutoDefault(False)
            rangee.addWidget(bouton)
        return pied

    def _brancher(self) -> None:
        self.liste.currentRowChanged.connect(self._choisir)
        self.editeur.edited.connect(self._tape)
        self.editeur.failed.connect(self.erreur.dire)
        self.enregistrer.clicked.connect(self._enregistrer)
        self.fermer.clicked.connect(self.reject)
        self._ouvert.saved.connect(self.refresh)

    def refresh(self) -> None:
        """Relit les mises en page du projet ; ce qui est tapé et pas enregistré reste."""
        self._ouvert.read("Mises en page", mises_en_page).succeeded.connect(self._lister)

    def _lister(self, pages: Sequence[Presentation]) -> None:
        voulue = self._voulue or (self._page.nom if self._page else "")
        if self._voulue:
            self._page = None  # ce qu'elle montrait est écrit, ou déjà mis de côté
        tapees = self._est_modifie()
        self._pages, self._voulue = tuple(pages), ""
        self.liste.blockSignals(True)
        self.liste.clear()
        self.liste.addItems([page.nom for page in pages])
        rang = next((r for r, page in enumerate(pages) if page.nom == voulue), 0)
        self.liste.setCurrentRow(rang)
        self.liste.blockSignals(False)
        if not tapees:
            self._choisir(rang)

    def _choisir(self, rang: int) -> None:
        if not 0 <= rang < len(self._pages):
            return
        self._mettre_de_cote()
        page = self._pages[rang]
        self._page, lue = page, self._tapes.get(page.id or 0) or brouillon_de(page.texte)
        a_soi = not page.est_du_programme
        for bouton in (self.enregistrer, self.renommer, self.supprimer):
            bouton.setEnabled(a_soi)
        self.editeur.show_brouillon(lue, modifiable=a_soi)

    def _est_modifie(self) -> bool:
        return self._page is not None and self.editeur.brouillon != brouillon_de(self._page.texte)

    def _mettre_de_cote(self) -> None:
        """Ce qui est tapé se retrouve en revenant sur la mise en page."""
        if self._page is not None and self._page.id is not None and self._est_modifie():
            self._tapes[self._page.id] = self.editeur.brouillon

    def _tape(self) -> None:
        self._averti = False

    @override
    def reject(self) -> None:
        """Échap ou « Fermer » : ce qui n'est pas enregistré se dit une fois."""
        self._mettre_de_cote()
        if self._tapes and not self._averti:
            self._averti = True
            noms = ", ".join(page.nom for page in self._pages if page.id in self._tapes)
            self.erreur.dire(f"{noms} : rien n’est enregistré. Enregistrez, ou fermez encore pour abandonner.")
            return
        super().reject()

    def _enregistrer(self) -> None:
        if self._page is None or self._page.id is None or not self._est_modifie():
            return
        self._tapes.pop(self._page.id, None)
        page, texte = self._page, self.editeur.brouillon.en_toml()
        self._ecrire(f"Mise en page «{INSECABLE}{page.nom}{INSECABLE}»", page.nom, enregistrer, page, texte)

    def _ecrire(self, acte: str, ensuite: str, faire: Callable[..., Any], *quoi: Any) -> None:
        """Écrit, puis montre cette mise en page ; un refus laisse tout comme tapé."""

        def geste(session: Session) -> None:
            faire(session, *quoi)

        self.erreur.dire("")
        self._voulue = ensuite
        tache = self._ouvert.write(acte, geste)
        tache.failed.connect(self._refuser)

    def _refuser(self, phrase: str) -> None:
        self._voulue = ""
        self.erreur.dire(phrase)

    def _demander_une_copie(self) -> None:
        if self._page is None:
            return
        texte, propose = self.editeur.brouillon.en_toml(), nom_propose(self._pages, self._page.nom)
        self._nommer("Copier cette mise en page", "Copier", propose, lambda nom: self._garder(texte, nom))

    def _demander_un_nom(self) -> None:
        if (page := self._page) is None:
            return
        self._nommer(
            "Renommer la mise en page", "Renommer", page.nom,
            lambda nom: self._ecrire("Mise en page renommée", nom, renommer, page, nom),
        )  # fmt: skip

    def _garder(self, texte: str, nom: str) -> None:
        self._ecrire("Mise en page copiée", " ".join(nom.split()), copier, texte, nom)

    def _nommer(self, titre: str, verbe: str, propose: str, suite: Callable[[str], None]) -> None:
        self._mettre_de_cote()
        dialogue = DialogueNom(self, titre=titre, verbe=verbe, propose=propose)
        dialogue.accepted.connect(lambda: suite(dialogue.nom))
        dialogue.open()

    def _supprimer(self) -> None:
        """Sans question : Ctrl+Z la rend."""
        if self._page is not None and self._page.id is not None:
            self._tapes.pop(self._page.id, None)
            self._ecrire("Mise en page supprimée", self._pages[0].nom, supprimer, self._page)

    def _importer(self) -> None:
        choix = dialogue(self, "Importer une mise en page", QFileDialog.AcceptMode.AcceptOpen, "")
        choix.fileSelected.connect(self._lire_le_fichier)
        choix.open()

    def _lire_le_fichier(self, chemin: str) -> None:
        fichier = Path(chemin)
        try:
            texte = lire(fichier)
        except ErreurMetier as refus:
            self.erreur.dire(str(refus))
        else:
            self._nommer("Garder cette mise en page", "Garder", fichier.stem, lambda nom: self._garder(texte, nom))

    def _exporter(self) -> None:
        nom = self._page.nom if self._page else "mise-en-page"
        choix = dialogue(self, "Exporter la mise en page", QFileDialog.AcceptMode.AcceptSave, nom)
        choix.fileSelected.connect(self._ecrire_le_fichier)
        choix.open()

    def _ecrire_le_fichier(self, chemin: str) -> None:
        try:
            ecrire(Path(chemin), self.editeur.brouillon.en_toml())
        except ErreurMetier as refus:
            self.erreur.dire(str(refus))

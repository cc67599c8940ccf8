"""La fenêtre des mises en page : la liste du projet à gauche, celle que l'on écrit à droite, et son aperçu."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
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

from db.exports.apercu import Apercu, apercu
from db.horloge import aujourdhui
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
from relogement.exports.ecriture.cible import en_place
from relogement.exports.rime.brouillon import Brouillon, brouillon_de
from relogement.exports.rime.controle import Controle, controler
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.textes import INSECABLE
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.echanges.mises_en_page.apercu import VIDE, PanneauApercu
from ui.echanges.mises_en_page.modele import ENTETE, ColonnesModel, TableColonnes
from ui.echanges.mises_en_page.nom import DialogueNom
from ui.editeurs import ECRITURES, ChampTexte
from ui.ouvert import ProjetOuvert
from ui.reglages import Reglages
from ui.theme import px
from ui.touches import poser

LARGEUR, HAUTEUR = 1180, 760
ATTENTE_MS = 250
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
        self._demandee = 0
        self._tapes: dict[int, Brouillon] = {}
        self._averti = False
        self.setObjectName("fenetre_mises_en_page")
        self.setWindowTitle("Mises en page")
        self.setAccessibleName("Mises en page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.liste = QListWidget()
        self.liste.setObjectName("mises_en_page_liste")
        self.liste.setAccessibleName("Mises en page du projet")
        self.modele = ColonnesModel(self)
        self.table, self.apercu = TableColonnes(self.modele), PanneauApercu()
        self.erreur = BandeauErreur(nom="mises_en_page_erreur")
        self.titre, self.feuille = _champ("mise_en_page_titre", "Titre"), _champ("mise_en_page_feuille", "Feuille")
        self.enregistrer = Bouton("Enregistrer", "save", genre=Genre.PRINCIPAL, nom="mise_en_page_enregistrer")
        self._boutons()
        self._minuterie = QTimer(self)
        self._minuterie.setSingleShot(True)
        self._minuterie.setInterval(ATTENTE_MS)
        self._disposer()
        self._brancher()
        fenetre = parent.window()
        self.resize(min(px(LARGEUR), fenetre.width() - px(24)), min(px(HAUTEUR), fenetre.height() - px(24)))
        self.refresh()

    def _boutons(self) -> None:
        def bouton(texte: str, icone: str, nom: str, faire: Callable[[], object], aide: str = "") -> Bouton:
            fait = Bouton(texte, icone, genre=Genre.NU, petit=True, nom=f"mise_en_page_{nom}", aide=aide)
            fait.setAutoDefault(False)
            fait.clicked.connect(lambda: faire())
            return fait

        self.copier = bouton("Copier…", "copy", "copier", self._demander_une_copie)
        self.importer = bouton("Importer…", "upload", "importer", self._importer)
        self.exporter = bouton("Exporter…", "download", "exporter", self._exporter)
        self.renommer = bouton("Renommer…", "pencil", "renommer", self._demander_un_nom)
        self.supprimer = bouton("Supprimer", "trash-2", "supprimer", self._supprimer)
        self.ajouter = bouton("Ajouter", "plus", "ajouter", self._ajouter)
        self.retirer = bouton("Retirer", "minus", "retirer", self._retirer)
        self.monter = bouton("Monter", "arrow-up", "monter", lambda: self._deplacer(-1), "Monter (Alt+Haut)")
        self.descendre = bouton(
            "Descendre", "arrow-down", "descendre", lambda: self._deplacer(1), "Descendre (Alt+Bas)"
        )

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
        milieu.addLayout(self._droite(), 1)
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

    def _droite(self) -> QVBoxLayout:
        droite = QVBoxLayout()
        droite.setSpacing(px(8))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for mot, champ in (("Titre", self.titre), ("Feuille", self.feuille)):
            etiquette = legende(mot)
            etiquette.setBuddy(champ)
            rangee.addWidget(etiquette)
            rangee.addWidget(champ, 2 if champ is self.titre else 1)
        for bouton in (self.ajouter, self.retirer, self.monter, self.descendre):
            rangee.addWidget(bouton)
        droite.addLayout(rangee)
        droite.addWidget(self.table, 1)
        droite.addWidget(self.apercu)
        return droite

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
        self.modele.edited.connect(self._tape)
        self._minuterie.timeout.connect(self._controler)
        for champ in (self.titre, self.feuille):
            champ.textEdited.connect(self._tape)
        self.enregistrer.clicked.connect(self._enregistrer)
        self.fermer.clicked.connect(self.reject)
        self._ouvert.saved.connect(self.refresh)
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        poser(self.table, "Alt+Up", lambda: self._deplacer(-1), ici)
        poser(self.table, "Alt+Down", lambda: self._deplacer(1), ici)
        poser(self.table, "Del", self._retirer, ici)

    @property
    def brouillon(self) -> Brouillon:
        """Ce que l'on voit, enregistré ou non."""
        return Brouillon(self.titre.text(), self.feuille.text(), self.modele.rangees)

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
        self.titre.set_value(lue.titre)
        self.feuille.set_value(lue.feuille)
        self.modele.show_rangees(lue.rangees, modifiable=a_soi)
        for champ in (self.titre, self.feuille):
            champ.setReadOnly(not a_soi)
        gestes = (
            self.enregistrer,
            self.renommer,
            self.supprimer,
            self.ajouter,
            self.retirer,
            self.monter,
            self.descendre,
        )
        for geste in gestes:
            geste.setEnabled(a_soi)
        if lue.rangees:
            self.table.setCurrentIndex(self.modele.index(0, 0))
        self._controler()

    def _est_modifie(self) -> bool:
        return self._page is not None and self.brouillon != brouillon_de(self._page.texte)

    def _mettre_de_cote(self) -> None:
        """Ce qui est tapé se retrouve en revenant sur la mise en page."""
        if self._page is not None and self._page.id is not None and self._est_modifie():
            self._tapes[self._page.id] = self.brouillon

    def _tape(self, *_: object) -> None:
        """Le contrôle et l'aperçu attendent que l'on ait fini de taper."""
        self._averti = False
        self._minuterie.start()

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

    def _controler(self) -> None:
        """Contrôle ce qui est tapé, et lit ce qui en sortirait."""
        controle = controler(self.brouillon.en_toml())
        self.apercu.show_defauts(controle.defauts)
        self.modele.show_fautes({d.colonne: d.phrase for d in controle.defauts if d.colonne is not None})
        self._lire_l_apercu(controle)

    def _lire_l_apercu(self, controle: Controle) -> None:
        if controle.page is None:
            self.apercu.show_apercu(VIDE)
            return
        self._demandee += 1
        portee = self._ouvert.operation
        lire = partial(_apercu_numerote, page=controle.page, operation=portee, numero=self._demandee)
        tache = self._ouvert.read("Aperçu de l’export", lire)
        tache.succeeded.connect(self._montrer_l_apercu)
        tache.failed.connect(self.erreur.dire)

    def _montrer_l_apercu(self, lu: tuple[int, Apercu]) -> None:
        """Une méthode, et non une fonction sans nom : Qt l'oublie si la fenêtre s'est fermée entre-temps."""
        numero, vu = lu
        if numero == self._demandee:
            self.apercu.show_apercu(vu)

    def _ajouter(self) -> None:
        rang = self.table.currentIndex().row() + 1
        self.modele.add(rang)
        self.table.setCurrentIndex(self.modele.index(rang, ENTETE))
        self.table.edit(self.modele.index(rang, ENTETE))

    def _retirer(self) -> None:
        if self.modele.modifiable:
            self.modele.remove(self.table.currentIndex().row())

    def _deplacer(self, pas: int) -> None:
        rang = self.table.currentIndex().row()
        if self.modele.modifiable and self.modele.move(rang, rang + pas):
            self.table.setCurrentIndex(self.modele.index(rang + pas, self.table.currentIndex().column()))

    def _enregistrer(self) -> None:
        if self._page is None or self._page.id is None or not self._est_modifie():
            return
        self._tapes.pop(self._page.id, None)
        page, texte = self._page, self.brouillon.en_toml()
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
        texte, propose = self.brouillon.en_toml(), nom_propose(self._pages, self._page.nom)
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
        dialogue = _dialogue(self, "Importer une mise en page", QFileDialog.AcceptMode.AcceptOpen, "")
        dialogue.fileSelected.connect(self._lire_le_fichier)
        dialogue.open()

    def _lire_le_fichier(self, chemin: str) -> None:
        """Même fautive, elle entre : ses défauts se disent et se corrigent ici ; illisible, elle est refusée."""
        fichier = Path(chemin)
        try:
            texte = fichier.read_text("utf-8-sig")
            if not brouillon_de(texte).rangees:
                raise ErreurMetier(controler(texte).defauts[0].phrase)
        except UnicodeDecodeError:
            self.erreur.dire(
                f"«{INSECABLE}{fichier.name}{INSECABLE}» n’est pas un texte UTF-8. Enregistrez-le en UTF-8."
            )
        except OSError:
            self.erreur.dire(f"«{INSECABLE}{fichier.name}{INSECABLE}» ne peut pas être lu. Vérifiez vos droits.")
        except ErreurMetier as refus:
            self.erreur.dire(str(refus))
        else:
            self._nommer("Garder cette mise en page", "Garder", fichier.stem, lambda nom: self._garder(texte, nom))

    def _exporter(self) -> None:
        nom = self._page.nom if self._page else "mise-en-page"
        dialogue = _dialogue(self, "Exporter la mise en page", QFileDialog.AcceptMode.AcceptSave, nom)
        dialogue.fileSelected.connect(self._ecrire_le_fichier)
        dialogue.open()

    def _ecrire_le_fichier(self, chemin: str) -> None:
        try:
            with en_place(Path(chemin)) as provisoire:
                provisoire.write_text(self.brouillon.en_toml(), "utf-8")
        except ErreurMetier as refus:
            self.erreur.dire(str(refus))


def _apercu_numerote(
    session: Session, *, page: MiseEnPage, operation: str | None, numero: int
) -> tuple[int, Apercu]:
    return numero, apercu(session, page, aujourdhui(), operation=operation)


def _champ(nom: str, lu: str) -> ChampTexte:
    champ = ChampTexte(ECRITURES[str])
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    return champ


def _dialogue(parent: QWidget, titre: str, mode: QFileDialog.AcceptMode, nom: str) -> QFileDialog:
    lieu = Path(Reglages().lieu("exports"))
    dialogue = QFileDialog(parent, titre, str(lieu / f"{nom}.toml" if nom else lieu))
    dialogue.setObjectName("mise_en_page_dialogue")
    dialogue.setAcceptMode(mode)
    dialogue.setNameFilter("Mise en page (*.toml)")
    dialogue.setDefaultSuffix("toml")
    dialogue.finished.connect(dialogue.deleteLater)
    return dialogue

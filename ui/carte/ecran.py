"""L'écran « Carte » : il lit la carte hors de l'écran, la montre, et ouvre chaque lieu sur ses ménages."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.carte import Carte, Lieu, lire_carte
from db.couches import retirer_couche
from db.horloge import aujourdhui
from db.image_de_la_carte import verifier_l_image
from db.tableaux import Portee
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from ui.carte.couches import VoletCouches
from ui.carte.entete import EnTeteCarte
from ui.carte.image import en_image
from ui.carte.panneau import Panneau
from ui.carte.vue import ZOOM, VueCarte
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.pages import Pages, empiler
from ui.composants.texte import Texte
from ui.composants.vide import Vide
from ui.indicateurs.copie import dire_copie
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px

SANS_COUCHE = (
    "Aucun contour de quartier n’est chargé : importez la couche des QPV (GeoJSON, GeoPackage, shapefile)."
)


class EcranCarte(Screen):
    """`import_asked` mène à l'import : le cadre l'écoute."""

    titre = "Carte"
    icone = "map"
    import_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._carte: Carte | None = None
        self._portee: Portee | None = None
        self.entete = EnTeteCarte(aujourdhui())
        self.erreur = BandeauErreur(nom="carte_erreur")
        self._lecture = DerniereLecture(ouvert, self.erreur.dire, self)
        self.vue, self.panneau = VueCarte(), Panneau()
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        importer = Bouton("Importer une couche", genre=Genre.PRINCIPAL, nom="carte_importer")
        importer.clicked.connect(self.import_asked)
        self.pile = Pages(self._page(), Vide("map", SANS_COUCHE, importer, nom="carte_vide"))
        empiler(self, self.entete, self.erreur, self.pile, etire=self.pile)

    def _page(self) -> QWidget:
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(0)
        gauche = QVBoxLayout()
        gauche.setSpacing(0)
        self._sans_contour = Bande(nom="carte_sans_contour")
        bande = QHBoxLayout(self._sans_contour)
        bande.setContentsMargins(px(16), px(6), px(16), px(6))
        bande.addWidget(Texte("Aucun contour de quartier n’est chargé : seuls les points se montrent.", "texte2"))
        importer = Bouton("Importer une couche", petit=True, nom="carte_importer_contours")
        importer.clicked.connect(self.import_asked)
        bande.addWidget(importer)
        bande.addStretch(1)
        gauche.addWidget(self._sans_contour)
        gauche.addWidget(self.vue, 1)
        self._boutons = _boutons_de_zoom(self.vue)
        rangee.addLayout(gauche, 1)
        rangee.addWidget(self.panneau)
        return page

    def _brancher(self) -> None:
        entete, panneau = self.entete, self.panneau
        entete.asked.connect(self.refresh)
        entete.refused.connect(self.erreur.dire)
        entete.options_changed.connect(lambda: self.vue.set_options(entete.options))
        entete.names_toggled.connect(self._montrer_les_noms)
        entete.copy_asked.connect(self.copier)
        entete.save_asked.connect(self._demander_ou)
        entete.layers_asked.connect(self.montrer_les_couches)
        self.vue.picked.connect(panneau.show_menages)
        self.vue.quarter_picked.connect(self._ouvrir_quartier)
        self.vue.emptied.connect(panneau.revenir)
        panneau.opened.connect(self._ouvert.dossier_asked)
        panneau.all_asked.connect(self._ouvert.dossiers_asked)
        panneau.pointed.connect(self._pointer)
        panneau.left.connect(lambda: self.vue.choisir(None))
        self._ouvert.saved.connect(self._refresh_if_visible)
        self._ouvert.operation_changed.connect(self._refresh_if_visible)
        self._poser("N", entete.noms.toggle)
        self._poser("F", entete.flux.toggle)

    def _poser(self, touche: str, geste: Callable[[], None]) -> None:
        QShortcut(QKeySequence(touche), self, geste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @override
    def refresh(self) -> None:
        portee = Portee(self.entete.au, self._ouvert.operation)
        self._lecture.demander(
            "Lecture de la carte",
            lambda session: lire_carte(session, portee),
            lambda carte: self._show(carte, portee),
        )

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, carte: Carte, portee: Portee) -> None:
        ajuster = self._portee is None or self._portee.operation != portee.operation
        self._carte, self._portee = carte, portee
        placees = any(d.place is not None for d in carte.destinations)
        self._sans_contour.setVisible(not carte.quartiers)
        self.entete.show_couches(len(carte.couches))
        self.entete.show_quartiers(Counter(q.generation for q in carte.quartiers))
        self.pile.montrer(vide=not carte.quartiers and not placees)
        self.panneau.show_carte(carte)
        self.vue.show_carte(carte, ajuster=ajuster)

    def ajuster(self) -> None:
        """Cadre toute la carte."""
        self.vue.ajuster()

    def _montrer_les_noms(self, noms: bool) -> None:
        self.vue.noms = noms
        self.panneau.set_noms(noms)

    def _pointer(self, lieu: Lieu) -> None:
        if lieu.place is not None:
            self.vue.montrer(lieu.place)
            self.vue.choisir(lieu.place)
        elif self._carte is not None and lieu.libelle in (centres := self._carte.centres):
            self.vue.choisir(None)
            self.vue.montrer(centres[lieu.libelle])  # la commune ; ses ménages ne s'y dessinent pas

    def _ouvrir_quartier(self, code: str) -> None:
        if self._carte is None:
            return
        quartier = next(q for q in self._carte.quartiers if q.code == code)
        rangs = [r for r, d in enumerate(self._carte.destinations) if d.qpv == code]
        self.panneau.show_menages(rangs, f"{quartier.code} {quartier.nom}".strip())

    def copier(self) -> None:
        """Met l'image dans le presse-papiers, si rien n'y nomme personne."""
        self._controlee("carte", self._mettre_au_presse_papiers)

    def _mettre_au_presse_papiers(self, image: QImage) -> None:
        QGuiApplication.clipboard().setPixmap(QPixmap.fromImage(image))
        dire_copie(self.entete.copier)

    def _demander_ou(self) -> None:
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        nom = f"carte-{self.entete.au.isoformat()}.png"
        dialogue = QFileDialog(self, "Enregistrer la carte", str(Path(dossier) / nom), "Image (*.png)")
        dialogue.setObjectName("carte_enregistrer")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.setDefaultSuffix("png")
        dialogue.fileSelected.connect(self.enregistrer)
        dialogue.open()

    def enregistrer(self, vers: str) -> None:
        """Écrit l'image dans ce fichier, ou dit pourquoi elle ne peut pas l'être."""
        self._controlee(Path(vers).name, lambda image: self._ecrire(image, Path(vers)))

    def _controlee(self, nom: str, remettre: Callable[[QImage], None]) -> None:
        """Peint l'image, fouille ses textes hors de l'écran, puis seulement la remet."""
        if self.vue.dessin is None:
            return
        peinte = en_image(self.vue.dessin, self.vue.taille, self.vue.camera, self.vue.options)
        carte, auteur = self.vue.dessin.carte, self._ouvert.fichier.auteur

        def verifier(session: Session) -> None:
            verifier_l_image(session, carte, peinte.textes, fixes=peinte.fixes, nom=nom, auteur=auteur)

        tache = self._ouvert.read("Contrôle de l’image", verifier)
        tache.succeeded.connect(lambda _: remettre(peinte.image))
        tache.failed.connect(self.erreur.dire)

    def _ecrire(self, image: QImage, vers: Path) -> None:
        try:
            with en_place(vers) as provisoire:
                if not QImageWriter(str(provisoire), QByteArray(b"PNG")).write(image):
                    raise ErreurMetier(f"« {vers.name} » n’a pas pu être écrit. Choisissez un autre dossier.")
        except ErreurMetier as refus:
            self.erreur.dire(str(refus))
            return
        self.erreur.dire("")

    def montrer_les_couches(self) -> None:
        """D’où vient chaque contour, et de quoi en retirer."""
        volet = VoletCouches(self._carte.couches if self._carte else (), self)
        volet.import_asked.connect(self.import_asked)
        volet.removed.connect(self._retirer)
        volet.show_under(self.entete.couches)
        volet.focusNextPrevChild(True)

    def _retirer(self, couche: int) -> None:
        tache = self._ouvert.write("Couche de quartiers retirée", lambda session: retirer_couche(session, couche))
        tache.failed.connect(self.erreur.dire)


def _boutons_de_zoom(vue: VueCarte) -> QWidget:
    """Posés sur la carte, en haut à gauche."""
    boite = QWidget(vue)
    boite.setObjectName("carte_zoom")
    colonne = QVBoxLayout(boite)
    colonne.setContentsMargins(px(12), px(12), 0, 0)
    colonne.setSpacing(px(4))
    gestes: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
        ("plus", "carte_plus", "Se rapprocher (+)", lambda: vue.zoomer(ZOOM)),
        ("minus", "carte_moins", "S’éloigner (−)", lambda: vue.zoomer(1 / ZOOM)),
        ("maximize", "carte_ajuster", "Ajuster : voir toute la carte (0)", vue.ajuster),
    )
    for icone, nom, aide, geste in gestes:
        bouton = Bouton("", icone, petit=True, aide=aide, nom=nom)
        bouton.clicked.connect(lambda _=False, geste=geste: geste())
        colonne.addWidget(bouton)
    return boite

"""L'onglet des lieux : d'où partent les ménages, pour juger si un logement offert est assez près."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.lieux import Lieux, enregistrer_limitrophes, lieux, limitrophes_lues, placer_operation, trouver_commune
from relogement.champs import champs
from relogement.erreurs import ErreurMetier
from relogement.modeles import Operation
from relogement.textes import INSECABLE, TIRET
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.editeurs import ChampChoix, Option
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.parametres.limitrophes import CarteLimitrophes
from ui.theme import px

COUCHES = "Couches de communes (*.geojson *.json *.shp *.zip)"
PLACE = ("commune_insee", "lon", "lat")
DU_CONTOUR = (
    "Sans point, la distance se mesure depuis le contour du quartier : entre son bord le plus proche et le plus "
    "lointain."
)
SANS_CONTOUR = (
    "Sans point, la distance est inconnue : donnez-en un, ou importez la couche des quartiers dans Échanges, "
    "la distance se mesurera depuis le contour du site."
)


class CarteOperation(Carte):
    """La commune et le point d'une opération."""

    def __init__(self) -> None:
        super().__init__("Opérations", "d’où part chaque ménage", nom="carte_place")
        self.choix = ChampChoix(())
        self.choix.setObjectName("place_operation")
        self.choix.setAccessibleName("Opération")
        self.form = Formulaire(Operation, PLACE)
        self.erreur = BandeauErreur(nom="place_erreur")
        self.enregistrer = Bouton("Enregistrer", "check", genre=Genre.PRINCIPAL, nom="place_enregistrer")
        self._mesure = legende("", lignes=True, nom="place_mesure")
        self._commune = legende("", lignes=True, nom="place_commune")
        self._lieux: Lieux | None = None
        self._composer()
        self.choix.currentIndexChanged.connect(lambda _: self._show_operation())

    def _composer(self) -> None:
        grille, faits = QGridLayout(), champs(Operation)
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(1, 1)
        for rang, nom in enumerate(PLACE):
            self.form.editor(nom).setToolTip(faits[nom].aide)
            grille.addWidget(self.form.label(nom), rang, 0)
            grille.addWidget(self.form.editor(nom), rang, 1)
        for morceau in (self.choix, self.erreur):
            self.contenu.addWidget(morceau)
        self.contenu.addLayout(grille)
        for mot in (self._commune, self._mesure):
            self.contenu.addWidget(mot)
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(self.enregistrer)
        self.contenu.addLayout(rangee)
        self.contenu.addStretch(1)

    def show_lieux(self, lus: Lieux) -> None:
        choisie, saisie = self.choix.value(), self.form.draft() if self._lieux else {}
        self._lieux = lus
        self.choix.blockSignals(True)
        self.choix.set_options([Option(f"{o.code} — {o.libelle}", o.id) for o in lus.operations], vide=None)
        self.choix.set_value(choisie)
        if self.choix.currentIndex() < 0:
            self.choix.setCurrentIndex(0)
        self.choix.blockSignals(False)
        self._mesure.setText(DU_CONTOUR if lus.contour else SANS_CONTOUR)
        self._show_operation()
        if self.choix.value() == choisie:
            self.form.resume(saisie)

    @property
    def departement(self) -> str:
        return self._lieux.departement if self._lieux else ""

    @property
    def operation(self) -> Operation | None:
        operations = self._lieux.operations if self._lieux else ()
        return next((o for o in operations if o.id == self.choix.value()), None)

    def _show_operation(self) -> None:
        operation = self.operation
        self.erreur.dire("")
        self.form.show_values({nom: getattr(operation, nom, None) for nom in PLACE})
        self.form.setEnabled(operation is not None)
        self.enregistrer.setEnabled(operation is not None)
        ici, projet = (self._lieux.commune_de(operation), self._lieux.projet) if self._lieux else (None, None)
        vide = f"Commune vide{INSECABLE}: celle du projet, {projet.libelle if projet else TIRET}."
        self._commune.setText(f"{ici.libelle}." if ici else vide)


class PageLieux(QWidget):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_lieux")
        self._ouvert = ouvert
        self.limitrophes, self.place = CarteLimitrophes(), CarteOperation()
        self.fait = Texte("", "vert", nom="lieux_fait")
        self.fait.hide()
        corps = QHBoxLayout()
        corps.setSpacing(px(12))
        corps.addWidget(self.limitrophes, 6)
        corps.addWidget(self.place, 5)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(12))
        colonne.setSpacing(px(10))
        colonne.addWidget(self.fait)
        colonne.addLayout(corps, 1)
        self.limitrophes.saved.connect(self._save_limitrophes)
        self.limitrophes.layer_asked.connect(self._choose_layer)
        self.place.enregistrer.clicked.connect(self._save_place)

    def refresh(self) -> None:
        with self._ouvert.fichier.lire() as session:
            lus = lieux(session)
            session.expunge_all()
        self.limitrophes.show_lieux(lus)
        self.place.show_lieux(lus)

    def _save_limitrophes(self, insee: str, codes: list[str], divisee: bool, texte: str) -> None:
        tache = self._ouvert.write(
            "Communes limitrophes",
            lambda session: enregistrer_limitrophes(session, insee, codes, divisee=divisee, texte=texte or None),
        )
        self._follow(tache, self.limitrophes.erreur, "Les communes limitrophes sont enregistrées.")

    def _choose_layer(self, insee: str) -> None:
        dialogue = QFileDialog(self, "Choisir une couche de communes", "", COUCHES)
        dialogue.setObjectName("limitrophes_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(lambda chemin: self.lire_la_couche(insee, Path(chemin)))
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def lire_la_couche(self, insee: str, chemin: Path) -> None:
        """Cherche hors de l'écran les communes qui touchent celle-ci ; rien n'est enregistré."""
        tache = self._ouvert.atelier.run("Couche des communes", lambda _: limitrophes_lues(insee, chemin))
        tache.succeeded.connect(
            lambda communes: self.limitrophes.show_limitrophes(communes, f"Couche « {chemin.name} »")
        )
        tache.failed.connect(self.limitrophes.erreur.dire)

    def _save_place(self) -> None:
        operation = self.place.operation
        if operation is None:
            return
        try:
            valeurs = self.place.form.values()
            dite = valeurs["commune_insee"]
            insee = trouver_commune(dite, self.place.departement).insee if dite else None
        except ErreurMetier as erreur:
            self.place.erreur.dire(str(erreur))
            return
        id_, version = operation.id, operation.version
        lon, lat = valeurs["lon"], valeurs["lat"]
        tache = self._ouvert.write(
            f"Lieu de l’opération {operation.code}",
            lambda session: placer_operation(session, id_, version, insee=insee, lon=lon, lat=lat),
        )
        self._follow(tache, self.place.erreur, f"L’opération {operation.code} est placée.")

    def _follow(self, tache: Any, erreur: BandeauErreur, phrase: str) -> None:
        tache.succeeded.connect(lambda _: self._written(phrase))
        tache.failed.connect(erreur.dire)

    def _written(self, phrase: str) -> None:
        self.fait.setText(f"{phrase} Les bilans sont refaits.")
        self.fait.show()
        self.refresh()

"""Le rapport d'un import : ce que le fichier change, ce qui ne va pas, et le bouton qui décide."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.imports import Rapport
from db.imports.rapport import Sort
from relogement.imports.anomalies import Gravite
from relogement.textes import INSECABLE, nombre, pluriel
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.composants.vide import Vide
from ui.echanges.anomalies import CHIPS, TableAnomalies
from ui.echanges.comptes import Comptes
from ui.echanges.demande import NOMS, Resultat
from ui.echanges.progression import Progression
from ui.theme import couleur, px

TOUTES = "toutes"
PLURIELS = {Gravite.ERREUR: "Erreurs", Gravite.AVERTISSEMENT: "Avertissements", Gravite.INFO: "Informations"}


class PageRapport(QWidget):
    """Le même rapport avant et après l'import ; seul le pied change."""

    back_asked = Signal()
    import_asked = Signal(object)  # la Demande simulée
    dossiers_asked = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_rapport")
        self._resultat: Resultat | None = None
        self.erreur, self.progression = BandeauErreur(nom="rapport_erreur"), Progression("rapport_progression")
        self.comptes, self.table = Comptes(), TableAnomalies()
        self.table.set_vide(
            Vide("circle-check", "Aucune anomalie : toutes les lignes se lisent.", nom="rapport_sans_anomalie")
        )
        self._construire()
        self._disposer()
        self._brancher()

    def _construire(self) -> None:
        self._fichier = Texte("", graisse=fonts.MOYEN, nom="rapport_fichier")
        self._details = Texte("", "texte2", nom="rapport_details")
        self._etat = Texte("", "vert", graisse=fonts.MOYEN, nom="rapport_etat")
        self.gravites = Segment([], nom="rapport_gravites")
        self.gravites.set_titre("Anomalies")
        self._copier = Bouton("Copier la liste", "copy", petit=True, nom="rapport_copier")
        self._retour = Bouton("Autre fichier", "chevron-left", nom="rapport_retour")
        self._importer = Bouton("Importer", "chevron-right", genre=Genre.PRINCIPAL, nom="rapport_importer")
        self._ouvrir = Bouton("Ouvrir les dossiers", "users", genre=Genre.PRINCIPAL, nom="rapport_ouvrir")
        self._suite = legende("", nom="rapport_suite")

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        ligne = _barre(Icone("file-spreadsheet", "vert", 16), self._fichier, self._details, None, self._etat)
        self._haut = Bandeau("surface", ligne)
        colonne.addWidget(self._haut)
        colonne.addWidget(self.erreur)
        colonne.addWidget(self.comptes)
        colonne.addWidget(Bandeau("surface", _barre(self.gravites, None, self._copier)))
        colonne.addWidget(self.table, 1)
        pied = _barre(self._retour, self.progression, None, self._suite, self._importer, self._ouvrir)
        pied.setStretch(1, 3)
        colonne.addWidget(Bandeau("surface", pied, dessus=True))

    def _brancher(self) -> None:
        self.gravites.current_changed.connect(self._filter)
        self._copier.clicked.connect(self.table.copy)
        self._retour.clicked.connect(self.back_asked)
        self._importer.clicked.connect(self._ask)
        self._ouvrir.clicked.connect(self._open)

    def show_resultat(self, resultat: Resultat) -> None:
        self._resultat, rapport = resultat, resultat.rapport
        self.erreur.dire("")
        self._fichier.setText(resultat.demande.source.name)
        operation = resultat.demande.cible.operation
        self._details.setText(
            NOMS.get(rapport.nature, rapport.nature) + (f", opération {operation}" if operation else "")
        )
        self.comptes.show_rapport(rapport)
        self.table.modele.show_anomalies(rapport.anomalies)
        self._show_gravites()
        self._show_pied()

    def focus_suite(self) -> None:
        """Le clavier arrive sur ce que l'on fera sans doute : importer, puis ouvrir les dossiers."""
        boutons = [b for b in (self._importer, self._ouvrir) if b.isVisibleTo(self) and b.isEnabled()]
        (boutons[0] if boutons else self.table).setFocus()

    def _show_gravites(self) -> None:
        assert self._resultat is not None
        anomalies = self._resultat.rapport.anomalies
        choix = [Choix(TOUTES, "Toutes les anomalies", nombre(len(anomalies), 0))]
        for gravite, chip in CHIPS.items():
            if n := sum(a.gravite is gravite for a in anomalies):
                choix.append(Choix(gravite.value, PLURIELS[gravite], nombre(n, 0), chip.icone, chip.famille))
        self.gravites.set_choix(choix)
        self.gravites.set_current(TOUTES)
        self._copier.setEnabled(bool(anomalies))

    def _show_pied(self) -> None:
        assert self._resultat is not None
        rapport, dossiers = self._resultat.rapport, self._resultat.dossiers
        a_ecrire = rapport.lignes[Sort.CREEE] + rapport.lignes[Sort.MODIFIEE]
        self._importer.setVisible(rapport.simule)
        self._ouvrir.setVisible(not rapport.simule)
        self._importer.setText(f"Importer {pluriel(a_ecrire, 'ligne')}" if a_ecrire else "Rien à importer")
        self._importer.setEnabled(bool(a_ecrire))
        self._ouvrir.setText(
            f"Ouvrir les {pluriel(len(dossiers), 'dossier')}" if len(dossiers) > 1 else "Ouvrir le dossier"
        )
        self._ouvrir.setEnabled(bool(dossiers))
        for bouton in (self._importer, self._ouvrir):
            bouton.updateGeometry()
        if rapport.simule:
            self._etat.setText("Simulation : rien n’est encore écrit")
            self._suite.setText("" if a_ecrire else _pourquoi_rien(rapport))
        else:
            self._etat.setText("Import terminé et enregistré")
            self._suite.setText("" if dossiers else "Aucun dossier n’a changé.")
        self._etat.set_token("ambre" if rapport.simule else "vert")

    def set_busy(self, *, busy: bool) -> None:
        for bouton in (self._retour, self._importer):
            bouton.setEnabled(not busy)
        self._suite.setVisible(not busy)

    def _filter(self, cle: str) -> None:
        self.table.modele.filter(None if cle == TOUTES else Gravite(cle))

    def _ask(self) -> None:
        if self._resultat is not None:
            self.import_asked.emit(self._resultat.demande)

    def _open(self) -> None:
        if self._resultat is not None:
            libelle = f"Import{INSECABLE}: {self._resultat.demande.source.name}"
            self.dossiers_asked.emit(list(self._resultat.dossiers), libelle)


def _pourquoi_rien(rapport: Rapport) -> str:
    if rapport.lignes[Sort.INCHANGEE]:
        return "Ce fichier ne change rien à ce que l’on sait."
    return "Toutes ses lignes sont écartées : voyez pourquoi ci-dessus."


class Bandeau(QWidget):
    """Une barre pleine largeur, séparée de ce qui suit (ou de ce qui précède) par un trait."""

    def __init__(self, fond: str, contenu: QHBoxLayout, *, dessus: bool = False) -> None:
        super().__init__()
        self._fond, self._dessus = fond, dessus
        self.setLayout(contenu)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(QRectF(self.rect()), couleur(self._fond))
        y = 0 if self._dessus else self.height() - 1
        peintre.fillRect(QRectF(0, y, self.width(), 1), couleur("bord"))


def _barre(*morceaux: QWidget | None) -> QHBoxLayout:
    rangee = QHBoxLayout()
    rangee.setContentsMargins(px(16), px(9), px(16), px(9))
    rangee.setSpacing(px(10))
    for morceau in morceaux:
        if morceau is None:
            rangee.addStretch(1)
        else:
            rangee.addWidget(morceau)
    return rangee

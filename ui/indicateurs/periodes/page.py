"""Une période close : qui l'a scellée, ses chiffres d'alors et de maintenant, chaque valeur rectifiée."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.scelles.vue import PeriodeOuverte, PeriodeVue
from relogement.exports import export_de
from relogement.scelles.rectification import Effet, Rectification
from relogement.textes import INSECABLE, heure, jour, pluriel
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.composants.vide import Vide
from ui.echanges.carte_export import FORMATS
from ui.editeurs import ChampChoix, Option
from ui.indicateurs.periodes.tables import (
    CHIFFRES,
    RECTIFICATIONS,
    Modele,
    Table,
    rangee_chiffre,
    rangee_rectification,
)
from ui.theme import px

CHIFFRES_MONTRES = 8
LECTURE = "Lecture de ce qui a changé depuis…"
RIEN = "Rien n’a changé depuis le scellé."


class PagePeriode(QWidget):
    """`dossier_asked` ouvre le dossier d'une rectification."""

    lift_asked = Signal(object)
    export_asked = Signal(object, str, str)
    rectifications_asked = Signal(object)
    dossier_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._vue: PeriodeVue | None = None
        self._ouverte: PeriodeOuverte | None = None
        self._effets: tuple[Effet, ...] = ()
        self._lignes: tuple[Rectification, ...] = ()
        self._ecrit: Path | None = None
        self.setObjectName("page_periode")
        self.titre = Texte("", taille=fonts.SECTION, graisse=fonts.GRAS, nom="periode_titre")
        self.sous_titre = legende("", nom="periode_sous_titre", lignes=True)
        self.fichiers = ChampChoix([], vide=None)
        self.fichiers.setObjectName("periode_fichiers")
        self.fichiers.setAccessibleName("Fichier à rendre")
        self.fichiers.setMinimumWidth(px(260))
        self.exporter = Bouton("Exporter à l’identique…", "download", petit=True, nom="periode_exporter")
        self.rectifier = Bouton("Exporter…", "download", petit=True, nom="periode_rectifications")
        self.lever = Bouton("Lever le scellé…", "lock-open", genre=Genre.NU, petit=True, nom="periode_lever")
        self.avis = BandeauErreur(nom="periode_avis", fermable=False)
        self.chiffres = Modele(CHIFFRES, a_droite=(1, 2, 3, 4))
        self.table_chiffres = Table(
            self.chiffres, nom="periode_chiffres", lu="Chiffres scellés et actuels", large=0
        )
        self.table_chiffres.tenir(CHIFFRES_MONTRES, CHIFFRES_MONTRES)
        self.rectifier.setAccessibleName("Exporter les rectifications")
        self.rectifications = Modele(RECTIFICATIONS)
        self.table = Table(self.rectifications, nom="periode_table", lu="Rectifications", large=8)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete())
        colonne.addWidget(self.avis)
        corps = QVBoxLayout()
        corps.setContentsMargins(px(10), px(10), px(10), px(10))
        corps.setSpacing(px(10))
        corps.addWidget(self._carte_des_chiffres())
        corps.addWidget(self._carte_des_rectifications(), 1)
        colonne.addLayout(corps, 1)

    def _tete(self) -> QWidget:
        tete = Bande(fond="creux")
        rangee = QHBoxLayout(tete)
        rangee.setContentsMargins(px(16), px(10), px(16), px(10))
        rangee.setSpacing(px(8))
        textes = QVBoxLayout()
        textes.setSpacing(px(2))
        textes.addWidget(self.titre)
        textes.addWidget(self.sous_titre)
        rangee.addLayout(textes, 1)
        for morceau in (self.fichiers, self.exporter, self.lever):
            rangee.addWidget(morceau)
        return tete

    def _carte_des_chiffres(self) -> Carte:
        self.carte_chiffres = Carte(
            "Chiffres", "Entrée sur une ligne : ses dossiers", nom="periode_carte_chiffres"
        )
        self.carte_chiffres.contenu.setContentsMargins(0, 0, 0, 0)
        self.carte_chiffres.contenu.addWidget(self.table_chiffres)
        return self.carte_chiffres

    def _carte_des_rectifications(self) -> Carte:
        self.carte = Carte("Rectifications", " ", nom="periode_carte_rectifications")
        self.carte.contenu.setContentsMargins(0, 0, 0, 0)
        self.carte.contenu.setSpacing(0)
        self.tout = Bouton("Tout montrer", "x", genre=Genre.NU, petit=True, nom="periode_tout")
        self.fait, self._icone = Texte("", "vert", nom="periode_fait"), Icone("circle-check", "vert", 16)
        self.montrer_le_dossier = Bouton(
            "Ouvrir le dossier", "folder-open", genre=Genre.NU, petit=True, nom="periode_ou"
        )
        for morceau in (self.tout, self._icone, self.fait, self.montrer_le_dossier, self.rectifier):
            self.carte.tete.addWidget(morceau)
        for morceau in (self.tout, self._icone, self.fait, self.montrer_le_dossier):
            morceau.hide()
        self.carte.contenu.addWidget(self.table)
        self._vide = Vide("circle-check", RIEN, nom="periode_rien")
        self.table.set_vide(self._vide)
        return self.carte

    def _brancher(self) -> None:
        self.lever.clicked.connect(lambda: self.lift_asked.emit(self._vue))
        self.exporter.clicked.connect(lambda: self.export_asked.emit(self._vue, *self.fichiers.value()))
        self.rectifier.clicked.connect(lambda: self.rectifications_asked.emit(self._vue))
        self.table.activated.connect(self._ouvrir_le_dossier)
        self.table_chiffres.activated.connect(self._filtrer)
        self.tout.clicked.connect(lambda: self._lister(None))
        self.montrer_le_dossier.clicked.connect(self._reveler)

    def attendre(self, vue: PeriodeVue) -> None:
        """Ce que la liste sait déjà, le temps de lire le reste."""
        self._vue, self._ouverte = vue, None
        ou = f"opération {vue.operation}" if vue.operation else "tout le projet"
        self.titre.setText(f"{vue.libelle}, {ou}")
        self.sous_titre.setText(_scelle_par(vue))
        self.avis.dire("")
        self.chiffres.show_rangees([])
        self._vide.phrase.setText(LECTURE)
        self.carte.set_titre("Rectifications", " ")
        self.rectifications.show_rangees([])
        for morceau in (self._icone, self.fait, self.montrer_le_dossier, self.tout):
            morceau.hide()
        for bouton in (self.exporter, self.rectifier, self.lever):
            bouton.setEnabled(False)

    def montrer(self, ouverte: PeriodeOuverte) -> None:
        """La période, contrôlée et comparée."""
        self._ouverte, vue = ouverte, ouverte.vue
        self.sous_titre.setText(f"{_scelle_par(vue)} Mise en page «{INSECABLE}{ouverte.mise_en_page}{INSECABLE}».")
        self.avis.dire(ouverte.avis)
        self.fichiers.set_options(
            [Option(_fichier(code, forme), (code, forme)) for code, forme in ouverte.exemplaires], vide=None
        )
        self._effets = ouverte.rectifications.effets
        egaux = frozenset(rang for rang, effet in enumerate(self._effets) if not effet.a_change)
        self.chiffres.show_rangees([rangee_chiffre(effet) for effet in self._effets], egaux)
        self.table_chiffres.tenir(len(self._effets), CHIFFRES_MONTRES)
        self._vide.phrase.setText(RIEN)
        self._lister(None)
        close = not vue.est_levee
        self.exporter.setEnabled(close and bool(ouverte.exemplaires))
        self.fichiers.setEnabled(close)
        self.lever.setEnabled(close)
        self.rectifier.setEnabled(close and bool(ouverte.rectifications.lignes))

    def dire_ecrit(self, chemin: Path, lignes: int) -> None:
        self._ecrit = chemin
        self.fait.setText(f"{pluriel(lignes, 'ligne')} dans «{INSECABLE}{chemin.name}{INSECABLE}»")
        for morceau in (self._icone, self.fait, self.montrer_le_dossier):
            morceau.show()

    def _lister(self, effet: Effet | None) -> None:
        """Toutes les rectifications, ou celles des dossiers d'un indicateur."""
        if self._ouverte is None:
            return
        trouvees = self._ouverte.rectifications
        concernes = {p.menage_id for p in effet.passages} if effet else None
        self._lignes = tuple(r for r in trouvees.lignes if concernes is None or r.menage_id in concernes)
        self.rectifications.show_rangees([rangee_rectification(r, self._ouverte) for r in self._lignes])
        compte = f"{pluriel(len(self._lignes), 'valeur')}, {pluriel(trouvees.dossiers, 'dossier')}"
        self.carte.set_titre(f"Rectifications{INSECABLE}: {effet.libelle}" if effet else "Rectifications", compte)
        self.tout.setVisible(effet is not None)
        if self._lignes:
            self.table.setCurrentIndex(self.rectifications.index(0, 0))

    def _filtrer(self, index: QModelIndex) -> None:
        effet = self._effets[index.row()]
        if effet.passages:
            self._lister(effet)
            self.table.setFocus()

    def _ouvrir_le_dossier(self, index: QModelIndex) -> None:
        numero = self._lignes[index.row()].menage_id
        if numero is not None and self._ouverte is not None and numero in self._ouverte.references:
            self.dossier_asked.emit(numero)

    def _reveler(self) -> None:
        if self._ecrit is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._ecrit.parent)))


def _scelle_par(vue: PeriodeVue) -> str:
    dit = (
        f"{pluriel(vue.dossiers, 'dossier scellé', 'dossiers scellés')} par {vue.auteur} le "
        f"{jour(vue.scellee_le.date())} à {heure(vue.scellee_le)}."
    )
    if vue.levee_le is None:
        return dit
    return f"{dit} Scellé levé le {jour(vue.levee_le.date())} par {vue.levee_par}{INSECABLE}: {vue.levee_motif}."


def _fichier(code: str, extension: str) -> str:
    return f"{export_de(code).libelle} ({FORMATS[extension]})"

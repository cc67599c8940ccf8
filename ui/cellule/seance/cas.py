"""Au milieu : un cas en grand, ce qu'il est, où il en est, ce qui a bougé, ce qu'on peut lui proposer."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.cellule.cas import Cas
from db.cellule.depuis import dite
from db.cellule.lecture import PointLu
from ui import fonts
from ui.cellule.seance.chiffres import QuatreChiffres
from ui.cellule.seance.etat import GrandEtat
from ui.cellule.seance.faits import FaitsDepuis
from ui.cellule.seance.logements import LogementsProposes
from ui.cellule.seance.masque import identite_montree, nom_montre
from ui.cellule.seance.minuteur import TempsPasse
from ui.cellule.seance.offres import OffresEtRac
from ui.cellule.seance.vues import chiffres_du_cas, faits_vus, logement_vu
from ui.composants.bande import Bande, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.chemin import Chemin, Pas, Situation
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.ligne import Ligne, Morceau
from ui.composants.pages import empiler
from ui.composants.texte import Texte, legende
from ui.composants.vue import Vignette
from ui.dossier.chemin import pas_du_chemin
from ui.dossier.souple import Souple
from ui.theme import px

ASSEZ_HAUT, BAS = 900, 660  # de quoi montrer aussi les offres et les piles sans rien cacher
FAITS, FAITS_SI_BAS = 5, 3
APRES_L_ENTREE = 2  # le suivi et la clôture
RIEN_DEPUIS = "Rien n’a bougé dans ce dossier depuis."
PREMIERE = "Ce dossier n’est encore passé dans aucune cellule close."
SANS_VACANT = "Aucun logement libre au registre : demandez aux bailleurs ce qui se libère."


class CasMontre(Bande):
    """`proposed` porte le logement choisi ; `opened` demande le dossier entier."""

    proposed = Signal(object)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__(None, nom="seance_cas")
        self._cas: Cas | None = None
        self._point: PointLu | None = None
        self._noms = self._ouverte = True
        self._offres_voulues = False
        self.nom = Souple(_en_grand(""), hauteur=38, nom="cas_nom")
        self.nom.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.etat = Vignette(GrandEtat(None), hauteur=30, nom="cas_etat")
        self.rang = legende("", nom="cas_rang")
        self.temps = TempsPasse()
        self.dossier = Bouton("", "folder-open", genre=Genre.DISCRET, petit=True, nom="cas_dossier")
        self.dossier.setAccessibleName("Ouvrir le dossier")
        self.dossier.setToolTip("Ouvrir le dossier entier")
        self.identite = Texte("", "texte2", taille=16, lignes=True, nom="cas_identite")
        self.alerte = BandeauErreur(nom="cas_alerte", fermable=False)
        self.chemin = Chemin(dates=False, nom="cas_chemin")
        self.chiffres, self.depuis = QuatreChiffres(), FaitsDepuis()
        self.offres, self.logements = OffresEtRac(), LogementsProposes()
        self.equilibre = Texte("", "texte2", taille=fonts.SECTION, lignes=True, nom="cas_equilibre")
        self._disposer()
        self.logements.proposed.connect(self.proposed)
        self.dossier.clicked.connect(self._ouvrir)

    def _disposer(self) -> None:
        self._corps = QWidget()
        self._ligne_equilibre = QWidget()
        balance = QHBoxLayout(self._ligne_equilibre)
        balance.setContentsMargins(0, 0, 0, 0)
        balance.setSpacing(px(8))
        balance.addWidget(Icone("scale", "texte2", 18), 0, Qt.AlignmentFlag.AlignTop)
        balance.addWidget(self.equilibre, 1)
        self._ligne_equilibre.hide()
        blocs = (self.chemin, self.chiffres, self.depuis, self.logements, self._ligne_equilibre, self.offres)
        self._ecarts = empiler(self._corps, *blocs)
        self._ecarts.addStretch(1)
        page = QWidget()
        colonne = empiler(page, self._tete(), self.alerte, self._corps, etire=self._corps)
        colonne.addStretch(0)  # tant que le cas se lit, son nom reste en haut
        colonne.setContentsMargins(px(18), px(12), px(16), px(12))
        colonne.setSpacing(px(8))
        zone = defilante(page, nom="cas_defilement")
        empiler(self, zone, etire=zone)

    def _tete(self) -> QVBoxLayout:
        haut = QHBoxLayout()
        haut.setSpacing(px(12))
        haut.addWidget(self.nom)
        haut.addWidget(self.etat)
        haut.addStretch(1)
        droite = QVBoxLayout()
        droite.setSpacing(0)
        for mot in (self.rang, self.temps):
            droite.addWidget(mot, 0, Qt.AlignmentFlag.AlignRight)
        haut.addLayout(droite)
        haut.addWidget(self.dossier, 0, Qt.AlignmentFlag.AlignVCenter)
        tete = QVBoxLayout()
        tete.setSpacing(px(2))
        tete.addLayout(haut)
        tete.addWidget(self.identite)
        return tete

    @property
    def cas(self) -> Cas | None:
        return self._cas

    def set_noms(self, noms: bool) -> None:
        self._noms = noms
        self._dire_qui()
        if self._cas is not None:
            self._dire_le_cas(self._cas)

    def set_ouverte(self, ouverte: bool) -> None:
        """Une séance close se relit : on n'y propose plus rien."""
        self._ouverte = ouverte

    def show_point(self, point: PointLu, rang: int, sur: int) -> None:
        """Son nom et sa place, tout de suite : le reste suit dès qu'il est lu."""
        if self._cas is not None and self._cas.point_id != point.id:
            self._cas = None
        self._point = point
        self.rang.setText(f"dossier {rang} sur {sur}")
        self._dire_qui()
        self._corps.setVisible(self._cas is not None)

    def show_cas(self, cas: Cas, equilibre: str | None = None) -> None:
        """``equilibre`` : ce qu'attribuer le logement le mieux adapté changerait à sa résidence."""
        self._cas = cas
        self.equilibre.setText(equilibre or "")
        self._dire_qui()
        self._dire_le_cas(cas)
        self._repartir()
        self._corps.show()

    def show_echec(self, phrase: str) -> None:
        """Le cas n'a pas pu être lu : la phrase dit pourquoi, à sa place."""
        self._cas = None
        self._corps.hide()
        self.alerte.dire(phrase)

    def basculer_les_offres(self) -> None:
        """O : les offres et les piles, ou les logements ; les deux quand la hauteur suffit."""
        self._offres_voulues = not self._offres_voulues
        self._repartir()

    def _dire_qui(self) -> None:
        if self._point is None:
            return
        self.nom.show_vue(_en_grand(nom_montre(self._point, noms=self._noms)))
        self.alerte.dire(self._point.alerte)
        cas = self._cas
        self.etat.setVisible(cas is not None)
        self.identite.setText(identite_montree(cas, noms=self._noms) if cas else "")

    def _dire_le_cas(self, cas: Cas) -> None:
        self.etat.show_vue(GrandEtat(cas.etat))
        self.chemin.set_pas(_montres(pas_du_chemin(cas.lu), noms=self._noms))
        self.chiffres.show_chiffres(chiffres_du_cas(cas, noms=self._noms))
        sinon = RIEN_DEPUIS if cas.seance_d_avant else PREMIERE
        self.depuis.show_faits(dite(cas.seance_d_avant), faits_vus(cas.depuis, noms=self._noms), sinon)
        vus = [logement_vu(v) for v in cas.vacants.meilleurs]
        self.logements.show_logements(vus, cas.vacants.dits, ouverte=self._ouverte, sinon=SANS_VACANT)
        self.offres.show_cas(cas)

    def _repartir(self) -> None:
        """Tout quand la hauteur suffit ; sinon les logements, ou les offres si on les a demandées."""
        tout, seules = self.height() >= px(ASSEZ_HAUT), self._offres_voulues
        self.offres.setVisible(tout or seules)
        for widget in (self.logements, self.depuis):
            widget.setVisible(tout or not seules)
        self._ligne_equilibre.setVisible(bool(self.equilibre.text()) and (tout or not seules))
        bas = self.height() < px(BAS)
        self._ecarts.setSpacing(px(10 if bas else 18))
        self.depuis.set_au_plus(FAITS_SI_BAS if bas else FAITS)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._repartir()

    def _ouvrir(self) -> None:
        if self._point is not None:
            self.opened.emit(self._point.menage_id)


def _en_grand(nom: str) -> Ligne:
    return Ligne((Morceau(nom, taille=30, graisse=fonts.GRAS),))


def _montres(pas: list[Pas], *, noms: bool) -> list[Pas]:
    """Le suivi et la clôture ne se montrent que pour qui y est ; noms masqués, les motifs écrits se taisent."""
    a_venir = all(p.situation is Situation.FUTUR for p in pas[-APRES_L_ENTREE:])
    vus = pas[:-APRES_L_ENTREE] if a_venir else pas
    return vus if noms else [replace(p, detail="") for p in vus]

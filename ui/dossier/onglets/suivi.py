"""L'onglet « Suivi » : les rendez-vous après l'entrée, ce que le ménage en dit, et la sortie du relogement."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.comparaison import relogement_retenu
from relogement.nomenclatures import Terme
from relogement.suivi import Suivi
from relogement.textes import TIRET, jour
from ui import fonts
from ui.composants.bande import defilante, vider
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.echeance import echeance
from ui.composants.texte import Texte, legende
from ui.composants.valeur import fiche
from ui.composants.vue import Vignette
from ui.dossier.actes.suivi import SATISFACTIONS
from ui.dossier.onglet import Brouillon, Onglet
from ui.theme import px

JOURS = {Terme.J30: 30, Terme.J90: 90, Terme.J180: 180}


class OngletSuivi(Onglet):
    def __init__(self) -> None:
        super().__init__("suivi", "Suivi")
        self._suivis = Carte("Après l’entrée", " ", nom="carte_suivis")
        self._sortie = Carte("Sortie du relogement", nom="carte_sortie")
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(12), px(12), px(12), px(12))
        rangee.setSpacing(px(10))
        for carte, part in ((self._suivis, 3), (self._sortie, 2)):
            pile = QVBoxLayout()
            pile.addWidget(carte)
            pile.addStretch(1)
            rangee.addLayout(pile, part)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page))

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        self._montrer_suivis(lu)
        self._montrer_sortie(lu)

    def _montrer_suivis(self, lu: DossierLu) -> None:
        contenu = self._suivis.contenu
        vider(contenu)
        retenu = relogement_retenu(lu.menage)
        entree = retenu.entree_le if retenu else None
        self._suivis.set_titre("Après l’entrée", f"entrée le {jour(entree)}" if entree else "")
        if entree is None:
            contenu.addWidget(Texte("Le suivi commence à l’entrée dans les lieux.", "texte2", lignes=True))
            return
        page = QWidget()
        grille = QGridLayout(page)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(16))
        grille.setVerticalSpacing(px(12))
        grille.setColumnStretch(2, 1)
        for rang, terme in enumerate(Terme):
            fait = next((s for s in lu.menage.suivis if s.terme is terme), None)
            self._terme(grille, rang, lu, terme, entree, fait)
        contenu.addWidget(page)

    def _terme(
        self, grille: QGridLayout, rang: int, lu: DossierLu, terme: Terme, entree: date, fait: Suivi | None
    ) -> None:
        grille.addWidget(Texte(f"Suivi {terme.libelle}", graisse=fonts.MOYEN), rang, 0)
        if fait is None:
            prevu = echeance(entree + timedelta(days=JOURS[terme]), lu.au, "prévu")
            grille.addWidget(Vignette(prevu), rang, 1)
            bouton = Bouton("Noter le suivi", "calendar-clock", petit=True, nom=f"suivi_{terme.value}")
            bouton.clicked.connect(lambda: self.asked.emit("suivi", terme))
            grille.addWidget(bouton, rang, 3)
            return
        grille.addWidget(Texte(f"fait le {jour(fait.le)}"), rang, 1)
        mot = next((o.texte for o in SATISFACTIONS if o.valeur == fait.satisfaction), "satisfaction non dite")
        dit = f"{mot}. {fait.commentaire}" if fait.commentaire else mot
        grille.addWidget(legende(dit, lignes=True, nom=f"suivi_{terme.value}_dit"), rang, 2, 1, 2)

    def _montrer_sortie(self, lu: DossierLu) -> None:
        contenu, menage = self._sortie.contenu, lu.menage
        vider(contenu)
        if menage.motif_sortie is not None or menage.sorti_le is not None:
            motif = menage.motif_sortie.libelle if menage.motif_sortie else TIRET
            contenu.addWidget(fiche([("Motif", motif), ("Le", jour(menage.sorti_le))]))
            return
        contenu.addWidget(
            Texte(
                "Départ, décès, accession, autre mutation : le ménage n’est plus à reloger.", "texte2", lignes=True
            )
        )
        bouton = Bouton("Sortir du relogement", "log-out", nom="suivi_sortie")
        bouton.clicked.connect(lambda: self.asked.emit("sortie", None))
        contenu.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeft)

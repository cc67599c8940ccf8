"""Le haut de la liste : les vues en onglets, les boutons, le filtre, les filtres posés."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from typing_extensions import override

from db.filtres import VUES, Filtre
from relogement.textes import nombre
from ui import fonts
from ui.commandes import touches
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.filtre import ChipFiltre
from ui.composants.ligne import Ligne, Morceau
from ui.composants.onglets import Onglets
from ui.composants.recherche import ChampRecherche
from ui.composants.vue import Vignette
from ui.dossier.bande import Bande, vider
from ui.theme import px

HAUT, BAS = 42, 44


@dataclass(frozen=True)
class FiltrePose:
    """Un filtre montré en pastille, et ce que fait sa croix."""

    filtre: Filtre
    enlever: Callable[[], None]


class BarreVues(Bande):
    """Les onglets et leurs comptes, puis les gestes sur la liste."""

    def __init__(self) -> None:
        super().__init__(nom="barre_vues")
        self.setFixedHeight(px(HAUT))
        self.onglets = Onglets([Choix(vue.cle, vue.titre) for vue in VUES], nom="vues")
        self.onglets.set_titre("Vue")
        self.colonnes = Bouton("Colonnes", "columns-3", petit=True, nom="colonnes", aide="Choisir les colonnes")
        self.copier = Bouton(
            "Copier vers Excel",
            "copy",
            petit=True,
            nom="copier",
            aide="Copier les lignes choisies, ou toute la liste affichée",
        )
        self.nouveau = Bouton(
            "Nouveau dossier",
            "plus",
            genre=Genre.PRINCIPAL,
            petit=True,
            nom="nouveau_dossier",
            aide="Nouveau dossier (Ctrl+N)",
        )
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(0, 0, px(12), 1)
        disposition.setSpacing(px(8))
        disposition.addWidget(self.onglets, 0, Qt.AlignmentFlag.AlignBottom)
        disposition.addStretch(1)
        for bouton in (self.colonnes, self.copier, self.nouveau):
            disposition.addWidget(bouton)

    def show_comptes(self, comptes: Mapping[str, int]) -> None:
        self.onglets.set_choix(
            [Choix(vue.cle, vue.titre, nombre(comptes[vue.cle], 0)) for vue in VUES if vue.cle in comptes]
        )


class ChampFiltre(ChampRecherche):
    """Bas va à la table ; Échap efface, puis y va ; `left` le dit."""

    left = Signal()

    def take(self, texte: str) -> None:
        """Reçoit ce qui est tapé dans la table."""
        if texte.strip():
            self.setFocus()
            self.insert(texte)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        echap = arg__1.key() == Qt.Key.Key_Escape
        if echap and self.text():
            self.clear()
        elif echap or arg__1.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(arg__1)


class BarreFiltres(Bande):
    """`proposals_asked` quand on ouvre le menu des filtres : l'écran le remplit."""

    proposals_asked = Signal()

    def __init__(self) -> None:
        super().__init__(nom="barre_filtres")
        self.setFixedHeight(px(BAS))
        self.champ = ChampFiltre(
            "Filtrer le tableau",
            icone="funnel",
            touche=touches("filtrer"),
            raccourci=touches("filtrer"),
            nom="filtre",
        )
        self.champ.setMinimumWidth(px(180))
        self.champ.setMaximumWidth(px(270))
        self.ajouter = Bouton("Ajouter un filtre", "plus", genre=Genre.NU, petit=True, nom="ajouter_filtre")
        self.ajouter.clicked.connect(self.proposals_asked)
        self._pastilles = QHBoxLayout()
        self._pastilles.setSpacing(px(8))
        self._jour = Vignette(Ligne(()), nom="compte_du_jour")
        self._retard = Vignette(Ligne(()), nom="compte_en_retard")
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(px(8), 0, px(12), 1)
        disposition.setSpacing(px(8))
        disposition.addWidget(self.champ, 1)
        disposition.addLayout(self._pastilles)
        disposition.addWidget(self.ajouter)
        disposition.addStretch(1)
        disposition.addWidget(self._jour)
        disposition.addSpacing(px(8))
        disposition.addWidget(self._retard)

    def show_filtres(self, poses: Sequence[FiltrePose]) -> None:
        """Une pastille par filtre, dans l'ordre où ils ont été posés."""
        vider(self._pastilles)
        pastilles = [
            ChipFiltre(pose.filtre.champ, pose.filtre.valeur, nom=f"filtre_pose_{rang}")
            for rang, pose in enumerate(poses)
        ]
        for pastille, pose in zip(pastilles, poses, strict=True):
            pastille.clicked.connect(pose.enlever)
            self._pastilles.addWidget(pastille)
        self._enchainer(pastilles)

    def show_urgences(self, le_jour: int, en_retard: int) -> None:
        self._jour.show_vue(_mention("bell", f"{le_jour} aujourd’hui", "ambre", le_jour))
        self._retard.show_vue(_mention("triangle-alert", f"{en_retard} en retard", "rouge", en_retard))

    def propose(self, propositions: Mapping[str, Sequence[Filtre]], ajouter: Callable[[Filtre], None]) -> QMenu:
        """Un sous-menu par champ, une ligne par valeur."""
        menu = QMenu(self)
        menu.setObjectName("menu_filtres")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for champ, filtres in propositions.items():
            sous_menu = menu.addMenu(champ)
            for filtre in filtres:
                sous_menu.addAction(filtre.valeur, partial(ajouter, filtre))
        menu.popup(self.ajouter.mapToGlobal(self.ajouter.rect().bottomLeft()))
        return menu

    def _enchainer(self, pastilles: Sequence[QWidget]) -> None:
        """Le clavier passe du champ aux pastilles, puis au bouton : l'ordre de lecture."""
        suite = (self.champ, *pastilles, self.ajouter)
        for precedent, suivant in pairwise(suite):
            QWidget.setTabOrder(precedent, suivant)


def _mention(icone: str, texte: str, token: str, combien: int) -> Ligne:
    if not combien:
        return Ligne(())
    graisse = fonts.GRAS if token == "rouge" else fonts.NORMAL
    return Ligne((Morceau("", token, icone=icone), Morceau(texte, token, graisse, fonts.LEGENDE)))

"""À côté d'un formulaire : les dossiers où la personne est peut-être déjà, chacun à une touche."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.doublons import Doublon
from relogement.doublons import Verdict
from relogement.textes import INSECABLE
from ui import fonts
from ui.composants.bande import Bande, Separateur, defilante, vider
from ui.composants.bouton import Bouton
from ui.composants.chip import Chip
from ui.composants.etats import chip_etat
from ui.composants.texte import Texte, legende
from ui.composants.vue import Vignette
from ui.theme import px

LARGEUR, MARGE = 300, 16
CHIPS = {
    Verdict.SUR: Chip(Verdict.SUR.libelle, "triangle-alert", "ambre"),
    Verdict.PROBABLE: Chip(Verdict.PROBABLE.libelle, "circle-question-mark", "neutre"),
}
RIEN = "Aucun dossier ne ressemble à ce que vous écrivez."


class Propositions(Bande):
    """`open_asked` : aller à cet autre dossier ; `dismissed` : ce n'est pas la même personne."""

    open_asked = Signal(int)
    dismissed = Signal(int)

    def __init__(self, titre: str = "Déjà suivi ?") -> None:
        super().__init__(Qt.Edge.LeftEdge, fond="creux", nom="propositions")
        self.setAccessibleName(titre)
        self.setFixedWidth(px(LARGEUR))
        self._trouves: tuple[Doublon, ...] = ()
        self._ecartes: set[int] = set()
        page = QWidget()
        self._pile = QVBoxLayout(page)
        self._pile.setContentsMargins(px(MARGE), 0, px(MARGE), px(MARGE))
        self._pile.setSpacing(px(8))
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, px(14), 0, 0)
        colonne.setSpacing(px(8))
        tete = Texte(titre, graisse=fonts.GRAS)
        tete.setContentsMargins(px(MARGE), 0, px(MARGE), 0)
        colonne.addWidget(tete)
        colonne.addWidget(defilante(page, nom="propositions_zone"), 1)
        self.show_doublons(())

    @property
    def restants(self) -> tuple[Doublon, ...]:
        """Ceux que l'on n'a pas dits autres."""
        return tuple(d for d in self._trouves if d.menage_id not in self._ecartes)

    @property
    def ecartes(self) -> tuple[int, ...]:
        return tuple(sorted(self._ecartes))

    def show_doublons(self, trouves: Sequence[Doublon]) -> None:
        """Remplace ce qui est montré ; ce que l'on a écarté le reste."""
        self._trouves = tuple(trouves)
        self._montrer()

    def _montrer(self) -> None:
        vider(self._pile)
        for rang, doublon in enumerate(self.restants, start=1):
            if rang > 1:
                self._pile.addWidget(Separateur(token="bord"))
            self._pile.addWidget(self._fiche(rang, doublon))
        if not self.restants:
            self._pile.addWidget(legende(RIEN, "texte2", nom="propositions_rien", lignes=True))
        self._pile.addStretch(1)

    def _fiche(self, rang: int, doublon: Doublon) -> QWidget:
        fiche = QWidget()
        fiche.setObjectName(f"proposition_{doublon.menage_id}")
        fiche.setAccessibleName(f"{doublon.reference}, {doublon.nom}{INSECABLE}: {doublon.vu.raison}")
        pile = QVBoxLayout(fiche)
        pile.setContentsMargins(0, px(4), 0, px(4))
        pile.setSpacing(px(5))
        pile.addWidget(Texte(doublon.nom or doublon.reference, graisse=fonts.MOYEN, lignes=True))
        ou = f"UG {doublon.ug}" if doublon.ug else "UG inconnue"
        pile.addWidget(legende(f"{doublon.reference} · {ou} · {doublon.operation}"))
        pile.addLayout(_rangee(Vignette(CHIPS[doublon.vu.verdict]), Vignette(chip_etat(doublon.etat))))
        pile.addWidget(
            legende(_phrase(doublon.vu.raison), "texte", nom=f"raison_{doublon.menage_id}", lignes=True)
        )
        pile.addLayout(self._boutons(rang, doublon))
        return fiche

    def _boutons(self, rang: int, doublon: Doublon) -> QHBoxLayout:
        touche = f"Alt+{rang}"
        ouvrir = Bouton(
            "Ouvrir", "folder-open", petit=True, raccourci=touche, nom=f"proposition_ouvrir_{doublon.menage_id}",
            aide=f"Ouvrir le dossier {doublon.reference} ({touche})",
        )  # fmt: skip
        autre = Bouton(
            "Pas la même", "user-x", petit=True, nom=f"proposition_autre_{doublon.menage_id}",
            aide=f"Ce n’est pas la personne du dossier {doublon.reference}",
        )  # fmt: skip
        for bouton in (ouvrir, autre):
            bouton.setAutoDefault(False)
            bouton.setAccessibleName(bouton.toolTip())
        ouvrir.clicked.connect(lambda: self.open_asked.emit(doublon.menage_id))
        autre.clicked.connect(lambda: self._ecarter(doublon.menage_id))
        return _rangee(ouvrir, autre)

    def _ecarter(self, menage_id: int) -> None:
        self._ecartes.add(menage_id)
        self._montrer()
        self.dismissed.emit(menage_id)


def _rangee(*morceaux: QWidget) -> QHBoxLayout:
    rangee = QHBoxLayout()
    rangee.setSpacing(px(8))
    for morceau in morceaux:
        rangee.addWidget(morceau)
    rangee.addStretch(1)
    return rangee


def _phrase(raison: str) -> str:
    return f"{raison[:1].upper()}{raison[1:]}."

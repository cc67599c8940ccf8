"""La colonne de droite : la décision, celles d'avant, les avis, puis les panneaux des partenaires."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.cellule.cas import Cas
from db.horloge import aujourdhui
from ui.cellule.seance.avis import ResumeAvis
from ui.cellule.seance.decision import FormDecision
from ui.cellule.seance.precedentes import Decisions
from ui.composants.bande import Bande, Separateur, defilante
from ui.composants.pages import empiler
from ui.theme import px

LARGEUR, MARGE = 326, 16


class ColonneDroite(Bande):
    """Chaque bloc sous un trait ; un bloc sans rien à dire ne se montre pas, son trait non plus."""

    def __init__(self) -> None:
        super().__init__(Qt.Edge.LeftEdge, nom="seance_droite")
        self.setFixedWidth(px(LARGEUR))
        self.form, self.avis = FormDecision(), ResumeAvis()
        self.du_jour = Decisions("Décidé à cette séance", nom="decisions_du_jour")
        self.precedentes = Decisions("Décisions précédentes", nom="decisions_precedentes")
        page = QWidget()
        self._colonne = QVBoxLayout(page)
        self._colonne.setContentsMargins(1, px(12), 0, px(12))
        self._colonne.setSpacing(px(14))
        for rang, bloc in enumerate((self.form, self.du_jour, self.precedentes, self.avis)):
            self._colonne.addWidget(_Bloc(bloc, trait=rang > 0))
        self._colonne.addStretch(1)
        zone = defilante(page, nom="droite_defilement")
        empiler(self, zone, etire=zone)

    def ajouter(self, *panneaux: QWidget) -> None:
        """D'autres blocs, à la suite."""
        for panneau in panneaux:
            self._colonne.insertWidget(self._colonne.count() - 1, _Bloc(panneau, trait=True))

    def show_cas(self, cas: Cas | None, *, noms: bool) -> None:
        au = aujourdhui()
        self.du_jour.show_decisions(cas.decisions if cas else (), au, noms=noms, de_la_seance=True)
        self.precedentes.show_decisions(cas.precedentes if cas else (), au, noms=noms)
        self.avis.show_avis(cas.avis if cas else (), noms=noms)
        if cas is not None:
            self.form.proposer_responsable(cas.lu.menage.referent or "")

    def set_responsables(self, responsables: Sequence[tuple[str, int | None]]) -> None:
        self.form.responsable.set_responsables(list(responsables))


class _Bloc(QWidget):
    """Un bloc et le trait au-dessus de lui : ils se montrent et se cachent ensemble."""

    def __init__(self, contenu: QWidget, *, trait: bool) -> None:
        super().__init__()
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(14))
        if trait:
            colonne.addWidget(Separateur(token="bord"))
        dedans = QVBoxLayout()
        dedans.setContentsMargins(px(MARGE), 0, px(MARGE), 0)
        dedans.addWidget(contenu)
        colonne.addLayout(dedans)
        contenu.installEventFilter(self)
        if contenu.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and contenu.isHidden():
            self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)

"""L'effet d'une offre sur les quatre critères : lu hors de l'écran, dit en une ligne ou en quatre."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from db.dossier import DossierLu
from db.effets import AvantOffre, avant_offre, en_discussion
from relogement.effet_dit import distance, est_connu, issue, passage, phrase
from relogement.effet_offre import Effet, Sens
from relogement.indicateurs.parts_dites import TITRES
from relogement.nomenclatures import Critere
from relogement.textes import TIRET
from ui import fonts
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import legende
from ui.dossier.bande import vider
from ui.dossier.souple import Souple
from ui.ouvert import ProjetOuvert
from ui.theme import px

APRES_L_IMAGE_MS = 150
COURTS = {"NEUF": "neuf", "HORS_QPV": "QPV", "HORS_SITE": "site", "RAC_MAITRISE": "RAC"}
SIGNES = {
    Sens.MONTE: ("arrow-up-right", "vert"),
    Sens.BAISSE: ("arrow-down-right", "rouge"),
    Sens.STABLE: ("arrow-right", "texte2"),
}
ATTENTE = Ligne((Morceau(TIRET, "texte3"),))


class LectureDesEffets(QObject):
    """`read` apporte de quoi dire l'effet des offres du dossier montré ; rien si aucune n'est en discussion."""

    read = Signal(object)

    def __init__(self, ouvert: ProjetOuvert, parent: QObject) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._lu: DossierLu | None = None
        self._attente = QTimer(self, singleShot=True, interval=APRES_L_IMAGE_MS)
        self._attente.timeout.connect(self._lire)
        ouvert.closing.connect(self._attente.stop)
        ouvert.operation_changed.connect(self._attente.start)

    def demander(self, lu: DossierLu) -> None:
        """Le dossier vient d'être lu : ses effets se lisent une fois l'écran peint."""
        self._lu = lu
        self._attente.start()

    def _lire(self) -> None:
        lu = self._lu
        if lu is None or not any(en_discussion(offre) for offre in lu.menage.offres):
            return
        lire = partial(avant_offre, menage_id=lu.menage.id, au=lu.au, operation=self._ouvert.operation)
        self._ouvert.read("Effet des offres", lire).succeeded.connect(lambda avant: self._rendre(lu, avant))

    def _rendre(self, lu: DossierLu, avant: AvantOffre | None) -> None:
        if lu is self._lu and avant is not None:  # sinon un autre dossier est montré, ou celui-ci est déjà relu
            self.read.emit(avant)


def en_une_ligne(effets: Sequence[Effet]) -> Ligne:
    """« neuf ? QPV ↗ site ↗ RAC ↘ » : le mot, son icône, sa couleur."""
    return Ligne(tuple(_court(effet) for effet in effets), ecart=6)


def dit_en_entier(effets: Sequence[Effet], operation: str | None) -> str:
    """Une phrase par critère, au survol et au lecteur d'écran."""
    de_quoi = f"l’opération {operation}" if operation else "le projet"
    return "\n".join((f"Si elle était acceptée, pour {de_quoi} :", *map(phrase, effets)))


class QuatreEffets(QWidget):
    """Une ligne par critère : la part d'aujourd'hui, celle d'après, le sens, et l'objectif."""

    def __init__(self, *, nom: str = "offre_effets") -> None:
        super().__init__()
        self.setObjectName(nom)
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setHorizontalSpacing(px(10))
        self._grille.setVerticalSpacing(px(5))
        self._grille.setColumnStretch(1, 3)
        self._grille.setColumnStretch(2, 2)

    def show_effets(self, effets: Sequence[Effet], operation: str | None) -> None:
        vider(self._grille)
        for rang, effet in enumerate(effets):
            passe = Ligne((_signe(effet), Morceau(passage(effet)), Morceau(*_issue(effet))), ecart=6)
            vise = Ligne((Morceau(distance(effet), "texte2", taille=fonts.LEGENDE),))
            self._grille.addWidget(legende(TITRES[effet.code]), rang, 0)
            for colonne, vue in ((1, passe), (2, vise)):
                ligne = Souple(vue, nom=f"{self.objectName()}_{effet.code.lower()}_{colonne}")
                ligne.setToolTip(phrase(effet))
                self._grille.addWidget(ligne, rang, colonne)
        self.setAccessibleName(dit_en_entier(effets, operation))


def _court(effet: Effet) -> Morceau:
    icone, token = _icone(effet)
    return Morceau(COURTS[effet.code], token, taille=fonts.LEGENDE, icone=icone)


def _signe(effet: Effet) -> Morceau:
    icone, token = _icone(effet)
    return Morceau("", token, icone=icone)


def _icone(effet: Effet) -> tuple[str, str]:
    if est_connu(effet):
        return SIGNES[effet.sens]
    return ("circle-question-mark", "ambre") if effet.verdict.valeur is Critere.NR else ("minus", "texte2")


def _issue(effet: Effet) -> tuple[str, str]:
    return issue(effet), _icone(effet)[1]

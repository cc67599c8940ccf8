"""L'effet d'une offre sur les quatre critères : lu hors de l'écran, dit en une ligne ou en quatre."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from db.dossier import DossierLu
from db.effets import AvantOffre, avant_offre, en_discussion
from relogement.effet_dit import distance, est_connu, issue, passage, phrase
from relogement.effet_offre import Effet, Sens
from relogement.equilibre.balance import Dit
from relogement.indicateurs.parts_dites import TITRES
from relogement.nomenclatures import Critere
from relogement.textes import TIRET
from ui import fonts
from ui.composants.bande import vider
from ui.composants.ligne import Ligne, Morceau
from ui.composants.vue import Vignette
from ui.dossier.souple import Souple
from ui.ouvert import ProjetOuvert
from ui.peinture import DROITE
from ui.theme import px

APRES_L_IMAGE_MS = 150
COURTS = {"NEUF": "neuf", "HORS_QPV": "QPV", "HORS_SITE": "site", "RAC_MAITRISE": "RAC"}
SIGNES = {
    Sens.MONTE: ("arrow-up-right", "vert"),
    Sens.BAISSE: ("arrow-down-right", "rouge"),
    Sens.STABLE: ("arrow-right", "texte2"),
}
SANS_OCCUPATION = "L’occupation de cette résidence n’est pas connue, ou le secret la couvre."
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
        if lu is None or not any(en_discussion(lu.menage, offre) for offre in lu.menage.offres):
            return
        lire = partial(avant_offre, menage_id=lu.menage.id, au=lu.au, operation=self._ouvert.operation)
        tache = self._ouvert.read("Effet des offres", lire)
        tache.succeeded.connect(lambda avant: self._rendre(lu, avant))

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


def montrer_equilibre(ou: Souple, dit: Dit | None) -> None:
    """L'effet sur la résidence en une ligne ; la phrase et son calcul au survol et au lecteur d'écran."""
    texte, detail = (TIRET, SANS_OCCUPATION) if dit is None else (dit.courte, dit.detail)
    ou.show_vue(Ligne((Morceau(texte, "texte2" if dit else "texte3", taille=fonts.LEGENDE),)))
    ou.setToolTip(detail)
    ou.setAccessibleName(detail)


class QuatreEffets(QWidget):
    """De chaque critère : son nom et la part d'après ; dessous, le sens en mots et l'écart à l'objectif."""

    def __init__(self, *, nom: str = "offre_effets") -> None:
        super().__init__()
        self.setObjectName(nom)
        self._grille = QGridLayout(self)
        self._grille.setContentsMargins(0, 0, 0, 0)
        self._grille.setHorizontalSpacing(px(10))
        self._grille.setVerticalSpacing(0)
        self._grille.setColumnStretch(0, 1)

    def show_effets(self, effets: Sequence[Effet], operation: str | None) -> None:
        vider(self._grille)
        for rang, effet in enumerate(effets):
            icone, token = _icone(effet)
            sens = Morceau(issue(effet), token, taille=fonts.LEGENDE, icone=icone)
            vise = Morceau(distance(effet), "texte2", taille=fonts.LEGENDE)
            self._poser(2 * rang, effet, Morceau(TITRES[effet.code]), Morceau(passage(effet), graisse=fonts.MOYEN))
            self._poser(2 * rang + 1, effet, sens, vise)
            self._grille.setRowMinimumHeight(2 * rang + 1, px(24))
        self.setAccessibleName(dit_en_entier(effets, operation))

    def _poser(self, rang: int, effet: Effet, gauche: Morceau, droite: Morceau) -> None:
        """À gauche ce qui peut se couper, à droite les chiffres, entiers ; la phrase entière est au survol."""
        haut, cle = Qt.AlignmentFlag.AlignTop, f"{self.objectName()}_{effet.code.lower()}_{rang % 2}"
        dit = Souple(Ligne((gauche,)), nom=f"{cle}_dit")
        chiffre = Vignette(Ligne((droite,), DROITE), hauteur=18, nom=f"{cle}_chiffre")
        self._grille.addWidget(dit, rang, 0, haut)
        self._grille.addWidget(chiffre, rang, 1, haut | Qt.AlignmentFlag.AlignRight)
        for morceau in (dit, chiffre):
            morceau.setToolTip(phrase(effet))


def _court(effet: Effet) -> Morceau:
    icone, token = _icone(effet)
    return Morceau(COURTS[effet.code], token, taille=fonts.LEGENDE, icone=icone)


def _icone(effet: Effet) -> tuple[str, str]:
    if est_connu(effet):
        return SIGNES[effet.sens]
    return ("circle-question-mark", "ambre") if effet.verdict.valeur is Critere.NR else ("minus", "texte2")

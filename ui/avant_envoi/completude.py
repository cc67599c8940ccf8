"""« Complétude » : ce qui est NR, pourquoi, à qui, et ce que le remplir rendrait ; chaque ligne mène au champ."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.completude import MESURES, Axe, Completude, Genre, Manque, completude_du_projet
from db.completude_dossiers import chiffre_du_manque
from db.exports.completude import document
from db.tableaux import Portee
from relogement.exports.tableau import Document
from relogement.indicateurs.indicateur import Mesure
from relogement.textes import INSECABLE, nombre, pluriel, pourcent
from ui.avant_envoi.classeur import BoutonClasseur
from ui.avant_envoi.disposition import TuileChiffre, colonne, messages, rangee
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.vide import Vide
from ui.editeurs import ChampChoix, Option
from ui.indicateurs.sous_vue import SousVue
from ui.indicateurs.volet import Volet
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

COURTS = {
    "NEUF": "Neuf ou conventionné", "HORS_QPV": "Hors QPV", "HORS_SITE": "Hors site",
    "RAC_MAITRISE": "RAC maîtrisé", "INTERBAILLEUR": "Inter-bailleurs",
}  # fmt: skip
COLONNES = (
    Colonne("Indicateur ou colonne", lambda m: COURTS.get(m.sujet, m.sujet), largeur=176, gras=True),
    Colonne("Champ qui manque", lambda m: m.champ),
    Colonne("Référent", lambda m: m.referent or "tous", largeur=150, token="texte2"),
    Colonne("Opération", lambda m: m.operation or "toutes", largeur=110, token="texte2"),
    Colonne("NR", lambda m: nombre(m.nr, 0), rang=lambda m: m.nr, largeur=76, a_droite=True),
    Colonne("Seul manque", lambda m: nombre(m.seuls, 0), rang=lambda m: m.seuls, largeur=106, a_droite=True),
    Colonne("Gain", lambda m: _gain(m), rang=lambda m: m.gain, largeur=96, a_droite=True),
)  # fmt: skip


def _gain(manque: Manque) -> str:
    return f"+ {nombre(manque.gain)}{INSECABLE}pt" if manque.seuls else "—"


class VueCompletude(SousVue):
    """Les indicateurs se lisent d'abord ; les colonnes de type RIME seulement si on les regarde."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self._trouvee: Completude | None = None
        self._portee: Portee | None = None
        self.setObjectName("vue_completude")
        self.setAccessibleName("Complétude avant envoi")
        self._construire()
        self._disposer()
        self._brancher()

    def _construire(self) -> None:
        self.tuiles = {i.code: TuileChiffre(COURTS[i.code], f"completude_{i.code}") for i in MESURES}
        self.genre = Segment([Choix(g.value, g.libelle) for g in Genre], nom="completude_genre")
        self.genre.set_titre("Ce qui manque à")
        self.axe = Segment([Choix(a.value, a.libelle) for a in Axe], nom="completude_axe")
        self.axe.set_titre("Regrouper")
        self.referent = ChampChoix([], vide=Option("Tous les référents", None))
        self.referent.setObjectName("completude_referent")
        self.referent.setAccessibleName("Référent")
        self.referent.setMinimumWidth(px(190))
        self.classeur = BoutonClasseur(self.ouvert, self._recette, nom="completude_classeur")
        self.erreur, self.fait = messages("completude")
        self._lecture = DerniereLecture(self.ouvert, self.erreur.dire, self)
        self.table = TableLignes(
            LignesModel(COLONNES), COLONNES, nom="table_completude", lu="Ce qui manque, le plus gros gain d’abord"
        )
        self.volet = Volet(self.ouvert)

    def _disposer(self) -> None:
        page = QWidget()
        outils = rangee(self.genre, self.axe, self.referent, None, self.classeur)
        colonne(page, [rangee(*self.tuiles.values()), outils, self.erreur, self.fait, self.table], self.table)
        corps = QHBoxLayout()
        corps.setSpacing(0)
        corps.addWidget(page, 1)
        corps.addWidget(self.volet)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addLayout(corps)

    def _brancher(self) -> None:
        self.genre.current_changed.connect(lambda _: self._relire())
        self.axe.current_changed.connect(lambda _: self._montrer())
        self.referent.currentIndexChanged.connect(lambda _: self._montrer())
        self.table.opened.connect(self._ouvrir)
        self.classeur.written.connect(self.fait.dire)
        self.classeur.failed.connect(self.erreur.dire)
        for code, tuile in self.tuiles.items():
            tuile.clicked.connect(lambda code=code: self._aller_a(code))

    @override
    def refresh(self, portee: Portee) -> None:
        self._portee = portee
        self._relire()

    def _relire(self) -> None:
        if self._portee is None:
            return
        portee, genre = self._portee, Genre(self.genre.current)

        def lire(session: Session) -> Completude:
            return completude_du_projet(
                session, portee.au, portee.operation, genres=(genre,), titulaires=portee.titulaires
            )

        self._lecture.demander("Lecture de la complétude", lire, self._show)

    def _show(self, trouvee: Completude) -> None:
        self._trouvee = trouvee
        self.erreur.dire("")
        self._montrer_les_tuiles(trouvee.mesures)
        garde = self.referent.value()
        self.referent.blockSignals(True)
        self.referent.set_options([Option(_nommer(trouvee, nom), nom) for nom in trouvee.referents],
                                  vide=Option("Tous les référents", None))  # fmt: skip
        self.referent.set_value(garde if garde in trouvee.referents else None)
        self.referent.blockSignals(False)
        self._montrer()

    def _montrer_les_tuiles(self, mesures: Mapping[str, Mesure]) -> None:
        assert self._portee is not None
        for code, mesure in mesures.items():
            if mesure.couverture is None:
                self.tuiles[code].show_valeur("—", "personne n’est compté")
                continue
            reserve = f"{nombre(mesure.nr, 0)} NR" if mesure.nr else "aucun NR"
            if not mesure.significatif(self._portee.au):
                reserve += ", non significatif"
            self.tuiles[code].show_valeur(f"{pourcent(mesure.couverture)} connus", reserve)

    def _montrer(self) -> None:
        if self._trouvee is not None:
            axe, genre = Axe(self.axe.current), Genre(self.genre.current)
            manques = self._trouvee.regroupes(axe, genre=genre, referent=self.referent.value())
            self.table.setColumnHidden(2, axe is not Axe.REFERENT and self.referent.value() is None)
            self.table.setColumnHidden(3, axe is not Axe.OPERATION)
            self.table.show_lignes(manques, _vide)

    def _ouvrir(self, manque: Any) -> None:
        if self._portee is not None:
            self.volet.open_chiffre(chiffre_du_manque(manque, self._portee))

    def _aller_a(self, code: str) -> None:
        """Au premier manque de cet indicateur, s'il en a un."""
        self.genre.set_current(Genre.INDICATEUR.value)
        rangs = [r for r, m in enumerate(self.table.modele.lignes) if m.sujet == code]
        if rangs:
            self.table.setCurrentIndex(self.table.modele.index(rangs[0], 0))
            self.table.setFocus()

    def _recette(self) -> tuple[str, Any]:
        portee, referent = self._portee, self.referent.value()
        assert portee is not None

        def recette(session: Session) -> Document:
            trouvee = completude_du_projet(session, portee.au, portee.operation, titulaires=portee.titulaires)
            return document(session, trouvee, referent=referent, operation=portee.operation)

        return f"a-completer-{portee.au.isoformat()}.xlsx", recette


def _vide() -> Vide:
    return Vide("circle-check", "Rien ne manque aux dossiers relogés.", nom="completude_vide")


def _nommer(trouvee: Completude, referent: str) -> str:
    """« Samira Kaddour, 12 NR » : ce que chacun peut lever."""
    nr = trouvee.totaux.get(referent, 0)
    return f"{referent}, {pluriel(nr, 'NR', 'NR')}" if nr else referent

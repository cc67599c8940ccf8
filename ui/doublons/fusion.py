"""Fusionner deux dossiers : qui reste, et champ par champ ce que l'on garde, avant d'écrire."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db import horloge
from db.fusion import ACTE, Decision, fusionner
from db.fusion_apercu import Apercu, apercu_de_fusion
from relogement.textes import INSECABLE
from ui import fonts
from ui.background import Tache
from ui.composants.bande import Bande, defilante, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.dossier.mots import nom_du_menage
from ui.doublons.table_fusion import TableFusion
from ui.ouvert import ProjetOuvert
from ui.theme import px

MARGE = 20


class FenetreFusion(QDialog):
    """`accepted` quand c'est écrit ; l'écran va alors au dossier qui reste."""

    def __init__(self, ouvert: ProjetOuvert, garde: int, repris: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.ouvert, self._garde, self._repris = ouvert, garde, repris
        self.vu: Apercu | None = None
        self._recherche: Tache | None = None
        self._cases: dict[int, QCheckBox] = {}
        self.setObjectName("fenetre_fusion")
        self.setWindowTitle("Fusionner deux dossiers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(px(1040), px(760))
        self.erreur, self.alerte = BandeauErreur(nom="fusion_erreur"), BandeauErreur("ambre", nom="fusion_alerte")
        self._phrase = Texte("", lignes=True, nom="fusion_phrase")
        self.inverser = Bouton("Garder l’autre", "arrow-left-right", raccourci="Alt+G", nom="fusion_inverser",
                               aide="Garder l’autre dossier (Alt+G)")  # fmt: skip
        self.table = TableFusion()
        self._suites = QVBoxLayout()
        self.annuler = Bouton("Annuler", nom="fusion_annuler")
        self.valider = Bouton("Fusionner", genre=Genre.PRINCIPAL, nom="fusion_valider")
        self._disposer()
        self._brancher()
        self._lire()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(self._tete())
        page = QWidget()
        corps = QVBoxLayout(page)
        corps.setContentsMargins(px(MARGE), px(12), px(MARGE), px(16))
        corps.setSpacing(px(10))
        corps.addWidget(self.table)
        self._suites.setSpacing(px(4))
        corps.addLayout(self._suites)
        corps.addStretch(1)
        colonne.addWidget(defilante(page, nom="fusion_zone"), 1)
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(MARGE), px(10), px(MARGE), px(10))
        rangee.setSpacing(px(8))
        rangee.addWidget(legende("La fusion se défait depuis le dossier repris, même longtemps après."), 1)
        rangee.addWidget(self.annuler)
        rangee.addWidget(self.valider)
        colonne.addWidget(pied)
        self.annuler.setAutoDefault(False)
        self.inverser.setAutoDefault(False)
        self.valider.setDefault(True)

    def _tete(self) -> QWidget:
        tete = Bande(nom="fusion_tete")
        pile = QVBoxLayout(tete)
        pile.setContentsMargins(px(MARGE), px(14), px(MARGE), px(12))
        pile.setSpacing(px(8))
        ligne = QHBoxLayout()
        ligne.setSpacing(px(12))
        ligne.addWidget(self._phrase, 1)
        ligne.addWidget(self.inverser, 0, Qt.AlignmentFlag.AlignTop)
        pile.addLayout(ligne)
        pile.addWidget(self.erreur)
        pile.addWidget(self.alerte)
        return tete

    def _brancher(self) -> None:
        self.inverser.clicked.connect(self._inverser)
        self.annuler.clicked.connect(self.reject)
        self.valider.clicked.connect(self._valider)

    def _inverser(self) -> None:
        self._garde, self._repris = self._repris, self._garde
        self._lire()

    def _lire(self) -> None:
        self.valider.setEnabled(False)
        if self._recherche is not None:
            self._recherche.succeeded.disconnect(self._montrer)
        lire = partial(apercu_de_fusion, garde=self._garde, repris=self._repris)
        self._recherche = self.ouvert.read("Aperçu de la fusion", lire)
        self._recherche.succeeded.connect(self._montrer)
        self._recherche.failed.connect(self.erreur.dire)

    def _montrer(self, vu: Apercu) -> None:
        self.vu = vu
        garde, repris = vu.garde.menage, vu.repris.menage
        self._phrase.setText(
            f"Le dossier {garde.reference} ({nom_du_menage(garde)}) reste et reprend tout ce que le dossier "
            f"{repris.reference} ({nom_du_menage(repris)}) a de plus. {repris.reference} sort du relogement, "
            f"motif «{INSECABLE}fusion{INSECABLE}», et reste consultable sous sa référence."
        )
        self.alerte.dire(" ".join(vu.alertes))
        self.table.show_choix(vu.choix, garde.reference, repris.reference)
        self._montrer_les_suites(vu)
        self.valider.setEnabled(True)
        (self.table.premier() or self.valider).setFocus()

    def _montrer_les_suites(self, vu: Apercu) -> None:
        vider(self._suites)
        self._cases.clear()
        if vu.arrivees:
            self._suites.addWidget(Texte("Personnes qui rejoignent le ménage", graisse=fonts.GRAS))
        for arrivee in vu.arrivees:
            case = QCheckBox(f"{arrivee.nom}, {arrivee.lien.lower()}")
            case.setObjectName(f"arrivee_{arrivee.id}")
            case.setAccessibleName(f"Rejoint le ménage{INSECABLE}: {case.text()}")
            case.setChecked(True)
            self._cases[arrivee.id] = case
            self._suites.addWidget(case)
        tete = Texte("Ce qui s’unit", graisse=fonts.GRAS)
        tete.setContentsMargins(0, px(8), 0, 0)
        self._suites.addWidget(tete)
        for union in vu.unions:
            self._suites.addWidget(legende(f"• {union}.", lignes=True))

    def _valider(self) -> None:
        if self.vu is None:
            return
        garde, repris = self.vu.garde.menage, self.vu.repris.menage
        accueillies = [numero for numero, case in self._cases.items() if case.isChecked()]
        decision = Decision(
            garde.id,
            repris.id,
            self.table.cotes(),
            horloge.aujourdhui(),
            accueillies,
            (garde.version, repris.version),
        )
        self.valider.setEnabled(False)
        auteur = self.ouvert.fichier.auteur
        tache = self.ouvert.write(ACTE, lambda session: fusionner(session, decision, auteur=auteur))
        tache.failed.connect(self._echouer)
        tache.succeeded.connect(self._reussir)

    def _echouer(self, phrase: str) -> None:
        self.erreur.dire(phrase)
        self.valider.setEnabled(True)

    def _reussir(self, _: object) -> None:
        self.accept()
        self.ouvert.dossier_asked.emit(self._garde)

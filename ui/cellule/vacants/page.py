"""La page « Logements vacants » de la cellule : ce qui est libre, et pour qui de l'ordre du jour."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from db import horloge
from db.appariement import menages_adaptes
from db.dossier import lire_dossier
from db.vacances import registre
from relogement.appariement.note import Appariement
from relogement.rapprochement import sans_accents
from relogement.textes import pluriel
from relogement.vacances import Vacance
from ui.avant_envoi.disposition import rangee
from ui.cellule.page import PageCellule, garnir
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.choix import Choix
from ui.composants.erreur import BandeauErreur
from ui.composants.pages import empiler
from ui.composants.recherche import ChampRecherche
from ui.composants.segment import Segment
from ui.composants.texte import Texte, titre
from ui.composants.vide import Vide
from ui.dossier.actes.liste import ouvrir_acte
from ui.lecture import DerniereLecture
from ui.offres.colonnes import REGISTRE
from ui.offres.lignes import TableHaute
from ui.offres.volet import VoletMenages
from ui.ouvert import ProjetOuvert
from ui.theme import px

INSCRITS, TOUS = "inscrits", "tous"
SANS_LOGEMENT = "Aucun logement libre au registre : importez la liste de vacances d’un bailleur."


class PageVacants(PageCellule):
    """`proposed` : un ménage de l'ordre du jour et un logement ; la séance en fait sa décision."""

    proposed = Signal(int, object)
    aide = "21-logements-vacants.md"

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert, "page_vacants")
        self._lus: Sequence[Vacance] = ()
        self._trouves: Sequence[Appariement] = ()
        self._inscrits: frozenset[int] = frozenset()
        self._choisi: int | None = None
        self.erreur = BandeauErreur(nom="vacants_erreur")
        self._du_registre = DerniereLecture(ouvert, self.erreur.dire, self)
        self._des_menages = DerniereLecture(ouvert, self.erreur.dire, self)
        self.detail = Texte("", "texte2", nom="vacants_detail")
        self.recherche = ChampRecherche("Filtrer les logements", nom="vacants_recherche")
        self.qui = Segment([Choix(INSCRITS, "De l’ordre du jour"), Choix(TOUS, "Tous")], nom="vacants_qui")
        self.qui.set_titre("Ménages montrés")
        self.qui.hide()
        self.recherche.setMinimumWidth(px(240))
        self.table = TableHaute(REGISTRE, nom="vacants_registre", lu="Logements libres")
        self.volet = VoletMenages(ouvert)
        garnir(self.tete, titre("Logements vacants", nom="vacants_titre"), self.detail, None)
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        gauche = QVBoxLayout()
        gauche.setContentsMargins(px(14), px(10), 0, px(12))
        gauche.setSpacing(px(8))
        gauche.addLayout(rangee(self.recherche, None, self.qui))
        gauche.addWidget(self.table, 1)
        corps = QHBoxLayout()
        corps.setSpacing(px(8))
        corps.addLayout(gauche, 8)
        corps.addWidget(Separateur(vertical=True))
        corps.addWidget(self.volet, 5)
        empiler(self, self.erreur, corps).setStretch(1, 1)

    def _brancher(self) -> None:
        self.recherche.textChanged.connect(lambda _: self._montrer())
        self.qui.current_changed.connect(lambda _: self._montrer_menages())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.volet.opened.connect(self._ouvert.dossier_asked)
        self.volet.propose_asked.connect(self._proposer)

    def set_inscrits(self, menages: frozenset[int]) -> None:
        """Les ménages de l'ordre du jour que l'on regarde ; sans séance, tous se montrent."""
        if menages == self._inscrits:
            return
        self._inscrits = menages
        self.qui.setVisible(bool(menages))
        self._montrer_menages()

    @override
    def set_noms(self, noms: bool) -> None:
        super().set_noms(noms)
        self.volet.set_noms(noms)

    @override
    def refresh(self) -> None:
        self._du_registre.demander("Registre des logements", registre, self._lu)

    def _lu(self, lus: Sequence[Vacance]) -> None:
        self._lus = [v for v in lus if v.libre]
        self.erreur.dire("")
        self._montrer()

    def _montrer(self) -> None:
        """Le logement choisi le reste, s'il est encore libre."""
        mots = sans_accents(self.recherche.text()).split()
        montres = [v for v in self._lus if all(mot in _cherche(v) for mot in mots)]
        self.table.show_lignes(montres, self._vide)
        self.detail.setText(pluriel(len(montres), "logement libre", "logements libres"))
        self.table.retrouver(lambda v: v.logement.id == self._choisi)
        self._choisir()

    def _vide(self) -> Vide:
        importer = Bouton("Importer une liste", genre=Genre.PRINCIPAL, nom="vacants_importer")
        importer.clicked.connect(self.import_asked)
        return Vide("key-round", SANS_LOGEMENT, importer, nom="vacants_vide")

    def _choisir(self) -> None:
        lu: Vacance | None = self.table.current
        self._choisi, self._trouves = (lu.logement.id if lu else None), ()
        self.volet.show_vacance(lu)
        if lu is None:
            return
        lire = partial(
            menages_adaptes, logement_id=lu.logement.id, au=horloge.aujourdhui(), operation=self._ouvert.operation
        )
        self._des_menages.demander("Ménages pour ce logement", lire, self._menages_lus)

    def _menages_lus(self, trouves: Sequence[Appariement]) -> None:
        self._trouves = trouves
        self._montrer_menages()

    def _montrer_menages(self) -> None:
        lu: Vacance | None = self.table.current
        if lu is None or not self._trouves:
            return
        seuls = bool(self._inscrits) and self.qui.current == INSCRITS
        montres = [t for t in self._trouves if not seuls or t.candidat.menage.id in self._inscrits]
        self.volet.show_vacance(lu)
        self.volet.show_menages(montres)

    def _proposer(self, trouve: Appariement) -> None:
        """En séance, la décision se prépare ; hors de l'ordre du jour, c'est l'acte du dossier."""
        if trouve.candidat.menage.id in self._inscrits:
            self.proposed.emit(trouve.candidat.menage.id, trouve.logement)
            return
        lire = partial(lire_dossier, menage_id=trouve.candidat.menage.id)
        tache = self._ouvert.read("Lecture du dossier", lire)
        tache.succeeded.connect(lambda lu: ouvrir_acte("offre", self._ouvert, lu, trouve.logement, self))
        tache.failed.connect(self.erreur.dire)


def _cherche(lu: Vacance) -> str:
    logement = lu.logement
    return sans_accents(" ".join(filter(None, (logement.libelle, logement.bailleur, logement.commune))))

"""L'écran « Offres » : le registre à gauche, qui pour ce logement à droite, et proposer par l'acte du dossier."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db import horloge
from db.appariement import menages_adaptes
from db.dossier import lire_dossier
from db.vacances import registre, remettre_au_registre, rendre_le_logement, retirer_du_registre
from relogement.appariement.note import Appariement
from relogement.champs import LOGEMENT, Faits
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Occupe
from relogement.rapprochement import sans_accents
from relogement.textes import pluriel
from relogement.vacances import Vacance
from ui.avant_envoi.disposition import messages, rangee
from ui.avant_envoi.table import LignesModel, TableLignes
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte, titre
from ui.composants.vide import Vide
from ui.dossier.actes.liste import ouvrir_acte
from ui.editeurs import ChampChoix, Option, nommer
from ui.lecture import DerniereLecture
from ui.offres.colonnes import REGISTRE
from ui.offres.volet import VoletMenages
from ui.ouvert import ProjetOuvert
from ui.screen import Screen
from ui.theme import px

LIBRES, PROMIS, TOUS = "libres", "promis", "tous"
SORTES = (Option("Libres", LIBRES), Option("Promis", PROMIS), Option("Tous, loués et retirés compris", TOUS))
SANS_LOGEMENT = "Aucun logement au registre : importez la liste de vacances d’un bailleur."


class EcranOffres(Screen):
    """`import_asked` : le cadre l'écoute."""

    titre = "Offres"
    icone = "key-round"
    import_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._lus: Sequence[Vacance] = ()
        self._choisi: int | None = None
        self.erreur, self.fait = messages("offres")
        self._du_registre = DerniereLecture(ouvert, self.erreur.dire, self)
        self._des_menages = DerniereLecture(ouvert, self.erreur.dire, self)
        self.detail = Texte("", "texte2", nom="offres_detail")
        self.recherche = ChampRecherche("Filtrer les logements", nom="offres_recherche")
        self.sorte = nommer(ChampChoix(SORTES, vide=None), "offres_sorte", Faits("Logements montrés", LOGEMENT))
        self.importer = Bouton("Importer…", "file-down", nom="offres_importer")
        self.retirer = Bouton("Retirer", "circle-x", nom="offres_retirer")
        self.rendre = Bouton("Rendre", "undo-2", nom="offres_rendre")
        self.rendre.setToolTip("L’offre qui tient ce logement ne se fera pas : il se propose à un autre")
        self.table = TableLignes(
            LignesModel(REGISTRE), REGISTRE, nom="offres_registre", lu="Registre des logements"
        )
        self.volet = VoletMenages()
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        gauche = QVBoxLayout()
        gauche.setContentsMargins(px(14), px(10), 0, px(12))
        gauche.setSpacing(px(8))
        gauche.addLayout(rangee(titre("Offres", nom="offres_titre"), self.detail, None, self.importer))
        gauche.addLayout(rangee(self.recherche, self.sorte, None, self.rendre, self.retirer))
        for morceau in (self.erreur, self.fait):
            gauche.addWidget(morceau)
        gauche.addWidget(self.table, 1)
        corps = QHBoxLayout(self)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(px(8))
        corps.addLayout(gauche, 8)
        corps.addWidget(Separateur(vertical=True))
        corps.addWidget(self.volet, 5)

    def _brancher(self) -> None:
        self.recherche.textChanged.connect(lambda _: self._montrer())
        self.sorte.currentIndexChanged.connect(lambda _: self.refresh())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.importer.clicked.connect(self.import_asked)
        self.retirer.clicked.connect(self._retirer)
        self.rendre.clicked.connect(self._rendre)
        self.volet.opened.connect(self._ouvert.dossier_asked)
        self.volet.propose_asked.connect(self._proposer)
        self._ouvert.saved.connect(self._relire)
        self._ouvert.operation_changed.connect(self._relire)

    def _relire(self) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def refresh(self) -> None:
        tous = self.sorte.value() == TOUS
        self._du_registre.demander("Registre des logements", partial(registre, tous=tous), self._lu)

    def _lu(self, lus: Sequence[Vacance]) -> None:
        self._lus = lus
        self._montrer()

    @property
    def montres(self) -> list[Vacance]:
        mots = sans_accents(self.recherche.text()).split()
        sorte = self.sorte.value()
        return [v for v in self._lus if _est(v, sorte) and all(mot in _cherche(v) for mot in mots)]

    def _montrer(self) -> None:
        """Le logement choisi le reste, s'il est encore là."""
        montres = self.montres
        importer = Bouton("Importer une liste", genre=Genre.PRINCIPAL, nom="offres_vide_importer")
        importer.clicked.connect(self.import_asked)
        self.table.show_lignes(montres, lambda: Vide("key-round", SANS_LOGEMENT, importer, nom="offres_vide"))
        self.detail.setText(pluriel(len(montres), "logement"))
        rangs = [rang for rang, v in enumerate(self.table.modele.lignes) if v.logement.id == self._choisi]
        if montres:
            self.table.selectRow(rangs[0] if rangs else 0)
        self._choisir()

    def _choisir(self) -> None:
        lu: Vacance | None = self.table.current
        self._choisi = lu.logement.id if lu else None
        self.volet.show_vacance(lu)
        self.rendre.setEnabled(lu is not None and any(p.offre_id is not None for p in lu.promesses))
        self.retirer.setEnabled(lu is not None and not lu.promesses)
        self.retirer.setText("Remettre" if lu is not None and lu.etat is Occupe.RETIRE else "Retirer")
        if lu is None:
            return
        lire = partial(
            menages_adaptes, logement_id=lu.logement.id, au=horloge.aujourdhui(), operation=self._ouvert.operation
        )
        self._des_menages.demander("Ménages pour ce logement", lire, self.volet.show_menages)

    def _retirer(self) -> None:
        lu: Vacance = self.table.current
        if lu.etat is Occupe.RETIRE:
            self._ecrire("Logement remis au registre", partial(remettre_au_registre, logement_id=lu.logement.id))
            return
        geste = partial(retirer_du_registre, logement_id=lu.logement.id, le=horloge.aujourdhui())
        self._ecrire("Logement retiré du registre", geste)

    def _rendre(self) -> None:
        lu: Vacance = self.table.current
        offre = next(p.offre_id for p in lu.promesses if p.offre_id is not None)
        self._ecrire("Logement rendu", partial(rendre_le_logement, offre_id=offre, le=horloge.aujourdhui()))

    def _ecrire(self, acte: str, geste: Callable[[Session], Any]) -> None:
        self.erreur.dire("")
        tache = self._ouvert.write(acte, geste)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda _: self.fait.dire(f"{acte}. Ctrl+Z annule."))

    def _proposer(self, trouve: Appariement) -> None:
        """La fenêtre de l'acte du dossier, ce logement déjà choisi."""
        try:
            with self._ouvert.fichier.lire() as session:
                lu = lire_dossier(session, trouve.candidat.menage.id)
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        ouvrir_acte("offre", self._ouvert, lu, trouve.logement, self)


def _est(lu: Vacance, sorte: str | None) -> bool:
    return sorte == TOUS or (bool(lu.promesses) if sorte == PROMIS else lu.libre)


def _cherche(lu: Vacance) -> str:
    logement = lu.logement
    dits = (logement.libelle, logement.bailleur, logement.commune, logement.reservataire, *lu.references)
    return sans_accents(" ".join(filter(None, dits)))

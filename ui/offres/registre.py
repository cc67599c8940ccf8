"""La page « Registre » : les logements à gauche, filtrés ; qui pour celui que l'on choisit à droite."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.appariement import Vivier, vivier
from db.vacances import registre, remettre_au_registre, rendre_le_logement, retirer_du_registre
from relogement.appariement.note import Appariement
from relogement.champs import LOGEMENT, Faits
from relogement.nomenclatures import Occupe
from relogement.rapprochement import sans_accents
from relogement.registre_filtre import garde_tous
from relogement.textes import pluriel
from relogement.vacances import Vacance
from ui.avant_envoi.disposition import messages, rangee
from ui.commandes import touches
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.recherche import ChampRecherche
from ui.composants.texte import Texte
from ui.composants.vide import Vide
from ui.editeurs import ChampChoix, Option, nommer
from ui.lecture import DerniereLecture
from ui.offres.colonnes import REGISTRE
from ui.offres.fiche import RESERVATION, FicheLogement
from ui.offres.filtres import FiltresDuRegistre
from ui.offres.lignes import TableHaute
from ui.offres.proposer import ouvrir_l_offre
from ui.offres.volet import VoletMenages
from ui.ouvert import ProjetOuvert
from ui.theme import px

LE_TEMPS_DE_PASSER = 90  # en millisecondes, entre deux flèches tenues
LIBRES, PROMIS, TOUS = "libres", "promis", "tous"
SORTES = (Option("Libres", LIBRES), Option("Promis", PROMIS), Option("Tous", TOUS))
SANS_LOGEMENT = "Aucun logement au registre : ajoutez-en un, collez une liste, ou importez celle d’un bailleur."
AUCUN_NE_PASSE = "Aucun logement ne répond à ces filtres."


class PageRegistre(QWidget):
    """`import_asked` : la liste d'un bailleur est à importer."""

    import_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self._ouvert = ouvert
        self._lus: Sequence[Vacance] = ()
        self._choisi: int | None = None
        self.erreur, self.fait = messages("offres")
        self._du_registre = DerniereLecture(ouvert, self.erreur.dire, self)
        self._du_vivier = DerniereLecture(ouvert, self.erreur.dire, self)
        self._des_menages = DerniereLecture(ouvert, self.erreur.dire, self)
        self._vivier: Vivier | None = None
        self._attente = QTimer(self, singleShot=True, interval=LE_TEMPS_DE_PASSER)
        self._attente.timeout.connect(self._chercher)
        ouvert.closing.connect(self._attente.stop)
        self.detail = Texte("", "texte2", nom="offres_detail")
        self.recherche = ChampRecherche(
            "Filtrer les logements",
            touche=touches("filtrer"),
            raccourci=touches("filtrer"),
            nom="offres_recherche",
        )
        self.sorte = nommer(ChampChoix(SORTES, vide=None), "offres_sorte", Faits("Logements montrés", LOGEMENT))
        self.filtres = FiltresDuRegistre(lambda: [v for v in self._lus if _est(v, self.sorte.value())])
        self.corriger = Bouton("Corriger…", "pencil", nom="offres_corriger", aide="Corriger la fiche (F2)")
        self.reserver = Bouton("Réserver…", "bookmark", nom="offres_reserver", aide="Dire pour qui il est gardé")
        self.retirer = Bouton("Retirer", "circle-x", nom="offres_retirer", aide="Son bailleur le reprend")
        self.rendre = Bouton(
            "Rendre", "undo-2", nom="offres_rendre",
            aide="L’offre qui tient ce logement ne se fera pas : il se propose à un autre",
        )  # fmt: skip
        self.table = TableHaute(REGISTRE, nom="offres_registre", lu="Registre des logements")
        self.volet = VoletMenages(ouvert)
        self._vide = self._ecran_vide()
        self._disposer()
        self._brancher()

    def _ecran_vide(self) -> Vide:
        importer = Bouton("Importer une liste", genre=Genre.PRINCIPAL, nom="offres_vide_importer")
        importer.clicked.connect(self.import_asked)
        return Vide("key-round", SANS_LOGEMENT, importer, nom="offres_vide")

    def _disposer(self) -> None:
        self.recherche.setMinimumWidth(px(220))
        gauche = QVBoxLayout()
        gauche.setContentsMargins(px(16), px(10), 0, px(12))
        gauche.setSpacing(px(8))
        gauche.addLayout(rangee(self.recherche, self.sorte, self.detail, None))
        gauche.addWidget(self.filtres)
        for morceau in (self.erreur, self.fait):
            gauche.addWidget(morceau)
        gauche.addWidget(self.table, 1)
        gauche.addLayout(rangee(self.corriger, self.reserver, None, self.rendre, self.retirer))
        corps = QHBoxLayout(self)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(px(8))
        corps.addLayout(gauche, 7)
        corps.addWidget(Separateur(vertical=True))
        corps.addWidget(self.volet, 5)

    def _brancher(self) -> None:
        self.recherche.textChanged.connect(lambda _: self._montrer())
        self.filtres.changed.connect(self._montrer)
        self.sorte.currentIndexChanged.connect(lambda _: self.refresh())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.corriger.clicked.connect(lambda: self._ouvrir_la_fiche())
        self.reserver.clicked.connect(lambda: self._ouvrir_la_fiche(RESERVATION))
        self.retirer.clicked.connect(self._retirer)
        self.rendre.clicked.connect(self._rendre)
        self.volet.opened.connect(self._ouvert.dossier_asked)
        self.volet.propose_asked.connect(lambda a: ouvrir_l_offre(self._ouvert, a, self, self.erreur.dire))
        ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(touches("corriger_logement")), self, self._corriger_au_clavier, context=ici)

    def refresh(self) -> None:
        tous = self.sorte.value() == TOUS
        self._du_registre.demander("Registre des logements", partial(registre, tous=tous), self._lu)
        lire = partial(vivier, au=horloge.aujourdhui(), operation=self._ouvert.operation)
        self._du_vivier.demander("Ménages à loger", lire, self._vivier_lu)

    def ajouter(self) -> None:
        """Une fiche vide ; le logement ajouté se montre ensuite."""
        fiche = FicheLogement(self._ouvert, None, self)
        fiche.written.connect(self._ajoute)
        fiche.open()

    def _ajoute(self, numero: int) -> None:
        self._choisi = numero
        self.recherche.clear()
        self.fait.dire("Logement ajouté au registre. Ctrl+Z annule.")

    def _ouvrir_la_fiche(self, noms: tuple[str, ...] | None = None) -> None:
        lu: Vacance = self.table.current
        fiche = FicheLogement(self._ouvert, lu.logement, self, **({"noms": noms} if noms else {}))
        fiche.written.connect(lambda _: self.fait.dire("Fiche enregistrée. Ctrl+Z annule."))
        fiche.open()

    def _corriger_au_clavier(self) -> None:
        if self.corriger.isEnabled():
            self._ouvrir_la_fiche()

    def _lu(self, lus: Sequence[Vacance]) -> None:
        self._lus = lus
        self._montrer()

    @property
    def montres(self) -> list[Vacance]:
        mots = sans_accents(self.recherche.text()).split()
        sorte, poses = self.sorte.value(), self.filtres.poses
        return [
            v for v in self._lus
            if _est(v, sorte) and all(mot in _cherche(v) for mot in mots) and garde_tous(poses, v)
        ]  # fmt: skip

    def _montrer(self) -> None:
        """Le logement choisi le reste, s'il est encore là."""
        montres = self.montres
        self._vide.phrase.setText(AUCUN_NE_PASSE if self._lus else SANS_LOGEMENT)
        self.table.show_lignes(montres, lambda: self._vide)
        libres = sum(v.libre for v in montres)
        self.detail.setText(f"{pluriel(len(montres), 'logement')}, {pluriel(libres, 'libre')}")
        self.table.retrouver(lambda v: v.logement.id == self._choisi)
        self._choisir()

    def _choisir(self) -> None:
        lu: Vacance | None = self.table.current
        self._choisi = lu.logement.id if lu else None
        self.volet.show_vacance(lu)
        for bouton in (self.corriger, self.reserver):
            bouton.setEnabled(lu is not None)
        self.rendre.setEnabled(lu is not None and any(p.offre_id is not None for p in lu.promesses))
        self.retirer.setEnabled(lu is not None and not lu.promesses)
        self.retirer.set_texte("Remettre" if lu is not None and lu.etat is Occupe.RETIRE else "Retirer")
        self._attente.start()

    def _vivier_lu(self, lu: Vivier) -> None:
        self._vivier = lu
        self._attente.start()

    def _chercher(self) -> None:
        """Une fois arrêté sur un logement : descendre la liste ne compare pas chacun de ceux que l'on passe."""
        lu: Vacance | None = self.table.current
        trouves = self._vivier
        if lu is not None and trouves is not None:
            pour = lu.logement
            montrer = partial(self._montrer_menages, pour.id)
            self._des_menages.demander("Ménages pour ce logement", lambda _: trouves.pour(pour), montrer)

    def _montrer_menages(self, logement: int, trouves: Sequence[Appariement]) -> None:
        """Ceux d'un logement que l'on ne regarde plus ne se montrent pas sous le titre d'un autre."""
        if logement == self._choisi:
            self.volet.show_menages(trouves)

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


def _est(lu: Vacance, sorte: str | None) -> bool:
    return sorte == TOUS or (bool(lu.promesses) if sorte == PROMIS else lu.libre)


def _cherche(lu: Vacance) -> str:
    logement = lu.logement
    dits = (logement.libelle, logement.bailleur, logement.commune, logement.reservataire, *lu.references)
    return sans_accents(" ".join(filter(None, dits)))

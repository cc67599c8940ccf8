"""La page « Répartir » : une proposition pour tout le vivier, que l'on garde, refuse et recalcule autour."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import horloge
from db.appariement import Affectation, Demande, affecter
from relogement.appariement.note import Appariement
from relogement.appariement.poids import Part
from relogement.textes import pluriel
from relogement.travail import Avancement
from ui.avant_envoi.disposition import messages, rangee
from ui.avant_envoi.table import Colonne
from ui.background import Tache
from ui.composants.bande import Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.chip import Chip
from ui.composants.ligne import Ligne
from ui.composants.texte import Texte, section
from ui.composants.vide import Vide
from ui.composants.vue import Vue
from ui.echanges.progression import Progression
from ui.offres.lignes import TableHaute, colonnes, logement_dit, nom_du_menage, vue_de_la_paire
from ui.offres.minima import VoletMinima, minima_dits
from ui.offres.parts import PartsDeLaNote
from ui.offres.proposer import ouvrir_l_offre
from ui.ouvert import ProjetOuvert
from ui.theme import px

Paire = tuple[str, int]
PROPOSER = "Proposer une affectation"
AUCUNE = "Aucune paire possible : pas de logement libre, ou aucun qui convienne à quelqu’un."
EXPLIQUE = (
    "Tous les logements libres entre tous les ménages à loger, au mieux pour l’ensemble. Une base de discussion : "
    "gardez une paire, refusez-en une, le reste se recalcule autour. Rien n’est enregistré."
)


class PageAffectation(QWidget):
    """`opened` porte le dossier à ouvrir."""

    opened = Signal(int)

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("offres_affectation")
        self._ouvert = ouvert
        self._tache: Tache | None = None
        self.gardees, self.refusees = set[Paire](), set[Paire]()
        self.minima: dict[Part, Decimal] = {}
        self.erreur, self.fait = messages("affectation")
        self.lancer = Bouton(PROPOSER, "sparkles", genre=Genre.PRINCIPAL, nom="affectation_lancer")
        self.exiger = Bouton("Parts minimales…", "percent", nom="affectation_minima")
        self.liberer = Bouton("Tout libérer", "undo-2", nom="affectation_liberer")
        self.progression = Progression("affectation_progression")
        self.phrase = Texte(EXPLIQUE, "texte2", lignes=True, nom="affectation_phrase")
        self.choix = Texte("", "texte2", nom="affectation_choix")
        self._colonnes = (
            Colonne(
                "Choix", lambda a: "gardée" if paire(a) in self.gardees else "", vue=self._garde_vue, largeur=96
            ),
            *colonnes("Ménage et logement", vue_de_la_paire),
        )
        self.table = TableHaute(self._colonnes, nom="affectation_paires", lu="Paires proposées")
        self.note = PartsDeLaNote(ouvert, "affectation")
        self._titre = section("", nom="affectation_titre")
        self.garder = Bouton("Garder", "lock", touche="G", nom="affectation_garder")
        self.refuser = Bouton("Refuser", "ban", touche="R", nom="affectation_refuser")
        self.ouvrir = Bouton("Ouvrir le dossier", "arrow-right", nom="affectation_ouvrir")
        self.proposer = Bouton("Proposer…", "key-round", genre=Genre.PRINCIPAL, nom="affectation_proposer")
        self._disposer()
        self._brancher()
        self._montrer_les_choix()

    def _garde_dite(self, trouve: Appariement) -> str:
        return "gardée" if paire(trouve) in self.gardees else ""

    def _garde_vue(self, trouve: Appariement) -> Vue:
        dite = self._garde_dite(trouve)
        return Chip(dite, "lock", "accent") if dite else Ligne(())

    def _disposer(self) -> None:
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        gauche.setContentsMargins(px(16), px(10), 0, px(12))
        gauche.addLayout(rangee(self.lancer, self.exiger, self.liberer, self.choix, None))
        for morceau in (self.progression, self.phrase, self.erreur, self.fait):
            gauche.addWidget(morceau)
        gauche.addWidget(self.table, 1)
        gauche.addLayout(rangee(self.garder, self.refuser, None, self.ouvrir, self.proposer))
        droite.setContentsMargins(px(12), px(10), px(14), px(12))
        droite.addWidget(self._titre)
        droite.addWidget(self.note, 1)
        corps = QHBoxLayout(self)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(px(8))
        for cote in (gauche, droite):
            cote.setSpacing(px(8))
        corps.addLayout(gauche, 7)
        corps.addWidget(Separateur(vertical=True))
        corps.addLayout(droite, 5)

    def _brancher(self) -> None:
        self.lancer.clicked.connect(self.calculer)
        self.exiger.clicked.connect(self._ouvrir_les_minima)
        self.liberer.clicked.connect(self._liberer)
        self.garder.clicked.connect(self._garder)
        self.refuser.clicked.connect(self._refuser)
        self.proposer.clicked.connect(
            lambda: ouvrir_l_offre(self._ouvert, self.table.current, self, self.erreur.dire)
        )
        self.ouvrir.clicked.connect(lambda: self.opened.emit(self.table.current.candidat.menage.id))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        for touche, bouton in (("G", self.garder), ("R", self.refuser)):
            ici = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(touche), self.table, bouton.click, context=ici)

    @property
    def en_cours(self) -> bool:
        """Une répartition se calcule."""
        return self._tache is not None

    def calculer(self) -> None:
        """Hors de l'écran ; une demande neuve arrête celle qui courait."""
        if self._tache is not None:
            self._tache.cancel()
        self.erreur.dire("")
        gardees, refusees = frozenset(self.gardees), frozenset(self.refusees)
        demande = Demande(gardees, refusees, dict(self.minima), souple=True)
        au, operation = horloge.aujourdhui(), self._ouvert.operation

        def chercher(session: Session, avancement: Avancement) -> Affectation:
            return affecter(session, au, operation, demande, avancement)

        self._tache = tache = self._ouvert.search("Répartition des logements", chercher)
        self.progression.follow(tache, "Répartition")
        tache.succeeded.connect(partial(self._si_la_derniere, tache, self._montrer))
        tache.failed.connect(partial(self._si_la_derniere, tache, self.erreur.dire))
        tache.cancelled.connect(partial(self._si_la_derniere, tache, self._arretee, None))

    def _si_la_derniere(self, tache: Tache, montrer: object, dit: object) -> None:
        assert callable(montrer)
        if tache is self._tache:
            self._tache = None
            montrer(dit)

    def _arretee(self, _: object) -> None:
        self.phrase.setText("Répartition arrêtée : rien n’a changé.")

    def _montrer(self, trouvee: Affectation) -> None:
        choisie = self.table.current
        self.gardees &= {paire(a) for a in trouvee.paires}  # une paire déjà proposée n'est plus à garder
        self.fait.dire("")
        self.table.show_lignes(trouvee.paires, lambda: Vide("shuffle", AUCUNE, nom="affectation_vide"))
        self.phrase.setText(trouvee.phrase)
        self.phrase.set_token("texte")
        self.lancer.set_texte("Recalculer")
        self.table.retrouver(lambda a: choisie is not None and paire(a) == paire(choisie))
        self._montrer_les_choix()

    def _montrer_les_choix(self) -> None:
        dits = (
            pluriel(len(self.gardees), "paire gardée", "paires gardées") if self.gardees else "",
            pluriel(len(self.refusees), "paire refusée", "paires refusées") if self.refusees else "",
            minima_dits(self.minima),
        )
        self.choix.setText(", ".join(filter(None, dits)))
        self.liberer.setVisible(bool(self.gardees or self.refusees or self.minima))
        self.table.viewport().update()
        self._choisir()

    def _choisir(self) -> None:
        trouve: Appariement | None = self.table.current
        self.note.show_note(trouve)
        self._titre.setText(f"{nom_du_menage(trouve)} → {logement_dit(trouve)}" if trouve else "")
        for bouton in (self.garder, self.refuser, self.ouvrir, self.proposer):
            bouton.setEnabled(trouve is not None)
        self.garder.set_texte("Ne plus garder" if trouve and paire(trouve) in self.gardees else "Garder")

    def _garder(self) -> None:
        """Gardée, elle y reste quoi qu'il arrive ; la libérer laisse le calcul en disposer."""
        self.gardees ^= {paire(self.table.current)}
        self._montrer_les_choix()
        self.calculer()

    def _refuser(self) -> None:
        refusee = paire(self.table.current)
        self.refusees.add(refusee)
        self.gardees.discard(refusee)
        self._montrer_les_choix()
        self.calculer()

    def _ouvrir_les_minima(self) -> None:
        volet = VoletMinima(self, self.minima)
        volet.posed.connect(self._exiger)
        volet.show_under(self.exiger)

    def _exiger(self, minima: dict[Part, Decimal]) -> None:
        self.minima = minima
        self._montrer_les_choix()
        self.calculer()

    def _oublier_les_choix(self) -> None:
        self.gardees.clear()
        self.refusees.clear()
        self.minima = {}

    def _liberer(self) -> None:
        self._oublier_les_choix()
        self._montrer_les_choix()
        self.calculer()

    def perimer(self) -> None:
        """Le vivier a changé : ce qui est montré le dit, et une paire qui n'existe plus ne se garde pas."""
        if self.table.modele.lignes:
            self.fait.dire("Le registre ou un dossier a changé : recalculez pour en tenir compte.")

    def oublier(self) -> None:
        """L'opération regardée a changé : rien de ce qui était choisi ne vaut plus."""
        if self._tache is not None:
            self._tache.cancel()
            self._tache = None
        self._oublier_les_choix()
        self.table.modele.show_lignes([])
        self.phrase.setText(EXPLIQUE)
        self.lancer.set_texte(PROPOSER)
        self._montrer_les_choix()


def paire(trouve: Appariement) -> Paire:
    return trouve.candidat.reference, trouve.logement.id

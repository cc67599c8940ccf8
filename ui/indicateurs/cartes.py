"""Les trois graphiques : l'avancement, le reste à charge, les refus par motif."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from db.tableaux import Releve
from relogement.indicateurs.indicateur import Mesure
from relogement.nomenclatures import Recevable
from relogement.textes import euros, nombre, pluriel, pourcent
from ui import fonts
from ui.composants.barres import Barre, Barres, Remplissage
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.histogramme import Classe
from ui.composants.texte import Texte, legende
from ui.indicateurs.histogramme import HistogrammeOuvrable
from ui.indicateurs.legende import Cle, Cles
from ui.indicateurs.phrases import fraction, part
from ui.theme import px

BARRES_MAX = 8
_FACONS = {
    Recevable.NON: Remplissage.PLEIN,
    Recevable.OUI: Remplissage.CONTOUR,
    Recevable.A_EXAMINER: Remplissage.HACHURE,
}


def lien(nom: str) -> Bouton:
    return Bouton("", genre=Genre.LIEN, petit=True, nom=nom)


def ecrire_lien(bouton: Bouton, texte: str, lu: str) -> None:
    bouton.setText(texte)
    bouton.setAccessibleName(lu)
    bouton.updateGeometry()


def pied(*morceaux: QWidget) -> QHBoxLayout:
    rangee = QHBoxLayout()
    rangee.setSpacing(px(5))
    for morceau in morceaux:
        rangee.addWidget(morceau, 0, Qt.AlignmentFlag.AlignVCenter)
    rangee.addStretch(1)
    return rangee


class _CarteAvecLien(Carte):
    """Une carte dont l'en-tête porte un chiffre à ouvrir."""

    def __init__(self, titre: str, nom: str) -> None:
        super().__init__(titre, nom=nom)
        self.lien = lien(f"lien_{nom}")
        self.valeur = Texte("", taille=fonts.LEGENDE, graisse=fonts.GRAS)
        self.tete.addWidget(self.lien)
        self.tete.addWidget(self.valeur)
        self.contenu.setContentsMargins(px(12), px(8), px(12), px(9))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


class CarteAvancement(_CarteAvecLien):
    """L'entonnoir des titulaires ; dessous, ceux qui sont partis et ceux qui sont logés en attendant."""

    indicator_asked = Signal(str)
    step_asked = Signal(str)
    provisional_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Avancement", "carte_avancement")
        self.barres = Barres(nom="barres_avancement")
        self._sortis, self._provisoires = lien("lien_evaporation"), lien("lien_provisoires")
        self._taux = legende("")
        self.contenu.addWidget(self.barres)
        self.contenu.addStretch(1)
        self.contenu.addLayout(
            pied(legende("Évaporation"), self._sortis, self._taux, legende("· provisoires"), self._provisoires)
        )
        self.lien.clicked.connect(lambda: self.indicator_asked.emit("AVANCEMENT"))
        self._sortis.clicked.connect(lambda: self.indicator_asked.emit("EVAPORATION"))
        self._provisoires.clicked.connect(self.provisional_asked)
        self.barres.bar_clicked.connect(self.step_asked)

    def show_releve(self, releve: Releve) -> None:
        avancement, sortis = releve.mesures.tous["AVANCEMENT"], releve.mesures.tous["EVAPORATION"]
        dernier = len(releve.marches) - 1
        self.barres.set_barres(
            [
                Barre(m.libelle, m.effectif, "accent" if rang == dernier else "accent_bord", cle=m.cle)
                for rang, m in enumerate(releve.marches)
            ]
        )
        self.note.setText("titulaires")
        _ecrire_mesure(self.lien, self.valeur, avancement, "Avancement")
        _ecrire_mesure(self._sortis, self._taux, sortis, "Évaporation")
        n = releve.provisoires.groupes[0].effectif
        ecrire_lien(self._provisoires, nombre(n, 0), f"{n} relogements provisoires")


def _ecrire_mesure(bouton: Bouton, taux: Texte, mesure: Mesure, titre: str) -> None:
    ecrire_lien(bouton, fraction(mesure), f"{titre}, {fraction(mesure)} : les ménages")
    taux.setText(part(mesure))


class CarteRac(_CarteAvecLien):
    """La répartition du reste à charge, avant et après."""

    class_asked = Signal(object)  # le rang d'une classe, ou rien pour toutes

    def __init__(self) -> None:
        super().__init__("Reste à charge", "carte_rac")
        self.valeur.hide()
        self.histogramme = HistogrammeOuvrable(nom="histogramme_rac")
        self._cles = Cles(nom="cles_rac")
        self.contenu.addWidget(self.histogramme, 1)
        self.contenu.addWidget(self._cles)
        self.lien.clicked.connect(lambda: self.class_asked.emit(None))
        self.histogramme.class_clicked.connect(lambda rang: self.class_asked.emit(rang))

    def show_releve(self, releve: Releve) -> None:
        rac = releve.rac
        self.histogramme.set_classes([Classe(c.libelle, c.avant, c.apres) for c in rac.classes])
        compte = pluriel(rac.comparables, "ménage comparable", "ménages comparables")
        ecrire_lien(self.lien, compte, compte)
        connues = rac.mediane_avant is not None
        self._cles.set_cles(
            [
                Cle(f"avant, médiane {euros(rac.mediane_avant)}" if connues else "avant", "avant"),
                Cle(f"après, {euros(rac.mediane_apres)}" if connues else "après", "accent"),
            ]
        )


class CarteRefus(_CarteAvecLien):
    """Les refus par motif ; le dessin de la barre dit ce que la charte pense du motif."""

    motives_asked = Signal(object)  # les codes des motifs d'une barre, ou rien pour tous

    def __init__(self) -> None:
        super().__init__("Refus par motif", "carte_refus")
        self.barres = Barres(nom="barres_refus")
        self._motifs: list[tuple[str, ...]] = []
        self._aucun = legende("Aucune offre refusée à cette date.", "texte3")
        self.contenu.addWidget(self.barres)
        self.contenu.addWidget(self._aucun)
        self.contenu.addStretch(1)
        self.contenu.addWidget(
            Cles(
                [
                    Cle("compte", "avant"),
                    Cle("recevable", "avant", Remplissage.CONTOUR),
                    Cle("à examiner", "avant", Remplissage.HACHURE),
                ],
                nom="cles_refus",
            )
        )
        self.lien.clicked.connect(lambda: self.motives_asked.emit(None))
        self.barres.bar_clicked.connect(lambda rang: self.motives_asked.emit(self._motifs[int(rang)]))

    def show_releve(self, releve: Releve) -> None:
        refus, motifs = releve.refus, releve.regles.motifs
        compte = f"{nombre(refus.refusees, 0)}/{nombre(refus.offres, 0)}"
        self.valeur.setText("" if refus.taux is None else pourcent(refus.taux))
        self.valeur.setVisible(refus.taux is not None)
        ecrire_lien(self.lien, compte, f"Refus, {compte} : les ménages")
        vus, caches = _partages(refus.par_motif)
        self._motifs = [(code,) for code, _ in vus] + ([tuple(c for c, _ in caches)] if caches else [])
        barres = [_barre(code, n, motifs, str(rang)) for rang, (code, n) in enumerate(vus)]
        if caches:
            autres = sum(n for _, n in caches)
            barres.append(
                Barre(f"{len(caches)} autres motifs", autres, "avant", Remplissage.HACHURE, str(len(vus)))
            )
        self.barres.set_barres(barres)
        self.barres.setVisible(bool(refus.par_motif))
        self._aucun.setVisible(not refus.par_motif)


Comptes = Sequence[tuple[str, int]]


def _partages(par_motif: Comptes) -> tuple[Comptes, Comptes]:
    """Les motifs qui ont leur barre, et ceux que la dernière rassemble."""
    vus = len(par_motif) if len(par_motif) <= BARRES_MAX else BARRES_MAX - 1
    return par_motif[:vus], par_motif[vus:]


def _barre(code: str, n: int, motifs: Mapping[str, Mapping[str, Any]], cle: str) -> Barre:
    recevable = Recevable(motifs[code]["recevable"]) if code in motifs else Recevable.A_EXAMINER
    return Barre(_court(libelle_du_motif(code, motifs)), n, "avant", _FACONS[recevable], cle)


def libelle_du_motif(code: str, motifs: Mapping[str, Mapping[str, Any]]) -> str:
    """Le mot de la charte ; à défaut, ce qui a été saisi."""
    if not code:
        return "Motif non renseigné"
    return str(motifs[code]["libelle"]) if code in motifs else code


def _court(libelle: str, signes: int = 22) -> str:
    return libelle if len(libelle) <= signes else f"{libelle[: signes - 1].rstrip()}…"

"""Sceller une période : laquelle, pour quelle portée, ce qu'elle contient, ce qu'il vaut mieux savoir avant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.horloge import aujourdhui
from db.mises_en_page import Presentation, mises_en_page, utilisable
from db.operations import operations
from db.scelles.apercu import ApercuScelle, apercu
from db.scelles.demande import Demande
from db.scelles.sceller import Prete, acte, enregistrer, preparer
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.criteres import QUATRE_CRITERES
from relogement.scelles.periode import Periode, annee_de, dernier_trimestre_fini, trimestre_de
from relogement.textes import INSECABLE, nombre, pluriel, pourcent
from ui import fonts
from ui.background import Tache
from ui.composants.bande import Bande, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.echanges.progression import Progression
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.ouvert import ProjetOuvert
from ui.theme import px

TRIMESTRES = 5
AUTRES = "autres"
DIT = {
    "NEUF": "Neuf ou conventionné < 5 ans",
    "HORS_QPV": "Hors QPV",
    "HORS_SITE": "Hors site",
    "RAC_MAITRISE": "Maîtrise du RAC",
}


@dataclass(frozen=True)
class _Choix:
    """Ce que le projet offre au choix."""

    operations: tuple[tuple[str, str], ...]
    pages: tuple[Presentation, ...]


def _choix(session: Session) -> _Choix:
    codes = tuple((o.code, o.libelle) for o in operations(session))
    return _Choix(codes, tuple(p for p in mises_en_page(session) if p.controle.est_entiere))


def periodes_proposees(au: date) -> list[Periode]:
    """Les derniers trimestres finis, puis la dernière année finie."""
    trimestres = [dernier_trimestre_fini(au)]
    while len(trimestres) < TRIMESTRES:
        trimestres.append(trimestre_de(trimestres[-1].debut - timedelta(days=1)))
    return [*trimestres, annee_de(date(au.year - 1, 1, 1))]


class DialogueSceller(QDialog):
    """Tout se relit à chaque choix ; `sealed` porte le numéro de la période scellée."""

    sealed = Signal(int)

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert = ouvert
        self._demandee = 0
        self._preparation: Tache | None = None
        self._pages: tuple[Presentation, ...] = ()
        self.setObjectName("dialogue_sceller")
        self.setWindowTitle("Sceller la période")
        self.setAccessibleName("Sceller la période")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(620))
        proposees = [Option(_dite(p), p) for p in periodes_proposees(aujourdhui())]
        self.periode = _liste("sceller_periode", "Période", [*proposees, Option("Autres dates…", AUTRES)])
        self.portee = _liste("sceller_portee", "Portée", [Option("Tout le projet", None)])
        self.page = _liste("sceller_mise_en_page", "Mise en page", [])
        self.debut, self.fin = _date("sceller_debut", "Du"), _date("sceller_fin", "Au")
        self.erreur = BandeauErreur(nom="sceller_erreur", fermable=False)
        self.comptes = Texte("", lignes=True, nom="sceller_comptes")
        self.valider = Bouton("Sceller", "lock", genre=Genre.PRINCIPAL, nom="sceller_valider")
        self.renoncer = Bouton("Annuler", nom="sceller_renoncer")
        self.progression = Progression("sceller_progression")
        self._avis = QVBoxLayout()
        self._chiffres = QGridLayout()
        self._disposer()
        self._brancher()
        self.valider.setEnabled(False)
        ouvert.read("Portées", _choix).succeeded.connect(self._offrir)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        corps = Bande(None)
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(12))
        pile.addWidget(Texte("Sceller la période", taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(
            legende(
                "Les lignes et les chiffres de la période sont gardés tels quels, sous une empreinte. Les "
                "corrections faites ensuite se disent à part ; les fichiers se rendent toujours à l’identique.",
                lignes=True,
            )
        )
        pile.addLayout(self._champs())
        pile.addWidget(self.erreur)
        pile.addWidget(self.comptes)
        pile.addLayout(self._chiffres)
        zone = QWidget()
        zone.setLayout(self._avis)
        self._avis.setContentsMargins(0, 0, px(8), 0)
        self._avis.setSpacing(px(6))
        self._zone = defilante(zone, nom="sceller_avis")
        self._zone.setMinimumHeight(px(110))
        pile.addWidget(self._zone, 1)
        pile.addWidget(self.progression)
        colonne.addWidget(corps, 1)
        colonne.addWidget(self._pied())

    def _champs(self) -> QGridLayout:
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(8))
        for rang, (mot, champ) in enumerate(
            (("Période", self.periode), ("Portée", self.portee), ("Mise en page", self.page))
        ):
            etiquette = Texte(mot, "texte2")
            etiquette.setBuddy(champ)
            grille.addWidget(etiquette, rang, 0)
            grille.addWidget(champ, rang, 1)
        self._dates = QWidget()
        rangee = QHBoxLayout(self._dates)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(8))
        for mot, jour in (("du", self.debut), ("au", self.fin)):
            etiquette = Texte(mot, "texte2")
            etiquette.setBuddy(jour)
            rangee.addWidget(etiquette)
            rangee.addWidget(jour)
        grille.addWidget(self._dates, 0, 2)
        grille.setColumnStretch(1, 1)
        self._dates.hide()
        return grille

    def _pied(self) -> QWidget:
        pied = Bande(Qt.Edge.TopEdge, fond="creux")
        rangee = QHBoxLayout(pied)
        rangee.setContentsMargins(px(20), px(10), px(20), px(10))
        rangee.setSpacing(px(8))
        rangee.addStretch(1)
        rangee.addWidget(self.renoncer)
        rangee.addWidget(self.valider)
        self.renoncer.setAutoDefault(False)
        return pied

    def _brancher(self) -> None:
        self.periode.edited().connect(self._periode_changee)
        for champ in (self.portee, self.page):
            champ.edited().connect(lambda *_: self.refresh())
        for date_ in (self.debut, self.fin):
            date_.editingFinished.connect(self.refresh)
        self.renoncer.clicked.connect(self.reject)
        self.valider.clicked.connect(self._sceller)

    def _offrir(self, choix: _Choix) -> None:
        self._pages = choix.pages
        for champ in (self.portee, self.page):
            champ.blockSignals(True)
        siennes = [Option(f"{code}, {libelle}", code) for code, libelle in choix.operations]
        self.portee.set_options([Option("Tout le projet", None), *siennes], vide=None)
        self.portee.set_value(self._ouvert.operation)
        self.page.set_options([Option(p.nom, p) for p in choix.pages], vide=None)
        self.page.setCurrentIndex(0)
        for champ in (self.portee, self.page):
            champ.blockSignals(False)
        self.refresh()

    def _periode_changee(self, *_: Any) -> None:
        autres = self.periode.value() == AUTRES
        if autres and not self.debut.text():
            proposee = periodes_proposees(aujourdhui())[0]
            self.debut.set_value(proposee.debut)
            self.fin.set_value(proposee.fin)
        self._dates.setVisible(autres)
        self.refresh()

    def demande(self) -> Demande:
        """Ce que les champs demandent ; lève ``ErreurMetier`` si une date est illisible."""
        page: Presentation | None = self.page.value()
        return Demande(
            self._periode(), self.portee.value(), utilisable(page) if page else None,
            page.nom if page else self._pages[0].nom,
        )  # fmt: skip

    def _periode(self) -> Periode:
        choisie: Periode | str = self.periode.value()
        if isinstance(choisie, Periode):
            return choisie
        debut, fin = self.debut.value(), self.fin.value()
        if debut is None or fin is None:
            raise ErreurMetier("Donnez le premier et le dernier jour de la période.")
        if fin < debut:
            raise ErreurMetier("La période finit avant de commencer. Échangez les deux dates.")
        return Periode(debut, fin)

    def refresh(self) -> None:
        """Relit hors de l'écran ce que la période contiendrait."""
        self.valider.setEnabled(False)
        if not self._pages:
            return
        try:
            demande = self.demande()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self._demandee += 1
        lire = partial(_apercu_numerote, demande=demande, numero=self._demandee)
        tache = self._ouvert.read("Aperçu de la période", lire)
        tache.succeeded.connect(self._montrer)
        tache.failed.connect(self.erreur.dire)

    def _montrer(self, lu: tuple[int, ApercuScelle]) -> None:
        """Une méthode, et non une fonction sans nom : Qt l'oublie si la fenêtre s'est fermée entre-temps."""
        numero, vu = lu
        if numero != self._demandee:
            return  # un autre choix a été fait
        self.erreur.dire(vu.refus)
        self.comptes.setText(
            f"{pluriel(vu.dossiers, 'dossier')}, dont {pluriel(vu.reloges, 'relogé')} définitivement "
            f"à la fin de la période ({nombre(vu.reloges_de_la_periode, 0)} pendant)."
        )
        self._montrer_les_chiffres(vu)
        self._montrer_les_avis(vu.avis)
        self.valider.setEnabled(not vu.refus)
        self.valider.setDefault(not vu.refus)

    def _montrer_les_chiffres(self, vu: ApercuScelle) -> None:
        _vider(self._chiffres)
        self._chiffres.setHorizontalSpacing(px(16))
        for rang, code in enumerate(QUATRE_CRITERES):
            mesure = vu.mesures.tous[code]
            self._chiffres.addWidget(legende(DIT[code]), 0, rang)
            part = pourcent(mesure.pct) if mesure.pct is not None else "—"
            self._chiffres.addWidget(Texte(f"{part}  ({mesure.oui}/{mesure.base})", graisse=fonts.MOYEN), 1, rang)
            nr = legende(f"NR{INSECABLE}: {nombre(mesure.nr, 0)}", "ambre" if mesure.nr else "texte3")
            self._chiffres.addWidget(nr, 2, rang)

    def _montrer_les_avis(self, avis: Sequence[str]) -> None:
        _vider(self._avis)
        for phrase in avis:
            rangee = QHBoxLayout()
            rangee.setSpacing(px(8))
            rangee.addWidget(Icone("info", "texte2", 14), 0, Qt.AlignmentFlag.AlignTop)
            rangee.addWidget(Texte(phrase, "texte2", lignes=True), 1)
            self._avis.addLayout(rangee)
        self._avis.addStretch(1)
        self._zone.setVisible(bool(avis))

    def _sceller(self) -> None:
        """Prépare sans gêner personne, puis enregistre ; fermer la fenêtre arrête la préparation."""
        demande = self.demande()
        self._occuper(occupe=True)
        lire = partial(preparer, demande=demande, auteur=self._ouvert.fichier.auteur)
        tache = self._preparation = self._ouvert.search(demande.libelle, lire)
        self.progression.follow(tache, "Lignes et fichiers à garder")
        tache.succeeded.connect(self._enregistrer)
        tache.failed.connect(self._refuser)
        tache.cancelled.connect(self._refuser)

    def _enregistrer(self, prete: Prete) -> None:
        if self._preparation is None:
            return
        tache = self._ouvert.write(acte(prete.demande), partial(_ecrire, prete=prete))
        tache.failed.connect(self._refuser)
        tache.succeeded.connect(self._fini)

    def _refuser(self, phrase: str = "") -> None:
        self.erreur.dire(phrase)
        self._occuper(occupe=False)

    def _occuper(self, *, occupe: bool) -> None:
        """Pendant ce temps, rien ne se choisit : on attend, on arrête, ou l'on ferme."""
        for champ in (self.periode, self.portee, self.page, self.debut, self.fin, self.valider):
            champ.setEnabled(not occupe)

    @override
    def done(self, resultat: int) -> None:
        if self._preparation is not None:
            self._preparation.cancel()
            self._preparation = None  # finie à l'instant, elle ne s'enregistrera pas
        super().done(resultat)

    def _fini(self, numero: int) -> None:
        self.sealed.emit(numero)
        self.accept()


def _apercu_numerote(session: Session, *, demande: Demande, numero: int) -> tuple[int, ApercuScelle]:
    return numero, apercu(session, demande)


def _ecrire(session: Session, *, prete: Prete) -> int:
    return enregistrer(session, prete).id


def _dite(periode: Periode) -> str:
    return periode.libelle


def _liste(nom: str, lu: str, options: Sequence[Option]) -> ChampChoix:
    champ = ChampChoix(options, vide=None)
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    return champ


def _date(nom: str, lu: str) -> ChampTexte:
    champ = ChampTexte(ECRITURES[date])
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    champ.setFixedWidth(px(108))
    return champ


def _vider(disposition: QVBoxLayout | QGridLayout) -> None:
    while (morceau := disposition.takeAt(0)) is not None:
        if (widget := morceau.widget()) is not None:
            widget.deleteLater()
        elif (dedans := morceau.layout()) is not None:
            _vider(dedans)  # type: ignore[arg-type]  # une rangée d'avis
            dedans.deleteLater()

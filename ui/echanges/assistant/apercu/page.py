"""Étape 3 : l'import vu avant d'être fait, ligne à ligne ; tout s'y corrige sans revenir au fichier."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.imports.apercu import CleCellule, CleLigne, Comptes, Remarque, Sort, Tranche
from relogement.imports.choix import Choix
from relogement.imports.recherche import trouvees
from relogement.textes import INSECABLE, pluriel
from ui.composants.avis import Avis
from ui.composants.recherche import ChampRecherche
from ui.composants.segment import Segment
from ui.echanges.assistant.apercu.comptes import BandeauComptes
from ui.echanges.assistant.apercu.filtres import A_VERIFIER, TOUT, Vu
from ui.echanges.assistant.apercu.legende import LegendeApercu
from ui.echanges.assistant.apercu.remarques import PanneauRemarques
from ui.echanges.assistant.apercu.table import TableApercu
from ui.echanges.assistant.apercu.verifier import PanneauVerifier, suivante
from ui.echanges.assistant.barres import Bandeau, barre
from ui.theme import couleur, px

LARGEUR = 292


class PageApercu(QWidget):
    """``changed`` : une cellule retapée ; ``kept`` : une case, un conflit tranché."""

    changed = Signal(object)
    kept = Signal(object)
    alike_asked = Signal(object, str)  # la cellule retapée et son texte : combien d'autres disent pareil ?
    everywhere_asked = Signal(object, str)
    lines_asked = Signal(object)  # une remarque dont on veut voir les lignes

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_apercu")
        self._vu: Vu | None = None
        self._choix = Choix()
        self._validees: frozenset[object] = frozenset()
        self._remarque: frozenset[CleLigne] | None = None
        self.comptes = BandeauComptes()
        self.filtres = Segment([], nom="apercu_filtres")
        self.filtres.set_titre("Lignes")
        self.recherche = ChampRecherche("Chercher une ligne", raccourci="Ctrl+F", nom="apercu_recherche")
        self.recherche.setToolTip("Ctrl+F")
        self.table, self.verifier, self.remarques = TableApercu(), PanneauVerifier(), PanneauRemarques()
        self.avis = Avis("copy-check", "accent", nom="apercu_semblables")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        self.recherche.setFixedWidth(px(170))
        outils = barre(self.filtres, self.recherche, None, LegendeApercu(), marge=7)
        gauche = QVBoxLayout()
        gauche.setSpacing(0)
        gauche.addWidget(Bandeau("surface", outils))
        gauche.addWidget(self.avis)
        gauche.addWidget(self.table, 1)
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        milieu.addLayout(gauche, 1)
        milieu.addWidget(self._a_droite())
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        tete = QVBoxLayout()
        tete.setContentsMargins(0, 0, 0, 0)
        tete.addWidget(self.comptes)
        colonne.addWidget(Bandeau("creux", tete))
        colonne.addLayout(milieu, 1)

    def _a_droite(self) -> QWidget:
        dedans = QWidget()
        pile = QVBoxLayout(dedans)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(0)
        pile.addWidget(self.verifier)
        pile.addWidget(Filet())
        pile.addWidget(self.remarques)
        pile.addStretch(1)
        return Cote(dedans)

    def _brancher(self) -> None:
        self._attente = QTimer(self, singleShot=True, interval=0)
        self._attente.timeout.connect(self._filtrer)
        self.filtres.current_changed.connect(self._change_de_filtre)
        self.recherche.textChanged.connect(lambda _: self._attente.start())
        self.recherche.returnPressed.connect(self.table.setFocus)
        self.table.modele.toggled.connect(self._basculer)
        self.table.modele.corrected.connect(self._corriger)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_courante())
        self.verifier.settled.connect(self._trancher)
        self.verifier.validated.connect(self._valider)
        self.verifier.unticked.connect(self._decocher)
        self.verifier.moved.connect(self.aller_a_verifier)
        self.verifier.fix_asked.connect(self.table.edit_field)
        self.remarques.chosen.connect(self._choisir_remarque)
        for touche, pas in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(
                QKeySequence(touche), self, lambda pas=pas: self.aller_a_verifier(pas),
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )  # fmt: skip

    def show_vu(self, vu: Vu, choix: Choix) -> None:
        """Un aperçu calculé ; le filtre, la recherche et la ligne regardée restent."""
        self._vu, self._choix = vu, choix
        self.comptes.show_comptes(vu.apercu.comptes, vu.apercu.totaux)
        self.filtres.set_choix(vu.options(choix))
        self.remarques.show_apercu(vu.apercu)
        self.table.show_vu(vu, choix, self._rangs())
        self.table.modele.show_choix(choix, self._validees)
        self._show_courante()

    def commencer(self) -> None:
        """Le clavier sur la première ligne qui attend un avis, sinon sur la première."""
        self._validees, self._remarque = frozenset(), None
        self.avis.dire("")
        self.recherche.clear()
        self.filtres.set_current(TOUT)
        self._filtrer()
        self.table.measure()
        if self._vu is not None and self._vu.par_filtre[A_VERIFIER]:
            self._aller(self._vu.par_filtre[A_VERIFIER][0])
        self.table.setFocus()

    @property
    def comptes_cochees(self) -> Comptes:
        """Ce qui entrerait, cases comprises."""
        assert self._vu is not None
        apercu, otees = self._vu.apercu, dict.fromkeys(Sort, 0)
        for cle in self._choix.decochees:
            if cle in apercu.rangs:
                otees[apercu.ligne(cle).sort] += 1
        comptes = apercu.comptes
        creees, modifiees = comptes.creees - otees[Sort.CREEE], comptes.modifiees - otees[Sort.MODIFIEE]
        inchangees = comptes.inchangees - otees[Sort.INCHANGEE]
        return replace(comptes, creees=creees, modifiees=modifiees, cochees=creees + modifiees + inchangees)

    def brut(self, cellule: CleCellule) -> str:
        """Le texte du fichier dans cette cellule, tel que l'aperçu le montre."""
        assert self._vu is not None
        cle = CleLigne(cellule.feuille, cellule.ligne)
        places = self._vu.apercu.places.get(cellule.feuille, {})
        champ = next((c for c, position in places.items() if position == cellule.position), "")
        lue = self._vu.apercu.ligne(cle).cellules.get(champ)
        return lue.brut if lue is not None else ""

    def adopter(self, choix: Choix) -> None:
        """Prend ce choix, et demande de recalculer."""
        self._choix = choix
        self.avis.dire("")
        self.table.modele.show_choix(choix, self._validees)
        self.changed.emit(choix)

    def aller_a_verifier(self, pas: int) -> None:
        """La ligne à vérifier d'après, ou d'avant ; on sort du filtre qui la cacherait."""
        assert self._vu is not None
        rangs = [r for r in self._vu.par_filtre[A_VERIFIER] if self._vu.apercu.lignes[r].cle not in self._validees]
        place = suivante(rangs, self._courant(), pas)
        if place >= 0:
            self._aller(rangs[place])

    def _aller(self, rang: int) -> None:
        assert self._vu is not None
        cle = self._vu.apercu.lignes[rang].cle
        if self.table.modele.rang_de(rang) < 0:
            self._remarque = None
            self.remarques.release()
            self.recherche.clear()
            self.filtres.set_current(TOUT)
            self._filtrer()
        conflits = self._vu.apercu.lignes[rang].conflits
        colonne = self.table.colonne_de(conflits[0].champ) if conflits else -1
        self.table.aller_a(cle, colonne if colonne >= 0 else 2)

    def _rangs(self) -> list[int]:
        assert self._vu is not None
        base = self._vu.rangs(self.filtres.current, self._choix, self._remarque)
        return trouvees(self.recherche.text(), base, self._vu.textes) if self.recherche.text().strip() else base

    def _filtrer(self) -> None:
        if self._vu is not None:
            self.table.show_rangs(self._rangs())
            self._show_courante()

    def _change_de_filtre(self, _: str) -> None:
        self._remarque = None
        self.remarques.release()
        self._filtrer()

    def _choisir_remarque(self, remarque: Remarque | None) -> None:
        if remarque is None:
            self.filter_lines(None)
        else:
            self.lines_asked.emit(remarque)

    def filter_lines(self, lignes: frozenset[CleLigne] | None) -> None:
        """Ne montre que ces lignes ; ``None`` : celles du filtre."""
        self._remarque = lignes
        self._filtrer()

    def _courant(self) -> int:
        assert self._vu is not None
        cle = self.table.cle
        return self._vu.apercu.rangs.get(cle, -1) if cle is not None else -1

    def _show_courante(self) -> None:
        if self._vu is None:
            return
        courant, a_voir = self._courant(), self._vu.par_filtre[A_VERIFIER]
        ligne = self._vu.apercu.lignes[courant] if courant >= 0 else None
        place = a_voir.index(courant) if courant in a_voir else -1
        self.verifier.show_rang(place, len(a_voir))
        champs = {c.source: c.champ for c in self._vu.apercu.colonnes}
        champs.update({c.titre: c.champ for c in self._vu.apercu.colonnes})
        cochee = ligne is not None and self.table.modele.cochee(ligne)
        self.verifier.show_ligne(ligne, self._choix, champs, cochee=cochee)

    def _basculer(self, rangs: list[int]) -> None:
        """Toutes prennent l'état que prend la première ; un ménage et ses cotitulaires vont ensemble."""
        lignes = [ligne for rang in rangs if (ligne := self.table.modele.ligne(rang)).cochable]
        if lignes:
            self._cocher([ligne.cle for ligne in lignes], oui=not self.table.modele.cochee(lignes[0]))

    def _cocher(self, cles: list[CleLigne], *, oui: bool) -> None:
        assert self._vu is not None
        ensemble = {autre for cle in cles for autre in self._vu.apercu.ensemble(cle)}
        self._garder(self._choix.cocher(ensemble, oui=oui))

    def _garder(self, choix: Choix) -> None:
        assert self._vu is not None
        self._choix = choix
        self.filtres.set_choix(self._vu.options(choix))
        self.table.modele.show_choix(choix, self._validees)
        self._show_courante()
        self.kept.emit(choix)

    def _decocher(self, cle: CleLigne) -> None:
        assert self._vu is not None
        oui = not self.table.modele.cochee(self._vu.apercu.ligne(cle))
        self._cocher([cle], oui=oui)
        if not oui:
            self.aller_a_verifier(1)

    def _trancher(self, cle: CleLigne, champ: str, tranche: Tranche) -> None:
        self._choix = self._choix.trancher(cle, champ, tranche)
        self.table.modele.show_choix(self._choix, self._validees)
        self.kept.emit(self._choix)

    def _valider(self, cle: CleLigne) -> None:
        """Vue et approuvée ; ce qui était proposé pour ses conflits devient un choix."""
        assert self._vu is not None
        choix = self._choix
        for ecart in self._vu.apercu.ligne(cle).conflits:
            if ecart.conflit is not None and (cle, ecart.champ) not in choix.tranches:
                choix = choix.trancher(cle, ecart.champ, ecart.conflit.tranche)
        self._validees |= {cle}
        self._garder(choix)
        self.aller_a_verifier(1)

    def _corriger(self, cellule: CleCellule, texte: str, partout: bool) -> None:
        if partout:
            self.everywhere_asked.emit(cellule, texte)
            return
        self._choix = self._choix.avec_cellules({cellule: texte})
        self.alike_asked.emit(cellule, texte)
        self.changed.emit(self._choix)

    def say_alike(self, brut: str, texte: str, autres: int, faire: Callable[[], None]) -> None:
        """« 3 autres cellules disent « F4 » » : d'une touche, la même correction partout."""
        if not autres:
            self.avis.dire("")
            return
        cellules = pluriel(autres, "autre cellule dit", "autres cellules disent")
        mot = f"«{INSECABLE}{brut}{INSECABLE}»" if brut else "la même chose"
        self.avis.dire(f"{cellules} {mot}.", (("appliquer", "Corriger aussi les semblables", faire),))


class Cote(QWidget):
    """Le panneau de droite : un fond clair, un filet qui le sépare de la table."""

    def __init__(self, dedans: QWidget) -> None:
        super().__init__()
        self.setFixedWidth(px(LARGEUR))
        defile = QScrollArea()
        defile.setObjectName("apercu_cote")
        defile.setFrameShape(QFrame.Shape.NoFrame)
        defile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defile.setWidgetResizable(True)
        defile.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        defile.setWidget(dedans)
        dedans.setAutoFillBackground(False)  # Qt le remplit de la couleur de la fenêtre
        pile = QVBoxLayout(self)
        pile.setContentsMargins(1, 0, 0, 0)
        pile.addWidget(defile)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        peintre = QPainter(self)
        peintre.fillRect(self.rect(), couleur("surface"))
        peintre.fillRect(0, 0, 1, self.height(), couleur("bord"))


class Filet(QWidget):
    """Un filet entre deux panneaux."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), couleur("bord"))

"""À droite de l'aperçu : les lignes à vérifier, une à une, avec les deux valeurs quand il faut trancher."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from relogement.imports.apercu import CleLigne, Conflit, Ecart, LigneApercu, Sort, Tranche
from relogement.imports.choix import Choix
from relogement.imports.phrases import phrase
from relogement.textes import INSECABLE, jour
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende, section
from ui.echanges.assistant.apercu.valeur import ChoixValeur
from ui.theme import px

RIEN = "Rien à vérifier sur cette ligne."
RIEN_DU_TOUT = "Aucune ligne n’attend votre avis."


class PanneauVerifier(QWidget):
    """``settled`` : un conflit tranché ; ``validated`` : la ligne est vue ; ``moved`` : aller à celle d'après."""

    settled = Signal(object, str, object)
    validated = Signal(object)
    unticked = Signal(object)
    moved = Signal(int)
    fix_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("apercu_verifier")
        self._ligne: LigneApercu | None = None
        self._icone = Icone("triangle-alert", "ambre", 16)
        self._titre, self._rang = section("À vérifier"), legende("", nom="verifier_rang")
        self._avant = _fleche("chevron-left", "Ligne à vérifier précédente", "verifier_precedent")
        self._apres = _fleche("chevron-right", "Ligne à vérifier suivante", "verifier_suivant")
        self._sujet = Texte("", graisse=fonts.GRAS, lignes=True, nom="verifier_sujet")
        self._ou = legende("", nom="verifier_ou")
        self._corps = QVBoxLayout()
        self._corps.setSpacing(px(8))
        self._dedans: QWidget | None = None
        self.valider = Bouton("Valider et suivant", genre=Genre.PRINCIPAL, petit=True, nom="verifier_valider")
        self._decocher = Bouton("Décocher", petit=True, nom="verifier_decocher")
        self._corriger = Bouton("Corriger…", petit=True, touche="F2", nom="verifier_corriger")
        self._champ = ""
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.setSpacing(px(8))
        tete.addWidget(self._icone)
        for mot in (self._titre, self._rang):
            tete.addWidget(mot)
        tete.addStretch(1)
        tete.addWidget(self._avant)
        tete.addWidget(self._apres)
        gestes = QHBoxLayout()
        gestes.setSpacing(px(8))
        for bouton in (self.valider, self._corriger, self._decocher):
            gestes.addWidget(bouton)
        gestes.addStretch(1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(px(14), px(8), px(14), px(12))
        pile.setSpacing(px(6))
        pile.addLayout(tete)
        pile.addSpacing(px(4))
        pile.addWidget(self._sujet)
        pile.addWidget(self._ou)
        pile.addLayout(self._corps)
        pile.addSpacing(px(2))
        pile.addLayout(gestes)

    def _brancher(self) -> None:
        self._avant.clicked.connect(lambda: self.moved.emit(-1))
        self._apres.clicked.connect(lambda: self.moved.emit(1))
        self.valider.clicked.connect(lambda: self._dire(self.validated))
        self._decocher.clicked.connect(lambda: self._dire(self.unticked))
        self._corriger.clicked.connect(lambda: self.fix_asked.emit(self._champ))

    def _dire(self, signal: SignalInstance) -> None:
        if self._ligne is not None:
            signal.emit(self._ligne.cle)

    def show_rang(self, rang: int, combien: int) -> None:
        """« 3 sur 4 » ; rien quand rien n'attend."""
        self._titre.setText("À vérifier" if rang >= 0 else "Ligne choisie")
        self._icone.set_icone("triangle-alert" if rang >= 0 else "rows-3", "ambre" if rang >= 0 else "texte2")
        self._rang.setText(
            f"{rang + 1} sur {combien}" if rang >= 0 else f"{combien} à vérifier" if combien else ""
        )
        for fleche in (self._avant, self._apres):
            fleche.setEnabled(combien > 0)

    def show_ligne(self, ligne: LigneApercu | None, choix: Choix, champs: dict[str, str], *, cochee: bool) -> None:
        """``champs`` donne le champ d'après le titre de sa colonne : de quoi ouvrir la cellule fautive."""
        self._ligne = ligne
        dedans = QWidget()
        pile = QVBoxLayout(dedans)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(8))
        self._champ = self._remplir(pile, ligne, choix, champs) if ligne is not None else ""
        if self._dedans is not None:
            self._dedans.hide()
            self._corps.removeWidget(self._dedans)
            self._dedans.deleteLater()
        self._dedans = dedans
        self._corps.addWidget(dedans)
        a_voir = ligne is not None and (ligne.a_verifier or bool(ligne.conflits))
        self._sujet.setText(RIEN_DU_TOUT if ligne is None else ligne.sujet or "Ligne sans nom")
        self._ou.setText("" if ligne is None else _ou(ligne))
        self._ou.setVisible(bool(self._ou.text()))
        self.valider.setEnabled(a_voir)
        self._corriger.setVisible(bool(self._champ))
        self._decocher.setEnabled(ligne is not None and ligne.cochable)
        self._decocher.set_texte("Décocher" if cochee else "Cocher")

    def _remplir(self, pile: QVBoxLayout, ligne: LigneApercu, choix: Choix, champs: dict[str, str]) -> str:
        for ecart in ligne.conflits:
            pile.addWidget(self._conflit(ligne, ecart, choix))
        for anomalie in ligne.anomalies:
            pile.addWidget(legende(phrase(anomalie.message), lignes=True))
        if not ligne.conflits and not ligne.anomalies:
            pile.addWidget(legende(_ecarts(ligne) or RIEN, "texte2", lignes=True))
        return next((champs[a.colonne] for a in ligne.anomalies if a.colonne in champs), "")

    def _conflit(self, ligne: LigneApercu, ecart: Ecart, choix: Choix) -> QWidget:
        assert ecart.conflit is not None
        boite = QWidget()
        pile = QVBoxLayout(boite)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(6))
        pile.addWidget(legende(ecart.titre))
        ancien, nouveau = ecart.dits
        groupe = QButtonGroup(boite)
        tranche = choix.tranches.get((ligne.cle, ecart.champ), ecart.conflit.tranche)
        for valeur, origine, sens in (
            (ancien, _saisie(ecart.conflit), Tranche.GARDER),
            (nouveau, "dans le fichier", Tranche.PRENDRE),
        ):
            rond = ChoixValeur(valeur, origine, nom=f"conflit_{ecart.champ}_{sens.value}")
            rond.setChecked(tranche is sens)
            rond.toggled.connect(self._trancheur(ligne.cle, ecart.champ, sens))
            groupe.addButton(rond)
            pile.addWidget(rond)
        return boite

    def _trancheur(self, cle: CleLigne, champ: str, sens: Tranche) -> Callable[[bool], None]:
        return lambda choisi: self.settled.emit(cle, champ, sens) if choisi else None


def _saisie(conflit: Conflit) -> str:
    quand = f"saisie le {jour(conflit.le)}" if conflit.le is not None else "saisie"
    return f"{quand} par {conflit.auteur}, après cette liste{INSECABLE}: gardée"


def _ou(ligne: LigneApercu) -> str:
    champs = ", ".join(ecart.titre for ecart in ligne.conflits)
    return f"ligne {ligne.cle.ligne}" + (f", {champs[:1].lower()}{champs[1:]}" if champs else "")


def _ecarts(ligne: LigneApercu) -> str:
    """Ce que la ligne change, champ par champ."""
    if ligne.sort is Sort.CREEE:
        return "Entre pour la première fois."
    return "\n".join("{} : {} → {}".format(e.titre, *e.dits) for e in ligne.ecarts)


def _fleche(icone: str, aide: str, nom: str) -> Bouton:
    bouton = Bouton("", icone, genre=Genre.NU, petit=True, aide=aide, nom=nom)
    bouton.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return bouton


def suivante(rangs: Sequence[int], depuis: int, pas: int) -> int:
    """La place, parmi ces rangs, de celui qui suit ou précède ; la liste se referme sur elle-même."""
    if not rangs:
        return -1
    if pas > 0:
        return next((n for n, rang in enumerate(rangs) if rang > depuis), 0)
    return next((n for n in range(len(rangs) - 1, -1, -1) if rangs[n] < depuis), len(rangs) - 1)

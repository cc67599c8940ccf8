"""Étape 2 : ce que porte chaque colonne, avec quelle assurance, et pourquoi ; tout se corrige au clavier."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.imports.choix import Choix
from relogement.textes import nombre
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix as Option
from ui.composants.segment import Segment
from ui.composants.texte import legende
from ui.echanges.assistant.barres import Bandeau, barre
from ui.echanges.assistant.colonnes.choix import A_PART, DEVINER, IGNORER, VoletColonne
from ui.echanges.assistant.colonnes.cote import CoteColonnes
from ui.echanges.assistant.colonnes.rangs import RangColonne, absentes, attendues, rangs
from ui.echanges.assistant.colonnes.table import TableColonnes
from ui.echanges.assistant.lu import Lu
from ui.theme import px

TOUTES, A_REGARDER, NON_LUES = "toutes", "a-regarder", "non-lues"
RIEN_DE_LU = "Aucune colonne n’est lue : dites ce que porte au moins l’une d’elles."
AIDE = "Entrée ou une lettre : choisir · Suppr : ne pas lire"


class PageColonnes(QWidget):
    """``changed`` porte le ``Choix`` et le ``Lu`` dont les colonnes ont été redites."""

    changed = Signal(object, object)
    forgotten = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_colonnes")
        self._lu: Lu | None = None
        self._choix = Choix()
        self._tous: list[RangColonne] = []
        self._vus: list[RangColonne] = []
        self.filtre = Segment([], nom="import_colonnes_filtre")
        self.filtre.set_titre("Colonnes")
        self.table, self.cote = TableColonnes(), CoteColonnes()
        self._part = Bouton("Garder à part les inconnues", "archive", petit=True, nom="import_garder_inconnues")
        self._part.setToolTip("Les colonnes que personne ne lit restent avec le lot, sous leur titre.")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(Bandeau("surface", barre(self.filtre, self._part, None, legende(AIDE, "texte3"))))
        rangee = QHBoxLayout()
        rangee.setContentsMargins(0, 0, px(12), 0)
        rangee.setSpacing(px(12))
        rangee.addWidget(self.table, 1)
        cote = QVBoxLayout()
        cote.setContentsMargins(0, px(12), 0, px(12))
        cote.addWidget(self.cote)
        rangee.addLayout(cote)
        colonne.addLayout(rangee, 1)

    def _brancher(self) -> None:
        self.filtre.current_changed.connect(lambda _: self._montrer())
        self.table.choice_asked.connect(self._ouvrir)
        self.table.ignored.connect(lambda rang: self._dire(self._vus[rang], IGNORER))
        self._part.clicked.connect(self._garder_les_inconnues)
        self.cote.field_asked.connect(self._chercher)
        self.cote.forgotten.connect(self.forgotten)

    def show_lu(self, lu: Lu, choix: Choix) -> None:
        self._lu, self._choix = lu, choix
        self._relire()
        premier = lu.retenus(choix)[0].tableau.nom if lu.retenus(choix) else ""
        self.cote.show_memoire(lu.retenues.get(premier), choix.bailleur)

    def commencer(self) -> None:
        """Le clavier sur la première colonne à regarder, sinon sur la première."""
        self.filtre.set_current(TOUTES)
        self.table.aller(next((r for r, vu in enumerate(self._vus) if vu.a_regarder), 0))
        self.table.setFocus()

    @property
    def manque(self) -> str:
        """Ce qui empêche l'aperçu, ou rien."""
        if self._lu is None:
            return ""
        if not any(rang.vue.champ for rang in self._tous):
            return RIEN_DE_LU
        manquent = [a.libelle for a in absentes(self._lu, self._choix, self._tous) if a.obligatoire]
        if not manquent:
            return ""
        mots = " et ".join(f"« {m} »" for m in manquent)
        return f"Il manque {mots} : choisissez sa colonne."

    def _relire(self) -> None:
        assert self._lu is not None
        self._tous = rangs(self._lu, self._choix)
        regarder = sum(r.a_regarder for r in self._tous)
        non_lues = sum(r.vue.champ is None for r in self._tous)
        options = [Option(TOUTES, "Toutes", nombre(len(self._tous), 0))]
        if regarder or self.filtre.current == A_REGARDER:
            options.append(Option(A_REGARDER, "À vérifier", nombre(regarder, 0), "triangle-alert", "ambre"))
        if non_lues or self.filtre.current == NON_LUES:
            options.append(Option(NON_LUES, "Non lues", nombre(non_lues, 0)))
        self.filtre.set_choix(options)
        self._part.setVisible(any(self._inconnue(r) for r in self._tous))
        self.cote.show_absentes(absentes(self._lu, self._choix, self._tous))
        self._montrer()

    def _montrer(self) -> None:
        self._vus = [r for r in self._tous if _passe(r, self.filtre.current)]
        self.table.modele.show_rangs(self._vus)

    def _ouvrir(self, rang: int, texte: str) -> None:
        assert self._lu is not None
        self.table.aller(rang)
        vu = self._vus[rang]
        prises = {r.vue.champ: r.lettre for r in self._tous if r.vue.champ and r.tableau == vu.tableau}
        volet = VoletColonne(self.table, vu, attendues(self._lu, self._choix), prises)
        volet.chosen.connect(lambda valeur: self._choisir(vu, valeur))
        volet.show_at(self.table.sous_le_choix())
        volet.ouvrir(texte)

    def _choisir(self, vu: RangColonne, valeur: str) -> None:
        self._dire(vu, valeur)
        self._suivant(vu)

    def _suivant(self, vu: RangColonne) -> None:
        """Une fois dit, le clavier va à la prochaine colonne à regarder."""
        ici = next((n for n, r in enumerate(self._vus) if _meme(r, vu)), -1)
        apres = (n for n, r in enumerate(self._vus) if n > ici and r.a_regarder)
        self.table.aller(next(apres, max(ici, 0)))
        self.table.setFocus()

    def _dire(self, vu: RangColonne, valeur: str) -> None:
        choix = self._sans_dire(vu)
        if valeur == A_PART:
            locales = {**choix.locales.get(vu.tableau, {}), vu.position: vu.titre}
            choix = replace(choix, locales={**choix.locales, vu.tableau: locales})
            choix = choix.avec_colonne(vu.tableau, vu.position, None)
        elif valeur != DEVINER:
            choix = choix.avec_colonne(vu.tableau, vu.position, None if valeur == IGNORER else valeur)
            choix = self._la_retirer_ailleurs(choix, vu, valeur)
        self._adopter(choix)

    def _sans_dire(self, vu: RangColonne) -> Choix:
        """Le choix où rien n'est dit de cette colonne."""
        colonnes = {p: c for p, c in self._choix.colonnes.get(vu.tableau, {}).items() if p != vu.position}
        locales = {p: t for p, t in self._choix.locales.get(vu.tableau, {}).items() if p != vu.position}
        return replace(
            self._choix,
            colonnes={**self._choix.colonnes, vu.tableau: colonnes},
            locales={**self._choix.locales, vu.tableau: locales},
        )

    def _la_retirer_ailleurs(self, choix: Choix, vu: RangColonne, champ: str) -> Choix:
        """Un champ ne va qu'à une colonne : celle qu'on avait choisie pour lui se devine de nouveau."""
        dites = {
            p: c
            for p, c in choix.colonnes.get(vu.tableau, {}).items()
            if p == vu.position or c is None or c != champ
        }
        return replace(choix, colonnes={**choix.colonnes, vu.tableau: dites})

    def _garder_les_inconnues(self) -> None:
        locales = {nom: dict(places) for nom, places in self._choix.locales.items()}
        for vu in filter(self._inconnue, self._tous):
            locales.setdefault(vu.tableau, {})[vu.position] = vu.titre
        self._adopter(replace(self._choix, locales=locales))

    def _inconnue(self, vu: RangColonne) -> bool:
        return vu.vue.champ is None and not vu.choisie and vu.locale is None and bool(vu.vue.colonne.titre)

    def _chercher(self, champ: str) -> None:
        """La colonne qui ressemble le plus à ce champ, sinon la première que l'on ne lit pas."""
        self.filtre.set_current(TOUTES)
        possibles = [n for n, r in enumerate(self._vus) if any(c.champ == champ for c in r.vue.autres)]
        libres = [n for n, r in enumerate(self._vus) if r.vue.champ is None and r.exemples]
        self.table.aller(next(iter((*possibles, *libres)), 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _adopter(self, choix: Choix) -> None:
        assert self._lu is not None
        self._choix, self._lu = choix, self._lu.colonnes_choisies(choix)
        self._relire()
        self.changed.emit(choix, self._lu)


def _passe(rang: RangColonne, filtre: str) -> bool:
    """Ce que l'on vient de choisir reste sous les yeux."""
    match filtre:
        case "a-regarder":
            return rang.a_regarder or rang.choisie
        case "non-lues":
            return rang.vue.champ is None
    return True


def _meme(un: RangColonne, autre: RangColonne) -> bool:
    return (un.tableau, un.position) == (autre.tableau, autre.position)

"""« Rapprochement SNE » : les attributions qui ne compteront pas, pourquoi, et qui peut y remédier."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session
from typing_extensions import override

from db.exports.rapprochement_sne import document
from db.numeros_sne import Proposition, propositions
from db.rapprochement_sne import BAILLEUR_INCONNU, LigneSne, Rapprochement, rapprocher_le_sne
from db.tableaux import Portee
from relogement.exports.tableau import Document
from relogement.rapprochement_sne import Cause, Issue
from relogement.textes import INSECABLE, jour, nombre, pluriel, pourcent
from ui.avant_envoi.classeur import BoutonClasseur
from ui.avant_envoi.disposition import TuileChiffre, colonne, messages, rangee
from ui.avant_envoi.propositions import FenetrePropositions
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.background import Tache
from ui.composants.bouton import Bouton, Genre
from ui.composants.chip import Chip
from ui.composants.vide import Vide
from ui.editeurs import ChampChoix, Option
from ui.indicateurs.sous_vue import SousVue
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

CHERCHER, CHERCHE = "Chercher des numéros", "Recherche de numéros…"
CHIPS = {
    Issue.NE_COMPTERA_PAS: ("circle-x", "rouge"),
    Issue.A_VERIFIER: ("circle-question-mark", "ambre"),
    Issue.COMPTERA: ("circle-check", "vert"),
}
ORDRE = list(CHIPS)
PROCHES = "proches"


def _chip(ligne: LigneSne) -> Chip:
    issue = ligne.jugement.issue
    icone, famille = CHIPS[issue]
    return Chip(issue.libelle, icone, famille)


COLONNES = (
    Colonne("Verdict", lambda li: li.jugement.issue.libelle, rang=lambda li: ORDRE.index(li.jugement.issue),
            vue=_chip, largeur=150),
    Colonne("Ménage", lambda li: li.nom, largeur=156, gras=True),
    Colonne("Dossier", lambda li: li.reference, largeur=92, token="texte2"),
    Colonne("Bailleur", lambda li: li.bailleur or "—", largeur=140, token="texte2"),
    Colonne("Bail", lambda li: jour(li.bail_le) if li.bail_le else "—", rang=lambda li: str(li.bail_le or ""),
            largeur=92, token="texte2"),
    Colonne("Pourquoi", lambda li: " ; ".join(c.phrase for c in li.jugement.constats) or "rien ne manque"),
    Colonne("Qui peut y remédier", lambda li: ", ".join(r.libelle for r in li.jugement.remedes), largeur=168,
            token="texte2"),
)  # fmt: skip


class VueRapprochement(SousVue):
    """Les tuiles filtrent la table ; une ligne ouvre son dossier au champ à corriger."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self._trouve: Rapprochement | None = None
        self._proposes: Sequence[Proposition] = ()
        self._portee: Portee | None = None
        self._recherche: Tache | None = None
        self._filtre: str = ""
        self.setObjectName("vue_rapprochement")
        self.setAccessibleName("Rapprochement avec le SNE")
        self._construire()
        self._disposer()
        self._brancher()

    def _construire(self) -> None:
        self.tuiles = {
            Issue.NE_COMPTERA_PAS.value: TuileChiffre("Ne compteront pas", "sne_perdues", token="rouge"),
            Issue.A_VERIFIER.value: TuileChiffre("À vérifier", "sne_a_verifier", token="ambre"),
            Issue.COMPTERA.value: TuileChiffre("Compteront", "sne_comptent", token="vert"),
            PROCHES: TuileChiffre("Dossiers en approche", "sne_proches"),
        }
        self.bailleur = _choix("sne_bailleur", "Bailleur", "Tous les bailleurs")
        self.cause = _choix("sne_cause", "Cause", "Toutes les causes")
        self.numeros = Bouton("Numéros proposés", "badge-check", petit=True, nom="sne_numeros")
        self.numeros.setEnabled(False)
        self.importer = Bouton("Importer une liste…", "file-down", petit=True, nom="sne_importer")
        self.classeur = BoutonClasseur(self.ouvert, self._recette, nom="sne_classeur")
        self.erreur, self.fait = messages("sne")
        self._lecture = DerniereLecture(self.ouvert, self.erreur.dire, self)
        self.table = TableLignes(LignesModel(COLONNES), COLONNES, nom="table_sne", lu="Attributions rapprochées")

    def _disposer(self) -> None:
        outils = rangee(self.bailleur, self.cause, None, self.numeros, self.importer, self.classeur)
        morceaux: list[Any] = [rangee(*self.tuiles.values()), outils, self.erreur, self.fait, self.table]
        colonne(self, morceaux, self.table)

    def _brancher(self) -> None:
        for cle, tuile in self.tuiles.items():
            tuile.clicked.connect(lambda cle=cle: self._filtrer(cle))
        self.bailleur.currentIndexChanged.connect(lambda _: self._montrer())
        self.cause.currentIndexChanged.connect(lambda _: self._montrer())
        self.table.opened.connect(self._ouvrir)
        self.importer.clicked.connect(self.import_asked)
        self.numeros.clicked.connect(self._proposer)
        self.ouvert.saved.connect(self._perimer)
        self.classeur.written.connect(self.fait.dire)
        self.classeur.failed.connect(self.erreur.dire)

    @override
    def refresh(self, portee: Portee) -> None:
        self._portee = portee

        def lire(session: Session) -> Rapprochement:
            return rapprocher_le_sne(session, portee.au, portee.operation, titulaires=portee.titulaires)

        self._lecture.demander("Rapprochement avec le SNE", lire, self._show)
        self._chercher()

    def _chercher(self) -> None:
        """Cherche les numéros à proposer, s'ils ne se cherchent pas déjà : la portée regardée n'y change rien."""
        if self._recherche is not None:
            return
        self._dire_les_numeros(CHERCHE, actif=False)
        self._recherche = self.ouvert.search("Recherche des numéros à proposer", propositions)
        self._recherche.succeeded.connect(self._show_proposes)
        self._recherche.failed.connect(self.erreur.dire)
        self._recherche.cancelled.connect(self._arreter)
        self._recherche.ended.connect(self._finir)

    def _finir(self) -> None:
        self._recherche = None

    def _arreter(self) -> None:
        self._proposes = ()
        self._dire_les_numeros(CHERCHER, actif=True)

    def _perimer(self) -> None:
        """Ce qui vient de s'écrire change peut-être les numéros que l'on cherchait."""
        if self._recherche is not None:
            self._recherche.succeeded.disconnect(self._show_proposes)
            self._recherche.cancelled.disconnect(self._arreter)
            self._recherche.ended.disconnect(self._finir)
            self._recherche.cancel()
            self._recherche = None
            self._chercher()

    def _show(self, trouve: Rapprochement) -> None:
        self._trouve = trouve
        self.erreur.dire("")
        self._montrer_les_tuiles(trouve)
        _remplir(
            self.bailleur, "Tous les bailleurs",
            {b: f"{b}, {c.perdues}/{c.total} perdues" for b, c in trouve.par_bailleur.items()},
        )  # fmt: skip
        _remplir(
            self.cause, "Toutes les causes",
            {c.value: f"{c.libelle} ({n.perdues + n.a_verifier})" for c, n in trouve.par_cause.items()},
        )  # fmt: skip
        self._montrer()

    def _show_proposes(self, proposes: Sequence[Proposition]) -> None:
        self._proposes = proposes
        self._dire_les_numeros(f"Numéros proposés{INSECABLE}: {nombre(len(proposes), 0)}", actif=bool(proposes))

    def _dire_les_numeros(self, texte: str, *, actif: bool) -> None:
        self.numeros.setText(texte)
        self.numeros.setEnabled(actif)
        self.numeros.updateGeometry()

    def _montrer_les_tuiles(self, trouve: Rapprochement) -> None:
        total = trouve.total
        for issue, n in zip(ORDRE, (total.perdues, total.a_verifier, total.comptent), strict=True):
            part = f"{pourcent(total.part(n))} des attributions" if total.total else "aucune attribution"
            self.tuiles[issue.value].show_valeur(f"{nombre(n, 0)}/{nombre(total.total, 0)}", part)
        perdus = sum(li.jugement.issue is Issue.NE_COMPTERA_PAS for li in trouve.proches)
        reserve = pluriel(perdus, "à corriger avant le bail", "à corriger avant le bail")
        self.tuiles[PROCHES].show_valeur(nombre(len(trouve.proches), 0), reserve if perdus else "rien à corriger")

    def _filtrer(self, cle: str) -> None:
        """Un second clic sur la même tuile montre tout."""
        self._filtre = "" if self._filtre == cle else cle
        self._montrer()
        self.table.setFocus()

    def _montrer(self) -> None:
        for cle, tuile in self.tuiles.items():
            tuile.set_choisie(cle == self._filtre)
        if self._trouve is not None:
            self.table.show_lignes(self._lignes(self._trouve), self._vide)

    def _vide(self) -> Vide:
        importer = Bouton("Importer la liste d’un bailleur", genre=Genre.PRINCIPAL, nom="sne_vide_importer")
        importer.clicked.connect(self.import_asked)
        phrase = "Aucune attribution ici. Les relogements définitifs y viennent avec leur bail."
        return Vide("badge-check", phrase, importer, nom="sne_vide")

    def _lignes(self, trouve: Rapprochement) -> list[LigneSne]:
        """Les pires d'abord ; les dossiers en approche à part."""
        lignes = list(trouve.proches if self._filtre == PROCHES else trouve.faites)
        if self._filtre in {issue.value for issue in Issue}:
            lignes = [li for li in lignes if li.jugement.issue == self._filtre]
        if (bailleur := self.bailleur.value()) is not None:
            lignes = [li for li in lignes if (li.bailleur or BAILLEUR_INCONNU) == bailleur]
        if (cause := self.cause.value()) is not None:
            lignes = [li for li in lignes if any(c.cause is Cause(cause) for c in li.jugement.constats)]
        return sorted(lignes, key=lambda li: ORDRE.index(li.jugement.issue))

    def _ouvrir(self, ligne: Any) -> None:
        vers = next((c.vers for c in ligne.jugement.constats if c.vers), "")
        if vers:
            self.ouvert.field_asked.emit(ligne.id, vers)
        else:
            self.ouvert.dossier_asked.emit(ligne.id)

    def _proposer(self) -> None:
        if not self._proposes:
            self._chercher()  # la recherche avait été arrêtée
            return
        FenetrePropositions(self.ouvert, self._proposes, self).open()

    def _recette(self) -> tuple[str, Any]:
        portee = self._portee
        assert portee is not None

        def recette(session: Session) -> Document:
            return document(rapprocher_le_sne(session, portee.au, portee.operation, titulaires=portee.titulaires))

        return f"rapprochement-sne-{portee.au.isoformat()}.xlsx", recette


def _choix(nom: str, lu: str, tous: str) -> ChampChoix:
    champ = ChampChoix([], vide=Option(tous, None))
    champ.setObjectName(nom)
    champ.setAccessibleName(lu)
    champ.setMinimumWidth(px(180))
    champ.setMaximumWidth(px(300))
    return champ


def _remplir(champ: ChampChoix, tous: str, options: dict[str, str]) -> None:
    garde = champ.value()
    champ.blockSignals(True)
    champ.set_options([Option(texte, cle) for cle, texte in options.items()], vide=Option(tous, None))
    champ.set_value(garde if garde in options else None)
    champ.blockSignals(False)

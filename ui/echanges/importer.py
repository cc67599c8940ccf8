"""L'import, d'un bout à l'autre : choisir, simuler, lire le rapport, importer pour de bon."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.operations import operations
from relogement.travail import Avancement
from ui import fonts
from ui.background import Tache
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.echanges.demande import APPORTS, NOMS, Demande, Resultat, mener
from ui.echanges.formulaire import FormulaireImport
from ui.echanges.rapport import PageRapport
from ui.ouvert import ProjetOuvert
from ui.theme import px

FICHIER, CONTROLE, TERMINE = 0, 1, 3


class PageImport(QWidget):
    step_changed = Signal(int)

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self._ouvert = ouvert
        self.setObjectName("page_import")
        self.formulaire, self.rapport = FormulaireImport(), PageRapport()
        self._pile = QStackedWidget()
        self._pile.addWidget(self._choix())
        self._pile.addWidget(self.rapport)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(self._pile)
        self.formulaire.simulation_asked.connect(self._simuler)
        self.rapport.import_asked.connect(self._importer)
        self.rapport.back_asked.connect(lambda: self.commencer(None))
        self.rapport.dossiers_asked.connect(ouvert.dossiers_asked)
        ouvert.operation_changed.connect(self.refresh)
        ouvert.saved.connect(self.refresh)
        self.refresh()

    def _choix(self) -> QWidget:
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(16), px(14), px(16), px(16))
        rangee.setSpacing(px(12))
        rangee.addWidget(self.formulaire, 3, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(_ce_que_l_on_importe(), 2, Qt.AlignmentFlag.AlignTop)
        return page

    def commencer(self, path: Path | None) -> None:
        """Revient au choix du fichier ; un chemin donné n'attend plus que « Simuler »."""
        self._pile.setCurrentIndex(0)
        self.step_changed.emit(FICHIER)
        self.refresh()
        if path is not None:
            self.formulaire.set_chemin(str(path))
        self.formulaire.chemin.setFocus()

    def refresh(self) -> None:
        with self._ouvert.fichier.lire() as session:
            self.formulaire.set_operations(operations(session), self._ouvert.operation)

    def _simuler(self, demande: Demande) -> None:
        formulaire = self.formulaire
        tache = self._run(demande, f"Simulation de l’import de {demande.source.name}", simuler=True)
        formulaire.set_busy(busy=True)
        formulaire.progression.follow(tache, "Lecture et comparaison")
        tache.ended.connect(lambda: formulaire.set_busy(busy=False))
        tache.failed.connect(formulaire.erreur.dire)
        tache.succeeded.connect(lambda resultat: self._show(resultat, CONTROLE))

    def _importer(self, demande: Demande) -> None:
        rapport = self.rapport
        tache = self._run(demande, f"Import de {demande.source.name}", simuler=False)
        rapport.set_busy(busy=True)
        rapport.progression.follow(tache, "Import en cours")
        tache.ended.connect(lambda: rapport.set_busy(busy=False))
        tache.failed.connect(rapport.erreur.dire)
        tache.succeeded.connect(self._imported)

    def _run(self, demande: Demande, libelle: str, *, simuler: bool) -> Tache:
        fichier = self._ouvert.fichier

        def travail(avancement: Avancement) -> Resultat:
            return mener(fichier, demande, avancement, simuler=simuler)

        return self._ouvert.atelier.run(libelle, travail, ecriture=True)

    def _imported(self, resultat: Resultat) -> None:
        self._show(resultat, TERMINE)
        self._ouvert.saved.emit()

    def _show(self, resultat: Resultat, etape: int) -> None:
        self.rapport.show_resultat(resultat)
        self._pile.setCurrentIndex(1)
        self.rapport.focus_suite()
        self.step_changed.emit(etape)


def _ce_que_l_on_importe() -> Carte:
    carte = Carte("Ce que l’on peut importer", nom="carte_natures")
    for code, nom in NOMS.items():
        carte.contenu.addWidget(Texte(nom, graisse=fonts.MOYEN))
        carte.contenu.addWidget(legende(APPORTS[code], lignes=True))
        carte.contenu.addSpacing(px(6))
    fin = "Les colonnes sont reconnues à leur titre. Rien n’est perdu en silence : chaque ligne écartée est dite."
    carte.contenu.addWidget(legende(fin, "texte3", lignes=True))
    return carte

"""Les outils des engagements : corriger celui que l'on regarde, en dire un nouveau, en lire d'un fichier."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from db.partage.accueils import enregistrer_accueils
from relogement.erreurs import ErreurMetier
from relogement.modeles import EngagementDAccueil
from relogement.partage.fichier import NOMS, lire_accueils
from relogement.partage.matrice import SANS, TousOuUn
from relogement.partage.partage import Partage
from relogement.textes import INSECABLE, pluriel
from ui.cellule.partage.accueil import FenetreAccueil
from ui.composants.bouton import Bouton
from ui.ouvert import ProjetOuvert
from ui.theme import px

Case = tuple[TousOuUn, TousOuUn]


class OutilsDEngagement(QWidget):
    """``choisie`` rend la case que l'on regarde ; ``failed`` et ``done`` portent une phrase."""

    failed = Signal(str)
    done = Signal(str)

    def __init__(self, ouvert: ProjetOuvert, choisie: Callable[[], Case]) -> None:
        super().__init__()
        self._ouvert, self._choisie = ouvert, choisie
        self._partage: Partage | None = None
        self._noms: list[str] = []
        self.engagement = Bouton(
            "Engagement…", "handshake", petit=True, raccourci="F2", nom="partage_engagement",
            aide="Dire ou corriger ce que le bailleur choisi a promis (F2)",
        )  # fmt: skip
        self.nouveau = Bouton("Nouvel engagement…", "plus", petit=True, raccourci="Ctrl+N", nom="partage_nouveau")
        self.importer = Bouton(
            "Lire un fichier…", "file-down", petit=True, nom="partage_importer",
            aide="Lire les blocs [[accueil]] d’un fichier TOML, celui de la charte par exemple",
        )  # fmt: skip
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(8))
        for bouton in (self.engagement, self.nouveau, self.importer):
            bouton.setAutoDefault(False)
            rangee.addWidget(bouton)
        self.engagement.clicked.connect(self._engager)
        self.nouveau.clicked.connect(lambda: self._saisir(self._neuf()))
        self.importer.clicked.connect(self._choisir)

    def show_partage(self, partage: Partage, noms: list[str]) -> None:
        """Le partage montré, et les bailleurs que la saisie proposera."""
        self._partage, self._noms = partage, noms

    def _neuf(self) -> dict[str, Any]:
        return {"annee": self._partage.periode.annee if self._partage else None}

    def _engager(self) -> None:
        """Corrige l'engagement de ce qui est choisi ; en propose un s'il n'en a pas."""
        de, vers = self._choisie()
        if self._partage is None or not isinstance(vers, str):
            self._saisir(self._neuf())
            return
        quitte = de if isinstance(de, str) and de not in (SANS, vers) else None
        connu, noms = self._partage.promesse(vers, quitte), self._partage.noms
        if connu is not None:
            self._saisir({nom: getattr(connu, nom) for nom in NOMS}, connu)
        else:
            self._saisir(self._neuf() | {"vers": noms.de(vers), "de": noms.de(quitte) if quitte else None})

    def _saisir(self, valeurs: dict[str, Any], connu: EngagementDAccueil | None = None) -> None:
        numero = connu.id if connu else None
        FenetreAccueil(self._ouvert, valeurs, self.window(), noms=self._noms, connu=numero).open()

    def _choisir(self) -> None:
        filtre = "Fichier TOML (*.toml);;Tous les fichiers (*)"
        dialogue = QFileDialog(self.window(), "Lire des engagements", "", filtre)
        dialogue.setObjectName("partage_importer_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(self.lire_le_fichier)
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def lire_le_fichier(self, chemin: str) -> None:
        """Tout ou rien ; un fichier qui ne va pas se dit, sans rien changer."""
        nom = Path(chemin).name
        try:
            lus = lire_accueils(Path(chemin).read_text("utf-8-sig"))
        except ErreurMetier as erreur:
            self.failed.emit(str(erreur))
            return
        except (OSError, UnicodeDecodeError):
            self.failed.emit(f"« {nom} » ne peut pas être lu. Enregistrez-le en UTF-8.")
            return
        if not lus:
            self.failed.emit(f"« {nom} »{INSECABLE}: aucun bloc [[accueil]] n’y figure.")
            return
        tache = self._ouvert.write("Engagements d’accueil", lambda s: enregistrer_accueils(s, lus))
        tache.failed.connect(self.failed)
        tache.succeeded.connect(
            lambda n: self.done.emit(f"{pluriel(n, 'engagement lu', 'engagements lus')} de « {nom} ».")
        )

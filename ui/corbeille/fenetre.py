"""La fenêtre de la corbeille : restaurer un dossier entier, ou le purger en disant pourquoi."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from db.annulation import Annulee
from db.corbeille import RESTAURATION, DossierJete, corbeille, restaurer
from db.purge import PURGE, purger
from relogement.textes import heure, jour
from ui.annulation.liste import FenetreListe, ligne
from ui.annulation.motif import QuestionMotif
from ui.composants.bouton import Bouton, Genre
from ui.composants.vide import Vide
from ui.ouvert import ProjetOuvert

TITRES = ("Dossier", "Nom", "État", "Jeté le", "Par")
AIDE = (
    "Un dossier restauré retrouve tout : personnes, offres, coûts, contacts, pièces et place dans les chiffres. "
    "Un dossier purgé ne revient pas."
)


class DialoguePurge(QuestionMotif):
    """Le motif est obligatoire ; il reste au journal, sans le nom."""

    def __init__(self, jete: DossierJete, parent: QWidget) -> None:
        super().__init__(
            parent,
            nom="purge",
            titre=f"Purger le dossier {jete.reference}",
            verbe="Purger pour toujours",
            phrase="Ses données quittent le fichier et son journal, pour toujours : ni Ctrl+Z ni la corbeille ne "
            "les rendront. Les sauvegardes déjà faites les gardent.",
            aide="Sans nom : il reste au journal",
        )


class FenetreCorbeille(FenetreListe):
    """Entrée restaure ; « Purger… » demande un motif."""

    def __init__(self, ouvert: ProjetOuvert, parent: QWidget) -> None:
        super().__init__(
            parent, nom="corbeille", titre="Corbeille", aide=AIDE, titres=TITRES, verbe="Restaurer", large=1
        )
        self.ouvert = ouvert
        self._jetes: Sequence[DossierJete] = ()
        self.purge = Bouton("Purger…", "trash-2", genre=Genre.NU, nom="corbeille_purger")
        self.purge.setAutoDefault(False)
        self.outils.addWidget(self.purge)
        self.table.set_vide(Vide("trash-2", "La corbeille est vide."))
        self.chosen.connect(self._restaurer)
        self.purge.clicked.connect(self._demander_la_purge)
        ouvert.saved.connect(self.relire)
        self.relire()

    def relire(self) -> None:
        self.ouvert.read("Corbeille", corbeille).succeeded.connect(self._montrer)

    @override
    def possible(self, rang: int) -> bool:
        return 0 <= rang < len(self._jetes)

    def _montrer(self, jetes: Sequence[DossierJete]) -> None:
        self._jetes = jetes
        self.show_rangees(
            [ligne(j.reference, j.nom, j.etat, f"{jour(j.le)} {heure(j.le)}", j.auteur) for j in jetes]
        )
        self.purge.setEnabled(bool(jetes))

    def _restaurer(self, rang: int) -> None:
        if not self.possible(rang):
            return
        self.erreur.dire("")
        tache = self.ouvert.write(RESTAURATION, partial(restaurer, ecriture=self._jetes[rang].ecriture))
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(self._avertir)

    def _avertir(self, resultat: tuple[Annulee, tuple[str, ...]]) -> None:
        annulee, avertissements = resultat
        self.erreur.dire(" ".join([*avertissements, *(o.phrase for o in annulee.laisses)]))

    def _demander_la_purge(self) -> None:
        if not self.possible(self.rang):
            return
        jete = self._jetes[self.rang]
        dialogue = DialoguePurge(jete, self)
        dialogue.accepted.connect(lambda: self._purger(jete, dialogue.motif))
        dialogue.open()

    def _purger(self, jete: DossierJete, motif: str) -> None:
        tache = self.ouvert.write(PURGE, partial(purger, ecriture=jete.ecriture, motif=motif))
        tache.failed.connect(self.erreur.dire)

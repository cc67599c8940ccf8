"""Sortir un ménage du relogement, avec son motif et sa date ; rien n'est effacé."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from relogement.actes import sortir
from relogement.champs import champs
from relogement.menage import Menage
from relogement.nomenclatures import MotifSortie
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert


class SortieDialog(ActeDialog):
    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="sortie", titre="Sortir du relogement", verbe="Sortir du relogement"
        )
        self._form = Formulaire()
        faits = champs(Menage)
        motifs = [Option(motif.libelle, motif) for motif in MotifSortie if motif is not MotifSortie.FUSION]
        choix = nommer(ChampChoix(motifs), "motif_sortie", faits["motif_sortie"])
        self._form.adopt("motif_sortie", faits["motif_sortie"], choix)
        self._form.add("sorti_le", faits["sorti_le"], date)
        grille_de(self._form)
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(
            note(
                "Le dossier reste consultable et compte parmi les sorties ; il quitte la base des indicateurs. La "
                "sortie s’annule. Suivi dans deux dossiers ? Fusionnez-les plutôt (Ctrl+K, « fusionner »)."
            )
        )
        self._form.show_values({"sorti_le": lu.au})

    def premier(self) -> QWidget:
        return self._form.editor("motif_sortie")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        exiger(valeurs, "motif_sortie", "Choisissez le motif de la sortie.")
        exiger(valeurs, "sorti_le", "Écrivez la date de la sortie.")
        return Ecriture("Sortie du relogement", lambda session: self._noter(session, valeurs))

    def _noter(self, session: Session, valeurs: dict[str, Any]) -> None:
        menage = self.menage(session)
        sortir(menage, valeurs["motif_sortie"], valeurs["sorti_le"], auteur=self.auteur)

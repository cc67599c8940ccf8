"""Le dialogue d'un nouveau projet : six renseignements, et le fichier où le garder."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relogement.champs import PROJET, Faits
from relogement.communes import commune
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import ZonePlafond
from relogement.projet import Projet
from relogement.regles.localisation import generation_du_code
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import titre
from ui.form import Formulaire
from ui.theme import px

EXTENSION = ".relogement"
CHAMPS = ("nom", "porteur", "code_qpv", "commune_insee", "zone_apl", "zone_plafond")


class DialogueNouveau(QDialog):
    """``created`` donne le projet à créer et son fichier ; une erreur se dit ici."""

    created = Signal(object, str)

    def __init__(self, dossier: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.setObjectName("dialogue_nouveau")
        self.setWindowTitle("Nouveau projet")
        self.setMinimumWidth(px(640))
        self.erreur = BandeauErreur(nom="nouveau_erreur")
        self._form = Formulaire(Projet, CHAMPS)
        aide = "Le nom du fichier, ou une adresse postgresql://"
        self._form.add("fichier", Faits("Fichier", PROJET, aide=aide), str)
        self._form.show_values({"zone_plafond": ZonePlafond.AUTRES})
        self._disposer()

    def _disposer(self) -> None:
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(px(20), px(16), px(20), px(16))
        disposition.setSpacing(px(12))
        disposition.addWidget(titre("Nouveau projet"))
        disposition.addWidget(self.erreur)
        grille = QGridLayout(self._form)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setVerticalSpacing(px(8))
        grille.setHorizontalSpacing(px(12))
        grille.setColumnMinimumWidth(0, px(220))
        grille.setColumnStretch(1, 1)
        for rang, nom in enumerate(self._form.names):
            grille.addWidget(self._form.label(nom), rang, 0)
            grille.addWidget(self._form.editor(nom), rang, 1)
        parcourir = Bouton("Parcourir…", nom="nouveau_parcourir")
        parcourir.clicked.connect(self._parcourir)
        grille.addWidget(parcourir, len(self._form.names) - 1, 2)
        disposition.addWidget(self._form)
        disposition.addLayout(self._boutons())

    def _boutons(self) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        annuler = Bouton("Annuler", nom="nouveau_annuler")
        annuler.clicked.connect(self.reject)
        creer = Bouton("Créer le projet", genre=Genre.PRINCIPAL, nom="nouveau_creer")
        creer.setDefault(True)
        creer.clicked.connect(self._creer)
        rangee.addWidget(annuler)
        rangee.addWidget(creer)
        return rangee

    def _creer(self) -> None:
        try:
            valeurs = _completes(self._form.values())
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        fichier = self._chemin(str(valeurs.pop("fichier") or valeurs["nom"]))
        self.created.emit(Projet(**valeurs, cle_pseudonymes=""), fichier)

    def _chemin(self, nom: str) -> str:
        if "://" in nom:
            return nom
        chemin = self._dossier / nom
        return str(chemin if chemin.suffix == EXTENSION else chemin.with_name(chemin.name + EXTENSION))

    def _parcourir(self) -> None:
        dialogue = QFileDialog(self, "Où garder le projet", str(self._dossier), f"Projet (*{EXTENSION})")
        dialogue.setObjectName("nouveau_fichier")
        dialogue.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialogue.fileSelected.connect(self._retenir)
        dialogue.open()

    def _retenir(self, chemin: str) -> None:
        self._form.resume({"fichier": chemin})


def _completes(valeurs: dict[str, Any]) -> dict[str, Any]:
    manquants = {"nom": "le nom du projet", "code_qpv": "le QPV du projet", "zone_apl": "la zone APL"}
    for nom, quoi in manquants.items():
        if not valeurs[nom]:
            raise ErreurMetier(f"Il manque {quoi}.")
    if generation_du_code(str(valeurs["code_qpv"])) is None:
        raise ErreurMetier("Le QPV s’écrit QP et six chiffres (2015), ou QN, cinq chiffres et I, M ou N (2024).")
    if valeurs["commune_insee"] and commune(str(valeurs["commune_insee"])) is None:
        raise ErreurMetier("La commune se dit par son code INSEE, par exemple 66136 pour Perpignan.")
    if valeurs["zone_apl"] not in (1, 2, 3):
        raise ErreurMetier("La zone APL est 1, 2 ou 3.")
    if valeurs["zone_plafond"] is None:
        raise ErreurMetier("Il manque la zone des plafonds de ressources.")
    return valeurs

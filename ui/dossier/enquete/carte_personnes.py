"""Ce que l'enquête demande de chaque personne : à charge, garde alternée, présence, handicap pour les plafonds."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.conflits import Champ
from db.dossier import Changement, DossierLu
from relogement.champs import champs
from relogement.menage import Menage, Personne
from ui import fonts
from ui.composants.texte import Texte, legende
from ui.dossier.enquete.partie import Partie
from ui.dossier.mots import age
from ui.dossier.onglet import Saisie
from ui.form import Formulaire
from ui.theme import px

CHAMPS = ("a_charge", "garde_alternee", "occupation_permanente", "handicap_categorie")
NOTE = "Carte mobilité inclusion « invalidité » : pour la catégorie de plafonds, jamais un diagnostic."


class CarteDesPersonnes(Partie):
    """Une rangée par personne ; le brouillon se range par numéro de personne."""

    def __init__(self) -> None:
        super().__init__("Personnes", nom="enquete_personnes")
        self._saisies: dict[int, Saisie] = {}
        self._page: QWidget | None = None
        self.contenu.addWidget(legende(NOTE, "texte3", lignes=True))
        self.contenu.addStretch(1)

    def show_dossier(self, lu: DossierLu, brouillon: Any) -> None:
        ids = [p.id for p in lu.menage.personnes]
        if ids != list(self._saisies):
            self._composer(lu)
        for numero, saisie in self._saisies.items():
            saisie.show_dossier(lu.menage, (brouillon or {}).get(str(numero), {}))

    def _composer(self, lu: DossierLu) -> None:
        if self._page is not None:
            self._page.hide()
            self._page.deleteLater()
        self._saisies = {}
        self._page = QWidget()
        grille = QGridLayout(self._page)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(6))
        grille.setColumnStretch(0, 1)
        for colonne, nom in enumerate(CHAMPS, 1):
            grille.addWidget(legende(champs(Personne)[nom].libelle), 0, colonne)
        for rang, personne in enumerate(lu.menage.personnes, 1):
            self._rangee(grille, rang, personne, lu)
        self.contenu.insertWidget(0, self._page)

    def _rangee(self, grille: QGridLayout, rang: int, personne: Personne, lu: DossierLu) -> None:
        form = Formulaire(Personne, CHAMPS, parent=self._page)
        form.hide()
        grille.addWidget(_nom(personne, lu), rang, 0, Qt.AlignmentFlag.AlignVCenter)
        for colonne, nom in enumerate(CHAMPS, 1):
            editeur = form.editor(nom)
            editeur.setParent(self._page)
            editeur.setObjectName(f"personne_{personne.id}_{nom}")
            editeur.setAccessibleName(f"{personne.prenom or personne.nom} : {editeur.accessibleName().lower()}")
            editeur.setMinimumWidth(px(84))
            grille.addWidget(editeur, rang, colonne)
        form.changed.connect(self.edited)
        numero = personne.id
        self._saisies[numero] = Saisie(str(numero), form, lambda menage: _par_numero(menage, numero))

    def draft(self) -> dict[str, Any]:
        return {str(numero): dict(s.draft()) for numero, s in self._saisies.items() if s.draft()}

    def draft_count(self) -> int:
        return sum(len(s.form.changed_names) for s in self._saisies.values())

    def poser(self, champ: Champ, valeur: Any) -> bool:
        return any(s.poser(champ, valeur) for s in self._saisies.values())

    def changes(self) -> list[Changement]:
        return [m for s in self._saisies.values() for m in s.changes()]


def _par_numero(menage: Menage, numero: int) -> Personne | None:
    return next((p for p in menage.personnes if p.id == numero), None)


def _nom(personne: Personne, lu: DossierLu) -> Texte:
    dit = f"{personne.prenom or personne.nom}, {personne.lien.libelle.lower()}, {age(personne, lu.au)}"
    return Texte(dit, taille=fonts.BASE, lignes=True)

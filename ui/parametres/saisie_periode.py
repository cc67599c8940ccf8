"""Ajouter une période à un barème : les montants d'avant à corriger, contrôlés à chaque valeur."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relogement.baremes import Ajouts, Entete, Examen, Periode, avec_montants, completer, examiner
from relogement.champs import Faits
from relogement.erreurs import ErreurMetier
from relogement.regles.apl import concerne, temoins
from relogement.textes import INSECABLE
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import legende
from ui.echanges.progression import Progression
from ui.form import Formulaire
from ui.parametres.controle_periode import ControlePeriode
from ui.parametres.lignes import APRES, LignesModel
from ui.parametres.table_lignes import TableLignes
from ui.theme import px

CHAMPS = {
    "debut": (Faits("En vigueur le", "Barème"), date),
    "texte": (Faits("Texte qui fixe ces montants", "Barème", aide="Arrêté du…, art. … : obligatoire"), str),
    "lu_le": (Faits("Texte lu le", "Barème"), date),
    "url": (Faits("Adresse du texte (facultatif)", "Barème"), str),
}


class SaisiePeriode(QWidget):
    """`added` porte la période contrôlée ; `cancelled` revient à la liste sans rien garder."""

    added = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saisie_periode")
        self._nom, self._ajouts = "", Ajouts()
        self._valeurs: Mapping[str, Any] = {}
        self.formulaire = Formulaire(neuf=True)
        for nom, (faits, genre) in CHAMPS.items():
            self.formulaire.add(nom, faits, genre)
        self.modele = LignesModel(editable=True, parent=self)
        self.table = TableLignes(self.modele, nom="periode_lignes", lu="Nouvelles valeurs du barème")
        self.controle = ControlePeriode()
        self.relu = self.controle.relu
        self.erreur = BandeauErreur(nom="periode_erreur")
        self.progression = Progression("periode_progression")
        self.ajouter = Bouton("Ajouter", "check", genre=Genre.PRINCIPAL, nom="periode_ajouter")
        self.annuler = Bouton("Annuler", nom="periode_annuler")
        self._disposer()
        self._brancher()

    def show_periode(
        self, nom: str, entete: Entete, ajouts: Ajouts, depart: Periode, avant: Periode, au: date, *, neuve: bool
    ) -> None:
        """Part des montants de ``depart`` ; ``neuve`` : à dater et à sourcer, sinon lue d'un fichier."""
        self._nom, self._ajouts, self._valeurs = nom, ajouts, depart.valeurs
        self._carte.set_titre(f"Nouvelle période{INSECABLE}: {entete.titre}", entete.unite or " ")
        dites = {"debut": avant.debut if avant.a_completer else None, "texte": None, "lu_le": au, "url": None}
        lues = {"debut": depart.debut, "texte": depart.texte, "lu_le": depart.lu_le, "url": depart.url or None}
        self.formulaire.show_values(dites if neuve else lues)
        essai = Periode(depart.debut, depart.texte, depart.lu_le, depart.valeurs)
        self.modele.show_lignes(examiner(nom, essai, ajouts).lignes, avant.debut, None)
        self.table.setCurrentIndex(self.modele.index(0, APRES))
        self.relu.setChecked(False)
        self.erreur.dire("")
        self._control()
        self.formulaire.editor("debut").setFocus()

    def set_busy(self, *, busy: bool) -> None:
        self._carte.setEnabled(not busy)
        self.annuler.setEnabled(not busy)
        if busy:
            self.ajouter.setEnabled(False)
        else:
            self._control()

    def _disposer(self) -> None:
        self._carte = Carte("Nouvelle période", " ", nom="periode_carte")
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(1, 1)
        for rang, nom in enumerate(CHAMPS):
            champ = self.formulaire.editor(nom).widget()
            grille.addWidget(self.formulaire.label(nom), rang, 0)
            if nom in ("debut", "lu_le"):
                champ.setFixedWidth(px(120))
            grille.addWidget(champ, rang, 1)
        self._carte.contenu.addLayout(grille)
        self._carte.contenu.addWidget(
            legende("Placez-vous sur une valeur et tapez la nouvelle ; Entrée passe à la suivante.")
        )
        self._carte.contenu.addWidget(self.table, 1)
        pied = QHBoxLayout()
        pied.setSpacing(px(8))
        pied.addWidget(self.progression, 1)
        pied.addStretch(1)
        pied.addWidget(self.annuler)
        pied.addWidget(self.ajouter)
        corps = QHBoxLayout()
        corps.setSpacing(px(12))
        corps.addWidget(self._carte, 5)
        corps.addWidget(self.controle, 4)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(12), px(16), px(12))
        colonne.setSpacing(px(10))
        colonne.addWidget(self.erreur)
        colonne.addLayout(corps, 1)
        colonne.addLayout(pied)

    def _brancher(self) -> None:
        self.formulaire.changed.connect(self._control)
        self.modele.edited.connect(self._edit)
        self.modele.refused.connect(self.erreur.dire)
        self.relu.toggled.connect(lambda _: self._control())
        self.ajouter.clicked.connect(self._add)
        self.annuler.clicked.connect(self.cancelled)

    def _edit(self) -> None:
        self.relu.setChecked(False)
        self.erreur.dire("")
        self._control()

    def periode(self) -> Periode:
        """La période saisie ; lève ``ErreurMetier`` s'il lui manque une date ou sa référence."""
        dits = self.formulaire.values()
        if dits["debut"] is None:
            raise ErreurMetier("Indiquez le jour où ces montants entrent en vigueur, par exemple 01/10/2027.")
        if dits["lu_le"] is None:
            raise ErreurMetier("Indiquez le jour où le texte a été lu.")
        valeurs = avec_montants(self._valeurs, self.modele.values())
        return Periode(dits["debut"], dits["texte"] or "", dits["lu_le"], valeurs, url=dits["url"] or "")

    def _control(self) -> None:
        """Refait le contrôle : chaque ligne, le taux commun, puis les ménages types."""
        if not self._nom:
            return
        essai = Periode(date.max, "", date.max, avec_montants(self._valeurs, self.modele.values()))
        examen = examiner(self._nom, essai, self._ajouts)
        self.modele.update_lignes(examen.lignes)
        manque = self._show_controle(examen)
        self.ajouter.setEnabled(not manque and (not examen.a_relire or self.relu.isChecked()))

    def _show_controle(self, examen: Examen) -> str:
        """Montre le contrôle, et rend la phrase qui empêche d'ajouter."""
        try:
            periode = self.periode()
            apres = completer(self._nom, periode, self._ajouts)
        except ErreurMetier as erreur:
            self.controle.show_controle(str(erreur), examen, ())
            return str(erreur)
        cas = temoins(periode.debut, self._ajouts, apres) if concerne(self._nom) else ()
        self.controle.show_controle("", examen, cas)
        return ""

    def _add(self) -> None:
        try:
            self.added.emit(self.periode())
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))

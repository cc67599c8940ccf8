"""La fiche d'un logement du registre : l'ajouter, le corriger, dire pour qui il est gardé."""

from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.brouillons import ACTE, Place
from db.vacances import ajouter, corriger, vacance
from relogement.champs import champs
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.vacances import manques
from ui.composants.texte import legende, section
from ui.form import Formulaire
from ui.garde_dialogue import GardeDialogue
from ui.journee.dialogue import DialogueDuJour, Geste
from ui.ouvert import ProjetOuvert
from ui.theme import px

RESERVATION = ("reservation", "reservataire")
PARTIES = (
    (
        ("Où il est", ("bailleur", "residence", "adresse", "commune", "code_postal", "commune_insee", "qpv")),
        ("Quand, et pour qui", ("disponible_le", *RESERVATION)),
    ),
    (
        ("Le logement", ("typologie", "surface", "pieces_habitables", "etage", "ascenseur", "adapte_pmr")),
        ("Sa convention", ("financement", "premiere_location", "conventionne_le")),
        ("Ce qu’il coûte", ("loyer", "charges", "chauffage_inclus")),
    ),
)
CHAMPS = tuple(nom for colonne in PARTIES for _, noms in colonne for nom in noms)
PEUT_MANQUER = "Tout peut rester vide, mais :"
TOUT_EST_DIT = "Rien ne manque pour l’apparier."
RIEN_CHANGE = "Rien n’a changé : corrigez un champ, ou fermez."


class FicheLogement(DialogueDuJour):
    """`written` porte le numéro du logement écrit ; ``connu`` vide : on en ajoute un."""

    written = Signal(int)
    largeur = 880

    def __init__(
        self,
        ouvert: ProjetOuvert,
        connu: LogementOffert | None,
        parent: QWidget,
        *,
        noms: tuple[str, ...] = CHAMPS,
    ) -> None:
        self._nom = "logement" if noms == CHAMPS else "reserver"
        if noms != CHAMPS:
            self.largeur = 420
        titre = "Ajouter un logement" if connu is None else f"{self._verbe(noms)} {connu.libelle}"
        verbe = "Ajouter" if connu is None else "Enregistrer"
        super().__init__(ouvert, parent, nom=self._nom, titre=titre, verbe=verbe)
        self._connu, self._noms = connu, noms
        self._montre: dict[str, Any] = {nom: getattr(connu, nom, None) for nom in champs(LogementOffert)}
        self._garde: GardeDialogue | None = None
        self.form = Formulaire(LogementOffert, noms, neuf=connu is None)
        self.manques = legende("", nom=f"{self._nom}_manques", lignes=True)
        self.grille.addWidget(self._disposer_les_champs(), 0, 0, 1, 2)
        self.manques.setVisible(noms == CHAMPS)
        self.form.changed.connect(self._dire_les_manques)
        self.form.show_values(self._montre)
        for avant, apres in pairwise([*map(self.form.editor, noms), self.annuler, self.valider]):
            QWidget.setTabOrder(avant, apres)

    @staticmethod
    def _verbe(noms: tuple[str, ...]) -> str:
        return "Corriger" if noms == CHAMPS else "Pour qui garder"

    def _disposer_les_champs(self) -> QWidget:
        rangee = QHBoxLayout(self.form)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(28))
        parties = PARTIES if self._noms == CHAMPS else ((("", self._noms),),)
        for parts in parties:
            colonne = QVBoxLayout()
            colonne.setSpacing(px(6))
            for titre, noms in parts:
                if titre:
                    colonne.addWidget(section(titre))
                colonne.addLayout(self._grille(noms))
                colonne.addSpacing(px(4))
            if not rangee.count():
                colonne.addWidget(self.manques)
            colonne.addStretch(1)
            rangee.addLayout(colonne, 1)
        return self.form

    def _grille(self, noms: tuple[str, ...]) -> QGridLayout:
        """Une étiquette à gauche, son champ en face, sa remarque dessous."""
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(5))
        grille.setColumnMinimumWidth(0, px(172 if self._noms == CHAMPS else 96))
        grille.setColumnStretch(1, 1)
        for rang, nom in enumerate(noms):
            unite = champs(LogementOffert)[nom].unite
            if unite:
                self.form.label(nom).setText(f"{champs(LogementOffert)[nom].libelle} ({unite})")
            champ = self.form.editor(nom)
            champ.setMinimumHeight(champ.sizeHint().height())  # une phrase qui paraît ne tasse pas les champs
            grille.addWidget(self.form.label(nom), 2 * rang, 0)
            grille.addWidget(champ, 2 * rang, 1)
            grille.addWidget(self.form.remark(nom), 2 * rang + 1, 1)
        return grille

    def _dire_les_manques(self) -> None:
        """Ce que l'on ignore encore, et ce que cela empêche ; une saisie illisible attend d'être finie."""
        try:
            dits = manques(LogementOffert(**self.form.values()))
        except ErreurMetier:
            return
        self.manques.setText("\n".join((PEUT_MANQUER, *(f"– {dit}" for dit in dits))) if dits else TOUT_EST_DIT)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._garde is None:
            cle = f"{self.objectName()}:{self._connu.id if self._connu else 'neuf'}"
            place = Place(self.ouvert.fichier.auteur, ACTE, cle)
            self._garde = GardeDialogue(self.ouvert, self, place, self._poser_l_avis)
        self.form.editor(self._noms[0]).setFocus()

    def _poser_l_avis(self, avis: QWidget) -> None:
        self.grille.addWidget(avis, 2, 0, 1, 2)

    @override
    def ecriture(self) -> tuple[str, Geste]:
        if self._connu is None:
            return "Logement ajouté au registre", partial(_ajoute, valeurs=self.form.values())
        if not (changes := self.form.changes()):
            raise ErreurMetier(RIEN_CHANGE)
        acte = "Logement corrigé" if self._noms == CHAMPS else "Logement réservé"
        return acte, partial(_corrige, numero=self._connu.id, valeurs=changes, montre=self._montre)

    @override
    def _reussir(self, ecrit: object) -> None:
        self.written.emit(ecrit)
        super()._reussir(ecrit)

    @override
    def _echouer(self, phrase: str) -> None:
        """Ce qu'un autre vient de changer est dit : enregistrer de nouveau, c'est le savoir."""
        super()._echouer(phrase)
        if self._connu is not None:
            with self.ouvert.fichier.lire() as session:
                logement = vacance(session, self._connu.id).logement
                self._montre = {nom: getattr(logement, nom) for nom in champs(LogementOffert)}


def _ajoute(session: Session, *, valeurs: dict[str, Any]) -> int:
    return ajouter(session, valeurs).id


def _corrige(session: Session, *, numero: int, valeurs: dict[str, Any], montre: dict[str, Any]) -> int:
    return corriger(session, numero, valeurs, montre).id

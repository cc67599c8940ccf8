"""Saisir une résidence et ses indicateurs à une date : « 31 % », « 14 sur 45 », vide quand on ne sait pas."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.equilibre.ecriture import enregistrer_residence, mesurer
from relogement.champs import RESIDENCES, Faits, champs, types
from relogement.equilibre.indicateurs import DEFINITIONS, Indicateur
from relogement.equilibre.parc import ResidenceLue
from relogement.equilibre.saisie import ecrite, lire_mesures
from relogement.erreurs import ErreurMetier
from relogement.modeles import MesureDeResidence, Residence
from ui import fonts
from ui.avant_envoi.disposition import rangee
from ui.composants.bande import Bande, defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.dossier.actes.dialogue import grille_de
from ui.editeurs import ECRITURES, ChampTexte, nommer
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

DE_LA_RESIDENCE = ("nom", "bailleur", "commune", "qpv", "nb_logements")
NOTE = (
    "Écrivez un taux avec son signe (31\u202f%) ou deux nombres (14 sur 45). Vide, l’indicateur reste inconnu. "
    "Une autre date n’efface pas les précédentes. Ni l’origine, ni la nationalité, ni la religion ne se notent."
)


class FenetreResidence(QDialog):
    """Ce qui est saisi reste affiché tant que l'écriture n'a pas réussi ; changer la date montre ses valeurs."""

    def __init__(self, ouvert: ProjetOuvert, residence: ResidenceLue | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._ouvert, self._residence = ouvert, residence
        titre = residence.nom if residence else "Nouvelle résidence"
        self.setObjectName("dialogue_residence")
        self.setWindowTitle(titre)
        self.setAccessibleName(titre)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.erreur = BandeauErreur(nom="residence_erreur")
        self.form = Formulaire(neuf=residence is None)
        self._remplir()
        self.valider = Bouton("Enregistrer", genre=Genre.PRINCIPAL, nom="residence_valider")
        self.annuler = Bouton("Annuler", touche="Échap", nom="residence_annuler")
        self._disposer(titre)
        self._au.editingFinished.connect(self._changer_de_date)
        self.valider.clicked.connect(self._valider)
        self.annuler.clicked.connect(self.reject)
        self.form.editor("nom" if residence is None else "au").setFocus()

    def _remplir(self) -> None:
        for nom in DE_LA_RESIDENCE:
            self.form.add(nom, champs(Residence)[nom], types(Residence)[nom])
        self._au = nommer(ChampTexte(ECRITURES[date]), "au", champs(MesureDeResidence)["au"])
        self.form.adopt("au", champs(MesureDeResidence)["au"], self._au)
        self.form.add("menages", Faits("Ménages", RESIDENCES, aide="Sur combien portent les taux"), int)
        for indicateur in Indicateur:
            self.form.add(
                indicateur.cle, Faits(indicateur.libelle, RESIDENCES, aide=DEFINITIONS[indicateur].sens), str
            )
        grille_de(self.form, etiquette=190)
        if (grille := self.form.layout()) is not None:
            grille.setContentsMargins(px(3), px(3), px(12), px(3))
        residence = self._residence
        connues = {nom: getattr(residence, nom) for nom in DE_LA_RESIDENCE} if residence else {}
        self._montree = derniere = max((m.au for m in residence.histoire), default=None) if residence else None
        self.form.show_values({**connues, "au": derniere, **self._a_cette_date(derniere)})

    def _a_cette_date(self, au: date | None) -> dict[str, Any]:
        """Ce qui est mesuré ce jour-là, tel qu'on le retaperait."""
        siennes = [m for m in self._residence.histoire if m.au == au] if self._residence and au else []
        sur = {m.sur for m in siennes if m.sur is not None}
        return {m.indicateur.cle: ecrite(m) for m in siennes} | {"menages": sur.pop() if len(sur) == 1 else None}

    def _changer_de_date(self) -> None:
        """Les valeurs d'une autre date, tant que rien n'est tapé : on ne recopie pas une année sur une autre."""
        try:
            au = self._au.value()
        except ErreurMetier:
            return
        if au is None or au == self._montree or set(self.form.changed_names) - {"au"}:
            return
        self._montree = au
        connues = {nom: self.form.values()[nom] for nom in DE_LA_RESIDENCE}
        self.form.show_values({**connues, "au": au, **self._a_cette_date(au)})

    def _disposer(self, titre: str) -> None:
        corps, pied = Bande(None), Bande(Qt.Edge.TopEdge, fond="creux")
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(20), px(16), px(20), px(16))
        pile.setSpacing(px(10))
        pile.addWidget(Texte(titre, taille=fonts.SECTION, graisse=fonts.GRAS))
        pile.addWidget(self.erreur)
        pile.addWidget(defilante(self.form), 1)
        pile.addWidget(legende(NOTE, "texte2", lignes=True))
        bas = QVBoxLayout(pied)
        bas.setContentsMargins(px(20), px(10), px(20), px(10))
        bas.addLayout(rangee(None, self.annuler, self.valider))
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.setSpacing(0)
        dehors.addWidget(corps, 1)
        dehors.addWidget(pied)
        fenetre = self.parentWidget()
        self.resize(px(560), min(px(800), (fenetre.window().height() if fenetre else px(800)) - px(24)))
        self.annuler.setAutoDefault(False)
        self.valider.setDefault(True)

    def _valider(self) -> None:
        try:
            valeurs = self.form.values()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        textes = {i: valeurs[i.cle] for i in Indicateur}
        au: date | None = valeurs["au"]
        if au is None and any(textes.values()):
            self.form.say("au", "Dites de quand sont ces données.")
            return
        lues = lire_mesures(textes, au or date.min, valeurs["menages"])
        for indicateur, phrase in lues.fautes.items():
            self.form.say(indicateur.cle, phrase)
        if not lues.fautes:
            self._ecrire({nom: valeurs[nom] for nom in DE_LA_RESIDENCE}, au, lues.mesures)

    def _ecrire(self, residence: Mapping[str, Any], au: date | None, mesures: Any) -> None:
        numero = self._residence.id if self._residence else None

        def ecrire(session: Session) -> int:
            trouvee = enregistrer_residence(session, numero, residence)
            if au is not None:
                mesurer(session, trouvee, au, mesures)
            return trouvee

        self.erreur.dire("")
        self.valider.setEnabled(False)
        tache = self._ouvert.write("Résidence", ecrire)
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(self._reussi)
        tache.ended.connect(self._liberer)

    def _reussi(self, _: object) -> None:
        self.accept()

    def _liberer(self) -> None:
        self.valider.setEnabled(True)

"""Saisir une résidence et ses indicateurs à une date : « 31 % », « 14 sur 45 », vide quand on ne sait pas."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.equilibre.ecriture import enregistrer_residence, mesurer
from relogement.champs import RESIDENCES, Faits, champs, types
from relogement.equilibre.indicateurs import DEFINITIONS, Indicateur
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.equilibre.saisie import ecrite, lire_mesures
from relogement.erreurs import ErreurMetier
from relogement.modeles import MesureDeResidence, Residence
from ui.composants.bande import defilante
from ui.dossier.actes.dialogue import grille_de
from ui.editeurs import ECRITURES, ChampTexte, nommer
from ui.form import Formulaire
from ui.journee.dialogue import DialogueDuJour, Geste
from ui.ouvert import ProjetOuvert
from ui.theme import px

DE_LA_RESIDENCE = ("nom", "bailleur", "commune", "qpv", "nb_logements")
A_CORRIGER = "Corrigez ce qui est signalé, puis enregistrez."
NOTE = (
    "Écrivez un taux avec son signe (31\u202f%) ou deux nombres (14 sur 45). Vide, l’indicateur reste inconnu. "
    "Une autre date n’efface pas les précédentes. Ni l’origine, ni la nationalité, ni la religion ne se notent."
)


class FenetreResidence(DialogueDuJour):
    """Ce qui est saisi reste affiché tant que l'écriture n'a pas réussi ; changer la date montre ses valeurs."""

    largeur = 560

    def __init__(self, ouvert: ProjetOuvert, residence: ResidenceLue | None, parent: QWidget) -> None:
        titre = residence.nom if residence else "Nouvelle résidence"
        super().__init__(ouvert, parent, nom="residence", titre=titre, verbe="Enregistrer")
        self._residence = residence
        self.form = Formulaire(neuf=residence is None)
        self._remplir()
        self.grille.addWidget(defilante(self.form), 0, 0, 1, 2)
        self.grille.setRowStretch(0, 1)
        self.dire(NOTE)
        self.resize(px(self.largeur), min(px(800), parent.window().height() - px(24)))
        self._au.editingFinished.connect(self._changer_de_date)
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
        self._connues = {nom: getattr(residence, nom) for nom in DE_LA_RESIDENCE} if residence else {}
        self._montree = derniere = max((m.au for m in residence.histoire), default=None) if residence else None
        self.form.show_values({**self._connues, "au": derniere, **self._a_cette_date(derniere)})

    def _a_cette_date(self, au: date | None) -> dict[str, Any]:
        """Ce qui est mesuré ce jour-là, tel qu'on le retaperait."""
        siennes = [m for m in self._residence.histoire if m.au == au] if self._residence and au else []
        sur = {m.sur for m in siennes if m.sur is not None}
        return {m.indicateur.cle: ecrite(m) for m in siennes} | {"menages": sur.pop() if len(sur) == 1 else None}

    def _changer_de_date(self) -> None:
        """Montre les valeurs de cette date ; ce que l'on a tapé reste, une année n'en recopie pas une autre."""
        try:
            au = self._au.value()
        except ErreurMetier:
            return
        if au is None or au == self._montree:
            return
        tapes = {nom: texte for nom, texte in self.form.draft().items() if nom != "au"}
        self._montree = au
        self.form.show_values({**self._connues, "au": au, **self._a_cette_date(au)})
        self.form.resume(tapes)

    @override
    def ecriture(self) -> tuple[str, Geste]:
        self._changer_de_date()
        valeurs = self.form.values()
        textes: dict[Indicateur, str | None] = {i: valeurs[i.cle] for i in Indicateur}
        au: date | None = valeurs["au"]
        if au is None and any(textes.values()):
            self.form.say("au", "Dites de quand sont ces données.")
            raise ErreurMetier(A_CORRIGER)
        lues = lire_mesures(textes, au or date.min, valeurs["menages"])
        for indicateur, phrase in lues.fautes.items():
            self.form.say(indicateur.cle, phrase)
        if lues.fautes:
            raise ErreurMetier(A_CORRIGER)
        residence = {nom: valeurs[nom] for nom in DE_LA_RESIDENCE}
        numero = self._residence.id if self._residence else None
        return "Résidence", partial(_ecrire, numero=numero, residence=residence, au=au, mesures=lues.mesures)


def _ecrire(
    session: Session, *, numero: int | None, residence: dict[str, Any], au: date | None, mesures: Sequence[Mesure]
) -> int:
    trouvee = enregistrer_residence(session, numero, residence)
    if au is not None:
        mesurer(session, trouvee, au, mesures)
    return trouvee

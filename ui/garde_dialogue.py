"""Ce qui est tapé dans une petite fenêtre survit à une coupure ; la fermer l'abandonne, et l'on peut y revenir."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from db.brouillons import Place, effacer, reprendre
from relogement.textes import heure, jour
from relogement.travail import Avancement
from ui.composants.avis import Avis
from ui.form import Formulaire
from ui.garde import Garde, Saisi
from ui.ouvert import ProjetOuvert


class GardeDialogue(QObject):
    """`poser` place l'avis de reprise dans la fenêtre ; `sans` : les champs que le programme remplit lui-même.

    `deja` : la fenêtre montre déjà ce qui était tapé, il n'y a rien à reprendre.
    """

    def __init__(
        self,
        ouvert: ProjetOuvert,
        dialogue: QDialog,
        place: Place,
        poser: Callable[[QWidget], None],
        *,
        sans: Collection[str] = (),
        deja: bool = False,
    ) -> None:
        super().__init__(dialogue)
        self._ouvert, self._place, self._sans = ouvert, place, frozenset(sans)
        self._forms = dialogue.findChildren(Formulaire)
        self._avis = Avis("pencil", nom="dialogue_avis")
        poser(self._avis)
        self._garde = Garde(ouvert, self._saisi, self)
        if deja:
            self._garde.noter()
        else:
            self._reprendre()
        for form in self._forms:
            form.changed.connect(self._garde.noter)
        dialogue.accepted.connect(self._effacer)
        dialogue.rejected.connect(self._abandonner)

    def _saisi(self) -> Saisi:
        tapes = {str(rang): self._tape(form) for rang, form in enumerate(self._forms)}
        return self._place, {rang: tape for rang, tape in tapes.items() if tape}

    def _tape(self, form: Formulaire) -> dict[str, str]:
        return {nom: texte for nom, texte in form.draft().items() if nom not in self._sans}

    def _reprendre(self) -> None:
        with self._ouvert.fichier.lire() as session:
            repris = reprendre(session, self._place)
        if repris is None:
            return
        quand = f"du {jour(repris.le)} à {heure(repris.le)}"
        if repris.abandonne:
            geste = ("reprendre", "Reprendre", lambda: self._remettre(repris.contenu))
            self._avis.dire(f"Votre saisie {quand}, abandonnée, peut se reprendre.", [geste])
        else:
            self._remettre(repris.contenu)
            self._garde.reprise(self._saisi())
            self._avis.dire(f"Brouillon {quand} repris.")

    def _remettre(self, contenu: Mapping[str, Any]) -> None:
        self._avis.dire("")
        for rang, form in enumerate(self._forms):
            form.resume(contenu.get(str(rang), {}))

    def _abandonner(self) -> None:
        if self._saisi()[1]:
            self._garde.maintenant()
            self._garde.abandonner(self._place)
        else:
            self._garde.oublier()

    def _effacer(self) -> None:
        self._garde.oublier()
        place, ouvert = self._place, self._ouvert

        def travail(_: Avancement) -> None:
            with ouvert.fichier.noter() as connexion:
                effacer(connexion, place)

        ouvert.atelier.run("Brouillon", travail, ecriture=True)

"""Choisir ce que porte une colonne : les champs vraisemblables d'abord, puis tous, filtrés en tapant."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from relogement.imports.colonnes import ColonneAttendue
from ui.composants.liste_cochable import Choisissable, ListeCochable
from ui.composants.texte import legende, section
from ui.composants.volet import Volet
from ui.echanges.assistant.colonnes.rangs import RangColonne

DEVINER, IGNORER, A_PART = "\x00deviner", "\x00ignorer", "\x00a-part"


class VoletColonne(Volet):
    """``chosen`` porte le champ, ou l'un des trois mots réservés."""

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, rang: RangColonne, attendues: Sequence[ColonneAttendue], prises: Mapping[str, str]
    ) -> None:
        super().__init__(parent, nom="import_colonne_choix", lu=f"Ce que porte « {rang.titre} »", largeur=340)
        self.colonne.addWidget(section(f"« {rang.titre} » se lit comme…"))
        self.colonne.addWidget(legende(rang.valeurs, "texte3", lignes=True))
        self.liste = ListeCochable("Taper pour chercher un champ", nom="import_colonne_liste")
        self.liste.set_choix(_choix(rang, attendues, prises))
        self.colonne.addWidget(self.liste)
        self.liste.chosen.connect(self._prendre)

    def ouvrir(self, texte: str) -> None:
        """Le clavier dans la recherche, où une première lettre est peut-être déjà tapée."""
        self.liste.champ.setFocus()
        self.liste.champ.setText(texte)

    def _prendre(self, valeur: str) -> None:
        self.close()
        self.chosen.emit(valeur)


def _choix(
    rang: RangColonne, attendues: Sequence[ColonneAttendue], prises: Mapping[str, str]
) -> Iterator[Choisissable]:
    if rang.choisie or rang.locale is not None:
        yield Choisissable(DEVINER, "Comme deviné")
    if rang.vue.champ is not None:
        yield Choisissable(rang.vue.champ, f"{rang.vue.libelle}, c’est bien cela")
    for candidat in rang.vue.autres:
        pris = _pris(candidat.champ, rang, prises)
        yield Choisissable(candidat.champ, f"{candidat.libelle}, sûr à {candidat.confiance} %{pris}")
    yield Choisissable(IGNORER, "Ne pas lire cette colonne")
    yield Choisissable(A_PART, "Garder à part, sous son titre")
    proposes = {rang.vue.champ, *(candidat.champ for candidat in rang.vue.autres)}
    yield Choisissable(None, "Tous les champs", intertitre=True)
    for attendue in attendues:
        if attendue.code not in proposes:
            suite = ", obligatoire" if attendue.obligatoire else ""
            yield Choisissable(attendue.code, attendue.libelle + suite + _pris(attendue.code, rang, prises))


def _pris(champ: str, rang: RangColonne, prises: Mapping[str, str]) -> str:
    """« déjà la colonne D » : la choisir ici la lui retire."""
    lettre = prises.get(champ)
    return f" — colonne {lettre}" if lettre and lettre != rang.lettre else ""

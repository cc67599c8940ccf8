"""Les conditions de l’article 13 bis d’une offre : oui, non, à vérifier ; en brouillon jusqu’à Ctrl+S."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.dossier import Modification
from relogement.champs import champs
from relogement.nomenclatures import Condition
from relogement.offre import CONDITIONS_13_BIS, Offre
from relogement.regles.validite_offre import ConditionJugee
from relogement.textes import INSECABLE
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.theme import px

CHOIX = (
    Choix(Condition.OUI.value, "Oui", icone="check"),
    Choix(Condition.NON.value, "Non", icone="x"),
    Choix(Condition.A_VERIFIER.value, "À vérifier"),
)
CONCU = (Choix("0", "Non"), Choix("1", "Oui"))


class Conditions(QWidget):
    """Les brouillons sont gardés par offre : passer d'une offre à l'autre ne perd rien."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offre: Offre | None = None
        self._offres: dict[int, Offre] = {}
        self._brouillons: dict[int, dict[str, Any]] = {}
        self._segments: dict[str, Segment] = {}
        self._raisons: dict[str, Texte] = {}
        self._proposees: dict[str, Condition] = {}
        self._montre = False
        grille = QGridLayout(self)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(8))
        grille.setColumnStretch(0, 1)
        faits = champs(Offre)
        for rang, nom in enumerate((*CONDITIONS_13_BIS, "specialement_concu")):
            segment = Segment(CONCU if nom == "specialement_concu" else CHOIX, nom=nom)
            segment.set_titre(faits[nom].libelle)
            segment.current_changed.connect(lambda _, nom=nom: self._change(nom))
            self._segments[nom] = segment
            grille.addLayout(self._libelle(nom, faits[nom].libelle), rang, 0)
            grille.addWidget(segment, rang, 1, Qt.AlignmentFlag.AlignRight)

    def _libelle(self, nom: str, libelle: str) -> QVBoxLayout:
        """Le nom de la condition, et dessous ce que les faits du dossier en disent."""
        raison = legende("", nom=f"{nom}_raison", lignes=True)
        self._raisons[nom] = raison
        pile = QVBoxLayout()
        pile.setSpacing(0)
        pile.addWidget(Texte(libelle, lignes=True))
        pile.addWidget(raison)
        return pile

    def show_raisons(self, jugees: Sequence[ConditionJugee]) -> None:
        """Ce que le calcul propose et pourquoi ; la réponse de l'agent l'emporte, sans elle le calcul vaut."""
        dites = {jugee.nom: jugee for jugee in jugees}
        self._proposees = {jugee.nom: jugee.proposee for jugee in jugees}
        for nom, raison in self._raisons.items():
            jugee = dites.get(nom)
            raison.setText(jugee.motif[0].upper() + jugee.motif[1:] if jugee and jugee.motif else "")
            raison.setToolTip(jugee.texte if jugee else "")
            raison.setVisible(bool(raison.text()))
            self._marquer(nom)

    def set_offres(self, offres: list[Offre], brouillons: Mapping[int, Mapping[str, Any]]) -> None:
        """Les offres relues et leurs brouillons ; un brouillon devenu vrai n'en est plus un."""
        self._offres = {o.id: o for o in offres}
        gardes = {i: b for i, b in brouillons.items() if i in self._offres}
        self._brouillons = {
            i: {nom: v for nom, v in b.items() if getattr(self._offres[i], nom) != v} for i, b in gardes.items()
        }

    def show_offre(self, offre: Offre | None) -> None:
        self._offre = offre
        self.setEnabled(offre is not None)
        self._montre = True
        for nom, segment in self._segments.items():
            segment.set_current(_cle(self.valeur(nom)))
            self._marquer(nom)
        self._montre = False

    def valeur(self, nom: str) -> Any:
        """Le brouillon de l'offre montrée, sinon ce qui est enregistré."""
        if self._offre is None:
            return Condition.A_VERIFIER if nom != "specialement_concu" else False
        return self._brouillons.get(self._offre.id, {}).get(nom, getattr(self._offre, nom))

    def notees(self) -> tuple[Condition, ...]:
        """Ce que l'agent répond à chaque condition, dans l'ordre de la loi, brouillon compris."""
        return tuple(self.valeur(nom) for nom in CONDITIONS_13_BIS)

    def draft(self) -> dict[int, dict[str, Any]]:
        return {i: dict(b) for i, b in self._brouillons.items() if b}

    def changes(self) -> list[Modification]:
        return [Modification(Offre, i, self._offres[i].version, dict(b)) for i, b in self._brouillons.items() if b]

    def _change(self, nom: str) -> None:
        if self._montre or self._offre is None:
            return
        cle = self._segments[nom].current
        valeur: Any = cle == "1" if nom == "specialement_concu" else Condition(cle)
        brouillon = self._brouillons.setdefault(self._offre.id, {})
        if valeur == getattr(self._offre, nom):
            brouillon.pop(nom, None)
        else:
            brouillon[nom] = valeur
        self._marquer(nom)
        self.edited.emit()

    def _marquer(self, nom: str) -> None:
        modifie = self._offre is not None and nom in self._brouillons.get(self._offre.id, {})
        segment = self._segments[nom]
        segment.set_choix(
            [
                Choix(c.cle, c.texte, icone="pencil" if modifie and c.cle == segment.current else c.icone)
                for c in self._choix(nom)
            ]
        )

    def _choix(self, nom: str) -> tuple[Choix, ...]:
        """Sans réponse de l'agent, la condition vaut ce que dit le calcul : le troisième choix le montre."""
        if nom == "specialement_concu":
            return CONCU
        proposee = self._proposees.get(nom, Condition.A_VERIFIER)
        if proposee is Condition.A_VERIFIER:
            return CHOIX
        return (*CHOIX[:2], Choix(Condition.A_VERIFIER.value, f"Calcul{INSECABLE}: {proposee.libelle.lower()}"))


def _cle(valeur: Any) -> str:
    return str(int(valeur)) if isinstance(valeur, bool) else Condition(valeur).value

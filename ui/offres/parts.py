"""La note ouverte : ses parts, leurs points et leur raison, puis en entier celle que l'on regarde."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relogement.appariement.note import Appariement, PartNotee
from relogement.textes import INSECABLE
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import Texte, legende
from ui.offres.effet import EffetDeLaPaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

INDICATIF = "APL estimée : indicatif, seule la CAF ou la MSA fixe le droit."


def _points(part: PartNotee) -> Ligne:
    """Verts quand tout y est, rouges quand rien n'y est, ambre tant que l'on ne sait pas."""
    note = part.note
    if note.sans_objet:
        return Ligne((Morceau(part.points, "texte3"),))
    token = (
        "vert"
        if note.basse == 1
        else "rouge"
        if note.haute == 0
        else "ambre"
        if note.basse < note.haute
        else "texte"
    )
    return Ligne((Morceau(part.points, token),))


PARTS = (
    Colonne("Part", lambda p: p.part.libelle, largeur=136),
    Colonne("Points", lambda p: p.points, rang=lambda p: -p.poids, vue=_points, largeur=90),
    Colonne("Raison", lambda p: p.note.motif, token="texte2"),
)


class PartsDeLaNote(QWidget):
    """Vide tant que rien n'est choisi ; ``nom`` distingue ses tables d'un écran à l'autre."""

    def __init__(self, ouvert: ProjetOuvert, nom: str) -> None:
        super().__init__()
        self._trouve: Appariement | None = None
        self.table = TableLignes(LignesModel(PARTS), PARTS, nom=f"{nom}_parts", lu="Parts de la note")
        self.raison = Texte("", "texte2", lignes=True, nom=f"{nom}_raison")
        self.effet = EffetDeLaPaire(ouvert, nom)
        self.raison.setMinimumHeight(px(36))
        self.raison.setAlignment(Qt.AlignmentFlag.AlignTop)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(px(6))
        colonne.addWidget(self.table, 1)
        colonne.addWidget(self.raison)
        colonne.addWidget(self.effet)
        colonne.addWidget(legende(INDICATIF, "texte3", lignes=True))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._dire())

    def show_note(self, trouve: Appariement | None) -> None:
        self._trouve = trouve
        self.table.modele.show_lignes(trouve.parts if trouve else [])
        self.effet.show_note(trouve)
        self._dire()

    def _dire(self) -> None:
        """En entier : la raison de la part choisie, sinon ce qui écarte, sinon le plafond de ressources."""
        part, trouve = self.table.current, self._trouve
        if part is not None:
            self.raison.setText(f"{part.part.libelle}{INSECABLE}: {part.note.motif}")
        elif trouve is not None:
            dites = trouve.blocages or (trouve.plafond.motif,)
            self.raison.setText("\n".join(f"{dite[:1].upper()}{dite[1:]}." for dite in dites))
        else:
            self.raison.setText("")

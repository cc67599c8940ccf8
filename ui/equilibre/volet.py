"""À droite des résidences : celle que l'on a choisie, son indice ouvert en ses parts, et son histoire."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.equilibre.table import TableDesResidences
from relogement.equilibre.secret import non_montre
from relogement.equilibre.table import LigneDeLaTable
from relogement.textes import FINE, INSECABLE, pluriel
from ui.avant_envoi.disposition import rangee
from ui.avant_envoi.table import LignesModel, TableLignes
from ui.composants.bouton import Bouton
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende, section
from ui.equilibre.colonnes import HISTOIRE, PARTS
from ui.theme import px

DANS_L_INDICE, DANS_LE_TEMPS = "indice", "histoire"
ARITHMETIQUE = (
    "Base 100 = taux ÷ moyenne × 100, l’écart à 100 renversé pour les ressources moyennes ; l’indice en est la "
    "moyenne, aux poids de la charte. Ce qui manque est compté entre la plus basse et la plus haute valeur connue."
)


class VoletResidence(QWidget):
    """`edit_asked` et `remove_asked` portent la résidence choisie."""

    edit_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("residence_volet")
        self._ligne: LigneDeLaTable | None = None
        self._titre = section("Choisissez une résidence", nom="residence_titre")
        self._detail = Texte("", "texte2", lignes=True, nom="residence_detail")
        self.vues = Segment(
            [Choix(DANS_L_INDICE, "Son indice"), Choix(DANS_LE_TEMPS, "Toutes les dates")], nom="residence_vues"
        )
        self.vues.set_titre("Ce que l’on regarde de la résidence")
        self.parts = TableLignes(LignesModel(PARTS), PARTS, nom="residence_parts", lu="Parts de l’indice")
        self.histoire = TableLignes(
            LignesModel(HISTOIRE), HISTOIRE, nom="residence_histoire", lu="Toutes les mesures"
        )
        self.modifier = Bouton("Modifier…", "pencil", nom="residence_modifier")
        self.retirer = Bouton("Retirer", "trash-2", nom="residence_retirer")
        self.note = legende(ARITHMETIQUE, "texte3", nom="residence_arithmetique", lignes=True)
        self._disposer()
        self.vues.current_changed.connect(lambda _: self._basculer())
        self.modifier.clicked.connect(lambda: self.edit_asked.emit(self._ligne))
        self.retirer.clicked.connect(lambda: self.remove_asked.emit(self._ligne))
        self.show_ligne(None, None)

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(12), px(10), px(12), px(12))
        colonne.setSpacing(px(8))
        colonne.addWidget(self._titre)
        colonne.addWidget(self._detail)
        colonne.addLayout(rangee(self.vues, None))
        colonne.addWidget(self.parts, 1)
        colonne.addWidget(self.histoire, 1)
        colonne.addWidget(self.note)
        colonne.addStretch(0)
        colonne.addLayout(rangee(None, self.retirer, self.modifier))

    def show_ligne(self, ligne: LigneDeLaTable | None, table: TableDesResidences | None) -> None:
        """Sous le seuil du secret, la résidence se nomme et rien d'autre ne se lit."""
        self._ligne = ligne
        self._titre.setText(ligne.residence.nom if ligne else "Choisissez une résidence")
        self._detail.setText(_detail(ligne, table) if ligne and table else "")
        visible = ligne is not None and ligne.indice is not None
        parts = ligne.indice.parts if ligne and ligne.indice else ()
        self.parts.modele.show_lignes([p for p in parts if p.poids or p.mesure is not None])
        self.histoire.modele.show_lignes(ligne.residence.histoire if ligne and visible else [])
        for morceau in (self.vues, self.modifier, self.retirer):
            morceau.setVisible(ligne is not None)
        self._basculer()

    def _basculer(self) -> None:
        indice, choisie = self.vues.current == DANS_L_INDICE, self._ligne is not None
        self.parts.setVisible(indice and choisie)
        self.note.setVisible(indice and choisie)
        self.histoire.setVisible(not indice and choisie)


def _detail(ligne: LigneDeLaTable, table: TableDesResidences) -> str:
    """« Indice 112 (104 à 118 …) contre toutes les résidences, 100 % des poids connus, données de 2025. »"""
    residence, trouve = ligne.residence, ligne.indice
    qui = ", ".join(filter(None, (residence.bailleur, residence.commune)))
    if trouve is None:
        return f"{qui}. {non_montre(table.reglages.secret).capitalize()}."
    dits = [
        qui,
        pluriel(residence.nb_logements, "logement") if residence.nb_logements else "logements non comptés",
    ]
    if trouve.milieu is None:
        manque = "aucun indicateur" if not residence.mesures else f"{round(trouve.connu)}{FINE}% des poids connus"
        dits.append(f"indice inconnu{INSECABLE}: {manque}")
    else:
        dits.append(f"indice {trouve.dite} (100{INSECABLE}: {table.perimetre.libelle.lower()})")
    if residence.donnees_du is not None:
        age = ", anciennes" if ligne.perimee else ""
        dits.append(f"données de {residence.donnees_du.year}{age}")
    return " · ".join(dits)

"""Mettre un dossier à la corbeille : ce que cela emporte et défait, avant de le faire."""

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.corbeille import MISE, consequences, mettre_a_la_corbeille
from db.dossier import DossierLu
from relogement.textes import INSECABLE
from ui.composants.texte import Texte
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, note
from ui.ouvert import ProjetOuvert


class CorbeilleDialog(ActeDialog):
    """Rien à saisir : les conséquences, et le bouton."""

    largeur = 520

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        titre = f"Mettre {lu.menage.reference} à la corbeille"
        super().__init__(ouvert, lu, parent, nom="corbeille", titre=titre, verbe="Mettre à la corbeille")
        self.contenu.addWidget(
            Texte("Le dossier sort des listes, des indicateurs, des exports et de la recherche.", lignes=True)
        )
        with ouvert.fichier.lire() as session:
            for phrase in consequences(session, lu.menage.id):
                self.contenu.addWidget(Texte(f"•{INSECABLE}{phrase}", "texte2", lignes=True))
        self.contenu.addWidget(note("Ctrl+Z ou la corbeille le rendent entier, quand vous voudrez."))

    def premier(self) -> QWidget:
        return self.valider

    def ecriture(self) -> Ecriture:
        return Ecriture(MISE, self._jeter)

    def _jeter(self, session: Session) -> None:
        mettre_a_la_corbeille(session, self.lu.menage.id, version=self.lu.menage.version)

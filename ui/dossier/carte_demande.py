"""Ce que le ménage demande : ses souhaits, les besoins du logement, l'accompagnement."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.demande_dite import accompagnement_dit, besoins_dits, souhaits_dits
from relogement.menage import Menage
from relogement.textes import INCONNU
from ui import fonts
from ui.composants.bande import Separateur
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.theme import px

COURT = 45  # en lettres : la place que garde une partie qui dit peu
PARTIES = (("Souhaits", "house"), ("Besoins du logement", "accessibility"), ("Accompagnement", "hand-helping"))


class CarteDemande(Carte):
    def __init__(self) -> None:
        super().__init__(nom="carte_demande", cliquable=True)
        self.setAccessibleName("Souhaits, besoins et accompagnement")
        self.setToolTip("Ouvrir l’onglet de l’enquête")
        self._textes = [Texte("", lignes=True) for _ in PARTIES]
        self._rangee = rangee = QHBoxLayout()
        rangee.setSpacing(0)
        for rang, ((titre, icone), texte) in enumerate(zip(PARTIES, self._textes, strict=True)):
            if rang:
                rangee.addWidget(Separateur(vertical=True))
            rangee.addWidget(_partie(titre, icone, texte))
        self.contenu.setContentsMargins(0, 0, 0, 0)
        self.contenu.addLayout(rangee)

    def show_dossier(self, lu: DossierLu) -> None:
        """Chaque partie prend la place de ce qu'elle dit : les trois textes tiennent en aussi peu de lignes."""
        dits = _dits(lu.menage)
        longueurs = [max(COURT, len(dit or "")) for dit in dits]
        for rang, longueur in enumerate(longueurs):
            self._rangee.setStretch(2 * rang, longueur)  # un trait entre deux parties
        for texte, dit in zip(self._textes, dits, strict=True):
            texte.setText(dit or INCONNU)
            texte.set_token("texte" if dit else "texte3")


def _partie(titre: str, icone: str, texte: Texte) -> QWidget:
    page = QWidget()
    pile = QVBoxLayout(page)
    pile.setContentsMargins(px(12), px(9), px(12), px(10))
    pile.setSpacing(px(4))
    tete = QHBoxLayout()
    tete.setSpacing(px(6))
    tete.addWidget(Icone(icone, "texte2", 14))
    tete.addWidget(Texte(titre, "texte2", fonts.LEGENDE, fonts.MOYEN), 1)
    pile.addLayout(tete)
    pile.addWidget(texte)
    pile.addStretch(1)
    return page


def _dits(menage: Menage) -> tuple[str, str, str]:
    return souhaits_dits(menage), besoins_dits(menage), accompagnement_dit(menage)

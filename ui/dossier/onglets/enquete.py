"""L'onglet « Enquête » : le recueil, les ressources, les souhaits et les besoins du ménage."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.menage import Menage
from ui.composants.carte import Carte
from ui.dossier.bande import defilante
from ui.dossier.onglet import Onglet, ranger
from ui.form import Formulaire
from ui.theme import px

CONTACT = ("telephone", "referent")
RECUEIL = ("informe_le", "enquete_le", "sne_le", "numero_unique")
RESSOURCES = ("nb_personnes", "nb_moins_14", "ressources", "rfr", "categorie_plafond")
DEMANDE = ("souhait_typologie", "logement_adapte", "souhait_quartiers", "accompagnement", "commentaire")
LONGS = ("souhait_quartiers", "accompagnement", "commentaire")
PARTIES = (
    ("Joindre et suivre", CONTACT, 2),
    ("Recueil", RECUEIL, 2),
    ("Personnes et ressources", RESSOURCES, 2),
)


class OngletEnquete(Onglet):
    """Une date d'information, d'enquête ou de demande SNE avance le parcours à l'enregistrement."""

    def __init__(self) -> None:
        super().__init__("enquete", "Enquête")
        self.forms: dict[str, Formulaire] = {}
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(12), px(12), px(12), px(12))
        rangee.setSpacing(px(10))
        gauche = QVBoxLayout()
        gauche.setSpacing(px(10))
        for titre, champs, colonnes in PARTIES:
            gauche.addWidget(self._carte(titre, champs, colonnes))
        gauche.addStretch(1)
        rangee.addLayout(gauche, 1)
        droite = QVBoxLayout()
        droite.addWidget(self._carte("Souhaits et besoins", DEMANDE, 2))
        droite.addStretch(1)
        rangee.addLayout(droite, 1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page))

    def _carte(self, titre: str, champs: tuple[str, ...], colonnes: int) -> Carte:
        form = Formulaire(Menage, champs, long=LONGS)
        larges = tuple(nom for nom in champs if nom in LONGS)
        for nom in larges:
            form.editor(nom).setFixedHeight(px(84))
        ranger(form, champs, colonnes=colonnes, larges=larges)
        carte = Carte(titre)
        carte.contenu.addWidget(form)
        self.forms[titre] = form
        self.relier(f"menage_{titre}", form, lambda menage: menage)
        return carte

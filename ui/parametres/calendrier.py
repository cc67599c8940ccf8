"""La page du calendrier : les jours fériés à venir et les délais, tels que la charte les fixe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.chartes import charte_en_vigueur
from db.horloge import aujourdhui
from relogement.champs import champs
from relogement.charte import Charte
from relogement.regles.echeances import prochains_feries
from relogement.textes import jour
from ui.composants.bande import vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.ouvert import ProjetOuvert
from ui.theme import px

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SAMEDI = 5
DELAIS = (
    "delai_reponse_jours", "delai_caleol_jours", "objection_heures", "alerte_sans_action_jours",
    "decohabitation_presence_mois",
)  # fmt: skip


class PageCalendrier(QWidget):
    """`charte_asked` : on veut changer une de ces règles, donc faire une nouvelle version de la charte."""

    charte_asked = Signal()

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_calendrier")
        self._ouvert = ouvert
        self.delais = Carte("Délais", " ", nom="parametres_delais")
        self.feries = Carte("Jours fériés", " ", nom="parametres_feries")
        self._lignes_des_delais, self._lignes_des_feries = QGridLayout(), QGridLayout()
        changer = Bouton("Changer la charte", "scroll-text", genre=Genre.NU, petit=True, nom="calendrier_charte")
        changer.clicked.connect(self.charte_asked)
        for carte, lignes in (
            (self.delais, self._lignes_des_delais),
            (self.feries, self._lignes_des_feries),
        ):
            lignes.setHorizontalSpacing(px(24))
            lignes.setVerticalSpacing(px(6))
            lignes.setColumnStretch(2, 1)
            carte.contenu.addLayout(lignes)
        pied = QHBoxLayout()
        pied.addWidget(legende("Ces règles sont celles de la charte : les changer en fait une nouvelle version."))
        pied.addWidget(changer)
        pied.addStretch(1)
        self.delais.contenu.addLayout(pied)
        self._disposer()

    def refresh(self) -> None:
        au = aujourdhui()
        with self._ouvert.fichier.lire() as session:
            charte = charte_en_vigueur(session, au)
        self._montrer_les_delais(charte)
        feries = prochains_feries(au, alsace_moselle=charte.alsace_moselle)
        avec = "avec ceux d’Alsace-Moselle" if charte.alsace_moselle else "sans ceux d’Alsace-Moselle"
        self.feries.set_titre("Jours fériés", f"douze mois à venir, {avec}")
        vider(self._lignes_des_feries)
        for rang, (le, nom) in enumerate(feries):
            semaine = JOURS[le.weekday()]
            token = "texte3" if le.weekday() >= SAMEDI else "texte"
            for colonne, mot in enumerate((semaine, jour(le), nom)):
                self._lignes_des_feries.addWidget(Texte(mot, token), rang, colonne)

    def _montrer_les_delais(self, charte: Charte) -> None:
        self.delais.set_titre("Délais", f"{charte.libelle}, en vigueur depuis le {jour(charte.en_vigueur_le)}")
        vider(self._lignes_des_delais)
        faits = champs(Charte)
        for rang, nom in enumerate(DELAIS):
            fait = faits[nom]
            self._lignes_des_delais.addWidget(Texte(fait.libelle, "texte2"), rang, 0)
            self._lignes_des_delais.addWidget(Texte(f"{getattr(charte, nom)} {fait.unite}"), rang, 1)

    def _disposer(self) -> None:
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(12))
        colonne.addWidget(self.delais)
        colonne.addWidget(self.feries)
        colonne.addStretch(1)
        defilement = QScrollArea()
        defilement.setWidgetResizable(True)
        defilement.setObjectName("calendrier_defilement")
        defilement.setAccessibleName("Jours fériés et délais")
        defilement.setWidget(page)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addWidget(defilement)

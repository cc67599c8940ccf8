"""À droite de la table : d'où vient chaque montant de la colonne choisie, et ce que vaut une estimation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.dossier import DossierLu
from relogement.cout import MONTANTS, Cout
from relogement.explication_apl import phrases_de_l_estimation
from relogement.intervalle_rac import Reestimation
from relogement.mois_de_ressources import origine_des_ressources
from relogement.textes import FINE, INCONNU, INSECABLE, euros, nombre
from ui import fonts
from ui.composants.bande import Bande, Separateur, vider
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.dossier.colonnes_rac import VueColonne
from ui.dossier.fiche_couts import icone_source, source_dite
from ui.theme import px

COURTS = {
    "loyer": "Loyer", "annexes": "Annexes", "rls": "RLS", "sls": "SLS", "charges": "Charges",
    "forfait_eau": "Eau", "forfait_chauffage": "Chauffage", "apl": "APL",
}  # fmt: skip


class SourcesRac(Bande):
    def __init__(self) -> None:
        super().__init__(Qt.Edge.LeftEdge, fond="creux", nom="rac_sources")
        self.setAccessibleName("Sources des montants")
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(px(14), px(12), px(12), px(12))
        self._pile.setSpacing(px(6))

    def show_colonne(self, lu: DossierLu, vue: VueColonne | None) -> None:
        vider(self._pile)
        cout = vue.rac.cout if vue is not None and vue.rac is not None else None
        refaite = vue.rac.reestimation if vue is not None and vue.rac is not None else None
        if vue is not None and refaite is not None:
            self._estimation(vue, refaite)
        self._foyer(lu, refaite)
        self._pile.addWidget(Separateur())
        self._sources(vue, cout)
        self._pile.addStretch(1)

    def _estimation(self, vue: VueColonne, refaite: Reestimation) -> None:
        tete = QHBoxLayout()
        tete.setSpacing(px(8))
        tete.addWidget(Icone("calculator", "ambre", 16))
        tete.addWidget(Texte(f"APL estimée, {vue.titre.lower()}", graisse=fonts.GRAS, lignes=True), 1)
        self._pile.addLayout(tete)
        for rang, phrase in enumerate(phrases_de_l_estimation(refaite)):
            token = "ambre" if rang else "texte2"
            self._pile.addWidget(legende(phrase, token, nom=f"rac_estimation_{rang}", lignes=True))
        self._pile.addWidget(Separateur())

    def _foyer(self, lu: DossierLu, refaite: Reestimation | None) -> None:
        uc = lu.rac.uc.valeur
        ressources = f"{euros(lu.menage.ressources)} par mois" if lu.menage.ressources is not None else INCONNU
        self._pile.addWidget(Texte("Ressources du ménage", taille=fonts.LEGENDE, graisse=fonts.GRAS))
        self._pile.addWidget(legende(ressources + (f", {nombre(uc, 1)}{FINE}UC" if uc is not None else "")))
        if origine_dite := origine_des_ressources(lu.menage):
            self._pile.addWidget(legende(origine_dite, "texte3", nom="rac_origine_ressources", lignes=True))
        if refaite is not None and refaite.estimation is not None:
            r = nombre(refaite.estimation.detail.R, 0)
            origine = legende(f"APL{INSECABLE}: {r}{FINE}€ sur 12 mois", nom="rac_ressources_apl")
            origine.setToolTip(refaite.preparation.ressources)
            self._pile.addWidget(origine)

    def _sources(self, vue: VueColonne | None, cout: Cout | None) -> None:
        titre = f"Source de chaque montant, {vue.titre.lower()}" if vue else "Source de chaque montant"
        self._pile.addWidget(Texte(titre, taille=fonts.LEGENDE, graisse=fonts.GRAS, lignes=True))
        connus = [nom for nom in MONTANTS if cout is not None and cout.montant(nom) is not None]
        if not connus:
            self._pile.addWidget(legende("Aucun montant saisi.", "texte3"))
        for nom in connus:
            ligne = QHBoxLayout()
            ligne.setSpacing(px(8))
            ligne.addWidget(Icone(icone_source(cout, nom), "texte2", 14), 0, Qt.AlignmentFlag.AlignTop)
            ligne.addWidget(legende(f"{COURTS[nom]} : {source_dite(cout, nom)}", lignes=True), 1)
            self._pile.addLayout(ligne)

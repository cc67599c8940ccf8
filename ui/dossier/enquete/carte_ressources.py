"""La carte des ressources : la grille par mois, une ligne de plus, et ce que les mois donnent."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import Changement, DossierLu
from relogement.apercu_enquete import ApercuEnquete
from relogement.mois_de_ressources import depuis_le_mois, origine_des_ressources
from relogement.nomenclatures import CodeRessource
from relogement.regles.ressources_apl import mois_retenus
from relogement.ressources_connues import mois_dits
from relogement.textes import INSECABLE, euros, pluriel
from ui import fonts
from ui.composants.bouton import Bouton
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import Texte, legende
from ui.dossier.enquete.cellules import Rangee
from ui.dossier.enquete.grille import FOYER, GrilleModel
from ui.dossier.enquete.partie import Partie
from ui.dossier.enquete.table import TableMois
from ui.dossier.souple import Souple
from ui.editeurs import ChampChoix, Option
from ui.theme import px

MODE_D_EMPLOI = "R recopie sur les mois suivants · F2 corrige · Suppr efface · Ctrl+V colle une ligne d’un tableur"
FOYER_ID = 0


class CarteRessources(Partie):
    def __init__(self) -> None:
        super().__init__("Ressources par mois", MODE_D_EMPLOI, nom="enquete_ressources")
        self.modele = GrilleModel(self)
        self.table = TableMois()
        self.table.setModel(self.modele)
        self.erreur = Texte("", "rouge", nom="ressources_erreur", lignes=True)
        self._mois = Souple(Ligne(()), nom="ressources_total")
        self._apl = Texte("", "texte2", fonts.LEGENDE, lignes=True, nom="ressources_apl")
        self.contenu.setContentsMargins(1, 0, 1, 1)
        self.contenu.setSpacing(0)
        self.contenu.addWidget(self.table)
        self.contenu.addWidget(self._pied())
        self.modele.edited.connect(self._tapee)
        self.table.pasted.connect(self._dire_le_reste)
        self.modele.modelReset.connect(self.table.ajuster)

    def _pied(self) -> QWidget:
        pied = QWidget()
        pile = QVBoxLayout(pied)
        pile.setContentsMargins(px(12), px(8), px(12), px(8))
        pile.setSpacing(px(6))
        self.erreur.hide()
        pile.addWidget(self.erreur)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        self.qui, self.quoi = ChampChoix([], vide=None), _codes()
        for champ, nom, lu in ((self.qui, "ressource_qui", "À qui"), (self.quoi, "ressource_quoi", "Ressource")):
            champ.setObjectName(nom)
            champ.setAccessibleName(f"Nouvelle ligne : {lu.lower()}")
        self.qui.setMinimumWidth(px(120))
        ajouter = Bouton("Ajouter la ligne", "plus", petit=True, nom="ressource_ajouter")
        ajouter.clicked.connect(self._ajouter)
        for morceau in (legende("Une autre ressource"), self.qui, self.quoi, ajouter):
            rangee.addWidget(morceau)
        rangee.addSpacing(px(16))
        rangee.addWidget(self._mois, 1)
        pile.addLayout(rangee)
        pile.addWidget(self._apl)
        return pied

    def show_dossier(self, lu: DossierLu, brouillon: Any) -> None:
        garde = brouillon or {}
        ici = self.table.currentIndex()
        place = (ici.row(), ici.column()) if ici.isValid() else (0, 0)
        self.modele.show_menage(lu.menage, lu.au, garde.get("cases", {}), garde.get("lignes", []))
        if self.modele.est_une_case(self.modele.index(*place)):
            self.table.aller(*place)
        options = [Option(p.prenom or p.nom, p.id) for p in lu.menage.personnes]
        garde_qui = self.qui.value()
        self.qui.set_options([*options, Option(FOYER, FOYER_ID)], vide=None)
        self.qui.set_value(garde_qui if garde_qui is not None else FOYER_ID)
        if self.qui.currentIndex() < 0:
            self.qui.setCurrentIndex(0)
        self._dire_l_erreur()

    def show_apercu(self, lu: DossierLu, vu: ApercuEnquete, total: str) -> None:
        """Le total du dernier mois complet, et R de l'APL avec son origine ; ou ce qui manque pour les dire."""
        self._mois.show_vue(Ligne(tuple(_total(lu, vu, total))))
        fenetre = mois_retenus(lu.au)
        if vu.apl.montant is None:
            periode = f"{depuis_le_mois(fenetre[0])} à {depuis_le_mois(fenetre[-1]).partition(' ')[2]}"
            self._apl.setText(f"R de l’APL, {periode}{INSECABLE}: NR, {vu.apl.motif}.")
        else:
            self._apl.setText(
                f"R de l’APL{INSECABLE}: {euros(vu.apl.montant)} par an. {mois_dits(vu.apl, lu.au)}."
            )

    def _ajouter(self) -> None:
        code, qui = self.quoi.value(), self.qui.value()
        rang = self.modele.ajouter(Rangee(qui or None, CodeRessource(code)))
        self.table.ajuster()
        self.table.aller(rang, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tapee(self) -> None:
        self._dire_l_erreur()
        self.edited.emit()

    def _dire_l_erreur(self) -> None:
        self.erreur.setText(self.modele.erreur())
        self.erreur.setVisible(bool(self.modele.erreur()))

    def _dire_le_reste(self, dehors: int) -> None:
        """Ce qui n'a pas tenu se dit : rien ne se perd en silence."""
        if dehors and not self.modele.erreur():
            cases = pluriel(dehors, "case collée tombait", "cases collées tombaient")
            self.erreur.setText(f"{cases} hors de la grille{INSECABLE}: rien n’en a été gardé.")
            self.erreur.show()

    def draft(self) -> dict[str, Any]:
        cases, lignes = self.modele.draft(), self.modele.ajoutees()
        return {"cases": cases, "lignes": lignes} if cases or lignes else {}

    def draft_count(self) -> int:
        return len(self.modele.draft())

    def changes(self) -> list[Changement]:
        return self.modele.changes()


def _codes() -> ChampChoix:
    return ChampChoix([Option(code.libelle, code.value) for code in CodeRessource], vide=None)


def _total(lu: DossierLu, vu: ApercuEnquete, total: str) -> list[Morceau]:
    if vu.dernier is None:
        dit = f"{total} par mois" if total else "inconnues"
        origine = origine_des_ressources(lu.menage)
        suite = f", {origine}" if origine else ""
        return [
            Morceau("Ressources du ménage", "texte2"),
            Morceau(dit, graisse=fonts.GRAS),
            Morceau(suite, "texte2"),
        ]
    mois = f"Ressources {depuis_le_mois(vu.dernier.mois)}"
    connus = pluriel(len(vu.totaux), "mois", "mois")
    return [
        Morceau(mois, "texte2"),
        Morceau(euros(vu.dernier.montant), graisse=fonts.GRAS),
        Morceau(f"{connus} dits", "texte3", taille=fonts.LEGENDE),
    ]

"""La fiche d'un barème : une période et la précédente, ligne à ligne, et le texte qui la fixe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from relogement.baremes import revue
from relogement.textes import jour
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.editeurs import ChampChoix, Option
from ui.parametres.lignes import LignesModel
from ui.parametres.liste_baremes import LigneBareme
from ui.parametres.table_lignes import TableLignes
from ui.theme import px

A_REMPLIR = "Ses montants sont à compléter : ajoutez-les, ou importez un fichier de barème."


class FicheBareme(Carte):
    add_asked = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Barème", " ", nom="bareme_fiche")
        self._ligne: LigneBareme | None = None
        self.modele = LignesModel(parent=self)
        self.table = TableLignes(self.modele, nom="bareme_lignes", lu="Valeurs du barème")
        self.periode = ChampChoix(())
        self.periode.setObjectName("bareme_periode")
        self.periode.setAccessibleName("Période montrée")
        self._texte = Texte("", lignes=True, nom="bareme_texte")
        self._lu = legende("", nom="bareme_lu", lignes=True)
        self._perime = Texte("", "ambre", lignes=True, nom="bareme_perime")
        self.ajouter = Bouton("Ajouter une période", "plus", genre=Genre.PRINCIPAL, nom="bareme_ajouter")
        self.importer = Bouton("Importer un fichier…", "file-up", nom="bareme_importer")
        self._composer()
        self.ajouter.clicked.connect(self.add_asked)
        self.importer.clicked.connect(self.import_asked)
        self.periode.currentIndexChanged.connect(lambda _: self._show_periode())

    def _composer(self) -> None:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addWidget(self.periode)
        rangee.addStretch(1)
        rangee.addWidget(self.importer)
        rangee.addWidget(self.ajouter)
        self.contenu.addLayout(rangee)
        self.contenu.addWidget(self._perime)
        self.contenu.addWidget(self._texte)
        self.contenu.addWidget(self._lu)
        self.contenu.addWidget(self.table, 1)

    @property
    def ligne(self) -> LigneBareme | None:
        return self._ligne

    def show_bareme(self, ligne: LigneBareme) -> None:
        self._ligne = ligne
        self.set_titre(ligne.entete.titre, ligne.entete.unite or " ")
        options = [Option(f"Depuis le {jour(p.debut)}", p) for p in reversed(ligne.periodes)]
        self.periode.blockSignals(True)
        self.periode.set_options(options, vide=None)
        self.periode.set_value(ligne.courante)
        self.periode.blockSignals(False)
        self.ajouter.setEnabled(ligne.modele is not None)
        self._perime.setText(ligne.perime)
        self._perime.setVisible(bool(ligne.perime))
        self._show_periode()

    def _show_periode(self) -> None:
        choisie = self.periode.value()
        if self._ligne is None or choisie is None:
            return
        rang = self._ligne.periodes.index(choisie)
        avant = self._ligne.periodes[rang - 1] if rang else None
        self._texte.setText(choisie.texte)
        lu = f"Texte lu le {jour(choisie.lu_le)}."
        if choisie.a_completer:
            lu += f" {A_REMPLIR}"
        self._lu.setText(lu)
        self.modele.show_lignes(revue(avant, choisie), avant.debut if avant else None, choisie.debut)

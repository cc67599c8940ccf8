"""À droite des colonnes : ce qu'il manque, ce que l'on se rappelle, et ce que le fichier ne dit pas."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from db.imports.memoire import Retenue
from relogement.imports.colonnes import ColonneAttendue
from relogement.textes import INSECABLE, jour, pluriel
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.suite import Suite
from ui.composants.texte import Texte, legende
from ui.theme import px

LARGEUR = 272


class CoteColonnes(QWidget):
    """``field_asked`` : trouver la colonne de ce champ ; ``forgotten`` : oublier cette mise en page."""

    field_asked = Signal(str)
    forgotten = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_colonnes_cote")
        self.setFixedWidth(px(LARGEUR))
        self._manque = Carte("Il manque", nom="carte_manque")
        self._memoire = Carte("Mémoire", nom="carte_memoire")
        self._absents = Carte("Le fichier ne le dit pas", nom="carte_absents")
        self._manquants, self._dits = Suite(), legende("", lignes=True, nom="colonnes_absents")
        self._manque.contenu.addLayout(self._manquants)
        self._absents.contenu.addWidget(self._dits)
        self._origine = legende("", lignes=True, nom="colonnes_memoire")
        self._oublier = Bouton("Oublier", genre=Genre.LIEN, nom="colonnes_oublier")
        self._oublier.setAccessibleName("Oublier ces colonnes retenues")
        self._oublier.clicked.connect(lambda: self.forgotten.emit(self._retenue.id if self._retenue else 0))
        self._memoire.contenu.addWidget(self._origine)
        self._memoire.contenu.addWidget(self._oublier)
        self._retenue: Retenue | None = None
        self._disposer()

    def _disposer(self) -> None:
        dedans = QWidget()
        pile = QVBoxLayout(dedans)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(10))
        for carte in (self._manque, self._memoire, self._absents):
            pile.addWidget(carte)
        pile.addStretch(1)
        defile = QScrollArea()
        defile.setObjectName("import_colonnes_defile")
        defile.setFrameShape(QFrame.Shape.NoFrame)
        defile.setWidgetResizable(True)
        defile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defile.setWidget(dedans)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(defile)

    def show_absentes(self, absentes: Sequence[ColonneAttendue]) -> None:
        manquent = [a for a in absentes if a.obligatoire]
        self._manque.setVisible(bool(manquent))
        self._manquants.show_lignes([(a.code, partial(self._manquante, a)) for a in manquent])
        autres = [a.libelle for a in absentes if not a.obligatoire]
        self._absents.setVisible(bool(autres))
        self._dits.setText(", ".join(autres) + f".{INSECABLE}Ces valeurs restent inconnues, ou comme on les sait.")

    def _manquante(self, attendue: ColonneAttendue) -> QWidget:
        ligne = QWidget()
        pile = QVBoxLayout(ligne)
        pile.setContentsMargins(0, 0, 0, px(4))
        pile.setSpacing(px(2))
        pile.addWidget(Texte(attendue.libelle, "rouge", graisse=600))
        noms = ", ".join(f"« {t.lstrip('=')} »" for t in attendue.titres[:3])
        pile.addWidget(
            legende(f"Souvent titrée {noms}." if noms else "Sans elle, rien ne s’importe.", lignes=True)
        )
        choisir = Bouton("Choisir sa colonne…", genre=Genre.LIEN, nom=f"manque_{attendue.code}")
        choisir.setAccessibleName(f"Choisir la colonne : {attendue.libelle}")
        choisir.clicked.connect(lambda: self.field_asked.emit(attendue.code))
        pile.addWidget(choisir)
        return ligne

    def show_memoire(self, retenue: Retenue | None, bailleur: str | None) -> None:
        self._retenue = retenue
        self._oublier.setVisible(retenue is not None)
        if retenue is not None:
            chez = f"chez {retenue.bailleur}" if retenue.bailleur else "sans bailleur nommé"
            lues = pluriel(retenue.colonnes, "colonne")
            self._origine.setText(
                f"Cette mise en page a déjà servi {chez}, le {jour(retenue.retenu_le)} : {lues}."
            )
        elif bailleur:
            self._origine.setText(f"Première fois : vos choix seront retenus pour {bailleur} une fois importés.")
        else:
            self._origine.setText("Première fois : vos choix seront retenus une fois importés.")

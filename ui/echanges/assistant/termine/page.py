"""Étape 4 : ce qui a été fait, et la suite : ouvrir les dossiers, relire le rapport, tout annuler."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.imports import Rapport
from relogement.imports.apercu import Sort
from relogement.textes import INSECABLE, pluriel
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.echanges.assistant.apercu.comptes import BandeauComptes
from ui.echanges.assistant.rejets import a_corriger
from ui.theme import px


class PageTermine(QWidget):
    """``dossiers_asked`` : les dossiers touchés et leur libellé ; ``undo_asked`` : annuler ce lot."""

    dossiers_asked = Signal(object, str)
    report_asked = Signal()
    fix_asked = Signal()
    undo_asked = Signal()
    again_asked = Signal()
    lots_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_termine")
        self._dossiers: Sequence[int] = ()
        self._nom = ""
        self.erreur = BandeauErreur(nom="termine_erreur")
        self.comptes = BandeauComptes(nom="termine_comptes", marge=0)
        self._icone = Icone("circle-check", "vert", 32)
        self._etat = Texte("", taille=fonts.TITRE, graisse=fonts.GRAS, nom="termine_etat")
        self._details = Texte("", "texte2", lignes=True, nom="termine_details")
        self.ouvrir = Bouton("Ouvrir les dossiers", "users", genre=Genre.PRINCIPAL, nom="termine_ouvrir")
        self.rapport = Bouton("Rapport", "file-text", nom="termine_rapport")
        self.corriger = Bouton("Lignes à corriger…", "file-spreadsheet", nom="termine_corriger")
        self.corriger.setToolTip("Les lignes écartées ou à vérifier, à corriger puis à importer de nouveau.")
        self.annuler = Bouton("Annuler cet import…", "undo-2", nom="termine_annuler")
        self.encore = Bouton("Importer un autre fichier", "file-up", nom="termine_encore")
        self.tous = Bouton("Tous les imports faits", genre=Genre.LIEN, nom="termine_lots")
        self._dit = legende("", nom="termine_dit")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        carte = Carte(nom="carte_termine")
        carte.contenu.setContentsMargins(px(20), px(20), px(20), px(20))
        carte.contenu.setSpacing(px(14))
        haut = QHBoxLayout()
        haut.setSpacing(px(14))
        haut.addWidget(self._icone, 0, Qt.AlignmentFlag.AlignTop)
        mots = QVBoxLayout()
        mots.setSpacing(px(4))
        mots.addWidget(self._etat)
        mots.addWidget(self._details)
        haut.addLayout(mots, 1)
        carte.contenu.addLayout(haut)
        carte.contenu.addWidget(self.comptes)
        gestes = QHBoxLayout()
        gestes.setSpacing(px(8))
        for bouton in (self.ouvrir, self.encore, self.corriger, self.rapport, self.annuler):
            gestes.addWidget(bouton)
        gestes.addStretch(1)
        carte.contenu.addLayout(gestes)
        dessous = QHBoxLayout()
        dessous.addWidget(legende("L’import peut s’annuler en entier, même dans plusieurs jours.", "texte3"))
        dessous.addWidget(self.tous)
        dessous.addStretch(1)
        dessous.addWidget(self._dit)
        carte.contenu.addLayout(dessous)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(14), px(16), px(16))
        colonne.setSpacing(px(10))
        colonne.addWidget(self.erreur)
        colonne.addWidget(carte)
        colonne.addStretch(1)

    def _brancher(self) -> None:
        self.ouvrir.clicked.connect(
            lambda: self.dossiers_asked.emit(list(self._dossiers), f"Import{INSECABLE}: {self._nom}")
        )
        self.rapport.clicked.connect(self.report_asked)
        self.corriger.clicked.connect(self.fix_asked)
        self.annuler.clicked.connect(self.undo_asked)
        self.encore.clicked.connect(self.again_asked)
        self.tous.clicked.connect(self.lots_asked)

    def show_fait(self, nom: str, rapport: Rapport, dossiers: Sequence[int]) -> None:
        self._nom, self._dossiers = nom, dossiers
        self.erreur.dire("")
        self._dit.setText("")
        self._icone.set_icone("circle-check", "vert")
        self._etat.setText("Import terminé et enregistré")
        self._details.setText(_details(nom, rapport, dossiers))
        self.comptes.show_nombres({"lues": rapport.lues} | {s.value: rapport.lignes[s] for s in Sort})
        texte = f"Ouvrir les {pluriel(len(dossiers), 'dossier')}" if len(dossiers) > 1 else "Ouvrir le dossier"
        self.ouvrir.set_texte(texte)
        self.ouvrir.setAccessibleName(texte)
        self.ouvrir.setVisible(bool(dossiers))
        self.corriger.setVisible(a_corriger(rapport.anomalies))
        for bouton in (self.annuler, self.rapport):
            bouton.setEnabled(True)
        (self.ouvrir if dossiers else self.encore).setFocus()

    def say(self, phrase: str) -> None:
        self._dit.setText(phrase)

    def show_annule(self, laisses: int) -> None:
        """Le lot est défait ; ce qui avait changé depuis est resté."""
        self._icone.set_icone("undo-2", "texte2")
        self._etat.setText("Import annulé")
        reste = pluriel(laisses, "changement fait depuis est resté", "changements faits depuis sont restés")
        self._details.setText(f"« {self._nom} » est défait. " + (f"{reste}." if laisses else "Rien n’en reste."))
        self.annuler.setEnabled(False)
        self.ouvrir.setVisible(False)
        self.encore.setFocus()


def _details(nom: str, rapport: Rapport, dossiers: Sequence[int]) -> str:
    """De quoi parle le fichier, sans les absents."""
    comptes = ((rapport.logements, "logement"), (rapport.menages, "ménage"), (rapport.personnes, "personne"))
    apporte = ", ".join(pluriel(n, mot) for n, mot in comptes if n)
    phrases = [f"« {nom} »" + (f" apporte {apporte}." if apporte else " est entré.")]
    if not dossiers:
        phrases.append("Aucun dossier n’a changé.")
    return " ".join(phrases)

"""L'onglet de l'équipe et des pièces : qui suit combien de dossiers, les passer, la taille des pièces jointes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import pieces
from db.passation import Charge, charges
from relogement.erreurs import ErreurMetier
from relogement.piece_lue import MO
from relogement.textes import pluriel
from ui.composants.bande import defilante, vider
from ui.composants.bouton import Bouton
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.editeurs import ECRITURES, ChampTexte
from ui.ouvert import ProjetOuvert
from ui.theme import px


class PageEquipe(QWidget):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("page_equipe")
        self._ouvert = ouvert
        self.limite = ChampTexte(ECRITURES[int])
        self._dit = legende("", "vert", nom="pieces_limite_dit")
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(12))
        colonne.addWidget(self._carte_equipe())
        colonne.addWidget(self._carte_pieces())
        colonne.addStretch(1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page, nom="equipe_defilement"))

    def refresh(self) -> None:
        """Relit les charges et la limite ; une limite en train d'être tapée reste."""
        with self._ouvert.fichier.lire() as session:
            self._montrer_les_charges(charges(session))
            limite = pieces.limite(session) // MO
        if not self.limite.hasFocus():
            self.limite.set_value(limite)

    def _carte_equipe(self) -> Carte:
        carte = Carte("Équipe", "les agents et leurs dossiers en cours", nom="parametres_equipe")
        self._charges = QGridLayout()
        self._charges.setHorizontalSpacing(px(24))
        self._charges.setVerticalSpacing(px(6))
        self._charges.setColumnStretch(2, 1)
        carte.contenu.addLayout(self._charges)
        passer = Bouton("Passation de dossiers…", "handshake", nom="parametres_passation")
        passer.clicked.connect(lambda: self.montrer_la_passation())
        carte.contenu.addWidget(passer, 0, Qt.AlignmentFlag.AlignLeft)
        return carte

    def montrer_la_passation(self) -> None:
        from ui.passation import FenetrePassation

        FenetrePassation(self._ouvert, self).open()

    def _montrer_les_charges(self, charges_: list[Charge]) -> None:
        vider(self._charges)
        for rang, charge in enumerate(charges_):
            self._charges.addWidget(Texte(charge.referent), rang, 0)
            combien = Texte(pluriel(charge.dossiers, "dossier"), "texte2")
            self._charges.addWidget(combien, rang, 1, Qt.AlignmentFlag.AlignRight)
        if not charges_:
            self._charges.addWidget(legende("Aucun dossier n’a de référent."), 0, 0)

    def _carte_pieces(self) -> Carte:
        carte = Carte("Pièces jointes", "pour tous ceux qui ouvrent ce projet", nom="parametres_pieces")
        self.limite.setObjectName("pieces_limite")
        self.limite.setAccessibleName("Taille maximale d’une pièce, en Mo")
        self.limite.setFixedWidth(px(80))
        etiquette = Texte("Taille maximale d’une pièce, en Mo", "texte2")
        etiquette.setBuddy(self.limite)
        garder = Bouton("Enregistrer", nom="pieces_limite_enregistrer")
        garder.clicked.connect(self._regler)
        self.limite.returnPressed.connect(self._regler)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for widget in (etiquette, self.limite, garder):
            rangee.addWidget(widget)
        rangee.addWidget(self._dit, 1)
        carte.contenu.addLayout(rangee)
        return carte

    def _regler(self) -> None:
        try:
            mo = self.limite.value()
        except ErreurMetier as erreur:
            self._dire(str(erreur), "rouge")
            return

        def ecrire(session: Session) -> None:
            pieces.regler_la_limite(session, mo)

        tache = self._ouvert.write("Taille des pièces réglée", ecrire)
        tache.succeeded.connect(lambda _: self._dire("Enregistré.", "vert"))
        tache.failed.connect(lambda phrase: self._dire(phrase, "rouge"))

    def _dire(self, phrase: str, token: str) -> None:
        self._dit.set_token(token)
        self._dit.setText(phrase)

"""Ce que la séance pose dans le haut de la cellule : laquelle on regarde, qui est là, commencer puis clore."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.cellule.lecture import SeanceLue, SeanceOuverte
from relogement.cellule.codes import EtatSeance
from relogement.textes import jour, pluriel
from ui.cadre.menu import Choix
from ui.cellule.seance.menu import BoutonDeroulant
from ui.composants.bouton import Bouton, Genre
from ui.composants.chip import Chip
from ui.composants.texte import titre
from ui.composants.vue import Vignette

CLOSE = Chip("Close", "archive", "neutre", contour=True)
CLORE, EDITER, COMMENCER = "Clore et éditer le relevé", "Éditer le relevé", "Commencer la séance"


class TeteSeance(QObject):
    """`asked` nomme un geste (« preparer », « presents », « commencer », « clore », « editer »…)."""

    chosen = Signal(int)
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.titre = titre("Cellule", nom="seance_titre")
        self.choix = BoutonDeroulant(nom="seance_choix", aide="Choisir une séance, en préparer une")
        self.presents = Bouton("", genre=Genre.LIEN, nom="seance_presents")
        self.presents.setToolTip("Qui est là, organisme par organisme (P)")
        self._chip = Vignette(CLOSE, nom="seance_etat")
        self.principal = Bouton(CLORE, "file-text", genre=Genre.PRINCIPAL, nom="seance_principal")
        self._geste = "clore"
        self.gauche = (self.titre, self.choix, self.presents, self._chip)
        self.presents.clicked.connect(lambda: self.asked.emit("presents"))
        self.principal.clicked.connect(lambda: self.asked.emit(self._geste))

    def show_seance(self, seance: SeanceOuverte | None, connues: Sequence[SeanceLue]) -> None:
        self.titre.setText(seance.titre if seance else "Cellule")
        for widget in (self.presents, self.principal):
            widget.setVisible(seance is not None)
        self._chip.setVisible(seance is not None and seance.etat is EtatSeance.CLOSE)
        self.choix.set_choix(self._lignes(seance, connues))
        if seance is not None:
            self.presents.set_texte(pluriel(seance.nb_presents, "présent"))
            self.presents.setAccessibleName(f"{self.presents.text()} : voir qui est là")
            self._montrer_le_geste(seance.etat)

    def _montrer_le_geste(self, etat: EtatSeance) -> None:
        texte, icone, self._geste = {
            EtatSeance.PREPAREE: (COMMENCER, "play", "commencer"),
            EtatSeance.OUVERTE: (CLORE, "file-text", "clore"),
            EtatSeance.CLOSE: (EDITER, "file-text", "editer"),
        }[etat]
        self.principal.set_texte(texte)
        self.principal.set_icone(icone)
        self.principal.setAccessibleName(texte)

    def _lignes(self, seance: SeanceOuverte | None, connues: Sequence[SeanceLue]) -> list[Choix]:
        """Les séances, puis ce que l'on peut faire de celle que l'on regarde."""
        lignes = [Choix(_dite(s), partial(self.chosen.emit, s.id), _icone(s, seance)) for s in connues]
        gestes = [Choix("Préparer une séance…", partial(self.asked.emit, "preparer"), "calendar-plus")]
        if seance is not None and seance.etat is not EtatSeance.CLOSE:
            gestes.append(Choix("Changer la date, l’heure…", partial(self.asked.emit, "modifier"), "pencil"))
        if seance is not None and seance.etat is EtatSeance.PREPAREE:
            gestes.append(Choix("Annuler cette séance", partial(self.asked.emit, "annuler"), "trash-2"))
        if seance is not None and seance.etat is EtatSeance.CLOSE:
            gestes.append(Choix("Rouvrir la séance", partial(self.asked.emit, "rouvrir"), "undo-2"))
        return [*lignes, *([Choix()] if lignes else []), *gestes]


def _dite(s: SeanceLue) -> str:
    """« 20/11/2026 à 14:00, en cours — 3 décisions »."""
    decisions = f" — {pluriel(s.nb_decisions, 'décision')}" if s.nb_decisions else ""
    operation = f", {s.operation}" if s.operation else ""
    return f"{jour(s.le)} à {s.heure:%H:%M}{operation}, {s.etat.libelle.lower()}{decisions}"


def _icone(s: SeanceLue, regardee: SeanceOuverte | None) -> str:
    return "check" if regardee is not None and s.id == regardee.id else "presentation"

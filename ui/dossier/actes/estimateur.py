"""Estimer l'APL sous les montants : un bouton, ce qui manque dit sur place, et de quoi le préciser."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.corrections_apl import Corrections
from relogement.demande_apl import Preparation, preparer, rls_du
from relogement.erreurs import ErreurMetier
from relogement.explication_apl import plafond_depasse
from relogement.logement import LogementOffert, LogementQuitte
from relogement.nomenclatures import Source
from relogement.regles.apl import EstimationApl
from relogement.textes import FINE, INSECABLE, euros, nombre
from ui.composants.bouton import Bouton, Genre
from ui.dossier.actes.cout import FormulaireCout
from ui.dossier.actes.dialogue import note
from ui.dossier.actes.hypotheses import Hypotheses
from ui.theme import px

NOTIFIEE = "L’APL est notifiée par la CAF ou la MSA : elle l’emporte, rien n’a été changé."
PERIMEE = "Le loyer a changé depuis l’estimation : estimez l’APL de nouveau."
RIEN = object()  # aucune estimation n'est montrée
CALCULEES = (None, Source.BAREME, Source.ESTIMATION)


class EstimateurApl(QWidget):
    """Il remplit l'APL et la RLS du formulaire de montants ; une notification ne se remplace jamais."""

    def __init__(self, lu: DossierLu, form: FormulaireCout) -> None:
        super().__init__()
        self._lu, self._form = lu, form
        self._logement: LogementOffert | LogementQuitte | None = None
        self._pour: object = RIEN
        self.bouton = Bouton("Estimer l’APL", "calculator", petit=True, nom="apl_estimer")
        self._preciser = Bouton("Préciser", "sliders-horizontal", genre=Genre.NU, petit=True, nom="apl_preciser")
        self._hypotheses = Hypotheses()
        self._dit = note(nom="apl_dit")
        for bouton in (self.bouton, self._preciser):
            bouton.setAutoDefault(False)
        self._disposer()
        self.bouton.clicked.connect(self.estimer)
        self._preciser.clicked.connect(lambda: self._hypotheses.setVisible(self._hypotheses.isHidden()))
        form.changed.connect(self._verifier)

    def _disposer(self) -> None:
        boutons = QHBoxLayout()
        boutons.setSpacing(px(8))
        boutons.addWidget(self.bouton)
        boutons.addWidget(self._preciser)
        boutons.addStretch(1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(8))
        pile.addLayout(boutons)
        pile.addWidget(self._hypotheses)
        pile.addWidget(self._dit)
        self._hypotheses.hide()
        self._dit.hide()

    def set_logement(self, logement: LogementOffert | LogementQuitte | None) -> None:
        """Un autre logement : ce qui avait été précisé pour le précédent ne vaut plus."""
        self._logement, self._pour = logement, RIEN
        self._dire("")
        self._hypotheses.show_corrections(self._form.corrections)

    def a_preciser(self) -> QWidget | None:
        """La première précision, quand l'estimation en attend une."""
        return self._hypotheses.editor("zone_apl") if self._hypotheses.isVisibleTo(self) else None

    def estimer(self) -> None:
        """Remplit l'APL, ou dit sur place pourquoi elle ne peut pas l'être."""
        try:
            lus, dites = self._form.values(), self._hypotheses.corrections()
            if lus["source_apl"] is Source.NOTIFICATION and lus["apl"] is not None:
                raise ErreurMetier(NOTIFIEE)
            preparation = preparer(
                self._lu.menage, self._logement, lus["loyer"], au=self._lu.au, corrections=dites
            )
            estimation = preparation.estimer(au=self._lu.au)
        except ErreurMetier as erreur:
            self._refuser(str(erreur))
            return
        self._form.corrections = dites
        self._remplir(estimation, lus, hlm=preparation.demande.rls)
        self._pour = lus["loyer"]
        self._dire("\n".join(_phrases(estimation, preparation)))

    def _preparer(self, loyer: Decimal | None, dites: Corrections) -> Preparation:
        lu = self._lu
        return preparer(lu.menage, self._logement, loyer, au=lu.au, corrections=dites, baremes=lu.baremes)

    def _remplir(self, estimation: EstimationApl, lus: dict[str, Any], *, hlm: bool) -> None:
        self._form.poser("apl", estimation.apl, Source.ESTIMATION, self._lu.au)
        calculee = lus["rls"] is None or lus["source_rls"] in CALCULEES
        if hlm and calculee and (estimation.rls or lus["rls"] is not None):
            self._form.poser("rls", estimation.rls, Source.BAREME, rls_du(self._lu.au, self._lu.baremes))

    def _refuser(self, phrase: str) -> None:
        self._pour = RIEN
        self._dire(phrase, "ambre")
        if phrase != NOTIFIEE:
            self._hypotheses.show()

    def _verifier(self) -> None:
        try:
            loyer = self._form.editor("loyer").value()
        except ErreurMetier:
            return
        if self._pour not in (RIEN, loyer):
            self._pour = RIEN
            self._dire(PERIMEE, "ambre")

    def _dire(self, phrase: str, token: str = "texte2") -> None:
        self._dit.setText(phrase)
        self._dit.setAccessibleName(phrase)
        self._dit.set_token(token)
        self._dit.setVisible(bool(phrase))


def _phrases(estimation: EstimationApl, preparation: Preparation) -> tuple[str, ...]:
    bornes = f"De {nombre(estimation.basse)} à {euros(estimation.haute)}"
    return (
        estimation.libelle,
        f"{bornes} si les ressources varient de 10{FINE}%.",
        *plafond_depasse(estimation),
        f"Ressources{INSECABLE}: {preparation.ressources}.",
    )

"""Saisir les montants d'une colonne du reste à charge : avant, une offre, ou après."""

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu
from relogement.cout import Cout
from relogement.menage import Menage
from relogement.nomenclatures import Moment, Source
from relogement.offre import Offre
from relogement.relogement import Relogement
from ui.dossier.actes.cout import FormulaireCout, MontantsSaisis
from ui.dossier.actes.dialogue import ActeDialog, Ecriture
from ui.dossier.actes.estimateur import EstimateurApl
from ui.ouvert import ProjetOuvert


class MontantsDialog(ActeDialog):
    """`cible` : une offre, un relogement, ou rien pour le logement quitté."""

    largeur = 620

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget) -> None:
        self._cible = cible if isinstance(cible, Offre | Relogement) else None
        self._cout = self._cible.cout if self._cible is not None else lu.menage.cout_avant
        super().__init__(
            ouvert, lu, parent, nom="montants", titre=f"Montants — {self._quoi()}",
            verbe="Enregistrer les montants",
        )  # fmt: skip
        self._form = FormulaireCout(lu.menage.cout_avant if self._cible is not None else None)
        self.contenu.addWidget(self._form)
        self.contenu.addWidget(self._form.reste)
        self.apl = EstimateurApl(lu, self._form)
        self.contenu.addWidget(self.apl)
        source = Source.BAILLEUR if isinstance(self._cible, Offre) else Source.QUITTANCE
        self._form.show_cout(self._cout, source=source, le=lu.au)
        self.apl.set_logement(self._cible.logement if self._cible is not None else lu.menage.logement_quitte)

    def _moment(self) -> Moment:
        if isinstance(self._cible, Offre):
            return Moment.OFFRE
        return Moment.APRES if isinstance(self._cible, Relogement) else Moment.AVANT

    def _quoi(self) -> str:
        if isinstance(self._cible, Offre):
            return f"offre {self._cible.rang}"
        return "après le relogement" if isinstance(self._cible, Relogement) else "logement quitté"

    def premier(self) -> QWidget:
        return self._form.editor("loyer")

    def ecriture(self) -> Ecriture:
        saisis = self._form.saisis()
        return Ecriture(f"Montants, {self._quoi()}", lambda session: self._noter(session, saisis))

    def _noter(self, session: Session, saisis: MontantsSaisis) -> None:
        if self._cout is not None:
            saisis.reporter(self.a_jour(session, self._cout))
            return
        self._attacher(session, self.menage(session), saisis)

    def _attacher(self, session: Session, menage: Menage, saisis: MontantsSaisis) -> None:
        cout: Cout | None = saisis.nouveau(self._moment())
        if cout is None:
            return
        menage.couts.append(cout)
        if self._cible is not None:
            self.a_jour(session, self._cible).cout = cout


class EstimerDialog(MontantsDialog):
    """Les mêmes montants, l'APL déjà estimée : il reste à la relire et à l'enregistrer."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget) -> None:
        super().__init__(ouvert, lu, cible, parent)
        self.apl.estimer()

    def premier(self) -> QWidget:
        return self.apl.a_preciser() or self.valider

"""Signer le bail : le logement de l'offre acceptée ou un autre, la date, et ce qu'il coûte vraiment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.dossier import DossierLu, logements_proposables
from db.promesses import refuser_si_promis
from relogement.actes import signer
from relogement.cout import Cout
from relogement.logement import LogementOffert
from relogement.nomenclatures import Moment, Nature, Reponse, Source
from relogement.offre import Offre
from relogement.relogement import Relogement
from ui.composants.bande import Separateur
from ui.composants.texte import section
from ui.dossier.actes.cout import LIGNES, FormulaireCout, MontantsSaisis
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de
from ui.dossier.actes.logement import ChoixLogement, logement_dans
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert
from ui.theme import px

CHAMPS = ("nature", "bail_le", "retour_prevu_le", "frais")


@dataclass(frozen=True)
class _Bail:
    logement: LogementOffert | None
    description: dict[str, Any]
    montants: MontantsSaisis
    valeurs: dict[str, Any]


class BailDialog(ActeDialog):
    """Le loyer et les charges de l'offre servent de départ ; l'APL reste inconnue jusqu'à sa notification."""

    largeur = 1040

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        super().__init__(ouvert, lu, parent, nom="bail", titre="Signer un bail", verbe="Signer le bail")
        with ouvert.fichier.lire() as session:
            libres = list(logements_proposables(session))
        acceptes = [o.logement for o in self._acceptees()]
        self._logement = ChoixLogement([*acceptes, *(x for x in libres if x.id not in {a.id for a in acceptes})])
        self._form = Formulaire(Relogement, CHAMPS)
        self._cout = FormulaireCout(lu.menage.cout_avant)
        grille_de(self._form, etiquette=150)
        self._remplir()
        self._logement.chosen.connect(self._chiffrer)
        self._chiffrer(self._logement.logement)
        self._form.changed.connect(self._actualiser)
        self._form.show_values({"nature": Nature.DEFINITIF, "bail_le": lu.au})

    def _acceptees(self) -> Iterator[Offre]:
        return (o for o in reversed(self.lu.menage.offres) if o.reponse is Reponse.ACCORD)

    def _remplir(self) -> None:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(20))
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for pile, morceaux in (
            (gauche, (section("Bail"), self._form, Separateur(), section("Logement"), self._logement)),
            (droite, (section("Ce qu’il coûte"), self._cout, self._cout.reste)),
        ):
            pile.setSpacing(px(8))
            for morceau in morceaux:
                pile.addWidget(morceau)
            pile.addStretch(1)
        rangee.addLayout(gauche, 4)
        rangee.addWidget(Separateur(vertical=True))
        rangee.addLayout(droite, 5)
        self.contenu.addLayout(rangee)

    def _actualiser(self) -> None:
        provisoire = getattr(self._form.editor("nature"), "value")() is Nature.PROVISOIRE  # noqa: B009
        for widget in (self._form.label("retour_prevu_le"), self._form.editor("retour_prevu_le")):
            widget.setVisible(provisoire)

    def _chiffrer(self, logement: LogementOffert | None) -> None:
        offre = self._offre_de(logement)
        depart = Cout(moment=Moment.APRES)
        if offre is not None and offre.cout is not None:
            for nom in LIGNES:
                setattr(depart, nom, None if nom == "apl" else getattr(offre.cout, nom))
        elif logement is not None:
            depart.loyer, depart.charges = logement.loyer, logement.charges
        for nom in ("loyer", "annexes", "rls", "sls", "charges", "forfait_eau", "forfait_chauffage"):
            depart.justifier(nom, Source.BAILLEUR, self.lu.au)
        self._cout.show_cout(depart, source=Source.QUITTANCE, le=self.lu.au)

    def _offre_de(self, logement: LogementOffert | None) -> Offre | None:
        return next((o for o in self._acceptees() if logement is not None and o.logement_id == logement.id), None)

    def premier(self) -> QWidget:
        return self._form.editor("bail_le")

    def ecriture(self) -> Ecriture:
        valeurs = self._form.values()
        exiger(valeurs, "nature", "Dites si le relogement est définitif ou provisoire.")
        exiger(valeurs, "bail_le", "Écrivez la date de signature du bail.")
        bail = _Bail(self._logement.logement, self._logement.values(), self._cout.saisis(), valeurs)
        return Ecriture("Bail signé", lambda session: self._signer(session, bail))

    def _signer(self, session: Session, bail: _Bail) -> None:
        menage = self.menage(session)
        logement = logement_dans(session, bail.logement, bail.description, bail_le=bail.valeurs["bail_le"])
        refuser_si_promis(session, logement, menage.id)
        offre = next((o for o in menage.offres if o.logement is logement and o.reponse is Reponse.ACCORD), None)
        bail_le: date = bail.valeurs["bail_le"]
        relogement = signer(
            menage, logement, bail.valeurs["nature"], bail_le, cout=bail.montants.nouveau(Moment.APRES),
            offre=offre, auteur=self.auteur,
        )  # fmt: skip
        relogement.retour_prevu_le, relogement.frais = bail.valeurs["retour_prevu_le"], bail.valeurs["frais"]

"""Proposer une offre : le logement, ce qu'il coûterait, et sa notification avec la date limite calculée."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.dossier import DossierLu, logements_proposables
from db.effets import AvantOffre, avant_offre
from db.promesses import refuser_si_promis
from relogement.actes import Notification, proposer
from relogement.cout import Cout
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.nomenclatures import Moment, Source
from ui.composants.bande import Separateur
from ui.composants.texte import Texte, section
from ui.dossier.actes.cout import FormulaireCout, MontantsSaisis
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, grille_de
from ui.dossier.actes.estimateur import EstimateurApl
from ui.dossier.actes.logement import ChoixLogement, logement_dans
from ui.dossier.actes.notification import FormulaireNotification
from ui.dossier.effets import QuatreEffets
from ui.ouvert import ProjetOuvert
from ui.theme import px


@dataclass(frozen=True)
class _Proposition:
    logement: LogementOffert | None
    description: dict[str, Any]
    montants: MontantsSaisis
    notification: Notification | None


class OffreDialog(ActeDialog):
    largeur = 1080

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget) -> None:
        rang = max((o.rang for o in lu.menage.offres), default=0) + 1
        super().__init__(
            ouvert, lu, parent, nom="offre", titre=f"Proposer l’offre {rang}", verbe="Proposer l’offre"
        )
        self._rang = rang
        with ouvert.fichier.lire() as session:
            vivier = logements_proposables(session)
        self._logement = ChoixLogement(vivier)
        self._cout = FormulaireCout(lu.menage.cout_avant)
        self._apl = EstimateurApl(lu, self._cout)
        self._notification = FormulaireNotification(lu)
        grille_de(self._notification)
        self._avant: AvantOffre | None = None
        self._effets = QuatreEffets(nom="offre_proposee_effets")
        self._residence = Texte("", "texte2", lignes=True, nom="offre_proposee_equilibre")
        self._remplir()
        self._logement.chosen.connect(self._chiffrer)
        if isinstance(cible, LogementOffert):
            self._logement.choisir(cible)
        self._chiffrer(self._logement.logement)
        self._notification.show_values({})
        self._cout.changed.connect(self._montrer_l_effet)
        self._logement.edited.connect(self._montrer_l_effet)
        lire = partial(avant_offre, menage_id=lu.menage.id, au=lu.au, operation=ouvert.operation)
        tache = ouvert.read("Effet de l’offre", lire)
        tache.succeeded.connect(self._effet_lu)

    def _remplir(self) -> None:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(20))
        gauche = _colonne("Logement", self._logement, Separateur(), section("Notification"))
        gauche.addWidget(self._notification)
        gauche.addWidget(self._notification.delai)
        gauche.addWidget(Separateur())
        gauche.addWidget(section("Effet sur les quatre critères, si elle était acceptée"))
        gauche.addWidget(self._effets)
        gauche.addWidget(self._residence)
        droite = _colonne("Ce qu’il coûterait", self._cout, self._cout.reste, self._apl)
        for pile in (gauche, droite):
            pile.addStretch(1)
        rangee.addLayout(gauche, 4)
        rangee.addWidget(Separateur(vertical=True))
        rangee.addLayout(droite, 5)
        self.contenu.addLayout(rangee)

    def _chiffrer(self, logement: LogementOffert | None) -> None:
        """Le loyer et les charges annoncés par le bailleur servent de départ."""
        connu = None
        self._apl.set_logement(logement)
        if logement is not None:
            connu = Cout(moment=Moment.OFFRE, loyer=logement.loyer, charges=logement.charges)
            for nom in ("loyer", "charges"):
                connu.justifier(nom, Source.BAILLEUR, self.lu.au)
        self._cout.show_cout(connu, source=Source.BAILLEUR, le=self.lu.au)

    def _effet_lu(self, avant: AvantOffre | None) -> None:
        self._avant = avant
        self._montrer_l_effet()

    def _montrer_l_effet(self) -> None:
        """Suit le logement et les montants à mesure ; ce qui ne se lit pas encore laisse l'effet d'avant."""
        if self._avant is None:
            return
        try:
            logement = self._logement.logement or LogementOffert(**self._logement.decrit())
            cout = self._cout.saisis().nouveau(Moment.OFFRE)
        except ErreurMetier:
            return
        self._effets.show_effets(self._avant.effets(logement, cout), self._avant.operation)
        dit = self._avant.equilibre(logement)
        self._residence.setText(dit.phrase if dit else "")
        self._residence.setVisible(dit is not None)

    def premier(self) -> QWidget:
        return self._logement.premier()

    def ecriture(self) -> Ecriture:
        proposition = _Proposition(
            self._logement.logement,
            self._logement.values(),
            self._cout.saisis(),
            self._notification.notification(),
        )
        return Ecriture(f"Offre {self._rang} proposée", lambda session: self._proposer(session, proposition))

    def _proposer(self, session: Session, proposition: _Proposition) -> None:
        logement = logement_dans(session, proposition.logement, proposition.description)
        menage = self.menage(session)
        refuser_si_promis(session, logement)
        proposer(
            menage,
            logement,
            charte=charte_en_vigueur(session),
            notification=proposition.notification,
            cout=proposition.montants.nouveau(Moment.OFFRE),
            auteur=self.auteur,
        )


def _colonne(titre: str, *morceaux: QWidget) -> QVBoxLayout:
    pile = QVBoxLayout()
    pile.setSpacing(px(8))
    pile.addWidget(section(titre))
    for morceau in morceaux:
        pile.addWidget(morceau)
    return pile

"""La carte du logement quitté : sa place, sa taille, ce qu'il coûte ; elle mène à son onglet."""

from decimal import Decimal

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from db.dossier import DossierLu
from db.regles_du_dossier import adequation
from relogement.cout import Cout
from relogement.nomenclatures import Source
from relogement.textes import INCONNU, MOINS, TIRET, arrondi, euros, jour, nombre, pourcent
from ui import fonts
from ui.composants.bande import vider
from ui.composants.carte import Carte
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import Texte
from ui.dossier.mots import etage, typologie_et_surface
from ui.dossier.occupation import ligne_occupation
from ui.dossier.souple import Souple
from ui.theme import px

LARGEUR = 264
SOURCES_APL = {
    Source.NOTIFICATION: "notifiée",
    Source.SIMULATEUR: "simulée",
    Source.ESTIMATION: "estimée",
    Source.DECLARE: "déclarée",
    Source.QUITTANCE: "sur quittance",
    Source.BAILLEUR: "selon le bailleur",
}


class CarteLogementQuitte(Carte):
    def __init__(self) -> None:
        super().__init__("Logement quitté", " ", nom="carte_logement", cliquable=True)
        self.setToolTip("Ouvrir l’onglet du logement quitté")
        self.setFixedWidth(px(LARGEUR))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(px(8))
        self._grille.setVerticalSpacing(px(3))
        self._grille.setColumnMinimumWidth(0, px(66))
        self._grille.setColumnStretch(1, 1)
        self.contenu.setContentsMargins(px(12), px(9), px(12), px(9))
        self.contenu.addLayout(self._grille)
        self.contenu.addStretch(1)

    def show_dossier(self, lu: DossierLu) -> None:
        vider(self._grille)
        quitte = lu.menage.logement_quitte
        self.set_titre("Logement quitté", (quitte.bailleur if quitte else "") or "Bailleur inconnu")
        for rang, (mot, vue) in enumerate(_lignes(lu)):
            gras = mot == "RAC avant"
            graisse = fonts.GRAS if gras else fonts.NORMAL
            self._grille.addWidget(Texte(mot, "texte" if gras else "texte2", graisse=graisse), rang, 0)
            self._grille.addWidget(Souple(vue), rang, 1)


def _lignes(lu: DossierLu) -> list[tuple[str, Ligne]]:
    menage, cout = lu.menage, lu.menage.cout_avant
    quitte = menage.logement_quitte
    place = etage(quitte.etage) if quitte else ""
    return [
        ("Situation", _simple(place or INCONNU)),
        ("Typologie", _simple(typologie_et_surface(quitte))),
        ("Occupation", ligne_occupation(adequation(lu, quitte))),
        ("Entrée", _simple(jour(menage.entree_bail_le) if menage.entree_bail_le else INCONNU)),
        ("Loyer", _loyer(cout)),
        ("Charges", _charges(cout)),
        ("APL", _apl(cout)),
        ("RAC avant", _rac(lu)),
    ]


def _simple(texte: str) -> Ligne:
    return Ligne((Morceau(texte, "texte3" if texte in (INCONNU, TIRET) else "texte"),))


def _montant(valeur: Decimal | None, suite: str = "", graisse: int = fonts.NORMAL) -> Ligne:
    if valeur is None:
        return Ligne((Morceau(INCONNU, "ambre", souligne=True), Morceau(suite, "texte2")))
    return Ligne((Morceau(euros(valeur), graisse=graisse), Morceau(suite, "texte2")))


def _loyer(cout: Cout | None) -> Ligne:
    rls = f"{MOINS} RLS {nombre(cout.rls)} €" if cout and cout.rls else ""
    return _montant(cout.loyer if cout else None, rls)


def _charges(cout: Cout | None) -> Ligne:
    dit = {True: "chauffage inclus", False: "hors chauffage", None: ""}[cout.chauffage_inclus if cout else None]
    return _montant(cout.charges if cout else None, dit)


def _apl(cout: Cout | None) -> Ligne:
    source = cout.provenance("apl").source if cout else None
    return _montant(cout.apl if cout else None, SOURCES_APL.get(source, "") if source else "")


def _rac(lu: DossierLu) -> Ligne:
    rac, te = lu.rac.avant.rac, lu.rac.avant.te
    if rac.valeur is None:
        return Ligne((Morceau(INCONNU, "ambre", fonts.GRAS), Morceau(rac.motif, "texte2", taille=fonts.LEGENDE)))
    effort = f"effort {pourcent(arrondi(te.valeur))}" if te.valeur is not None else ""
    return _montant(arrondi(rac.valeur), effort, fonts.GRAS)

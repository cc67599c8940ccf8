"""Une carte de montants : chacun avec sa source en icône, et le reste à charge au bas."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from relogement.comparaison import ColonneRac
from relogement.cout import Cout
from relogement.nomenclatures import Source
from relogement.textes import INCONNU, MOINS, arrondi, euros, jour
from ui import fonts
from ui.composants.bande import Separateur, vider
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.texte import Texte
from ui.theme import px

ICONES = {
    Source.QUITTANCE: "receipt-euro",
    Source.NOTIFICATION: "landmark",
    Source.SIMULATEUR: "monitor",
    Source.ESTIMATION: "calculator",
    Source.DECLARE: "message-square",
    Source.BAILLEUR: "building-2",
    Source.FORFAIT: "book-open",
    Source.BAREME: "table-properties",
}
POSTES = (
    ("loyer", "Loyer hors RLS", False),
    ("annexes", "Annexes", False),
    ("sls", "SLS", False),
    ("charges", "Charges récupérables", False),
    ("forfait_eau", "Eau hors charges", False),
    ("forfait_chauffage", "Chauffage hors charges", False),
    ("rls", f"{MOINS} RLS", True),
    ("apl", f"{MOINS} APL", True),
)
TOUJOURS = ("loyer", "charges", "apl")


def source_dite(cout: Cout | None, nom: str) -> str:
    """« Quittance du 31/10/2026 », ou rien si l'on ne sait pas."""
    if cout is None or cout.montant(nom) is None:
        return ""
    trace = cout.provenance(nom)
    if trace.source is None:
        return "Source inconnue"
    return trace.source.libelle + (f" du {jour(trace.le)}" if trace.le else "")


def icone_source(cout: Cout | None, nom: str) -> str:
    """L'icône de la source d'un montant, rien s'il est inconnu."""
    if cout is None or cout.montant(nom) is None:
        return ""
    source = cout.provenance(nom).source
    return ICONES[source] if source is not None else "circle-question-mark"


class FicheCouts(Carte):
    def __init__(self, titre: str, *, nom: str) -> None:
        super().__init__(titre, nom=nom)
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(px(8))
        self._grille.setVerticalSpacing(px(7))
        self._grille.setColumnStretch(0, 1)
        self.pied = QHBoxLayout()
        self.contenu.addLayout(self._grille)
        self.contenu.addLayout(self.pied)
        self.contenu.addStretch(1)
        self.pied.addStretch(1)

    def show_colonne(self, colonne: ColonneRac, origines: Mapping[str, str] = MappingProxyType({})) -> None:
        """``origines`` : le fichier et la ligne d'où vient chaque montant importé, dits au survol."""
        vider(self._grille)
        rang = 0
        for nom, mot, moins in POSTES:
            valeur = colonne.cout.montant(nom) if colonne.cout else None
            if valeur is None and nom not in TOUJOURS:
                continue
            source = "\n".join(filter(None, (source_dite(colonne.cout, nom), origines.get(nom))))
            self._ligne(rang, mot, _signee(valeur, moins), source, colonne.cout, nom)
            rang += 1
        self._grille.addWidget(Separateur(), rang, 0, 1, 3)
        self._rac(rang + 1, colonne)

    def _ligne(self, rang: int, mot: str, montant: str, source: str, cout: Cout | None, nom: str) -> None:
        self._grille.addWidget(Texte(mot, "texte2"), rang, 0)
        inconnu = montant == INCONNU
        texte = Texte(montant, "ambre" if inconnu else "texte")
        texte.setToolTip(source or f"{mot} : inconnu")
        self._grille.addWidget(texte, rang, 1, Qt.AlignmentFlag.AlignRight)
        if icone := icone_source(cout, nom):
            self._grille.addWidget(Icone(icone, "texte3", 14, lu=source), rang, 2)

    def _rac(self, rang: int, colonne: ColonneRac) -> None:
        rac = colonne.brut
        dit = euros(arrondi(rac.valeur)) if rac.valeur is not None else INCONNU
        self._grille.addWidget(Texte("= Reste à charge", graisse=fonts.GRAS), rang, 0)
        valeur = Texte(dit, "accent" if rac.valeur is not None else "ambre", graisse=fonts.GRAS)
        valeur.setToolTip(rac.motif or "Loyer + charges − RLS − APL, sans ce qui se paie à part")
        self._grille.addWidget(valeur, rang, 1, Qt.AlignmentFlag.AlignRight)
        if rac.motif:
            motif = Texte(rac.motif, "texte2", fonts.LEGENDE, lignes=True)
            self._grille.addWidget(motif, rang + 1, 0, 1, 3)


def _signee(valeur: Decimal | None, moins: bool) -> str:
    if valeur is None:
        return INCONNU
    return f"{MOINS}{euros(valeur)}" if moins and valeur else euros(valeur)

"""Ce qui manque à un dossier, en menu, et où cela se tape : choisir un manque mène à son champ."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from db.dossier import DossierLu
from relogement.comparaison import relogement_retenu
from relogement.completude import Attendu, Usage
from relogement.textes import INSECABLE
from ui import icons


@dataclass(frozen=True)
class Lieu:
    """Un onglet et le nom de son champ ; ou un acte quand le champ n'est pas dans un onglet."""

    onglet: str = ""
    champ: str = ""
    acte: str = ""


PARTIES = {
    "titulaire": Lieu(acte="personne"),
    "personnes": Lieu("menage", "personnes"),
    "menage": Lieu("enquete"),
    "souhaits": Lieu("enquete", "souhait_1_lieu"),
    "quitte": Lieu("logement"),
    "avant": Lieu("logement", "montants_avant"),
    "apres": Lieu("relogement"),
    "logement": Lieu("relogement"),
}


def lieu_de(attendu: Attendu) -> Lieu:
    """Où se tape un champ attendu."""
    partie, champ = attendu.chemin.split(".")
    lieu = PARTIES[partie]
    return Lieu(lieu.onglet, lieu.champ or champ, lieu.acte)


def acte_du_chemin(chemin: str, lu: DossierLu) -> tuple[str, object]:
    """L'acte qui mène à un champ nommé « partie.champ », et sa cible ; rien si l'on ne sait pas le situer."""
    partie, _, champ = chemin.partition(".")
    match partie:
        case "acte":
            acte, _, cible = champ.partition(".")
            return acte, cible or None
        case "logement" | "relogement":
            return "nouveau_logement", champ
        case "apres":
            return "montants", relogement_retenu(lu.menage)
        case "suivi":
            return "onglet", "suivi"
        case _ if partie in PARTIES:
            return "manque", Attendu(chemin, "", (), False)
    return "", None


def menu_des_manques(parent: QWidget, lu: DossierLu, aller: Callable[[Attendu], object]) -> QMenu:
    """Les manques rangés par ce qu'ils empêchent ; un manque peut y être deux fois."""
    menu = QMenu(parent)
    menu.setObjectName("menu_manques")
    for usage in Usage:
        manques = lu.completude.pour(usage)
        compte = f"il manque {len(manques)}" if manques else "rien ne manque"
        titre = menu.addAction(f"{usage.libelle[0].upper()}{usage.libelle[1:]}{INSECABLE}: {compte}")
        titre.setEnabled(False)
        titre.setObjectName(f"manques_{usage.value}")
        for manque in manques:
            action = menu.addAction(icons.icon("circle-dashed", "ambre"), f"   {manque.libelle}")
            action.setObjectName(f"manque_{usage.value}_{manque.chemin}")
            action.triggered.connect(lambda _=False, m=manque: aller(m))
        menu.addSeparator()
    return menu

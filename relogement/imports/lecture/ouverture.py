"""La porte d'entrée : un chemin, un classeur de texte."""

from pathlib import Path

from relogement.imports.lecture.classeur import Classeur
from relogement.imports.lecture.contenu import Contenu, contenu
from relogement.travail import Avancement, sans_avancement


def lire_classeur(chemin: Path, avancement: Avancement = sans_avancement) -> Classeur:
    """Le classeur d'un bailleur, quel que soit son format ; ses lignes se lisent au fil de l'eau."""
    match contenu(chemin):
        case Contenu.XLSX:
            from relogement.imports.lecture.xlsx import lire_xlsx

            return lire_xlsx(chemin, avancement)
        case Contenu.ODS | Contenu.XLS:
            from relogement.imports.lecture.autres_classeurs import lire_autre_classeur

            return lire_autre_classeur(chemin, avancement)
        case Contenu.HTML | Contenu.XML_2003:
            from relogement.imports.lecture.balises import lire_balises

            return lire_balises(chemin, avancement)
        case Contenu.TEXTE:
            from relogement.imports.lecture.delimite import lire_delimite

            return lire_delimite(chemin, avancement)

"""Un autre tableau dont on a dit les colonnes par leurs titres : ce que fait l'écran, en ligne de commande."""

from collections.abc import Mapping

from relogement.base import Code
from relogement.imports.analyse import Tableau
from relogement.imports.autre.colonnes import LEXIQUE
from relogement.imports.colonnes import norme
from relogement.imports.examen import Examen, examiner_classeur
from relogement.imports.lecture import Classeur
from relogement.imports.phrases import erreur
from relogement.imports.reconnaissance import AutreNature, Souvenir


def preparer_autre(classeur: Classeur, choisies: Mapping[str, str]) -> Classeur:
    """Chaque colonne à son champ : celui que l'on dit, sinon celui que l'on reconnaît."""
    if all(feuille.titres is not None for feuille in classeur.feuilles) and not choisies:
        return classeur
    _verifier_les_champs(choisies)
    dites = {norme(titre): Souvenir(champ or None, "à l’instant") for titre, champ in choisies.items()}

    def memoire(_nature: Code, _tableau: Tableau) -> Mapping[str, Souvenir]:
        return dites

    examen = examiner_classeur(classeur, nature=AutreNature.AUTRE, memoire=memoire)
    _verifier_les_titres(examen, choisies)
    return examen.classeur_de(AutreNature.AUTRE)


def _verifier_les_champs(choisies: Mapping[str, str]) -> None:
    connus = [colonne.code for colonne in LEXIQUE.colonnes]
    for titre, champ in choisies.items():
        if champ and champ not in connus:
            raise erreur(f"« {titre} » : le champ « {champ} » n’existe pas. Choisissez parmi {', '.join(connus)}.")


def _verifier_les_titres(examen: Examen, choisies: Mapping[str, str]) -> None:
    titres = {norme(titre): titre for t in examen.tableaux for titre in t.tableau.titres if titre}
    for titre in choisies:
        if norme(titre) not in titres:
            lus = ", ".join(f"« {lu} »" for lu in titres.values())
            raise erreur(f"Aucune colonne ne s’appelle « {titre} ». Celles du fichier : {lus}.")

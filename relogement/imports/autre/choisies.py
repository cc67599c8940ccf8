"""Des colonnes dont on a dit le champ par leur titre : ce que fait l'écran, en ligne de commande."""

from collections.abc import Mapping

from relogement.imports.colonnes import norme
from relogement.imports.examen import Examen
from relogement.imports.phrases import erreur
from relogement.imports.reconnaissance import lexiques


def verifier_les_titres(examen: Examen, choisies: Mapping[str, str]) -> None:
    """Chaque titre dit est dans le fichier, et son champ existe ; sinon une phrase donne les bons."""
    titres = {norme(titre): titre for t in examen.tableaux for titre in t.tableau.titres if titre}
    natures = {t.nature for t in examen.tableaux if t.nature is not None}
    connus = [colonne.code for nature in natures for colonne in lexiques()[nature].colonnes]
    for titre, champ in choisies.items():
        if champ and champ not in connus:
            raise erreur(f"« {titre} » : le champ « {champ} » n’existe pas. Choisissez parmi {', '.join(connus)}.")
        if norme(titre) not in titres:
            lus = ", ".join(f"« {lu} »" for lu in titres.values())
            raise erreur(f"Aucune colonne ne s’appelle « {titre} ». Celles du fichier : {lus}.")

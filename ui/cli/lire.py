"""Dire ce que l'on comprend d'un fichier, sans base et sans rien écrire."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.geographie import est_une_couche
from relogement.imports.examen import Examen, TableauExamine, examiner
from relogement.imports.lecture import Annonce, OrdreDesDates, Reglages, Trouvaille, lire_commentaires
from relogement.imports.lecture.annonces import lettres
from relogement.imports.lecture.dialecte import NOMS
from relogement.imports.phrases import phrase
from relogement.imports.reconnaissance import Reconnaissance, lexiques, nature_nommee
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, fichier_existant

SEPARATEURS = {"tab": "\t", "tabulation": "\t", "\\t": "\t", "point-virgule": ";", "virgule": ","}

IGNOREES_MAX = 100_000


def _options(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("fichier", metavar="FICHIER", help="classeur, CSV, HTML, .gz…")
    sous.add_argument("--json", action="store_true", help="le même compte rendu, pour un programme")
    sous.add_argument("--nature", choices=[n.value for n in lexiques()], help="ce que contient le fichier")
    sous.add_argument("--feuille", action="append", default=[], metavar="NOM", help="ne lire que cette feuille")
    sous.add_argument("--encodage", metavar="CODE", help="celui d’un fichier texte : utf-8, cp1252…")
    sous.add_argument("--separateur", type=_separateur, metavar="SIGNE", help="; , | ou tab")
    sous.add_argument("--decimale", choices=(",", "."), help="le signe décimal")
    sous.add_argument("--dates", choices=[o.value for o in OrdreDesDates], help="l’ordre des dates")
    sous.add_argument("--titres", type=_plage, metavar="5[-6]", help="les lignes de titres")
    sous.add_argument("--ignorer", type=_lignes, default=frozenset(), metavar="1,2,8-9", help="lignes à ignorer")
    sous.add_argument("--masquees", action="store_true", help="lire aussi feuilles, lignes et colonnes masquées")
    sous.add_argument("--commentaires", action="store_true", help="montrer les commentaires d’un classeur Excel")
    sous.add_argument("--reparer-accents", action="store_true", help="réparer des accents codés deux fois")


def _separateur(texte: str) -> str:
    signe = SEPARATEURS.get(texte.casefold(), texte)
    if len(signe) != 1 or signe in '\r\n"':
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas un séparateur : écrire ; , | ou tab")
    return signe


def _plage(texte: str) -> tuple[int, int]:
    premiere, _, derniere = texte.partition("-")
    bornes = (premiere, derniere or premiere)
    if not all(borne.isdecimal() for borne in bornes) or not 0 < int(bornes[0]) <= int(bornes[1]):
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas une ligne : écrire 5, ou 5-6")
    return int(bornes[0]), int(bornes[1])


def _lignes(texte: str) -> frozenset[int]:
    plages = [_plage(morceau.strip()) for morceau in texte.split(",")]
    bornees = [(premiere, min(derniere, premiere + IGNOREES_MAX)) for premiere, derniere in plages]
    return frozenset(numero for premiere, derniere in bornees for numero in range(premiere, derniere + 1))


def _lire(demande: argparse.Namespace) -> int:
    chemin = fichier_existant(demande.fichier)
    if est_une_couche(chemin):
        raise ErreurMetier(
            phrase(f"« {chemin.name} » est une couche de quartiers. Importez-la avec --nature qpv.")
        )
    nature = nature_nommee(demande.nature) if demande.nature else None
    examen = examiner(chemin, _reglages(demande), nature)
    commentaires = lire_commentaires(chemin) if demande.commentaires else ()
    if demande.json:
        dits = [{"feuille": c.feuille, "cellule": c.cellule, "texte": c.texte} for c in commentaires]
        print(json.dumps({**en_json(examen), "commentaires": dits}, ensure_ascii=False, indent=1))
    else:
        lus = (phrase(f"  commentaire {c.feuille} {c.cellule} : {c.texte}") for c in commentaires)
        print("\n".join((*en_texte(examen), *lus)))
    return 0


def _reglages(demande: argparse.Namespace) -> Reglages:
    return Reglages(
        feuilles=tuple(demande.feuille),
        encodage=demande.encodage,
        separateur=demande.separateur,
        decimale=demande.decimale,
        ordre_des_dates=OrdreDesDates(demande.dates) if demande.dates else None,
        lignes_de_titres=demande.titres,
        lignes_a_ignorer=demande.ignorer,
        feuilles_masquees=demande.masquees,
        lignes_masquees=demande.masquees,
        colonnes_masquees=demande.masquees,
        accents_repares=demande.reparer_accents,
    )


def en_texte(examen: Examen) -> Iterator[str]:
    """Le compte rendu à lire : le fichier, chaque tableau et ses colonnes, ce qu'il faut en savoir."""
    classeur = examen.analyse.classeur
    yield phrase(f"{classeur.nom} : {classeur.format}, {pluriel(len(examen.tableaux), 'tableau', 'tableaux')}.")
    for nom, trouvaille in _conventions(examen).items():
        yield phrase(f"  {nom} : {NOMS.get(trouvaille.valeur, trouvaille.valeur)} ({_assurance(trouvaille)})")
    for masquee in classeur.masquees:
        yield phrase(f"  feuille non lue : {masquee}")
    for examine in examen.tableaux:
        yield from _tableau(examine)
    for dite in examen.annonces:
        yield phrase(f"- {dite.genre.libelle}{_lieu(dite)} : {dite.message}")


def _conventions(examen: Examen) -> dict[str, Trouvaille]:
    """Ce qui a été trouvé de la façon d'écrire, dans l'ordre où l'on en a besoin."""
    dialecte, valeurs = examen.analyse.classeur.dialecte, examen.analyse.valeurs
    trouvees = {
        "encodage": dialecte.encodage,
        "séparateur": dialecte.separateur,
        "guillemet": dialecte.guillemet,
        "décimale": valeurs.decimale,
        "dates": valeurs.ordre,
    }
    return {nom: trouvaille for nom, trouvaille in trouvees.items() if trouvaille is not None}


def _assurance(trouvaille: Trouvaille) -> str:
    return trouvaille.raison if trouvaille.imposee else f"{trouvaille.confiance} %, {trouvaille.raison}"


def _lieu(dite: Annonce) -> str:
    return f" (feuille {dite.feuille})" if dite.feuille else ""


def _tableau(examine: TableauExamine) -> Iterator[str]:
    tableau = examine.tableau
    titres = _lignes_de_titres(tableau.premiere, tableau.derniere)
    yield phrase(f"{tableau.nom} : {titres}, {pluriel(tableau.nb_lignes, 'ligne', 'lignes')} de données.")
    for sorte in dict.fromkeys(tableau.sortes.values()):
        yield phrase(f"  {sorte.libelle} : {tableau.compte(sorte)}")
    for devinee in examine.natures:
        yield phrase(f"  nature : {devinee.nature.libelle} ({devinee.confiance} %, {devinee.raison})")
    if examine.millesime is not None:
        yield phrase(
            f"  {examine.millesime.libelle}, {examine.millesime.version.libelle} : {examine.millesime.raison}"
        )
    for reconnaissance in examine.colonnes:
        yield _colonne(reconnaissance)


def _lignes_de_titres(premiere: int, derniere: int) -> str:
    if not premiere:
        return "sans titres"
    return f"titres ligne {premiere}" if premiere == derniere else f"titres lignes {premiere} à {derniere}"


def _colonne(reconnaissance: Reconnaissance) -> str:
    colonne = reconnaissance.colonne
    place = f"  {lettres(colonne.position):>3} {colonne.titre or '(sans titre)'}"
    if reconnaissance.champ is None:
        return phrase(f"{place} : non reconnue ({reconnaissance.raison})")
    return phrase(f"{place} → {reconnaissance.libelle} ({reconnaissance.confiance} %, {reconnaissance.raison})")


def en_json(examen: Examen) -> dict[str, Any]:
    """Le même compte rendu, champs stables et sans aucune valeur de cellule hors des messages."""
    classeur = examen.analyse.classeur
    return {
        "fichier": classeur.nom,
        "format": classeur.format,
        "conventions": {
            nom: {"valeur": t.valeur, "confiance": t.confiance, "raison": t.raison, "imposee": t.imposee}
            for nom, t in _conventions(examen).items()
        },
        "feuilles_non_lues": list(classeur.masquees),
        "tableaux": [_tableau_json(examine) for examine in examen.tableaux],
        "annonces": [
            {"genre": a.genre.value, "feuille": a.feuille, "grave": a.grave, "message": a.message,
             "cellules": list(a.cellules)}
            for a in examen.annonces
        ],
    }  # fmt: skip


def _tableau_json(examine: TableauExamine) -> dict[str, Any]:
    tableau = examine.tableau
    return {
        "feuille": tableau.feuille.nom,
        "rang": tableau.rang,
        "titres": [tableau.premiere, tableau.derniere],
        "lignes": tableau.nb_lignes,
        "ecartees": {str(numero): sorte.value for numero, sorte in tableau.sortes.items()},
        "nature": examine.nature.value if examine.nature else None,
        "natures": [
            {"code": d.nature.value, "confiance": d.confiance, "raison": d.raison} for d in examine.natures
        ],
        "millesime": list(examine.millesime.annees) if examine.millesime else None,
        "colonnes": [_colonne_json(reconnaissance) for reconnaissance in examine.colonnes],
        "totaux": [
            {
                "ligne": c.ligne,
                "colonne": c.titre,
                "total": str(c.total),
                "somme": str(c.somme),
                "convient": c.convient,
            }
            for c in examine.controles
        ],
    }


def _colonne_json(reconnaissance: Reconnaissance) -> dict[str, Any]:
    return {
        "colonne": lettres(reconnaissance.colonne.position),
        "titre": reconnaissance.colonne.titre,
        "champ": reconnaissance.champ,
        "confiance": reconnaissance.confiance,
        "raison": reconnaissance.raison,
        "autres": [
            {"champ": c.champ, "confiance": c.confiance, "raison": c.raison} for c in reconnaissance.autres
        ],
    }


LIRE = Verbe("lire", "Dit ce que l’on comprend d’un fichier, sans rien importer.", _options, _lire)

"""Les indicateurs répartis selon un axe ou deux, à lire ou en JSON, et leur rapport en PDF."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.croisements import Croisement, croiser, indicateurs_de, lire_pour_croiser
from db.operations import exiger_operation
from db.tableaux.portee import Portee
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import CATALOGUE, PAR_CODE
from relogement.indicateurs.dits import en_chaine, est_reserve, est_vide, fraction, valeur_dite
from relogement.indicateurs.indicateur import Indicateur, Mesure, Resultat
from relogement.nomenclatures import GenerationQpv
from relogement.textes import jour
from ui.cli.verbe import a_la_date, base_ouverte

PAR_DEFAUT = "operation"
TOTAL, ENSEMBLE = "Total", "ensemble"
_LARGEUR_MIN, _ECART = 10, 2


def options_de_repartition(sous: argparse.ArgumentParser) -> None:
    axes, codes = [*AXE_PAR_CLE], [i.code for i in CATALOGUE]
    sous.add_argument("--par", choices=axes, metavar="AXE", help=f"répartir selon un axe : {', '.join(axes)}")
    sous.add_argument("--et", choices=axes, metavar="AXE2", help="croiser avec un second axe")
    sous.add_argument("--indicateur", choices=codes, metavar="CODE", help=f"un seul : {', '.join(codes)}")
    sous.add_argument("--titulaires", action="store_true", help="les titulaires seuls, dans les tableaux croisés")
    sous.add_argument(
        "--qpv", type=GenerationQpv, choices=list(GenerationQpv), default=GenerationQpv.EN_VIGUEUR,
        metavar="GENERATION", help="quartiers en_vigueur au bail, ou les mêmes pour tous : 2015, 2024",
    )  # fmt: skip
    sous.add_argument("--vers", metavar="F.pdf", help="écrire le rapport de la vue d’ensemble")


def repartis(demande: argparse.Namespace) -> int:
    """Chaque indicateur que les axes savent ranger, ou celui que l'on demande."""
    if demande.periode:
        raise ErreurMetier("Une période close garde ses totaux, pas leur répartition : retirez --periode.")
    if demande.et and not demande.par:
        raise ErreurMetier("--et croise deux axes : donnez aussi --par.")
    croises = _croises(demande)
    if demande.json:
        print(json.dumps(_en_json(demande, croises), ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(_en_texte(croise) for croise in croises))
    return 0


def rapport(demande: argparse.Namespace) -> int:
    """Le rapport en PDF : ce que montre la vue d'ensemble, sans un nom."""
    vers = Path(demande.vers)
    if vers.suffix.lower() != ".pdf":
        raise ErreurMetier(f"« {vers.name} » doit finir par .pdf : le rapport des indicateurs est un PDF.")
    from db.rapport_indicateurs import imprimer

    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        imprimer(session, _portee(demande), vers)
    print(f"Rapport des indicateurs dans {vers.name}.")
    return 0


def _portee(demande: argparse.Namespace) -> Portee:
    return Portee(a_la_date(demande), demande.operation, demande.titulaires, demande.qpv)


def _croises(demande: argparse.Namespace) -> list[Croisement]:
    portee, par = _portee(demande), demande.par or PAR_DEFAUT
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        cube = lire_pour_croiser(session, portee)
    return [croiser(cube, portee, i.code, par, demande.et) for i in _voulus(demande, par)]


def _voulus(demande: argparse.Namespace, par: str) -> Sequence[Indicateur]:
    if demande.indicateur:
        return [PAR_CODE[demande.indicateur]]
    possibles = list(indicateurs_de(AXE_PAR_CLE[par]))
    return possibles if not demande.et else [i for i in possibles if AXE_PAR_CLE[demande.et].range(i.sujet)]


def _en_texte(croise: Croisement) -> str:
    """Un tableau à lire dans un terminal ; une astérisque pour ce qui n'est pas significatif."""
    reparti, au = croise.repartition, croise.cube.au
    seul = croise.colonnes is None
    titres = ["", *([] if seul else [croise.dire_colonne(c) for c in reparti.colonnes]), TOTAL]
    rangees = [titres]
    for valeur in reparti.lignes:
        cellules = [] if seul else [croise.cellule(valeur, c) for c in reparti.colonnes]
        dites = [_cellule(croise.indicateur, r, au) for r in (*cellules, reparti.par_ligne[valeur])]
        rangees.append([croise.dire_ligne(valeur), *dites])
    pied = [*([] if seul else [reparti.par_colonne[c] for c in reparti.colonnes]), reparti.total]
    rangees.append([ENSEMBLE, *(_cellule(croise.indicateur, r, au) for r in pied)])
    population = ", titulaires seuls" if croise.filtre.titulaires else ""
    return f"{croise.indicateur.libelle}, au {jour(au)}{population}\n{_alignees(rangees)}"


def _alignees(rangees: Sequence[Sequence[str]]) -> str:
    largeurs = [max(_LARGEUR_MIN, *(len(r[i]) for r in rangees)) + _ECART for i in range(len(rangees[0]))]
    return "\n".join("".join(_calee(mot, rang, largeurs[rang]) for rang, mot in enumerate(r)) for r in rangees)


def _calee(mot: str, rang: int, largeur: int) -> str:
    return mot.rjust(largeur) if rang else mot.ljust(largeur)


def _cellule(indicateur: Indicateur, resultat: Resultat, au: Any) -> str:
    if est_vide(resultat):
        return "—"
    compte, valeur = fraction(indicateur, resultat), valeur_dite(indicateur, resultat)
    if compte == valeur:
        return compte
    return f"{compte}  {valeur}" + (" *" if est_reserve(indicateur, resultat, au) else "")


def _en_json(demande: argparse.Namespace, croises: Sequence[Croisement]) -> dict[str, Any]:
    return {
        "au": a_la_date(demande).isoformat(),
        "par": demande.par or PAR_DEFAUT,
        "et": demande.et,
        "titulaires": demande.titulaires,
        "qpv": demande.qpv.value,
        "indicateurs": [_croise_en_json(croise) for croise in croises],
    }


def _croise_en_json(croise: Croisement) -> dict[str, Any]:
    reparti = croise.repartition
    lignes = []
    for valeur in reparti.lignes:
        ligne = {"valeur": _brute(valeur), "libelle": croise.dire_ligne(valeur)}
        ligne |= {"total": _resultat(reparti.par_ligne[valeur])}
        if croise.colonnes is not None:
            ligne["colonnes"] = [
                {"valeur": _brute(c), "libelle": croise.dire_colonne(c)} | _resultat(croise.cellule(valeur, c))
                for c in reparti.colonnes
            ]
        lignes.append(ligne)
    indicateur = croise.indicateur
    identite = {"code": indicateur.code, "libelle": indicateur.libelle, "unite": indicateur.unite}
    return identite | {"lignes": lignes, "total": _resultat(reparti.total)}


def _brute(valeur: Any) -> Any:
    return valeur if valeur is None or isinstance(valeur, (int, str)) else str(valeur)


def _resultat(resultat: Resultat) -> dict[str, Any]:
    couverture = {"couverture": en_chaine(resultat.couverture)}
    if isinstance(resultat, Mesure):
        effectifs = {"oui": resultat.oui, "base": resultat.base, "nr": resultat.nr, "so": resultat.so}
        return effectifs | {"pct": en_chaine(resultat.pct)} | couverture
    return {"valeur": en_chaine(resultat.valeur), "connus": resultat.connus, "nr": resultat.nr} | couverture

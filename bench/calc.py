"""Ce que ferait un agent sans le logiciel : un classeur de NB.SI.ENS, recalculé par LibreOffice sans écran."""

import csv
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.contexte import AU, Contexte
from bench.mesures import meilleur
from db.exports import exporter

COLONNES = (
    "type",
    "sorti",
    "dans_la_base",
    "bail_le",
    "neuf",
    "hors_qpv",
    "hors_site",
    "maitrise",
    "interbailleur",
)
CRITERES = COLONNES[4:]
REPONSES = ("OUI", "NON", "NR", "SO")
_ORIGINE = date(1899, 12, 30)
# LibreOffice garde sinon les résultats écrits dans le classeur, qui n'en a pas encore.
_TOUJOURS_RECALCULER = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Recalcul:
    """Les secondes du classeur de l'agent, ouvert et recalculé ; et celles du recalcul seul, au bruit près."""

    entier: float
    seul: float | None


def recalculer(contexte: Contexte) -> Recalcul | None:
    """Le temps de LibreOffice, s'il est sur cette machine ; ce qu'il compte est vérifié.

    Le classeur de l'agent a les colonnes de la saisie ; un autre, réduit aux critères et ouvert avec et sans
    formules, isole le recalcul.
    """
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        return None
    lignes = list(_lignes(contexte))
    formules = _formules(len(lignes))
    _preparer(soffice, contexte)
    sans, avec = (_duree(soffice, contexte, f"criteres-{len(f)}", lignes, f, 2) for f in ((), formules))
    complet = _duree(soffice, contexte, "complet", _avec_la_saisie(contexte, lignes), formules, 1)
    attendu = sum(1 for ligne in lignes if ligne[2] == 1 and ligne[4] == "OUI")
    with (contexte.dossier / "complet.csv").open(newline="") as resultats:
        calcule = int(next(csv.reader(resultats))[0])
    if calcule != attendu:
        raise ValueError(f"LibreOffice a compté {calcule} au lieu de {attendu} : la mesure ne vaut rien")
    return Recalcul(complet, avec - sans if avec > sans else None)


def _preparer(soffice: str, contexte: Contexte) -> None:
    """Un profil neuf, réglé ; le premier démarrage le complète et s'arrête, hors mesure."""
    utilisateur = contexte.dossier / "calc" / "user"
    utilisateur.mkdir(parents=True, exist_ok=True)
    (utilisateur / "registrymodifications.xcu").write_text(_TOUJOURS_RECALCULER)
    subprocess.run([*_calc(soffice, contexte), "--terminate_after_init"], check=False, capture_output=True)


def _duree(
    soffice: str, contexte: Contexte, nom: str, lignes: Iterable[Any], formules: Sequence[str], essais: int
) -> float:
    classeur = contexte.neuf(f"{nom}.xlsx")
    _ecrire(classeur, lignes, formules)
    conversion = ["--convert-to", "csv", "--outdir", str(contexte.dossier), str(classeur)]
    commande = [*_calc(soffice, contexte), *conversion]
    return meilleur(lambda: subprocess.run(commande, check=True, capture_output=True), essais)


def _calc(soffice: str, contexte: Contexte) -> list[str]:
    return [soffice, f"-env:UserInstallation={(contexte.dossier / 'calc').as_uri()}", "--headless"]


def _lignes(contexte: Contexte) -> Iterator[tuple[Any, ...]]:
    with contexte.sqlite() as connexion:
        rang = COLONNES.index("bail_le")
        for ligne in connexion.execute(f"SELECT {', '.join(COLONNES)} FROM bilan"):
            bail = ligne[rang] and _numero(date.fromisoformat(ligne[rang]))
            yield (*ligne[:rang], bail, *ligne[rang + 1 :])


def _avec_la_saisie(contexte: Contexte, lignes: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Les critères d'abord, puis toutes les colonnes de la saisie."""
    with contexte.ouvert() as fichier:
        exporter(fichier, "saisie", contexte.saisie, au=AU)
    with contexte.saisie.open(encoding="utf-8-sig", newline="") as source:
        _, *saisies = csv.reader(source, delimiter=";")
    for ligne, saisie in zip(lignes, saisies, strict=True):
        yield (*ligne, *map(nombre_ou_texte, saisie))


def nombre_ou_texte(texte: str) -> str | float:
    """Un nombre quand c'en est un : c'est ainsi qu'un tableur le garde."""
    try:
        return float(texte.replace(",", "."))
    except ValueError:
        return texte


def _ecrire(chemin: Path, lignes: Iterable[Any], formules: Sequence[str]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(chemin, {"constant_memory": True}) as classeur:
        comptes, donnees = classeur.add_worksheet("Indicateurs"), classeur.add_worksheet("Bilans")
        for rang, formule in enumerate(formules):
            comptes.write_formula(rang, 0, formule)
        for rang, ligne in enumerate(lignes):
            donnees.write_row(rang, 0, ligne)


def _formules(nombre: int) -> list[str]:
    """Un effectif par critère, par réponse et par population : ce que le logiciel rend en un passage."""
    base = f'{_plage("dans_la_base", nombre)},1,{_plage("bail_le", nombre)},"<={_numero(AU)}"'
    titulaires = f'{_plage("type", nombre)},"TITULAIRE"'
    criteres = [f'{_plage(critere, nombre)},"{reponse}"' for critere in CRITERES for reponse in REPONSES]
    sorties = [f"{_plage('sorti', nombre)},{valeur}" for valeur in (0, 1)]
    return [
        *(f"=COUNTIFS({base},{critere})" for critere in criteres),
        *(f"=COUNTIFS({base},{titulaires},{critere})" for critere in criteres),
        *(f"=COUNTIFS({titulaires},{sortie})" for sortie in sorties),
    ]


def _plage(colonne: str, nombre: int) -> str:
    lettre = chr(ord("A") + COLONNES.index(colonne))
    return f"Bilans!${lettre}$1:${lettre}${nombre}"


def _numero(le: date) -> int:
    """Le numéro d'un jour dans un tableur."""
    return (le - _ORIGINE).days

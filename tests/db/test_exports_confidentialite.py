"""Ce qui ne doit jamais sortir d'un export : une marque dans chaque texte du dossier, cherchée partout."""

import zipfile
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, inspect

from db.exports import exporter
from db.fichier import Fichier
from relogement.exports import EXPORTS
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.operation import Operation
from tests.db.exportes import AU, garder, le_dossier_complet

PERMIS = {(Operation, "code"), (LogementOffert, "bailleur")}
DU_BILAN = {(Operation, "libelle")}  # le comité de pilotage connaît ses opérations par leur nom
EXACTES = ("311.37", "311,37", "31137", "1857", "290.34", "290,34", "1961-06", "17/06/1961", "46052", "2,8954")


def _marquer(menage: Menage, permis: AbstractSet[Any] = PERMIS) -> set[str]:
    """Met une marque dans chaque texte libre du dossier, sauf ce qui a le droit de sortir."""
    objets: list[Any] = [
        menage,
        *menage.personnes,
        *menage.couts,
        *menage.offres,
        *menage.caleols,
        *menage.suivis,
    ]
    objets += [*menage.contacts, *menage.etapes, *menage.relogements, menage.operation]
    objets += [offre.logement for offre in menage.offres]
    objets += [relogement.logement for relogement in menage.relogements]
    marques: set[str] = set()
    for objet in filter(None, [*objets, menage.logement_quitte]):
        for attribut in inspect(type(objet)).column_attrs:
            colonne = attribut.columns[0]
            if type(colonne.type) is String and (type(objet), attribut.key) not in permis:
                marques.add(f"ZQ{len(marques)}XJ")
                setattr(objet, attribut.key, f"ZQ{len(marques) - 1}XJ")
    return marques


def _tout_le_texte(fichier: Path) -> str:
    """Tout ce qu'un curieux peut lire dans un fichier exporté, propriétés du classeur comprises."""
    if fichier.suffix != ".xlsx":
        return fichier.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(fichier) as archive:
        return "\n".join(archive.read(nom).decode("utf-8") for nom in archive.namelist())


@pytest.mark.parametrize("export", [e for e in EXPORTS if not e.nominatif], ids=lambda e: e.code)
def test_aucune_donnee_personnelle_ne_sort_d_un_export_qui_n_est_pas_nominatif(
    export: Any, fichier: Fichier, tmp_path: Path
) -> None:
    menage = le_dossier_complet()
    marques = _marquer(menage, PERMIS | DU_BILAN if export.code == "bilan" else PERMIS)
    garder(fichier, menage)

    for extension in export.extensions:
        vers = tmp_path / f"{export.code}{extension}"
        exporter(fichier, export.code, vers, au=AU)
        texte = _tout_le_texte(vers)
        assert not [marque for marque in (*marques, fichier.auteur) if marque in texte]
        if export.code not in ("agrege", "bilan"):
            assert not [exacte for exacte in EXACTES if exacte in texte]


def test_le_temoin_de_la_recherche_de_fuites_trouve_bien_un_nom_dans_la_saisie(
    fichier: Fichier, tmp_path: Path
) -> None:
    menage = le_dossier_complet()
    marques = _marquer(menage)
    garder(fichier, menage)

    for extension in (".csv", ".xlsx"):
        exporter(fichier, "saisie", tmp_path / f"saisie{extension}", au=AU)
        trouvees = {marque for marque in marques if marque in _tout_le_texte(tmp_path / f"saisie{extension}")}
        assert menage.personnes[0].nom in trouvees
        assert menage.commentaire not in trouvees

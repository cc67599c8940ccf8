"""Rien ne s'écrit qui ne soit dans la liste des sorties ; ce qui part chez les partenaires n'est pas nominatif."""

import ast
from collections.abc import Iterator
from pathlib import Path

from relogement.documents.document import DOCUMENTS
from relogement.exports import EXPORTS, RECTIFICATIONS
from relogement.sorties import SORTIES, Public

RACINE = Path(__file__).parents[2]
ECRITURES = frozenset(("en_place", "write_bytes", "write_text", "QImageWriter", "write_worksheet", "Workbook"))
# Ils ouvrent sans rien écrire qui reste : un flux jeté, une base lue.
SANS_SORTIE = frozenset(("ui/cli/commande.py", "relogement/exports/ecriture/cible.py"))


def _nom(appel: ast.Call) -> str:
    return appel.func.attr if isinstance(appel.func, ast.Attribute) else getattr(appel.func, "id", "")


def _ecrit(appel: ast.Call) -> bool:
    if _nom(appel) in ECRITURES:
        return True
    modes = [a.value for a in appel.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return _nom(appel) == "open" and any(mode[:1] in "wax" and len(mode) < 4 for mode in modes if mode)


def modules_qui_ecrivent() -> Iterator[str]:
    for dossier in ("relogement", "db", "ui"):
        for fichier in sorted((RACINE / dossier).rglob("*.py")):
            appels = (n for n in ast.walk(ast.parse(fichier.read_text("utf-8"))) if isinstance(n, ast.Call))
            if any(_ecrit(appel) for appel in appels):
                yield fichier.relative_to(RACINE).as_posix()


def test_chaque_module_qui_ecrit_un_fichier_est_dans_la_liste() -> None:
    declares = {module for sortie in SORTIES for module in sortie.modules}

    oublies = set(modules_qui_ecrivent()) - declares - SANS_SORTIE

    assert not oublies, f"Dire dans relogement/sorties.py pour qui ces modules écrivent : {sorted(oublies)}"
    assert all((RACINE / module).is_file() for module in declares)


def test_chaque_export_est_dans_la_liste_avec_le_public_qu_il_annonce() -> None:
    publics = {code: sortie.public for sortie in SORTIES for code in sortie.codes}

    for export in (*EXPORTS, RECTIFICATIONS):
        attendu = Public.EQUIPE if export.nominatif else Public.PARTENAIRES
        assert publics.get(export.code) is attendu, export.code


def test_chaque_document_est_dans_la_liste() -> None:
    codes = {code for sortie in SORTIES for code in sortie.codes}

    for document in DOCUMENTS:
        assert "lettres" in codes if document.est_une_lettre else document.code in codes, document.code

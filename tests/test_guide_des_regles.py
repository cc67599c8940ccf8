"""Le guide des règles dit ce que le logiciel fait : ni page périmée, ni règle sans texte."""

from pathlib import Path

import pytest

from docs.regles.pages import DOSSIER, pages
from docs.regles.sommaire import OUTILS, SUJETS, Sujet
from docs.regles.sources import TEXTE, module

REGLES = Path(__file__).parents[1] / "relogement" / "regles"
SOUS_PAGES = [nom for sujet in SUJETS for nom in sujet.modules]


def test_chaque_page_du_guide_est_celle_que_l_on_ecrirait_maintenant() -> None:
    gardees = {f.name: f.read_text("utf-8") for f in DOSSIER.glob("*.md")}
    fraiches = pages()
    perimees = sorted(nom for nom in gardees.keys() | fraiches.keys() if gardees.get(nom) != fraiches.get(nom))
    assert not perimees, "lancez « python -m docs.regles » puis enregistrez docs/guide/regles"


def test_chaque_module_de_regles_a_sa_page() -> None:
    fichiers = {f.relative_to(REGLES).with_suffix("") for f in REGLES.rglob("*.py")}
    noms = {".".join(f.parts).removesuffix(".__init__") for f in fichiers} - {"__init__"}
    assert noms == set(SOUS_PAGES) | OUTILS


@pytest.mark.parametrize("nom", SOUS_PAGES)
def test_chaque_regle_publique_dit_ce_qu_elle_calcule(nom: str) -> None:
    lu = module(nom)
    assert lu.docstring
    assert not [fonction.nom for fonction in lu.fonctions if not fonction.docstring]


@pytest.mark.parametrize("sujet", SUJETS, ids=lambda sujet: sujet.page)
def test_chaque_regle_cite_son_texte(sujet: Sujet) -> None:
    modules = [module(nom) for nom in sujet.modules]
    du_sujet = any(TEXTE.search(m.docstring) for m in modules)
    sans = [f.nom for m in modules for f in m.fonctions if not (du_sujet or TEXTE.search(f.docstring))]
    assert not sans
    assert any(m.textes() for m in modules)


@pytest.mark.parametrize("sujet", SUJETS, ids=lambda sujet: sujet.page)
def test_chaque_bareme_montre_porte_sa_reference_et_le_jour_de_sa_lecture(sujet: Sujet) -> None:
    baremes = {nom for m in map(module, sujet.modules) for nom in m.baremes}
    texte = pages()[f"{sujet.page}.md"]
    assert texte.count("### ") == len(baremes)
    assert texte.count("Texte lu le ") >= len(baremes)


def test_le_guide_mene_a_chaque_page() -> None:
    assert "(regles/README.md)" in DOSSIER.parent.joinpath("README.md").read_text("utf-8")
    index = pages()["README.md"]
    assert all(f"({sujet.page}.md)" in index for sujet in SUJETS)

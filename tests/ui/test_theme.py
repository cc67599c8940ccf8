"""Les contrastes que la charte graphique promet, calculés sur les deux palettes."""

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.palettes import CLAIR, SOMBRE, Palette
from ui.theme import contraste

PALETTES = pytest.mark.parametrize("palette", [CLAIR, SOMBRE], ids=["clair", "sombre"])
FAMILLES = ("accent", "vert", "ambre", "rouge", "violet", "sarcelle", "neutre")

# jeton, fond, rapport promis en clair, en sombre : le tableau de la charte
PROMESSES = [
    ("bord_fort", "surface", 3.3, 4.2),
    ("texte", "surface", 16.0, 13.7),
    ("texte2", "surface", 8.0, 8.9),
    ("texte3", "surface", 5.5, 6.4),
    ("texte3", "neutre_fond", 4.7, 5.1),
    ("accent", "surface", 6.7, 7.8),
    ("accent", "accent_fond", 5.8, 6.2),
    ("sur_plein", "plein", 6.7, 5.2),
    ("vert", "vert_fond", 5.7, 7.8),
    ("ambre", "ambre_fond", 5.9, 8.3),
    ("rouge", "rouge_fond", 5.7, 7.2),
    ("violet", "violet_fond", 6.5, 7.7),
    ("sarcelle", "sarcelle_fond", 5.9, 7.6),
    ("neutre", "neutre_fond", 6.9, 7.1),
    ("sur_loyer", "rac_loyer", 5.6, 6.8),
    ("sur_charges", "rac_charges", 8.0, 6.3),
    ("sur_hors_charges", "rac_hors_charges", 11.6, 8.4),
    ("sur_rls", "rac_rls", 9.3, 6.5),
    ("sur_apl", "rac_apl", 5.4, 7.4),
    ("sur_rac", "rac_rac", 6.7, 8.5),
]
ARRONDI = 0.06  # la charte écrit ses rapports à une décimale


@pytest.mark.parametrize(("jeton", "fond", "clair", "sombre"), PROMESSES)
def test_chaque_rapport_promis_est_tenu(jeton: str, fond: str, clair: float, sombre: float) -> None:
    tenus = [contraste(getattr(p, jeton), getattr(p, fond)) for p in (CLAIR, SOMBRE)]

    assert tenus[0] >= clair - ARRONDI
    assert tenus[1] >= sombre - ARRONDI


@PALETTES
@pytest.mark.parametrize("famille", FAMILLES)
def test_le_texte_second_reste_lisible_sur_tous_les_fonds(palette: Palette, famille: str) -> None:
    fond = palette.famille(famille).fond

    assert contraste(palette.texte2, fond) >= 6.7 - ARRONDI


@PALETTES
@pytest.mark.parametrize("famille", FAMILLES)
def test_aucun_texte_n_est_sous_quatre_et_demi(palette: Palette, famille: str) -> None:
    couleurs = palette.famille(famille)

    for fond in (couleurs.fond, palette.surface, palette.creux, palette.fond):
        assert contraste(couleurs.texte, fond) >= 4.5


@PALETTES
@pytest.mark.parametrize("bord", ["accent_bord", "ambre_bord"])
def test_le_texte_pose_sur_un_bord_se_lit(palette: Palette, bord: str) -> None:
    assert contraste(palette.texte, getattr(palette, bord)) >= 4.5


def test_blanc_sur_noir_vaut_vingt_et_un() -> None:
    assert contraste("#FFFFFF", "#000000") == pytest.approx(21)


@PALETTES
def test_chaque_couleur_s_ecrit_en_six_chiffres(palette: Palette) -> None:
    couleurs = [getattr(palette, f.name) for f in fields(palette) if f.type is str]

    assert all(len(c) == 7 and c.startswith("#") for c in couleurs)


def test_le_changement_de_palette_se_dit_et_se_voit(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.theme_changed):
        theme.apply(qapp, sombre=True)
    sombre = theme.palette(), theme.couleur("surface").name(), qapp.palette().window().color().name()
    theme.apply(qapp)

    assert sombre == (SOMBRE, "#1c2027", "#14171c")
    assert theme.palette() is CLAIR


def test_les_chiffres_ont_tous_la_meme_largeur(qapp: QApplication) -> None:
    from ui import fonts

    largeurs = {round(fonts.largeur(chiffre * 10, fonts.police()), 2) for chiffre in "0123456789"}

    assert len(largeurs) == 1

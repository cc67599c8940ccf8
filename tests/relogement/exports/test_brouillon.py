"""Une mise en page qui s'écrit dans une table : rien ne s'y perd, et ce qui ne va pas se dit ligne et colonne."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.exports.rime.brouillon import Brouillon, Rangee, brouillon_de, reglage_par_defaut, table_de
from relogement.exports.rime.controle import controler, ligne_de_la_colonne
from relogement.exports.rime.ecriture import en_toml
from relogement.exports.rime.libelles import libelle_de
from relogement.exports.rime.mise_en_page import DEFAUT, lire_mise_en_page, mise_en_page_par_defaut
from relogement.exports.rime.sources import SOURCES

TEXTES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


def test_la_mise_en_page_livree_passe_par_le_brouillon_sans_rien_perdre() -> None:
    texte = brouillon_de(DEFAUT.read_text("utf-8")).en_toml()

    assert lire_mise_en_page(texte) == mise_en_page_par_defaut()
    assert lire_mise_en_page(en_toml(mise_en_page_par_defaut())) == mise_en_page_par_defaut()


def test_chaque_source_se_dit_et_se_regle_d_elle_meme() -> None:
    rangees = tuple(
        Rangee(f"C{rang}", nom, reglage_par_defaut(nom), "x = Y" if nom == "titulaire.activite" else "")
        for rang, nom in enumerate(SOURCES)
    )

    controle = controler(Brouillon("Tout", "Tout", rangees).en_toml())

    assert controle.defauts == ()
    assert controle.page is not None
    assert len(controle.page.colonnes) == len(SOURCES)
    assert all(libelle_de(source) for source in SOURCES.values())


@given(TEXTES, TEXTES, st.lists(st.tuples(TEXTES, st.sampled_from(sorted(SOURCES)), TEXTES), max_size=6))
def test_ce_qui_est_tape_se_relit_tel_quel(titre: str, feuille: str, lignes: list[tuple[str, str, str]]) -> None:
    rangees = tuple(Rangee(e, s, reglage_par_defaut(s), "", inconnu) for e, s, inconnu in lignes)
    brouillon = Brouillon(titre, feuille, rangees)

    relu = brouillon_de(brouillon.en_toml())

    assert relu == brouillon


def test_une_table_de_codes_se_tape_sur_une_ligne() -> None:
    assert table_de("OUI = oui ; NON = non;NR=inconnu") == {"OUI": "oui", "NON": "non", "NR": "inconnu"}
    assert table_de("") == {}


@pytest.mark.parametrize(
    ("rangee", "phrase"),
    [
        (Rangee("L", "avant.loyer", "1"), "« arrondi » doit être"),
        (Rangee("L", "avant.loyer", "beaucoup"), "« arrondi » doit être"),
        (Rangee("B", "parcours.bail", "jour"), "« precision » doit être"),
        (Rangee("A", "titulaire.age", "20, 21"), "« tranches » doit être"),
        (Rangee("N", "titulaire.nom"), "n’existe pas"),
        (Rangee("", "dossier.etat"), "il manque « entete »"),
        (Rangee("=1+1", "dossier.etat"), "signe de formule"),
        (Rangee("Appeler 06 12 34 56 78", "dossier.etat"), "sortirait"),
        (Rangee("E", "dossier.etat", "", "BAIL = =HYPERLINK(1)"), "signe de formule"),
        (Rangee("E", "dossier.etat", "", "", "@nr"), "signe de formule"),
        (Rangee("ID", "dossier.etat"), "déjà celui d’une autre colonne"),
    ],
)
def test_une_colonne_fautive_se_nomme_et_le_reste_sert(rangee: Rangee, phrase: str) -> None:
    texte = Brouillon("T", "F", (Rangee("ID", "dossier.pseudonyme"), rangee)).en_toml()

    controle = controler(texte)

    (defaut,) = controle.defauts
    assert phrase.replace(" ", "") in defaut.dit.replace("\u00a0", "").replace(" ", "")
    assert (defaut.ligne, defaut.colonne) == (6, 2)
    assert controle.page is not None
    assert [c.entete for c in controle.page.colonnes] == ["ID"]
    assert not controle.est_entiere


def test_un_titre_ou_une_feuille_qui_en_disent_trop_se_disent() -> None:
    colonnes = (Rangee("ID", "dossier.pseudonyme"),)

    trop = controler(Brouillon("Chez jean@exemple.fr", "a/b", colonnes).en_toml())

    assert [("electronique" in d.phrase or "électronique" in d.phrase) for d in trop.defauts] == [True, False]
    assert trop.page is not None
    assert (trop.page.titre, trop.page.feuille) == ("Export de type RIME", "RIME")


def test_sans_pseudonyme_on_previent_sans_refuser() -> None:
    controle = controler(Brouillon("T", "F", (Rangee("E", "dossier.etat"),)).en_toml())

    assert [d.avis for d in controle.defauts] == [True]
    assert controle.est_entiere


def test_un_texte_illisible_dit_ou() -> None:
    controle = controler('titre = "x"\nfeuille = \n')

    assert controle.page is None
    assert "ligne 2" in controle.defauts[0].phrase
    assert ligne_de_la_colonne("colonnes = [\n# { rien\n { a = '{' },\n { b = 1 }]", 2) == 4

"""Un texte que l'on remplace : ses fautes se disent avec leur ligne, ses valeurs s'écrivent telles quelles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.documents.lettres.champs import CHAMPS
from relogement.documents.lettres.lettres import LETTRES
from relogement.documents.modeles.blocs import Grille, Insertion, Paragraphe, Signatures, Titre, blocs, texte_de
from relogement.documents.modeles.livres import MODELES
from relogement.documents.modeles.modele import Modele, texte_livre
from relogement.documents.modeles.texte import A_REMPLIR, Attendus, defauts, remplir
from relogement.erreurs import ErreurMetier

ATTENDUS = Attendus({"menage_nom": "le nom du ménage", "loyer": "le loyer"}, {"menage_nom"})


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Bonjour\n{{ menage_nom }} {{ loyr }}", "Ligne 2\N{NO-BREAK SPACE}: le champ « loyr » n’existe pas. "
         "Vouliez-vous « loyer » ?"),
        ("{{ menage_nom }}\n\n{{ loyer", "Ligne 3\N{NO-BREAK SPACE}: un champ n’est pas fermé"),
        ("{{ menage_nom }}{% if loyer %}\noui", "« {% if … %} » n’est pas fermé par « {% endif %} »"),
        ("{% if loyer %}{{ menage_nom }}{% endif %}", "La mention obligatoire « le nom du ménage » manque"),
        ("{{ menage_nom }}{% include 'secret' %}", "seuls des champs"),
        ("{{ menage_nom.__class__ }}", "seuls des champs"),
        ("{{ menage_nom|upper }}", "seuls des champs"),
        ("{{ menage_nom }}{% for x in loyer %}{% endfor %}", "seuls des champs"),
        ("{{ menage_nom }}{% fin %}", "cette instruction n’existe pas"),
    ],
)  # fmt: skip
def test_un_texte_faux_se_dit_avec_sa_ligne(texte: str, attendu: str) -> None:
    dits = [str(defaut) for defaut in defauts(texte, ATTENDUS)]

    assert any(attendu in dit for dit in dits), dits
    with pytest.raises(ErreurMetier):
        remplir(texte, {"menage_nom": "X", "loyer": "1"}, ATTENDUS)


def test_une_mention_que_le_dossier_ne_sait_pas_se_dit_au_lieu_d_un_blanc() -> None:
    with pytest.raises(ErreurMetier, match="il manque le nom du ménage"):
        remplir("{{ menage_nom }}", {"menage_nom": None, "loyer": "1"}, ATTENDUS)


def test_un_champ_facultatif_inconnu_se_remplit_a_la_main() -> None:
    assert (
        remplir("{{ menage_nom }}, {{ loyer }}", {"menage_nom": "X", "loyer": None}, ATTENDUS) == f"X, {A_REMPLIR}"
    )


ETRANGES = ("Cc", "Cs", "Zl", "Zp", "Co", "Cn")
VALEURS = st.text(st.characters(exclude_categories=ETRANGES, exclude_characters="\x85"),
                  min_size=1, max_size=80).map(str.strip).filter(bool)  # fmt: skip


@given(VALEURS)
def test_une_valeur_s_ecrit_telle_quelle_quoi_qu_elle_contienne(valeur: str) -> None:
    morceaux = ("# {{ menage_nom }}", "> {{ menage_nom }}", "Nom {{ menage_nom }}.")
    texte = "\n\n".join([*morceaux, "| a | b |\n|--|--|\n| {{ menage_nom }} | 2 |"])

    titre, adresse, paragraphe, grille = blocs(remplir(texte, {"menage_nom": valeur, "loyer": None}, ATTENDUS))

    assert isinstance(titre, Titre)
    assert isinstance(adresse, Paragraphe)
    assert isinstance(paragraphe, Paragraphe)
    assert isinstance(grille, Grille)
    assert adresse.destinataire
    ecrits = (titre.morceaux, adresse.morceaux, grille.lignes[0][0])
    assert {texte_de(morceaux) for morceaux in ecrits} == {valeur}
    assert texte_de(paragraphe.morceaux) == f"Nom {valeur}."
    assert not any(morceau.gras or morceau.italique for morceau in paragraphe.morceaux)


def test_les_cases_de_signature_et_les_tableaux_sans_titre() -> None:
    grille, signatures = blocs("| | |\n|--|--|\n| a | b |\n\n```signature\nLe bailleur\nLe ménage\n```")

    assert isinstance(grille, Grille)
    assert not grille.a_des_titres
    assert signatures == Signatures(("Le bailleur", "Le ménage"))


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele.code)
def test_les_textes_livres_sont_bons(modele: Modele) -> None:
    assert defauts(texte_livre(modele.code), modele.attendus) == []


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele.code)
def test_un_texte_livre_montre_tout_ce_que_le_logiciel_sait_dessiner(modele: Modele) -> None:
    assert all(f"{{{{ {nom} }}}}" in texte_livre(modele.code) for nom in modele.tableaux)


def test_chaque_champ_a_un_nom_et_un_seul() -> None:
    noms = [champ.nom for champ in CHAMPS]

    assert len(noms) == len(set(noms))
    assert {mention for lettre in LETTRES for mention in lettre.mentions} <= set(noms)


def test_une_place_de_tableau_ecrite_a_la_main_n_est_qu_un_texte() -> None:
    (ecrit,) = blocs("```tableau\nprix\n```", ["reste_a_charge"])
    (place,) = blocs("```tableau\nreste_a_charge\n```", ["reste_a_charge"])

    assert isinstance(ecrit, Paragraphe)
    assert texte_de(ecrit.morceaux) == "prix"
    assert place == Insertion("reste_a_charge")

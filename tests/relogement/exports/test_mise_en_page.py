"""La mise en page d'un export de type RIME : celle du programme, et ce qu'elle refuse d'un utilisateur."""

import pytest

from relogement.erreurs import ErreurMetier
from relogement.exports.rime.mise_en_page import lire_mise_en_page, mise_en_page_par_defaut

ENTETES = """
ID_PSEUDO; PROJET; OPERATION; TYPE_OPERATION; TYPE_DOSSIER; STATUT; AN_ENTREE_AVANT; NB_PERSONNES; COMPOSITION;
AGE_TITULAIRE; ACTIVITE; CLASSE_RESSOURCES; QUARTILE; TYPO_AV; SURF_AV; LOYER_AV; CHARGES_AV; APL_AV; RAC_AV;
TYPO_AP; SURF_AP; LOYER_AP; CHARGES_AP; APL_AP; RAC_AP; EVOL_RAC; EVOL_RAC_PCT; TE_AV; TE_AP; RAC_MAITRISE;
NEUF_CONV5; HORS_QPV; HORS_SITE; BAILLEUR_AP; INTERBAILLEUR; CODE_COMMUNE_AP; FINANCEMENT; NB_OFFRES; NB_REFUS;
MOTIF_REFUS_1; MOTIF_REFUS_2; MOIS_ENQUETE; MOIS_BAIL; DUREE_J; INDEMNITE_ML; DEMENAGEMENTS; SATISFACTION
"""


def _page(colonnes: str) -> str:
    return f'titre = "Essai"\nfeuille = "RIME"\ncolonnes = [{colonnes}]'


def test_la_mise_en_page_du_programme_a_les_colonnes_attendues_dans_leur_ordre() -> None:
    attendus = ENTETES.replace("\n", " ").split(";")

    assert [c.entete for c in mise_en_page_par_defaut().colonnes] == [e.strip() for e in attendus]


def test_un_titre_et_un_ordre_choisis_par_l_utilisateur_sont_suivis() -> None:
    page = lire_mise_en_page(
        _page('{entete="Loyer", source="avant.loyer", arrondi=50}, {entete="Id", source="dossier.pseudonyme"}')
    )

    assert [c.entete for c in page.colonnes] == ["Loyer", "Id"]
    assert page.colonnes[0].arrondi == 50


@pytest.mark.parametrize(
    ("colonnes", "phrase"),
    [
        ('{entete="NOM", source="titulaire.nom"}', r"Colonne 1.*NOM.*« titulaire.nom » n’existe pas"),
        ('{entete="A", source="operation.code"}, {entete="A", source="projet.nom"}', r"Colonne 2.*colonne 1"),
        ('{entete="L", source="avant.loyer"}', r"« L ».*« arrondi » doit être"),
        ('{entete="L", source="avant.loyer", arrondi=1}', r"« L ».*« arrondi » doit être"),
        ('{entete="L", source="avant.loyer", arrondi=12}', r"« L ».*« arrondi » doit être"),
        ('{entete="L", source="avant.loyer", arrondi=true}', r"« L ».*« arrondi » doit être"),
        ('{entete="B", source="parcours.bail", precision="jour"}', r"« B ».*« precision » doit être"),
        ('{entete="A", source="titulaire.age", tranches=[20, 21]}', r"« A ».*« tranches » doit être"),
        ('{entete="A", source="titulaire.activite"}', r"« A ».*« valeurs » doit être"),
        ('{entete="O", source="operation.code", arrondi=5}', r"« arrondi » ne convient pas"),
        ('{entete="O", source="operation.code", couleur="bleu"}', r"la clé « couleur » est inconnue"),
        ('{source="operation.code"}', r"il manque « entete »"),
        ("", r"n’a pas de colonnes"),
    ],
)
def test_une_colonne_fautive_est_refusee_en_la_nommant(colonnes: str, phrase: str) -> None:
    with pytest.raises(ErreurMetier) as refus:
        lire_mise_en_page(_page(colonnes))

    refus.match(phrase.replace("« ", "«\u00a0").replace(" »", "\u00a0»"))


def test_un_fichier_qui_n_est_pas_du_toml_est_refuse() -> None:
    with pytest.raises(ErreurMetier, match="TOML"):
        lire_mise_en_page("colonnes = [")


def test_un_nom_de_feuille_impossible_est_refuse() -> None:
    with pytest.raises(ErreurMetier, match="nom de feuille"):
        lire_mise_en_page('titre = "x"\nfeuille = "a/b"\ncolonnes = []')

"""Les partenaires de la cellule : un nom chacun, un courriel qui se lit, rien de ce qu'ils ont dit ne se perd."""

import pytest

from db.cellule.decisions import responsables
from db.cellule.partenaires import (
    enregistrer_partenaire,
    partenaire_de_nom,
    partenaires,
    remettre_partenaire,
    retirer_partenaire,
)
from db.fichier import Fichier
from relogement.erreurs import ErreurMetier
from tests.db.cellule.conftest import AU, MOI


def test_un_partenaire_sans_courriel_siege_et_se_signale(rempli: Fichier) -> None:
    with rempli.ecrire("Partenaire ajouté") as session:
        enregistrer_partenaire(session, {"nom": " Commune de Perpignan ", "courriel": ""})

    with rempli.lire() as session:
        manques = {p.nom: p.manque for p in partenaires(session)}
    assert manques["Commune de Perpignan"] == "courriel à compléter"
    assert manques["Têt Habitat"] == ""


@pytest.mark.parametrize(
    ("valeurs", "phrase"),
    [
        ({"nom": " "}, "Écrivez le nom du partenaire"),
        ({"nom": "TET-HABITAT"}, "« Têt Habitat » est déjà dans la liste"),
        ({"nom": "CCAS", "courriel": "ccas"}, "n’a pas la forme"),
    ],
)
def test_un_partenaire_mal_saisi_est_refuse_d_une_phrase(
    rempli: Fichier, valeurs: dict[str, str], phrase: str
) -> None:
    with pytest.raises(ErreurMetier, match=phrase), rempli.ecrire("Partenaire ajouté") as session:
        enregistrer_partenaire(session, valeurs)


def test_un_partenaire_retire_ne_siege_plus_et_revient(rempli: Fichier) -> None:
    with rempli.ecrire("Partenaire retiré") as session:
        tet = partenaire_de_nom(session, "tet habitat")
        assert tet is not None
        retirer_partenaire(session, tet, AU)
    with rempli.lire() as session:
        assert [p.nom for p in partenaires(session)] == ["Canigou Logement", "Tramontane Habitat"]
        assert [nom for nom, _ in responsables(session)] == [MOI, "Canigou Logement", "Tramontane Habitat"]
    with pytest.raises(ErreurMetier, match="retiré le 20/11/2026"), rempli.ecrire("Ajout") as session:
        enregistrer_partenaire(session, {"nom": "Têt Habitat"})

    with rempli.ecrire("Partenaire remis") as session:
        remettre_partenaire(session, tet)

    with rempli.lire() as session:
        assert len(partenaires(session)) == 3

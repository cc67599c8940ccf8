"""La décohabitation : qui peut partir, ce que deviennent les comptes, et aucune personne perdue."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.actes import proposer
from relogement.comptes_du_menage import moins_de_14
from relogement.decohabitation import (
    Depart,
    annuler_la_decohabitation,
    decohabiter,
    peut_decohabiter,
)
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Condition, Etat, Lien, TypeDossier
from relogement.parcours import passer
from relogement.presence import presence
from tests.fabrique import un_logement, un_menage, une_charte, une_personne

LE = date(2026, 9, 1)


def une_famille(**champs: Any) -> Menage:
    """Zoé (titulaire), Ali (conjoint), Inès (20 ans), Noé (8 ans) ; recensés le 5 janvier 2026."""
    menage = un_menage("AC-7", prenom="Zoé", **({"nb_personnes": 4, "nb_moins_14": 1} | champs))
    menage.personnes += [
        une_personne(lien=Lien.CONJOINT, prenom="Ali"),
        une_personne(lien=Lien.ENFANT, prenom="Inès", naissance_le=date(2006, 3, 1)),
        une_personne(lien=Lien.ENFANT, prenom="Noé", naissance_le=date(2018, 5, 1)),
    ]
    passer(menage, Etat.RECENSE, date(2026, 1, 5))
    return menage


def depart(menage: Menage, *prenoms: str, remplacant: str | None = None, titulaire: str | None = None) -> Depart:
    par_prenom = {p.prenom: p for p in menage.personnes}
    return Depart(
        [par_prenom[p] for p in prenoms], LE, "départ", par_prenom.get(titulaire), par_prenom.get(remplacant)
    )


def prenoms(menage: Menage) -> list[str | None]:
    return [p.prenom for p in menage.personnes]


def test_le_dossier_ne_porte_le_type_l_operation_et_le_logement_du_parent() -> None:
    parent = une_famille(referent="Agente")

    enfant = decohabiter(parent, depart(parent, "Inès", "Noé"), "AC-7-1", auteur="Agente")

    assert (enfant.type, enfant.dossier_parent, enfant.referent) == (TypeDossier.DECOHABITANT, parent, "Agente")
    assert (enfant.operation, enfant.logement_quitte) == (parent.operation, parent.logement_quitte)
    assert (prenoms(parent), prenoms(enfant)) == (["Zoé", "Ali"], ["Inès", "Noé"])
    assert (parent.nb_personnes, parent.nb_moins_14) == (2, 0)  # 4 − 2 ; 1 − 1
    assert (enfant.nb_personnes, enfant.nb_moins_14) == (2, 1)
    assert enfant.titulaire is not None and enfant.titulaire.prenom == "Inès"  # l'aînée des deux
    assert [(e.etat, e.le, e.auteur) for e in enfant.etapes] == [(Etat.RECENSE, LE, "Agente")]
    assert parent.etapes[-1].motif == "décohabitation, 2 personnes au dossier AC-7-1\u00a0: départ"
    assert parent.etat is Etat.RECENSE


def test_un_compte_inconnu_le_reste() -> None:
    parent = une_famille(nb_personnes=None, nb_moins_14=None)

    enfant = decohabiter(parent, depart(parent, "Inès"), "AC-7-1")

    assert (parent.nb_personnes, parent.nb_moins_14) == (None, None)
    assert (enfant.nb_personnes, enfant.nb_moins_14) == (1, 0)


def test_le_compte_du_menage_demande_la_naissance_d_un_enfant_qui_part() -> None:
    parent, sans_petit = une_famille(), une_famille(nb_moins_14=0)
    for menage in (parent, sans_petit):
        menage.personnes[3].naissance_le = None

    with pytest.raises(ErreurMetier, match="date de naissance"):
        decohabiter(parent, depart(parent, "Noé"), "AC-7-1")

    assert len(parent.personnes) == 4
    assert decohabiter(sans_petit, depart(sans_petit, "Noé"), "AC-7-1").nb_moins_14 == 0


@pytest.mark.parametrize(
    ("qui", "remplacant", "phrase"),
    [
        ((), None, "Cochez"),
        (("Zoé", "Ali", "Inès", "Noé"), None, "Une personne au moins reste"),
        (("Zoé",), None, "Le titulaire part"),
        (("Zoé", "Ali"), "Ali", "Le titulaire part"),
    ],
)
def test_ce_que_l_on_ne_peut_pas_faire_se_dit(qui: tuple[str, ...], remplacant: str | None, phrase: str) -> None:
    parent = une_famille()

    with pytest.raises(ErreurMetier, match=phrase):
        decohabiter(parent, depart(parent, *qui, remplacant=remplacant), "AC-7-1")

    assert (len(parent.personnes), len(parent.etapes)) == (4, 1)


def test_le_titulaire_part_si_un_autre_est_nomme() -> None:
    parent = une_famille()

    enfant = decohabiter(parent, depart(parent, "Zoé", "Noé", remplacant="Ali"), "AC-7-1")

    assert [p.prenom for p in parent.personnes if p.lien is Lien.TITULAIRE] == ["Ali"]
    assert [p.prenom for p in enfant.personnes if p.lien is Lien.TITULAIRE] == ["Zoé"]


def test_celui_que_l_on_nomme_est_titulaire_du_nouveau_dossier() -> None:
    parent = une_famille()

    enfant = decohabiter(parent, depart(parent, "Ali", "Inès", titulaire="Inès"), "AC-7-1")

    assert [p.prenom for p in enfant.personnes if p.lien is Lien.TITULAIRE] == ["Inès"]


@pytest.mark.parametrize("etat", [Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI])
def test_un_menage_reloge_ou_sorti_ne_decohabite_plus(etat: Etat) -> None:
    parent = une_famille()
    passer(parent, etat, LE, motif="essai")

    with pytest.raises(ErreurMetier, match="déjà relogé ou sorti"):
        decohabiter(parent, depart(parent, "Inès"), "AC-7-1")

    assert not peut_decohabiter(parent)


def test_on_ne_part_pas_avant_d_etre_arrive() -> None:
    parent = une_famille(entree_bail_le=date(2026, 9, 2))

    with pytest.raises(ErreurMetier, match="02/09/2026"):
        decohabiter(parent, depart(parent, "Inès"), "AC-7-1")


def test_annuler_rend_les_personnes_et_les_comptes() -> None:
    parent = une_famille()
    enfant = decohabiter(parent, depart(parent, "Inès", "Noé"), "AC-7-1")

    rendu = annuler_la_decohabitation(enfant, date(2026, 9, 9), "ils restent", auteur="Agente")

    assert rendu is parent
    assert (sorted(map(str, prenoms(parent))), prenoms(enfant)) == (["Ali", "Inès", "Noé", "Zoé"], [])
    assert (parent.nb_personnes, parent.nb_moins_14) == (4, 1)
    assert [p.prenom for p in parent.personnes if p.lien is Lien.TITULAIRE] == ["Zoé"]
    assert (parent.etapes[-1].le, parent.etapes[-1].auteur) == (date(2026, 9, 9), "Agente")


def test_une_offre_empeche_d_annuler() -> None:
    parent = une_famille()
    enfant = decohabiter(parent, depart(parent, "Inès"), "AC-7-1")
    proposer(enfant, un_logement(), charte=une_charte())

    with pytest.raises(ErreurMetier, match="ne s’annule plus"):
        annuler_la_decohabitation(enfant, LE, "elle reste")

    assert prenoms(enfant) == ["Inès"]


def test_un_dossier_d_origine_deja_vide_ne_reprend_personne() -> None:
    parent = une_famille()
    enfant = decohabiter(parent, depart(parent, "Inès", "Noé"), "AC-7-1")
    petit = decohabiter(enfant, depart(enfant, "Noé"), "AC-7-1-1")
    annuler_la_decohabitation(enfant, LE, "elle reste")

    with pytest.raises(ErreurMetier, match="lui-même annulé"):
        annuler_la_decohabitation(petit, LE, "il reste")

    assert prenoms(petit) == ["Noé"]


def test_ce_qui_n_est_pas_ne_d_une_decohabitation_ne_s_annule_pas() -> None:
    with pytest.raises(ErreurMetier, match="pas né d’une décohabitation"):
        annuler_la_decohabitation(une_famille(), LE, "erreur")


@pytest.mark.parametrize(
    ("naissance", "annee", "lien", "attendu"),
    [
        (date(2012, 9, 1), None, Lien.ENFANT, False),  # 14 ans ce jour
        (date(2012, 9, 2), None, Lien.ENFANT, True),  # 14 ans demain
        (date(2012, 2, 29), None, Lien.ENFANT, False),
        (None, 2013, Lien.ENFANT, True),
        (None, 2012, Lien.ENFANT, None),  # 13 ou 14 ans
        (None, 2011, Lien.ENFANT, False),
        (None, None, Lien.ENFANT, None),
        (None, None, Lien.AUTRE, None),
        (None, None, Lien.CONJOINT, False),
    ],
)
def test_moins_de_quatorze_ans(
    naissance: date | None, annee: int | None, lien: Lien, attendu: bool | None
) -> None:
    personne = une_personne(lien=lien, naissance_le=naissance, naissance_annee=annee)

    assert moins_de_14(personne, LE) is attendu


@pytest.mark.parametrize(
    ("bail", "permanent", "attendue"),
    [
        (date(2025, 9, 1), None, Condition.A_VERIFIER),  # douze mois jour pour jour
        (date(2025, 9, 2), None, Condition.NON),  # un jour de moins
        (date(2015, 1, 1), False, Condition.NON),
        (None, True, Condition.A_VERIFIER),
    ],
)
def test_la_presence_de_la_charte_est_dite_pour_information(
    bail: date | None, permanent: bool | None, attendue: Condition
) -> None:
    parent = une_famille(entree_bail_le=bail)
    parent.personnes[2].occupation_permanente = permanent

    vue = presence(parent, [parent.personnes[2]], LE, 12)

    assert vue.condition is attendue
    assert "12\u00a0mois" in vue.phrase


def tous(dossiers: list[Menage]) -> Iterator[Personne]:
    for dossier in dossiers:
        yield from dossier.personnes


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_aucune_suite_de_decohabitations_ne_perd_ni_ne_double_une_personne(data: st.DataObject) -> None:
    parent = une_famille()
    dossiers, avant = [parent], Counter(id(p) for p in parent.personnes)
    declarees = 4

    for rang in range(data.draw(st.integers(1, 8))):
        dossier = data.draw(st.sampled_from(dossiers))
        try:
            if dossier is not parent and data.draw(st.booleans()):
                annuler_la_decohabitation(dossier, LE, "retour")
                dossiers.remove(dossier)
            else:
                partants = data.draw(st.lists(st.sampled_from(dossier.personnes), unique_by=id, max_size=3))
                remplacant = data.draw(st.none() | st.sampled_from(dossier.personnes))
                dossiers.append(decohabiter(dossier, Depart(partants, LE, "", None, remplacant), f"X-{rang}"))
        except ErreurMetier:
            continue

        assert Counter(id(p) for p in tous(dossiers)) == avant
        assert sum(d.nb_personnes or 0 for d in dossiers) == declarees
        assert sum(d.nb_moins_14 or 0 for d in dossiers) == 1
        assert all(d.titulaire is not None and d.titulaire.lien is Lien.TITULAIRE for d in dossiers)

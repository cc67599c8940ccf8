"""Une attribution comptera-t-elle ? Chaque maillon éprouvé seul (CCH, art. L. 441-2-1, R. 441-2-7 à 9)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relogement.doublons import Identite
from relogement.nomenclatures import DecisionCaleol
from relogement.numero_sne import EtatDemande, MotifRadiation
from relogement.rapprochement_sne import (
    Attribution,
    Cadre,
    Cause,
    Demande,
    Issue,
    PassageVu,
    Remede,
    fondues,
    juger,
)
from relogement.rapprochement_sne.faits import meme_bailleur

NUMERO = "0660126123456G0066"
BAIL, CALEOL, DEPOT, LISTE, AU = (
    date(2026, 3, 10),
    date(2026, 2, 20),
    date(2025, 9, 1),
    date(2026, 6, 1),
    date(2026, 11, 29),
)
FATIMA = Identite("BENALI", "Fatima", date(1980, 5, 14))
CADRE = Cadre(AU, {"Rives Habitat": LISTE}, validite_mois=12, preavis_mois=1)

SIGNE = Attribution(
    NUMERO,
    (FATIMA,),
    bail_le=BAIL,
    bailleur="Rives Habitat",
    passages=(PassageVu(CALEOL, DecisionCaleol.ATTRIBUTION),),
)
RADIEE = Demande(
    "Rives Habitat", LISTE, FATIMA, DEPOT, etat=EtatDemande.RADIEE, radiee_le=BAIL,
    motif_radiation=MotifRadiation.ATTRIBUTION, bail_le=BAIL, attribue_par="Rives Habitat", relogement_anru=True,
)  # fmt: skip
ACTIVE = replace(
    RADIEE, etat=EtatDemande.ACTIVE, radiee_le=None, motif_radiation=None, bail_le=None, attribue_par=None
)
EN_COURS = replace(SIGNE, engage=False, bail_le=None, passages=())


def causes(attribution: Attribution, demande: Demande | None, issue: Issue) -> list[Cause]:
    jugement = juger(attribution, demande, CADRE)
    assert jugement.issue is issue, jugement.phrase
    return [c.cause for c in jugement.constats if c.issue is issue]


def test_une_chaine_entiere_comptera() -> None:
    jugement = juger(SIGNE, RADIEE, CADRE)

    assert jugement.issue is Issue.COMPTERA
    assert jugement.constats == ()
    assert jugement.phrase == "comptera"


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"numero": None}, Cause.SANS_NUMERO),
        ({"numero": NUMERO[:-1]}, Cause.NUMERO_FAUX),
        ({"passages": (PassageVu(CALEOL, DecisionCaleol.NON_ATTRIBUTION),)}, Cause.CALEOL),
        ({"passages": (PassageVu(BAIL + timedelta(days=1), DecisionCaleol.ATTRIBUTION),)}, Cause.CALEOL),
        ({"identites": (Identite("MARTIN", "Paul", date(1955, 1, 7)),)}, Cause.TITULAIRE),
    ],
)
def test_un_maillon_rompu_dans_le_dossier_fait_perdre_l_attribution(
    change: dict[str, object], cause: Cause
) -> None:
    assert causes(replace(SIGNE, **change), RADIEE, Issue.NE_COMPTERA_PAS) == [cause]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"relogement_anru": False}, Cause.FAIT_GENERATEUR),
        ({"motif_radiation": MotifRadiation.NON_RENOUVELLEMENT, "radiee_le": date(2026, 1, 5)}, Cause.RADIEE),
        ({"attribue_par": "Autre Logis"}, Cause.RADIATION),
        ({"bail_le": None, "radiee_le": date(2026, 1, 5)}, Cause.RADIATION),
        ({"depose_le": date(2026, 4, 1)}, Cause.BAIL),
    ],
)
def test_un_maillon_rompu_au_sne_fait_perdre_l_attribution(change: dict[str, object], cause: Cause) -> None:
    assert causes(SIGNE, replace(RADIEE, **change), Issue.NE_COMPTERA_PAS) == [cause]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"relogement_anru": None}, Cause.FAIT_GENERATEUR),
        ({"identite": None}, Cause.TITULAIRE),
        ({"bail_le": date(2026, 3, 11)}, Cause.RADIATION),
        ({"motif_radiation": None, "radiee_le": date(2026, 3, 12)}, Cause.RADIATION),
    ],
)
def test_ce_que_la_liste_ne_dit_pas_est_a_verifier(change: dict[str, object], cause: Cause) -> None:
    assert causes(SIGNE, replace(RADIEE, **change), Issue.A_VERIFIER) == [cause]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"passages": ()}, Cause.CALEOL),
        ({"passages": (PassageVu(None, DecisionCaleol.ATTRIBUTION),)}, Cause.CALEOL),
        ({"passages": (PassageVu(CALEOL, None),)}, Cause.CALEOL),
        ({"bail_le": None}, Cause.BAIL),
        ({"identites": ()}, Cause.TITULAIRE),
    ],
)
def test_ce_que_le_dossier_ne_dit_pas_est_a_verifier(change: dict[str, object], cause: Cause) -> None:
    assert causes(replace(SIGNE, **change), RADIEE, Issue.A_VERIFIER) == [cause]  # type: ignore[arg-type]


def test_une_demande_encore_active_apres_le_bail_n_a_pas_ete_radiee_et_c_est_au_bailleur_de_le_faire() -> None:
    jugement = juger(SIGNE, ACTIVE, CADRE)

    assert jugement.issue is Issue.NE_COMPTERA_PAS
    assert "encore active le 01/06/2026" in jugement.phrase
    assert jugement.remedes == (Remede.BAILLEUR,)


def test_une_liste_d_avant_le_bail_ne_peut_pas_dire_la_radiation() -> None:
    ancienne = replace(ACTIVE, lu_le=date(2026, 2, 1))

    assert causes(SIGNE, ancienne, Issue.A_VERIFIER) == [Cause.RADIATION]


def test_le_bail_le_jour_meme_de_la_caleol_est_coherent_et_la_caleol_d_une_autre_offre_ne_compte_pas() -> None:
    meme_jour = replace(SIGNE, passages=(PassageVu(BAIL, DecisionCaleol.ATTRIBUTION_RANG),))
    ailleurs = replace(SIGNE, offre=7, passages=(PassageVu(CALEOL, DecisionCaleol.ATTRIBUTION, offre=3),))

    assert juger(meme_jour, RADIEE, CADRE).issue is Issue.COMPTERA
    assert causes(ailleurs, RADIEE, Issue.A_VERIFIER) == [Cause.CALEOL]


def test_sans_liste_du_bailleur_rien_n_est_prouve_ni_condamne() -> None:
    sans_liste = replace(SIGNE, bailleur="Toit du Sud")

    assert causes(sans_liste, None, Issue.A_VERIFIER) == [Cause.SANS_LISTE]
    assert causes(SIGNE, None, Issue.A_VERIFIER) == [Cause.INTROUVABLE]


# Le même numéro sur deux dossiers


def test_un_numero_partage_reste_a_celui_dont_la_demande_porte_le_nom() -> None:
    avec_elle = replace(SIGNE, autres=("D2",))
    avec_lui = replace(SIGNE, autres=("D1",), identites=(Identite("MARTIN", "Paul", date(1955, 1, 7)),))

    assert juger(avec_elle, RADIEE, CADRE).issue is Issue.COMPTERA
    assert causes(avec_lui, RADIEE, Issue.NE_COMPTERA_PAS) == [Cause.TITULAIRE]


def test_sans_liste_un_numero_partage_est_a_verifier_des_deux_cotes() -> None:
    assert Cause.DOUBLON in causes(replace(SIGNE, autres=("D2",)), None, Issue.A_VERIFIER)


# Le titulaire : jamais le nom seul


@pytest.mark.parametrize(
    ("demandeur", "issue"),
    [
        (Identite("Ben Ali", "Fatma", date(1980, 5, 14)), Issue.COMPTERA),
        (Identite("BENALI", "Fatima", date(1980, 4, 15)), Issue.A_VERIFIER),
        (Identite("BENALI", "Fatima"), Issue.A_VERIFIER),
        (Identite("BENALI", "Fatima", date(1999, 5, 14)), Issue.A_VERIFIER),
        (Identite("MARTIN", "Paul", date(1955, 1, 7)), Issue.NE_COMPTERA_PAS),
    ],
)
def test_le_titulaire_se_reconnait_au_nom_et_a_la_naissance_ensemble(demandeur: Identite, issue: Issue) -> None:
    assert juger(SIGNE, replace(RADIEE, identite=demandeur), CADRE).issue is issue


def test_la_demande_au_nom_du_conjoint_est_celle_du_menage() -> None:
    a_deux = replace(SIGNE, identites=(Identite("BENALI", "Karim", date(1978, 2, 3)), FATIMA))

    assert juger(a_deux, RADIEE, CADRE).issue is Issue.COMPTERA


# La validité d'un an


@pytest.mark.parametrize(
    ("renouvele_le", "issue"),
    [
        (date(2025, 3, 10), Issue.A_VERIFIER),  # la radiation n'est pas constatée, mais la demande vivait encore
        (date(2025, 3, 9), Issue.A_VERIFIER),
    ],
)
def test_une_demande_vaut_un_an_jour_pour_jour(renouvele_le: date, issue: Issue) -> None:
    d_avant = replace(ACTIVE, lu_le=date(2026, 2, 1), depose_le=date(2024, 1, 1), renouvele_le=renouvele_le)

    trouvees = causes(SIGNE, d_avant, issue)

    assert (Cause.RENOUVELLEMENT in trouvees) is (renouvele_le < date(2025, 3, 10))


def test_une_demande_qui_expire_dans_le_mois_est_a_renouveler() -> None:
    bientot = replace(ACTIVE, lu_le=date(2026, 6, 1), depose_le=date(2025, 12, 20))
    plus_tard = replace(bientot, depose_le=date(2025, 12, 30))

    assert causes(EN_COURS, bientot, Issue.A_VERIFIER) == [Cause.RENOUVELLEMENT]
    assert juger(EN_COURS, plus_tard, CADRE).issue is Issue.COMPTERA


# Un dossier qui approche de l'attribution


def test_avant_le_bail_on_n_attend_ni_caleol_ni_radiation_mais_un_numero_vivant() -> None:
    vivante = replace(ACTIVE, depose_le=date(2026, 9, 1))

    assert juger(EN_COURS, vivante, CADRE).issue is Issue.COMPTERA
    assert causes(replace(EN_COURS, numero=None), None, Issue.NE_COMPTERA_PAS) == [Cause.SANS_NUMERO]
    assert causes(EN_COURS, RADIEE, Issue.NE_COMPTERA_PAS) == [Cause.RADIEE]


# Plusieurs listes


def test_plusieurs_listes_donnent_l_etat_le_plus_recent_et_l_identite_qui_est_dite() -> None:
    du_sne = Demande("", date(2025, 10, 1), FATIMA, DEPOT)
    du_bailleur = replace(RADIEE, identite=None, depose_le=None)

    fondue = fondues([du_sne, du_bailleur], "Rives Habitat")

    assert fondue is not None
    assert (fondue.identite, fondue.depose_le, fondue.etat) == (FATIMA, DEPOT, EtatDemande.RADIEE)


@pytest.mark.parametrize(
    ("un", "autre", "meme"),
    [
        ("Rives Habitat", "RIVES HABITAT", True),
        ("OPH Rives Habitat", "Rives Habitat", True),
        ("SA HLM Les Lilas", "Lilas", True),
        ("Rives Habitat", "Habitat Sud", False),
        ("", "Rives", False),
    ],
)
def test_deux_ecritures_d_un_bailleur(un: str, autre: str, meme: bool) -> None:
    assert meme_bailleur(un, autre) is meme


jours = st.none() | st.dates(date(2024, 1, 1), date(2027, 1, 1))
passages = st.builds(PassageVu, jours, st.none() | st.sampled_from(DecisionCaleol))


@given(
    st.builds(
        Attribution,
        numero=st.sampled_from([None, NUMERO, NUMERO[:-2]]), identites=st.sampled_from([(), (FATIMA,)]),
        engage=st.booleans(), bail_le=jours, bailleur=st.sampled_from([None, "Rives Habitat", "Autre"]),
        demande_le=jours, autres=st.sampled_from([(), ("D2",)]),
        passages=st.lists(passages, max_size=2).map(tuple),
    ),
    st.none() | st.builds(
        Demande, bailleur=st.sampled_from(["", "Rives Habitat"]), lu_le=st.sampled_from([DEPOT, LISTE]),
        identite=st.sampled_from([None, FATIMA]), depose_le=jours, renouvele_le=jours, radiee_le=jours,
        bail_le=jours,
        etat=st.none() | st.sampled_from(EtatDemande), motif_radiation=st.none() | st.sampled_from(MotifRadiation),
        relogement_anru=st.sampled_from([None, True, False]),
    ),
)  # fmt: skip
def test_une_attribution_ne_compte_que_si_rien_ne_manque(
    attribution: Attribution, demande: Demande | None
) -> None:
    jugement = juger(attribution, demande, CADRE)

    assert (jugement.issue is Issue.COMPTERA) is (not jugement.constats)
    if jugement.issue is Issue.COMPTERA:
        assert attribution.numero == NUMERO
        assert demande is not None
        assert demande.relogement_anru
    assert all(c.phrase and not c.phrase.endswith(".") for c in jugement.constats)

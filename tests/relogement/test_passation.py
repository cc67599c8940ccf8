"""Répartir des dossiers : personne n'est oublié, le moins chargé reçoit d'abord, une famille ne se sépare pas."""

from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from relogement.documents.passation import ecrire_passation, page
from relogement.journee import LigneDuJour, quand
from relogement.nomenclatures import Affaire, Attendu, Etat
from relogement.passation import DossierAPasser, EtatDesDossiers, Partage, repartir
from relogement.passation_dite import en_texte, resume

AU = date(2026, 11, 20)


def un_dossier(
    id_: int, *affaires: LigneDuJour, operation: str = "AC", famille: int = 0, **reste: date
) -> DossierAPasser:
    return DossierAPasser(
        id_, f"AC-{id_:03d}", f"NOM{id_} Prénom", Etat.OFFRE, operation, "1/3", famille or id_, affaires,
        reste.get("sans_action_depuis"),
    )  # fmt: skip


def une_affaire(
    id_: int,
    le: date | None,
    genre: Affaire = Affaire.REPONSE,
    attendu: Attendu = Attendu.MENAGE,
    objet: str = "Réponse à l’offre 1",
) -> LigneDuJour:
    return LigneDuJour(f"{genre}:{id_}", genre, attendu, id_, id_, f"AC-{id_:03d}", objet, date(2026, 11, 2), le)


@given(
    st.lists(st.integers(1, 8), max_size=60), st.lists(st.sampled_from("ABCD"), min_size=1, unique=True),
    st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 40)), st.sampled_from(list(Partage)),
)  # fmt: skip
def test_chaque_dossier_va_a_un_collegue_et_une_famille_reste_ensemble(
    familles: list[int], collegues: list[str], charges: dict[str, int], partage: Partage
) -> None:
    dossiers = [un_dossier(100 + rang, famille=famille) for rang, famille in enumerate(familles)]

    repartis = repartir(dossiers, collegues, charges, partage)

    assert repartis.keys() == {d.id for d in dossiers}
    assert set(repartis.values()) <= set(collegues)
    for famille in set(familles):
        assert len({repartis[d.id] for d in dossiers if d.famille == famille}) == 1


@given(st.integers(0, 80), st.dictionaries(st.sampled_from("ABC"), st.integers(0, 30), min_size=2))
def test_des_dossiers_sans_famille_laissent_au_plus_un_dossier_d_ecart_entre_ceux_qui_recoivent(
    combien: int, charges: dict[str, int]
) -> None:
    repartis = repartir([un_dossier(n) for n in range(1, combien + 1)], sorted(charges), charges)

    recus = Counter(repartis.values())
    finales = {nom: charges[nom] + recus[nom] for nom in charges}
    assert all(finales[nom] <= min(finales.values()) + 1 for nom in recus)


def test_sans_collegue_personne_ne_recoit_rien() -> None:
    assert repartir([un_dossier(1)], [], {}) == {}


def test_par_operation_une_operation_va_au_meme_collegue() -> None:
    dossiers = [un_dossier(n, operation="AC" if n < 4 else "BE") for n in range(1, 6)]

    repartis = repartir(dossiers, ["Paul", "Rosa"], {}, Partage.PAR_OPERATION)

    # AC compte trois dossiers, BE deux : le premier lot va au premier, le second à qui n'a rien
    assert repartis == {1: "Paul", 2: "Paul", 3: "Paul", 4: "Rosa", 5: "Rosa"}


def test_le_plus_presse_vient_d_abord_et_les_promesses_sont_a_part() -> None:
    suite = une_affaire(3, date(2026, 11, 19), Affaire.SUITE, Attendu.AGENT, "Rappeler la CAF")
    etat = EtatDesDossiers(
        "Samira", AU,
        (
            un_dossier(1, une_affaire(1, date(2026, 11, 25))), un_dossier(2, une_affaire(2, date(2026, 11, 18))),
            un_dossier(3, suite, sans_action_depuis=date(2026, 9, 1)), un_dossier(4, une_affaire(4, None)),
        ),
        sans_action_jours=30,
    )  # fmt: skip

    assert [a.menage_id for a in etat.affaires] == [2, 1, 4]
    assert etat.promesses == [suite]
    assert etat.en_retard == 2
    assert [d.id for d in etat.sans_action] == [3]
    assert resume(etat) == (
        "4 dossiers en cours, 2 affaires en retard, 1 promesse à tenir, 3 réponses attendues, "
        "1 dossier sans action."
    )


def test_le_texte_dit_tout_ce_que_la_page_dit() -> None:
    etat = EtatDesDossiers(
        "Samira", AU, (un_dossier(1, une_affaire(1, date(2026, 11, 18))),), sans_action_jours=30
    )

    texte = en_texte(etat)

    assert "Limite mer. 18/11/2026, dépassée de 2 jours | AC-001 | NOM1 Prénom" in texte
    assert "Promesses à tenir (0)\n  Aucune promesse notée." in texte


def test_un_dossier_a_passer_ne_s_imprime_pas_avec_son_nom() -> None:
    assert "NOM1" not in repr(un_dossier(1))


def test_la_page_tient_une_ligne_par_dossier_le_plus_presse_d_abord() -> None:
    suivis = [une_affaire(3, date(2027, m, 5), Affaire.SUIVI, Attendu.AGENT, f"Visite {m}") for m in (1, 4)]
    etat = EtatDesDossiers(
        "Samira", AU,
        (
            un_dossier(1), un_dossier(2, une_affaire(2, date(2026, 11, 25))), un_dossier(3, *suivis),
            un_dossier(4, une_affaire(4, date(2026, 11, 18))), un_dossier(5, sans_action_depuis=date(2026, 9, 1)),
        ),
        sans_action_jours=30,
    )  # fmt: skip

    attendu = [(ligne[0], ligne[4]) for ligne in page(etat).lignes]

    assert attendu == [
        ("AC-004", "EN RETARD, 18/11\N{NO-BREAK SPACE}: Réponse à l’offre 1"),
        ("AC-002", "25/11\N{NO-BREAK SPACE}: Réponse à l’offre 1"),
        ("AC-003", "05/01/2027\N{NO-BREAK SPACE}: Visite 1"),
        ("AC-005", "aucune action depuis le 01/09/2026"),
        ("AC-001", "—"),
    ]


def test_cinquante_cinq_dossiers_se_remettent_en_une_page(tmp_path: Path) -> None:
    dossiers = tuple(un_dossier(n, une_affaire(n, date(2026, 11, 25))) for n in range(1, 56))

    ecrire_passation(tmp_path / "p.pdf", EtatDesDossiers("Samira", AU, dossiers, sans_action_jours=30))

    assert len(PdfReader(tmp_path / "p.pdf").pages) == 1


def test_vue_d_un_jour_passe_une_affaire_ne_dure_pas_depuis_moins_trois_jours() -> None:
    # l'offre est notifiée le 2 novembre : le 30 octobre, on n'attendait encore personne
    affaire = une_affaire(1, date(2026, 12, 2))

    assert quand(affaire, date(2026, 10, 30)) == "limite mer. 02/12/2026"
    assert quand(affaire, AU) == "depuis 18 jours, limite mer. 02/12/2026"

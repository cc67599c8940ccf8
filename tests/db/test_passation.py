"""Un agent s'absente : on voit tout ce qu'il laisse, ses dossiers se confient d'une écriture et lui reviennent."""

from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from db import horloge
from db.annulation import annuler
from db.fichier import Fichier
from db.journal import Ecriture, ecriture_courante
from db.pannes import Conflit
from db.passation import (
    charges,
    confier,
    en_cours,
    etat_de_la_passation,
    etat_des_dossiers,
    exiger_le_referent,
    rendre,
)
from relogement.a_faire import Rappel
from relogement.documents.passation import ecrire_passation
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan, Contact, Menage, Passation
from relogement.nomenclatures import Canal, Etat, Reponse
from relogement.passation import DossierAPasser, EtatDesDossiers
from tests.fabrique import un_menage, une_offre, une_operation

AU = date(2026, 11, 20)
SAMIRA, PAUL, ROSA = "Samira Kaddour", "Paul Vidal", "Rosa Ferrer"


@pytest.fixture(autouse=True)
def vendredi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Quatre dossiers de Samira, dont un clos ; un de Paul ; une réponse attendue, une promesse, un rappel."""
    operation = une_operation("AC")
    attendue = une_offre(notifiee_le=date(2026, 10, 22), limite_le=date(2026, 11, 23), reponse=Reponse.EN_COURS)
    promis = Contact(
        le=datetime(2026, 11, 12, 9, 0), canal=Canal.TELEPHONE, objet="APL en attente",  # noqa: DTZ001
        suite="Rappeler la CAF", suite_le=date(2026, 11, 18),
    )  # fmt: skip
    tenue = Contact(
        le=datetime(2026, 11, 2, 9, 0), canal=Canal.TELEPHONE, objet="Visite", suite="Confirmer la visite",  # noqa: DTZ001
        suite_le=date(2026, 11, 3), suite_faite_le=date(2026, 11, 3),
    )  # fmt: skip
    with fichier.ecrire("Saisie") as session:
        session.add_all(
            [
                un_menage(
                    "AC-1", nom="Attend", operation=operation, referent=SAMIRA, etat=Etat.OFFRE, offres=[attendue]
                ),
                un_menage("AC-2", nom="Promis", operation=operation, referent=SAMIRA, contacts=[promis, tenue]),
                un_menage("AC-3", nom="Muet", operation=operation, referent=SAMIRA),
                un_menage("AC-4", nom="Clos", operation=operation, referent=SAMIRA, etat=Etat.CLOS),
                un_menage("AC-5", nom="Autre", operation=operation, referent=PAUL),
            ]
        )
        session.flush()
        session.add(
            Rappel(menage_id=_id(session, "AC-2"), agent=SAMIRA, le=date(2026, 11, 27), objet="Porter le dossier")
        )
    return fichier


def _id(session: object, reference: str) -> int:
    return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()  # type: ignore[attr-defined]


def _etat(fichier: Fichier, referent: str = SAMIRA) -> EtatDesDossiers:
    with fichier.lire() as session:
        return etat_des_dossiers(session, referent, AU)


def _dossier(etat: EtatDesDossiers, reference: str) -> DossierAPasser:
    return next(d for d in etat.dossiers if d.reference == reference)


def _referents(fichier: Fichier) -> dict[str, str | None]:
    with fichier.lire() as session:
        return dict(session.execute(select(Menage.reference, Menage.referent)).all())


def _confier(fichier: Fichier, *references: str, a: str = PAUL, retour_le: date | None = None) -> int:
    with fichier.ecrire("Dossiers confiés") as session:
        repartition = {_id(session, r): a for r in references}
        return confier(session, SAMIRA, repartition, retour_le=retour_le, auteur="Chef").id


def test_on_voit_ce_que_l_agent_laisse_sans_ses_dossiers_clos(fichier: Fichier) -> None:
    etat = _etat(fichier)

    assert {d.reference for d in etat.dossiers} == {"AC-1", "AC-2", "AC-3"}
    assert _dossier(etat, "AC-1").nom == "ATTEND"
    assert [a.echeance_le for a in etat.attendues if a.reference == "AC-1"] == [date(2026, 11, 23)]


def test_une_promesse_tenue_n_est_plus_a_tenir_celle_qui_reste_vient_avec_le_rappel(fichier: Fichier) -> None:
    promesses = _etat(fichier).promesses

    assert [(p.objet, p.echeance_le) for p in promesses] == [
        ("Rappeler la CAF", date(2026, 11, 18)),
        ("Porter le dossier", date(2026, 11, 27)),
    ]


def test_la_charge_de_chacun_ne_compte_que_les_dossiers_en_cours(fichier: Fichier) -> None:
    with fichier.lire() as session:
        assert {c.referent: c.dossiers for c in charges(session)} == {PAUL: 1, SAMIRA: 3}


def test_confier_change_les_referents_et_ce_qui_attend_d_une_seule_ecriture(fichier: Fichier) -> None:
    _confier(fichier, "AC-1", "AC-2")

    assert _referents(fichier) == {"AC-1": PAUL, "AC-2": PAUL, "AC-3": SAMIRA, "AC-4": SAMIRA, "AC-5": PAUL}
    etat = _etat(fichier, PAUL)
    assert "AC-1" in {a.reference for a in etat.attendues}
    assert "Porter le dossier" in {p.objet for p in etat.promesses}
    with fichier.lire() as session:
        ecritures = session.scalar(select(func.count()).where(Ecriture.acte == "Dossiers confiés"))
        assert ecritures == 1
        assert session.scalar(select(func.count()).select_from(Bilan)) == 5


def test_le_retour_prevu_se_rappelle_a_l_agent_et_rend_ses_dossiers(fichier: Fichier) -> None:
    numero = _confier(fichier, "AC-1", "AC-2", retour_le=date(2026, 12, 4))

    with fichier.lire() as session:
        (passation,) = en_cours(session)
        rappel = session.scalars(select(Rappel).where(Rappel.le == date(2026, 12, 4))).one()
    assert (passation.referent, passation.retour_le, len(passation.a_rendre)) == (SAMIRA, date(2026, 12, 4), 2)
    assert not passation.est_due(AU)
    assert passation.est_due(date(2026, 12, 4))
    assert (rappel.agent, "2 dossiers confiés" in rappel.objet) == (SAMIRA, True)

    with fichier.ecrire("Dossiers rendus") as session:
        assert rendre(session, numero) == 2

    assert _referents(fichier)["AC-1"] == SAMIRA
    assert "Porter le dossier" in {p.objet for p in _etat(fichier).promesses}
    with fichier.lire() as session:
        assert en_cours(session) == []


def test_un_dossier_qui_a_encore_change_de_mains_n_est_pas_repris(fichier: Fichier) -> None:
    numero = _confier(fichier, "AC-1", "AC-2")
    with fichier.ecrire("Autre") as session:
        session.scalars(select(Menage).where(Menage.reference == "AC-1")).one().referent = ROSA

    with fichier.ecrire("Dossiers rendus") as session:
        assert rendre(session, numero) == 1

    assert (_referents(fichier)["AC-1"], _referents(fichier)["AC-2"]) == (ROSA, SAMIRA)


def test_on_ne_rend_pas_deux_fois(fichier: Fichier) -> None:
    numero = _confier(fichier, "AC-1")
    with fichier.ecrire("Dossiers rendus") as session:
        rendre(session, numero)

    with pytest.raises(Conflit, match="déjà été rendus"), fichier.ecrire("Dossiers rendus") as session:
        rendre(session, numero)


def test_un_referent_change_entre_temps_fait_tout_refuser(fichier: Fichier) -> None:
    with fichier.lire() as session:
        repartition = {_id(session, r): PAUL for r in ("AC-1", "AC-2")}
    with fichier.ecrire("Autre poste") as session:
        session.scalars(select(Menage).where(Menage.reference == "AC-2")).one().referent = ROSA

    with pytest.raises(Conflit, match="1 dossier de Samira"), fichier.ecrire("Dossiers confiés") as session:
        confier(session, SAMIRA, repartition)

    assert _referents(fichier)["AC-1"] == SAMIRA


@pytest.mark.parametrize(
    ("repartition", "retour_le", "dit"),
    [
        ({}, None, "au moins un dossier"),
        ({1: " "}, None, "nom du collègue"),
        ({1: SAMIRA}, None, "quelqu’un d’autre"),
        ({1: PAUL}, date(2026, 11, 19), "déjà passé"),
    ],
)
def test_une_passation_absurde_est_refusee_d_une_phrase(
    fichier: Fichier, repartition: dict[int, str], retour_le: date | None, dit: str
) -> None:
    with pytest.raises(ErreurMetier, match=dit), fichier.ecrire("Dossiers confiés") as session:
        confier(session, SAMIRA, repartition, retour_le=retour_le)


def test_la_passation_s_annule_comme_tout_acte(fichier: Fichier) -> None:
    with fichier.ecrire("Dossiers confiés") as session:
        confier(session, SAMIRA, {_id(session, "AC-1"): PAUL}, retour_le=date(2026, 12, 4))
        numero = ecriture_courante(session.connection())

    with fichier.ecrire("Annulation") as session:
        annuler(session, numero)

    assert _referents(fichier)["AC-1"] == SAMIRA
    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Passation)) == 0


def test_un_agent_inconnu_est_refuse_en_nommant_les_autres(fichier: Fichier) -> None:
    with fichier.lire() as session, pytest.raises(ErreurMetier, match="Paul Vidal, Samira Kaddour"):
        exiger_le_referent(session, "Personne")


def test_la_page_dit_les_urgences_les_promesses_et_a_qui_c_est_confie(fichier: Fichier, tmp_path: Path) -> None:
    numero = _confier(fichier, "AC-1", "AC-2", "AC-3")
    with fichier.lire() as session:
        etat = etat_de_la_passation(session, numero, AU)

    ecrire_passation(tmp_path / "page.pdf", etat)

    lu = PdfReader(tmp_path / "page.pdf")
    texte = "\n".join(page.extract_text() for page in lu.pages)
    assert len(lu.pages) == 1
    assert all(mot in texte for mot in (SAMIRA, "ATTEND", "Rappeler la CAF", "23/11", "Confié à", PAUL, "1/1"))
    assert lu.metadata is not None
    assert SAMIRA not in str(dict(lu.metadata))
    assert lu.metadata.title == "Passation de dossiers au 20/11/2026"

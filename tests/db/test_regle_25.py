"""Les baux hors QPV d'une année, par bailleur, devant leurs engagements ; comptés à la main."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from db.annulation import annuler
from db.engagements import engagements, enregistrer_engagement, enregistrer_engagements
from db.exports.interne import ecrire_interne
from db.exports.regle_25 import document, en_json
from db.fichier import Fichier
from db.journal import Ecriture
from db.regle_25 import Ligne25, Periode25, regle_25
from relogement.charte_fichier import lire_charte
from relogement.engagements_fichier import lire_engagements
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import Critere, MotifSortie, Nature
from relogement.operation import Operation
from tests.fabrique import (
    AUTRE_QPV,
    un_cout,
    un_fichier,
    un_logement,
    un_menage,
    un_projet,
    un_relogement,
    une_operation,
)

PERPIGNAN, CABESTANY, NARBONNE = "66136", "66028", "11262"
RIVES, TOIT = "Rives Habitat", "Toit du Sud"
AN = Periode25(2026)
MARS, JUIN = date(2026, 3, 31), date(2026, 6, 30)


def reloge(
    reference: str, op: Operation, *, qpv: str | None = "HORS", commune: str | None = PERPIGNAN,
    bailleur: str = RIVES, bail_le: date = MARS, entree_le: date | None = MARS, **champs: Any,
) -> Menage:  # fmt: skip
    menage = un_menage(reference, operation=op, avant=un_cout(), **champs)
    logement = un_logement(qpv=qpv, commune_insee=commune, bailleur=bailleur)
    un_relogement(menage, cout=un_cout(), logement=logement, bail_le=bail_le, entree_le=entree_le)
    return menage


def le_projet() -> list[Menage]:
    op = une_operation()
    fusionne = reloge("D9", op)
    fusionne.motif_sortie, fusionne.sorti_le = MotifSortie.FUSION, MARS
    parti = reloge("D8", op, bailleur=TOIT, bail_le=JUIN)
    parti.motif_sortie, parti.sorti_le = MotifSortie.DEPART, date(2026, 9, 1)
    provisoire = un_menage("D7", operation=op)
    un_relogement(provisoire, nature=Nature.PROVISOIRE, bail_le=MARS)
    return [
        reloge("D1", op),
        reloge("D2", op, entree_le=None),  # le bail suffit : l'article compte les baux signés
        reloge("D3", op, qpv=AUTRE_QPV),
        reloge("D4", op, qpv=None),
        reloge("D5", op, commune=NARBONNE),  # hors du territoire de Perpignan Méditerranée
        reloge("D6", op, bail_le=date(2025, 12, 31)),
        parti,
        provisoire,
        fusionne,
    ]


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *le_projet(), projet=un_projet(commune_insee=PERPIGNAN))
    yield ouvert
    ouvert.fermer()


def un_engagement(**champs: Any) -> dict[str, Any]:
    return {"bailleur": RIVES, "annee": 2026} | champs


TOTAUX = {"baux_hors_qpv": 8, "autres_q1": 0, "source": "Rives Habitat", "source_le": date(2026, 10, 1)}


def les_lignes(projet: Fichier, periode: Periode25 = AN) -> dict[str, Ligne25]:
    with projet.lire() as session:
        return {ligne.bailleur: ligne for ligne in regle_25(session, periode).lignes}


def comptes(ligne: Ligne25) -> tuple[int, int, int]:
    return ligne.combien(Critere.OUI), ligne.combien(Critere.NON), ligne.combien(Critere.NR)


def test_les_baux_signes_de_l_annee_se_comptent_par_bailleur(projet: Fichier) -> None:
    lignes = les_lignes(projet)

    assert {nom: comptes(ligne) for nom, ligne in lignes.items()} == {RIVES: (2, 2, 1), TOIT: (1, 0, 0)}


def test_un_trimestre_ne_compte_que_ses_baux_et_ne_juge_pas_un_engagement_annuel(projet: Fichier) -> None:
    assert comptes(les_lignes(projet, Periode25(2026, 2))[TOIT]) == (1, 0, 0)
    premier = les_lignes(projet, Periode25(2026, 1))
    assert set(premier) == {RIVES}
    assert premier[RIVES].situation is None
    assert Periode25(2026, 4).bornes == (date(2026, 10, 1), date(2026, 12, 31))
    with pytest.raises(ErreurMetier, match="de 1 à 4"):
        Periode25(2026, 5)


def test_sans_total_du_bailleur_seul_le_relogement_se_dit(projet: Fichier) -> None:
    ou = les_lignes(projet)[RIVES].situation

    assert ou is not None
    assert (ou.compte, ou.part.valeur, ou.atteint.valeur) == (2, None, Critere.NR)


def test_l_engagement_d_un_bailleur_donne_son_objectif_et_son_ecart(projet: Fichier) -> None:
    """8 baux hors QPV dans l'année, 25 % : 2 attendus, 2 comptés."""
    with projet.ecrire("Engagement") as session:
        enregistrer_engagement(session, un_engagement(**TOTAUX))

    ou = les_lignes(projet)[RIVES].situation
    assert ou is not None
    assert (ou.vise, ou.part.valeur, ou.atteint.valeur) == (2, Decimal(25), Critere.OUI)


def test_une_autre_ecriture_du_bailleur_corrige_le_meme_engagement(projet: Fichier) -> None:
    for valeurs in (un_engagement(objectif_pct=30), un_engagement(bailleur="RIVES HABITAT", objectif_nombre=7)):
        with projet.ecrire("Engagement") as session:
            enregistrer_engagement(session, valeurs)

    with projet.lire() as session:
        (seul,) = engagements(session, 2026).values()
        assert (seul.bailleur, seul.objectif_pct, seul.objectif_nombre) == (RIVES, None, 7)


def test_un_bailleur_engage_sans_bail_est_montre(projet: Fichier) -> None:
    with projet.ecrire("Engagement") as session:
        enregistrer_engagement(session, un_engagement(bailleur="Autre Logis", objectif_nombre=3))

    ou = les_lignes(projet)["Autre Logis"].situation
    assert ou is not None
    assert (ou.compte, ou.vise) == (0, 3)


def test_l_ensemble_n_a_de_part_que_si_chaque_bailleur_a_donne_ses_totaux(projet: Fichier) -> None:
    def total() -> Decimal | None:
        with projet.lire() as session:
            ou = regle_25(session, AN).total.situation
        assert ou is not None
        return ou.part.valeur

    with projet.ecrire("Engagement") as session:
        enregistrer_engagement(session, un_engagement(**TOTAUX))
    assert total() is None

    with projet.ecrire("Engagement") as session:
        enregistrer_engagement(session, un_engagement(**TOTAUX | {"bailleur": TOIT, "baux_hors_qpv": 4}))
    assert total() == Decimal(25)  # 3 baux sur 12


@pytest.mark.parametrize(
    ("change", "dit"),
    [
        ({"baux_hors_qpv": 8}, "qui a donné"),
        ({"baux_hors_qpv": 8, "source": "Rives"}, "quelle date"),
        (TOTAUX | {"autres_q1": 9}, "plus que tous"),
        ({"objectif_pct": 120}, "entre 0 et 100"),
        ({"objectif_nombre": -1}, "nombre entier"),
        ({"annee": 1998}, "une année"),
        ({"bailleur": "  "}, "nom du bailleur"),
        ({"couleur": "bleu"}, "« couleur » n’est pas connu"),
    ],
)
def test_un_engagement_impossible_est_refuse_avec_son_champ(
    projet: Fichier, change: dict[str, Any], dit: str
) -> None:
    with pytest.raises(ErreurMetier, match=dit), projet.ecrire("Engagement") as session:
        enregistrer_engagement(session, un_engagement(**change))


def test_un_engagement_s_annule(projet: Fichier) -> None:
    with projet.ecrire("Engagement") as session:
        enregistrer_engagement(session, un_engagement(objectif_nombre=7))

    with projet.ecrire("Annulation") as session:
        annuler(session, session.scalars(select(func.max(Ecriture.id) - 1)).one())

    with projet.lire() as session:
        assert engagements(session, 2026) == {}


TOML = """
te_max_pct = 32

[[engagements]]
bailleur = "Rives Habitat"
annee = 2026
objectif_pct = 30.5
texte = "Convention intercommunale d’attribution du 12/05/2024"
baux_hors_qpv = 180
autres_q1 = 40
source = "Rives Habitat"
source_le = 2026-09-30
"""


def test_les_engagements_se_lisent_dans_le_fichier_de_la_charte(projet: Fichier) -> None:
    assert lire_charte(TOML).te_max_pct == Decimal(32)

    with projet.ecrire("Engagements") as session:
        assert enregistrer_engagements(session, lire_engagements(TOML)) == 1

    with projet.lire() as session:
        (lu,) = engagements(session, 2026).values()
        assert (lu.objectif_pct, lu.baux_hors_qpv, lu.source_le) == (Decimal("30.5"), 180, date(2026, 9, 30))


def test_un_fichier_d_engagements_faux_dit_ou(projet: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="deux blocs"):
        lire_engagements(TOML + TOML[TOML.index("[[") :])
    with pytest.raises(ErreurMetier, match="pas un TOML"):
        lire_engagements("[[engagements]")
    with pytest.raises(ErreurMetier, match="un bloc"):
        lire_engagements("engagements = 3")


def test_le_classeur_et_le_json_disent_la_meme_chose(projet: Fichier, tmp_path: Path) -> None:
    with projet.lire() as session:
        trouvee = regle_25(session, AN)
    ecrire_interne(projet, document(trouvee), tmp_path / "regle.xlsx")

    classeur = openpyxl.load_workbook(tmp_path / "regle.xlsx")
    rives = next(classeur["Bailleurs"].iter_rows(min_row=2, values_only=True))
    assert rives[:7] == (RIVES, 5, 2, 0, 2, 2, 1)
    dit = en_json(trouvee)
    assert (dit["part_legale_pct"], dit["ensemble"]["comptent"]) == ("25.00", 3)
    assert dit["bailleurs"][0]["nr_dossiers"] == [
        {"dossier": "D4", "raison": "adresse du nouveau logement non située"}
    ]
    assert "Exemple" not in json.dumps(dit)

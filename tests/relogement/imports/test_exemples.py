"""Les exemples partagés donnent exactement ce qui est attendu ; aucun fichier tordu ne fait tomber la lecture."""

import json
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.enquete import lire_enquetes
from relogement.imports.etat_locatif import lire_etat_locatif
from relogement.imports.lecture import lire_classeur
from relogement.imports.nature import NatureImport, reconnaitre
from relogement.imports.offres import lire_offres
from relogement.imports.phrases import phrase
from relogement.imports.saisie import lire_saisie
from relogement.nomenclatures import StatutLogement
from tests.relogement.imports.classeurs import EXEMPLES, PARTAGE, SANS_EXEMPLES

TORTURE = PARTAGE / "data/torture"
LECTURES = (lire_etat_locatif, lire_enquetes, lire_offres, lire_saisie)
avec_exemples = pytest.mark.skipif(not EXEMPLES.exists(), reason=SANS_EXEMPLES)
avec_torture = pytest.mark.skipif(not TORTURE.exists(), reason=SANS_EXEMPLES)


@avec_exemples
def test_l_etat_locatif_des_lilas_est_lu_exactement() -> None:
    attendu = json.loads((EXEMPLES / "ATTENDUS.json").read_text())["etat_locatif_lilas.xlsx"]

    lecture = lire_etat_locatif(lire_classeur(EXEMPLES / "etat_locatif_lilas.xlsx"))

    statuts = Counter(logement.statut for logement in lecture.objets)
    occupants = [logement.occupant for logement in lecture.objets if logement.occupant]
    assert {
        "logements": len(lecture.objets) - statuts[StatutLogement.ANNEXE],
        "menages": len(occupants),
        "vacants": statuts[StatutLogement.VACANT],
        "fonction": statuts[StatutLogement.FONCTION],
        "association": statuts[StatutLogement.ASSOCIATION],
        "annexes": statuts[StatutLogement.ANNEXE],
        "occupants": sum(occupant.nb_occupants or 0 for occupant in occupants),
        "loyer": str(lecture.totaux.loyer),
        "charges": str(lecture.totaux.charges),
        "apl": str(lecture.totaux.apl),
        "rls": str(lecture.totaux.rls),
        "apl_inconnue": lecture.totaux.apl_inconnue,
    } == attendu
    assert all(len(logement.ug) == 7 for logement in lecture.objets)
    assert sum((occupant.annexes or Decimal(0) for occupant in occupants), Decimal(0)) == Decimal(32)


@avec_exemples
@pytest.mark.parametrize(
    ("fichier", "nature"),
    [
        ("etat_locatif_lilas.xlsx", NatureImport.ETAT_LOCATIF),
        ("enquetes_lilas.csv", NatureImport.ENQUETE),
        ("vacances_2026-10.xlsx", NatureImport.OFFRES),
        ("saisie_cas.csv", NatureImport.SAISIE),
    ],
)
def test_la_nature_d_un_fichier_se_reconnait(fichier: str, nature: NatureImport) -> None:
    assert reconnaitre(lire_classeur(EXEMPLES / fichier)) is nature


@avec_exemples
def test_enquetes_offres_et_saisie_se_lisent_sans_rien_ecarter() -> None:
    enquetes = lire_enquetes(lire_classeur(EXEMPLES / "enquetes_lilas.csv"))
    offres = lire_offres(lire_classeur(EXEMPLES / "vacances_2026-10.xlsx"))
    saisie = lire_saisie(lire_classeur(EXEMPLES / "saisie_cas.csv"))

    assert (len(enquetes.objets), len(offres.objets), len(saisie.objets)) == (30, 36, 9)
    assert enquetes.anomalies == offres.anomalies == saisie.anomalies == ()
    assert enquetes.objets[6].nom == "ÖZDEMIR"


@avec_torture
@pytest.mark.parametrize(
    "chemin",
    [c for c in sorted(TORTURE.rglob("*")) if c.is_file()] if TORTURE.exists() else [],
    ids=lambda chemin: f"{chemin.parent.name}-{chemin.name}",
)
def test_un_fichier_tordu_se_lit_ou_se_refuse_vite(chemin: Path) -> None:
    depart = time.perf_counter()

    try:
        classeur = lire_classeur(chemin)
        for lecture in LECTURES:
            try:
                lecture(classeur)
            except ErreurMetier as refus:
                assert "«" in str(refus)
    except ErreurMetier as refus:
        assert chemin.name in str(refus)

    assert time.perf_counter() - depart < 2


def test_une_nature_incertaine_est_demandee(tmp_path: Path) -> None:
    chemin = tmp_path / "releve.csv"
    chemin.write_text("date;valeur\n2026-01-01;3\n")

    with pytest.raises(ErreurMetier, match=phrase("Précisez la nature du fichier : etat-locatif")):
        reconnaitre(lire_classeur(chemin))

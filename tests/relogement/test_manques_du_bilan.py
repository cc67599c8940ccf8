"""La raison d'un « NR » mène au champ : une par règle, telles que les règles les écrivent vraiment."""

import pytest

from relogement.charte_fichier import charte_par_defaut
from relogement.manques_du_bilan import champs_manquants
from relogement.nomenclatures import Critere, TypeDossier
from relogement.regles.inter_bailleurs import inter_bailleurs
from relogement.regles.localisation import hors_qpv, hors_site
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.neuf import neuf
from relogement.regles.ressources import taux_d_effort
from relogement.regles.reste_a_charge import comparer
from tests.fabrique import BAIL, decimal, un_cout


def chemins(critere: str, motif: str) -> list[str]:
    return [champ.chemin for champ in champs_manquants(critere, motif)]


def de_la_maitrise(
    avant: dict[str, object],
    apres: dict[str, object],
    *,
    ressources: str | None = "1200",
    surface: str | None = "60",
) -> list[str]:
    couts = [un_cout(**({"loyer": "300", "charges": "80", "apl": "200"} | cote)) for cote in (avant, apres)]  # type: ignore[arg-type]
    rac = comparer(couts[0], couts[1])
    verdict = maitrise(
        rac,
        Surfaces(decimal("60"), decimal(surface)),
        taux_d_effort(rac.apres, decimal(ressources)),
        charte=charte_par_defaut(),
        sans_avant=False,
    )
    assert verdict.valeur is Critere.NR, verdict
    return chemins("RAC_MAITRISE", verdict.motif)


@pytest.mark.parametrize(
    ("avant", "apres", "attendus"),
    [
        ({}, {"apl": None}, ["apres.apl"]),
        ({"apl": None}, {}, ["avant.apl"]),
        ({"loyer": None, "charges": None}, {}, ["avant.loyer", "avant.charges"]),
        ({"apl": None}, {"charges": None}, ["avant.apl", "apres.charges"]),
        ({"chauffage_inclus": True}, {}, ["apres.chauffage_inclus"]),
        ({"eau_incluse": True}, {"eau_incluse": False}, ["apres.forfait_eau"]),
    ],
)
def test_la_maitrise_nomme_chaque_montant_et_son_cote(
    avant: dict[str, object], apres: dict[str, object], attendus: list[str]
) -> None:
    assert de_la_maitrise(avant, apres) == attendus


def test_la_maitrise_nomme_les_ressources_et_la_surface() -> None:
    assert de_la_maitrise({}, {"loyer": "310"}, ressources=None) == ["menage.ressources"]
    assert de_la_maitrise({}, {"loyer": "310"}, surface=None) == ["logement.surface"]


@pytest.mark.parametrize(
    ("critere", "motif", "attendu"),
    [
        ("NEUF", neuf(None, None, BAIL).motif, "logement.conventionne_le"),
        ("HORS_QPV", hors_qpv(None).motif, "logement.qpv"),
        ("HORS_SITE", hors_site(None, "QP066007").motif, "logement.qpv"),
        ("HORS_SITE", hors_site("QN06618M", "QP066007").motif, ""),
        ("INTERBAILLEUR", inter_bailleurs(None, "B", dossier=TypeDossier.TITULAIRE).motif, "quitte.bailleur"),
        ("INTERBAILLEUR", inter_bailleurs("A", None, dossier=TypeDossier.TITULAIRE).motif, "logement.bailleur"),
    ],
)
def test_chaque_critere_nomme_son_champ(critere: str, motif: str, attendu: str) -> None:
    assert chemins(critere, motif) == [attendu]

"""Pourquoi un ménage compte, ou ne compte pas : la raison de chaque indicateur, et où compléter."""

from datetime import date
from pathlib import Path

import pytest

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.modeles import Bilan
from relogement.nomenclatures import Critere, Etat, MotifSortie, Nature, TypeDossier
from relogement.pourquoi import BASE, Reponse, pourquoi
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_menage_reloge, un_relogement


def reponses(dossier: Path, menage: Menage) -> dict[str, Reponse]:
    fichier: Fichier = un_fichier(dossier, menage)
    with fichier.lire() as session:
        lu, bilan = session.get_one(Menage, 1), session.get_one(Bilan, 1)
        trouvees = {r.code: r for r in pourquoi(lu, bilan)}
    fichier.fermer()
    return trouvees


def sans_entree() -> Menage:
    menage = un_menage("D1", avant=un_cout())
    un_relogement(menage, cout=un_cout(), entree_le=None)
    return menage


def provisoire() -> Menage:
    menage = un_menage("D1", avant=un_cout())
    un_relogement(menage, cout=un_cout(), nature=Nature.PROVISOIRE)
    return menage


# Ce qu'il est du ménage, ce qui l'exclut de la base, et le geste qui l'y fait entrer.
HORS_BASE = [
    (lambda: un_menage("D1"), "pas encore relogé", ""),
    (lambda: un_menage("D1", etat=Etat.ATTRIBUE), "pas encore relogé", "bail"),
    (provisoire, "relogement provisoire", "bail"),
    (sans_entree, "entrée dans les lieux non datée", "entree"),
    (lambda: un_menage("D1", motif_sortie=MotifSortie.DEPART), "sorti du relogement", "annuler_sortie"),
    (lambda: un_menage("D1", motif_sortie=MotifSortie.FUSION), "repris par un autre dossier", ""),
]


@pytest.mark.parametrize(("menage", "raison", "geste"), HORS_BASE, ids=[h[1] + h[2] for h in HORS_BASE])
def test_hors_de_la_base_chaque_raison_a_son_geste(
    tmp_path: Path, menage: object, raison: str, geste: str
) -> None:
    base = reponses(tmp_path, menage())[BASE]  # type: ignore[operator]

    assert (base.valeur, base.raison) == (Critere.NON, raison)
    assert base.remede is not None
    assert base.remede.vers == geste


def test_un_reloge_compte_et_dit_par_quels_verdicts(tmp_path: Path) -> None:
    vues = reponses(tmp_path, un_menage_reloge())

    assert vues[BASE].raison == "bail du 01/03/2026, entrée le 02/03/2026"
    assert (vues["hors_qpv"].valeur, vues["hors_qpv"].dit) == (Critere.OUI, "compté, dans les « oui »")
    assert (vues["avancement"].valeur, vues["evaporation"].valeur) == (Critere.OUI, Critere.NON)


def test_un_inconnu_ne_compte_pas_et_mene_a_son_champ(tmp_path: Path) -> None:
    menage = un_menage("D1", avant=un_cout(apl=None), bailleur=None)
    un_relogement(menage, cout=un_cout(), logement=un_logement(qpv=None, bailleur="Habitat Sud"))
    vues = reponses(tmp_path, menage)

    vers = {code: vues[code].remede.vers for code in ("maitrise", "hors_qpv", "neuf", "interbailleur")}  # type: ignore[union-attr]
    assert vers == {
        "maitrise": "rac",
        "hors_qpv": "nouveau_logement.qpv",
        "neuf": "nouveau_logement.conventionne_le",
        "interbailleur": "logement",
    }


def test_un_decohabitant_ne_compte_que_parmi_tous(tmp_path: Path) -> None:
    menage = un_menage_reloge("D1", type=TypeDossier.DECOHABITANT)
    vues = reponses(tmp_path, menage)

    assert vues[BASE].dit == "compté, mais pas dans « titulaires seuls »"
    assert vues["avancement"].valeur is Critere.SO


def test_une_sortie_compte_comme_evaporation_pas_une_fusion(tmp_path: Path) -> None:
    sorti = reponses(tmp_path, un_menage("D1", motif_sortie=MotifSortie.DEPART, sorti_le=date(2026, 5, 1)))
    (tmp_path / "projet.relogement").unlink()
    fusionne = reponses(tmp_path, un_menage("D1", motif_sortie=MotifSortie.FUSION, sorti_le=date(2026, 5, 1)))

    assert (sorti["evaporation"].valeur, sorti["evaporation"].raison) == (Critere.OUI, "sorti le 01/05/2026")
    assert fusionne["evaporation"].valeur is Critere.SO

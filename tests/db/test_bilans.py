"""Les bilans suivent les dossiers dans la même transaction, d'où que vienne le changement."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text, update

from db.bilans import differences
from db.fichier import Fichier
from relogement.modeles import Bilan, Charte, Cout, LogementOffert, LogementQuitte, Menage, Personne, Projet
from relogement.nomenclatures import Critere, Moment
from tests.fabrique import SITE, un_cout, un_menage, un_menage_reloge, une_charte, une_offre, une_operation


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Le projet avec deux dossiers relogés hors QPV, RAC 180 avant et après."""
    operation = une_operation()
    with fichier.ecrire("Saisie") as session:
        session.add_all([un_menage_reloge(r, operation=operation) for r in ("D1", "D2")])
    return fichier


def _bilan(fichier: Fichier, reference: str = "D1") -> Any:
    with fichier.lire() as session:
        return session.scalars(
            select(Bilan).join(Menage, Menage.id == Bilan.menage_id).where(Menage.reference == reference)
        ).one()


def _ecarts(fichier: Fichier) -> list[str]:
    with fichier.lire() as session:
        return list(differences(session.connection()))


def _dossier(session: Any, reference: str = "D1") -> Menage:
    menage: Menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
    return menage


def test_un_montant_change_refait_le_bilan_du_dossier(fichier: Fichier) -> None:
    with fichier.ecrire("Quittance") as session:
        apres = next(c for c in _dossier(session).couts if c.moment is Moment.APRES)
        apres.loyer = Decimal("310.25")

    bilan = _bilan(fichier)
    assert (bilan.rac_ap, bilan.delta) == (Decimal("190.25"), Decimal("10.25"))  # 310,25 + 80 − 200
    assert _bilan(fichier, "D2").rac_ap == Decimal(180)
    assert _ecarts(fichier) == []


def test_une_ecriture_en_masse_refait_tous_les_bilans_touches(fichier: Fichier) -> None:
    with fichier.ecrire("Hausse") as session:
        session.execute(update(Cout).where(Cout.moment == Moment.APRES).values(apl=Decimal(100)))

    assert [_bilan(fichier, r).rac_ap for r in ("D1", "D2")] == [Decimal(280)] * 2
    assert _ecarts(fichier) == []


def test_du_sql_brut_refait_aussi_le_bilan(fichier: Fichier) -> None:
    with fichier.ecrire("Brut") as session:
        session.execute(text("UPDATE cout SET apl = NULL WHERE moment = 'APRES'"))

    assert _bilan(fichier).rac_ap is None
    assert _bilan(fichier).motifs_nr["rac_ap"] == "APL inconnue"
    assert _ecarts(fichier) == []


def test_le_logement_offert_qui_change_change_les_dossiers_qui_y_vont(fichier: Fichier) -> None:
    with fichier.ecrire("QPV") as session:
        session.execute(update(LogementOffert).values(qpv=SITE))

    assert (_bilan(fichier).hors_qpv, _bilan(fichier).hors_site) == (Critere.NON, Critere.NON)
    assert _ecarts(fichier) == []


def test_le_logement_quitte_qui_change_change_les_dossiers_qui_le_quittent(fichier: Fichier) -> None:
    with fichier.ecrire("Bailleur") as session:
        session.execute(update(LogementQuitte).values(bailleur=None))
        session.execute(update(LogementOffert).values(bailleur="Habitat Sud"))

    assert _bilan(fichier).interbailleur is Critere.NR
    assert _ecarts(fichier) == []


def test_le_site_du_projet_qui_change_refait_tous_les_bilans(fichier: Fichier) -> None:
    with fichier.ecrire("QPV") as session:
        session.execute(update(LogementOffert).values(qpv="QP066003"))
    assert _bilan(fichier).hors_site is Critere.OUI

    with fichier.ecrire("Projet") as session:
        session.scalars(select(Projet)).one().code_qpv = "QP066003"

    assert [_bilan(fichier, r).hors_site for r in ("D1", "D2")] == [Critere.NON] * 2
    assert _ecarts(fichier) == []


def test_une_nouvelle_charte_refait_tous_les_bilans(fichier: Fichier) -> None:
    with fichier.ecrire("Hausse") as session:
        session.execute(update(Cout).where(Cout.moment == Moment.APRES).values(loyer=Decimal(309)))  # +5 %
    assert _bilan(fichier).maitrise is Critere.OUI

    with fichier.ecrire("Charte") as session:
        session.add(une_charte(en_vigueur_le=date(2026, 1, 1), rac_seuil_pct=Decimal(4)))

    assert [_bilan(fichier, r).maitrise for r in ("D1", "D2")] == [Critere.NON] * 2
    assert _ecarts(fichier) == []


def test_un_seuil_corrige_dans_la_charte_refait_tous_les_bilans(fichier: Fichier) -> None:
    with fichier.ecrire("Charte") as session:
        session.scalars(select(Charte)).one().neutralise_baisse = False
        session.execute(update(Cout).where(Cout.moment == Moment.APRES).values(loyer=Decimal(600), apl=Decimal(0)))

    assert _bilan(fichier).maitrise is Critere.NON
    assert _ecarts(fichier) == []


def test_une_offre_qui_passe_d_un_dossier_a_l_autre_refait_les_deux(fichier: Fichier) -> None:
    with fichier.ecrire("Offre") as session:
        menage = _dossier(session)
        menage.offres.append(une_offre())
    assert (_bilan(fichier, "D1").nb_offres, _bilan(fichier, "D2").nb_offres) == (1, 0)

    with fichier.ecrire("Erreur de dossier") as session:
        session.execute(text("UPDATE offre SET menage_id = :m"), {"m": _dossier(session, "D2").id})

    assert (_bilan(fichier, "D1").nb_offres, _bilan(fichier, "D2").nb_offres) == (0, 1)
    assert _ecarts(fichier) == []


def test_une_personne_qui_decohabite_quitte_la_recherche_de_l_ancien_dossier(fichier: Fichier) -> None:
    from db.recherche import trouver

    with fichier.ecrire("Famille") as session:
        menage = _dossier(session)
        menage.personnes.append(Personne(lien="ENFANT", nom="Zénobie"))  # type: ignore[arg-type]
    with fichier.ecrire("Décohabitation") as session:
        ou = _dossier(session, "D2")
        session.execute(text("UPDATE personne SET menage_id = :m WHERE nom = 'Zénobie'"), {"m": ou.id})

    with fichier.lire() as session:
        assert trouver(session.connection(), "zenobie") == [ou.id]


def test_un_bilan_retouche_a_la_main_se_voit(fichier: Fichier) -> None:
    with fichier.moteur.begin() as connexion:
        connexion.execute(
            text("UPDATE bilan SET maitrise = 'NON' WHERE menage_id = (SELECT min(menage_id) FROM bilan)")
        )

    assert _ecarts(fichier) == ["dossier D1 : bilan périmé (maitrise)"]


def test_un_bilan_efface_se_voit(fichier: Fichier) -> None:
    with fichier.moteur.begin() as connexion:
        connexion.execute(text("DELETE FROM bilan WHERE menage_id = (SELECT max(menage_id) FROM bilan)"))

    assert _ecarts(fichier) == ["dossier D2 : bilan absent"]


def test_un_nouveau_dossier_a_son_bilan_des_l_ecriture(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D3", operation=_dossier(session).operation, avant=un_cout()))

    assert (_bilan(fichier, "D3").rac_av, _bilan(fichier, "D3").dans_la_base) == (Decimal(180), False)

"""Ce qui change d'une période close se liste dossier par dossier, avec sa cause et son effet."""

import random
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from db.corbeille import mettre_a_la_corbeille
from db.exports import exporter
from db.fichier import Fichier
from db.scelles.lecture import periode_close
from db.scelles.rectifications import rectifications
from relogement.cout import Cout
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.modeles import Projet, Relogement
from relogement.nomenclatures import Moment
from relogement.scelles.rectification import Genre, Rectifications
from tests.db.exportes import garder
from tests.db.scelles.cas import T3, a_la_date, le_projet, sceller_la_periode
from tests.db.scelles.test_a_l_identique import ecrire_au_hasard
from tests.fabrique import un_cout, un_menage, un_menage_reloge, un_relogement, une_offre, une_operation


@pytest.fixture
def projet(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> Fichier:
    a_la_date(monkeypatch)
    garder(fichier, *le_projet())
    sceller_la_periode(fichier)
    return fichier


def lues(fichier: Fichier) -> Rectifications:
    with fichier.lire() as session:
        return rectifications(session, periode_close(session, T3, None))


def dites(trouvees: Rectifications, champ: str) -> list[tuple[str, str, Genre]]:
    return [(r.alors, r.maintenant, r.genre) for r in trouvees.lignes if r.champ == champ]


def un_dossier(session: object, reference: str) -> Menage:
    return session.scalars(select(Menage).where(Menage.reference == reference)).one()  # type: ignore[attr-defined,no-any-return]


def test_sans_correction_il_n_y_a_rien_a_rectifier(projet: Fichier) -> None:
    trouvees = lues(projet)

    assert trouvees.lignes == ()
    assert trouvees.changes == ()
    assert [e.code for e in trouvees.effets][:2] == ["NEUF", "HORS_QPV"]


def test_un_loyer_corrige_se_dit_avec_ses_suites_sa_cause_et_son_effet(projet: Fichier) -> None:
    with projet.ecrire("Coût corrigé : rue des Lilas") as session:
        menage = un_dossier(session, "D1")
        apres = next(c for c in menage.couts if c.moment is Moment.APRES)
        apres.loyer = 500  # 300 € au scellé : le RAC passe de 180 à 380 €, il n'est plus maîtrisé

    trouvees = lues(projet)

    assert dites(trouvees, "LOYER_AP") == [("300", "500", Genre.CORRIGE)]
    assert dites(trouvees, "RAC_AP") == [("180", "380", Genre.CORRIGE)]
    assert dites(trouvees, "RAC_MAITRISE") == [("OUI", "NON", Genre.CORRIGE)]
    assert {r.menage_id for r in trouvees.lignes} == {menage.id}
    assert trouvees.dossiers == 1
    causes = {(r.cause.acte, r.cause.auteur) for r in trouvees.lignes if r.cause}
    assert causes == {("Coût corrigé : rue des Lilas", "Agente de test")}
    (effet,) = trouvees.changes
    assert (effet.code, effet.alors.oui, effet.maintenant.oui) == ("RAC_MAITRISE", 3, 2)
    assert [(p.menage_id, p.alors, p.maintenant) for p in effet.passages] == [(menage.id, "OUI", "NON")]


def test_ce_que_l_arrondi_efface_n_est_pas_une_rectification(projet: Fichier) -> None:
    with projet.ecrire("Un centime") as session:
        cout = session.scalars(select(Cout).where(Cout.moment == Moment.AVANT)).first()
        assert cout is not None
        cout.charges = (cout.charges or 0) + 1  # 81 € s'écrit 80, le RAC 181 s'écrit 180

    trouvees = lues(projet)

    assert not dites(trouvees, "CHARGES_AV")
    assert not dites(trouvees, "RAC_AV")


def test_la_vie_qui_continue_n_est_pas_une_rectification(projet: Fichier) -> None:
    """Après septembre : une offre, un bail d'octobre, une entrée ; rien de cela n'était de la période."""
    with projet.ecrire("Suite") as session:
        menage = un_dossier(session, "D5")
        menage.offres = [une_offre(notifiee_le=date(2026, 10, 8), repondue_le=date(2026, 10, 9))]
        un_relogement(menage, cout=un_cout(), bail_le=date(2026, 10, 20), entree_le=date(2026, 10, 21))
        menage.enquete_le = date(2026, 10, 2)

    assert lues(projet).lignes == ()


def test_un_bail_oublie_de_la_periode_se_dit(projet: Fichier) -> None:
    with projet.ecrire("Bail signé") as session:
        menage = un_dossier(session, "D5")
        un_relogement(menage, cout=un_cout(), bail_le=date(2026, 9, 20), entree_le=date(2026, 9, 21))

    trouvees = lues(projet)

    assert dites(trouvees, "HORS_QPV") == [("", "OUI", Genre.COMPLETE)]
    par_code = {e.code: e for e in trouvees.changes}
    assert (par_code["HORS_QPV"].alors.base, par_code["HORS_QPV"].maintenant.base) == (3, 4)
    assert (par_code["AVANCEMENT"].alors.oui, par_code["AVANCEMENT"].maintenant.oui) == (3, 4)


def test_un_logement_change_a_sa_cause_bien_qu_il_ne_soit_d_aucun_dossier(projet: Fichier) -> None:
    with projet.ecrire("Logement corrigé") as session:
        relogement = session.scalars(select(Relogement).order_by(Relogement.id)).first()
        assert relogement is not None
        session.get_one(LogementOffert, relogement.logement_id).qpv = None

    trouvees = lues(projet)

    assert dites(trouvees, "HORS_QPV") == [("OUI", "NR", Genre.CORRIGE)]
    assert {r.cause.acte for r in trouvees.lignes if r.cause} == {"Logement corrigé"}


def test_un_dossier_ajoute_et_un_dossier_jete_se_disent(projet: Fichier) -> None:
    garder(projet, un_menage_reloge("D9", operation=une_operation("C")))
    with projet.ecrire("Jeté") as session:
        mettre_a_la_corbeille(session, un_dossier(session, "D2").id)

    trouvees = lues(projet)

    assert dites(trouvees, "Dossier") == [
        ("présent", "absent", Genre.DISPARU),
        ("absent", "présent", Genre.AJOUTE),
    ]
    par_code = {e.code: e for e in trouvees.changes}
    assert {(p.alors, p.maintenant) for p in par_code["EVAPORATION"].passages} == {("NON", ""), ("", "NON")}
    assert {r.cause.acte for r in trouvees.lignes if r.cause} == {"Jeté", "Cas"}


def test_un_projet_renomme_se_dit_une_fois_et_une_cle_renouvelee_pas_du_tout(projet: Fichier) -> None:
    with projet.ecrire("Projet renommé") as session:
        sien = session.scalars(select(Projet)).one()
        sien.nom, sien.cle_pseudonymes = "Les Roses", "autre"

    (seule,) = lues(projet).lignes

    assert (seule.champ, seule.alors, seule.maintenant, seule.dossiers) == ("PROJET", "Les Lilas", "Les Roses", 5)
    assert seule.menage_id is None
    assert seule.cause is not None
    assert seule.cause.acte == "Projet renommé"


def test_des_chiffres_rectifies_sont_ceux_du_scelle_plus_les_passages(projet: Fichier) -> None:
    """Au hasard : chaque écart d'un indicateur est la somme des dossiers qui y sont entrés, sortis, passés."""
    garder(projet, *(un_menage_reloge(f"E{n}", operation=une_operation(f"E{n}")) for n in range(3)))
    ecrire_au_hasard(projet, random.Random(7), 60)

    trouvees = lues(projet)

    assert trouvees.changes
    for effet in trouvees.effets:
        if effet.code == "LIBERATION":
            continue  # elle compte des logements, pas des dossiers
        for valeur in ("oui", "non", "nr", "so"):
            gagnes = sum(p.maintenant == valeur.upper() for p in effet.passages)
            perdus = sum(p.alors == valeur.upper() for p in effet.passages)
            ecart = getattr(effet.maintenant, valeur) - getattr(effet.alors, valeur)
            assert ecart == gagnes - perdus, (effet.code, valeur)
    connus = {r.menage_id for r in trouvees.lignes}
    assert {p.menage_id for e in trouvees.effets for p in e.passages} <= connus


def test_les_rectifications_s_exportent_sans_un_nom(projet: Fichier, tmp_path: Path) -> None:
    with projet.ecrire("Coût corrigé : chez Mme Quelquun") as session:
        for cout in un_dossier(session, "D1").couts:
            cout.loyer = 511
    vers = tmp_path / "rectifications.xlsx"

    nombre = exporter(projet, "rectifications", vers, au=T3.fin, periode=T3)

    classeur = CalamineWorkbook.from_path(vers)
    lignes = classeur.get_sheet_by_name("Rectifications").to_python()
    assert len(lignes) == nombre + 1
    assert {ligne[7] for ligne in lignes[1:]} == {"Coût corrigé"}
    assert {ligne[6] for ligne in lignes[1:]} == {"2026-10"}
    assert "510" in {ligne[4] for ligne in lignes[1:]}
    assert len(classeur.get_sheet_by_name("Indicateurs").to_python()) > 5


def test_un_menage_sans_changement_n_apparait_pas(projet: Fichier) -> None:
    garder(projet, un_menage("Z1", operation=une_operation("Z")))

    assert {r.genre for r in lues(projet).lignes} == {Genre.AJOUTE}

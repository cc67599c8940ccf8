"""Un import change ce que le fichier dit, le dit dans son rapport, et ne change rien la deuxième fois."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.bilans import differences
from db.chiffres import mesurer
from db.fichier import Fichier
from db.imports import Cible, importer
from db.imports.rapport import Sort
from db.journal import Ecriture, LigneDeJournal
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, LogementQuitte, Menage, Personne
from relogement.nomenclatures import Etat, Lien, Source, StatutLogement
from relogement.travail import Annulation
from tests.db.etats import MARTIN, VACANT, un_etat_locatif
from tests.exemples import EXEMPLES, avec_le_partage

LILAS = Cible(operation="LILAS")


def une_saisie(dossier: Path, entetes: str, *lignes: str) -> Path:
    fichier = dossier / "saisie.csv"
    fichier.write_text("\n".join((entetes, *lignes)), "utf-8-sig")
    return fichier


def test_un_menage_deja_suivi_a_une_autre_ug_se_signale_sans_rien_fusionner(
    fichier: Fichier, tmp_path: Path
) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    ailleurs = ("0003", "T3", 60, "MARTIN", "Louis", 2, 300, 80, 150, "01/03/2010")
    liste = un_etat_locatif(tmp_path, ailleurs, nom="suite.xlsx")

    simule = importer(fichier, liste, nature="etat-locatif", cible=LILAS, simuler=True)
    rapport = importer(fichier, liste, nature="etat-locatif", cible=LILAS)

    attendu = (
        "Le dossier LILAS-002 est peut-être la même personne que le dossier LILAS-001 (mêmes nom et prénom, "
        "naissance inconnue d’un côté, autre UG de l’opération). Comparez-les dans « Doublons possibles » : rien "
        "n’a été fusionné."
    )
    assert [a.message for a in simule.anomalies] == [a.message for a in rapport.anomalies] == [attendu]
    assert rapport.lignes[Sort.CREEE] == 1
    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Menage)) == 2


def test_un_nom_presque_le_meme_au_meme_logement_dit_a_qui_il_ressemble(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    faute = ("0001", "T3", 60, "MARTAIN", "Louis", 2, 300, 80, 150, "01/03/2010")

    rapport = importer(fichier, un_etat_locatif(tmp_path, faute), nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.ECARTEE] == 1
    assert (
        "LILAS-001, peut-être la même personne (nom à une lettre près, même prénom)"
        in rapport.anomalies[0].message
    )


def test_un_etat_locatif_cree_les_logements_et_les_dossiers(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN, VACANT)

    rapport = importer(fichier, liste, nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.CREEE] == 2
    assert (rapport.logements, rapport.menages, rapport.personnes) == (2, 1, 2)
    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert menage.reference == "LILAS-001"
        assert menage.etat is Etat.RECENSE
        assert menage.cout_avant is not None
        assert menage.cout_avant.loyer == Decimal(300)
        assert menage.cout_avant.provenance("apl").source is Source.BAILLEUR
        vacant = session.scalars(select(LogementQuitte).where(LogementQuitte.ug == "0003")).one()
        assert vacant.statut is StatutLogement.VACANT


def test_le_meme_fichier_importe_deux_fois_ne_change_rien(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN, VACANT)
    importer(fichier, liste, nature="etat-locatif", cible=LILAS)
    with fichier.lire() as session:
        avant = session.scalar(select(func.count()).select_from(LigneDeJournal))

    rapport = importer(fichier, liste, nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.INCHANGEE] == 2
    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(LigneDeJournal)) == avant


def test_un_loyer_revu_modifie_le_dossier_et_le_journal_garde_l_ancien(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    revu = ("0001", "T3", 60, "MARTIN", "Louis", 2, "310,50", 80, 150, "01/03/2010")

    rapport = importer(fichier, un_etat_locatif(tmp_path, revu), nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.MODIFIEE] == 1
    with fichier.lire() as session:
        ligne = session.scalars(select(LigneDeJournal).where(LigneDeJournal.champ == "loyer")).one()
        assert (ligne.avant, ligne.apres) == ("30000", "31050")
        acte = session.get(Ecriture, ligne.ecriture_id)
        assert acte is not None
        assert acte.acte == "Import etat-locatif : etat.xlsx"


def test_une_apl_vide_n_efface_pas_celle_que_l_on_connait(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    muet = ("0001", "T3", 60, "MARTIN", "Louis", 2, 300, 80, None, "01/03/2010")

    importer(fichier, un_etat_locatif(tmp_path, muet), nature="etat-locatif", cible=LILAS)

    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert menage.cout_avant is not None
        assert menage.cout_avant.apl == Decimal(150)


def test_un_autre_nom_dans_le_logement_suivi_est_ecarte_et_dit(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    autre = ("0001", "T3", 60, "DURAND", "Anne", 1, 300, 80, 0, "01/03/2024")

    rapport = importer(fichier, un_etat_locatif(tmp_path, autre), nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.ECARTEE] == 1
    assert "0001" in rapport.anomalies[-1].message
    with fichier.lire() as session:
        assert [p.nom for p in session.scalars(select(Personne))] == ["MARTIN"]


def test_un_logement_devenu_vacant_signale_le_dossier_encore_suivi(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    vide = ("0001", "T3", 60, "VACANT", None, None, None, None, None, None)

    rapport = importer(fichier, un_etat_locatif(tmp_path, vide), nature="etat-locatif", cible=LILAS)

    assert "LILAS-001" in rapport.anomalies[-1].message


def test_une_simulation_rend_le_rapport_et_n_ecrit_rien(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN, VACANT)

    rapport = importer(fichier, liste, nature="etat-locatif", cible=LILAS, simuler=True)

    assert rapport.lignes[Sort.CREEE] == 2
    with fichier.lire() as session:
        assert session.scalars(select(Menage)).all() == []


def test_un_import_annule_en_route_ne_laisse_rien(fichier: Fichier, tmp_path: Path) -> None:
    def arreter(_fait: int, _total: int, /) -> None:
        raise Annulation

    liste = une_saisie(tmp_path, "OPERATION;DOSSIER;NOM", "OP1;A1;MARTIN", "OP1;A2;DURAND")

    with pytest.raises(Annulation):
        importer(fichier, liste, nature="saisie", avancement=arreter)

    with fichier.lire() as session:
        assert session.scalars(select(Menage)).all() == []


def test_un_bailleur_donne_a_l_import_rend_l_inter_bailleurs_mesurable(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN)

    importer(fichier, liste, nature="etat-locatif", cible=Cible("LILAS", bailleur="Office fictif"))

    with fichier.lire() as session:
        assert session.scalars(select(LogementQuitte.bailleur)).one() == "Office fictif"


def test_sans_operation_nommee_un_projet_qui_en_a_plusieurs_demande_laquelle(
    fichier: Fichier, tmp_path: Path
) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN)
    for code in ("LILAS", "ACACIAS"):
        importer(fichier, liste, nature="etat-locatif", cible=Cible(code))

    with pytest.raises(ErreurMetier, match="ACACIAS, LILAS"):
        importer(fichier, liste, nature="etat-locatif")


def test_l_enquete_retrouve_son_dossier_par_l_ug_sans_ses_zeros(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    enquete = tmp_path / "enquete.csv"
    lignes = ("Code logement;Nom;Composition;dont - de 14 ans;Ressources mensuelles nettes;Enquêté le",)
    lignes += ("1;MARTIN;3;1;1 450 €;12/06/2026", "9;INCONNU;1;0;900;12/06/2026")
    enquete.write_bytes("\r\n".join(lignes).encode("cp1252"))

    rapport = importer(fichier, enquete, nature="enquete", cible=LILAS)

    assert (rapport.lignes[Sort.MODIFIEE], rapport.lignes[Sort.ECARTEE]) == (1, 1)
    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert (menage.nb_personnes, menage.ressources, menage.etat) == (3, Decimal(1450), Etat.ENQUETE)
        assert menage.enquete_le == date(2026, 6, 12)


def test_l_enquete_n_est_pas_ecrasee_par_l_effectif_du_bailleur(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN)
    importer(fichier, liste, nature="etat-locatif", cible=LILAS)
    saisie = une_saisie(tmp_path, "OPERATION;DOSSIER;NB_PERSONNES;DATE_ENQUETE", "LILAS;LILAS-001;4;12/06/2026")
    importer(fichier, saisie, nature="saisie")

    importer(fichier, liste, nature="etat-locatif", cible=LILAS)

    with fichier.lire() as session:
        assert session.scalars(select(Menage.nb_personnes)).one() == 4


def test_une_decohabitation_de_la_saisie_rejoint_son_parent_meme_ecrit_apres(
    fichier: Fichier, tmp_path: Path
) -> None:
    saisie = une_saisie(
        tmp_path,
        "OPERATION;DOSSIER;TYPE_DOSSIER;DOSSIER_PARENT;NOM",
        "OP1;A1-1;DECOHABITANT;A1;MARTIN",
        "OP1;A1;TITULAIRE;;MARTIN",
        "OP1;A2;DECOHABITANT;A9;DURAND",
    )

    rapport = importer(fichier, saisie, nature="saisie")

    assert "A9" in rapport.anomalies[-1].message
    with fichier.lire() as session:
        enfant = session.scalars(select(Menage).where(Menage.reference == "A1-1")).one()
        assert enfant.dossier_parent is not None
        assert enfant.dossier_parent.reference == "A1"


def test_la_saisie_ne_ramene_pas_en_arriere_un_dossier_mene_plus_loin(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, une_saisie(tmp_path, "OPERATION;DOSSIER;NOM", "OP1;A1;MARTIN"), nature="saisie")
    with fichier.ecrire("CALEOL") as session:
        session.scalars(select(Menage)).one().etat = Etat.CALEOL
    avec_enquete = une_saisie(tmp_path, "OPERATION;DOSSIER;DATE_ENQUETE", "OP1;A1;12/06/2026")

    importer(fichier, avec_enquete, nature="saisie")

    with fichier.lire() as session:
        assert session.scalars(select(Menage.etat)).one() is Etat.CALEOL


@avec_le_partage
def test_l_etat_locatif_d_exemple_donne_les_comptes_attendus(fichier: Fichier) -> None:
    attendus = json.loads((EXEMPLES / "ATTENDUS.json").read_text("utf-8"))["etat_locatif_lilas.xlsx"]

    rapport = importer(fichier, EXEMPLES / "etat_locatif_lilas.xlsx", cible=LILAS)

    comptes = rapport.en_json()
    assert (comptes["logements"], comptes["menages"]) == (attendus["logements"], attendus["menages"])
    assert comptes["personnes"] == attendus["occupants"]
    assert comptes["totaux"] == {poste: attendus[poste] for poste in ("loyer", "charges", "apl", "rls")}
    with fichier.lire() as session:
        cotitulaires = session.scalars(select(Personne.nom).where(Personne.lien == Lien.COTITULAIRE)).all()
        assert cotitulaires == ["HADDAD"]
        annexe = session.scalars(select(Menage).join(Personne).where(Personne.nom == "LE GOFF")).one()
        assert annexe.cout_avant is not None
        assert annexe.cout_avant.annexes == Decimal(32)


@avec_le_partage
def test_les_cas_de_la_saisie_tiennent_au_centime(fichier: Fichier) -> None:
    attendus = json.loads((EXEMPLES / "ATTENDUS.json").read_text("utf-8"))["saisie_cas.csv"]["indicateurs"]

    importer(fichier, EXEMPLES / "saisie_cas.csv")

    with fichier.lire() as session:
        mesures = mesurer(session, date(2026, 11, 20))
        assert list(differences(session.connection())) == []
    for portee in ("tous", "titulaires"):
        for code, attendu in attendus[portee].items():
            mesure = getattr(mesures, portee)[code]
            obtenu = [mesure.oui, mesure.base, f"{mesure.pct:.2f}", f"{mesure.couverture:.2f}"]
            assert obtenu[: len(attendu)] == attendu, (portee, code)


@avec_le_partage
@pytest.mark.parametrize("exemple", ["enquetes_lilas.csv", "vacances_2026-10.xlsx", "saisie_cas.csv"])
def test_chaque_exemple_importe_deux_fois_ne_change_rien(fichier: Fichier, exemple: str) -> None:
    importer(fichier, EXEMPLES / "etat_locatif_lilas.xlsx", cible=LILAS)
    importer(fichier, EXEMPLES / exemple, cible=LILAS)

    rapport = importer(fichier, EXEMPLES / exemple, cible=LILAS)

    assert rapport.lignes[Sort.INCHANGEE] == rapport.lues
    assert rapport.lignes[Sort.MODIFIEE] == rapport.lignes[Sort.CREEE] == 0


@avec_le_partage
def test_les_vacances_d_exemple_gardent_hors_et_inconnu_distincts(fichier: Fichier) -> None:
    importer(fichier, EXEMPLES / "vacances_2026-10.xlsx")

    with fichier.lire() as session:
        qpv = session.scalars(select(LogementOffert.qpv)).all()
    assert (qpv.count("HORS"), qpv.count("QP066007"), qpv.count(None)) == (31, 3, 2)


def test_un_locataire_sans_nom_garde_son_dossier_et_ne_se_double_pas(fichier: Fichier, tmp_path: Path) -> None:
    anonyme = ("0003", "T3", 60, None, None, 2, 300, 80, 150, "01/03/2010")
    liste = un_etat_locatif(tmp_path, MARTIN, anonyme)
    importer(fichier, liste, nature="etat-locatif", cible=LILAS)

    rapport = importer(fichier, liste, nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.INCHANGEE] == 2
    with fichier.lire() as session:
        assert sorted(session.scalars(select(Personne.nom))) == ["MARTIN", "Nom inconnu"]


def test_une_ug_qui_a_perdu_ses_zeros_retrouve_son_logement(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_etat_locatif(tmp_path, MARTIN), nature="etat-locatif", cible=LILAS)
    sans_zeros = (1, *MARTIN[1:])

    rapport = importer(fichier, un_etat_locatif(tmp_path, sans_zeros), nature="etat-locatif", cible=LILAS)

    assert rapport.lignes[Sort.INCHANGEE] == 1

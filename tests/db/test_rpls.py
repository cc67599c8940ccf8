"""Le répertoire du parc social : gardé par millésime, chaque logement une fois, il complète sans écraser."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from db.annulation import annuler
from db.documents import Voulu, document
from db.fichier import Fichier
from db.imports import Cible, importer
from db.imports.assistant import apercevoir, appliquer
from db.imports.rapport import Sort
from db.parc_social import loyers_du_parc
from relogement.erreurs import ErreurMetier
from relogement.imports.apercu import CleLigne
from relogement.imports.choix import Choix
from relogement.modeles import LogementDuParc, LogementOffert, LogementQuitte, Projet
from relogement.nomenclatures import Financement, Typologie
from relogement.travail import Annulation
from tests.fabrique import un_logement, un_logement_quitte, une_operation

LOI = "IDENT_REP;IDENT_INT;DEPCOM;NUMVOIE;TYPVOIE;NOMVOIE;ETAGE;NBPIECE;SURFHAB;CONSTRUCT;FINAN_CODE;FINAN_LIBELLE;CONV;DATCONV;LOYERPRINC;PLG_QP24;PLG_IRIS2024_CODE"  # noqa: E501
OUVERTE = "DEPCOM;LIBCOM;NUMVOIE;TYPVOIE;NOMVOIE;ETAGE;NBPIECE;SURFHAB;DATCONV;PLG_QP24;PLG_QP15;PLG_IRIS2024_CODE"
PREMIER = "0123456789;00412;66136;12;AV;DES LILAS;2;3;62;1974;13;PLUS;1;01/06/2024;310.5;QN06618M;661360101"
SECOND = "0123456790;00413;66136;12;AV;DES LILAS;3;3;62;1974;13;PLUS;1;01/06/2024;9999;QN06618M;661360101"


def un_repertoire(dossier: Path, titres: str, *lignes: str, nom: str = "rpls.csv") -> Path:
    (dossier / nom).write_text("\n".join((titres, *lignes)), "utf-8")
    return dossier / nom


def combien(fichier: Fichier) -> int:
    with fichier.lire() as session:
        return session.scalar(select(func.count()).select_from(LogementDuParc)) or 0


def test_le_parc_se_garde_par_millesime_et_ses_valeurs_convenues_restent_inconnues(
    fichier: Fichier, tmp_path: Path
) -> None:
    rapport = importer(fichier, un_repertoire(tmp_path, LOI, PREMIER, SECOND))

    assert rapport.nature == "rpls"
    assert (rapport.lues, rapport.lignes[Sort.CREEE]) == (2, 2)
    with fichier.lire() as session:
        premier, second = session.scalars(select(LogementDuParc).order_by(LogementDuParc.cle))
    assert (premier.millesime, premier.cle, premier.typologie) == ("2025", "0123456789", Typologie.T3)
    assert (premier.adresse, premier.loyer) == ("12 AV DES LILAS", Decimal("310.50"))
    assert (premier.conventionne_le, premier.qpv_2024) == (date(2024, 6, 1), "QN06618M")
    assert second.loyer is None


@pytest.mark.parametrize("titres_et_lignes", [
    (LOI, PREMIER, SECOND),
    (OUVERTE, *["66136;PERPIGNAN;12;AV;DES LILAS;2;3;62;;QN06618M;;661360101"] * 2),
])  # fmt: skip
def test_le_meme_fichier_deux_fois_ne_garde_chaque_logement_qu_une(
    fichier: Fichier, tmp_path: Path, titres_et_lignes: tuple[str, ...]
) -> None:
    liste = un_repertoire(tmp_path, *titres_et_lignes)
    importer(fichier, liste, nature="rpls")

    rapport = importer(fichier, liste, nature="rpls")

    assert (rapport.lignes[Sort.CREEE], rapport.lignes[Sort.INCHANGEE]) == (0, 2)
    assert combien(fichier) == 2  # deux logements tout pareils dans le même immeuble sont bien deux


def test_un_logement_qui_change_dans_le_meme_millesime_est_mis_a_jour_et_un_autre_millesime_s_y_ajoute(
    fichier: Fichier, tmp_path: Path
) -> None:
    importer(fichier, un_repertoire(tmp_path, LOI, PREMIER))
    corrige = PREMIER.replace(";62;", ";64;")
    rapport = importer(fichier, un_repertoire(tmp_path, LOI, corrige, nom="corrige.csv"))
    anterieur = un_repertoire(tmp_path, LOI.replace("PLG_QP24", "PLG_QP").replace("2024", "2022"), PREMIER)
    importer(fichier, anterieur)

    assert rapport.lignes[Sort.MODIFIEE] == 1
    with fichier.lire() as session:
        lus = session.execute(select(LogementDuParc.millesime, LogementDuParc.surface).order_by("millesime")).all()
    assert [tuple(lu) for lu in lus] == [("2023", Decimal(62)), ("2025", Decimal(64))]


def test_une_ligne_repetee_du_repertoire_est_ecartee_avec_sa_raison(fichier: Fichier, tmp_path: Path) -> None:
    rapport = importer(fichier, un_repertoire(tmp_path, LOI, PREMIER, PREMIER))

    assert (rapport.lignes[Sort.CREEE], rapport.lignes[Sort.ECARTEE]) == (1, 1)
    assert "déjà à la ligne 2" in next(a.message for a in rapport.anomalies if a.ligne == 3)


def test_un_logement_quitte_recoit_ce_qu_il_n_avait_pas_et_rien_d_autre(fichier: Fichier, tmp_path: Path) -> None:
    with fichier.ecrire("Saisie") as session:
        operation = une_operation()
        session.add_all([
            un_logement_quitte(operation, ug="412", surface=None, typologie=Typologie.T3, batiment="A"),
            un_logement_quitte(operation, ug="413", surface="62", etage="4"),
        ])  # fmt: skip

    rapport = importer(fichier, un_repertoire(tmp_path, LOI, PREMIER, SECOND))

    with fichier.lire() as session:
        premier, second = session.scalars(select(LogementQuitte).order_by(LogementQuitte.ug))
    assert (premier.surface, premier.etage, premier.batiment) == (Decimal(62), "2", "A")
    assert (second.typologie, second.etage, second.adresse) == (Typologie.T3, "4", "12 AV DES LILAS")
    assert any("2 logements quittés complétés" in a.message for a in rapport.anomalies)


def test_l_apercu_montre_ce_que_le_repertoire_completerait(fichier: Fichier, tmp_path: Path) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_logement_quitte(une_operation(), ug="412", surface=None, typologie=Typologie.T3))

    vu = apercevoir(fichier, un_repertoire(tmp_path, LOI, PREMIER, SECOND))

    premier, second = vu.lignes
    assert {e.titre: (e.ancien, e.nouveau) for e in premier.ecarts} == {
        "Adresse, logement quitté 412": (None, "12 AV DES LILAS"),
        "Étage, logement quitté 412": (None, "2"),
        "Surface, logement quitté 412": (None, Decimal(62)),
    }
    assert second.ecarts == ()
    with fichier.lire() as session:
        assert session.scalars(select(LogementQuitte)).one().surface is None


def test_une_ligne_decochee_ne_garde_ni_ne_complete_rien(fichier: Fichier, tmp_path: Path) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_logement_quitte(une_operation(), ug="412", surface=None, typologie=Typologie.T3))
    liste = un_repertoire(tmp_path, LOI, PREMIER, SECOND)

    appliquer(fichier, liste, Choix(decochees=frozenset({CleLigne("rpls", 2)})))

    assert combien(fichier) == 1
    with fichier.lire() as session:
        assert session.scalars(select(LogementQuitte)).one().surface is None


def test_un_code_qui_se_ressemble_sans_que_rien_le_confirme_ne_complete_rien(
    fichier: Fichier, tmp_path: Path
) -> None:
    with fichier.ecrire("Saisie") as session:
        operation = une_operation()
        session.add(un_logement_quitte(operation, ug="412", surface=None))  # rien ne confirme
        session.add(un_logement_quitte(operation, ug="413", surface="80"))  # la surface dément

    rapport = importer(fichier, un_repertoire(tmp_path, LOI, PREMIER, SECOND))

    with fichier.lire() as session:
        assert [q.adresse for q in session.scalars(select(LogementQuitte))] == [None, None]
    assert [a.message for a in rapport.anomalies if "413" in a.message]


def test_un_repertoire_d_un_autre_bailleur_ne_complete_pas(fichier: Fichier, tmp_path: Path) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_logement_quitte(une_operation(), ug="412", surface="62", bailleur="Rives Habitat"))

    importer(fichier, un_repertoire(tmp_path, LOI, PREMIER), cible=Cible(bailleur="Autre Office"))

    with fichier.lire() as session:
        assert session.scalars(select(LogementQuitte)).one().adresse is None


def test_un_logement_offert_recoit_ce_que_tous_ses_voisins_du_meme_type_partagent(
    fichier: Fichier, tmp_path: Path
) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_logement(surface=None, adresse="12, avenue des Lilas", commune_insee="66136",
                                typologie=Typologie.T3))  # fmt: skip
    autre_surface = SECOND.replace(";62;", ";70;")

    importer(fichier, un_repertoire(tmp_path, LOI, PREMIER, autre_surface))

    with fichier.lire() as session:
        offert = session.scalars(select(LogementOffert)).one()
    assert (offert.financement, offert.conventionne_le) == (Financement.PLUS, date(2024, 6, 1))
    assert offert.surface is None  # l'un fait 62 m², l'autre 70 : on ne sait pas lequel c'est


def test_un_fichier_sans_annee_le_dit_et_l_annee_dite_doit_etre_possible(fichier: Fichier, tmp_path: Path) -> None:
    muet = un_repertoire(tmp_path, "IDENT_REP;DEPCOM;SURFHAB;LOYERPRINC", "0123456789;66136;62;310")
    rapport = importer(fichier, muet, nature="rpls", simuler=True)
    importer(fichier, muet, nature="rpls", cible=Cible(millesime=2022))

    assert any("--millesime" in a.message for a in rapport.anomalies)
    with fichier.lire() as session:
        assert session.scalars(select(LogementDuParc.millesime)).all() == ["2022"]
    with pytest.raises(ErreurMetier, match="2025"):
        importer(fichier, un_repertoire(tmp_path, LOI, PREMIER), cible=Cible(millesime=2020))


def test_la_version_ouverte_dit_ce_qu_elle_ne_permet_pas(fichier: Fichier, tmp_path: Path) -> None:
    ligne = "66136;PERPIGNAN;12;AV;DES LILAS;2;5+;62;;QN06618M;;661360101"
    rapport = importer(fichier, un_repertoire(tmp_path, OUVERTE, ligne), nature="rpls")

    assert any(a.message.startswith("Version ouverte") for a in rapport.anomalies)
    with fichier.lire() as session:
        assert session.scalars(select(LogementDuParc.typologie)).all() == [None]  # « 5+ » : T5, ou plus


def test_un_import_arrete_ne_garde_rien_et_un_import_annule_rend_la_base_d_avant(
    fichier: Fichier, tmp_path: Path
) -> None:
    def arreter(fait: int, total: int) -> None:
        if fait == total == 2:
            raise Annulation

    with fichier.ecrire("Saisie") as session:
        session.add(un_logement_quitte(une_operation(), ug="412", surface=None, typologie=Typologie.T3))
    liste = un_repertoire(tmp_path, LOI, PREMIER, SECOND)
    with pytest.raises(Annulation):
        importer(fichier, liste, nature="rpls", avancement=arreter)
    assert combien(fichier) == 0

    importer(fichier, liste, nature="rpls")
    with fichier.ecrire("Annulation") as session:
        annuler(session, fichier.ecritures[-1])

    assert combien(fichier) == 0
    with fichier.lire() as session:
        assert session.scalars(select(LogementQuitte)).one().surface is None


def test_le_plan_donne_les_loyers_medians_du_parc_et_tait_ceux_de_trop_peu_de_logements(
    fichier: Fichier, tmp_path: Path
) -> None:
    t3 = [f"01234567{n:02};;66136;12;AV;DES LILAS;2;3;62;1974;13;PLUS;1;;{300 + n};;" for n in range(11)]
    t4 = "0123456799;;66136;12;AV;DES LILAS;2;4;80;1974;13;PLUS;1;;500;;"
    with fichier.ecrire("Saisie") as session:
        session.scalars(select(Projet)).one().commune_insee = "66136"
        session.add(une_operation("AC"))
    importer(fichier, un_repertoire(tmp_path, LOI, *t3, t4), nature="rpls")

    with fichier.lire() as session:
        loyers = loyers_du_parc(session, seuil=11)
        ecrit = document(session, Voulu("plan", date(2026, 11, 20), operation="AC")).octets

    assert loyers is not None
    # 300, 301, … 310 : la médiane est 305 ; un seul T4 : rien
    assert [(x.typologie, x.logements, x.median) for x in loyers.loyers] == [(Typologie.T3, 11, Decimal(305))]
    (tmp_path / "plan.pdf").write_bytes(ecrit)
    texte = "".join(page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages)
    assert "millésime 2025" in texte
    assert "305,00" in texte
    assert "500,00" not in texte

"""Une période close se rend à l'identique, se contrôle, et ne se rouvre qu'en disant pourquoi."""

import csv
import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from db.annulation import JamaisAnnulable, annuler, mots
from db.chiffres import mesurer
from db.exports import exporter
from db.fichier import Fichier, ouvrir
from db.moteur import est_serveur
from db.sauvegarde import restaurer, sauvegarder
from db.scelles.controle import alterations
from db.scelles.lecture import mesures_scellees, periode_close
from db.scelles.lever import ACTE as LEVEE
from db.scelles.lever import lever
from db.scelles.tables import LigneScellee, PeriodeScellee
from relogement.cout import Cout
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.modeles import Projet
from relogement.scelles.entete import lire_entete
from relogement.scelles.periode import lire_periode
from tests.db.exportes import garder
from tests.db.scelles.cas import APRES, T3, a_la_date, fichiers_de, le_projet, sceller_la_periode
from tests.fabrique import un_menage_reloge, une_operation


@pytest.fixture
def projet(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> Fichier:
    a_la_date(monkeypatch)
    garder(fichier, *le_projet())
    return fichier


def tout_changer(fichier: Fichier) -> None:
    """Des loyers, un nom de projet, une référence, un dossier de plus, la clé des pseudonymes."""
    with fichier.ecrire("Corrections") as session:
        for cout in session.scalars(select(Cout)):
            cout.loyer = (cout.loyer or 0) + 100
        for menage in session.scalars(select(Menage)):
            menage.nb_personnes = 7
        projet = session.scalars(select(Projet)).one()
        projet.nom, projet.cle_pseudonymes = "Renommé", "autre"
    garder(fichier, un_menage_reloge("D9", operation=une_operation("C")))


def test_la_periode_close_se_rend_octet_pour_octet_quoi_que_l_on_change(projet: Fichier, tmp_path: Path) -> None:
    sceller_la_periode(projet)
    avant = fichiers_de(projet, tmp_path)

    tout_changer(projet)

    assert fichiers_de(projet, tmp_path) == avant
    exporter(projet, "rime", tmp_path / "rime.csv", au=T3.fin)
    assert (tmp_path / "rime.csv").read_bytes() != avant["rime.csv"]


def test_l_extraction_close_est_celle_de_la_fin_de_la_periode(projet: Fichier, tmp_path: Path) -> None:
    sceller_la_periode(projet)

    lignes = list(
        csv.DictReader(StringIO(fichiers_de(projet, tmp_path)["rime.csv"].decode("utf-8-sig")), delimiter=";")
    )

    # D4 signe en octobre : sa ligne est là, mais ses colonnes de l'après sont vides.
    assert sorted(li["HORS_QPV"] for li in lignes) == ["", "", "NON", "OUI", "OUI"]
    with projet.lire() as session:
        mesures = mesures_scellees(periode_close(session, T3, None))
    assert (mesures.tous["HORS_QPV"].oui, mesures.tous["HORS_QPV"].base) == (2, 3)


def test_une_copie_restauree_rend_les_memes_octets(
    fichier_sqlite: Fichier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    a_la_date(monkeypatch)
    garder(fichier_sqlite, *le_projet())
    sceller_la_periode(fichier_sqlite)
    avant = fichiers_de(fichier_sqlite, tmp_path)
    sauvegarder(fichier_sqlite.moteur, fichier_sqlite.base, tmp_path / "copie.relogement")
    tout_changer(fichier_sqlite)

    restaurer(tmp_path / "copie.relogement", tmp_path / "ailleurs.relogement")
    ailleurs = ouvrir(tmp_path / "ailleurs.relogement")

    assert fichiers_de(ailleurs, tmp_path) == avant
    with ailleurs.lire() as session:
        assert list(alterations(session)) == []
    ailleurs.fermer()


def test_une_autre_mise_en_page_livree_ne_change_pas_une_periode_close(
    projet: Fichier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.exports import rime
    from relogement.exports.rime.mise_en_page import lire_mise_en_page

    sceller_la_periode(projet)
    avant = fichiers_de(projet, tmp_path)
    autre = lire_mise_en_page('titre = "X"\nfeuille = "X"\ncolonnes = [{entete = "E", source = "dossier.etat"}]')
    monkeypatch.setattr(rime, "mise_en_page_par_defaut", lambda: autre)

    assert fichiers_de(projet, tmp_path) == avant


def test_les_chiffres_d_alors_restent_lisibles(projet: Fichier) -> None:
    with projet.lire() as session:
        alors = mesurer(session, T3.fin)
    sceller_la_periode(projet)

    tout_changer(projet)

    with projet.lire() as session:
        gardees = mesures_scellees(periode_close(session, T3, None))
        maintenant = mesurer(session, T3.fin)
    assert gardees == alors
    assert maintenant.tous["AVANCEMENT"] != alors.tous["AVANCEMENT"]


def test_l_en_tete_dit_avec_quoi_la_periode_a_ete_calculee(projet: Fichier) -> None:
    numero = sceller_la_periode(projet)

    with projet.lire() as session:
        scellee = session.get_one(PeriodeScellee, numero)
        entete = lire_entete(scellee.entete)
    assert (entete.initiales, entete.periode, entete.scellee_le) == ("SK", "2026-T3", APRES.isoformat())
    assert entete.chartes[0]["libelle"]
    assert entete.baremes["criteres_anru"]["depuis"] <= "2026-09-30"
    assert 'source = "dossier.pseudonyme"' in entete.mise_en_page["toml"]
    assert entete.programme
    assert scellee.nb_lignes == 5


def test_une_ligne_changee_a_la_main_est_trouvee(projet: Fichier) -> None:
    sceller_la_periode(projet)
    with projet.lire() as session:
        assert list(alterations(session)) == []

    _sans_garde(projet, "UPDATE ligne_scellee SET contenu = replace(contenu, 'NON', 'OUI')")

    with projet.lire() as session:
        (phrase, *_) = alterations(session)
    assert "3ᵉ trimestre 2026" in phrase
    assert "altérée" in phrase


@pytest.mark.parametrize(
    "ordre",
    [
        "DELETE FROM ligne_scellee WHERE rang = 2",
        "UPDATE ligne_scellee SET menage_id = menage_id + 1 WHERE rang = 1",
        "UPDATE exemplaire_scelle SET contenu = (SELECT contenu FROM exemplaire_scelle WHERE export = 'agrege' "
        "AND extension = '.csv') WHERE export = 'rime' AND extension = '.csv'",
        "UPDATE exemplaire_scelle SET empreinte = 'a' WHERE export = 'rime' AND extension = '.csv'",
        'UPDATE periode_scellee SET entete = replace(entete, \'"initiales":"SK"\', \'"initiales":"XX"\')',
        "UPDATE periode_scellee SET fin_le = '2026-12-31'",
        "UPDATE periode_scellee SET empreinte = 'a'",
    ],
)
def test_chaque_morceau_de_la_periode_est_sous_l_empreinte(projet: Fichier, ordre: str) -> None:
    sceller_la_periode(projet)

    _sans_garde(projet, ordre)

    with projet.lire() as session:
        assert list(alterations(session))


def test_un_fichier_altere_n_est_pas_rendu(projet: Fichier, tmp_path: Path) -> None:
    sceller_la_periode(projet)
    _sans_garde(projet, "UPDATE exemplaire_scelle SET empreinte = 'a'")

    with pytest.raises(ErreurMetier, match="altérée"):
        exporter(projet, "rime", tmp_path / "rime.csv", au=T3.fin, periode=T3)

    assert not (tmp_path / "rime.csv").exists()


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE ligne_scellee SET contenu = ''", "DELETE FROM ligne_scellee", "DELETE FROM exemplaire_scelle",
        "UPDATE exemplaire_scelle SET lignes = 0", "UPDATE periode_scellee SET libelle = 'X'",
        "DELETE FROM periode_scellee",
    ],
)  # fmt: skip
def test_la_base_elle_meme_refuse_de_changer_ce_qui_est_scelle(projet: Fichier, ordre: str) -> None:
    sceller_la_periode(projet)

    with pytest.raises(DBAPIError, match="période scellée"), projet.ecrire("Essai") as session:
        session.execute(text(ordre))

    with projet.lire() as session:
        assert list(alterations(session)) == []


def _sans_garde(fichier: Fichier, ordre: str) -> None:
    """Qui sait le SQL sait aussi retirer un déclencheur."""
    with fichier.ecrire("Pirate") as session:
        connexion = session.connection()
        if est_serveur(fichier.base):
            for table in ("ligne_scellee", "exemplaire_scelle", "periode_scellee"):
                connexion.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            requete = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'scelle_%'")
            for nom in connexion.scalars(requete).all():
                connexion.exec_driver_sql(f"DROP TRIGGER {nom}")
        assert connexion.exec_driver_sql(ordre).rowcount


def test_une_periode_a_venir_deja_close_ou_a_cheval_se_dit(projet: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="n’est pas finie"):
        sceller_la_periode(projet, lire_periode("2026-T4"))
    sceller_la_periode(projet)
    with pytest.raises(ErreurMetier, match="déjà scellé le 12/10/2026 par SK"):
        sceller_la_periode(projet)
    with pytest.raises(ErreurMetier, match="chevauche"):
        sceller_la_periode(projet, lire_periode("2026-09-15..2026-10-10"))

    sceller_la_periode(projet, lire_periode("2026-T2"))
    sceller_la_periode(projet, operation="A")
    sceller_la_periode(projet, lire_periode("2026-01-01..2026-09-30"))  # contient les trimestres entiers


def test_rien_a_sceller_se_dit(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> None:
    a_la_date(monkeypatch)
    with pytest.raises(ErreurMetier, match="Aucun dossier dans ce projet"):
        sceller_la_periode(fichier)


def test_une_operation_se_scelle_a_part(projet: Fichier, tmp_path: Path) -> None:
    sceller_la_periode(projet, operation="A")
    avant = fichiers_de(projet, tmp_path, "A")

    tout_changer(projet)

    assert fichiers_de(projet, tmp_path, "A") == avant
    with projet.lire() as session:
        assert periode_close(session, T3, "A").nb_lignes == 3
    with pytest.raises(ErreurMetier, match="n’est pas une période close"):
        exporter(projet, "rime", tmp_path / "x.csv", au=T3.fin, periode=T3)


def test_lever_un_scelle_exige_un_motif_et_garde_la_trace(projet: Fichier, tmp_path: Path) -> None:
    numero = sceller_la_periode(projet)
    with pytest.raises(ErreurMetier, match="pourquoi"), projet.ecrire(LEVEE) as session:
        lever(session, session.get_one(PeriodeScellee, numero), "  ", auteur="Jean-Marie Le Goff")

    with projet.ecrire(LEVEE) as session:
        lever(session, session.get_one(PeriodeScellee, numero), "bail oublié", auteur="Jean-Marie Le Goff")

    with projet.lire() as session:
        levee = session.get_one(PeriodeScellee, numero)
        assert (levee.levee_par, levee.levee_motif, levee.empreinte != "") == ("JMLG", "bail oublié", True)
        assert list(alterations(session)) == []
        assert session.scalars(select(LigneScellee.rang).where(LigneScellee.periode_id == numero)).all()
    with pytest.raises(ErreurMetier, match="levé le 12/10/2026 par JMLG : bail oublié"):
        exporter(projet, "rime", tmp_path / "x.csv", au=T3.fin, periode=T3)
    assert sceller_la_periode(projet) != numero


def test_un_scelle_ne_s_annule_pas_d_un_ctrl_z(projet: Fichier) -> None:
    sceller_la_periode(projet)

    with (
        pytest.raises(JamaisAnnulable, match="Lever le scellé"),
        projet.ecrire(mots("Période scellée")) as session,
    ):
        annuler(session, projet.ecritures[-1])

    with projet.lire() as session:
        assert periode_close(session, T3, None)


def test_les_lignes_scellees_ne_portent_aucun_nom(projet: Fichier) -> None:
    garder(projet, un_menage_reloge("D8", nom="Quelquun", prenom="Zoé", telephone="0612345678"))

    sceller_la_periode(projet)

    with projet.lire() as session:
        contenus = session.scalars(select(LigneScellee.contenu)).all()
        tout = " ".join([*contenus, session.scalars(select(PeriodeScellee.entete)).one()])
        cle = session.scalars(select(Projet.cle_pseudonymes)).one()
    for secret in ("Quelquun", "Zoé", "0612345678", "D8", cle, "Kaddour"):
        assert secret not in tout
    assert json.loads(contenus[0])["cellules"]


def test_sceller_tient_a_jour_le_moment(monkeypatch: pytest.MonkeyPatch, fichier: Fichier) -> None:
    """La fin de période d'aujourd'hui se scelle le jour même, pas la veille."""
    garder(fichier, *le_projet())
    a_la_date(monkeypatch, datetime(2026, 9, 29, 18, 0))  # noqa: DTZ001
    with pytest.raises(ErreurMetier, match="n’est pas finie"):
        sceller_la_periode(fichier)

    a_la_date(monkeypatch, datetime(2026, 9, 30, 18, 0))  # noqa: DTZ001

    assert sceller_la_periode(fichier)
    assert date(2026, 9, 30) == T3.fin

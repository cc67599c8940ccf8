"""Une copie dite bonne a été rouverte ; une restauration ne perd ni l'ancien fichier ni le nouveau."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.fichier import Fichier, ouvrir
from db.sauvegarde import restaurer, sauvegarder, verifier_copie
from relogement.erreurs import ErreurMetier
from relogement.modeles import Menage
from tests.fabrique import un_fichier, un_menage_reloge, une_operation


@pytest.fixture
def projet(tmp_path: Path) -> Fichier:
    """Un projet de trois dossiers, laissé ouvert."""
    operation = une_operation()
    return un_fichier(tmp_path, *[un_menage_reloge(f"D{n}", operation=operation) for n in range(3)])


def _references(chemin: Path) -> list[str]:
    fichier = ouvrir(chemin)
    with fichier.lire() as session:
        references = list(session.scalars(select(Menage.reference).order_by(Menage.reference)))
    fichier.fermer()
    return references


def _autres(dossier: Path, *connus: str) -> list[str]:
    """Ce qui traîne dans le dossier en plus des fichiers connus et de ce que SQLite tient à côté d'eux."""
    return sorted(
        f.name for f in dossier.iterdir() if f.name.removesuffix("-wal").removesuffix("-shm") not in connus
    )


def test_une_sauvegarde_compte_ses_dossiers_et_se_rouvre(projet: Fichier, tmp_path: Path) -> None:
    copie = tmp_path / "copie.relogement"

    assert sauvegarder(projet.moteur, projet.base, copie) == 3

    assert _references(copie) == ["D0", "D1", "D2"]
    assert _autres(tmp_path, "projet.relogement", "copie.relogement") == []


def test_une_sauvegarde_prend_ce_qui_vient_d_etre_valide_meme_pendant_une_lecture(
    projet: Fichier, tmp_path: Path
) -> None:
    with projet.lire() as lecture:
        lecture.scalars(select(Menage)).all()
        with projet.ecrire("Saisie") as session:
            session.add(un_menage_reloge("D3", operation=une_operation("OP2")))
        sauvegarder(projet.moteur, projet.base, tmp_path / "copie.relogement")

    assert _references(tmp_path / "copie.relogement") == ["D0", "D1", "D2", "D3"]


def test_une_sauvegarde_n_ecrase_rien(projet: Fichier, tmp_path: Path) -> None:
    copie = tmp_path / "copie.relogement"
    copie.write_bytes(b"precieux")

    with pytest.raises(ErreurMetier, match="existe déjà"):
        sauvegarder(projet.moteur, projet.base, copie)

    assert copie.read_bytes() == b"precieux"


def test_une_sauvegarde_vers_un_dossier_absent_se_refuse_en_francais(projet: Fichier, tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match=r"ouvert|écrite"):
        sauvegarder(projet.moteur, projet.base, tmp_path / "absent" / "copie.relogement")


@pytest.mark.parametrize("degat", ["tronquee", "abimee"])
def test_une_copie_abimee_n_est_pas_gardee(
    projet: Fichier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, degat: str
) -> None:
    from db import sauvegarde

    copier = sauvegarde._copier

    def mal_copier(moteur: object, vers: Path) -> None:
        copier(moteur, vers)  # type: ignore[arg-type]
        _abimer(vers, degat)

    monkeypatch.setattr(sauvegarde, "_copier", mal_copier)

    with pytest.raises(ErreurMetier):
        sauvegarder(projet.moteur, projet.base, tmp_path / "copie.relogement")

    assert _autres(tmp_path, "projet.relogement") == []


def _abimer(fichier: Path, degat: str) -> None:
    octets = fichier.read_bytes()
    if degat == "tronquee":
        fichier.write_bytes(octets[: len(octets) // 2])
    else:
        milieu = len(octets) // 2
        fichier.write_bytes(octets[:milieu] + bytes(4096 * 4) + octets[milieu + 4096 * 4 :])


@pytest.mark.parametrize("degat", ["tronquee", "abimee"])
def test_une_sauvegarde_abimee_ne_se_restaure_pas_et_laisse_le_projet(
    projet: Fichier, tmp_path: Path, degat: str
) -> None:
    copie = tmp_path / "copie.relogement"
    sauvegarder(projet.moteur, projet.base, copie)
    projet.fermer()
    _abimer(copie, degat)

    with pytest.raises(ErreurMetier):
        restaurer(copie, tmp_path / "projet.relogement")

    assert _references(tmp_path / "projet.relogement") == ["D0", "D1", "D2"]
    assert _autres(tmp_path, "projet.relogement", "copie.relogement") == []


def test_restaurer_remet_la_copie_et_garde_l_ancien_a_cote(projet: Fichier, tmp_path: Path) -> None:
    copie, place = tmp_path / "copie.relogement", tmp_path / "projet.relogement"
    sauvegarder(projet.moteur, projet.base, copie)
    with projet.ecrire("Erreur") as session:
        session.execute(update(Menage).where(Menage.reference == "D0").values(reference="ERREUR"))
    projet.fermer()

    assert restaurer(copie, place) == 3

    assert _references(place) == ["D0", "D1", "D2"]
    (ancien,) = tmp_path.glob("projet-remplacé-*.relogement")
    assert _references(ancien) == ["D1", "D2", "ERREUR"]


def test_deux_restaurations_de_suite_gardent_les_deux_anciens(projet: Fichier, tmp_path: Path) -> None:
    copie, place = tmp_path / "copie.relogement", tmp_path / "projet.relogement"
    sauvegarder(projet.moteur, projet.base, copie)
    projet.fermer()

    restaurer(copie, place)
    restaurer(copie, place)

    anciens = list(tmp_path.glob("projet-remplacé-*.relogement"))
    assert len(anciens) == 2
    assert all(verifier_copie(ancien) == 3 for ancien in anciens)


def test_un_fichier_ouvert_ailleurs_ne_se_remplace_pas(projet: Fichier, tmp_path: Path) -> None:
    copie, place = tmp_path / "copie.relogement", tmp_path / "projet.relogement"
    sauvegarder(projet.moteur, projet.base, copie)

    with projet.lire() as lecture:
        lecture.scalars(select(Menage)).all()
        with pytest.raises(ErreurMetier, match="est ouvert"):
            restaurer(copie, place)
        with projet.ecrire("Après") as session:
            session.add(un_menage_reloge("D3", operation=une_operation("OP2")))

    projet.fermer()
    assert _references(place) == ["D0", "D1", "D2", "D3"]
    assert _autres(tmp_path, "projet.relogement", "copie.relogement") == []


def test_un_projet_abime_se_remplace_par_sa_sauvegarde(projet: Fichier, tmp_path: Path) -> None:
    copie, place = tmp_path / "copie.relogement", tmp_path / "projet.relogement"
    sauvegarder(projet.moteur, projet.base, copie)
    projet.fermer()
    place.write_bytes(b"ceci n'est plus une base de donnees" * 100)

    assert restaurer(copie, place) == 3

    assert _references(place) == ["D0", "D1", "D2"]
    assert len(list(tmp_path.glob("projet-remplacé-*"))) == 1


def test_restaurer_la_ou_il_n_y_a_rien_cree_le_projet(projet: Fichier, tmp_path: Path) -> None:
    copie = tmp_path / "copie.relogement"
    sauvegarder(projet.moteur, projet.base, copie)

    assert restaurer(copie, tmp_path / "neuf.relogement") == 3


@pytest.mark.parametrize("contenu", [b"", b"pas une base", None])
def test_ce_qui_n_est_pas_une_sauvegarde_ne_se_restaure_pas(
    projet: Fichier, tmp_path: Path, contenu: bytes | None
) -> None:
    faux, place = tmp_path / "faux.relogement", tmp_path / "projet.relogement"
    projet.fermer()
    if contenu is not None:
        faux.write_bytes(contenu)

    with pytest.raises(ErreurMetier):
        restaurer(faux, place)

    assert _references(place) == ["D0", "D1", "D2"]


def test_une_base_sqlite_d_un_autre_programme_n_est_pas_une_sauvegarde(tmp_path: Path) -> None:
    autre = tmp_path / "autre.relogement"
    with closing(sqlite3.connect(autre)) as connexion:
        connexion.execute("CREATE TABLE menage (id INTEGER)")

    with pytest.raises(ErreurMetier, match="pas un projet Relogement"):
        restaurer(autre, tmp_path / "neuf.relogement")

    assert not (tmp_path / "neuf.relogement").exists()


@pytest.mark.postgresql
def test_un_serveur_se_sauvegarde_avec_ses_outils(base_postgresql: str, tmp_path: Path) -> None:
    fichier = un_fichier(base_postgresql)

    with pytest.raises(ErreurMetier, match="pg_dump"):
        sauvegarder(fichier.moteur, fichier.base, tmp_path / "copie.relogement")

    fichier.fermer()

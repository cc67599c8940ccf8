"""Deux personnes ne s'effacent jamais sans le voir."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, text, update

from db import bilans
from db.fichier import Fichier, ouvrir
from db.pannes import Conflit
from relogement.erreurs import ErreurMetier
from relogement.modeles import Contact, Cout, Menage
from tests.fabrique import un_cout, un_fichier, un_menage


@pytest.fixture
def postes(fichier: Fichier) -> Iterator[tuple[Fichier, Fichier]]:
    """Deux postes sur la même base, où est un dossier."""
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1", avant=un_cout()))
    autre = ouvrir(fichier.base, auteur="Autre agent")
    yield fichier, autre
    autre.fermer()


def _lu(fichier: Fichier) -> Menage:
    with fichier.lire() as session:
        menage: Menage = session.scalars(select(Menage)).one()
    return menage


def _referents(fichier: Fichier) -> Any:
    with fichier.lire() as session:
        return session.execute(select(Menage.referent, Menage.telephone)).one()


def test_le_second_qui_enregistre_est_prevenu_et_n_efface_rien(postes: tuple[Fichier, Fichier]) -> None:
    un, deux = postes
    chez_un, chez_deux = _lu(un), _lu(deux)
    with un.ecrire("Poste 1") as session:
        session.add(chez_un)
        chez_un.referent = "Mme Un"

    with pytest.raises(Conflit, match="modifié entre-temps"), deux.ecrire("Poste 2") as session:
        session.add(chez_deux)
        chez_deux.telephone = "0600000000"

    assert tuple(_referents(un)) == ("Mme Un", None)


def test_apres_avoir_relu_le_second_peut_enregistrer(postes: tuple[Fichier, Fichier]) -> None:
    un, deux = postes
    with un.ecrire("Poste 1") as session:
        session.scalars(select(Menage)).one().referent = "Mme Un"

    chez_deux = _lu(deux)
    with deux.ecrire("Poste 2") as session:
        session.add(chez_deux)
        chez_deux.telephone = "0600000000"

    assert tuple(_referents(un)) == ("Mme Un", "0600000000")


@pytest.mark.parametrize("chemin", ["masse", "brut"])
def test_une_ecriture_en_masse_perime_ce_qu_un_autre_avait_ouvert(
    postes: tuple[Fichier, Fichier], chemin: str
) -> None:
    un, deux = postes
    chez_deux = _lu(deux)
    with un.ecrire("Import") as session:
        if chemin == "masse":
            session.execute(update(Menage).values(referent="Mme Un"))
        else:
            session.execute(text("UPDATE menage SET referent = 'Mme Un'"))

    with pytest.raises(Conflit), deux.ecrire("Poste 2") as session:
        session.add(chez_deux)
        chez_deux.referent = "M. Deux"

    assert _referents(un).referent == "Mme Un"


def test_une_ligne_supprimee_par_un_autre_est_un_conflit(postes: tuple[Fichier, Fichier]) -> None:
    un, deux = postes
    chez_deux = _lu(deux)
    with un.ecrire("Suppression") as session:
        session.delete(session.scalars(select(Menage)).one())

    with pytest.raises(Conflit), deux.ecrire("Poste 2") as session:
        session.add(chez_deux)
        chez_deux.telephone = "0600000000"


def test_supprimer_une_version_perimee_est_un_conflit(postes: tuple[Fichier, Fichier]) -> None:
    un, deux = postes
    with deux.lire() as session:
        chez_deux = session.scalars(select(Cout)).one()
    with un.ecrire("Poste 1") as session:
        session.execute(update(Cout).values(loyer=301))

    with pytest.raises(Conflit), deux.ecrire("Poste 2") as session:
        session.delete(chez_deux)


def test_chaque_enregistrement_avance_la_version(postes: tuple[Fichier, Fichier]) -> None:
    un, _ = postes
    versions = []

    for n in range(3):
        with un.ecrire("Correction") as session:
            session.scalars(select(Menage)).one().referent = f"n° {n}"
        versions.append(_lu(un).version)

    assert versions == [2, 3, 4]


@pytest.mark.postgresql
def test_deux_ecritures_croisees_sur_le_meme_dossier_gardent_les_deux_et_le_bilan(
    base_postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    un = un_fichier(base_postgresql, un_menage("D1", avant=un_cout()))
    deux = ouvrir(base_postgresql, auteur="Autre agent")
    bilans_faits, pannes = threading.Event(), []

    def second() -> None:
        bilans_faits.wait(5)
        try:
            with deux.ecrire("Composition") as session:
                session.execute(update(Menage).values(nb_personnes=2))
        except Exception as panne:  # noqa: BLE001 — montrée par l'essai
            pannes.append(panne)

    fil = threading.Thread(target=second)
    refaire = bilans.refaire

    def refaire_puis_attendre(*arguments: Any) -> None:
        refaire(*arguments)
        if threading.current_thread() is not fil:
            bilans_faits.set()
            fil.join(0.5)

    monkeypatch.setattr(bilans, "refaire", refaire_puis_attendre)
    fil.start()
    with un.ecrire("Quittance") as session:
        session.execute(update(Cout).values(loyer=400))
    fil.join(10)

    assert pannes == []
    with un.lire() as session:
        assert session.scalars(select(Menage.nb_personnes)).one() == 2
        assert list(bilans.differences(session.connection())) == []
    un.fermer()
    deux.fermer()


def test_un_fichier_occupe_se_dit_au_lieu_d_attendre_toujours(
    postes: tuple[Fichier, Fichier], monkeypatch: pytest.MonkeyPatch
) -> None:
    un, deux = postes
    _impatient(deux, monkeypatch)

    with un.ecrire("Long import") as session:
        session.execute(update(Menage).values(referent="Mme Un"))
        with pytest.raises(ErreurMetier, match="occupé"), deux.ecrire("Poste 2") as autre:
            autre.execute(update(Menage).values(referent="M. Deux"))

    assert _referents(un).referent == "Mme Un"


def _impatient(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Attendre un dixième de seconde au lieu de cinq."""
    monkeypatch.setattr("db.moteur.ATTENTE_MS", 100)
    fichier.moteur.dispose()


def test_on_lit_pendant_qu_un_autre_ecrit(postes: tuple[Fichier, Fichier]) -> None:
    un, deux = postes

    with un.ecrire("Long import") as session:
        session.execute(update(Menage).values(referent="Mme Un"))
        pendant = _referents(deux).referent

    assert (pendant, _referents(deux).referent) == (None, "Mme Un")


def test_deux_couts_d_avant_saisis_en_meme_temps_sont_un_conflit(postes: tuple[Fichier, Fichier]) -> None:
    un, deux = postes

    with pytest.raises(Conflit), deux.ecrire("Poste 2") as session:
        menage = session.scalars(select(Menage)).one()
        menage.couts.append(un_cout())

    with un.lire() as session:
        assert len(session.scalars(select(Cout)).all()) == 1


def test_deux_contacts_notes_en_meme_temps_ne_se_genent_pas(postes: tuple[Fichier, Fichier]) -> None:
    from datetime import datetime

    for numero, poste in enumerate(postes):
        with poste.ecrire("Contact") as session:
            le = datetime(2026, 1, 5, 9, numero)  # noqa: DTZ001
            menage = session.scalars(select(Menage)).one()
            menage.contacts.append(Contact(le=le, canal="SMS", objet="Rappel"))  # type: ignore[arg-type]

    with postes[0].lire() as session:
        assert len(session.scalars(select(Contact)).all()) == 2

"""Le journal : chaque champ changé, par qui, quand, avant et après, quel que soit le chemin de l'écriture."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from db.fichier import Fichier
from db.journal import Ecriture, LigneDeJournal
from relogement.modeles import Contact, Menage, Operation, Personne
from relogement.nomenclatures import Canal
from tests.fabrique import un_cout, un_menage, un_menage_reloge, une_operation


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Le projet avec un dossier, journalisé avant chaque cas."""
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D1", nom="Avant", avant=un_cout()))
    return fichier


def _lignes(fichier: Fichier, acte: str) -> Sequence[LigneDeJournal]:
    """Les lignes du journal d'un acte, dans leur ordre."""
    de_l_acte = select(LigneDeJournal).join(Ecriture, Ecriture.id == LigneDeJournal.ecriture_id)
    with fichier.lire() as session:
        return session.scalars(de_l_acte.where(Ecriture.acte == acte).order_by(LigneDeJournal.id)).all()


def _changes(fichier: Fichier, acte: str) -> list[tuple[Any, ...]]:
    return [(ligne.objet, ligne.champ, ligne.avant, ligne.apres) for ligne in _lignes(fichier, acte)]


def test_un_champ_change_garde_son_avant_et_son_apres(fichier: Fichier) -> None:
    with fichier.ecrire("Correction") as session:
        session.scalars(select(Personne)).one().nom = "Après"

    assert _changes(fichier, "Correction") == [("personne", "nom", "Avant", "Après")]


def test_l_ecriture_dit_qui_et_quand(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> None:
    heure = datetime(2026, 11, 20, 14, 2)  # noqa: DTZ001 — l'heure du poste
    monkeypatch.setattr("db.fichier.maintenant", lambda: heure)

    with fichier.ecrire("Correction") as session:
        session.scalars(select(Menage)).one().referent = "M. Test"

    with fichier.lire() as session:
        ecriture = session.scalars(select(Ecriture).where(Ecriture.acte == "Correction")).one()
    assert (ecriture.auteur, ecriture.le) == ("Agente de test", heure)


def test_vider_un_champ_se_voit_aussi(fichier: Fichier) -> None:
    with fichier.ecrire("Pose") as session:
        session.scalars(select(Menage)).one().telephone = "0600000000"
    with fichier.ecrire("Retrait") as session:
        session.scalars(select(Menage)).one().telephone = None

    assert _changes(fichier, "Pose") == [("menage", "telephone", None, "0600000000")]
    assert _changes(fichier, "Retrait") == [("menage", "telephone", "0600000000", None)]


def test_reecrire_la_meme_valeur_ne_dit_rien(fichier: Fichier) -> None:
    with fichier.ecrire("Sans effet") as session:
        session.execute(update(Personne).values(nom="Avant"))

    assert _changes(fichier, "Sans effet") == []


def test_plusieurs_champs_donnent_plusieurs_lignes_du_meme_dossier(fichier: Fichier) -> None:
    with fichier.ecrire("Enquête") as session:
        menage = session.scalars(select(Menage)).one()
        menage.nb_personnes, menage.nb_moins_14 = 3, 1

    lignes = _lignes(fichier, "Enquête")
    assert {(li.champ, li.avant, li.apres) for li in lignes} == {
        ("nb_personnes", "1", "3"),
        ("nb_moins_14", "0", "1"),
    }
    assert {(li.dossier_id, li.ligne_id, li.geste) for li in lignes} == {(menage.id, menage.id, "M")}


def test_une_creation_se_note_une_fois_par_ligne(fichier: Fichier) -> None:
    with fichier.ecrire("Contact") as session:
        menage = session.scalars(select(Menage)).one()
        menage.contacts.append(Contact(le=datetime(2026, 1, 5), canal=Canal.SMS, objet="Rappel"))  # noqa: DTZ001

    assert [(li.objet, li.geste, li.dossier_id) for li in _lignes(fichier, "Contact")] == [
        ("contact", "C", menage.id)
    ]


def test_une_suppression_garde_tout_ce_qui_disparait(fichier: Fichier) -> None:
    with fichier.ecrire("Suppression") as session:
        session.delete(session.scalars(select(Menage)).one())

    supprimees = {li.objet: li.avant for li in _lignes(fichier, "Suppression") if li.geste == "S"}
    assert supprimees.keys() == {"menage", "personne", "cout"}
    assert '"Avant"' in str(supprimees["personne"])
    assert '"D1"' in str(supprimees["menage"])


def test_une_ecriture_en_masse_se_journalise_ligne_a_ligne(fichier: Fichier) -> None:
    with fichier.ecrire("Opérations") as session:
        session.execute(insert(Operation), [_operation(n) for n in range(5)])
    with fichier.ecrire("Bailleur") as session:
        session.execute(update(Operation).where(Operation.code != "OP1").values(maitre_ouvrage="Habitat Sud"))

    assert [li.geste for li in _lignes(fichier, "Opérations")] == ["C"] * 5
    assert _changes(fichier, "Bailleur") == [("operation", "maitre_ouvrage", None, "Habitat Sud")] * 5


def _operation(n: int) -> dict[str, object]:
    return {"code": f"X{n}", "libelle": f"Opération {n}", "type": "COPRO", "regime": "LLS_3_OFFRES"}


def test_du_sql_brut_n_echappe_pas_au_journal(fichier: Fichier) -> None:
    with fichier.ecrire("Brut") as session:
        session.execute(text("UPDATE menage SET referent = 'Mme Brute'"))
        session.execute(text("DELETE FROM cout"))

    assert ("menage", "referent", None, "Mme Brute") in _changes(fichier, "Brut")
    assert [li.objet for li in _lignes(fichier, "Brut") if li.geste == "S"] == ["cout"]


def test_une_ecriture_annulee_ne_laisse_pas_de_trace(fichier: Fichier) -> None:
    with pytest.raises(RuntimeError), fichier.ecrire("Annulée") as session:
        session.scalars(select(Menage)).one().referent = "Personne"
        session.flush()
        raise RuntimeError

    with fichier.lire() as session:
        assert "Annulée" not in session.scalars(select(Ecriture.acte)).all()


def test_ce_qui_est_calcule_ne_se_journalise_pas(fichier: Fichier) -> None:
    with fichier.ecrire("Relogement") as session:
        session.add(un_menage_reloge("D2", operation=une_operation("OP2")))

    objets = {li.objet for li in _lignes(fichier, "Relogement")}
    assert not objets & {"bilan", "recherche", "journal", "ecriture"}
    assert {"menage", "cout", "relogement", "logement_offert"} <= objets

"""Un ajout en masse écrit ce que les objets écriraient, et le journal n'en manque rien, sur les deux moteurs."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from db import recherche
from db.bilans import differences
from db.exemple import construire, remplir
from db.fichier import Fichier
from db.journal import LigneDeJournal
from db.masse import inserer, reserver
from relogement.erreurs import ErreurMetier
from relogement.exemple.trames import trames
from relogement.modeles import Bilan, Cout, Menage, Operation, Personne
from relogement.nomenclatures import Etat, Lien, Moment, TypeDossier

MENAGE = ("id", "reference", "operation_id", "type", "etat", "enquete_le", "ressources")


def une_operation(fichier: Fichier) -> int:
    with fichier.ecrire("opération") as session:
        operation = Operation(code="OP", libelle="Opération")
        session.add(operation)
        session.flush()
        return operation.id


def des_menages(fichier: Fichier, nombre: int) -> range:
    operation = une_operation(fichier)
    with fichier.ecrire("masse") as session:
        ids = reserver(session.connection(), Menage, nombre)
        inserer(session.connection(), Menage, MENAGE, (_menage(i, operation) for i in ids))
    return ids


def _menage(numero: int, operation: int) -> tuple[Any, ...]:
    jour = date(2026, 3, 17)
    return (numero, f"M-{numero}", operation, TypeDossier.TITULAIRE, Etat.ENQUETE, jour, Decimal("1799.75"))


def journalises(fichier: Fichier, objet: str) -> list[tuple[int, int | None, str]]:
    lignes = LigneDeJournal
    with fichier.lire() as session:
        requete = select(lignes.ligne_id, lignes.dossier_id, lignes.geste).where(lignes.objet == objet)
        return [tuple(ligne) for ligne in session.execute(requete.order_by(lignes.ligne_id))]


def test_les_valeurs_en_masse_se_relisent_comme_des_objets(fichier: Fichier) -> None:
    ids = des_menages(fichier, 3)

    with fichier.lire() as session:
        relu = session.get_one(Menage, ids[1])
    assert (relu.etat, relu.enquete_le, relu.ressources) == (Etat.ENQUETE, date(2026, 3, 17), Decimal("1799.75"))
    assert relu.version == 1


def test_chaque_ligne_ajoutee_en_masse_est_au_journal(fichier: Fichier) -> None:
    ids = des_menages(fichier, 4)

    assert journalises(fichier, "menage") == [(i, i, "C") for i in ids]


def test_les_bilans_des_dossiers_ajoutes_en_masse_sont_etablis(fichier: Fichier) -> None:
    des_menages(fichier, 5)

    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Bilan)) == 5


def test_le_journal_reprend_ligne_par_ligne_apres_un_ajout_en_masse(fichier: Fichier) -> None:
    ids = des_menages(fichier, 1)

    with fichier.ecrire("une personne") as session:
        menage = session.get_one(Menage, ids[0])
        menage.personnes.append(Personne(lien=Lien.TITULAIRE, nom="DURAND"))

    assert [(dossier, geste) for _, dossier, geste in journalises(fichier, "personne")] == [(ids[0], "C")]


def test_sans_numeros_la_base_les_donne(fichier: Fichier) -> None:
    ids = des_menages(fichier, 1)

    with fichier.ecrire("coûts") as session:
        couts = [(ids[0], Moment.AVANT, Decimal("300.10"), False), (ids[0], Moment.APRES, None, True)]
        nombre = inserer(session.connection(), Cout, ("menage_id", "moment", "loyer", "apl_estimee"), couts)

    assert nombre == 2
    with fichier.lire() as session:
        loyers = session.scalars(select(Cout.loyer).order_by(Cout.id)).all()
    assert list(loyers) == [Decimal("300.10"), None]


def test_un_objet_ajoute_apres_la_masse_prend_le_numero_suivant(fichier: Fichier) -> None:
    ids = des_menages(fichier, 3)

    with fichier.ecrire("un dossier") as session:
        operation = session.scalars(select(Operation)).one()
        session.add(Menage(reference="SUIVANT", operation=operation))

    assert [ligne for ligne, _, _ in journalises(fichier, "menage")] == [*ids, ids[-1] + 1]


def test_une_masse_qui_echoue_ne_laisse_rien_et_le_journal_reste_en_place(fichier: Fichier) -> None:
    operation = une_operation(fichier)
    doublon = [_menage(1, operation), _menage(1, operation)]

    with pytest.raises(ErreurMetier, match="existe déjà"), fichier.ecrire("masse") as session:
        inserer(session.connection(), Menage, MENAGE, doublon)

    assert journalises(fichier, "menage") == []
    with fichier.ecrire("un dossier") as session:
        session.add(Menage(reference="APRES", operation=session.get_one(Operation, operation)))
    assert len(journalises(fichier, "menage")) == 1


def test_des_numeros_deja_depasses_sont_refuses(fichier_sqlite: Fichier) -> None:
    des_menages(fichier_sqlite, 2)
    with fichier_sqlite.lire() as session:
        operation = session.scalars(select(Operation.id)).one()

    with pytest.raises(ValueError, match="doivent suivre"), fichier_sqlite.ecrire("masse") as session:
        inserer(session.connection(), Menage, MENAGE, [_menage(0, operation)])

    assert len(journalises(fichier_sqlite, "menage")) == 2


def test_une_masse_peut_lire_la_base_qu_elle_remplit(fichier: Fichier) -> None:
    des_menages(fichier, 3)

    with fichier.ecrire("personnes") as session:
        connexion = session.connection()
        lus = connexion.execute(select(Menage.id))
        inserer(connexion, Personne, ("menage_id", "lien", "nom"), ((i, Lien.TITULAIRE, "X") for (i,) in lus))

    assert len(journalises(fichier, "personne")) == 3


def test_beaucoup_de_dossiers_d_un_coup_se_retrouvent_en_tapant_leur_nom(
    fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recherche, "BEAUCOUP", 2)
    ids = des_menages(fichier, 4)

    with fichier.ecrire("noms") as session:
        lignes = [(i, Lien.TITULAIRE, f"NOM{i}") for i in ids]
        inserer(session.connection(), Personne, ("menage_id", "lien", "nom"), lignes)

    with fichier.lire() as session:
        assert recherche.trouver(session.connection(), f"nom{ids[2]}") == [ids[2]]
    with fichier.ecrire("un changement") as session:
        session.get_one(Menage, ids[2]).personnes[0].nom = "AUTRE"
    with fichier.lire() as session:
        assert recherche.trouver(session.connection(), f"nom{ids[2]}") == []
        assert recherche.trouver(session.connection(), "autre") == [ids[2]]


@pytest.mark.parametrize("menages", [1, 150])
def test_un_grand_projet_fictif_a_exactement_les_dossiers_demandes(base: str, menages: int) -> None:
    fichier = construire(base, au=date(2026, 11, 20), menages=menages)

    with fichier.lire() as session:
        connexion = session.connection()
        assert session.scalar(select(func.count()).select_from(Menage)) == menages
        assert list(differences(connexion)) == []
    fichier.fermer()


def test_un_grand_projet_fictif_ressemble_au_petit(fichier_sqlite: Fichier) -> None:
    with fichier_sqlite.ecrire("grand") as session:
        remplir(session, date(2026, 11, 20), 300)

    with fichier_sqlite.lire() as session:
        etats = set(session.scalars(select(Menage.etat)))
        enfants = session.scalars(select(Menage).where(Menage.dossier_parent_id.is_not(None))).all()
        assert etats == {t.etat for t in trames() if t.etat}
        assert enfants and all(e.dossier_parent and e.dossier_parent.id != e.id for e in enfants)
        assert session.scalar(select(func.count()).select_from(Personne)) > 2 * 300

"""La décohabitation écrite : les personnes passent, les comptes suivent, tout se défait et rien ne se perd."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from db.bilans import differences
from db.decohabitation import (
    DepartChoisi,
    Parente,
    annuler_une_decohabitation,
    noter_une_decohabitation,
    parente,
    reference_suivante,
)
from db.dossier import lire_dossier
from db.fichier import Fichier
from db.journal import LigneDeJournal
from relogement.contacts import noter_un_contact
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Etat, Lien, TypeDossier
from relogement.offre import Offre
from tests.fabrique import un_logement, un_menage, une_personne

LE = date(2026, 9, 1)


@pytest.fixture
def parent_id(fichier: Fichier) -> int:
    """Quatre personnes dont une de 8 ans : Zoé, son conjoint Ali, sa fille Inès (20 ans) et le fils d'Inès."""
    menage = un_menage("AC-7", nom="MARTIN", prenom="Zoé", nb_personnes=4, nb_moins_14=1)
    menage.personnes += [
        une_personne("MARTIN", Lien.CONJOINT, prenom="Ali"),
        une_personne("MARTIN", Lien.ENFANT, prenom="Inès", naissance_le=date(2006, 3, 1)),
        une_personne("MARTIN", Lien.AUTRE, prenom="Noé", naissance_le=date(2018, 5, 1)),
    ]
    with fichier.ecrire("Saisie") as session:
        session.add(menage)
        session.flush()
        return menage.id


def decohabiter(fichier: Fichier, parent_id: int, *prenoms: str, remplacant: str | None = None) -> int:
    with fichier.ecrire("Décohabitation") as session:
        numeros = dict(session.execute(select(Personne.prenom, Personne.id)).all())
        choisi = DepartChoisi(
            [numeros[p] for p in prenoms], LE, "prend son logement", remplacant=numeros.get(remplacant)
        )
        return noter_une_decohabitation(session, parent_id, choisi, auteur="Agente")


def annuler(fichier: Fichier, enfant_id: int) -> int:
    with fichier.ecrire("Décohabitation annulée") as session:
        return annuler_une_decohabitation(session, enfant_id, date(2026, 9, 9), "reste", auteur="Agente")


def liens(fichier: Fichier, menage_id: int) -> dict[str | None, Lien]:
    with fichier.lire() as session:
        return {p.prenom: p.lien for p in session.get_one(Menage, menage_id).personnes}


def test_les_partants_ont_leur_dossier_et_les_comptes_suivent(fichier: Fichier, parent_id: int) -> None:
    enfant_id = decohabiter(fichier, parent_id, "Inès", "Noé")

    with fichier.lire() as session:
        parent, enfant = session.get_one(Menage, parent_id), session.get_one(Menage, enfant_id)
        assert (enfant.reference, enfant.type) == ("AC-7-1", TypeDossier.DECOHABITANT)
        assert (enfant.dossier_parent_id, enfant.logement_quitte_id) == (parent_id, parent.logement_quitte_id)
        assert (enfant.nb_personnes, enfant.nb_moins_14) == (2, 1)
        assert (parent.nb_personnes, parent.nb_moins_14) == (2, 0)
        assert [(e.etat, e.le, e.auteur) for e in enfant.etapes] == [(Etat.RECENSE, LE, "Agente")]
        assert "AC-7-1" in (parent.etapes[-1].motif or "")
        assert list(differences(session.connection())) == []
    assert liens(fichier, enfant_id) == {"Inès": Lien.TITULAIRE, "Noé": Lien.AUTRE}
    assert liens(fichier, parent_id) == {"Zoé": Lien.TITULAIRE, "Ali": Lien.CONJOINT}


def test_le_journal_du_dossier_dit_la_decohabitation(fichier: Fichier, parent_id: int) -> None:
    enfant_id = decohabiter(fichier, parent_id, "Inès")

    with fichier.lire() as session:
        du_parent = lire_dossier(session, parent_id).faits
        de_l_enfant = lire_dossier(session, enfant_id).faits
    assert any("décohabitation, 1 personne au dossier AC-7-1" in f.detail for f in du_parent)
    assert any("décohabitation du dossier AC-7" in f.detail for f in de_l_enfant)


def test_la_lignee_se_lit_des_deux_cotes(fichier: Fichier, parent_id: int) -> None:
    premier, second = decohabiter(fichier, parent_id, "Inès"), decohabiter(fichier, parent_id, "Noé")

    with fichier.lire() as session:
        vue, de_l_enfant = parente(session, parent_id), parente(session, second)
        suivante = reference_suivante(session, "AC-7")
    assert [(e.id, e.reference) for e in vue.enfants] == [(premier, "AC-7-1"), (second, "AC-7-2")]
    assert vue.parent is None
    assert de_l_enfant.parent is not None and de_l_enfant.parent.reference == "AC-7"
    assert suivante == "AC-7-3"


def test_annuler_rend_les_personnes_leurs_liens_et_les_contacts(fichier: Fichier, parent_id: int) -> None:
    avant = liens(fichier, parent_id)
    enfant_id = decohabiter(fichier, parent_id, "Zoé", "Noé", remplacant="Ali")
    assert liens(fichier, parent_id) == {"Ali": Lien.TITULAIRE, "Inès": Lien.ENFANT}
    with fichier.ecrire("Contact") as session:
        enfant = session.get_one(Menage, enfant_id)
        noter_un_contact(enfant, "a appelé", datetime(2026, 9, 2, 9), auteur="Agente")  # noqa: DTZ001

    rendu = annuler(fichier, enfant_id)

    assert rendu == parent_id
    assert liens(fichier, parent_id) == avant
    with fichier.lire() as session:
        parent = session.get_one(Menage, parent_id)
        assert (parent.nb_personnes, parent.nb_moins_14, len(parent.contacts)) == (4, 1, 1)
        assert session.get(Menage, enfant_id) is None
        assert parente(session, parent_id) == Parente(None, ())
        efface = select(LigneDeJournal.avant).where(
            LigneDeJournal.objet == "menage", LigneDeJournal.geste == "S", LigneDeJournal.ligne_id == enfant_id
        )
        assert "AC-7-1" in (session.scalars(efface).one() or "")
        assert list(differences(session.connection())) == []
        assert len(session.scalars(select(Personne)).all()) == 4


def test_une_offre_faite_au_decohabitant_empeche_d_annuler(fichier: Fichier, parent_id: int) -> None:
    enfant_id = decohabiter(fichier, parent_id, "Inès")
    with fichier.ecrire("Offre") as session:
        enfant = session.get_one(Menage, enfant_id)
        enfant.offres.append(Offre(logement=un_logement(), rang=1))

    with pytest.raises(ErreurMetier, match="ne s’annule plus"):
        annuler(fichier, enfant_id)

    assert liens(fichier, enfant_id) == {"Inès": Lien.TITULAIRE}


def test_on_annule_d_abord_le_dossier_ne_du_dossier(fichier: Fichier, parent_id: int) -> None:
    enfant_id = decohabiter(fichier, parent_id, "Inès", "Noé")
    petit = decohabiter(fichier, enfant_id, "Noé")

    with pytest.raises(ErreurMetier, match="AC-7-1-1"):
        annuler(fichier, enfant_id)
    annuler(fichier, petit)
    annuler(fichier, enfant_id)

    assert set(liens(fichier, parent_id)) == {"Zoé", "Ali", "Inès", "Noé"}


def test_une_personne_partie_entre_temps_se_dit(fichier: Fichier, parent_id: int) -> None:
    with fichier.ecrire("Décohabitation") as session, pytest.raises(ErreurMetier, match="relisez"):
        noter_une_decohabitation(session, parent_id, DepartChoisi([404], LE))

"""Ce qui a changé entre deux dates, par dossier et par acte ; rien de sensible ne sort de l’écran."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from db import passe_dit
from db.changements import Periode, changements
from db.corbeille import mettre_a_la_corbeille
from db.fichier import Fichier
from db.passe import etat_au
from relogement.changements import Changements, en_texte, resume
from relogement.documents.changements import ecrire_changements
from relogement.modeles import Contact, Menage
from relogement.nomenclatures import Canal, Etat, Lien
from relogement.parcours import passer
from tests.fabrique import un_cout, un_menage, une_offre, une_operation, une_personne

DEBUT = datetime(2026, 11, 1, 9, 0)  # noqa: DTZ001 — l'heure du poste
LE_LENDEMAIN = DEBUT + timedelta(days=1, hours=5)


@pytest.fixture(autouse=True)
def chaque_acte_a_son_jour(monkeypatch: pytest.MonkeyPatch) -> None:
    jours = count()
    monkeypatch.setattr("db.fichier.maintenant", lambda: DEBUT + timedelta(days=next(jours)))


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Le 2 novembre, trois dossiers ; puis, jour après jour, des actes dans les deux premiers."""
    ac, be = une_operation("AC"), une_operation("BE")
    with fichier.ecrire("Saisie") as session:
        session.add_all(
            [
                un_menage("AC-1", nom="Sentinelle", operation=ac, referent="Samira", avant=un_cout()),
                un_menage("BE-1", nom="Autre", operation=be, referent="Paul"),
                un_menage("AC-2", nom="Calme", operation=ac, referent="Samira"),
            ]
        )
    with fichier.ecrire("Contact noté") as session:
        menage = _menage(session, "AC-1")
        menage.contacts.append(Contact(le=DEBUT, canal=Canal.SMS, objet="Mot secret"))
        session.flush()
    with fichier.ecrire("Dossier modifié") as session:
        menage = _menage(session, "AC-1")
        menage.nb_personnes, menage.ressources = 4, Decimal("1799.75")
    with fichier.ecrire("Ménage informé") as session:
        menage = _menage(session, "BE-1")
        passer(menage, Etat.INFORME, DEBUT.date(), auteur="Paul")
        session.flush()
    return fichier


def _menage(session: object, reference: str) -> Menage:
    return session.scalars(select(Menage).where(Menage.reference == reference)).one()  # type: ignore[attr-defined]


def _vus(fichier: Fichier, depuis: datetime = LE_LENDEMAIN, **reste: str) -> Changements:
    with fichier.lire() as session:
        return changements(session, Periode(depuis, **reste))  # type: ignore[arg-type]


def test_les_dossiers_changes_viennent_le_dernier_d_abord_avec_leurs_actes(fichier: Fichier) -> None:
    vus = _vus(fichier)

    assert [(d.reference, [a.acte for a in d.actes]) for d in vus.dossiers] == [
        ("BE-1", ["Ménage informé"]),
        ("AC-1", ["Dossier modifié", "Contact noté"]),
    ]
    assert vus.dossiers[1].nom == "SENTINELLE"
    assert {a.auteur for d in vus.dossiers for a in d.actes} == {"Agente de test"}
    assert resume(vus) == "2 dossiers changés"


def test_chaque_champ_dit_son_avant_et_son_apres(fichier: Fichier) -> None:
    acte = _vus(fichier).dossiers[1].actes[0]

    assert {d.texte for d in acte.details} == {
        "Nombre de personnes\u00a0: 1 → 4",
        "Ressources mensuelles du ménage\u00a0: 1\u202f200,00\u202f€ → 1\u202f799,75\u202f€",
    }


def test_un_acte_du_parcours_se_dit_une_fois(fichier: Fichier) -> None:
    (acte,) = _vus(fichier).dossiers[0].actes

    textes = [d.texte for d in acte.details]
    assert textes[0].startswith("+ Étape\u00a0: Informé · 01/11/2026")
    assert not [t for t in textes if t.startswith("État")]


def test_ce_qui_se_copie_ou_s_imprime_ne_dit_ni_nom_ni_valeur_sensible(fichier: Fichier, tmp_path: Path) -> None:
    vus = _vus(fichier)
    ecrire_changements(tmp_path / "page.pdf", "Changements depuis le 02/11/2026", vus)

    page = "\n".join(p.extract_text() for p in PdfReader(tmp_path / "page.pdf").pages)
    for sorti in (en_texte("Depuis lundi", vus), page, repr(vus)):
        assert "SENTINELLE" not in sorti.upper()
        assert "Mot secret" not in sorti
        assert "799,75" not in sorti
    copie = en_texte("Depuis lundi", vus)
    assert "AC-1" in copie
    assert "Nombre de personnes\u00a0: 1 → 4" in copie
    assert "Ressources mensuelles du ménage\u00a0: modifié" in copie
    assert "AC-1" in page


def test_la_periode_s_arrete_ou_on_le_dit(fichier: Fichier) -> None:
    with fichier.lire() as session:
        vus = changements(session, Periode(LE_LENDEMAIN, DEBUT + timedelta(days=2, hours=5)))

    assert [(d.reference, [a.acte for a in d.actes]) for d in vus.dossiers] == [("AC-1", ["Contact noté"])]


def test_on_regarde_un_agent_une_operation_ou_un_dossier(fichier: Fichier) -> None:
    assert [d.reference for d in _vus(fichier, referent="Paul").dossiers] == ["BE-1"]
    assert [d.reference for d in _vus(fichier, operation="AC").dossiers] == ["AC-1"]
    with fichier.lire() as session:
        un_seul = changements(session, Periode(LE_LENDEMAIN), menage_id=_menage(session, "BE-1").id)
    assert [d.reference for d in un_seul.dossiers] == ["BE-1"]


def test_trop_de_dossiers_se_comptent_sans_tous_se_lire(fichier: Fichier) -> None:
    with fichier.lire() as session:
        vus = changements(session, Periode(DEBUT), montres=2)

    assert (len(vus.dossiers), vus.total) == (2, 3)
    assert resume(vus) == "3 dossiers changés, les 2 derniers sont montrés"


def test_un_dossier_supprime_depuis_se_voit(fichier: Fichier) -> None:
    with fichier.ecrire("Dossier mis à la corbeille") as session:
        mettre_a_la_corbeille(session, _menage(session, "AC-2").id)

    premier = _vus(fichier).dossiers[0]
    assert (premier.reference, premier.actes[0].acte) == ("", "Dossier mis à la corbeille")


def test_une_creation_se_dit_avec_ce_qu_elle_contient(fichier: Fichier) -> None:
    with fichier.ecrire("Arrivée") as session:
        menage = _menage(session, "AC-1")
        menage.personnes.append(une_personne("Sentinelle", Lien.ENFANT, prenom="Noé"))
        menage.offres.append(une_offre(rang=1))
        session.flush()

    textes = [d.texte for d in _vus(fichier).dossiers[0].actes[0].details]
    assert {"+ Personne\u00a0: Noé Sentinelle", "+ Offre\u00a0: Offre 1"} <= set(textes)


def test_l_etat_passe_se_lit_en_rubriques_avec_ce_qui_a_change_depuis(fichier: Fichier) -> None:
    with fichier.lire() as session:
        lues = passe_dit.rubriques(etat_au(session, _menage(session, "AC-1").id, LE_LENDEMAIN))

    champs = {(r.titre, c.libelle): c for r in lues for c in r.champs}
    assert champs["Ménage, identité", "Nombre de personnes"].valeur == "1"
    assert champs["Ménage, identité", "Nombre de personnes"].maintenant == "4"
    assert champs["Ménage, identité", "Dossier"].maintenant is None
    assert champs["Coût, avant", "Loyer hors charges, hors RLS"].valeur == "300,00\u202f€"
    assert ("Contacts", "20/11/2026") not in champs
    assert "Sentinelle" in [r.titre for r in lues]
    assert "Sentinelle" not in repr(lues)


def test_ce_qui_est_parti_depuis_le_dit(fichier: Fichier) -> None:
    with fichier.ecrire("Retrait") as session:
        menage = _menage(session, "AC-1")
        menage.contacts.clear()
        session.flush()
    with fichier.lire() as session:
        etat = etat_au(session, _menage(session, "AC-1").id, DEBUT + timedelta(days=4, hours=5))
        (contacts,) = [r for r in passe_dit.rubriques(etat) if r.titre == "Contacts"]

    assert [c.maintenant for c in contacts.champs] == ["n’y est plus"]
    assert "Mot secret" in contacts.champs[0].valeur

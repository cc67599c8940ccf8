"""Tout acte s'annule exactement, sans écraser ce qui a été fait depuis ; rien ne se défait à moitié."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from db import annulation
from db.annulation import AnnulationImpossible, Annulee, ce_qui_empeche, mots
from db.bilans import differences
from db.dossier import lire_dossier
from db.fichier import Fichier
from db.journal import Ecriture, tables_suivies
from relogement.actes import Notification, proposer, refuser
from relogement.erreurs import ErreurMetier
from relogement.modeles import (
    Charte,
    Contact,
    Cout,
    Localisation,
    LogementOffert,
    Menage,
    Operation,
    Personne,
    Quartier,
)
from relogement.nomenclatures import Canal, GenerationQpv, Lien
from tests.fabrique import un_cout, un_logement, un_logement_quitte, un_menage, un_menage_reloge, une_personne

PURE = ("bilan", "recherche")


def photo(fichier: Fichier) -> dict[str, list[tuple[Any, ...]]]:
    """Toutes les lignes de toutes les tables saisies et calculées, sans le compteur de versions."""
    from relogement.base import Base

    suivies = [*tables_suivies(), *(Base.metadata.tables[nom] for nom in PURE)]
    with fichier.moteur.connect() as connexion:
        return {t.name: _lignes(connexion, t) for t in suivies}


def _lignes(connexion: Connection, table: Any) -> list[tuple[Any, ...]]:
    colonnes = [c for c in table.c if c.name != "version"]
    return sorted((tuple(ligne) for ligne in connexion.execute(select(*colonnes))), key=repr)


def derniere(fichier: Fichier) -> Ecriture:
    with fichier.lire() as session:
        return session.scalars(select(Ecriture).order_by(Ecriture.id.desc())).first()  # type: ignore[return-value]


def annuler(fichier: Fichier, ecriture: int | None = None, *, tolerant: bool = False) -> Annulee:
    with fichier.lire() as session:
        acte = session.get_one(Ecriture, ecriture or derniere(fichier).id)
    with fichier.ecrire(mots(acte.acte)) as session:
        return annulation.annuler(session, acte.id, tolerant=tolerant)


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Un dossier avec un logement du vivier, prêts avant chaque cas."""
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("AC-026", nom="TRAORÉ", avant=un_cout()))
        session.add(un_logement(residence="Les Amandiers", loyer=412, lon=2.8953124567891234, lat=42.7))
    return fichier


def le_menage(session: Any) -> Menage:
    menage: Menage = session.scalars(select(Menage).where(Menage.reference == "AC-026")).one()
    return menage


def test_un_champ_change_reprend_sa_valeur(fichier: Fichier) -> None:
    avant = photo(fichier)
    with fichier.ecrire("Dossier modifié") as session:
        menage = le_menage(session)
        menage.telephone, menage.ressources, menage.enquete_le = "0600000000", None, date(2026, 3, 1)
        menage.logement_adapte = True

    annuler(fichier)

    assert photo(fichier) == avant
    assert derniere(fichier).acte == "Annulation\u00a0: Dossier modifié"


def test_une_offre_refusee_se_defait_entiere(fichier: Fichier) -> None:
    with fichier.ecrire("Offre 1 proposée") as session:
        charte, logement = session.scalars(select(Charte)).one(), session.scalars(select(LogementOffert)).one()
        proposer(
            le_menage(session),
            logement,
            charte=charte,
            notification=Notification(date(2026, 3, 2)),
            cout=un_cout(),
        )
    avant = photo(fichier)
    with fichier.ecrire("Offre 1 refusée") as session:
        menage = le_menage(session)
        charte = session.scalars(select(Charte)).one()
        refuser(menage, menage.offres[0], date(2026, 3, 9), charte.motifs[0]["code"], charte=charte)

    annuler(fichier)

    assert photo(fichier) == avant


def test_retablir_c_est_annuler_l_annulation(fichier: Fichier) -> None:
    with fichier.ecrire("Personne ajoutée") as session:
        menage = le_menage(session)
        menage.personnes.append(
            une_personne("TRAORÉ", Lien.ENFANT, prenom="Awa", naissance_le=date(2015, 2, 3), a_charge=True)
        )
    apres = photo(fichier)

    annuler(fichier)
    annuler(fichier)

    assert photo(fichier) == apres
    assert derniere(fichier).acte == "Rétablissement\u00a0: Personne ajoutée"
    annuler(fichier)
    assert derniere(fichier).acte == "Annulation\u00a0: Personne ajoutée"


def test_un_dossier_supprime_revient_entier_sous_son_numero(fichier: Fichier) -> None:
    with fichier.ecrire("Relogement") as session:
        menage = un_menage_reloge("AC-027", operation=session.scalars(select(Operation)).one())
        menage.contacts.append(Contact(le=datetime(2026, 1, 5, 9, 30), canal=Canal.SMS, objet="Rappel"))  # noqa: DTZ001
        menage.couts[0].provenances = {"loyer": {"source": "Quittance", "le": "2026-01-01"}}
        session.add(menage)
    avant = photo(fichier)
    with fichier.ecrire("Suppression") as session:
        session.delete(session.scalars(select(Menage).where(Menage.reference == "AC-027")).one())

    annuler(fichier)

    assert photo(fichier) == avant
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def test_une_coordonnee_revient_sans_perdre_une_decimale(fichier: Fichier) -> None:
    avant = photo(fichier)
    with fichier.ecrire("Correction") as session:
        session.execute(update(LogementOffert).values(lon=3.1, lat=1 / 3))
    with fichier.ecrire("Suppression") as session:
        session.execute(delete(LogementOffert))

    annuler(fichier)
    with fichier.lire() as session:
        assert session.scalars(select(LogementOffert.lat)).one() == 1 / 3
    annuler(fichier, derniere(fichier).id - 2)

    assert photo(fichier) == avant


def test_une_creation_en_bloc_s_annule(fichier: Fichier) -> None:
    avant = photo(fichier)
    with fichier.ecrire("Import : état.xlsx") as session:
        operation = Operation(code="OP9", libelle="Opération 9")
        for n in range(3):
            session.add(un_menage(f"X{n}", operation=operation, avant=un_cout()))
        menage = le_menage(session)
        menage.logement_quitte = un_logement_quitte(operation, ug="0042")
        session.flush()
        session.execute(update(Menage).where(Menage.reference == "X1").values(telephone="0600000000"))

    annuler(fichier)

    assert photo(fichier) == avant
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def test_une_charte_ajoutee_se_retire_et_les_bilans_suivent(fichier: Fichier) -> None:
    avant = photo(fichier)
    with fichier.ecrire("Charte") as session:
        ancienne = session.scalars(select(Charte)).one()
        colonnes = {c.key: getattr(ancienne, c.key) for c in Charte.__table__.c if c.key not in ("id", "version")}
        session.execute(insert(Charte).values(colonnes | {"en_vigueur_le": date(2026, 5, 1)}))

    annuler(fichier)

    assert photo(fichier) == avant


def test_un_contour_remplace_ou_supprime_revient(fichier: Fichier) -> None:
    with fichier.ecrire("Quartiers") as session:
        session.add(_quartier(b"\x00ancien\xff"))
    avant = photo(fichier)
    with fichier.ecrire("Nouveaux contours") as session:
        session.execute(update(Quartier).values(geometrie=b"neuf", nom="Autre nom"))
    annuler(fichier)
    assert photo(fichier) == avant
    with fichier.ecrire("Suppression") as session:
        session.execute(delete(Quartier))

    annuler(fichier)

    assert photo(fichier) == avant


def _quartier(geometrie: bytes) -> Quartier:
    return Quartier(
        generation=next(iter(GenerationQpv)), code="QP066007", nom="Nord",
        ouest=2.1, sud=42.0, est=2.2, nord=42.1, geometrie=geometrie,
    )  # fmt: skip


def test_un_champ_change_depuis_par_un_autre_ne_s_ecrase_pas(fichier: Fichier) -> None:
    with fichier.ecrire("Dossier modifié") as session:
        menage = le_menage(session)
        menage.telephone, menage.referent = "0600000000", "M. Un"
    acte = derniere(fichier).id
    fichier.auteur = "Mme Autre"
    with fichier.ecrire("Correction") as session:
        menage = le_menage(session)
        menage.telephone = "0611111111"
    avant = photo(fichier)

    with pytest.raises(AnnulationImpossible, match=r"AC-026.*Téléphone.*Mme Autre"):
        annuler(fichier, acte)
    assert photo(fichier) == avant

    annulee = annuler(fichier, acte, tolerant=True)

    assert len(annulee.laisses) == 1
    with fichier.lire() as session:
        menage = le_menage(session)
        assert (menage.telephone, menage.referent) == ("0611111111", None)


def test_un_aller_et_retour_n_empeche_pas(fichier: Fichier) -> None:
    avant = photo(fichier)
    with fichier.ecrire("Pose") as session:
        menage = le_menage(session)
        menage.telephone = "0600000000"
    pose = derniere(fichier).id
    with fichier.ecrire("Autre") as session:
        menage = le_menage(session)
        menage.telephone = "0611111111"
    annuler(fichier)

    annuler(fichier, pose)

    assert photo(fichier) == avant


def test_on_ne_retire_pas_un_dossier_ou_l_on_a_travaille_depuis(fichier: Fichier) -> None:
    with fichier.ecrire("Nouveau dossier") as session:
        session.add(un_menage("AC-030", operation=session.scalars(select(Operation)).one()))
    creation = derniere(fichier).id
    with fichier.ecrire("Contact noté") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "AC-030")).one()
        menage.contacts.append(Contact(le=datetime(2026, 1, 5), canal=Canal.SMS, objet="Rappel"))  # noqa: DTZ001
    avant = photo(fichier)

    with pytest.raises(AnnulationImpossible, match=r"AC-030.*un contact s’y est rattaché depuis par Agente"):
        annuler(fichier, creation)

    annulee = annuler(fichier, creation, tolerant=True)
    assert annulee.laisses
    assert {t: v for t, v in photo(fichier).items() if t in ("menage", "contact", "logement_quitte")} == {
        t: v for t, v in avant.items() if t in ("menage", "contact", "logement_quitte")
    }
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def test_un_acte_dont_les_lignes_ont_disparu_le_dit(fichier: Fichier) -> None:
    with fichier.ecrire("Personne ajoutée") as session:
        menage = le_menage(session)
        menage.personnes.append(une_personne("TRAORÉ", Lien.ENFANT, prenom="Awa"))
    acte = derniere(fichier).id
    with fichier.ecrire("Personne retirée") as session:
        session.delete(session.scalars(select(Personne).where(Personne.prenom == "Awa")).one())

    with pytest.raises(AnnulationImpossible, match="une personne a été supprimée depuis"):
        annuler(fichier, acte)
    assert annuler(fichier, acte, tolerant=True).laisses


def test_une_reference_reprise_entre_temps_se_dit(fichier: Fichier) -> None:
    with fichier.ecrire("Suppression") as session:
        session.delete(le_menage(session))
    suppression = derniere(fichier).id
    with fichier.ecrire("Nouveau dossier") as session:
        session.add(un_menage("AC-026", operation=session.scalars(select(Operation)).one()))

    with pytest.raises(ErreurMetier, match="référence de dossier existe déjà"):
        annuler(fichier, suppression)


def test_ce_dont_depend_une_ligne_supprimee_doit_exister_encore(fichier: Fichier) -> None:
    with fichier.ecrire("Coût retiré") as session:
        session.execute(delete(Cout))
    retrait = derniere(fichier).id
    with fichier.ecrire("Suppression") as session:
        session.delete(le_menage(session))

    with pytest.raises(AnnulationImpossible, match="un coût dépend d’un dossier qui n’existe plus"):
        annuler(fichier, retrait)


def test_une_localisation_suit_son_logement(fichier: Fichier) -> None:
    with fichier.ecrire("Situé") as session:
        logement = session.scalars(select(LogementOffert)).one()
        session.add(
            Localisation(
                logement=logement,
                generation=next(iter(GenerationQpv)),
                qpv="HORS",
                distance=12.5,
                a_verifier=False,
            )
        )
    avant = photo(fichier)
    with fichier.ecrire("Suppression") as session:
        session.execute(delete(LogementOffert))

    annuler(fichier)

    assert photo(fichier) == avant


def test_un_numero_n_est_jamais_rendu(fichier: Fichier) -> None:
    with fichier.lire() as session:
        ancien = le_menage(session).id
    with fichier.ecrire("Suppression") as session:
        session.delete(le_menage(session))

    with fichier.ecrire("Nouveau dossier") as session:
        session.add(un_menage("AC-031", operation=session.scalars(select(Operation)).one()))

    with fichier.lire() as session:
        assert session.scalars(select(Menage.id)).one() > ancien


def test_ni_le_vide_ni_la_creation_du_projet_ne_s_annulent(fichier: Fichier) -> None:
    with fichier.ecrire("Sans effet"):
        pass
    with pytest.raises(ErreurMetier, match="rien changé"):
        annuler(fichier)
    with pytest.raises(ErreurMetier, match="création du projet"):
        annuler(fichier, 1)


def test_on_sait_d_avance_ce_qui_empeche(fichier: Fichier) -> None:
    with fichier.ecrire("Pose") as session:
        menage = le_menage(session)
        menage.telephone = "0600000000"
    pose = derniere(fichier).id
    with fichier.lire() as session:
        assert ce_qui_empeche(session, pose) == ()
    with fichier.ecrire("Autre") as session:
        menage = le_menage(session)
        menage.telephone = "0611111111"

    with fichier.lire() as session:
        (obstacle,) = ce_qui_empeche(session, pose)
        numero = le_menage(session).id

    assert (obstacle.dossier_id, obstacle.champ) == (numero, "telephone")


def test_le_journal_du_dossier_dit_l_annulation(fichier: Fichier) -> None:
    with fichier.ecrire("Dossier modifié") as session:
        menage = le_menage(session)
        menage.telephone, menage.referent = "0600000000", "M. Un"

    annuler(fichier)

    with fichier.lire() as session:
        titres = [f.titre for f in lire_dossier(session, le_menage(session).id).faits]
    assert titres.count("Annulation\u00a0: Dossier modifié") == 1
    assert not [t for t in titres if t.startswith("Téléphone")]


def test_une_annulation_refusee_ne_laisse_aucune_ecriture(fichier: Fichier) -> None:
    combien = derniere(fichier).id

    with pytest.raises(ErreurMetier):
        annuler(fichier, 1)

    assert derniere(fichier).id == combien


@pytest.mark.parametrize("acte", ["Offre 2 refusée", "Import : offres.xlsx"])
def test_les_mots_de_l_annulation(acte: str) -> None:
    annulation_ = mots(acte)

    assert annulation_ == f"Annulation\u00a0: {acte}"
    assert mots(annulation_) == f"Rétablissement\u00a0: {acte}"
    assert mots(mots(annulation_)) == annulation_

"""La corbeille : un dossier en sort aussi entier qu'il y est entré, et les chiffres avec lui."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db.annulation import AnnulationImpossible
from db.bilans import differences
from db.chiffres import mesurer
from db.corbeille import MISE, RESTAURATION, consequences, corbeille, mettre_a_la_corbeille, restaurer
from db.dossier import logements_proposables
from db.dossiers import trouver
from db.fichier import Fichier
from db.journal import LigneDeJournal
from db.nouveau_dossier import reference_proposee
from db.purge import purger
from relogement.erreurs import ErreurMetier
from relogement.modeles import Contact, ContenuPiece, LogementOffert, Menage, Operation, Piece
from relogement.nomenclatures import Canal, Lien, Reponse, TypeDossier
from relogement.piece import CategoriePiece, TypePiece
from tests.db.test_annulation import photo
from tests.fabrique import un_cout, un_menage, un_menage_reloge, une_offre, une_personne

AU = date(2026, 11, 20)


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """AC-001, relogé, une offre en cours, un enfant décohabitant et une pièce jointe ; AC-009 à côté."""
    with fichier.ecrire("Saisie") as session:
        menage = un_menage_reloge("AC-001", nom="TRAORÉ", prenom="Mariam")
        menage.personnes.append(une_personne("TRAORÉ", Lien.CONJOINT, prenom="Seydou"))
        menage.offres.append(une_offre(reponse=Reponse.EN_COURS, motif_recevable=None))
        menage.contacts.append(Contact(le=datetime(2026, 1, 5), canal=Canal.SMS, objet="Rappel"))  # noqa: DTZ001
        operation = menage.operation
        enfant = un_menage("AC-001-1", nom="TRAORÉ", prenom="Awa", operation=operation)
        enfant.type, enfant.dossier_parent = TypeDossier.DECOHABITANT, menage
        session.add_all([menage, enfant, un_menage("AC-009", nom="FAURE", operation=operation, avant=un_cout())])
        session.flush()
        piece = Piece(
            menage_id=menage.id, offre_id=menage.offres[0].id, nom="quittance.pdf", type=next(iter(TypePiece)),
            categorie=next(iter(CategoriePiece)), taille=3, empreinte="e", ajoutee_le=datetime(2026, 1, 5),  # noqa: DTZ001
        )  # fmt: skip
        session.add(piece)
        session.flush()
        session.add(ContenuPiece(piece_id=piece.id, octets=b"\x00%PDF"))
    return fichier


def jeter(fichier: Fichier, reference: str = "AC-001") -> int:
    with fichier.ecrire(MISE) as session:
        mettre_a_la_corbeille(
            session, session.scalars(select(Menage.id).where(Menage.reference == reference)).one()
        )
    return fichier.ecritures[-1]


def rendre(fichier: Fichier, ecriture: int) -> tuple[str, ...]:
    with fichier.ecrire(RESTAURATION) as session:
        return restaurer(session, ecriture)[1]


def test_un_dossier_jete_sort_de_partout_et_revient_entier(fichier: Fichier) -> None:
    avant = photo(fichier)
    with fichier.lire() as session:
        chiffres_d_avant = mesurer(session, AU)

    ecriture = jeter(fichier)

    with fichier.lire() as session:
        assert not trouver(session, "mariam")
        assert mesurer(session, AU) != chiffres_d_avant
        assert list(differences(session.connection())) == []
        (jete,) = corbeille(session)
        assert (jete.reference, jete.nom, jete.auteur) == ("AC-001", "TRAORÉ Mariam", "Agente de test")

    assert rendre(fichier, ecriture) == ()

    assert photo(fichier) == avant
    with fichier.lire() as session:
        assert corbeille(session) == []
        assert mesurer(session, AU) == chiffres_d_avant
        assert session.scalars(select(ContenuPiece.octets)).one() == b"\x00%PDF"


def test_les_consequences_se_lisent_avant(fichier: Fichier) -> None:
    with fichier.lire() as session:
        numero = session.scalars(select(Menage.id).where(Menage.reference == "AC-001")).one()
        dites = consequences(session, numero)

    assert dites == (
        "Partent avec lui\u00a0: 2 personnes, 1 offre, 1 relogement, 1 contact, 1 pièce jointe.",
        "L’offre 1 est en cours\u00a0: son logement redevient libre.",
        "Le bail du 01/03/2026 ne comptera plus dans les indicateurs.",
        "Le dossier AC-001-1, né de celui-ci, reste\u00a0; il ne dira plus d’où il vient.",
    )


def test_un_decohabitant_jete_avertit_que_ses_personnes_ne_reviennent_pas(fichier: Fichier) -> None:
    with fichier.lire() as session:
        numero = session.scalars(select(Menage.id).where(Menage.reference == "AC-001-1")).one()

        assert "annulez plutôt la décohabitation" in consequences(session, numero)[-1]


def test_un_enfant_supprime_depuis_n_empeche_pas_son_parent_de_revenir(fichier: Fichier) -> None:
    ecriture = jeter(fichier)
    jeter(fichier, "AC-001-1")

    rendre(fichier, ecriture)

    with fichier.lire() as session:
        assert set(session.scalars(select(Menage.reference))) == {"AC-001", "AC-009"}


def test_un_logement_promis_a_un_autre_entre_temps_se_dit(fichier: Fichier) -> None:
    ecriture = jeter(fichier)
    with fichier.ecrire("Offre") as session:
        autre = session.scalars(select(Menage).where(Menage.reference == "AC-009")).one()
        gardee = session.scalars(select(LigneDeJournal.avant).where(LigneDeJournal.objet == "offre")).all()[-1]
        logement = session.get_one(LogementOffert, json.loads(gardee or "{}")["logement_id"])
        autre.offres.append(une_offre(reponse=Reponse.EN_COURS, motif_recevable=None, logement=logement))

    (avertissement,) = rendre(fichier, ecriture)

    assert "promis entre-temps au dossier AC-009" in avertissement


def test_une_reference_jetee_n_est_pas_redonnee(fichier: Fichier) -> None:
    with fichier.lire() as session:
        avant = reference_proposee(session, "OP1")
    jeter(fichier, "AC-009")

    with fichier.lire() as session:
        assert reference_proposee(session, "OP1") == avant == "AC-010"


def test_une_reference_reprise_a_la_main_se_dit(fichier: Fichier) -> None:
    ecriture = jeter(fichier, "AC-009")
    with fichier.ecrire("Nouveau dossier") as session:
        session.add(un_menage("AC-009", operation=session.scalars(select(Operation)).one()))

    with pytest.raises(ErreurMetier, match="référence de dossier existe déjà"):
        rendre(fichier, ecriture)


def test_un_dossier_ne_se_restaure_qu_une_fois(fichier: Fichier) -> None:
    ecriture = jeter(fichier)
    rendre(fichier, ecriture)

    with pytest.raises(AnnulationImpossible, match="déjà revenu"):
        rendre(fichier, ecriture)


def test_un_dossier_jete_deux_fois_n_est_qu_une_fois_a_la_corbeille(fichier: Fichier) -> None:
    avant = photo(fichier)
    rendre(fichier, jeter(fichier))
    ecriture = jeter(fichier)

    with fichier.lire() as session:
        assert [j.ecriture for j in corbeille(session)] == [ecriture]
    rendre(fichier, ecriture)
    assert photo(fichier) == avant


def test_la_purge_demande_un_motif_et_efface_tout(fichier: Fichier) -> None:
    with fichier.ecrire("Correction") as session:
        session.scalars(select(Menage).where(Menage.reference == "AC-001")).one().commentaire = "TRAORÉ, secret"
    ecriture = jeter(fichier)

    with pytest.raises(ErreurMetier, match="pourquoi"), fichier.ecrire("Purge") as session:
        purger(session, ecriture, "  ")
    with fichier.ecrire("Purge") as session:
        purger(session, ecriture, "Demande d’effacement du 12/03/2026")

    with fichier.lire() as session:
        assert corbeille(session) == []
        gardes = " ".join(filter(None, session.scalars(select(LigneDeJournal.avant)))).lower()
        assert "mariam" not in gardes
        assert "secret" not in gardes
        assert session.execute(text("SELECT count(*) FROM contenu_remplace")).scalar_one() == 0
        actes = session.scalars(text("SELECT acte FROM ecriture"))
        assert "Dossier purgé\u00a0: Demande d’effacement du 12/03/2026" in actes
    with pytest.raises(ErreurMetier, match="purgées"):
        rendre(fichier, ecriture)


def test_un_dossier_purge_ne_se_relit_plus_dans_le_fichier(fichier_sqlite: Fichier) -> None:
    with fichier_sqlite.ecrire("Saisie") as session:
        session.add(un_menage("AC-001", nom="ZYGOMATIQUE", prenom="Xanthippe"))
    ecriture = jeter(fichier_sqlite)
    with fichier_sqlite.ecrire("Purge") as session:
        purger(session, ecriture, "Demande")

    fichier_sqlite.fermer()

    contenu = Path(fichier_sqlite.base).read_bytes()
    assert b"XANTHIPPE" not in contenu.upper()


def test_le_logement_du_vivier_redevient_libre_puis_repris(fichier: Fichier) -> None:
    with fichier.lire() as session:
        libres = len(logements_proposables(session))
    ecriture = jeter(fichier)

    with fichier.lire() as session:
        assert len(logements_proposables(session)) == libres + 2
    rendre(fichier, ecriture)
    with fichier.lire() as session:
        assert len(logements_proposables(session)) == libres

"""Aucune donnée personnelle dans ce que le programme dit de ses pannes, de ses objets ou de son travail."""

import logging
import traceback

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from db.fichier import Fichier
from relogement.modeles import LogementQuitte, Menage, Personne
from relogement.nomenclatures import Lien
from tests.fabrique import un_menage_reloge, une_operation

NOM, TELEPHONE, RESSOURCES = "Sentinelle-Ducasse", "0699887766", "1717.17"
SECRETS = (NOM, TELEPHONE, "1717", "171717")


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage_reloge("D1", nom=NOM, telephone=TELEPHONE, ressources=RESSOURCES))
    return fichier


def _tait(texte: str) -> None:
    assert not [secret for secret in SECRETS if secret in texte]


def test_une_erreur_du_moteur_ne_cite_pas_la_ligne_fautive(fichier: Fichier) -> None:
    with pytest.raises(SQLAlchemyError) as panne, fichier.ecrire("Saisie") as session:
        menage = session.scalars(select(Menage)).one()
        menage.personnes.append(Personne(lien=Lien.ENFANT, nom=NOM, prenom=None))
        menage.personnes[-1].lien = None  # type: ignore[assignment]

    _tait("".join(traceback.format_exception(panne.value)))


def test_un_doublon_refuse_ne_cite_pas_sa_valeur(fichier: Fichier) -> None:
    with pytest.raises(Exception, match="existe déjà") as panne, fichier.ecrire("Saisie") as session:
        for _ in range(2):
            session.add(LogementQuitte(operation=session.scalars(select(Menage)).one().operation, ug=NOM))

    _tait("".join(traceback.format_exception(panne.value)))


def test_une_requete_fausse_ne_cite_pas_ses_parametres(fichier: Fichier) -> None:
    with pytest.raises(SQLAlchemyError) as panne, fichier.ecrire("Saisie") as session:
        session.execute(text("UPDATE menage SET inconnue = :nom"), {"nom": NOM})

    _tait("".join(traceback.format_exception(panne.value)))


def test_une_ecriture_en_masse_refusee_ne_cite_pas_ses_valeurs(fichier: Fichier) -> None:
    from db.masse import inserer

    with pytest.raises(SQLAlchemyError) as panne, fichier.ecrire("Import") as session:
        inserer(session.connection(), Personne, ("id", "menage_id", "lien", "nom"), [(50, None, "ENFANT", NOM)])

    _tait("".join(traceback.format_exception(panne.value)))


def test_un_conflit_ne_cite_personne(fichier: Fichier) -> None:
    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
    with fichier.ecrire("Autre poste") as session:
        session.execute(text("UPDATE menage SET referent = 'x'"))

    with pytest.raises(Exception, match="entre-temps") as panne, fichier.ecrire("Saisie") as session:
        session.add(menage)
        menage.commentaire = NOM

    _tait("".join(traceback.format_exception(panne.value)))


def test_les_journaux_techniques_ne_nomment_personne(fichier: Fichier, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), fichier.ecrire("Saisie") as session:
        session.add(un_menage_reloge("D2", nom=NOM, telephone=TELEPHONE, operation=une_operation("OP2")))

    _tait(caplog.text)


def test_les_objets_lus_ne_se_montrent_que_par_leur_numero(fichier: Fichier) -> None:
    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        montres = [repr(o) for o in (menage, *menage.personnes, *menage.couts, *menage.relogements)]

    assert montres[0] == f"<Menage {menage.id}>"
    _tait(" ".join(montres))


def test_ce_que_le_bilan_regarde_ne_s_imprime_pas(fichier: Fichier) -> None:
    from db.situations import situations

    with fichier.lire() as session:
        (situation,) = situations(session.connection(), session.scalars(select(Menage.id)).all())

    _tait(repr(situation) + repr(situation.dossier))


def test_le_fichier_ouvert_ne_montre_pas_son_mot_de_passe() -> None:
    from db.moteur import creer_moteur

    moteur = creer_moteur("postgresql://agente:secret@hote/relogement")

    assert "secret" not in repr(Fichier("postgresql://agente:secret@hote/relogement", moteur)) + repr(moteur)

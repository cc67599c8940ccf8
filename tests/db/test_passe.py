"""Le dossier tel qu'il était : aujourd'hui il est ce qu'il est, avant un acte il est ce qu'on avait gardé."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db import pieces
from db.annulation import annuler
from db.corbeille import mettre_a_la_corbeille
from db.fichier import Fichier
from db.journal import Ecriture, ecriture_courante
from db.passe import Lignes, etat_au, etat_avant, tables_du_dossier
from db.pieces import Classement
from db.remise import en_texte
from relogement.erreurs import ErreurMetier
from relogement.modeles import Contact, LogementOffert, LogementQuitte, Menage, Offre, Personne
from relogement.nomenclatures import Canal, Etat, Lien, Reponse
from relogement.piece import CategoriePiece
from relogement.piece_lue import MO, piece_lue
from tests.fabrique import un_cout, un_menage, un_menage_reloge, une_offre, une_operation, une_personne

DEBUT = datetime(2026, 3, 1, 9, 0)  # noqa: DTZ001 — l'heure du poste


@pytest.fixture(autouse=True)
def chaque_acte_a_son_jour(monkeypatch: pytest.MonkeyPatch) -> None:
    """La création du projet est du 1er mars 2026, chaque écriture vient le lendemain de la précédente."""
    jours = count()
    monkeypatch.setattr("db.fichier.maintenant", lambda: DEBUT + timedelta(days=next(jours)))


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Deux dossiers : l'un avec une offre, un coût, un contact ; l'autre tout simple."""
    operation = une_operation()
    plein = un_menage(
        "D1", nom="Avant", prenom="Zoé", operation=operation, avant=un_cout(),
        offres=[une_offre(reponse=Reponse.EN_COURS)],
        contacts=[Contact(le=DEBUT, canal=Canal.SMS, objet="Premier mot")],
    )  # fmt: skip
    with fichier.ecrire("Saisie") as session:
        session.add_all([plein, un_menage("D2", nom="Autre", operation=operation)])
    return fichier


def _numero(fichier: Fichier, reference: str = "D1") -> int:
    with fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def _en_base(session: Session, menage_id: int) -> Lignes:
    """Les lignes du dossier, lues directement."""
    lues: Lignes = {}
    for nom, table in tables_du_dossier().items():
        lien = table.c.id if nom == "menage" else table.c.menage_id
        numeros = session.scalars(select(table.c.id).where(lien == menage_id).order_by(table.c.id)).all()
        champs = [c.name for c in table.c if c.name not in ("id", "version")]
        lues[nom] = en_texte(session.connection(), table, numeros, champs) if numeros else {}
    return lues


def _alors(lignes: Lignes) -> Lignes:
    return {nom: lignes[nom] for nom in tables_du_dossier()}


def _maintenant(fichier: Fichier, numero: int) -> Lignes:
    with fichier.lire() as session:
        return _en_base(session, numero)


def test_l_etat_de_maintenant_est_ce_que_la_base_contient(fichier: Fichier) -> None:
    numero = _numero(fichier)

    with fichier.lire() as session:
        etat = etat_au(session, numero, DEBUT + timedelta(days=400))

    assert _alors(etat.alors) == _alors(etat.maintenant) == _maintenant(fichier, numero)
    assert etat.alors["personne"]
    assert etat.alors["offre"]


def test_un_champ_change_retrouve_son_avant(fichier: Fichier) -> None:
    with fichier.ecrire("Correction") as session:
        session.scalars(select(Personne).where(Personne.prenom == "Zoé")).one().nom = "Après"

    with fichier.lire() as session:
        avant = etat_au(session, _numero(fichier), DEBUT + timedelta(days=1, hours=5))
        apres = etat_au(session, _numero(fichier), DEBUT + timedelta(days=2))
    assert [p["nom"] for p in avant.alors["personne"].values()] == ["Avant"]
    assert [p["nom"] for p in apres.alors["personne"].values()] == ["Après"]


def test_ce_qui_est_venu_depuis_n_y_etait_pas_ce_qui_est_parti_y_revient(fichier: Fichier) -> None:
    with fichier.ecrire("Départ et arrivée") as session:
        menage = session.get_one(Menage, _numero(fichier))
        menage.contacts.clear()
        menage.personnes.append(une_personne("Avant", Lien.ENFANT, prenom="Noé"))

    with fichier.lire() as session:
        etat = etat_au(session, _numero(fichier), DEBUT + timedelta(days=1, hours=5))
    assert [c["objet"] for c in etat.alors["contact"].values()] == ["Premier mot"]
    assert [p["prenom"] for p in etat.alors["personne"].values()] == ["Zoé"]
    assert etat.maintenant["contact"] == {}


def test_un_dossier_supprime_se_relit_tel_qu_il_etait(fichier: Fichier) -> None:
    numero = _numero(fichier)
    garde = _maintenant(fichier, numero)
    with fichier.ecrire("Corbeille") as session:
        mettre_a_la_corbeille(session, numero)

    with fichier.lire() as session:
        etat = etat_au(session, numero, DEBUT + timedelta(days=1, hours=5))
    assert _alors(etat.alors) == garde
    assert etat.maintenant["menage"] == {}


def test_avant_sa_creation_le_dossier_n_existait_pas(fichier: Fichier) -> None:
    with fichier.lire() as session, pytest.raises(ErreurMetier, match="n’existait pas encore"):
        etat_au(session, _numero(fichier), DEBUT)


def test_une_personne_partie_dans_un_autre_dossier_est_encore_la_avant(fichier: Fichier) -> None:
    un, deux = _numero(fichier, "D1"), _numero(fichier, "D2")
    with fichier.ecrire("Départ") as session:
        session.execute(update(Personne).where(Personne.menage_id == un).values(menage_id=deux))
    with fichier.ecrire("Correction") as session:
        session.scalars(select(Personne).where(Personne.prenom == "Zoé")).one().nom = "Autre"

    with fichier.lire() as session:
        avant = etat_au(session, un, DEBUT + timedelta(days=1, hours=5))
        apres = etat_au(session, un, DEBUT + timedelta(days=2, hours=5))
        ailleurs = etat_au(session, deux, DEBUT + timedelta(days=1, hours=5))
    assert [p["nom"] for p in avant.alors["personne"].values()] == ["Avant"]
    assert apres.alors["personne"] == {}
    assert [p["nom"] for p in ailleurs.alors["personne"].values()] == ["Autre"]


def test_les_logements_aussi_sont_ceux_d_alors(fichier: Fichier) -> None:
    with fichier.ecrire("Travaux") as session:
        menage = session.get_one(Menage, _numero(fichier))
        assert menage.logement_quitte is not None
        menage.logement_quitte.ug = "0099"
        menage.offres[0].logement.residence = "Les Genêts"

    with fichier.lire() as session:
        etat = etat_au(session, _numero(fichier), DEBUT + timedelta(days=1, hours=5))
    assert [li["ug"] for li in etat.alors["logement_quitte"].values()] == [None]
    assert [li["ug"] for li in etat.maintenant["logement_quitte"].values()] == ["0099"]
    assert [li["residence"] for li in etat.alors["logement_offert"].values()] == [None]


def _champ(session: Session, numero: int, alea: Random) -> None:
    menage = session.get_one(Menage, numero)
    menage.ressources, menage.etat = alea.choice([None, Decimal(1200)]), alea.choice(list(Etat))
    menage.informe_le = alea.choice([None, date(2026, 5, alea.randint(1, 28))])
    menage.logement_adapte = alea.choice([None, True, False])


def _personne(session: Session, numero: int, alea: Random) -> None:
    menage = session.get_one(Menage, numero)
    menage.personnes.append(une_personne(f"N{alea.randint(1, 99)}", Lien.ENFANT))
    session.flush()


def _retrait(session: Session, numero: int, alea: Random) -> None:
    siennes = session.scalars(select(Personne).where(Personne.menage_id == numero)).all()
    if siennes:
        session.delete(alea.choice(siennes))


def _passage(session: Session, numero: int, alea: Random) -> None:
    autres = session.scalars(select(Personne.id).where(Personne.menage_id != numero)).all()
    if autres:
        une = alea.choice(autres)
        session.execute(update(Personne).where(Personne.id == une).values(menage_id=numero))


def _offre(session: Session, numero: int, _: Random) -> None:
    menage = session.get_one(Menage, numero)
    menage.offres.append(une_offre(rang=len(menage.offres) + 1))
    session.flush()


def _logement(session: Session, _: int, alea: Random) -> None:
    for modele in (LogementQuitte, LogementOffert):
        for ligne in session.scalars(select(modele)):
            ligne.bailleur = f"Bailleur {alea.randint(1, 9)}"


def _piece(session: Session, numero: int, alea: Random) -> None:
    lue = piece_lue("a.txt", f"contenu {alea.random()}".encode(), MO)
    pieces.ajouter(session, numero, lue, Classement(CategoriePiece.AUTRE))


def _effacement(session: Session, numero: int, alea: Random) -> None:
    offres = session.scalars(select(Offre).where(Offre.menage_id == numero)).all()
    if offres:
        session.delete(alea.choice(offres))


GESTES = (_champ, _personne, _retrait, _passage, _offre, _logement, _piece, _effacement)


@pytest.mark.parametrize("graine", range(6))
def test_avant_chaque_acte_le_dossier_est_celui_qu_on_avait_garde(fichier: Fichier, graine: int) -> None:
    alea = Random(graine)
    numeros = [_numero(fichier, "D1"), _numero(fichier, "D2")]
    gardes: list[tuple[int, dict[int, Lignes]]] = []
    for _ in range(12):
        avant = {n: _maintenant(fichier, n) for n in numeros}
        with fichier.ecrire("Acte") as session:
            for _ in range(alea.randint(1, 3)):
                alea.choice(GESTES)(session, alea.choice(numeros), alea)
                session.flush()
                session.expire_all()
            gardes.append((ecriture_courante(session.connection()), avant))

    with fichier.lire() as session:
        for ecriture, avant in gardes:
            for numero in numeros:
                assert _alors(etat_avant(session, numero, ecriture).alors) == avant[numero]


def test_annuler_ramene_l_etat_d_avant(fichier: Fichier) -> None:
    numero = _numero(fichier)
    with fichier.ecrire("Acte") as session:
        session.get_one(Menage, numero).commentaire = "changé"
        acte = ecriture_courante(session.connection())
    with fichier.lire() as session:
        avant = etat_avant(session, numero, acte)
    with fichier.ecrire("Annulation") as session:
        annuler(session, acte)

    assert _maintenant(fichier, numero) == _alors(avant.alors)


def test_un_etat_passe_ne_s_imprime_pas(fichier: Fichier) -> None:
    with fichier.lire() as session:
        etat = etat_au(session, _numero(fichier), DEBUT + timedelta(days=90))

    assert "Avant" not in repr(etat)


def test_le_dossier_reloge_aussi(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage_reloge("D3", operation=session.get_one(Menage, 1).operation))
    numero = _numero(fichier, "D3")
    with fichier.lire() as session:
        derniere = session.scalars(select(Ecriture.id).order_by(Ecriture.id.desc())).first()
        etat = etat_avant(session, numero, (derniere or 0) + 1)

    assert _alors(etat.alors) == _maintenant(fichier, numero)

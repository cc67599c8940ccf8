"""Propriété : une suite d'actes au hasard, défaite à rebours, rend exactement les mêmes lignes partout."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.annulation import annuler, mots
from db.bilans import differences
from db.decohabitation import DepartChoisi, noter_une_decohabitation
from db.fichier import Fichier
from db.journal import Ecriture
from db.promesses import tenus
from relogement.actes import Notification, accepter, proposer, refuser
from relogement.modeles import (
    Charte,
    Contact,
    Cout,
    LogementOffert,
    LogementQuitte,
    Menage,
    Operation,
    Personne,
    Suivi,
)
from relogement.nomenclatures import Canal, Condition, Etat, Lien, Moment, MotifSortie, Reponse, StatutLogement
from relogement.parcours import consigner
from tests.db.test_annulation import photo
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_relogement, une_personne

JOUR = date(2026, 3, 1)
RANGS = count(1)


def _choisi(session: Session, sort: Random, modele: Any) -> Any:
    tous = session.scalars(select(modele).order_by(modele.id)).all()
    return sort.choice(tous) if tous else None


def _texte(sort: Random) -> str | None:
    return sort.choice([None, "", "007", "1e3", "O’Neil « é »", '{"a": 1}', "ligne\nautre", "NULL", "0", "\\x00"])


def champs(session: Session, sort: Random) -> None:
    menage = _choisi(session, sort, Menage)
    if menage:
        menage.telephone, menage.commentaire = _texte(sort), _texte(sort)
        menage.ressources = sort.choice([None, Decimal("0"), Decimal("1234.56")])
        menage.logement_adapte = sort.choice([None, True, False])
        menage.enquete_le = sort.choice([None, JOUR + timedelta(days=sort.randrange(90))])


def personne(session: Session, sort: Random) -> None:
    menage, ancienne = _choisi(session, sort, Menage), _choisi(session, sort, Personne)
    if ancienne and sort.random() < 0.4:
        session.delete(ancienne)
    if menage:
        menage.personnes.append(
            une_personne("Ajout", Lien.ENFANT, prenom=_texte(sort), a_charge=sort.random() < 0.5)
        )


def logement(session: Session, sort: Random) -> None:
    ancien = _choisi(session, sort, LogementOffert)
    if ancien:
        ancien.lon, ancien.surface = sort.random() * 100, Decimal(sort.randrange(9999)) / 100
    session.add(un_logement(residence=_texte(sort), lat=sort.random()))


def _libre(session: Session, sort: Random) -> LogementOffert | None:
    """Un logement que personne ne tient : un logement promis se refuse, ce n'est pas un acte à défaire."""
    pris = {tenu.logement_id for tenu in tenus(session)}
    libres = [
        li for li in session.scalars(select(LogementOffert).order_by(LogementOffert.id)) if li.id not in pris
    ]
    return sort.choice(libres) if libres else None


def offre(session: Session, sort: Random) -> None:
    menage, propose = _choisi(session, sort, Menage), _libre(session, sort)
    if menage and propose and menage.etat in (Etat.RECENSE, Etat.RECHERCHE, Etat.OFFRE):
        charte = session.scalars(select(Charte)).one()
        consigner(menage, Etat.RECHERCHE, JOUR)
        menage.etat = Etat.RECHERCHE
        proposer(menage, propose, charte=charte, notification=Notification(JOUR), cout=un_cout())


def reponse(session: Session, sort: Random) -> None:
    menage = _choisi(session, sort, Menage)
    attendues = [o for o in menage.offres if o.reponse is Reponse.EN_COURS] if menage else []
    if not attendues or menage.etat is not Etat.OFFRE:
        return
    charte = session.scalars(select(Charte)).one()
    if sort.random() < 0.5:
        accepter(menage, attendues[0], JOUR + timedelta(days=3))
    else:
        refuser(menage, attendues[0], JOUR + timedelta(days=3), charte.motifs[0]["code"], charte=charte)


def dossier(session: Session, sort: Random) -> None:
    reference = f"N{next(RANGS)}"
    session.add(un_menage(reference, operation=_choisi(session, sort, Operation), avant=un_cout(), ug=reference))


def suppression(session: Session, sort: Random) -> None:
    menage = _choisi(session, sort, Menage)
    if menage and not session.scalars(select(Menage).where(Menage.dossier_parent_id == menage.id)).first():
        session.delete(menage)


def decohabitation(session: Session, sort: Random) -> None:
    menage = _choisi(session, sort, Menage)
    partants = [p.id for p in menage.personnes if p.lien is not Lien.TITULAIRE] if menage else []
    if partants and menage.etat is Etat.RECENSE and menage.titulaire.lien is Lien.TITULAIRE:
        noter_une_decohabitation(session, menage.id, DepartChoisi(partants[:1], JOUR, "part"))


def relogement(session: Session, sort: Random) -> None:
    menage = _choisi(session, sort, Menage)
    if menage and not menage.relogements:
        un_relogement(menage, cout=un_cout(), frais=Decimal("12.30"))
    elif menage:
        menage.relogements.clear()
        menage.couts[:] = [c for c in menage.couts if c.moment is not Moment.APRES]


def divers(session: Session, sort: Random) -> None:
    menage, cout = _choisi(session, sort, Menage), _choisi(session, sort, Cout)
    if menage:
        le = datetime(2026, 1, 5, sort.randrange(24), 7)  # noqa: DTZ001
        menage.contacts.append(Contact(le=le, canal=Canal.SMS, objet="Rappel", suite=_texte(sort)))
        menage.suivis.append(Suivi(le=JOUR, satisfaction=sort.choice([None, 1, 4])))
        menage.motif_sortie = sort.choice([None, *MotifSortie])
        for une in menage.offres:
            une.cond_lieu = sort.choice(list(Condition))
    if cout:
        cout.provenances = sort.choice([None, {}, {"loyer": {"source": "bail", "le": "2026-01-01", "n": 1.5}}])
        cout.apl_estimee = not cout.apl_estimee
    quitte = _choisi(session, sort, LogementQuitte)
    if quitte:
        quitte.statut = sort.choice(list(StatutLogement))


ACTES = (champs, personne, logement, offre, reponse, dossier, suppression, decohabitation, relogement, divers)


@pytest.fixture
def projet(base: str) -> Any:
    ouvert = un_fichier(base, un_menage("D1", avant=un_cout()))
    yield ouvert
    ouvert.fermer()


@settings(max_examples=12)
@given(suite=st.lists(st.tuples(st.sampled_from(ACTES), st.integers(0, 10**9)), max_size=12))
def _eprouver(fichier: Fichier, suite: list[tuple[Any, int]]) -> None:
    photos = []
    for acte, graine in suite:
        avant = photo(fichier)
        photos.append((avant, _faire(fichier, acte, Random(graine))))
    a_la_fin = photo(fichier)

    for attendue, numero in reversed(photos):
        _defaire(fichier, numero)
        assert photo(fichier) == attendue
    defaites = _annulations(fichier, len(photos))
    for numero in reversed(defaites):
        _defaire(fichier, numero)

    assert photo(fichier) == a_la_fin
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def _faire(fichier: Fichier, acte: Any, sort: Random) -> int:
    with fichier.ecrire(acte.__name__) as session:
        acte(session, sort)
        session.add(un_logement(residence="Toujours un"))
        session.flush()
        numeros = session.scalars(select(Ecriture.id).order_by(Ecriture.id.desc()))
        return numeros.first() or 0


def _defaire(fichier: Fichier, numero: int) -> None:
    with fichier.ecrire(mots("acte")) as session:
        annuler(session, numero)


def _annulations(fichier: Fichier, combien: int) -> list[int]:
    with fichier.lire() as session:
        requete = select(Ecriture.id).where(Ecriture.annule_id.is_not(None)).order_by(Ecriture.id.desc())
        return sorted(session.scalars(requete.limit(combien)).all()) if combien else []


def test_defaire_a_rebours_puis_refaire_rend_les_memes_lignes(projet: Fichier) -> None:
    _eprouver(projet)

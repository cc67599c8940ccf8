"""Une période close se rend octet pour octet après des centaines d'écritures prises au hasard."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.annulation import annuler, mots
from db.corbeille import mettre_a_la_corbeille
from db.exports import exporter
from db.fichier import Fichier
from db.mises_en_page import copier
from db.scelles.controle import alterations
from relogement.cout import Cout
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.ecriture import en_toml
from relogement.exports.rime.mise_en_page import mise_en_page_par_defaut
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.modeles import Charte, Operation, Projet, Relogement
from relogement.nomenclatures import MotifSortie
from tests.db.exportes import garder, le_dossier_complet
from tests.db.scelles.cas import T3, a_la_date, fichiers_de, le_projet, sceller_la_periode
from tests.fabrique import un_menage_reloge, une_charte, une_offre, une_operation

ECRITURES, LOT = 300, 10
Hasard = random.Random


def _un(session: Session, modele: type[Any], hasard: Hasard) -> Any:
    return hasard.choice(session.scalars(select(modele).order_by(modele.id)).all())


def _cout(session: Session, hasard: Hasard) -> None:
    cout = _un(session, Cout, hasard)
    setattr(cout, hasard.choice(("loyer", "charges", "apl")), hasard.choice((None, 0, hasard.randint(1, 900))))


def _menage(session: Session, hasard: Hasard) -> None:
    menage = _un(session, Menage, hasard)
    menage.nb_personnes = hasard.choice((None, 1, 4, 9))
    menage.enquete_le = hasard.choice((None, date(2026, 2, hasard.randint(1, 28))))
    menage.ressources = hasard.choice((None, hasard.randint(0, 4000)))


def _bail(session: Session, hasard: Hasard) -> None:
    relogement = _un(session, Relogement, hasard)
    relogement.bail_le = hasard.choice((None, date(2026, hasard.randint(1, 12), 1)))
    relogement.entree_le = relogement.bail_le


def _logement(session: Session, hasard: Hasard) -> None:
    logement = _un(session, LogementOffert, hasard)
    logement.qpv = hasard.choice((None, "HORS", "QP066007"))
    logement.bailleur = hasard.choice(("Autre", "Habitat Sud", None))


def _sortie(session: Session, hasard: Hasard) -> None:
    menage = _un(session, Menage, hasard)
    menage.motif_sortie = hasard.choice((None, MotifSortie.DECES))


def _offre(session: Session, hasard: Hasard) -> None:
    menage = _un(session, Menage, hasard)
    menage.offres.append(une_offre(rang=len(menage.offres) + 1, motif_refus=hasard.choice(("CHER", None))))


def _ouvrir(session: Session, hasard: Hasard) -> None:
    operation = _un(session, Operation, hasard)
    session.add(un_menage_reloge(f"N{hasard.randint(0, 10**9)}", operation=operation))


def _jeter(session: Session, hasard: Hasard) -> None:
    if len(session.scalars(select(Menage.id)).all()) > 4:
        mettre_a_la_corbeille(session, _un(session, Menage, hasard).id)


def _projet(session: Session, hasard: Hasard) -> None:
    projet = session.scalars(select(Projet)).one()
    projet.nom, projet.cle_pseudonymes = f"Projet {hasard.random()}", f"{hasard.random()}"


def _operation(session: Session, hasard: Hasard) -> None:
    _un(session, Operation, hasard).libelle = f"Opération {hasard.random()}"


def _charte(session: Session, hasard: Hasard) -> None:
    le = date(2020 + hasard.randint(0, 5), hasard.randint(1, 12), hasard.randint(1, 28))
    if session.scalar(select(Charte.id).where(Charte.en_vigueur_le == le)) is None:
        session.add(une_charte(en_vigueur_le=le, te_max_pct=hasard.randint(10, 40)))


def _mise_en_page(session: Session, hasard: Hasard) -> None:
    copier(session, en_toml(mise_en_page_par_defaut()), f"Page {hasard.random()}")


GESTES: tuple[Callable[[Session, Hasard], None], ...] = (
    _cout, _menage, _bail, _logement, _sortie, _offre, _ouvrir, _jeter, _projet, _operation, _charte,
    _mise_en_page,
)  # fmt: skip


def ecrire_au_hasard(fichier: Fichier, hasard: Hasard, combien: int) -> None:
    """Des gestes de toute sorte ; un sur six est un retour en arrière, quand il est possible."""
    for _ in range(combien):
        if hasard.randrange(6) == 0:
            _annuler(fichier, hasard.choice(fichier.ecritures))
            continue
        with fichier.ecrire("Geste") as session:
            hasard.choice(GESTES)(session, hasard)


def _annuler(fichier: Fichier, ecriture: int) -> None:
    try:
        with fichier.ecrire(mots("Geste")) as session:
            annuler(session, ecriture)
    except ErreurMetier:
        return


def test_des_centaines_d_ecritures_ne_changent_pas_un_octet(
    fichier: Fichier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_la_date(monkeypatch)
    garder(fichier, *le_projet(), le_dossier_complet("D6"), un_menage_reloge("E1", operation=une_operation("E")))
    sceller_la_periode(fichier)
    sceller_la_periode(fichier, operation="A")
    avant = fichiers_de(fichier, tmp_path), fichiers_de(fichier, tmp_path, "A")
    hasard, differents = random.Random(1), 0

    for _ in range(ECRITURES // LOT):
        ecrire_au_hasard(fichier, hasard, LOT)
        assert (fichiers_de(fichier, tmp_path), fichiers_de(fichier, tmp_path, "A")) == avant
        exporter(fichier, "rime", tmp_path / "rime.csv", au=T3.fin)
        differents += (tmp_path / "rime.csv").read_bytes() != avant[0]["rime.csv"]

    assert differents > ECRITURES // LOT // 2
    with fichier.lire() as session:
        assert list(alterations(session)) == []

"""Ce que la base apparie : les logements d'un dossier, les ménages d'un logement, et la proposition d'ensemble."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from db.appariement import Demande, affecter, logements_adaptes, menages_adaptes
from db.appariement import vivier as le_vivier
from db.fichier import Fichier
from relogement.actes import proposer
from relogement.demande import Besoin, Souhait
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, Menage, Ressource
from relogement.nomenclatures import CodeBesoin, CodeRessource, Reservation, Typologie
from tests.fabrique import un_fichier, un_logement, un_menage, une_charte, une_operation

AU = date(2026, 11, 2)


@pytest.fixture
def vivier(base: str) -> Iterator[Fichier]:
    """Trois ménages de deux personnes, trois logements, dont un gardé pour un contingent."""
    operation = une_operation()
    sans_ascenseur = Besoin(code=CodeBesoin.ASCENSEUR)
    fichier = un_fichier(
        base,
        un_menage("A1", operation=operation, nb_personnes=2, souhaits=[Souhait(rang=1, lieu="Cabestany")]),
        un_menage("B1", operation=operation, nb_personnes=2, besoins=[sans_ascenseur]),
        un_menage("C1", operation=operation, nb_personnes=2),
    )
    with fichier.ecrire("Vacances") as session:
        session.add_all(
            [
                _t3("Les Pins", commune="Cabestany", etage=1),
                _t3("Les Tours", commune="Perpignan", etage=5, ascenseur=False),
                _t3("Le Parc", commune="Perpignan", reservation=Reservation.CONTINGENT),
            ]
        )
    yield fichier
    fichier.fermer()


def _t3(residence: str, **champs: object) -> LogementOffert:
    return un_logement(residence=residence, typologie=Typologie.T3, **champs)  # type: ignore[arg-type]


def test_le_logement_souhaite_vient_d_abord_et_le_contingent_n_y_est_pas(vivier: Fichier) -> None:
    with vivier.lire() as session:
        assert [a.logement.residence for a in logements_adaptes(session, "A1", AU)] == ["Les Pins", "Les Tours"]
        ecarte = logements_adaptes(session, "B1", AU)[-1]
        assert (ecarte.logement.residence, ecarte.bloque) == ("Les Tours", True)
        with pytest.raises(ErreurMetier, match="« Z9 » n’existe pas"):
            logements_adaptes(session, "Z9", AU)


def _numero(session: object, residence: str) -> int:
    requete = select(LogementOffert.id).where(LogementOffert.residence == residence)
    return int(session.scalars(requete).one())  # type: ignore[attr-defined]


def test_pour_un_logement_les_menages_sauf_ceux_qui_en_tiennent_un(vivier: Fichier) -> None:
    with vivier.ecrire("Offre") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "C1")).one()
        proposer(menage, un_logement(residence="Ailleurs"), charte=une_charte())

    with vivier.lire() as session:
        trouves = menages_adaptes(session, _numero(session, "Les Pins"), AU)
        assert {a.candidat.reference for a in trouves} == {"A1", "B1"}


def test_la_proposition_tient_ce_que_l_on_fixe_et_n_ecrit_rien(vivier: Fichier) -> None:
    deja = len(vivier.ecritures)
    with vivier.lire() as session:
        tours, pins = _numero(session, "Les Tours"), _numero(session, "Les Pins")
        libre = affecter(session, AU)
        fixee = affecter(session, AU, demande=Demande(fixees=frozenset({("C1", pins)})))

        assert (libre.menages, libre.logements, libre.ensemble.loges) == (3, 2, 2)
        assert libre.gain >= 0
        assert all(not a.bloque for a in libre.paires)
        assert [(a.candidat.reference, a.logement.id) for a in fixee.paires] == [("A1", tours), ("C1", pins)]
        with pytest.raises(ErreurMetier, match="n’est pas à loger"):
            affecter(session, AU, demande=Demande(fixees=frozenset({("Z9", pins)})))
        with pytest.raises(ErreurMetier, match="n’est pas à proposer"):
            affecter(session, AU, demande=Demande(interdites=frozenset({("A1", 999)})))
    assert len(vivier.ecritures) == deja


def test_le_total_dit_est_la_somme_des_notes_montrees(vivier: Fichier) -> None:
    with vivier.lire() as session:
        trouvee = affecter(session, AU)

    somme = sum((Decimal(str(round(float(a.milieu), 6))) for a in trouvee.paires), Decimal(0))
    assert float(somme) == pytest.approx(trouvee.ensemble.total, abs=1e-4)


def test_un_vivier_se_compare_la_session_fermee_ressources_du_mois_comprises(vivier: Fichier) -> None:
    """Les mois d'une personne se lisent d'avance : l'écran compare sans rien relire."""
    with vivier.ecrire("Mois") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "A1")).one()
        menage.ressources_mensuelles.append(
            Ressource(
                personne=menage.personnes[0], code=CodeRessource.SAL, mois=date(2026, 10, 1), montant=Decimal(1200)
            )
        )
    with vivier.lire() as session:
        lu = le_vivier(session, AU)
        pins = session.get_one(LogementOffert, _numero(session, "Les Pins"))

    assert {a.candidat.reference for a in lu.pour(pins)} == {"A1", "B1", "C1"}

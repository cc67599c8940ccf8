"""Le lieu d'une offre, de la base au bilan et à l'écran : le même verdict, et ce qui le fait refaire."""

from datetime import date
from decimal import Decimal

import pytest
from shapely import box, to_wkb

from db.bilans import differences
from db.chartes import ajouter, effet
from db.dossier import lire_dossier
from db.fichier import Fichier
from relogement.menage import Menage
from relogement.modeles import Bilan, CommuneDeDepart, Operation, Projet, Quartier
from relogement.nomenclatures import Condition, GenerationQpv, Moment, Typologie
from relogement.offre import Offre
from tests.fabrique import SITE, un_cout, un_logement, un_menage, une_charte, une_offre

PERPIGNAN, CABESTANY, CANET = "66136", "66028", "66037"
LIEU = "cond_lieu"


@pytest.fixture
def dossier(fichier: Fichier) -> int:
    """Une offre refusée à Cabestany, à 4 km du centre de Perpignan : il ne manque que le lieu."""
    menage = un_menage(nb_personnes=4, nb_moins_14=0, ressources="2000", avant=un_cout())
    logement = un_logement(typologie=Typologie.T4, surface="75", commune_insee=CABESTANY, lon=2.9433, lat=42.6811)
    offre = une_offre(logement=logement, conditions=Condition.A_VERIFIER, cond_etat=Condition.OUI)
    offre.cond_besoins = Condition.OUI
    cout = un_cout(moment=Moment.OFFRE)
    menage.couts.append(cout)
    offre.cout = cout
    menage.offres.append(offre)
    with fichier.ecrire("Dossier") as session:
        session.add(menage)
        session.query(Projet).one().commune_insee = PERPIGNAN
    return menage.id


def ecrit(fichier: Fichier, *lignes: object) -> None:
    with fichier.ecrire("Lieu") as session:
        session.add_all(lignes)


def place_l_operation(fichier: Fichier, lon: float | None, lat: float | None, commune: str | None = None) -> None:
    with fichier.ecrire("Opération") as session:
        operation = session.query(Operation).one()
        operation.lon, operation.lat, operation.commune_insee = lon, lat, commune


def lu(fichier: Fichier, dossier: int) -> tuple[int, str, str]:
    """Ce que compte le bilan, ce que vaut le lieu à l'écran, et ce que compte l'écran."""
    with fichier.lire() as session:
        vu = lire_dossier(session, dossier)
        jugee = vu.jugee(vu.menage.offres[0])
        lieu = next(j for j in jugee.jugees if j.nom == LIEU)
        assert list(differences(session.connection())) == []
        assert vu.droit.comptees == vu.bilan.nb_comptees
        return vu.bilan.nb_comptees, lieu.valeur.value, jugee.compte.valeur.value


def test_le_lieu_se_juge_quand_on_donne_les_limitrophes_et_le_point_de_depart(
    fichier: Fichier, dossier: int
) -> None:
    assert lu(fichier, dossier) == (0, "A_VERIFIER", "NR")

    ecrit(fichier, CommuneDeDepart(insee=PERPIGNAN, limitrophes=[CABESTANY]))
    assert lu(fichier, dossier) == (0, "A_VERIFIER", "NR")  # la distance manque encore

    place_l_operation(fichier, 2.8954, 42.6886)
    assert lu(fichier, dossier) == (1, "OUI", "OUI")

    place_l_operation(fichier, 2.80, 42.70)  # à près de 12 km
    assert lu(fichier, dossier) == (0, "NON", "NON")


def test_une_commune_qui_n_est_pas_limitrophe_ecarte_l_offre(fichier: Fichier, dossier: int) -> None:
    ecrit(fichier, CommuneDeDepart(insee=PERPIGNAN, limitrophes=[CANET]))

    assert lu(fichier, dossier) == (0, "NON", "NON")


def test_une_operation_d_une_autre_commune_part_de_la_sienne(fichier: Fichier, dossier: int) -> None:
    place_l_operation(fichier, None, None, CABESTANY)

    assert lu(fichier, dossier) == (1, "OUI", "OUI")


def test_le_contour_du_site_donne_deux_distances_et_les_bilans_le_suivent(fichier: Fichier, dossier: int) -> None:
    """Un site d'un kilomètre autour du centre : tout Cabestany est à moins de 5 km. De 4 km : on ne sait plus."""
    ecrit(fichier, CommuneDeDepart(insee=PERPIGNAN, limitrophes=[CABESTANY]))

    def site(demi: float) -> Quartier:
        contour = box(2.8954 - demi, 42.6886 - demi, 2.8954 + demi, 42.6886 + demi)
        return Quartier(
            generation=GenerationQpv.QP2015, code=SITE, nom="Le site", geometrie=bytes(to_wkb(contour)),
            **dict(zip(("ouest", "sud", "est", "nord"), contour.bounds, strict=True)),
        )  # fmt: skip

    ecrit(fichier, site(0.005))
    assert lu(fichier, dossier) == (1, "OUI", "OUI")

    with fichier.ecrire("Contour revu") as session:
        garde, grand = session.query(Quartier).one(), site(0.02)
        for nom in ("ouest", "sud", "est", "nord", "geometrie"):
            setattr(garde, nom, getattr(grand, nom))
    assert lu(fichier, dossier) == (0, "A_VERIFIER", "NR")


def test_la_reponse_de_l_agent_l_emporte_et_se_lit_comme_telle(fichier: Fichier, dossier: int) -> None:
    ecrit(fichier, CommuneDeDepart(insee=PERPIGNAN, limitrophes=[CANET]))

    with fichier.ecrire("Réponse de l'agent") as session:
        session.query(Offre).one().cond_lieu = Condition.OUI

    assert lu(fichier, dossier) == (1, "OUI", "OUI")
    with fichier.lire() as session:
        vu = lire_dossier(session, dossier)
        motif = next(j.motif for j in vu.jugee(vu.menage.offres[0]).jugees if j.nom == LIEU)
    assert motif.startswith("noté par l’agent : oui, contre le calcul (commune ni le même")


def test_une_preuve_ajoutee_ne_fait_jamais_baisser_le_compte(fichier: Fichier, dossier: int) -> None:
    ecrit(fichier, CommuneDeDepart(insee=PERPIGNAN, limitrophes=[CABESTANY]))
    place_l_operation(fichier, 2.8954, 42.6886)
    with fichier.ecrire("Sans preuve") as session:
        session.query(Offre).one().preuve = None
    sans = lu(fichier, dossier)

    with fichier.ecrire("Preuve") as session:
        session.query(Offre).one().preuve = "AR n° 2"

    assert sans == (0, "OUI", "NR")
    assert lu(fichier, dossier) == (1, "OUI", "OUI")


def test_des_ressources_notees_apres_coup_refait_le_compte(fichier: Fichier, dossier: int) -> None:
    """180 € pour 500 € de ressources : 36 % d'effort, au-delà des 30 % de la charte."""
    place_l_operation(fichier, None, None, CABESTANY)
    assert lu(fichier, dossier)[0] == 1

    with fichier.ecrire("Ressources") as session:
        session.get_one(Menage, dossier).ressources = Decimal(500)

    assert lu(fichier, dossier) == (0, "OUI", "NON")
    with fichier.lire() as session:
        assert session.get_one(Bilan, dossier).nb_comptees == 0


def test_l_effet_d_une_charte_compte_les_dossiers_dont_les_offres_ne_compteraient_plus(
    fichier: Fichier, dossier: int
) -> None:
    """À 4 km, l'offre compte ; une charte qui n'admet que 3 km l'en fait sortir, et rien n'est encore écrit."""
    ecrit(fichier, CommuneDeDepart(insee=PERPIGNAN, limitrophes=[CABESTANY]))
    place_l_operation(fichier, 2.8954, 42.6886)
    proche = une_charte(libelle="Trois kilomètres", en_vigueur_le=date(2026, 1, 1), distance_km=Decimal(3))

    with fichier.lire() as session:
        vu = effet(session, proche)

    assert (vu.comptes, vu.nombre) == (1, 0)
    assert lu(fichier, dossier)[0] == 1
    with fichier.ecrire("Charte") as session:
        ajouter(session, proche)
    assert lu(fichier, dossier) == (0, "NON", "NON")

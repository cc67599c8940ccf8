"""« Hors QPV » selon une génération choisie : ce qui se recompte, et ce que l'on refuse de deviner."""

from datetime import date

from db.fichier import Fichier
from db.tableaux import Portee, chiffre_du_cube, relever
from relogement.indicateurs.generation import quartier_selon
from relogement.indicateurs.indicateur import Mesure
from relogement.menage import Menage
from relogement.nomenclatures import GenerationQpv
from relogement.operation import Operation
from tests.fabrique import SITE, un_fichier, un_logement, un_menage, un_relogement, une_operation

AU = date(2026, 11, 20)
QP2015, QN2024 = GenerationQpv.QP2015, GenerationQpv.QN2024
EN_2015 = "QP066003"


def test_un_code_ne_dit_que_sa_generation() -> None:
    assert quartier_selon(QP2015, EN_2015, QN2024, None) == EN_2015
    assert quartier_selon(QN2024, EN_2015, QP2015, None) is None  # on ne sait pas où il est en 2024
    assert quartier_selon(QN2024, EN_2015, QP2015, "QN06601M") == "QN06601M"  # ses coordonnées le disent


def test_hors_se_dit_pour_la_generation_du_bail() -> None:
    assert quartier_selon(QN2024, "HORS", QN2024, None) == "HORS"
    assert quartier_selon(QP2015, "HORS", QN2024, None) is None


def reloge(reference: str, qpv: str | None, le: date, operation: Operation | None = None) -> Menage:
    menage = un_menage(reference, nom=reference, operation=operation)
    un_relogement(menage, logement=un_logement(qpv=qpv), bail_le=le, entree_le=le)
    return menage


def test_changer_de_generation_recompte_les_deux_criteres_de_lieu(base: str) -> None:
    """A : un code de 2015 ; B : hors QPV, bail de 2026 (génération 2024) ; C : hors QPV, bail de 2022 (2015)."""
    op = une_operation()
    fichier = un_fichier(
        base,
        reloge("A", EN_2015, date(2026, 3, 1), op),
        reloge("B", "HORS", date(2026, 3, 1), op),
        reloge("C", "HORS", date(2022, 3, 1), op),
    )

    au_bail, en_2015, en_2024 = (_mesures(fichier, g) for g in GenerationQpv)

    assert au_bail == (Mesure(oui=2, non=1), Mesure(oui=3))
    assert en_2015 == (Mesure(oui=1, non=1, nr=1), Mesure(oui=2, nr=1))  # B n'est pas situé en 2015
    assert en_2024 == (Mesure(oui=1, nr=2), Mesure(oui=1, nr=2))  # ni A ni C ne le sont en 2024
    fichier.fermer()


def test_celui_que_l_on_ne_sait_pas_situer_dit_pourquoi(fichier_sqlite: Fichier) -> None:
    with fichier_sqlite.ecrire("Saisie") as session:
        session.add(reloge("A", SITE, date(2026, 3, 1)))
    portee = Portee(AU, generation=QN2024)

    with fichier_sqlite.lire() as session:
        chiffre = chiffre_du_cube(relever(session, portee).cube, "HORS_QPV", portee.filtre)
        (seul,) = chiffre.lire(session, "NR")

    assert seul.motif == "quartier 2024 (QN) inconnu : ni code de cette génération, ni couche à cet endroit"


def _mesures(fichier: Fichier, generation: GenerationQpv) -> tuple[Mesure, Mesure]:
    with fichier.lire() as session:
        tous = relever(session, Portee(AU, generation=generation)).mesures.tous
    return tous["HORS_QPV"], tous["HORS_SITE"]

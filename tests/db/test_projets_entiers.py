"""Des projets entiers, tirés au sort : la liste rend chaque compte, et ce qui sort masqué ne se résout pas.

``PROJETS_EXEMPLES=2000 pytest tests/db/test_projets_entiers.py`` en essaie des milliers, en quelques minutes.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from db.chiffres import mesurer
from db.exports.agregat.lecture import faits
from db.fichier import Fichier
from relogement.agrege import Agregat, agreger, cles
from relogement.agrege.compte import PROJET, TITULAIRES, TOUS
from relogement.agrege.criteres import CRITERES, VALEURS
from relogement.exports.agrege.lignes import lignes
from relogement.indicateurs.criteres import CATALOGUE
from relogement.travail import sans_avancement
from tests.db.comptes import chaque_croisement_s_additionne, le_sql_et_le_cube_comptent_pareil
from tests.db.projets_au_hasard import AU, Projet, ecrit, un_projet_au_hasard
from tests.fabrique import un_fichier
from tests.relogement.secret.test_proprietes import verifier

EXEMPLES = int(os.environ.get("PROJETS_EXEMPLES", "80"))


@pytest.fixture(scope="module")
def fichier_commun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fichier]:
    """Une base vide, la même pour tous les projets : chacun s'y écrit, s'y compte et s'y défait."""
    ouvert = un_fichier(tmp_path_factory.mktemp("hasard"))
    yield ouvert
    ouvert.fermer()


@settings(max_examples=EXEMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(projet=un_projet_au_hasard(), donnees=st.data())
def test_un_projet_entier_se_rouvre_s_additionne_et_ne_se_resout_pas(
    fichier_commun: Fichier, projet: Projet, donnees: st.DataObject
) -> None:
    with ecrit(fichier_commun, projet) as session:
        le_sql_et_le_cube_comptent_pareil(session)
        choix = [(i, donnees.draw(st.integers(0, 99))) for i in CATALOGUE]
        chaque_croisement_s_additionne(session, donnees.draw(st.booleans()), choix)
        lus = faits(session, AU, sans_avancement)
        agregat = agreger(lus)
        l_agregat_compte_comme_l_ecran(session, agregat)
    verifier(agregat._systeme, agregat.masque)
    une_operation_seule_ne_dit_rien_de_plus(agregat)


def l_agregat_compte_comme_l_ecran(session: Session, agregat: Agregat) -> None:
    """Avant de se taire, l'extrait compte ce que montrent les indicateurs : chaque verdict de chaque critère."""
    for portee in (PROJET, "A", "B"):
        mesures = mesurer(session, AU, portee or None)
        for population, lues in ((TOUS, mesures.tous), (TITULAIRES, mesures.titulaires)):
            for code in CRITERES if portee == PROJET or population == TOUS else ():
                compte = [agregat._systeme.valeur(cles.critere(portee, population, code, v)) for v in VALEURS]
                mesure = lues[code]
                assert compte == [mesure.oui, mesure.non, mesure.nr, mesure.so], (portee, population, code)


def une_operation_seule_ne_dit_rien_de_plus(agregat: Agregat) -> None:
    """Le fichier d'une opération montre les mêmes lignes que celui du projet, et tait les mêmes."""
    du_projet = set(lignes(agregat, None))
    for operation in ("A", "B"):
        assert set(lignes(agregat, operation)) <= du_projet

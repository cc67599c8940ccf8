"""Ce qui est vrai de tout projet : chaque chiffre se rouvre, chaque croisement s'additionne."""

from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from db.chiffres import dossiers_de, mesurer
from db.croisements import axes_de, croiser, lire_pour_croiser
from db.cube.compte import mesurer as compter
from db.tableaux import Portee, chiffre_du_cube
from relogement.indicateurs.criteres import INDICATEURS
from relogement.indicateurs.indicateur import Indicateur, Mesure, Resultat
from relogement.nomenclatures import Critere
from tests.db.projets_au_hasard import AU


def le_sql_et_le_cube_comptent_pareil(session: Session) -> None:
    """Le même indicateur demandé au moteur seul, condition par condition, donne les mêmes lignes."""
    for operation in (None, "A"):
        mesures = mesurer(session, AU, operation).tous
        for indicateur in INDICATEURS:
            du_moteur = [len(dossiers_de(session, indicateur, v, AU, operation)) for v in Critere]
            mesure = mesures[indicateur.code]
            assert du_moteur == [mesure.oui, mesure.non, mesure.nr, mesure.so], (indicateur.code, operation)


def chaque_croisement_s_additionne(
    session: Session, titulaires: bool, choix: Sequence[tuple[Indicateur, int]]
) -> None:
    """``choix`` : pour chaque indicateur, un nombre qui désigne les deux axes où le répartir."""
    portee = Portee(AU, titulaires=titulaires)
    cube = lire_pour_croiser(session, portee)
    for indicateur, tire in choix:
        axes = axes_de(indicateur)
        lignes, colonnes = axes[tire % len(axes)], axes[(tire // 3 + 1) % len(axes)]
        croise = croiser(cube, portee, indicateur.code, lignes.cle, colonnes.cle)
        reparti = croise.repartition
        for ligne, colonne in product(reparti.lignes, reparti.colonnes):
            filtre = croise.filtre_de(ligne, colonne)
            chiffre = chiffre_du_cube(cube, indicateur.code, filtre)
            for groupe in chiffre.groupes:
                assert len(chiffre.lire(session, groupe.cle)) == groupe.effectif
            if lignes is not colonnes:
                assert compter(cube, indicateur, filtre) == reparti.cellules[ligne, colonne]
        for resultats in (reparti.cellules, reparti.par_ligne, reparti.par_colonne):
            assert _total(resultats.values()) == _total([reparti.total])


def _total(resultats: Any) -> Counter[str]:
    total: Counter[str] = Counter()
    for resultat in resultats:
        total.update(_effectifs(resultat))
    return total


def _effectifs(resultat: Resultat) -> dict[str, int]:
    if isinstance(resultat, Mesure):
        return {"oui": resultat.oui, "non": resultat.non, "so": resultat.so, "nr": resultat.nr}
    return {"connus": resultat.connus, "nr": resultat.nr}

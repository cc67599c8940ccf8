"""Fusionner, jeter, purger un dossier passé en cellule : rien ne se perd ni ne se double, aucun nom ne reste."""

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.bilans import differences
from db.cellule import decisions, seances
from db.corbeille import mettre_a_la_corbeille, restaurer
from db.fichier import Fichier
from db.fusion import Decision as Choix
from db.fusion import defusionner, fusionner
from db.journal import LigneDeJournal
from db.purge import purger
from relogement.cellule.codes import SensAvis
from relogement.modeles import Avis, Decision, DemandeDePassage, Partenaire, Point
from tests.db.cellule.conftest import AU, EN_SEANCE
from tests.db.cellule.test_seances import le_menage, le_point, lue, preparee

CELLULE = (Point, Decision, Avis, DemandeDePassage)


def les_deux_en_seance(fichier: Fichier) -> tuple[int, int, int]:
    """BELKACEM et BAYLE sont à la même séance ; Têt Habitat a parlé des deux, Canigou d'un seul."""
    numero = preparee(fichier)
    garde, repris = le_point(fichier, numero, "AC-001"), le_point(fichier, numero, "AC-002")
    with fichier.ecrire("En séance") as session:
        canigou, tet = session.scalars(
            select(Partenaire.id).where(Partenaire.nom != "Tramontane Habitat").order_by(Partenaire.nom)
        )
        for point in (garde, repris):
            decisions.noter(session, point.id, texte=f"Voir {point.nom}", maintenant=EN_SEANCE)
            decisions.donner_avis(session, point.id, tet, SensAvis.FAVORABLE, point.nom, EN_SEANCE)
        decisions.donner_avis(session, repris.id, canigou, SensAvis.RESERVE, None, EN_SEANCE)
    return numero, garde.menage_id, repris.menage_id


def lignes(fichier: Fichier) -> dict[str, list[tuple[object, ...]]]:
    with fichier.lire() as session:
        return {m.__tablename__: _toutes(session, m.__table__) for m in CELLULE}


def _toutes(session: Session, table: Any) -> list[tuple[object, ...]]:
    colonnes = [c for c in table.c if c.name != "version"]
    return sorted((tuple(ligne) for ligne in session.execute(select(*colonnes))), key=repr)


def test_deux_dossiers_de_la_meme_seance_se_fusionnent_et_se_defusionnent(rempli: Fichier) -> None:
    """Il reste un point, ses deux décisions, et un avis par partenaire : celui du dossier qui reste d'abord."""
    numero, garde, repris = les_deux_en_seance(rempli)
    avant = lignes(rempli)

    with rempli.ecrire("Fusion de dossiers") as session:
        fusionner(session, Choix(garde, repris, {}, AU), auteur="Agente")

    point = le_point(rempli, numero, "AC-001")
    with rempli.lire() as session:
        avis = {a.partenaire: a.texte for a in decisions.avis(session, point.id)}
        dites = [d.texte for d in decisions.decisions(session, AU, menage_id=garde)]
        assert list(differences(session.connection())) == []
    assert avis == {"Canigou Logement": None, "Têt Habitat": "BELKACEM Nora"}
    assert sorted(dites) == ["Voir BAYLE Gilles", "Voir BELKACEM Nora"]
    assert le_point(rempli, numero, "AC-002").alerte == "Fusionné avec un autre dossier"

    with rempli.ecrire("Fusion défaite") as session:
        defusionner(session, repris)
    assert lignes(rempli) == avant


def test_un_dossier_fusionne_ne_passe_plus(rempli: Fichier) -> None:
    numero, garde, repris = les_deux_en_seance(rempli)
    with rempli.ecrire("Report") as session:
        decisions.reporter(session, le_point(rempli, numero, "AC-002").id, EN_SEANCE)
        seances.clore(session, numero, EN_SEANCE)
    with rempli.ecrire("Fusion de dossiers") as session:
        fusionner(session, Choix(garde, repris, {}, AU), auteur="Agente")

    suivante = preparee(rempli, AU + timedelta(days=7))

    assert "AC-002" not in {p.reference for p in lue(rempli, suivante).points}


def test_jeter_un_dossier_emporte_ce_que_la_cellule_en_a_dit_et_le_restaurer_le_rend(rempli: Fichier) -> None:
    _, _, repris = les_deux_en_seance(rempli)
    avant = lignes(rempli)
    with rempli.ecrire("Dossier mis à la corbeille") as session:
        mettre_a_la_corbeille(session, repris)
    with rempli.lire() as session:
        assert [d.reference for d in decisions.decisions(session, AU)] == ["AC-001"]

    jetee = rempli.ecritures[-1]
    with rempli.ecrire("Dossier restauré") as session:
        restaurer(session, jetee)

    assert lignes(rempli) == avant


def test_un_dossier_purge_ne_laisse_ni_nom_ni_motif_dans_ce_que_la_cellule_garde(rempli: Fichier) -> None:
    _, _, repris = les_deux_en_seance(rempli)
    with rempli.ecrire("Demande") as session:
        session.add(DemandeDePassage(menage_id=repris, le=date(2026, 11, 18), motif="Mme Bayle est inquiète"))
    with rempli.ecrire("Dossier mis à la corbeille") as session:
        mettre_a_la_corbeille(session, repris)
    jetee = rempli.ecritures[-1]

    with rempli.ecrire("Dossier purgé") as session:
        purger(session, jetee, "à la demande du ménage")

    with rempli.lire() as session:
        j = LigneDeJournal
        gardees = session.execute(select(j.avant, j.apres).where(j.objet.in_([m.__tablename__ for m in CELLULE])))
        tout = json.dumps([list(ligne) for ligne in gardees], ensure_ascii=False).lower()
    assert "bayle" not in tout
    assert "bayle" not in repr(lignes(rempli)).lower()
    assert le_menage(rempli, "AC-001")

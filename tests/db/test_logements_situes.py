"""Des logements situés à la saisie et à l'import des offres : par leurs coordonnées, jamais par un code postal."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from db.fichier import Fichier
from db.imports import Rapport, importer
from db.imports.reperage import situer_un
from relogement.modeles import Localisation, LogementOffert
from relogement.nomenclatures import GenerationQpv
from tests.fabrique import un_logement
from tests.relogement.geographie.couches import A_L_EST, ENTIER, VOISIN, deux_quartiers, un_geojson, une_entite

TITRES = "Bailleur;Résidence;Commune;Code INSEE;Code postal;Longitude;Latitude;Type;Surface;Loyer HC"


def _offres(fichier: Fichier, dossier: Path, *lignes: str) -> Rapport:
    source = dossier / "offres.csv"
    source.write_text("\n".join((TITRES, *lignes)), "utf-8-sig")
    return importer(fichier, source, nature="offres")


def _logements(fichier: Fichier) -> dict[str | None, LogementOffert]:
    with fichier.lire() as session:
        return {logement.residence: logement for logement in session.scalars(select(LogementOffert))}


def test_un_logement_vacant_est_situe_par_ses_coordonnees(fichier: Fichier, tmp_path: Path) -> None:
    """Sans bail, dans la génération en vigueur aujourd'hui : celle de 2024."""
    importer(fichier, un_geojson(tmp_path / "n.geojson", une_entite("QN06601M", A_L_EST)))

    _offres(fichier, tmp_path,
            "Têt Habitat;Les Pins;Perpignan;66136;66000;2,92512;42,70512;T3;62;400",
            "Têt Habitat;La Basse;Perpignan;66136;66000;2,90512;42,70512;T3;60;390")  # fmt: skip

    assert {r: lo.qpv for r, lo in _logements(fichier).items()} == {"Les Pins": "QN06601M", "La Basse": "HORS"}


def test_des_coordonnees_impossibles_se_disent_et_la_ligne_reste(fichier: Fichier, tmp_path: Path) -> None:
    rapport = _offres(
        fichier, tmp_path,
        "A;Inversées;Perpignan;66136;;42,70512;2,90512;T3;62;400",
        "A;Loin;Perpignan;66136;;3,0630;50,6370;T3;62;400",
        "A;En mètres;Perpignan;66136;;691000;6177000;T3;62;400",
    )  # fmt: skip

    dites = "\n".join(a.message for a in rapport.anomalies)
    assert "Longitude et latitude sont inversées" in dites
    assert "de Perpignan (66136)" in dites
    assert "en mètres" in dites
    assert {(lo.lon, lo.lat) for lo in _logements(fichier).values()} == {(None, None)}


def test_un_code_postal_seul_ne_dit_pas_la_commune(fichier: Fichier, tmp_path: Path) -> None:
    rapport = _offres(fichier, tmp_path, "A;R1;;;66330;;;T3;62;400", "A;R2;;66330;;;;T3;62;400")

    dites = "\n".join(a.message for a in rapport.anomalies)
    assert "Le code postal 66330 seul ne dit pas la commune" in dites
    assert "66330 n’est pas un code Insee de commune" in dites
    assert {lo.commune_insee for lo in _logements(fichier).values()} == {None}


def test_une_ancienne_commune_se_dit_et_garde_son_code(fichier: Fichier, tmp_path: Path) -> None:
    rapport = _offres(fichier, tmp_path, "A;R1;;01340;;;;T3;62;400")

    assert any("aujourd’hui Arboys en Bugey (01015)" in a.message for a in rapport.anomalies)
    assert _logements(fichier)["R1"].commune_insee == "01340"


def test_un_logement_saisi_est_situe_dans_la_generation_de_son_bail(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, deux_quartiers(tmp_path / "q.geojson"))
    importer(fichier, un_geojson(tmp_path / "n.geojson", une_entite("QN06601M", A_L_EST)))

    with fichier.ecrire("Saisie") as session:
        for nom, bail in (("ancien", date(2023, 5, 1)), ("recent", date(2026, 5, 1))):
            logement = un_logement(qpv=None, lon=2.92512, lat=42.70512, commune_insee="66136", residence=nom)
            session.add(logement)
            situer_un(session, logement, bail)

    assert {r: lo.qpv for r, lo in _logements(fichier).items()} == {"ancien": VOISIN, "recent": "QN06601M"}


def test_un_logement_du_vivier_est_revu_a_la_date_du_bail(fichier: Fichier, tmp_path: Path) -> None:
    """Situé aujourd'hui (2024), il l'est de nouveau pour un bail de 2023 ; un quartier saisi ne bouge pas."""
    importer(fichier, deux_quartiers(tmp_path / "q.geojson"))
    importer(fichier, un_geojson(tmp_path / "n.geojson", une_entite("QN06601M", A_L_EST)))
    with fichier.ecrire("Vivier") as session:
        logement = un_logement(qpv=None, lon=2.90512, lat=42.70512, commune_insee="66136", residence="R")
        saisi = un_logement(qpv="HORS", lon=2.90512, lat=42.70512, commune_insee="66136", residence="S")
        session.add_all([logement, saisi])
        situer_un(session, logement)
        session.flush()
        assert logement.qpv == "HORS"

        for un in (logement, saisi):
            situer_un(session, un, date(2023, 5, 1))

    assert {r: lo.qpv for r, lo in _logements(fichier).items()} == {"R": ENTIER, "S": "HORS"}
    with fichier.lire() as session:
        assert session.scalars(select(Localisation.generation)).all() == [GenerationQpv.QP2015]

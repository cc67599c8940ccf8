"""Les couches de quartiers, gardées et datées : ce qu'un nouvel import change, ce qui reste, ce qui se défait."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from db.annulation import annuler
from db.bilans import differences
from db.chiffres import mesurer
from db.couches import couches, en_vigueur, retirer_couche
from db.exports import exporter
from db.exports.portee import Portee
from db.exports.rime import document
from db.fichier import Fichier
from db.imports import Rapport, importer
from db.imports.rapport import Sort
from db.quartiers import confirmer_quartier, localisation_de
from relogement.exports.rime.mise_en_page import lire_mise_en_page
from relogement.modeles import Bilan, CoucheQpv, Localisation, LogementOffert, Menage, Quartier
from relogement.nomenclatures import Critere, GenerationQpv
from relogement.travail import sans_avancement
from tests.relogement.geographie.couches import (
    A_L_EST,
    ENTIER,
    PERPIGNAN,
    VOISIN,
    deux_quartiers,
    un_carre,
    un_geojson,
    une_entite,
)

TITRES = "OPERATION;DOSSIER;NATURE;DATE_BAIL;DATE_ENTREE;COMMUNE_AP;LON_AP;LAT_AP;QPV_AP"
AU = date(2026, 11, 20)
DEDANS, AU_BORD = "2,90512;42,70512", "2,90512;42,70010"  # 0,0001° au nord de la limite : 11 m


def _saisir(fichier: Fichier, dossier: Path, *lieux: str, bail: str = "01/03/2023") -> Rapport:
    lignes = [f"OP1;D{n};DEFINITIF;{bail};{bail};66136;{ou};" for n, ou in enumerate(lieux, 1)]
    source = dossier / "saisie.csv"
    source.write_text("\n".join((TITRES, *lignes)), "utf-8-sig")
    return importer(fichier, source, nature="saisie")


def _messages(rapport: Rapport) -> str:
    return "\n".join(a.message for a in rapport.anomalies)


def test_une_couche_garde_son_fichier_son_empreinte_et_ses_dates(fichier: Fichier, tmp_path: Path) -> None:
    source = deux_quartiers(tmp_path / "contours 2015.geojson")

    importer(fichier, source)

    with fichier.lire() as session:
        (couche,) = couches(session)
    assert (couche.generation, couche.outre_mer) == (GenerationQpv.QP2015, False)
    assert (couche.source, couche.projection, couche.quartiers) == ("contours 2015.geojson", "WGS84", 2)
    assert couche.empreinte == hashlib.sha256(source.read_bytes()).hexdigest()
    # Décrets 2014-1750 et 2023-1314 : du 1er janvier 2015 au 31 décembre 2023 dans l'Hexagone.
    assert (couche.en_vigueur_du, couche.en_vigueur_au) == (date(2015, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("generation", "outre_mer", "du", "au"),
    [
        (GenerationQpv.QP2015, False, date(2015, 1, 1), date(2023, 12, 31)),
        (GenerationQpv.QP2015, True, date(2015, 1, 1), date(2024, 12, 31)),
        (GenerationQpv.QN2024, False, date(2024, 1, 1), None),
        (GenerationQpv.QN2024, True, date(2025, 1, 1), None),
    ],
)
def test_chaque_generation_est_en_vigueur_selon_les_decrets(
    generation: GenerationQpv, outre_mer: bool, du: date, au: date | None
) -> None:
    assert en_vigueur(generation, outre_mer=outre_mer) == (du, au)


def test_l_hexagone_et_l_outre_mer_d_un_meme_fichier_font_deux_couches(fichier: Fichier, tmp_path: Path) -> None:
    reunion = une_entite("QP974001", un_carre(55.45, -20.89))
    source = un_geojson(tmp_path / "q.geojson", une_entite(ENTIER, PERPIGNAN), reunion)

    importer(fichier, source)

    with fichier.lire() as session:
        assert {(c.outre_mer, c.en_vigueur_au, c.quartiers) for c in couches(session)} == {
            (False, date(2023, 12, 31), 1), (True, date(2024, 12, 31), 1),
        }  # fmt: skip


def test_un_nouvel_import_dit_ce_qu_il_ajoute_change_et_n_a_plus(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    agrandi = une_entite(ENTIER, un_carre(2.90, 42.70, 0.012), nom_qp="Les Lilas")
    v2 = un_geojson(tmp_path / "v2.geojson", agrandi, une_entite("QP066003", un_carre(2.95, 42.70)))

    rapport = importer(fichier, v2)

    assert "1 quartier ajouté, 1 contour changé (QP066001)" in _messages(rapport)
    assert "1 quartier déjà chargé n’est plus dans ce fichier (QP066002)" in _messages(rapport)
    with fichier.lire() as session:
        assert [(c.source, c.quartiers) for c in couches(session)] == [("v2.geojson", 2), ("v1.geojson", 1)]
        assert sorted(session.scalars(select(Quartier.code))) == [ENTIER, VOISIN, "QP066003"]


def test_le_meme_contour_commence_ailleurs_n_est_pas_un_changement(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, un_geojson(tmp_path / "v1.geojson", une_entite(ENTIER, PERPIGNAN)))
    tourne = [*PERPIGNAN[2:-1], *PERPIGNAN[:3]]

    rapport = importer(fichier, un_geojson(tmp_path / "v2.geojson", une_entite(ENTIER, tourne)))

    assert rapport.lignes[Sort.INCHANGEE] == 1


def test_un_import_de_couche_s_annule_et_se_retablit(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    _saisir(fichier, tmp_path, DEDANS)
    agrandi = une_entite(ENTIER, un_carre(2.90, 42.70, 0.012), nom_qp="Autre nom")
    importer(fichier, un_geojson(tmp_path / "v2.geojson", agrandi))
    de_l_import = fichier.ecritures[-1]

    with fichier.ecrire("Annulation") as session:
        annuler(session, de_l_import)

    with fichier.lire() as session:
        assert [c.source for c in couches(session)] == ["v1.geojson"]
        lilas = session.scalars(select(Quartier).where(Quartier.code == ENTIER)).one()
        assert (lilas.nom, lilas.nord) == ("Les Lilas", 42.71)
        assert list(differences(session.connection())) == []

    with fichier.ecrire("Rétablissement") as session:
        annuler(session, fichier.ecritures[-1])

    with fichier.lire() as session:
        assert [(c.source, c.quartiers) for c in couches(session)] == [("v2.geojson", 1), ("v1.geojson", 1)]
        assert session.scalars(select(Quartier.nord).where(Quartier.code == ENTIER)).one() == 42.712


def test_un_resultat_garde_la_generation_et_la_couche_qui_l_ont_donne(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    _saisir(fichier, tmp_path, DEDANS, "2,91512;42,70512")
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    importer(fichier, un_geojson(tmp_path / "v2.geojson", une_entite(ENTIER, un_carre(2.90, 42.70, 0.012))))

    with fichier.lire() as session:
        requete = select(Localisation.qpv, Localisation.generation, CoucheQpv.source).join(
            CoucheQpv, CoucheQpv.id == Localisation.couche_id
        )
        assert sorted(session.execute(requete).all()) == [
            ("HORS", GenerationQpv.QP2015, "v1.geojson"),
            (ENTIER, GenerationQpv.QP2015, "v1.geojson"),
        ]
        assert set(session.scalars(select(Bilan.generation_qpv))) == {GenerationQpv.QP2015}


def test_un_contour_qui_change_ne_change_aucun_chiffre_mais_le_donne_a_verifier(
    fichier: Fichier, tmp_path: Path
) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    _saisir(fichier, tmp_path, DEDANS, "2,91512;42,70512")
    deplace = une_entite(ENTIER, un_carre(2.912, 42.70))  # D1 en sort, D2 y entre

    rapport = importer(fichier, un_geojson(tmp_path / "v2.geojson", deplace, une_entite(VOISIN, A_L_EST)))

    assert "2 logements déjà situés le seraient autrement" in _messages(rapport)
    with fichier.lire() as session:
        mesure = mesurer(session, AU).tous["HORS_QPV"]
        assert (mesure.oui, mesure.non, mesure.a_verifier) == (1, 1, 2)
        motifs = dict(session.execute(select(Menage.reference, Bilan.hors_qpv_motif).join(Bilan)).all())
        autrement = "la couche importée depuis le situe autrement (HORS)"
        assert motifs["D1"] == f"dans le QPV {ENTIER} ; {autrement} : à vérifier sur SIG Ville"
        assert list(differences(session.connection())) == []


def test_pres_d_une_limite_le_chiffre_compte_et_dit_combien_sont_a_verifier(
    fichier: Fichier, tmp_path: Path
) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))

    _saisir(fichier, tmp_path, DEDANS, AU_BORD, "2,90512;42,6999")

    with fichier.lire() as session:
        mesures = mesurer(session, AU).tous
        assert (mesures["HORS_QPV"].oui, mesures["HORS_QPV"].non, mesures["HORS_QPV"].a_verifier) == (1, 2, 2)
        assert mesures["HORS_SITE"].a_verifier == 2
        assert mesures["NEUF"].a_verifier == 0
        bilan = session.scalars(select(Bilan).join(Menage).where(Menage.reference == "D2")).one()
        assert bilan.qpv_a_verifier
        assert bilan.hors_qpv is Critere.NON
        assert bilan.hors_qpv_motif == (
            f"dans le QPV {ENTIER} ; calculé à 11 m d’une limite : à vérifier sur SIG Ville"
        )


def test_une_verification_sur_sig_ville_leve_le_doute(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    _saisir(fichier, tmp_path, AU_BORD)
    with fichier.lire() as session:
        logement = session.scalars(select(LogementOffert.id)).one()

    with fichier.ecrire("Quartier vérifié") as session:
        confirmer_quartier(session, logement, AU)

    with fichier.lire() as session:
        place = localisation_de(session, logement)
        assert place is not None and (place.a_verifier, place.verifiee_le) == (False, AU)
        assert mesurer(session, AU).tous["HORS_QPV"].a_verifier == 0
        assert session.scalars(select(Bilan.hors_qpv_motif)).one() == f"dans le QPV {ENTIER}"


def test_retirer_une_couche_ote_ses_contours_et_garde_les_resultats(fichier: Fichier, tmp_path: Path) -> None:
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    _saisir(fichier, tmp_path, DEDANS)
    with fichier.lire() as session:
        (couche,) = couches(session)

    with fichier.ecrire("Couche retirée") as session:
        assert retirer_couche(session, couche.id) == 2

    with fichier.lire() as session:
        assert couches(session) == []
        assert session.scalars(select(LogementOffert.qpv)).all() == [ENTIER]
        assert list(differences(session.connection())) == []

    with fichier.ecrire("Annulation") as session:
        annuler(session, fichier.ecritures[-1])

    with fichier.lire() as session:
        assert [c.quartiers for c in couches(session)] == [2]


def test_l_extrait_agrege_dit_combien_sont_a_verifier_sans_sortir_un_petit_nombre(
    fichier: Fichier, tmp_path: Path
) -> None:
    """Sept adresses au bord d'une limite, puis deux : le seuil des effectifs est de cinq ménages."""
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    au_bord = [f"2,90{n}12;42,70010" for n in range(1, 8)]
    _saisir(fichier, tmp_path, *au_bord)

    assert "7 des relogements comptés" in _agrege(fichier, tmp_path / "sept.csv")

    for _ in range(5):
        with fichier.ecrire("Quartier vérifié") as session:
            douteuse = session.scalars(select(Localisation).where(Localisation.a_verifier).limit(1)).one()
            confirmer_quartier(session, douteuse.logement_id, AU)
    assert "moins de 5 des relogements comptés" in _agrege(fichier, tmp_path / "deux.csv")


def _agrege(fichier: Fichier, vers: Path) -> str:
    exporter(fichier, "agrege", vers, au=AU)
    return vers.read_text("utf-8-sig")


def test_une_mise_en_page_peut_dire_ligne_a_ligne_ce_qui_est_a_verifier(fichier: Fichier, tmp_path: Path) -> None:
    """La source n'est pas dans la mise en page livrée : on l'ajoute à la sienne."""
    importer(fichier, deux_quartiers(tmp_path / "v1.geojson"))
    _saisir(fichier, tmp_path, DEDANS, AU_BORD)
    dite = (
        'titre = "T"\nfeuille = "F"\ncolonnes = [{ entete = "QPV_A_VERIFIER", source = "critere.qpv_a_verifier" }]'
    )

    with fichier.lire() as session:
        portee = Portee(session, None, AU, sans_avancement)
        (colonne,) = next(iter(document(portee, lire_mise_en_page(dite)).tableaux[0].pages))
    assert sorted(map(str, colonne)) == ["NON", "OUI"]

"""Les quartiers dans la base : importés tout ou rien, et les logements situés par leurs coordonnées."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from db.bilans import differences
from db.fichier import Fichier
from db.imports import Cible, Rapport, importer
from db.imports.rapport import Sort
from db.journal import LigneDeJournal
from db.quartiers import dossiers_a_verifier
from relogement.erreurs import ErreurMetier
from relogement.imports.anomalies import Gravite
from relogement.modeles import Charte, Localisation, LogementOffert, Menage, Quartier, Relogement
from relogement.nomenclatures import GenerationQpv
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

QPV = Path(__file__).parents[2] / "../shared/data/qpv"
TITRES = "OPERATION;DOSSIER;DATE_BAIL;DATE_ENTREE;COMMUNE_AP;LON_AP;LAT_AP;QPV_AP"
DEDANS, DEHORS, AU_BORD = "2,905;42,705", "2,915;42,705", "2,905;42,7001"


def _ligne(dossier: str, ou: str, *, bail: str = "01/03/2023", commune: str = "66136", qpv: str = "") -> str:
    return f"OP1;{dossier};{bail};{bail};{commune};{ou};{qpv}"


def _saisir(fichier: Fichier, dossier: Path, lignes: Sequence[str]) -> Rapport:
    source = dossier / "saisie.csv"
    source.write_text("\n".join((TITRES, *lignes)), "utf-8-sig")
    return importer(fichier, source, nature="saisie")


def _charger(fichier: Fichier, couche: Path, generation: GenerationQpv | None = None) -> Rapport:
    return importer(fichier, couche, nature="qpv", cible=Cible(generation=generation))


def _qpv(fichier: Fichier) -> dict[str, str | None]:
    requete = select(Menage.reference, LogementOffert.qpv).join(Menage.relogements).join(Relogement.logement)
    with fichier.lire() as session:
        return dict(session.execute(requete).all())


def _informations(rapport: Rapport) -> str:
    return "\n".join(a.message for a in rapport.anomalies if a.gravite is Gravite.INFO)


def test_importer_deux_fois_la_meme_couche_ne_change_rien(fichier: Fichier, tmp_path: Path) -> None:
    couche = deux_quartiers(tmp_path / "q.geojson")

    premier, second = _charger(fichier, couche, GenerationQpv.QP2015), _charger(fichier, couche)

    assert (premier.lues, premier.lignes[Sort.CREEE]) == (2, 2)
    assert (second.lignes[Sort.CREEE], second.lignes[Sort.INCHANGEE]) == (0, 2)


def test_un_contour_qui_change_met_a_jour_son_seul_quartier(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))
    agrandi = une_entite(ENTIER, un_carre(2.90, 42.70, 0.015), nom_qp="Les Lilas")

    rapport = _charger(fichier, un_geojson(tmp_path / "q2.geojson", agrandi))

    assert (rapport.lignes[Sort.MODIFIEE], rapport.lignes[Sort.CREEE]) == (1, 0)
    with fichier.lire() as session:
        assert dict(session.execute(select(Quartier.code, Quartier.nord)).all()) == {
            ENTIER: 42.715,
            VOISIN: 42.71,
        }


def test_une_couche_refusee_ou_simulee_ne_laisse_rien(fichier: Fichier, tmp_path: Path) -> None:
    couche = deux_quartiers(tmp_path / "q.geojson")

    with pytest.raises(ErreurMetier, match="génération 2015"):
        _charger(fichier, couche, GenerationQpv.QN2024)
    simule = importer(fichier, couche, simuler=True)

    assert simule.lignes[Sort.CREEE] == 2
    with fichier.lire() as session:
        assert session.scalars(select(Quartier.code)).all() == []


def test_le_journal_suit_les_quartiers_sans_recopier_leur_contour(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))

    with fichier.ecrire("Renommer") as session:
        session.execute(update(Quartier).where(Quartier.code == ENTIER).values(nom="Lilas", geometrie=b"\x00"))
        session.execute(delete(Quartier).where(Quartier.code == VOISIN))

    with fichier.lire() as session:
        lignes = session.scalars(select(LigneDeJournal).where(LigneDeJournal.geste.in_(["M", "S"]))).all()
    assert [(li.geste, li.champ, li.apres) for li in lignes] == [("M", "nom", "Lilas"), ("S", None, None)]
    assert VOISIN in str(lignes[1].avant)
    assert "geometrie" not in str(lignes[1].avant)


def test_un_logement_sans_quartier_est_situe_par_ses_coordonnees(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))

    rapport = _saisir(fichier, tmp_path, [_ligne("D1", DEDANS), _ligne("D2", DEHORS)])

    assert _qpv(fichier) == {"D1": ENTIER, "D2": "HORS"}
    assert "2 logements situés" in _informations(rapport)
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def test_un_quartier_saisi_l_emporte_sur_les_coordonnees(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))

    _saisir(fichier, tmp_path, [_ligne("D1", DEDANS, qpv="HORS")])
    _saisir(fichier, tmp_path, [_ligne("D1", DEDANS)])

    assert _qpv(fichier) == {"D1": "HORS"}


def test_sans_couche_le_quartier_reste_inconnu_et_se_dit(fichier: Fichier, tmp_path: Path) -> None:
    rapport = _saisir(fichier, tmp_path, [_ligne("D1", DEDANS), _ligne("D2", DEHORS)])

    assert _qpv(fichier) == {"D1": None, "D2": None}
    assert "quartiers 2015 du département 66" in _informations(rapport)


def test_une_couche_incomplete_situe_dedans_mais_ne_dit_pas_hors(fichier: Fichier, tmp_path: Path) -> None:
    extrait = un_geojson(tmp_path / "q.geojson", une_entite(ENTIER, PERPIGNAN), une_entite("QP066003", A_L_EST))
    a_l_import = _charger(fichier, extrait)

    rapport = _saisir(fichier, tmp_path, [_ligne("D1", DEDANS), _ligne("D2", DEHORS)])

    assert _qpv(fichier) == {"D1": ENTIER, "D2": None}
    assert any("au moins jusqu’à 3" in a.message for a in a_l_import.anomalies)
    assert "département 66" in _informations(rapport)


def test_un_bail_cherche_dans_la_generation_en_vigueur_a_sa_date(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))
    _charger(fichier, un_geojson(tmp_path / "n.geojson", une_entite("QN06601M", A_L_EST)))

    # La génération 2024 est en vigueur dans l'Hexagone depuis le 01/01/2024.
    _saisir(fichier, tmp_path, [_ligne("D1", DEDANS, bail="31/12/2023"), _ligne("D2", DEDANS, bail="01/01/2024")])

    assert _qpv(fichier) == {"D1": ENTIER, "D2": "HORS"}
    with fichier.lire() as session:
        assert set(session.scalars(select(Localisation.generation))) == set(GenerationQpv) - {
            GenerationQpv.EN_VIGUEUR
        }


def test_la_charte_peut_garder_la_generation_2015(fichier: Fichier, tmp_path: Path) -> None:
    with fichier.ecrire("Charte") as session:
        session.scalars(select(Charte)).one().generation_qpv = GenerationQpv.QP2015
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))

    _saisir(fichier, tmp_path, [_ligne("D1", DEDANS, bail="01/03/2026")])

    assert _qpv(fichier) == {"D1": ENTIER}


def test_pres_d_une_limite_le_quartier_compte_et_le_dossier_est_a_verifier(
    fichier: Fichier, tmp_path: Path
) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))

    rapport = _saisir(fichier, tmp_path, [_ligne("D1", DEDANS), _ligne("D2", AU_BORD)])

    assert _qpv(fichier) == {"D1": ENTIER, "D2": ENTIER}
    (avertissement,) = [a for a in rapport.anomalies if a.gravite is Gravite.AVERTISSEMENT]
    assert avertissement.ligne == 3
    assert "11 m" in avertissement.message  # 0,0001° de latitude
    with fichier.lire() as session:
        d2 = session.scalars(select(Menage.id).where(Menage.reference == "D2")).one()
        assert dossiers_a_verifier(session) == [d2]


def test_un_quartier_corrige_a_la_main_n_est_plus_a_verifier(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))
    _saisir(fichier, tmp_path, [_ligne("D1", AU_BORD)])

    _saisir(fichier, tmp_path, [_ligne("D1", AU_BORD, qpv="HORS")])

    with fichier.lire() as session:
        assert dossiers_a_verifier(session) == []


def test_des_coordonnees_corrigees_refont_un_quartier_calcule(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))
    _saisir(fichier, tmp_path, [_ligne("D1", DEDANS), _ligne("D2", DEDANS, qpv=ENTIER)])

    rapport = _saisir(fichier, tmp_path, [_ligne("D1", "2,925;42,705"), _ligne("D2", "2,925;42,705")])

    assert _qpv(fichier) == {"D1": VOISIN, "D2": ENTIER}
    assert rapport.lignes[Sort.MODIFIEE] == 2
    with fichier.lire() as session:
        assert session.scalars(select(Localisation.qpv)).all() == [VOISIN]


def test_importer_de_nouveau_la_meme_saisie_ne_change_rien(fichier: Fichier, tmp_path: Path) -> None:
    _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))
    lignes = [_ligne("D1", DEDANS), _ligne("D2", DEHORS)]
    _saisir(fichier, tmp_path, lignes)

    rapport = _saisir(fichier, tmp_path, lignes)

    assert rapport.lignes[Sort.INCHANGEE] == 2


def test_une_couche_venue_apres_situe_les_logements_qui_l_attendaient(fichier: Fichier, tmp_path: Path) -> None:
    _saisir(fichier, tmp_path, [_ligne("D1", DEDANS), _ligne("D2", DEHORS)])

    rapport = _charger(fichier, deux_quartiers(tmp_path / "q.geojson"))

    assert _qpv(fichier) == {"D1": ENTIER, "D2": "HORS"}
    assert "2 logements situés" in _informations(rapport)
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


@pytest.mark.parametrize(
    ("ou", "commune", "dit"),
    [("42,705;2,905", "66136", "inversées"), (DEDANS, "11069", "Carcassonne (11069)")],
)
def test_des_coordonnees_douteuses_ne_situent_rien(
    fichier_sqlite: Fichier, tmp_path: Path, ou: str, commune: str, dit: str
) -> None:
    _charger(fichier_sqlite, deux_quartiers(tmp_path / "q.geojson"))

    rapport = _saisir(fichier_sqlite, tmp_path, [_ligne("D1", ou, commune=commune)])

    assert _qpv(fichier_sqlite) == {"D1": None}
    assert any(dit in a.message and a.ligne == 2 for a in rapport.anomalies)


@pytest.mark.skipif(not QPV.exists(), reason="les couches réelles ne sont pas là")
def test_les_vrais_fichiers_situent_une_adresse_de_perpignan(fichier: Fichier, tmp_path: Path) -> None:
    premier = _charger(fichier, QPV / "QP_METROPOLE_LB93_OCCITANIE_shp.zip", GenerationQpv.QP2015)
    second = _charger(fichier, QPV / "QP_METROPOLE_LB93_OCCITANIE_shp.zip", GenerationQpv.QP2015)

    # À l'intérieur du tracé de Bas-Vernet, puis au bord de la mer à Canet-en-Roussillon, sans quartier.
    _saisir(fichier, tmp_path, [_ligne("D1", "2,8990;42,7066"), _ligne("D2", "3,0330;42,7000", commune="66037")])

    assert (premier.lignes[Sort.CREEE], second.lignes[Sort.INCHANGEE]) == (105, 105)
    assert _qpv(fichier) == {"D1": "QP066007", "D2": "HORS"}

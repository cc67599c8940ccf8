"""Une nouvelle version de la charte : son effet, puis son acceptation, par la fenêtre."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QTableView
from sqlalchemy import select

from db.chartes import charte_en_vigueur, versions
from db.fichier import Fichier
from relogement.charte_fichier import lire_charte
from relogement.modeles import Bilan, Menage
from tests.ui.parametres.gestes import Reglante


def commence(elle: Reglante, *, hausse: str = "15") -> None:
    elle.onglet("charte")
    elle.clic("charte_nouvelle")
    elle.ecrit("libelle", "Charte signée")
    elle.ecrit("en_vigueur_le", "01/01/2026")
    elle.ecrit("rac_seuil_pct", hausse)


def voit_l_effet(elle: Reglante) -> str:
    elle.clic("charte_voir")
    elle.qtbot.waitUntil(lambda: elle.actif("charte_accepter"), timeout=5000)
    return elle.lit("charte_effet")


def test_l_effet_se_dit_avant_d_accepter_puis_les_bilans_sont_refaits(elle: Reglante, fichier: Fichier) -> None:
    """À 15 %, la hausse de 13,89 % devient maîtrisée : un verdict, de NON à OUI."""
    commence(elle)
    assert not elle.actif("charte_accepter")

    effet = voit_l_effet(elle)
    assert effet.startswith("1 verdict de maîtrise changerait\u00a0: 1\u00a0NON\u00a0→\u00a0OUI.")
    elle.attend_l_ecriture("charte_accepter")

    with fichier.lire() as session:
        assert charte_en_vigueur(session, date(2026, 6, 1)).rac_seuil_pct == Decimal(15)
        assert [v.bilans for v in versions(session)] == [3, 0]
    assert "Les bilans sont refaits" in elle.lit("chartes_fait")
    assert elle.cellule("charte_versions", 0, 0) == "Charte signée"


def test_changer_une_valeur_oblige_a_revoir_l_effet(elle: Reglante) -> None:
    commence(elle)
    voit_l_effet(elle)

    elle.ecrit("te_max_pct", "25")

    assert not elle.actif("charte_accepter")


def test_une_valeur_absurde_ou_absente_a_sa_phrase(elle: Reglante) -> None:
    commence(elle, hausse="300")
    elle.clic("charte_voir")
    assert "« 300 » n’est pas possible" in elle.bandeau("charte_erreur")

    elle.ecrit("rac_seuil_pct", "")
    elle.clic("charte_voir")
    assert "« Hausse du RAC admise » est vide" in elle.bandeau("charte_erreur")


def test_une_date_deja_prise_est_refusee(elle: Reglante) -> None:
    commence(elle)
    elle.ecrit("en_vigueur_le", "01/01/2014")

    elle.clic("charte_voir")

    elle.qtbot.waitUntil(lambda: "déjà depuis le 01/01/2014" in elle.bandeau("charte_erreur"), timeout=5000)


def test_un_motif_de_refus_s_ajoute_et_se_nomme(elle: Reglante, fichier: Fichier) -> None:
    commence(elle)
    elle.clic("motif_ajouter")  # la cellule du code s'ouvre aussitôt
    table = elle.trouve(QTableView, "charte_motifs")
    rang = table.model().rowCount() - 1
    for nom, mot in (("motif_code", "bruit rue"), ("motif_libelle", "Bruit de la rue")):
        elle.ligne("charte_motifs", rang, ("motif_code", "motif_libelle").index(nom))
        elle.corrige("charte_motifs", nom, mot)

    voit_l_effet(elle)
    elle.attend_l_ecriture("charte_accepter")

    with fichier.lire() as session:
        motif = charte_en_vigueur(session).motif("BRUIT_RUE")
    assert motif == {"code": "BRUIT_RUE", "libelle": "Bruit de la rue", "recevable": "A_EXAMINER"}


def test_la_charte_s_ecrit_dans_un_fichier_et_s_y_relit(elle: Reglante, tmp_path: Path) -> None:
    elle.onglet("charte")
    chemin = tmp_path / "charte.toml"

    elle.ecran.charte.exporter(chemin)

    assert lire_charte(chemin.read_text("utf-8")).libelle == "Charte par défaut"
    chemin.write_text('libelle = "Reçue"\nseuil_inconnu = 3\n', "utf-8")
    elle.ecran.charte.importer(chemin)
    assert "clé inconnue : « seuil_inconnu »" in elle.bandeau("chartes_erreur")
    chemin.write_text('libelle = "Reçue"\nen_vigueur_le = 2026-02-01\n', "utf-8")
    elle.ecran.charte.importer(chemin)
    assert voit_l_effet(elle).startswith("Aucun verdict ne changerait, sur 3 dossiers.")


def test_un_palier_par_niveau_de_ressources_s_ajoute_et_son_effet_se_lit(elle: Reglante, fichier: Fichier) -> None:
    """Un seuil de 900 € par UC : les trois ménages (1 200 €, une part) sont au-dessus, rien ne change."""
    commence(elle, hausse="10")
    elle.clic("palier_ajouter")  # la cellule « Jusqu’à » s'ouvre aussitôt, sur le premier quartile
    elle.ligne("charte_paliers", 0, 0)
    elle.corrige("charte_paliers", "palier_jusqu_a", "900")
    elle.ligne("charte_paliers", 0, 3)
    elle.corrige("charte_paliers", "palier_rac_seuil_pct", "5")
    assert voit_l_effet(elle).startswith("Aucun verdict ne changerait")

    # À 1 500 €, ils y sont tous : +8,33 % dépasse 5 %.
    elle.ligne("charte_paliers", 0, 0)
    elle.corrige("charte_paliers", "palier_jusqu_a", "1500")
    assert not elle.actif("charte_accepter")
    assert voit_l_effet(elle).startswith("1 verdict de maîtrise changerait\u00a0: 1\u00a0OUI\u00a0→\u00a0NON.")
    elle.attend_l_ecriture("charte_accepter")

    with fichier.lire() as session:
        charte = charte_en_vigueur(session, date(2026, 6, 1))
        assert charte.paliers == [{"jusqu_a": "1500", "rac_seuil_pct": "5"}]
        motif = session.scalar(select(Bilan.maitrise_motif).join(Menage).where(Menage.reference == "D1"))
    assert motif is not None and "palier « jusqu’à 1\u202f500\u202f€ par UC »" in motif
    assert any("Jusqu’à 1\u202f500" in texte.text() for texte in elle.trouve_textes("parametres_charte"))


def test_un_palier_sans_seuil_ou_illisible_a_sa_phrase(elle: Reglante) -> None:
    commence(elle)
    elle.clic("palier_ajouter")
    elle.ligne("charte_paliers", 0, 2)
    elle.corrige("charte_paliers", "palier_te_max_pct", "vingt")
    assert "Écrire un nombre" in elle.bandeau("charte_erreur")

    elle.clic("charte_voir")
    assert "palier 1 : il ne change aucun seuil" in elle.bandeau("charte_erreur")

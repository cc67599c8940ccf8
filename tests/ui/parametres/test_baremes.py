"""Une personne qui n'est pas développeuse entre le barème du 1er octobre 2027, par la fenêtre."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTableView

from db.baremes import periodes_ajoutees
from db.fichier import Fichier, ouvrir
from relogement.baremes import bareme, periodes
from relogement.nomenclatures import GenerationQpv
from relogement.regles.apl import DemandeApl, estimer
from relogement.regles.localisation import generation_en_vigueur
from tests.ui.parametres.gestes import Reglante
from ui.editeurs import ChampTexte

# Les montants du 01/10/2026, augmentés de 1,2 % et arrondis au centime, à la main.
OCTOBRE_2027 = (
    "341,01", "411,28", "464,83", "67,45",
    "297,20", "363,78", "409,34", "59,59",
    "278,55", "337,67", "378,62", "54,26",
    "62,03", "14,07", "31,01", "62,03", "14,07",
    "40,49",
)  # fmt: skip
LOYERS = "APL : loyers plafonds"


def entre_dans_le_bareme(elle: Reglante) -> None:
    elle.onglet("baremes")
    elle.ligne("baremes_liste", elle.rang("baremes_liste", LOYERS))


def entre_le_bareme(elle: Reglante, montants: tuple[str, ...] = OCTOBRE_2027) -> None:
    entre_dans_le_bareme(elle)
    elle.clic("bareme_ajouter")
    elle.ecrit("debut", "01/10/2027")
    elle.ecrit("texte", "Arrêté du 28/09/2027, art. 1")
    elle.ligne("periode_lignes", 0, 2)
    for montant in montants:
        elle.tape_la_valeur("periode_lignes", montant)


def test_le_bareme_du_1er_octobre_2027_s_entre_par_la_fenetre(elle: Reglante, fichier: Fichier) -> None:
    entre_dans_le_bareme(elle)
    assert "loyers plafonds" in elle.bandeau("baremes_perimes")
    assert elle.cellule("baremes_liste", elle.rang("baremes_liste", LOYERS), 3) == "périmé"

    entre_le_bareme(elle)
    assert elle.cellule("periode_lignes", 0, 1) == "336,97"
    assert elle.cellule("periode_lignes", 4, 3) == "+1,20\u202f%"
    assert "même taux" in elle.lit("periode_taux")
    elle.attend_l_ecriture("periode_ajouter")

    assert "ajoutée" in elle.lit("baremes_fait")
    assert elle.cellule("baremes_liste", elle.rang("baremes_liste", LOYERS), 3) == "à jour"
    assert "loyers plafonds" not in elle.bandeau("baremes_perimes")
    autre = ouvrir(fichier.base)
    with autre.lire() as session:
        ajouts = periodes_ajoutees(session)
    autre.fermer()
    nouvelle = bareme("apl_loyers", date(2027, 10, 1), dossier=ajouts)
    assert nouvelle.texte == "Arrêté du 28/09/2027, art. 1"
    assert nouvelle.lu_le == date(2027, 10, 4)
    assert nouvelle.nombre("loyer.zone_2.couple") == Decimal("363.78")
    assert periodes("apl_loyers", ajouts)[:-1] == periodes("apl_loyers")
    demande = DemandeApl(zone=2, loyer=Decimal(500), personnes_a_charge=0, ressources=Decimal(0))
    assert Decimal("297.20") == estimer(demande, au=date(2027, 11, 1), dossier=ajouts).detail.L


def test_une_faute_de_frappe_se_voit_et_doit_etre_relue(elle: Reglante) -> None:
    """397,20 tapé pour 297,20 : hors du taux des autres lignes."""
    entre_le_bareme(elle, (*OCTOBRE_2027[:4], "397,20", *OCTOBRE_2027[5:]))

    assert "397,20, alors que le taux des autres lignes donne 297,20" in elle.lit("periode_a_relire")
    assert not elle.actif("periode_ajouter")

    elle.ligne("periode_lignes", 4, 2)
    elle.tape_la_valeur("periode_lignes", "297,20")
    assert elle.actif("periode_ajouter")


def test_une_valeur_hors_du_taux_s_ajoute_une_fois_relue(elle: Reglante) -> None:
    entre_le_bareme(elle, (*OCTOBRE_2027[:4], "310", *OCTOBRE_2027[5:]))
    relu = elle.trouve(QCheckBox, "periode_relu")

    elle.qtbot.keyClick(relu, Qt.Key.Key_Space)

    elle.attend_l_ecriture("periode_ajouter")


def test_sans_reference_ou_sans_date_rien_ne_s_ajoute(elle: Reglante) -> None:
    entre_le_bareme(elle)

    elle.ecrit("texte", "")
    assert "référence" in elle.bandeau("periode_manque")
    assert not elle.actif("periode_ajouter")

    elle.ecrit("texte", "Arrêté")
    elle.ecrit("debut", "01/10/2026")
    assert "Un barème passé ne se change pas" in elle.bandeau("periode_manque")
    assert not elle.actif("periode_ajouter")


def test_une_valeur_illisible_est_refusee_et_celle_d_avant_gardee(elle: Reglante) -> None:
    entre_le_bareme(elle, ())

    elle.tape_la_valeur("periode_lignes", "trente")

    assert "Écrire un nombre" in elle.bandeau("periode_erreur")
    assert elle.cellule("periode_lignes", 0, 2) == "336,97"


def test_les_menages_types_disent_l_effet_sur_l_apl(elle: Reglante) -> None:
    """Une personne seule sans ressources, loyer 300 € en zone 2 : 277,20 € en 2026."""
    entre_le_bareme(elle)

    def montants() -> list[str]:
        return [texte.text() for texte in elle.trouve_textes("periode_controle")]

    elle.qtbot.waitUntil(lambda: "277,20\u202f€" in montants())


def test_taper_sur_une_valeur_la_remplace_sans_rien_presser_d_autre(elle: Reglante) -> None:
    entre_le_bareme(elle, ())
    table = elle.trouve(QTableView, "periode_lignes")

    elle.qtbot.keyClick(table, Qt.Key.Key_9)
    elle.qtbot.keyClick(elle.trouve(ChampTexte, "bareme_valeur"), Qt.Key.Key_Return)

    elle.qtbot.waitUntil(lambda: elle.cellule("periode_lignes", 0, 2) == "9")
    assert table.currentIndex().row() == 1


def test_un_fichier_de_bareme_ouvre_la_saisie_deja_remplie(elle: Reglante, tmp_path: Path) -> None:
    chemin = tmp_path / "rls.toml"
    chemin.write_text(
        '[[periode]]\ndebut = 2028-01-01\ntexte = "Arrêté"\nlu_le = 2027-12-28\ncoefficient_plus = 1.4\n',
        "utf-8",
    )
    elle.onglet("baremes")
    elle.ligne("baremes_liste", elle.rang("baremes_liste", "Plafonds de ressources PLS"))

    elle.ecran.baremes.importer(chemin)

    assert elle.cellule("periode_lignes", 0, 2) == "1,40"
    elle.attend_l_ecriture("periode_ajouter")
    assert elle.cellule("baremes_liste", elle.rang("baremes_liste", "Plafonds de ressources PLS"), 3) == "à venir"


def test_un_fichier_sans_suite_est_refuse_d_une_phrase(elle: Reglante, tmp_path: Path) -> None:
    chemin = tmp_path / "vieux.toml"
    chemin.write_text('[[periode]]\ndebut = 2001-01-01\ntexte = "A"\nlu_le = 2001-01-01\nx = 1\n', "utf-8")
    entre_dans_le_bareme(elle)

    elle.ecran.baremes.importer(chemin)

    assert "aucune période après celles du projet" in elle.bandeau("baremes_erreur")


def test_une_nouvelle_generation_de_quartiers_s_entre_par_la_fenetre(elle: Reglante, fichier: Fichier) -> None:
    """Un décret dirait : à partir du 01/01/2030, l’outre-mer garde 2024 et l’Hexagone revient à 2015."""
    elle.onglet("baremes")
    elle.ligne("baremes_liste", elle.rang("baremes_liste", "Générations"))
    elle.clic("bareme_ajouter")
    elle.ecrit("debut", "01/01/2030")
    elle.ecrit("texte", "Décret n° 2029-1 du 2 janvier 2029")
    elle.ligne("periode_lignes", 0, 2)

    elle.tape_la_valeur("periode_lignes", "2031")
    assert "Les valeurs admises sont « 2015 », « 2024 »" in elle.bandeau("periode_manque")
    assert not elle.actif("periode_ajouter")

    elle.ligne("periode_lignes", 0, 2)
    elle.tape_la_valeur("periode_lignes", "2015")
    elle.attend_l_ecriture("periode_ajouter")
    with fichier.lire() as session:
        ajouts = periodes_ajoutees(session)
    dites = [generation_en_vigueur(date(2030, 1, 1), outre_mer=loin, dossier=ajouts) for loin in (False, True)]
    assert dites == [GenerationQpv.QP2015, GenerationQpv.QN2024]


def test_un_oui_ou_non_de_bareme_se_tape_en_toutes_lettres(elle: Reglante) -> None:
    elle.onglet("baremes")
    elle.ligne("baremes_liste", elle.rang("baremes_liste", "Minoration de loyer : logements admis"))
    elle.clic("bareme_ajouter")
    elle.ligne("periode_lignes", 0, 2)

    elle.tape_la_valeur("periode_lignes", "parfois")
    assert "Écrire oui ou non" in elle.bandeau("periode_erreur")
    elle.ligne("periode_lignes", 0, 2)
    elle.tape_la_valeur("periode_lignes", "non")

    assert [elle.cellule("periode_lignes", 0, c) for c in (1, 2)] == ["oui", "non"]


def test_l_echelle_de_2021_se_complete_par_la_fenetre(elle: Reglante, fichier: Fichier) -> None:
    """Livrée sans montants : on part des typologies de 2016, à la date de l’échelle, sans rien remplacer."""
    elle.onglet("baremes")
    rang = next(i for i in range(30) if elle.cellule("baremes_liste", i, 0) == "Minoration de loyer")
    elle.ligne("baremes_liste", rang)
    assert elle.cellule("baremes_liste", rang, 3) == "à compléter"

    elle.clic("bareme_ajouter")
    assert elle.trouve(QLineEdit, "debut").text() == "01/10/2021"
    elle.ecrit("texte", "Règlement général de l’ANRU, échelle lue le jour même")
    elle.ligne("periode_lignes", 0, 2)
    for montant in ("2100", "5200", "6300"):
        elle.tape_la_valeur("periode_lignes", montant)
    elle.attend_l_ecriture("periode_ajouter")

    assert elle.cellule("baremes_liste", rang, 3) == "à jour"
    with fichier.lire() as session:
        ajouts = periodes_ajoutees(session)
    assert bareme("minoration_loyer", date(2022, 1, 1), dossier=ajouts).nombre("montant.t3_t4") == 5200
    assert bareme("minoration_loyer", date(2021, 9, 30), dossier=ajouts).nombre("montant.t3_t4") == 4000

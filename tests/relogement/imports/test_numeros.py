"""La liste des numéros uniques d'un bailleur : ce qui entre, ce qui est écarté, ce qui est refusé en bloc."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from relogement.erreurs import ErreurMetier
from relogement.imports.lecture import lire_classeur
from relogement.imports.nature import NatureImport, reconnaitre
from relogement.imports.numeros import NumeroLu, est_un_xml_sne, lire_numeros, lire_xml_sne
from relogement.imports.resultat import Lecture
from relogement.numero_sne import EtatDemande, MotifRadiation
from tests.relogement.imports.classeurs import PARTAGE, erreurs, messages, simple, un_classeur

TITRES = "Numéro unique;Nom;Prénom;Date de naissance;Date de dépôt;État;Date de radiation;Motif de radiation"
NUMERO, AUTRE = "0660126123456G0066", "066012612345600667"
LIGNE = f"{NUMERO};BENALI;Fatima;14/05/1980;03/02/2025;Active;;"
EXEMPLE_SNE = PARTAGE / "data/sne/sne_demande_exemple_interfaceNuu_v2.xml"


def lues(*lignes: str, titres: str = TITRES) -> Lecture[NumeroLu]:
    return lire_numeros(un_classeur(*(ligne.split(";") for ligne in (titres, *lignes))))


def test_une_ligne_devient_un_numero_et_ses_dates() -> None:
    (lu,) = lues(LIGNE).objets

    assert (lu.numero, lu.nom, lu.prenom, lu.naissance_le) == (NUMERO, "BENALI", "Fatima", date(1980, 5, 14))
    assert (lu.depose_le, lu.etat, lu.radiee_le) == (date(2025, 2, 3), EtatDemande.ACTIVE, None)


def test_le_fichier_se_reconnait_a_ses_titres() -> None:
    assert reconnaitre(un_classeur(TITRES.split(";"), LIGNE.split(";"))) is NatureImport.NUMEROS


@pytest.mark.parametrize(
    "titres",
    [
        "NUD;Demandeur;Prénom du demandeur;Né(e) le;Déposée le;Statut;Radiée le;Motif radiation",
        "N° SNE;Nom de famille;Prénoms;DDN;Date de création;État demande;Date radiation;Cause de radiation",
    ],
)
def test_les_colonnes_se_reconnaissent_a_leurs_autres_noms(titres: str) -> None:
    assert lues(LIGNE, titres=titres).objets == lues(LIGNE).objets


@pytest.mark.parametrize(
    "ecrit", [f"'{NUMERO}", f'="{NUMERO}"', "0660 1261 2345 6G00 66", NUMERO.lower(), f" {NUMERO} "]
)
def test_apostrophe_guillemets_et_espaces_ne_sont_pas_le_numero(ecrit: str) -> None:
    (lu,) = lues(LIGNE.replace(NUMERO, ecrit)).objets

    assert lu.numero == NUMERO


@pytest.mark.parametrize(
    ("ecrit", "dit"),
    [
        ("1,23E+17", "a perdu des chiffres"),
        ("1.10318016982110E+17", "a perdu des chiffres"),
        (NUMERO[:-1], "a 17 caractères"),
        (AUTRE[1:], "un zéro de tête a pu être perdu"),
        (NUMERO + "1", "a 19 caractères"),
        ("110318016982110000", "finit par trois zéros"),
        ("0660126123456G/066", "ne se compose que de chiffres et de lettres"),
    ],
)
def test_un_numero_abime_est_ecarte_et_dit_pourquoi(ecrit: str, dit: str) -> None:
    lecture = lues(LIGNE.replace(NUMERO, ecrit), LIGNE)

    assert [(e.ligne, e.colonne) for e in erreurs(lecture)] == [(2, "Numéro unique")]
    assert dit in messages(lecture)
    assert [lu.ligne for lu in lecture.objets] == [3]


def test_un_nombre_d_excel_a_perdu_ses_derniers_chiffres(tmp_path: Path) -> None:
    classeur = openpyxl.Workbook()
    feuille = classeur.active
    feuille.append(TITRES.split(";"))
    feuille.append([110318016982110421, "BENALI", "Fatima", date(1980, 5, 14)])
    classeur.save(tmp_path / "liste.xlsx")

    lecture = lire_numeros(lire_classeur(tmp_path / "liste.xlsx"))

    assert not lecture.objets
    assert "finit par trois zéros" in messages(lecture)


def test_une_colonne_de_numeros_seuls_n_est_pas_un_pied_de_page() -> None:
    assert len(lues(f"{NUMERO};;;;;;;", f"{AUTRE};;;;;;;").objets) == 2


def test_deux_personnes_pour_un_numero_aucune_n_entre() -> None:
    lecture = lues(LIGNE, LIGNE.replace("BENALI;Fatima", "MARTIN;Paul"), f"{AUTRE};DIALLO;Awa;01/02/1990;;;;")

    assert [e.ligne for e in erreurs(lecture)] == [2, 3]
    assert "lignes 2, 3" in messages(lecture)
    assert [lu.numero for lu in lecture.objets] == [AUTRE]


def test_la_meme_personne_deux_fois_garde_sa_ligne_la_plus_recente() -> None:
    radiee = LIGNE.replace("Active;;", "Radiée;10/03/2026;Attribution d’un logement")

    lecture = lues(radiee, LIGNE)

    (lu,) = lecture.objets
    assert (lu.ligne, lu.etat, lu.motif_radiation) == (2, EtatDemande.RADIEE, MotifRadiation.ATTRIBUTION)
    assert lecture.lues == 2
    assert len(lecture.ecartees) == 1


@pytest.mark.parametrize(
    ("etat", "attendus"),
    [
        ("Active", (EtatDemande.ACTIVE, None)),
        ("En cours", (EtatDemande.ACTIVE, None)),
        ("Radiée", (EtatDemande.RADIEE, None)),
        ("Attribuée", (EtatDemande.RADIEE, MotifRadiation.ATTRIBUTION)),
        ("Non renouvelée", (EtatDemande.RADIEE, MotifRadiation.NON_RENOUVELLEMENT)),
        ("Bleue", (None, None)),
        ("", (None, None)),
    ],
)
def test_l_etat_se_lit_comme_on_l_ecrit(etat: str, attendus: tuple[object, object]) -> None:
    (lu,) = lues(LIGNE.replace("Active", etat)).objets

    assert (lu.etat, lu.motif_radiation) == attendus


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [("Relogement Anru", True), ("Opération de renouvellement urbain", True), ("Violences", False), ("", None)],
)
def test_le_fait_generateur_n_est_garde_que_s_il_est_anru(dit: str, attendu: bool | None) -> None:
    (lu,) = lues(f"{LIGNE};{dit}", titres=f"{TITRES};Fait générateur").objets

    assert lu.relogement_anru is attendu


@pytest.mark.parametrize("titre", ["NIR", "N° Sécurité sociale", "Numéro de sécurité sociale", "N° sécu"])
def test_une_colonne_de_securite_sociale_fait_refuser_le_fichier(titre: str) -> None:
    with pytest.raises(ErreurMetier, match="ôtez cette colonne"):
        lues(f"{LIGNE};", titres=f"{TITRES};{titre}")


@pytest.mark.parametrize("nir", ["180057512345678", "1 80 05 75 123 456 78", "2800575123456"])
def test_un_nir_sous_un_titre_innocent_fait_refuser_le_fichier(nir: str) -> None:
    with pytest.raises(ErreurMetier, match="sécurité sociale"):
        lues(f"{LIGNE};{nir}", titres=f"{TITRES};Référence")


def test_un_numero_unique_qui_ressemble_a_un_nir_n_en_est_pas_un() -> None:
    (lu,) = lues(LIGNE.replace(NUMERO, "1110318016982G1104")).objets

    assert lu.numero == "1110318016982G1104"


def test_une_liste_sans_colonne_de_numeros_dit_laquelle_manque() -> None:
    with pytest.raises(ErreurMetier) as refus:
        lues("BENALI;Fatima;14/05/1980", titres="Nom;Prénom;Date de naissance")

    assert "la colonne « Numéro unique »" in simple(str(refus.value))


# L'export XML


def un_xml(
    dossier: Path, corps: str, *, tete: str = "", espace: str = ' xmlns:n="http://nuu.application.i2/"'
) -> Path:
    chemin = dossier / "export.xml"
    entete = "<n:entete><n:dateFichier>2026-10-15T16:54:06.339+01:00</n:dateFichier></n:entete>"
    chemin.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{tete}<n:interfaceNuu versionInterface="02.00"{espace}>'
        f"{entete}<n:demande>{corps}</n:demande></n:interfaceNuu>",
        "utf-8",
    )
    return chemin


def une_demande(numero: str = NUMERO, nom: str = "Benali") -> str:
    return (
        f"<n:demandeLogement><n:numUnique>{numero}</n:numUnique>"
        "<n:dateCreationDemande>2025-02-03</n:dateCreationDemande><n:personnePhysique><n:demandeur>"
        f"<n:nom>{nom}</n:nom><n:prenom>Fatima</n:prenom><n:dateNaissance>1980-05-14</n:dateNaissance>"
        '<n:nationalite code="1"/><n:telPortable>0606060606</n:telPortable></n:demandeur>'
        "<n:listeCotitulaire><n:cotitulaire><n:nom>Autre</n:nom></n:cotitulaire></n:listeCotitulaire>"
        "</n:personnePhysique></n:demandeLogement>"
    )


def test_l_export_du_sne_donne_le_demandeur_et_rien_d_autre(tmp_path: Path) -> None:
    chemin = un_xml(tmp_path, une_demande())

    assert est_un_xml_sne(chemin)
    lecture = lire_xml_sne(chemin)

    (lu,) = lecture.objets
    assert (lu.numero, lu.nom, lu.prenom, lu.naissance_le) == (NUMERO, "Benali", "Fatima", date(1980, 5, 14))
    assert (lu.depose_le, lu.fichier_du) == (date(2025, 2, 3), date(2026, 10, 15))
    assert "Nationalité, ressources, profession" in messages(lecture)


@pytest.mark.skipif(not EXEMPLE_SNE.exists(), reason="les données partagées ne sont pas à côté du projet")
def test_l_exemple_public_du_sne_se_lit() -> None:
    (lu,) = lire_xml_sne(EXEMPLE_SNE).objets

    assert (lu.numero, lu.nom, lu.prenom) == ("1110318016982G1104", "Dupont", "Jean")
    assert (lu.naissance_le, lu.depose_le, lu.fichier_du) == (
        date(1970, 1, 1),
        date(2018, 3, 15),
        date(2018, 3, 15),
    )


MILLIARD = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DEHORS = '<!DOCTYPE x SYSTEM "http://exemple.invalid/x.dtd">'
LOCALE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("tete", [MILLIARD, DEHORS, LOCALE])
def test_les_entites_sont_refusees_sans_rien_suivre(tmp_path: Path, tete: str) -> None:
    with pytest.raises(ErreurMetier, match="entités"):
        lire_xml_sne(un_xml(tmp_path, une_demande(nom="&b;" if tete is MILLIARD else "Benali"), tete=tete))


def test_un_autre_xml_n_est_pas_un_export_du_sne(tmp_path: Path) -> None:
    chemin = tmp_path / "autre.xml"
    chemin.write_text("<liste><interfaceNuu/></liste>", "utf-8")

    with pytest.raises(ErreurMetier, match="n’est pas un export du SNE"):
        lire_xml_sne(chemin)


def test_un_export_coupe_est_refuse(tmp_path: Path) -> None:
    chemin = un_xml(tmp_path, une_demande())
    chemin.write_text(chemin.read_text("utf-8")[:-40], "utf-8")

    with pytest.raises(ErreurMetier, match="coupé"):
        lire_xml_sne(chemin)


def test_un_numero_trop_court_dans_l_export_est_ecarte(tmp_path: Path) -> None:
    lecture = lire_xml_sne(un_xml(tmp_path, une_demande() + une_demande("123")))

    assert len(lecture.objets) == 1
    assert "a 3 caractères" in messages(lecture)

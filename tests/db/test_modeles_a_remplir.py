"""Un modèle envoyé revient tel qu'on l'a rempli, et n'apprend rien à qui n'a pas à le savoir."""

import subprocess
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from db.exports import a_remplir
from db.exports.a_remplir import Envoi, remettre_le_modele
from db.fichier import Fichier
from db.imports import Cible, importer
from db.imports.rapport import Sort
from relogement.erreurs import ErreurMetier
from relogement.exports.a_remplir import MODELES
from relogement.fuites.rapport import FuiteTrouvee
from relogement.imports.enquete import lire_enquetes
from relogement.imports.etat_locatif import lire_etat_locatif
from relogement.imports.lecture import lire_classeur
from relogement.imports.nature import reconnaitre
from relogement.imports.offres import lire_offres
from relogement.imports.saisie import lire_saisie
from relogement.modeles import LogementOffert, LogementQuitte, Menage
from relogement.nomenclatures import Financement, StatutLogement, TypeDossier, Typologie
from tests.fabrique import un_fichier, un_logement_quitte, un_menage, une_operation, une_personne

NATURES = {"etat-locatif": "etat-locatif", "vacances": "offres", "enquete": "enquete", "saisie": "saisie"}


def ecrire(fichier: Fichier, ou: Path, code: str, **envoi: Any) -> Path:
    vers = ou / f"{code}.xlsx"
    remettre_le_modele(fichier, Envoi(code, **envoi), vers)
    return vers


def feuille(chemin: Path) -> Worksheet:
    return openpyxl.load_workbook(chemin).worksheets[0]


def titres(page: Worksheet) -> dict[str, int]:
    """Les titres sans leur étoile ni leur unité : la ligne figée la plus basse."""
    rang = int(str(page.freeze_panes).lstrip("ABCDEFGHIJ")) - 1
    return {str(c.value).split(" (€)")[0].split(" (m²)")[0].rstrip(" *"): c.column for c in page[rang] if c.value}


def remplir(chemin: Path, *lignes: Mapping[str, Any]) -> Path:
    """Comme une personne : sous la dernière ligne écrite, chaque valeur sous son titre."""
    classeur = openpyxl.load_workbook(chemin)
    page = classeur.worksheets[0]
    places = titres(page)
    for rang, ligne in enumerate(lignes, start=page.max_row + 1):
        for titre, valeur in ligne.items():
            page.cell(rang, places[titre], valeur)
    classeur.save(chemin)
    return chemin


def menage_de(
    reference: str, nom: str, bailleur: str, ug: str, adresse: str, **champs: Any
) -> Menage:  # un locataire chez lui
    operation = champs.pop("operation")
    logement = un_logement_quitte(
        operation, bailleur=bailleur, ug=ug, adresse=adresse, batiment="A", typologie=Typologie.T3
    )
    return un_menage(reference, nom=nom, prenom="Inès", operation=operation, logement_quitte=logement, **champs)


@pytest.fixture
def lilas(fichier: Fichier) -> Fichier:
    """Deux bailleurs dans la même opération ; chez Têt Habitat, un logement est vide et un ménage est parti."""
    operation = une_operation("LILAS", libelle="Les Lilas")
    tet: dict[str, Any] = {"bailleur": "Têt Habitat", "operation": operation}
    with fichier.ecrire("Cas") as session:
        session.add(menage_de("L-001", "Kowalczyk", ug="0045001", adresse="3 rue du Mas", **tet))
        session.add(
            menage_de("L-002", "Abadie", ug="0045002", adresse="3 rue du Mas", sorti_le=date(2026, 1, 1), **tet)
        )
        session.add(
            un_logement_quitte(operation, bailleur="Têt Habitat", ug="0045003", statut=StatutLogement.VACANT)
        )
        session.add(
            menage_de("L-003", "Szymanski", "Autre Habitat", "0099001", "8 rue du Port", operation=operation)
        )
    return fichier


# --- vide, il se remplit et se relit ---


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.code)
def test_un_modele_vide_se_reconnait_et_ne_contient_aucune_ligne(
    fichier_sqlite: Fichier, tmp_path: Path, modele: Any
) -> None:
    chemin = ecrire(fichier_sqlite, tmp_path, modele.code, bailleur="Têt Habitat")

    classeur = lire_classeur(chemin)

    assert [f.nom for f in classeur.feuilles] == [modele.feuille]
    assert reconnaitre(classeur).value == NATURES[modele.code]
    with pytest.raises(ErreurMetier, match="sous la ligne de titres"):
        importer(fichier_sqlite, chemin)


def test_un_etat_locatif_rempli_revient_exactement(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(fichier_sqlite, tmp_path, "etat-locatif", bailleur="Têt Habitat")
    remplir(
        chemin,
        {"Code logement": "0045001", "Bâtiment": "A", "Entrée": "2", "Étage": "RDC", "N° porte": "012",
         "Adresse": "3 rue du Mas", "Nature": "Logement", "Typologie": "T6 et plus", "Surface": 98.4,
         "Situation": "Loué", "Locataire": "N’DIAYE", "Prénom": "Awa", "Cotitulaire": "N’DIAYE",
         "Prénom du cotitulaire": "Ousmane", "Nombre d’occupants": 6, "Loyer hors charges": 420.81, "Charges": 0,
         "APL": 210, "RLS": 34.2, "SLS": None, "Loyer des annexes": 25, "Date d’entrée": date(2015, 3, 1),
         "Observations": "à voir : le 3"},
        {"Code logement": "0045002", "Typologie": "T1", "Situation": "Vacant"},
        {"Code logement": "0045003", "Situation": "Logement de fonction"},
        {"Code logement": "0045004", "Situation": "Loué"},
    )  # fmt: skip

    lecture = lire_etat_locatif(lire_classeur(chemin))

    assert (lecture.lues, lecture.ecartees) == (4, ())
    loue, vacant, fonction, sans_nom = lecture.objets
    assert (loue.ug, loue.batiment, loue.entree, loue.etage, loue.porte) == ("0045001", "A", "2", "RDC", "012")
    assert (loue.typologie, loue.surface, loue.observations) == (Typologie.T6, Decimal("98.40"), "à voir : le 3")
    assert loue.occupant is not None
    occupant = {nom: valeur for nom, valeur in vars(loue.occupant).items() if nom not in ("cotitulaires", "sls")}
    assert occupant == {
        "nom": "N’DIAYE", "prenom": "Awa", "nb_occupants": 6, "loyer": Decimal("420.81"), "charges": Decimal(0),
        "apl": Decimal(210), "rls": Decimal("34.20"), "annexes": Decimal(25), "date_entree_bail": date(2015, 3, 1),
    }  # fmt: skip
    assert [(p.nom, p.prenom) for p in loue.occupant.cotitulaires] == [("N’DIAYE", "Ousmane")]
    assert loue.occupant.sls is None, "une case vide est inconnue, jamais zéro"
    assert [li.statut for li in (vacant, fonction, sans_nom)] == [
        StatutLogement.VACANT, StatutLogement.FONCTION, StatutLogement.LOUE,
    ]  # fmt: skip


def test_des_vacances_remplies_reviennent_exactement_avec_leur_bailleur(
    fichier_sqlite: Fichier, tmp_path: Path
) -> None:
    chemin = ecrire(fichier_sqlite, tmp_path, "vacances", bailleur="Têt Habitat")
    remplir(
        chemin,
        {"Résidence": "Les Cèdres", "Adresse": "4 rue Neuve", "Code postal": "09000", "Commune": "Foix",
         "QPV": "HORS", "Type": "T3", "Surface": 64.2, "Étage": "RDC", "Ascenseur": "non", "Adapté PMR": "oui",
         "Première location": "non", "Loyer HC": 380.5, "Charges": 95, "Chauffage": "individuel gaz",
         "Financement": "PLAI", "Date convention": date(2012, 6, 15), "Mise en service": date(2012, 9, 1),
         "Disponible le": datetime(2026, 12, 1)},  # noqa: DTZ001
        {"Bailleur": "Autre Habitat", "Type": "T2", "Loyer HC": 300},
    )  # fmt: skip

    lecture = lire_offres(lire_classeur(chemin))

    premier, second = lecture.objets
    assert (premier.bailleur, second.bailleur) == ("Têt Habitat", "Autre Habitat")
    assert (premier.code_postal, premier.commune, premier.qpv) == ("09000", "Foix", "HORS")
    assert (premier.typologie, premier.surface, premier.etage) == (Typologie.T3, Decimal("64.20"), 0)
    assert (premier.ascenseur, premier.adapte_pmr, premier.premiere_location) == (False, True, False)
    assert (premier.loyer, premier.charges) == (Decimal("380.50"), Decimal(95))
    assert (premier.chauffage, premier.financement) == ("individuel gaz", Financement.PLAI)
    assert (premier.conventionne_le, premier.mise_en_service_le) == (date(2012, 6, 15), date(2012, 9, 1))
    assert premier.disponible_le == date(2026, 12, 1)
    assert (second.ascenseur, second.charges, second.disponible_le) == (None, None, None)


def test_une_enquete_remplie_revient_exactement(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(fichier_sqlite, tmp_path, "enquete")
    remplir(
        chemin,
        {"Code logement": "0045001", "Nom": "Kowalczyk", "Nombre de personnes": 5, "Nombre d’enfants": 3,
         "Dont moins de 14 ans": 2, "Ressources mensuelles nettes": 1857.41, "RFR": 18400,
         "Typologie souhaitée": "T4", "Quartiers souhaités": "Centre ; Saint-Jacques", "Logement adapté": "non",
         "Accompagnement": "FSL", "Enquêté le": date(2026, 5, 12)},
    )  # fmt: skip

    (lue,) = lire_enquetes(lire_classeur(chemin)).objets

    assert (lue.ug, lue.nom, lue.nb_personnes, lue.nb_enfants, lue.nb_moins_14) == (
        "0045001",
        "Kowalczyk",
        5,
        3,
        2,
    )
    assert (lue.ressources, lue.rfr, lue.souhait_typologie) == (Decimal("1857.41"), Decimal(18400), Typologie.T4)
    assert (lue.souhait_quartiers, lue.logement_adapte) == (("Centre", "Saint-Jacques"), False)
    assert (lue.accompagnement, lue.enquete_le) == ("FSL", date(2026, 5, 12))


def test_une_table_de_saisie_remplie_revient_exactement(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(fichier_sqlite, tmp_path, "saisie")
    remplir(  # les libellés des listes, une année seule, un téléphone qui commence comme une formule
        chemin,
        {"Dossier": "AC-07", "Type de dossier": "Décohabitant", "Nom": "Le Goff", "Naissance": 1968,
         "UG": "0045001", "Téléphone": "+33612345678", "Numéro unique": "066012345678901234",
         "Typologie avant": "T6 et plus", "Loyer hors RLS avant": 311.37,
         "Eau comprise dans les charges avant": "oui", "Source de l’APL avant": "Notification CAF ou MSA",
         "Date du bail": date(2026, 2, 15),
         "Financement": "PLUS", "Satisfaction (1 à 4)": 4, "Décision de la CALEOL": "Attribution avec rang"},
    )  # fmt: skip

    (ligne,) = lire_saisie(lire_classeur(chemin)).objets

    lues = {code: getattr(valeur, "value", valeur) for code, valeur in ligne.valeurs.items() if valeur is not None}
    assert lues == {
        "DOSSIER": "AC-07", "TYPE_DOSSIER": "DECOHABITANT", "NOM": "Le Goff", "NAISSANCE": 1968, "UG": "0045001",
        "TELEPHONE": "+33612345678", "NUMERO_UNIQUE": "066012345678901234", "TYPO_AV": "T6+",
        "LOYER_AV": Decimal("311.37"), "EAU_INCLUSE_AV": True, "SOURCE_APL_AV": "NOTIFICATION",
        "DATE_BAIL": date(2026, 2, 15), "FINANCEMENT_AP": "PLUS", "SATISFACTION": 4,
        "DECISION_CALEOL": "ATTRIBUTION_RANG",
    }  # fmt: skip


def test_le_modele_passe_par_l_import_et_cree_ce_qui_y_est_tape(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    with fichier_sqlite.ecrire("Opération") as session:
        session.add_all((une_operation("LILAS"), une_operation("AUTRE")))
    chemin = ecrire(fichier_sqlite, tmp_path, "etat-locatif", bailleur="Têt Habitat", operation="LILAS")
    remplir(chemin, {"Code logement": "0045001", "Locataire": "Kowalczyk", "Loyer hors charges": 420.81})

    rapport = importer(fichier_sqlite, chemin)

    assert (rapport.nature, rapport.lues, rapport.logements, rapport.menages) == ("etat-locatif", 1, 1, 1)
    with fichier_sqlite.lire() as session:
        (menage,) = session.scalars(select(Menage))
        assert menage.cout_avant is not None
        assert (menage.personnes[0].nom, menage.cout_avant.loyer) == ("Kowalczyk", Decimal("420.81"))
        assert menage.logement_quitte is not None
        assert (menage.operation.code, menage.logement_quitte.bailleur) == ("LILAS", "Têt Habitat")


def test_des_vacances_rendues_entrent_avec_tout_ce_qui_est_tape(fichier: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(fichier, tmp_path, "vacances", bailleur="Têt Habitat")
    vide = {"Résidence": "Les Cèdres", "Type": "T3", "Loyer HC": 380.5, "Adapté PMR": "oui"}
    remplir(chemin, {**vide, "Première location": "non"})

    importer(fichier, chemin)

    with fichier.lire() as session:
        (logement,) = session.scalars(select(LogementOffert))
        assert (logement.bailleur, logement.residence, logement.loyer) == (
            "Têt Habitat",
            "Les Cèdres",
            Decimal("380.50"),
        )
        assert (logement.adapte_pmr, logement.premiere_location, logement.ascenseur) == (True, False, None)


# --- ce que le tableur contrôle ---


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.code)
def test_les_listes_et_les_controles_s_arretent_aux_lignes_utiles(
    fichier_sqlite: Fichier, tmp_path: Path, modele: Any
) -> None:
    page = feuille(ecrire(fichier_sqlite, tmp_path, modele.code))

    plages = [plage for regle in page.data_validations.dataValidation for plage in regle.sqref.ranges]

    assert plages
    assert {plage.min_row for plage in plages} == {page.max_row + 1}, "sous l’exemple"
    assert {plage.max_row for plage in plages} == {page.max_row + modele.libres}


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.code)
def test_le_classeur_n_a_ni_auteur_ni_formule_ni_commentaire(
    fichier_sqlite: Fichier, tmp_path: Path, modele: Any
) -> None:
    chemin = ecrire(fichier_sqlite, tmp_path, modele.code)

    proprietes = openpyxl.load_workbook(chemin).properties
    with zipfile.ZipFile(chemin) as archive:
        feuilles = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/")]
        noms = archive.namelist()

    assert not (proprietes.creator or "").strip()
    assert not (proprietes.lastModifiedBy or "").strip()
    assert not any("<f>" in xml for xml in feuilles)
    assert not any("comment" in nom for nom in noms)


@pytest.mark.parametrize("format_", ["ods", "xls"])
def test_enregistre_dans_un_autre_format_l_exemple_n_entre_toujours_pas(
    fichier_sqlite: Fichier, tmp_path: Path, format_: str
) -> None:
    chemin = remplir(
        ecrire(fichier_sqlite, tmp_path, "etat-locatif"), {"Code logement": "0045001", "Locataire": "Kowalczyk"}
    )
    convertir = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profil",
        "--convert-to",
        format_,
    ]
    try:
        subprocess.run(
            [*convertir, "--outdir", str(tmp_path), str(chemin)], check=True, capture_output=True, timeout=120
        )
    except (OSError, subprocess.SubprocessError):
        pytest.skip("LibreOffice n’est pas là")

    lecture = lire_etat_locatif(lire_classeur(chemin.with_suffix(f".{format_}")))

    assert [objet.ug for objet in lecture.objets] == ["0045001"]


# --- prérempli, il ne dit rien qui ne soit au bailleur ---


def lignes_de(chemin: Path) -> list[dict[str, Any]]:
    page = feuille(chemin)
    places = {colonne: titre for titre, colonne in titres(page).items()}
    rang = int(str(page.freeze_panes).lstrip("ABCDEFGHIJ"))
    lues = [
        {places[c.column]: c.value for c in ligne if c.value is not None}
        for ligne in page.iter_rows(min_row=rang + 1)
    ]
    return [ligne for ligne in lues if ligne]


def test_prerempli_il_porte_les_logements_de_ce_bailleur_et_aucun_nom(lilas: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(lilas, tmp_path, "etat-locatif", bailleur="TET HABITAT", operation="LILAS", prerempli=True)

    lignes = lignes_de(chemin)

    assert [ligne["Code logement"] for ligne in lignes] == ["0045003", "0045001", "0045002"]
    assert {"Code logement", "Bâtiment", "Adresse", "Typologie", "Surface"} >= set().union(*lignes)
    with zipfile.ZipFile(chemin) as archive:
        tout = "".join(archive.read(nom).decode("utf-8", "replace") for nom in archive.namelist()).lower()
    assert not any(
        secret in tout for secret in ("kowalczyk", "abadie", "szymanski", "0099001", "rue du port", "l-00")
    )


def test_avec_les_noms_seulement_ceux_de_ses_locataires_en_place(lilas: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(lilas, tmp_path, "etat-locatif", bailleur="Têt Habitat", prerempli=True, avec_noms=True)

    noms = {ligne["Code logement"]: ligne.get("Locataire") for ligne in lignes_de(chemin)}
    envoi = Envoi("etat-locatif", "Têt Habitat", prerempli=True, avec_noms=True)
    phrase = remettre_le_modele(lilas, envoi, chemin).rapport.phrase
    assert "noms des locataires de Têt Habitat" in phrase, "il ne se dit pas sans donnée personnelle"

    assert noms == {"0045001": "Kowalczyk", "0045002": None, "0045003": None}


def test_une_colonne_entiere_de_ses_propres_locataires_lui_est_permise(tmp_path: Path) -> None:
    operation = une_operation("LILAS")
    noms = ("Kowalczyk", "Abadie", "Szymanski", "Serra", "N’Diaye")
    menages = [
        menage_de(f"L-{rang}", nom, "Têt Habitat", f"004500{rang}", "3 rue du Mas", operation=operation)
        for rang, nom in enumerate(noms)
    ]
    (tmp_path / "p").mkdir()
    projet = un_fichier(tmp_path / "p", *menages)

    chemin = ecrire(projet, tmp_path, "etat-locatif", bailleur="Têt Habitat", prerempli=True, avec_noms=True)

    assert [ligne["Locataire"] for ligne in lignes_de(chemin)] == list(noms)
    projet.fermer()


def test_le_locataire_d_un_autre_bailleur_est_arrete_par_le_controle(
    lilas: Fichier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Si le remplissage se trompait, le contrôle, qui relit la base de son côté, l'arrêterait."""
    monkeypatch.setattr(
        a_remplir, "_nommer", lambda _, lignes, __: [ligne.update(nom="Szymanski") for ligne in lignes]
    )

    with pytest.raises(FuiteTrouvee):
        ecrire(lilas, tmp_path, "etat-locatif", bailleur="Têt Habitat", prerempli=True, avec_noms=True)


def test_un_prerempli_rendu_sans_y_toucher_ne_change_rien(lilas: Fichier, tmp_path: Path) -> None:
    chemin = ecrire(lilas, tmp_path, "etat-locatif", bailleur="Têt Habitat", operation="LILAS", prerempli=True)

    rapport = importer(lilas, chemin, cible=Cible(operation="LILAS", bailleur="Têt Habitat"))

    assert rapport.lignes[Sort.ECARTEE] == 3, "rien ne dit s’ils sont loués ou vacants"
    with lilas.lire() as session:
        occupe = session.scalars(select(LogementQuitte).where(LogementQuitte.ug == "0045001")).one()
    assert occupe.statut is StatutLogement.LOUE


def test_sans_bailleur_nomme_des_logements_de_deux_bailleurs_ne_partent_pas_ensemble(
    lilas: Fichier, tmp_path: Path
) -> None:
    with pytest.raises(ErreurMetier, match="dites auquel vous envoyez"):
        ecrire(lilas, tmp_path, "etat-locatif", operation="LILAS", prerempli=True)

    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.parametrize(
    ("envoi", "phrase"),
    [
        ({"modele": "vacances", "prerempli": True}, "part toujours vide"),
        ({"modele": "enquete", "prerempli": True, "avec_noms": True}, "ne porte jamais de nom"),
        ({"modele": "etat-locatif", "prerempli": True, "avec_noms": True}, "pour un bailleur que vous nommez"),
        ({"modele": "etat-locatif", "prerempli": True, "bailleur": "Inconnu"}, "Aucun logement connu"),
        ({"modele": "etat-locatif", "operation": "NEANT"}, "Aucune opération"),
        ({"modele": "autre"}, "n’existe pas"),
    ],
)
def test_ce_qui_ne_se_peut_pas_se_dit_et_rien_n_est_ecrit(
    lilas: Fichier, tmp_path: Path, envoi: dict[str, Any], phrase: str
) -> None:
    with pytest.raises(ErreurMetier, match=phrase):
        remettre_le_modele(lilas, Envoi(**envoi), tmp_path / "modele.xlsx")

    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.parametrize("porte", ["SZYMANSKI", "chez Kowalczyk Inès", "06 39 98 12 34"])
def test_une_personne_tapee_dans_la_case_d_un_lieu_bloque(lilas: Fichier, tmp_path: Path, porte: str) -> None:
    with lilas.ecrire("Faute") as session:
        session.scalars(select(LogementQuitte).where(LogementQuitte.ug == "0045003")).one().porte = porte
        session.scalars(select(Menage).where(Menage.reference == "L-001")).one().telephone = "0639981234"

    with pytest.raises(FuiteTrouvee):
        ecrire(lilas, tmp_path, "etat-locatif", bailleur="Têt Habitat", prerempli=True)


NOMS = ("LIGNE", "MODÈLE", "EMPLOI", "OUI", "NON", "T3", "PLUS", "HORS", "EXEMPLE", "LOCATAIRE", "LOUÉ", "GARAGE",
        "FEUILLE", "TITRE", "ROUSSEAU", "MODE", "CAVE", "CASE", "TRUE", "PLAI", "VACANT", "PERPIGNAN",
        "CEDRES")  # fmt: skip


@pytest.mark.parametrize("modele", MODELES, ids=lambda m: m.code)
def test_des_menages_au_nom_de_nos_propres_mots_n_empechent_pas_l_envoi(tmp_path: Path, modele: Any) -> None:
    operation = une_operation("OP1")
    menages = [un_menage(f"D-{rang:03d}", nom=nom, operation=operation) for rang, nom in enumerate(NOMS)]
    for rang, menage in enumerate(menages):
        menage.personnes[0].naissance_le = date(2012, 6, 15) if rang % 2 else date(2015, 3, 1)
        menage.personnes.append(une_personne("DUPOND"))
        menage.type = TypeDossier.TITULAIRE
    (tmp_path / "p").mkdir()
    piege = un_fichier(tmp_path / "p", *menages)

    sortie = remettre_le_modele(piege, Envoi(modele.code, bailleur="Têt Habitat"), tmp_path / "m.xlsx")

    assert sortie.rapport.propre
    piege.fermer()

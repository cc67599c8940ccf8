"""Les colonnes d'un bailleur que personne ne lit se gardent à part, avec chaque dossier, et ne sortent jamais."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.annulation import annuler
from db.colonnes_locales import colonnes_du_dossier, colonnes_gardees, defauts_des_colonnes, oublier_la_colonne
from db.corbeille import MISE, corbeille, mettre_a_la_corbeille, restaurer
from db.dossier import lire_dossier
from db.dossiers import ordre, page
from db.exports import remettre
from db.fichier import Fichier
from db.filtres import Condition, Operateur, Repere, retenir
from db.fuites.aiguilles import lire_aiguilles
from db.imports import Cible, Rapport, importer
from db.imports.assistant import apercevoir
from db.imports.rapport import Sort
from db.journal import LigneDeJournal
from db.purge import purger
from db.registre import lire_registre
from relogement.imports.choix import Choix
from relogement.modeles import ColonneLocale, Menage, ValeurLocale

TITRES = "Code logement;Locataire;Loyer;Contrat énergie;Secteur de gestion"
MARTIN = "0412;MARTIN Louis;310;12345-B;Nord"
DURAND = "0413;DURAND Zoé;290;;Sud"
LILAS = Cible(operation="LILAS", garder_colonnes=True)


def lister(dossier: Path, *lignes: str, nom: str = "etat.csv") -> Path:
    (dossier / nom).write_text("\n".join(lignes), "utf-8")
    return dossier / nom


def lire(
    fichier: Fichier, dossier: Path, *lignes: str, cible: Cible = LILAS, nature: str = "etat-locatif"
) -> Rapport:
    return importer(fichier, lister(dossier, *lignes), nature=nature, cible=cible)


def du_dossier(fichier: Fichier, reference: str = "LILAS-001") -> dict[str, str]:
    with fichier.lire() as session:
        numero = session.scalars(select(Menage.id).where(Menage.reference == reference)).one()
        return dict(colonnes_du_dossier(session, numero))


def combien(fichier: Fichier) -> int:
    with fichier.lire() as session:
        return session.scalar(select(func.count()).select_from(ValeurLocale)) or 0


def test_sans_le_demander_rien_n_est_garde(fichier: Fichier, tmp_path: Path) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN, cible=Cible(operation="LILAS"))

    assert du_dossier(fichier) == {}


@pytest.mark.parametrize("nature", ["etat-locatif", "autre"])
def test_les_colonnes_inconnues_se_gardent_avec_leur_dossier(
    fichier: Fichier, tmp_path: Path, nature: str
) -> None:
    rapport = lire(fichier, tmp_path, TITRES, MARTIN, DURAND, nature=nature)

    assert du_dossier(fichier) == {"Contrat énergie": "12345-B", "Secteur de gestion": "Nord"}
    assert du_dossier(fichier, "LILAS-002") == {"Secteur de gestion": "Sud"}
    assert any("3 valeurs gardées à part" in a.message for a in rapport.anomalies)
    with fichier.lire() as session:
        assert lire_dossier(session, 1).colonnes[0] == ("Contrat énergie", "12345-B")
        assert [(c.titre, c.dossiers) for c in colonnes_gardees(session)] == [
            ("Contrat énergie", 1), ("Secteur de gestion", 2)
        ]  # fmt: skip
        assert defauts_des_colonnes(session.connection()) == []


def test_le_meme_fichier_deux_fois_ne_change_rien_et_une_valeur_changee_est_mise_a_jour(
    fichier: Fichier, tmp_path: Path
) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN, DURAND)
    encore = lire(fichier, tmp_path, TITRES.upper(), MARTIN, DURAND)
    change = lire(fichier, tmp_path, TITRES, MARTIN.replace("Nord", "Ouest"), DURAND)

    assert encore.lignes[Sort.INCHANGEE] == 2
    assert (change.lignes[Sort.MODIFIEE], change.lignes[Sort.INCHANGEE]) == (1, 1)
    assert du_dossier(fichier)["Secteur de gestion"] == "Ouest"
    assert combien(fichier) == 3
    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(ColonneLocale)) == 2


def test_l_apercu_montre_ce_qui_serait_garde_et_n_ecrit_rien(fichier: Fichier, tmp_path: Path) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN, cible=Cible(operation="LILAS"))
    tableau = lister(tmp_path, TITRES, MARTIN)
    choix = Choix(nature="etat-locatif", operation="LILAS", locales={"etat": {4: "Secteur"}})

    (ligne,) = apercevoir(fichier, tableau, choix).lignes

    assert [(e.titre, e.nouveau) for e in ligne.ecarts] == [("Secteur", "Nord")]
    assert combien(fichier) == 0


def test_un_import_annule_reprend_ses_colonnes(fichier: Fichier, tmp_path: Path) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN)

    with fichier.ecrire("Annulation") as session:
        annuler(session, fichier.ecritures[-1])

    assert combien(fichier) == 0
    with fichier.lire() as session:
        assert colonnes_gardees(session) == []


def test_un_numero_de_securite_sociale_et_une_colonne_de_sante_ne_se_gardent_pas(
    fichier: Fichier, tmp_path: Path
) -> None:
    rapport = lire(
        fichier, tmp_path, "Code logement;Locataire;Loyer;Matricule;Religion",
        "0412;MARTIN Louis;310;1 70 03 66 136 001 23;x",
    )  # fmt: skip

    assert du_dossier(fichier) == {}
    messages = " ".join(a.message for a in rapport.anomalies)
    assert "sécurité sociale" in messages
    assert "Religion" in messages
    assert "1 70 03" not in messages


def test_la_corbeille_emporte_les_valeurs_le_retour_les_rend_et_la_purge_les_efface(
    fichier: Fichier, tmp_path: Path
) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN, DURAND)
    with fichier.ecrire(MISE) as session:
        mettre_a_la_corbeille(session, 1)
    assert combien(fichier) == 1

    with fichier.ecrire("Restauration") as session:
        restaurer(session, corbeille(session)[0].ecriture)
    assert du_dossier(fichier)["Contrat énergie"] == "12345-B"

    with fichier.ecrire(MISE) as session:
        mettre_a_la_corbeille(session, 1)
    with fichier.ecrire("Purge") as session:
        purger(session, corbeille(session)[0].ecriture, "demande du ménage")
    with fichier.lire() as session:
        gardees = session.scalars(
            select(LigneDeJournal.id).where(
                LigneDeJournal.avant.contains("12345-B") | LigneDeJournal.apres.contains("12345-B")
            )
        )
        assert list(gardees) == []


@pytest.mark.parametrize("export", ["rime", "saisie", "agrege", "bilan"])
def test_aucun_export_ne_sort_une_colonne_du_bailleur(fichier: Fichier, tmp_path: Path, export: str) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN)
    vers = tmp_path / ("sortie.xlsx" if export == "bilan" else "sortie.csv")

    remettre(fichier, export, vers, operation="LILAS", au=date(2026, 11, 20))

    assert b"12345-B" not in vers.read_bytes()
    assert b"Contrat" not in vers.read_bytes()


def test_ce_qui_joint_quelqu_un_dans_une_colonne_est_cherche_avant_un_envoi(
    fichier: Fichier, tmp_path: Path
) -> None:
    lire(
        fichier, tmp_path, "Code logement;Locataire;Loyer;Garant;Tél garant;Adresse garant",
        "0412;MARTIN Louis;310;jean@exemple.fr;06 12 34 56 78;12 rue des Peupliers",
    )  # fmt: skip

    with fichier.lire() as session:
        aiguilles = lire_aiguilles(session)

    assert "jean@exemple.fr" in aiguilles.courriels
    assert "0612345678" in aiguilles.telephones
    assert any("peupliers" in adresse for adresse in aiguilles.adresses)


def test_une_colonne_se_retire_de_tous_les_dossiers_et_revient(fichier: Fichier, tmp_path: Path) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN, DURAND)
    with fichier.ecrire("Colonne retirée") as session:
        secteur = next(c for c in colonnes_gardees(session) if c.titre == "Secteur de gestion")
        assert oublier_la_colonne(session, secteur.id) == 2
    assert du_dossier(fichier, "LILAS-002") == {}

    with fichier.ecrire("Annulation") as session:
        annuler(session, fichier.ecritures[-1])
    assert du_dossier(fichier, "LILAS-002") == {"Secteur de gestion": "Sud"}


def test_la_liste_les_montre_et_les_filtre_dans_une_colonne(fichier: Fichier, tmp_path: Path) -> None:
    lire(fichier, tmp_path, TITRES, MARTIN, DURAND)
    au_nord = Condition("locales.toutes", Operateur.CONTIENT, ("nord",))

    with fichier.lire() as session:
        ids = ordre(session)
        registre = lire_registre(session, ["locales.toutes"])
        gardes = retenir(registre, ids, [au_nord], Repere(date(2026, 11, 20)))
        (martin,) = page(session, list(gardes), ["locales.toutes"])

    assert martin.reference == "LILAS-001"
    dites = {dite.replace("\u00a0", "") for dite in martin.autres["locales.toutes"].split(" ; ")}
    assert dites == {"Contrat énergie: 12345-B", "Secteur de gestion: Nord"}

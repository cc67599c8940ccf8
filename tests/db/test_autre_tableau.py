"""N'importe quel autre tableau : ses colonnes se disent, ses dossiers se retrouvent, jamais sur le nom seul."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.bilans import differences
from db.fichier import Fichier
from db.imports import Cible, Rapport, importer
from db.imports.rapport import Sort
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementQuitte, Menage
from relogement.nomenclatures import Nature, Typologie
from tests.fabrique import un_logement_quitte, un_menage, une_operation

AMERICAIN = (
    "Head of household,First name,DOB,Unit,Bedrooms,HH size,Contract rent,Relocation type,Move date,New rent,By",
    'SMITH,John,03/25/1970,A-101,2,4,"$1,612.50",Permanent,12/28/2025,"$640.00",Ann',
    "DOE,Jane,11/02/1985,A-102,1,2,$540.00,Temporary,,,Bob",
)
LILAS = Cible(operation="LILAS")


def un_tableau(dossier: Path, *lignes: str, nom: str = "suivi.csv") -> Path:
    (dossier / nom).write_text("\n".join(lignes), "utf-8")
    return dossier / nom


def lire(fichier: Fichier, dossier: Path, *lignes: str, cible: Cible = LILAS) -> Rapport:
    return importer(fichier, un_tableau(dossier, *lignes), nature="autre", cible=cible)


def references(fichier: Fichier) -> list[str]:
    with fichier.lire() as session:
        return list(session.scalars(select(Menage.reference).order_by(Menage.reference)))


def un_suivi(fichier: Fichier, *, ug: str = "0412", prenom: str | None = "Louis") -> None:
    with fichier.ecrire("Saisie") as session:
        operation = une_operation("LILAS")
        menage = un_menage("LILAS-007", nom="MARTIN", operation=operation)
        menage.personnes[0].prenom, menage.personnes[0].naissance_le = prenom, date(1970, 3, 25)
        menage.logement_quitte = un_logement_quitte(operation, ug=ug)
        session.add(menage)


def test_le_suivi_d_une_agence_americaine_devient_des_dossiers(fichier: Fichier, tmp_path: Path) -> None:
    rapport = lire(fichier, tmp_path, *AMERICAIN)

    assert (rapport.lues, rapport.lignes[Sort.CREEE]) == (2, 2)
    assert references(fichier) == ["LILAS-001", "LILAS-002"]
    with fichier.lire() as session:
        smith = session.scalars(select(Menage).where(Menage.reference == "LILAS-001")).one()
        doe = session.scalars(select(Menage).where(Menage.reference == "LILAS-002")).one()
        assert smith.titulaire is not None
        assert (smith.titulaire.nom, smith.titulaire.naissance_le) == ("SMITH", date(1970, 3, 25))
        assert smith.logement_quitte is not None
        assert smith.logement_quitte.typologie is Typologie.T3  # deux chambres et le séjour
        assert smith.cout_avant is not None
        assert smith.cout_avant.loyer == Decimal("1612.50")
        assert (smith.relogements[0].nature, smith.relogements[0].entree_le) == (
            Nature.DEFINITIF, date(2025, 12, 28)
        )  # fmt: skip
        assert doe.relogements[0].nature is Nature.PROVISOIRE
        assert list(differences(session)) == []


def test_le_meme_tableau_deux_fois_ne_change_rien_la_seconde(fichier: Fichier, tmp_path: Path) -> None:
    lire(fichier, tmp_path, *AMERICAIN)

    rapport = lire(fichier, tmp_path, *AMERICAIN)

    assert rapport.lignes[Sort.INCHANGEE] == 2
    assert references(fichier) == ["LILAS-001", "LILAS-002"]


def test_une_colonne_au_titre_inconnu_va_au_champ_que_l_on_dit(fichier: Fichier, tmp_path: Path) -> None:
    cible = Cible("LILAS", colonnes={"Quittance": "LOYER_AV", "Rang": ""})
    lire(fichier, tmp_path, "Nom;UG;Quittance;Rang", "MARTIN;0412;310,20;3", "DURAND;0413;290,00;4", cible=cible)

    with fichier.lire() as session:
        loyers = [m.cout_avant.loyer for m in session.scalars(select(Menage).order_by(Menage.id)) if m.cout_avant]
    assert loyers == [Decimal("310.20"), Decimal("290.00")]


@pytest.mark.parametrize(("choix", "dit"), [
    ({"Quittance": "LOYER"}, "LOYER.*n’existe pas"), ({"Loyers": "LOYER_AV"}, "Aucune colonne"),
])  # fmt: skip
def test_un_champ_ou_un_titre_qui_n_existe_pas_se_dit(
    fichier: Fichier, tmp_path: Path, choix: dict[str, str], dit: str
) -> None:
    with pytest.raises(ErreurMetier, match=dit):
        lire(fichier, tmp_path, "Nom;UG;Quittance", "MARTIN;0412;310", cible=Cible("LILAS", colonnes=choix))


@pytest.mark.parametrize("ligne", [
    "MARTIN;Louis;412;;310", "MARTIN;;0412;;310", ";;0412;;310", "MARTIN;Louis;;25/03/1970;310",
])  # fmt: skip
def test_un_dossier_se_retrouve_a_l_ug_et_au_nom_ou_au_nom_et_a_la_naissance(
    fichier: Fichier, tmp_path: Path, ligne: str
) -> None:
    un_suivi(fichier)

    rapport = lire(fichier, tmp_path, "Nom;Prénom;UG;Date de naissance;Loyer", ligne)

    assert rapport.lignes[Sort.MODIFIEE] == 1, [a.message for a in rapport.anomalies]
    assert references(fichier) == ["LILAS-007"]
    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert menage.cout_avant is not None
        assert menage.cout_avant.loyer == Decimal(310)
        assert session.scalar(select(func.count()).select_from(LogementQuitte)) == 1  # « 412 » est « 0412 »


@pytest.mark.parametrize(("ligne", "raison"), [
    ("MARTIN;Louis;;;310", "porte le même nom"),
    ("DURAND;Jean;0412;;310", "à un autre nom"),
    ("MARTIN;Louis;0999;25/03/1970;310", "une autre UG"),
    (";;0999;;310", "n’a pas de nom"),
])  # fmt: skip
def test_une_ligne_douteuse_est_ecartee_avec_ce_qu_il_faut_faire(
    fichier: Fichier, tmp_path: Path, ligne: str, raison: str
) -> None:
    un_suivi(fichier)

    rapport = lire(fichier, tmp_path, "Nom;Prénom;UG;Date de naissance;Loyer", ligne)

    assert rapport.lignes[Sort.ECARTEE] == 1
    assert [a.message for a in rapport.anomalies if raison in a.message]
    assert references(fichier) == ["LILAS-007"]


def test_un_homonyme_d_une_autre_ug_est_un_autre_menage(fichier: Fichier, tmp_path: Path) -> None:
    un_suivi(fichier)

    lire(fichier, tmp_path, "Nom;Prénom;UG;Loyer", "MARTIN;Louis;0999;310")

    assert references(fichier) == ["LILAS-001", "LILAS-007"]


def test_deux_lignes_du_meme_menage_n_ouvrent_qu_un_dossier(fichier: Fichier, tmp_path: Path) -> None:
    rapport = lire(fichier, tmp_path, "Nom;UG;Loyer", "MARTIN;0412;310", "MARTIN;0412;320")

    assert (rapport.lignes[Sort.CREEE], rapport.lignes[Sort.ECARTEE]) == (1, 1)


def test_une_cellule_illisible_reste_inconnue_et_se_dit_sans_perdre_la_ligne(
    fichier: Fichier, tmp_path: Path
) -> None:
    rapport = lire(fichier, tmp_path, "Nom;UG;Loyer;Typologie", "MARTIN;0412;voir quittance;F3")

    assert rapport.lignes[Sort.CREEE] == 1
    assert any("laissée inconnue" in a.message for a in rapport.anomalies)


def test_un_loyer_a_la_semaine_ne_passe_pas_pour_un_loyer_au_mois(fichier: Fichier, tmp_path: Path) -> None:
    cible = Cible("LILAS", colonnes={"Weekly rent": "LOYER_AV"})
    rapport = lire(fichier, tmp_path, "Tenant,Unit,Weekly rent", "SMITH,A-101,150.00", cible=cible)

    assert any("mensuel" in a.message for a in rapport.anomalies)


def test_un_tableau_qui_ne_designe_aucun_menage_est_refuse(fichier: Fichier, tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match="désigne le ménage"):
        lire(fichier, tmp_path, "Loyer;Charges", "310;80", "320;85")


CELLULE = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters=';"\r\n'), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lignes=st.lists(st.lists(CELLULE, min_size=4, max_size=4), min_size=1, max_size=6))
def test_n_importe_quelles_cellules_entrent_ou_se_refusent_d_une_phrase(
    fichier_sqlite: Fichier, tmp_path: Path, lignes: list[list[str]]
) -> None:
    liste = un_tableau(tmp_path, "Nom;UG;Loyer;Date de naissance", *(";".join(ligne) for ligne in lignes))
    try:
        rapport = importer(fichier_sqlite, liste, nature="autre", cible=LILAS, simuler=True)
    except ErreurMetier:
        pass
    else:
        assert sum(rapport.lignes.values()) == rapport.lues
    assert references(fichier_sqlite) == []

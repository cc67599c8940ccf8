"""Un import est un lot : il se liste, dit d'où vient chaque valeur, et s'annule entier des jours plus tard."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from db.annulation import Annulee, mots
from db.annulation import annuler as annuler_acte
from db.bilans import differences
from db.dossier import lire_dossier
from db.fichier import Fichier
from db.imports.assistant import appliquer
from db.imports.lots import Lot, acte_d_annulation, annuler_lot, apercu_annulation, lots, provenance
from relogement.erreurs import ErreurMetier
from relogement.imports.choix import Choix
from relogement.modeles import Cout, LogementQuitte, Menage, Personne
from relogement.nomenclatures import Lien
from tests.db.etats import DURAND, MARTIN, VACANT, revu, un_etat_locatif
from tests.db.test_annulation import photo
from tests.exemples import EXEMPLES, avec_le_partage

LILAS = Choix(operation="LILAS")


def tous(fichier: Fichier) -> list[Lot]:
    with fichier.lire() as session:
        return list(lots(session))


def annuler(fichier: Fichier, numero: int) -> Annulee:
    with fichier.lire() as session:
        acte = acte_d_annulation(apercu_annulation(session, numero).lot)
    with fichier.ecrire(acte) as session:
        return annuler_lot(session, numero)


def test_chaque_import_est_un_lot_avec_ses_feuilles_et_ses_comptes(fichier: Fichier, tmp_path: Path) -> None:
    fichier.auteur = "Samira Kaddour"
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, VACANT), LILAS)
    appliquer(fichier, un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), VACANT, nom="suite.xlsx"), LILAS)

    dernier, premier = tous(fichier)

    assert (premier.fichier, premier.nature, premier.auteur) == ("etat.xlsx", "etat-locatif", "Samira Kaddour")
    assert (premier.creees, premier.feuilles, premier.operation) == (2, ("Sheet",), "LILAS")
    assert (dernier.fichier, dernier.modifiees, dernier.inchangees) == ("suite.xlsx", 1, 1)
    assert not (premier.annule or dernier.annule)


def test_un_import_annule_laisse_la_base_du_debut(fichier: Fichier, tmp_path: Path) -> None:
    avant = photo(fichier)
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, DURAND, VACANT), LILAS)

    annuler(fichier, tous(fichier)[0].id)

    assert photo(fichier) == avant
    assert tous(fichier)[0].annule


@avec_le_partage
@pytest.mark.parametrize(
    "exemple", ["etat_locatif_lilas.xlsx", "enquetes_lilas.csv", "vacances_2026-10.xlsx", "saisie_cas.csv"]
)
def test_chaque_exemple_s_annule_entier(fichier: Fichier, exemple: str) -> None:
    if exemple.startswith("enquetes"):
        appliquer(fichier, EXEMPLES / "etat_locatif_lilas.xlsx", LILAS)
    avant = photo(fichier)
    appliquer(fichier, EXEMPLES / exemple, LILAS)
    assert photo(fichier) != avant

    faite = annuler(fichier, tous(fichier)[0].id)

    assert faite.laisses == ()
    assert photo(fichier) == avant


def test_annuler_un_lot_garde_ce_qui_a_ete_saisi_depuis_et_le_dit(fichier: Fichier, tmp_path: Path) -> None:
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, DURAND), LILAS)
    appliquer(fichier, un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), revu(DURAND, loyer=260)), LILAS)
    fichier.auteur = "Samira Kaddour"
    with fichier.ecrire("Loyer corrigé") as session:
        martin = session.scalars(select(Menage).join(Personne).where(Personne.nom == "MARTIN")).one()
        assert martin.cout_avant is not None
        martin.cout_avant.loyer = Decimal(305)

    faite = annuler(fichier, tous(fichier)[0].id)

    assert "Samira Kaddour" in faite.laisses[0].phrase
    with fichier.lire() as session:
        loyers = dict(
            session.execute(
                select(Personne.nom, Cout.loyer).join(Cout, Cout.menage_id == Personne.menage_id)
            ).all()
        )
        assert loyers == {"MARTIN": Decimal(305), "DURAND": Decimal(250)}
        assert list(differences(session.connection())) == []


def test_on_sait_avant_d_annuler_ce_qui_sera_defait_et_laisse(fichier: Fichier, tmp_path: Path) -> None:
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, DURAND), LILAS)
    with fichier.ecrire("Téléphone") as session:
        session.scalars(select(Menage).order_by(Menage.id)).first().telephone = "0612345678"  # type: ignore[union-attr]

    with fichier.lire() as session:
        vu = apercu_annulation(session, tous(fichier)[0].id)

    assert any("2 dossiers à retirer" in phrase for phrase in vu.defaits)
    assert len(vu.laisses) == 1


def test_un_lot_annule_ou_sans_effet_ne_s_annule_pas(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN)
    appliquer(fichier, liste, LILAS)
    appliquer(fichier, liste, LILAS)
    sans_effet, fait = tous(fichier)
    annuler(fichier, fait.id)

    with pytest.raises(ErreurMetier, match="déjà annulé"):
        annuler(fichier, fait.id)
    with pytest.raises(ErreurMetier, match="n’a rien changé"):
        annuler(fichier, sans_effet.id)
    with pytest.raises(ErreurMetier, match="Aucun import n° 999"):
        annuler(fichier, 999)


def test_annule_puis_importe_de_nouveau_donne_les_memes_dossiers(fichier: Fichier, tmp_path: Path) -> None:
    liste = un_etat_locatif(tmp_path, MARTIN, DURAND)
    appliquer(fichier, liste, LILAS)
    annuler(fichier, tous(fichier)[0].id)

    appliquer(fichier, liste, LILAS)

    with fichier.lire() as session:
        assert sorted(session.scalars(select(Personne.nom))) == ["DURAND", "MARTIN"]


def test_chaque_valeur_sait_de_quelle_ligne_elle_vient(fichier: Fichier, tmp_path: Path) -> None:
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, DURAND), LILAS)
    appliquer(fichier, un_etat_locatif(tmp_path, DURAND, revu(MARTIN, loyer=310), nom="suite.xlsx"), LILAS)

    with fichier.lire() as session:
        martin = session.scalars(select(Menage).join(Personne).where(Personne.nom == "MARTIN")).one()
        cout, logement = martin.cout_avant, martin.logement_quitte
        assert cout is not None
        assert logement is not None
        loyer, charges = provenance(session, cout, "loyer"), provenance(session, cout, "charges")
        surface = provenance(session, logement, "surface")

    assert loyer is not None and charges is not None and surface is not None
    assert (loyer.fichier, loyer.feuille, loyer.ligne) == ("suite.xlsx", "Sheet", 3)
    assert (charges.fichier, charges.ligne) == ("etat.xlsx", 2)
    assert (surface.fichier, surface.ligne) == ("etat.xlsx", 2)
    assert loyer.phrase.startswith("suite.xlsx, feuille Sheet, ligne 3, importé le ")


def test_une_valeur_retapee_ne_vient_plus_du_fichier(fichier: Fichier, tmp_path: Path) -> None:
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN), LILAS)
    with fichier.ecrire("Loyer corrigé") as session:
        cout = session.scalars(select(Cout)).one()
        cout.loyer = Decimal(305)

    with fichier.lire() as session:
        cout = session.scalars(select(Cout)).one()
        assert provenance(session, cout, "loyer") is None
        assert provenance(session, cout, "apl") is not None


def test_une_saisie_annulee_rend_sa_provenance_a_la_valeur(fichier: Fichier, tmp_path: Path) -> None:
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN), LILAS)
    with fichier.ecrire("Loyer corrigé") as session:
        session.scalars(select(Cout)).one().loyer = Decimal(305)
    with fichier.ecrire(mots("Loyer corrigé")) as session:
        annuler_acte(session, fichier.ecritures[-1])

    with fichier.lire() as session:
        trouvee = provenance(session, session.scalars(select(Cout)).one(), "loyer")

    assert trouvee is not None
    assert trouvee.ligne == 2


def test_le_dossier_dit_de_quelle_ligne_vient_chaque_montant(fichier: Fichier, tmp_path: Path) -> None:
    appliquer(fichier, un_etat_locatif(tmp_path, DURAND, MARTIN), LILAS)
    with fichier.ecrire("Charges corrigées") as session:
        martin = session.scalars(select(Menage).join(Personne).where(Personne.nom == "MARTIN")).one()
        assert martin.cout_avant is not None
        martin.cout_avant.charges = Decimal(81)

    with fichier.lire() as session:
        numero = session.scalars(select(Personne.menage_id).where(Personne.nom == "MARTIN")).one()
        origines = lire_dossier(session, numero).origines

    assert origines["loyer"].startswith("etat.xlsx, feuille Sheet, ligne 3, importé le ")
    assert "charges" not in origines


def test_une_personne_ajoutee_par_un_lot_sait_sa_ligne(fichier: Fichier, tmp_path: Path) -> None:
    second = revu(MARTIN, nom="MARTIN", prenom="Zoé", loyer=None, charges=None, apl=None)
    appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, second), LILAS)

    with fichier.lire() as session:
        zoe = session.scalars(select(Personne).where(Personne.lien == Lien.COTITULAIRE)).one()
        trouvee = provenance(session, zoe, "nom")
        logements = session.scalars(select(LogementQuitte.ug)).all()

    assert trouvee is not None
    assert trouvee.ligne == 2  # le ménage se lit à sa première ligne
    assert logements == ["0001"]


def test_une_simulation_ne_laisse_pas_de_lot(fichier: Fichier, tmp_path: Path) -> None:
    rapport = appliquer(fichier, un_etat_locatif(tmp_path, MARTIN), LILAS, simuler=True)

    assert rapport.simule
    assert tous(fichier) == []

"""L'enquête s'écrit tout ou rien : mois, souhaits, besoins ; le total du ménage suit ses mois."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from db.conflits import Collision, Collisions
from db.dossier import Ajout, Changement, Modification, Retrait, enregistrer, lire_dossier
from db.fichier import Fichier
from db.pannes import Conflit
from db.personnes import ajouter_personne
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage, Personne
from relogement.modeles import Accompagnement, Besoin, Bilan, Ressource, Souhait
from relogement.nomenclatures import CodeAccompagnement, CodeBesoin, CodeRessource, Lien
from tests.fabrique import un_cout, un_menage

OCTOBRE = date(2026, 10, 1)


@pytest.fixture
def menage_id(fichier: Fichier) -> int:
    with fichier.ecrire("Saisie") as session:
        menage = un_menage("D1", avant=un_cout("300", "80", "180"))
        session.add(menage)
        session.flush()
        return menage.id


def noter(fichier: Fichier, menage_id: int, *changements: Changement) -> None:
    with fichier.ecrire("Dossier modifié") as session:
        enregistrer(session, menage_id, changements)


def un_mois(personne_id: int | None, montant: str, **champs: Any) -> Ajout:
    valeurs = {"code": CodeRessource.SAL, "mois": OCTOBRE, "montant": Decimal(montant)}
    return Ajout(Ressource, {"personne_id": personne_id} | valeurs | champs)


def test_les_mois_saisis_changent_le_total_le_taux_d_effort_et_le_journal(
    fichier: Fichier, menage_id: int
) -> None:
    af = {"code": CodeRessource.AF}

    noter(fichier, menage_id, un_mois(1, "800"), un_mois(None, "200", **af))

    with fichier.lire() as session:
        lu = lire_dossier(session, menage_id)
        assert (lu.menage.ressources, lu.menage.personnes[0].ressources) == (1000, 800)
        assert session.get_one(Bilan, menage_id).te_av == 20  # 200 € de reste à charge sur 1 000 €
        titres = {fait.titre: fait.detail for fait in lu.faits}
    assert titres["Ressources par mois"] == "2 montants de plus"


def test_un_total_ecrit_avec_les_mois_l_emporte(fichier: Fichier, menage_id: int) -> None:
    noter(fichier, menage_id, un_mois(1, "800"), Modification(Menage, menage_id, 1, {"ressources": Decimal(950)}))

    with fichier.lire() as session:
        assert session.scalar(select(Menage.ressources)) == 950


def test_souhaits_besoins_et_accompagnement_se_relisent_dans_leur_ordre(fichier: Fichier, menage_id: int) -> None:
    noter(
        fichier, menage_id,
        Ajout(Souhait, {"rang": 2, "lieu": "Cabestany"}),
        Ajout(Souhait, {"rang": 1, "lieu": "Toulouges"}),
        Ajout(Besoin, {"code": CodeBesoin.ASCENSEUR}),
        Ajout(Accompagnement, {"code": CodeAccompagnement.CAF, "par": "CCAS"}),
    )  # fmt: skip

    with fichier.lire() as session:
        menage = lire_dossier(session, menage_id).menage
    assert [s.lieu for s in menage.souhaits] == ["Toulouges", "Cabestany"]
    assert [b.code for b in menage.besoins] == [CodeBesoin.ASCENSEUR]
    assert [(a.code, a.par) for a in menage.accompagnements] == [(CodeAccompagnement.CAF, "CCAS")]


def test_un_mois_que_quelqu_un_vient_d_ecrire_est_refuse_et_rien_n_est_ecrit(
    fichier: Fichier, menage_id: int
) -> None:
    noter(fichier, menage_id, un_mois(None, "800"))

    with pytest.raises(Conflit):
        noter(fichier, menage_id, Ajout(Besoin, {"code": CodeBesoin.PMR}), un_mois(None, "900"))

    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Besoin)) == 0
        assert session.scalar(select(Ressource.montant)) == 800


def test_une_ligne_changee_ailleurs_ne_s_ote_pas(fichier: Fichier, menage_id: int) -> None:
    noter(fichier, menage_id, un_mois(1, "800"))
    noter(fichier, menage_id, Modification(Ressource, 1, 1, {"montant": Decimal(820)}))

    with pytest.raises(Conflit):
        noter(fichier, menage_id, Retrait(Ressource, 1, 1))

    noter(fichier, menage_id, Retrait(Ressource, 1, 2), un_mois(1, "830"))
    with fichier.lire() as session:
        assert session.scalars(select(Ressource.montant)).all() == [830]


def test_une_personne_d_un_autre_dossier_ne_recoit_rien_ici(fichier: Fichier, menage_id: int) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add(un_menage("D2", operation=session.get_one(Menage, menage_id).operation))

    with pytest.raises(Conflit):
        noter(fichier, menage_id, un_mois(2, "800"))


def test_retirer_une_personne_ote_ses_mois_et_garde_ceux_du_foyer(fichier: Fichier, menage_id: int) -> None:
    noter(fichier, menage_id, un_mois(1, "800"), un_mois(None, "200", code=CodeRessource.AF))

    with fichier.ecrire("Personne retirée") as session:
        menage = session.get_one(Menage, menage_id)
        menage.personnes.remove(session.get_one(Personne, 1))

    with fichier.lire() as session:
        assert session.scalars(select(Ressource.code)).all() == [CodeRessource.AF]


@pytest.mark.parametrize(
    ("modele", "valeurs", "mot"),
    [
        (Menage, {"telephone": "zéro six"}, "Téléphone"),
        (Menage, {"nb_personnes": 0}, "au moins une personne"),
        (Personne, {"naissance_le": date(2100, 1, 1)}, "futur"),
        (Personne, {"activite": "sécu 1 84 04 66 136 042 25"}, "sécurité sociale"),
    ],
)
def test_ce_qui_ne_peut_pas_etre_vrai_ne_s_ecrit_pas(
    fichier: Fichier, menage_id: int, modele: type[Menage] | type[Personne], valeurs: dict[str, Any], mot: str
) -> None:
    with pytest.raises(ErreurMetier, match=mot):
        noter(fichier, menage_id, Modification(modele, 1, 1, valeurs))

    with fichier.lire() as session:
        relue = session.get_one(modele, 1)
        assert all(getattr(relue, nom) != valeur for nom, valeur in valeurs.items())


def test_un_champ_deja_faux_n_empeche_pas_d_en_corriger_un_autre(fichier: Fichier, menage_id: int) -> None:
    with fichier.ecrire("Reprise d’un vieux fichier") as session:
        session.get_one(Menage, menage_id).telephone = "voir avec sa fille"

    noter(fichier, menage_id, Modification(Menage, menage_id, 2, {"nb_personnes": 2}))

    with fichier.lire() as session:
        assert session.scalar(select(Menage.nb_personnes)) == 2


def test_un_deuxieme_titulaire_est_refuse_partout(fichier: Fichier, menage_id: int) -> None:
    conjoint = {"nom": "Exemple", "lien": Lien.CONJOINT}
    with fichier.ecrire("Personne ajoutée") as session:
        ajouter_personne(session, menage_id, conjoint)

    with pytest.raises(ErreurMetier, match="déjà un titulaire"), fichier.ecrire("Personne ajoutée") as session:
        ajouter_personne(session, menage_id, conjoint | {"lien": Lien.TITULAIRE})
    with pytest.raises(ErreurMetier, match="déjà un titulaire"):
        noter(fichier, menage_id, Modification(Personne, 2, 1, {"lien": Lien.TITULAIRE}))

    # Les deux liens changés ensemble : il n'y en a toujours qu'un.
    noter(
        fichier, menage_id,
        Modification(Personne, 2, 1, {"lien": Lien.TITULAIRE}),
        Modification(Personne, 1, 1, {"lien": Lien.CONJOINT}),
    )  # fmt: skip


def test_un_numero_de_securite_sociale_ne_s_enregistre_par_aucun_chemin(fichier: Fichier) -> None:
    menage = un_menage("D9", commentaire="NIR 2 79 09 66 136 042")

    with pytest.raises(ErreurMetier, match="sécurité sociale"), fichier.ecrire("Import") as session:
        session.add(menage)


def deux_versions(fichier: Fichier, menage_id: int, *changements: Changement) -> tuple[Collision, ...]:
    with pytest.raises(Collisions) as refus:
        noter(fichier, menage_id, *changements)
    return refus.value.trouvees


def test_le_meme_mois_saisi_deux_fois_pareil_n_en_fait_qu_un(fichier: Fichier, menage_id: int) -> None:
    noter(fichier, menage_id, un_mois(1, "800"))

    noter(fichier, menage_id, un_mois(1, "800"))

    with fichier.lire() as session:
        assert session.scalars(select(Ressource.montant)).all() == [800]


@pytest.mark.parametrize(("garde", "attendu"), [("900", 900), ("800", 800)])
def test_le_meme_mois_saisi_autrement_montre_les_deux_puis_garde_le_choix(
    fichier: Fichier, menage_id: int, garde: str, attendu: int
) -> None:
    noter(fichier, menage_id, un_mois(1, "800"))

    (vue,) = deux_versions(fichier, menage_id, un_mois(1, "900"))

    assert (vue.champ, vue.mien, vue.leur, vue.auteur) == ("montant", 900, 800, "Agente de test")
    with fichier.ecrire("Dossier modifié") as session:
        choix = {(Ressource, vue.id): {"montant": Decimal(garde)}}
        enregistrer(session, menage_id, [un_mois(1, "900")], arbitrages=choix)
    with fichier.lire() as session:
        assert session.scalars(select(Ressource.montant)).all() == [attendu]
        assert session.scalar(select(Menage.ressources)) == attendu


@pytest.mark.parametrize(("garde", "attendu"), [(None, []), (Decimal(820), [820])])
def test_un_mois_ote_ici_et_change_la_bas_montre_les_deux(
    fichier: Fichier, menage_id: int, garde: Decimal | None, attendu: list[int]
) -> None:
    noter(fichier, menage_id, un_mois(1, "800"))
    noter(fichier, menage_id, Modification(Ressource, 1, 1, {"montant": Decimal(820)}))

    (vue,) = deux_versions(fichier, menage_id, Retrait(Ressource, 1, 1))

    assert (vue.mien, vue.leur) == (None, 820)
    with fichier.ecrire("Dossier modifié") as session:
        enregistrer(
            session, menage_id, [Retrait(Ressource, 1, 1)], arbitrages={(Ressource, 1): {"montant": garde}}
        )
    with fichier.lire() as session:
        assert session.scalars(select(Ressource.montant)).all() == attendu


def test_ce_qu_un_autre_a_deja_ote_l_est(fichier: Fichier, menage_id: int) -> None:
    noter(fichier, menage_id, un_mois(1, "800"))
    noter(fichier, menage_id, Retrait(Ressource, 1, 1))

    noter(fichier, menage_id, Retrait(Ressource, 1, 1))

    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Ressource)) == 0

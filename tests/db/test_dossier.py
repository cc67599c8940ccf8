"""Un dossier se lit d'un coup, se change sans écraser personne, et raconte ce qui lui est arrivé."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from db.dossier import DossierLu, Modification, enregistrer, lire_dossier, logements_proposables, relire
from db.faits import Fait, GenreDeFait
from db.fichier import Fichier
from db.pannes import Conflit
from relogement.actes import Notification, proposer, refuser
from relogement.charte import Charte
from relogement.contacts import noter_un_contact
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Canal, Etat, Lien, ModeNotification, Typologie
from tests.fabrique import un_cout, un_logement, un_menage


@pytest.fixture
def menage_id(fichier: Fichier) -> int:
    with fichier.ecrire("Saisie") as session:
        menage = un_menage("AC-1", nom="MARTIN", prenom="Zoé", avant=un_cout("300", "80", "180"))
        session.add(menage)
        session.flush()
        return menage.id


def lu(fichier: Fichier, menage_id: int) -> DossierLu:
    with fichier.lire() as session:
        return lire_dossier(session, menage_id)


def changements(fichier: Fichier, menage_id: int) -> list[Fait]:
    return [f for f in lu(fichier, menage_id).faits if f.genre is GenreDeFait.CHANGEMENT]


def changer(fichier: Fichier, menage_id: int, **valeurs: object) -> None:
    montre = lu(fichier, menage_id).menage
    with fichier.ecrire("Dossier modifié") as session:
        modification = Modification(Menage, menage_id, montre.version, valeurs)
        enregistrer(session, menage_id, [modification], auteur="Agente de test")


def test_tout_se_lit_sans_la_base(fichier: Fichier, menage_id: int) -> None:
    vu = lu(fichier, menage_id)

    assert vu.menage.operation.code
    assert vu.menage.logement_quitte is not None and vu.menage.logement_quitte.bailleur == "Habitat Sud"
    assert [p.nom for p in vu.menage.personnes] == ["MARTIN"]
    assert vu.rac.avant.rac.valeur == Decimal(200)
    assert vu.bilan.menage_id == menage_id


def test_un_dossier_absent_se_dit(fichier: Fichier) -> None:
    with fichier.lire() as session, pytest.raises(ErreurMetier, match="n’existe plus"):
        lire_dossier(session, 404)


def test_une_version_depassee_n_ecrase_rien(fichier: Fichier, menage_id: int) -> None:
    montre = lu(fichier, menage_id).menage
    changer(fichier, menage_id, referent="Une autre")

    with pytest.raises(Conflit), fichier.ecrire("Dossier modifié") as session:
        enregistrer(session, menage_id, [Modification(Menage, menage_id, montre.version, {"referent": "Moi"})])

    assert lu(fichier, menage_id).menage.referent == "Une autre"


def test_la_date_d_enquete_avance_le_parcours(fichier: Fichier, menage_id: int) -> None:
    changer(fichier, menage_id, enquete_le=date(2026, 3, 17))

    menage = lu(fichier, menage_id).menage

    assert menage.etat is Etat.ENQUETE
    assert [(e.etat, e.le) for e in menage.etapes] == [(Etat.ENQUETE, date(2026, 3, 17))]


def test_une_date_du_recueil_ne_fait_pas_reculer_un_dossier(fichier: Fichier, menage_id: int) -> None:
    changer(fichier, menage_id, sne_le=date(2026, 3, 31))

    changer(fichier, menage_id, informe_le=date(2026, 2, 2))

    menage = lu(fichier, menage_id).menage
    assert menage.etat is Etat.SNE
    assert {e.etat for e in menage.etapes} == {Etat.SNE, Etat.INFORME}


def test_un_champ_change_se_raconte_avec_ses_mots(fichier: Fichier, menage_id: int) -> None:
    changer(fichier, menage_id, souhait_typologie=Typologie.T4)
    changer(fichier, menage_id, ressources=Decimal("1799.75"))
    changer(fichier, menage_id, logement_adapte=True)

    dits = {f.titre: f.detail for f in changements(fichier, menage_id)}

    assert dits["Typologie souhaitée"] == "— → T4"
    assert dits["Ressources mensuelles du ménage"] == "1\u202f200,00\u202f€ → 1\u202f799,75\u202f€"
    assert dits["Logement adapté nécessaire"] == "— → oui"


def test_plusieurs_champs_d_une_fois_font_un_seul_fait(fichier: Fichier, menage_id: int) -> None:
    changer(fichier, menage_id, referent="Samira Kaddour", telephone="06 00 00 26 14")

    (fait,) = changements(fichier, menage_id)

    assert fait.titre == "2 champs modifiés"
    assert set(fait.detail.splitlines()) == {"Référent : — → Samira Kaddour", "Téléphone : — → 06 00 00 26 14"}
    assert fait.auteur == "Agente de test"


def test_une_personne_ajoutee_et_retiree_reste_au_journal(fichier: Fichier, menage_id: int) -> None:
    with fichier.ecrire("Personne ajoutée") as session:
        menage = relire(session, Menage, menage_id)
        menage.personnes.append(Personne(lien=Lien.CONJOINT, nom="MARTIN", prenom="Noé"))
    with fichier.ecrire("Personne retirée") as session:
        menage = relire(session, Menage, menage_id)
        menage.personnes.remove(menage.personnes[1])

    titres = [f.titre for f in changements(fichier, menage_id)]

    assert sorted(titres) == ["Personne ajoutée au ménage", "Personne retirée du ménage"]


def test_un_refus_se_lit_d_une_ligne(fichier: Fichier, menage_id: int) -> None:
    with fichier.ecrire("Offre") as session:
        menage, charte = relire(session, Menage, menage_id), session.query(Charte).one()
        remise = Notification(date(2026, 6, 1), ModeNotification.RECOMMANDE, "AR")
        offre = proposer(menage, un_logement(residence="Les Genêts"), charte=charte, notification=remise)
        refuser(menage, offre, date(2026, 6, 15), "ATTEND_NEUF", charte=charte)

    actes = [f for f in lu(fichier, menage_id).faits if f.genre is GenreDeFait.ACTE]

    # 1ᵉʳ juin + 30 jours = mercredi 1ᵉʳ juillet 2026.
    assert [(f.titre, f.detail) for f in actes] == [
        ("Offre 1 refusée", "Motif : non recevable"),
        ("Offre 1 notifiée", "Recommandé, limite 01/07/2026"),
    ]
    assert changements(fichier, menage_id) == []


def test_le_premier_mot_dit_le_canal(fichier: Fichier, menage_id: int) -> None:
    with fichier.ecrire("Contact noté") as session:
        menage = relire(session, Menage, menage_id)
        noter_un_contact(menage, "SMS : rappel de la visite", datetime(2026, 11, 17, 9, 12))  # noqa: DTZ001

    (contact,) = [f for f in lu(fichier, menage_id).faits if f.genre is GenreDeFait.CONTACT]

    assert (contact.canal, contact.titre, contact.horaire) == (Canal.SMS, "SMS : rappel de la visite", True)


def test_un_logement_offert_quitte_le_vivier(fichier: Fichier, menage_id: int) -> None:
    with fichier.ecrire("Vivier") as session:
        session.add_all([un_logement(residence="A"), un_logement(residence="B")])
    with fichier.ecrire("Offre") as session:
        libre = logements_proposables(session)[0]
        proposer(relire(session, Menage, menage_id), libre, charte=session.query(Charte).one())

    with fichier.lire() as session:
        assert [x.residence for x in logements_proposables(session)] == ["B"]

"""La journée sur une vraie base, sur les deux moteurs : qui voit quoi, où, ce qui est reporté ou fait."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from db.bilans import differences
from db.fichier import Fichier
from db.journal import Ecriture, LigneDeJournal
from db.journee import Journee, Portee, agents, dossiers_de, echeances_datees, en_retard, journee
from db.rappels import RappelSaisi, accorder, ajouter, faire, noter, reporter, reprendre, rouvrir
from relogement.actes import constater_le_silence
from relogement.caleol import PassageCaleol
from relogement.charte import Charte
from relogement.erreurs import ErreurMetier
from relogement.journee import Colonne, LigneDuJour, geste, presse, quand, quoi
from relogement.menage import Menage
from relogement.modeles import Bilan, Contact, Rappel, Report
from relogement.nomenclatures import Canal, DecisionCaleol, Etat, Reponse
from relogement.parcours import passer
from relogement.regles.suites import Geste
from tests.fabrique import un_menage, une_offre, une_operation

AU = date(2026, 11, 20)
MAINTENANT = datetime(2026, 11, 20, 10, 12)  # noqa: DTZ001
MOI = "Samira Kaddour"


def un_dossier(reference: str, nom: str, *, referent: str | None = MOI, **champs: Any) -> Menage:
    """Un dossier en recherche, où un contact a été noté hier."""
    menage = un_menage(reference, nom=nom, referent=referent, **({"etat": Etat.RECHERCHE} | champs))
    menage.contacts.append(Contact(le=datetime(2026, 11, 19), canal=Canal.TELEPHONE, objet="Point"))  # noqa: DTZ001
    return menage


def une_suite(menage: Menage, suite: str, le: date | None) -> Menage:
    menage.contacts[0].suite, menage.contacts[0].suite_le = suite, le
    return menage


def une_attente(menage: Menage, notifiee_le: date, limite_le: date) -> Menage:
    menage.etat = Etat.OFFRE
    menage.offres.append(une_offre(notifiee_le=notifiee_le, limite_le=limite_le, reponse=Reponse.EN_COURS))
    return menage


@pytest.fixture
def rempli(fichier: Fichier) -> Fichier:
    ac, li = une_operation("AC", vide_le=date(2027, 4, 30)), une_operation("LI")
    with fichier.ecrire("Saisie") as session:
        session.add_all(
            [
                une_attente(un_dossier("AC-1", "Zaoui", operation=ac), date(2026, 10, 19), date(2026, 11, 18)),
                une_attente(un_dossier("AC-2", "Delmas", operation=ac), date(2026, 10, 26), date(2026, 11, 25)),
                une_attente(un_dossier("AC-3", "Le Bihan", operation=ac), date(2026, 10, 21), AU),
                une_suite(un_dossier("AC-4", "Faure", operation=ac), "Relance du bailleur", date(2026, 11, 18)),
                une_suite(un_dossier("AC-5", "Bertrand", operation=ac), "Lettre d’information", None),
                une_suite(un_dossier("LI-1", "Tran", operation=li, referent="T. Vidal"), "Rappeler", AU),
            ]
        )  # fmt: skip
    return fichier


def la_journee(fichier: Fichier, agent: str | None = MOI, operation: str | None = None, au: date = AU) -> Journee:
    with fichier.lire() as session:
        return journee(session, Portee(au, agent, operation))


def montrees(vue: Journee, colonne: Colonne) -> list[str]:
    return [
        f"{li.nom} | {quoi(li, AU)} | {quand(li, AU)} | {geste(li, AU)}" for li in vue.colonnes[colonne].lignes
    ]


def la_ligne(fichier: Fichier, reference: str, colonne: Colonne, agent: str | None = MOI) -> LigneDuJour:
    return next(li for li in la_journee(fichier, agent).colonnes[colonne].lignes if li.reference == reference)


def test_chaque_affaire_est_dans_sa_colonne_avec_ses_mots_et_son_geste(rempli: Fichier) -> None:
    vue = la_journee(rempli)

    assert montrees(vue, Colonne.RETARD) == [
        "ZAOUI | Constater le silence sur l’offre 1 | limite mer. 18/11/2026, dépassée de 2 jours | Constater",
        "FAURE | Relance du bailleur | prévu mer. 18/11/2026, 2 jours de retard | Relancer",
    ]
    assert montrees(vue, Colonne.JOUR) == [
        "LE BIHAN | Réponse à l’offre 1\u00a0: dernier jour | notifiée le 21/10/2026 | Appeler",
        "BERTRAND | Lettre d’information | depuis 1 jour | Fait",
    ]
    assert montrees(vue, Colonne.ATTENTE) == [
        "DELMAS | Le ménage\u00a0: réponse à l’offre 1 | depuis 25 jours, limite mer. 25/11/2026 | Relancer"
    ]
    assert [presse(li, AU) for li in vue.colonnes[Colonne.RETARD].lignes] == [True, False]


def test_les_bilans_et_les_affaires_gardes_sont_ceux_que_l_on_etablirait(rempli: Fichier) -> None:
    with rempli.lire() as session:
        assert list(differences(session.connection())) == []


def test_l_equipe_voit_tout_et_l_operation_regardee_limite(rempli: Fichier) -> None:
    assert {li.reference for li in la_journee(rempli, None).colonnes[Colonne.JOUR].lignes} == {
        "AC-3",
        "AC-5",
        "LI-1",
    }
    assert [li.reference for li in la_journee(rempli, None, "LI").colonnes[Colonne.JOUR].lignes] == ["LI-1"]
    assert la_journee(rempli, "T. Vidal").a_reloger == 1


def test_l_en_tete_compte_les_dossiers_a_reloger_et_la_date_cible(rempli: Fichier) -> None:
    vue = la_journee(rempli, operation="AC")

    assert (vue.a_reloger, vue.cible) == (5, ("Opération AC", date(2027, 4, 30)))


def test_la_pastille_compte_les_retards(rempli: Fichier) -> None:
    with rempli.lire() as session:
        assert en_retard(session, Portee(AU, MOI)) == 2
        assert en_retard(session, Portee(AU, "T. Vidal")) == 0
        assert agents(session) == [MOI, "T. Vidal"]


def test_constater_le_silence_vide_la_ligne(rempli: Fichier) -> None:
    with rempli.ecrire("Silence") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "AC-1")).one()
        charte = session.scalars(select(Charte)).one()
        constater_le_silence(menage, menage.offres[0], AU, charte=charte)

    assert [li.reference for li in la_journee(rempli).colonnes[Colonne.RETARD].lignes] == ["AC-4"]


def test_une_suite_faite_disparait_se_voit_faite_et_se_rouvre(rempli: Fichier) -> None:
    ligne = la_ligne(rempli, "AC-5", Colonne.JOUR)
    with rempli.ecrire("Fait") as session:
        faire(session, ligne.cle, au=AU)
    apres = la_journee(rempli)

    assert "AC-5" not in {li.reference for li in apres.colonnes[Colonne.JOUR].lignes}
    assert [(f.objet, f.reference) for f in apres.faits] == [("Lettre d’information", "AC-5")]

    with rempli.ecrire("Rouvert") as session:
        rouvrir(session, apres.faits[0].cle)
    assert "AC-5" in {li.reference for li in la_journee(rempli).colonnes[Colonne.JOUR].lignes}


def test_relancer_note_le_contact_ferme_l_ancienne_suite_et_ouvre_la_nouvelle(rempli: Fichier) -> None:
    ligne = la_ligne(rempli, "AC-4", Colonne.RETARD)
    with rempli.ecrire("Contact noté") as session:
        noter(session, ligne, "Courriel au bailleur -> relance du bailleur le 27/11", MAINTENANT, auteur=MOI)
    vue = la_journee(rempli)

    assert "AC-4" not in {li.reference for li in vue.colonnes[Colonne.RETARD].lignes}
    nouvelle = next(li for li in vue.colonnes[Colonne.ATTENTE].lignes if li.reference == "AC-4")
    assert (nouvelle.objet, nouvelle.echeance_le) == ("relance du bailleur", date(2026, 11, 27))


def test_reporter_demande_une_date_et_un_motif_et_la_ligne_revient_a_sa_date(rempli: Fichier) -> None:
    ligne = la_ligne(rempli, "AC-4", Colonne.RETARD)
    with rempli.ecrire("Reporté") as session:
        reporter(session, ligne, date(2026, 11, 24), "Interlocutrice absente", agent=MOI, au=AU)
    vue = la_journee(rempli)

    assert "AC-4" not in {li.reference for li in vue.colonnes[Colonne.RETARD].lignes}
    assert [(r.reference, r.jusqu_au, r.motif) for r in vue.reports] == [
        ("AC-4", date(2026, 11, 24), "Interlocutrice absente")
    ]
    assert "AC-4" in {
        li.reference for li in la_journee(rempli, au=date(2026, 11, 24)).colonnes[Colonne.RETARD].lignes
    }


@pytest.mark.parametrize(("jusqu_au", "motif"), [(AU, "absent"), (date(2026, 11, 24), "  ")])
def test_un_report_sans_date_a_venir_ou_sans_motif_est_refuse(rempli: Fichier, jusqu_au: date, motif: str) -> None:
    ligne = la_ligne(rempli, "AC-4", Colonne.RETARD)

    with pytest.raises(ErreurMetier), rempli.ecrire("Reporté") as session:
        reporter(session, ligne, jusqu_au, motif, agent=MOI, au=AU)
    assert la_journee(rempli).reports == ()


def test_ce_qui_est_reporte_se_reprend(rempli: Fichier) -> None:
    ligne = la_ligne(rempli, "AC-4", Colonne.RETARD)
    with rempli.ecrire("Reporté") as session:
        reporter(session, ligne, date(2026, 11, 24), "Absente", agent=MOI, au=AU)
    with rempli.ecrire("Repris") as session:
        reprendre(session, la_journee(rempli).reports[0].id, au=AU)

    assert "AC-4" in {li.reference for li in la_journee(rempli).colonnes[Colonne.RETARD].lignes}
    with rempli.lire() as session:
        gestes = session.execute(
            select(Ecriture.acte, LigneDeJournal.objet)
            .join(Ecriture, Ecriture.id == LigneDeJournal.ecriture_id)
            .where(LigneDeJournal.objet == Report.__tablename__)
        ).all()
    assert {tuple(g) for g in gestes} == {("Reporté", "report"), ("Repris", "report")}


def test_un_rappel_revient_a_son_jour_et_a_son_heure_puis_se_dit_fait(rempli: Fichier) -> None:
    saisi = RappelSaisi(AU, "Cellule inter-bailleurs", time(14, 30), "maison du projet")
    with rempli.ecrire("Rappel") as session:
        ajouter(session, saisi, agent=MOI, au=AU)
    ligne = la_journee(rempli).colonnes[Colonne.JOUR].lignes[0]

    assert (ligne.objet, ligne.heure, quand(ligne, AU)) == (
        "Cellule inter-bailleurs",
        time(14, 30),
        "maison du projet",
    )
    assert geste(ligne, AU) is Geste.FAIT
    with rempli.ecrire("Fait") as session:
        faire(session, ligne.cle, au=AU)
    assert [f.objet for f in la_journee(rempli).faits] == ["Cellule inter-bailleurs"]


def test_le_rappel_d_un_collegue_n_est_pas_le_mien(rempli: Fichier) -> None:
    with rempli.ecrire("Rappel") as session:
        ajouter(session, RappelSaisi(AU, "Réunion"), agent="T. Vidal", au=AU)

    assert "Réunion" not in {li.objet for li in la_journee(rempli).colonnes[Colonne.JOUR].lignes}
    assert "Réunion" in {li.objet for li in la_journee(rempli, None).colonnes[Colonne.JOUR].lignes}


@pytest.mark.parametrize("saisi", [RappelSaisi(date(2026, 11, 19), "Hier"), RappelSaisi(AU, " ")])
def test_un_rappel_passe_ou_vide_est_refuse(rempli: Fichier, saisi: RappelSaisi) -> None:
    with pytest.raises(ErreurMetier), rempli.ecrire("Rappel") as session:
        ajouter(session, saisi, agent=MOI, au=AU)


def test_la_prochaine_echeance_d_un_dossier_compte_les_suites_et_les_rappels(rempli: Fichier) -> None:
    with rempli.lire() as session:
        ids = {r: i for i, r in session.execute(select(Menage.id, Menage.reference))}
    with rempli.ecrire("Rappel") as session:
        saisi = RappelSaisi(date(2026, 11, 22), "Porter le bail", menage_id=ids["AC-2"])
        ajouter(session, saisi, agent=MOI, au=AU)
    with rempli.lire() as session:
        vues = {b.menage_id: (b.echeance_le, b.echeance_objet) for b in session.scalars(select(Bilan))}

    assert vues[ids["AC-4"]] == (date(2026, 11, 18), "Relance du bailleur")
    assert vues[ids["AC-2"]] == (date(2026, 11, 22), "Porter le bail")


def test_l_accord_a_l_attribution_laisse_le_bail_a_signer(rempli: Fichier) -> None:
    with rempli.ecrire("CALEOL") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "AC-5")).one()
        for etat in (Etat.ACCORD, Etat.CALEOL, Etat.ATTRIBUE):
            passer(menage, etat, AU, motif="reprise")
        passage = PassageCaleol(
            le=date(2026, 11, 10), decision=DecisionCaleol.ATTRIBUTION, notifie_le=date(2026, 11, 13),
            limite_le=date(2026, 11, 23),
        )  # fmt: skip
        menage.caleols.append(passage)
    avant = la_ligne(rempli, "AC-5", Colonne.ATTENTE)
    with rempli.ecrire("Accord") as session:
        assert avant.cible_id is not None
        accorder(session, avant.cible_id, AU)
    apres = la_ligne(rempli, "AC-5", Colonne.ATTENTE)

    assert quoi(avant, AU) == "Le ménage\u00a0: accord à l’attribution"
    assert apres.objet == "Le bailleur : bail à signer"


def test_un_dossier_sans_action_se_dit_avec_son_nombre_de_jours(fichier: Fichier) -> None:
    noms, op = (("A", "Faure"), ("B", "Keita"), ("C", "Riera")), une_operation()
    ancien, recent, muet = (un_dossier(reference, nom, operation=op) for reference, nom in noms)
    ancien.contacts[0].le = datetime(2026, 10, 17)  # noqa: DTZ001 — 34 jours
    recent.contacts[0].le = datetime(2026, 10, 30)  # noqa: DTZ001 — 21 jours, pas plus
    muet.contacts.clear()
    with fichier.ecrire("Saisie") as session:
        session.add_all([ancien, recent, muet])

    vue = la_journee(fichier)
    with fichier.lire() as session:
        ids = dossiers_de(session, Portee(AU, MOI), "sans_action")

    assert [(li.reference, li.depuis_le) for li in vue.sans_action.lignes] == [
        ("C", None),
        ("A", date(2026, 10, 17)),
    ]
    assert (vue.sans_action.total, len(ids), vue.a_reloger) == (2, 2, 3)


def test_l_agenda_ne_garde_que_ce_qui_est_date_et_a_venir(rempli: Fichier) -> None:
    with rempli.lire() as session:
        lignes = echeances_datees(session, Portee(AU, MOI))

    assert [(li.reference, li.echeance_le) for li in lignes] == [("AC-3", AU), ("AC-2", date(2026, 11, 25))]


def test_supprimer_un_dossier_emporte_ses_affaires_et_ses_rappels(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        menage = une_suite(un_dossier("A", "Faure"), "Rappeler", AU)
        session.add(menage)
        session.flush()
        session.add(Rappel(menage_id=menage.id, agent=MOI, le=AU, objet="Y penser"))
    assert la_journee(fichier).colonnes[Colonne.JOUR].total == 2

    with fichier.ecrire("Suppression") as session:
        session.delete(session.scalars(select(Menage)).one())
    assert la_journee(fichier).colonnes[Colonne.JOUR].total == 0

"""Une séance sur les deux moteurs : son ordre du jour, ses présents, ses décisions, ce qui passe à la suivante."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from db.annulation import annuler
from db.bilans import differences
from db.cellule import decisions, seances
from db.cellule.cas import lire_cas
from db.cellule.ordre import Reunion, proposer
from db.fichier import Fichier
from relogement.base import Base
from relogement.cellule.codes import Critere, EtatPoint, EtatSeance, SensAvis, SuiteDecision
from relogement.erreurs import ErreurMetier
from relogement.modeles import DemandeDePassage, Menage, Operation, Partenaire, Point, Seance
from relogement.nomenclatures import Etat
from tests.db.cellule.conftest import A_14_H, AU, EN_SEANCE, MOI, un_dossier
from tests.fabrique import une_operation


def preparee(fichier: Fichier, le: date = AU, heure: time = A_14_H) -> int:
    with fichier.ecrire("Séance préparée") as session:
        return seances.preparer(session, le=le, heure=heure)


def lue(fichier: Fichier, numero: int) -> seances.SeanceOuverte:
    with fichier.lire() as session:
        return seances.lire_seance(session, numero)


def le_point(fichier: Fichier, numero: int, reference: str) -> seances.PointLu:
    return next(p for p in lue(fichier, numero).points if p.reference == reference)


def le_menage(fichier: Fichier, reference: str) -> int:
    with fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def test_l_ordre_du_jour_suit_les_criteres_et_dit_pourquoi(rempli: Fichier) -> None:
    """Deux refus passent avant un ménage sans offre depuis 102 jours ; un dossier suivi hier n'y est pas."""
    seance = lue(rempli, preparee(rempli))

    assert [(p.nom, p.critere, p.motif) for p in seance.points] == [
        ("BAYLE Gilles", Critere.TROIS_REFUS, "2 refus, dont 1 recevable"),
        ("BELKACEM Nora", Critere.SANS_OFFRE, "T5, 102 jours sans offre"),
    ]
    assert [p.libelle for p in seance.presents] == ["Canigou Logement", "Têt Habitat", "Tramontane Habitat"]
    assert seance.avertissements == ()


def test_deux_seances_a_la_meme_heure_sont_refusees_et_deux_le_meme_jour_sont_dites(rempli: Fichier) -> None:
    preparee(rempli)

    with pytest.raises(ErreurMetier, match="Une séance est déjà prévue le 20/11/2026 à 14:00"):
        preparee(rempli)

    matin = preparee(rempli, heure=time(9))
    assert lue(rempli, matin).avertissements == ("Une autre séance a lieu le même jour, à 14:00.",)


def test_une_decision_traite_le_dossier_et_ouvre_la_seance(rempli: Fichier) -> None:
    numero = preparee(rempli)
    point = le_point(rempli, numero, "AC-001")

    with rempli.ecrire("Décision notée") as session:
        decisions.noter(
            session, point.id, texte=" Proposer le T5 ", responsable=MOI, echeance_le=date(2026, 11, 27),
            maintenant=EN_SEANCE,
        )  # fmt: skip

    seance = lue(rempli, numero)
    assert (seance.etat, seance.ouverte_le, seance.decisions) == (EtatSeance.OUVERTE, EN_SEANCE, 1)
    assert le_point(rempli, numero, "AC-001").etat is EtatPoint.TRAITE
    with rempli.lire() as session:
        (decision,) = decisions.decisions(session, AU, seance_id=numero)
    assert (decision.texte, decision.par, decision.devenue(AU)) == ("Proposer le T5", MOI, "pour le 27/11/2026")


def test_une_decision_sans_responsable_ni_date_se_note_et_le_dit(rempli: Fichier) -> None:
    numero = preparee(rempli)
    with rempli.ecrire("Décision notée") as session:
        decisions.noter(session, le_point(rempli, numero, "AC-001").id, texte="Attendre", maintenant=EN_SEANCE)

    with rempli.lire() as session:
        (decision,) = decisions.decisions(session, AU, seance_id=numero)
    assert (decision.par, decision.devenue(AU)) == ("responsable à désigner", "sans date")


def test_une_decision_vide_ou_echue_avant_la_seance_est_refusee(rempli: Fichier) -> None:
    point = le_point(rempli, preparee(rempli), "AC-001").id

    with pytest.raises(ErreurMetier, match="Écrivez la décision"), rempli.ecrire("Décision") as session:
        decisions.noter(session, point, texte="  ", maintenant=EN_SEANCE)
    with (
        pytest.raises(ErreurMetier, match="ne peut pas précéder la séance du 20/11/2026"),
        rempli.ecrire("Décision") as session,
    ):
        decisions.noter(session, point, texte="Voir", echeance_le=date(2026, 11, 19), maintenant=EN_SEANCE)


def test_ce_qui_n_a_pas_ete_vu_passe_en_tete_de_la_suivante(rempli: Fichier) -> None:
    """BELKACEM est traitée, BAYLE n'a pas été vu : la séance suivante commence par lui."""
    premiere = preparee(rempli)
    with rempli.ecrire("Décision notée") as session:
        decisions.noter(session, le_point(rempli, premiere, "AC-001").id, texte="Voir", maintenant=EN_SEANCE)
    with rempli.ecrire("Séance close") as session:
        assert seances.clore(session, premiere, EN_SEANCE) == 1

    suivante = lue(rempli, preparee(rempli, AU + timedelta(days=7)))

    tete = suivante.points[0]
    assert (tete.nom, tete.critere, tete.reporte_du) == ("BAYLE Gilles", Critere.REPORTE, AU)
    assert (tete.groupe, tete.motif_court) == ("Reportés du 20/11/2026", "2 refus, dont 1 recevable")
    assert [p.reference for p in suivante.points] == ["AC-002", "AC-001"]


def test_une_seance_close_se_rouvre_avec_ce_qui_n_avait_pas_ete_vu(rempli: Fichier) -> None:
    numero = preparee(rempli)
    with rempli.ecrire("Report") as session:
        decisions.reporter(session, le_point(rempli, numero, "AC-002").id, EN_SEANCE)
    with rempli.ecrire("Séance close") as session:
        seances.clore(session, numero, EN_SEANCE)
    with pytest.raises(ErreurMetier, match="Cette séance est close"), rempli.ecrire("Ajout") as session:
        seances.ajouter(session, numero, le_menage(rempli, "AC-003"))

    with rempli.ecrire("Séance rouverte") as session:
        seances.rouvrir(session, numero)

    etats = {p.reference: p.etat for p in lue(rempli, numero).points}
    assert etats == {"AC-002": EtatPoint.REPORTE, "AC-001": EtatPoint.A_VOIR}


def test_une_seance_a_venir_ne_se_clot_pas(rempli: Fichier) -> None:
    numero = preparee(rempli, AU + timedelta(days=7))

    with (
        pytest.raises(ErreurMetier, match="prévue le 27/11/2026 : changez sa date"),
        rempli.ecrire("Séance close") as session,
    ):
        seances.clore(session, numero, EN_SEANCE)


def test_un_dossier_retire_a_la_main_ne_revient_que_si_un_partenaire_le_demande(rempli: Fichier) -> None:
    numero, belkacem = preparee(rempli), le_menage(rempli, "AC-001")
    with rempli.ecrire("Dossier retiré") as session:
        seances.retirer(session, le_point(rempli, numero, "AC-001").id)
    with rempli.ecrire("Ordre du jour complété") as session:
        assert seances.completer(session, numero) == 0
    assert [p.reference for p in lue(rempli, numero).points] == ["AC-002"]

    with rempli.ecrire("Demande") as session:
        tet = session.scalars(select(Partenaire.id).where(Partenaire.nom == "Têt Habitat")).one()
        session.add(DemandeDePassage(menage_id=belkacem, partenaire_id=tet, le=AU))
    with rempli.ecrire("Ordre du jour complété") as session:
        seances.completer(session, numero)

    point = le_point(rempli, numero, "AC-001")
    assert (point.critere, point.motif, point.demande_par) == (
        Critere.DEMANDE, "par Têt Habitat, le 20/11/2026", "Têt Habitat",
    )  # fmt: skip


def test_un_dossier_s_ajoute_a_la_main_une_fois_et_se_range_ou_l_on_veut(rempli: Fichier) -> None:
    numero, anselme = preparee(rempli), le_menage(rempli, "AC-003")
    with rempli.ecrire("Dossier ajouté") as session:
        point = seances.ajouter(session, numero, anselme, "à la demande du maire")
    with pytest.raises(ErreurMetier, match="AC-003 est déjà à l’ordre du jour"), rempli.ecrire("Ajout") as session:
        seances.ajouter(session, numero, anselme)

    with rempli.ecrire("Ordre changé") as session:
        seances.deplacer(session, point, 1)

    assert [(p.rang, p.reference) for p in lue(rempli, numero).points] == [
        (1, "AC-003"),
        (2, "AC-002"),
        (3, "AC-001"),
    ]


def test_un_avis_par_partenaire_le_dernier_donne_reste(rempli: Fichier) -> None:
    point = le_point(rempli, preparee(rempli), "AC-001").id
    with rempli.ecrire("Avis") as session:
        tet = session.scalars(select(Partenaire.id).where(Partenaire.nom == "Têt Habitat")).one()
        decisions.donner_avis(session, point, tet, SensAvis.RESERVE, "à revoir", EN_SEANCE)
        decisions.donner_avis(session, point, tet, SensAvis.FAVORABLE, None, EN_SEANCE)

    with rempli.lire() as session:
        (avis,) = decisions.avis(session, point)
    assert (avis.partenaire, avis.sens, avis.texte) == ("Têt Habitat", SensAvis.FAVORABLE, None)


def test_chaque_acte_de_la_seance_s_annule(rempli: Fichier) -> None:
    numero = preparee(rempli)
    with rempli.ecrire("Décision notée") as session:
        decisions.noter(session, le_point(rempli, numero, "AC-001").id, texte="Voir", maintenant=EN_SEANCE)
    with rempli.ecrire("Annulation") as session:
        annuler(session, rempli.ecritures[-1])

    seance = lue(rempli, numero)
    assert (seance.decisions, seance.etat) == (0, EtatSeance.PREPAREE)
    assert {p.etat for p in seance.points} == {EtatPoint.A_VOIR}
    with rempli.ecrire("Annulation") as session:
        annuler(session, rempli.ecritures[-3])
    with rempli.lire() as session:
        assert seances.seances(session) == []
        assert session.scalars(select(Point)).all() == []
        assert list(differences(session.connection())) == []


def test_un_menage_sorti_depuis_reste_et_se_signale(rempli: Fichier) -> None:
    numero = preparee(rempli)
    with rempli.ecrire("Sortie") as session:
        menage = session.get_one(Menage, le_menage(rempli, "AC-001"))
        menage.etat, menage.sorti_le = Etat.SORTI, date(2026, 11, 18)

    seance = lue(rempli, numero)

    assert le_point(rempli, numero, "AC-001").alerte == "Sorti le 18/11/2026"
    assert seance.avertissements == ("1 dossier sorti ou fusionné à l’ordre du jour\u00a0: AC-001.",)


def test_la_seance_que_l_on_montre_est_l_ouverte_puis_celle_du_jour_puis_la_prochaine(rempli: Fichier) -> None:
    a_venir, du_jour = preparee(rempli, AU + timedelta(days=7)), preparee(rempli)
    with rempli.lire() as session:
        assert seances.seance_a_montrer(session, AU) == du_jour
        assert seances.seance_a_montrer(session, AU + timedelta(days=1)) == a_venir
    with rempli.ecrire("Séance ouverte") as session:
        seances.ouvrir(session, du_jour, EN_SEANCE)
    with rempli.lire() as session:
        assert seances.seance_a_montrer(session, AU + timedelta(days=1)) == du_jour


def test_le_cas_dit_ce_qui_s_est_passe_depuis_la_derniere_cellule(rempli: Fichier) -> None:
    """La proposition de Canigou, échue le 18, n'a pas été tenue : le 19, après l'appel du matin, on le dit."""
    passee = preparee(rempli, date(2026, 11, 13))
    with rempli.ecrire("Décision notée") as session:
        canigou = session.scalars(select(Partenaire.id).where(Partenaire.nom == "Canigou Logement")).one()
        decisions.noter(
            session, le_point(rempli, passee, "AC-001").id, texte="Proposer un T5", partenaire_id=canigou,
            echeance_le=date(2026, 11, 18), maintenant=datetime(2026, 11, 13, 14, 20),  # noqa: DTZ001
        )  # fmt: skip
    with rempli.ecrire("Séance close") as session:
        seances.clore(session, passee, datetime(2026, 11, 13, 16))  # noqa: DTZ001
    numero = preparee(rempli)
    with rempli.ecrire("Dossier ajouté") as session:
        seances.completer(session, numero)

    with rempli.lire() as session:
        cas = lire_cas(session, le_point(rempli, numero, "AC-001").id, AU)

    assert [(f.le.day, f.phrase) for f in cas.depuis] == [
        (19, "Point avec le ménage"),
        (19, "Canigou Logement n’a pas tenu sa proposition du 13/11/2026"),
    ]
    (decision,) = cas.precedentes
    assert (decision.titre, decision.dite(AU)) == (
        "Canigou Logement : proposer un T5", "13/11/2026, échue le 18/11/2026, 2 jours de retard",
    )  # fmt: skip
    assert decision.proposee is not None
    assert decision.proposee.suite is SuiteDecision.NON_TENUE
    assert (cas.sans_offre.jours, cas.sans_offre.depuis) == (102, date(2026, 8, 10))
    assert cas.il_lui_faut == "T5"
    assert cas.vacants.meilleurs[0].titre == "T5 96,00\u202fm², Perpignan"
    assert cas.vacants.dits == "3 sur 3"


def test_une_date_passee_sert_a_entrer_une_seance_deja_tenue(rempli: Fichier) -> None:
    numero = preparee(rempli, date(2026, 11, 13))

    assert lue(rempli, numero).a_savoir(AU) == (
        "Cette séance était prévue le 13/11/2026 : notez ce qui y fut décidé, puis closez-la.",
    )
    with rempli.ecrire("Séance close") as session:
        seances.clore(session, numero, EN_SEANCE)
    assert lue(rempli, numero).a_savoir(AU) == ()


def test_une_operation_sans_date_de_vidage_se_dit_et_n_est_jamais_en_retard(rempli: Fichier) -> None:
    with rempli.ecrire("Saisie") as session:
        session.add(un_dossier("LI-001", "Tran", operation=une_operation("LI", libelle="Lilas")))

    seance = lue(rempli, preparee(rempli))

    assert seance.avertissements == ("Sans date de vidage, aucun retard ne s’y compte\u00a0: Lilas.",)
    assert "LI-001" not in {p.reference for p in seance.points}


def test_une_date_de_vidage_passee_met_en_retard_tous_ceux_qui_sont_encore_la(rempli: Fichier) -> None:
    with rempli.ecrire("Date changée") as session:
        session.scalars(select(Operation)).one().vide_le = date(2026, 9, 30)

    points = lue(rempli, preparee(rempli)).points

    assert [(p.reference, p.critere) for p in points] == [
        ("AC-002", Critere.TROIS_REFUS), ("AC-001", Critere.RETARD), ("AC-003", Critere.RETARD),
    ]  # fmt: skip
    assert points[2].motif == "date de vidage dépassée depuis le 30/09/2026"


def test_une_seance_d_une_operation_ne_prend_que_ses_dossiers(rempli: Fichier) -> None:
    li = une_operation("LI", libelle="Lilas", vide_le=date(2026, 12, 1))
    with rempli.ecrire("Saisie") as session:
        session.add(un_dossier("LI-001", "Tran", operation=li))
        session.flush()
        numero = seances.preparer(session, le=AU, heure=A_14_H, operation_id=li.id)

    assert [p.reference for p in lue(rempli, numero).points] == ["LI-001"]


def test_les_plus_graves_se_trouvent_sans_lire_les_autres(rempli: Fichier) -> None:
    """Quelle que soit la taille de la séance, lire par critère donne les premiers de tous les dossiers."""
    proche, bleuets = une_operation("LI", libelle="Lilas", vide_le=date(2026, 12, 1)), une_operation("BL")
    with rempli.ecrire("Saisie") as session:
        for rang in range(3):
            session.add(
                un_dossier(f"LI-{rang:03}", "Tran", operation=proche, recherche_le=date(2026, 3, 1 + rang))
            )
            session.add(
                un_dossier(f"BL-{rang:03}", "Roca", operation=bleuets, recherche_le=date(2026, 6, 1 + rang))
            )
            muet = un_dossier(f"MU-{rang:03}", "Sok", operation=bleuets)
            muet.contacts.clear()
            session.add(muet)
    reunion = Reunion(AU, A_14_H)
    with rempli.lire() as session:
        tous = [p.reference for p in proposer(session, reunion, places=100)]
        for places in range(len(tous) + 1):
            assert [p.reference for p in proposer(session, reunion, places=places)] == tous[:places]

    assert tous[:4] == ["AC-002", "LI-000", "LI-001", "LI-002"]
    assert len(tous) == 11


def test_une_seance_annulee_rend_les_demandes_qu_elle_avait_prises(rempli: Fichier) -> None:
    with rempli.ecrire("Demande") as session:
        session.add(DemandeDePassage(menage_id=le_menage(rempli, "AC-003"), le=AU, objection=True))
    numero = preparee(rempli)
    assert le_point(rempli, numero, "AC-003").critere is Critere.OBJECTION

    with rempli.ecrire("Séance annulée") as session:
        seances.annuler_seance(session, numero)

    assert le_point(rempli, preparee(rempli), "AC-003").motif == "objection du 20/11/2026"


@pytest.mark.parametrize(
    ("doublon", "phrase"),
    [
        (lambda s, m: Point(seance_id=s, menage_id=m, rang=9, critere=Critere.AJOUTE, motif="x"),
         "vient de mettre ce dossier à l’ordre du jour"),
        (lambda s, m: Seance(le=AU, heure=A_14_H), "déjà prévue ce jour-là à cette heure"),
        (lambda s, m: Partenaire(nom="Têt Habitat"), "Un partenaire porte déjà ce nom"),
    ],
)  # fmt: skip
def test_ce_que_deux_postes_ecrivent_en_meme_temps_se_dit(
    rempli: Fichier, doublon: Callable[[int, int], Base], phrase: str
) -> None:
    """La base refuse ce que l'autre poste vient d'écrire, et le dit dans les mots de la cellule."""
    numero, menage = preparee(rempli), le_menage(rempli, "AC-001")

    with pytest.raises(ErreurMetier, match=phrase), rempli.ecrire("Saisie") as session:
        session.add(doublon(numero, menage))

"""Consulter les partenaires : le même message à tous, le silence prouvé, une objection qui passe en cellule."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.annulation import annuler
from db.bilans import differences
from db.cellule.seances import preparer as preparer_la_seance
from db.corbeille import MISE, corbeille, mettre_a_la_corbeille, restaurer
from db.fichier import Fichier
from db.journal import Ecriture
from db.journee import Portee, journee
from db.objection import (
    Demande,
    constater,
    consultations,
    envoi_garde,
    lancer,
    lire_consultation,
    logements_a_soumettre,
    partenaires_a_consulter,
    preparer,
    remettre,
    repondre,
    retirer,
)
from db.vacances import retirer_du_registre
from relogement.actes import Notification, proposer, refuser
from relogement.cellule.codes import Critere
from relogement.erreurs import ErreurMetier
from relogement.modeles import (
    DemandeDePassage,
    LogementOffert,
    Menage,
    Partenaire,
    Point,
    ReponseDePartenaire,
    Souhait,
)
from relogement.nomenclatures import Affaire, Reservation, Typologie
from relogement.objection.codes import EtatReponse, Issue
from tests.fabrique import un_cout, un_logement, un_menage, une_charte, une_operation

MERCREDI = datetime(2026, 11, 18, 16, 30)  # noqa: DTZ001 — l'heure de la montre
FIN = MERCREDI + timedelta(days=2)
APRES = FIN + timedelta(minutes=15)
CHARTE = une_charte()


@pytest.fixture
def projet(fichier: Fichier) -> Iterator[Fichier]:
    """Deux ménages à loger, deux logements libres, trois partenaires dont un sans courriel."""
    operation = une_operation("AC", libelle="Acacias")
    with fichier.ecrire("Cas") as session:
        faure = un_menage(
            "AC-039", nom="FAURE", prenom="Marie-Claude", operation=operation, nb_personnes=3, avant=un_cout(),
            souhaits=[
                Souhait(rang=1, lieu="Perpignan", typologie=Typologie.T3),
                Souhait(rang=2, lieu="près de chez sa fille Lucette"),
            ],
        )  # fmt: skip
        session.add_all([faure, un_menage("AC-040", nom="BERTRAND", operation=operation)])
        session.add_all(
            un_logement(
                residence=nom, typologie=Typologie.T3, commune="Perpignan", bailleur="Têt Habitat",
                adresse="12 rue des Lauriers", etage=2, ascenseur=True,
            )
            for nom in ("Les Micocouliers", "Le Clos")
        )  # fmt: skip
        session.add_all(
            [
                Partenaire(nom="Têt Habitat", courriel="attributions@tet.example", contact="Paule ROUX"),
                Partenaire(nom="Ville de Perpignan", courriel="logement@ville.example"),
                Partenaire(nom="Canigou Logement"),
                Partenaire(nom="Ancien bailleur", courriel="a@b.example", retire_le=date(2026, 1, 1)),
            ]
        )
    return fichier  # type: ignore[return-value]


def demande(fichier: Fichier, **champs: object) -> Demande:
    with fichier.lire() as session:
        menage = session.scalars(select(Menage.id).where(Menage.reference == "AC-039")).one()
        logement = session.scalars(select(LogementOffert.id).order_by(LogementOffert.id)).first()
        tous = tuple(p.id for p in partenaires_a_consulter(session))
    valeurs = {"menage_id": menage, "logement_id": logement, "partenaires": tous, "envoyee_le": MERCREDI}
    return Demande(**(valeurs | champs))  # type: ignore[arg-type]


def lancee(fichier: Fichier, **champs: object) -> int:
    with fichier.ecrire("Consultation") as session:
        return lancer(session, demande(fichier, **champs), MERCREDI, auteur="S. Kaddour")


def reponse_de(fichier: Fichier, consultation: int, partenaire: str) -> int:
    with fichier.lire() as session:
        lue = lire_consultation(session, consultation)
    return next(r.id for r in lue.reponses if r.partenaire == partenaire)


def note(
    fichier: Fichier, consultation: int, qui: str, etat: EtatReponse, le: datetime, motif: str | None = None
) -> None:
    numero = reponse_de(fichier, consultation, qui)
    with fichier.ecrire("Réponse") as session:
        repondre(session, numero, etat, le=le, maintenant=max(le, APRES), motif=motif)


def test_tous_recoivent_le_meme_message_et_lui_seul_change_d_adresse(projet: Fichier) -> None:
    with projet.lire() as session:
        envoi = preparer(session, demande(projet), MERCREDI)
        encore = preparer(session, demande(projet), APRES)

    lus = [message_from_bytes(p.octets, policy=policy.default) for p in envoi.plis if p.courriel]
    corps = {m.get_content() for m in lus}  # type: ignore[attr-defined]
    assert [m["To"] for m in lus] == ["attributions@tet.example", "logement@ville.example"]
    assert {m["Subject"] for m in lus} == {envoi.objet}
    assert len(corps) == 1
    assert corps.pop().replace("\r\n", "\n") == envoi.message
    assert encore.empreinte == envoi.empreinte
    assert (envoi.fin.le, envoi.alertes) == (FIN, ("Canigou Logement, sans courriel : PDF à remettre.",))
    assert [p.octets[:5] for p in envoi.plis if not p.courriel] == [b"%PDF-"]


def test_le_message_dit_le_souhait_le_logement_et_le_delai_mais_aucun_nom(projet: Fichier) -> None:
    with projet.lire() as session:
        dit = preparer(session, demande(projet), MERCREDI).message.replace("\u00a0", " ").replace("\u202f", " ")

    assert "Ménage : dossier AC-039 (M. F.), 3 personnes, opération Acacias" in dit
    assert "Souhait : T3 ; Perpignan, puis un autre lieu, dit au dossier" in dit
    assert "T3 · Les Micocouliers, Perpignan, 60,00 m², 2ᵉ étage, avec ascenseur, Têt Habitat" in dit
    assert "aujourd’hui 180,00 €" in dit  # 300 + 80 − 200
    assert "48 h : fin le ven. 20/11/2026 à 16:30" in dit
    assert not [mot for mot in ("FAURE", "Marie", "Lucette", "Lauriers", "ROUX") if mot in dit]


def test_les_fichiers_remis_ne_laissent_rien_si_l_un_d_eux_nomme_quelqu_un(
    projet: Fichier, tmp_path: Path
) -> None:
    sortie = tmp_path / "sortie"
    sortie.mkdir()
    with projet.lire() as session:
        remis = remettre(session, preparer(session, demande(projet), MERCREDI), sortie)

    assert sorted(p.name for p in remis) == [
        "consultation-AC-039-partenaires.pdf", "consultation-AC-039-tet-habitat.eml",
        "consultation-AC-039-ville-de-perpignan.eml",
    ]  # fmt: skip
    with projet.ecrire("Une faute") as session:
        session.execute(update(LogementOffert).values(residence="chez FAURE Marie-Claude"))
    for vers in remis:
        vers.unlink()
    with projet.lire() as session, pytest.raises(ErreurMetier, match="Rien n’a été écrit"):
        remettre(session, preparer(session, demande(projet), MERCREDI), sortie)
    assert list(sortie.iterdir()) == []


def test_le_silence_se_constate_apres_la_fin_avec_sa_preuve(projet: Fichier) -> None:
    numero = lancee(projet)
    note(projet, numero, "Ville de Perpignan", EtatReponse.VU, MERCREDI + timedelta(hours=1))

    with projet.ecrire("Trop tôt") as session, pytest.raises(ErreurMetier, match=r"reste 1.h.28"):
        constater(session, numero, FIN - timedelta(hours=1, minutes=28))
    with projet.ecrire("Constat") as session:
        constater(session, numero, APRES)
    with projet.lire() as session:
        lue = lire_consultation(session, numero)
        gardes = [envoi_garde(session, r.id) for r in lue.reponses]

    dit = (lue.constat or "").replace("\u00a0", " ")
    assert lue.issue is Issue.TACITE
    assert dit.startswith(
        "accord tacite le 20/11/2026 à 16:45 : envoyé le 18/11/2026 à 16:30 à Canigou Logement, Têt Habitat, "
        "Ville de Perpignan ; aucune objection reçue."
    )
    assert {r.etat for r in lue.reponses} == {EtatReponse.SANS_REPONSE}
    assert [nom for nom, _ in gardes][1] == "consultation-AC-039-tet-habitat.eml"
    assert len(dit.rsplit(": ", 1)[-1]) == 64 + 1  # l'empreinte, et le point


def test_un_envoi_garde_qui_a_change_ne_prouve_plus_rien(projet: Fichier) -> None:
    numero = lancee(projet)
    with projet.ecrire("Falsifié") as session:
        session.execute(update(ReponseDePartenaire).values(envoi=b"autre chose"))

    with projet.ecrire("Constat") as session, pytest.raises(ErreurMetier, match="empreinte a changé"):
        constater(session, numero, APRES)
    with projet.lire() as session:
        assert lire_consultation(session, numero).issue is None


def test_une_objection_dans_le_delai_passe_a_la_prochaine_cellule(projet: Fichier) -> None:
    numero = lancee(projet)
    note(projet, numero, "Têt Habitat", EtatReponse.OBJECTE, FIN, "Déjà trop de T3 en rotation")

    with projet.lire() as session:
        passage = session.scalars(select(DemandeDePassage)).one()
        lue = lire_consultation(session, numero)
        assert (passage.objection, passage.motif, passage.le) == (True, "Déjà trop de T3 en rotation", FIN.date())
        assert passage.partenaire_id == next(r.partenaire_id for r in lue.reponses if r.etat == "OBJECTE")
        assert (lue.issue, consultations(session)) == (Issue.OBJECTION, [])
    with projet.ecrire("Constat") as session, pytest.raises(ErreurMetier, match="déjà finie : objection"):
        constater(session, numero, APRES)


def test_une_objection_est_le_premier_point_de_la_prochaine_seance(projet: Fichier) -> None:
    numero = lancee(projet)
    note(projet, numero, "Têt Habitat", EtatReponse.OBJECTE, FIN, "Loyer trop haut")

    with projet.ecrire("Séance préparée") as session:
        preparer_la_seance(session, le=date(2026, 11, 27), heure=time(14, 30))
    with projet.lire() as session:
        points = session.scalars(select(Point).order_by(Point.rang)).all()
        lue = lire_consultation(session, numero)
        assert (points[0].critere, points[0].menage_id) == (Critere.OBJECTION, lue.menage_id)
        assert [r.partenaire for r in lue.reponses if r.a_l_ordre_du_jour] == ["Têt Habitat"]


def test_les_logements_libres_de_la_taille_souhaitee_viennent_d_abord(projet: Fichier) -> None:
    with projet.ecrire("Registre") as session:
        session.add_all(
            un_logement(residence=nom, commune="Alénya", typologie=typologie, **champs)
            for nom, typologie, champs in (
                ("Petit", Typologie.T2, {}),
                ("Retiré", Typologie.T3, {"retire_le": FIN.date()}),
                ("Gardé", Typologie.T3, {"reservation": Reservation.BAILLEUR}),
            )
        )
    with projet.lire() as session:
        dits = [li.libelle for li in logements_a_soumettre(session, demande(projet).menage_id)]

    assert dits == ["T3 · Le Clos, Perpignan", "T3 · Les Micocouliers, Perpignan", "T2 · Petit, Alénya"]


def test_une_objection_levee_laisse_le_delai_reprendre_et_quitte_l_ordre_du_jour(projet: Fichier) -> None:
    numero = lancee(projet)
    note(projet, numero, "Têt Habitat", EtatReponse.OBJECTE, MERCREDI, "Loyer trop haut")
    note(projet, numero, "Têt Habitat", EtatReponse.ACCORD, FIN)

    with projet.lire() as session:
        assert session.scalars(select(DemandeDePassage)).all() == []
        assert [c.compte for c in consultations(session)] == ["1 d’accord, 2 envoyés"]


def test_une_objection_tardive_se_garde_comme_telle_et_n_annule_pas_l_accord(projet: Fichier) -> None:
    numero = lancee(projet)
    with projet.ecrire("Constat") as session:
        constater(session, numero, APRES)
    note(projet, numero, "Têt Habitat", EtatReponse.OBJECTE, APRES + timedelta(hours=1), "Trop tard, mais non")

    with projet.lire() as session:
        lue = lire_consultation(session, numero)
        passage = session.scalars(select(DemandeDePassage)).one()
    tardive = next(r for r in lue.reponses if r.partenaire == "Têt Habitat")
    assert (lue.issue, tardive.tardive) == (Issue.TACITE, True)
    assert "après la fin du délai" in tardive.phrase
    assert (passage.objection, passage.motif) == (False, "Objection tardive : Trop tard, mais non")


def test_une_objection_arrivee_a_temps_mais_notee_apres_rend_le_constat_caduc(projet: Fichier) -> None:
    numero = lancee(projet)
    with projet.ecrire("Constat") as session:
        constater(session, numero, APRES)
    note(projet, numero, "Têt Habitat", EtatReponse.OBJECTE, FIN, "Courriel du vendredi")

    with projet.lire() as session:
        lue = lire_consultation(session, numero)
    assert lue.issue is Issue.OBJECTION
    assert (lue.constat or "").endswith("Caduc : objection de Têt Habitat arrivée à temps.")


def test_tous_d_accord_se_constate_sans_attendre(projet: Fichier) -> None:
    numero = lancee(projet)
    for qui in ("Têt Habitat", "Ville de Perpignan", "Canigou Logement"):
        note(projet, numero, qui, EtatReponse.ACCORD, MERCREDI + timedelta(hours=2))

    with projet.ecrire("Constat") as session:
        assert constater(session, numero, MERCREDI + timedelta(hours=3)).issue is Issue.EXPRES


def test_une_offre_retiree_ou_un_logement_repris_laisse_la_consultation_sans_objet(projet: Fichier) -> None:
    with projet.ecrire("Offre") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "AC-039")).one()
        logement = session.scalars(select(LogementOffert).order_by(LogementOffert.id)).first()
        assert logement is not None
        offre = proposer(menage, logement, charte=CHARTE, notification=Notification(MERCREDI.date()))
        session.flush()
        offre_id, logement_id = offre.id, logement.id
    numero = lancee(projet, offre_id=offre_id)
    with projet.lire() as session:
        assert logements_a_soumettre(session, demande(projet).menage_id)[0].offre_id == offre_id
    with projet.ecrire("Refus") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "AC-039")).one()
        refuser(menage, menage.offres[0], FIN.date(), "CHER", charte=CHARTE)
    with projet.lire() as session:
        assert "ne tient plus ce logement" in lire_consultation(session, numero).sans_objet
        assert consultations(session) == []
    with projet.ecrire("Constat") as session, pytest.raises(ErreurMetier, match="retirez la consultation"):
        constater(session, numero, APRES)
    with projet.ecrire("Retrait") as session:
        retirer(session, numero, APRES, "offre refusée")
        retirer_du_registre(session, logement_id, FIN.date())
    with projet.lire() as session:
        assert lire_consultation(session, numero).issue is Issue.RETIREE
        assert list(differences(session.connection())) == []


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"envoyee_le": MERCREDI + timedelta(minutes=1)}, "dans le futur"),
        ({"partenaires": ()}, "Choisissez au moins un partenaire"),
        ({"partenaires": (1, 999)}, "ne siège plus"),
        ({"logement_id": 999}, "n’est plus au registre"),
        ({"menage_id": 999}, "n’existe plus"),
    ],
)
def test_un_envoi_impossible_dit_pourquoi(projet: Fichier, champs: dict[str, object], phrase: str) -> None:
    with projet.lire() as session, pytest.raises(ErreurMetier, match=phrase):
        preparer(session, demande(projet, **champs), MERCREDI)


def test_sans_partenaire_enregistre_il_n_y_a_personne_a_consulter(projet: Fichier) -> None:
    voulue = demande(projet)
    with projet.ecrire("Plus personne") as session:
        session.execute(update(Partenaire).values(retire_le=date(2026, 1, 1)))

    with projet.lire() as session, pytest.raises(ErreurMetier, match="Aucun partenaire n’est enregistré"):
        preparer(session, voulue, MERCREDI)


def test_un_logement_promis_ou_deja_soumis_pour_un_autre_ne_se_soumet_pas(projet: Fichier) -> None:
    with projet.lire() as session:
        autre = session.scalars(select(Menage.id).where(Menage.reference == "AC-040")).one()
    lancee(projet, menage_id=autre)
    with projet.lire() as session, pytest.raises(ErreurMetier, match=r"déjà soumis.*AC-040, jusqu’au 20/11/2026"):
        preparer(session, demande(projet), MERCREDI)
    with projet.ecrire("Offre à l'autre") as session:
        menage = session.get_one(Menage, autre)
        second = session.scalars(select(LogementOffert).order_by(LogementOffert.id.desc())).first()
        assert second is not None
        proposer(menage, second, charte=CHARTE, notification=Notification(MERCREDI.date()))
        session.flush()
        pris = second.id
    with projet.lire() as session, pytest.raises(ErreurMetier, match="déjà promis au dossier AC-040"):
        preparer(session, demande(projet, logement_id=pris), MERCREDI)


def test_une_reponse_ne_precede_pas_l_envoi_ni_ne_vient_du_futur(projet: Fichier) -> None:
    numero = lancee(projet)
    qui = reponse_de(projet, numero, "Têt Habitat")
    for le, maintenant, motif, phrase in (
        (MERCREDI - timedelta(hours=1), FIN, "non", "précéder l’envoi"),
        (APRES, FIN, "non", "dans le futur"),
        (FIN, FIN, "  ", "Écrivez le motif"),
    ):
        with projet.ecrire("Refusée") as session, pytest.raises(ErreurMetier, match=phrase):
            repondre(session, qui, EtatReponse.OBJECTE, le=le, maintenant=maintenant, motif=motif)


def test_ce_qui_a_ete_remis_doit_etre_ce_qui_part(projet: Fichier) -> None:
    with projet.lire() as session:
        remis = preparer(session, demande(projet), MERCREDI).empreinte
    with projet.ecrire("Loyer corrigé") as session:
        session.execute(update(LogementOffert).values(loyer=350))

    with projet.ecrire("Consultation") as session, pytest.raises(ErreurMetier, match="écrivez-les de nouveau"):
        lancer(session, demande(projet), MERCREDI, auteur="", attendu=remis)


def test_la_journee_montre_le_delai_puis_l_accord_a_constater(projet: Fichier) -> None:
    numero = lancee(projet)
    for au, genre in ((FIN.date(), Affaire.OBJECTION), (FIN.date() + timedelta(days=1), Affaire.TACITE)):
        with projet.lire() as session:
            lues = [li for liste in journee(session, Portee(au)).colonnes.values() for li in liste.lignes]
        assert [(li.genre, li.reference) for li in lues if li.cible_id == numero] == [(genre, "AC-039")]
    with projet.ecrire("Constat") as session:
        constater(session, numero, APRES)
    with projet.lire() as session:
        lues = [li for liste in journee(session, Portee(au)).colonnes.values() for li in liste.lignes]
        assert not [li for li in lues if li.genre in (Affaire.OBJECTION, Affaire.TACITE)]
        assert list(differences(session.connection())) == []


def test_un_logement_retire_efface_le_delai_de_la_journee(projet: Fichier) -> None:
    numero = lancee(projet)
    with projet.ecrire("Retrait") as session:
        retirer_du_registre(session, lire_consultation(session, numero).logement_id, FIN.date())
    with projet.lire() as session:
        lues = [li for liste in journee(session, Portee(FIN.date())).colonnes.values() for li in liste.lignes]
        assert not [li for li in lues if li.genre is Affaire.OBJECTION]
        assert "retiré par son bailleur" in lire_consultation(session, numero).sans_objet
        assert list(differences(session.connection())) == []


def test_jeter_puis_restaurer_un_dossier_rend_sa_consultation_et_son_envoi(projet: Fichier) -> None:
    numero = lancee(projet)
    with projet.ecrire(MISE) as session:
        mettre_a_la_corbeille(session, demande(projet).menage_id)
    with projet.lire() as session:
        assert consultations(session, toutes=True) == []
        jete = corbeille(session)[0].ecriture
    with projet.ecrire("Restauration") as session:
        restaurer(session, jete)
    with projet.lire() as session:
        lue = lire_consultation(session, numero)
        assert [len(envoi_garde(session, r.id)[1]) > 0 for r in lue.reponses] == [True, True, True]


def test_tout_s_annule(projet: Fichier) -> None:
    numero = lancee(projet)
    with projet.ecrire("Constat") as session:
        constater(session, numero, APRES)
    with projet.lire() as session:
        dernieres = session.scalars(select(Ecriture.id).order_by(Ecriture.id.desc()).limit(2)).all()

    for ecriture in dernieres:
        with projet.ecrire("Annulation") as session:
            annuler(session, ecriture)

    with projet.lire() as session:
        assert consultations(session, toutes=True) == []
        assert session.scalars(select(ReponseDePartenaire)).all() == []

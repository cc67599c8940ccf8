"""Fusionner deux dossiers d'un même ménage ne perd rien, ne compte personne deux fois, et se défait."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from db.bilans import differences
from db.chiffres import mesurer
from db.doublons_de_la_base import doublons_possibles
from db.fichier import Fichier
from db.fusion import Decision, defusionner, fusionner, fusionnes
from db.fusion_apercu import Apercu, apercu_de_fusion
from relogement.erreurs import ErreurMetier
from relogement.fusion import Cote
from relogement.modeles import Contact, LogementOffert, Menage, Offre, Personne
from relogement.nomenclatures import Canal, Etat, Lien, MotifSortie, Reponse, Source
from relogement.parcours import passer
from tests.db.anciennes_promesses import sans_les_gardes
from tests.fabrique import un_cout, un_logement, un_menage, un_relogement, une_offre, une_operation, une_personne

LE = date(2026, 11, 20)
NE = date(1970, 3, 12)


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Odette LEFÈVRE a deux dossiers : l'un a l'UG et une offre, l'autre un téléphone, un fils et deux offres."""
    operation, genets, lilas = une_operation("AC"), un_logement(residence="Genêts"), un_logement(residence="Lilas")
    garde = un_menage("AC-001", nom="LEFÈVRE", prenom="Odette", ug="0012", operation=operation,
                      avant=un_cout("300", "80", "150"), nb_personnes=1)  # fmt: skip
    garde.personnes[0].naissance_le = NE
    garde.couts[0].justifier("apl", Source.ESTIMATION, None)
    garde.offres.append(une_offre(rang=1, notifiee_le=date(2026, 5, 4), logement=genets, preuve=None))
    garde.contacts.append(un_contact("Appelée"))
    repris = un_menage("AC-002", nom="LEFEVRE", prenom="O.", operation=operation, telephone="0611223344",
                       avant=un_cout("300", "80", "180"), nb_personnes=2, logement_quitte=None)  # fmt: skip
    repris.personnes[0].naissance_le = NE
    repris.personnes.append(une_personne("LEFÈVRE", Lien.ENFANT, prenom="Louis"))
    repris.couts[0].justifier("apl", Source.NOTIFICATION, date(2026, 4, 1))
    repris.offres.append(une_offre(rang=1, notifiee_le=date(2026, 2, 2), logement=lilas))
    repris.offres.append(une_offre(rang=2, notifiee_le=date(2026, 5, 4), logement=genets, preuve="AR 12"))
    repris.contacts += [un_contact("Appelée"), un_contact("Visite faite")]
    for menage, etat in ((garde, Etat.RECENSE), (repris, Etat.ENQUETE)):
        passer(menage, Etat.RECENSE, date(2026, 1, 2))
        if etat is not Etat.RECENSE:
            passer(menage, etat, date(2026, 2, 3))
    with fichier.ecrire("Saisie") as session:
        session.add_all([garde, repris])
    return fichier


def un_contact(objet: str) -> Contact:
    return Contact(le=datetime(2026, 3, 1, 9), canal=Canal.TELEPHONE, objet=objet)  # noqa: DTZ001


def numero(fichier: Fichier, reference: str) -> int:
    with fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def vu(fichier: Fichier) -> Apercu:
    with fichier.lire() as session:
        return apercu_de_fusion(session, numero(fichier, "AC-001"), numero(fichier, "AC-002"))


def decision(fichier: Fichier, **cotes: Cote) -> Decision:
    apercu = vu(fichier)
    choisis = {c.cle: c.defaut for c in apercu.choix} | {k.replace("__", "."): v for k, v in cotes.items()}
    arrivees = [a.id for a in apercu.arrivees]
    return Decision(apercu.garde.menage.id, apercu.repris.menage.id, choisis, LE, arrivees)


def fondre(fichier: Fichier, choisie: Decision | None = None) -> None:
    with fichier.ecrire("Fusion de dossiers") as session:
        fusionner(session, choisie or decision(fichier), auteur="Agente")


def dossier(fichier: Fichier, reference: str) -> Menage:
    with fichier.lire() as session:
        menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
        for liste in (menage.personnes, menage.offres, menage.contacts, menage.couts, menage.etapes):
            list(liste)
        return menage


def test_chaque_champ_garde_ce_qui_est_connu_prouve_ou_le_plus_recent(fichier: Fichier) -> None:
    apercu = vu(fichier)
    defauts = {c.cle: (c.defaut, c.raison) for c in apercu.choix}

    assert defauts["menage.telephone"] == (Cote.REPRIS, "connu d’un seul côté")
    assert defauts["cout.apl"] == (Cote.REPRIS, "la meilleure source")
    assert defauts["menage.etat"] == (Cote.REPRIS, "le plus avancé")
    assert defauts["logement"] == (Cote.GARDE, "connu d’un seul côté")
    assert "cout.loyer" not in defauts  # les deux disent 300
    assert [a.nom for a in apercu.arrivees] == ["Louis LEFÈVRE"]


def test_le_dernier_ecrit_l_emporte(fichier: Fichier) -> None:
    avec = numero(fichier, "AC-001")
    with fichier.ecrire("Correction") as session:
        session.get_one(Menage, avec).nb_personnes = 3

    defauts = {c.cle: (c.defaut, c.raison) for c in vu(fichier).choix}

    assert defauts["menage.nb_personnes"] == (Cote.GARDE, "le dernier écrit")


def test_la_fusion_unit_tout_et_ne_compte_rien_deux_fois(fichier: Fichier) -> None:
    fondre(fichier)

    menage = dossier(fichier, "AC-001")
    assert (menage.telephone, menage.etat) == ("0611223344", Etat.ENQUETE)
    assert [p.prenom for p in menage.personnes] == ["Odette", "Louis"]
    assert [(o.rang, o.notifiee_le, o.preuve) for o in menage.offres] == [
        (1, date(2026, 2, 2), "AR n° 1"),
        (2, date(2026, 5, 4), "AR 12"),  # la même offre des deux côtés : la preuve de l'autre la complète
    ]
    assert sorted(c.objet for c in menage.contacts) == ["Appelée", "Visite faite"]
    avant = menage.cout_avant
    assert avant is not None
    assert (avant.apl, avant.provenance("apl").source, avant.apl_estimee) == (
        Decimal(180), Source.NOTIFICATION, False,
    )  # fmt: skip


def test_le_dossier_repris_sort_et_reste_consultable_sous_sa_reference(fichier: Fichier) -> None:
    fondre(fichier)

    repris = dossier(fichier, "AC-002")
    assert (repris.etat, repris.motif_sortie, repris.sorti_le) == (Etat.SORTI, MotifSortie.FUSION, LE)
    assert [p.prenom for p in repris.personnes] == ["O."]
    assert repris.etapes[-1].motif == "fusionné dans le dossier AC-001"
    with fichier.lire() as session:
        assert fusionnes(session, repris.id).dans == (numero(fichier, "AC-001"), "AC-001")
        assert fusionnes(session, numero(fichier, "AC-001")).repris == ((repris.id, "AC-002"),)
        assert doublons_possibles(session) == []


def test_un_menage_fusionne_ne_compte_qu_une_fois_et_n_est_pas_une_evaporation(fichier: Fichier) -> None:
    fondre(fichier)

    with fichier.lire() as session:
        mesures = mesurer(session, LE)
        assert list(differences(session.connection())) == []
    assert (mesures.titulaires["EVAPORATION"].oui, mesures.titulaires["EVAPORATION"].non) == (0, 1)
    assert (mesures.titulaires["AVANCEMENT"].oui, mesures.titulaires["AVANCEMENT"].non) == (0, 1)
    assert mesures.tous["LIBERATION"].oui == 0  # personne n'est parti


def test_le_choix_de_l_agent_l_emporte_sur_le_defaut(fichier: Fichier) -> None:
    fondre(fichier, decision(fichier, menage__telephone=Cote.GARDE, cout__apl=Cote.GARDE))

    menage = dossier(fichier, "AC-001")
    assert menage.telephone is None
    assert menage.cout_avant is not None
    assert menage.cout_avant.apl == Decimal(150)


def test_une_personne_que_l_on_n_accueille_pas_reste_dans_le_dossier_repris(fichier: Fichier) -> None:
    fondre(fichier, replace(decision(fichier), accueillies=()))

    assert [p.prenom for p in dossier(fichier, "AC-001").personnes] == ["Odette"]
    assert [p.prenom for p in dossier(fichier, "AC-002").personnes] == ["O.", "Louis"]


def test_un_menage_sorti_d_un_cote_et_suivi_de_l_autre_reste_suivi(fichier: Fichier) -> None:
    with fichier.ecrire("Sorti par erreur") as session:
        garde = session.get_one(Menage, numero(fichier, "AC-001"))
        garde.etat, garde.motif_sortie, garde.sorti_le = Etat.SORTI, MotifSortie.DEPART, date(2026, 6, 1)

    fondre(fichier)

    menage = dossier(fichier, "AC-001")
    assert (menage.etat, menage.motif_sortie, menage.sorti_le) == (Etat.ENQUETE, None, None)


def test_le_meme_bail_des_deux_cotes_se_complete_et_ne_compte_qu_une_fois(fichier: Fichier) -> None:
    with sans_les_gardes(fichier), fichier.ecrire("Baux") as session:
        logement = session.get_one(Offre, 1).logement
        garde, repris = (session.get_one(Menage, numero(fichier, r)) for r in ("AC-001", "AC-002"))
        un_relogement(garde, logement=logement, entree_le=None)
        un_relogement(repris, logement=logement)

    fondre(fichier)

    with fichier.lire() as session:
        relogements = session.get_one(Menage, numero(fichier, "AC-001")).relogements
        assert [(r.bail_le, r.entree_le) for r in relogements] == [(date(2026, 3, 1), date(2026, 3, 2))]


def test_les_decohabitants_du_dossier_repris_suivent(fichier: Fichier) -> None:
    with fichier.ecrire("Décohabitant") as session:
        repris = session.get_one(Menage, numero(fichier, "AC-002"))
        session.add(un_menage("AC-002-1", operation=repris.operation, dossier_parent=repris, logement_quitte=None))

    fondre(fichier)

    assert dossier(fichier, "AC-002-1").dossier_parent_id == numero(fichier, "AC-001")


def test_rien_n_est_efface_par_une_fusion(fichier: Fichier) -> None:
    def effectifs() -> list[int]:
        with fichier.lire() as session:
            modeles = (Personne, Offre, Contact, LogementOffert)
            return [session.scalar(select(func.count()).select_from(m)) or 0 for m in modeles]

    avant = effectifs()
    fondre(fichier)

    assert effectifs() == avant


def photo(fichier: Fichier) -> list[object]:
    vues: list[object] = []
    for reference in ("AC-001", "AC-002"):
        m = dossier(fichier, reference)
        vues.append((m.telephone, m.etat, m.motif_sortie, m.sorti_le, m.nb_personnes, m.logement_quitte_id))
        vues.append([(p.id, p.nom, p.lien) for p in m.personnes])
        vues.append([(o.id, o.rang, o.preuve) for o in m.offres])
        vues.append(([c.id for c in m.contacts], [(c.id, c.apl) for c in m.couts], [e.id for e in m.etapes]))
    return vues


def test_defusionner_rend_les_deux_dossiers_tels_qu_ils_etaient(fichier: Fichier) -> None:
    avant = photo(fichier)
    fondre(fichier)

    with fichier.ecrire("Fusion défaite") as session:
        laisses = defusionner(session, numero(fichier, "AC-002")).laisses

    assert laisses == ()
    assert photo(fichier) == avant
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def test_ce_qui_a_change_depuis_la_fusion_reste_et_se_dit(fichier: Fichier) -> None:
    fondre(fichier)
    with fichier.ecrire("Correction") as session:
        garde = session.get_one(Menage, numero(fichier, "AC-001"))
        garde.telephone = "0699999999"
        garde.contacts.append(un_contact("Rappelée après la fusion"))

    with fichier.ecrire("Fusion défaite") as session:
        laisses = defusionner(session, numero(fichier, "AC-002")).laisses

    menage = dossier(fichier, "AC-001")
    assert menage.telephone == "0699999999"
    assert "Rappelée après la fusion" in [c.objet for c in menage.contacts]
    assert dossier(fichier, "AC-002").telephone == "0611223344"
    assert len(laisses) == 1


def test_un_dossier_deja_fusionne_ne_se_fusionne_plus(fichier: Fichier) -> None:
    choisie = decision(fichier)
    fondre(fichier, choisie)

    with pytest.raises(ErreurMetier, match="AC-002 a déjà été fusionné"):
        fondre(fichier, choisie)
    with pytest.raises(ErreurMetier, match="rien à défaire"), fichier.ecrire("Essai") as session:
        defusionner(session, numero(fichier, "AC-001"))


def test_l_union_qui_atteint_le_compte_des_offres_previent(fichier: Fichier) -> None:
    with fichier.ecrire("Deux offres de plus") as session:
        garde = session.get_one(Menage, numero(fichier, "AC-001"))
        garde.offres[0].preuve = "AR 9"
        garde.offres.append(une_offre(rang=2, notifiee_le=date(2026, 6, 1), reponse=Reponse.SILENCE))

    alertes = vu(fichier).alertes

    assert "3 offres comptent sur 3" in alertes[0]

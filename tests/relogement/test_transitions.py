"""Le tableau des transitions : chaque passage prévu, chaque refus en une phrase, et le motif qui le permet."""

from datetime import date

import pytest

from relogement.actes import (
    Notification,
    accepter,
    annuler_la_sortie,
    clore,
    emmenager,
    notifier,
    passer_en_caleol,
    proposer,
    refuser,
    reprendre_la_recherche,
    retirer,
    revenir,
    signer,
    sortir,
    suivre,
    visiter,
)
from relogement.caleol import PassageCaleol
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, Etat, MotifSortie, Nature, Terme
from relogement.parcours import REPRISE, passer, reprendre_le_parcours
from relogement.suivi import Suivi
from relogement.transitions import PassageRefuse, est_prevu, exception_motivee, verifier
from tests.fabrique import un_logement, un_menage, une_charte

CHARTE = une_charte()
LE = date(2026, 3, 2)

# Écrit à la main d'après la règle 7 : à gauche d'où l'on vient, à droite où l'on peut aller sans motif.
PREVUS = """
RECENSE     INFORME ENQUETE SNE RECHERCHE OFFRE VISITE PROVISOIRE SORTI
INFORME     ENQUETE SNE RECHERCHE OFFRE VISITE PROVISOIRE SORTI
ENQUETE     SNE RECHERCHE OFFRE VISITE PROVISOIRE SORTI
SNE         RECHERCHE OFFRE VISITE PROVISOIRE SORTI
RECHERCHE   OFFRE VISITE ACCORD REFUS TROIS_REFUS PROVISOIRE SORTI
OFFRE       OFFRE VISITE ACCORD REFUS CALEOL RECHERCHE PROVISOIRE SORTI
VISITE      OFFRE VISITE ACCORD REFUS CALEOL RECHERCHE PROVISOIRE SORTI
ACCORD      CALEOL PROVISOIRE SORTI
REFUS       RECHERCHE TROIS_REFUS SORTI
TROIS_REFUS OFFRE VISITE ACCORD REFUS PROVISOIRE SORTI
CALEOL      CALEOL ATTRIBUE RECHERCHE PROVISOIRE SORTI
ATTRIBUE    BAIL PROVISOIRE SORTI
BAIL        RETOUR EMMENAGE SORTI
PROVISOIRE  PROVISOIRE RETOUR ACCORD CALEOL BAIL SORTI
RETOUR      BAIL EMMENAGE SORTI
EMMENAGE    SUIVI CLOS SORTI
SUIVI       CLOS SORTI
CLOS        SORTI
SORTI
"""
TABLEAU = {Etat(ligne.split()[0]): {Etat(e) for e in ligne.split()[1:]} for ligne in PREVUS.strip().splitlines()}


def un_dossier(*etats: Etat, le: date = LE) -> Menage:
    """Un dossier mené là, toutes ses étapes au même jour."""
    menage = un_menage()
    for etat in etats:
        passer(menage, etat, le, motif="essai")
    return menage


@pytest.mark.parametrize("vers", list(Etat))
@pytest.mark.parametrize("depuis", list(Etat))
def test_le_tableau_des_passages(depuis: Etat, vers: Etat) -> None:
    assert est_prevu(depuis, vers) is (vers in TABLEAU[depuis])


@pytest.mark.parametrize("vers", list(Etat))
def test_le_premier_passage_place_le_dossier_ou_il_en_est(vers: Etat) -> None:
    assert verifier(None, vers, LE, {}) is None


@pytest.mark.parametrize(
    ("depuis", "vers", "phrase"),
    [
        (
            Etat.BAIL,
            Etat.RECHERCHE,
            "Le dossier en est à « Bail signé » : revenir à « Recherche » demande un motif.",
        ),
        (
            Etat.OFFRE,
            Etat.BAIL,
            "Le dossier en est à « Offre », « Bail signé » n’en est pas la suite : "
            "notez d’abord « CALEOL », « Attribué », ou donnez le motif de l’exception.",
        ),
        (
            Etat.ENQUETE,
            Etat.ACCORD,
            "Le dossier en est à « Enquête », « Accord » n’en est pas la suite : "
            "notez d’abord « Offre », ou donnez le motif de l’exception.",
        ),
        (
            Etat.SORTI,
            Etat.OFFRE,
            "Ce ménage est sorti du relogement : annulez d’abord sa sortie, ou donnez le motif.",
        ),
    ],
)
def test_un_passage_imprevu_dit_ce_qui_manque(depuis: Etat, vers: Etat, phrase: str) -> None:
    menage = un_dossier(depuis)

    with pytest.raises(PassageRefuse) as refus:
        passer(menage, vers, LE)

    assert str(refus.value).replace("\u00a0", " ") == phrase
    assert (menage.etat, len(menage.etapes)) == (depuis, 1)


def test_un_motif_permet_l_exception_et_reste_sur_l_etape() -> None:
    menage, autre = un_dossier(Etat.OFFRE), un_dossier(Etat.OFFRE)

    passer(menage, Etat.BAIL, LE, motif="bailleur privé")
    with exception_motivee("bailleur privé"):
        passer(autre, Etat.BAIL, LE)

    assert [m.etapes[-1].motif for m in (menage, autre)] == ["bailleur privé"] * 2


def test_le_motif_d_exception_ne_s_ecrit_pas_sur_un_passage_prevu_et_ne_survit_pas_a_l_acte() -> None:
    menage = un_dossier(Etat.RECENSE)

    with exception_motivee("sans raison"):
        passer(menage, Etat.INFORME, LE)

    assert menage.etapes[-1].motif is None
    with pytest.raises(PassageRefuse):
        passer(menage, Etat.BAIL, LE)


@pytest.mark.parametrize("vide", ["", "   ", None])
def test_un_motif_vide_n_en_est_pas_un(vide: str | None) -> None:
    with exception_motivee(vide), pytest.raises(PassageRefuse):
        passer(un_dossier(Etat.CLOS), Etat.OFFRE, LE)


@pytest.mark.parametrize("etat", [e for e in Etat if e not in (Etat.RECENSE, Etat.OFFRE)])
def test_une_etape_sans_date_se_refuse_meme_avec_un_motif(etat: Etat) -> None:
    with pytest.raises(ErreurMetier, match="Donnez la date"):
        passer(un_menage(), etat, None, motif="urgence")


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        (Etat.SNE, Etat.CALEOL),
        (Etat.CALEOL, Etat.ATTRIBUE),
        (Etat.ATTRIBUE, Etat.BAIL),
        (Etat.PROVISOIRE, Etat.RETOUR),
        (Etat.BAIL, Etat.EMMENAGE),
        (Etat.RETOUR, Etat.EMMENAGE),
        (Etat.EMMENAGE, Etat.SUIVI),
        (Etat.EMMENAGE, Etat.CLOS),
        (Etat.SUIVI, Etat.CLOS),
        (Etat.EMMENAGE, Etat.SORTI),
    ],
)
def test_un_acte_ne_precede_pas_l_etape_obligee(avant: Etat, apres: Etat) -> None:
    veille = date(2026, 3, 1)

    with pytest.raises(PassageRefuse, match=r"ne peut pas être du 01/03/2026 .* est du 02/03/2026"):
        verifier(None, apres, veille, {avant: LE})

    assert verifier(None, apres, LE, {avant: LE}) is None  # le même jour se peut


def test_une_visite_peut_preceder_l_offre_ecrite_et_plusieurs_offres_courent_ensemble() -> None:
    menage = un_dossier(Etat.RECHERCHE)
    premiere = proposer(menage, un_logement(), charte=CHARTE)
    visiter(menage, premiere, LE)
    notifier(premiere, Notification(date(2026, 3, 5)), charte=CHARTE, auteur="Agente")
    seconde = proposer(menage, un_logement(), charte=CHARTE, notification=Notification(date(2026, 3, 6)))

    accepter(menage, seconde, date(2026, 3, 10))
    refuser(menage, premiere, date(2026, 3, 11), "CHER", charte=CHARTE)

    assert menage.etat is Etat.ACCORD
    assert [(e.etat.value, e.le and e.le.day) for e in menage.etapes[1:]] == [
        ("OFFRE", None),
        ("VISITE", 2),
        ("OFFRE", 5),
        ("OFFRE", 6),
        ("ACCORD", 10),
        ("REFUS", 11),
    ]
    assert menage.etapes[3].auteur == "Agente"


def test_une_reponse_ne_precede_pas_l_offre_notifiee() -> None:
    menage = un_dossier(Etat.RECHERCHE)
    offre = proposer(menage, un_logement(), charte=CHARTE, notification=Notification(LE))

    with pytest.raises(ErreurMetier, match="02/03/2026"):
        accepter(menage, offre, date(2026, 3, 1))

    assert (menage.etat, offre.repondue_le) == (Etat.OFFRE, None)


def test_retirer_une_offre_parmi_d_autres_laisse_le_dossier_ou_il_est_et_se_note() -> None:
    menage = un_dossier(Etat.RECHERCHE)
    premiere, _ = (proposer(menage, un_logement(), charte=CHARTE, notification=Notification(LE)) for _ in range(2))

    retirer(menage, premiere, date(2026, 3, 4))

    assert menage.etat is Etat.OFFRE
    assert menage.etapes[-1].motif == "offre 1 retirée, sans effet sur l’état du dossier"


def test_un_relogement_provisoire_revient_puis_entre_chez_lui() -> None:
    menage = un_dossier(Etat.SNE)
    tiroir = signer(menage, un_logement(), Nature.PROVISOIRE, date(2026, 4, 1))
    emmenager(menage, tiroir, date(2026, 4, 3))
    with pytest.raises(ErreurMetier, match="03/04/2026"):
        revenir(menage, date(2026, 4, 2))
    revenir(menage, date(2027, 1, 4))
    definitif = signer(menage, un_logement(), Nature.DEFINITIF, date(2027, 1, 5))
    emmenager(menage, definitif, date(2027, 1, 6))

    assert [e.etat.value for e in menage.etapes[1:]] == ["PROVISOIRE", "PROVISOIRE", "RETOUR", "BAIL", "EMMENAGE"]
    assert menage.etat is Etat.EMMENAGE


def test_un_relogement_provisoire_peut_finir_ailleurs_par_une_offre() -> None:
    menage = un_dossier(Etat.SNE)
    signer(menage, un_logement(), Nature.PROVISOIRE, date(2026, 4, 1))
    offre = proposer(menage, un_logement(), charte=CHARTE, notification=Notification(date(2026, 5, 4)))
    pendant = menage.etat
    accepter(menage, offre, date(2026, 5, 11))
    passage = PassageCaleol(le=date(2026, 5, 18), decision=DecisionCaleol.ATTRIBUTION, offre=offre)
    passer_en_caleol(menage, passage, charte=CHARTE)
    bail = signer(menage, un_logement(), Nature.DEFINITIF, date(2026, 6, 1))
    emmenager(menage, bail, date(2026, 6, 2))

    assert (pendant, menage.etat) == (Etat.PROVISOIRE, Etat.EMMENAGE)


def test_sans_provisoire_pas_de_retour() -> None:
    with pytest.raises(ErreurMetier, match="pas de logement provisoire"):
        revenir(un_dossier(Etat.SNE), LE)


def test_un_menage_renonce_apres_l_attribution_avec_son_motif() -> None:
    menage = un_dossier(Etat.CALEOL, Etat.ATTRIBUE)

    with pytest.raises(ErreurMetier, match="pourquoi"):
        reprendre_la_recherche(menage, LE, "  ")
    reprendre_la_recherche(menage, LE, "le ménage renonce", auteur="Agente")

    assert menage.etat is Etat.RECHERCHE
    assert (menage.etapes[-1].motif, menage.etapes[-1].auteur) == ("le ménage renonce", "Agente")


@pytest.mark.parametrize("etat", [e for e in Etat if e is not Etat.SORTI])
def test_on_sort_de_tout_etat_et_la_sortie_s_annule(etat: Etat) -> None:
    menage = un_dossier(etat)

    sortir(menage, MotifSortie.DEPART, date(2026, 5, 4), auteur="Agente")
    sorti = menage.etat
    annuler_la_sortie(menage, date(2026, 5, 6), "mauvais dossier", auteur="Agente")

    assert sorti is Etat.SORTI
    assert (menage.etat, menage.motif_sortie, menage.sorti_le) == (etat, None, None)
    assert (menage.etapes[-1].etat, menage.etapes[-1].le) == (etat, LE)
    assert menage.etapes[-1].motif == "sortie du 04/05/2026 annulée le 06/05/2026 : mauvais dossier"


def test_annuler_une_sortie_retrouve_l_accord_qu_un_refus_avait_laisse_en_place() -> None:
    menage = un_dossier(Etat.RECHERCHE)
    retenue, autre = (
        proposer(menage, un_logement(), charte=CHARTE, notification=Notification(LE)) for _ in range(2)
    )
    accepter(menage, retenue, date(2026, 3, 10))
    refuser(menage, autre, date(2026, 3, 11), "CHER", charte=CHARTE)
    sortir(menage, MotifSortie.DEPART, date(2026, 3, 20))

    annuler_la_sortie(menage, date(2026, 3, 21), "erreur")

    assert (menage.etat, menage.etapes[-1].le) == (Etat.ACCORD, date(2026, 3, 10))


def test_une_sortie_qui_n_a_pas_eu_lieu_ne_s_annule_pas() -> None:
    with pytest.raises(ErreurMetier, match="pas de sortie"):
        annuler_la_sortie(un_dossier(Etat.OFFRE), LE, "erreur")


def test_on_ne_sort_pas_avant_d_etre_arrive() -> None:
    menage = un_dossier(Etat.RECENSE)
    menage.entree_bail_le = date(2020, 6, 1)

    with pytest.raises(ErreurMetier, match="01/06/2020"):
        sortir(menage, MotifSortie.DEPART, date(2020, 5, 31))

    assert (menage.etat, menage.sorti_le) == (Etat.RECENSE, None)


def test_un_suivi_ne_precede_pas_l_entree_et_un_motif_n_y_change_rien() -> None:
    menage = un_dossier(Etat.ATTRIBUE)
    emmenager(menage, signer(menage, un_logement(), Nature.DEFINITIF, LE), LE)

    with exception_motivee("oubli"), pytest.raises(ErreurMetier, match="02/03/2026"):
        suivre(menage, Suivi(terme=Terme.J30, le=date(2026, 3, 1)))

    assert menage.suivis == []


def test_le_suivi_fini_le_dossier_se_clot() -> None:
    menage = un_dossier(Etat.ATTRIBUE)
    emmenager(menage, signer(menage, un_logement(), Nature.DEFINITIF, LE), LE)
    suivre(menage, Suivi(terme=Terme.J180, le=date(2026, 9, 1)))

    with pytest.raises(PassageRefuse):
        clore(menage, date(2026, 8, 31))
    clore(menage, date(2026, 9, 2))

    assert menage.etat is Etat.CLOS


def test_une_reprise_n_est_pas_l_acte_d_un_agent_elle_passe_et_se_dit() -> None:
    menage = un_menage(enquete_le=LE, sne_le=None, premiere_offre_le=date(2020, 1, 1))

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.OFFRE
    assert {e.motif for e in menage.etapes} == {REPRISE}

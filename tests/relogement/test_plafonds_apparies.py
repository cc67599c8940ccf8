"""Le plafond du logement écarte, se signale ou se vérifie ; arrêté du 19/12/2025, autres régions."""

from dataclasses import replace
from decimal import Decimal

import pytest

from relogement.appariement.candidat import Contexte, candidat
from relogement.appariement.note import Appariement, apparier
from relogement.appariement.poids import Depassement, lire_appariement, poids
from relogement.appariement.reperes import reperes
from relogement.appariement.tableau import tableau
from relogement.charte_fichier import en_toml, lire_charte
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import Condition, Financement, Typologie
from tests.fabrique import un_logement, un_menage
from tests.relogement.appariement_au_hasard import un_contexte

ICI = un_contexte()
PLUS_SEUL, PLAI_SEUL = Decimal(23403), Decimal(12870)


def seul(rfr: Decimal | None, **champs: object) -> Menage:
    """Une personne seule, non handicapée : catégorie 1, sans doute possible."""
    menage = un_menage(nb_personnes=1, rfr=rfr, **champs)  # type: ignore[arg-type]
    menage.personnes[0].handicap_categorie = False
    return menage


def un_t2(financement: Financement | None) -> LogementOffert:
    return un_logement(typologie=Typologie.T2, financement=financement)


def vu(menage: Menage, financement: Financement | None, ici: Contexte = ICI) -> Appariement:
    return apparier(candidat(menage, ici), un_t2(financement), ici)


def test_un_revenu_egal_au_plafond_y_est_un_euro_de_plus_n_y_est_plus() -> None:
    assert vu(seul(PLUS_SEUL), Financement.PLUS).plafond.condition is Condition.OUI
    assert not vu(seul(PLUS_SEUL), Financement.PLUS).bloque

    au_dela = vu(seul(PLUS_SEUL + 1), Financement.PLUS)

    assert au_dela.bloque
    assert "dérogation du préfet possible, CCH art. R. 441-1-1" in au_dela.blocages[0]
    assert reperes(au_dela)[0].mot == "au-dessus du plafond"


def test_le_plafond_est_celui_du_financement_du_logement() -> None:
    """15 000 € : au-dessus du PLAI (12 870 €), sous le PLUS ; 30 000 € : sous le PLS (30 424 €, le PLUS × 1,3)."""
    assert vu(seul(Decimal(15000)), Financement.PLAI).bloque
    assert not vu(seul(Decimal(15000)), Financement.PLUS).bloque
    assert vu(seul(Decimal(30000)), Financement.PLUS).bloque
    assert not vu(seul(Decimal(30424)), Financement.PLS).bloque
    assert vu(seul(Decimal(30425)), Financement.PLS).bloque


@pytest.mark.parametrize(
    ("menage", "financement", "ici", "pourquoi"),
    [
        (seul(None), Financement.PLUS, ICI, "revenu fiscal de référence N-2 inconnu"),
        (seul(Decimal(90000)), None, ICI, "financement du logement inconnu"),
        (seul(Decimal(90000)), Financement.AUTRE, ICI, "financement particulier"),
        (seul(Decimal(90000)), Financement.PLUS, replace(ICI, zone=None), "zone des plafonds inconnue"),
        (un_menage(nb_personnes=None, rfr=Decimal(90000)), Financement.PLUS, ICI, "nombre de personnes inconnu"),
    ],
)
def test_ce_que_l_on_ignore_se_verifie_et_n_ecarte_pas(
    menage: Menage, financement: Financement | None, ici: Contexte, pourquoi: str
) -> None:
    juge = vu(menage, financement, ici).plafond

    assert juge.condition is Condition.A_VERIFIER
    assert juge.motif == f"plafond de ressources à vérifier\u00a0: {pourquoi}"
    assert not any("plafond" in dit for dit in vu(menage, financement, ici).blocages)


def test_une_categorie_incertaine_ne_tranche_que_si_toutes_disent_pareil() -> None:
    """Deux personnes dont on ne sait si elles sont un couple : catégorie 2 (31 254 €) ou 3 (37 584 €)."""
    entre = un_menage(nb_personnes=2, rfr=Decimal(33000))

    assert vu(entre, Financement.PLUS).plafond.condition is Condition.A_VERIFIER
    assert vu(un_menage(nb_personnes=2, rfr=Decimal(31254)), Financement.PLUS).plafond.condition is Condition.OUI
    assert vu(un_menage(nb_personnes=2, rfr=Decimal(37585)), Financement.PLUS).plafond.depasse


def test_la_charte_peut_ne_faire_que_signaler_et_le_tableau_dit_pareil() -> None:
    charte = lire_charte('[appariement]\nplafonds = "SIGNALER"\n')
    souple, trop = replace(ICI, charte=charte), seul(PLUS_SEUL + 1)

    assert poids(lire_charte(en_toml(charte))).plafonds is Depassement.SIGNALER
    assert vu(trop, Financement.PLUS, souple).plafond.depasse
    for ici, ecarte in ((ICI, True), (souple, False)):
        assert vu(trop, Financement.PLUS, ici).bloque is ecarte
        assert bool(tableau([candidat(trop, ici)], [un_t2(Financement.PLUS)], ici).bloques[0, 0]) is ecarte


def test_un_autre_mot_que_les_deux_choix_est_refuse() -> None:
    with pytest.raises(ErreurMetier, match="Écrivez ECARTER ou SIGNALER"):
        lire_appariement({"plafonds": "OUI"})


def test_le_motif_dit_le_plafond_jamais_le_revenu() -> None:
    """23 403,00 € pour une personne seule en PLUS ; le revenu, 11 111 €, se lit dans le dossier seulement."""
    dit = vu(seul(Decimal(11111)), Financement.PLUS).plafond.motif

    assert dit == "ressources sous le plafond PLUS (23\u202f403,00\u202f€ par an)"
    assert "44" not in vu(seul(Decimal(44444)), Financement.PLUS).plafond.motif.partition("CCH")[0]

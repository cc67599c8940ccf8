"""Le parcours d'un dossier : des étapes datées que l'on ajoute, jamais que l'on efface."""

from datetime import date

from relogement.caleol import PassageCaleol
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, Etat, MotifSortie, Nature
from relogement.parcours import CHEMIN, passer, reprendre_le_parcours
from tests.fabrique import un_menage, un_relogement

ENQUETE, OFFRE, CALEOL = date(2025, 9, 1), date(2025, 11, 3), date(2026, 1, 12)


def _etapes(menage: Menage) -> list[tuple[str, date | None]]:
    return [(e.etat.value, e.le) for e in menage.etapes]


def test_passer_ajoute_une_etape_datee_avec_son_auteur() -> None:
    menage = un_menage()

    passer(menage, Etat.INFORME, ENQUETE, auteur="Agente")
    passer(menage, Etat.ENQUETE, OFFRE, auteur="Agent", motif="à domicile")

    assert menage.etat is Etat.ENQUETE
    assert _etapes(menage) == [("INFORME", ENQUETE), ("ENQUETE", OFFRE)]
    assert [(e.auteur, e.motif) for e in menage.etapes] == [("Agente", None), ("Agent", "à domicile")]


def test_un_dossier_repris_retrouve_les_etapes_que_ses_dates_racontent() -> None:
    menage = un_menage(enquete_le=ENQUETE, premiere_offre_le=OFFRE)
    menage.caleols.append(PassageCaleol(le=CALEOL, decision=DecisionCaleol.ATTRIBUTION))
    un_relogement(menage, bail_le=date(2026, 3, 1), entree_le=date(2026, 3, 2))

    reprendre_le_parcours(menage, auteur="Import")

    assert _etapes(menage) == [
        ("RECENSE", None),
        ("ENQUETE", ENQUETE),
        ("OFFRE", OFFRE),
        ("CALEOL", CALEOL),
        ("ATTRIBUE", CALEOL),
        ("BAIL", date(2026, 3, 1)),
        ("EMMENAGE", date(2026, 3, 2)),
    ]
    assert menage.etat is Etat.EMMENAGE


def test_reprendre_deux_fois_n_ajoute_rien() -> None:
    menage = un_menage(enquete_le=ENQUETE)
    reprendre_le_parcours(menage)
    avant = _etapes(menage)

    reprendre_le_parcours(menage)

    assert _etapes(menage) == avant
    assert menage.etat is Etat.ENQUETE


def test_une_non_attribution_ramene_a_la_recherche() -> None:
    menage = un_menage(premiere_offre_le=OFFRE)
    menage.caleols.append(PassageCaleol(le=CALEOL, decision=DecisionCaleol.NON_ATTRIBUTION))

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.RECHERCHE


def test_un_relogement_provisoire_n_est_pas_un_bail_definitif() -> None:
    menage = un_menage()
    un_relogement(menage, nature=Nature.PROVISOIRE)

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.PROVISOIRE
    assert "BAIL" not in dict(_etapes(menage))


def test_un_dossier_sorti_l_est_quoi_qu_il_ait_fait_avant() -> None:
    menage = un_menage(motif_sortie=MotifSortie.DEPART, sorti_le=date(2026, 5, 4))
    un_relogement(menage)

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.SORTI
    assert _etapes(menage)[-1] == ("SORTI", date(2026, 5, 4))


def test_un_dossier_mene_plus_loin_dans_l_application_n_est_pas_ramene_en_arriere() -> None:
    menage = un_menage(enquete_le=ENQUETE)
    reprendre_le_parcours(menage)
    passer(menage, Etat.ACCORD, CALEOL, motif="accord donné de vive voix")
    menage.premiere_offre_le = OFFRE

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.ACCORD
    assert ("OFFRE", OFFRE) in _etapes(menage)


def test_le_chemin_est_celui_des_regles() -> None:
    attendu = "RECENSE INFORME ENQUETE SNE RECHERCHE OFFRE VISITE ACCORD CALEOL ATTRIBUE BAIL EMMENAGE SUIVI CLOS"

    assert " ".join(CHEMIN) == attendu

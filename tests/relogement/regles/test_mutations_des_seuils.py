"""Changer un seul seuil, d'un barème ou de la charte, fait toujours mentir un cas calculé à la main.

Chaque valeur de la dernière période d'un barème est changée à son tour, comme une période que le projet ajoute :
un cas au moins doit alors donner autre chose. Une règle qui ne lirait pas ce que le projet ajoute se voit aussi.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from relogement.actes import Notification, accepter, passer_en_caleol, proposer
from relogement.baremes import Ajouts, Periode, Source, Valeur, avec_montants, en_toml, noms, periodes
from relogement.caleol import PassageCaleol
from relogement.champs import champs
from relogement.charte import Charte
from relogement.depart import Depart
from relogement.erreurs import ErreurMetier
from relogement.geographie import Point
from relogement.geographie.site import Site
from relogement.indicateurs.indicateur import Mesure, couverture_exigee
from relogement.indicateurs.prevision import Rythme, comptage, refus, reglages
from relogement.nomenclatures import (
    Combinaison,
    DecisionCaleol,
    GenerationQpv,
    Nature,
    Regime,
    Typologie,
    ZonePlafond,
)
from relogement.offre_a_juger import offres_jugees
from relogement.regles.adequation import LogementOccupe, occupation
from relogement.regles.apl import DemandeApl, estimer
from relogement.regles.apl.bareme import Situation, bareme_apl, parametres
from relogement.regles.categorie import Composition, categorie
from relogement.regles.decheance import droit_au_maintien
from relogement.regles.localisation import generation_en_vigueur
from relogement.regles.minoration import RelogementAMinorer, minoration
from relogement.regles.montants import Montant
from relogement.regles.neuf import neuf
from relogement.regles.plafonds import plafonds
from relogement.regles.ressources import reste_a_vivre, unites_de_consommation
from relogement.regles.ressources_apl import Revenu, mois_retenus, ressources_apl
from relogement.regles.revenu_retenu import Revenus, revenu_retenu
from tests.fabrique import un_logement, un_menage, une_charte, une_offre
from tests.relogement.test_bilan import _ORDINAIRE, _bilan, _dossier, _nouveau
from tests.relogement.test_offre_a_juger import un_cadre, une_offre_du_dossier

AU = date(2030, 3, 4)  # un jour où vaut la période changée : elle commence le 1er janvier 2030
DEBUT = date(2030, 1, 1)
D = Decimal
Cas = Callable[[Source | None], object]
FAMILLES = (*((couple, 0) for couple in (False, True)), *((False, n) for n in range(1, 9)))
PLAFONDS_DE_CATEGORIE = range(1, 8)  # au-delà de la sixième, un supplément par personne
NEUF_EN_DOUZE_MOIS = "Pas de prévision : 9 titulaires relogés en 12 mois, il en faut 10 pour estimer un rythme."
SIX, PAR_PERSONNE = D(60156), D(6710)  # PLUS, autres régions, arrêté du 19/12/2025


def une_demande(**faits: Any) -> DemandeApl:
    ordinaire = DemandeApl(zone=2, loyer=D(400), personnes_a_charge=0, ressources=D(9000), rls=False)
    return replace(ordinaire, **faits)


def apl(**faits: Any) -> Cas:
    return lambda dossier: estimer(une_demande(**faits), au=AU, dossier=dossier)


def apl_ou_refus(**faits: Any) -> Cas:
    def essayer(dossier: Source | None) -> object:
        try:
            return estimer(une_demande(**faits), au=AU, dossier=dossier)
        except ErreurMetier as erreur:
            return str(erreur)

    return essayer


def des_parametres(zone: int, couple: bool, a_charge: int, *, colocation: bool = False) -> Cas:
    situation = Situation(zone, couple, a_charge, colocation=colocation, chambre=False)
    return lambda dossier: parametres(bareme_apl(AU, dossier), situation)


APL = [
    *(des_parametres(z, c, n, colocation=coloc)
      for z in (1, 2, 3) for c, n in FAMILLES for coloc in (False, True)),
    *(apl(personnes_a_charge=n, couple=c, rls=True, ressources=r, zone=z)
      for c, n in FAMILLES for r in (D(3000), D(9000), D(16000)) for z in (1, 2, 3)),
    *(apl(loyer=loyer, zone=z) for loyer in (D(120), D(170), D(240), D(300), D(1000), D(1150)) for z in (1, 2, 3)),
    *(apl(loyer=D(a), zone=z, ressources=D(0)) for a in range(740, 1500, 40) for z in (1, 2, 3)),
    apl(ressources=D(9001)), apl(chambre=True), apl(colocation=True, rls=True), apl(ressources=D(0)),
    apl_ou_refus(capital=D(30000)), apl_ou_refus(capital=D("30000.01")),
]  # fmt: skip


def des_mois(code: str, par_mois: str) -> list[Revenu]:
    return [Revenu("A", code, mois, D(par_mois)) for mois in mois_retenus(AU)]


def r_de(*revenus: tuple[str, str]) -> Cas:
    lignes = [r for code, montant in revenus for r in des_mois(code, montant)]
    return lambda dossier: ressources_apl(lignes, au=AU, dossier=dossier).montant


def occupe(personnes: int, pieces: int, m2: str) -> Cas:
    logement = LogementOccupe(nb_personnes=personnes, pieces=pieces, surface=D(m2))
    return lambda dossier: occupation(logement, au=AU, dossier=dossier).condition.value


def a_minorer(typologie: Typologie) -> Cas:
    relogement = RelogementAMinorer(
        nature=Nature.DEFINITIF, bail_le=AU, loyer=D(300), loyer_plafond_apl=D(300), typologie=typologie,
        premiere_location=True,
    )  # fmt: skip
    return lambda dossier: minoration(relogement, dossier=dossier).montant.valeur


def thermique(dossier: Source | None) -> object:
    relogement = RelogementAMinorer(
        nature=Nature.DEFINITIF, bail_le=AU, loyer=D(300), loyer_plafond_apl=D(300), typologie=Typologie.T3,
        premiere_location=False, conventionne_le=date(1990, 1, 1), rt2005=True,
    )  # fmt: skip
    return minoration(relogement, dossier=dossier).eligible.value


def des_plafonds(zone: ZonePlafond, rang: int) -> Cas:
    return lambda dossier: plafonds(rang, zone, au=AU, dossier=dossier)


def le_droit(nombre: int, **faits: Any) -> Cas:
    """Des offres comptées, notifiées le 31 janvier, le 1er et le 2 février 2030."""
    offres = [
        une_offre(rang=n, notifiee_le=date(2030, 1, 31) + timedelta(days=n - 1), **faits)
        for n in range(1, nombre + 1)
    ]
    return lambda dossier: droit_au_maintien(offres, nb_offres=3, dossier=dossier).dechu_le


def en_amenagement(nombre: int) -> Cas:
    offres = [une_offre(rang=n, notifiee_le=AU) for n in range(1, nombre + 1)]
    regime = Regime.AMENAGEMENT_2_PROPOSITIONS
    return lambda dossier: droit_au_maintien(offres, nb_offres=3, regime=regime, dossier=dossier).epuise


def parts(personnes: int, jeunes: int) -> Cas:
    return lambda dossier: unites_de_consommation(personnes, jeunes, au=AU, dossier=dossier).valeur


# Ce que vaut chaque cas, calculé à la main avec les seuils livrés ; les tables de montants (loyers, R0, plafonds,
# RLS) se comparent au relevé des textes et aux cas de référence : ici, seule la sensibilité à chaque ligne compte.
A_LA_MAIN: Mapping[str, list[tuple[Cas, object]]] = {
    "adequation": [
        (occupe(3, 4, "70"), "OUI"), (occupe(3, 5, "70"), "NON"), (occupe(1, 1, "9"), "OUI"),
        (occupe(1, 1, "8.99"), "NON"), (occupe(2, 2, "16"), "OUI"), (occupe(2, 2, "15.99"), "NON"),
        (occupe(3, 2, "25"), "OUI"), (occupe(3, 2, "24.99"), "NON"), (occupe(12, 5, "70"), "OUI"),
        (occupe(12, 5, "69.99"), "NON"),
    ],
    "categories_menage": [
        (lambda d: categorie(_couple(55), au=AU, dossier=d).rang, 3),
        (lambda d: categorie(_couple(56), au=AU, dossier=d).rang, 2),
        (lambda d: _six_et_sept(d), (SIX, SIX + PAR_PERSONNE)),
    ],
    "criteres_anru": [
        (lambda d: neuf(False, date(2025, 3, 5), AU, dossier=d).valeur.value, "OUI"),  # cinq ans moins un jour
        (lambda d: neuf(False, date(2025, 3, 4), AU, dossier=d).valeur.value, "NON"),  # cinq ans pile
        (lambda d: Mesure(8, 0, 2, couverture_min=couverture_exigee(AU, d)).significatif(AU), True),  # 80 %
        (lambda d: Mesure(799, 0, 201, couverture_min=couverture_exigee(AU, d)).significatif(AU), False),
    ],
    "deductions_fiscales": [
        (r_de(("SAL", "1000")), D(10800)),  # 12 000 − 10 %
        (r_de(("SAL", "100")), D(691)),  # 1 200 − 509, le minimum
        (r_de(("SAL", "20000")), D(225445)),  # 240 000 − 14 555, le maximum
        (r_de(("RET", "1000")), D(10800)),
        (r_de(("RET", "100")), D(746)),  # 1 200 − 454
        (r_de(("RET", "5000")), D(55562)),  # 60 000 − 4 438
    ],
    "generations_qpv": [
        (lambda d: generation_en_vigueur(AU, outre_mer=False, dossier=d), GenerationQpv.QN2024),
        (lambda d: generation_en_vigueur(AU, outre_mer=True, dossier=d), GenerationQpv.QN2024),
    ],
    "minoration_conditions": [(thermique, "OUI")],
    "offres_de_relogement": [
        (le_droit(3), date(2030, 8, 2)), (le_droit(1, specialement_concu=True), date(2030, 7, 31)),
        (en_amenagement(1), False), (en_amenagement(2), True),
    ],
    "plafonds_part_plus": [(lambda d: _part_plus(d), D("0.6"))],
    "plafonds_pls": [(lambda d: _part_pls(d), True)],
    "prevision": [
        (lambda d: refus(Rythme(AU, 9, 12, 5), reglages(AU, d)), NEUF_EN_DOUZE_MOIS),
        (lambda d: refus(Rythme(AU, 10, 12, 5), reglages(AU, d)), ""),
        (lambda d: round(comptage(12, reglages(AU, d).ecart_reduit)[1], 2), 19.44),  # table de Poisson, 90 %
    ],
    "reste_a_vivre": [
        (parts(1, 0), D(1)), (parts(2, 0), D("1.5")), (parts(2, 1), D("1.3")),
        (lambda d: reste_a_vivre(Montant(D(300)), D(1200), Montant(D(2)), au=AU, dossier=d).valeur, D(15)),
    ],
    "revenu_retenu": [
        (lambda d: revenu_retenu(Revenus(n_2=D(10000), n_1=D(9000)), au=AU, dossier=d).montant, D(9000)),
        (lambda d: revenu_retenu(Revenus(n_2=D(10000), n_1=D(9001)), au=AU, dossier=d).montant, D(10000)),
    ],
}  # fmt: skip
SENSIBLES: Mapping[str, list[Cas]] = {
    "apl_loyers": APL,
    "apl_r0": APL,
    "apl_regles": APL,
    "rls_montants": APL,
    "rls_plafonds": APL,
    "rls_regles": APL,
    "plafonds_plai": [des_plafonds(z, r) for z in ZonePlafond for r in PLAFONDS_DE_CATEGORIE],
    "plafonds_plus": [des_plafonds(z, r) for z in ZonePlafond for r in PLAFONDS_DE_CATEGORIE],
    "minoration_loyer": [a_minorer(t) for t in (Typologie.T1, Typologie.T3, Typologie.T5)],
}
AILLEURS = {
    "localisation_qpv": "tests/db/test_quartiers.py, où la marge décide de ce qui est à vérifier",
    "coordonnees": "tests/relogement/geographie/test_coordonnees.py, où l’éloignement refuse un point",
    "prevision": "tests/relogement/indicateurs/test_prevision.py, face aux tables de Poisson",
    "attributions_hors_qpv": "tests/db/test_regle_25.py, où la part décide de ce qui est tenu",
    "sne": "tests/relogement/rapprochement_sne, où la validité et le préavis décident du verdict",
}


def _couple(somme: int) -> Composition:
    return Composition(nb_personnes=2, couple=True, nb_a_charge=0, somme_des_ages=somme, handicap=False)


def _six_et_sept(dossier: Source | None) -> tuple[Decimal | None, ...]:
    """La sixième catégorie a son plafond ; la septième personne y ajoute un supplément."""
    lus = [plafonds(rang, ZonePlafond.AUTRES, au=AU, dossier=dossier) for rang in (6, 7)]
    return tuple(None if lu is None else lu.plus for lu in lus)


def _part_plus(dossier: Source | None) -> Decimal:
    lus = plafonds(1, ZonePlafond.AUTRES, au=AU, dossier=dossier)
    assert lus is not None
    return lus.plus_60 / lus.plus


def _part_pls(dossier: Source | None) -> bool:
    """Le PLS est celui du PLUS majoré de 30 %, à l'euro."""
    lus = plafonds(1, ZonePlafond.AUTRES, au=AU, dossier=dossier)
    assert lus is not None
    return abs(lus.pls - lus.plus * D("1.3")) <= D("0.5")


def modele(nom: str) -> Periode:
    """La dernière période qui a des valeurs."""
    return next(p for p in reversed(periodes(nom)) if p.toutes())


def un_projet(nom: str, valeurs: Mapping[str, Valeur]) -> Ajouts:
    """Un projet qui ajoute à ce barème une période de 2030, avec ces valeurs ; les autres sont les livrés."""
    suite = modele(nom)
    ajoutee = Periode(DEBUT, "Texte d'essai", DEBUT, avec_montants(suite.valeurs, valeurs))
    return Ajouts(((nom, en_toml(ajoutee)),))


def changee(valeur: Valeur) -> list[Valeur]:
    """La même ligne, changée d'aussi peu que le texte pourrait la dire autrement."""
    if isinstance(valeur, bool):
        return [not valeur]
    if isinstance(valeur, str):
        return ["2015" if valeur == "2024" else "2024"]
    pas = Decimal(1).scaleb(int(valeur.normalize().as_tuple().exponent))
    return [valeur + max(pas, Decimal("0.0001")), valeur - max(pas, Decimal("0.0001"))]


LIGNES = [(nom, ligne) for nom in noms() if nom not in AILLEURS for ligne in modele(nom).toutes()]


def cas_de(nom: str) -> list[Cas]:
    return [cas for cas, _ in A_LA_MAIN.get(nom, [])] + list(SENSIBLES.get(nom, []))


@cache
def temoins(nom: str) -> tuple[object, ...]:
    """Ce que disent les cas avec les valeurs livrées, dites par le projet."""
    return tuple(cas(un_projet(nom, modele(nom).toutes())) for cas in cas_de(nom))


@pytest.mark.parametrize("nom", sorted(A_LA_MAIN))
def test_les_cas_calcules_a_la_main_tiennent_avec_les_seuils_livres(nom: str) -> None:
    assert [cas(un_projet(nom, modele(nom).toutes())) for cas, _ in A_LA_MAIN[nom]] == [
        attendu for _, attendu in A_LA_MAIN[nom]
    ]


@pytest.mark.parametrize(("nom", "ligne"), LIGNES, ids=lambda v: v)
def test_changer_une_ligne_de_bareme_fait_mentir_un_cas(nom: str, ligne: str) -> None:
    livrees = modele(nom).toutes()
    for valeur in changee(livrees[ligne]):
        essai = un_projet(nom, {**livrees, ligne: valeur})
        assert any(cas(essai) != temoin for cas, temoin in zip(cas_de(nom), temoins(nom), strict=True)), (
            f"{nom}, {ligne} : {livrees[ligne]} changé en {valeur} ne change aucun cas"
        )


def test_tout_bareme_a_ses_cas() -> None:
    assert set(noms()) == {*A_LA_MAIN, *SENSIBLES, *AILLEURS}


REGLEE = date(2026, 3, 2)  # un lundi


def jugee(**champs: Any) -> Callable[[Charte], object]:
    """La maîtrise d'un titulaire seul, dont le RAC était de 300 + 80 − 200 = 180 € pour 60 m²."""
    return lambda charte: str(_bilan(charte, **champs)["maitrise"].value)


def payant(loyer: str, *, m2: str = "60", ressources: int = 1200) -> dict[str, Any]:
    return {
        "apres": _ORDINAIRE._replace(loyer=D(loyer)),
        "nouveau": _nouveau(surface=D(m2)),
        "dossier": _dossier(ressources=D(ressources)),
    }


def limite_le(notifiee_le: date) -> Callable[[Charte], object]:
    def limite(charte: Charte) -> object:
        menage = un_menage()
        return proposer(menage, un_logement(), charte=charte, notification=Notification(notifiee_le)).limite_le

    return limite


def limite_de_caleol(charte: Charte) -> object:
    menage = un_menage()
    accepter(menage, proposer(menage, un_logement(), charte=charte), REGLEE)
    passage = PassageCaleol(le=REGLEE, decision=DecisionCaleol.ATTRIBUTION, notifie_le=REGLEE)
    passer_en_caleol(menage, passage, charte=charte)
    return passage.limite_le


def epuise(nombre: int) -> Callable[[Charte], object]:
    offres = [une_offre(rang=n) for n in range(1, nombre + 1)]
    return lambda charte: droit_au_maintien(offres, nb_offres=charte.nb_offres).epuise


def a_km(nord: float) -> Callable[[Charte], object]:
    """Un logement de la commune voisine, à tant de degrés au nord : 0,04° font 4,44 km, 0,05° font 5,55 km."""

    def lieu(charte: Charte) -> object:
        menage, offre = une_offre_du_dossier()
        offre.logement.lon, offre.logement.lat = 2.9, 42.7 + nord
        chez = Depart("66136", frozenset({"66028"}), site=Site(Point(2.9, 42.7)))
        (jugee_,) = offres_jugees(menage, menage.cout_avant, [offre], un_cadre(chez, charte))
        return jugee_.conditions[3].value

    return lieu


# Pour chaque réglage de la charte : ce qu'on met à sa place, et des cas calculés à la main avec le réglage livré.
REGLAGES: Mapping[str, tuple[list[object], list[tuple[Callable[[Charte], object], object]]]] = {
    # 198 / 180 = +10 % pile ; 199,50 / 180 = +10,83 %.
    "rac_seuil_pct": ([D(9), D(11)], [(jugee(**payant("318")), "OUI"), (jugee(**payant("319.50")), "NON")]),
    # RAC avant nul : sans seuil en euros, on ne sait pas.
    "rac_seuil_eur": ([D(30)], [(jugee(avant=_ORDINAIRE._replace(apl=D(380)), **payant("140")), "NR")]),
    # +9 % en euros ; 54 m² : 10 % d'écart pile, 53,50 m² : 10,83 %, où l'on compare au m² (+22 %).
    "surf_tol_pct": (
        [D(9), D(11)], [(jugee(**payant("316", m2="54")), "OUI"), (jugee(**payant("316", m2="53.50")), "NON")]
    ),
    # 198 / 660 = 30 % pile ; 198 / 650 = 30,46 %.
    "te_max_pct": (
        [D(29), D(31)],
        [(jugee(**payant("318", ressources=660)), "OUI"), (jugee(**payant("318", ressources=650)), "NON")],
    ),
    # L'effort échoue (198 / 300 = 66 %), ou la hausse (230 / 180 = +28 %) : les deux tests valent.
    "combinaison": (
        [Combinaison.RAC_SEUL, Combinaison.TE_SEUL],
        [(jugee(**payant("318", ressources=300)), "NON"), (jugee(**payant("350")), "NON")],
    ),
    "neutralise_baisse": ([False], [(jugee(**payant("299", ressources=300)), "OUI")]),  # 179 €, effort de 60 %
    "delai_reponse_jours": ([29, 31], [(limite_le(REGLEE), date(2026, 4, 1))]),  # 2 mars + 30 jours, un mercredi
    "delai_caleol_jours": ([9, 11], [(limite_de_caleol, date(2026, 3, 12))]),
    "nb_offres": ([2, 4], [(epuise(2), False), (epuise(3), True)]),
    "distance_km": ([D(4), D(6)], [(a_km(0.04), "OUI"), (a_km(0.05), "NON")]),
    "generation_qpv": ([GenerationQpv.QP2015], [(lambda c: _bilan(c)["generation_qpv"].value, "2024")]),
    # 4 mars + 30 jours : le vendredi saint 2026, férié en Alsace-Moselle seulement.
    "alsace_moselle": ([True], [(limite_le(date(2026, 3, 4)), date(2026, 4, 3))]),
    "paliers": ([[{"jusqu_a": "1200", "te_max_pct": "29"}]], [(jugee(**payant("318", ressources=660)), "OUI")]),
}  # fmt: skip
# Ceux-ci ne jugent rien ici : ce qui les lit les éprouve, ou les affiche seulement.
SANS_VERDICT = {
    "libelle", "en_vigueur_le", "objectifs", "motifs", "decohabitation_presence_mois", "seuil_secret_revenu",
    "seuil_secret_effectif", "alerte_sans_action_jours", "objection_heures",
    "equilibre",  # des poids et des repères, éprouvés avec l’équilibre des résidences
    "cellule", "objection",  # éprouvés avec l’ordre du jour et avec le délai d’objection
    "appariement",  # des poids, éprouvés avec l'appariement : ils rangent et ne jugent pas
}  # fmt: skip


@pytest.mark.parametrize("nom", sorted(REGLAGES))
def test_changer_un_reglage_de_la_charte_fait_mentir_un_cas(nom: str) -> None:
    autres, cas = REGLAGES[nom]

    assert [essai(une_charte()) for essai, _ in cas] == [attendu for _, attendu in cas]
    for autre in autres:
        dits = [essai(une_charte(**{nom: autre})) for essai, _ in cas]
        assert dits != [attendu for _, attendu in cas], f"{nom} = {autre} ne change aucun cas"


def test_tout_reglage_de_la_charte_a_ses_cas() -> None:
    assert set(champs(Charte)) == {*REGLAGES, *SANS_VERDICT}

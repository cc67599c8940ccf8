"""Un ménage et un logement : chaque part et sa raison, ce qui écarte, et le tableau qui dit comme le dossier."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.appariement.argent import Argent, centimes
from relogement.appariement.candidat import candidat, chiffrer
from relogement.appariement.note import Appariement, apparier, ranges
from relogement.appariement.parts import Note
from relogement.appariement.poids import Part, lire_appariement, poids
from relogement.appariement.tableau import tableau
from relogement.charte_fichier import en_toml, lire_charte
from relogement.demande import Besoin, Souhait
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import CodeBesoin, Financement, Typologie
from tests.fabrique import un_cout, un_logement, un_menage
from tests.relogement.appariement_au_hasard import AU, un_contexte, un_logement_au_hasard, un_menage_au_hasard

CONTEXTE = un_contexte()
PALIERS = [{"jusqu_a": "600", "te_max_pct": "20"}, {"jusqu_a": "1100", "rac_seuil_pct": "4"}]


def deux_personnes(**champs: object) -> Menage:
    """Un ménage de deux personnes décrites à moitié : rien ne s'y estime, tout s'y compare."""
    return un_menage(**({"nb_personnes": 2, "enquete_le": AU} | champs))  # type: ignore[arg-type]


def un_t3(**champs: object) -> LogementOffert:
    valeurs: dict[str, object] = {"typologie": Typologie.T3, "surface": "60", "commune": "Cabestany", "etage": 1}
    return un_logement(**(valeurs | champs))  # type: ignore[arg-type]


def la_part(part: Part, menage: Menage, logement: LogementOffert) -> Note:
    return next(p.note for p in _apparies(menage, logement).parts if p.part is part)


def la_fourchette(note: Note) -> tuple[float, float]:
    return float(note.basse), float(note.haute)


def _apparies(menage: Menage, logement: LogementOffert, refuses: frozenset[int] = frozenset()) -> Appariement:
    return apparier(candidat(menage, CONTEXTE, refuses), logement, CONTEXTE)


def test_trois_pieces_pour_deux_personnes_ne_sont_ni_trop_ni_trop_peu() -> None:
    note = la_part(Part.OCCUPATION, deux_personnes(), un_t3())

    assert la_fourchette(note) == (1, 1)
    assert not note.blocage


def test_un_logement_sous_occupe_est_ecarte_et_sa_raison_se_lit() -> None:
    """Quatre pièces pour deux personnes : la loi en admet trois, une de plus que de personnes."""
    trouve = _apparies(deux_personnes(), un_t3(typologie=Typologie.T4))

    assert trouve.bloque
    assert trouve.blocages == ("sous-occupé : 4 pièces pour 2 personnes, 3 au plus",)


def test_un_logement_trop_petit_est_ecarte() -> None:
    """Seize mètres carrés pour deux personnes : quinze n'y suffisent pas."""
    assert _apparies(deux_personnes(), un_t3(surface="15")).blocages[0].startswith("suroccupé")


def test_une_surface_inconnue_n_est_ni_zero_ni_tout() -> None:
    note = la_part(Part.OCCUPATION, deux_personnes(), un_t3(surface=None))

    assert la_fourchette(note) == (0, 1)
    assert not note.blocage
    assert "surface inconnue" in note.motif


@pytest.mark.parametrize(
    ("besoin", "logement", "attendu"),
    [
        (CodeBesoin.ASCENSEUR, {"etage": 4, "ascenseur": False}, "écarté"),
        (CodeBesoin.ASCENSEUR, {"etage": 4, "ascenseur": True}, "oui"),
        (CodeBesoin.ASCENSEUR, {"etage": 2, "ascenseur": False}, "oui"),
        (CodeBesoin.ASCENSEUR, {"etage": 4, "ascenseur": None}, "à vérifier"),
        (CodeBesoin.ASCENSEUR, {"etage": None, "ascenseur": False}, "à vérifier"),
        (CodeBesoin.PLAIN_PIED, {"etage": 0}, "oui"),
        (CodeBesoin.PLAIN_PIED, {"etage": 1}, "écarté"),
        (CodeBesoin.PMR, {"adapte_pmr": False}, "écarté"),
        (CodeBesoin.PMR, {"adapte_pmr": None}, "à vérifier"),
        (CodeBesoin.CALME, {}, "à vérifier"),
    ],
)
def test_un_besoin_est_satisfait_a_verifier_ou_eliminatoire(
    besoin: CodeBesoin, logement: dict[str, object], attendu: str
) -> None:
    note = la_part(Part.BESOINS, deux_personnes(besoins=[Besoin(code=besoin)]), un_t3(**logement))

    dit = "écarté" if note.blocage else "oui" if note.basse == 1 else "à vérifier"
    assert dit == attendu


def test_le_deuxieme_de_deux_souhaits_vaut_la_moitie() -> None:
    menage = deux_personnes(souhaits=[Souhait(rang=1, lieu="Perpignan"), Souhait(rang=2, lieu="CABESTANY")])

    assert la_part(Part.COMMUNE, menage, un_t3()).basse == Fraction(1, 2)
    assert la_part(Part.COMMUNE, menage, un_t3(commune="Toulouges")).haute == 0


def test_un_quartier_souhaite_reste_a_verifier() -> None:
    menage = deux_personnes(souhaits=[Souhait(rang=1, lieu="Moulin à Vent")])

    note = la_part(Part.COMMUNE, menage, un_t3())

    assert la_fourchette(note) == (0, 1)
    assert "à vérifier" in note.motif


def une_seule(avant: object, **champs: object) -> Menage:
    """Une personne seule sans enfant, à 1 200 € par mois : son APL s'estime."""
    return un_menage(nb_personnes=1, ressources="1200", avant=avant, enquete_le=AU, **champs)  # type: ignore[arg-type]


def un_t2(**champs: object) -> LogementOffert:
    valeurs: dict[str, object] = {
        "typologie": Typologie.T2, "surface": "45", "commune": "Perpignan", "commune_insee": "66136",
        "financement": Financement.PLUS, "loyer": Decimal(300), "charges": Decimal(50),
    }  # fmt: skip
    return un_logement(**(valeurs | champs))  # type: ignore[arg-type]


def test_la_hausse_du_reste_a_charge_rapporte_moins_a_mesure_qu_elle_approche_du_seuil() -> None:
    """Avant 400 € ; la charte admet 10 %, soit 40 € : une hausse de 10 € laisse trois quarts des points."""
    logement = un_t2()
    apres = chiffrer(candidat(une_seule(None), CONTEXTE), logement, CONTEXTE).rac.apres.valeur
    assert apres is not None
    avant = un_cout(loyer=apres - 10, charges=0, apl=0)
    seuil = (apres - 10) / 10

    note = la_part(Part.RAC, une_seule(avant), logement)

    assert note.basse == note.haute == 1 - Fraction(10) / Fraction(seuil)
    assert note.motif.startswith("env. ")


def test_une_baisse_rapporte_tout_et_une_apl_inestimable_rien_de_sur() -> None:
    assert la_part(Part.RAC, une_seule(un_cout(loyer=900, apl=0)), un_t2()).basse == 1
    inconnue = la_part(Part.RAC, une_seule(un_cout()), un_t2(loyer=None))
    assert la_fourchette(inconnue) == (0, 1)


def test_un_chauffage_a_part_dont_le_cout_est_inconnu_laisse_le_reste_a_charge_inconnu() -> None:
    avant = un_cout(chauffage_inclus=True)

    note = la_part(Part.RAC, une_seule(avant), un_t2(chauffage_inclus=False))

    assert la_fourchette(note) == (0, 1)
    assert "chauffage" in note.motif


def test_un_decohabitant_n_a_pas_de_reste_a_charge_a_comparer() -> None:
    from relogement.nomenclatures import TypeDossier

    trouve = _apparies(une_seule(None, type=TypeDossier.DECOHABITANT, logement_quitte=None), un_t2())

    sans_objet = {p.part for p in trouve.parts if p.note.sans_objet}
    assert sans_objet == {Part.RAC, Part.RAC_MAITRISE}
    assert 0 <= trouve.basse <= trouve.haute <= 100


def test_un_logement_deja_refuse_est_ecarte_et_range_a_la_fin() -> None:
    menage, refuse, autre = deux_personnes(), un_t3(), un_t3()
    refuse.id, autre.id = 7, 8

    premier, dernier = ranges([_apparies(menage, li, frozenset({7})) for li in (refuse, autre)])

    assert (premier.logement, dernier.logement) == (autre, refuse)
    assert dernier.blocages == ("déjà refusé par ce ménage",)


def test_les_parts_font_la_note_sur_cent() -> None:
    trouve = _apparies(deux_personnes(), un_t3())

    points = sum((p.poids * p.note.basse for p in trouve.parts), Fraction(0))
    assert trouve.basse == points * 100 / poids(CONTEXTE.charte).total


def test_les_poids_sont_ceux_de_la_charte_et_se_relisent() -> None:
    charte = lire_charte('[appariement]\nOCCUPATION = 50\neliminatoires = ["PMR"]\n')

    pese = poids(charte)

    assert (pese.par_part[Part.OCCUPATION], pese.par_part[Part.BESOINS]) == (50, 20)
    assert pese.eliminatoires == {CodeBesoin.PMR}
    assert poids(lire_charte(en_toml(charte))) == pese


@pytest.mark.parametrize(
    ("ecrits", "phrase"),
    [
        ({"OCUPATION": 3}, "clé inconnue « OCUPATION »"),
        ({"BESOINS": -1}, "n’est pas un nombre entier de 0 à 100"),
        ({"BESOINS": True}, "n’est pas un nombre entier"),
        ({"eliminatoires": ["CALME"]}, "une liste de besoins que le logement dit"),
        (dict.fromkeys(Part, 0), "tous les poids sont nuls"),
        ([], "écrivez la ligne"),
    ],
)
def test_un_poids_absurde_est_refuse_d_une_phrase(ecrits: object, phrase: str) -> None:
    with pytest.raises(ErreurMetier, match=phrase):
        lire_appariement(ecrits)


@settings(max_examples=40)
@given(st.integers(0, 10**9), st.sampled_from(("tout", "rac_seul", "te_seul")), st.booleans(), st.booleans())
def test_le_tableau_dit_au_centime_ce_que_dit_le_dossier(
    graine: int, combinaison: str, neutralise: bool, en_euros: bool
) -> None:
    from relogement.nomenclatures import Combinaison

    hasard = random.Random(graine)
    contexte = un_contexte(
        combinaison=Combinaison(combinaison), neutralise_baisse=neutralise,
        rac_seuil_eur=Decimal(30) if en_euros else None,
        paliers=hasard.choice(([], PALIERS)),
        appariement=hasard.choice(({}, {"plafonds": "SIGNALER"})),
    )  # fmt: skip
    menages = [candidat(un_menage_au_hasard(hasard, n), contexte, frozenset({n})) for n in range(6)]
    logements = [un_logement_au_hasard(hasard, n) for n in range(8)]

    vu, argent = tableau(menages, logements, contexte), Argent(menages, logements, contexte)

    for h, menage in enumerate(menages):
        for li, logement in enumerate(logements):
            dit = apparier(menage, logement, contexte)
            rac = dit.chiffrage.rac.apres.valeur
            assert argent.connu[h, li] == (rac is not None)
            if rac is not None:
                assert argent.apres[h, li] == centimes(rac)
            assert vu.bloques[h, li] == dit.bloque
            assert vu.basses[h, li] == pytest.approx(float(dit.basse), abs=1e-9)
            assert vu.hautes[h, li] == pytest.approx(float(dit.haute), abs=1e-9)


def test_aucun_ou_aucun_logement_donne_un_tableau_vide() -> None:
    menage = candidat(deux_personnes(), CONTEXTE)

    assert tableau([], [un_t3()], CONTEXTE).basses.shape == (0, 1)
    assert tableau([menage], [], CONTEXTE).basses.shape == (1, 0)
    assert date(2026, 11, 2) == AU

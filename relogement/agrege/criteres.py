"""Les critères par opération et par population : oui, non, NR, SO, et ce que leurs différences diraient."""

from collections import Counter
from collections.abc import Iterable

from relogement.agrege import cles
from relogement.agrege.compte import AUTRES, TITULAIRES, TOUS, Chantier, Importance, nom
from relogement.agrege.faits import Faits, Fiche
from relogement.nomenclatures import Critere
from relogement.secret import Cle

CRITERES = ("NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE", "INTERBAILLEUR")
DU_REVENU = frozenset({"RAC_MAITRISE"})
VALEURS = tuple(valeur.value for valeur in Critere)
BASE = "BASE"
INCONNUES = ("NR", "SO")  # ce que l'on ignore d'un ménage, ou qui ne le concerne pas, ne dit rien de lui
# Le taux d'abord, puis ce qui manque pour le dire ; les titulaires seuls redisent presque la même chose que tous.
_IMPORTANCES = {
    (TOUS, "OUI"): Importance(80, 400),
    (TOUS, BASE): Importance(90, 450),
    (TOUS, "NR"): Importance(12, 60),
    (TOUS, "SO"): Importance(8, 40),
    (TITULAIRES, "OUI"): Importance(4, 30),
    (TITULAIRES, BASE): Importance(5, 35),
    (TITULAIRES, "NR"): Importance(3, 20),
    (TITULAIRES, "SO"): Importance(2, 15),
}
_CACHEE = Importance(1, 1)
RELOGES_TITULAIRES = Importance(150, 600)


def seuil(chantier: Chantier, code: str) -> int:
    """Celui du revenu pour ce qui est bâti sur le reste à charge."""
    return chantier.cadre.seuil_revenu if code in DU_REVENU else chantier.cadre.seuil_effectif


def poser(chantier: Chantier, faits: Faits) -> None:
    """La base de chaque population, puis chaque critère, puis ce qu'en disent les croisements."""
    reloges = [fiche for fiche in faits.fiches if fiche.criteres["NEUF"] is not None]
    populations = {
        TOUS: reloges,
        TITULAIRES: [f for f in reloges if f.titulaire],
        AUTRES: [f for f in reloges if not f.titulaire],
    }
    for population, fiches in populations.items():
        _poser_la_base(chantier, population, fiches)
        for code in CRITERES:
            _poser_le_critere(chantier, population, code, fiches)
        if population != AUTRES:
            _croiser_les_perimetres(chantier, population, fiches)
    _soustraire_les_populations(chantier)


def _poser_la_base(chantier: Chantier, population: str, fiches: Iterable[Fiche]) -> None:
    chantier.compter(
        nom(cles.reloges, population),
        Counter(fiche.operation for fiche in fiches),
        seuil=chantier.cadre.seuil_effectif,
        importance=RELOGES_TITULAIRES if population == TITULAIRES else _CACHEE,
        publiee=population == TITULAIRES,
        secrete=population != AUTRES,
    )


def _poser_le_critere(chantier: Chantier, population: str, code: str, fiches: Iterable[Fiche]) -> None:
    comptes = Counter((f.operation, f.criteres[code]) for f in fiches)
    par_valeur = {v: {o: comptes[o, Critere(v)] for o in chantier.operations} for v in VALEURS}
    par_valeur[BASE] = {o: par_valeur["OUI"][o] + par_valeur["NON"][o] for o in chantier.operations}
    for valeur, effectifs in par_valeur.items():
        chantier.compter(
            nom(cles.critere, population, code, valeur),
            effectifs,
            seuil=seuil(chantier, code),
            importance=_IMPORTANCES.get((population, valeur), _CACHEE),
            publiee=population != AUTRES and valeur != "NON",
            secrete=valeur not in INCONNUES,
            par_projet=population != TOUS,
        )

    oui, non, nr, so, base = (nom(cles.critere, population, code, v) for v in (*VALEURS, BASE))
    chantier.lier(base, [oui, non], par_projet=population != TOUS)
    chantier.lier(nom(cles.reloges, population), [base, nr, so], par_projet=population != TOUS)


def _soustraire_les_populations(chantier: Chantier) -> None:
    """Tous moins titulaires : les décohabitants et les hébergés, souvent peu nombreux."""
    populations = (TITULAIRES, AUTRES)
    chantier.lier(nom(cles.reloges, TOUS), [nom(cles.reloges, p) for p in populations])
    for code in CRITERES:
        for valeur in (*VALEURS, BASE):
            parts = [nom(cles.critere, p, code, valeur) for p in populations]
            chantier.lier(nom(cles.critere, TOUS, code, valeur), parts, par_projet=True)


def _croiser_les_perimetres(chantier: Chantier, population: str, fiches: Iterable[Fiche]) -> None:
    """Hors site moins hors QPV : ceux d'un autre quartier, que personne n'écrit mais que chacun soustrait."""
    comptes = Counter((f.operation, _lieu(f)) for f in fiches)
    lieux = sorted({lieu for _, lieu in comptes})
    par_projet = population != TOUS
    for lieu in lieux:
        effectifs = {o: comptes[o, lieu] for o in chantier.operations}
        chantier.compter(
            nom(_cle_du_lieu, population, lieu),
            effectifs,
            seuil=chantier.cadre.seuil_effectif,
            importance=_CACHEE,
            publiee=False,
            secrete=not set(lieu.split("/")) & set(INCONNUES),
            par_projet=par_projet,
        )
    for rang, code in enumerate(("HORS_QPV", "HORS_SITE")):
        for valeur in VALEURS:
            parts = [nom(_cle_du_lieu, population, x) for x in lieux if x.split("/")[rang] == valeur]
            if parts:
                chantier.lier(nom(cles.critere, population, code, valeur), parts, par_projet=par_projet)


def _cle_du_lieu(portee: str, population: str, lieu: str) -> Cle:
    return ("LIEU", portee, population, lieu)


def _lieu(fiche: Fiche) -> str:
    return "/".join(str(fiche.criteres[code]) for code in ("HORS_QPV", "HORS_SITE"))


def poser_les_logements(chantier: Chantier, faits: Faits) -> None:
    """Les logements vidés ; ceux qui ne le sont pas se déduisent."""
    vides = {o: oui for o, (oui, _) in faits.logements.items()}
    autres = {o: non for o, (_, non) in faits.logements.items()}
    tous = {o: oui + non for o, (oui, non) in faits.logements.items()}
    for valeur, effectifs, importance in (
        ("OUI", vides, Importance(60, 300)),
        ("NON", autres, _CACHEE),
        (BASE, tous, Importance(120, 500)),
    ):
        chantier.compter(
            nom(cles.logements, valeur),
            effectifs,
            seuil=chantier.cadre.seuil_effectif,
            importance=importance,
            publiee=valeur != "NON",
        )
    chantier.lier(nom(cles.logements, BASE), [nom(cles.logements, "OUI"), nom(cles.logements, "NON")])

"""Les lignes de l'extrait agrégé : toutes du même modèle, quel que soit le tableau dont elles viennent."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from relogement.agrege import Agregat, cles
from relogement.agrege.agregat import Lu
from relogement.agrege.compte import PROJET, TITULAIRES, TOUS
from relogement.agrege.criteres import CRITERES
from relogement.agrege.medianes import DELAIS, Taux
from relogement.agrege.profils import AUTRES_BAILLEURS, PROFILS, modalites
from relogement.agrege.rac import BORNES, COTES
from relogement.agrege.refus import AUTRE_DIT, INCONNU_DIT, SANS_REPONSE_DIT
from relogement.exports.dits import classe_de_rac, cote_de_rac, fin_du_trimestre
from relogement.indicateurs.criteres import INDICATEURS
from relogement.nomenclatures import Critere
from relogement.secret import Cle
from relogement.textes import jour

ENSEMBLE = "Ensemble du projet"
POPULATIONS = {TOUS: "Tous les dossiers", TITULAIRES: "Titulaires seuls"}
LOGEMENTS, RELOGES, OFFRES = "Logements", "Relogés", "Offres"
TITULAIRES_RELOGES, TITULAIRES_RECENSES = "Titulaires relogés", "Titulaires recensés"
ARRIVES = "Titulaires arrivés au moins à l’étape"
REFUSEES, PAR_MOTIF, PAR_RELOGEMENT = "Offres refusées ou sans réponse", "Refus par motif", "Offres par relogement"
MEDIANE, CHEZ = "Médiane à 5 € près", "Relogés d’un bailleur chez un autre"
DU_RAC = {cote: f"Reste à charge {cote_de_rac(cote)}" for cote in COTES}
_LIBELLES = {i.code: i.libelle for i in INDICATEURS}


@dataclass(frozen=True)
class Ligne:
    """Une mesure : un numérateur et son dénominateur, ou une valeur seule (une médiane, une moyenne)."""

    tableau: str
    operation: str
    population: str
    code: str
    libelle: str
    modalite: str = ""
    depuis: str = ""
    numerateur: Lu | None = None
    denominateur: Lu | None = None
    nr: Lu | None = None
    so: Lu | None = None
    pct: Taux = None
    couverture: Taux = None
    valeur: Taux = None
    significatif: str = ""


def lignes(agregat: Agregat, operation: str | None) -> list[Ligne]:
    """Tout ce qui se dit de l'opération demandée ; sinon de chacune, puis du projet."""
    portees = (*agregat.cadre.operations, PROJET) if operation is None else (operation,)
    ecrites = [ligne for portee in portees for ligne in _de_la_portee(agregat, portee)]
    if operation is None:
        ecrites += [*_profils(agregat), *_rac(agregat), *_paires(agregat), *_trimestres(agregat)]
    return ecrites


def nom(portee: str) -> str:
    return portee or ENSEMBLE


def _de_la_portee(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    yield from _indicateurs(agregat, portee)
    yield from _etapes(agregat, portee)
    yield from _offres(agregat, portee)
    yield from _delais(agregat, portee)


def _indicateurs(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    for population in POPULATIONS if portee == PROJET else (TOUS,):
        for code in CRITERES:
            oui, base, nr, so = (cles.critere(portee, population, code, v) for v in ("OUI", "BASE", "NR", "SO"))
            couverture = agregat.part(base, base, nr)
            yield Ligne(
                "INDICATEURS", nom(portee), POPULATIONS[population], code, _LIBELLES[code],
                numerateur=agregat.effectif(oui), denominateur=agregat.effectif(base),
                nr=agregat.effectif(nr), so=agregat.effectif(so), pct=agregat.part(oui, base),
                couverture=couverture, significatif=significatif(agregat, couverture),
            )  # fmt: skip
    for code, population, oui, base in (
        ("AVANCEMENT", TITULAIRES, cles.reloges(portee, TITULAIRES), cles.a_reloger(portee)),
        ("EVAPORATION", TITULAIRES, cles.sortis(portee), cles.recenses(portee)),
        ("LIBERATION", LOGEMENTS, cles.logements(portee, "OUI"), cles.logements(portee, "BASE")),
    ):
        dite = POPULATIONS.get(population, population)
        yield _rapport(agregat, "INDICATEURS", portee, dite, code, _LIBELLES[code], "", oui, base)


def significatif(agregat: Agregat, couverture: Taux) -> str:
    """OUI, NON, secret si la couverture l'est, rien si personne n'est compté."""
    if isinstance(couverture, Decimal):
        return (Critere.OUI if couverture >= agregat.cadre.couverture_min else Critere.NON).value
    return couverture or ""


def _rapport(
    agregat: Agregat, tableau: str, portee: str, population: str, code: str, libelle: str, modalite: str,
    oui: Cle, base: Cle, depuis: str = "",
) -> Ligne:  # fmt: skip
    return Ligne(
        tableau, nom(portee), population, code, libelle, modalite, depuis,
        numerateur=agregat.effectif(oui), denominateur=agregat.effectif(base), pct=agregat.part(oui, base),
    )  # fmt: skip


def _etapes(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    for code, etape in agregat.cadre.etapes.items():
        oui, base = cles.etape(portee, code), cles.recenses(portee)
        yield _rapport(agregat, "PARCOURS", portee, POPULATIONS[TITULAIRES], code, ARRIVES, etape, oui, base)


def _offres(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    refus, offres = cles.refus(portee), cles.offres(portee)
    yield _rapport(agregat, "OFFRES", portee, OFFRES, "REFUS", REFUSEES, "", refus, offres)
    for code, motif in agregat.motifs.items():
        cle = cles.motif(portee, code)
        yield _rapport(agregat, "MOTIFS_DE_REFUS", portee, OFFRES, "MOTIF", PAR_MOTIF, motif, cle, refus)
    numerateur, denominateur = cles.offres_des_reloges(portee), cles.reloges_aux_offres_connues(portee)
    yield Ligne(
        "OFFRES", nom(portee), RELOGES, "OFFRES_PAR_RELOGEMENT", PAR_RELOGEMENT,
        numerateur=agregat.effectif(numerateur), denominateur=agregat.effectif(denominateur),
        valeur=agregat.moyenne(numerateur, denominateur),
    )  # fmt: skip


def _delais(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    for code, libelle in DELAIS.items():
        qui = RELOGES if code == "OFFRE_BAIL" else POPULATIONS[TOUS]
        jours = agregat.mediane(code, portee)
        yield Ligne("DELAIS", nom(portee), qui, code, libelle, "Médiane en jours", valeur=jours)
    for cote in COTES:
        mediane = mediane_de_rac(agregat, cote, portee)
        yield Ligne("RESTE_A_CHARGE", nom(portee), RELOGES, cote, DU_RAC[cote], MEDIANE, valeur=mediane)


def mediane_de_rac(agregat: Agregat, cote: str, portee: str) -> Taux:
    """Celle du projet ne se dit qu'avec son effectif, que montre la répartition."""
    return agregat.mediane(cote, portee, *([cles.comparables(PROJET)] if portee == PROJET else []))


def _profils(agregat: Agregat) -> Iterator[Ligne]:
    for profil in PROFILS:
        total = cles.reloges(PROJET, TITULAIRES) if profil.reloges else cles.recenses(PROJET)
        qui = TITULAIRES_RELOGES if profil.reloges else TITULAIRES_RECENSES
        for code, modalite in modalites(profil, agregat.bailleurs).items():
            cle = cles.profil(PROJET, profil.code, code)
            yield _rapport(agregat, "PROFILS", PROJET, qui, profil.code, profil.libelle, modalite, cle, total)


def _rac(agregat: Agregat) -> Iterator[Ligne]:
    for cote in COTES:
        for borne in BORNES:
            cle, total = cles.classe_rac(PROJET, cote, borne), cles.comparables(PROJET)
            dite = classe_de_rac(borne)
            yield _rapport(agregat, "RESTE_A_CHARGE", PROJET, RELOGES, cote, DU_RAC[cote], dite, cle, total)


def _paires(agregat: Agregat) -> Iterator[Ligne]:
    for avant in agregat.bailleurs:
        for apres in agregat.bailleurs:
            cle, total = cles.paire(avant, apres), cles.partis(avant)
            yield _rapport(agregat, "INTER_BAILLEURS", PROJET, RELOGES, "PAIRE", CHEZ, apres, cle, total, avant)


def _trimestres(agregat: Agregat) -> Iterator[Ligne]:
    for trimestre in agregat.trimestres:
        for code in CRITERES[:4]:
            oui, base = (agregat.au_trimestre(trimestre, code, v) for v in ("OUI", "BASE"))
            fin = jour(min(fin_du_trimestre(trimestre), agregat.cadre.au))
            yield _rapport(agregat, "EVOLUTION", PROJET, POPULATIONS[TOUS], code, _LIBELLES[code], fin, oui, base)


def textes_fixes(agregat: Agregat) -> frozenset[str]:
    """Les textes que le programme écrit lui-même : rien qui vienne d'une saisie, sauf le nom d'un bailleur."""
    modalites_fixes = {m for p in PROFILS for m in modalites(p, ()).values()} | {AUTRES_BAILLEURS}
    classes = {classe_de_rac(borne) for borne in BORNES}
    dits = {ARRIVES, REFUSEES, PAR_MOTIF, PAR_RELOGEMENT, MEDIANE, CHEZ, "Médiane en jours", ENSEMBLE}
    dits |= {AUTRE_DIT, SANS_REPONSE_DIT, INCONNU_DIT, LOGEMENTS, RELOGES, OFFRES}
    dits |= {TITULAIRES_RELOGES, TITULAIRES_RECENSES, *POPULATIONS.values(), *DU_RAC.values(), *DELAIS.values()}
    profils = {p.libelle for p in PROFILS}
    return frozenset(
        dits | modalites_fixes | classes | profils | set(_LIBELLES.values()) | set(agregat.cadre.etapes.values())
    )

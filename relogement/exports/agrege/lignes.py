"""Les lignes de l'extrait agrégé : toutes du même modèle, quel que soit le tableau dont elles viennent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from relogement.agrege import Agregat, cles
from relogement.agrege.agregat import Lu
from relogement.agrege.compte import PROJET, TITULAIRES, TOUS
from relogement.agrege.criteres import CRITERES
from relogement.agrege.medianes import DELAIS, SECRET, Taux
from relogement.agrege.profils import PROFILS, modalites
from relogement.agrege.rac import BORNES, COTES
from relogement.exports.dits import classe_de_rac, cote_de_rac, fin_du_trimestre
from relogement.indicateurs.criteres import INDICATEURS
from relogement.nomenclatures import Critere
from relogement.secret import Cle
from relogement.textes import jour

ENSEMBLE = "Ensemble du projet"
POPULATIONS = {TOUS: "Tous les dossiers", TITULAIRES: "Titulaires seuls"}
LOGEMENTS, RELOGES, OFFRES = "Logements", "Relogés", "Offres"
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
    oui: Cle, base: Cle,
) -> Ligne:  # fmt: skip
    return Ligne(
        tableau, nom(portee), population, code, libelle, modalite,
        numerateur=agregat.effectif(oui), denominateur=agregat.effectif(base), pct=agregat.part(oui, base),
    )  # fmt: skip


def _etapes(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    for code, libelle in agregat.cadre.etapes.items():
        oui, base = cles.etape(portee, code), cles.recenses(portee)
        yield _rapport(agregat, "PARCOURS", portee, POPULATIONS[TITULAIRES], code, libelle, "", oui, base)


def _offres(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    refus, offres = cles.refus(portee), cles.offres(portee)
    yield _rapport(
        agregat, "OFFRES", portee, OFFRES, "REFUS", "Offres refusées ou sans réponse", "", refus, offres
    )
    for code, libelle in agregat.motifs.items():
        cle = cles.motif(portee, code)
        yield _rapport(agregat, "MOTIFS_DE_REFUS", portee, OFFRES, "MOTIF", libelle, code, cle, refus)
    numerateur, denominateur = cles.offres_des_reloges(portee), cles.reloges_aux_offres_connues(portee)
    yield Ligne(
        "OFFRES", nom(portee), RELOGES, "OFFRES_PAR_RELOGEMENT", "Offres par relogement",
        numerateur=agregat.effectif(numerateur), denominateur=agregat.effectif(denominateur),
        valeur=agregat.moyenne(numerateur, denominateur),
    )  # fmt: skip


def _delais(agregat: Agregat, portee: str) -> Iterator[Ligne]:
    for code, libelle in DELAIS.items():
        jours = agregat.mediane(code, portee)
        yield Ligne("DELAIS", nom(portee), RELOGES if code == "OFFRE_BAIL" else POPULATIONS[TOUS], code,
                    f"{libelle}, médiane en jours", valeur=jours)  # fmt: skip
    for cote in COTES:
        libelle = f"Reste à charge {cote_de_rac(cote)}, médiane en euros à 5 € près"
        yield Ligne("RESTE_A_CHARGE", nom(portee), RELOGES, f"MEDIANE_{cote}", libelle,
                    valeur=mediane_de_rac(agregat, cote, portee))  # fmt: skip


def mediane_de_rac(agregat: Agregat, cote: str, portee: str) -> Taux:
    """Celle du projet ne se dit qu'avec son effectif, que montre la répartition."""
    return agregat.mediane(cote, portee, *([cles.comparables(PROJET)] if portee == PROJET else []))


def _profils(agregat: Agregat) -> Iterator[Ligne]:
    for profil in PROFILS:
        total = cles.reloges(PROJET, TITULAIRES) if profil.reloges else cles.recenses(PROJET)
        population = "Titulaires relogés" if profil.reloges else "Titulaires recensés"
        for modalite, libelle in modalites(profil, agregat.bailleurs).items():
            cle = cles.profil(PROJET, profil.code, modalite)
            ecrite = f"{profil.libelle} : {libelle}"
            yield _rapport(agregat, "PROFILS", PROJET, population, profil.code, ecrite, modalite, cle, total)


def _rac(agregat: Agregat) -> Iterator[Ligne]:
    for cote in COTES:
        for borne in BORNES:
            cle, total = cles.classe_rac(PROJET, cote, borne), cles.comparables(PROJET)
            libelle = f"Reste à charge {cote_de_rac(cote)} : {classe_de_rac(borne)}"
            yield _rapport(
                agregat, "RESTE_A_CHARGE", PROJET, RELOGES, f"CLASSE_{cote}", libelle, str(borne), cle, total
            )


def _paires(agregat: Agregat) -> Iterator[Ligne]:
    for avant in agregat.bailleurs:
        for apres in agregat.bailleurs:
            cle, total = cles.paire(avant, apres), cles.partis(avant)
            libelle = f"De {avant} à {apres}"
            yield _rapport(agregat, "INTER_BAILLEURS", PROJET, RELOGES, "PAIRE", libelle, "", cle, total)


def _trimestres(agregat: Agregat) -> Iterator[Ligne]:
    for trimestre in agregat.trimestres:
        for code in CRITERES[:4]:
            oui, base = (agregat.au_trimestre(trimestre, code, v) for v in ("OUI", "BASE"))
            fin = jour(min(fin_du_trimestre(trimestre), agregat.cadre.au))
            yield _rapport(agregat, "EVOLUTION", PROJET, POPULATIONS[TOUS], code, _LIBELLES[code], fin, oui, base)


def secretes(ecrites: Sequence[Ligne]) -> int:
    """Combien de cases de ces lignes sont masquées."""
    champs = ("numerateur", "denominateur", "nr", "so", "pct", "couverture", "valeur", "significatif")
    return sum(getattr(ligne, champ) == SECRET for ligne in ecrites for champ in champs)

"""Dire ce que porte chaque colonne, avec quelle assurance et pourquoi ; l'agent et la mémoire l'emportent."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relogement.base import Code
from relogement.imports.analyse import Colonne, Contenu, Tableau
from relogement.imports.colonnes import EXACT, SANS_MOTS_VIDES, ColonneAttendue, Lexique, norme
from relogement.imports.entetes import ecritures
from relogement.imports.phrases import phrase
from relogement.imports.reconnaissance.anglais import LEXIQUES as ANGLAIS
from relogement.imports.reconnaissance.attentes import attente
from relogement.imports.reconnaissance.natures import lexiques

RETENUE = 40
PAR_LE_CONTENU = 45
CONTREDIT = 0.35
VALEURS_MIN = 3
PART_SURE, PART_FAIBLE = 0.9, 0.5
AUTRES_MAX = 3
SANS_SENS = re.compile(r"(?:colonne|column|champ|field|col|f|c|unnamed)?[ _:]*[0-9]*", re.IGNORECASE)
# Des contenus dont la forme varie trop pour démentir un titre.
SOUPLES = frozenset((Contenu.NOM, Contenu.CODE, Contenu.ADRESSE))
# Un contenu si particulier qu'il désigne presque seul son champ.
PARTICULIERS = frozenset(
    (
        Contenu.DATE,
        Contenu.TYPOLOGIE,
        Contenu.QUARTIER,
        Contenu.NUMERO_UNIQUE,
        Contenu.TELEPHONE,
        Contenu.CODE_A_CINQ,
    )
)


@dataclass(frozen=True)
class Candidat:
    """Un champ possible pour une colonne."""

    champ: str
    libelle: str
    confiance: int
    raison: str = field(repr=False)


@dataclass(frozen=True)
class Reconnaissance:
    """Ce que porte une colonne ; sans ``champ``, elle n'est pas reconnue et peut se garder à part."""

    colonne: Colonne
    champ: str | None
    libelle: str
    confiance: int
    raison: str
    autres: tuple[Candidat, ...] = ()


@dataclass(frozen=True)
class Souvenir:
    """Ce que l'on a déjà choisi pour ce titre, et quand ; ``champ`` vide : la colonne avait été laissée."""

    champ: str | None
    origine: str


def reconnaitre(
    tableau: Tableau,
    nature: Code,
    corrections: Mapping[int, str | None] | None = None,
    memoire: Mapping[str, Souvenir] | None = None,
) -> list[Reconnaissance]:
    """Une reconnaissance par colonne, dans l'ordre ; un champ ne va qu'à une colonne.

    ``corrections`` donne, par position, le champ que l'agent a choisi (vide : ne pas lire) ; ``memoire``, par
    titre normalisé, ce qui avait été choisi pour ce bailleur.
    """
    lexique = lexiques()[nature]
    candidats = {c.position: list(_candidats(c, nature, lexique)) for c in tableau.colonnes}
    dits = _dits(tableau, lexique, corrections or {}, memoire or {})
    choix = _attribuer(candidats, dits)
    return [
        _reconnaissance(c, choix.get(c.position), dits.get(c.position), candidats[c.position])
        for c in tableau.colonnes
    ]


def _dits(
    tableau: Tableau, lexique: Lexique, corrections: Mapping[int, str | None], memoire: Mapping[str, Souvenir]
) -> dict[int, Candidat | None]:
    """Les choix déjà faits, par l'agent d'abord, puis par la mémoire."""
    libelles = {attendue.code: attendue.libelle for attendue in lexique.colonnes}
    dits: dict[int, Candidat | None] = {}
    for colonne in tableau.colonnes:
        souvenir = memoire.get(norme(colonne.titre)) if colonne.titre else None
        if colonne.position in corrections:
            champ, raison = corrections[colonne.position], "choisi par vous"
        elif souvenir is not None:
            champ, raison = souvenir.champ, f"déjà choisi : {souvenir.origine}"
        else:
            continue
        if champ is None:
            dits[colonne.position] = None
        elif champ in libelles:
            dits[colonne.position] = Candidat(champ, libelles[champ], EXACT, phrase(raison))
    return dits


def _attribuer(
    candidats: Mapping[int, list[Candidat]], dits: Mapping[int, Candidat | None]
) -> dict[int, Candidat]:
    """D'abord ce qui est dit, puis du plus sûr au moins sûr ; à égalité, la colonne la plus à gauche."""
    choix = {position: dit for position, dit in dits.items() if dit is not None}
    pris = {candidat.champ for candidat in choix.values()}
    libres = [(-c.confiance, p, c) for p, liste in candidats.items() if p not in dits for c in liste]
    for oppose, position, candidat in sorted(libres, key=lambda libre: libre[:2]):
        if -oppose >= RETENUE and position not in choix and candidat.champ not in pris:
            choix[position] = candidat
            pris.add(candidat.champ)
    return choix


def _reconnaissance(
    colonne: Colonne, choisi: Candidat | None, dit: Candidat | None, candidats: list[Candidat]
) -> Reconnaissance:
    autres = sorted(
        (c for c in candidats if choisi is None or c.champ != choisi.champ), key=lambda c: -c.confiance
    )
    suite = tuple(autres[:AUTRES_MAX])
    if choisi is None:
        raison = "aucun titre connu" if not candidats else "un autre titre convient mieux, ou rien n’est sûr"
        return Reconnaissance(colonne, None, "", 0, raison, suite)
    return Reconnaissance(colonne, choisi.champ, choisi.libelle, choisi.confiance, choisi.raison, suite)


def _candidats(colonne: Colonne, nature: Code, lexique: Lexique) -> Iterator[Candidat]:
    """Chaque champ que le titre, ou le contenu, rend possible."""
    anglais = ANGLAIS.get(nature)
    pile = list(ecritures(colonne.titres))
    for attendue in lexique.colonnes:
        note = max((lexique.scores(t).get(attendue.code, 0) - d for t, d in pile), default=0)
        etranger = max((anglais.scores(t).get(attendue.code, 0) - d for t, d in pile), default=0) if anglais else 0
        if (
            candidat := _candidat(colonne, attendue, nature, max(note, etranger), anglais=etranger > note)
        ) is not None:
            yield candidat


def _candidat(
    colonne: Colonne, attendue: ColonneAttendue, nature: Code, note: int, *, anglais: bool
) -> Candidat | None:
    attendus = attente(nature, attendue.code)
    part = colonne.profil.part(*attendus)
    jugeable = bool(attendus) and colonne.profil.valeurs >= VALEURS_MIN
    if note <= 0:
        return _par_le_contenu(colonne, attendue, attendus, part) if jugeable else None
    titre = _dit_du_titre(note, anglais=anglais)
    if not jugeable:
        return Candidat(attendue.code, attendue.libelle, note, phrase(titre))
    contenu = _dit_du_contenu(colonne, attendus, part)
    if part < PART_FAIBLE and SOUPLES.isdisjoint(attendus):
        confiance = int(note * (CONTREDIT + CONTREDIT * part))
        return Candidat(attendue.code, attendue.libelle, confiance, phrase(f"{titre}, mais {contenu} seulement"))
    confiance = round(0.75 * note + 25 * part)
    return Candidat(attendue.code, attendue.libelle, confiance, phrase(f"{titre} ; {contenu}"))


def _par_le_contenu(
    colonne: Colonne, attendue: ColonneAttendue, attendus: tuple[Contenu, ...], part: float
) -> Candidat | None:
    """Sans titre qui parle, un contenu très particulier propose son champ ; un titre qui dit autre chose, non."""
    particuliers = [contenu for contenu in attendus if contenu in PARTICULIERS]
    part = colonne.profil.part(*particuliers)
    if part < PART_SURE or not particuliers or _s_y_oppose(colonne, attendue):
        return None
    confiance = PAR_LE_CONTENU if SANS_SENS.fullmatch(colonne.titre) else RETENUE - 10
    raison = f"titre inconnu ; {_dit_du_contenu(colonne, tuple(particuliers), part)}"
    return Candidat(attendue.code, attendue.libelle, confiance, phrase(raison))


def _s_y_oppose(colonne: Colonne, attendue: ColonneAttendue) -> bool:
    """Un mot du titre dit que c'est une autre colonne (« fin », « naissance »…)."""
    return not set(attendue.sauf.split()).isdisjoint(norme(colonne.titre).split())


def _dit_du_titre(note: int, *, anglais: bool) -> str:
    if anglais:
        return "titre anglais connu"
    if note >= EXACT:
        return "titre connu"
    return "titre connu, à peu de mots près" if note >= SANS_MOTS_VIDES - 6 else "titre qui ressemble"


def _dit_du_contenu(colonne: Colonne, attendus: tuple[Contenu, ...], part: float) -> str:
    meilleur = max(attendus, key=lambda contenu: colonne.profil.parts.get(contenu, 0.0))
    return f"{int(100 * part)} % des valeurs sont {meilleur.libelle}"

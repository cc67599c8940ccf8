"""Ce qui a changé d'une période close : chaque cellule qui ne sortirait plus pareille, et les chiffres.

On compare ce qui est sorti à ce qui sortirait maintenant, à la même date et sous la même mise en page : une
correction que l'arrondi efface n'en est pas une pour qui a reçu le fichier.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chiffres import mesurer
from db.exports import rime
from db.exports.portee import Portee
from db.scelles.calcule import calcules, simple
from db.scelles.causes import Recherche, causes
from db.scelles.lecture import ABIMEE, mesures_scellees
from db.scelles.tables import LigneScellee, PeriodeScellee
from relogement.erreurs import ErreurMetier
from relogement.exports.rime.controle import controler
from relogement.exports.rime.declaration import MASQUEE
from relogement.exports.rime.mise_en_page import ColonneRime, MiseEnPage
from relogement.exports.rime.sources import Nature
from relogement.indicateurs.criteres import INDICATEURS
from relogement.scelles.entete import lire_entete
from relogement.scelles.rectification import (
    HORS,
    Effet,
    Genre,
    Passage,
    Rectification,
    Rectifications,
    differences,
    genre_de,
    passages,
)
from relogement.travail import Avancement, sans_avancement

DOSSIER = "Dossier"
_TUES = frozenset({MASQUEE})
_COMMUNES = ("projet.", "operation.")


Trouvee = tuple[Rectification, ColonneRime | None]


@dataclass(frozen=True)
class _Ligne:
    """Un dossier, alors ou maintenant : ses cellules en texte, et où il compte."""

    cellules: tuple[str, ...] = field(repr=False)
    comptes: Mapping[str, str]


def rectifications(
    session: Session, scellee: PeriodeScellee, avancement: Avancement = sans_avancement
) -> Rectifications:
    """Dossier par dossier, champ par champ, puis indicateur par indicateur."""
    page = _page(scellee)
    alors = _alors(session, scellee.id)
    maintenant = _maintenant(session, scellee, page, avancement)
    trouvees = list(_comparees(page, alors, maintenant))
    noms = {numero: _pseudonyme(page, ligne) for numero, ligne in (maintenant | alors).items()}
    effets = tuple(_effets(session, scellee, alors, maintenant, noms))
    trouvees += _sans_cellule(effets, {r.menage_id for r, _ in trouvees})
    return Rectifications(tuple(_regroupees(_expliquees(session, scellee, trouvees))), effets)


def _page(scellee: PeriodeScellee) -> MiseEnPage:
    entete = lire_entete(scellee.entete)
    page = controler(entete.mise_en_page["toml"]).page
    if page is None or [c.entete for c in page.colonnes] != list(entete.colonnes):
        raise ErreurMetier(
            "Cette période a été scellée avec une mise en page que cette version du programme ne sait plus lire : "
            "ses fichiers se rendent à l’identique, mais ne se comparent plus."
        )
    return page


def _alors(session: Session, periode_id: int) -> dict[int, _Ligne]:
    li = LigneScellee
    requete = select(li.menage_id, li.contenu).where(li.periode_id == periode_id).order_by(li.rang)
    lignes = {}
    for numero, contenu in session.connection().execute(requete):
        try:
            lue = json.loads(contenu)
            lignes[numero] = _Ligne(tuple(map(_texte, lue["cellules"])), lue["comptes"])
        except (ValueError, KeyError) as erreur:
            raise ErreurMetier(ABIMEE) from erreur
    return lignes


def _maintenant(
    session: Session, scellee: PeriodeScellee, page: MiseEnPage, avancement: Avancement
) -> dict[int, _Ligne]:
    portee = Portee(session, scellee.operation, scellee.fin_le, avancement)
    ids, tableau = rime.extraction(portee, page, nom=page.feuille)
    connus = calcules(session, ids, scellee.fin_le)
    rangees = (ligne for morceau in tableau.pages for ligne in zip(*morceau, strict=True))
    return {
        numero: _Ligne(tuple(_texte(simple(c)) for c in cellules), connus[numero][1])
        for numero, cellules in zip(ids, rangees, strict=True)
    }


def _texte(valeur: object) -> str:
    return "" if valeur is None else str(valeur)


def _pseudonyme(page: MiseEnPage, ligne: _Ligne) -> str:
    rang = next((r for r, c in enumerate(page.colonnes) if c.source.nature is Nature.PSEUDONYME), None)
    return "" if rang is None else ligne.cellules[rang]


def _comparees(
    page: MiseEnPage, alors: Mapping[int, _Ligne], maintenant: Mapping[int, _Ligne]
) -> Iterator[Trouvee]:
    titres = [c.entete for c in page.colonnes]
    for numero, une in alors.items():
        autre, nom = maintenant.get(numero), _pseudonyme(page, une)
        if autre is None:
            yield Rectification(numero, nom, DOSSIER, "présent", "absent", Genre.DISPARU), None
            continue
        for rang, avant, apres in differences(titres, une.cellules, autre.cellules, _TUES):
            colonne = page.colonnes[rang]
            if colonne.source.nature is not Nature.PSEUDONYME:  # une clé renouvelée n'est pas une correction
                genre = genre_de(avant, apres, frozenset({"", colonne.inconnu or ""}))
                avant, apres = (_a_la_francaise(colonne, valeur) for valeur in (avant, apres))
                yield Rectification(numero, nom, colonne.entete, avant, apres, genre), colonne
    for numero in maintenant.keys() - alors.keys():
        nom = _pseudonyme(page, maintenant[numero])
        yield Rectification(numero, nom, DOSSIER, "absent", "présent", Genre.AJOUTE), None


def _a_la_francaise(colonne: ColonneRime, valeur: str) -> str:
    """« -2,64 » : ce qui se lit à l'écran et dans le fichier."""
    return valeur.replace(".", ",") if colonne.source.nature is Nature.POURCENT else valeur


def _sans_cellule(effets: Iterable[Effet], deja: set[int | None]) -> Iterator[Trouvee]:
    """Un dossier qui compte autrement sans qu'aucune de ses cellules n'ait changé se dit par l'indicateur."""
    for effet in effets:
        for p in effet.passages:
            if p.menage_id not in deja:
                genre = genre_de(p.alors, p.maintenant, frozenset({HORS}))
                yield Rectification(p.menage_id, p.pseudonyme, effet.libelle, p.alors, p.maintenant, genre), None


def _expliquees(session: Session, scellee: PeriodeScellee, trouvees: Sequence[Trouvee]) -> list[Trouvee]:
    """Chacune avec l'écriture qui l'explique : la dernière à avoir touché ce que sa colonne lit."""
    recherches = [
        Recherche(r.menage_id or 0, colonne.source.lus if colonne else ("menage.id",)) for r, colonne in trouvees
    ]
    trouves = causes(session, scellee.ecriture_id, recherches)
    return [(replace(r, cause=c), colonne) for (r, colonne), c in zip(trouvees, trouves, strict=True)]


def _regroupees(trouvees: Iterable[Trouvee]) -> Iterator[Rectification]:
    """Un nom de projet changé se dit une fois, et non sur chaque dossier ; puis dossier par dossier."""
    communes: dict[tuple[str, str, str], list[Rectification]] = defaultdict(list)
    siennes: list[Rectification] = []
    for rectification, colonne in trouvees:
        if colonne is not None and colonne.source.nom.startswith(_COMMUNES):
            communes[rectification.champ, rectification.alors, rectification.maintenant].append(rectification)
        else:
            siennes.append(rectification)
    for groupe in communes.values():
        seule = len(groupe) == 1
        yield groupe[0] if seule else replace(groupe[0], menage_id=None, pseudonyme="", dossiers=len(groupe))
    yield from siennes


def _effets(
    session: Session,
    scellee: PeriodeScellee,
    alors: Mapping[int, _Ligne],
    maintenant: Mapping[int, _Ligne],
    noms: Mapping[int, str],
) -> Iterator[Effet]:
    gardees = mesures_scellees(scellee)
    fraiches = mesurer(session, scellee.fin_le, scellee.operation)
    par_code: dict[str, list[Passage]] = defaultdict(list)
    vide = _Ligne((), {})
    for numero in sorted(noms, key=noms.__getitem__):
        une, autre = alors.get(numero, vide), maintenant.get(numero, vide)
        for code, avant, apres in passages(une.comptes, autre.comptes):
            par_code[code].append(Passage(numero, noms[numero], avant, apres))
    for indicateur in INDICATEURS:
        code = indicateur.code
        if code in gardees.tous and code in fraiches.tous:
            yield Effet(code, indicateur.libelle, gardees.tous[code], fraiches.tous[code], tuple(par_code[code]))

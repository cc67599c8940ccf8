"""Rattacher garages, places et caves au ménage qui les loue : par le code du logement, sinon par le nom."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from relogement.imports.anomalies import Gravite
from relogement.imports.etat_locatif.objets import AnnexeLue, Identite, LogementLu
from relogement.imports.resultat import ZERO, Carnet, Place
from relogement.rapprochement import cle

Index = dict[str, list[int]]


def rattacher(logements: Sequence[LogementLu], carnet: Carnet) -> tuple[LogementLu, ...]:
    """Les mêmes logements, ceux des locataires d'annexes portant leurs annexes et leur loyer.

    Une annexe qui porte le code d'un logement en fait partie : elle n'est pas un lot de plus.
    """
    resultat = list(logements)
    loues = [rang for rang, logement in enumerate(resultat) if logement.occupant]
    index = _index(resultat, loues)
    for annexe, lieu in [(logement.annexe, logement) for logement in logements if logement.annexe]:
        if annexe.locataire is None:
            continue
        candidats = _candidats(annexe, lieu, resultat, index)
        if len(candidats) == 1:
            resultat[candidats[0]] = _avec_annexe(resultat[candidats[0]], annexe)
        else:
            _signaler(lieu, carnet, plusieurs=bool(candidats))
    habites = {logement.ug: (logement.feuille, logement.ligne) for logement in logements if not logement.annexe}
    return tuple(logement for logement in resultat if not _est_jointe(logement, habites, carnet))


def _est_jointe(logement: LogementLu, habites: Mapping[str, Place], carnet: Carnet) -> bool:
    """Une annexe au code d'un logement en partage le sort."""
    if logement.annexe is None or logement.ug not in habites:
        return False
    carnet.feuille = logement.feuille
    carnet.joindre(logement.ligne, habites[logement.ug])
    return True


def _index(logements: Sequence[LogementLu], loues: Sequence[int]) -> Index:
    """Où trouver un locataire : par son code de logement, son nom, son nom et son prénom."""
    index: Index = defaultdict(list)
    for rang in loues:
        logement = logements[rang]
        index[f"ug:{logement.ug}"].append(rang)
        if (occupant := logement.occupant) is not None:
            for personne in (Identite(occupant.nom, occupant.prenom), *occupant.cotitulaires):
                for nom in {cle(personne.nom), _complet(personne)}:
                    index[nom].append(rang)
    return index


def _complet(personne: Identite) -> str:
    return cle(f"{personne.nom} {personne.prenom or ''}")


def _candidats(annexe: AnnexeLue, lieu: LogementLu, logements: Sequence[LogementLu], index: Index) -> list[int]:
    """Du plus sûr au moins sûr ; des homonymes sont départagés par le bâtiment, puis par l'entrée."""
    locataire = annexe.locataire or Identite("")
    candidats = index.get(f"ug:{annexe.ug}") or index.get(_complet(locataire)) or []
    if not candidats and locataire.prenom:
        candidats = [r for r in index.get(cle(locataire.nom), []) if not _prenom(logements[r])]
    for critere in ("batiment", "entree"):
        voisins = [r for r in candidats if getattr(logements[r], critere) == getattr(lieu, critere)]
        if len(candidats) > 1 and voisins:
            candidats = voisins
    return list(dict.fromkeys(candidats))


def _prenom(logement: LogementLu) -> str | None:
    return logement.occupant.prenom if logement.occupant else None


def _avec_annexe(logement: LogementLu, annexe: AnnexeLue) -> LogementLu:
    assert logement.occupant is not None
    loyer = annexe.loyer
    total = logement.occupant.annexes if loyer is None else (logement.occupant.annexes or ZERO) + loyer
    occupant = replace(logement.occupant, annexes=total)
    return replace(logement, occupant=occupant, annexes=(*logement.annexes, annexe))


def _signaler(lieu: LogementLu, carnet: Carnet, *, plusieurs: bool) -> None:
    carnet.feuille = lieu.feuille
    raison = "plusieurs locataires portent ce nom" if plusieurs else "aucun locataire ne porte ce nom"
    message = f"Annexe non rattachée : {raison}. Ajoutez son loyer dans le dossier du ménage."
    carnet.signaler(lieu.ligne, None, Gravite.AVERTISSEMENT, message)

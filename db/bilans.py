"""Tenir les bilans à jour dans la transaction qui change un dossier, et prouver qu'ils le sont."""

from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, delete, func, inspect, select

from db import agenda, recherche
from db.masse import ecrire
from db.situations import IDS, cadre, paquets, situations
from relogement.calcul_du_bilan import etablir
from relogement.modeles import Bilan, Menage
from relogement.travail import Avancement, sans_avancement

_COLONNES = tuple(inspect(Bilan).columns.keys())
_EN_LIGNE = itemgetter(*_COLONNES)


def refaire(connexion: Connection, ids: Sequence[int] | None, avancement: Avancement = sans_avancement) -> None:
    """Refait le bilan et la ligne de recherche de ces dossiers, de tous si rien n'est dit."""
    fait, du_projet = 0, cadre(connexion)
    total = (
        len(ids) if ids is not None else connexion.execute(select(func.count()).select_from(Menage)).scalar_one()
    )
    for paquet in paquets(connexion, ids):
        connexion.execute(_retrait(), {"ids": paquet})
        lignes = (_EN_LIGNE(etablir(situation, du_projet)) for situation in situations(connexion, paquet))
        ecrire(connexion, Bilan, _COLONNES, lignes)
        agenda.refaire(connexion, paquet, du_projet.chartes)
        fait += len(paquet)
        avancement(fait, total)
    recherche.refaire(connexion, ids)


@cache
def _retrait() -> Delete:
    return delete(Bilan).where(Bilan.menage_id.in_(IDS))


def preparer(connexion: Connection) -> None:
    """Traduit d'avance les requêtes d'une écriture : la première d'une séance n'attend pas plus que les autres."""
    du_projet = cadre(connexion)
    list(situations(connexion, ()))
    list(agenda.lignes(connexion, (), du_projet.chartes))
    recherche.preparer(connexion)


def differences(connexion: Connection, avancement: Avancement = sans_avancement) -> Iterator[str]:
    """Une phrase par dossier dont le bilan gardé n'est pas celui que l'on établirait maintenant."""
    du_projet, vus = cadre(connexion), 0
    references: dict[int, str] = dict(connexion.execute(select(Menage.id, Menage.reference)).all())
    for paquet in paquets(connexion, None):
        anciens = gardes(connexion, paquet)
        for situation in situations(connexion, paquet):
            frais = etablir(situation, du_projet)
            numero = frais["menage_id"]
            if ecarts := [c for c, v in frais.items() if anciens.get(numero, {}).get(c) != v]:
                manque = numero not in anciens
                yield f"dossier {references[numero]} : " + (
                    "bilan absent" if manque else f"bilan périmé ({', '.join(ecarts)})"
                )
        for numero in sorted(agenda.ecarts(connexion, paquet, du_projet.chartes)):
            yield f"dossier {references[numero]} : affaires à suivre périmées"
        vus += len(paquet)
        avancement(vus, len(references))


def gardes(connexion: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Les bilans gardés de ces dossiers, par dossier."""
    lignes = connexion.execute(select(Bilan.__table__).where(Bilan.menage_id.in_(ids)))
    return {ligne.menage_id: dict(ligne._mapping) for ligne in lignes}

"""Retrouver le code et le nom du quartier, quel que soit le nom de leur champ, même coupé à dix caractères."""

from collections.abc import Sequence
from dataclasses import dataclass

from relogement.geographie.couche import Couche, Entite
from relogement.rapprochement import cle
from relogement.regles.localisation import generation_du_code

_CODES = ("codeqp", "codeqpv", "codeduquartier", "codequartier", "codeduqpv", "identifiant", "qpv")
_NOMS = ("nomqp", "nomqpv", "libqp", "libqpv", "nomduquartier", "nomquartier", "libellequartier", "libelle", "nom")
_COUPE_A = 10


@dataclass(frozen=True)
class ChampsQpv:
    """Le champ du code, celui du nom s'il y en a un ; ``devine`` : trouvé à ses valeurs, non à son nom."""

    code: str
    nom: str | None
    devine: bool = False


def champs_de(couche: Couche) -> ChampsQpv | None:
    """Les champs de cette couche, vide si aucun ne donne de code de quartier."""
    champs = list(dict.fromkeys(champ for entite in couche.entites for champ in entite.attributs))
    nom = _nomme(champs, _NOMS)
    if code := _nomme(champs, _CODES):
        return ChampsQpv(code, nom)
    devine = next((champ for champ in champs if _est_un_code(couche.entites, champ)), None)
    return ChampsQpv(devine, nom, devine=True) if devine else None


def code_de(entite: Entite, champ: str) -> str:
    """Le code écrit dans une entité, en majuscules et sans espaces."""
    return "".join(str(entite.attributs.get(champ) or "").split()).upper()


def nom_de(entite: Entite, champ: str | None) -> str | None:
    """Le nom du quartier ; un remplissage d'octets nuls n'en est pas un."""
    valeur = entite.attributs.get(champ) if champ else None
    return " ".join(str(valeur or "").replace("\0", " ").split()) or None


def _nomme(champs: Sequence[str], attendus: Sequence[str]) -> str | None:
    for attendu in attendus:
        for champ in champs:
            if cle(champ) == attendu or (len(champ) >= _COUPE_A and attendu.startswith(cle(champ))):
                return champ
    return None


def _est_un_code(entites: Sequence[Entite], champ: str) -> bool:
    codes = [code for entite in entites if (code := code_de(entite, champ))]
    return bool(codes) and all(generation_du_code(code) for code in codes)

"""Le partage en mots : la part, l'engagement, ce qui manque, l'effet de la séance, ce qui cloche."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal

from relogement.indicateurs.dits import NON_SIGNIFICATIF
from relogement.indicateurs.indicateur import CENT
from relogement.indicateurs.parts_dites import part, taux_rond
from relogement.partage.accueil import EngagementDAccueil, Objet
from relogement.partage.matrice import Noms
from relogement.partage.partage import Partage
from relogement.partage.suivi import Suivi, Tenue
from relogement.rapprochement import cle
from relogement.textes import FINE, INSECABLE, jour, nombre, pluriel

RIEN = "Aucun relogement encore"


def promesse_dite(accueil: EngagementDAccueil) -> str:
    """« 12 % », « 8 logements avant le 30/06/2027 »."""
    fin = f" avant le {jour(accueil.echeance_le)}" if accueil.echeance_le else ""
    return promesse_seule(accueil) + fin


def promesse_seule(accueil: EngagementDAccueil) -> str:
    """Sans l'échéance, là où une phrase la dit déjà."""
    dits = []
    if accueil.part_pct is not None:
        dits.append(taux_rond(accueil.part_pct))
    if accueil.nombre is not None:
        dits.append(pluriel(accueil.nombre, "logement"))
    return " et ".join(dits)


def suivi_dit(suivi: Suivi) -> str:
    """« il en faut 3 des 12 prochains »."""
    return _du_nombre(suivi) if suivi.accueil.nombre is not None else _de_la_part(suivi)


def _de_la_part(suivi: Suivi) -> str:
    n, prochains = suivi.manque, suivi.prochains
    match suivi.tenue:
        case Tenue.INCONNU:
            return RIEN.lower()
        case Tenue.TENU if n:
            return f"tenu ; il en faut {n} des {prochains} prochains pour le rester"
        case Tenue.TENU:
            return "tenu"
        case Tenue.ECHU:
            return f"{_fin(suivi)}{INSECABLE}: {part(suivi.mesure)} au lieu de {taux_rond(_promise(suivi))}"
        case Tenue.HORS if not prochains:
            return f"plus aucun ménage à reloger{INSECABLE}: il en manque {n}"
        case Tenue.HORS:
            return f"il en faudrait {n} sur les {prochains} prochains"
    return f"il en faut {n} des {prochains} prochains" if prochains > 1 else "il faut le prochain"


def _du_nombre(suivi: Suivi) -> str:
    n = suivi.manque
    match suivi.tenue:
        case Tenue.TENU:
            return "tenu"
        case Tenue.ECHU:
            return f"{_fin(suivi)}{INSECABLE}: il en manque {nombre(n, 0)}"
        case Tenue.HORS:
            return f"il en manque {nombre(n, 0)}, il reste {pluriel(suivi.restants, 'ménage')} à reloger"
    avant = f" avant le {jour(suivi.accueil.echeance_le)}" if suivi.accueil.echeance_le else ""
    return f"encore {pluriel(n, 'logement')}{avant}"


def _fin(suivi: Suivi) -> str:
    le = suivi.accueil.echeance_le
    return f"échu le {jour(le)}" if le else f"année {suivi.accueil.annee} finie"


def _promise(suivi: Suivi) -> Decimal:
    assert suivi.accueil.part_pct is not None
    return suivi.accueil.part_pct


def objet_dit(accueil: EngagementDAccueil, noms: Noms) -> str:
    """« Canigou Logement », « De Têt Habitat à Canigou Logement »."""
    vers = noms.de(cle(accueil.vers))
    return f"De {noms.de(cle(accueil.de))} à {vers}" if accueil.de else vers


def paires_dites(partage: Partage) -> tuple[str, ...]:
    """Les engagements de paire, un par ligne, les retards d'abord."""
    return tuple(
        f"{objet_dit(s.accueil, partage.noms)}{INSECABLE}: {promesse_seule(s.accueil)} ; {suivi_dit(s)}"
        for s in partage.suivis
        if s.accueil.de
    )


def seance_dite(partage: Partage) -> str:
    """« Si les 3 décisions de la séance se font : Canigou Logement 10,71 % → 14,29 %. » ; vide sans décision."""
    seance = partage.seance
    if seance is None or not seance.decidees or not partage.periode.ouverte:
        return ""
    n = len(seance.decidees)
    si = "Si la décision de la séance se fait" if n == 1 else f"Si les {n} décisions de la séance se font"
    dits = [f"{partage.noms.de(e.qui)} {part(e.avant)} → {part(e.apres)}" for e in partage.effets]
    inconnus = sum(d.vers is None for d in seance.decidees)
    if inconnus:
        dits.append(pluriel(inconnus, "logement de bailleur inconnu", "logements de bailleur inconnu"))
    return f"{si}{INSECABLE}: {', '.join(dits)}."


def reserves(partage: Partage) -> tuple[str, ...]:
    """Ce que les parts laissent de côté, et pourquoi."""
    matrice, au = partage.matrice, partage.au
    dites = []
    if nr := matrice.nombre(vers=None):
        dites.append(f"{pluriel(nr, 'relogé')} chez un bailleur inconnu, hors des parts")
    ligne = next(iter(partage.lignes), None)
    if nr and ligne is not None and not ligne.mesure.significatif(au):
        dites.append(NON_SIGNIFICATIF)
    return tuple(dites)


def alertes(promis: Mapping[Objet, EngagementDAccueil], connus: Collection[str]) -> list[str]:
    """Ce qui se dit sans rien refuser : des parts qui dépassent 100, un bailleur que le projet ne nomme pas."""
    dites = _trop_promis(promis)
    for nom in dict.fromkeys(n for accueil in promis.values() for n in (accueil.vers, accueil.de) if n):
        if cle(nom) not in connus:
            dites.append(f"« {nom} » n’est le bailleur d’aucun logement du projet{INSECABLE}: vérifiez son nom.")
    return dites


def _trop_promis(promis: Mapping[Objet, EngagementDAccueil]) -> list[str]:
    sommes: dict[tuple[str | None, int | None], Decimal] = defaultdict(Decimal)
    noms: dict[str | None, str | None] = {}
    for objet, accueil in promis.items():
        sommes[objet.de, objet.annee] += accueil.part_pct or 0
        noms[objet.de] = accueil.de
    return [
        f"Les parts promises{_sur(noms[de], annee)} font {taux_rond(somme)}, plus de 100{FINE}%{INSECABLE}: "
        "corrigez-en une."
        for (de, annee), somme in sommes.items()
        if somme > CENT
    ]


def _sur(de: str | None, annee: int | None) -> str:
    return (f" à {de}" if de else "") + (f" pour {annee}" if annee is not None else "")

"""Le registre des logements offerts : où en est chacun, et ce qu'il faut dire aux bailleurs."""

import argparse
import json
from typing import Any

from db.retours import retours
from db.vacances import registre
from relogement.retours import Retour, par_bailleur
from relogement.retours import en_texte as retours_dits
from relogement.textes import INSECABLE, euros, jour, pluriel, surface
from relogement.vacances import Vacance, pour_qui
from ui.cli.verbe import Verbe, base_ouverte, option_base
from ui.cli.verbe import jour as une_date


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--tous", action="store_true", help="aussi les logements loués ou retirés")
    sous.add_argument(
        "--retours",
        type=une_date,
        metavar="AAAA-MM-JJ",
        help="plutôt ce qu’il faut dire aux bailleurs depuis ce jour",
    )
    sous.add_argument("--json", action="store_true", help="en JSON")


def _vacances(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        if demande.retours:
            revenus = retours(session, demande.retours)
            print(_json([retour_en_json(r) for r in revenus]) if demande.json else retours_en_texte(revenus))
        else:
            lues = registre(session, tous=demande.tous)
            print(_json([en_json(v) for v in lues]) if demande.json else en_texte(lues))
    return 0


def _json(lignes: list[dict[str, Any]]) -> str:
    return json.dumps(lignes, ensure_ascii=False, indent=1)


def en_texte(lues: list[Vacance]) -> str:
    """Un logement par ligne, puis combien sont libres ; ce qui est promis deux fois se lit d'abord."""
    doubles = [v for v in lues if v.en_double]
    lignes = [_ligne(v) for v in (*doubles, *(v for v in lues if not v.en_double))]
    libres = sum(v.libre for v in lues)
    bilan = f"{pluriel(len(lues), 'logement')}, {pluriel(libres, 'libre')}"
    if doubles:
        bilan += f", {pluriel(len(doubles), 'promis deux fois', 'promis deux fois')}"
    return "\n".join([*lignes, f"{bilan}."])


def _ligne(lu: Vacance) -> str:
    logement = lu.logement
    loyer = f"loyer {euros(logement.loyer)}"
    dits = [logement.bailleur, surface(logement.surface), loyer]
    if logement.disponible_le:
        dits.append(f"dès le {jour(logement.disponible_le)}")
    if logement.reservation:
        dits.append(f"réservé{INSECABLE}: {pour_qui(logement)}")
    return f"{logement.id} {logement.libelle} ({', '.join(filter(None, dits))}){INSECABLE}: {lu.phrase}"


def en_json(lu: Vacance) -> dict[str, Any]:
    """Une vacance, pour un programme ; un montant inconnu est nul, pas zéro."""
    logement = lu.logement
    return {
        "id": logement.id,
        "bailleur": logement.bailleur,
        "residence": logement.residence,
        "commune": logement.commune,
        "typologie": logement.typologie and logement.typologie.value,
        "surface": logement.surface and str(logement.surface),
        "loyer": None if logement.loyer is None else str(logement.loyer),
        "charges": None if logement.charges is None else str(logement.charges),
        "disponible_le": logement.disponible_le and logement.disponible_le.isoformat(),
        "reservation": logement.reservation and logement.reservation.value,
        "reservataire": logement.reservataire,
        "etat": lu.etat.value,
        "dossiers": list(lu.references),
        "refus": lu.refus,
    }


def retours_en_texte(revenus: list[Retour]) -> str:
    """Chaque bailleur, puis ce qu'il doit savoir."""
    return retours_dits(par_bailleur(revenus)) or "Aucun logement n’est revenu depuis cette date."


def retour_en_json(retour: Retour) -> dict[str, Any]:
    return {
        "logement": retour.logement_id,
        "bailleur": retour.bailleur or None,
        "dossier": retour.reference,
        "le": retour.le.isoformat(),
        "reponse": retour.reponse.value,
        "de_nouveau_libre": retour.de_nouveau_libre,
        "prevenu_le": retour.prevenu_le and retour.prevenu_le.isoformat(),
        "phrase": retour.phrase,
    }


VACANCES = Verbe(
    "vacances", "Dit où en est chaque logement offert, et quoi dire aux bailleurs.", _options, _vacances
)

"""Le quartier d'un point, dans les deux générations, et à combien de mètres est la limite."""

import argparse
import json
from typing import Any

from db.horloge import aujourdhui
from db.localiser import PointSitue, localiser
from relogement.erreurs import ErreurMetier
from relogement.geographie import Point
from relogement.regles.localisation import A_VERIFIER, HORS
from relogement.textes import FINE, jour, nombre
from ui.cli.verbe import Verbe, base_ouverte, option_base
from ui.cli.verbe import jour as une_date


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--lon", required=True, metavar="X", help="longitude, en degrés")
    sous.add_argument("--lat", required=True, metavar="Y", help="latitude, en degrés")
    sous.add_argument("--commune", metavar="INSEE", help="la commune déclarée, pour vérifier qu’elle convient")
    sous.add_argument(
        "--date",
        type=une_date,
        metavar="AAAA-MM-JJ",
        help="celle du bail (aujourd’hui) : la génération en vigueur",
    )
    sous.add_argument("--json", action="store_true", help="en JSON")


def _localiser(demande: argparse.Namespace) -> int:
    point = Point(_degres(demande.lon, "longitude"), _degres(demande.lat, "latitude"))
    au = demande.date or aujourdhui()
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        situes = localiser(session, point, au=au, insee=demande.commune)
    if demande.json:
        objet = {
            "lon": point.lon,
            "lat": point.lat,
            "date": au.isoformat(),
            "generations": list(map(_en_json, situes)),
        }
        print(json.dumps(objet, ensure_ascii=False, indent=1))
    else:
        print("\n".join(map(_en_texte, situes)))
    return 0


def _degres(texte: str, quoi: str) -> float:
    try:
        return float(texte.replace(",", "."))
    except ValueError as erreur:
        raise ErreurMetier(
            f"« {texte} » n’est pas une {quoi} : écrivez des degrés, par exemple 2,8954."
        ) from erreur


def _en_json(situe: PointSitue) -> dict[str, Any]:
    return {
        "generation": situe.generation.value,
        "en_vigueur": situe.en_vigueur,
        "qpv": situe.qpv,
        "a_verifier": situe.a_verifier,
        "motif": situe.motif,
        "limite": situe.limite,
        "distance_m": situe.distance,
        "couche": situe.couche.source if situe.couche else None,
    }


def _en_texte(situe: PointSitue) -> str:
    vigueur = " (en vigueur)" if situe.en_vigueur else ""
    qpv = "hors QPV" if situe.qpv == HORS else situe.qpv or "inconnu"
    suites = [f"{situe.motif} : {A_VERIFIER}" if situe.a_verifier else situe.motif]
    if situe.distance is not None:
        suites.append(f"limite la plus proche : {situe.limite}, à {nombre(round(situe.distance), 0)}{FINE}m")
    if situe.couche is not None:
        suites.append(f"d’après {situe.couche.source}, importé le {jour(situe.couche.importee_le.date())}")
    return f"Génération {situe.generation}{vigueur} : {qpv}" + "".join(f" ; {s}" for s in suites if s) + "."


LOCALISER = Verbe("localiser", "Dit dans quel quartier est un point, et s’il faut vérifier.", _options, _localiser)

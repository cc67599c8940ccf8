"""L'APL estimée d'un ménage, avec le détail de son calcul."""

import argparse
import json
from datetime import date
from decimal import Decimal, InvalidOperation

from db.baremes import periodes_ajoutees
from relogement.baremes import Ajouts
from relogement.communes import obstacles, zone_apl
from relogement.regles.apl import DemandeApl, Detail, EstimationApl, Obstacle, estimer
from relogement.textes import arrondi, euros, nombre
from ui.cli.verbe import Verbe, base_ouverte

# TL se lit en %, Tp en fraction ; le reste en euros, sauf RL en %.
_MONTANTS = ("L", "C", "P0", "LR", "RL", "TL", "Tp", "R", "R0", "Pp", "Af")
_TAUX = ("TL", "Tp")
_SIGNES = str.maketrans({",": ".", " ": "", "\u00a0": "", "\u202f": "", "€": ""})


def _options(sous: argparse.ArgumentParser) -> None:
    lieu = sous.add_mutually_exclusive_group(required=True)
    lieu.add_argument("--zone", type=_entier, help="zone APL : 1, 2 ou 3")
    lieu.add_argument("--commune", metavar="CODE", help="code Insee, pour trouver la zone")
    sous.add_argument("--mois", type=_mois, required=True, metavar="AAAA-MM", help="mois de l’aide")
    sous.add_argument("--loyer", type=_montant, required=True, help="par mois, hors charges et avant RLS")
    sous.add_argument("--personnes-a-charge", type=_entier, required=True, metavar="N")
    sous.add_argument("--couple", action="store_true", help="le demandeur vit en couple")
    sous.add_argument("--ressources", type=_montant, required=True, help="R, des douze mois retenus")
    sous.add_argument("--colocation", action="store_true")
    sous.add_argument("--chambre", action="store_true")
    sous.add_argument("--aah-ou-aeeh", action="store_true", help="pas de dégressivité")
    sous.add_argument("--sans-rls", action="store_true", help="le bailleur n’est ni HLM ni SEM")
    sous.add_argument("--capital", type=_montant, help="valeur du patrimoine")
    sous.add_argument("--obstacle", action="append", choices=[str(o) for o in Obstacle], default=[])
    sous.add_argument("--base", metavar="FICHIER", help="projet dont les barèmes ajoutés valent aussi")
    sous.add_argument("--json", action="store_true")


def _apl(demande: argparse.Namespace) -> int:
    estimation = estimer(_demande(demande), au=demande.mois, dossier=_baremes(demande))
    if demande.json:
        print(json.dumps(en_dict(estimation), ensure_ascii=False))
    else:
        print(en_phrases(estimation))
    return 0


def _baremes(demande: argparse.Namespace) -> Ajouts | None:
    """Les périodes ajoutées au projet, si on en donne un ; sinon les barèmes livrés seuls."""
    if not demande.base:
        return None
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        return periodes_ajoutees(session)


def _demande(demande: argparse.Namespace) -> DemandeApl:
    empeche = obstacles(demande.commune) | {Obstacle(o) for o in demande.obstacle}
    return DemandeApl(
        zone=zone_apl(demande.commune) if demande.commune else demande.zone,
        loyer=demande.loyer,
        personnes_a_charge=demande.personnes_a_charge,
        ressources=demande.ressources,
        couple=demande.couple,
        colocation=demande.colocation,
        chambre=demande.chambre,
        aah_ou_aeeh=demande.aah_ou_aeeh,
        rls=not demande.sans_rls,
        capital=demande.capital,
        obstacles=frozenset(empeche),
    )


def en_dict(estimation: EstimationApl) -> dict[str, object]:
    """L'estimation telle que les autres programmes la lisent : des textes, jamais des flottants."""
    return {
        "apl": str(arrondi(estimation.apl)),
        "rls": str(arrondi(estimation.rls)),
        "intervalle": [str(arrondi(estimation.basse)), str(arrondi(estimation.haute))],
        "bareme_du": estimation.bareme_du.isoformat(),
        "detail": {nom: _ecrit(estimation.detail, nom) for nom in _MONTANTS},
    }


def en_phrases(estimation: EstimationApl) -> str:
    """L'estimation en clair : la phrase, l'intervalle, la RLS, et le loyer qui n'apporte plus d'aide."""
    lignes = [
        estimation.libelle,
        f"Entre {euros(estimation.basse)} et {euros(estimation.haute)} si les ressources varient de 10 %.",
        f"Réduction de loyer de solidarité : {euros(estimation.rls)}.",
    ]
    if estimation.loyer_sans_aide:
        reste, plafond = euros(estimation.loyer_sans_aide), euros(estimation.detail.plafond)
        lignes.append(f"Au-delà de {plafond} de loyer, l’APL n’augmente plus : {reste} restent au ménage.")
    detail = ", ".join(f"{nom} {nombre(getattr(estimation.detail, nom), _decimales(nom))}" for nom in _MONTANTS)
    return "\n".join([*lignes, f"Détail : {detail}."])


def _ecrit(detail: Detail, nom: str) -> str:
    valeur: Decimal = getattr(detail, nom)
    return str(valeur) if nom in _TAUX else str(arrondi(valeur))


def _decimales(nom: str) -> int:
    return {"TL": 3, "Tp": 5}.get(nom, 2)


def _mois(texte: str) -> date:
    """Le premier jour d'un mois AAAA-MM, ou une phrase."""
    try:
        return date.fromisoformat(f"{texte}-01")
    except ValueError as erreur:
        message = f"« {texte} » n’est pas un mois : écrire AAAA-MM, par exemple 2026-11"
        raise argparse.ArgumentTypeError(message) from erreur


def _entier(texte: str) -> int:
    """Un nombre entier, ou une phrase."""
    try:
        return int(texte)
    except ValueError as erreur:
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas un nombre entier") from erreur


def _montant(texte: str) -> Decimal:
    """Un montant « 480 », « 480,50 » ou « 1 200.50 », ou une phrase."""
    try:
        return Decimal(texte.translate(_SIGNES))
    except InvalidOperation as erreur:
        message = f"« {texte} » n’est pas un montant : écrire par exemple 480,50"
        raise argparse.ArgumentTypeError(message) from erreur


APL = Verbe("apl", "Estime l’APL d’un ménage, avec le détail du calcul.", _options, _apl)

"""Dire les imports faits, et en annuler un tout entier, même des jours plus tard."""

import argparse
from collections.abc import Iterator, Sequence

from db.annulation_phrases import Obstacle
from db.imports.lots import Lot, acte_d_annulation, annuler_lot, apercu_annulation, lots
from relogement.textes import heure, jour, pluriel
from ui.cli.avancement import a_l_ecran
from ui.cli.verbe import Verbe, base_ouverte, option_base

LAISSES_DITS = 20


def _lots(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        tous = lots(session)
    if not tous:
        print("Aucun import dans ce projet.")
    for lot in tous:
        print(en_texte(lot))
    return 0


def en_texte(lot: Lot) -> str:
    """« 12  20/11/2026 14:02  etat-locatif  etat.xlsx (Extraction)  2 créées, 23 modifiées  Samira Kaddour »."""
    feuilles = f" ({', '.join(lot.feuilles)})" if lot.feuilles else ""
    comptes = ", ".join(_comptes(lot)) or "rien n’a changé"
    fin = "  annulé" if lot.annule else ""
    return (
        f"{lot.id}  {jour(lot.le.date())} {heure(lot.le)}  {lot.nature}  {lot.fichier}{feuilles}  {comptes}  "
        f"{lot.auteur}{fin}"
    )


def _comptes(lot: Lot) -> Iterator[str]:
    if lot.creees:
        yield pluriel(lot.creees, "ligne créée", "lignes créées")
    if lot.modifiees:
        yield pluriel(lot.modifiees, "modifiée", "modifiées")
    if lot.ecartees:
        yield pluriel(lot.ecartees, "écartée", "écartées")


def _options_annuler(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("lot", type=int, metavar="NUMERO", help="celui que « lots » donne en tête de ligne")
    option_base(sous)
    sous.add_argument("--simuler", action="store_true", help="dire ce qui serait défait et laissé, ne rien écrire")


def _annuler(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        with fichier.lire() as session:
            vu = apercu_annulation(session, demande.lot)
        if demande.simuler:
            print(f"Simulation, rien n’est écrit. {vu.lot.fichier} : {', '.join(vu.defaits)}.")
            _dire_les_laisses(vu.laisses)
            return 0
        avancement = a_l_ecran(f"Annulation de l’import de {vu.lot.fichier}")
        with fichier.ecrire(acte_d_annulation(vu.lot), avancement=avancement) as session:
            faite = annuler_lot(session, demande.lot, avancement)
    print(f"Import de « {vu.lot.fichier} » annulé : {', '.join(vu.defaits)}.")
    _dire_les_laisses(faite.laisses)
    return 0


def _dire_les_laisses(laisses: Sequence[Obstacle]) -> None:
    """Ce qui a changé depuis l'import reste comme il est."""
    for obstacle in laisses[:LAISSES_DITS]:
        print(f"- Laissé : {obstacle.phrase}")
    if len(laisses) > LAISSES_DITS:
        print(f"- Et {len(laisses) - LAISSES_DITS} autres, modifiés depuis.")


LOTS = Verbe("lots", "Liste les imports faits, le dernier d’abord.", option_base, _lots)
ANNULER_LOT = Verbe(
    "annuler-lot",
    "Annule un import entier ; ce qui a changé depuis est gardé.",
    _options_annuler,
    _annuler,
)

"""Sceller une période, la relire à l'identique, dire ce qui a changé depuis, lever le scellé."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from db.exports import exporter
from db.operations import exiger_operation
from db.scelles import lever as levee
from db.scelles.apercu import avertissements
from db.scelles.demande import Demande
from db.scelles.lecture import periode_close, references_de, toutes
from db.scelles.rectifications import rectifications
from db.scelles.sceller import sceller
from db.scelles.tables import PeriodeScellee
from relogement.exports import RECTIFICATIONS as RECTIFICATIONS_EXPORT
from relogement.indicateurs.indicateur import Mesure
from relogement.scelles.empreinte import courte
from relogement.scelles.periode import lire_periode
from relogement.scelles.rectification import Rectifications
from relogement.textes import TIRET as VIDE
from relogement.textes import heure, jour, pluriel, pourcent
from ui.cli.avancement import a_l_ecran
from ui.cli.mises_en_page import mise_en_page_demandee, option_mise_en_page
from ui.cli.verbe import Verbe, base_ouverte, option_base, option_operation


def option_periode(sous: argparse.ArgumentParser, *, exigee: bool = True) -> None:
    sous.add_argument(
        "--periode", required=exigee, metavar="2026-T3", help="2026-T3, 2026-S1, 2026 ou 2026-01-12..2026-06-30"
    )


def _options_sceller(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_periode(sous)
    option_operation(sous)
    option_mise_en_page(sous)


def _sceller(demande: argparse.Namespace) -> int:
    periode = lire_periode(demande.periode)
    with base_ouverte(demande) as fichier:
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            nom, page = mise_en_page_demandee(session, demande.mise_en_page, stricte=True)
            voulue = Demande(periode, demande.operation, page, nom)
            for phrase in avertissements(session, voulue):
                print(f"À savoir : {phrase}")
        scellee = sceller(fichier, voulue, a_l_ecran(f"{voulue.libelle}, lignes et fichiers"))
        print(f"{scellee.libelle} : {pluriel(scellee.nb_lignes, 'dossier scellé', 'dossiers scellés')}.")
        print(f"Empreinte SHA-256 : {scellee.empreinte}")
    return 0


def _periodes(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        for scellee in toutes(session):
            print(en_texte(scellee))
    return 0


def en_texte(scellee: PeriodeScellee) -> str:
    """Une ligne par période : son code, sa portée, qui l'a scellée, et la levée s'il y en a eu une."""
    ou = scellee.operation or "projet"
    texte = (
        f"{scellee.periode.code}  {scellee.libelle}  {ou}  {pluriel(scellee.nb_lignes, 'dossier')}  scellé par "
        f"{scellee.initiales} le {jour(scellee.scellee_le.date())} à {heure(scellee.scellee_le)}  "
        f"{courte(scellee.empreinte)}"
    )
    if scellee.levee_le is None:
        return texte
    return f"{texte}  levé par {scellee.levee_par} le {jour(scellee.levee_le.date())} : {scellee.levee_motif}"


def _options_desceller(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_periode(sous)
    option_operation(sous)
    sous.add_argument("--motif", required=True, metavar="TEXTE", help="pourquoi la période se rouvre")


def _desceller(demande: argparse.Namespace) -> int:
    periode = lire_periode(demande.periode)
    with base_ouverte(demande) as fichier, fichier.ecrire(levee.ACTE) as session:
        scellee = periode_close(session, periode, demande.operation)
        levee.lever(session, scellee, demande.motif, auteur=fichier.auteur)
        print(f"{scellee.libelle} : scellé levé. La copie scellée reste dans le fichier.")
    return 0


def _options_rectifications(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_periode(sous)
    option_operation(sous)
    sous.add_argument("--vers", metavar="F.xlsx", help="les écrire dans un fichier, sans un nom")


def _rectifications(demande: argparse.Namespace) -> int:
    periode = lire_periode(demande.periode)
    with base_ouverte(demande) as fichier:
        if demande.vers:
            nombre = exporter(
                fichier, RECTIFICATIONS_EXPORT.code, Path(demande.vers), operation=demande.operation,
                au=periode.fin, periode=periode,
            )  # fmt: skip
            print(f"{pluriel(nombre, 'rectification')} dans {Path(demande.vers).name}.")
            return 0
        with fichier.lire() as session:
            trouvees = rectifications(session, periode_close(session, periode, demande.operation))
            references = references_de(session, [r.menage_id for r in trouvees.lignes if r.menage_id])
    print("\n".join(rectifications_en_texte(trouvees, references)))
    return 0


def rectifications_en_texte(trouvees: Rectifications, references: Mapping[int, str]) -> Iterator[str]:
    """Une ligne par valeur changée, puis une par indicateur changé."""
    if not trouvees.lignes:
        yield "Rien n’a changé depuis le scellé."
    for r in trouvees.lignes:
        qui = references.get(r.menage_id, "(parti)") if r.menage_id else pluriel(r.dossiers, "dossier")
        cause = f"  {jour(r.cause.le.date())}, {r.cause.auteur} : {r.cause.acte}" if r.cause else ""
        yield f"{qui}  {r.champ}  {r.alors or VIDE} → {r.maintenant or VIDE}  ({r.genre.value}){cause}"
    for effet in trouvees.changes:
        yield f"{effet.libelle} : {_part(effet.alors)} → {_part(effet.maintenant)}"


def _part(mesure: Mesure) -> str:
    return f"{mesure.oui}/{mesure.base}" + (f" ({pourcent(mesure.pct)})" if mesure.pct is not None else "")


SCELLER = Verbe("sceller", "Clôt une période : elle se rend ensuite à l’identique.", _options_sceller, _sceller)
PERIODES = Verbe("periodes", "Liste les périodes closes.", option_base, _periodes)
DESCELLER = Verbe("desceller", "Rouvre une période close, avec un motif.", _options_desceller, _desceller)
RECTIFICATIONS = Verbe(
    "rectifications", "Dit ce qui a changé d’une période close.", _options_rectifications, _rectifications
)

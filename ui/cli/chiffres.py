"""Les indicateurs et les bilans, à lire ou en JSON."""

import argparse
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chiffres import Mesures, mesurer
from db.effets import effets_des_offres
from db.jugements import Jugees, jugements
from db.operations import exiger_operation
from db.scelles.lecture import mesures_scellees, periode_close
from relogement.bilan import CRITERES, Bilan
from relogement.effet_offre import Effet
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.criteres import INDICATEURS as DECLARES
from relogement.indicateurs.indicateur import Mesure
from relogement.menage import Menage
from relogement.nomenclatures import GenerationQpv
from relogement.scelles.periode import lire_periode
from relogement.textes import arrondi, jour, pourcent
from ui.cli.periodes import option_periode
from ui.cli.repartis import options_de_repartition, rapport, repartis
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base, option_operation

MONTANTS = (
    "rac_brut_av", "rac_brut_ap", "rac_av", "rac_ap", "delta", "delta_pct", "te_av", "te_ap", "uc", "rav",
)  # fmt: skip
INCONNU = "NR"


def _options_indicateurs(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    option_au(sous)
    option_periode(sous, exigee=False)
    sous.add_argument("--json", action="store_true", help="en JSON")
    options_de_repartition(sous)


def _indicateurs(demande: argparse.Namespace) -> int:
    if demande.vers:
        return rapport(demande)
    if demande.par or demande.et or demande.indicateur or demande.qpv != GenerationQpv.EN_VIGUEUR:
        return repartis(demande)
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        if demande.periode:
            mesures = mesures_scellees(periode_close(session, lire_periode(demande.periode), demande.operation))
        else:
            mesures = mesurer(session, a_la_date(demande), demande.operation)
    print(json.dumps(en_json(mesures), ensure_ascii=False, indent=1) if demande.json else en_texte(mesures))
    return 0


def en_json(mesures: Mesures) -> dict[str, Any]:
    """La forme publique des indicateurs ; les pourcentages sont des chaînes."""
    return {
        "au": mesures.au.isoformat(),
        "base": {"tous": mesures.base_tous, "titulaires": mesures.base_titulaires},
        "indicateurs": [
            {
                "code": indicateur.code,
                "libelle": indicateur.libelle,
                "tous": _mesure(mesures.tous[indicateur.code]),
                "titulaires": _mesure(mesures.titulaires[indicateur.code]),
            }
            for indicateur in DECLARES
            if indicateur.code in mesures.tous
        ],
    }


def en_texte(mesures: Mesures) -> str:
    """Un tableau à lire dans un terminal."""
    lignes = [
        f"Au {jour(mesures.au)} : {mesures.base_tous} relogements définitifs, "
        f"dont {mesures.base_titulaires} titulaires.",
        f"{'':44}{'tous':>20}{'titulaires seuls':>24}",
    ]
    for indicateur in (i for i in DECLARES if i.code in mesures.tous):
        tous, titulaires = mesures.tous[indicateur.code], mesures.titulaires[indicateur.code]
        cellules = [_cellule(m, m.significatif(mesures.au)) for m in (tous, titulaires)]
        lignes.append(f"{indicateur.libelle:44}{cellules[0]:>20}{cellules[1]:>24}")
        if tous.a_verifier:
            lignes.append(
                f"{'  dont à vérifier sur SIG Ville':44}{tous.a_verifier:>20}{titulaires.a_verifier:>24}"
            )
    return "\n".join(lignes)


def _cellule(mesure: Mesure, significatif: bool) -> str:
    if mesure.pct is None:
        return "—"
    return f"{mesure.oui}/{mesure.base}  {pourcent(mesure.pct)}" + ("" if significatif else " *")


def _mesure(mesure: Mesure) -> dict[str, Any]:
    effectifs = {"oui": mesure.oui, "base": mesure.base, "nr": mesure.nr, "so": mesure.so}
    taux = {"pct": _chaine(mesure.pct), "couverture": _chaine(mesure.couverture)}
    return effectifs | taux | ({"a_verifier": mesure.a_verifier} if mesure.a_verifier else {})


def _chaine(valeur: Decimal | None) -> str | None:
    return None if valeur is None else f"{arrondi(valeur):.2f}"


def _options_bilan(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_au(sous)
    sous.add_argument("--dossier", metavar="REF", help="un seul dossier ; sinon tous")
    sous.add_argument("--json", action="store_true", help="en JSON (seule forme pour l’instant)")


def _bilan(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        lignes = _lignes(session, demande.dossier)
        jugees = jugements(session, [bilan.menage_id for _, bilan in lignes] if demande.dossier else None)
        effets = {}
        if demande.dossier and lignes:
            effets = effets_des_offres(session, lignes[0][1].menage_id, a_la_date(demande))
    if demande.dossier and not lignes:
        raise ErreurMetier(f"Aucun dossier « {demande.dossier} ». Vérifiez la référence.")
    objets = [
        bilan_en_json(reference, bilan) | {"offres": offres_en_json(jugees.get(bilan.menage_id, {}), effets)}
        for reference, bilan in lignes
    ]
    print(json.dumps(objets[0] if demande.dossier else objets, ensure_ascii=False, indent=1))
    return 0


def _lignes(session: Session, reference: str | None) -> list[tuple[str, Bilan]]:
    requete = select(Menage.reference, Bilan).join(Bilan, Bilan.menage_id == Menage.id).order_by(Menage.reference)
    if reference:
        requete = requete.where(Menage.reference == reference)
    return [(ligne[0], ligne[1]) for ligne in session.execute(requete)]


def bilan_en_json(reference: str, bilan: Bilan) -> dict[str, Any]:
    """Une ligne calculée : l'inconnu est « NR », et ``motifs`` dit pourquoi."""
    montants = {nom: getattr(bilan, nom) for nom in MONTANTS}
    return (
        {"dossier": reference}
        | {nom: INCONNU if valeur is None else f"{valeur:.2f}" for nom, valeur in montants.items()}
        | {"quartile": bilan.quartile or INCONNU}
        | {nom: {"valeur": bilan.verdict(nom).valeur.value, "motif": bilan.verdict(nom).motif} for nom in CRITERES}
        | {"generation_qpv": bilan.generation_qpv.value, "qpv_a_verifier": bilan.qpv_a_verifier}
        | {"dans_la_base": bilan.dans_la_base, "motif_exclusion": bilan.motif_exclusion}
        | {"motifs": {nom: motif for nom, motif in bilan.motifs_nr.items() if nom in (*MONTANTS, "quartile")}}
    )


def offres_en_json(
    jugees: Jugees, effets: Mapping[int, Sequence[Effet]] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """Chaque offre : si elle compte, les conditions de l'article 13 bis, leurs raisons, et son effet."""
    return [
        {
            "rang": rang,
            "compte": {"valeur": jugee.compte.valeur.value, "motif": jugee.compte.motif},
            "conditions": {c.nom: {"valeur": c.valeur.value, "motif": c.motif} for c in jugee.jugees},
        }
        | ({"effet": {e.code: effet_en_json(e) for e in effets[rang]}} if rang in effets else {})
        for rang, jugee in jugees.items()
    ]


def effet_en_json(effet: Effet) -> dict[str, Any]:
    """Un critère avant et après, ce que vaudrait l'offre, et l'écart à l'objectif s'il y en a un."""
    return {
        "valeur": effet.verdict.valeur.value,
        "motif": effet.verdict.motif,
        "sens": effet.sens.value,
        "avant": _mesure(effet.avant),
        "apres": _mesure(effet.apres),
        "objectif": _chaine(effet.objectif),
        "ecart": _chaine(effet.ecart),
    }


INDICATEURS = Verbe("indicateurs", "Donne les indicateurs du projet.", _options_indicateurs, _indicateurs)
BILAN = Verbe("bilan", "Donne les lignes calculées, avec leurs raisons.", _options_bilan, _bilan)

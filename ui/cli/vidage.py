"""Le vidage d'un immeuble : où l'on en est, ce qui bloque, quand il serait vide ; à lire ou en JSON."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from db.vidage import lire_immeuble, previsions_des_criteres
from relogement.indicateurs.prevision import Fin
from relogement.indicateurs.prevision_dite import part_dite
from relogement.textes import INSECABLE, jour, nombre
from relogement.vidage import dits
from relogement.vidage.blocages import Blocage, blocages
from relogement.vidage.cases import Case
from relogement.vidage.scenarios import (
    Scenario,
    acceptation,
    au_rythme_actuel,
    au_rythme_choisi,
    avec_des_logements,
)
from relogement.vidage.tableau import Tableau, tableau
from relogement.vidage.trajectoire import Trajectoire, departs, trajectoire
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base

TITRES = {"rythme": "Au rythme actuel", "offerts": "Avec ces logements offerts", "choisi": "À ce rythme choisi"}
MONTRES = 10


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--operation", required=True, metavar="CODE", help="l’opération à vider")
    option_au(sous)
    sous.add_argument("--offerts", type=int, metavar="N", help="scénario : N logements offerts en plus")
    sous.add_argument("--par-mois", type=_decimal, metavar="N", help="scénario : N logements vidés par mois")
    sous.add_argument("--noms", action="store_true", help="écrire les noms (nominatif, interne)")
    sous.add_argument("--json", action="store_true", help="en JSON")


def _decimal(texte: str) -> Decimal:
    try:
        return Decimal(texte.replace(",", "."))
    except InvalidOperation as erreur:
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas un nombre : écrire 3, ou 2,5") from erreur


def _vidage(demande: argparse.Namespace) -> int:
    au = a_la_date(demande)
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        immeuble = lire_immeuble(session, demande.operation, au)
        criteres = previsions_des_criteres(session, demande.operation, au)
    vu, connus = tableau(immeuble, au), departs(immeuble)
    trace = trajectoire(immeuble, connus, au)
    scenarios = [au_rythme_actuel(trace)]
    if demande.offerts is not None:
        scenarios.append(avec_des_logements(trace, immeuble, demande.offerts))
    if demande.par_mois is not None:
        scenarios.append(au_rythme_choisi(trace, immeuble, demande.par_mois))
    if demande.json:
        dit = en_json(vu, trace, scenarios, noms=demande.noms)
        parts = {code: part_dite(p) for code, p in criteres.a_la_fin.items()}
        print(json.dumps(dit | {"criteres_a_la_fin": parts}, ensure_ascii=False, indent=1))
        return 0
    print("\n".join(en_texte(vu, trace, scenarios, noms=demande.noms)))
    if criteres.a_la_fin:
        parts_dites = [f"{code} {part_dite(p)}" for code, p in criteres.a_la_fin.items()]
        print(f"Critères à la fin ({dits.ESTIMATION}){INSECABLE}: {', '.join(parts_dites)}")
    return 0


def en_texte(vu: Tableau, trace: Trajectoire, scenarios: list[Scenario], *, noms: bool) -> Iterator[str]:
    """Les chiffres du haut de l'écran, chaque entrée, puis ce qui bloque et les scénarios."""
    comptes, operation = vu.comptes, vu.immeuble.operation
    yield f"{dits.titre(vu)}, {operation.libelle}, au {jour(vu.au)}"
    cible = f"{jour(operation.vide_le)}, {dits.marge(vu.jours_restants)}"
    yield f"Date cible{INSECABLE}: {cible} ; {dits.demolition(vu)}"
    yield f"Vides{INSECABLE}: {nombre(comptes.vides, 0)} {dits.part_vide(comptes)}"
    yield f"À vider{INSECABLE}: {nombre(comptes.a_vider, 0)} ({dits.reste(comptes)})"
    if ecart := dits.ecart_annonce(vu):
        yield f"À vérifier{INSECABLE}: {ecart}"
    yield f"Rythme par semaine{INSECABLE}: {dits.par_semaine(trace)}, {dits.il_en_faut(trace)}"
    for entree in vu.entrees:
        nom = dits.titre_entree(entree, batiment=len(vu.batiments) > 1)
        suite, _ = dits.suite_de(entree, vu, noms=noms)
        yield f"- {nom}{INSECABLE}: {entree.vides}/{len(entree.cases)} vides ; {suite}"
    for bloque in blocages(vu)[:MONTRES]:
        yield f"* {_bloque(bloque, noms=noms, batiment=len(vu.batiments) > 1)}"
    for scenario in scenarios:
        yield " ; ".join(filter(None, (_scenario(scenario, vu), dits.vides_dits(scenario))))
    if any(s.cle == "offerts" for s in scenarios):
        yield f"  d’après {dits.acceptation_dite(acceptation(vu.immeuble, vu.au))}"


def _bloque(vu: Blocage, *, noms: bool, batiment: bool) -> str:
    qui = f"{dits.nom(vu.case, noms=noms)} ({dits.porte(vu.case, batiment=batiment)})"
    limite = f", échéance {jour(vu.echeance_le)}" if vu.echeance_le else ""
    return f"{qui}{INSECABLE}: {dits.mot(vu.case)}, {vu.cause} ; {vu.acteur}{limite}"


def _scenario(scenario: Scenario, vu: Tableau) -> str:
    return f"{TITRES[scenario.cle]}{INSECABLE}: {dits.scenario_dit(scenario, vu.immeuble.operation.vide_le)}"


def en_json(vu: Tableau, trace: Trajectoire, scenarios: list[Scenario], *, noms: bool) -> dict[str, Any]:
    """La forme publique ; un jour inconnu vaut ``null``, les noms n'y sont que si on les demande."""
    comptes, operation = vu.comptes, vu.immeuble.operation
    return {
        "operation": operation.code,
        "au": vu.au.isoformat(),
        "cible": _jour(operation.vide_le),
        "demolition": _jour(operation.demolition_le),
        "jours_restants": vu.jours_restants,
        "jours_avant_demolition": vu.jours_avant_demolition,
        "logements": comptes.total,
        "vides": comptes.vides,
        "a_vider": comptes.a_vider,
        "par_occupation": {o.value: n for o, n in comptes.par_occupation.items()},
        "par_etat": {(e.value if e else "NON_RECENSE"): n for e, n in comptes.par_etat.items()},
        "rythme_par_semaine": round(trace.par_semaine, 2),
        "rythme_necessaire": None if trace.il_en_faut is None else round(trace.il_en_faut, 2),
        "entrees": [
            {
                "batiment": e.batiment, "entree": e.nom, "vides": e.vides, "logements": len(e.cases),
                "suite": dits.suite_de(e, vu, noms=noms)[0],
                "etages": [
                    {"etage": etage.niveau.libelle, "portes": [_case(c, noms=noms) for c in etage.cases]}
                    for etage in e.etages
                ],
            }
            for e in vu.entrees
        ],
        "qui_bloque": [
            {"dossier": b.case.dossier.reference if b.case.dossier else None, "etat": _etat(b.case),
             "cause": b.cause, "acteur": b.acteur, "echeance": _jour(b.echeance_le)}
            for b in blocages(vu)
        ],
        "trajectoire": [{"le": le.isoformat(), "occupes": n} for le, n in trace.points],
        "scenarios": [_scenario_json(s, vu) for s in scenarios],
    }  # fmt: skip


def _case(vue: Case | None, *, noms: bool) -> dict[str, Any] | None:
    if vue is None:
        return None
    dit = {
        "porte": vue.logement.porte,
        "occupation": vue.occupation.value,
        "etat": _etat(vue),
        "dossier": vue.dossier.reference if vue.dossier else None,
        "depuis": _jour(vue.depuis),
    }
    return dit | ({"nom": dits.nom(vue)} if noms else {})


def _etat(vue: Case) -> str | None:
    return vue.etat.value if vue.etat and not vue.vide else None


def _scenario_json(scenario: Scenario, vu: Tableau) -> dict[str, Any]:
    return {
        "cle": scenario.cle,
        "restants": scenario.restants,
        "fin": _fin(scenario.fin),
        "retard_jours": scenario.retard(vu.immeuble.operation.vide_le),
        "refus": scenario.refus,
        "vides_en_plus": scenario.vides,
    }


def _fin(fin: Fin | None) -> dict[str, str | None] | None:
    if fin is None:
        return None
    dates = {"attendue": fin.attendue, "au_plus_tot": fin.au_plus_tot, "au_plus_tard": fin.au_plus_tard}
    return {nom: _jour(le) for nom, le in dates.items()}


def _jour(le: date | None) -> str | None:
    return None if le is None else le.isoformat()


VIDAGE = Verbe(
    "vidage", "Dit où en est le vidage d’un immeuble, ce qui bloque, et quand il serait vide.", _options, _vidage
)

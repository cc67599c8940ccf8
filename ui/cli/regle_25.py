"""La règle des 25 % : à lire, en JSON ou en classeur ; les engagements se lisent d'un fichier TOML."""

import argparse
import json

from db.engagements import enregistrer_engagements
from db.exports.interne import interne
from db.exports.regle_25 import ENSEMBLE, document, en_json
from db.horloge import aujourdhui
from db.operations import exiger_operation
from db.regle_25 import TRIMESTRES, Ligne25, Periode25, Regle25, phrase_du_territoire, regle_25
from relogement.engagements_fichier import lire_engagements
from relogement.nomenclatures import Critere
from relogement.textes import INCONNU, INSECABLE, pluriel, pourcent
from ui.cli.verbe import Verbe, base_ouverte, fichier_existant, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    sous.add_argument("--annee", type=int, metavar="AAAA", help="l’année des baux ; par défaut celle en cours")
    sous.add_argument("--trimestre", type=int, choices=TRIMESTRES, help="un seul trimestre de cette année")
    sous.add_argument("--engagements", metavar="F.toml", help="écrire d’abord les engagements de ce fichier")
    sous.add_argument("--json", action="store_true", help="en JSON")
    sous.add_argument("--vers", metavar="F.xlsx", help="écrire le classeur (nominatif, interne)")


def _regle_25(demande: argparse.Namespace) -> int:
    periode = Periode25(demande.annee or aujourdhui().year, demande.trimestre)
    lus = None
    if demande.engagements:
        lus = lire_engagements(fichier_existant(demande.engagements).read_text("utf-8-sig"))
    with base_ouverte(demande) as fichier:
        if lus is not None:
            with fichier.ecrire("Engagements des bailleurs") as session:
                enregistrer_engagements(session, lus)
        with fichier.lire() as session:
            exiger_operation(session, demande.operation)
            trouvee = regle_25(session, periode, demande.operation)
            if demande.vers:
                print(interne(fichier, document(trouvee), demande.vers))
                return 0
    print(json.dumps(en_json(trouvee), ensure_ascii=False, indent=1) if demande.json else en_texte(trouvee))
    return 0


def en_texte(trouvee: Regle25) -> str:
    """L'ensemble, puis chaque bailleur, puis ce qui empêche de compter."""
    lignes = [
        f"{trouvee.periode.libelle}, part légale {pourcent(trouvee.bareme.nombre('part_minimale_pct'))}. "
        f"{phrase_du_territoire(trouvee)}",
        *(_ligne(ligne) for ligne in (trouvee.total, *trouvee.lignes)),
    ]
    for bail in trouvee.total.baux:
        if bail.compte.valeur is Critere.NR:
            lignes.append(f"- {bail.reference}{INSECABLE}: {bail.compte.motif}")
    return "\n".join(lignes)


def _ligne(ligne: Ligne25) -> str:
    ou = ligne.situation
    compte = pluriel(ligne.combien(Critere.OUI), "bail de relogé compte", "baux de relogés comptent")
    dit = f"{ligne.bailleur or ENSEMBLE}{INSECABLE}: {compte}, dont {ligne.du_q1} du premier quartile"
    if ligne.combien(Critere.NR):
        dit += f", {ligne.combien(Critere.NR)} {INCONNU}"
    if ou is None:
        return dit
    part = INCONNU if ou.part.valeur is None else f"{'au moins ' if ou.au_moins else ''}{pourcent(ou.part.valeur)}"
    return f"{dit} ; part {part} ; objectif {ou.atteint.valeur.libelle.lower()} ({ou.atteint.motif})"


REGLE_25 = Verbe(
    "regle-25", "Compte les baux hors QPV des relogés et du premier quartile, par bailleur.", _options, _regle_25
)

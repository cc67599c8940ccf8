"""Ce qu'il faut compléter avant d'envoyer : à lire, en JSON, ou en classeur pour un référent."""

import argparse
import json

from db.completude import Axe, Completude, completude_du_projet, exiger_referent
from db.exports.completude import document, en_json
from db.exports.interne import interne
from db.operations import exiger_operation
from relogement.textes import INSECABLE, jour, nombre, pourcent
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base, option_operation


def _options(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    option_operation(sous)
    option_au(sous)
    sous.add_argument("--referent", metavar="NOM", help="se limiter à ce que cet agent peut compléter")
    sous.add_argument("--json", action="store_true", help="en JSON")
    sous.add_argument("--vers", metavar="F.xlsx", help="écrire le classeur (nominatif, interne)")


def _completude(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        exiger_operation(session, demande.operation)
        trouvee = completude_du_projet(session, a_la_date(demande), demande.operation)
        exiger_referent(trouvee, demande.referent)
        if demande.vers:
            ecrit = document(session, trouvee, referent=demande.referent, operation=demande.operation)
            print(interne(fichier, ecrit, demande.vers))
            return 0
    if demande.json:
        print(json.dumps(en_json(trouvee, referent=demande.referent), ensure_ascii=False, indent=1))
    else:
        print(en_texte(trouvee, demande.referent))
    return 0


def en_texte(trouvee: Completude, referent: str | None = None) -> str:
    """Les couvertures, puis les manques, le plus gros gain d'abord."""
    lignes = [f"Au {jour(trouvee.au)}{INSECABLE}:"]
    for code, mesure in trouvee.mesures.items():
        reserve = "" if mesure.couverture is None or mesure.significatif(trouvee.au) else ", non significatif"
        lignes.append(f"  {code:16}{mesure.nr:>6} NR, couverture {pourcent(mesure.couverture)}{reserve}")
    lignes += [
        f"  {qui}{INSECABLE}: {nr} NR à lever" for qui, nr in trouvee.totaux.items() if referent in (None, qui)
    ]
    for m in trouvee.regroupes(Axe.REFERENT, referent=referent):
        lignes.append(f"- {m.pourquoi}, {m.referent}{INSECABLE}: {m.nr} (gain {nombre(m.gain)} pt)")
    return "\n".join(lignes)


COMPLETUDE = Verbe(
    "completude", "Dit ce qui est NR, pourquoi, et ce que le remplir rendrait.", _options, _completude
)

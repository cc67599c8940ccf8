"""Le bilan du relogement : le classeur que lit le comité de pilotage, derrière le secret statistique."""

from relogement.agrege import Agregat
from relogement.exports.agrege.document import jours_dits, tableau
from relogement.exports.agrege.lignes import lignes, textes_fixes
from relogement.exports.bilan import avancement, criteres, delais, evolution, profils, rac, refus, synthese
from relogement.exports.bilan.portee import Portee
from relogement.exports.legende import definitions, secret
from relogement.exports.soigne import Classeur, Feuille
from relogement.exports.tableau import Document
from relogement.textes import jour


def document(agregat: Agregat, operation: str | None, titre: str, texte: str | None = None) -> Document:
    """Le classeur ; celui d'une opération n'a pas les feuilles qui ne se disent que du projet."""
    portee = Portee(agregat, operation)
    feuilles: list[Feuille] = [
        synthese.feuille(portee),
        avancement.feuille(portee),
        criteres.feuille(portee),
        *([] if operation else [profils.feuille(portee), rac.feuille(portee)]),
        refus.feuille(portee),
        delais.feuille(portee),
        *([] if operation else [criteres.feuille_des_bailleurs(portee), evolution.feuille(portee)]),
        definitions(),
        secret(agregat),
    ]
    pied = f"{titre} — {agregat.cadre.projet} — situation au {jour(agregat.cadre.au)}"
    return Document(
        titre,
        (tableau(agregat, lignes(agregat, operation)),),
        Classeur(titre, pied, tuple(feuilles), textes_fixes(agregat), texte),
        jours_dits(agregat),
    )

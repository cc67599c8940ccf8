"""Toutes les sortes de fichiers que l'on sait nommer, y compris celles qui ne s'importent pas d'un classeur."""

from collections.abc import Mapping

from relogement.base import Code
from relogement.imports.autre import LEXIQUE as LEXIQUE_AUTRE
from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.imports.nature import LEXIQUES, NatureImport
from relogement.imports.rime.colonnes import lexique_rime


class AutreNature(Code):
    """Ce qui se reconnaît sans être un import de classeur."""

    RIME = "rime", "Tableau de type RIME"
    AUTRE = "autre", "Autre tableau"
    QPV = "qpv", "Quartiers prioritaires"


QPV = Lexique(
    (
        ColonneAttendue(
            "code_qp",
            "Code du quartier",
            "=code_qp | =codeqp | =code_qpv | =Code quartier | =Code_du_qu | =Code du quartier prioritaire"
            " | =Code QP",
            obligatoire=True,
        ),
        ColonneAttendue(
            "nom_qp",
            "Nom du quartier",
            "=nom_qp | =lib_qp | =Nom_du_qua | Libellé du quartier | =Nom QP",
            obligatoire=True,
        ),
        ColonneAttendue("commune_qp", "Commune", "=commune_qp | =lib_com | Nom commune"),
        ColonneAttendue("commune_insee", "Code INSEE", "=insee_com | =code_commune | =code_insee"),
        ColonneAttendue("epci", "EPCI", "=siren_epci | =lib_epci"),
        ColonneAttendue("departement", "Département", "=insee_dep | =lib_dep | =code_departement | =Departemen"),
        ColonneAttendue("region", "Région", "=insee_reg | =lib_reg"),
    ),
    tolerant=False,
)


def lexiques() -> Mapping[Code, Lexique]:
    """Du plus précis au plus courant : à ressemblance égale, le premier l'emporte."""
    return {
        NatureImport.RPLS: LEXIQUES[NatureImport.RPLS],
        AutreNature.RIME: lexique_rime(),
        AutreNature.QPV: QPV,
        **dict[Code, Lexique](LEXIQUES.items()),
        AutreNature.AUTRE: LEXIQUE_AUTRE,
    }


def lexiques_devines() -> Mapping[Code, Lexique]:
    """Ceux d'où une nature se devine : « autre tableau » ne se devine pas, il se choisit."""
    return {nature: lexique for nature, lexique in lexiques().items() if nature is not AutreNature.AUTRE}


def nature_nommee(code: str) -> Code | None:
    return next((nature for nature in lexiques() if nature.value == code), None)


S_IMPORTE = frozenset(nature.value for nature in (*NatureImport, *AutreNature))

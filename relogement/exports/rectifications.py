"""L'export « rectifications » : ce qui a changé d'une période close, sans un nom, et l'effet sur ses chiffres."""

from collections.abc import Iterator
from decimal import Decimal

from relogement.exports.rime.declaration import COMPOSITIONS
from relogement.exports.tableau import Document, Entete, Forme, Ligne, Tableau, page_de
from relogement.fuites.declaration import Origine
from relogement.indicateurs.indicateur import Mesure
from relogement.scelles.rectification import Effet, Rectification, Rectifications
from relogement.textes import arrondi

TITRE = "Rectifications d’une période close"
LIGNES, EFFETS = "Rectifications", "Indicateurs"
_TOUS = "TOUS"
# Une valeur peut être celle de n'importe quelle colonne de l'export de type RIME.
_VALEURS = (
    Origine.CODES, Origine.PROJET, Origine.OPERATION, Origine.BAILLEUR, Origine.COMMUNE, Origine.MOTIF,
    Origine.PSEUDONYME,
)  # fmt: skip
ENTETES = (
    Entete("ID_PSEUDO", Forme.CODE, (Origine.PSEUDONYME,)),
    Entete("DOSSIERS", Forme.ENTIER),
    Entete("COLONNE", Forme.TEXTE, (Origine.CODES,)),
    Entete("VALEUR_SCELLEE", Forme.TEXTE, _VALEURS, COMPOSITIONS),
    Entete("VALEUR_ACTUELLE", Forme.TEXTE, _VALEURS, COMPOSITIONS),
    Entete("NATURE", Forme.CODE),
    Entete("MOIS", Forme.CODE),
    Entete("ACTE", Forme.TEXTE, (Origine.CODES,)),
)
ENTETES_DES_EFFETS = (
    Entete("INDICATEUR", Forme.CODE),
    Entete("LIBELLE", Forme.CODE),
    Entete("SCELLE_NUMERATEUR", Forme.ENTIER),
    Entete("SCELLE_DENOMINATEUR", Forme.ENTIER),
    Entete("SCELLE_PCT", Forme.DECIMAL),
    Entete("ACTUEL_NUMERATEUR", Forme.ENTIER),
    Entete("ACTUEL_DENOMINATEUR", Forme.ENTIER),
    Entete("ACTUEL_PCT", Forme.DECIMAL),
    Entete("ECART_POINTS", Forme.DECIMAL),
    Entete("DOSSIERS", Forme.ENTIER),
)


def document(trouvees: Rectifications) -> Document:
    """Les rectifications, puis les indicateurs d'alors et de maintenant."""
    lignes, effets = list(map(_ligne, trouvees.lignes)), list(map(_effet, trouvees.effets))
    return Document(
        TITRE,
        (
            Tableau(LIGNES, ENTETES, [page_de(lignes)] if lignes else [], len(lignes)),
            Tableau(EFFETS, ENTETES_DES_EFFETS, [page_de(effets)] if effets else [], len(effets)),
        ),
    )


def _ligne(r: Rectification) -> Ligne:
    mois = f"{r.cause.le:%Y-%m}" if r.cause else None
    nom = _TOUS if r.menage_id is None else r.pseudonyme
    return nom, r.dossiers, r.champ, r.alors, r.maintenant, r.genre.value, mois, _acte(r)


def _acte(r: Rectification) -> str | None:
    """Le nom de l'acte, sans ce que l'agent y a écrit : un motif, un nom de fichier."""
    return None if r.cause is None else r.cause.acte.partition(":")[0].partition("«")[0].strip()


def _effet(effet: Effet) -> Ligne:
    ecart = None
    if effet.alors.pct is not None and effet.maintenant.pct is not None:
        ecart = arrondi(effet.maintenant.pct - effet.alors.pct)
    chiffres = (*_chiffres(effet.alors), *_chiffres(effet.maintenant))
    return (effet.code, effet.libelle, *chiffres, ecart, len(effet.passages))


def _chiffres(mesure: Mesure) -> Iterator[int | Decimal | None]:
    yield mesure.oui
    yield mesure.base
    yield None if mesure.pct is None else arrondi(mesure.pct)

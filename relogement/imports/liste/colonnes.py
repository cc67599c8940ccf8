"""Les colonnes d'une liste de dossiers que l'on sait relire : sa clé, sa référence, et ce qui se change."""

from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.liste import modifiables

CLE, REFERENCE = "cle", "reference"
TITRE_CLE, TITRE_REFERENCE = "Clé Relogement", "Dossier"
FEUILLE = "Dossiers"

LEXIQUE = Lexique(
    (
        ColonneAttendue(CLE, TITRE_CLE, obligatoire=True),
        ColonneAttendue(REFERENCE, TITRE_REFERENCE, obligatoire=True),
        *(ColonneAttendue(champ.cle, champ.titre) for champ in modifiables().values()),
    ),
    tolerant=False,
)

"""Les valeurs d'un champ que portent les dossiers, et combien en portent chacune."""

from collections import Counter
from collections.abc import Sequence

from db.champs_liste import champ_de
from db.colonnes_registre import INCONNU
from db.registre import Registre


def valeurs_presentes(registre: Registre, ids: Sequence[int], cle: str) -> list[tuple[object, int]]:
    """Dans l'ordre de leur nomenclature ou de l'alphabet ; l'absence de valeur vient en dernier."""
    champ, colonne = champ_de(cle), registre.colonnes.get(cle)
    if champ is None or colonne is None or not (champ.codes or champ.type in (str, bool)):
        return []
    comptes = Counter(map(colonne.valeurs.__getitem__, ids))
    lire = [c.value for c in champ.codes] if champ.codes else colonne.textes or (False, True)
    presentes: list[tuple[object, int]] = [(lire[r], n) for r, n in sorted(comptes.items()) if r != INCONNU]
    return presentes + ([(None, comptes[INCONNU])] if comptes[INCONNU] else [])

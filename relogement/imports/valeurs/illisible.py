"""Une cellule qui ne dit pas ce que sa colonne attend."""

ERREURS_DE_FORMULE = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NAME?", "#NOM?", "#NUM!", "#NOMBRE!", "#NULL!", "#NUL!")
)
LONGUEUR_CITEE = 40


class ValeurIllisible(ValueError):
    """Le message cite la cellule et dit quoi écrire à la place."""

    def __init__(self, texte: str, attendu: str) -> None:
        cite = texte if len(texte) <= LONGUEUR_CITEE else texte[:LONGUEUR_CITEE] + "…"
        if texte in ERREURS_DE_FORMULE:
            attendu = "est une erreur de formule : corrigez la cellule dans le tableur"
        super().__init__(f"« {cite} » {attendu}.")

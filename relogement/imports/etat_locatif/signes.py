"""L'APL et la RLS viennent parfois en négatif, parce que le bailleur les retranche de la quittance."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from relogement.imports.anomalies import Gravite
from relogement.imports.rangees import Rangee
from relogement.imports.resultat import Carnet
from relogement.imports.valeurs import ValeurIllisible, montant, montant_positif

Lecture = Callable[[str], Decimal | None]


def lecture_du_poste(code: str, lignes: Sequence[Rangee], carnet: Carnet) -> Lecture:
    """Lit le poste tel quel, ou au signe près si toute la colonne est en négatif."""
    signes = {valeur > 0 for valeur in map(_lu, (rangee.texte(code) for rangee in lignes)) if valeur}
    if signes != {False}:
        return montant_positif
    titre = lignes[0].entete.titre(code)
    message = f"Toute la colonne « {titre} » est en négatif : elle est lue comme une aide, sans son signe."
    carnet.signaler(lignes[0].entete.derniere, titre, Gravite.INFO, message)
    return _valeur_absolue


def _lu(texte: str) -> Decimal | None:
    try:
        return montant(texte) if texte else None
    except ValeurIllisible:
        return None


def _valeur_absolue(texte: str) -> Decimal | None:
    valeur = montant(texte)
    return None if valeur is None else abs(valeur)

"""Le délai calculé sous les yeux : sa fin, et ce qui l'a déplacée."""

from datetime import date

from relogement.charte import Charte
from relogement.regles.echeances import Echeance, fin_de_delai_en_jours
from relogement.textes import FINE, jour_de_semaine


def fin_de_reponse(notifiee_le: date, charte: Charte) -> Echeance:
    """La fin du délai de réponse à une offre."""
    return fin_de_delai_en_jours(notifiee_le, charte.delai_reponse_jours, alsace_moselle=charte.alsace_moselle)


def phrase_de_reponse(notifiee_le: date | None, charte: Charte) -> str:
    if notifiee_le is None:
        return f"Le délai de {charte.delai_reponse_jours}{FINE}jours court du lendemain de la notification."
    return _phrase("Réponse attendue", charte.delai_reponse_jours, fin_de_reponse(notifiee_le, charte))


def phrase_de_caleol(notifie_le: date | None, charte: Charte) -> str:
    if notifie_le is None:
        return f"Après la notification, le ménage a {charte.delai_caleol_jours}{FINE}jours pour donner son accord."
    fin = fin_de_delai_en_jours(notifie_le, charte.delai_caleol_jours, alsace_moselle=charte.alsace_moselle)
    return _phrase("Accord à donner", charte.delai_caleol_jours, fin)


def _phrase(quoi: str, jours: int, fin: Echeance) -> str:
    deplace = f" — {fin.motif}" if fin.motif else ""
    return f"{quoi} jusqu’au {jour_de_semaine(fin.le)} inclus ({jours}{FINE}jours){deplace}."

"""La prochaine échéance d'un dossier : ce qui attend une date, le plus tôt d'abord.

Une réponse, une visite, un accord, un retour, et ce que l'agent s'est promis : la suite d'un contact, un rappel.
"""

from collections.abc import Iterator

from relogement.charte import Charte
from relogement.nomenclatures import Nature, Reponse
from relogement.regles.echeances import Echeance, fin_de_delai_en_jours
from relogement.situation import OffreVue, Situation

ATTENDUES = (Reponse.EN_COURS,)


def prochaine_echeance(situation: Situation, charte: Charte) -> tuple[str | None, Echeance | None]:
    """Ce qui est attendu et pour quand ; rien si aucune date n'est en attente."""
    attendues = sorted(_attendues(situation, charte), key=lambda attendue: attendue[1].le)
    return attendues[0] if attendues else (None, None)


def _attendues(situation: Situation, charte: Charte) -> Iterator[tuple[str, Echeance]]:
    nouveau = situation.nouveau
    if situation.dossier.sorti:
        return
    for objet, le in situation.engagements:
        yield objet, Echeance(le)
    if nouveau is None:
        for offre in situation.offres:
            yield from _de_l_offre(offre, charte)
        for passage in situation.caleols[-1:]:
            if passage.limite_le and not passage.accord_le:
                yield "Accord à donner après la CALEOL", Echeance(passage.limite_le)
    elif nouveau.nature is Nature.PROVISOIRE and nouveau.retour_prevu_le:
        yield "Retour prévu", Echeance(nouveau.retour_prevu_le)


def _de_l_offre(offre: OffreVue, charte: Charte) -> Iterator[tuple[str, Echeance]]:
    if offre.reponse not in ATTENDUES:
        return
    if offre.visite_le and not offre.compte_rendu:
        yield f"Visite de l’offre {offre.rang}", Echeance(offre.visite_le)
    if offre.notifiee_le and offre.limite_le:
        fin = fin_de_delai_en_jours(
            offre.notifiee_le, charte.delai_reponse_jours, alsace_moselle=charte.alsace_moselle
        )
        motif = fin.motif if fin.le == offre.limite_le else ""
        yield f"Réponse à l’offre {offre.rang}", Echeance(offre.limite_le, motif)

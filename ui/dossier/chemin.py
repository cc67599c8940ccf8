"""Le parcours d'un dossier en pas à dessiner : faits, en cours, prévus, à venir."""

from collections.abc import Sequence
from datetime import date

from db.dossier import DossierLu
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Reponse
from relogement.parcours import CHEMIN, Etape
from relogement.textes import INSECABLE, jour
from ui.composants.chemin import Pas, Situation
from ui.composants.etats import ASPECTS, famille_etat

PLACE = {
    Etat.REFUS: Etat.RECHERCHE,
    Etat.TROIS_REFUS: Etat.ACCORD,
    Etat.PROVISOIRE: Etat.BAIL,
    Etat.RETOUR: Etat.EMMENAGE,
    Etat.SORTI: Etat.CLOS,
}
SANS_DATE = (Etat.RECENSE, Etat.RECHERCHE)


def pas_du_chemin(lu: DossierLu) -> list[Pas]:
    """Quatorze pas ; un état hors du chemin (trois refus, provisoire, sorti) prend la place la plus proche."""
    menage = lu.menage
    courant = CHEMIN.index(PLACE.get(menage.etat, menage.etat))
    prevus = _prevus(menage, lu.au)
    return [_pas(menage, etat, rang, courant, prevus.get(etat)) for rang, etat in enumerate(CHEMIN)]


def _pas(menage: Menage, etat: Etat, rang: int, courant: int, prevu: date | None) -> Pas:
    passages = _passages(menage, etat)
    detail = _detail(menage, etat)
    le = passages[-1] if passages else _date_du_dossier(menage, etat)
    if rang == courant:
        vu = menage.etat
        dates = _passages(menage, vu)
        return Pas(_mot(menage, vu), dates[-1] if dates else le, Situation.COURANT, famille_etat(vu), detail)
    if prevu is not None and rang > courant:
        return Pas(_court(etat), prevu, Situation.PREVU, detail=detail)
    fait = rang < courant and (le is not None or etat in SANS_DATE or bool(passages))
    if fait and menage.etat is not Etat.SORTI:
        return Pas(_court(etat), le, Situation.FAIT, detail=detail)
    if menage.etat is Etat.SORTI and passages:
        return Pas(_court(etat), le, Situation.FAIT, detail=detail)
    return Pas(_court(etat), None, Situation.FUTUR, detail=detail)


def _passages(menage: Menage, etat: Etat) -> list[date]:
    """Les dates de ces passages ; une composition revue ne change pas le jour du recensement."""
    dates = [e.le for e in menage.etapes if e.etat is etat and e.le is not None]
    return dates[:1] if etat is Etat.RECENSE else dates


def _date_du_dossier(menage: Menage, etat: Etat) -> date | None:
    return {
        Etat.INFORME: menage.informe_le,
        Etat.ENQUETE: menage.enquete_le,
        Etat.SNE: menage.sne_le,
        Etat.OFFRE: menage.premiere_offre_le,
    }.get(etat)


def _court(etat: Etat) -> str:
    return ASPECTS[etat].court or etat.libelle


def _mot(menage: Menage, etat: Etat) -> str:
    """« Offre 3 » : l'étape en cours dit de quelle offre elle parle."""
    if etat in (Etat.OFFRE, Etat.VISITE) and menage.offres:
        return f"{_court(etat)}{INSECABLE}{_en_cours(menage.offres)}".strip()
    return _court(etat)


def _en_cours(offres: Sequence[object]) -> str:
    rangs = [getattr(o, "rang", 0) for o in offres if getattr(o, "reponse", None) is Reponse.EN_COURS]
    return str(rangs[-1]) if rangs else ""


def _prevus(menage: Menage, au: date) -> dict[Etat, date]:
    """Ce qui est déjà daté et pas encore fait : la visite, la réponse attendue, l'accord après la CALEOL."""
    prevus: dict[Etat, date] = {}
    for offre in menage.offres:
        if offre.reponse is not Reponse.EN_COURS:
            continue
        if offre.visite_le and offre.visite_le >= au and not offre.compte_rendu:
            prevus[Etat.VISITE] = offre.visite_le
        if offre.limite_le:
            prevus[Etat.ACCORD] = offre.limite_le
    return prevus


def _detail(menage: Menage, etat: Etat) -> str:
    """Tous les passages : revenir en arrière n'efface rien."""
    passages = [e for e in menage.etapes if e.etat is etat or PLACE.get(e.etat) is etat]
    if not passages:
        return f"{etat.libelle}{INSECABLE}: pas encore"
    return "\n".join(map(_passage, passages))


def _passage(etape: Etape) -> str:
    """« Recherche : 12/03/2026, offre 2 retirée (Agente) »."""
    quand = jour(etape.le) if etape.le else "sans date"
    dit = ", ".join(filter(None, (quand, etape.motif)))
    auteur = f" ({etape.auteur})" if etape.auteur else ""
    return f"{etape.etat.libelle}{INSECABLE}: {dit}{auteur}"

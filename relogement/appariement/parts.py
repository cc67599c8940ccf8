"""Chaque part de la note d'un logement pour un ménage : entre zéro et un, et sa raison ; l'inconnu entre deux.

Ni l'origine ni le nom n'y entrent : l'occupation, les besoins, les souhaits, l'argent, la distance, et les quatre
critères de l'ANRU.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from relogement.appariement.candidat import Candidat, Chiffrage, Contexte, pieces
from relogement.appariement.poids import Part
from relogement.communes import noms_des_communes
from relogement.logement import LogementOffert
from relogement.nomenclatures import CodeBesoin, Condition, Critere, Typologie
from relogement.rapprochement import cle
from relogement.regles.adequation import LogementOccupe, occupation
from relogement.regles.localisation import avec_le_doute, hors_qpv, hors_site
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Verdict
from relogement.regles.neuf import neuf
from relogement.regles.ressources import taux_d_effort
from relogement.textes import ecart, euros, nombre, pourcent

NON, OUI = Fraction(0), Fraction(1)
SANS_ASCENSEUR_JUSQU_A = 2  # le besoin dit lui-même « au-delà du 2ᵉ étage »
SEJOUR, CHAMBRE_DES_ADULTES = 1, 1


@dataclass(frozen=True)
class Note:
    """De ``basse`` à ``haute``, entre zéro et un ; ``sans_objet`` : la part ne compte pas pour ce ménage."""

    basse: Fraction
    haute: Fraction
    motif: str
    blocage: str = ""
    sans_objet: bool = False


def sure(note: Fraction, motif: str) -> Note:
    return Note(note, note, motif)


def inconnue(motif: str) -> Note:
    """On ne sait pas : ni zéro, ni tous les points."""
    return Note(NON, OUI, motif)


def note_d_occupation(candidat: Candidat, logement: LogementOffert, contexte: Contexte) -> Note:
    """Ni sous-occupé ni suroccupé ; l'un ou l'autre écarte le logement (art. 13 bis)."""
    menage = candidat.menage
    occupe = LogementOccupe(
        nb_personnes=menage.nb_personnes, pieces=logement.pieces_habitables, typologie=logement.typologie,
        surface=logement.surface,
    )  # fmt: skip
    jugee = occupation(occupe, au=contexte.au, dossier=contexte.cadre.baremes)
    match jugee.condition:
        case Condition.OUI:
            return sure(OUI, jugee.motif)
        case Condition.NON:
            return Note(NON, NON, jugee.motif, blocage=jugee.motif)
    return inconnue(jugee.motif)


def note_des_besoins(candidat: Candidat, logement: LogementOffert, eliminatoires: frozenset[CodeBesoin]) -> Note:
    """La part des besoins notés que le logement satisfait ; un besoin éliminatoire non satisfait l'écarte."""
    if not candidat.besoins:
        dit = "aucun besoin noté à l’enquête"
        return sure(OUI, dit) if candidat.enquete_faite else inconnue("besoins inconnus : enquête à faire")
    jugees = {besoin: condition_du_besoin(besoin, candidat, logement) for besoin in candidat.besoins}
    combien = len(jugees)
    oui = sum(r is Condition.OUI for r in jugees.values())
    non = sum(r is Condition.NON for r in jugees.values())
    bloquants = [b.libelle.lower() for b, r in jugees.items() if r is Condition.NON and b in eliminatoires]
    blocage = f"besoin non satisfait : {', '.join(bloquants)}" if bloquants else ""
    motif = " ; ".join(f"{b.libelle.lower()} : {r.libelle.lower()}" for b, r in jugees.items())
    return Note(Fraction(oui, combien), Fraction(combien - non, combien), motif, blocage)


def condition_du_besoin(besoin: CodeBesoin, candidat: Candidat, logement: LogementOffert) -> Condition:
    """Si le logement satisfait ce besoin, ou s'il faut aller voir."""
    match besoin:
        case CodeBesoin.PMR:
            return _condition(logement.adapte_pmr)
        case CodeBesoin.PLAIN_PIED:
            return _condition(None if logement.etage is None else logement.etage <= 0)
        case CodeBesoin.ASCENSEUR:
            return _ascenseur(logement)
        case CodeBesoin.CHAMBRES | CodeBesoin.CHAMBRE_EN_PLUS:
            return _chambres(candidat, logement)
    return Condition.A_VERIFIER


def _condition(valeur: bool | None) -> Condition:
    return Condition.A_VERIFIER if valeur is None else Condition.OUI if valeur else Condition.NON


def _ascenseur(logement: LogementOffert) -> Condition:
    if logement.etage is not None and logement.etage <= SANS_ASCENSEUR_JUSQU_A:
        return Condition.OUI
    if logement.ascenseur is not None and (logement.ascenseur or logement.etage is not None):
        return _condition(logement.ascenseur)
    return Condition.A_VERIFIER


def _chambres(candidat: Candidat, logement: LogementOffert) -> Condition:
    """Un séjour, une chambre pour les adultes, une par enfant s'il le faut, une de plus pour un aidant."""
    du_logement = pieces(logement)
    par_enfant = CodeBesoin.CHAMBRES in candidat.besoins
    if du_logement is None or (par_enfant and candidat.enfants is None):
        return Condition.A_VERIFIER
    voulues = SEJOUR + CHAMBRE_DES_ADULTES + ((candidat.enfants or 0) if par_enfant else 0)
    voulues += CodeBesoin.CHAMBRE_EN_PLUS in candidat.besoins
    if du_logement < voulues and logement.pieces_habitables is None and logement.typologie is Typologie.T6:
        return Condition.A_VERIFIER
    return _condition(du_logement >= voulues)


def note_du_lieu(candidat: Candidat, logement: LogementOffert) -> Note:
    """Le premier lieu souhaité rapporte tout, le dernier le moins ; un quartier ne se vérifie pas seul."""
    lieux = [cle(lieu) for lieu in candidat.lieux]
    if not lieux:
        return inconnue("aucun lieu souhaité noté")
    places = {cle(place) for place in (logement.commune, logement.residence) if place}
    for rang, lieu in enumerate(lieux, 1):
        if lieu in places:
            return sure(au_rang(rang, len(lieux)), f"{_rang(rang)} lieu souhaité")
    if not logement.commune:
        return inconnue("commune du logement inconnue")
    douteux = next((rang for rang, lieu in enumerate(lieux, 1) if lieu not in communes_connues()), None)
    if douteux is None:
        return sure(NON, "hors des communes souhaitées")
    return Note(NON, au_rang(douteux, len(lieux)), f"{_rang(douteux)} lieu souhaité : à vérifier")


def note_de_la_typologie(candidat: Candidat, logement: LogementOffert) -> Note:
    voulues = candidat.typologies
    if not voulues:
        return inconnue("aucune typologie souhaitée notée")
    if logement.typologie is None:
        return inconnue("typologie du logement inconnue")
    if logement.typologie not in voulues:
        return sure(NON, f"{voulues[0].libelle} souhaité")
    rang = voulues.index(logement.typologie) + 1
    return sure(au_rang(rang, len(voulues)), f"{logement.typologie.libelle}, {_rang(rang)} souhait")


def _rang(rang: int) -> str:
    return "1ᵉʳ" if rang == 1 else f"{rang}ᵉ"


def au_rang(rang: int, combien: int) -> Fraction:
    """Le premier de trois souhaits vaut tout, le deuxième deux tiers, le dernier un tiers."""
    return Fraction(combien - rang + 1, combien)


@cache
def communes_connues() -> frozenset[str]:
    """Les noms de toutes les communes, tels que les souhaits s'y comparent."""
    return frozenset(cle(nom) for nom in noms_des_communes() if nom)


def note_du_rac(candidat: Candidat, chiffrage: Chiffrage) -> Note:
    """Tous les points si le reste à charge ne monte pas, aucun au seuil de hausse de la charte, en droite."""
    if candidat.sans_avant:
        return Note(NON, NON, "pas de logement quitté à comparer", sans_objet=True)
    rac = chiffrage.rac
    if rac.avant.valeur is None or rac.delta.valeur is None or rac.apres.valeur is None:
        dit = euros(rac.apres.valeur) if rac.apres.valeur is not None else ""
        return inconnue(
            f"env. {dit} : {rac.delta.motif}" if dit else f"reste à charge inconnu : {rac.apres.motif}"
        )
    avant, delta = rac.avant.valeur, rac.delta.valeur
    notes = [_hausse(avant, delta, s.rac_seuil_pct, s.rac_seuil_eur) for s in candidat.seuils]
    hausse = f" ({ecart(rac.delta_pct.valeur, '%')})" if rac.delta_pct.valeur is not None else ""
    motif = f"env. {euros(rac.apres.valeur)}, {ecart(delta)}{hausse}"
    basses, hautes = zip(*notes, strict=True)
    return Note(min(basses), max(hautes), motif)


def _hausse(avant: Decimal, delta: Decimal, pct: Decimal, eur: Decimal | None) -> tuple[Fraction, Fraction]:
    if delta <= 0:
        return OUI, OUI
    seuil = Fraction(avant) * Fraction(pct) / 100 if avant > 0 else None if eur is None else Fraction(eur)
    if seuil is None:
        return NON, OUI
    note = max(NON, 1 - Fraction(delta) / seuil) if seuil else NON
    return note, note


def note_de_l_effort(candidat: Candidat, chiffrage: Chiffrage) -> Note:
    """Tous les points jusqu'au taux d'effort maximal de la charte, aucun au-delà."""
    te = taux_d_effort(chiffrage.rac.apres, candidat.menage.ressources)
    if te.valeur is None:
        return inconnue(f"taux d’effort inconnu : {te.motif}")
    tenus = [OUI if te.valeur <= seuils.te_max_pct else NON for seuils in candidat.seuils]
    bornes = sorted({s.te_max_pct for s in candidat.seuils})
    dites = " ou ".join(pourcent(borne) for borne in bornes)
    return Note(min(tenus), max(tenus), f"env. {pourcent(te.valeur)}, {dites} au plus")


def note_de_la_distance(candidat: Candidat, logement: LogementOffert, contexte: Contexte) -> Note:
    """Tous les points sur place, aucun à la distance maximale de la charte."""
    loin = candidat.depart.eloignement(logement)
    maximum = Fraction(contexte.charte.distance_km)
    if loin is None:
        return inconnue("distance inconnue : coordonnées à renseigner")
    if not maximum:
        return inconnue("la charte ne fixe pas de distance")
    basse, haute = (max(NON, 1 - Fraction(km) / maximum) for km in (loin.au_plus, loin.au_moins))
    dite = f"{nombre(loin.au_moins, 1)} km"
    if loin.au_moins != loin.au_plus:
        dite = f"de {nombre(loin.au_moins, 1)} à {nombre(loin.au_plus, 1)} km"
    return Note(basse, haute, dite)


def verdicts_du_logement(
    logement: LogementOffert, contexte: Contexte, doute: str | None = None
) -> dict[Part, Verdict]:
    """Les trois critères qui ne tiennent qu'au logement, comme si le bail se signait ce jour-là."""
    cadre = contexte.cadre
    return {
        Part.NEUF: neuf(logement.premiere_location, logement.conventionne_le, contexte.au, dossier=cadre.baremes),
        Part.HORS_QPV: avec_le_doute(hors_qpv(logement.qpv), doute),
        Part.HORS_SITE: avec_le_doute(hors_site(logement.qpv, cadre.site, cadre.site_2024), doute),
    }


def verdict_de_maitrise(
    candidat: Candidat, logement: LogementOffert, chiffrage: Chiffrage, contexte: Contexte
) -> Verdict:
    """Le quatrième critère, jugé comme le bilan le ferait."""
    quitte = candidat.menage.logement_quitte
    return maitrise(
        chiffrage.rac,
        Surfaces(quitte.surface if quitte else None, logement.surface),
        taux_d_effort(chiffrage.rac.apres, candidat.menage.ressources),
        charte=contexte.charte,
        sans_avant=candidat.sans_avant,
        niveau=candidat.niveau,
    )


def note_du_verdict(verdict: Verdict) -> Note:
    match verdict.valeur:
        case Critere.OUI:
            return sure(OUI, verdict.motif)
        case Critere.NON:
            return sure(NON, verdict.motif)
        case Critere.SO:
            return Note(NON, NON, verdict.motif, sans_objet=True)
    return inconnue(verdict.motif)

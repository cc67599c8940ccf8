"""L'ordre du jour d'une séance : pourquoi un dossier y passe, en mots, et dans quel ordre la séance les prend.

Un dossier n'y est qu'une fois, sous son critère le plus grave ; ses autres raisons suivent, dites à côté.
Une date que l'on ne connaît pas ne fait jamais un retard ; un dossier sans action datée se dit tel.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from relogement.cellule.codes import Critere
from relogement.charte import Charte
from relogement.charte_sections import reglages
from relogement.nomenclatures import Affaire, Etat, MotifSortie
from relogement.textes import INSECABLE, jour, jour_de_semaine, pluriel

A_RELOGER = (
    Etat.RECENSE, Etat.INFORME, Etat.ENQUETE, Etat.SNE, Etat.RECHERCHE, Etat.OFFRE, Etat.VISITE, Etat.ACCORD,
    Etat.REFUS, Etat.TROIS_REFUS, Etat.CALEOL, Etat.ATTRIBUE, Etat.BAIL,
)  # fmt: skip
CHERCHENT = (Etat.SNE, Etat.RECHERCHE, Etat.REFUS, Etat.TROIS_REFUS, Etat.RETOUR)
EN_PROVISOIRE = (Etat.PROVISOIRE, Etat.RETOUR)
SUIVIS = (*A_RELOGER, *EN_PROVISOIRE)
ATTENDUES = {
    Affaire.REPONSE: "réponse", Affaire.ACCORD: "accord", Affaire.DECISION: "CALEOL", Affaire.VISITE: "visite",
    Affaire.SILENCE: "réponse", Affaire.ACCORD_PASSE: "accord",
}  # fmt: skip
DUS = (Critere.REPORTE, Critere.OBJECTION, Critere.DEMANDE)
SEPARE = " ; "


class Seuils(NamedTuple):
    """À partir de quand un dossier est proposé, et combien une séance en prend au plus."""

    sans_offre_jours: int
    sans_action_jours: int
    refus: int
    echeance_jours: int
    demolition_jours: int
    dossiers: int
    minutes_par_dossier: int


def seuils_de(charte: Charte) -> Seuils:
    """Ceux que la charte de ce jour fixe."""
    dits = reglages(charte, "cellule")
    return Seuils(*(dits[nom] for nom in Seuils._fields))


class Demande(NamedTuple):
    """Un partenaire qui demande le passage, ou s'oppose ; sans nom, c'est l'équipe."""

    partenaire: str | None
    le: date
    objection: bool = False


class EcheanceVue(NamedTuple):
    """Ce qui est attendu, et pour quand."""

    genre: Affaire
    le: date


class DossierVu(NamedTuple):
    """Ce qu'il faut savoir d'un dossier pour dire s'il passe."""

    menage_id: int
    reference: str
    etat: Etat
    typologie: str | None = None
    sorti_le: date | None = None
    motif_sortie: MotifSortie | None = None
    derniere_action_le: date | None = None
    sans_offre_depuis_le: date | None = None
    offre_ouverte: bool = False
    refus: int = 0
    recevables: int = 0
    a_examiner: int = 0
    vide_le: date | None = None
    demolition_le: date | None = None
    retour_prevu_le: date | None = None
    echeances: tuple[EcheanceVue, ...] = ()
    demandes: tuple[Demande, ...] = ()
    reporte_du: date | None = None

    def __repr__(self) -> str:
        return f"<DossierVu {self.menage_id}>"

    @property
    def sorti(self) -> bool:
        return bool(self.etat is Etat.SORTI or self.motif_sortie or self.sorti_le)


@dataclass(frozen=True)
class Raison:
    """Un critère rempli, en mots ; ``rang`` : plus il est petit, plus c'est grave."""

    critere: Critere
    mots: str
    rang: int = 0


@dataclass(frozen=True)
class PointPropose:
    """Un dossier à l'ordre du jour, sous sa raison la plus grave."""

    menage_id: int
    reference: str
    raisons: tuple[Raison, ...]

    @property
    def critere(self) -> Critere:
        return self.raisons[0].critere

    @property
    def motif(self) -> str:
        """« T4, 52 jours sans offre ; aucune action depuis 34 jours »."""
        return SEPARE.join(raison.mots for raison in self.raisons)


def raisons(vu: DossierVu, au: date, seuils: Seuils) -> tuple[Raison, ...]:
    """Toutes les raisons de ce dossier, la plus grave d'abord ; aucune : il ne passe pas."""
    trouvees = [*_reporte(vu), *_demandes(vu)]
    if vu.sorti:
        dit = Raison(trouvees[0].critere, f"{trouvees[0].mots}, {sorti_dit(vu.sorti_le)}") if trouvees else None
        return (dit, *trouvees[1:]) if dit else ()
    for regle in (_refus, _retard, _bloque, _sans_offre, _echeance, _provisoire):
        trouvees += regle(vu, au, seuils)
    gravite = {critere: rang for rang, critere in enumerate(Critere)}
    return tuple(sorted(trouvees, key=lambda r: gravite[r.critere]))


def ordonner(dossiers: Iterable[DossierVu], au: date, seuils: Seuils) -> list[PointPropose]:
    """Les points dans l'ordre de la séance : par critère, le plus grave d'abord, puis par référence."""
    vus = {vu.menage_id: vu for vu in dossiers}
    points = [
        PointPropose(vu.menage_id, vu.reference, dites)
        for vu in vus.values()
        if (dites := raisons(vu, au, seuils))
    ]
    return sorted(points, key=_ordre)


def retenir(points: Sequence[PointPropose], places: int) -> list[PointPropose]:
    """Ce qui est reporté, demandé ou contesté passe toujours ; les critères prennent les places qui restent."""
    dus = {p.menage_id for p in points if any(r.critere in DUS for r in p.raisons)}
    reste = max(0, places - len(dus))
    autres = {p.menage_id for p in [p for p in points if p.menage_id not in dus][:reste]}
    return [p for p in points if p.menage_id in dus | autres]


def _ordre(point: PointPropose) -> tuple[int, int, str]:
    premiere = point.raisons[0]
    return list(Critere).index(premiere.critere), premiere.rang, point.reference


def sorti_dit(le: date | None) -> str:
    """« sorti le 12/11/2026 »."""
    return f"sorti le {jour(le)}" if le else "sorti"


def _reporte(vu: DossierVu) -> Iterator[Raison]:
    if vu.reporte_du is not None:
        yield Raison(Critere.REPORTE, f"reporté du {jour(vu.reporte_du)}", vu.reporte_du.toordinal())


def _demandes(vu: DossierVu) -> Iterator[Raison]:
    """Une objection, une demande : la plus ancienne de chaque sorte."""
    for objection, critere in ((True, Critere.OBJECTION), (False, Critere.DEMANDE)):
        siennes = sorted(
            (d for d in vu.demandes if d.objection is objection), key=lambda d: (d.le, d.partenaire or "")
        )
        if siennes:
            qui = " et ".join(dict.fromkeys(d.partenaire for d in siennes if d.partenaire))
            yield Raison(critere, _demande_dite(qui, siennes[0].le, objection), siennes[0].le.toordinal())


def raison_de(demande: Demande) -> Raison:
    """Une demande qui vient après coup, en mots."""
    critere = Critere.OBJECTION if demande.objection else Critere.DEMANDE
    mots = _demande_dite(demande.partenaire or "", demande.le, demande.objection)
    return Raison(critere, mots, demande.le.toordinal())


def _demande_dite(qui: str, le: date, objection: bool) -> str:
    if objection:
        return f"objection de {qui}, le {jour(le)}" if qui else f"objection du {jour(le)}"
    return f"par {qui}, le {jour(le)}" if qui else f"demandé le {jour(le)}"


def _refus(vu: DossierVu, au: date, seuils: Seuils) -> Iterator[Raison]:
    if vu.etat not in SUIVIS or vu.refus < seuils.refus:
        return
    suite = ", suites à décider" if vu.etat is Etat.TROIS_REFUS else ""
    yield Raison(Critere.TROIS_REFUS, f"{refus_dits(vu.refus, vu.recevables, vu.a_examiner)}{suite}", -vu.refus)


def refus_dits(refus: int, recevables: int, a_examiner: int = 0) -> str:
    """« 3 refus, dont 1 recevable et 1 à examiner », « 2 refus, aucun recevable »."""
    dont = [pluriel(recevables, "recevable")] if recevables else []
    if a_examiner:
        dont.append(f"{a_examiner} à examiner")
    return f"{refus} refus, dont {' et '.join(dont)}" if dont else f"{refus} refus, aucun recevable"


def limite(vu: DossierVu) -> tuple[str, date] | None:
    """La date où l'immeuble doit être vide : celle du vidage, sinon celle de la démolition."""
    if vu.vide_le is not None:
        return "date de vidage", vu.vide_le
    return ("date de démolition", vu.demolition_le) if vu.demolition_le is not None else None


def _retard(vu: DossierVu, au: date, seuils: Seuils) -> Iterator[Raison]:
    trouvee = limite(vu)
    if trouvee is None or vu.etat not in A_RELOGER:
        return
    quoi, le = trouvee
    if le < au:
        yield Raison(Critere.RETARD, f"{quoi} dépassée depuis le {jour(le)}", le.toordinal())
    elif (le - au).days <= seuils.demolition_jours:
        reste = f"à {pluriel((le - au).days, 'jour')} de la" if le > au else "dernier jour avant la"
        yield Raison(Critere.RETARD, f"{reste} {quoi} ({jour(le)})", le.toordinal())


def _bloque(vu: DossierVu, au: date, seuils: Seuils) -> Iterator[Raison]:
    if vu.etat not in A_RELOGER and vu.etat not in EN_PROVISOIRE:
        return
    depuis = vu.derniere_action_le
    if depuis is None:
        yield Raison(Critere.BLOQUE, "aucune action datée", date.max.toordinal())
    elif (muet := (au - depuis).days) >= seuils.sans_action_jours:
        yield Raison(Critere.BLOQUE, f"aucune action depuis {pluriel(muet, 'jour')}", depuis.toordinal())


def _sans_offre(vu: DossierVu, au: date, seuils: Seuils) -> Iterator[Raison]:
    depuis = vu.sans_offre_depuis_le
    if depuis is None or vu.offre_ouverte or vu.etat not in CHERCHENT:
        return
    if (attente := (au - depuis).days) >= seuils.sans_offre_jours:
        mots = ", ".join(filter(None, (vu.typologie, f"{pluriel(attente, 'jour')} sans offre")))
        yield Raison(Critere.SANS_OFFRE, mots, depuis.toordinal())


def _echeance(vu: DossierVu, au: date, seuils: Seuils) -> Iterator[Raison]:
    """La plus proche de celles qui viennent ; une limite passée est la plus pressée."""
    proches = [e for e in vu.echeances if e.le <= au + timedelta(days=seuils.echeance_jours)]
    if proches:
        presse = min(proches, key=lambda e: (e.le, e.genre))
        quoi = ATTENDUES.get(presse.genre, presse.genre.libelle.lower())
        passee = ", dépassée" if presse.le < au else ""
        yield Raison(Critere.ECHEANCE, f"{quoi} {jour_de_semaine(presse.le)}{passee}", presse.le.toordinal())


def _provisoire(vu: DossierVu, au: date, seuils: Seuils) -> Iterator[Raison]:
    if vu.etat not in EN_PROVISOIRE:
        return
    retour = vu.retour_prevu_le
    passe = ", dépassé" if retour is not None and retour < au else ""
    mots = f"retour prévu le {jour(retour)}{passe}" if retour else "retour sans date"
    yield Raison(Critere.PROVISOIRE, mots, (retour or date.max).toordinal())


_GROUPES = {
    Critere.TROIS_REFUS: ("Refus : {} ou plus", "refus"),
    Critere.BLOQUE: ("Sans action depuis {} jours", "sans_action_jours"),
    Critere.SANS_OFFRE: ("Sans offre depuis {} jours", "sans_offre_jours"),
    Critere.ECHEANCE: ("Échéance à moins de {} jours", "echeance_jours"),
}


def groupe(critere: Critere, seuils: Seuils, reporte_du: date | None = None) -> str:
    """Le titre d'un groupe de l'ordre du jour : « Reportés du 13/11/2026 »."""
    if critere is Critere.REPORTE and reporte_du is not None:
        return f"Reportés du {jour(reporte_du)}"
    modele, seuil = _GROUPES.get(critere, (critere.libelle, ""))
    return modele.format(getattr(seuils, seuil)).replace(" :", f"{INSECABLE}:") if seuil else critere.libelle

"""D'un dossier et d'une offre aux faits que jugent les règles : article 13 bis, catégorie de ménage."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Protocol

from relogement.charte import charte_au
from relogement.depart import LogementSitue
from relogement.foyer_apl import COUPLE, foyer
from relogement.menage import Menage, Personne
from relogement.niveau import niveau_de_ressources
from relogement.nomenclatures import Condition, Critere, Lien, Typologie
from relogement.offre import CONDITIONS_13_BIS
from relogement.regles.categorie import Composition, somme_des_ages
from relogement.regles.offres_comptees import A_VERIFIER, OffrePourLaPersonne, compte
from relogement.regles.paliers import niveau_ignore, seuils_possibles
from relogement.regles.ressources import taux_d_effort
from relogement.regles.reste_a_charge import Postes, comparer
from relogement.regles.validite_offre import OffreAJuger
from relogement.regles.validite_offre_compte import OffreJugee, juger
from relogement.regles.validite_offre_lieu import Lieu
from relogement.situation import Cadre

SANS_REPONSE = (Condition.A_VERIFIER,) * len(CONDITIONS_13_BIS)


class MenageVu(Protocol):
    """Ce qu'un dossier sait du ménage à reloger ; vide = inconnu."""

    @property
    def operation_id(self) -> int | None: ...
    @property
    def nb_personnes(self) -> int | None: ...
    @property
    def nb_moins_14(self) -> int | None: ...
    @property
    def ressources(self) -> Decimal | None: ...
    @property
    def adaptation_necessaire(self) -> bool | None: ...


class LogementPropose(LogementSitue, Protocol):
    """Ce que l'on sait du logement offert ; vide = inconnu."""

    @property
    def adapte_pmr(self) -> bool | None: ...
    @property
    def pieces_habitables(self) -> int | None: ...
    @property
    def typologie(self) -> Typologie | None: ...
    @property
    def surface(self) -> Decimal | None: ...


class OffreDuDossier(OffrePourLaPersonne, Protocol):
    """Une offre, son logement, et ce qu'il coûterait."""

    @property
    def logement(self) -> LogementPropose: ...
    @property
    def cout(self) -> Postes | None: ...


def offre_a_juger(menage: MenageVu, avant: Postes | None, offre: OffreDuDossier, cadre: Cadre) -> OffreAJuger:
    """Ce que le dossier sait de l'offre, avec la charte et les barèmes de sa notification."""
    charte, logement, depart = (
        charte_au(cadre.chartes, offre.notifiee_le), offre.logement, cadre.depart(menage.operation_id)
    )  # fmt: skip
    niveau = niveau_de_ressources(menage, cadre, offre.notifiee_le)
    maximums = {seuils.te_max_pct: seuils.palier for seuils in seuils_possibles(charte, niveau)}
    bas, haut = min(maximums), max(maximums)
    return OffreAJuger(
        notees=offre.conditions,
        adaptation_necessaire=menage.adaptation_necessaire,
        adapte=logement.adapte_pmr,
        te_apres=taux_d_effort(comparer(avant, offre.cout).apres, menage.ressources),
        te_max_pct=bas,
        te_max_au_plus=haut if haut > bas else None,
        palier=niveau_ignore(charte, niveau) if haut > bas else maximums[bas],
        lieu=Lieu(
            avant=depart.commune,
            apres=depart.arrivee(logement),
            distance_max_km=charte.distance_km,
            limitrophes=depart.limitrophes,
            eloignement=depart.eloignement(logement),
            divisee=depart.divisee,
        ),
        nb_personnes=menage.nb_personnes,
        pieces=logement.pieces_habitables,
        typologie=logement.typologie,
        surface=logement.surface,
        au=offre.notifiee_le,
    )


def offres_jugees(
    menage: MenageVu, avant: Postes | None, offres: Iterable[OffreDuDossier], cadre: Cadre
) -> tuple[OffreJugee, ...]:
    """Chaque offre, ses conditions et ce qu'elle compte : le bilan, l'écran et le parcours lisent ce jugement."""
    return tuple(
        juger(offre, offre_a_juger(menage, avant, offre, cadre), dossier=cadre.baremes) for offre in offres
    )


def handicap(menage: Menage) -> bool | None:
    """Si l'une des personnes est en situation de handicap ; inconnu tant que chacune ne l'a pas dit."""
    dits = [p.handicap_categorie for p in menage.personnes]
    if any(dits):
        return True
    toutes = bool(dits) and menage.nb_personnes in (None, len(dits))
    return None if None in dits or not toutes else False


def nb_offres_comptees(
    menage: MenageVu, avant: Postes | None, offres: Iterable[OffreDuDossier], cadre: Cadre
) -> int:
    """Combien d'offres comptent ; seules se jugent celles dont une condition attend le calcul."""
    return sum(_compte(menage, avant, offre, cadre) for offre in offres)


def _compte(menage: MenageVu, avant: Postes | None, offre: OffreDuDossier, cadre: Cadre) -> bool:
    """La réponse de l'agent l'emporte : quand elle suffit à décider, les faits n'y changent rien."""
    dite = compte(offre)
    if dite.motif != A_VERIFIER:
        return dite.valeur is Critere.OUI
    (jugee,) = offres_jugees(menage, avant, [offre], cadre)
    return jugee.compte.valeur is Critere.OUI


def composition(menage: Menage, *, au: date) -> Composition:
    """Ceux du dossier, tels que les plafonds les voient."""
    compose = foyer(menage, au)
    nombre = menage.nb_personnes if menage.nb_personnes is not None else len(menage.personnes) or None
    return Composition(
        nb_personnes=nombre,
        couple=compose.couple,
        nb_a_charge=compose.a_charge,
        somme_des_ages=somme_des_ages(_naissances(menage.personnes), au=au) if compose.couple else None,
        handicap=handicap(menage),
    )


def _naissances(personnes: Iterable[Personne]) -> list[date | None]:
    """Celles du couple : le titulaire, et son conjoint s'il est connu comme tel, sinon le cotitulaire."""
    couple = [p for p in personnes if p.lien in COUPLE]
    conjoints = [p for p in couple if p.lien in (Lien.TITULAIRE, Lien.CONJOINT)]
    return [p.naissance_le for p in (conjoints if len(conjoints) > 1 else couple)]

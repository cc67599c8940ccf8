"""Un ménage à reloger et un logement vacant, tels que l'appariement les regarde : lus une fois, comparés mille."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from relogement.apercu_enquete import categorie_du_menage
from relogement.charte import Charte
from relogement.cout import Cout
from relogement.demande_apl import CONVENTIONNES, preparer
from relogement.depart import Depart
from relogement.equilibre.parc import PARC_VIDE, Parc
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.niveau import niveau_de_ressources
from relogement.nomenclatures import CodeBesoin, Lien, Moment, TypeDossier, Typologie, ZonePlafond
from relogement.regles.categorie import Categorie
from relogement.regles.montants import Montant, manque
from relogement.regles.paliers import Niveau, Seuils, seuils_possibles
from relogement.regles.reste_a_charge import Comparaison, comparer
from relogement.regles.revenu_retenu import RevenuRetenu
from relogement.revenus_du_menage import revenu_du_menage
from relogement.situation import Cadre


@dataclass(frozen=True)
class Contexte:
    """Le jour, la charte et le projet pour lesquels on apparie, et les résidences dont on connaît l'occupation.

    ``zone`` : celle des plafonds de ressources.
    """

    au: date
    charte: Charte
    cadre: Cadre
    parc: Parc = PARC_VIDE
    zone: ZonePlafond | None = None


@dataclass(frozen=True, eq=False)
class Candidat:
    """Un ménage et ce qu'il demande ; vide = inconnu. ``refuses`` : les logements qu'il a déjà refusés."""

    menage: Menage = field(repr=False)
    besoins: tuple[CodeBesoin, ...]
    enquete_faite: bool
    enfants: int | None
    lieux: tuple[str, ...] = field(repr=False)
    typologies: tuple[Typologie, ...]
    depart: Depart = field(repr=False)
    niveau: Niveau = field(repr=False)
    seuils: tuple[Seuils, ...]
    revenu: RevenuRetenu = field(repr=False)
    categorie: Categorie = field(repr=False)
    refuses: frozenset[int] = frozenset()

    @property
    def reference(self) -> str:
        return self.menage.reference

    @property
    def avant(self) -> Cout | None:
        return self.menage.cout_avant

    @property
    def sans_avant(self) -> bool:
        """Un décohabitant ou un hébergé n'a pas de logement quitté à comparer."""
        return self.menage.type is not TypeDossier.TITULAIRE and (self.avant is None or _muet(self.avant))


def candidat(menage: Menage, contexte: Contexte, refuses: frozenset[int] = frozenset()) -> Candidat:
    """Ce que le dossier dit de ce ménage."""
    besoins = {b.code for b in menage.besoins} | ({CodeBesoin.PMR} if menage.logement_adapte else set())
    dits = [p for p in menage.personnes if p.lien is Lien.ENFANT]
    tous = bool(menage.personnes) and menage.nb_personnes in (None, len(menage.personnes))
    typologies = [*(s.typologie for s in menage.souhaits), menage.souhait_typologie]
    niveau = niveau_de_ressources(menage, contexte.cadre, contexte.au)
    au, baremes = contexte.au, contexte.cadre.baremes
    return Candidat(
        menage,
        tuple(sorted(besoins, key=list(CodeBesoin).index)),
        menage.enquete_le is not None,
        len(dits) if tous else None,
        tuple(s.lieu for s in menage.souhaits if s.lieu),
        tuple(dict.fromkeys(t for t in typologies if t is not None)),
        contexte.cadre.depart(menage.operation_id),
        niveau,
        seuils_possibles(contexte.charte, niveau),
        revenu_du_menage(menage, au=au, baremes=baremes),
        categorie_du_menage(menage, menage.categorie_plafond, au=au, baremes=baremes),
        refuses,
    )


def pieces(logement: LogementOffert) -> int | None:
    """Les pièces habitables, dites ou lues de la typologie ; un T6 en a au moins six."""
    if logement.pieces_habitables is not None:
        return logement.pieces_habitables
    return None if logement.typologie is None else int(logement.typologie.value.strip("T+"))


def conventionne(logement: LogementOffert) -> bool:
    """Un prêt social ou une date de convention le disent ; l'APL ne s'estime qu'alors."""
    return logement.financement in CONVENTIONNES or logement.conventionne_le is not None


def cout_suppose(candidat: Candidat, logement: LogementOffert, apl: Decimal | None, rls: Decimal | None) -> Cout:
    """Ce que ce logement coûterait : annoncé par le bailleur, l'eau comptée comme dans le logement quitté.

    Le chauffage suit ce que dit le bailleur, sinon le logement quitté aussi.
    """
    avant = candidat.avant
    du_quitte = None if avant is None else avant.chauffage_inclus
    chauffage = logement.chauffage_inclus if logement.chauffage_inclus is not None else du_quitte
    return Cout(
        moment=Moment.OFFRE, loyer=logement.loyer, charges=logement.charges, apl=apl, rls=rls, apl_estimee=True,
        eau_incluse=None if avant is None else avant.eau_incluse,
        forfait_eau=None if avant is None else avant.forfait_eau,
        chauffage_inclus=chauffage,
        forfait_chauffage=avant.forfait_chauffage if avant is not None and chauffage == du_quitte else None,
    )  # fmt: skip


@dataclass(frozen=True)
class Chiffrage:
    """Le reste à charge du ménage dans ce logement, comparé à celui d'avant ; l'APL est estimée."""

    cout: Cout = field(repr=False)
    rac: Comparaison
    apl: Montant


def chiffrer(candidat: Candidat, logement: LogementOffert, contexte: Contexte) -> Chiffrage:
    """L'APL estimée comme dans le dossier, puis le reste à charge ; ce qui manque se dit, jamais zéro."""
    apl, rls = manque("loyer inconnu"), None
    try:
        preparation = preparer(
            candidat.menage, logement, logement.loyer, au=contexte.au, baremes=contexte.cadre.baremes
        )
        estimation = preparation.estimer(au=contexte.au)
        apl, rls = Montant(estimation.apl), estimation.rls
    except ErreurMetier as erreur:
        apl = manque(str(erreur).removeprefix("Non estimable : ").partition(".")[0])
    cout = cout_suppose(candidat, logement, apl.valeur, rls)
    return Chiffrage(cout, comparer(candidat.avant, cout), apl)


def _muet(cout: Cout) -> bool:
    return all(getattr(cout, nom) is None for nom in ("loyer", "charges", "apl", "rls", "sls", "annexes"))

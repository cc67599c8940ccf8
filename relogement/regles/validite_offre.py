"""Si une offre vaut : chaque condition de la loi du 1er septembre 1948, art. 13 bis, et ce que l'agent en dit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Source
from relogement.nomenclatures import Condition, Typologie
from relogement.offre import CONDITIONS_13_BIS
from relogement.regles.adequation import LogementOccupe, occupation
from relogement.regles.montants import Montant
from relogement.regles.validite_offre_lieu import Lieu, lieu_propose
from relogement.textes import oui_non, pourcent

LOI = "Loi du 1er septembre 1948, art. 13 bis"
TEXTES = {
    "cond_etat": f"{LOI} : bon état d’habitation et hygiène de l’article 6",
    "cond_besoins": f"{LOI} : correspondre aux besoins personnels ou familiaux",
    "cond_moyens": f"{LOI} : correspondre aux possibilités ; taux d’effort : arrêté du 10/03/2011 et charte",
    "cond_lieu": f"{LOI} : même commune ou limitrophe à 5 km au plus, arrondissement ou canton",
    "cond_occupation": "CCH, art. L. 621-2 et R. 822-25 : ni sous-occupé ni suroccupé",
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OffreAJuger:
    """Ce que l'on sait d'une offre pour en juger les conditions ; vide = inconnu.

    ``notees`` : la réponse de l'agent à chaque condition, dans l'ordre de la loi ; « à vérifier » est l'absence
    de réponse. ``te_apres`` : taux d'effort dans le logement offert, en %. ``surface`` en m². ``te_max_pct`` : le
    plus haut que la charte admet ; s'il dépend d'un niveau de ressources que l'on ignore, il va jusqu'à
    ``te_max_au_plus``, et ``palier`` dit pourquoi ; sinon ``palier`` nomme celui du ménage, s'il y en a un.
    ``au`` : la notification ; vide = aujourd'hui, les règles les plus récentes.
    """

    notees: Sequence[Condition]
    adaptation_necessaire: bool | None = None
    adapte: bool | None = None
    te_apres: Montant = Montant(None, "reste à charge inconnu")  # noqa: RUF009 — valeur figée
    te_max_pct: Decimal
    te_max_au_plus: Decimal | None = None
    palier: str = ""
    lieu: Lieu
    nb_personnes: int | None = None
    pieces: int | None = None
    typologie: Typologie | None = None
    surface: Decimal | None = None
    au: date | None


@dataclass(frozen=True, slots=True, repr=False)
class ConditionJugee:
    """Ce que vaut une condition, pourquoi, et le texte qui la pose ; ``proposee`` est ce que dit le calcul."""

    nom: str
    valeur: Condition
    motif: str
    texte: str
    proposee: Condition


Proposee = tuple[Condition, str]


def conditions(offre: OffreAJuger, *, dossier: Source | None = None) -> tuple[ConditionJugee, ...]:
    """Les cinq conditions de l'article 13 bis, dans l'ordre de la loi ; la réponse de l'agent l'emporte.

    Sans réponse de l'agent, une condition vaut ce que dit le calcul, quand les faits du dossier le permettent.

    État : la parole de l'agent. Besoins : la sienne aussi, mais NON si une adaptation nécessaire manque. Moyens :
    taux d'effort dans le logement offert, au plus celui de la charte. Lieu : même commune, ou limitrophe à 5 km au
    plus. Occupation : ni sous-occupé ni suroccupé. Ce que l'on ignore est à vérifier, jamais un oui ; si l'agent
    contredit le calcul, la raison le dit.
    """
    calculs: tuple[Callable[[], Proposee], ...] = (
        lambda: (Condition.A_VERIFIER, "état du logement à dire par l’agent"),
        lambda: _besoins(offre.adaptation_necessaire, offre.adapte),
        lambda: _moyens(offre),
        lambda: lieu_propose(offre.lieu),
        lambda: _occupation(offre, dossier),
    )
    return tuple(
        _jugee(nom, notee, *calcul())
        for nom, notee, calcul in zip(CONDITIONS_13_BIS, offre.notees, calculs, strict=True)
    )


def _jugee(nom: str, notee: Condition, proposee: Condition, motif: str) -> ConditionJugee:
    if notee is Condition.A_VERIFIER:
        return ConditionJugee(nom, proposee, motif, TEXTES[nom], proposee)
    contraire = "" if proposee in (notee, Condition.A_VERIFIER) else f", contre le calcul ({motif})"
    dit = f"noté par l’agent : {notee.libelle.lower()}{contraire}"
    return ConditionJugee(nom, notee, dit, TEXTES[nom], proposee)


def _besoins(necessaire: bool | None, adapte: bool | None) -> Proposee:
    """NON quand une adaptation nécessaire manque, on le sait ; jamais OUI sans l'agent."""
    if necessaire and adapte is False:
        return Condition.NON, "logement adapté nécessaire, celui-ci ne l’est pas"
    if necessaire:
        return Condition.A_VERIFIER, f"logement adapté nécessaire ; celui-ci : {oui_non(adapte)}"
    return Condition.A_VERIFIER, "besoins du ménage à dire par l’agent"


def _moyens(offre: OffreAJuger) -> Proposee:
    """Taux d'effort comparé au plus haut que la charte admet, au palier de ressources du ménage."""
    te, bas, haut = offre.te_apres, offre.te_max_pct, offre.te_max_au_plus or offre.te_max_pct
    if te.valeur is None:
        return Condition.A_VERIFIER, te.motif or "taux d’effort inconnu"
    dit = f"taux d’effort de {pourcent(te.valeur)}"
    if bas < te.valeur <= haut:
        return Condition.A_VERIFIER, f"{dit}, pour {pourcent(bas)} à {pourcent(haut)} : {offre.palier}"
    tient = te.valeur <= bas
    signe, maximum = ("ne dépasse pas", bas) if tient else ("dépasse", haut)
    du_palier = f", palier « {offre.palier} »" if offre.palier and bas == haut else ""
    motif = f"{dit}, {signe} les {pourcent(maximum)} de la charte{du_palier}"
    return (Condition.OUI if tient else Condition.NON), motif


def _occupation(offre: OffreAJuger, dossier: Source | None) -> Proposee:
    logement = LogementOccupe(
        nb_personnes=offre.nb_personnes, pieces=offre.pieces, typologie=offre.typologie, surface=offre.surface
    )
    jugee = occupation(logement, au=offre.au, dossier=dossier)
    return jugee.condition, jugee.motif

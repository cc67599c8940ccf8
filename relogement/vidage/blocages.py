"""Qui bloque : les dossiers les plus en amont, pourquoi en mots, qui doit agir, et pour quand.

L'échéance et qui l'on attend sont ceux de la journée. Ils valent depuis la dernière écriture : ce qui attendait
avant elle n'est plus gardé, seul l'état d'alors se retrouve.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from relogement.nomenclatures import Affaire, Attendu, Etat
from relogement.textes import pluriel
from relogement.vidage.cases import Case, Occupation
from relogement.vidage.lignes import AffaireLue
from relogement.vidage.tableau import Tableau

AMONT = (
    None, Etat.RECENSE, Etat.TROIS_REFUS, Etat.INFORME, Etat.ENQUETE, Etat.SNE, Etat.RECHERCHE, Etat.REFUS,
    Etat.PROVISOIRE, Etat.RETOUR, Etat.OFFRE, Etat.VISITE, Etat.ACCORD, Etat.CALEOL, Etat.ATTRIBUE, Etat.BAIL,
)  # fmt: skip
_RANG = {etat: rang for rang, etat in enumerate(AMONT)}
_CAUSES = {
    None: "Pas encore recensé",
    Etat.RECENSE: "Lettre d’information à remettre",
    Etat.INFORME: "Enquête sociale à faire",
    Etat.ENQUETE: "Demande SNE à déposer",
    Etat.SNE: "Recherche d’un logement à lancer",
    Etat.RECHERCHE: "Aucune offre faite",
    Etat.REFUS: "Offre refusée, une autre à proposer",
    Etat.TROIS_REFUS: "Trois offres comptées, suites à décider",
    Etat.OFFRE: "Réponse à l’offre attendue",
    Etat.VISITE: "Réponse attendue après la visite",
    Etat.ACCORD: "Passage en CALEOL à demander",
    Etat.CALEOL: "Décision de la CALEOL attendue",
    Etat.ATTRIBUE: "Attribué, bail à signer",
    Etat.BAIL: "Bail signé, entrée dans les lieux attendue",
    Etat.PROVISOIRE: "Relogé provisoirement, départ à noter",
    Etat.RETOUR: "Retour du provisoire à préparer",
    Etat.SORTI: "Sorti, mais la date de départ manque",
}
_ACTEURS = {
    Etat.SNE: Attendu.BAILLEUR, Etat.RECHERCHE: Attendu.BAILLEUR, Etat.REFUS: Attendu.BAILLEUR,
    Etat.OFFRE: Attendu.MENAGE, Etat.VISITE: Attendu.MENAGE, Etat.CALEOL: Attendu.CALEOL,
    Etat.ATTRIBUE: Attendu.BAILLEUR, Etat.BAIL: Attendu.MENAGE,
}  # fmt: skip
# Les mots d'un contact ou d'une décision restent dans leur dossier.
_MUETTES = (Affaire.SUITE, Affaire.RAPPEL, Affaire.CELLULE, Affaire.SUIVI)
_AVEC_ACTEUR = (Affaire.DECISION, Affaire.BAIL)
SANS_NUMERO = "Numéro unique non délivré"
SANS_REFERENT = "Référent à désigner"


class Gravite(IntEnum):
    """Ce que vaut un blocage, du moins au plus grave."""

    ORDINAIRE = 0
    DU_JOUR = 1
    BLOQUE = 2


@dataclass(frozen=True, repr=False)
class Blocage:
    """Un ménage encore là ; ``echeance_le`` est vide quand rien n'a de date."""

    case: Case
    cause: str
    acteur: str
    echeance_le: date | None
    gravite: Gravite
    attente: int | None = None

    def __repr__(self) -> str:
        return f"<Blocage {self.case!r}>"


def blocages(tableau: Tableau, cases: Sequence[Case] | None = None) -> tuple[Blocage, ...]:
    """Les ménages encore là, du plus en amont au plus près du départ ; le plus ancien d'abord."""
    restants = [c for c in (tableau.cases if cases is None else cases) if c.occupation is Occupation.MENAGE]
    trouves = [blocage(c, tableau.au, present=tableau.au >= tableau.immeuble.ecrit_le) for c in restants]
    return tuple(sorted(trouves, key=_ordre))


def _ordre(vu: Blocage) -> tuple[int, date, int]:
    rang = _RANG.get(vu.case.etat, len(AMONT))
    return rang, vu.echeance_le or vu.case.depuis or date.max, vu.case.logement.id


def blocage(vue: Case, au: date, *, present: bool) -> Blocage:
    """Pourquoi ce ménage est encore là."""
    assert vue.dossier is not None
    affaire = _affaire(vue.dossier.affaires, au) if present else None
    depuis = _sans_offre_depuis(vue, au)
    attente = (au - depuis).days if depuis else None
    echeance = affaire.echeance_le if affaire else None
    cause = _cause(vue, affaire, attente)
    return Blocage(vue, cause, _acteur(vue, affaire), echeance, _gravite(vue, echeance, au), attente)


def _affaire(affaires: Sequence[AffaireLue], au: date) -> AffaireLue | None:
    """Ce qui attend le plus tôt ; « sans action » ne se dit que délai passé, et si rien d'autre n'attend."""
    vues = [a for a in affaires if a.se_montre(au) and a.genre is not Affaire.SUIVI]
    datees = [a for a in vues if a.genre is not Affaire.SANS_ACTION and a.echeance_le]
    muettes = [a for a in vues if a.genre is Affaire.SANS_ACTION and a.echeance_le and a.echeance_le < au]
    sans_date = [a for a in vues if a.genre is not Affaire.SANS_ACTION and not a.echeance_le]
    for trouvees in (datees, sans_date, muettes):
        if trouvees:
            return min(trouvees, key=lambda a: a.echeance_le or date.max)
    return None


def _cause(vue: Case, affaire: AffaireLue | None, attente: int | None) -> str:
    if vue.etat is Etat.RECHERCHE and attente is not None:
        return f"Aucune offre depuis {pluriel(attente, 'jour')}"
    if vue.etat is Etat.SNE and vue.dossier is not None and not vue.dossier.numero_connu:
        return SANS_NUMERO
    if affaire is not None and affaire.genre is Affaire.NUMERO_UNIQUE:
        return SANS_NUMERO
    if affaire is None or affaire.genre in (*_MUETTES, Affaire.SANS_ACTION) or vue.etat is Etat.TROIS_REFUS:
        return _CAUSES.get(vue.etat, "À suivre")
    return _sans_l_acteur(affaire)


def _sans_l_acteur(affaire: AffaireLue) -> str:
    """« Têt Habitat : bail à signer » → « Bail à signer » : qui l'on attend se dit à côté."""
    _, separe, seul = affaire.objet.rpartition(":") if affaire.genre in _AVEC_ACTEUR else ("", "", "")
    dit = seul.strip() if separe else affaire.objet
    return f"{dit[:1].upper()}{dit[1:]}"


def _sans_offre_depuis(vue: Case, au: date) -> date | None:
    """La dernière offre faite, sinon le jour où la recherche a commencé."""
    offre = vue.dossier.derniere_offre_le if vue.dossier else None
    if vue.etat is not Etat.RECHERCHE:
        return None
    return max((le for le in (offre, vue.depuis) if le and le <= au), default=None)


def _acteur(vue: Case, affaire: AffaireLue | None) -> str:
    attendu = affaire.attendu if affaire else _ACTEURS.get(vue.etat, Attendu.AGENT) if vue.etat else Attendu.AGENT
    assert vue.dossier is not None
    match attendu:
        case Attendu.AGENT:
            return vue.dossier.referent or SANS_REFERENT
        case Attendu.BAILLEUR | Attendu.SNE:
            return vue.logement.bailleur or attendu.libelle
        case _:
            return attendu.libelle


def _gravite(vue: Case, echeance: date | None, au: date) -> Gravite:
    if vue.etat is Etat.TROIS_REFUS or (echeance is not None and echeance < au):
        return Gravite.BLOQUE
    return Gravite.DU_JOUR if echeance == au else Gravite.ORDINAIRE

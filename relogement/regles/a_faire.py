"""Ce qui attend dans un dossier : quoi, depuis quand, jusqu'à quand, et qui l'on attend.

Les délais viennent de la loi (réponse à une attribution : CCH, art. R. 441-10), de la charte (réponse à une offre,
jours sans action) et des termes du suivi. Une date limite qui tombe un jour chômé est repoussée (CPC, art. 642).
Le silence n'est jamais posé d'office : il se propose à l'agent le lendemain de la limite.
Rien ici ne dépend du jour où on lit : chaque ligne dit de quel jour à quel jour elle se montre.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from relogement.nomenclatures import Affaire, Attendu, Etat, Nature, Terme
from relogement.regles.echeances import UN_JOUR, reporter
from relogement.regles.suites import attendu_par
from relogement.textes import heure, jour_de_semaine

JOURS_DU_TERME = {Terme.J30: 30, Terme.J90: 90, Terme.J180: 180}
MOTS_DU_TERME = {Terme.J30: "+1 mois", Terme.J90: "+3 mois", Terme.J180: "+6 mois"}
RELOGES = (Etat.BAIL, Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS)
AVANT_ENQUETE = (Etat.RECENSE, Etat.INFORME)
SUIVIS = (Etat.EMMENAGE, Etat.SUIVI)
FINIS = (Etat.EMMENAGE, Etat.SUIVI, Etat.CLOS, Etat.SORTI)


class Delais(NamedTuple):
    """Les délais de la charte."""

    reponse_jours: int
    caleol_jours: int
    sans_action_jours: int
    alsace_moselle: bool = False


class OffreSuivie(NamedTuple):
    """Une offre encore sans réponse."""

    id: int
    rang: int
    notifiee_le: date | None
    limite_le: date | None
    visite_le: date | None
    compte_rendu: bool
    lieu: str | None


class PassageSuivi(NamedTuple):
    """Le dernier passage en commission."""

    id: int
    le: date | None
    decide: bool
    notifie_le: date | None
    limite_le: date | None
    accord_le: date | None
    bailleur: str | None


class SuiteSuivie(NamedTuple):
    """Ce qu'un contact a laissé à faire."""

    id: int
    texte: str
    notee_le: date
    le: date | None


class ConsultationSuivie(NamedTuple):
    """Une consultation des partenaires qui n'est pas finie."""

    id: int
    envoyee_le: datetime
    finit_le: datetime


class DecisionSuivie(NamedTuple):
    """Une décision de cellule encore ouverte ; ``agent`` : son responsable, s'il suit des dossiers."""

    id: int
    seance_le: date
    le: date | None
    agent: str | None = None
    partenaire: str | None = None
    bailleur: bool = False
    sans_responsable: bool = False


class RelogementSuivi(NamedTuple):
    """Le relogement retenu."""

    id: int
    nature: Nature
    bail_le: date | None
    entree_le: date | None
    retour_prevu_le: date | None


class DossierSuivi(NamedTuple):
    """Ce qu'il faut savoir d'un dossier pour dire ce qui y attend."""

    menage_id: int
    operation_id: int
    referent: str | None
    etat: Etat
    sorti: bool
    bailleur: str | None
    informe_le: date | None
    enquete_le: date | None
    sne_le: date | None
    numero_connu: bool
    derniere_action_le: date | None
    offres: tuple[OffreSuivie, ...] = ()
    passage: PassageSuivi | None = None
    suites: tuple[SuiteSuivie, ...] = ()
    decisions: tuple[DecisionSuivie, ...] = ()
    relogement: RelogementSuivi | None = None
    suivis: frozenset[Terme] = frozenset()
    consultations: tuple[ConsultationSuivie, ...] = ()

    def __repr__(self) -> str:
        return f"<DossierSuivi {self.menage_id}>"


class AFaire(NamedTuple):
    """Une affaire ; ``objet`` ne dit rien de personnel : les mots d'un contact, d'une décision se lisent chez eux.

    ``agent`` : de qui elle est, quand ce n'est pas du référent du dossier.
    """

    genre: Affaire
    cible: int
    objet: str
    attendu: Attendu
    depuis_le: date | None = None
    echeance_le: date | None = None
    du_jour_le: date | None = None
    visible_le: date | None = None
    cachee_apres_le: date | None = None
    precision: str = ""
    agent: str | None = None

    @property
    def cle(self) -> str:
        """Son nom stable, tant que dure l'affaire : « REPONSE:12 », « SUIVI:7:J90 »."""
        return ":".join(filter(None, (self.genre.value, str(self.cible), self.precision)))


def a_faire(dossier: DossierSuivi, delais: Delais) -> list[AFaire]:
    """Tout ce qui attend dans ce dossier ; ce qui est promis ou décidé reste, même sorti ou clos."""
    trouvees = [*map(_suite, dossier.suites), *map(_decision, dossier.decisions)]
    if dossier.sorti or dossier.etat in (Etat.SORTI, Etat.CLOS):
        return trouvees
    if not _definitif(dossier):
        for offre in dossier.offres:
            trouvees += _offre(offre, delais)
        trouvees += _commission(dossier, delais)
        for consultation in dossier.consultations:
            trouvees += _consultation(consultation)
    trouvees += _recueil(dossier, delais)
    trouvees += _relogement(dossier, delais)
    if dossier.etat not in FINIS:
        trouvees.append(_sans_action(dossier, delais))
    return trouvees


def _definitif(dossier: DossierSuivi) -> bool:
    return dossier.relogement is not None and dossier.relogement.nature is Nature.DEFINITIF


def _offre(offre: OffreSuivie, delais: Delais) -> Iterator[AFaire]:
    """Une offre notifiée attend sa réponse, puis le constat ; une visite attend son jour, puis son récit."""
    if offre.notifiee_le and offre.limite_le:
        quoi, limite = f"offre {offre.rang}", offre.limite_le
        chome = _chome(offre.notifiee_le, delais.reponse_jours, limite, delais)
        yield AFaire(
            Affaire.REPONSE, offre.id, f"Réponse à l’{quoi}", Attendu.MENAGE, offre.notifiee_le, limite, chome,
            cachee_apres_le=limite,
        )  # fmt: skip
        yield AFaire(
            Affaire.SILENCE, offre.id, f"Constater le silence sur l’{quoi}", Attendu.AGENT, offre.notifiee_le,
            limite, visible_le=limite + UN_JOUR,
        )  # fmt: skip
    if offre.visite_le and not offre.compte_rendu:
        lieu = f", {offre.lieu}" if offre.lieu else ""
        yield AFaire(
            Affaire.VISITE, offre.id, f"Visite de l’offre {offre.rang}{lieu}", Attendu.AGENT, None,
            offre.visite_le, cachee_apres_le=offre.visite_le,
        )  # fmt: skip
        lendemain = reporter(offre.visite_le + UN_JOUR, alsace_moselle=delais.alsace_moselle).le
        yield AFaire(
            Affaire.COMPTE_RENDU, offre.id, f"Compte rendu de la visite du {jour_de_semaine(offre.visite_le)}",
            Attendu.AGENT, offre.visite_le, lendemain, visible_le=offre.visite_le + UN_JOUR,
        )  # fmt: skip


def _chome(depuis: date | None, jours: int, limite: date, delais: Delais) -> date | None:
    """Le jour chômé où le délai finissait, si c'est bien lui qui a repoussé la limite."""
    if depuis is None or (brut := depuis + timedelta(days=jours)) == limite:
        return None
    return brut if reporter(brut, alsace_moselle=delais.alsace_moselle).le == limite else None


def _commission(dossier: DossierSuivi, delais: Delais) -> Iterator[AFaire]:
    passage = dossier.passage
    if passage is None or dossier.etat not in (Etat.CALEOL, Etat.ATTRIBUE):
        return
    if not passage.decide:
        qui = passage.bailleur or "Le bailleur"
        yield AFaire(Affaire.DECISION, passage.id, f"{qui} : décision CALEOL", Attendu.CALEOL, None, passage.le)
    elif passage.accord_le:
        qui = passage.bailleur or "Le bailleur"
        yield AFaire(Affaire.BAIL, passage.id, f"{qui} : bail à signer", Attendu.BAILLEUR, passage.accord_le)
    elif passage.limite_le:
        chome = _chome(passage.notifie_le, delais.caleol_jours, passage.limite_le, delais)
        yield AFaire(
            Affaire.ACCORD, passage.id, "Accord à l’attribution", Attendu.MENAGE, passage.notifie_le,
            passage.limite_le, chome, cachee_apres_le=passage.limite_le,
        )  # fmt: skip
        yield AFaire(
            Affaire.ACCORD_PASSE, passage.id, "Attribution sans réponse : le silence vaut refus", Attendu.AGENT,
            passage.notifie_le, passage.limite_le, visible_le=passage.limite_le + UN_JOUR,
        )  # fmt: skip


def _consultation(vue: ConsultationSuivie) -> Iterator[AFaire]:
    """Les partenaires peuvent s'opposer jusqu'à l'heure dite ; ensuite leur silence se constate."""
    envoyee, finit = vue.envoyee_le.date(), vue.finit_le.date()
    yield AFaire(
        Affaire.OBJECTION, vue.id, f"Objection possible jusqu’à {heure(vue.finit_le)}", Attendu.AUTRE, envoyee,
        finit, cachee_apres_le=finit,
    )  # fmt: skip
    yield AFaire(
        Affaire.TACITE, vue.id, "Accord tacite à constater", Attendu.AGENT, envoyee, finit,
        visible_le=finit + UN_JOUR,
    )  # fmt: skip


def _recueil(dossier: DossierSuivi, delais: Delais) -> Iterator[AFaire]:
    """L'enquête d'un ménage informé, puis le numéro unique d'un ménage enquêté, au délai d'alerte."""
    delai, menage = timedelta(days=delais.sans_action_jours), dossier.menage_id
    if dossier.informe_le and not dossier.enquete_le and dossier.etat in AVANT_ENQUETE:
        limite = dossier.informe_le + delai
        yield AFaire(Affaire.ENQUETE, menage, "Enquête sociale à faire", Attendu.AGENT, dossier.informe_le, limite)
    demande = dossier.sne_le or dossier.enquete_le
    if demande and not dossier.numero_connu and not _definitif(dossier) and dossier.etat not in RELOGES:
        qui = dossier.bailleur or "Le bailleur"
        yield AFaire(
            Affaire.NUMERO_UNIQUE, menage, f"{qui} : numéro unique", Attendu.SNE, demande, demande + delai
        )


def _relogement(dossier: DossierSuivi, delais: Delais) -> Iterator[AFaire]:
    vu = dossier.relogement
    if vu is None:
        return
    if vu.nature is Nature.PROVISOIRE:
        if vu.retour_prevu_le:
            yield AFaire(Affaire.RETOUR, vu.id, "Retour prévu", Attendu.AGENT, vu.entree_le, vu.retour_prevu_le)
    elif vu.entree_le is None:
        if vu.bail_le:
            yield AFaire(Affaire.ENTREE, vu.id, "Entrée dans les lieux à noter", Attendu.MENAGE, vu.bail_le)
    elif dossier.etat in SUIVIS:
        yield from _suivi(vu.id, vu.entree_le, dossier.suivis, delais)


def _suivi(relogement: int, entree: date, faits: frozenset[Terme], delais: Delais) -> Iterator[AFaire]:
    """Les rendez-vous qui restent ; un terme manqué se rattrape jusqu'au suivant, le dernier aussi longtemps."""
    termes, dates = list(JOURS_DU_TERME), [entree + timedelta(days=n) for n in JOURS_DU_TERME.values()]
    dernier_fait = max((termes.index(t) for t in faits), default=-1)
    fins = [*dates[1:], dates[-1] + (dates[-1] - dates[-2])]
    for rang in range(dernier_fait + 1, len(termes)):
        terme = termes[rang]
        yield AFaire(
            Affaire.SUIVI, relogement, f"Visite de suivi à {MOTS_DU_TERME[terme][1:]}", Attendu.AGENT, entree,
            reporter(dates[rang], alsace_moselle=delais.alsace_moselle).le, cachee_apres_le=fins[rang] - UN_JOUR,
            precision=terme.value,
        )  # fmt: skip


def _suite(suite: SuiteSuivie) -> AFaire:
    """Ce qu'un contact a laissé à faire ; sans date, c'est pour aujourd'hui, chaque jour."""
    return AFaire(Affaire.SUITE, suite.id, "", attendu_par(suite.texte), suite.notee_le, suite.le)


def _decision(decision: DecisionSuivie) -> AFaire:
    """Une décision attend son responsable ; d'un partenaire, elle se suit dans la journée du référent."""
    a_l_equipe = decision.agent is not None or decision.sans_responsable
    attendu = Attendu.AGENT if a_l_equipe else Attendu.BAILLEUR if decision.bailleur else Attendu.AUTRE
    return AFaire(
        Affaire.CELLULE, decision.id, decision.partenaire or "", attendu, decision.seance_le, decision.le,
        agent=decision.agent,
    )  # fmt: skip


def _sans_action(dossier: DossierSuivi, delais: Delais) -> AFaire:
    depuis = dossier.derniere_action_le
    limite = depuis and depuis + timedelta(days=delais.sans_action_jours)
    return AFaire(
        Affaire.SANS_ACTION, dossier.menage_id, "Aucune action", Attendu.AGENT, depuis, limite, visible_le=limite
    )

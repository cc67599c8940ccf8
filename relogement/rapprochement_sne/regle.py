"""Cette attribution comptera-t-elle ? La chaîne numéro unique → demande active → CALEOL → bail → radiation.

Nulle attribution sans numéro unique (CCH, art. L. 441-2-1) ; la CALEOL décide avant le bail (L. 441-2, R. 441-3).
Ce que l'on ignore est « à vérifier », jamais « oui ».
"""

from collections.abc import Iterator
from datetime import date

from relogement.nomenclatures import DecisionCaleol
from relogement.rapprochement_sne.constat import Cause, Constat, Issue, Jugement, Remede
from relogement.rapprochement_sne.demande import de_la_demande
from relogement.rapprochement_sne.faits import Attribution, Cadre, Demande
from relogement.rapprochement_sne.numero import defaut_du_numero
from relogement.rapprochement_sne.titulaire import du_titulaire
from relogement.textes import jour

FAVORABLES = (DecisionCaleol.ATTRIBUTION, DecisionCaleol.ATTRIBUTION_RANG, DecisionCaleol.CONDITION_SUSPENSIVE)
NUMERO, VERS_BAIL, VERS_CALEOL = "menage.numero_unique", "acte.nouveau_logement.bail_le", "acte.caleol"
PERDUE, DOUTE = Issue.NE_COMPTERA_PAS, Issue.A_VERIFIER
BAILLEUR, CHARGE = Remede.BAILLEUR, Remede.CHARGE


def juger(attribution: Attribution, demande: Demande | None, cadre: Cadre) -> Jugement:
    """Chaque maillon de la chaîne, dans l'ordre du parcours."""
    return Jugement(tuple(_constats(attribution, demande, cadre)))


def _constats(attribution: Attribution, demande: Demande | None, cadre: Cadre) -> Iterator[Constat]:
    if not attribution.numero:
        yield Constat(Cause.SANS_NUMERO, PERDUE, "aucun numéro unique dans le dossier", CHARGE, NUMERO)
    elif defaut := defaut_du_numero(attribution.numero):
        yield Constat(Cause.NUMERO_FAUX, PERDUE, f"le numéro unique {defaut}", CHARGE, NUMERO)
    else:
        yield from _du_numero(attribution, demande, cadre)
    yield from _du_bail(attribution, demande, cadre)
    yield from _de_la_caleol(attribution)


def _du_numero(attribution: Attribution, demande: Demande | None, cadre: Cadre) -> Iterator[Constat]:
    if demande is None:
        yield from _doublon(attribution, ())
        yield _introuvable(attribution, cadre)
        return
    titulaire = tuple(du_titulaire(attribution.identites, demande.identite))
    yield from _doublon(attribution, titulaire, connue=demande.identite is not None)
    yield from titulaire
    yield from de_la_demande(attribution, demande, cadre)


def _introuvable(attribution: Attribution, cadre: Cadre) -> Constat:
    le, nom = cadre.liste_de(attribution.bailleur), attribution.bailleur or "un bailleur inconnu"
    if le is None:
        phrase = f"la liste des numéros de {nom} n’est pas importée"
        return Constat(Cause.SANS_LISTE, DOUTE, phrase, BAILLEUR)
    return Constat(
        Cause.INTROUVABLE, DOUTE, f"le numéro n’est pas dans la liste de {nom} du {jour(le)}", BAILLEUR, NUMERO
    )


def _doublon(
    attribution: Attribution, titulaire: tuple[Constat, ...], *, connue: bool = False
) -> Iterator[Constat]:
    """Un numéro ne vaut qu'une attribution : celui dont la demande porte le nom la garde."""
    if not attribution.autres or (connue and not titulaire):
        return
    phrase = f"même numéro unique que le dossier {', '.join(attribution.autres)}"
    yield Constat(Cause.DOUBLON, DOUTE, phrase, CHARGE, NUMERO)


def _du_bail(attribution: Attribution, demande: Demande | None, cadre: Cadre) -> Iterator[Constat]:
    if not attribution.engage:
        return
    if attribution.bail_le is None:
        yield Constat(Cause.BAIL, DOUTE, "bail non daté", CHARGE, VERS_BAIL)
        return
    if attribution.bail_le > cadre.au:
        phrase = f"bail daté du {jour(attribution.bail_le)}, qui n’est pas encore venu"
        yield Constat(Cause.BAIL, DOUTE, phrase, CHARGE, VERS_BAIL)
    depose = (demande and demande.depose_le) or attribution.demande_le
    if depose is not None and depose > attribution.bail_le:
        phrase = f"bail du {jour(attribution.bail_le)}, avant la demande du {jour(depose)}"
        yield Constat(Cause.BAIL, PERDUE, phrase, CHARGE, VERS_BAIL)


def _de_la_caleol(attribution: Attribution) -> Iterator[Constat]:
    siens = [
        p for p in attribution.passages if None in (p.offre, attribution.offre) or p.offre == attribution.offre
    ]
    favorables = [p for p in siens if p.decision in FAVORABLES]
    if favorables:
        yield from _favorable(favorables[-1].le, attribution)
    elif not attribution.engage:
        return
    elif any(p.decision is None for p in siens):
        yield Constat(Cause.CALEOL, DOUTE, "passage en CALEOL sans décision notée", CHARGE, VERS_CALEOL)
    elif siens:
        decision = siens[-1].decision
        assert decision is not None
        phrase = f"aucune décision favorable de la CALEOL ({decision.libelle.lower()})"
        yield Constat(Cause.CALEOL, PERDUE, phrase, CHARGE, VERS_CALEOL)
    else:
        yield Constat(Cause.CALEOL, DOUTE, "aucun passage en CALEOL noté", CHARGE, VERS_CALEOL)


def _favorable(le: date | None, attribution: Attribution) -> Iterator[Constat]:
    if le is None:
        yield Constat(Cause.CALEOL, DOUTE, "passage en CALEOL non daté", CHARGE, VERS_CALEOL)
    elif attribution.bail_le is not None and le > attribution.bail_le:
        phrase = f"CALEOL du {jour(le)}, après le bail du {jour(attribution.bail_le)}"
        yield Constat(Cause.CALEOL, PERDUE, phrase, CHARGE, VERS_CALEOL)

"""Ce que le SNE dit de la demande : son fait générateur, sa validité, sa radiation.

Une demande vaut un an et se renouvelle (CCH, art. R. 441-2-7) ; l'organisme qui attribue la radie pour attribution
(R. 441-2-8, R. 441-2-9), avec la date du bail.
"""

from collections.abc import Iterator
from datetime import date

from relogement.numero_sne import EtatDemande
from relogement.rapprochement_sne.constat import Cause, Constat, Issue, Remede
from relogement.rapprochement_sne.faits import Attribution, Cadre, Demande, meme_bailleur
from relogement.regles.echeances import plus_mois
from relogement.textes import jour

NUMERO, VERS_BAIL = "menage.numero_unique", "acte.nouveau_logement.bail_le"
PERDUE, DOUTE = Issue.NE_COMPTERA_PAS, Issue.A_VERIFIER
BAILLEUR, CHARGE = Remede.BAILLEUR, Remede.CHARGE


def de_la_demande(attribution: Attribution, demande: Demande, cadre: Cadre) -> Iterator[Constat]:
    """Les trois maillons que seul le SNE connaît."""
    yield from _fait_generateur(demande)
    yield from _validite(attribution, demande, cadre)
    yield from _radiation(attribution, demande, cadre)


def _fait_generateur(demande: Demande) -> Iterator[Constat]:
    if demande.relogement_anru is None:
        phrase = "la liste ne dit pas si le fait générateur est « relogement Anru »"
        yield Constat(Cause.FAIT_GENERATEUR, DOUTE, phrase, BAILLEUR)
    elif not demande.relogement_anru:
        phrase = "le fait générateur de la demande n’est pas « relogement Anru »"
        yield Constat(Cause.FAIT_GENERATEUR, PERDUE, phrase, BAILLEUR)


def _validite(attribution: Attribution, demande: Demande, cadre: Cadre) -> Iterator[Constat]:
    """Au jour du bail, ou aujourd'hui tant qu'il n'est pas signé."""
    depuis = demande.renouvele_le or demande.depose_le
    if depuis is None or demande.radiee:
        return
    fin, quand = plus_mois(depuis, cadre.validite_mois), attribution.bail_le or cadre.au
    if demande.etat is EtatDemande.ACTIVE and demande.lu_le >= quand:
        return  # la liste la dit toujours active ce jour-là : elle a été renouvelée
    if attribution.bail_le and demande.depose_le and demande.depose_le > attribution.bail_le:
        return  # le bail précède la demande : c'est lui que l'on dit
    if fin < quand:
        mots = "le bail du" if attribution.bail_le else "aujourd’hui, le"
        phrase = f"demande valable jusqu’au {jour(fin)}, pas renouvelée avant {mots} {jour(quand)}"
        yield Constat(Cause.RENOUVELLEMENT, DOUTE, phrase, BAILLEUR)
    elif attribution.bail_le is None and plus_mois(cadre.au, cadre.preavis_mois) >= fin:
        phrase = f"demande à renouveler avant le {jour(fin)}"
        yield Constat(Cause.RENOUVELLEMENT, DOUTE, phrase, CHARGE)


def _radiation(attribution: Attribution, demande: Demande, cadre: Cadre) -> Iterator[Constat]:
    if demande.radiee and not demande.attribuee:
        yield _radiee_autrement(attribution, demande)
    elif demande.attribuee:
        yield from _attribuee(attribution, demande)
    elif attribution.bail_le is not None:
        yield _pas_radiee(attribution.bail_le <= demande.lu_le, demande)
    elif not attribution.engage and (derniere := cadre.liste_de(demande.bailleur)) and derniere > demande.lu_le:
        phrase = f"le numéro n’est plus dans la dernière liste, du {jour(derniere)}"
        yield Constat(Cause.INTROUVABLE, DOUTE, phrase, BAILLEUR, NUMERO)


def _radiee_autrement(attribution: Attribution, demande: Demande) -> Constat:
    motif = f" ({demande.motif_radiation.libelle.lower()})" if demande.motif_radiation else ""
    quand = f" le {jour(demande.radiee_le)}" if demande.radiee_le else ""
    phrase = f"demande radiée{quand}{motif}"
    apres_le_bail = (
        attribution.bail_le is not None and (demande.radiee_le or attribution.bail_le) >= attribution.bail_le
    )
    if demande.motif_radiation is None and apres_le_bail:
        return Constat(Cause.RADIATION, DOUTE, f"{phrase}, sans motif : est-ce pour attribution ?", BAILLEUR)
    return Constat(Cause.RADIEE, PERDUE, phrase, BAILLEUR)


def _attribuee(attribution: Attribution, demande: Demande) -> Iterator[Constat]:
    if attribution.bail_le is None:
        if not attribution.engage:
            phrase = "demande déjà radiée pour attribution, alors qu’aucun bail n’est signé"
            yield Constat(Cause.RADIEE, PERDUE, phrase, BAILLEUR)
        return
    yield from _meme_bailleur(attribution.bailleur, demande)
    yield from _meme_bail(attribution.bail_le, demande)


def _meme_bailleur(bailleur: str | None, demande: Demande) -> Iterator[Constat]:
    """Une liste qui ne dit pas qui a attribué vient souvent du bailleur lui-même : alors c'est lui."""
    par = demande.attribue_par or demande.bailleur
    if not par or not bailleur:
        yield Constat(Cause.RADIATION, DOUTE, "le bailleur qui a attribué n’est pas connu", BAILLEUR)
    elif not meme_bailleur(par, bailleur):
        if demande.attribue_par:
            phrase = f"attribuée au SNE par {par}, pas par {bailleur}, bailleur du bail"
            yield Constat(Cause.RADIATION, PERDUE, phrase, BAILLEUR)
        else:
            phrase = f"radiée pour attribution dans la liste de {par} : est-ce bien par {bailleur} ?"
            yield Constat(Cause.RADIATION, DOUTE, phrase, BAILLEUR)


def _meme_bail(bail_le: date, demande: Demande) -> Iterator[Constat]:
    signe, radiee = demande.bail_le, demande.radiee_le
    if signe is not None and signe != bail_le:
        phrase = f"bail du {jour(signe)} au SNE, du {jour(bail_le)} dans le dossier"
        yield Constat(Cause.RADIATION, DOUTE, phrase, CHARGE, VERS_BAIL)
    elif signe is None and radiee is not None and radiee < bail_le:
        phrase = f"radiée pour attribution le {jour(radiee)}, avant le bail du {jour(bail_le)}"
        yield Constat(Cause.RADIATION, PERDUE, phrase, BAILLEUR)
    elif signe is None and radiee != bail_le:
        yield Constat(Cause.RADIATION, DOUTE, "la liste ne donne pas la date du bail", BAILLEUR)


def _pas_radiee(liste_apres_le_bail: bool, demande: Demande) -> Constat:
    if liste_apres_le_bail and demande.etat is EtatDemande.ACTIVE:
        phrase = f"encore active le {jour(demande.lu_le)} : à radier pour attribution"
        return Constat(Cause.RADIATION, PERDUE, phrase, BAILLEUR)
    raison = (
        "l’état de la demande est inconnu"
        if liste_apres_le_bail
        else f"la liste, du {jour(demande.lu_le)}, précède le bail"
    )
    return Constat(Cause.RADIATION, DOUTE, f"radiation pour attribution pas constatée : {raison}", BAILLEUR)

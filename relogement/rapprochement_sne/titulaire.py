"""La demande est-elle au nom de quelqu'un du dossier ? Le nom et la naissance ensemble, jamais le nom seul."""

from collections.abc import Iterable, Sequence

from relogement.doublons import Identite, Naissance, Rapprochement, Verdict, naissances, rapprocher
from relogement.doublons_lecture import lire
from relogement.doublons_noms import Degre, comparer
from relogement.rapprochement_sne.constat import Cause, Constat, Issue, Remede

VERS = "titulaire.naissance_le"


def du_titulaire(identites: Sequence[Identite], demande: Identite | None) -> Iterable[Constat]:
    """Rien si c'est la même personne ; sinon « à vérifier », ou « ne comptera pas » quand tout les sépare."""
    if demande is None:
        phrase = "la liste ne dit pas au nom de qui est la demande"
        yield Constat(Cause.TITULAIRE, Issue.A_VERIFIER, phrase, Remede.BAILLEUR)
        return
    if not identites:
        yield Constat(
            Cause.TITULAIRE, Issue.A_VERIFIER, "le dossier n’a pas de titulaire nommé", Remede.CHARGE, VERS
        )
        return
    if any(_identiques(une, demande) for une in identites):
        return  # le cas de presque tous, sans rien comparer lettre à lettre
    vus = [rapprocher(une, demande) for une in identites]
    meilleur = max(vus, key=lambda vu: (vu.verdict is Verdict.SUR, vu.verdict is Verdict.PROBABLE, vu.force))
    if meilleur.verdict is not Verdict.SUR:
        yield _ecart(identites, demande, meilleur)


def _identiques(une: Identite, demande: Identite) -> bool:
    connus = (demande.naissance, demande.nom, demande.prenom)
    return None not in connus and (une.naissance, une.nom, une.prenom) == connus


def _ecart(identites: Sequence[Identite], demande: Identite, vu: Rapprochement) -> Constat:
    if vu.verdict is Verdict.PROBABLE or any(_un_fait_commun(une, demande) for une in identites):
        inconnue = any(naissances(une, demande) is Naissance.INCONNUE for une in identites)
        phrase = f"la demande est-elle bien à son nom ? ({vu.raison})"
        return Constat(
            Cause.TITULAIRE, Issue.A_VERIFIER, phrase, Remede.CHARGE, VERS if inconnue else "menage.numero_unique"
        )
    phrase = f"la demande est au nom d’une autre personne ({vu.raison})"
    return Constat(Cause.TITULAIRE, Issue.NE_COMPTERA_PAS, phrase, Remede.CHARGE, "menage.numero_unique")


def _un_fait_commun(une: Identite, demande: Identite) -> bool:
    """Le même nom, ou la même naissance : un nom d'usage, une faute de frappe se vérifient avant de condamner."""
    noms = comparer(lire(une.nom, une.prenom), lire(demande.nom, demande.prenom))
    return noms.degre >= Degre.VARIANTE or naissances(une, demande) in (Naissance.MEME, Naissance.INCONNUE)

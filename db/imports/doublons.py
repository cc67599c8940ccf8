"""Dire, à la fin d'un import, quels dossiers créés sont peut-être déjà suivis ailleurs ; rien ne fusionne."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.doublons_de_la_base import Paire, doublons_possibles
from db.imports.rapport import Rapport, Sort
from db.journal import LigneDeJournal, ecriture_courante
from relogement.doublons import Verdict
from relogement.textes import pluriel

MONTRES, BEAUCOUP = 300, 20_000
PLUS_TARD = (
    "Trop de dossiers créés pour y chercher les doublons ici : voyez « Doublons possibles » après l’import."
)
_DEGRES = {Verdict.SUR: "est la même personne que", Verdict.PROBABLE: "est peut-être la même personne que"}


def signaler_les_doublons(session: Session, rapport: Rapport) -> None:
    """Une anomalie par paire, avec la référence de l'autre dossier et la raison."""
    if not rapport.lignes[Sort.CREEE]:
        return
    crees = _crees(session)
    if len(crees) > BEAUCOUP:
        rapport.signaler("", None, None, PLUS_TARD)
        return
    trouvees = doublons_possibles(session, de=crees) if crees else []
    for paire in trouvees[:MONTRES]:
        rapport.signaler("", None, None, _phrase(paire, crees))
    if len(trouvees) > MONTRES:
        autres = pluriel(len(trouvees) - MONTRES, "autre doublon possible", "autres doublons possibles")
        rapport.signaler("", None, None, f"{autres} : voyez la liste « Doublons possibles » après l’import.")


def _crees(session: Session) -> set[int]:
    """Les dossiers que cette écriture a créés."""
    lignes = LigneDeJournal
    requete = select(lignes.ligne_id).where(
        lignes.ecriture_id == ecriture_courante(session.connection()),
        lignes.objet == "menage",
        lignes.geste == "C",
    )
    return set(session.scalars(requete))


def _phrase(paire: Paire, crees: set[int]) -> str:
    cotes = sorted((paire.gauche, paire.droite), key=lambda d: d.menage_id not in crees)
    neuf, autre = (d.reference for d in cotes)
    return (
        f"Le dossier {neuf} {_DEGRES[paire.vu.verdict]} le dossier {autre} ({paire.vu.raison}). "
        "Comparez-les dans « Doublons possibles » : rien n’a été fusionné."
    )

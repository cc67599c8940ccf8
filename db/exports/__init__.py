"""Écrire un export de la base dans un fichier : tout ou rien."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from db.exports import agrege, extrait, rectifications, rime, saisie
from db.exports.portee import Portee
from db.fichier import Fichier
from db.moteur import est_serveur
from db.scelles.lecture import rejouer
from relogement.erreurs import ErreurMetier
from relogement.exports import RECTIFICATIONS, export_de
from relogement.exports.ecriture import ECRIVAINS
from relogement.exports.ecriture.cible import en_place
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.exports.tableau import Document
from relogement.scelles.periode import Periode
from relogement.travail import Avancement, sans_avancement

_DOCUMENTS: dict[str, Callable[[Portee, MiseEnPage | None], Document]] = {
    "saisie": lambda portee, _: saisie.document(portee),
    "rime": rime.document,
    "agrege": lambda portee, _: agrege.document(portee),
    "sqlite": extrait.document,
    RECTIFICATIONS.code: lambda portee, _: rectifications.document(portee),
}


def exporter(
    fichier: Fichier,
    code: str,
    vers: Path,
    *,
    operation: str | None = None,
    au: date,
    avancement: Avancement = sans_avancement,
    mise_en_page: MiseEnPage | None = None,
    periode: Periode | None = None,
) -> int:
    """Écrit l'export dans ``vers`` et rend le nombre de lignes de son tableau principal.

    D'une ``periode`` close, c'est le fichier gardé au moment du scellé, octet pour octet ; ses rectifications,
    elles, se lisent maintenant.

    Lève ``ErreurMetier`` si l'écriture ne peut pas se faire. Une erreur, ou une annulation levée par
    ``avancement``, ne laisse rien derrière elle et ne touche pas au fichier qui portait déjà ce nom.
    """
    export_de(code).verifier(vers.suffix)
    _epargner_la_base(fichier, vers)
    with en_place(vers) as provisoire, fichier.lire() as session:
        portee = Portee(session, operation, au, avancement, periode)
        portee.verifier()
        if periode is not None and code != RECTIFICATIONS.code:
            return rejouer(session, code, provisoire, periode, operation)
        return produire(portee, code, provisoire, mise_en_page)


def produire(portee: Portee, code: str, vers: Path, mise_en_page: MiseEnPage | None = None) -> int:
    """Écrit l'export dans ce fichier, d'après une session déjà ouverte ; rend son nombre de lignes."""
    document = _DOCUMENTS[code](portee, mise_en_page)
    ECRIVAINS[vers.suffix.lower()](document, vers)
    return document.tableaux[0].nb_lignes


def _epargner_la_base(fichier: Fichier, vers: Path) -> None:
    if est_serveur(fichier.base):
        return
    base = Path(fichier.base)
    if vers.exists() and base.exists() and vers.samefile(base):
        raise ErreurMetier(f"« {vers.name} » est la base ouverte. Donnez un autre nom à l’export.")

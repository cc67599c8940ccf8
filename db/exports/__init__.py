"""Écrire un export de la base dans un fichier : tout ou rien."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from db.exports import agrege, extrait, rectifications, rime, saisie
from db.exports.portee import Portee
from db.fichier import Fichier
from db.fuites import exiger
from db.fuites.vocabulaire import seuil_d_effectif
from db.moteur import est_serveur
from db.scelles.lecture import rejouer
from relogement.erreurs import ErreurMetier
from relogement.exports import RECTIFICATIONS, export_de
from relogement.exports.ecriture import ECRIVAINS
from relogement.exports.ecriture.cible import en_place
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.exports.tableau import Document
from relogement.fuites.rapport import AConfirmer, Rapport
from relogement.fuites.singularites import Regard
from relogement.scelles.periode import Periode
from relogement.travail import Avancement, sans_avancement

_DOCUMENTS: dict[str, Callable[[Portee, MiseEnPage | None], Document]] = {
    "saisie": lambda portee, _: saisie.document(portee),
    "rime": rime.document,
    "agrege": lambda portee, _: agrege.document(portee),
    "bilan": lambda portee, _: agrege.document_du_bilan(portee),
    "sqlite": extrait.document,
    RECTIFICATIONS.code: lambda portee, _: rectifications.document(portee),
}


@dataclass(frozen=True)
class Sortie:
    """Un export remis : les lignes de son tableau principal, et le contrôle qui l'a laissé passer."""

    lignes: int
    rapport: Rapport


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
    """Écrit l'export dans ``vers`` et rend le nombre de lignes de son tableau principal ; voir ``remettre``."""
    return remettre(
        fichier, code, vers, operation=operation, au=au, avancement=avancement, mise_en_page=mise_en_page,
        periode=periode,
    ).lignes  # fmt: skip


def remettre(
    fichier: Fichier,
    code: str,
    vers: Path,
    *,
    operation: str | None = None,
    au: date,
    avancement: Avancement = sans_avancement,
    mise_en_page: MiseEnPage | None = None,
    periode: Periode | None = None,
    a_confirmer: bool = False,
) -> Sortie:
    """Écrit l'export, le rouvre et le fouille, puis seulement lui donne son nom.

    D'une ``periode`` close, c'est le fichier gardé au moment du scellé, octet pour octet, fouillé alors ;
    ses rectifications, elles, se lisent maintenant.

    Lève ``ErreurMetier`` si l'écriture ne peut pas se faire, ``FuiteTrouvee`` si le fichier désigne quelqu'un, et,
    si ``a_confirmer``, ``AConfirmer`` quand des ménages peuvent s'y reconnaître. Une erreur, ou une annulation
    levée par ``avancement``, ne laisse rien derrière elle et ne touche pas au fichier qui portait ce nom.
    """
    export_de(code).verifier(vers.suffix)
    _epargner_la_base(fichier, vers)
    with en_place(vers) as provisoire, fichier.lire() as session:
        portee = Portee(session, operation, au, avancement, periode)
        portee.verifier()
        if periode is not None and code != RECTIFICATIONS.code:
            lignes = rejouer(session, code, provisoire, periode, operation)
            return Sortie(lignes, Rapport(vers.name, nominatif=export_de(code).nominatif, scelle=True))
        sortie = _produire(portee, code, provisoire, mise_en_page, nom=vers.name, auteur=fichier.auteur)
        if a_confirmer and sortie.rapport.singularites:
            raise AConfirmer(sortie.rapport)
        return sortie


def produire(portee: Portee, code: str, vers: Path, mise_en_page: MiseEnPage | None = None) -> int:
    """Écrit l'export dans ce fichier, d'une session déjà ouverte, et le fouille ; rend son nombre de lignes."""
    return _produire(portee, code, vers, mise_en_page, nom=vers.name).lignes


def _produire(
    portee: Portee, code: str, vers: Path, mise_en_page: MiseEnPage | None, *, nom: str, auteur: str = ""
) -> Sortie:
    session, au = portee.session, portee.au
    regard = Regard(_DOCUMENTS[code](portee, mise_en_page), seuil_d_effectif(session, au))
    ECRIVAINS[vers.suffix.lower()](regard.document, vers)
    rapport = exiger(
        session, vers, export=export_de(code), document=regard.document, au=au, nom=nom, auteur=auteur
    )
    lignes = regard.document.tableaux[0].nb_lignes
    return Sortie(lignes, replace(rapport, singularites=regard.singularites))


def _epargner_la_base(fichier: Fichier, vers: Path) -> None:
    if est_serveur(fichier.base):
        return
    base = Path(fichier.base)
    if vers.exists() and base.exists() and vers.samefile(base):
        raise ErreurMetier(f"« {vers.name} » est la base ouverte. Donnez un autre nom à l’export.")

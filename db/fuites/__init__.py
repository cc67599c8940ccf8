"""Aucun fichier ne sort sans être rouvert et fouillé : la base dit quoi chercher, et de qui parle la trouvaille.

    rapport = controler(session, chemin, document=document)             # un export en tableaux, qui s'écrit
    rapport = controler(session, chemin, declaration=Declaration(...))  # un fichier mis en page autrement
    rapport = controler(session, chemin)                                # un fichier quelconque

``rapport.propre`` est faux si quelque chose désigne quelqu'un ; ``rapport.phrase`` le dit sans citer la donnée.
``exiger(…)``, mêmes arguments, lève ``FuiteTrouvee`` (une ``ErreurMetier``) : à appeler sur le fichier provisoire,
dans le ``with en_place(vers)``, avant que le fichier ne prenne son nom. ``nom`` est celui qu'il portera.
``exiger_sans_les_noms`` admet les références des dossiers, que les partenaires d'une cellule connaissent.
``exiger_textes`` fait de même des textes que l'on vient de peindre : une image ne se relit pas.
``POUR_LES_PARTENAIRES`` est la déclaration d'un document en phrases, qui peut citer une opération ou un bailleur.
Un export nominatif n'est pas fouillé : il est fait pour l'équipe, et le dit.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from db.fuites.aiguilles import aiguilles_du_menage, lire_aiguilles
from db.fuites.dossiers import situer
from db.fuites.vocabulaire import VocabulaireDeLaBase
from db.horloge import aujourdhui
from relogement.exports.export import Export
from relogement.exports.tableau import Document
from relogement.fuites.controle import Controle
from relogement.fuites.declaration import Declaration, Origine, declarer
from relogement.fuites.morceaux import Texte
from relogement.fuites.rapport import FuiteTrouvee, Rapport
from relogement.menage import Menage

__all__ = [
    "POUR_LES_PARTENAIRES", "Declaration", "FuiteTrouvee", "Rapport", "controler", "exiger",
    "exiger_sans_le_menage", "exiger_sans_les_noms", "exiger_textes",
]  # fmt: skip

POUR_LES_PARTENAIRES = Declaration(
    origines=(
        Origine.PROJET, Origine.OPERATION, Origine.BAILLEUR, Origine.COMMUNE, Origine.QUARTIER, Origine.MOTIF,
        Origine.CODES,
    )
)  # fmt: skip


def controler(
    session: Session,
    source: Path | bytes,
    *,
    export: Export | None = None,
    document: Document | None = None,
    declaration: Declaration | None = None,
    au: date | None = None,
    nom: str = "",
    auteur: str = "",
) -> Rapport:
    """Rouvre ce fichier (ou ces octets) et cherche dans toutes ses parties ce que la base sait des personnes.

    ``document`` déclare ses colonnes ; ``au`` est un jour que le fichier a le droit de citer ; ``auteur`` est
    l'agent qui écrit, dont le nom ne sort pas non plus. Sans déclaration, c'est un fichier quelconque.
    """
    nom = nom or (source.name if isinstance(source, Path) else "fichier")
    if export is not None and export.nominatif:
        return Rapport(nom, nominatif=True)
    if document is not None:
        declaration = _reunir(declarer(document), declaration)
    if declaration is not None:
        declaration = declaration.avec(jours=[jour for jour in (au, aujourdhui()) if jour])
    return situer(session, _controle(session, declaration, auteur).controler(source, nom))


def _controle(session: Session, declaration: Declaration | None, auteur: str) -> Controle:
    aiguilles = lire_aiguilles(session, auteurs=[auteur])
    return Controle(aiguilles, VocabulaireDeLaBase(session, aiguilles), declaration)


def exiger(
    session: Session,
    source: Path | bytes,
    *,
    export: Export | None = None,
    document: Document | None = None,
    declaration: Declaration | None = None,
    au: date | None = None,
    nom: str = "",
    auteur: str = "",
) -> Rapport:
    """Comme ``controler`` ; lève ``FuiteTrouvee`` si le fichier désigne quelqu'un."""
    return _exige(
        controler(
            session, source, export=export, document=document, declaration=declaration, au=au, nom=nom,
            auteur=auteur,
        )
    )  # fmt: skip


def exiger_textes(
    session: Session, textes: Iterable[str], *, declaration: Declaration, au: date, nom: str, auteur: str = ""
) -> Rapport:
    """Fouille les textes peints d'une image de ce nom ; lève ``FuiteTrouvee`` si l'un d'eux désigne quelqu'un."""
    peints = [Texte("texte de l’image", texte) for texte in dict.fromkeys(textes)]
    controle = _controle(session, declaration.avec(jours=[au, aujourdhui()]), auteur)
    return _exige(situer(session, controle.controler_morceaux(peints, nom)))


def exiger_sans_le_menage(
    session: Session, textes: Iterable[str], menage: Menage, *, jours: Iterable[date]
) -> None:
    """Fouille les textes d'une fiche masquée : rien n'y nomme ce ménage ; lève ``FuiteTrouvee`` sinon."""
    aiguilles = aiguilles_du_menage(menage)
    declaration = POUR_LES_PARTENAIRES.avec(jours=[*jours, aujourdhui()])
    controle = Controle(aiguilles, VocabulaireDeLaBase(session, aiguilles), declaration)
    ecrits = (Texte("texte de la fiche", texte) for texte in textes)
    _exige(situer(session, controle.controler_morceaux(ecrits, "fiche")))


def exiger_sans_les_noms(
    session: Session, source: Path | bytes, *, declaration: Declaration, nom: str, auteur: str = ""
) -> Rapport:
    """Fouille un fichier qui désigne les ménages par leur référence, et par elle seule ; lève ``FuiteTrouvee``."""
    aiguilles = lire_aiguilles(session, auteurs=[auteur])
    aiguilles.references.clear()
    aiguilles.references_faibles.clear()
    dites = declaration.avec(jours=[aujourdhui()])
    controle = Controle(aiguilles, VocabulaireDeLaBase(session, aiguilles), dites)
    return _exige(situer(session, controle.controler(source, nom)))


def _exige(rapport: Rapport) -> Rapport:
    if not rapport.propre:
        raise FuiteTrouvee(rapport)
    return rapport


def _reunir(une: Declaration, autre: Declaration | None) -> Declaration:
    if autre is None:
        return une
    return Declaration(
        {**autre.colonnes, **une.colonnes}, une.textes | autre.textes, (*une.origines, *autre.origines),
        une.jours | autre.jours,
    )  # fmt: skip

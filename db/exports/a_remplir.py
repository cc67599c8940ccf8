"""Préparer un modèle à envoyer : ce que le projet y met d'avance, puis le contrôle avant de le remettre.

Le modèle part chez quelqu'un d'autre : sans qu'on le demande, il est vide. Prérempli, il ne porte que des codes et
des adresses de logements ; des noms, pour un bailleur nommé, et seulement ceux de ses propres locataires.
Le contrôle relit la base de son côté pour savoir ce qui a le droit d'y être.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.exports import Sortie
from db.fichier import Fichier
from db.fuites import POUR_LES_PARTENAIRES, exiger
from db.fuites.aiguilles import lire_aiguilles
from db.horloge import aujourdhui
from db.operations import exiger_operation
from relogement.erreurs import ErreurMetier
from relogement.exports.a_remplir import Modele, Preparation, modele_de
from relogement.exports.ecriture.cible import en_place
from relogement.exports.ecriture.grille import ecrire, textes_ecrits
from relogement.exports.grille import Grille
from relogement.exports.tableau import Valeur
from relogement.fuites.aiguilles import Genre
from relogement.fuites.recherche import Force, chercher
from relogement.modeles import LogementQuitte, Menage, Operation, Personne
from relogement.nomenclatures import StatutLogement, TypeDossier
from relogement.rapprochement import cle

EXTENSION = ".xlsx"
# Une adresse est un lieu, et un code de logement peut s'écrire comme la référence d'un dossier.
DU_LIEU = frozenset((Genre.ADRESSE, Genre.REFERENCE))
LIEUX = ("ug", "adresse", "porte", "batiment", "entree", "etage")
Logements = Sequence[LogementQuitte]


@dataclass(frozen=True)
class Envoi:
    """Ce que l'on envoie, et à qui ; ``prerempli`` met les logements connus, ``avec_noms`` leurs locataires."""

    modele: str
    bailleur: str | None = None
    operation: str | None = None
    prerempli: bool = False
    avec_noms: bool = False


def remettre_le_modele(fichier: Fichier, envoi: Envoi, vers: Path) -> Sortie:
    """Écrit le modèle, le rouvre et le fouille, puis seulement lui donne son nom.

    Lève ``ErreurMetier`` si la demande ne se peut pas, ``FuiteTrouvee`` si le fichier désigne quelqu'un qui n'a
    rien à y faire. Rien n'est écrit alors.
    """
    if vers.suffix.lower() != EXTENSION:
        raise ErreurMetier(f"« {vers.name} » doit finir par {EXTENSION} : un modèle est un classeur Excel.")
    modele, au = modele_de(envoi.modele), aujourdhui()
    with en_place(vers) as provisoire, fichier.lire() as session:
        preparation = preparer(session, modele, envoi, au)
        grille = modele.grille(preparation)
        ecrire(grille, provisoire)
        permis = POUR_LES_PARTENAIRES.avec(textes=_permis(session, grille, envoi), jours=_jours(grille))
        rapport = exiger(session, provisoire, declaration=permis, au=au, nom=vers.name, auteur=fichier.auteur)
    return Sortie(len(preparation.lignes), replace(rapport, reserve=_reserve(envoi)))


def _reserve(envoi: Envoi) -> str:
    """Ce que le fichier porte à dessein : il ne faut pas le dire sans nom."""
    if not envoi.avec_noms:
        return ""
    return (
        f"Il porte les noms des locataires de {envoi.bailleur}, et d’eux seuls. Ne l’envoyez qu’à "
        "ce bailleur, par le moyen convenu pour les données personnelles."
    )


def preparer(session: Session, modele: Modele, envoi: Envoi, au: date) -> Preparation:
    """Ce que l'on met d'avance dans le modèle."""
    _verifier(modele, envoi)
    exiger_operation(session, envoi.operation)
    libelle = session.scalar(select(Operation.libelle).where(Operation.code == envoi.operation))
    lignes: list[dict[str, Valeur]] = []
    if envoi.prerempli:
        lignes = [_ligne(modele, logement) for logement in _a_remplir(session, envoi)]
    if envoi.avec_noms:
        _nommer(session, lignes, envoi)
    return Preparation(envoi.bailleur, envoi.operation, libelle, lignes, envoi.avec_noms, au)


def bailleurs_connus(session: Session, operation: str | None = None) -> list[str]:
    """Les bailleurs des logements à vider, sans doublon d'écriture."""
    requete = select(LogementQuitte.bailleur).join(LogementQuitte.operation).distinct()
    if operation is not None:
        requete = requete.where(Operation.code == operation)
    noms = sorted(nom for nom in session.scalars(requete) if nom)
    return list({cle(nom): nom for nom in reversed(noms)}.values())[::-1]


def _verifier(modele: Modele, envoi: Envoi) -> None:
    if envoi.prerempli and not modele.connus:
        raise ErreurMetier(f"Le modèle « {modele.libelle} » part toujours vide : il n’y a rien à y préremplir.")
    if envoi.avec_noms and not modele.nommants:
        raise ErreurMetier(f"Le modèle « {modele.libelle} » ne porte jamais de nom.")
    if envoi.avec_noms and not (envoi.prerempli and envoi.bailleur):
        raise ErreurMetier(
            "Les noms ne sont mis que dans un modèle prérempli et pour un bailleur que vous nommez : il ne reçoit "
            "que ceux de ses propres locataires."
        )


def _a_remplir(session: Session, envoi: Envoi) -> Logements:
    """Les logements de ce bailleur dans cette opération ; sans bailleur, ils doivent tous être du même."""
    logements = _logements(session, envoi.operation)
    if envoi.bailleur is None:
        bailleurs = bailleurs_connus(session, envoi.operation)
        if len(bailleurs) > 1:
            raise ErreurMetier(
                f"Les logements sont à plusieurs bailleurs ({', '.join(bailleurs)}) : dites auquel vous envoyez "
                "le modèle, il ne recevra que les siens."
            )
    else:
        logements = [logement for logement in logements if cle(logement.bailleur or "") == cle(envoi.bailleur)]
    if not logements:
        connus = ", ".join(bailleurs_connus(session, envoi.operation)) or "aucun"
        raise ErreurMetier(
            f"Aucun logement connu à préremplir. Bailleurs connus : {connus}. Envoyez plutôt un modèle vide."
        )
    return logements


def _logements(session: Session, operation: str | None) -> Logements:
    """Les logements à vider, sans les annexes, dans l'ordre où l'on visite l'immeuble."""
    requete = select(LogementQuitte).join(LogementQuitte.operation).where(LogementQuitte.ug.is_not(None))
    requete = requete.where(LogementQuitte.statut != StatutLogement.ANNEXE)
    if operation is not None:
        requete = requete.where(Operation.code == operation)
    lus = session.scalars(requete).all()
    return sorted(lus, key=lambda lu: (lu.batiment or "", lu.entree or "", lu.ug or "", lu.id))


def _ligne(modele: Modele, logement: LogementQuitte) -> dict[str, Valeur]:
    ligne: dict[str, Valeur] = {nom: getattr(logement, nom) for nom in modele.connus if nom != "typologie"}
    if "typologie" in modele.connus and logement.typologie is not None:
        ligne["typologie"] = logement.typologie.libelle
    return ligne


def _nommer(session: Session, lignes: Sequence[dict[str, Valeur]], envoi: Envoi) -> None:
    """Le titulaire en place de chaque logement : ni sorti, ni relogé."""
    requete = (
        select(Menage)
        .join(Menage.logement_quitte)
        .join(Menage.operation)
        .where(Menage.type == TypeDossier.TITULAIRE, Menage.sorti_le.is_(None))
        .options(*map(selectinload, (Menage.personnes, Menage.relogements, Menage.logement_quitte)))
    )
    if envoi.operation is not None:
        requete = requete.where(Operation.code == envoi.operation)
    par_ug = {ligne["ug"]: ligne for ligne in lignes}
    for menage in session.scalars(requete):
        logement, titulaire = menage.logement_quitte, menage.titulaire
        siens = logement is not None and cle(logement.bailleur or "") == cle(envoi.bailleur or "")
        if logement is None or not siens or titulaire is None or menage.relogements:
            continue
        if (ligne := par_ug.get(logement.ug)) is not None:
            ligne.update(nom=titulaire.nom, prenom=titulaire.prenom)


def _permis(session: Session, grille: Grille, envoi: Envoi) -> Iterator[str]:
    """Ce que le fichier a le droit d'écrire : nos propres phrases, et du bailleur ce qu'il sait déjà."""
    yield from textes_ecrits(grille)
    yield from filter(None, (envoi.bailleur, envoi.operation))
    if envoi.prerempli:
        yield from _lieux_permis(session, envoi.bailleur)
    if envoi.avec_noms:
        yield from _noms_permis(session, envoi.bailleur)


def _lieux_permis(session: Session, bailleur: str | None) -> Iterator[str]:
    """Les lieux de ses logements, sauf celui où l'on a tapé une personne : un nom que porte un seul logement."""
    lieux = select(LogementQuitte.bailleur, *(getattr(LogementQuitte, nom) for nom in LIEUX))
    siens = Counter(
        texte
        for de, *textes in session.execute(lieux)
        if bailleur is None or cle(de or "") == cle(bailleur)
        for texte in filter(None, textes)
    )
    aiguilles = lire_aiguilles(session)
    for texte, logements in siens.items():
        trouvees = (t for t in chercher(texte, aiguilles) if t.force is not Force.FAIBLE)
        nommants = {trouvaille.genre for trouvaille in trouvees} - DU_LIEU
        if not nommants or (logements > 1 and nommants <= {Genre.NOM, Genre.PRENOM}):
            yield texte


def _noms_permis(session: Session, bailleur: str | None) -> Iterator[str]:
    """Les personnes de ses logements."""
    noms = (
        select(LogementQuitte.bailleur, Personne.nom, Personne.prenom)
        .join(Menage, Menage.logement_quitte_id == LogementQuitte.id)
        .join(Personne, Personne.menage_id == Menage.id)
    )
    for de, nom, prenom in session.execute(noms):
        if cle(de or "") == cle(bailleur or ""):
            yield from filter(None, (nom, prenom))


def _jours(grille: Grille) -> list[date]:
    """Les dates de la ligne d'exemple : quelqu'un peut être né l'un de ces jours."""
    return [valeur for valeur in grille.exemple if isinstance(valeur, date)]

"""Ce qui s'importe d'un tableau : comment le lire, comment le reprendre. Une nature de plus est une ligne ici."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from db import horloge
from db.imports import autre, enquete, etat_locatif, liste, numeros, offres, residences, rime, rpls, saisie
from db.imports.chantier import Chantier
from db.imports.seuils_q1 import fusionner_seuils_q1
from relogement.imports.autre import lire_autre
from relogement.imports.choix import Choix
from relogement.imports.enquete import lire_enquetes
from relogement.imports.etat_locatif import LogementLu, lire_etat_locatif
from relogement.imports.lecture import Classeur
from relogement.imports.liste import LigneListe, lire_liste
from relogement.imports.nature import NatureImport
from relogement.imports.numeros import lire_numeros
from relogement.imports.offres import lire_offres
from relogement.imports.reconnaissance import AutreNature
from relogement.imports.residences import ResidenceDuFichier, lire_residences
from relogement.imports.residences.colonnes import NOMBRE
from relogement.imports.resultat import Lecture
from relogement.imports.rime import lire_rime
from relogement.imports.rpls import lire_rpls
from relogement.imports.saisie import LigneSaisie, lire_saisie
from relogement.imports.seuils_q1 import lire_seuils_q1

Postes = Mapping[str, str]
_AVANT = {"loyer": "LOYER_AV", "charges": "CHARGES_AV", "apl": "APL_AV", "rls": "RLS_AV"}
_SIMPLES = {poste: poste for poste in ("loyer", "charges", "apl", "rls")}


def valeur_simple(objet: Any, champ: str) -> Any:
    """L'attribut du même nom que la colonne."""
    return getattr(objet, champ, None)


def _du_logement(lu: LogementLu, champ: str) -> Any:
    """Une valeur du logement ou de son occupant ; d'une annexe, le nom de son locataire et son loyer."""
    if champ == "statut":
        return None
    if hasattr(lu, champ):
        return getattr(lu, champ)
    if lu.annexe is not None:
        locataire = lu.annexe.locataire
        identite = {"nom": locataire and locataire.nom, "prenom": locataire and locataire.prenom}
        return {**identite, "loyer": lu.annexe.loyer}.get(champ)
    return getattr(lu.occupant, champ, None)


def _montants_du_logement(lu: LogementLu) -> Mapping[str, Decimal | None]:
    """Ceux des logements loués ; le loyer d'une annexe n'y entre pas."""
    return {} if lu.occupant is None else {poste: getattr(lu.occupant, poste) for poste in _SIMPLES}


def _de_la_saisie(lue: LigneSaisie, champ: str) -> Any:
    return lue.valeurs.get(champ)


def _montants_de_la_saisie(lue: LigneSaisie) -> Mapping[str, Decimal | None]:
    return {poste: lue.valeurs.get(code) for poste, code in _AVANT.items()}


def _de_la_liste(lue: LigneListe, champ: str) -> Any:
    return lue.valeurs.get(champ)


def _de_la_residence(lue: ResidenceDuFichier, champ: str) -> Any:
    """Un attribut, ou ce que mesure une colonne d'indicateur : son nombre s'il y en a un, sinon son taux."""
    if champ == "residence" or not (mesure := lue.mesure(champ)):
        return getattr(lue, champ, None)
    return mesure.nombre if champ.startswith(NOMBRE) else mesure.taux


def _sans_montant(_: Any) -> Mapping[str, Decimal | None]:
    return {}


def _simplement(lire: Callable[[Classeur], Any]) -> Callable[[Classeur, Choix], Any]:
    """Ce qui se lit sans rien savoir des choix."""
    return lambda classeur, _: lire(classeur)


@dataclass(frozen=True)
class Nature:
    """``valeur`` rend ce que la lecture a fait d'une colonne, ``montants`` ce qui s'additionne d'une ligne.

    ``postes`` : la colonne de chaque poste, pour comparer les sommes aux totaux du fichier ; ``liee`` : décocher
    la ligne en change une autre. ``lire`` peut rendre plus qu'une lecture : ``lecture`` l'en tire.
    """

    code: str
    lire: Callable[[Classeur, Choix], Any]
    fusionner: Callable[[Chantier, Any], None]
    valeur: Callable[[Any, str], Any] = valeur_simple
    montants: Callable[[Any], Mapping[str, Decimal | None]] = _sans_montant
    postes: Postes = field(default_factory=dict)
    liee: Callable[[Any], bool] = lambda _: False
    des_logements: bool = True
    lecture: Callable[[Any], Lecture[Any]] = lambda lue: lue


NATURES: tuple[Nature, ...] = (
    Nature(
        NatureImport.ETAT_LOCATIF.value,
        _simplement(lire_etat_locatif),
        etat_locatif.fusionner_etat_locatif,
        _du_logement,
        _montants_du_logement,
        _SIMPLES,
        liee=lambda lu: lu.annexe is not None and lu.annexe.locataire is not None,
    ),
    Nature(NatureImport.ENQUETE.value, _simplement(lire_enquetes), enquete.fusionner_enquetes),
    Nature(
        NatureImport.SAISIE.value,
        _simplement(lire_saisie),
        saisie.fusionner_saisie,
        _de_la_saisie,
        _montants_de_la_saisie,
        _AVANT,
    ),
    Nature(NatureImport.OFFRES.value, _simplement(lire_offres), offres.fusionner_offres),
    Nature(
        NatureImport.LISTE.value, _simplement(lire_liste), liste.fusionner_liste, _de_la_liste, des_logements=False
    ),
    Nature(NatureImport.Q1.value, _simplement(lire_seuils_q1), fusionner_seuils_q1, des_logements=False),
    Nature(NatureImport.NUMEROS.value, _simplement(lire_numeros), numeros.fusionner_numeros, des_logements=False),
    Nature(
        NatureImport.RPLS.value,
        lambda classeur, choix: lire_rpls(classeur, choix.millesime),
        rpls.fusionner_rpls,
        des_logements=False,
        lecture=attrgetter("logements"),
    ),
    Nature(
        NatureImport.RESIDENCES.value,
        lambda classeur, _: lire_residences(classeur, horloge.aujourdhui()),
        residences.fusionner_residences,
        _de_la_residence,
        des_logements=False,
    ),
    Nature(AutreNature.RIME.value, _simplement(lire_rime), rime.fusionner_rime, _de_la_saisie),
    Nature(
        AutreNature.AUTRE.value,
        _simplement(lire_autre),
        autre.fusionner_autre,
        _de_la_saisie,
        _montants_de_la_saisie,
        _AVANT,
    ),
)


def nature_de(code: str) -> Nature | None:
    return next((nature for nature in NATURES if nature.code == code), None)

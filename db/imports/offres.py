"""Fusionner des vacances de bailleurs : un logement se reconnaît à son bailleur, son adresse et ses mesures."""

from typing import Any

from sqlalchemy import select

from db.imports.chantier import Chantier
from db.imports.fiches import Fiche
from db.imports.reperage import DemandeAPlat, Lieu, Reperage
from relogement.imports.offres import OffreLue
from relogement.imports.resultat import Lecture
from relogement.modeles import LogementOffert
from relogement.rapprochement import cle

_IDENTITE = ("bailleur", "residence", "adresse", "commune_insee", "typologie", "surface", "etage")
_DU_LOGEMENT = (
    "bailleur", "residence", "adresse", "commune", "code_postal", "commune_insee", "lon", "lat", "qpv",
    "typologie", "surface", "etage", "ascenseur", "adapte_pmr", "premiere_location", "loyer", "charges",
    "chauffage", "chauffage_inclus", "financement", "conventionne_le", "mise_en_service_le", "disponible_le",
    "reservation", "reservataire",
)  # fmt: skip
Cle = tuple[str, ...]


def fusionner_offres(chantier: Chantier, lecture: Lecture[OffreLue]) -> None:
    """Ajoute les logements nouveaux et met à jour ceux que l'on connaît déjà."""
    colonnes = (getattr(LogementOffert, nom) for nom in _IDENTITE)
    connus = {_cle(tuple(v)): n for n, *v in chantier.session.execute(select(LogementOffert.id, *colonnes))}
    reperage, vus = Reperage(chantier.session, chantier.rapport), dict[Cle, int]()
    for paquet in chantier.paquets(lecture.objets):
        ids = [connus[c] for lue in paquet if (c := _cle_de(lue)) in connus]
        lus = {f.id: f for f in (chantier.lire(LogementOffert, LogementOffert.id.in_(ids)) if ids else ())}
        repris = [_reprendre(chantier, lue, lus.get(connus.get(_cle_de(lue))), vus) for lue in paquet]
        chantier.trancher()
        reperage.completer([d for d in repris if d is not None])
    reperage.conclure()


def sujet(lue: OffreLue) -> str:
    lieu = lue.residence or lue.adresse or lue.commune or ""
    return " · ".join(filter(None, (str(lue.typologie.libelle), lieu)))


def _reprendre(
    chantier: Chantier, lue: OffreLue, logement: Fiche | None, vus: dict[Cle, int]
) -> DemandeAPlat | None:
    ligne = chantier.reprendre(lue, sujet(lue))
    if (deja := vus.get(_cle_de(lue))) is not None:
        ligne.ecarter(
            None,
            f"Le même logement est déjà à la ligne {deja}, mêmes adresse, étage et surface : si ce sont deux "
            "logements, dites en quoi ils diffèrent ; sinon gardez une seule ligne.",
        )  # fmt: skip
        return None
    if ligne.cochee:
        vus[_cle_de(lue)] = lue.ligne
    if logement is None:
        logement = ligne.creer(LogementOffert, principal=True)
    ligne.poser(logement, {nom: getattr(lue, nom) for nom in _DU_LOGEMENT})
    if ligne.cochee:
        chantier.rapport.logements += 1
    return DemandeAPlat(chantier, ligne, logement, None, Lieu(lue.feuille, lue.ligne))


def _cle_de(lue: OffreLue) -> Cle:
    return _cle(tuple(getattr(lue, nom) for nom in _IDENTITE))


def _cle(valeurs: tuple[Any, ...]) -> Cle:
    return tuple("" if valeur is None else cle(str(valeur)) for valeur in valeurs)

"""Ce que quelqu'un a saisi lui-même : le dernier acte qui a donné sa valeur à un champ n'est pas un import.

Un acte annulé n'a rien donné, et son annulation non plus : on remonte à celui d'avant. Une valeur que personne
n'a changée depuis la création de sa ligne vient de cette création.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, or_, select

from db.imports.fiches import Fiche
from db.journal import Ecriture, LigneDeJournal
from db.lots_importes import LotImporte
from db.provenances import Trait, qui_l_a_donnee, rang_du_trait
from db.remise import lots as par_lots
from relogement.imports.apercu import Ecart

IMPORT = "Import "
SANS_AUTEUR_SAISI = ("Projet fictif", "Mise à jour du fichier")
Champ = tuple[str, int, str]


class Saisie(NamedTuple):
    """Qui, et quand."""

    auteur: str
    le: datetime | None


class _Posee(Protocol):
    fiche: Fiche
    nom: str
    ecart: Ecart


def saisies_recentes(connexion: Connection, poses: Iterable[_Posee]) -> Mapping[Champ, Saisie]:
    """Les champs, parmi ceux que le fichier veut changer, que quelqu'un a saisis depuis leur dernier import."""
    voulus: dict[str, dict[int, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    dossiers: dict[str, set[int]] = defaultdict(set)
    for pose in poses:
        fiche, objet = pose.fiche, pose.fiche.modele.__tablename__
        assert fiche.id is not None
        voulus[objet][fiche.id].setdefault(pose.nom, pose.ecart.ancien)
        dossier = fiche.id if objet == "menage" else fiche.valeurs.get("menage_id")
        if isinstance(dossier, int):
            dossiers[objet].add(dossier)
    if not voulus:
        return {}
    importees = frozenset(connexion.scalars(select(LotImporte.ecriture_id)))
    trouvees: dict[Champ, Saisie] = {}
    for objet, lignes in voulus.items():
        traits = _traits(connexion, objet, lignes, sorted(dossiers[objet]))
        for numero, noms in lignes.items():
            for nom, ancien in noms.items():
                siens = sorted(traits.get((numero, nom), []) + traits.get((numero, None), []), key=rang_du_trait)
                if (saisie := _saisie(siens, ancien, importees)) is not None:
                    trouvees[objet, numero, nom] = saisie
    return trouvees


def _traits(
    connexion: Connection, objet: str, lignes: Mapping[int, Mapping[str, Any]], dossiers: Sequence[int]
) -> dict[tuple[int, str | None], list[Trait]]:
    """Les créations de ces lignes et les changements de ces champs, par ligne et champ."""
    j = LigneDeJournal
    noms = sorted({nom for siens in lignes.values() for nom in siens})
    requete = (
        select(
            j.ligne_id, j.champ, j.geste, j.ecriture_id, Ecriture.annule_id, Ecriture.acte, Ecriture.auteur,
            Ecriture.le,
        )
        .join(Ecriture, Ecriture.id == j.ecriture_id)
        .where(j.objet == objet, or_(j.champ.in_(noms), j.geste == "C"))
        .order_by(j.id)
    )  # fmt: skip
    traits: dict[tuple[int, str | None], list[Trait]] = defaultdict(list)
    du_dossier = bool(dossiers)
    for lot in par_lots(dossiers if du_dossier else lignes):
        ou = j.dossier_id.in_(lot) if du_dossier else j.dossier_id.is_(None) & j.ligne_id.in_(lot)
        for ligne in connexion.execute(requete.where(ou)):
            if ligne.ligne_id in lignes:
                traits[ligne.ligne_id, ligne.champ].append(Trait(*ligne[2:]))
    return traits


def _saisie(traits: Sequence[Trait], ancien: Any, importees: frozenset[int]) -> Saisie | None:
    """Rien d'un import, ni de ce que la création de la ligne a laissé inconnu."""
    trait = qui_l_a_donnee(traits)
    if trait is None or (trait.geste == "C" and ancien is None) or _est_un_import(trait, importees):
        return None
    return Saisie(trait.auteur, trait.le)


def _est_un_import(trait: Trait, importees: frozenset[int]) -> bool:
    return trait.ecriture in importees or trait.acte.startswith(IMPORT) or trait.acte in SANS_AUTEUR_SAISI

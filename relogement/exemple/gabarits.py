"""Un dossier mis à plat : ses lignes, table par table, prêtes à être recopiées en nombre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect

from relogement.base import Ligne
from relogement.modeles import (
    Accompagnement,
    Besoin,
    Contact,
    Cout,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    PassageCaleol,
    Personne,
    Relogement,
    Souhait,
)
from relogement.operation import Operation
from relogement.suivi import Suivi

# Les mois de ressources ne se recopient pas, le total du ménage les dit.
# Chaque table après celles dont elle dépend, et ce que désigne chacun de ses liens.
LIENS: Mapping[type[Ligne], Mapping[str, type[Ligne]]] = {
    LogementQuitte: {"operation_id": Operation},
    LogementOffert: {},
    Menage: {"operation_id": Operation, "dossier_parent_id": Menage, "logement_quitte_id": LogementQuitte},
    Personne: {"menage_id": Menage},
    Offre: {"menage_id": Menage, "logement_id": LogementOffert},
    PassageCaleol: {"menage_id": Menage, "offre_id": Offre},
    Relogement: {"menage_id": Menage, "logement_id": LogementOffert, "offre_id": Offre},
    Cout: {"menage_id": Menage, "offre_id": Offre, "relogement_id": Relogement},
    Suivi: {"menage_id": Menage},
    Contact: {"menage_id": Menage},
    Etape: {"menage_id": Menage},
    Souhait: {"menage_id": Menage},
    Besoin: {"menage_id": Menage},
    Accompagnement: {"menage_id": Menage},
}
# Ce qui change d'une copie à l'autre ; tout le reste est celui du gabarit.
IDENTITE: Mapping[type[Ligne], Sequence[str]] = {
    LogementQuitte: ("ug",),
    Menage: ("reference", "telephone", "numero_unique"),
    Personne: ("nom", "prenom"),
}
CONTACTS_GARDES = 2


@dataclass(frozen=True)
class Copiable:
    """Une ligne : où pointent ses liens dans le gabarit, son identité, et le reste."""

    liens: tuple[int | None, ...]
    identite: tuple[Any, ...]
    reste: tuple[Any, ...]


@dataclass(frozen=True)
class Gabarit:
    """Les lignes d'un dossier (et de ses décohabitants), ou d'un logement vacant."""

    lignes: Mapping[type[Ligne], Sequence[Copiable]]

    def effectif(self, modele: type[Ligne]) -> int:
        return len(self.lignes[modele])


def colonnes(modele: type[Ligne]) -> tuple[str, ...]:
    """L'ordre des valeurs d'une copie : le numéro, les liens, l'identité, le reste."""
    return ("id", *LIENS[modele], *IDENTITE.get(modele, ()), *_reste(modele))


def mettre_a_plat(menages: Sequence[Menage], vacants: Sequence[LogementQuitte] = ()) -> Gabarit:
    """Le gabarit de ces dossiers, qui partagent leurs logements."""
    objets, cibles = _objets(menages, vacants), _cibles(menages)
    rangs = {id(objet): rang for groupe in objets.values() for rang, objet in enumerate(groupe)}

    def rang(objet: Any, lien: str) -> int | None:
        return 0 if lien == "operation_id" else rangs.get(id(cibles.get((id(objet), lien))))

    return Gabarit(
        {
            modele: [
                Copiable(
                    tuple(rang(objet, lien) for lien in LIENS[modele]),
                    tuple(getattr(objet, nom) for nom in IDENTITE.get(modele, ())),
                    tuple(getattr(objet, nom) for nom in _reste(modele)),
                )
                for objet in groupe
            ]
            for modele, groupe in objets.items()
        }
    )


def _cibles(menages: Sequence[Menage]) -> dict[tuple[int, str], Any]:
    """Vers quel objet va chaque lien d'un objet."""
    cibles: dict[tuple[int, str], Any] = {}
    for m in menages:
        cibles[id(m), "dossier_parent_id"] = m.dossier_parent
        cibles[id(m), "logement_quitte_id"] = m.logement_quitte
        for enfants in (
            m.personnes, m.couts, m.offres, m.caleols, m.relogements, m.suivis, m.contacts, m.etapes,
            m.souhaits, m.besoins, m.accompagnements,
        ):  # fmt: skip
            cibles |= {(id(enfant), "menage_id"): m for enfant in enfants}
        for o in m.offres:
            cibles |= {(id(o), "logement_id"): o.logement, (id(o.cout), "offre_id"): o}
        for r in m.relogements:
            cibles |= {(id(r), "logement_id"): r.logement, (id(r), "offre_id"): r.offre}
            cibles[id(r.cout), "relogement_id"] = r
        cibles |= {(id(c), "offre_id"): c.offre for c in m.caleols}
    return cibles


def _objets(menages: Sequence[Menage], vacants: Sequence[LogementQuitte]) -> dict[type[Ligne], list[Any]]:
    quittes = [m.logement_quitte for m in menages if m.logement_quitte]
    offres = [o for m in menages for o in m.offres]
    relogements = [r for m in menages for r in m.relogements]
    return {
        LogementQuitte: _uniques([*quittes, *vacants]),
        LogementOffert: _uniques([o.logement for o in offres] + [r.logement for r in relogements]),
        Menage: list(menages),
        Personne: [p for m in menages for p in m.personnes],
        Offre: offres,
        PassageCaleol: [c for m in menages for c in m.caleols],
        Relogement: relogements,
        Cout: [c for m in menages for c in m.couts],
        Suivi: [s for m in menages for s in m.suivis],
        Contact: [c for m in menages for c in m.contacts[-CONTACTS_GARDES:]],
        Etape: [e for m in menages for e in m.etapes],
        Souhait: [s for m in menages for s in m.souhaits],
        Besoin: [b for m in menages for b in m.besoins],
        Accompagnement: [a for m in menages for a in m.accompagnements],
    }


def _uniques(objets: Iterable[Any]) -> list[Any]:
    return list({id(objet): objet for objet in objets}.values())


def _reste(modele: type[Ligne]) -> list[str]:
    ailleurs = {"id", "version", *LIENS[modele], *IDENTITE.get(modele, ())}
    return [c.key for c in inspect(modele).column_attrs if c.key not in ailleurs]

"""Le parcours d'un dossier, pour le compter : ses critères, son étape, ses dates, son reste à charge."""

from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, case, cast, extract, select

from db.tableaux.avancement import ETAPES
from relogement.indicateurs.conditions import compte_pour_un, dans_la_base, nb_offres, offres_au, premiere_offre
from relogement.indicateurs.criteres import INDICATEURS
from relogement.modeles import Bilan, Menage, Operation
from relogement.nomenclatures import TypeDossier

CRITERES = tuple(i for i in INDICATEURS if not i.sur_les_logements)


def requete(au: date) -> Select[*tuple[Any, ...]]:
    """Une ligne par dossier qui compte pour un."""
    rang = case(*((e.atteinte(au), n) for n, e in reversed([*enumerate(ETAPES)][1:])), else_=0)
    dans = dans_la_base(au)
    return (
        select(
            Bilan.menage_id,
            Operation.code,
            (Bilan.type == TypeDossier.TITULAIRE).label("titulaire"),
            rang.label("rang"),
            _mois().label("mois"),
            Bilan.rac_av,
            Bilan.rac_ap,
            nb_offres(au).label("nb_offres"),
            Menage.enquete_le,
            premiere_offre(au).label("offre_le"),
            case((dans, Bilan.bail_le)).label("bail_le"),
            *(i.valeur(au).label(i.code) for i in CRITERES),
        )
        .join(Menage, Menage.id == Bilan.menage_id)
        .join(Operation, Operation.id == Bilan.operation_id)
        .outerjoin(offres_au(au), offres_au(au).c.menage_id == Menage.id)
        .where(compte_pour_un())
        .order_by(Bilan.menage_id)
    )


def _mois() -> Any:
    """Le rang du mois où un dossier entre dans la base : la plus tardive de ses deux dates."""
    depuis = case((Bilan.entree_le > Bilan.bail_le, Bilan.entree_le), else_=Bilan.bail_le)
    return cast(extract("year", depuis), Integer) * 12 + cast(extract("month", depuis), Integer)

"""La répartition du reste à charge, avant et après, des ménages relogés dont les deux sont connus."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from db.tableaux.chiffre import Chiffre, Derriere, Groupe, dossiers, lues
from db.tableaux.portee import Portee
from relogement.indicateurs.criteres import dans_la_base
from relogement.modeles import Bilan
from relogement.textes import FINE, euros

DEFINITION = "Ménages relogés définitivement dont le reste à charge est connu avant et après, à périmètre égal."
SOURCE = "Coûts des dossiers"
PAS, PREMIERE, DERNIERE = 50, 100, 400
_CENTS = 100
_COTES: dict[str, Any] = {"AVANT": Bilan.rac_av, "APRES": Bilan.rac_ap}
BORNES = (0, *range(PREMIERE, DERNIERE + 1, PAS))  # 0 : moins de cent euros


@dataclass(frozen=True)
class ClasseRac:
    """Les ménages dont le reste à charge tombe entre ``borne`` et ``borne`` + 50 euros."""

    borne: int
    avant: int
    apres: int

    @property
    def libelle(self) -> str:
        if not self.borne:
            return f"<{FINE}{PREMIERE}"
        return f"{self.borne}{FINE}+" if self.borne == DERNIERE else str(self.borne)


@dataclass(frozen=True)
class Repartition:
    classes: tuple[ClasseRac, ...]
    mediane_avant: Decimal | None
    mediane_apres: Decimal | None
    comparables: int


def _comparables(portee: Portee) -> list[ColumnElement[bool]]:
    connus = [Bilan.rac_av.is_not(None), Bilan.rac_ap.is_not(None)]
    return [dans_la_base(portee.au), *connus, *portee.conditions()]


def _classe(rac: Any) -> ColumnElement[int]:
    cents = type_coerce(rac, Integer)
    bornes = reversed(BORNES[1:])
    # Des constantes dans le texte : PostgreSQL ne reconnaîtrait pas deux fois la même expression paramétrée.
    return case(*((cents >= literal_column(str(b * _CENTS)), literal_column(str(b))) for b in bornes),
                else_=literal_column("0"))  # fmt: skip


def repartition(session: Session, portee: Portee) -> Repartition:
    """L'histogramme à deux séries, et les deux médianes."""
    effectifs = {cote: _effectifs(session, colonne, portee) for cote, colonne in _COTES.items()}
    classes = tuple(ClasseRac(b, effectifs["AVANT"].get(b, 0), effectifs["APRES"].get(b, 0)) for b in BORNES)
    n = sum(effectifs["AVANT"].values())
    avant, apres = (_mediane(session, colonne, portee, n) for colonne in _COTES.values())
    return Repartition(classes, avant, apres, n)


def _effectifs(session: Session, colonne: Any, portee: Portee) -> dict[int, int]:
    classe = _classe(colonne).label("classe")
    requete = select(classe, func.count()).where(*_comparables(portee)).group_by("classe")
    return dict(session.execute(requete).all())


def _mediane(session: Session, colonne: Any, portee: Portee, n: int) -> Decimal | None:
    if not n:
        return None
    requete = select(colonne).where(*_comparables(portee)).order_by(colonne)
    milieu = list(session.scalars(requete.offset((n - 1) // 2).limit(2 - n % 2)))
    return sum(milieu, Decimal(0)) / len(milieu)


def chiffre_de_la_classe(trouvee: Repartition, borne: int | None, portee: Portee) -> Chiffre:
    """Une classe : ceux qui y étaient avant, ceux qui y sont après ; toutes les classes si rien n'est dit."""

    def lire(session: Session, cote: str) -> list[Derriere]:
        voulus = _comparables(portee)
        if borne is not None:
            voulus.append(_classe(_COTES[cote]) == borne)
        requete = dossiers(Bilan.rac_av, Bilan.rac_ap).where(*voulus)
        return lues(session, requete, lambda avant, apres: f"{euros(avant)} → {euros(apres)}")

    if borne is None:
        tous = (Groupe("TOUS", "Comparables", trouvee.comparables),)
        return Chiffre("Reste à charge comparable", tous, DEFINITION, SOURCE, lire, str(trouvee.comparables))
    classe = next(c for c in trouvee.classes if c.borne == borne)
    groupes = (Groupe("AVANT", "Avant", classe.avant), Groupe("APRES", "Après", classe.apres))
    return Chiffre(f"Reste à charge : {_intervalle(borne)}", groupes, DEFINITION, SOURCE, lire)


def _intervalle(borne: int) -> str:
    if not borne:
        return f"moins de {PREMIERE}{FINE}€"
    return f"{borne}{FINE}€ et plus" if borne == DERNIERE else f"{borne} à {borne + PAS}{FINE}€"

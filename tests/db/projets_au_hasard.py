"""Des projets tirés au sort, entiers, écrits dans une base qui sert à tous : aucun n'y reste."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from db import bilans
from db.fichier import Fichier
from relogement.menage import Menage
from relogement.nomenclatures import MotifSortie, Nature, Reponse, TypeDossier, Typologie
from relogement.operation import Operation
from tests.fabrique import SITE, un_cout, un_logement, un_menage, un_relogement, une_offre, une_operation

AU = date(2026, 11, 20)
DEBUT = date(2025, 1, 1)
D = st.integers(0, 900).map(lambda jours: DEBUT + timedelta(days=jours))  # jusqu'en juin 2027, donc après aussi
OU_RIEN = st.one_of(st.none(), D)
BAILLEURS = st.sampled_from(["Habitat Sud", "HABITAT SUD", "Têt Habitat", None])
PLUSIEURS = st.sampled_from([1, 1, 2, 5, 11])  # des groupes sous le seuil de secret, au seuil et au-dessus


@dataclass(frozen=True)
class Bail:
    """Un relogement, provisoire ou définitif, signé ou non, avant ou après la date où l'on compte."""

    logement: dict[str, Any]
    nature: Nature
    bail_le: date | None
    entree_le: date | None
    cout: str | None


@dataclass(frozen=True)
class Moule:
    """Des ménages de même histoire : ``fois`` dossiers, dans la première opération ou dans l'autre."""

    fois: int
    operation: int
    dossier: dict[str, Any]
    typologie: Typologie | None
    cout: str | None
    sortie: tuple[MotifSortie, date | None] | None
    baux: list[Bail]
    offres: list[dict[str, Any]]

    def dossier_de(self, rang: int, operations: list[Operation]) -> Menage:
        """Le dossier de ce rang, neuf : une base n'en garde aucun de la précédente."""
        avant = un_cout(self.cout) if self.cout else None
        menage = un_menage(
            f"D{rang}", nom=f"Nom{rang}", operation=operations[self.operation], avant=avant, **self.dossier
        )
        menage.logement_quitte.typologie = self.typologie  # type: ignore[union-attr]
        if self.sortie is not None:
            menage.motif_sortie, menage.sorti_le = self.sortie
        for bail in self.baux:
            un_relogement(
                menage, logement=un_logement(**bail.logement), nature=bail.nature, bail_le=bail.bail_le,
                entree_le=bail.entree_le, cout=un_cout(bail.cout) if bail.cout else None,
            )  # fmt: skip
        menage.offres = [une_offre(rang=n, **offre) for n, offre in enumerate(self.offres, 1)]
        return menage


_COUTS = st.sampled_from([None, "260", "300", "360"])
_REPRISES = {
    "nb_offres_reprises": st.integers(0, 3),
    "nb_refus_repris": st.integers(0, 2),
    "premiere_offre_le": OU_RIEN,
}
_DOSSIER = {
    "bailleur": BAILLEURS,
    "nb_personnes": st.integers(1, 9),
    "enquete_le": OU_RIEN,
    "type": st.sampled_from(TypeDossier),
}
_BAIL = st.builds(
    Bail,
    st.fixed_dictionaries({
        "qpv": st.sampled_from([None, "HORS", SITE]),
        "bailleur": BAILLEURS,
        "commune": BAILLEURS,
        "premiere_location": st.sampled_from([None, True, False]),
        "typologie": st.sampled_from(Typologie),
    }),
    st.sampled_from(Nature), OU_RIEN, OU_RIEN, _COUTS,
)  # fmt: skip
_OFFRE = st.fixed_dictionaries({
    "notifiee_le": OU_RIEN,
    "reponse": st.sampled_from(Reponse),
    "repondue_le": OU_RIEN,
    "motif_refus": st.sampled_from([None, "CHER"]),
})  # fmt: skip


@st.composite
def un_moule(tirer: st.DrawFn, fois: st.SearchStrategy[int]) -> Moule:
    avec_offres = tirer(st.booleans())  # des offres enregistrées, ou le compte de celles d'avant la reprise
    return Moule(
        fois=tirer(fois),
        operation=tirer(st.integers(0, 1)),
        dossier=tirer(st.fixed_dictionaries(_DOSSIER if avec_offres else {**_DOSSIER, **_REPRISES})),
        typologie=tirer(st.sampled_from([None, *Typologie])),
        cout=tirer(_COUTS),
        sortie=tirer(st.none() | st.tuples(st.sampled_from(MotifSortie), OU_RIEN)),
        baux=tirer(st.lists(_BAIL, max_size=2)),
        offres=tirer(st.lists(_OFFRE, min_size=1, max_size=3)) if avec_offres else [],
    )


Projet = list[Moule]


def un_projet_au_hasard(*, fois: st.SearchStrategy[int] = PLUSIEURS) -> st.SearchStrategy[Projet]:
    """De zéro à six histoires, chacune vécue par un ménage ou par onze."""
    return st.lists(un_moule(fois), max_size=6)


class _Rendre(Exception):
    """Referme l'écriture sans rien garder."""


@contextmanager
def ecrit(fichier: Fichier, projet: Projet) -> Iterator[Session]:
    """Le projet, écrit et bilans faits, dans une transaction que la base défait à la sortie."""
    operations = [une_operation("A"), une_operation("B")]
    moules = [moule for moule in projet for _ in range(moule.fois)]
    with suppress(_Rendre), fichier.ecrire("Projet au hasard") as session:
        session.add_all(operations)
        session.add_all([moule.dossier_de(rang, operations) for rang, moule in enumerate(moules)])
        session.flush()
        bilans.refaire(session.connection(), None)
        session.expunge_all()
        with session.no_autoflush:
            yield session
        raise _Rendre

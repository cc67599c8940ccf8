"""De petits projets à sceller, et les gestes qui les changent après coup."""

from datetime import date, datetime
from pathlib import Path

import pytest

from db.exports import exporter
from db.fichier import Fichier
from db.scelles.demande import Demande
from db.scelles.sceller import acte, enregistrer, preparer
from relogement.menage import Menage
from relogement.scelles.periode import Periode, lire_periode
from tests.fabrique import un_cout, un_logement, un_menage, un_menage_reloge, un_relogement, une_operation

T3 = lire_periode("2026-T3")
APRES = datetime(2026, 10, 12, 9, 0)  # noqa: DTZ001
FICHIERS = ("rime.xlsx", "rime.csv", "agrege.xlsx", "agrege.csv")


def le_projet() -> list[Menage]:
    """Deux opérations : trois relogés avant la fin de septembre, un en octobre, un qui attend."""
    a, b = une_operation("A"), une_operation("B")
    tardif = un_menage("D4", operation=b, avant=un_cout())
    un_relogement(tardif, cout=un_cout(), bail_le=date(2026, 10, 5), entree_le=date(2026, 10, 6))
    dans_le_qpv = un_menage("D3", operation=b, avant=un_cout())
    un_relogement(dans_le_qpv, cout=un_cout(), logement=un_logement(qpv="QP066003"), bail_le=date(2026, 8, 1))
    return [
        un_menage_reloge("D1", operation=a),
        un_menage_reloge("D2", operation=a),
        dans_le_qpv,
        tardif,
        un_menage("D5", operation=a, avant=un_cout(apl=None)),
    ]


def a_la_date(monkeypatch: pytest.MonkeyPatch, le: datetime = APRES) -> None:
    """Le jour où l'on scelle."""
    monkeypatch.setattr("db.scelles.demande.aujourdhui", lambda: le.date())
    monkeypatch.setattr("db.scelles.sceller.maintenant", lambda: le)
    monkeypatch.setattr("db.scelles.lever.maintenant", lambda: le)
    monkeypatch.setattr("db.fichier.maintenant", lambda: le)


def sceller_la_periode(fichier: Fichier, periode: Periode = T3, operation: str | None = None) -> int:
    with fichier.lire() as session:
        prete = preparer(session, demande=Demande(periode, operation), auteur="Samira Kaddour")
    with fichier.ecrire(acte(prete.demande)) as session:
        return enregistrer(session, prete).id


def fichiers_de(fichier: Fichier, dossier: Path, operation: str | None = None) -> dict[str, bytes]:
    """Chaque fichier de la période, tel que l'export le rend."""
    rendus = {}
    for nom in FICHIERS:
        vers = dossier / nom
        exporter(fichier, vers.stem, vers, operation=operation, au=date(2027, 1, 1), periode=T3)
        rendus[nom] = vers.read_bytes()
    return rendus

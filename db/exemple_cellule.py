"""La cellule du projet fictif : ses partenaires, deux séances closes, et celle du jour, préparée pour de vrai."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cellule.seances import preparer
from relogement.cellule.codes import Critere, EtatPoint, EtatSeance, SensAvis, SuiteDecision
from relogement.modeles import Avis, Decision, DemandeDePassage, Menage, Partenaire, Point, Presence, Seance

Dit = Mapping[str, Any]
PAR_DOSSIER = timedelta(minutes=4)


def raconter(session: Session, au: date) -> None:
    """Les partenaires, les séances passées et ce qu'un partenaire demande depuis."""
    dit, recit = _dit(), _Recit(session, au)
    recit.partenaires(dit["partenaire"])
    for seance in dit["seance"]:
        recit.tenir(seance, dit["heure"], dit["lieu"], dit["equipe"])
    for demande in dit["demande"]:
        session.add(
            DemandeDePassage(
                menage_id=recit.menage(demande["dossier"]), partenaire_id=recit.numeros[demande["partenaire"]],
                le=au + timedelta(days=demande["jours"]),
            )
        )  # fmt: skip
    session.flush()


def preparer_celle_du_jour(session: Session, au: date) -> int:
    """L'ordre du jour que les critères de la charte donnent vraiment ce jour-là."""
    dit = _dit()
    return preparer(session, le=au, heure=dit["heure"], lieu=dit["lieu"])


def _dit() -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath("exemple/cellule.toml").read_text("utf-8"))


class _Recit:
    """Ce que l'on sait au fil du récit : le jour, et le numéro de chaque partenaire."""

    def __init__(self, session: Session, au: date) -> None:
        self._session, self._au = session, au
        self.numeros: dict[str, int] = {}

    def partenaires(self, dits: list[Dit]) -> None:
        self._contacts = {p["nom"]: p.get("contact") for p in dits}
        lignes = [Partenaire(**p) for p in dits]
        self._session.add_all(lignes)
        self._session.flush()
        self.numeros = {ligne.nom: ligne.id for ligne in lignes}

    def menage(self, reference: str) -> int:
        return self._session.scalars(select(Menage.id).where(Menage.reference == reference)).one()

    def tenir(self, dit: Dit, heure: time, lieu: str, equipe: list[str]) -> None:
        """Une séance close : ses présents, puis ses points dans leur ordre."""
        le = self._jour(dit["jours"])
        debut = datetime.combine(le, heure)
        seance = Seance(
            le=le, heure=heure, lieu=lieu, etat=EtatSeance.CLOSE, ouverte_le=debut,
            close_le=debut + timedelta(minutes=dit["minutes"]),
        )  # fmt: skip
        self._session.add(seance)
        self._session.flush()
        for nom, numero in self.numeros.items():
            present = nom not in dit["absents"]
            self._session.add(
                Presence(seance_id=seance.id, partenaire_id=numero, nom=self._contacts[nom], present=present)
            )
        self._session.add_all(Presence(seance_id=seance.id, nom=agent) for agent in equipe)
        for rang, point in enumerate(dit["point"], start=1):
            self._point(seance, rang, point, debut + rang * PAR_DOSSIER)

    def _point(self, seance: Seance, rang: int, dit: Dit, vu_le: datetime) -> None:
        menage, traite = self.menage(dit["dossier"]), "decision" in dit
        point = Point(
            seance_id=seance.id, menage_id=menage, rang=rang, critere=Critere(dit["critere"]), motif=dit["motif"],
            etat=EtatPoint.TRAITE if traite else EtatPoint.REPORTE, vu_le=vu_le,
            duree_s=int(PAR_DOSSIER.total_seconds()),
        )  # fmt: skip
        self._session.add(point)
        self._session.flush()
        if traite:
            self._session.add(self._decision(seance, menage, dit, vu_le))
        if avis := dit.get("avis"):
            self._session.add(
                Avis(
                    menage_id=menage, point_id=point.id, partenaire_id=self.numeros[avis["partenaire"]],
                    sens=SensAvis(avis["sens"]), texte=avis.get("texte"), le=vu_le,
                )
            )  # fmt: skip

    def _decision(self, seance: Seance, menage: int, dit: Dit, vu_le: datetime) -> Decision:
        return Decision(
            seance_id=seance.id, menage_id=menage, texte=dit["decision"], responsable=dit.get("responsable"),
            partenaire_id=self.numeros.get(dit.get("partenaire", "")), echeance_le=self._jour(dit["echeance"]),
            notee_le=vu_le, suite=SuiteDecision(dit["suite"]) if "suite" in dit else None,
            suite_le=self._jour(dit["suite_jours"]) if "suite" in dit else None,
        )  # fmt: skip

    def _jour(self, jours: int) -> date:
        return self._au + timedelta(days=jours)

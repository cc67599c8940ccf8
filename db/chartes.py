"""Les versions de la charte d'un projet, et ce qu'une nouvelle version changerait aux verdicts."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.bilans import gardes
from db.horloge import aujourdhui
from db.situations import cadre, paquets, situations
from relogement.calcul_du_bilan import etablir
from relogement.champs import champs
from relogement.charte import Charte, charte_au
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan, Menage
from relogement.nomenclatures import Critere
from relogement.textes import jour
from relogement.travail import Avancement, sans_avancement

VERDICTS = ("maitrise", "neuf", "hors_qpv", "hors_site", "interbailleur")
ECHEANCE = ("echeance_le", "echeance_objet")
PAS = 100


@dataclass(frozen=True)
class Version:
    """Une version de la charte, et combien de bilans elle a servi à établir."""

    charte: Charte
    bilans: int


@dataclass(frozen=True)
class Effet:
    """Ce qui changerait : les verdicts par critère, les échéances, les offres comptées, sur tant de dossiers.

    La version vaudrait pour les baux signés, et les offres notifiées, ``depuis`` sa date, ``avant`` la suivante.
    """

    depuis: date
    avant: date | None
    dossiers: int
    verdicts: dict[str, Counter[tuple[Critere, Critere]]]
    echeances: int
    comptes: int = 0

    @property
    def nombre(self) -> int:
        """Le nombre de verdicts qui changeraient."""
        return sum(sum(passages.values()) for passages in self.verdicts.values())


def charte_en_vigueur(session: Session, au: date | None = None) -> Charte:
    """La version qui vaut à une date ; aujourd'hui si rien n'est dit."""
    return charte_au(session.scalars(select(Charte)).all(), au or aujourdhui())


def versions(session: Session) -> list[Version]:
    """Toutes les versions, la plus récente d'abord."""
    comptes = dict(session.execute(select(Bilan.charte_id, func.count()).group_by(Bilan.charte_id)).all())
    chartes = session.scalars(select(Charte).order_by(Charte.en_vigueur_le.desc()))
    return [Version(charte, comptes.get(charte.id, 0)) for charte in chartes]


def ajouter(session: Session, charte: Charte) -> None:
    """Ajoute une version ; une version enregistrée ne se modifie pas, on la corrige par une autre."""
    refuser_la_date(session, charte.en_vigueur_le)
    session.add(charte)


def refuser_la_date(session: Session, en_vigueur_le: date) -> None:
    """Lève ``ErreurMetier`` si une version vaut déjà depuis ce jour."""
    if session.scalar(select(func.count()).where(Charte.en_vigueur_le == en_vigueur_le)):
        raise ErreurMetier(
            f"Une version de la charte vaut déjà depuis le {jour(en_vigueur_le)}. Choisissez une autre date : "
            "une version enregistrée ne se modifie pas."
        )


def effet(session: Session, charte: Charte, avancement: Avancement = sans_avancement) -> Effet:
    """Ce que changerait cette version aux bilans gardés ; n'écrit rien."""
    refuser_la_date(session, charte.en_vigueur_le)
    connexion = session.connection()
    du_projet = cadre(connexion)
    essai = replace(du_projet, chartes=[*du_projet.chartes, _copie(charte)])
    total = session.scalar(select(func.count()).select_from(Menage)) or 0
    verdicts: dict[str, Counter[tuple[Critere, Critere]]] = {nom: Counter() for nom in VERDICTS}
    vus = echeances = comptes = 0
    for paquet in paquets(connexion, None):
        anciens = gardes(connexion, paquet)
        for situation in situations(connexion, paquet):
            nouveau = etablir(situation, essai)
            ancien = anciens.get(nouveau["menage_id"], nouveau)
            _compter(verdicts, ancien, nouveau)
            echeances += any(ancien[nom] != nouveau[nom] for nom in ECHEANCE)
            comptes += ancien["nb_comptees"] != nouveau["nb_comptees"]
            vus += 1
            if vus % PAS == 0 or vus == total:
                avancement(vus, total)
    suivantes = [c.en_vigueur_le for c in du_projet.chartes if c.en_vigueur_le > charte.en_vigueur_le]
    return Effet(charte.en_vigueur_le, min(suivantes, default=None), vus, verdicts, echeances, comptes)


def _compter(
    verdicts: dict[str, Counter[tuple[Critere, Critere]]], ancien: dict[str, Any], nouveau: dict[str, Any]
) -> None:
    for nom, passages in verdicts.items():
        if ancien[nom] != nouveau[nom]:
            passages[ancien[nom], nouveau[nom]] += 1


def _copie(charte: Charte) -> Charte:
    """Une charte à part, que la session ne connaît pas."""
    copie = Charte(**{nom: getattr(charte, nom) for nom in champs(Charte)})
    copie.id = 0
    return copie

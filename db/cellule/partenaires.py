"""Les partenaires de la cellule : bailleurs, communes, État ; qui siège, qui l'on consulte."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.verifications import verifier
from relogement.erreurs import ErreurMetier
from relogement.modeles import Partenaire
from relogement.rapprochement import cle, sans_accents
from relogement.textes import jour

CHAMPS = ("nom", "bailleur", "contact", "courriel", "consulte")


@dataclass(frozen=True)
class PartenaireLu:
    """Un organisme, et ce qui lui manque pour être consulté."""

    id: int
    nom: str
    bailleur: str | None
    contact: str | None = field(repr=False)
    courriel: str | None = field(repr=False)
    consulte: bool
    retire_le: date | None
    version: int

    @property
    def actif(self) -> bool:
        return self.retire_le is None

    @property
    def manque(self) -> str:
        """Ce qu'il faut compléter : sans courriel, un partenaire se consulte sur papier."""
        return "courriel à compléter" if self.actif and self.consulte and not self.courriel else ""


def partenaires(session: Session, *, tous: bool = False) -> list[PartenaireLu]:
    """Ceux qui siègent, dans l'ordre de leur nom ; ``tous`` : aussi ceux qui ne siègent plus."""
    requete = select(Partenaire).order_by(Partenaire.id)
    if not tous:
        requete = requete.where(Partenaire.retire_le.is_(None))
    lus = [
        PartenaireLu(p.id, p.nom, p.bailleur, p.contact, p.courriel, p.consulte, p.retire_le, p.version)
        for p in session.scalars(requete)
    ]
    return sorted(lus, key=lambda p: sans_accents(p.nom))


def enregistrer_partenaire(session: Session, valeurs: Mapping[str, Any], partenaire_id: int | None = None) -> int:
    """Crée ou change un partenaire ; deux ne portent pas le même nom, même écrit autrement."""
    propres = {nom: _propre(valeurs[nom]) for nom in CHAMPS if nom in valeurs}
    nom = propres.get("nom")
    if partenaire_id is None and not nom:
        raise ErreurMetier("Écrivez le nom du partenaire.")
    if "nom" in propres:
        _seul_de_ce_nom(session, str(nom or ""), partenaire_id)
    _courriel_lisible(propres.get("courriel"))
    ligne = Partenaire(nom=str(nom)) if partenaire_id is None else _exiger(session, partenaire_id)
    for champ, valeur in propres.items():
        setattr(ligne, champ, valeur)
    verifier(ligne, propres)
    session.add(ligne)
    session.flush()
    return ligne.id


def _propre(valeur: Any) -> Any:
    return valeur.strip() or None if isinstance(valeur, str) else valeur


def _seul_de_ce_nom(session: Session, nom: str, sauf: int | None) -> None:
    if not nom:
        raise ErreurMetier("Écrivez le nom du partenaire.")
    for autre in session.scalars(select(Partenaire)):
        if autre.id != sauf and cle(autre.nom) == cle(nom):
            etat = f", retiré le {jour(autre.retire_le)} : remettez-le" if autre.retire_le else ""
            raise ErreurMetier(f"« {autre.nom} » est déjà dans la liste des partenaires{etat}.")


def _courriel_lisible(courriel: Any) -> None:
    nom, arobase, domaine = str(courriel or "").partition("@")
    if courriel and not (nom and arobase and "." in domaine.strip(".")):
        raise ErreurMetier("Ce courriel n’a pas la forme « prenom.nom@organisme.fr ». Corrigez-le, ou videz-le.")


def retirer_partenaire(session: Session, partenaire_id: int, le: date) -> None:
    """Il ne siège plus ; ce qu'il a dit et décidé reste."""
    _exiger(session, partenaire_id).retire_le = le
    session.flush()


def remettre_partenaire(session: Session, partenaire_id: int) -> None:
    """Il siège de nouveau."""
    _exiger(session, partenaire_id).retire_le = None
    session.flush()


def partenaire_de_nom(session: Session, nom: str | None) -> int | None:
    """Le numéro de ce partenaire, son nom écrit avec ou sans accents ; ``ErreurMetier`` s'il ne siège pas."""
    if nom is None:
        return None
    siegent = partenaires(session)
    for partenaire in siegent:
        if cle(partenaire.nom) == cle(nom):
            return partenaire.id
    connus = ", ".join(p.nom for p in siegent) or "aucun"
    raise ErreurMetier(f"« {nom} » n’est pas un partenaire de la cellule. Ceux qui siègent : {connus}.")


def _exiger(session: Session, partenaire_id: int) -> Partenaire:
    ligne = session.get(Partenaire, partenaire_id)
    if ligne is None:
        raise ErreurMetier("Ce partenaire n’existe plus. Relisez la liste.")
    return ligne

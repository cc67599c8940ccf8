"""Les pièces du projet fictif : des fac-similés joints à un dossier."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.pieces import Classement, ajouter
from relogement.menage import Menage
from relogement.piece import CategoriePiece
from relogement.piece_lue import MO, piece_lue


def joindre(session: Session, au: date, *, auteur: str) -> None:
    """Joint à leur dossier les pièces que raconte ``resources/exemple/pieces.toml``."""
    recit = tomllib.loads(files("resources").joinpath("exemple/pieces.toml").read_text("utf-8"))
    menage = session.scalars(select(Menage).where(Menage.reference == recit["reference"])).one()
    offres = {offre.rang: offre.id for offre in menage.offres}
    for dite in recit["piece"]:
        datee_le = au + timedelta(days=dite["jours"]) if "jours" in dite else None
        classement = Classement(CategoriePiece(dite["categorie"]), datee_le, offres.get(dite.get("offre")))
        ajouter(session, menage.id, piece_lue(dite["nom"], _octets(dite), MO), classement, auteur=auteur)


def _octets(dite: dict[str, Any]) -> bytes:
    if not dite["nom"].endswith(".pdf"):
        return str(dite["texte"]).encode()
    from relogement.documents.mise_en_page import Feuille, en_pdf, paragraphe, titre

    nom = dite["nom"].removesuffix(".pdf")
    return en_pdf(Feuille(nom, pied="Fac-similé fictif"), [titre(nom), paragraphe(dite["texte"])])

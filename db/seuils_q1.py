"""Les seuils du premier quartile importés : gardés dans le projet, un par intercommunalité et par année."""

from sqlalchemy import Connection, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from relogement.base import Euros, Ligne
from relogement.modeles import Projet
from relogement.seuils_q1 import SeuilQ1, SeuilsQ1, seuils_du_projet


class SeuilImporte(Ligne, kw_only=True):
    """Un seuil et l'arrêté qui le fixe ; le journal dit qui l'a importé, et ce qu'il remplace."""

    __tablename__ = "seuil_q1"
    __table_args__ = (UniqueConstraint("epci", "annee"),)

    epci: Mapped[str] = mapped_column()
    annee: Mapped[int] = mapped_column()
    montant: Mapped[Euros] = mapped_column()
    texte: Mapped[str] = mapped_column()


def seuils_q1(lecture: Session | Connection) -> SeuilsQ1:
    """Ceux qui valent pour le projet : à passer au calcul des bilans."""
    projet = lecture.execute(select(Projet.epci, Projet.commune_insee)).one()
    colonnes = select(SeuilImporte.epci, SeuilImporte.annee, SeuilImporte.montant, SeuilImporte.texte)
    importes = [SeuilQ1(*ligne) for ligne in lecture.execute(colonnes.order_by(SeuilImporte.id))]
    return seuils_du_projet(projet.epci, projet.commune_insee, importes)

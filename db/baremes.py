"""Les périodes que l'équipe ajoute aux barèmes livrés : gardées dans le projet, jamais réécrites.

Elles sont dans le fichier, et non sur le poste : les collègues calculent avec les mêmes montants, une
sauvegarde les emporte, et un bilan se refait à l'identique partout où le fichier s'ouvre.
"""

from datetime import date

from sqlalchemy import Connection, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from relogement.baremes import Ajouts, Periode, completer, en_toml, perimes
from relogement.base import Ligne


class PeriodeAjoutee(Ligne, kw_only=True):
    """Une période, telle qu'elle s'écrit dans un fichier de barème ; le journal dit qui l'a ajoutée."""

    __tablename__ = "periode_ajoutee"
    __table_args__ = (UniqueConstraint("bareme", "debut_le"),)

    bareme: Mapped[str] = mapped_column()
    debut_le: Mapped[date] = mapped_column()
    contenu: Mapped[str] = mapped_column()


def periodes_ajoutees(lecture: Session | Connection) -> Ajouts:
    """Ce que le projet ajoute aux barèmes livrés : à passer aux règles et aux estimations (``dossier=``)."""
    colonnes = select(PeriodeAjoutee.bareme, PeriodeAjoutee.contenu)
    lignes = lecture.execute(colonnes.order_by(PeriodeAjoutee.bareme, PeriodeAjoutee.debut_le))
    return Ajouts(tuple((nom, contenu) for nom, contenu in lignes))


def ajouter(session: Session, nom: str, *periodes: Periode) -> None:
    """Ajoute des périodes à la suite d'un barème ; lève ``ErreurMetier`` plutôt que de remplacer."""
    ajouts = periodes_ajoutees(session)
    for periode in sorted(periodes, key=lambda p: p.debut):
        ajouts = completer(nom, periode, ajouts)
        session.add(PeriodeAjoutee(bareme=nom, debut_le=periode.debut, contenu=en_toml(periode)))


def a_revoir(session: Session, au: date) -> list[str]:
    """Une phrase par barème qui n'est plus à jour dans ce projet."""
    return perimes(au, periodes_ajoutees(session))

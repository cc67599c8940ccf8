"""La portée d'un export : ce que l'on lit, jusqu'à quand, et à qui dire où l'on en est."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Dialect, Select, select
from sqlalchemy.orm import Session

from relogement.erreurs import ErreurMetier
from relogement.exports.tableau import Colonne, Page, page
from relogement.modeles import Menage, Operation
from relogement.scelles.periode import Periode
from relogement.travail import Avancement

PAGE = 500
_Lecteur = Callable[[Any], Any] | None


@dataclass(frozen=True)
class Portee:
    """Une session de lecture, une opération (toutes si rien n'est dit), une date, parfois une période close."""

    session: Session
    operation: str | None
    au: date
    avancement: Avancement
    periode: Periode | None = None

    def verifier(self) -> None:
        """Lève ``ErreurMetier`` si l'opération demandée n'existe pas."""
        codes = self.session.scalars(select(Operation.code).order_by(Operation.code)).all()
        if self.operation is not None and self.operation not in codes:
            connues = ", ".join(codes) or "aucune"
            raise ErreurMetier(f"L’opération « {self.operation} » n’existe pas. Opérations connues : {connues}.")

    def restreindre(self, requete: Select[Any]) -> Select[Any]:
        """La requête, bornée à l'opération demandée."""
        return requete if self.operation is None else requete.where(Operation.code == self.operation)

    def dossiers(self) -> list[int]:
        """Les dossiers à exporter."""
        requete = select(Menage.id).join(Operation, Operation.id == Menage.operation_id).order_by(Menage.id)
        return list(self.session.scalars(self.restreindre(requete)))

    def pages(
        self, requete: Select[Any], ids: Sequence[int], colonnes: Sequence[Colonne], **parametres: Any
    ) -> Iterator[Page]:
        """Les cellules de ces dossiers, dans cet ordre, une page en mémoire à la fois.

        La requête prend un paramètre ``ids`` (et ceux que l'on donne en plus), et rend le numéro du dossier puis
        les champs lus par les colonnes.
        """
        connexion = self.session.connection()
        lire: Sequence[_Lecteur] = ()
        self.avancement(0, len(ids))
        for debut in range(0, len(ids), PAGE):
            voulus = ids[debut : debut + PAGE]
            resultat = connexion.execute(requete, {"ids": voulus} | parametres)
            lire = lire or _lecteurs(requete, connexion.dialect, [d[1] for d in resultat.cursor.description])
            par_dossier = {ligne[0]: ligne for ligne in resultat.cursor.fetchall()}
            resultat.close()
            _, *lues = zip(*(par_dossier[i] for i in voulus), strict=True)
            yield page(colonnes, [v if f is None else list(map(f, v)) for f, v in zip(lire, lues, strict=True)])
            self.avancement(debut + len(voulus), len(ids))


def _lecteurs(requete: Select[Any], dialecte: Dialect, codes: Sequence[Any]) -> Sequence[_Lecteur]:
    """Comment chaque champ lu se comprend, s'il ne l'est pas déjà : une colonne entière se comprend d'un trait.

    ``codes`` : le genre de chaque colonne pour le pilote, le numéro du dossier compris.
    """
    types = [colonne.type.dialect_impl(dialecte) for colonne in requete.selected_columns]
    return [t.result_processor(dialecte, code) for t, code in zip(types, codes, strict=True)][1:]

"""Sans nom ni adresse, une ligne peut désigner un ménage : compter celles que trop peu d'autres partagent.

Les quasi-identifiants sont les colonnes que leur en-tête dit ``singulier`` (opération, composition, tranche d'âge,
typologies, mois du bail, commune…) ; le seuil est celui de la charte pour les effectifs. Les lignes se comptent au
passage, pendant que l'export s'écrit.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from relogement.exports.tableau import Document, Entete, Forme, Page, Tableau
from relogement.fuites.propositions import propositions
from relogement.fuites.rapport import Singularites
from relogement.textes import INSECABLE

_REPERES = 3


class Regard:
    """Regarde passer les pages d'un document, sans les changer."""

    def __init__(self, document: Document, seuil: int) -> None:
        self._seuil = seuil
        self._groupes: Counter[tuple[Any, ...]] = Counter()
        self._entetes: tuple[Entete, ...] = ()
        self._petites: list[str] = []
        self.document = replace(document, tableaux=tuple(map(self._regarder, document.tableaux)))

    @property
    def singularites(self) -> Singularites:
        """À lire une fois le document écrit."""
        rares = [n for n in self._groupes.values() if n < self._seuil]
        return Singularites(
            lignes=self._groupes.total(), seuil=self._seuil, uniques=rares.count(1), rares=sum(rares),
            colonnes=tuple(e.nom for e in self._entetes), petites_cases=tuple(self._petites),
            propositions=tuple(propositions(self._entetes, self._groupes, self._seuil)) if rares else (),
        )  # fmt: skip

    def _regarder(self, tableau: Tableau) -> Tableau:
        rangs = [rang for rang, entete in enumerate(tableau.entetes) if entete.singulier]
        effectifs = [rang for rang, entete in enumerate(tableau.entetes) if entete.effectif]
        if len(rangs) > 1 and not self._entetes:
            self._entetes = tuple(tableau.entetes[rang] for rang in rangs)
            return replace(tableau, pages=self._compter(tableau.pages, rangs))
        if effectifs:
            return replace(tableau, pages=self._peser(tableau, effectifs))
        return tableau

    def _compter(self, pages: Iterable[Page], rangs: Sequence[int]) -> Iterator[Page]:
        for page in pages:
            if page:
                self._groupes.update(zip(*(page[rang] for rang in rangs), strict=True))
            yield page

    def _peser(self, tableau: Tableau, effectifs: Sequence[int]) -> Iterator[Page]:
        reperes = [
            rang for rang, entete in enumerate(tableau.entetes) if entete.forme in (Forme.TEXTE, Forme.CODE)
        ]
        for page in tableau.pages:
            for rang in effectifs:
                for ligne, valeur in enumerate(page[rang] if page else ()):
                    if isinstance(valeur, int) and 0 < valeur < self._seuil:
                        ou = " · ".join(str(page[repere][ligne]) for repere in reperes[:_REPERES])
                        self._petites.append(f"{ou}{INSECABLE}: {tableau.entetes[rang].nom}")
            yield page

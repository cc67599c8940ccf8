"""La part « équilibre » : l'attribution tient-elle dans ce que la charte veut pour la résidence ?

Tous les points tant que la part du premier quartile, ou des ménages sous 40 % des plafonds, ne passe pas le repère
de la charte ; un ménage qui n'en est pas les a toujours. Ni l'âge, ni la famille, ni l'origine n'y entrent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from relogement.appariement.candidat import Candidat, Contexte
from relogement.appariement.parts import NON, OUI, Note, inconnue, sure
from relogement.equilibre.appartenance import AUX_PARTENAIRES, Appartenance, Regard, appartenance
from relogement.equilibre.effet import Effet, effet, premier
from relogement.equilibre.nombres import taux
from relogement.equilibre.parc import ResidenceLue
from relogement.equilibre.reglages import ReglagesEquilibre, reglages_equilibre
from relogement.logement import LogementOffert
from relogement.textes import FINE, INSECABLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Nombres = NDArray[np.float64]

Lues = tuple[Appartenance, ...]
Cle = tuple[bool | None, ...]


class Equilibre:
    """Les repères de la charte et les résidences, lus une fois ; une ligne par façon d'y entrer."""

    def __init__(self, contexte: Contexte) -> None:
        self._contexte = contexte
        self._reglages: ReglagesEquilibre = reglages_equilibre(contexte.charte)
        self._a_repere = tuple(i for i in AUX_PARTENAIRES if i in self._reglages.reperes)
        self._regard = Regard(contexte.au, contexte.cadre.baremes, contexte.zone)

    def note(self, candidat: Candidat, logement: LogementOffert) -> Note:
        """Ce que vaut ce logement pour ce ménage, et pourquoi."""
        residence = self._contexte.parc.trouver(logement)
        if residence is None:
            return inconnue("résidence sans données d’occupation")
        if not self._a_repere:
            return inconnue("la charte ne fixe pas de part à ne pas dépasser")
        return self._jugee(self._lues(candidat), residence)

    def tableau(self, menages: Sequence[Candidat], logements: Sequence[LogementOffert]) -> tuple[Nombres, Nombres]:
        """Comme ``note``, pour tous ; une note se calcule une fois par résidence et par façon d'y entrer."""
        import numpy as np

        basse, haute = np.zeros((len(menages), len(logements))), np.ones((len(menages), len(logements)))
        colonnes: dict[int, list[int]] = defaultdict(list)
        residences: dict[int, ResidenceLue] = {}
        for rang, logement in enumerate(logements):
            if (residence := self._contexte.parc.trouver(logement)) is not None:
                colonnes[residence.id].append(rang)
                residences[residence.id] = residence
        if not residences or not self._a_repere:
            return basse, haute
        lignes: dict[Cle, list[int]] = defaultdict(list)
        for rang, lui in enumerate(menages):
            lignes[tuple(lue.oui for lue in self._lues(lui))].append(rang)
        for cle, siennes in lignes.items():
            for numero, residence in residences.items():
                note = self._jugee(tuple(map(Appartenance, cle)), residence)
                ou = np.ix_(siennes, colonnes[numero])
                basse[ou], haute[ou] = float(note.basse), float(note.haute)
        return basse, haute

    def _lues(self, candidat: Candidat) -> Lues:
        return tuple(appartenance(i, candidat.menage, candidat.niveau, self._regard) for i in self._a_repere)

    def _jugee(self, lues: Lues, residence: ResidenceLue) -> Note:
        trouve = premier(self._effets(lues, residence))
        if trouve is None:
            return inconnue("occupation de la résidence inconnue, ou couverte par le secret")
        assert trouve.repere is not None
        si_oui = OUI if trouve.si_oui <= trouve.repere else NON
        dite = _dite(trouve, trouve.repere)
        match trouve.appartenance.oui:
            case None:
                return Note(si_oui, OUI, f"{dite} si ce ménage en est")
            case True:
                return sure(si_oui, dite)
        return sure(OUI, dite)

    def _effets(self, lues: Lues, residence: ResidenceLue) -> list[Effet]:
        reglages, au = self._reglages, self._contexte.au
        dits = [effet(residence, i, lue, reglages, au) for i, lue in zip(self._a_repere, lues, strict=True)]
        return [e for e in dits if e is not None]


def _dite(trouve: Effet, repere: int) -> str:
    """« premier quartile : de 31 % à 33 %, 40 % au plus »."""
    apres = trouve.si_oui if trouve.apres is None else trouve.apres
    de_a = f"de {taux(trouve.avant)} à {taux(apres)}, {repere}{FINE}% au plus"
    return f"{trouve.indicateur.au_milieu}{INSECABLE}: {de_a}"

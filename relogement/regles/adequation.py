"""L'occupation d'un logement, et les typologies qui vont à un ménage (CCH, art. L. 621-2 et R. 822-25)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Source, bareme
from relogement.nomenclatures import Condition, Critere, Typologie
from relogement.regles.categorie import PERSONNE
from relogement.regles.montants import Montant, Verdict, manque
from relogement.textes import nombre, pluriel, surface

SANS_NOMBRE = "nombre de personnes inconnu"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogementOccupe:
    """Ceux qui vivent là, et le logement ; vide = inconnu. ``surface`` en m², cuisine hors des pièces."""

    nb_personnes: int | None
    pieces: int | None = None
    typologie: Typologie | None = None
    surface: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Occupation:
    """OUI veut dire trop grand (``sous``) ou trop petit (``sur``) ; chacun a sa raison."""

    sous: Verdict
    sur: Verdict

    @property
    def condition(self) -> Condition:
        """Ce que vaut la condition « ni sous-occupé ni suroccupé »."""
        valeurs = (self.sous.valeur, self.sur.valeur)
        if Critere.OUI in valeurs:
            return Condition.NON
        return Condition.A_VERIFIER if Critere.NR in valeurs else Condition.OUI

    @property
    def motif(self) -> str:
        """La raison qui décide : ce qui ne va pas, sinon ce qui manque, sinon les deux."""
        for valeur in (Critere.OUI, Critere.NR):
            if motifs := [v.motif for v in (self.sous, self.sur) if v.valeur is valeur]:
                return " ; ".join(dict.fromkeys(motifs))
        return f"{self.sous.motif} ; {self.sur.motif}"


@dataclass(frozen=True, slots=True)
class TypologieJugee:
    """Si une typologie va à un ménage, et à partir de quelle surface elle n'est pas suroccupée."""

    typologie: Typologie
    convient: Critere
    surface_minimale: Decimal
    motif: str


def occupation(logement: LogementOccupe, *, au: date | None, dossier: Source | None = None) -> Occupation:
    """La sous-occupation et la suroccupation d'un logement (CCH, art. L. 621-2 et R. 822-25)."""
    return Occupation(
        _sous_occupation(logement, au, dossier),
        _suroccupation(logement.nb_personnes, logement.surface, au, dossier),
    )


def pieces_au_plus(nb_personnes: int, *, au: date | None, dossier: Source | None = None) -> int:
    """Le plus grand nombre de pièces habitables sans sous-occupation : une de plus que de personnes."""
    regle = bareme("adequation", au, dossier=dossier)
    return nb_personnes + int(regle.nombre("sous_occupation.pieces_de_plus_que_de_personnes"))


def surface_au_moins(nb_personnes: int | None, *, au: date | None, dossier: Source | None = None) -> Montant:
    """La plus petite surface sans suroccupation, en m² : 9 pour un, 16 pour deux, + 9 par personne, 70 au plus."""
    if nb_personnes is None or nb_personnes < 1:
        return manque(SANS_NOMBRE if nb_personnes is None else PERSONNE)
    regle = bareme("adequation", au, dossier=dossier)
    if nb_personnes == 1:
        return Montant(regle.nombre("suroccupation.surface_une_personne"))
    en_plus = (nb_personnes - 2) * regle.nombre("suroccupation.surface_personne_sup")
    norme = regle.nombre("suroccupation.surface_deux_personnes") + en_plus
    return Montant(min(norme, regle.nombre("suroccupation.surface_maximale")))


def typologies_jugees(
    nb_personnes: int | None, *, au: date | None, dossier: Source | None = None
) -> tuple[TypologieJugee, ...]:
    """Chaque typologie, jugée par la même règle ; vide si le nombre de personnes est inconnu ou nul."""
    norme = surface_au_moins(nb_personnes, au=au, dossier=dossier).valeur
    if nb_personnes is None or norme is None:
        return ()
    return tuple(_jugees(nb_personnes, norme, au, dossier))


def _jugees(
    nb_personnes: int, norme: Decimal, au: date | None, dossier: Source | None
) -> Iterator[TypologieJugee]:
    for typologie in Typologie:
        sous = _sous_occupation(
            LogementOccupe(nb_personnes=nb_personnes, typologie=typologie), au=au, dossier=dossier
        )
        if sous.valeur is Critere.OUI:
            yield TypologieJugee(typologie, Critere.NON, norme, sous.motif)
        else:
            convient = Critere.NR if sous.valeur is Critere.NR else Critere.OUI
            yield TypologieJugee(typologie, convient, norme, f"{sous.motif}, à partir de {surface(norme)}")


def _sous_occupation(logement: LogementOccupe, au: date | None, dossier: Source | None) -> Verdict:
    personnes = logement.nb_personnes
    if personnes is None or personnes < 1:
        return Verdict(Critere.NR, SANS_NOMBRE if personnes is None else PERSONNE)
    pieces = logement.pieces if logement.pieces is not None else _pieces(logement.typologie)
    if pieces is None or pieces < 1:
        return Verdict(Critere.NR, "nombre de pièces habitables inconnu")
    limite = pieces_au_plus(personnes, au=au, dossier=dossier)
    ouverte = logement.pieces is None and logement.typologie is Typologie.T6
    compte = f"{pluriel(pieces, 'pièce')}{' ou plus' if ouverte else ''} pour {pluriel(personnes, 'personne')}"
    if pieces > limite:
        return Verdict(Critere.OUI, f"sous-occupé : {compte}, {limite} au plus")
    if ouverte:
        return Verdict(Critere.NR, f"{compte}, {limite} au plus : nombre de pièces à préciser")
    return Verdict(Critere.NON, f"{compte}, {limite} au plus")


def _pieces(typologie: Typologie | None) -> int | None:
    """Les pièces d'une typologie : trois pour un T3, au moins six pour un T6 et plus."""
    return None if typologie is None else int(typologie.value.strip("T+"))


def _suroccupation(personnes: int | None, m2: Decimal | None, au: date | None, dossier: Source | None) -> Verdict:
    norme = surface_au_moins(personnes, au=au, dossier=dossier)
    if norme.valeur is None:
        return Verdict(Critere.NR, norme.motif)
    if m2 is None or m2 <= 0:
        return Verdict(Critere.NR, "surface inconnue" if m2 is None else "surface impossible : corrigez-la")
    compte = f"{surface(m2)} pour {pluriel(personnes or 0, 'personne')}, {nombre(norme.valeur, 0)} m² au moins"
    return Verdict(Critere.OUI, f"suroccupé : {compte}") if m2 < norme.valeur else Verdict(Critere.NON, compte)

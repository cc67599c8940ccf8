"""Ce qu'une attribution changerait à une part : un ménage de plus dans la résidence, compté sur ses effectifs.

Le logement est vacant : le ménage s'ajoute aux *n* qui l'habitent, (k + 1) ÷ (n + 1) s'il entre dans ce que l'on
compte, k ÷ (n + 1) sinon. Quand tous les logements étaient occupés à la date des données, quelqu'un est parti
depuis : il est supposé comme les autres, et le ménage prend sa place parmi les *n*.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from relogement.equilibre.appartenance import Appartenance
from relogement.equilibre.indicateurs import CENT, DEFINITIONS, Base, Indicateur
from relogement.equilibre.nombres import dit, taux
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.equilibre.reglages import ReglagesEquilibre
from relogement.equilibre.secret import non_montre, tait, trop_petite
from relogement.textes import FINE, INSECABLE, jour, nombre


@dataclass(frozen=True)
class Effet:
    """Une part avant, puis si le ménage en est, et sinon ; ``environ`` : *n* est celui des logements."""

    residence: ResidenceLue
    mesure: Mesure
    appartenance: Appartenance
    avant: Fraction
    si_oui: Fraction
    si_non: Fraction
    menages: int
    pleine: bool
    environ: bool
    repere: int | None
    perimee: bool

    @property
    def indicateur(self) -> Indicateur:
        return self.mesure.indicateur

    @property
    def apres(self) -> Fraction | None:
        """La part après, si l'on sait si le ménage y entre."""
        oui = self.appartenance.oui
        return None if oui is None else self.si_oui if oui else self.si_non

    @property
    def phrase(self) -> str:
        """« Le Clos des Pins : attribuer ici porterait la part du 1ᵉʳ quartile de 31 % à 33 %… »"""
        quoi = DEFINITIONS[self.indicateur].dit
        suite = f"{self._de_a(quoi)}{self._charte}.{self._annee}"
        return f"{self.residence.nom}{INSECABLE}: attribuer ici {suite}"

    @property
    def courte(self) -> str:
        """« premier quartile 31 % → 33 % (charte : 40 %) »."""
        voulues = (self.si_oui, self.si_non) if self.apres is None else (self.apres,)
        avant, *apres = _dites(self.avant, *voulues)
        return f"{self.indicateur.au_milieu} {avant} → {' ou '.join(apres)}{self._charte}"

    def _de_a(self, quoi: str) -> str:
        apres = self.apres
        if apres is None:
            avant, oui, non = _dites(self.avant, self.si_oui, self.si_non)
            return f"porterait {quoi} de {avant} à {oui} si ce ménage en est, à {non} sinon"
        avant, dite = _dites(self.avant, apres)
        return f"laisserait {quoi} à {avant}" if avant == dite else f"porterait {quoi} de {avant} à {dite}"

    @property
    def _charte(self) -> str:
        return "" if self.repere is None else f" (charte{INSECABLE}: {self.repere}{FINE}%)"

    @property
    def _annee(self) -> str:
        environ = ", ménages estimés" if self.environ else ""
        return f" Données de {self.mesure.au.year}{environ}." if self.perimee or self.environ else ""

    @property
    def calcul(self) -> str:
        """L'arithmétique, pour qui la demande."""
        k = self.mesure.nombre
        dites = f"{taux(self.avant)}, soit {dit(self._compte)}" if k is None else nombre(k, 0)
        base = f"{dites} sur {nombre(self.menages, 0)} ménages au {jour(self.mesure.au)}"
        place = "à la place d’un ménage comme les autres" if self.pleine else "un ménage de plus"
        manque = "" if self.appartenance.oui is not None else f" ; ce ménage{INSECABLE}: {self.appartenance.motif}"
        return f"{base} ; {place}{manque}."

    @property
    def _compte(self) -> Fraction:
        return self.avant * self.menages / CENT


def effet(
    residence: ResidenceLue,
    indicateur: Indicateur,
    lu: Appartenance,
    reglages: ReglagesEquilibre,
    au: date,
) -> Effet | None:
    """Rien quand la part, les ménages ou leur nombre sont inconnus, ni quand le secret la tait."""
    mesure = residence.mesures.get(indicateur)
    if mesure is None or DEFINITIONS[indicateur].base is not Base.MENAGES:
        return None
    avant, n = mesure.valeur, mesure.sur or residence.nb_logements
    if avant is None or not n or tait(residence, mesure, reglages.secret):
        return None
    pleine = mesure.sur is not None and residence.nb_logements is not None and mesure.sur >= residence.nb_logements
    si_oui, si_non = (_apres(avant, n, combien, pleine=pleine) for combien in (1, 0))
    return Effet(
        residence, mesure, lu, avant, si_oui, si_non, n, pleine, mesure.sur is None,
        reglages.reperes.get(indicateur), reglages.perimee(mesure.au, au),
    )  # fmt: skip


def _apres(avant: Fraction, n: int, combien: int, *, pleine: bool) -> Fraction:
    compte = avant * n / CENT
    if pleine:
        return (compte - compte / n + combien) * CENT / n
    return (compte + combien) * CENT / (n + 1)


def phrase_du_secret(residence: ResidenceLue, seuil: int) -> str | None:
    """« Le Mas : moins de 5 ménages : non montré. », seulement quand c'est toute la résidence qui se tait."""
    return f"{residence.nom}, {non_montre(seuil)}." if trop_petite(residence, seuil) else None


def _dites(*valeurs: Fraction) -> tuple[str, ...]:
    """À l'unité ; au dixième quand l'unité cacherait le changement."""
    dites = tuple(taux(v) for v in valeurs)
    return dites if len(set(dites)) == len(set(valeurs)) else tuple(taux(v, 1) for v in valeurs)


def premier(effets: Iterable[Effet]) -> Effet | None:
    """Celui à dire : le premier dont on sait ce que le ménage y fait, sinon le premier."""
    lus = list(effets)
    return next((e for e in lus if e.apres is not None), lus[0] if lus else None)

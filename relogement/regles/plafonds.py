"""Les plafonds de ressources du logement social, et la classe d'un ménage (arrêté du 29/07/1987)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from relogement.baremes import Periode, Source, bareme, empreinte, en_vigueur
from relogement.base import Code
from relogement.nomenclatures import ZonePlafond
from relogement.regles.categorie import Categorie
from relogement.regles.revenu_retenu import RevenuRetenu
from relogement.textes import INSECABLE, euros, jour

EURO = Decimal(1)


class ClasseRessources(Code):
    """Sous quel plafond tombe un ménage, du plus modeste au moins."""

    PLAI = "PLAI", "au plus le plafond PLAI"
    PLUS_60 = "PLUS_60", f"au plus 60{INSECABLE}% du plafond PLUS"
    PLUS = "PLUS", "au plus le plafond PLUS"
    PLS = "PLS", "au plus le plafond PLS"
    AU_DELA = "AU_DELA", "au-delà du plafond PLS"


@dataclass(frozen=True, slots=True)
class Plafonds:
    """Les plafonds d'une catégorie dans une zone, en euros par an, et les textes qui les fixent."""

    plai: Decimal
    plus_60: Decimal
    plus: Decimal
    pls: Decimal
    bareme_du: date
    textes: tuple[str, ...]

    def classes(self) -> Iterator[tuple[ClasseRessources, Decimal]]:
        """Chaque classe et son plafond, du plus bas au plus haut."""
        montants = (self.plai, self.plus_60, self.plus, self.pls)
        yield from zip(ClasseRessources, montants, strict=False)


@dataclass(frozen=True, slots=True, repr=False)
class Classement:
    """La classe de ressources, vide (« NR ») si on ne peut pas la dire, et pourquoi."""

    classe: ClasseRessources | None
    motif: str
    textes: tuple[str, ...] = ()
    bareme_du: date | None = None


def plafonds(rang: int, zone: ZonePlafond, *, au: date, dossier: Source | None = None) -> Plafonds | None:
    """Les plafonds PLAI, PLUS et PLS d'une catégorie (euros par an) ; vide si aucun n'est connu à cette date.

    Le PLS est celui du PLUS majoré de 30 %, à l'euro (CCH, art. D. 331-17).
    """
    return _plafonds(rang, zone, au, dossier, empreinte(dossier))


@lru_cache(maxsize=8192)
def _plafonds(
    rang: int, zone: ZonePlafond, au: date, dossier: Source | None, _etat: tuple[tuple[str, int, int], ...]
) -> Plafonds | None:
    plus, plai = (en_vigueur(nom, au, dossier=dossier) for nom in ("plafonds_plus", "plafonds_plai"))
    if plus is None or plai is None:
        return None
    pls, part = (bareme(nom, au, dossier=dossier) for nom in ("plafonds_pls", "plafonds_part_plus"))
    derniere = int(bareme("categories_menage", au, dossier=dossier).nombre("derniere_categorie"))
    montant, plus_bas = _montant(plus, zone, rang, derniere), _montant(plai, zone, rang, derniere)
    if montant is None or plus_bas is None:
        return None
    return Plafonds(
        plai=plus_bas,
        plus_60=montant * part.nombre("coefficient_plus"),
        plus=montant,
        pls=(montant * pls.nombre("coefficient_plus")).quantize(EURO, ROUND_HALF_UP),
        bareme_du=max(plus.debut, plai.debut),
        textes=(plai.texte, plus.texte, pls.texte, part.texte),
    )


def classement(
    revenu: RevenuRetenu,
    categorie: Categorie,
    zone: ZonePlafond | None,
    *,
    au: date,
    dossier: Source | None = None,
) -> Classement:
    """Le premier plafond que le revenu ne dépasse pas : PLAI, 60 % du PLUS, PLUS, PLS, sinon au-delà.

    Une catégorie incertaine donne la classe si elle est la même dans tous les cas, sinon rien.
    """
    if revenu.montant is None:
        return Classement(None, revenu.motif)
    if categorie.mini is None or categorie.maxi is None:
        return Classement(None, categorie.motif)
    if zone is None:
        return Classement(None, "zone des plafonds inconnue")
    connus = [plafonds(rang, zone, au=au, dossier=dossier) for rang in range(categorie.mini, categorie.maxi + 1)]
    cas = [(classe_sous(revenu.montant, p), p) for p in connus if p is not None]
    if not cas:
        return Classement(None, f"aucun plafond de ressources n’est connu au {jour(au)}")
    classe, premiers = cas[0]
    if any(autre is not classe for autre, _ in cas):
        return Classement(None, categorie.motif, premiers.textes)
    return _classement(revenu.montant, classe, premiers)


def classe_sous(revenu: Decimal, plafonds: Plafonds) -> ClasseRessources:
    """Le premier de ces plafonds que le revenu, en euros par an, ne dépasse pas (arrêté du 29/07/1987)."""
    tenues = (classe for classe, plafond in plafonds.classes() if revenu <= plafond)
    return next(tenues, ClasseRessources.AU_DELA)


def _classement(revenu: Decimal, classe: ClasseRessources, plafonds: Plafonds) -> Classement:
    plafond = dict(plafonds.classes()).get(classe, plafonds.pls)
    motif = f"{euros(revenu)} par an, {classe.libelle} ({euros(plafond)})"
    return Classement(classe, motif, plafonds.textes, plafonds.bareme_du)


def _montant(periode: Periode, zone: ZonePlafond, rang: int, derniere: int) -> Decimal | None:
    """Au-delà de la dernière catégorie, un supplément par personne ; vide si le barème n'a pas cette catégorie."""
    groupe, en_plus, lignes = f"plafond.{zone.value}", max(0, rang - derniere), periode.lignes()
    base = lignes.get(f"{groupe}.cat{rang - en_plus}")
    return None if base is None else base + en_plus * periode.nombre(f"{groupe}.pers_sup")

"""La minoration de loyer que l'ANRU verse à l'organisme relogeur (RGA relatif au NPNRU, art. 2.1.3.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relogement.baremes import Periode, Source, en_vigueur
from relogement.nomenclatures import Critere, Nature, Typologie
from relogement.regles.montants import Montant, Verdict, manque
from relogement.regles.neuf import neuf
from relogement.textes import euros, jour

_GROUPES = {
    Typologie.T1: ("t1", "t1_t2"),
    Typologie.T2: ("t2", "t1_t2"),
    Typologie.T3: ("t3", "t3_t4"),
    Typologie.T4: ("t4", "t3_t4"),
    Typologie.T5: ("t5", "t5_et_plus"),
    Typologie.T6: ("t6_et_plus", "t5_et_plus"),
}
_SANS_MONTANT = {Critere.NON: "relogement non éligible", Critere.NR: "éligibilité à établir"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RelogementAMinorer:
    """Ce qu'il faut savoir d'un relogement ; vide = inconnu.

    ``loyer`` : hors charges, inscrit au bail, par mois. ``loyer_plafond_apl`` : celui du ménage, par mois
    (``regles.apl.bareme.parametres(…).plafond``).
    ``rt2005`` : bonne qualité thermique. ``zone`` : la zone du logement dans le barème, s'il en a.
    """

    nature: Nature
    bail_le: date | None
    loyer: Decimal | None
    loyer_plafond_apl: Decimal | None
    typologie: Typologie | None
    premiere_location: bool | None = None
    conventionne_le: date | None = None
    rt2005: bool | None = None
    zone: int | None = None


@dataclass(frozen=True, slots=True)
class Minoration:
    """OUI, NON ou NR ; chaque condition avec sa raison, et le montant en euros pour le relogement."""

    eligible: Critere
    conditions: dict[str, Verdict]
    montant: Montant
    textes: tuple[str, ...]

    @property
    def motif(self) -> str:
        """Ce qui manque ou ce qui échoue ; sinon les raisons qui l'ouvrent."""
        decisives = [v.motif for v in self.conditions.values() if v.valeur is self.eligible]
        return " ; ".join(decisives)


def minoration(relogement: RelogementAMinorer, *, dossier: Source | None = None) -> Minoration:
    """Si le relogement ouvre droit à la minoration de loyer, ce qui l'empêche, et combien d'euros.

    RGA relatif au NPNRU, art. 2.1.3.2 : relogement définitif ; logement neuf ou conventionné depuis moins de
    cinq ans (depuis octobre 2021, aussi de bonne qualité thermique, RT 2005) ; loyer du bail au plus au plafond
    APL du ménage. Le montant, versé à l'organisme relogeur, suit le barème en vigueur au bail.
    """
    admis = _au_bail("minoration_conditions", relogement, dossier)
    montants = _au_bail("minoration_loyer", relogement, dossier)
    jugees = {
        "nature": _definitif(relogement.nature),
        "logement": _logement(relogement, admis, dossier),
        "loyer": _loyer(relogement),
    }
    eligible = _ensemble([v.valeur for v in jugees.values()])
    montant = _montant(montants, relogement) if eligible is Critere.OUI else manque(_SANS_MONTANT[eligible])
    return Minoration(eligible, jugees, montant, tuple(p.texte for p in (admis, montants) if p))


def _au_bail(nom: str, relogement: RelogementAMinorer, dossier: Source | None) -> Periode | None:
    return en_vigueur(nom, relogement.bail_le, dossier=dossier) if relogement.bail_le else None


def _ensemble(valeurs: list[Critere]) -> Critere:
    if Critere.NON in valeurs:
        return Critere.NON
    return Critere.NR if Critere.NR in valeurs else Critere.OUI


def _definitif(nature: Nature) -> Verdict:
    valeur = Critere.OUI if nature is Nature.DEFINITIF else Critere.NON
    return Verdict(valeur, f"relogement {nature.libelle.lower()}")


def _logement(relogement: RelogementAMinorer, admis: Periode | None, dossier: Source | None) -> Verdict:
    """Neuf ou conventionné depuis moins de cinq ans ; ou de bonne qualité thermique, si le texte l'admet."""
    if relogement.bail_le is None or admis is None:
        return Verdict(Critere.NR, "bail non daté" if relogement.bail_le is None else "aucun texte connu au bail")
    recent = neuf(relogement.premiere_location, relogement.conventionne_le, relogement.bail_le, dossier=dossier)
    if recent.valeur is Critere.OUI or not admis.valeurs["bonne_qualite_thermique_admise"]:
        return recent
    if relogement.rt2005:
        return Verdict(Critere.OUI, "bonne qualité thermique (RT 2005)")
    if relogement.rt2005 is None:
        return Verdict(Critere.NR, f"{recent.motif} ; qualité thermique inconnue")
    return Verdict(recent.valeur, f"{recent.motif} ; qualité thermique RT 2005 : non")


def _loyer(relogement: RelogementAMinorer) -> Verdict:
    loyer, plafond = relogement.loyer, relogement.loyer_plafond_apl
    if loyer is None or plafond is None:
        return Verdict(Critere.NR, "loyer inconnu" if loyer is None else "loyer plafond APL du ménage inconnu")
    if loyer <= 0 or plafond <= 0:
        return Verdict(Critere.NR, "loyer nul ou négatif : corrigez-le")
    tient = loyer <= plafond
    motif = f"loyer de {euros(loyer)}, {'au plus' if tient else 'plus que'} le plafond APL de {euros(plafond)}"
    return Verdict(Critere.OUI if tient else Critere.NON, motif)


def _montant(montants: Periode | None, relogement: RelogementAMinorer) -> Montant:
    """Le forfait de la typologie, dans sa zone si le barème en distingue ; inconnu tant qu'il est à compléter."""
    if montants is None:
        return manque("aucun barème de minoration n’est connu au bail")
    if montants.a_completer:
        return manque(
            f"l’échelle en vigueur depuis le {jour(montants.debut)} est à compléter dans Paramètres, Barèmes"
        )
    lignes = montants.lignes()
    connus = (lignes[ligne] for ligne in _lignes(relogement) if ligne in lignes)
    return Montant(next(connus, None), "typologie ou zone absente du barème de minoration")


def _lignes(relogement: RelogementAMinorer) -> Iterator[str]:
    """Les noms que peut porter le montant, du plus précis au plus large."""
    for cle in _GROUPES.get(relogement.typologie, ()) if relogement.typologie else ():
        if relogement.zone is not None:
            yield f"zone_{relogement.zone}.{cle}"
        yield f"montant.{cle}"

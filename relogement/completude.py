"""La complétude d'un dossier : ce que l'on attend de savoir, pour quoi faire, et ce qui manque encore."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from relogement.apercu_enquete import Fiscaux, categorie_du_menage
from relogement.baremes import Source
from relogement.base import Code
from relogement.champs import champs
from relogement.cout import Cout
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Moment, Nature, TypeDossier
from relogement.revenus_du_menage import revenus_fiscaux

AVIS_PARUS = 9  # les avis d'impôt de l'année précédente sont tous arrivés en septembre


class Usage(Code):
    """Ce que l'on ne peut pas faire tant qu'un champ manque."""

    COMMENCER = "COMMENCER", "pour commencer"
    SNE = "SNE", "pour le SNE"
    OFFRE = "OFFRE", "pour une offre"
    BILAN = "BILAN", "pour le bilan"


COURTS = {"loyer": "Loyer", "charges": "Charges", "chauffage_inclus": "Chauffage compris ou non"}
DEBUT, SNE, OFFRE, BILAN = Usage


@dataclass(frozen=True)
class Attendu:
    """Un champ attendu : où il se tape (« partie.champ »), son nom, à quoi il sert."""

    chemin: str
    libelle: str
    usages: tuple[Usage, ...]
    connu: bool


@dataclass(frozen=True)
class Completude:
    """Ce qui est connu sur ce qui est attendu."""

    champs: tuple[Attendu, ...]

    @cached_property
    def absents(self) -> tuple[Attendu, ...]:
        return tuple(champ for champ in self.champs if not champ.connu)

    @property
    def manques(self) -> tuple[str, ...]:
        """Le nom de chaque champ vide, ceux qu'il faut pour commencer d'abord."""
        return tuple(champ.libelle for champ in self.absents)

    def pour(self, usage: Usage) -> tuple[Attendu, ...]:
        """Ce qui manque encore à cet usage."""
        return tuple(champ for champ in self.absents if usage in champ.usages)

    @property
    def attendus(self) -> int:
        return len(self.champs)

    @property
    def connus(self) -> int:
        return self.attendus - len(self.absents)

    @property
    def part(self) -> float:
        return self.connus / self.attendus


def completude(menage: Menage, *, au: date, baremes: Source | None = None) -> Completude:
    """Un décohabitant ou un hébergé n'a pas de logement quitté à lui : on ne l'attend pas."""
    parties = [_du_titulaire(menage), _du_menage(menage)]
    if menage.type is TypeDossier.TITULAIRE:
        parties.append(_du_logement_quitte(menage.logement_quitte))
    parties += [_des_ressources(menage, au, baremes), _de_la_demande(menage)]
    if menage.type is TypeDossier.TITULAIRE:
        parties.append(_du_cout("avant", menage.cout_avant, (OFFRE, BILAN)))
    parties.append(_d_apres(menage))
    tous = [champ for partie in parties for champ in partie]
    return Completude(tuple(sorted(tous, key=lambda champ: DEBUT not in champ.usages)))


def _du_titulaire(menage: Menage) -> Iterator[Attendu]:
    titulaire = menage.titulaire
    for nom in ("nom", "prenom"):
        yield _champ("titulaire", Personne, titulaire, nom, (DEBUT, SNE))
    ne = titulaire is not None and (titulaire.naissance_le or titulaire.naissance_annee)
    yield Attendu("titulaire.naissance_le", "Naissance", (DEBUT, SNE), bool(ne))


def _du_menage(menage: Menage) -> Iterator[Attendu]:
    usages = {
        "telephone": (DEBUT, SNE),
        "referent": (DEBUT,),
        "nb_personnes": (DEBUT, SNE, OFFRE, BILAN),
        "nb_moins_14": (DEBUT, BILAN),
        "enquete_le": (OFFRE,),
        "sne_le": (OFFRE,),
        "numero_unique": (OFFRE,),
    }
    yield from (_champ("menage", Menage, menage, nom, pour) for nom, pour in usages.items())
    autres = [p for p in menage.personnes if p is not menage.titulaire]
    nes = all(p.naissance_le or p.naissance_annee for p in autres)
    decrites = menage.nb_personnes in (None, len(menage.personnes))
    yield Attendu("personnes.naissance_le", "Naissance de chaque personne", (SNE,), nes and decrites)


def _du_logement_quitte(quitte: LogementQuitte | None) -> Iterator[Attendu]:
    usages = {"ug": (DEBUT,), "bailleur": (DEBUT, BILAN), "typologie": (DEBUT, SNE), "surface": (OFFRE, BILAN)}
    yield from (_champ("quitte", LogementQuitte, quitte, nom, pour) for nom, pour in usages.items())


def _des_ressources(menage: Menage, au: date, baremes: Source | None) -> Iterator[Attendu]:
    yield _champ("menage", Menage, menage, "ressources", (SNE, OFFRE, BILAN))
    fiscaux = Fiscaux.de(menage)
    n_2, n_1 = revenus_fiscaux(fiscaux.rfr, fiscaux.annee, fiscaux.suivant, au=au)
    yield Attendu("menage.rfr", f"RFR {au.year - 2}", (SNE, OFFRE), n_2 is not None)
    if au.month >= AVIS_PARUS:
        yield Attendu("menage.rfr_suivant", f"RFR {au.year - 1}", (OFFRE,), n_1 is not None)
    rang = categorie_du_menage(menage, menage.categorie_plafond, au=au, baremes=baremes).rang
    yield Attendu("menage.categorie_plafond", "Catégorie de plafonds", (OFFRE,), rang is not None)


def _de_la_demande(menage: Menage) -> Iterator[Attendu]:
    lieu = any(s.lieu for s in menage.souhaits) or menage.souhait_quartiers
    typologie = any(s.typologie for s in menage.souhaits) or menage.souhait_typologie
    besoins = menage.besoins or menage.logement_adapte is not None
    yield Attendu("souhaits.lieu", "Commune ou quartier souhaité", (SNE, OFFRE), bool(lieu))
    yield Attendu("menage.souhait_typologie", "Typologie souhaitée", (SNE, OFFRE), bool(typologie))
    yield Attendu("menage.logement_adapte", "Besoins du logement", (OFFRE,), bool(besoins))


def _du_cout(partie: str, cout: Cout | None, usages: tuple[Usage, ...]) -> Iterator[Attendu]:
    apres = " après" if partie == "apres" else ""
    for nom in ("loyer", "charges", "apl"):
        yield _champ(partie, Cout, cout, nom, usages, suite=apres)
    yield _champ(partie, Cout, cout, "chauffage_inclus", (BILAN,), suite=apres)


def _d_apres(menage: Menage) -> Iterator[Attendu]:
    """Un bail signé se mesure : ce que coûte le nouveau logement, sa surface, son quartier, son âge."""
    signes = [r for r in menage.relogements if r.bail_le and r.nature is Nature.DEFINITIF]
    if not signes:
        return
    logement = signes[-1].logement
    cout = signes[-1].cout or next((c for c in menage.couts if c.moment is Moment.APRES), None)
    yield from _du_cout("apres", cout, (BILAN,))
    yield _champ("logement", LogementOffert, logement, "surface", (BILAN,), suite=" après")
    yield _champ("logement", LogementOffert, logement, "qpv", (BILAN,))
    date_connue = logement.premiere_location is True or logement.conventionne_le is not None
    yield Attendu("logement.conventionne_le", "Première location ou conventionnement", (BILAN,), date_connue)


def _champ(
    partie: str, modele: type, objet: object, nom: str, usages: tuple[Usage, ...], *, suite: str = ""
) -> Attendu:
    """Vide veut dire inconnu ; un zéro et un « non » sont connus."""
    connu = objet is not None and getattr(objet, nom) not in (None, "")
    libelle = COURTS.get(nom, champs(modele)[nom].libelle)
    return Attendu(f"{partie}.{nom}", f"{libelle}{suite}", usages, connu)

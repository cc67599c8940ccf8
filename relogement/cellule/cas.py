"""Un cas tel que la séance le regarde : qui, ce qu'il lui faut, ce qui a bougé, ce qu'on peut lui proposer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relogement.appariement.note import Appariement, PartNotee
from relogement.appariement.poids import Part
from relogement.cellule.ordre_du_jour import refus_dits
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage
from relogement.nomenclatures import Canal, CodeBesoin, Condition, Critere, Etat, Recevable, Reponse, Typologie
from relogement.offre import Offre
from relogement.regles.montants import Montant, Verdict
from relogement.regles.ressources import taux_d_effort
from relogement.textes import INSECABLE, jour, pluriel, surface

RDC = ("rdc", "0")
_EN_UN_MOT = {
    CodeBesoin.PMR: "accessible en fauteuil",
    CodeBesoin.DOUCHE: "douche adaptée",
    CodeBesoin.PLAIN_PIED: "plain-pied",
    CodeBesoin.ASCENSEUR: "ascenseur",
    CodeBesoin.CHAMBRES: "une chambre par enfant",
    CodeBesoin.CHAMBRE_EN_PLUS: "une chambre de plus",
    CodeBesoin.STATIONNEMENT: "stationnement",
    CodeBesoin.ANIMAL: "animal accepté",
    CodeBesoin.CALME: "calme",
    CodeBesoin.PROXIMITE: "à proximité",
}


class SorteDeFait(StrEnum):
    """De quelle sorte de fait il s'agit : l'écran en choisit le dessin."""

    CONTACT = "contact"
    ACTE = "acte"
    CHANGEMENT = "changement"
    LOGEMENT = "logement"
    NON_TENUE = "non_tenue"
    DEMANDE = "demande"


@dataclass(frozen=True)
class Fait:
    """Ce qui s'est passé depuis la dernière séance ; ``masque`` : la même chose sans les mots d'un contact."""

    le: date
    sorte: SorteDeFait
    phrase: str = field(repr=False)
    masque: str = ""
    etat: Etat | None = None
    canal: Canal | None = None


@dataclass(frozen=True)
class OffreDuCas:
    """Une offre faite au ménage, et si elle compte."""

    rang: int
    logement: str
    notifiee_le: date | None
    limite_le: date | None
    visite_le: date | None
    reponse: Reponse
    recevable: Recevable | None
    motif: str
    compte: Verdict

    @property
    def en_cours(self) -> bool:
        return self.reponse is Reponse.EN_COURS

    @property
    def validite(self) -> str:
        """« réponse attendue le 23/11/2026 », « refusée, étage ; ne compte pas : … »."""
        if self.en_cours:
            return f"réponse attendue le {jour(self.limite_le)}" if self.limite_le else "sans date limite"
        dit = ", ".join(filter(None, (self.reponse.libelle.lower(), self.motif)))
        compte = {Critere.OUI: "compte", Critere.NON: "ne compte pas"}.get(self.compte.valeur, "à vérifier")
        return (
            dit
            if self.reponse is Reponse.ACCORD
            else f"{dit}{INSECABLE}; {compte}{INSECABLE}: {self.compte.motif}"
        )


@dataclass(frozen=True)
class Verification:
    """Ce qu'un logement a ou n'a pas, en deux mots ; ``motif`` dit tout."""

    mots: str
    condition: Condition
    motif: str = ""


@dataclass(frozen=True)
class Vacant:
    """Un logement libre pour ce ménage, du mieux adapté au moins."""

    apparie: Appariement = field(repr=False)
    verifications: tuple[Verification, ...]

    @property
    def logement(self) -> LogementOffert:
        return self.apparie.logement

    @property
    def titre(self) -> str:
        """« T5 96,00 m², Perpignan »."""
        logement = self.logement
        taille = " ".join(
            filter(None, (logement.typologie, surface(logement.surface) if logement.surface is not None else ""))
        )
        return ", ".join(filter(None, (taille, logement.commune))) or logement.libelle

    @property
    def rac(self) -> Montant:
        """Le reste à charge estimé ; inconnu, il dit pourquoi."""
        return self.apparie.chiffrage.rac.apres

    @property
    def hausse_pct(self) -> Montant:
        return self.apparie.chiffrage.rac.delta_pct

    @property
    def te(self) -> Montant:
        return taux_d_effort(self.rac, self.apparie.candidat.menage.ressources)

    @property
    def maitrise(self) -> PartNotee:
        """Si le reste à charge y serait maîtrisé, et pourquoi."""
        return next(p for p in self.apparie.parts if p.part is Part.RAC_MAITRISE)

    @property
    def verdict(self) -> Condition:
        return condition(self.maitrise)


@dataclass(frozen=True)
class Vacants:
    """Les meilleurs logements libres, parmi combien ; ``tous`` est faux quand le registre en a davantage."""

    meilleurs: tuple[Vacant, ...] = ()
    examines: int = 0
    tous: bool = True

    @property
    def dits(self) -> str:
        """« 3 sur 36 » ; « 3 sur plus de 60 », quand on n'a regardé que les plus récents ; « aucun sur 12 »."""
        return f"{len(self.meilleurs) or 'aucun'} sur {'' if self.tous else 'plus de '}{self.examines}"


def vacant(apparie: Appariement) -> Vacant:
    """Un appariement, avec ce qui se regarde d'abord."""
    return Vacant(apparie, tuple(_verifications(apparie)))


def condition(part: PartNotee) -> Condition:
    """OUI, NON ou à vérifier : une note entre les deux ne se tranche pas."""
    if part.note.sans_objet:
        return Condition.A_VERIFIER
    if part.note.basse == part.note.haute == 1:
        return Condition.OUI
    return Condition.NON if part.note.haute == 0 else Condition.A_VERIFIER


def _verifications(apparie: Appariement) -> Iterator[Verification]:
    parts = {p.part: p for p in apparie.parts}
    acces = parts[Part.BESOINS]
    yield Verification(acces_dit(apparie.logement), condition(acces), acces.note.motif)
    occupation, personnes = parts[Part.OCCUPATION], apparie.candidat.menage.nb_personnes
    taille = pluriel(personnes, "personne") if personnes is not None else "nombre de personnes"
    yield Verification(taille, condition(occupation), occupation.note.motif)
    for part, oui, non in ((Part.HORS_QPV, "hors QPV", "en QPV"), (Part.NEUF, "< 5 ans", "5 ans et plus")):
        jugee = condition(parts[part])
        mots = {Condition.OUI: oui, Condition.NON: non}.get(jugee, f"{oui} à vérifier")
        yield Verification(mots, jugee, parts[part].note.motif)


def acces_dit(logement: LogementOffert) -> str:
    """« 4ᵉ, ascenseur », « rez-de-chaussée », « sans ascenseur »."""
    etage = None if logement.etage is None else etage_dit(str(logement.etage))
    lift = None
    if logement.ascenseur is not None and logement.etage != 0:
        lift = "ascenseur" if logement.ascenseur else "sans ascenseur"
    return ", ".join(filter(None, (etage, lift))) or "étage à vérifier"


def etage_dit(etage: str) -> str:
    """« 4 » → « 4ᵉ », « 1 » → « 1ᵉʳ », « 0 » → « rez-de-chaussée »."""
    nu = etage.strip()
    if nu.lower() in RDC:
        return "rez-de-chaussée"
    return {"1": "1ᵉʳ"}.get(nu, f"{nu}ᵉ" if nu.isdigit() else nu)


def identite(menage: Menage) -> str:
    """« 6 personnes · T5 92,10 m², C2, 4ᵉ étage · Têt Habitat · référent S. Kaddour »."""
    quitte = menage.logement_quitte
    personnes = pluriel(menage.nb_personnes, "personne") if menage.nb_personnes is not None else "personnes : NR"
    referent = f"suivi par {menage.referent}" if menage.referent else "sans référent"
    morceaux = (
        personnes,
        logement_quitte_dit(quitte) if quitte else "",
        quitte.bailleur if quitte else "",
        referent,
    )
    return " · ".join(filter(None, morceaux))


def logement_quitte_dit(quitte: LogementQuitte) -> str:
    """« T5 92,10 m², C2, 4ᵉ étage »."""
    taille = " ".join(
        filter(None, (quitte.typologie, surface(quitte.surface) if quitte.surface is not None else ""))
    )
    batiment, entree = quitte.batiment or "", quitte.entree or ""
    entree = entree if entree.startswith(batiment) else f"{batiment} {entree}".strip()
    etage = etage_dit(quitte.etage) if quitte.etage else ""
    etage = f"{etage} étage" if etage.endswith(("ᵉ", "ᵉʳ")) else etage
    return ", ".join(filter(None, (taille, entree, etage)))


def typologies_voulues(menage: Menage) -> tuple[Typologie, ...]:
    """Dans l'ordre des souhaits ; aucune tant que l'enquête ne l'a pas dit."""
    dites = [*(s.typologie for s in menage.souhaits), menage.souhait_typologie]
    return tuple(dict.fromkeys(t for t in dites if t is not None))


def il_lui_faut(menage: Menage) -> str:
    """« T5, ascenseur » ; « à préciser à l'enquête » tant que rien n'est dit."""
    besoins = {b.code for b in menage.besoins} | ({CodeBesoin.PMR} if menage.logement_adapte else set())
    dits = [_EN_UN_MOT[b] for b in CodeBesoin if b in besoins]
    typologies = " ou ".join(t.libelle for t in typologies_voulues(menage)[:2])
    return ", ".join(filter(None, (typologies, *dits))) or "à préciser à l’enquête"


def lieux_voulus(menage: Menage) -> str:
    """« Perpignan, Cabestany »."""
    return ", ".join(dict.fromkeys(s.lieu for s in menage.souhaits if s.lieu))


def refus_dit(offres: Sequence[Offre], motif: str) -> str:
    """« 1 refus recevable : étage », « 2 refus, aucun recevable », « aucun refus »."""
    refus = [o for o in offres if o.reponse is Reponse.REFUS]
    if not refus:
        return "aucun refus"
    recevables = sum(o.motif_recevable is Recevable.OUI for o in refus)
    a_examiner = sum(o.motif_recevable not in (Recevable.OUI, Recevable.NON) for o in refus)
    if len(refus) > 1:
        return refus_dits(len(refus), recevables, a_examiner)
    mot = "recevable" if recevables else "à examiner" if a_examiner else "non recevable"
    return f"1 refus {mot}" + (f"{INSECABLE}: {motif.lower()}" if motif else "")


@dataclass(frozen=True)
class SansOffre:
    """Depuis combien de jours le ménage attend une offre ; inconnu, il dit pourquoi."""

    jours: int | None
    depuis: date | None
    motif: str = ""


def sans_offre(depuis: date | None, au: date, *, ouverte: bool) -> SansOffre:
    """Une offre en cours arrête le compte ; une date que l'on ne sait pas ne se compte pas."""
    if ouverte:
        return SansOffre(None, None, "une offre est en cours")
    if depuis is None or depuis > au:
        return SansOffre(None, None, "la recherche n’a pas de date")
    return SansOffre((au - depuis).days, depuis)


@dataclass(frozen=True)
class EcheanceDuCas:
    """Ce qui est attendu ensuite."""

    objet: str
    le: date
    passee: bool

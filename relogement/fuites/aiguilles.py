"""Ce que l'on cherche : les noms, téléphones, adresses, naissances et numéros de la base, rangés.

Tout est dans des ensembles : un mot du fichier coûte une consultation, que la base ait dix dossiers ou cent mille.
Les mots d'un nom sont collés (« ndiaye »), donc un tiret, une apostrophe ou une espace de trop ne cachent rien.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from relogement.fuites.textes import chiffres, colle, mots

TETE = 4
PARTIE_MIN = 4  # un bout de nom composé plus court (« de », « Ben ») ne désigne personne
REFERENCE_MIN = 4
_CHIFFRE = re.compile(r"\d")
COURRIEL = re.compile(r"[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+")
ABREGES = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard",
    "boul": "boulevard",
    "r": "rue", "pl": "place", "all": "allee", "imp": "impasse", "ch": "chemin", "che": "chemin", "chem": "chemin",
    "rte": "route", "sq": "square", "res": "residence", "fg": "faubourg", "fbg": "faubourg", "st": "saint",
    "ste": "sainte", "gal": "general", "pdt": "president", "mal": "marechal", "dr": "docteur", "pr": "professeur",
}  # fmt: skip
MOTS_D_ADRESSE = 10


class Genre(StrEnum):
    """Ce qu'une trouvaille donne à connaître."""

    IDENTITE = "nom et prénom"
    NOM = "nom"
    PRENOM = "prénom"
    TELEPHONE = "numéro de téléphone"
    COURRIEL = "adresse électronique"
    ADRESSE = "adresse"
    NAISSANCE = "date de naissance"
    NUMERO = "numéro unique"
    REFERENCE = "référence de dossier"
    AGENT = "nom d’un agent"
    NIR = "numéro de sécurité sociale"
    AUTEUR = "auteur du fichier"
    ILLISIBLE = "partie illisible"


@dataclass
class Aiguilles:
    """Tout ce qui ne doit pas sortir, replié."""

    noms: set[str] = field(default_factory=set, repr=False)
    parties: set[str] = field(default_factory=set, repr=False)
    prenoms: set[str] = field(default_factory=set, repr=False)
    couples: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)
    agents: set[str] = field(default_factory=set, repr=False)
    telephones: set[str] = field(default_factory=set, repr=False)
    courriels: set[str] = field(default_factory=set, repr=False)
    adresses: set[str] = field(default_factory=set, repr=False)
    lieux: set[str] = field(default_factory=set, repr=False)  # une adresse sans numéro
    naissances: set[date] = field(default_factory=set, repr=False)
    numeros: set[str] = field(default_factory=set, repr=False)
    grands_nombres: set[str] = field(default_factory=set, repr=False)
    references: set[str] = field(default_factory=set, repr=False)
    references_faibles: set[str] = field(default_factory=set, repr=False)
    tetes: set[str] = field(default_factory=set, repr=False)
    plus_long: int = 0

    def nommer(self, personnes: Iterable[tuple[str | None, str | None]]) -> None:
        """Des noms et prénoms, tels que la base les garde."""
        for nom, prenom in personnes:
            famille = self._lettres(self.noms, nom)
            petit = self._lettres(self.prenoms, prenom)
            if famille and petit:
                self.couples[famille].add(petit)
            for partie in _parties(nom):
                self._lettres(self.parties, partie)
                if petit:
                    self.couples[partie].add(petit)
            for partie in _parties(prenom):
                if famille:
                    self.couples[famille].add(partie)

    def nommer_les_agents(self, noms: Iterable[str | None]) -> None:
        """Le nom entier d'un agent, dans les deux sens ; un identifiant d'un seul mot compte s'il est long."""
        for nom in noms:
            lus = [mot.mot for mot in mots(nom or "")]
            if len(lus) > 1:
                self._lettres(self.agents, " ".join(lus))
                self._lettres(self.agents, " ".join([*lus[1:], lus[0]]))
                self._lettres(self.agents, " ".join([lus[-1], *lus[:-1]]))
            elif lus and len(lus[0]) >= PARTIE_MIN:
                self._lettres(self.agents, lus[0])

    def appeler(self, numeros: Iterable[str | None]) -> None:
        """Des téléphones, quelle que soit leur écriture ; plusieurs peuvent tenir dans un champ."""
        for texte in numeros:
            for morceau in re.split(r"[/;,]| ou | et ", texte or ""):
                if len(canonique := telephone(chiffres(morceau))) >= 9:
                    self.telephones.add(canonique)

    def ecrire_a(self, textes: Iterable[str | None]) -> None:
        """Les adresses électroniques que portent des textes libres."""
        for texte in textes:
            self.courriels.update(courriel.lower() for courriel in COURRIEL.findall(texte or ""))

    def loger(self, adresses: Iterable[str | None]) -> None:
        """Le numéro et la voie ; sans numéro, les quatre premiers mots au plus."""
        for adresse in adresses:
            voie = mots_d_adresse((adresse or "").split(",")[0] if "," in (adresse or "")[4:] else adresse or "")
            if not voie or sum(len(mot) for mot in voie) < 6:
                continue
            if voie[0].isdigit() and len(voie) > 1:
                self.adresses.add("".join(_sans_commune(voie)[:MOTS_D_ADRESSE]))
            elif len(voie) > 2:
                self._lettres(self.lieux, " ".join(voie[:TETE]))

    def numeroter(self, numeros: Iterable[str | None]) -> None:
        for numero in numeros:
            entier = colle(numero)
            if len(entier) >= 8:
                self.numeros.add(entier)
                if entier.isdigit():
                    self.grands_nombres.add(f"{float(entier):.11e}")

    def referencer(self, references: Iterable[str]) -> None:
        """Une référence qui mêle lettres et chiffres désigne ; des chiffres seuls ne désignent qu'en colonne."""
        for reference in references:
            entiere = colle(reference)
            lettres, nombres = not entiere.isdigit(), bool(_CHIFFRE.search(entiere))
            longue = len(entiere) >= REFERENCE_MIN
            forte = (lettres and nombres and longue) or (entiere[:1] == "0" and len(entiere) > 5)
            (self.references if forte else self.references_faibles).add(entiere)
            if lettres:
                self._tete(entiere)

    @property
    def part_des_jours(self) -> float:
        """La part des jours d'un siècle où quelqu'un de la base est né : au-delà, une date seule ne dit rien."""
        return len(self.naissances) / 36_525

    def _lettres(self, ou: set[str], texte: str | None) -> str:
        entier = colle(texte)
        if entier:
            ou.add(entier)
            self._tete(entier)
        return entier

    def _tete(self, entier: str) -> None:
        self.plus_long = max(self.plus_long, len(entier))
        self.tetes.update(entier[:n] for n in range(1, TETE + 1))


def telephone(nombre: str) -> str:
    """Dix chiffres, que l'on ait écrit +33, 0033, (0), ou perdu le zéro dans un tableur."""
    for indicatif in ("0033", "33"):
        if nombre.startswith(indicatif) and len(nombre) in (len(indicatif) + 9, len(indicatif) + 10):
            return "0" + nombre[len(indicatif) :].removeprefix("0")
    return f"0{nombre}" if len(nombre) == 9 and nombre[0] != "0" else nombre


def mots_d_adresse(texte: str) -> list[str]:
    """Les mots d'une adresse, les abréviations dites en entier."""
    return [ABREGES.get(mot.mot, mot.mot) for mot in mots(texte, decoller=False)]


def _sans_commune(voie: list[str]) -> list[str]:
    """Rien après un code postal."""
    fins = [rang for rang, mot in enumerate(voie) if rang and len(mot) == 5 and mot.isdigit()]
    return voie[: fins[0]] if fins else voie


def _parties(nom: str | None) -> list[str]:
    lus = [mot.mot for mot in mots(nom or "", decoller=False)]
    return [mot for mot in lus if len(mot) >= PARTIE_MIN] if len(lus) > 1 else []

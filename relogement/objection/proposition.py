"""Ce que les partenaires reçoivent, tous le même : le souhait, le logement, ce qu'il coûterait ; jamais un nom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from relogement.intervalle_rac import Intervalle
from relogement.logement import LogementOffert
from relogement.objection.delai import FinDuDelai
from relogement.regles.montants import Montant
from relogement.textes import (
    FINE,
    INCONNU,
    INSECABLE,
    arrondi,
    ecart,
    euros,
    heure,
    jour,
    nombre,
    pluriel,
    surface,
)

AUTRE_LIEU = "un autre lieu, dit au dossier"
REZ = "rez-de-chaussée"
AVERTI = (
    "Ce message ne nomme personne : n’y ajoutez ni nom, ni adresse, ni motif de santé ; la référence du dossier "
    "suffit."
)


@dataclass(frozen=True)
class Argent:
    """Le reste à charge avant et après, et le taux d'effort ; ``estime`` tant que la CAF n'a rien notifié."""

    avant: Montant
    apres: Montant
    hausse_pct: Montant
    effort: Montant
    estime: bool
    intervalle: Intervalle | None = None


@dataclass(frozen=True)
class Proposition:
    """Un ménage désigné par sa référence et ses initiales, et le logement qu'on lui destine."""

    reference: str
    initiales: str
    personnes: int | None
    operation: str
    typologies: tuple[str, ...]
    lieux: tuple[str, ...] = field(repr=False)
    logement: LogementOffert = field(repr=False)
    argent: Argent = field(repr=False)
    equilibre: str = ""
    emetteur: str = ""

    def lignes(self) -> Iterator[tuple[str, str]]:
        """Un titre et ce qu'il y a à en dire : le message et le PDF disent les mêmes."""
        yield "Ménage", self._menage()
        yield "Souhait", self._souhait()
        yield "Proposition", self._logement()
        yield "Coût", self._cout()
        yield "Reste à charge", self._reste()
        yield "Taux d’effort", self._effort()
        if self.equilibre:
            yield "Équilibre", self.equilibre

    @property
    def titre(self) -> str:
        """« T3 · Les Micocouliers, Perpignan »."""
        return libelle_public(self.logement)

    def _menage(self) -> str:
        qui = f"dossier {self.reference}" + (f" ({self.initiales})" if self.initiales else "")
        return ", ".join((qui, foyer_dit(self.personnes), f"opération {self.operation}"))

    def _souhait(self) -> str:
        typologies = " ou ".join(self.typologies) or f"typologie {INCONNU}"
        return f"{typologies}{INSECABLE}; {', puis '.join(self.lieux) or f'lieu {INCONNU}'}"

    def _logement(self) -> str:
        logement = self.logement
        dits = [self.titre, surface(logement.surface), etage_dit(logement), logement.bailleur]
        if logement.disponible_le:
            dits.append(f"disponible le {jour(logement.disponible_le)}")
        return ", ".join(filter(None, dits))

    def _cout(self) -> str:
        return f"loyer {euros(self.logement.loyer)}, charges {euros(self.logement.charges)} par mois"

    def _reste(self) -> str:
        argent = self.argent
        avant = f"aujourd’hui {_montant(argent.avant)}"
        if argent.apres.valeur is None:
            return f"{avant}{INSECABLE}; dans ce logement {_montant(argent.apres)}"
        hausse = "" if argent.hausse_pct.valeur is None else f", soit {ecart(argent.hausse_pct.valeur, '%')}"
        apres = f"{_environ(argent.estime)}{euros(argent.apres.valeur)}{hausse}{self._entre()}"
        return f"{avant}{INSECABLE}; dans ce logement {apres}"

    def _entre(self) -> str:
        """« (estimation, entre 430 € et 470 €) »."""
        if not self.argent.estime:
            return ""
        vu = self.argent.intervalle
        return " (estimation)" if vu is None else f" (estimation, entre {_rond(vu.bas)} et {_rond(vu.haut)})"

    def _effort(self) -> str:
        effort = self.argent.effort
        if effort.valeur is None:
            return _montant(effort)
        estime = " (estimation)" if self.argent.estime else ""
        return f"{_environ(self.argent.estime)}{nombre(effort.valeur)}{FINE}%{estime}"


def libelle_public(logement: LogementOffert) -> str:
    """« T3 · Les Micocouliers, Perpignan » : la résidence, jamais l'adresse."""
    lieu = ", ".join(filter(None, (logement.residence, logement.commune or logement.commune_insee)))
    return " · ".join(filter(None, (logement.typologie, lieu))) or "Logement sans typologie ni résidence"


def objet(proposition: Proposition, fin: FinDuDelai) -> str:
    """Le sujet du message : le dossier, le logement, et l'heure où le silence vaut accord."""
    return (
        f"Consultation {proposition.reference}, {proposition.titre}{INSECABLE}: objection avant le "
        f"{jour(fin.le)} à {heure(fin.le)}"
    )


def message(proposition: Proposition, fin: FinDuDelai) -> str:
    """Le corps du message, le même pour tous."""
    faits = "\n".join(f"{titre}{INSECABLE}: {dit}" for titre, dit in proposition.lignes())
    signature = f"\n\n{proposition.emetteur}" if proposition.emetteur else ""
    return (
        "Bonjour,\n\nAvant d’attribuer ce logement, nous consultons les partenaires de la cellule. "
        f"Tous reçoivent le même message.\n\n{faits}\n\n{delai_dit(fin)}\n\n{AVERTI}{signature}\n"
    )


def delai_dit(fin: FinDuDelai) -> str:
    """La règle appliquée, puis ce que vaut le silence et comment s'opposer."""
    return (
        f"Délai d’objection de {fin.phrase}. Sans objection d’ici là, votre silence vaut accord, comme "
        "le dit la charte du relogement. Pour vous opposer, répondez en disant pourquoi : le dossier passera à la "
        "prochaine cellule."
    )


def foyer_dit(personnes: int | None) -> str:
    return "nombre de personnes inconnu" if personnes is None else pluriel(personnes, "personne")


def etage_dit(logement: LogementOffert) -> str:
    """« 2ᵉ étage, avec ascenseur » ; rien de ce que l'on ne sait pas."""
    etage = {None: "", 0: REZ, 1: "1ᵉʳ étage"}.get(logement.etage, f"{logement.etage}ᵉ étage")
    ascenseur = {None: "", True: "avec ascenseur", False: "sans ascenseur"}[logement.ascenseur]
    return ", ".join(filter(None, (etage, ascenseur)))


def _environ(estime: bool) -> str:
    return "environ " if estime else ""


def _montant(montant: Montant) -> str:
    """Le montant, ou ce qui manque pour le dire."""
    if montant.valeur is not None:
        return euros(arrondi(montant.valeur))
    return f"inconnu ({montant.motif})" if montant.motif else "inconnu"


def _rond(valeur: Decimal) -> str:
    return f"{nombre(valeur, 0)}{FINE}€"

"""Où en est une consultation à une heure donnée : ce qui reste du délai, qui s'est tu, et la preuve écrite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from relogement.objection.codes import REPONDUS, EtatReponse, Issue
from relogement.objection.delai import PARIS
from relogement.textes import INSECABLE, heure, jour, jour_de_semaine, pluriel

UNE_HEURE = timedelta(hours=1)
EN_HEURES = 48
RETRAIT = "Consultation retirée"


@dataclass(frozen=True)
class ReponseLue:
    """Un partenaire consulté, et ce qu'il a dit ; rien de lui dans le `repr`."""

    id: int
    version: int
    partenaire_id: int
    partenaire: str
    courriel: str | None = field(repr=False)
    fichier: str
    empreinte: str
    etat: EtatReponse
    vu_le: datetime | None
    repondu_le: datetime | None
    tardive: bool
    motif: str | None = field(repr=False)
    a_l_ordre_du_jour: bool = False

    @property
    def attendue(self) -> bool:
        return self.etat not in REPONDUS

    @property
    def phrase(self) -> str:
        """« Vu le 18/11/2026 à 17:02 », « S’oppose le … : loyer trop élevé », « D’accord le … »."""
        match self.etat:
            case EtatReponse.OBJECTE:
                apres = ", après la fin du délai" if self.tardive else ""
                return f"S’oppose le {instant(self.repondu_le)}{apres}{INSECABLE}: {self.motif}"
            case EtatReponse.ACCORD:
                apres = ", après la fin du délai" if self.tardive else ""
                return f"D’accord le {instant(self.repondu_le)}{apres}"
        vu = f"vu le {instant(self.vu_le)}" if self.vu_le else "envoyé"
        return f"Sans réponse, {vu}" if self.etat is EtatReponse.SANS_REPONSE else vu.capitalize()


@dataclass(frozen=True)
class ConsultationLue:
    """Une consultation et ses réponses ; ``sans_objet`` dit pourquoi elle n'a plus lieu d'être."""

    id: int
    version: int
    menage_id: int
    reference: str
    nom: str = field(repr=False)
    logement_id: int
    logement: str
    offre_id: int | None
    envoyee_le: datetime
    finit_le: datetime
    regle: str
    auteur: str | None
    objet: str
    message: str = field(repr=False)
    issue: Issue | None
    issue_le: datetime | None
    constat: str | None
    reponses: tuple[ReponseLue, ...]
    sans_objet: str = ""

    @property
    def en_cours(self) -> bool:
        """Ni finie, ni sans objet : son horloge se montre."""
        return self.issue is None and not self.sans_objet

    @property
    def tous_d_accord(self) -> bool:
        return bool(self.reponses) and all(r.etat is EtatReponse.ACCORD for r in self.reponses)

    def reste(self, maintenant: datetime) -> timedelta:
        """Ce qui reste du délai, en temps vrai ; nul quand il est fini."""
        return max(_vrai(self.finit_le) - _vrai(maintenant), timedelta())

    def finie(self, maintenant: datetime) -> bool:
        """La dernière minute appartient encore aux partenaires."""
        return maintenant > self.finit_le

    def a_constater(self, maintenant: datetime) -> bool:
        """Le silence, ou l'accord de tous, peut se constater."""
        return self.en_cours and (self.tous_d_accord or self.finie(maintenant))

    def ecoule(self, maintenant: datetime) -> float:
        """La part du délai déjà passée, de 0 à 1."""
        total = _vrai(self.finit_le) - _vrai(self.envoyee_le)
        return 1.0 if total <= timedelta() else 1 - self.reste(maintenant) / total

    def reste_dit(self, maintenant: datetime) -> str:
        """« reste 1 h 28 », « accord tacite à constater », « accord de tous à constater »."""
        if self.en_cours and self.tous_d_accord:
            return "accord de tous à constater"
        return "accord tacite à constater" if self.finie(maintenant) else f"reste {duree(self.reste(maintenant))}"

    def phrase(self, *, noms: bool = True) -> str:
        """« T3 Les Micocouliers pour FAURE Marie-Claude. Fin le 20/11/2026 à 16:30 ; silence = accord. »"""
        qui = self.nom if noms and self.nom else f"le dossier {self.reference}"
        fin = f"Fin le {instant(self.finit_le)}{INSECABLE}; silence = accord des partenaires."
        return f"{self.logement.partition(',')[0].replace(' · ', ' ')} pour {qui}. {fin}"

    @property
    def compte(self) -> str:
        """« 1 d’accord, 1 vu, 2 envoyés »."""
        mots = {
            EtatReponse.OBJECTE: ("s’oppose", "s’opposent"), EtatReponse.ACCORD: ("d’accord", "d’accord"),
            EtatReponse.VU: ("vu", "vus"), EtatReponse.ENVOYE: ("envoyé", "envoyés"),
            EtatReponse.SANS_REPONSE: ("sans réponse", "sans réponse"),
        }  # fmt: skip
        comptes = {etat: sum(r.etat is etat for r in self.reponses) for etat in mots}
        return ", ".join(pluriel(n, *mots[etat]) for etat, n in comptes.items() if n)


def _vrai(instant_: datetime) -> datetime:
    return instant_.replace(tzinfo=PARIS)


def instant(quand: datetime | None) -> str:
    """« 20/11/2026 à 16:30 »."""
    return "une date inconnue" if quand is None else f"{jour(quand)} à {heure(quand)}"


def duree(reste: timedelta) -> str:
    """« 28 min », « 1 h 28 », « 3 j 4 h » ; la minute entamée compte."""
    minutes = -(-int(reste.total_seconds()) // 60)
    heures, minutes = divmod(minutes, 60)
    if not heures:
        return f"{minutes}{INSECABLE}min"
    if heures <= EN_HEURES:
        return f"{heures}{INSECABLE}h{INSECABLE}{minutes:02}"
    return f"{heures // 24}{INSECABLE}j {heures % 24}{INSECABLE}h"


def empreinte(octets: bytes) -> str:
    """SHA-256, en hexadécimal : la preuve de ce qui est parti."""
    return sha256(octets).hexdigest()


def empreinte_du_lot(empreintes: Iterable[str]) -> str:
    """Celle de tous les plis ensemble, dans l'ordre où ils sont partis."""
    return empreinte("\n".join(empreintes).encode())


def constat(lue: ConsultationLue, maintenant: datetime) -> str:
    """Ce qui se garde : quand, à qui, et que personne ne s'est opposé dans le délai."""
    quoi = "accord de tous" if lue.tous_d_accord else "accord tacite"
    a = ", ".join(r.partenaire for r in lue.reponses)
    suite = "".join(f"{INSECABLE}; {dit}" for dit in (*_dits(lue.reponses), *_tardives(lue.reponses)))
    return (
        f"{quoi} le {instant(maintenant)}{INSECABLE}: envoyé le {instant(lue.envoyee_le)} à {a}{suite}. "
        f"Délai appliqué, {lue.regle}. "
        f"Empreinte de l’envoi{INSECABLE}: {empreinte_du_lot(r.empreinte for r in lue.reponses)}."
    )


def _dits(reponses: Sequence[ReponseLue]) -> list[str]:
    accords = [r.partenaire for r in reponses if r.etat is EtatReponse.ACCORD]
    aucune = "aucune objection reçue"
    if any(r.etat is EtatReponse.OBJECTE for r in reponses):
        aucune = "aucune objection reçue dans le délai"
    return [aucune, *([f"d’accord{INSECABLE}: {', '.join(accords)}"] if accords else [])]


def _tardives(reponses: Sequence[ReponseLue]) -> list[str]:
    return [
        f"objection tardive de {r.partenaire} le {instant(r.repondu_le)}"
        for r in reponses
        if r.etat is EtatReponse.OBJECTE and r.tardive
    ]


def fin_dite(finit_le: datetime) -> str:
    """« ven. 20/11/2026 à 16:30 »."""
    return f"{jour_de_semaine(finit_le)} à {heure(finit_le)}"

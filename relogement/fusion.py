"""Deux dossiers d'un même ménage : ce qui est commun, ce qui diffère, et ce que l'on garde sauf avis contraire."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from relogement.base import Ligne
from relogement.champs import IDENTITE, champs
from relogement.cout import MONTANTS, Cout
from relogement.doublons import Identite, Verdict, rapprocher
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Condition, Etat, Reponse, Source
from relogement.offre import CONDITIONS_13_BIS, Offre
from relogement.parcours import CHEMIN
from relogement.relogement import Relogement

HORS_CHOIX = ("reference", "motif_sortie", "sorti_le")
DU_COUT = (*MONTANTS, "eau_incluse", "chauffage_inclus")
REPONSE = ("reponse", "repondue_le", "motif_refus", "motif_recevable")
RENDU = "rendu_le"  # rendu d’un côté, tenu de l’autre : le logement est tenu
# D'une preuve à une supposition : à date égale ou inconnue, la première l'emporte.
PREUVES = (
    Source.NOTIFICATION, Source.QUITTANCE, Source.BAILLEUR, Source.SIMULATEUR, Source.DECLARE, Source.FORFAIT,
    Source.BAREME, Source.ESTIMATION,
)  # fmt: skip
_HORS_CHEMIN = {Etat.REFUS: Etat.VISITE, Etat.TROIS_REFUS: Etat.VISITE, Etat.PROVISOIRE: Etat.BAIL,
                Etat.RETOUR: Etat.BAIL}  # fmt: skip


class Cote(StrEnum):
    """Le dossier qui reste, ou celui qu'il reprend."""

    GARDE = "GARDE"
    REPRIS = "REPRIS"


@dataclass(frozen=True)
class Choix:
    """Un champ où les deux dossiers ne disent pas la même chose."""

    cle: str
    section: str
    libelle: str
    garde: Any = field(repr=False)
    repris: Any = field(repr=False)
    defaut: Cote
    raison: str

    @property
    def oppose(self) -> bool:
        """Les deux dossiers le savent, et le disent autrement."""
        return self.garde not in (None, "") and self.repris not in (None, "")

    def valeur(self, cote: Cote) -> Any:
        return self.garde if cote is Cote.GARDE else self.repris


Ecrit = Mapping[str, int]


@dataclass(frozen=True)
class Deux:
    """Les deux dossiers, et le numéro de la dernière écriture de chacun de leurs champs."""

    garde: Menage
    repris: Menage
    ecrits: tuple[Ecrit, Ecrit] = field(default=({}, {}), repr=False)


def choix(deux: Deux) -> Iterator[Choix]:
    """Champ par champ, ce qui diffère : le ménage, le logement quitté, le coût d'avant, les personnes communes."""
    yield from _du_menage(deux)
    if deux.garde.logement_quitte_id != deux.repris.logement_quitte_id:
        yield _logement(deux)
    yield from _du_cout(deux.garde.cout_avant, deux.repris.cout_avant)
    for ici, la in personnes_communes(deux.garde, deux.repris):
        yield from _de_la_personne(ici, la)


def personnes_communes(garde: Menage, repris: Menage) -> list[tuple[Personne, Personne]]:
    """Les mêmes personnes des deux côtés, chacune une fois, la plus sûre d'abord."""
    essais = [
        (rapprocher(_identite(a), _identite(b)), a, b)
        for a in garde.personnes
        for b in repris.personnes
        if (a.prenom and b.prenom) or a.lien is b.lien  # sans prénom, le nom de famille est celui de tous
    ]
    retenus = sorted((e for e in essais if e[0].verdict is not Verdict.DIFFERENT), key=lambda e: -e[0].force)
    communes: list[tuple[Personne, Personne]] = []
    for _, a, b in retenus:
        if all(a is not x and b is not y for x, y in communes):
            communes.append((a, b))
    return communes


def offres_communes(garde: Menage, repris: Menage) -> list[tuple[Offre, Offre]]:
    """La même offre saisie deux fois ne compte qu'une fois : même logement, ou même jour et même adresse."""
    communes: list[tuple[Offre, Offre]] = []
    for la in repris.offres:
        libres = (o for o in garde.offres if all(o is not x for x, _ in communes))
        if (ici := next((o for o in libres if _meme_offre(o, la)), None)) is not None:
            communes.append((ici, la))
    return communes


def completer_l_offre(ici: Offre, la: Offre) -> None:
    """Ce que l'une sait et pas l'autre ; la réponse vient d'un bloc."""
    if ici.reponse is Reponse.EN_COURS and la.reponse is not Reponse.EN_COURS:
        _copier(REPONSE, la, ici)
    for nom in champs(Offre):
        inconnu = Condition.A_VERIFIER if nom in CONDITIONS_13_BIS else None
        if nom not in (*REPONSE, "rang", RENDU) and getattr(ici, nom) is inconnu:
            setattr(ici, nom, getattr(la, nom))


def completer_le_relogement(ici: Relogement, la: Relogement) -> None:
    """Le même bail des deux côtés : les dates que l'un sait et pas l'autre."""
    for nom in champs(Relogement):
        if nom != RENDU and getattr(ici, nom) is None:
            setattr(ici, nom, getattr(la, nom))


def relogements_communs(garde: Menage, repris: Menage) -> list[tuple[Relogement, Relogement]]:
    """Le même logement, pour la même nature de relogement."""
    ici = {(r.logement_id, r.nature): r for r in garde.relogements}
    paires = ((ici.get((la.logement_id, la.nature)), la) for la in repris.relogements)
    return [(a, b) for a, b in paires if a is not None]


def renumeroter(offres: Iterable[Offre]) -> None:
    """De la première notifiée à la dernière ; celles qui ne le sont pas encore viennent ensuite."""
    rangees = sorted(offres, key=lambda o: (o.notifiee_le or date.max, o.rang, o.id or 0))
    for rang, offre in enumerate(rangees, start=1):
        offre.rang = rang


def avancement(etat: Etat) -> int:
    """Jusqu'où un dossier est allé ; une sortie n'est pas une avancée."""
    if etat is Etat.SORTI:
        return -1
    return CHEMIN.index(_HORS_CHEMIN.get(etat, etat))


def _copier(noms: Sequence[str], depuis: Ligne, vers: Ligne) -> None:
    for nom in noms:
        setattr(vers, nom, getattr(depuis, nom))


def _identite(personne: Personne) -> Identite:
    """Comme au même logement : deux dossiers que l'on rapproche sont déjà du même ménage."""
    return Identite(personne.nom, personne.prenom, personne.naissance_le, personne.naissance_annee, 0, 0)


def _meme_offre(a: Offre, b: Offre) -> bool:
    if a.logement_id == b.logement_id:
        return a.notifiee_le == b.notifiee_le or None in (a.notifiee_le, b.notifiee_le)
    libelles = {a.logement.libelle, b.logement.libelle}
    return (
        a.notifiee_le is not None and a.notifiee_le == b.notifiee_le and len(libelles) == 1 and "" not in libelles
    )


def _du_menage(deux: Deux) -> Iterator[Choix]:
    for nom, faits in champs(Menage).items():
        ici, la = getattr(deux.garde, nom), getattr(deux.repris, nom)
        if nom in HORS_CHOIX or ici == la:
            continue
        if nom == "etat":
            loin = avancement(la) > avancement(ici)
            defaut, raison = (Cote.REPRIS if loin else Cote.GARDE), "le plus avancé"
        else:
            defaut, raison = _connu(ici, la) or _recent(nom, deux.ecrits)
        yield Choix(f"menage.{nom}", faits.section, faits.libelle, ici, la, defaut, raison)


def _logement(deux: Deux) -> Choix:
    ici, la = (_dit_le_logement(m) for m in (deux.garde, deux.repris))
    defaut, raison = _connu(ici, la) or (Cote.GARDE, "celui du dossier qui reste")
    return Choix("logement", "Logement", "Logement quitté", ici, la, defaut, raison)


def _dit_le_logement(menage: Menage) -> str | None:
    quitte = menage.logement_quitte
    if quitte is None:
        return None
    return (
        " · ".join(filter(None, (f"UG {quitte.ug}" if quitte.ug else "", quitte.typologie, quitte.adresse))) or "?"
    )


def _du_cout(ici: Cout | None, la: Cout | None) -> Iterator[Choix]:
    if la is None:
        return
    for nom in DU_COUT:
        a, b = (getattr(ici, nom) if ici else None), getattr(la, nom)
        if a != b:
            defaut, raison = _connu(a, b) or _prouve(ici, la, nom)
            yield Choix(f"cout.{nom}", "Coût avant", f"{champs(Cout)[nom].libelle}, avant", a, b, defaut, raison)


def _de_la_personne(ici: Personne, la: Personne) -> Iterator[Choix]:
    qui = f"{ici.prenom or ''} {ici.nom}".strip()
    for nom, faits in champs(Personne).items():
        a, b = getattr(ici, nom), getattr(la, nom)
        if a != b:
            defaut, raison = _connu(a, b) or (Cote.GARDE, "celui du dossier qui reste")
            libelle = f"{qui}, {faits.libelle.lower()}"
            yield Choix(
                f"personne.{ici.id}.{la.id}.{nom}", f"{IDENTITE} des personnes", libelle, a, b, defaut, raison
            )


def _connu(a: Any, b: Any) -> tuple[Cote, str] | None:
    """Le connu l'emporte sur l'inconnu."""
    if b in (None, ""):
        return Cote.GARDE, "connu d’un seul côté"
    return (Cote.REPRIS, "connu d’un seul côté") if a in (None, "") else None


def _recent(nom: str, ecrits: tuple[Ecrit, Ecrit]) -> tuple[Cote, str]:
    """Le dernier écrit l'emporte."""
    ici, la = (e.get(nom) for e in ecrits)
    if ici is None or la is None or ici == la:
        return Cote.GARDE, "celui du dossier qui reste"
    return (Cote.REPRIS if la > ici else Cote.GARDE), "le dernier écrit"


def _prouve(ici: Cout | None, la: Cout, nom: str) -> tuple[Cote, str]:
    """Une notification l'emporte sur une estimation ; à preuve égale, la plus récente."""
    assert ici is not None
    a, b = ici.provenance(nom), la.provenance(nom)
    rangs = [PREUVES.index(p.source) if p.source else len(PREUVES) for p in (a, b)]
    if rangs[0] != rangs[1]:
        return (Cote.REPRIS if rangs[1] < rangs[0] else Cote.GARDE), "la meilleure source"
    if a.le and b.le and a.le != b.le:
        return (Cote.REPRIS if b.le > a.le else Cote.GARDE), "le plus récent"
    return Cote.GARDE, "celui du dossier qui reste"

"""Un import en train de se faire : chaque ligne pose ce qu'elle sait, du même pas pour voir et pour écrire.

Un paquet se déroule toujours ainsi : lire à plat ce que l'on sait, poser, trancher ce qui a été saisi depuis,
tirer les suites, puis écrire, ou oublier si l'on ne fait que regarder. Les lignes décochées passent en dernier et
ne laissent rien : elles disent seulement ce qu'elles auraient changé.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, delete
from sqlalchemy.orm import Session

from db.imports import fiches
from db.imports.fiches import Fiche
from db.imports.rapport import Rapport
from db.imports.saisies_recentes import Saisie, saisies_recentes
from relogement.base import Ligne
from relogement.champs import champs
from relogement.controles.texte_libre import porte_un_nir
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.apercu import CleLigne, Conflit, Ecart, Sort, Tranche
from relogement.imports.choix import Choix
from relogement.imports.phrases import phrase
from relogement.travail import Avancement, sans_avancement

PAQUET = 1000
NIR_LAISSE = (
    "Ce texte ressemble à un numéro de sécurité sociale, qui ne s’enregistre nulle part : la cellule est laissée."
)
Noms = Mapping[str, tuple[str, str]]
SANS_NOMS: Noms = {}


class Lue(Protocol):
    """Ce que la lecture a fait d'une ligne."""

    @property
    def feuille(self) -> str: ...
    @property
    def ligne(self) -> int: ...


L = TypeVar("L", bound=Lue)


@dataclass(slots=True, eq=False)
class Pose:
    """Une valeur que le fichier donne à un champ ; ``suite`` se fait si elle est retenue."""

    fiche: Fiche
    nom: str
    ecart: Ecart
    avant: Any
    suite: Callable[[], None] | None = None


@dataclass(slots=True, eq=False)
class Faite:
    """Une ligne reprise : son sort, et ce qu'elle change."""

    cle: CleLigne
    sort: Sort
    sujet: str
    objet: Any
    ecarts: tuple[Ecart, ...]
    cochee: bool
    touchees: tuple[Fiche, ...] = ()


class Reprise:
    """Une ligne du fichier, pendant qu'elle pose ce qu'elle sait."""

    def __init__(self, chantier: "Chantier", cle: CleLigne, sujet: str, objet: Any, *, cochee: bool) -> None:
        self.chantier, self.cle, self.sujet, self.objet, self.cochee = chantier, cle, sujet, objet, cochee
        self.cree = self.ecartee = False
        self.dossier: Fiche | None = None
        self.poses: list[Pose] = []
        self.ajouts: list[Ecart] = []
        self.touchees: dict[int, Fiche] = {}

    def creer(self, modele: type[Ligne], *, principal: bool = False, **valeurs: Any) -> Fiche:
        """Une ligne de plus ; ``principal`` : c'est elle que le fichier apporte."""
        fiche = fiches.neuve(modele, self._sans_nir(modele, valeurs))
        self.cree |= principal
        if self.cochee:
            self.chantier.neuves.append(fiche)
            self.touchees[id(fiche)] = fiche
        return fiche

    def _sans_nir(self, modele: type[Ligne], valeurs: dict[str, Any]) -> dict[str, Any]:
        """Aucun texte libre n'entre avec un numéro de sécurité sociale."""
        faits = champs(modele)
        for nom, valeur in valeurs.items():
            if nom in faits and faits[nom].libre and porte_un_nir(valeur):
                self.signaler(faits[nom].libelle, NIR_LAISSE)
                valeurs = {**valeurs, nom: None if modele.__table__.c[nom].nullable else ""}
        return valeurs

    def poser(
        self,
        fiche: Fiche,
        valeurs: Mapping[str, Any],
        noms: Noms = SANS_NOMS,
        suite: Callable[[str], None] | None = None,
    ) -> None:
        """Donne à la fiche les valeurs connues qui diffèrent des siennes ; une valeur inconnue n'efface rien."""
        siennes = fiche.valeurs
        for nom, valeur in valeurs.items():
            if valeur is not None and siennes.get(nom) != valeur:
                self._poser(fiche, nom, valeur, noms, suite)

    def _poser(self, fiche: Fiche, nom: str, valeur: Any, noms: Noms, suite: Callable[[str], None] | None) -> None:
        faits = champs(fiche.modele).get(nom)
        champ, titre = noms.get(nom) or (nom, faits.libelle if faits else nom)
        if faits is not None and faits.libre and porte_un_nir(valeur):
            self.signaler(titre, NIR_LAISSE)
            return
        avant = fiche.valeurs.get(nom)
        ecart = Ecart(champ, titre, avant, valeur, faits.unite if faits else "")
        self.poses.append(Pose(fiche, nom, ecart, avant, None if suite is None else partial(suite, nom)))
        if self.cochee or fiche.id is None:
            fiche.poser(nom, valeur)

    def effacer(self, fiche: Fiche, nom: str) -> None:
        """Le fichier dit que ce champ n'a plus de valeur."""
        faits, avant = champs(fiche.modele).get(nom), fiche.valeurs.get(nom)
        self.poses.append(Pose(fiche, nom, Ecart(nom, faits.libelle if faits else nom, avant, None), avant))
        if self.cochee:
            fiche.poser(nom, None)

    def relier(self, fiche: Fiche, nom: str, cible: Fiche, ecart: Ecart) -> None:
        """Fait nommer une autre fiche par celle-ci ; ``ecart`` le dit en clair."""
        self.poses.append(Pose(fiche, nom, ecart, fiche.valeurs.get(nom)))
        if self.cochee or fiche.id is None:
            fiche.poser(nom, cible)

    def ajouter(self, champ: str, titre: str, texte: Any) -> None:
        """Dit une ligne que l'on ajoute à ce que l'on connaît : un cotitulaire, un souhait."""
        self.ajouts.append(Ecart(champ, titre, None, texte))

    def ecarter(self, colonne: str | None, message: str) -> None:
        """Met la ligne de côté, avec ce qu'il faut faire."""
        self.ecartee = True
        self.chantier.dire(self.cle.feuille, self.cle.ligne, colonne, Gravite.ERREUR, message)

    def signaler(self, colonne: str | None, message: str) -> None:
        self.chantier.dire(self.cle.feuille, self.cle.ligne, colonne, Gravite.AVERTISSEMENT, message)

    @property
    def ecarts(self) -> tuple[Ecart, ...]:
        return (*(p.ecart for p in self.poses), *self.ajouts)

    @property
    def _ailleurs(self) -> tuple[Ecart, ...]:
        """D'une ligne qui crée, ce qu'elle change à ce qui existait déjà."""
        return tuple(p.ecart for p in self.poses if p.fiche.id is not None)

    @property
    def change(self) -> bool:
        """Vrai si quelque chose s'écrirait."""
        return self.cree or bool(self.ajouts) or any(p.ecart.s_ecrit for p in self.poses)

    @property
    def sort(self) -> Sort:
        if self.ecartee:
            return Sort.ECARTEE
        if self.cree:
            return Sort.CREEE
        return Sort.MODIFIEE if self.change else Sort.INCHANGEE

    def faite(self) -> Faite:
        touchees = {**self.touchees, **{id(p.fiche): p.fiche for p in self.poses if p.ecart.s_ecrit}}
        ecarts = () if self.ecartee else self._ailleurs if self.cree else self.ecarts
        return Faite(
            self.cle, self.sort, self.sujet, self.objet, ecarts, self.cochee,
            tuple(touchees.values()) if self.cochee else (),
        )  # fmt: skip


@dataclass(eq=False)
class Chantier:
    """Ce qu'un import sait et fait ; ``ecrit`` faux : rien n'est gardé, l'aperçu seul compte."""

    session: Session
    rapport: Rapport
    choix: Choix
    ecrit: bool
    avancement: Avancement = sans_avancement
    fichier: str = ""
    faites: list[Faite] = field(default_factory=list, repr=False)
    neuves: list[Fiche] = field(default_factory=list, repr=False)
    changees: list[Fiche] = field(default_factory=list, repr=False)
    retraits: list[tuple[type[Ligne], ColumnElement[bool]]] = field(default_factory=list, repr=False)
    ecrire_le_lot: Callable[[Sequence[Faite]], None] | None = None
    a_part: Callable[[Sequence[Reprise]], None] | None = None
    _paquet: list[Reprise] = field(default_factory=list, repr=False)

    def lire(self, modele: type[Ligne], condition: ColumnElement[bool], *noms: str) -> list[Fiche]:
        return fiches.lire(self.session.connection(), modele, condition, noms)

    def dire(self, feuille: str, ligne: int | None, colonne: str | None, gravite: Gravite, message: str) -> None:
        self.rapport.anomalies.append(Anomalie(feuille, ligne, colonne, gravite, phrase(message)))

    def reprendre(self, lue: Lue, sujet: str = "") -> Reprise:
        """Ouvre la reprise d'une ligne du fichier."""
        cle = CleLigne(lue.feuille, lue.ligne)
        reprise = Reprise(self, cle, sujet, lue, cochee=cle not in self.choix.decochees)
        self._paquet.append(reprise)
        return reprise

    def paquets(self, lues: Sequence[L]) -> Iterator[Sequence[L]]:
        """Les lignes, les cochées d'abord ; entre deux paquets, ce qui est retenu s'écrit."""
        rangees = self.cochees_d_abord(lues)
        for debut in range(0, len(rangees), PAQUET):
            yield rangees[debut : debut + PAQUET]
            self.clore()
            self.avancement(min(debut + PAQUET, len(rangees)), len(rangees))

    def cochees_d_abord(self, lues: Sequence[L]) -> Sequence[L]:
        if not self.choix.decochees:
            return lues
        return sorted(lues, key=lambda lue: CleLigne(lue.feuille, lue.ligne) in self.choix.decochees)

    def trancher(self) -> None:
        """Ce que quelqu'un a saisi depuis le dernier import n'est pas écrasé sans que l'on ait choisi."""
        if self.a_part is not None:
            self.a_part(self._paquet)
        poses = [
            (reprise, pose) for reprise in self._paquet for pose in reprise.poses if pose.fiche.id is not None
        ]
        saisies: Mapping[Any, Saisie] = saisies_recentes(self.session.connection(), (pose for _, pose in poses))
        for reprise, pose in poses:
            if (saisie := saisies.get((pose.fiche.modele.__tablename__, pose.fiche.id, pose.nom))) is not None:
                self.confronter(reprise, pose, saisie)
        for reprise in self._paquet:
            for pose in reprise.poses:
                if pose.suite is not None and pose.ecart.s_ecrit and reprise.cochee:
                    pose.suite()

    def confronter(self, reprise: Reprise, pose: Pose, saisie: Saisie) -> None:
        """La valeur de la base a été changée depuis : elle reste, sauf si l'on a choisi celle du fichier."""
        e = pose.ecart
        tranche = self.choix.tranches.get((reprise.cle, e.champ), Tranche.GARDER)
        conflit = Conflit(saisie.auteur, saisie.le, tranche)
        pose.ecart = Ecart(e.champ, e.titre, e.ancien, e.nouveau, e.unite, conflit)
        if tranche is Tranche.GARDER and reprise.cochee:
            pose.fiche.valeurs[pose.nom] = pose.avant

    @property
    def reprises(self) -> Sequence[Reprise]:
        """Celles du paquet en cours."""
        return self._paquet

    def changer(self, fiche: Fiche, nom: str, valeur: Any) -> None:
        """Une suite de ce qui est retenu : elle ne se montre pas comme un écart."""
        if fiche.valeurs.get(nom) != valeur:
            fiche.poser(nom, valeur)
            if fiche.id is not None:
                self.changees.append(fiche)

    def retirer(self, modele: type[Ligne], condition: ColumnElement[bool]) -> None:
        """Des lignes calculées que d'autres remplacent."""
        self.retraits.append((modele, condition))

    def clore(self) -> None:
        faites = [reprise.faite() for reprise in self._paquet]
        if self.ecrit:
            self._ecrire()
            if self.ecrire_le_lot is not None:
                self.ecrire_le_lot(faites)
        for faite in faites:
            faite.touchees = ()
        self.faites += faites
        self._paquet, self.neuves, self.changees, self.retraits = [], [], [], []

    def _ecrire(self) -> None:
        connexion = self.session.connection()
        self.session.flush()
        for modele, condition in self.retraits:
            connexion.execute(delete(modele).where(condition))
        fiches.creer_toutes(connexion, self.neuves)
        posees = (pose.fiche for reprise in self._paquet if reprise.cochee for pose in reprise.poses)
        changees = {id(fiche): fiche for fiche in (*posees, *self.changees)}
        fiches.modifier_toutes(connexion, changees.values())

"""Le compte rendu d'un contrôle : ce qui a été lu, ce qui fuit, ce qui est à regarder ; jamais la donnée."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from relogement.erreurs import ErreurMetier
from relogement.fuites.aiguilles import Genre
from relogement.fuites.propositions import Pas, Proposition
from relogement.textes import INSECABLE, nombre, pluriel

MONTRES = 200
SANS_REMEDE = (
    "Aucun de ces choix ne cache chaque ménage : n’envoyez ce fichier qu’à qui la convention le destine ; pour "
    "les autres, l’extrait agrégé n’en fait reconnaître aucun."
)
_TROIS = 3


@dataclass(frozen=True)
class DossierVise:
    """Le dossier que la trouvaille fait connaître."""

    id: int
    reference: str

    def __repr__(self) -> str:
        return f"<DossierVise {self.id}>"


@dataclass(frozen=True)
class Constat:
    """Une trouvaille : son genre, sa partie, où, ses dossiers ; ``bloque`` si rien ne l'explique."""

    genre: Genre
    partie: str
    ou: str = ""
    bloque: bool = True
    cle: str = field(default="", repr=False)
    dossiers: tuple[DossierVise, ...] = ()
    nb_dossiers: int = 0
    precision: str = ""

    @property
    def lieu(self) -> str:
        """« feuille « RIME » (masquée), cellule B12 »."""
        return ", ".join(filter(None, (self.partie, self.ou)))

    @property
    def quoi(self) -> str:
        """« nom et prénom du dossier AC-038 »."""
        if self.precision:
            return f"{self.genre} ({self.precision})"
        if not self.dossiers:
            return str(self.genre)
        noms = ", ".join(dossier.reference for dossier in self.dossiers[:_TROIS])
        if self.nb_dossiers > _TROIS:
            return f"{self.genre} porté par {self.nb_dossiers} dossiers, dont {noms}"
        return f"{self.genre} {'du dossier' if self.nb_dossiers == 1 else 'des dossiers'} {noms}"

    @property
    def phrase(self) -> str:
        return f"{self.lieu}{INSECABLE}: {self.quoi}"


@dataclass(frozen=True)
class Singularites:
    """Ce qui, sans nommer personne, peut faire reconnaître un ménage."""

    lignes: int = 0
    seuil: int = 0
    uniques: int = 0
    rares: int = 0
    colonnes: tuple[str, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    petites_cases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rares or self.petites_cases)

    @property
    def meilleurs_pas(self) -> tuple[Pas, ...]:
        """Ceux qui cachent le plus de ménages, plusieurs ensemble s'il le faut."""
        return min(self.propositions, key=lambda p: p.rares).pas if self.propositions else ()

    @property
    def conseils(self) -> list[str]:
        """Ce que cacherait chaque perte de précision, plusieurs ensemble, et ce qu'aucune ne suffit à cacher."""
        if not self.rares:
            return []
        dits = []
        for proposition in self.propositions:
            pas = " ; ".join(p.phrase for p in proposition.pas)
            ensemble = "Ensemble, " if len(proposition.pas) > 1 else ""
            reste = f"{pluriel(proposition.rares, 'ligne')} au lieu de {nombre(self.rares, 0)}"
            dits.append(f"{ensemble}{pas}{INSECABLE}: {reste}.")
        if all(p.rares for p in self.propositions):
            dits.append(SANS_REMEDE)
        return dits

    @property
    def phrases(self) -> tuple[str, ...]:
        """Ce qui est montré avant de remettre le fichier."""
        dites: list[str] = []
        if self.rares:
            dites.append(
                f"{pluriel(self.rares, 'ligne')} sur {nombre(self.lignes, 0)} peuvent faire reconnaître un ménage"
                f"{INSECABLE}: moins de {self.seuil} partagent les mêmes {', '.join(self.colonnes)}, "
                f"et {nombre(self.uniques, 0)} n’ont pas leur pareille."
            )
            dites += self.conseils
        if self.petites_cases:
            dites.append(
                f"{pluriel(len(self.petites_cases), 'effectif')} de moins de {self.seuil} ménages{INSECABLE}: "
                + " ; ".join(self.petites_cases[:_TROIS])
                + (" …" if len(self.petites_cases) > _TROIS else "")
            )
        return tuple(dites)


@dataclass(frozen=True)
class Rapport:
    """Le contrôle d'un fichier."""

    fichier: str
    parties: tuple[str, ...] = ()
    constats: tuple[Constat, ...] = ()
    total: int = 0
    singularites: Singularites = Singularites()
    nominatif: bool = False
    reserve: str = ""  # ce qu'il porte à dessein, et pour qui seulement
    scelle: bool = False

    @property
    def fuites(self) -> tuple[Constat, ...]:
        return tuple(c for c in self.constats if c.bloque)

    @property
    def avertissements(self) -> tuple[Constat, ...]:
        return tuple(c for c in self.constats if not c.bloque)

    @property
    def propre(self) -> bool:
        """Rien ne désigne personne à coup sûr."""
        return not self.fuites

    @property
    def phrase(self) -> str:
        """Une phrase pour l'écran et la ligne de commande."""
        lues = pluriel(len(self.parties), "partie")
        if self.nominatif:
            return "Fichier nominatif : il contient des données personnelles et ne sort pas de l’équipe."
        if self.scelle:
            return "Exemplaire scellé : il a été contrôlé quand la période a été close."
        if self.propre and self.reserve:
            return self.reserve
        if self.propre:
            suite = f", {pluriel(len(self.avertissements), 'point')} à regarder" if self.avertissements else ""
            return f"Contrôlé{INSECABLE}: aucune donnée personnelle trouvée dans {lues}{suite}."
        premiere = self.fuites[0]
        autres = len(self.fuites) - 1
        suite = f" ; et {pluriel(autres, 'autre endroit', 'autres endroits')}" if autres else ""
        return f"Donnée personnelle trouvée{INSECABLE}: {premiere.phrase}{suite}."

    def en_json(self) -> dict[str, Any]:
        """Pour un programme : rien qui ne soit déjà connu de qui a la base."""
        return {
            "fichier": self.fichier,
            "propre": self.propre,
            "parties": list(self.parties),
            "fuites": [_constat(c) for c in self.fuites],
            "avertissements": [_constat(c) for c in self.avertissements],
            "singularites": list(self.singularites.phrases),
        }


class FuiteTrouvee(ErreurMetier):
    """Le fichier désigne quelqu'un : il n'est pas remis, et le rapport dit où."""

    def __init__(self, rapport: Rapport) -> None:
        super().__init__(
            f"{rapport.phrase} Rien n’a été écrit. Corrigez la base ou la mise en page, puis recommencez."
        )
        self.rapport = rapport


class AConfirmer(ErreurMetier):
    """Rien ne fuit, mais des ménages peuvent se reconnaître : à confirmer avant de remettre le fichier."""

    def __init__(self, rapport: Rapport) -> None:
        super().__init__(" ".join(rapport.singularites.phrases))
        self.rapport = rapport


def par_partie(constats: Iterable[Constat]) -> Counter[str]:
    """Combien de constats dans chaque partie."""
    return Counter(constat.partie for constat in constats)


def situer_les_dossiers(constat: Constat, dossiers: tuple[DossierVise, ...], nombre: int) -> Constat:
    return replace(constat, dossiers=dossiers, nb_dossiers=nombre)


def _constat(constat: Constat) -> dict[str, Any]:
    return {
        "genre": constat.genre.name, "libelle": str(constat.genre), "partie": constat.partie, "ou": constat.ou,
        "dossiers": [dossier.reference for dossier in constat.dossiers], "nb_dossiers": constat.nb_dossiers,
        "precision": constat.precision,
    }  # fmt: skip

"""Deux dossiers côte à côte : les mêmes sections dans le même ordre, et ce qui diffère."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from relogement.champs import COUTS, ENQUETE, IDENTITE, OFFRES, PARCOURS, champs
from relogement.cout import MONTANTS, Cout
from relogement.fusion import personnes_communes
from relogement.logement import LogementQuitte
from relogement.menage import Menage, Personne
from relogement.offre import Offre
from relogement.textes import TIRET, jour
from relogement.valeurs_dites import dite

PERSONNES, QUITTE, COUT, RELOGEMENT, CONTACTS = (
    "Personnes",
    "Logement quitté",
    "Coût avant",
    "Relogement",
    "Contacts",
)
DERNIERS = 5


@dataclass(frozen=True)
class LigneComparee:
    """Un fait, dit par chacun des deux dossiers."""

    libelle: str
    gauche: str = field(repr=False)
    droite: str = field(repr=False)

    @property
    def differe(self) -> bool:
        return self.gauche != self.droite


@dataclass(frozen=True)
class Section:
    titre: str
    lignes: tuple[LigneComparee, ...] = field(repr=False)

    @property
    def differences(self) -> int:
        return sum(ligne.differe for ligne in self.lignes)


def cote_a_cote(gauche: Menage, droite: Menage) -> list[Section]:
    """Toutes les sections où l'un des deux dit quelque chose."""
    sections = (
        Section("Ménage", tuple(_champs(Menage, gauche, droite, (IDENTITE,)))),
        Section(PERSONNES, tuple(_personnes(gauche, droite))),
        Section(QUITTE, tuple(_champs(LogementQuitte, gauche.logement_quitte, droite.logement_quitte))),
        Section(ENQUETE, tuple(_champs(Menage, gauche, droite, (ENQUETE,)))),
        Section(COUT, tuple(_champs(Cout, gauche.cout_avant, droite.cout_avant, (COUTS,), MONTANTS))),
        Section(OFFRES, tuple(_suite("Offre", _offres(gauche), _offres(droite)))),
        Section(PARCOURS, tuple(_champs(Menage, gauche, droite, (PARCOURS, OFFRES)))),
        Section(RELOGEMENT, tuple(_suite("Bail", _baux(gauche), _baux(droite)))),
        Section(CONTACTS, tuple(_suite("Contact", _contacts(gauche), _contacts(droite)))),
    )
    return [section for section in sections if section.lignes]


def _champs(
    modele: type, gauche: object, droite: object, sections: Sequence[str] = (), noms: Sequence[str] = ()
) -> Iterator[LigneComparee]:
    """Les champs déclarés que l'un des deux connaît."""
    for nom, faits in champs(modele).items():
        if nom == "reference" or (sections and faits.section not in sections) or (noms and nom not in noms):
            continue
        un, autre = (dite(getattr(objet, nom, None), faits.unite) for objet in (gauche, droite))
        if (un, autre) != (TIRET, TIRET):
            yield LigneComparee(faits.libelle, un, autre)


def _personnes(gauche: Menage, droite: Menage) -> Iterator[LigneComparee]:
    """Les personnes communes face à face, puis chacun les siennes."""
    communes = personnes_communes(gauche, droite)
    ici, la = {a.id for a, _ in communes}, {b.id for _, b in communes}
    for a, b in communes:
        yield LigneComparee(a.lien.libelle, _personne(a), _personne(b))
    for a in (p for p in gauche.personnes if p.id not in ici):
        yield LigneComparee(a.lien.libelle, _personne(a), TIRET)
    for b in (p for p in droite.personnes if p.id not in la):
        yield LigneComparee(b.lien.libelle, TIRET, _personne(b))


def _personne(personne: Personne) -> str:
    ne = jour(personne.naissance_le) if personne.naissance_le else personne.naissance_annee
    return f"{personne.prenom or ''} {personne.nom}".strip() + (f", {ne}" if ne else "")


def _suite(mot: str, gauche: Sequence[str], droite: Sequence[str]) -> Iterator[LigneComparee]:
    for rang, (un, autre) in enumerate(zip_longest(gauche, droite, fillvalue=TIRET), start=1):
        yield LigneComparee(f"{mot} {rang}", un, autre)


def _offres(menage: Menage) -> list[str]:
    return [_offre(offre) for offre in menage.offres]


def _offre(offre: Offre) -> str:
    notifiee = f"notifiée le {jour(offre.notifiee_le)}" if offre.notifiee_le else "non notifiée"
    lieu = offre.logement.libelle or "logement à préciser"
    return f"{lieu}, {notifiee}, {offre.reponse.libelle.lower()}"


def _baux(menage: Menage) -> list[str]:
    return [
        f"{r.nature.libelle}, bail du {jour(r.bail_le)}, entrée le {jour(r.entree_le)}" for r in menage.relogements
    ]


def _contacts(menage: Menage) -> list[str]:
    """Les plus récents d'abord."""
    ranges = sorted(menage.contacts, key=lambda c: c.le, reverse=True)
    return [f"{jour(c.le.date())}, {c.objet}" for c in ranges[:DERNIERS]]

"""L'état passé d'un dossier en mots, rubrique par rubrique ; une valeur qui a changé dit celle d'aujourd'hui."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from db.faits_changes import ecrire
from db.passe import EtatPasse, Lignes
from db.remise import Textes
from relogement.base import Base
from relogement.champs import champs
from relogement.demande import Accompagnement, Besoin, Souhait
from relogement.modeles import (
    Contact,
    Cout,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    PassageCaleol,
    Personne,
    Piece,
    Relogement,
    Suivi,
)
from relogement.nomenclatures import Moment
from relogement.ressource import Ressource
from relogement.textes import TIRET

PLUS_LA = "n’y est plus"
MODELES: dict[str, tuple[type[Base], str]] = {
    "menage": (Menage, "Ménage"),
    "personne": (Personne, "Personne"),
    "logement_quitte": (LogementQuitte, "Logement quitté"),
    "cout": (Cout, "Coût"),
    "offre": (Offre, "Offre"),
    "logement_offert": (LogementOffert, "Logement proposé"),
    "passage_caleol": (PassageCaleol, "CALEOL"),
    "relogement": (Relogement, "Relogement"),
    "suivi": (Suivi, "Suivi"),
    "etape": (Etape, "Étape"),
    "ressource": (Ressource, "Ressource"),
    "souhait": (Souhait, "Souhait"),
    "besoin": (Besoin, "Besoin du logement"),
    "accompagnement": (Accompagnement, "Accompagnement"),
    "contact": (Contact, "Contact"),
    "piece": (Piece, "Pièce"),
}
DETAILLEES = (
    "personne", "logement_quitte", "cout", "offre", "logement_offert", "passage_caleol", "relogement", "suivi",
)  # fmt: skip
EN_LISTE = {
    "etape": "Parcours suivi",
    "ressource": "Ressources par mois",
    "souhait": "Souhaits",
    "besoin": "Besoins du logement",
    "accompagnement": "Accompagnement",
    "contact": "Contacts",
    "piece": "Pièces",
}


@dataclass(frozen=True)
class ChampPasse:
    """Une valeur d'alors ; `maintenant` quand elle a changé depuis."""

    libelle: str
    valeur: str = field(repr=False)
    sensible: bool = False
    maintenant: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Rubrique:
    titre: str = field(repr=False)
    champs: tuple[ChampPasse, ...] = ()

    @property
    def changes(self) -> int:
        """Combien de ses valeurs ne sont plus celles d'aujourd'hui."""
        return sum(c.maintenant is not None for c in self.champs)


def rubriques(etat: EtatPasse) -> list[Rubrique]:
    """Tout le dossier d'alors, dans l'ordre où l'écran le montre ; ce qui est vide alors et maintenant se tait."""
    vues = [*_du_menage(etat), *_detaillees(etat), *_listes(etat)]
    return [v for v in vues if v.champs]


def _du_menage(etat: EtatPasse) -> Iterator[Rubrique]:
    alors = etat.alors["menage"][etat.menage_id]
    maintenant = etat.maintenant["menage"].get(etat.menage_id)
    sections = dict.fromkeys(f.section for f in champs(Menage).values())
    for section in sections:
        noms = [nom for nom, faits in champs(Menage).items() if faits.section == section]
        yield Rubrique(f"Ménage, {section.lower()}", tuple(_valeurs(Menage, noms, alors, maintenant)))


def _detaillees(etat: EtatPasse) -> Iterator[Rubrique]:
    for nom in DETAILLEES:
        modele, _ = MODELES[nom]
        for numero, valeurs in etat.alors.get(nom, {}).items():
            maintenant = etat.maintenant.get(nom, {}).get(numero)
            dites = tuple(_valeurs(modele, list(champs(modele)), valeurs, maintenant))
            parti = maintenant is None
            titre = titre_de(nom, valeurs, etat.alors)
            yield Rubrique(f"{titre} ({PLUS_LA})" if parti else titre, dites)


def _listes(etat: EtatPasse) -> Iterator[Rubrique]:
    for nom, titre in EN_LISTE.items():
        presentes = etat.maintenant.get(nom, {})
        lignes = []
        for numero, valeurs in etat.alors.get(nom, {}).items():
            libelle, dit = en_une_ligne(nom, valeurs)
            nouveau = en_une_ligne(nom, presentes[numero])[1] if numero in presentes else PLUS_LA
            lignes.append(ChampPasse(libelle, dit, est_sensible(nom), None if nouveau == dit else nouveau))
        yield Rubrique(titre, tuple(lignes))


def _valeurs(
    modele: type[Base], noms: list[str], alors: Textes, maintenant: Textes | None
) -> Iterator[ChampPasse]:
    for nom in noms:
        faits = champs(modele)[nom]
        avant, apres = (alors.get(nom) or None), (maintenant or alors).get(nom) or None
        if avant is None and apres is None:
            continue
        dit, redit = ecrire(modele, faits, nom, avant), ecrire(modele, faits, nom, apres)
        yield ChampPasse(faits.libelle, dit, faits.sensible, None if dit == redit else redit)


def titre_de(nom: str, valeurs: Mapping[str, str | None], lignes: Lignes | None = None) -> str:
    """« Mariam Traoré », « Offre 2 », « Coût de l'offre 2 », « Coût avant »."""
    match nom:
        case "personne":
            return " ".join(filter(None, (valeurs.get("prenom"), valeurs.get("nom"))))
        case "offre":
            return f"Offre {valeurs.get('rang')}"
        case "cout":
            return _titre_du_cout(valeurs, lignes)
        case "logement_offert":
            lieu = valeurs.get("residence") or valeurs.get("adresse") or valeurs.get("commune")
            return f"Logement proposé, {lieu}" if lieu else "Logement proposé"
    return MODELES[nom][1]


def _titre_du_cout(valeurs: Mapping[str, str | None], lignes: Lignes | None) -> str:
    offre = int(valeurs.get("offre_id") or 0)
    if offre and lignes is not None and offre in lignes.get("offre", {}):
        return f"Coût de l’offre {lignes['offre'][offre].get('rang')}"
    moment = next((m for m in Moment if m.value == valeurs.get("moment")), None)
    return f"Coût, {moment.libelle.lower()}" if moment else "Coût"


def en_une_ligne(nom: str, valeurs: Mapping[str, str | None]) -> tuple[str, str]:
    """Une ligne courte et ce qu'elle dit : « SMS », « Rappel de la visite · 17/11/2026 »."""
    modele, _ = MODELES[nom]
    dits = [
        ecrire(modele, faits, champ, valeurs[champ])
        for champ, faits in champs(modele).items()
        if valeurs.get(champ)
    ]
    return (dits[0], " · ".join(dits[1:]) or TIRET) if dits else (TIRET, TIRET)


def est_sensible(nom: str) -> bool:
    """Une ligne entière l'est si l'un de ses champs l'est."""
    return any(faits.sensible for faits in champs(MODELES[nom][0]).values())

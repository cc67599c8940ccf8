"""Donner la liste des dossiers à modifier dans un tableur : nominative, pour l'équipe, faite pour être relue."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db import dossiers
from db.champs_liste import ChampListe, catalogue, champ_de
from db.dossiers import LigneDossier
from db.exports.interne import epargner_la_base
from db.fichier import Fichier
from db.horloge import maintenant
from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.exports.a_remplir.modele import CONTENU
from relogement.exports.a_remplir.modele import FEUILLE as FEUILLE_A_LIRE
from relogement.exports.ecriture.cible import en_place
from relogement.exports.ecriture.grille import ecrire
from relogement.exports.grille import Colonne, Grille, Notice, Saisie
from relogement.exports.tableau import Valeur
from relogement.imports.lecture.etiquette import LISTE
from relogement.imports.liste.colonnes import FEUILLE, TITRE_CLE, TITRE_REFERENCE
from relogement.liste import cle_de
from relogement.textes import INSECABLE, heure, jour, oui_non, pluriel
from relogement.travail import Avancement, sans_avancement

EXTENSION = ".xlsx"
PAQUET, LIGNES_MAX, PROPOSEES = 500, 60_000, 60
TITRE, MENAGE = "Dossiers", "Ménage"
DEJA = frozenset(("menage.reference", "titulaire.nom", "titulaire.prenom"))
# Ce que valent, champ par champ, les colonnes de l'écran qui en montrent plusieurs à la fois.
DE_L_ECRAN: Mapping[str, tuple[str, ...]] = {
    "reference": (),
    "menage": (),
    "logement": ("logement.typologie", "logement.ug"),
    "etat": ("menage.etat",),
    "offres": ("bilan.nb_comptees",),
    "rac": ("bilan.rac_av", "bilan.rac_nouveau"),
    "echeance": ("bilan.echeance_le",),
    "personnes": ("menage.nb_personnes",),
    "referent": ("menage.referent",),
    "bailleur": ("logement.bailleur",),
    "operation": ("operation.code",),
}
ORDINAIRES = ("personnes", "logement", "etat", "offres", "rac", "echeance", "referent")
PROPOSES = frozenset(("menage.referent", "logement.bailleur", "logement.batiment", "logement.chauffage"))
SAISIES: Mapping[type, Saisie] = {
    int: Saisie.ENTIER, bool: Saisie.CHOIX, date: Saisie.JOUR, datetime: Saisie.JOUR, Decimal: Saisie.EUROS,
}  # fmt: skip
CONSEILS = (
    "Changez les cases blanches, enregistrez, puis importez ce fichier depuis « Échanges » : chaque changement "
    "vous est montré, ancien → nouveau, avant d’être écrit.",
    "Les colonnes grises sont calculées ou se changent par un acte (une offre, une sortie) : ce que l’on y tape "
    "n’est pas repris.",
    "Vider une case propose d’effacer la valeur du dossier. Triez, filtrez, masquez, ôtez des lignes : ôter une "
    "ligne n’ôte rien du projet.",
    "Ce qu’un collègue a changé entre-temps dans Relogement n’est jamais écrasé : vous choisissez.",
    "Une ligne ajoutée n’est pas un dossier de plus : créez-le dans Relogement.",
    "La colonne « Clé Relogement », masquée, retrouve chaque dossier : ne la changez pas.",
    "Ce fichier porte des noms : il est pour les agents du relogement, et eux seuls.",
)


def donner_la_liste(
    fichier: Fichier,
    ids: Sequence[int],
    champs: Sequence[str],
    vers: Path,
    avancement: Avancement = sans_avancement,
) -> int:
    """Écrit ces dossiers, dans cet ordre, avec ces champs ; rend leur nombre."""
    if vers.suffix.lower() != EXTENSION:
        raise ErreurMetier(f"« {vers.name} » doit finir par {EXTENSION} : la liste est un classeur Excel.")
    if not ids:
        raise ErreurMetier("Aucun dossier à donner : ôtez un filtre, puis recommencez.")
    if len(ids) > LIGNES_MAX:
        raise ErreurMetier(
            f"{pluriel(len(ids), 'dossier')} : c’est trop pour un classeur à modifier. Filtrez la liste d’abord."
        )
    epargner_la_base(fichier, vers)
    voulus = [catalogue()[cle] for cle in dict.fromkeys(champs) if cle not in DEJA and champ_de(cle)]
    with en_place(vers) as provisoire:
        with fichier.lire() as session:
            grille = _grille(session, ids, voulus, avancement)
        ecrire(grille, provisoire)
    return len(grille.lignes)


def champs_des_colonnes(colonnes: Sequence[str]) -> list[str]:
    """Les champs que montrent ces colonnes de l'écran, chacun une fois."""
    tous = (champ for colonne in colonnes for champ in DE_L_ECRAN.get(colonne, (colonne,)))
    return [champ for champ in dict.fromkeys(tous) if champ_de(champ)]


def _grille(session: Session, ids: Sequence[int], voulus: Sequence[ChampListe], avancement: Avancement) -> Grille:
    lues = list(_lues(session, ids, [champ.cle for champ in voulus], avancement))
    proposes = {champ.cle: _proposes(champ, lues) for champ in voulus if champ.cle in PROPOSES}
    modifies = [champ for champ in voulus if champ.modifiable]
    memoire = [("", *(champ.cle for champ in modifies))]
    memoire += [(_cle(lue), *(texte(lue.autres.get(champ.cle)) for champ in modifies)) for lue in lues]
    quand = maintenant()
    return Grille(
        TITRE, FEUILLE,
        (
            Colonne(TITRE_CLE, fermee=True, cachee=True),
            Colonne(TITRE_REFERENCE, fermee=True, largeur=12),
            Colonne(MENAGE, fermee=True, largeur=24),
            *(_colonne(champ, proposes.get(champ.cle, ())) for champ in voulus),
        ),
        [_ligne(lue, voulus) for lue in lues],
        intitule=f"{TITRE} à modifier",
        chapeau=f"{pluriel(len(lues), 'dossier')}, le {jour(quand)} à {heure(quand)}. Cases blanches{INSECABLE}: "
        "à vous ; colonnes grises : calculées.",
        figees=3, filtree=True, notice=Notice("Mode d’emploi", "Modifier les dossiers dans Excel", CONSEILS),
        memoire=memoire, etiquette={CONTENU: LISTE, FEUILLE_A_LIRE: FEUILLE},
        pied=f"{TITRE}, usage interne, {jour(quand)}",
    )  # fmt: skip


def _lues(
    session: Session, ids: Sequence[int], champs: Sequence[str], avancement: Avancement
) -> Iterator[LigneDossier]:
    for debut in range(0, len(ids), PAQUET):
        yield from dossiers.page(session, ids[debut : debut + PAQUET], champs)
        avancement(min(debut + PAQUET, len(ids)), len(ids))


def _ligne(lue: LigneDossier, voulus: Sequence[ChampListe]) -> tuple[Valeur, ...]:
    return (_cle(lue), lue.reference, lue.nom, *(case(lue.autres.get(champ.cle)) for champ in voulus))


def _cle(lue: LigneDossier) -> str:
    return cle_de(lue.id, lue.reference)


def _proposes(champ: ChampListe, lues: Sequence[LigneDossier]) -> tuple[str, ...]:
    """Les mots déjà employés dans cette colonne ; trop nombreux, la liste ne servirait à rien."""
    mots = sorted({str(mot) for lue in lues if (mot := lue.autres.get(champ.cle))})
    return tuple(mots) if len(mots) <= PROPOSEES else ()


def _colonne(champ: ChampListe, proposes: tuple[str, ...]) -> Colonne:
    fermee, choix = not champ.modifiable, tuple(code.libelle for code in champ.codes)
    if champ.type is bool:
        choix = (oui_non(True), oui_non(False))
    saisie = SAISIES.get(champ.type, Saisie.CHOIX if choix else Saisie.TEXTE)
    if champ.type is Decimal and not champ.est_montant:
        saisie = Saisie.SURFACE if champ.faits.unite == "m²" else Saisie.DECIMAL
    if proposes:
        saisie, choix = Saisie.PROPOSE, proposes
    return Colonne(champ.titre, saisie, () if fermee else choix, champ.faits.aide, fermee=fermee)


def case(valeur: Any) -> Valeur:
    """Une valeur telle qu'elle s'écrit dans une case."""
    match valeur:
        case bool():
            return oui_non(valeur)
        case Code():
            return valeur.libelle
        case datetime():
            return valeur.date()
    rendue: Valeur = valeur
    return rendue


def texte(valeur: Any) -> str:
    """Une valeur telle que la mémoire la garde : elle se relira pareille."""
    match ecrite := case(valeur):
        case None:
            return ""
        case date():
            return ecrite.isoformat()
    return str(ecrite)

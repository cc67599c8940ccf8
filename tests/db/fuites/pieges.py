"""Des projets pièges : les noms y sont des mots, des codes, des communes, des bailleurs."""

import random
from datetime import date

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.nomenclatures import Lien, Typologie
from tests.fabrique import un_fichier, un_logement, un_menage_reloge, un_projet, une_operation, une_personne

AU = date(2026, 11, 20)
NOMS = (
    "PARIS", "MARTIN", "LE", "ROSE", "PETIT", "T3", "HORS", "OUI", "NEUF", "JUIN", "DE LA CITE", "A", "X", "NR",
    "NON", "PLUS", "PLAI", "SEUL", "COUPLE", "CHER", "ÉTÉ", "L’ÎLE", "D'HABITAT", "OP1", "ACACIAS",
    "MARTIN HABITAT", "PERPIGNAN", "SUIVI", "TOTAL", "NORMAL", "CALIBRI", "OFFICE", "RIME", "TITULAIRE", "EMPLOI",
    "LES LILAS",
    "INDICATEURS", "DOSSIER", "PROJET", "VIDE", "NOM", "TEXTE", "JEAN", "MARIE", "THÈME", "FEUILLE", "BAIL",
    "MOIS", "AU", "LIGNE", "SUD", "ENSEMBLE", "README", "MENAGES", "NOTICE", "ANRU", "LOI",
    "ARTICLE", "DÉCRET", "GROS",
)  # fmt: skip
PRENOMS = ("Rose", "Pierre", "Aimé", "Prosper", "Juste", "Paul", "Habitat", "Olive", None, "Zoé", "Oui", "Pascal")
OPERATIONS = ("OP1", "ACACIAS", "MARTIN", "PARIS", "T3", "LE-PETIT", "ROSE", "DE LA CITE", "A", "NEUF")
BAILLEURS = (
    "MARTIN HABITAT",
    "MARTIN",
    "Logis de Paris",
    "ROSE",
    "Le Petit Logement",
    "HORS",
    "OUI HABITAT",
    "JUIN",
)
COMMUNES = ("75056", "66136", "66172", "66028")


def un_projet_piege(graine: int, base: str, nombre: int) -> Fichier:
    """Des ménages dont les noms sont des mots, des codes, des communes, des bailleurs et des opérations."""
    sort = random.Random(graine)
    operations = [une_operation(code, libelle=sort.choice(NOMS)) for code in OPERATIONS]
    menages = [_un_menage(sort, rang, operations[rang % len(operations)]) for rang in range(nombre)]
    return un_fichier(base, *menages, projet=un_projet(nom=sort.choice(("PARIS NORD", "Les Lilas", "ROSE"))))


def _un_menage(sort: random.Random, rang: int, operation: object) -> Menage:
    """Dans chaque opération, un ménage porte un nom que rien d'autre ne porte."""
    nom = "KOWALCZYK" if rang < len(OPERATIONS) else sort.choice(NOMS)
    menage = un_menage_reloge(
        f"D-{rang:04d}", nom=nom, prenom=sort.choice(PRENOMS), operation=operation,
        bailleur=sort.choice(BAILLEURS), telephone=f"06 39 98 {sort.randrange(99):02d} {sort.randrange(99):02d}",
        numero_unique=f"0660326{sort.randrange(10**11):011d}", referent=sort.choice(("Le Petit", "Rose Martin")),
        nb_personnes=2, commentaire="écrire à rose.martin@exemple.fr",
    )  # fmt: skip
    menage.personnes[0].naissance_le = date(
        sort.randrange(1930, 2008), sort.randrange(1, 13), sort.randrange(1, 29)
    )
    menage.personnes.append(une_personne(sort.choice(NOMS), Lien.CONJOINT, prenom=sort.choice(PRENOMS)))
    menage.relogements[0].logement = un_logement(
        bailleur=sort.choice(BAILLEURS), typologie=sort.choice(list(Typologie)),
        commune_insee=sort.choice(COMMUNES), adresse=f"{sort.randrange(1, 99)} rue de la Rose",
    )  # fmt: skip
    return menage

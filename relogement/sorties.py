"""Tout ce que le programme écrit hors de sa base, et pour qui : rien d'autre ne sort.

Ce qui est pour les partenaires est rouvert et fouillé avant d'être remis (``db.fuites``) ; d'une image, qui ne se
relit pas, ce sont les textes que l'on y peint (``ui.peinture.textes_peints``). Ce qui porte des noms est pour
l'équipe ou pour le ménage lui-même : le programme le dit, et ne le fouille pas, sauf une fiche aux noms masqués,
où l'on cherche ceux du ménage. Un test relève chaque
endroit du code qui écrit un fichier : celui qui n'est pas ici le fait échouer.

L'agenda (.ics) est pour l'agent. Il part souvent dans un calendrier partagé : il ne porte donc que la référence du
dossier et les initiales, jamais un nom, un téléphone ni ce que l'agent a écrit.
"""

from dataclasses import dataclass
from enum import StrEnum


class Public(StrEnum):
    """À qui un fichier est destiné, donc ce qu'il a le droit de dire."""

    PARTENAIRES = "les partenaires : fouillé, aucune donnée personnelle"
    IMAGE = "les partenaires : une image, dont chaque texte peint est fouillé avant qu’elle ne s’écrive"
    EQUIPE = "les agents du relogement : nominatif, et le dit"
    MENAGE = "le ménage, et lui seul : nominatif"
    INTERNE = "le programme : sa base, ses réglages, ses copies de travail"


@dataclass(frozen=True)
class Sortie:
    """Un fichier que le programme écrit, et le module qui l'écrit."""

    quoi: str
    public: Public
    modules: tuple[str, ...]
    codes: tuple[str, ...] = ()


_TABLEAUX = (
    "db/exports/__init__.py", "relogement/exports/ecriture/classeur.py", "relogement/exports/ecriture/delimite.py",
    "relogement/exports/ecriture/classeur_massif.py", "relogement/exports/ecriture/base_ouverte.py",
    "relogement/exports/ecriture/soigne.py",
)  # fmt: skip
_PDF = ("relogement/documents/mise_en_page.py",)
SORTIES: tuple[Sortie, ...] = (
    Sortie("La table de saisie", Public.EQUIPE, _TABLEAUX, ("saisie",)),
    Sortie("L’export de type RIME", Public.PARTENAIRES, _TABLEAUX, ("rime",)),
    Sortie("L’extrait agrégé", Public.PARTENAIRES, _TABLEAUX, ("agrege",)),
    Sortie(
        "Le bilan du relogement",
        Public.PARTENAIRES,
        (*_TABLEAUX, "relogement/documents/classeur_pdf.py"),
        ("bilan",),
    ),
    Sortie("L’extrait ouvert", Public.PARTENAIRES, _TABLEAUX, ("sqlite",)),
    Sortie("Les rectifications d’une période close", Public.PARTENAIRES, _TABLEAUX, ("rectifications",)),
    Sortie(
        "Un modèle à faire remplir",
        Public.PARTENAIRES,
        ("db/exports/a_remplir.py", "relogement/exports/ecriture/grille.py"),
    ),
    Sortie("L’exemplaire d’une période close", Public.PARTENAIRES, ("db/scelles/lecture.py",)),
    Sortie("Les tableaux de travail", Public.EQUIPE, ("db/exports/interne.py",)),
    Sortie("Le rapport des indicateurs", Public.PARTENAIRES, ("db/rapport_indicateurs.py",), ("tableau",)),
    Sortie("Le plan de relogement", Public.PARTENAIRES, ("db/documents.py", "ui/documents/fenetre.py"), ("plan",)),
    Sortie("Le tableau des résidences", Public.PARTENAIRES, (*_TABLEAUX, "db/equilibre/export.py")),
    Sortie("Le courriel d’un bailleur dont un logement revient", Public.PARTENAIRES, ("db/retours.py",)),
    Sortie("La consultation des partenaires", Public.PARTENAIRES, ("db/objection/envoi.py",)),
    Sortie("La carte", Public.IMAGE, ("ui/carte/ecran.py",)),
    Sortie("Le relevé de décisions d’une cellule", Public.EQUIPE, ("db/cellule/releve.py",), ("releve",)),
    Sortie("Le relevé d’une cellule aux noms masqués", Public.PARTENAIRES, ("db/cellule/releve.py",)),
    Sortie("Les actions de la cellule, par responsable", Public.EQUIPE, ("db/cellule/releve.py", *_PDF)),
    Sortie("Ma journée", Public.EQUIPE, _PDF),
    Sortie("La page de passation", Public.EQUIPE, _PDF),
    Sortie("Ce qui a changé", Public.EQUIPE, _PDF),
    Sortie("La fiche d’un ménage", Public.EQUIPE, ("db/documents.py", "ui/documents/fenetre.py"), ("fiche",)),
    Sortie("Le questionnaire vierge", Public.EQUIPE, ("db/documents.py", "ui/documents/fenetre.py"), ("enquete",)),
    Sortie(
        "La fiche de comparaison", Public.MENAGE, ("db/documents.py", "ui/documents/fenetre.py"), ("comparaison",)
    ),
    Sortie("Les lettres", Public.MENAGE, ("db/documents.py", "ui/documents/fenetre.py"), ("lettres",)),
    Sortie("Les documents en lot", Public.MENAGE, ("db/documents_en_lot.py",)),
    Sortie("L’agenda", Public.EQUIPE, ("relogement/calendrier.py",)),
    Sortie("Une pièce enregistrée ailleurs", Public.EQUIPE, ("ui/dossier/onglets/pieces.py",)),
    Sortie("La liste des dossiers à modifier", Public.EQUIPE, ("db/exports/liste.py",)),
    Sortie("Les lignes à corriger d’un import", Public.EQUIPE, ("db/imports/rejets.py",)),
    Sortie("Le compte rendu d’un import", Public.EQUIPE, ("ui/cli/echanges.py",)),
    Sortie("La copie d’une pièce à ouvrir", Public.INTERNE, ("ui/dossier/pieces/copie.py",)),
    Sortie("Une mise en page en fichier", Public.INTERNE, ("ui/echanges/mises_en_page/fichiers.py",)),
    Sortie("La charte en fichier", Public.INTERNE, ("ui/parametres/charte.py",)),
    Sortie("Un barème ajouté", Public.INTERNE, ("relogement/baremes/ajout.py",)),
    Sortie("La base et ses sauvegardes", Public.INTERNE, ("db/sauvegarde.py", "db/fichier.py", "db/moteur.py")),
    Sortie("Une base cachée dans un fichier fouillé", Public.INTERNE, ("relogement/fuites/lecture/__init__.py",)),
)

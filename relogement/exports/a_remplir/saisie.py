"""Le modèle de la table de saisie : la reprise d'un relogement déjà commencé, une ligne par dossier."""

from relogement.base import Code
from relogement.exports.a_remplir.colonnes import OUI_NON, libelles
from relogement.exports.a_remplir.modele import Champ, Modele
from relogement.exports.grille import EXEMPLE, Saisie
from relogement.exports.grille import Colonne as Case
from relogement.exports.tableau import Valeur
from relogement.saisie import COLONNES, Colonne, Genre

DOSSIER = "DOSSIER"
_SAISIES = {
    Genre.TEXTE: Saisie.TEXTE,
    Genre.ENTIER: Saisie.ENTIER,
    Genre.EUROS: Saisie.EUROS,
    Genre.SURFACE: Saisie.SURFACE,
    Genre.NOMBRE: Saisie.COORDONNEE,
    Genre.DATE: Saisie.JOUR,
    Genre.DATE_OU_ANNEE: Saisie.LIBRE,
    Genre.OUI_NON: Saisie.CHOIX,
}
_PROPOSES = {"QPV_AP": ("HORS",)}
_AIDES = {
    DOSSIER: "La référence du dossier : une seule ligne par référence.",
    "OPERATION": "Le code de l’opération ; vide : celle que l’on dira à l’import.",
    "NAISSANCE": "La date de naissance, ou l’année seule.",
    "UG": "Le code du logement quitté, zéros de tête compris.",
    "QPV_AP": "Le code du quartier (QN06618M), HORS si le logement n’est dans aucun ; vide si l’on ne sait pas.",
    "COMMUNE_AP": "Cinq caractères, comme 66136 : ce n’est pas le code postal.",
    "SATISFACTION": "De 1 (mécontent) à 4 (très satisfait).",
    "CATEGORIE_PLAFOND": "De 1 à 6.",
    "NUMERO_UNIQUE": "Les dix-huit caractères du numéro unique.",
}
_EXEMPLES: dict[str, Valeur] = {
    DOSSIER: EXEMPLE, "TYPE_DOSSIER": "Titulaire", "NOM": "NOM", "PRENOM": "Prénom", "NAISSANCE": 1968,
    "NB_PERSONNES": 4, "NB_MOINS_14": 1, "RESSOURCES": 1850, "UG": "0045001", "TYPO_AV": "T4", "SURF_AV": 72.5,
    "LOYER_AV": 420.81, "CHARGES_AV": 130.5, "APL_AV": 210, "SOURCE_APL_AV": "Bailleur",
}  # fmt: skip


def _champs() -> tuple[Champ, ...]:
    """La référence du dossier d'abord, puis l'ordre de la table."""
    rangees = sorted(COLONNES, key=lambda colonne: colonne.code != DOSSIER)
    return tuple(Champ(c.code, _colonne(c), _EXEMPLES.get(c.code)) for c in rangees)


def _colonne(colonne: Colonne) -> Case:
    """Les titres sont ceux de la table, à la lettre : sa lecture n'admet rien d'approchant."""
    aide, genre = _AIDES.get(colonne.code, ""), colonne.genre
    if colonne.code in _PROPOSES:
        return Case(colonne.libelle, Saisie.PROPOSE, _PROPOSES[colonne.code], aide)
    if not isinstance(genre, Genre):
        return Case(colonne.libelle, Saisie.CHOIX, _mots(genre), aide)
    mots = OUI_NON if genre is Genre.OUI_NON else ()
    return Case(colonne.libelle, _SAISIES[genre], mots, aide, obligatoire=colonne.code == DOSSIER)


def _mots(genre: type[Code]) -> tuple[str, ...]:
    return libelles(genre)


SAISIE = Modele(
    code="saisie",
    libelle="Table de saisie",
    utilite="Tout ce qui est connu d’un relogement déjà commencé, une ligne par dossier : pour reprendre un "
    "suivi tenu ailleurs.",
    destinataires="L’équipe de relogement et le bailleur qui tenait le suivi. Toujours vide : pour corriger ce "
    "que le projet contient, exportez la table de saisie ou la liste des dossiers.",
    feuille="Saisie",
    champs=_champs(),
    conseils=(
        "Une ligne par dossier. La référence du dossier retrouve un dossier connu, ou en crée un.",
        "« avant » parle du logement quitté, « après » du nouveau. Les montants sont par mois.",
    ),
)

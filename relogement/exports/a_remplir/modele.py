"""Un modèle à envoyer : ses colonnes, ses conseils, et la grille qu'il donne une fois préparé pour quelqu'un."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from relogement.exports.grille import EXEMPLE, Colonne, Grille, Notice
from relogement.exports.tableau import Valeur
from relogement.textes import INSECABLE, jour

CONTENU, BAILLEUR, OPERATION = "relogement.contenu", "relogement.bailleur", "relogement.operation"
FEUILLE, NATURE = "relogement.feuille", "relogement.nature"
MODELE = "modele:"
MODE_D_EMPLOI = "Mode d’emploi"
COMMUNS = (
    "Une case vide veut dire « je ne sais pas ». Un zéro veut dire zéro : ne l’écrivez que si vous le savez.",
    f"Les titres suivis d’une étoile sont indispensables{INSECABLE}: la case oubliée se colore.",
    f"La ligne grise « {EXEMPLE} » montre comment remplir. Laissez-la ou effacez-la : elle n’est jamais lue.",
    "Des colonnes ou des lignes de plus ne gênent pas. Ne changez pas les titres : c’est à eux que l’on "
    "reconnaît les colonnes.",
    "Rendez le fichier au format Excel (.xlsx), par le moyen convenu pour les données personnelles.",
)


@dataclass(frozen=True)
class Champ:
    """Une colonne du modèle, le champ que l'import y lira, et ce que montre la ligne d'exemple."""

    code: str
    colonne: Colonne
    exemple: Valeur = None


@dataclass(frozen=True)
class Preparation:
    """Pour qui le modèle est préparé, et les lignes que l'on sait déjà."""

    bailleur: str | None = None
    operation: str | None = None
    libelle: str | None = None
    lignes: Sequence[Mapping[str, Valeur]] = field(default=(), repr=False)
    nominatif: bool = False
    le: date | None = None


@dataclass(frozen=True)
class Modele:
    """Un modèle : ce que la fenêtre et la ligne de commande en disent, et ses colonnes.

    ``connus`` : les champs qui peuvent être remplis d'avance ; ``nommants`` : ceux qui nomment, réservés au
    bailleur pour ses propres locataires.
    """

    code: str
    libelle: str
    utilite: str
    destinataires: str
    feuille: str
    champs: tuple[Champ, ...]
    conseils: tuple[str, ...]
    connus: tuple[str, ...] = ()
    nommants: tuple[str, ...] = ()
    libres: int = 300
    figees: int = 1

    def grille(self, preparation: Preparation) -> Grille:
        """La feuille prête à envoyer."""
        colonnes = tuple(champ.colonne for champ in self.champs)
        lignes = [tuple(ligne.get(champ.code) for champ in self.champs) for ligne in preparation.lignes]
        pour = pour_qui(preparation)
        return Grille(
            titre=self.libelle,
            feuille=self.feuille,
            colonnes=colonnes,
            lignes=lignes,
            intitule=" · ".join(filter(None, (self.libelle, pour))),
            chapeau=f"Une ligne par {self.objet}. « {MODE_D_EMPLOI} » dit ce que l’on met dans chaque case.",
            exemple=tuple(champ.exemple for champ in self.champs),
            libres=self.libres,
            figees=self.figees,
            filtree=True,
            notice=Notice(MODE_D_EMPLOI, f"{MODE_D_EMPLOI} · {self.libelle}", (*self.conseils, *COMMUNS)),
            etiquette=self._etiquette(preparation),
            pied=" · ".join(filter(None, (self.libelle, pour, jour(preparation.le) if preparation.le else ""))),
        )

    @property
    def objet(self) -> str:
        """Ce qu'est une ligne."""
        return "logement" if self.code in ("etat-locatif", "vacances") else "ménage"

    def _etiquette(self, preparation: Preparation) -> dict[str, str]:
        """Ce que la relecture doit savoir sans le demander ; Excel et LibreOffice gardent ces propriétés."""
        dites = {
            CONTENU: f"{MODELE}{self.code}", FEUILLE: self.feuille, BAILLEUR: preparation.bailleur,
            OPERATION: preparation.operation,
        }  # fmt: skip
        return {nom: valeur[:255] for nom, valeur in dites.items() if valeur}


def pour_qui(preparation: Preparation) -> str:
    """« Têt Habitat, opération LILAS (Les Lilas) », ou rien."""
    lieu = ""
    if preparation.operation:
        precision = f" ({preparation.libelle})" if preparation.libelle else ""
        lieu = f"opération {preparation.operation}{precision}"
    return ", ".join(filter(None, (preparation.bailleur, lieu)))

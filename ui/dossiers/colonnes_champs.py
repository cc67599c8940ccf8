"""Une colonne par champ déclaré : on peut les ajouter toutes à la liste, aucune n'y est d'origine."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from db.champs_liste import ChampListe, catalogue
from db.dossiers import LigneDossier
from relogement.base import Code
from relogement.textes import INCONNU, TIRET, heure, jour, nombre, oui_non
from ui.composants.ligne import Ligne, Morceau
from ui.composants.vue import Vue
from ui.dossiers.colonnes import COLONNES, Colonne, Copie, Reperes
from ui.peinture import DROITE, GAUCHE

LARGE, COURTE, TEXTE, LETTRE = 200, 92, 130, 6.6
_DEJA = frozenset(
    ("bilan.echeance_le", "bilan.rac_av", "bilan.rac_nouveau", "bilan.nb_comptees", "menage.etat", "titulaire.nom",
     "titulaire.prenom")
)  # fmt: skip
_CHIFFRES = (int, Decimal)


def dite(valeur: Any) -> str:
    """Une valeur comme on la lit ; l'inconnu est un blanc, jamais un zéro."""
    match valeur:
        case None | "":
            return ""
        case bool():
            return oui_non(valeur)
        case Code():
            return valeur.libelle
        case datetime():
            return f"{jour(valeur)} {heure(valeur)}"
        case date():
            return jour(valeur)
        case Decimal():
            return nombre(valeur)
    return " ".join(str(valeur).split())


def _pour_tableur(valeur: Any) -> str:
    return f"{valeur:.2f}".replace(".", ",") if isinstance(valeur, Decimal) else dite(valeur)


def _colonne(champ: ChampListe) -> Colonne:
    cle, a_droite = champ.cle, champ.type in _CHIFFRES
    vide = INCONNU if champ.type is Decimal else TIRET

    def valeur(ligne: LigneDossier) -> Any:
        return ligne.autres.get(cle)

    def vue(ligne: LigneDossier, reperes: Reperes) -> Vue:
        texte = dite(valeur(ligne))
        morceau = Morceau(texte or vide, "texte" if texte else "texte3")
        return Ligne((morceau,), DROITE if a_droite else GAUCHE)

    return Colonne(
        cle,
        champ.titre,
        _largeur(champ),
        lambda ligne: dite(valeur(ligne)),
        cle,
        vue,
        lambda ligne: dite(valeur(ligne)),
        a_droite=a_droite,
        visible=False,
        copies=(Copie(champ.titre, lambda ligne: _pour_tableur(valeur(ligne))),),
        champ=cle,
        valeur=valeur,
        du_catalogue=True,
        section=champ.faits.section,
    )


def _largeur(champ: ChampListe) -> int:
    """La place du titre et de sa flèche, sans jamais pousser les autres colonnes hors de l'écran."""
    moins = TEXTE if champ.type is str else COURTE
    return round(min(max(len(champ.titre) * LETTRE + 34, moins), LARGE))


def _du_catalogue() -> Iterator[Colonne]:
    montres = {colonne.champ for colonne in COLONNES if colonne.champ}
    return (_colonne(champ) for cle, champ in catalogue().items() if cle not in montres | _DEJA)


TOUTES = (*COLONNES, *_du_catalogue())

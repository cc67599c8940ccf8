"""Ce que l'on colle : le tableau HTML que donne un tableur ou un courriel, sinon des colonnes de texte."""

from dataclasses import replace
from pathlib import Path

from relogement.imports.lecture.classeur import Classeur
from relogement.imports.lecture.contenu import Contenu
from relogement.imports.lecture.ouverture import lire_texte, regle
from relogement.imports.lecture.refus import refus
from relogement.imports.lecture.reglages import SANS_REGLAGE, Reglages
from relogement.imports.lecture.source import Source
from relogement.travail import sans_avancement

NOM = Path("presse-papiers")
TAILLE_MAX = 64 << 20


def lire_presse_papiers(texte: str = "", html: str = "", reglages: Reglages = SANS_REGLAGE) -> Classeur:
    """Le HTML d'abord, s'il contient un tableau : lui seul garde les cellules fusionnées."""
    if max(len(texte), len(html)) > TAILLE_MAX:
        raise refus(NOM, "contient trop de texte pour un collage", "Enregistrez le tableau dans un fichier.")
    if "<table" in html.lower():
        colle = lire_texte(_source(html), Contenu.HTML, sans_avancement, _sans_encodage(reglages))
        if colle.feuilles:
            return regle(colle, reglages)
    if not texte.strip("\ufeff\0 \t\r\n"):
        raise refus(NOM, "ne contient pas de tableau", "Copiez les cellules dans le tableur, puis collez-les ici.")
    return regle(lire_texte(_source(texte), Contenu.TEXTE, sans_avancement, _sans_encodage(reglages)), reglages)


def _source(texte: str) -> Source:
    return Source(NOM, texte.encode("utf-8", "replace"))


def _sans_encodage(reglages: Reglages) -> Reglages:
    """Un texte collé est déjà décodé : il n'y a pas d'encodage à choisir."""
    return replace(reglages, encodage="utf-8")

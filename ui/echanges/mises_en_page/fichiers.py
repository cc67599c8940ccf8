"""Une mise en page sur le disque : choisir son fichier, le lire, l'écrire."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from relogement.exports.rime.brouillon import brouillon_de
from relogement.exports.rime.controle import controler
from relogement.textes import INSECABLE
from ui.reglages import Reglages


def lire(fichier: Path) -> str:
    """Son texte, même fautif : ses défauts se corrigent à l'écran ; lève ``ErreurMetier`` s'il est illisible."""
    nom = f"«{INSECABLE}{fichier.name}{INSECABLE}»"
    try:
        texte = fichier.read_text("utf-8-sig")
    except UnicodeDecodeError as erreur:
        raise ErreurMetier(f"{nom} n’est pas un texte UTF-8. Enregistrez-le en UTF-8.") from erreur
    except OSError as erreur:
        raise ErreurMetier(f"{nom} ne peut pas être lu. Vérifiez vos droits.") from erreur
    if not brouillon_de(texte).rangees:
        raise ErreurMetier(controler(texte).defauts[0].phrase)
    return texte


def ecrire(fichier: Path, texte: str) -> None:
    """Écrit en place ; un refus du disque ne laisse rien à moitié."""
    with en_place(fichier) as provisoire:
        provisoire.write_text(texte, "utf-8")


def dialogue(parent: QWidget, titre: str, mode: QFileDialog.AcceptMode, nom: str) -> QFileDialog:
    lieu = Path(Reglages().lieu("exports"))
    choix = QFileDialog(parent, titre, str(lieu / f"{nom}.toml" if nom else lieu))
    choix.setObjectName("mise_en_page_dialogue")
    choix.setAcceptMode(mode)
    choix.setNameFilter("Mise en page (*.toml)")
    choix.setDefaultSuffix("toml")
    choix.finished.connect(choix.deleteLater)
    return choix

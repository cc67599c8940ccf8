"""Ouvrir les fenêtres des doublons : depuis une commande, un dossier ou la liste."""

from PySide6.QtWidgets import QDialog, QWidget

from ui.ouvert import ProjetOuvert


def doublons_possibles(ouvert: ProjetOuvert, parent: QWidget) -> QDialog:
    """Les paires de tout le projet."""
    from ui.doublons.liste import FenetreDoublons

    return _ouvrir(FenetreDoublons(ouvert, parent))


def comparer(ouvert: ProjetOuvert, gauche: int, droite: int, parent: QWidget) -> QDialog:
    """Deux dossiers côte à côte."""
    from ui.comparaison import FenetreComparaison

    return _ouvrir(FenetreComparaison(ouvert, gauche, droite, parent))


def comparer_avec(ouvert: ProjetOuvert, dossier: int, parent: QWidget) -> QDialog:
    """Demande l'autre dossier, puis les montre côte à côte."""
    from ui.doublons.choisir import ChoisirDossier

    choisir = ChoisirDossier(ouvert, "Comparer avec quel dossier ?", dossier, parent)
    choisir.chosen.connect(lambda autre: comparer(ouvert, dossier, autre, parent))
    return _ouvrir(choisir)


def fusionner_avec(ouvert: ProjetOuvert, dossier: int, parent: QWidget) -> QDialog:
    """Demande l'autre dossier, puis ouvre leur fusion."""
    from ui.doublons.choisir import ChoisirDossier

    choisir = ChoisirDossier(ouvert, "Fusionner avec quel dossier ?", dossier, parent)
    choisir.chosen.connect(lambda autre: _fusionner(ouvert, dossier, autre, parent))
    return _ouvrir(choisir)


def _fusionner(ouvert: ProjetOuvert, garde: int, repris: int, parent: QWidget) -> QDialog:
    from ui.doublons.fusion import FenetreFusion

    return _ouvrir(FenetreFusion(ouvert, garde, repris, parent))


def _ouvrir(fenetre: QDialog) -> QDialog:
    fenetre.open()
    return fenetre

"""À lancer à part, à une échelle de l'écran : dit les textes coupés, écran par écran.

``python -m tests.ui.echelles PROJET TAILLE_DU_TEXTE LARGEURxHAUTEUR…``
"""

import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import select

from db.fichier import ouvrir
from relogement.menage import Menage
from tests.ui.audit import coupes
from ui import apparence
from ui.cadre.cadre import Cadre
from ui.commandes import possibles
from ui.ecrans import SCREENS
from ui.fenetre import creer_application
from ui.main_window import MainWindow
from ui.parametres.ecran import SECTIONS
from ui.reglages import Reglages

FENETRES = (
    "nouveau_dossier",
    "raccourcis",
    "nouveau_projet",
    "residences",
    "acte_offre",
    "acte_reponse",
    "acte_bail",
    "acte_caleol",
)
Lieu = tuple[str, Callable[[], object]]


def lieux(cadre: Cadre) -> Iterator[Lieu]:
    for ecran in SCREENS:
        yield ecran.cle, lambda cle=ecran.cle: cadre.aller(cle)
    for section, _, _ in SECTIONS:
        yield f"parametres {section}", lambda section=section: cadre.parametres(section)
    yield "exports", lambda: cadre.echanges().pages.set_current("exporter")
    yield "dossier", lambda: cadre.montrer_dossier(_traore(cadre))
    for cle in cadre.ecran_dossier.onglets:
        yield f"dossier {cle}", lambda cle=cle: cadre.ecran_dossier.barre.set_current(cle)
    for une in possibles(cadre):
        if une.cle in FENETRES:
            yield une.cle, lambda une=une: une.faire(cadre)


def _traore(cadre: Cadre) -> int:
    with cadre.ouvert.fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == "AC-026")).one()


def examiner(fenetre: MainWindow, taille: str) -> Iterator[str]:
    cadre = fenetre.cadre
    assert cadre is not None
    for nom, aller in lieux(cadre):
        aller()
        while fenetre.atelier.is_busy:
            QTest.qWait(10)
        for _ in range(5):
            QApplication.processEvents()
        dialogue = QApplication.activeModalWidget()
        yield from (f"{taille} {nom} : {dit}" for dit in coupes(dialogue or fenetre))
        if isinstance(dialogue, QDialog):
            dialogue.reject()


def main(projet: str, texte: str, *tailles: str) -> None:
    creer_application(["essai"])
    reglages = Reglages(QSettings())
    reglages.taille_du_texte = int(texte)
    apparence.appliquer(reglages)
    fenetre = MainWindow(reglages)
    for taille in tailles:
        largeur, hauteur = (int(c) for c in taille.split("x"))
        fenetre.resize(largeur, hauteur)
        fenetre.show()
        fenetre.activateWindow()
        fenetre.montrer(ouvrir(projet))
        for dit in examiner(fenetre, taille):
            print(dit)  # noqa: T201
    fenetre.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

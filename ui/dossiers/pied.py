"""Le pied de la liste : combien de dossiers, de personnes, le RAC médian ; la sélection et ses touches."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from db.champs_liste import titre_de
from db.registre import Totaux
from relogement.textes import INSECABLE, euros, nombre, pluriel
from ui import fonts
from ui.composants.bande import Bande
from ui.composants.ligne import Ligne, Morceau
from ui.composants.touche import Touche
from ui.composants.vue import Vignette
from ui.dossiers.liste import Liste
from ui.theme import px

HAUTEUR, LARGE = 30, 760
BEAUCOUP, PAUSE = 5000, 150
PLUSIEURS, VOISINS = 2, 3
ANNONCE = 2500
_RIEN = Ligne(())


def _gras(texte: str) -> Morceau:
    return Morceau(texte, graisse=fonts.GRAS, taille=fonts.LEGENDE)


def _suite(texte: str) -> Morceau:
    return Morceau(texte, "texte2", taille=fonts.LEGENDE)


class Pied(Bande):
    """Les comptes se lisent de mémoire : ils ne retardent jamais la frappe."""

    def __init__(self) -> None:
        super().__init__(Qt.Edge.TopEdge, fond="creux", nom="pied")
        self.setFixedHeight(px(HAUTEUR))
        self._liste: Liste | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._totaliser)
        self._selection: tuple[Sequence[int], Sequence[str]] = ((), ())
        self._pause_selection = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause_selection.timeout.connect(self._totaliser_la_selection)
        self._choisie = 0
        self._annonce = QTimer(self, singleShot=True, interval=ANNONCE)
        self._annonce.timeout.connect(self._montrer_la_selection)
        self._dossiers = Vignette(_RIEN, nom="pied_dossiers")
        self._personnes = Vignette(_RIEN, nom="pied_personnes")
        self._rac = Vignette(_RIEN, nom="pied_rac")
        self._choisis = Vignette(_RIEN, nom="pied_selection")
        self._touches = self._aide()
        disposition = QHBoxLayout(self)
        disposition.setContentsMargins(px(8), 0, px(12), 0)
        disposition.setSpacing(px(22))
        for vignette in (self._dossiers, self._personnes, self._rac):
            disposition.addWidget(vignette)
        disposition.addStretch(1)
        disposition.addWidget(self._choisis)
        disposition.setSpacing(px(20))
        disposition.addWidget(self._touches)

    def show_liste(self, liste: Liste) -> None:
        """Le compte tout de suite ; les totaux d'une longue liste quand la frappe se repose."""
        self._liste = liste
        if liste.instantane is None:
            return
        self.show_compte(len(liste.ids), liste.total, liste.approchants)
        if len(liste.ids) > BEAUCOUP:
            self._pause.start()
        else:
            self._pause.stop()
            self._totaliser()

    def _totaliser(self) -> None:
        self.show_totaux(self._liste.totaux() if self._liste else None)

    def show_compte(self, montres: int, total: int, approchants: Sequence[str] = ()) -> None:
        """« 30 dossiers affichés sur 61 », « 61 dossiers » ; les noms voisins quand rien ne répond au nom tapé."""
        mot = "dossier" if montres < 2 else "dossiers"
        if montres == total:
            self._dossiers.show_vue(Ligne((_gras(nombre(montres, 0)), _suite(mot))))
            return
        affiche = "affiché" if montres < 2 else "affichés"
        suite = f"{mot} {affiche} sur {nombre(total, 0)}"
        if approchants:
            suite += f", noms voisins{INSECABLE}: {', '.join(approchants[:VOISINS])}"
        self._dossiers.show_vue(Ligne((_gras(nombre(montres, 0)), _suite(suite))))

    def show_totaux(self, totaux: Totaux | None) -> None:
        if totaux is None or not totaux.dossiers:
            self._personnes.show_vue(_RIEN)
            self._rac.show_vue(_RIEN)
            return
        mot = "personne" if totaux.personnes < 2 else "personnes"
        self._personnes.show_vue(Ligne((_gras(nombre(totaux.personnes, 0)), _suite(mot))))
        connus = f"({pluriel(totaux.rac_connus, 'connu')})"
        self._rac.show_vue(Ligne((_suite("RAC avant médian"), _gras(euros(totaux.rac_median)), _suite(connus))))

    def show_selection(self, choisis: int, ids: Sequence[int] = (), montants: Sequence[str] = ()) -> None:
        """« 3 sélectionnés », puis leurs totaux ; ceux d'une longue sélection attendent qu'elle se pose."""
        self._choisie, self._selection = choisis, (ids, montants)
        if not self._annonce.isActive():
            self._montrer_la_selection()

    def _montrer_la_selection(self) -> None:
        choisis = self._choisie
        dit = f"{pluriel(choisis, 'sélectionné')}" if choisis else ""
        self._choisis.show_vue(Ligne((_suite(dit),)))
        for vignette in (self._personnes, self._rac):
            vignette.setVisible(choisis < PLUSIEURS)
        self._montrer_l_aide(choisis)
        if choisis < PLUSIEURS:
            self._pause_selection.stop()
        elif choisis > BEAUCOUP:
            self._pause_selection.start()
        else:
            self._totaliser_la_selection()

    def _totaliser_la_selection(self) -> None:
        ids, montants = self._selection
        instantane = self._liste.instantane if self._liste else None
        if instantane is None:
            return
        registre = instantane.registre
        totaux = registre.totaux(ids)
        morceaux = [
            _gras(pluriel(totaux.dossiers, "sélectionné")),
            _suite(f"· {pluriel(totaux.personnes, 'personne')}"),
            _suite(f"· RAC avant médian {euros(totaux.rac_median)}"),
        ]
        for cle in montants:
            if not registre.manquantes([cle]):
                somme, connus = registre.somme(ids, cle)
                dite = euros(somme) if connus else euros(None)
                morceaux.append(_suite(f"· {titre_de(cle).removesuffix(' (€)')} {dite}"))
        self._choisis.show_vue(Ligne(tuple(morceaux)))

    def show_ecrit(self, phrase: str) -> None:
        """Ce qui vient d'être écrit."""
        self._annoncer(phrase)

    def show_copie(self, copies: int) -> None:
        dit = f"{pluriel(copies, 'dossier copié', 'dossiers copiés')}, à coller dans un tableur"
        self._annoncer(dit)

    def _annoncer(self, dit: str) -> None:
        """Ce qui vient d'être fait se lit un moment, même si la liste se relit aussitôt."""
        self._pause_selection.stop()
        self._choisis.show_vue(Ligne((Morceau("", "vert", icone="check"), _suite(dit))))
        self._annonce.start()

    def _aide(self) -> QWidget:
        page = QWidget()
        page.setObjectName("pied_touches")
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(px(5))
        for vue in (
            Touche("Entrée"),
            Ligne((_suite("ouvre"),)),
            Touche("Ctrl+C"),
            Ligne((_suite("copie avec les en-têtes"),)),
        ):
            rangee.addWidget(Vignette(vue))
        return page

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._montrer_l_aide(len(self._selection[0]))

    def _montrer_l_aide(self, choisis: int) -> None:
        place = self.width() >= px(LARGE) and not (self._liste and self._liste.approchants)
        self._touches.setVisible(choisis < PLUSIEURS and place)

"""Le contrôle des fuites, montré sous l'export : rien trouvé, où et de quel dossier, ou à confirmer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from relogement.textes import INSECABLE, pluriel
from ui import fonts
from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.peinture import boite, soigne
from ui.theme import px

if TYPE_CHECKING:  # la page se montre avant que la base ne soit chargée
    from relogement.fuites.rapport import Constat, Rapport

MONTRES, DOSSIERS = 8, 3
PROPRE, FUITE, REGARD = ("vert", "shield-check"), ("rouge", "shield-alert"), ("ambre", "triangle-alert")


class PanneauControle(QWidget):
    """Caché tant que rien n'a été contrôlé ; ``confirmed`` : l'agent remet le fichier malgré l'avertissement."""

    confirmed = Signal()
    lighter_asked = Signal(object)  # les pas de la mise en page moins précise
    dossier_asked = Signal(int)

    def __init__(self, nom: str) -> None:
        super().__init__()
        self._nom, self._famille = nom, "vert"
        self._rapport: Rapport | None = None
        self.setObjectName(nom)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(px(12), px(8), px(12), px(8))
        self._colonne.setSpacing(px(6))
        self._contenu: QWidget | None = None
        self.hide()

    @property
    def rapport(self) -> Rapport | None:
        """Le dernier rapport montré."""
        return self._rapport

    @property
    def famille(self) -> str:
        return self._famille

    def clear(self) -> None:
        self._rapport = None
        self.hide()

    def show_rapport(self, rapport: Rapport, *, ecrit: bool = True) -> None:
        """Le résultat d'un contrôle ; ``ecrit`` si un fichier est en jeu que la fuite a empêché d'écrire."""
        if not rapport.propre:
            self._montrer(rapport, FUITE)
            suite = "Rien n’a été écrit." if ecrit else "N’envoyez pas ce fichier."
            self._ajouter(legende(f"{suite} {_quoi_faire(ecrit=ecrit)}", lignes=True, nom=f"{self._nom}_suite"))
            self._constats(rapport.fuites)
        else:
            self._montrer(rapport, REGARD if rapport.avertissements or rapport.reserve else PROPRE)
        self._constats(rapport.avertissements)
        for phrase in rapport.singularites.phrases:
            self._ajouter(legende(phrase, lignes=True))
        self._detail(rapport)

    def ask(self, rapport: Rapport, *, mise_en_page: bool = False) -> None:
        """Rien ne fuit, mais des ménages se reconnaissent : l'agent choisit, et peut perdre en précision."""
        self._montrer(rapport, REGARD, "Ce fichier ne nomme personne, mais des ménages peuvent s’y reconnaître.")
        for phrase in rapport.singularites.phrases:
            self._ajouter(legende(phrase, lignes=True))
        self._constats(rapport.avertissements)
        remettre = Bouton("Enregistrer quand même", "download", petit=True, nom=f"{self._nom}_confirmer")
        laisser = Bouton("Ne pas enregistrer", "x", genre=Genre.NU, petit=True, nom=f"{self._nom}_renoncer")
        remettre.clicked.connect(self.confirmed)
        laisser.clicked.connect(self.clear)
        boutons: list[QWidget] = [remettre, laisser]
        pas = rapport.singularites.meilleurs_pas if mise_en_page else ()
        if pas:
            alleger = Bouton(
                "Copier la mise en page, moins précise", "copy", petit=True, nom=f"{self._nom}_alleger"
            )
            alleger.setToolTip(" ; ".join(p.phrase for p in pas))
            alleger.clicked.connect(lambda: self.lighter_asked.emit(pas))
            boutons.insert(0, alleger)
        self._rangee(*boutons)

    def _montrer(self, rapport: Rapport, allure: tuple[str, str], phrase: str = "") -> None:
        self._rapport, (self._famille, icone) = rapport, allure
        if self._contenu is not None:
            self._contenu.hide()
            self._contenu.deleteLater()
        self._contenu = QWidget()
        self._lignes = QVBoxLayout(self._contenu)
        self._lignes.setContentsMargins(0, 0, 0, 0)
        self._lignes.setSpacing(px(4))
        self._colonne.addWidget(self._contenu)
        dit = Texte(
            phrase or rapport.phrase, self._famille, graisse=fonts.GRAS, lignes=True, nom=f"{self._nom}_phrase"
        )
        tete = QHBoxLayout()
        tete.setSpacing(px(8))
        tete.addWidget(Icone(icone, self._famille, 16), 0, Qt.AlignmentFlag.AlignTop)
        tete.addWidget(dit, 1)
        self._lignes.addLayout(tete)
        self.setAccessibleName(dit.text())
        self.show()
        self.update()

    def _constats(self, constats: tuple[Constat, ...]) -> None:
        for rang, constat in enumerate(constats[:MONTRES]):
            self._constat(constat, rang)
        if len(constats) > MONTRES:
            self._ajouter(legende(f"… et {pluriel(len(constats) - MONTRES, 'autre endroit', 'autres endroits')}."))

    def _constat(self, constat: Constat, rang: int) -> None:
        genre = str(constat.genre) + (f" ({constat.precision})" if constat.precision else "")
        mot = legende(
            f"{genre[:1].upper()}{genre[1:]}{INSECABLE}: {constat.lieu}", "texte", lignes=True,
            nom=f"{self._nom}_{'fuite' if constat.bloque else 'regard'}_{rang}",
        )  # fmt: skip
        rangee = QHBoxLayout()
        rangee.setSpacing(px(6))
        rangee.addWidget(mot, 1)
        for dossier in constat.dossiers[:DOSSIERS]:
            lien = Bouton(
                dossier.reference, genre=Genre.LIEN, petit=True, aide=f"Ouvrir le dossier {dossier.reference}",
                nom=f"{self._nom}_dossier_{rang}_{dossier.id}",
            )  # fmt: skip
            lien.clicked.connect(lambda _=False, numero=dossier.id: self.dossier_asked.emit(numero))
            rangee.addWidget(lien)
        if constat.nb_dossiers > DOSSIERS:
            rangee.addWidget(legende(f"et {constat.nb_dossiers - DOSSIERS} autres"))
        self._lignes.addLayout(rangee)

    def _detail(self, rapport: Rapport) -> None:
        """Les parties lues, à la demande."""
        if not rapport.parties:
            return
        parties = legende("\n".join(rapport.parties), lignes=True, nom=f"{self._nom}_parties")
        parties.hide()
        detail = Bouton("Voir les parties lues", "list", genre=Genre.NU, petit=True, nom=f"{self._nom}_detail")
        detail.clicked.connect(lambda: parties.setVisible(not parties.isVisible()))
        self._rangee(detail)
        self._ajouter(parties)

    def _ajouter(self, morceau: QWidget) -> None:
        self._lignes.addWidget(morceau)

    def _rangee(self, *boutons: QWidget) -> None:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for bouton in boutons:
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        self._lignes.addLayout(rangee)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            fond, bord = f"{self._famille}_fond", f"{self._famille}_bord"
            boite(peintre, QRectF(self.rect()), rayon=6, fond=fond, bord=bord)


def _quoi_faire(*, ecrit: bool) -> str:
    if ecrit:
        return "Ouvrez le dossier, corrigez ce qui a été tapé au mauvais endroit, puis recommencez."
    return "Retirez ce qui est dit ci-dessous, enregistrez, puis contrôlez-le de nouveau."

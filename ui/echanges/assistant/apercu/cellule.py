"""Une cellule de l'aperçu : sa valeur, l'ancienne barrée, un point quand la lecture l'a corrigée."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from relogement.imports.apercu import Cellule, Ecart, LigneApercu, Sort, Tranche
from relogement.imports.valeurs.mots import est_inconnu
from relogement.imports.vue import ecrite
from ui import fonts, icons
from ui.peinture import DROITE, GAUCHE, boite, coche, disque, ecrire, trait
from ui.theme import px

FLECHE, POINT, MAIN, ECART, CASE = 12, 3.5, 14, 4, 16
INCONNU = "NR"
SORTS = {
    Sort.CREEE: ("Nouvelle", "plus", "vert"),
    Sort.MODIFIEE: ("Modifiée", "pencil", "accent"),
    Sort.INCHANGEE: ("Inchangée", "equal", "texte2"),
    Sort.ECARTEE: ("Écartée", "minus", "texte3"),
}
VERIFIER = ("À vérifier", "triangle-alert", "ambre")
REFUSEE = ("Écartée", "circle-x", "rouge")
DECOCHEE = ("Décochée", "square", "texte3")


@dataclass(frozen=True)
class VueSort:
    """Ce que devient la ligne : une icône et un mot."""

    mot: str
    icone: str
    token: str

    def lu(self) -> str:
        return self.mot

    def largeur(self) -> float:
        return px(20) + fonts.largeur(self.mot, fonts.police())

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        cote = px(14)
        icons.draw(peintre, self.icone, QRectF(rect.x(), rect.center().y() - cote / 2, cote, cote), self.token)
        ecrire(peintre, rect.adjusted(px(20), 0, 0, 0), self.mot, fonts.police(), self.token)


@dataclass(frozen=True)
class VueCase:
    """La case d'une ligne, puis son numéro dans le fichier."""

    cochee: bool
    texte: str

    def lu(self) -> str:
        return f"ligne {self.texte}, {'cochée' if self.cochee else 'décochée'}"

    def largeur(self) -> float:
        return px(CASE + 8) + fonts.largeur(self.texte, fonts.police())

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        cote = px(CASE)
        case = QRectF(rect.x(), round(rect.center().y() - cote / 2), cote, cote)
        boite(peintre, case, rayon=4, fond="plein" if self.cochee else "surface",
              bord=None if self.cochee else "bord_fort")  # fmt: skip
        if self.cochee:
            coche(peintre, case.center(), px(12), "sur_plein", 1.8)
        ecrire(peintre, rect, self.texte, fonts.police(), "texte3", DROITE)


@lru_cache
def vue_du_sort(sort: Sort, *, a_verifier: bool, cochee: bool, fautive: bool) -> VueSort:
    """Une ligne refusée se voit en rouge ; un total ou un pied de page n'est pas une faute."""
    if sort is Sort.ECARTEE and fautive:
        return VueSort(*REFUSEE)
    if not cochee and sort is not Sort.ECARTEE:
        return VueSort(*DECOCHEE)
    return VueSort(*(VERIFIER if a_verifier else SORTS[sort]))


@dataclass(frozen=True)
class VueCellule:
    """``ancien`` : la valeur d'ici, que celle du fichier remplace ; ``main`` : celle d'ici est gardée."""

    texte: str
    ancien: str = ""
    a_droite: bool = False
    corrigee: str = ""
    main: bool = False
    retapee: bool = False
    pale: bool = False

    def lu(self) -> str:
        morceaux = [f"{self.ancien} devient {self.texte}" if self.ancien else self.texte]
        if self.main:
            morceaux.append("saisie récente gardée")
        if self.retapee:
            morceaux.append("retapée par vous")
        elif self.corrigee:
            morceaux.append(f"corrigé à la lecture : {self.corrigee}")
        return ", ".join(morceaux)

    @property
    def _inconnue(self) -> bool:
        return self.texte == INCONNU

    def largeur(self) -> float:
        gras = fonts.police(fonts.BASE, fonts.GRAS if self.ancien or self.main else fonts.NORMAL)
        total = fonts.largeur(self.texte, gras)
        if self.ancien:
            total += fonts.largeur(self.ancien, fonts.police(barre=True)) + px(FLECHE + 2 * ECART)
        if self.main:
            total += px(MAIN + ECART)
        return total + (px(8) if self.corrigee or self.retapee else 0)

    def dessiner(self, peintre: QPainter, rect: QRectF) -> None:
        """De droite à gauche pour un nombre, de gauche à droite pour un mot ; le point ne déplace rien."""
        zone = QRectF(rect)
        gras = self.ancien or self.main
        fonte = fonts.police(fonts.BASE, fonts.GRAS if gras else fonts.NORMAL)
        token = self._token()
        large = min(fonts.largeur(self.texte, fonte), zone.width())
        avant = self._avant()
        if self.a_droite:
            ecrire(peintre, zone, self.texte, fonte, token, DROITE)
            fin_avant, fin = zone.right() - large - px(ECART), zone.right()
            self._dessiner_avant(peintre, zone, fin_avant - avant)
        else:
            self._dessiner_avant(peintre, zone, zone.x())
            mot = zone.adjusted(avant + px(ECART) if avant else 0, 0, 0, 0)
            fin = min(mot.x() + ecrire(peintre, mot, self.texte, fonte, token, GAUCHE), zone.right())
        if self._inconnue:
            self._souligner(peintre, zone, fin - large, fin)
        if self.corrigee or self.retapee:
            centre = QPointF(fin + px(4), zone.center().y() - px(4))
            disque(peintre, centre, px(POINT) / 2, fond="ambre" if self.retapee else "accent")

    def _avant(self) -> float:
        """La place de l'ancienne valeur et de sa flèche, ou de la main."""
        if self.ancien:
            return fonts.largeur(self.ancien, fonts.police(barre=True)) + px(FLECHE + ECART)
        return px(MAIN) if self.main else 0

    def _dessiner_avant(self, peintre: QPainter, zone: QRectF, x: float) -> None:
        milieu = zone.center().y()
        if self.ancien:
            large = fonts.largeur(self.ancien, fonts.police(barre=True))
            x = max(x, zone.x())
            ecrire(
                peintre, QRectF(x, zone.y(), large + 1, zone.height()), self.ancien, fonts.police(barre=True),
                "texte3",
            )  # fmt: skip
            cote = px(FLECHE)
            carre = QRectF(x + large + px(ECART), milieu - cote / 2, cote, cote)
            icons.draw(peintre, "arrow-right", carre, "texte3")
        elif self.main:
            cote = px(MAIN)
            icons.draw(peintre, "hand", QRectF(max(x, zone.x()), milieu - cote / 2, cote, cote), "ambre")

    def _token(self) -> str:
        if self.pale:
            return "texte3"
        if self._inconnue:
            return "ambre"
        return "accent" if self.ancien else "texte"

    def _souligner(self, peintre: QPainter, zone: QRectF, x: float, fin: float) -> None:
        peintre.setPen(trait("ambre", 1.5, points=True))
        y = round(zone.center().y() + px(8)) + 0.5
        peintre.drawLine(QPointF(x, y), QPointF(fin, y))


def vue_de_la_cellule(
    ligne: LigneApercu, cellule: Cellule, ecart: Ecart | None, *, nombre: bool, cochee: bool, retapee: bool,
    tranche: Tranche | None,
) -> VueCellule:  # fmt: skip
    """Ce que montre une cellule : la valeur qui restera, et d'où elle vient."""
    pale = not cochee or ligne.sort is Sort.ECARTEE
    corrigee = "" if pale else cellule.corrige or ""
    texte = cellule.texte or ("" if ligne.sort is Sort.ECARTEE or ligne.avec else "—")
    if nombre and cellule.brut and not pale and est_inconnu(cellule.brut):
        texte = INCONNU
    if ecart is None or pale:
        return VueCellule(texte, "", nombre, corrigee, retapee=retapee, pale=pale or texte == "—")
    ancien, nouveau = ecrite(ecart.ancien), ecrite(ecart.nouveau)
    if ecart.conflit is not None and (tranche or ecart.conflit.tranche) is Tranche.GARDER:
        return VueCellule(ancien, "", nombre, corrigee, main=True, retapee=retapee)
    return VueCellule(nouveau, ancien, nombre, corrigee, retapee=retapee)

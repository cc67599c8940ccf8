"""Les réponses attendues sur une frise : week-ends grisés, jour reporté hachuré, limite en trait épais."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from db.journee import Liste
from relogement.journee import LigneDuJour
from relogement.nomenclatures import Affaire
from relogement.regles.echeances import empechement
from relogement.textes import JOURS, jour_de_semaine
from ui import fonts
from ui.peinture import CENTRE, DROITE, boite, ecrire, hachures, soigne, trait
from ui.theme import couleur, px

NOMS, ENTETE, RANG, BARRE, JOURS_MONTRES = 210, 40, 26, 14, 26
UN = timedelta(days=1)
PRES = timedelta(days=3)


class Frise(QWidget):
    """Une barre par réponse attendue ; le lecteur d'écran entend chaque limite."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journee_frise")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lignes: tuple[LigneDuJour, ...] = ()
        self._au = date.min
        self._alsace = False

    def show_reponses(self, liste: Liste, au: date, *, alsace_moselle: bool = False) -> None:
        self._lignes, self._au, self._alsace = liste.lignes, au, alsace_moselle
        phrases = [f"{li.nom}, {_court(li)}, {_limite(li)}" for li in self._lignes]
        self.setAccessibleName("Réponses attendues : " + (" ; ".join(phrases) or "aucune"))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(px(600), px(ENTETE + RANG * max(3, len(self._lignes)) + 6))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(px(360), px(ENTETE + RANG * 3))

    @property
    def debut(self) -> date:
        """Le lundi de la semaine."""
        return self._au - timedelta(days=self._au.weekday())

    def _x(self, le: date) -> float:
        pas = (self.width() - px(NOMS) - px(12)) / JOURS_MONTRES
        return px(NOMS) + max(0, min((le - self.debut).days, JOURS_MONTRES)) * pas

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            if not self._lignes:
                ecrire(
                    peintre,
                    QRectF(self.rect()),
                    "Aucune réponse n’est attendue.",
                    fonts.police(),
                    "texte3",
                    CENTRE,
                )
                return
            visibles = self._lignes[: max(1, (self.height() - px(ENTETE)) // px(RANG))]
            bas = px(ENTETE) + px(RANG) * len(visibles)
            self._calendrier(peintre, bas)
            for rang, ligne in enumerate(visibles):
                self._barre(peintre, px(ENTETE) + rang * px(RANG), ligne)
            x = self._x(self._au) + (self._x(self._au + UN) - self._x(self._au)) / 2
            peintre.setPen(trait("accent", 1.5, tirets=True))
            peintre.drawLine(QPointF(x, px(ENTETE)), QPointF(x, bas))

    def _calendrier(self, peintre: QPainter, bas: float) -> None:
        for n in range(JOURS_MONTRES):
            le = self.debut + n * UN
            gauche, droite = self._x(le), self._x(le + UN)
            if empechement(le, alsace_moselle=self._alsace):
                fond = QRectF(gauche, px(20), droite - gauche, bas - px(20))
                peintre.fillRect(fond, couleur("neutre_fond"))
            if le.weekday() == 0:
                peintre.fillRect(QRectF(gauche, px(4), 1, bas - px(4)), couleur("bord"))
                semaine = QRectF(gauche + px(2), 0, px(120), px(18))
                ecrire(peintre, semaine, jour_de_semaine(le), fonts.police(fonts.LEGENDE, fonts.MOYEN), "texte2")
            present = le == self._au
            fonte = fonts.police(fonts.LEGENDE, fonts.GRAS if present else fonts.NORMAL)
            zone = QRectF(gauche, px(20), droite - gauche, px(18))
            ecrire(peintre, zone, str(le.day), fonte, "accent" if present else "texte2", CENTRE)

    def _barre(self, peintre: QPainter, haut: float, ligne: LigneDuJour) -> None:
        limite = ligne.echeance_le
        assert limite is not None
        nom = QRectF(0, haut, px(NOMS - 10), px(RANG))
        ecrit = ecrire(peintre, nom, ligne.nom or ligne.reference, fonts.police())
        ecrire(peintre, nom.adjusted(ecrit + px(5), 0, 0, 0), _court(ligne), fonts.police(fonts.LEGENDE), "texte2")
        presse = limite - self._au <= PRES
        plein, texte = ("ambre_bord", "ambre") if presse else ("accent_bord", "accent")
        y, gauche, fin = haut + px((RANG - BARRE) / 2), self._x(self.debut), self._x(limite + UN)
        reporte = self._x(ligne.du_jour_le) if ligne.du_jour_le else fin
        peintre.fillRect(QRectF(gauche, y, reporte - gauche, px(BARRE)), couleur(plein))
        if ligne.du_jour_le:
            zone = QRectF(reporte, y, fin - reporte, px(BARRE))
            boite(peintre, zone, fond=hachures(plein, None), bord=plein)
        if limite < self.debut + JOURS_MONTRES * UN:
            peintre.fillRect(QRectF(fin - 1, y - px(3), px(3), px(BARRE) + px(6)), couleur(texte))
        self._legende(peintre, QRectF(gauche, haut, fin - gauche, px(RANG)), ligne, texte)

    def _legende(self, peintre: QPainter, barre: QRectF, ligne: LigneDuJour, token: str) -> None:
        """La limite à droite de la barre, ou dedans quand la place manque."""
        dit, gras = _limite(ligne), fonts.police(fonts.LEGENDE, fonts.GRAS)
        place = self.width() - barre.right() - px(14)
        if fonts.largeur(dit, gras) <= place:
            zone = QRectF(barre.right() + px(8), barre.y(), place, barre.height())
            ecrire(peintre, zone, dit, gras, token)
        else:
            ecrire(peintre, barre.adjusted(px(6), 0, -px(8), 0), dit, gras, "texte", DROITE)


def _court(ligne: LigneDuJour) -> str:
    return "CALEOL" if ligne.genre is Affaire.ACCORD else ligne.objet.rsplit("l’", 1)[-1]


def _limite(ligne: LigneDuJour) -> str:
    """« lun. 23/11/2026 (sam. 21 reporté) »."""
    assert ligne.echeance_le is not None
    chome = ligne.du_jour_le
    suite = f" ({JOURS[chome.weekday()]} {chome.day} reporté)" if chome else ""
    return f"{jour_de_semaine(ligne.echeance_le)}{suite}"


class Legende(QWidget):
    """« report au jour ouvré », « week-end ou férié »."""

    MOTS = ("report au jour ouvré", "jour chômé")

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        fonte = fonts.police(fonts.LEGENDE)
        return QSize(round(sum(fonts.largeur(m, fonte) for m in self.MOTS)) + px(74), px(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with soigne(QPainter(self)) as peintre:
            x, fonte = 0.0, fonts.police(fonts.LEGENDE)
            for rang, mot in enumerate(self.MOTS):
                carre = QRectF(x, px(4), px(20 if rang == 0 else 11), px(11))
                if rang == 0:
                    boite(peintre, carre, fond=hachures("accent_bord", None), bord="accent_bord")
                else:
                    boite(peintre, carre, fond="neutre_fond", bord="neutre_bord")
                zone = QRectF(carre.right() + px(5), 0, px(160), px(18))
                x = zone.x() + ecrire(peintre, zone, mot, fonte, "texte2") + px(12)

"""Le style de la fenêtre : Fusion, où nos champs, listes, cases et boutons remplacent les siens."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)
from typing_extensions import override

from ui import controles
from ui.anneau import AnneauFocus
from ui.peinture import soigne
from ui.theme import px

HAUTEUR, RANGEE = 32, 28
Element = QStyle.PrimitiveElement
Mesure = QStyle.PixelMetric
Contenu = QStyle.ContentsType

HAUTS = {Contenu.CT_LineEdit, Contenu.CT_ComboBox, Contenu.CT_PushButton, Contenu.CT_SpinBox}
PRIMITIVES = {
    Element.PE_PanelLineEdit: controles.champ,
    Element.PE_FrameLineEdit: controles.rien,
    Element.PE_FrameFocusRect: controles.rien,
    Element.PE_IndicatorCheckBox: controles.case,
    Element.PE_IndicatorItemViewItemCheck: controles.case,
    Element.PE_IndicatorRadioButton: controles.rond,
    Element.PE_IndicatorMenuCheckMark: controles.marque,
}
MESURES = {
    Mesure.PM_FocusFrameHMargin: 3,
    Mesure.PM_FocusFrameVMargin: 3,
    Mesure.PM_IndicatorWidth: controles.CASE,
    Mesure.PM_IndicatorHeight: controles.CASE,
    Mesure.PM_ExclusiveIndicatorWidth: controles.CASE,
    Mesure.PM_ExclusiveIndicatorHeight: controles.CASE,
    Mesure.PM_CheckBoxLabelSpacing: 8,
    Mesure.PM_RadioButtonLabelSpacing: 8,
    Mesure.PM_SmallIconSize: 16,
    Mesure.PM_ButtonIconSize: 16,
}


class Style(QProxyStyle):
    def __init__(self) -> None:
        super().__init__("Fusion")

    @override
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        dessin = PRIMITIVES.get(element)
        if dessin is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        with soigne(painter):
            dessin(option, painter, widget)

    @override
    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        match element:
            case QStyle.ControlElement.CE_PushButtonBevel:
                with soigne(painter):
                    controles.bouton(option, painter, widget)
            case QStyle.ControlElement.CE_PushButtonLabel:
                super().drawControl(element, controles.mot_de_bouton(option, widget), painter, widget)
            case _:
                super().drawControl(element, option, painter, widget)

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control != QStyle.ComplexControl.CC_ComboBox:
            super().drawComplexControl(control, option, painter, widget)
            return
        with soigne(painter):
            controles.liste(option, painter, widget)

    @override
    def sizeFromContents(
        self,
        type: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        taille = super().sizeFromContents(type, option, size, widget)  # type: ignore[arg-type]
        if type in HAUTS:
            taille.setHeight(px(HAUTEUR))
        if type == Contenu.CT_ItemViewItem:
            taille.setHeight(max(taille.height(), px(RANGEE)))
        if type == Contenu.CT_ComboBox:
            taille.setWidth(taille.width() + px(12))
        return taille

    @override
    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        rect = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element == QStyle.SubElement.SE_LineEditContents and _encadre(widget):
            return rect.adjusted(px(6), 0, -px(6), 0)
        return rect

    @override
    def subControlRect(
        self,
        cc: QStyle.ComplexControl,
        opt: QStyleOptionComplex,
        sc: QStyle.SubControl,
        w: QWidget | None = None,
    ) -> QRect:
        if cc == QStyle.ComplexControl.CC_ComboBox and sc == QStyle.SubControl.SC_ComboBoxEditField:
            return opt.rect.adjusted(px(8), 1, -px(26), -1)
        return super().subControlRect(cc, opt, sc, w)  # type: ignore[arg-type]

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        mesure = MESURES.get(metric)
        return super().pixelMetric(metric, option, widget) if mesure is None else mesure

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        match hint:
            case QStyle.StyleHint.SH_ComboBox_Popup | QStyle.StyleHint.SH_EtchDisabledText:
                return 0
            case QStyle.StyleHint.SH_FocusFrame_AboveWidget:
                return 1
        return super().styleHint(hint, option, widget, returnData)


def _encadre(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit) and widget.hasFrame()


def install(app: QApplication) -> None:
    """Pose le style et l'anneau de focus, une seule fois par application."""
    if app.property("habillee"):
        return
    style = Style()
    style.setParent(app)
    app.setStyle(style)
    AnneauFocus(app)
    app.setProperty("habillee", True)

"""La feuille de style : ce que le style dessiné ne couvre pas, écrit à partir de la palette."""

from string import Template

from ui.palettes import Palette

FEUILLE = Template("""
QMainWindow, QDialog { background: $fond; }
QToolTip { background: $surface; color: $texte; border: 1px solid $bord_fort; padding: 4px 6px; }
QLabel[token="texte2"] { color: $texte2; }
QLabel[token="texte3"] { color: $texte3; }
QLabel[token="accent"] { color: $accent; }
QLabel[token="vert"] { color: $vert; }
QLabel[token="ambre"] { color: $ambre; }
QLabel[token="rouge"] { color: $rouge; }
QLabel[token="violet"] { color: $violet; }
QLabel[token="sarcelle"] { color: $sarcelle; }
QPlainTextEdit, QTextEdit, QListView[cadre="champ"] {
    background: $surface; color: $texte; border: 1px solid $bord_fort; border-radius: 6px; padding: 3px;
    selection-background-color: $plein; selection-color: $sur_plein;
}
QPlainTextEdit[modifie="true"] { background: $ambre_fond; border-color: $ambre; }
QPlainTextEdit:disabled, QTextEdit:disabled { background: $creux; color: $texte3; border-color: $bord; }
QAbstractItemView { background: $surface; color: $texte; border: none; outline: 0; }
QComboBox QAbstractItemView {
    border: 1px solid $bord_fort; padding: 4px; selection-background-color: $accent_fond;
    selection-color: $texte;
}
QListView, QTreeView { selection-background-color: $accent_fond; selection-color: $texte; }
QHeaderView::section {
    background: $creux; color: $texte2; border: none; border-bottom: 1px solid $bord; padding: 6px 8px;
    font-weight: 600;
}
QHeaderView { background: $creux; border: none; }
QTableCornerButton::section { background: $creux; border: none; }
QMenu { background: $surface; color: $texte; border: 1px solid $bord_fort; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_fond; }
QMenu::item:disabled { color: $texte3; }
QMenu::separator { height: 1px; background: $trait; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle { background: $neutre_bord; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $bord_fort; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $bord; }
QProgressBar { background: $neutre_fond; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")


def feuille(p: Palette) -> str:
    return FEUILLE.substitute(vars(p))

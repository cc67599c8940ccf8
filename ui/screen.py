"""Un écran de la fenêtre : son titre, son icône, et quand il se met à jour."""

from PySide6.QtWidgets import QWidget


class Screen(QWidget):
    """Mère de tous les écrans ; `titre` et `icone` servent à la barre de gauche."""

    titre: str = ""
    icone: str = "circle"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"ecran_{type(self).__name__}")
        self.setAccessibleName(self.titre)

    def refresh(self) -> None:
        """Relit et redessine ce que l'écran montre."""

    def on_enter(self) -> None:
        """L'écran vient de devenir visible : il se met à jour."""
        self.refresh()

    def reprendre(self, ancien: "Screen") -> None:
        """Prend la suite du même écran, mesuré autrement."""

    def page_d_aide(self) -> str:
        """La page du guide de ce qui est montré, quand l'écran en a plusieurs."""
        return ""

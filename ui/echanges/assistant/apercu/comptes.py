"""L'équation d'un import et ses totaux : lues = nouvelles + modifiées + inchangées + écartées."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relogement.imports.apercu import Comptes, Sort, TotalCompare
from relogement.textes import INSECABLE, euros, nombre
from ui import fonts
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.theme import px

TUILES = (
    ("lues", ("ligne lue", "lignes lues"), "", "texte2"),
    (Sort.CREEE.value, ("nouvelle", "nouvelles"), "plus", "vert"),
    (Sort.MODIFIEE.value, ("modifiée", "modifiées"), "pencil", "accent"),
    (Sort.INCHANGEE.value, ("inchangée", "inchangées"), "equal", "texte2"),
    (Sort.ECARTEE.value, ("écartée", "écartées"), "minus", "texte2"),
)


class TuileCompte(Carte):
    def __init__(self, nom: str, mots: tuple[str, str], icone: str, token: str) -> None:
        super().__init__(nom=nom)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(88))
        self._mots = mots
        self._valeur = Texte("0", taille=fonts.SECTION, graisse=fonts.GRAS, nom=f"{nom}_valeur")
        self._mot = legende("", token)
        self.contenu.setContentsMargins(px(12), px(5), px(12), px(5))
        self.contenu.setSpacing(0)
        self.contenu.addWidget(self._valeur)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(5))
        if icone:
            rangee.addWidget(Icone(icone, token, 13))
        rangee.addWidget(self._mot)
        rangee.addStretch(1)
        self.contenu.addLayout(rangee)

    def show_compte(self, n: int) -> None:
        self._valeur.setText(nombre(n, 0))
        self._mot.setText(self._mots[n > 1])
        self.setAccessibleName(f"{n} {self._mots[n > 1]}")


class TotalMontre(QWidget):
    """Un poste : la somme d'ici, et une coche quand le total écrit dans le fichier dit la même chose."""

    def __init__(self, total: TotalCompare) -> None:
        super().__init__()
        nom = f"total_{total.poste}"
        self.setObjectName(nom)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(px(12), px(2), 0, px(2))
        pile.setSpacing(px(1))
        inconnus = f", {total.inconnus} inconnue{'s' if total.inconnus > 1 else ''}" if total.inconnus else ""
        pile.addWidget(legende(total.libelle + inconnus))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(6))
        somme = euros(total.somme)
        rangee.addWidget(Texte(somme, graisse=fonts.GRAS, nom=f"{nom}_valeur"))
        dit = ""
        if total.convient is not None:
            sur = total.convient
            dit = _comparaison(total)
            rangee.addWidget(Icone("check" if sur else "triangle-alert", "vert" if sur else "ambre", 15, lu=dit))
        rangee.addStretch(1)
        pile.addLayout(rangee)
        self.setToolTip(dit)
        self.setAccessibleName(f"{total.libelle}{inconnus} {somme} {dit}".strip())


def _comparaison(total: TotalCompare) -> str:
    if total.convient:
        return "C’est le total écrit dans le fichier."
    assert total.du_fichier is not None
    return f"Le fichier écrit{INSECABLE}{euros(total.du_fichier)}."


class BandeauComptes(QWidget):
    """Les tuiles à gauche, les totaux de contrôle à droite."""

    def __init__(self, *, nom: str = "import_comptes", marge: int = 16) -> None:
        super().__init__()
        self.setObjectName(nom)
        self._tuiles = {
            cle: TuileCompte(f"compte_{cle}", mots, icone, token) for cle, mots, icone, token in TUILES
        }
        self._totaux = QHBoxLayout()
        self._totaux.setSpacing(px(10))
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(marge), px(8), px(marge), px(8))
        rangee.setSpacing(px(8))
        for rang, tuile in enumerate(self._tuiles.values()):
            if rang:
                rangee.addWidget(Texte("=" if rang == 1 else "+", "texte2", fonts.SECTION))
            rangee.addWidget(tuile)
        rangee.addStretch(1)
        rangee.addLayout(self._totaux)

    def show_comptes(self, comptes: Comptes, totaux: Sequence[TotalCompare]) -> None:
        self.show_nombres({cle: getattr(comptes, cle) for cle in self._tuiles})
        while (element := self._totaux.takeAt(0)) is not None:
            if (ancien := element.widget()) is not None:
                ancien.hide()
                ancien.deleteLater()
        for total in totaux:
            if total.somme or total.inconnus or total.du_fichier is not None:
                self._totaux.addWidget(TotalMontre(total))

    def show_nombres(self, nombres: Mapping[str, int]) -> None:
        for cle, tuile in self._tuiles.items():
            tuile.show_compte(nombres[cle])

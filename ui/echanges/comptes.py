"""L'équation d'un import : lignes lues = nouvelles + modifiées + inchangées + écartées."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.imports import Rapport
from db.imports.rapport import Sort
from relogement.textes import euros, nombre, pluriel
from ui import fonts
from ui.composants.carte import Carte
from ui.composants.icone import Icone
from ui.composants.texte import Texte, legende
from ui.composants.valeur import Valeur
from ui.theme import px

TUILES = (
    (None, ("ligne lue", "lignes lues"), "", "texte2"),
    (Sort.CREEE, ("nouvelle", "nouvelles"), "plus", "vert"),
    (Sort.MODIFIEE, ("modifiée", "modifiées"), "pencil", "accent"),
    (Sort.INCHANGEE, ("inchangée", "inchangées"), "equal", "texte2"),
    (Sort.ECARTEE, ("écartée", "écartées"), "minus", "texte2"),
)


class TuileCompte(Carte):
    def __init__(self, nom: str, mots: tuple[str, str], icone: str, token: str) -> None:
        super().__init__(nom=nom)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(px(92))
        self._mots = mots
        self._valeur = Texte("0", taille=fonts.SECTION, graisse=fonts.GRAS, nom=f"{nom}_valeur")
        self._mot = legende("", token)
        self.contenu.setContentsMargins(px(12), px(6), px(12), px(6))
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


class Comptes(QWidget):
    """Les tuiles à gauche, les totaux de contrôle à droite."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_comptes")
        self._tuiles = {
            sort: TuileCompte(f"compte_{sort.value if sort else 'lues'}", mots, icone, token)
            for sort, mots, icone, token in TUILES
        }
        self._totaux = {poste: Valeur(mot, nom=f"total_{poste}") for poste, mot in (
            ("loyer", "Loyers"), ("charges", "Charges"), ("apl", "APL"), ("rls", "RLS"))}  # fmt: skip
        self._sujets = legende("", nom="import_sujets")
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for rang, tuile in enumerate(self._tuiles.values()):
            if rang:
                rangee.addWidget(Texte("=" if rang == 1 else "+", "texte2", fonts.SECTION))
            rangee.addWidget(tuile)
        rangee.addStretch(1)
        for valeur in self._totaux.values():
            valeur.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            rangee.addSpacing(px(12))
            rangee.addWidget(valeur)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(10), px(16), px(10))
        colonne.setSpacing(px(6))
        colonne.addLayout(rangee)
        colonne.addWidget(self._sujets)

    def show_rapport(self, rapport: Rapport) -> None:
        for sort, tuile in self._tuiles.items():
            tuile.show_compte(rapport.lues if sort is None else rapport.lignes[sort])
        for poste, valeur in self._totaux.items():
            inconnues = rapport.totaux.apl_inconnue if poste == "apl" else 0
            note = pluriel(inconnues, "inconnue") if inconnues else ""
            total = getattr(rapport.totaux, poste)
            valeur.set_valeur(euros(total), note)
            valeur.setVisible(bool(total or inconnues))  # un poste absent du fichier n'est pas un total nul
        self._sujets.setText(_sujets(rapport))
        self._sujets.setVisible(bool(self._sujets.text()))


def _sujets(rapport: Rapport) -> str:
    """De quoi parle le fichier, sans les absents."""
    comptes = ((rapport.logements, "logement"), (rapport.menages, "ménage"), (rapport.personnes, "personne"))
    connus = ", ".join(pluriel(n, mot) for n, mot in comptes if n)
    controle = " Les totaux se comparent à ceux du bailleur." if rapport.totaux.loyer else ""
    return f"Le fichier apporte {connus}.{controle}" if connus else ""

"""À droite du registre : le logement choisi, les ménages à loger pour lui, et la note de l'un d'eux ouverte."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relogement.appariement.note import Appariement
from relogement.logement import LogementOffert
from relogement.textes import INSECABLE, euros, surface
from relogement.vacances import Vacance, manques, pour_qui
from ui import fonts
from ui.avant_envoi.disposition import rangee
from ui.composants.bouton import Bouton, Genre
from ui.composants.texte import Texte, legende
from ui.composants.vide import Vide
from ui.dossier.mots import etage
from ui.offres.lignes import TableHaute, colonnes, dit_combien, vue_de_la_demande
from ui.offres.parts import PartsDeLaNote
from ui.ouvert import ProjetOuvert
from ui.theme import px

SANS_MENAGE = "Aucun ménage à loger dans cette opération."


class VoletMenages(QWidget):
    """`propose_asked` et `opened` portent le ménage choisi."""

    propose_asked = Signal(object)
    opened = Signal(int)

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self.setObjectName("offres_volet")
        self._titre = Texte("", taille=fonts.SECTION, graisse=fonts.GRAS, lignes=True, nom="offres_volet_titre")
        self._detail = Texte("", "texte2", lignes=True, nom="offres_volet_detail")
        self._etat = Texte("", "texte2", lignes=True, nom="offres_volet_etat")
        self._manques = legende("", "ambre", lignes=True, nom="offres_volet_manques")
        self._noms = True
        colonnes_ = colonnes("Ménage", lambda a: vue_de_la_demande(a, noms=self._noms))
        self.menages = TableHaute(colonnes_, nom="offres_menages", lu="Ménages à loger")
        self.note = PartsDeLaNote(ouvert, "offres")
        self.parts, self.raison = self.note.table, self.note.raison
        self.proposer = Bouton("Proposer…", "key-round", genre=Genre.PRINCIPAL, nom="offres_proposer")
        self.ouvrir = Bouton("Ouvrir le dossier", "arrow-right", nom="offres_ouvrir")
        self._lu: Vacance | None = None
        self._regarde: int | None = None
        self._libre = False
        self._disposer()
        self.menages.selectionModel().currentRowChanged.connect(lambda *_: self._choisir())
        self.menages.opened.connect(lambda _: self._choisir())
        self.proposer.clicked.connect(lambda: self.propose_asked.emit(self.menages.current))
        self.ouvrir.clicked.connect(lambda: self.opened.emit(self.menages.current.candidat.menage.id))
        self._choisir()

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(12), px(10), px(14), px(12))
        colonne.setSpacing(px(6))
        for morceau in (self._titre, self._detail, self._manques, self._etat):
            colonne.addWidget(morceau)
        colonne.addWidget(self.menages, 5)
        colonne.addWidget(self.note, 4)
        colonne.addLayout(rangee(None, self.ouvrir, self.proposer))

    def set_noms(self, noms: bool) -> None:
        """Masqués, les ménages n'ont plus que leur référence."""
        self._noms = noms
        self.menages.viewport().update()

    def show_vacance(self, lu: Vacance | None) -> None:
        """Le logement, avant que ses ménages ne soient lus."""
        if self._lu is None or lu is None or self._lu.logement.id != lu.logement.id:
            self._regarde = None
        self._lu, self._libre = lu, lu is not None and lu.proposable
        self._titre.setText(lu.logement.libelle if lu else "Choisissez un logement")
        self._detail.setText(_details(lu.logement) if lu else "")
        self._etat.setText(_etat(lu) if lu else "")
        dits = manques(lu.logement) if lu else ()
        self._manques.setText("\n".join(f"{dit[:1].upper()}{dit[1:]}." for dit in dits))
        for texte in (self._detail, self._etat, self._manques):
            texte.setVisible(bool(texte.text()))
        self.menages.modele.show_lignes([])
        self._choisir()

    def show_menages(self, trouves: Sequence[Appariement]) -> None:
        self.menages.show_lignes(trouves, lambda: Vide("users", SANS_MENAGE, nom="offres_menages_vide"))
        combien = dit_combien(trouves, "ménage", "ménages")
        self._etat.setText(f"{_etat(self._lu)} — {combien}" if self._lu else combien)
        self.menages.retrouver(lambda a: a.candidat.menage.id == self._regarde)
        self._choisir()

    def _choisir(self) -> None:
        trouve: Appariement | None = self.menages.current
        self._regarde = trouve.candidat.menage.id if trouve is not None else self._regarde
        self.note.show_note(trouve)
        self.proposer.setEnabled(trouve is not None and self._libre)
        self.ouvrir.setEnabled(trouve is not None)


def _etat(lu: Vacance) -> str:
    """« Libre, réservé : Action Logement »."""
    reserve = f"réservé{INSECABLE}: {pour_qui(lu.logement)}" if lu.logement.reservation else ""
    return ", ".join(filter(None, (lu.phrase, reserve)))


def _details(logement: LogementOffert) -> str:
    """Ce que l'on sait du logement, en une ligne."""
    loyer = f"{euros(logement.loyer)} + {euros(logement.charges)} de charges" if logement.loyer is not None else ""
    ascenseur = {True: "ascenseur", False: "sans ascenseur", None: ""}[logement.ascenseur]
    dits = (
        logement.bailleur, surface(logement.surface) if logement.surface is not None else "", loyer,
        etage(logement.etage), ascenseur, logement.financement.libelle if logement.financement else "",
    )  # fmt: skip
    return " · ".join(dit for dit in dits if dit)

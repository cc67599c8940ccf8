"""L'en-tête du dossier : qui, où en est-on, ce qui attend d'être enregistré, et les actes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from db.decohabitation import Parente
from db.dossier import DossierLu
from relogement.menage import Menage
from relogement.textes import INSECABLE, pluriel
from ui import fonts
from ui.commandes import touches
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.chemin import Chemin
from ui.composants.chip import tag
from ui.composants.etats import chip_etat
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import Texte
from ui.composants.vue import Vignette
from ui.dossier.actes import menu_des_actes
from ui.dossier.bandeau import BandeauDuDossier
from ui.dossier.chemin import pas_du_chemin
from ui.dossier.lignee import Lignee
from ui.dossier.mots import adresse_quittee, nom_du_menage
from ui.dossier.souple import Souple
from ui.theme import px

ACTES, PROPOSER = "Noter un acte", "Proposer une offre"


class EnTete(QWidget):
    """`act_asked` annonce la clé d'un acte ; `dossier_asked` un dossier de la même lignée."""

    back_asked = Signal()
    save_asked = Signal()
    act_asked = Signal(str, object)
    dossier_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entete_dossier")
        self._nom = Texte("", taille=fonts.TITRE, graisse=fonts.GRAS, nom="dossier_nom")
        self._reference = Texte("", "texte2", nom="dossier_reference")
        self._nom.setMinimumWidth(px(120))
        self._nom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._etat, self._type = Vignette(tag(""), nom="dossier_etat"), Vignette(tag(""), nom="dossier_type")
        self._brouillon = Vignette(Ligne(()), nom="dossier_brouillon")
        self._adresse = Souple(Ligne(()), nom="dossier_adresse")
        self.chemin = Chemin(nom="dossier_chemin")
        self.bandeau = BandeauDuDossier()
        self.lignee = Lignee()
        self.lignee.asked.connect(self.dossier_asked)
        self._boutons()
        self._disposer()

    def _boutons(self) -> None:
        self.retour = Bouton(
            "", "chevron-left", genre=Genre.NU, aide="Revenir aux dossiers (Échap)", nom="dossier_retour"
        )
        self.actes = Bouton(ACTES, "list-plus", menu=True, raccourci=touches("actes"), nom="dossier_actes")
        self.actes.setToolTip("Les actes possibles maintenant (Alt+A)")
        self.proposer = Bouton(PROPOSER, "key-round", nom="dossier_proposer")
        self.proposer.setToolTip(PROPOSER)
        self.enregistrer = Bouton(
            "Enregistrer",
            genre=Genre.PRINCIPAL,
            touche=touches("enregistrer"),
            raccourci=touches("enregistrer"),
            nom="dossier_enregistrer",
        )
        self.retour.clicked.connect(self.back_asked)
        self.enregistrer.clicked.connect(self.save_asked)
        self.proposer.clicked.connect(lambda: self.act_asked.emit("offre", None))

    def _disposer(self) -> None:
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        haut = Bande(None, nom="dossier_identite")
        pile = QVBoxLayout(haut)
        pile.setContentsMargins(px(16), px(8), px(16), px(4))
        pile.setSpacing(px(6))
        pile.addLayout(self._titre())
        self._ligne_adresse = QWidget()
        rangee = QHBoxLayout(self._ligne_adresse)
        rangee.setContentsMargins(px(2), 0, 0, px(4))
        rangee.addWidget(self._adresse, 1)
        rangee.addWidget(self.lignee)
        pile.addWidget(self._ligne_adresse)
        pile.addWidget(self.chemin)
        colonne.addWidget(haut)
        colonne.addWidget(self.bandeau)

    def _titre(self) -> QHBoxLayout:
        self._rangee = rangee = QHBoxLayout()
        rangee.setSpacing(px(10))
        milieu = Qt.AlignmentFlag.AlignVCenter
        rangee.addWidget(self.retour, 0, milieu)
        rangee.addWidget(self._nom, 0, milieu)
        for morceau in (self._reference, self._etat, self._type):
            rangee.addWidget(morceau, 0, milieu)
        rangee.addStretch(1)
        for bouton in (self._brouillon, self.actes, self.proposer, self.enregistrer):
            rangee.addWidget(bouton, 0, milieu)
        return rangee

    def show_dossier(self, lu: DossierLu) -> None:
        menage = lu.menage
        nom = nom_du_menage(menage)
        self._nom.setText(nom)
        self._nom.setToolTip(nom)
        self._reference.setText(menage.reference)
        self._etat.show_vue(chip_etat(menage.etat))
        self._type.show_vue(tag(menage.type.libelle))
        self._adresse.show_vue(_coordonnees(menage))
        self.chemin.set_pas(pas_du_chemin(lu))
        self.bandeau.show_dossier(lu)
        self.actes.setMenu(menu_des_actes(self.actes, lu, self.act_asked.emit))

    def show_lignee(self, parente: Parente) -> None:
        self.lignee.show_parente(parente)

    def show_draft(self, combien: int) -> None:
        """« 2 modifications en brouillon » ; rien quand tout est enregistré."""
        phrase = f"{pluriel(combien, 'modification')} en brouillon"
        self._brouillon.show_vue(Ligne((Morceau(phrase, "ambre", icone="pencil"),) if combien else ()))
        self._brouillon.setVisible(bool(combien))
        self._serrer()

    def _serrer(self) -> None:
        """À l'étroit, « Proposer une offre » puis « Noter un acte » ne gardent que leur icône et leur bulle."""
        for bouton, mot in ((self.proposer, PROPOSER), (self.actes, ACTES)):
            bouton.set_texte(mot)
        for bouton in (self.proposer, self.actes):
            self._rangee.invalidate()
            if self._rangee.sizeHint().width() + 2 * px(16) > self.width():
                bouton.set_texte("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._serrer()

    def set_compact(self, compact: bool, *, bandeau: bool = True) -> None:
        """Le reste à charge et l'enquête prennent la hauteur : l'adresse et le chemin s'effacent."""
        for partie in (self._ligne_adresse, self.chemin):
            partie.setVisible(not compact)
        self.bandeau.setVisible(bandeau)


def _coordonnees(menage: Menage) -> Ligne:
    logement = menage.logement_quitte
    morceaux = []
    if adresse := adresse_quittee(logement):
        morceaux.append(Morceau(adresse, "texte2", taille=fonts.LEGENDE, icone="map-pin"))
    for mot, valeur in (
        ("Opération", menage.operation.code),
        ("UG", logement and logement.ug),
        (f"Numéro{INSECABLE}unique", menage.numero_unique),
    ):
        if valeur:
            morceaux += [
                Morceau(f"   {mot}", "texte2", taille=fonts.LEGENDE),
                Morceau(valeur, "texte", fonts.MOYEN, fonts.LEGENDE),
            ]
    if menage.telephone:
        morceaux += [
            Morceau("  ", taille=fonts.LEGENDE),
            Morceau(menage.telephone, "texte2", taille=fonts.LEGENDE, icone="phone"),
        ]
    if menage.referent:
        morceaux += [
            Morceau("   Référent", "texte2", taille=fonts.LEGENDE),
            Morceau(menage.referent, "texte", fonts.MOYEN, fonts.LEGENDE),
        ]
    return Ligne(tuple(morceaux), ecart=4)

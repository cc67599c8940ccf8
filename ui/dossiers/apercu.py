"""Le panneau de droite : l'essentiel du dossier choisi, et de quoi l'ouvrir ou noter un contact."""

from collections.abc import Iterator
from decimal import Decimal
from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.apercu import Apercu, RacVu
from db.faits import Fait
from relogement.nomenclatures import Canal, TypeDossier
from relogement.textes import FINE, INSECABLE, TIRET, euros, jour, jour_de_semaine, nombre, pluriel
from ui import fonts
from ui.composants.bande import Bande, Separateur, defilante, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.chip import Chip, tag
from ui.composants.echeance import urgence
from ui.composants.etats import chip_etat, icone_etat
from ui.composants.icone import Icone
from ui.composants.jauge import Jauge
from ui.composants.ligne import Ligne, Morceau
from ui.composants.points_offres import PointsOffres
from ui.composants.texte import Texte, legende, section
from ui.composants.verdicts import FRAGILE
from ui.composants.vue import Vignette
from ui.dossier.mots import nom_du_menage
from ui.dossier.souple import Souple
from ui.dossiers.barre_rac import BarreRac
from ui.theme import px

LARGEUR, MARGE, LONG = 266, 15, 44
ICONES = {
    Canal.TELEPHONE: "phone",
    Canal.VISITE: "house",
    Canal.RENDEZ_VOUS: "calendar",
    Canal.SMS: "message-square",
    Canal.COURRIEL: "mail",
    Canal.COURRIER: "file-text",
    Canal.AUTRE: "message-circle",
}


class PanneauApercu(Bande):
    """Il montre, il n'écrit rien : les deux boutons demandent à l'écran."""

    open_asked = Signal(int)
    contact_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Edge.LeftEdge, nom="apercu")
        self.setFixedWidth(px(LARGEUR))
        self._dossier: int | None = None
        self._page = QWidget()
        self._contenu = QVBoxLayout(self._page)
        self._contenu.setContentsMargins(0, 0, 0, 0)
        self._contenu.setSpacing(0)
        self.ouvrir = Bouton(
            "Ouvrir", genre=Genre.PRINCIPAL, touche="Entrée", nom="apercu_ouvrir", aide="Ouvrir le dossier"
        )
        self.contact = Bouton("Contact", "phone", nom="apercu_contact", aide="Noter un contact")
        self.ouvrir.clicked.connect(lambda: self._demander(self.open_asked))
        self.contact.clicked.connect(lambda: self._demander(self.contact_asked))
        self._pied = self._bas()
        disposition = QVBoxLayout(self)
        disposition.setContentsMargins(1, 0, 0, 0)
        disposition.setSpacing(0)
        disposition.addWidget(defilante(self._page, nom="apercu_zone"), 1)
        disposition.addWidget(self._pied)
        self.show_rien()

    @property
    def dossier(self) -> int | None:
        return self._dossier

    def show_rien(self, phrase: str = "Choisissez un dossier pour en voir l’essentiel.") -> None:
        self._dossier = None
        self._remplir([_bloc(Texte(phrase, "texte3", lignes=True, nom="apercu_rien"))])

    def show_apercu(self, vu: Apercu) -> None:
        self._dossier = vu.id
        self._remplir(list(_blocs(vu)))
        self.setAccessibleName(f"Aperçu de {nom_du_menage(vu.menage)}")

    def _remplir(self, blocs: list[QWidget]) -> None:
        vider(self._contenu)
        for rang, bloc in enumerate(blocs):
            if rang:
                self._contenu.addWidget(Separateur())
            self._contenu.addWidget(bloc)
        self._contenu.addStretch(1)
        self._pied.setVisible(self._dossier is not None)

    def _bas(self) -> QWidget:
        bas = Bande(Qt.Edge.TopEdge, nom="apercu_bas")
        rangee = QHBoxLayout(bas)
        rangee.setContentsMargins(px(MARGE), px(10), px(MARGE), px(10))
        rangee.setSpacing(px(8))
        rangee.addWidget(self.ouvrir)
        rangee.addWidget(self.contact)
        rangee.addStretch(1)
        return bas

    def _demander(self, signal: object) -> None:
        if self._dossier is not None:
            signal.emit(self._dossier)  # type: ignore[attr-defined]


def _blocs(vu: Apercu) -> Iterator[QWidget]:
    yield _tete(vu)
    yield _echeance(vu)
    yield _offres(vu)
    yield _rac(vu)
    yield _completude(vu)
    yield _journal(vu)


def _bloc(*morceaux: QWidget, titre: str = "") -> QWidget:
    bloc = QWidget()
    colonne = QVBoxLayout(bloc)
    colonne.setContentsMargins(px(MARGE), px(12), px(MARGE), px(12))
    colonne.setSpacing(px(6))
    if titre:
        colonne.addWidget(_intitule(titre))
    for morceau in morceaux:
        colonne.addWidget(morceau)
    return bloc


def _intitule(titre: str) -> Texte:
    return Texte(titre, "texte2", fonts.LEGENDE, fonts.GRAS)


def _tete(vu: Apercu) -> QWidget:
    nom = Texte(nom_du_menage(vu.menage), taille=fonts.SECTION, graisse=fonts.GRAS, lignes=True, nom="apercu_nom")
    return _bloc(nom, legende(vu.resume, lignes=True), _en_ligne(*(Vignette(chip) for chip in _chips(vu))))


def _chips(vu: Apercu) -> Iterator[Chip]:
    yield chip_etat(vu.bilan.etat)
    if vu.menage.type is not TypeDossier.TITULAIRE:
        yield tag(vu.menage.type.libelle)
    if vu.visite_du_jour:
        yield tag("Visite aujourd’hui", "footprints")


def _echeance(vu: Apercu) -> QWidget:
    le = vu.bilan.echeance_le
    if le is None:
        return _bloc(Texte(f"{TIRET} rien n’est daté", "texte3"), titre="Prochaine échéance")
    vue = urgence(le, vu.au)
    ecart = (le - vu.au).days
    dans = "aujourd’hui" if not ecart else f"dans {pluriel(ecart, 'jour')}" if ecart > 0 else ""
    dans = dans or f"retard de {pluriel(-ecart, 'jour')}"
    tete = _en_ligne(
        Icone(vue.icone or "calendar", vue.token if vue.icone else "texte2", 16),
        Texte(jour_de_semaine(le), vue.token, graisse=fonts.GRAS),
        suite=Souple(Ligne((Morceau(f"— {dans}", "texte2"),)), hauteur=20),
    )
    phrases = [vu.bilan.echeance_objet or "", vu.bilan.echeance_motif or ""]
    return _bloc(tete, *(legende(p, lignes=True) for p in phrases if p), titre="Prochaine échéance")


def _offres(vu: Apercu) -> QWidget:
    bilan = vu.bilan
    points = PointsOffres(
        bilan.nb_comptees, int(bilan.offre_en_cours), int(bilan.offre_acceptee), total=vu.nb_offres, grand=True
    )
    lignes = [Vignette(points, hauteur=22)]
    return _bloc(*lignes, *([_grille(vu)] if vu.offres else []), titre="Offres recevables")


def _grille(vu: Apercu) -> QWidget:
    page = QWidget()
    grille = QGridLayout(page)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(10))
    grille.setVerticalSpacing(px(5))
    grille.setColumnStretch(1, 1)
    for rang, offre in enumerate(vu.offres):
        verdict = legende(offre.compte, "texte" if offre.acquise else "texte2")
        verdict.set_graisse(fonts.GRAS if offre.acquise else fonts.NORMAL)
        verdict.setToolTip(offre.pourquoi)
        haut = Qt.AlignmentFlag.AlignTop
        grille.addWidget(legende(f"Offre {offre.rang}"), rang, 0, haut)
        grille.addWidget(legende(offre.reponse, "texte", lignes=True), rang, 1, haut)
        grille.addWidget(verdict, rang, 2, haut | Qt.AlignmentFlag.AlignRight)
    return page


def _rac(vu: Apercu) -> QWidget:
    maximum = max((r.montant for r in vu.rac if r.montant is not None), default=Decimal(0))
    barres = [BarreRac(rac, maximum, avant=not rang) for rang, rac in enumerate(vu.rac)]
    manques = [
        legende(f"{r.titre}{INSECABLE}: {r.motif}", "texte3", lignes=True) for r in vu.rac if r.montant is None
    ]
    bornes = [_bornes(r) for r in vu.rac if r.intervalle is not None]
    return _bloc(*barres, *bornes, *manques, titre="Reste à charge mensuel")


def _bornes(rac: RacVu) -> QWidget:
    """« Offre 3 : de 269,62 à 349,63 € » : l'APL y est estimée."""
    assert rac.intervalle is not None
    dites = f"{rac.titre}{INSECABLE}: de {nombre(rac.intervalle.bas)} à {euros(rac.intervalle.haut)}"
    texte = legende(dites, nom="apercu_intervalle")
    texte.setToolTip(f"Si les ressources du ménage varient de 10{FINE}%")
    return _en_ligne(texte, Vignette(FRAGILE)) if rac.fragile else texte


def _completude(vu: Apercu) -> QWidget:
    token = "vert" if vu.connus == vu.attendus else "accent"
    tete = QWidget()
    rangee = QHBoxLayout(tete)
    rangee.setContentsMargins(0, 0, 0, 0)
    rangee.addWidget(_intitule("Complétude"))
    rangee.addStretch(1)
    rangee.addWidget(section(f"{vu.connus}/{vu.attendus}"))
    jauge = Jauge(vu.connus / vu.attendus, token=token, epaisseur=6)
    if not vu.manques:
        return _bloc(tete, jauge)
    reste = f" et {pluriel(len(vu.manques) - 3, 'autre')}" if len(vu.manques) > 3 else ""
    manque = legende(f"Manque{INSECABLE}: {', '.join(vu.manques[:3])}{reste}.", lignes=True)
    manque.setToolTip("\n".join(vu.manques))
    return _bloc(tete, jauge, manque)


def _journal(vu: Apercu) -> QWidget:
    if not vu.faits:
        return _bloc(Texte(f"{TIRET} rien n’est encore noté", "texte3"), titre="Journal")
    page = QWidget()
    grille = QGridLayout(page)
    grille.setContentsMargins(0, 0, 0, 0)
    grille.setHorizontalSpacing(px(7))
    grille.setVerticalSpacing(px(6))
    grille.setColumnStretch(2, 1)
    haut = Qt.AlignmentFlag.AlignTop
    for rang, fait in enumerate(vu.faits):
        titre = legende(shorten(fait.titre, LONG, placeholder=" …"), "texte", lignes=True)
        titre.setToolTip("\n".join(filter(None, (fait.titre, fait.detail))))
        grille.addWidget(Icone(_icone(fait), "texte2", 15), rang, 0, haut)
        grille.addWidget(legende(jour(fait.le.date()) if fait.le else TIRET), rang, 1, haut)
        grille.addWidget(titre, rang, 2, haut)
    return _bloc(page, titre="Journal")


def _icone(fait: Fait) -> str:
    if fait.canal is not None:
        return ICONES[fait.canal]
    return icone_etat(fait.etat) if fait.etat else "pencil"


def _en_ligne(*morceaux: QWidget, suite: QWidget | None = None) -> QWidget:
    """`suite` prend la place qui reste, et s'y coupe plutôt que d'élargir le panneau."""
    page = QWidget()
    rangee = QHBoxLayout(page)
    rangee.setContentsMargins(0, 0, 0, 0)
    rangee.setSpacing(px(6))
    for morceau in morceaux:
        rangee.addWidget(morceau)
    if suite is None:
        rangee.addStretch(1)
    else:
        rangee.addWidget(suite, 1)
    return page

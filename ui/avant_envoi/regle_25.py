"""« Règle des 25 % » : les baux hors QPV des relogés, par bailleur, devant ce qui est promis pour l'année."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.engagements import enregistrer_engagements
from db.exports.regle_25 import ENSEMBLE, document
from db.horloge import aujourdhui
from db.regle_25 import BAILLEUR_INCONNU, TRIMESTRES, Ligne25, Periode25, Regle25, phrase_du_territoire, regle_25
from db.tableaux import Portee
from db.tableaux.regle_25 import chiffre_du_bailleur
from relogement.champs import champs
from relogement.engagements_fichier import lire_engagements
from relogement.erreurs import ErreurMetier
from relogement.exports.tableau import Document
from relogement.modeles import Engagement
from relogement.nomenclatures import Critere
from relogement.textes import FINE, INCONNU, INSECABLE, TIRET, nombre, pourcent
from ui.avant_envoi.classeur import BoutonClasseur
from ui.avant_envoi.disposition import colonne, messages, rangee
from ui.avant_envoi.engagement import FenetreEngagement
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.composants.bouton import Bouton
from ui.composants.chip import Chip
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import legende
from ui.composants.vide import Vide
from ui.editeurs import ChampChoix, Option
from ui.indicateurs.sous_vue import SousVue
from ui.indicateurs.volet import Volet
from ui.lecture import DerniereLecture
from ui.ouvert import ProjetOuvert
from ui.theme import px

ANNEE_ENTIERE = "annee"
PREMIERE = 2017
CHIPS = {
    Critere.OUI: Chip("Atteint", "circle-check", "vert"),
    Critere.NON: Chip("Pas atteint", "circle-x", "rouge"),
    Critere.NR: Chip(INCONNU, "circle-question-mark", "ambre"),
}
ATTEINT = {critere: chip.lu() for critere, chip in CHIPS.items()}


def _compte(critere: Critere) -> Any:
    return lambda ligne: nombre(ligne.combien(critere), 0)


def _promis(nom: str) -> Any:
    def texte(ligne: Ligne25) -> str:
        valeur = getattr(ligne.engagement, nom, None)
        return INCONNU if valeur is None else nombre(valeur, 0)

    return texte


def _du_q1(ligne: Ligne25) -> str:
    """Un minimum tant que des quartiles sont inconnus ; rien de connu n'est pas zéro."""
    inconnus = ligne.quartile_inconnu
    if inconnus and inconnus == ligne.combien(Critere.OUI):
        return INCONNU
    return f"{'≥ ' if inconnus else ''}{nombre(ligne.du_q1, 0)}"


def _part(ligne: Ligne25) -> str:
    if ligne.situation is None:
        return TIRET
    if ligne.situation.part.valeur is None:
        return INCONNU
    return f"{'≥ ' if ligne.situation.au_moins else ''}{pourcent(ligne.situation.part.valeur)}"


def _vise(ligne: Ligne25) -> str:
    ou = ligne.situation
    return TIRET if ou is None else INCONNU if ou.vise is None else nombre(ou.vise, 0)


def _chip(ligne: Ligne25) -> Chip:
    return CHIPS[ligne.situation.atteint.valeur] if ligne.situation else Chip("sans objet", "minus")


COLONNES = (
    Colonne("Bailleur", lambda li: li.bailleur or ENSEMBLE, largeur=160, gras=True),
    Colonne("Comptent", _compte(Critere.OUI), rang=lambda li: li.combien(Critere.OUI), largeur=80, a_droite=True),
    Colonne("dont Q1", lambda li: _du_q1(li), rang=lambda li: li.du_q1, largeur=68, a_droite=True),
    Colonne(INCONNU, _compte(Critere.NR), rang=lambda li: li.combien(Critere.NR), largeur=46, a_droite=True),
    Colonne("Autres Q1", _promis("autres_q1"), largeur=78, a_droite=True, token="texte2"),
    Colonne("Baux hors QPV", _promis("baux_hors_qpv"), largeur=104, a_droite=True, token="texte2"),
    Colonne("Part", _part, largeur=84, a_droite=True),
    Colonne("Objectif", _vise, largeur=72, a_droite=True),
    Colonne("État", lambda li: _chip(li).lu(), vue=_chip, largeur=112),
    Colonne("Pourquoi", lambda li: li.situation.atteint.motif if li.situation else "l’engagement est annuel",
            token="texte2"),
)  # fmt: skip


def _vide() -> Vide:
    return Vide("handshake", "Aucun bail définitif n’est signé dans cette période.", nom="regle_vide")


class VueRegle25(SousVue):
    """Entrée ou un clic ouvre les baux d'un bailleur ; « Engagement… » dit ce qu'il a promis."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__(ouvert)
        self._trouvee: Regle25 | None = None
        self._portee: Portee | None = None
        self._ouverte: str | None = None
        self.setObjectName("vue_regle_25")
        self.setAccessibleName("Règle des 25 %")
        self._construire()
        self._disposer()
        self._brancher()

    def _construire(self) -> None:
        annees = range(aujourdhui().year + 1, PREMIERE - 1, -1)
        self.annee = ChampChoix([Option(str(an), an) for an in annees], vide=None)
        self.annee.setObjectName("regle_annee")
        self.annee.setAccessibleName("Année")
        self.annee.set_value(aujourdhui().year)
        choix = [Choix(ANNEE_ENTIERE, "Année"), *(Choix(str(t), f"T{t}") for t in TRIMESTRES)]
        self.trimestre = Segment(choix, nom="regle_trimestre")
        self.trimestre.set_titre("Trimestre")
        self.engagement = Bouton("Engagement…", "handshake", petit=True, raccourci="F2", nom="regle_engagement")
        self.importer = Bouton("Lire des engagements…", "file-down", petit=True, nom="regle_importer")
        self.importer.setToolTip(
            "Lire les blocs [[engagements]] d’un fichier TOML, celui de la charte par exemple"
        )
        self.classeur = BoutonClasseur(self.ouvert, self._recette, nom="regle_classeur")
        self.texte = legende("", "texte2", nom="regle_texte", lignes=True)
        self.erreur, self.fait = messages("regle")
        self._lecture = DerniereLecture(self.ouvert, self.erreur.dire, self)
        modele = LignesModel(COLONNES, totale=lambda ligne: not ligne.bailleur)
        self.table = TableLignes(modele, COLONNES, nom="table_regle_25", lu="Baux hors QPV par bailleur")
        self.volet = Volet(self.ouvert)

    def _disposer(self) -> None:
        page = QWidget()
        outils = rangee(self.annee, self.trimestre, None, self.engagement, self.importer, self.classeur)
        colonne(page, [outils, self.texte, self.erreur, self.fait, self.table], self.table)
        corps = QHBoxLayout()
        corps.setSpacing(0)
        corps.addWidget(page, 1)
        corps.addWidget(self.volet)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addLayout(corps)
        self.annee.setMinimumWidth(px(90))

    def _brancher(self) -> None:
        self.annee.currentIndexChanged.connect(lambda _: self._relire())
        self.trimestre.current_changed.connect(lambda _: self._relire())
        self.table.opened.connect(self._ouvrir)
        self.volet.closed.connect(self._oublier)
        self.engagement.clicked.connect(self._engager)
        self.importer.clicked.connect(self._choisir)
        self.classeur.written.connect(self.fait.dire)
        self.classeur.failed.connect(self.erreur.dire)

    @property
    def periode(self) -> Periode25:
        choisi = self.trimestre.current
        return Periode25(self.annee.value(), None if choisi == ANNEE_ENTIERE else int(choisi))

    @override
    def refresh(self, portee: Portee) -> None:
        self._portee = portee
        self._relire()

    def _relire(self) -> None:
        if self._portee is None:
            return
        portee, periode = self._portee, self.periode

        def lire(session: Session) -> Regle25:
            return regle_25(session, periode, portee.operation, titulaires=portee.titulaires)

        self._lecture.demander("Lecture de la règle des 25 %", lire, self._show)

    def _show(self, trouvee: Regle25) -> None:
        self._trouvee = trouvee
        self.erreur.dire("")
        part = nombre(trouvee.bareme.nombre("part_minimale_pct"), 0)
        self.texte.setText(
            f"{part}{FINE}% au moins des baux hors QPV de l’année pour le premier quartile et les relogés, à "
            f"défaut d’un autre taux convenu (CCH, art. L. 441-1, à relire). {phrase_du_territoire(trouvee)}"
        )
        self.texte.setToolTip(trouvee.bareme.texte)
        lignes = [trouvee.total, *trouvee.lignes] if trouvee.lignes else []
        choisie = self.table.current.bailleur if self.table.current is not None else None
        self.table.show_lignes(lignes, _vide)
        self._choisir_la_ligne(choisie)
        if self._ouverte is not None and self.volet.isVisibleTo(self):
            siennes = [ligne for ligne in lignes if ligne.bailleur == self._ouverte]
            if siennes:
                self.volet.show_chiffre(chiffre_du_bailleur(siennes[0], trouvee))

    def _choisir_la_ligne(self, bailleur: str | None) -> None:
        rangs = [r for r, ligne in enumerate(self.table.modele.lignes) if ligne.bailleur == bailleur]
        if rangs:
            self.table.setCurrentIndex(self.table.modele.index(rangs[0], 0))

    def _ouvrir(self, ligne: Any) -> None:
        if self._trouvee is not None:
            self._ouverte = ligne.bailleur
            self.volet.open_chiffre(chiffre_du_bailleur(ligne, self._trouvee))

    def _oublier(self) -> None:
        self._ouverte = None

    def _engager(self) -> None:
        """L'engagement de la ligne choisie ; un neuf si c'est l'ensemble, ou rien."""
        ligne: Ligne25 | None = self.table.current
        valeurs: dict[str, Any] = {"annee": self.periode.annee}
        if ligne is not None and ligne.engagement is not None:
            valeurs = {nom: getattr(ligne.engagement, nom) for nom in champs(Engagement)}
        elif ligne is not None and ligne.bailleur not in ("", BAILLEUR_INCONNU):
            valeurs["bailleur"] = ligne.bailleur
        FenetreEngagement(self.ouvert, valeurs, self).open()

    def _choisir(self) -> None:
        dialogue = QFileDialog(self, "Lire des engagements", "", "Fichier TOML (*.toml);;Tous les fichiers (*)")
        dialogue.setObjectName("regle_importer_dialogue")
        dialogue.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialogue.fileSelected.connect(self.lire_le_fichier)
        dialogue.finished.connect(dialogue.deleteLater)
        dialogue.open()

    def lire_le_fichier(self, chemin: str) -> None:
        try:
            lus = lire_engagements(Path(chemin).read_text("utf-8-sig"))
        except (ErreurMetier, OSError, UnicodeDecodeError) as erreur:
            self.erreur.dire(
                str(erreur) if isinstance(erreur, ErreurMetier) else "Ce fichier ne peut pas être lu."
            )
            return
        if not lus:
            self.erreur.dire(f"« {Path(chemin).name} »{INSECABLE}: aucun bloc [[engagements]] n’y figure.")
            return
        tache = self.ouvert.write("Engagements des bailleurs", lambda s: enregistrer_engagements(s, lus))
        tache.failed.connect(self.erreur.dire)
        tache.succeeded.connect(lambda n: self.fait.dire(f"{n} engagements lus de « {Path(chemin).name} »."))

    def _recette(self) -> tuple[str, Any]:
        portee, periode = self._portee, self.periode
        assert portee is not None

        def recette(session: Session) -> Document:
            return document(regle_25(session, periode, portee.operation, titulaires=portee.titulaires))

        return f"regle-25-{periode.annee}.xlsx", recette

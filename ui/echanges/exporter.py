"""Les exports : la liste de ce qui peut sortir, chacun écrit hors de l'écran."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.exports import Sortie
from db.exports.a_part import exporter_sans_gener
from db.horloge import aujourdhui
from db.mises_en_page import Presentation, copier_moins_precise, mises_en_page, utilisable
from db.scelles.demande import PAR_DEFAUT
from relogement.erreurs import ErreurMetier
from relogement.exports import EXPORTS
from relogement.exports.rime.mise_en_page import MiseEnPage
from relogement.fuites.propositions import Pas
from relogement.fuites.rapport import AConfirmer, FuiteTrouvee
from relogement.travail import Avancement
from ui.composants.bouton import Bouton, Genre
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte
from ui.echanges.carte_export import CarteExport
from ui.echanges.mises_en_page import FenetreMisesEnPage
from ui.echanges.modeles import CarteModeles
from ui.echanges.pseudonymes import DialoguePseudonymes
from ui.echanges.verification import CarteVerification
from ui.editeurs import ECRITURES, ChampChoix, ChampTexte, Option
from ui.ouvert import ProjetOuvert
from ui.theme import px


class PageExport(QWidget):
    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__()
        self._ouvert = ouvert
        self.setObjectName("page_export")
        self.cartes = {export.code: CarteExport(export) for export in EXPORTS}
        self.modeles = CarteModeles(ouvert)
        self.verification = CarteVerification(ouvert)
        self.erreur = BandeauErreur(nom="export_erreur")
        self._portee = Texte("", nom="export_portee")
        self.au = ChampTexte(ECRITURES[date])
        self.au.setObjectName("export_au")
        self.au.setAccessibleName("Exporter les données jusqu’au")
        self.au.setFixedWidth(px(108))
        self.au.set_value(aujourdhui())
        self.mise_en_page = ChampChoix([], vide=None)
        self._disposer()
        self._ajouter_les_mises_en_page()
        self._a_confirmer: dict[str, Callable[[], None]] = {}
        self._voulue = ""
        self.cartes["rime"].panneau.lighter_asked.connect(self._alleger)
        for carte in self.cartes.values():
            carte.panneau.dossier_asked.connect(ouvert.dossier_asked)
            carte.panneau.confirmed.connect(lambda code=carte.export.code: self._confirmer(code))
            carte.export_asked.connect(lambda chemin, carte=carte: self._exporter(carte, chemin))
        ouvert.operation_changed.connect(self.refresh)
        self.refresh()

    def _disposer(self) -> None:
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(16), px(12), px(16), px(16))
        colonne.setSpacing(px(10))
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        mot = Texte("Jusqu’au", "texte2")
        mot.setBuddy(self.au)
        rangee.addWidget(mot)
        rangee.addWidget(self.au)
        rangee.addSpacing(px(12))
        rangee.addWidget(self._portee)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        colonne.addWidget(self.erreur)
        for carte in self.cartes.values():
            colonne.addWidget(carte)
        colonne.addWidget(self.modeles)
        colonne.addWidget(self.verification)
        colonne.addStretch(1)
        self.defilement = defilement = QScrollArea()
        defilement.setWidgetResizable(True)
        defilement.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defilement.setWidget(page)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(0, 0, 0, 0)
        dehors.addWidget(defilement)

    def _ajouter_les_mises_en_page(self) -> None:
        """L'export de type RIME suit celle du programme, ou une de celles que le projet garde."""
        self.mise_en_page.setObjectName("export_mise_en_page")
        self.mise_en_page.setAccessibleName("Mise en page")
        self.mise_en_page.setMinimumWidth(px(240))
        bouton = Bouton("Mises en page…", "table-properties", genre=Genre.NU, petit=True, nom="mises_en_page")
        bouton.clicked.connect(self.ouvrir_les_mises_en_page)
        mot = Texte("Mise en page", "texte2")
        mot.setBuddy(self.mise_en_page)
        cle = Bouton("Renouveler les pseudonymes…", "key-round", genre=Genre.NU, petit=True, nom="pseudonymes")
        cle.clicked.connect(lambda: DialoguePseudonymes(self._ouvert, self).open())
        self.cartes["rime"].add_reglages(mot, self.mise_en_page, bouton, cle)
        self._ouvert.saved.connect(self.refresh)

    def ouvrir_les_mises_en_page(self) -> None:
        FenetreMisesEnPage(self._ouvert, self).open()

    def montrer_le_modele(self, code: str) -> None:
        """Choisit ce modèle et fait défiler jusqu'à lui."""
        self.modeles.choix.set_current(code)
        self.defilement.ensureWidgetVisible(self.modeles)
        self.modeles.choix.setFocus()

    def refresh(self) -> None:
        code = self._ouvert.operation
        self._portee.setText(f"Opération {code} seulement" if code else "Toutes les opérations du projet")
        self._ouvert.read("Mises en page", mises_en_page).succeeded.connect(self._offrir)
        self.modeles.refresh()

    def _offrir(self, pages: Sequence[Presentation]) -> None:
        choisie: Presentation | None = self.mise_en_page.value()
        self.mise_en_page.set_options([Option(page.nom, page) for page in pages], vide=None)
        voulue, self._voulue = self._voulue or (choisie.nom if choisie else ""), ""
        rang = next((r for r, page in enumerate(pages) if page.nom == voulue), 0)
        self.mise_en_page.setCurrentIndex(rang)

    def _page_choisie(self, code: str) -> MiseEnPage | None:
        """Celle de l'export de type RIME, entière ; celle du programme si rien n'est choisi."""
        page: Presentation | None = self.mise_en_page.value() if code == "rime" else None
        if page is None or page.est_du_programme:
            return None
        if not page.controle.est_entiere:
            raise ErreurMetier(
                f"La mise en page « {page.nom} » a des défauts. Ouvrez « Mises en page… » : ils y sont dits."
            )
        return utilisable(page)

    def _exporter(self, carte: CarteExport, chemin: Path) -> None:
        try:
            au: date = self.au.value() or aujourdhui()
            self._page_choisie(carte.export.code)
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
            return
        self.erreur.dire("")
        self._ecrire(carte, chemin, au, a_confirmer=True)

    def _ecrire(self, carte: CarteExport, chemin: Path, au: date, *, a_confirmer: bool) -> None:
        fichier, code, operation = self._ouvert.fichier, carte.export.code, self._ouvert.operation
        page = self._page_choisie(code)

        def travail(avancement: Avancement) -> Sortie | FuiteTrouvee | AConfirmer:
            try:
                return exporter_sans_gener(
                    fichier,
                    code,
                    chemin,
                    operation=operation,
                    au=au,
                    avancement=avancement,
                    a_confirmer=a_confirmer,
                    mise_en_page=page,
                )
            except (FuiteTrouvee, AConfirmer) as issue:
                return issue

        tache = self._ouvert.atelier.run(f"Export : {carte.export.libelle}", travail)
        carte.show_fait(None, 0)
        carte.erreur.dire("")
        carte.panneau.clear()
        carte.set_busy(busy=True)
        carte.progression.follow(tache, f"Écriture et contrôle de « {chemin.name} »")
        tache.ended.connect(lambda: carte.set_busy(busy=False))
        tache.failed.connect(carte.erreur.dire)
        tache.succeeded.connect(lambda issue: self._montrer(carte, chemin, au, issue))

    def _montrer(
        self, carte: CarteExport, chemin: Path, au: date, issue: Sortie | FuiteTrouvee | AConfirmer
    ) -> None:
        match issue:
            case Sortie():
                carte.show_fait(chemin, issue.lignes)
                carte.panneau.show_rapport(issue.rapport)
            case FuiteTrouvee():
                carte.panneau.show_rapport(issue.rapport)
            case AConfirmer():
                self._a_confirmer[carte.export.code] = lambda: self._ecrire(carte, chemin, au, a_confirmer=False)
                carte.panneau.ask(issue.rapport, mise_en_page=carte.export.code == "rime")

    def _alleger(self, pas: Sequence[Pas]) -> None:
        """Garde dans le projet une copie moins précise de la mise en page choisie, et la choisit."""
        choisie: Presentation | None = self.mise_en_page.value()
        nom = choisie.nom if choisie else PAR_DEFAUT
        tache = self._ouvert.write(
            "Mise en page moins précise", lambda session: copier_moins_precise(session, nom, pas)
        )
        tache.succeeded.connect(self._choisir)
        tache.failed.connect(self.erreur.dire)

    def _choisir(self, page: Presentation) -> None:
        self._voulue = page.nom
        self._a_confirmer.pop("rime", None)
        self.cartes["rime"].panneau.clear()
        self.refresh()

    def _confirmer(self, code: str) -> None:
        if suite := self._a_confirmer.pop(code, None):
            suite()

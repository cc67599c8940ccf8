"""Saisir une version de la charte : tous ses champs, son effet sur les verdicts, puis l'accepter."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from relogement.appariement.poids import ELIMINATOIRES, PLAFONDS, Depassement, Part, poids
from relogement.champs import CHARTE, Faits, champs
from relogement.charte import Charte
from relogement.charte_fichier import CRITERES_A_OBJECTIF, charte_saisie
from relogement.charte_sections import SECTIONS, Section, reglages
from relogement.erreurs import ErreurMetier
from ui.composants.bande import defilante
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.erreur import BandeauErreur
from ui.composants.texte import Texte, legende
from ui.echanges.progression import Progression
from ui.form import Formulaire
from ui.parametres.lecture_charte import LIBELLES
from ui.parametres.motifs import MotifsModel, TableMotifs
from ui.parametres.paliers import CartePaliers
from ui.theme import px

VERSION = ("libelle", "en_vigueur_le")
CARTES = (
    ("Version", VERSION),
    (
        "Maîtrise du reste à charge",
        ("rac_seuil_pct", "rac_seuil_eur", "surf_tol_pct", "te_max_pct", "combinaison", "neutralise_baisse"),
    ),
    (
        "Offres et délais",
        (
            "nb_offres", "delai_reponse_jours", "delai_caleol_jours", "objection_heures",
            "alerte_sans_action_jours", "decohabitation_presence_mois", "distance_km", "alsace_moselle",
        ),
    ),
    ("Quartiers et secret statistique", ("generation_qpv", "seuil_secret_revenu", "seuil_secret_effectif")),
)  # fmt: skip
OBJECTIF, POIDS = "objectif_", "poids_"
_UNITES = (
    {f"{POIDS}{part}": "points" for part in Part}
    | {f"{section.nom}_{r.cle}": r.unite for section in SECTIONS for r in section.reglages}
    | {PLAFONDS: ""}
)
LARGES = ("libelle", "combinaison", "generation_qpv", PLAFONDS)
DEPASSEMENT = Faits("Ressources au-dessus du plafond du logement", CHARTE)
A_VOIR = "Regardez d’abord l’effet sur les verdicts : c’est ensuite que la version s’accepte."


class SaisieCharte(QWidget):
    """`effect_asked` et `accepted` portent la charte saisie ; `cancelled` ne garde rien."""

    effect_asked = Signal(object)
    accepted = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saisie_charte")
        self._vue = False
        self.formulaire = Formulaire(Charte, [nom for _, noms in CARTES for nom in noms])
        for code in CRITERES_A_OBJECTIF:
            self.formulaire.add(f"{OBJECTIF}{code}", Faits(LIBELLES[code], CHARTE, unite="%"), Decimal)
        for part in Part:
            self.formulaire.add(f"{POIDS}{part}", Faits(part.libelle, CHARTE, unite="points"), int)
        for section in SECTIONS:
            for reglage in section.reglages:
                faits = Faits(reglage.libelle, CHARTE, unite=reglage.unite)
                self.formulaire.add(_nom(section, reglage.cle), faits, reglage.type_)
        self.formulaire.add(PLAFONDS, DEPASSEMENT, Depassement)
        self._eliminatoires: list[str] = []
        self.modele = MotifsModel(self)
        self.motifs = TableMotifs(self.modele)
        self.carte_paliers = CartePaliers()
        self.paliers = self.carte_paliers.modele
        self.erreur = BandeauErreur(nom="charte_erreur")
        self.effet = Texte(A_VOIR, "texte2", lignes=True, nom="charte_effet")
        self.progression = Progression("charte_progression")
        self.voir = Bouton("Voir l’effet", "eye", nom="charte_voir")
        self.accepter = Bouton("Accepter et recalculer", "check", genre=Genre.PRINCIPAL, nom="charte_accepter")
        self.annuler = Bouton("Annuler", nom="charte_annuler")
        self._disposer()
        self._brancher()

    def show_charte(self, charte: Charte, *, neuve: bool) -> None:
        """Part de cette version ; ``neuve`` : sa date est à choisir."""
        valeurs = {nom: getattr(charte, nom) for nom in champs(Charte)}
        objectifs: dict[str, Any] = {f"{OBJECTIF}{code}": Decimal(taux) for code, taux in charte.objectifs.items()}
        pese = poids(charte)
        self._eliminatoires = sorted(pese.eliminatoires)
        objectifs |= {f"{POIDS}{part}": combien for part, combien in pese.par_part.items()}
        for section in SECTIONS:
            dits = reglages(charte, section.nom)
            objectifs |= {_nom(section, cle): combien for cle, combien in dits.items()}
        objectifs |= {PLAFONDS: pese.plafonds}
        self.formulaire.show_values(valeurs | objectifs | ({"en_vigueur_le": None} if neuve else {}))
        self.modele.show_motifs(charte.motifs)
        self.paliers.show_paliers(charte.paliers)
        self.erreur.dire("")
        self._forget()
        self.formulaire.editor("libelle").setFocus()

    def charte(self) -> Charte:
        """La charte saisie ; lève ``ErreurMetier`` s'il manque un champ ou si une valeur est absurde."""
        valeurs: dict[str, Any] = self.formulaire.values()
        objectifs = {code: valeurs.pop(f"{OBJECTIF}{code}") for code in CRITERES_A_OBJECTIF}
        dits = {code: taux for code, taux in objectifs.items() if taux is not None}
        pese = {part.value: valeurs.pop(f"{POIDS}{part}") for part in Part}
        if None in pese.values():
            raise ErreurMetier("Charte : un poids de l’appariement est vide. Écrivez 0 si la part ne compte pas.")
        plafonds = valeurs.pop(PLAFONDS) or Depassement.ECARTER
        appariement = {**pese, ELIMINATOIRES: self._eliminatoires, PLAFONDS: plafonds.value}
        nombres = {section.nom: _section(section, valeurs) for section in SECTIONS}
        return charte_saisie(
            valeurs
            | nombres
            | {"objectifs": dits, "motifs": self.modele.values(), "paliers": self.paliers.values()}
            | {"appariement": appariement}
        )

    def show_effet(self, phrase: str) -> None:
        self._vue = True
        self.effet.setText(phrase)
        self.effet.set_token("texte")
        self.accepter.setEnabled(True)

    def set_busy(self, *, busy: bool) -> None:
        for partie in (self._corps, self.voir, self.annuler):
            partie.setEnabled(not busy)
        self.accepter.setEnabled(not busy and self._vue)

    def _forget(self) -> None:
        """Une valeur a changé : l'effet montré n'est plus celui de cette version."""
        self._vue = False
        self.effet.setText(A_VOIR)
        self.effet.set_token("texte2")
        self.accepter.setEnabled(False)

    def _brancher(self) -> None:
        self.formulaire.changed.connect(self._forget)
        self.modele.edited.connect(self._forget)
        self.paliers.edited.connect(self._forget)
        self.paliers.refused.connect(self.erreur.dire)
        self.voir.clicked.connect(lambda: self._emit(self.effect_asked))
        self.accepter.clicked.connect(lambda: self._emit(self.accepted))
        self.annuler.clicked.connect(self.cancelled)

    def _emit(self, signal: Any) -> None:
        try:
            charte = self.charte()
        except ErreurMetier as erreur:
            self.erreur.dire(str(erreur))
        else:
            self.erreur.dire("")
            signal.emit(charte)

    def _disposer(self) -> None:
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for rang, (titre, noms) in enumerate(CARTES):
            (gauche if rang < 2 else droite).addWidget(self._carte(titre, noms))
        gauche.addWidget(self._carte("Objectifs", [f"{OBJECTIF}{code}" for code in CRITERES_A_OBJECTIF]))
        gauche.addWidget(self._carte("Poids de l’appariement", [*(f"{POIDS}{part}" for part in Part), PLAFONDS]))
        gauche.addStretch(1)
        for section in SECTIONS:
            droite.addWidget(self._carte(section.titre, [_nom(section, r.cle) for r in section.reglages]))
        droite.addWidget(self.carte_paliers)
        droite.addWidget(self._carte_motifs(), 1)
        self._corps = QWidget()
        colonnes = QHBoxLayout(self._corps)
        colonnes.setContentsMargins(px(16), px(12), px(16), px(12))
        colonnes.setSpacing(px(12))
        for cote in (gauche, droite):
            cote.setSpacing(px(12))
            colonnes.addLayout(cote, 1)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(0)
        colonne.addWidget(defilante(self._corps, nom="charte_defilement"), 1)
        colonne.addLayout(self._pied())

    def _carte(self, titre: str, noms: Any) -> Carte:
        carte = Carte(titre, " ")
        grille = QGridLayout()
        grille.setHorizontalSpacing(px(10))
        grille.setVerticalSpacing(px(6))
        grille.setColumnStretch(0, 1)
        grille.setColumnMinimumWidth(2, px(52))
        faits = champs(Charte)
        for rang, nom in enumerate(noms):
            champ = self.formulaire.editor(nom).widget()
            champ.setFixedWidth(px(250 if nom in LARGES else 100))
            unite = faits[nom].unite if nom in faits else _UNITES.get(nom, "%")
            grille.addWidget(self.formulaire.label(nom), rang, 0)
            grille.addWidget(champ, rang, 1, Qt.AlignmentFlag.AlignRight)
            grille.addWidget(legende(unite), rang, 2)
        carte.contenu.addLayout(grille)
        return carte

    def _carte_motifs(self) -> Carte:
        carte = Carte(
            "Motifs de refus", "le code reste le même d’une version à l’autre", nom="charte_carte_motifs"
        )
        carte.contenu.setContentsMargins(1, 0, 1, px(8))
        carte.contenu.addWidget(self.motifs, 1)
        self.motifs.setMinimumHeight(px(240))
        ajouter = Bouton("Ajouter un motif", "plus", genre=Genre.NU, petit=True, nom="motif_ajouter")
        retirer = Bouton("Retirer", "trash-2", genre=Genre.NU, petit=True, nom="motif_retirer")
        ajouter.clicked.connect(self._add_motif)
        retirer.clicked.connect(lambda: self.modele.remove(self.motifs.currentIndex().row()))
        rangee = QHBoxLayout()
        rangee.setContentsMargins(px(8), 0, px(8), 0)
        rangee.addWidget(ajouter)
        rangee.addWidget(retirer)
        rangee.addStretch(1)
        carte.contenu.addLayout(rangee)
        return carte

    def _add_motif(self) -> None:
        self.modele.add()
        neuf = self.modele.index(self.modele.rowCount() - 1, 0)
        self.motifs.setCurrentIndex(neuf)
        self.motifs.edit(neuf)

    def _pied(self) -> QVBoxLayout:
        pied = QVBoxLayout()
        pied.setContentsMargins(px(16), px(8), px(16), px(12))
        pied.setSpacing(px(8))
        pied.addWidget(self.erreur)
        pied.addWidget(self.progression)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        rangee.addWidget(self.effet, 1)
        for bouton in (self.annuler, self.voir, self.accepter):
            rangee.addWidget(bouton)
        pied.addLayout(rangee)
        return pied


def _nom(section: Section, cle: str) -> str:
    return f"{section.nom}_{cle}"


def _section(section: Section, valeurs: dict[str, Any]) -> dict[str, int]:
    """Les réglages saisis de cette section, ôtés des valeurs ; aucun ne se laisse vide."""
    pris = {r.cle: valeurs.pop(_nom(section, r.cle)) for r in section.reglages}
    for reglage in section.reglages:
        if pris[reglage.cle] is None:
            raise ErreurMetier(f"Charte, {section.titre} : « {reglage.libelle} » est vide. Écrivez un nombre.")
    return pris

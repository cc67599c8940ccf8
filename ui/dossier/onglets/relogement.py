"""L'onglet « Relogement » : les décisions de CALEOL, le bail et l'entrée, et ce que l'on en compte."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from db.regles_du_dossier import adequation, minoration_de
from relogement.bilan import CRITERES, Bilan
from relogement.caleol import PassageCaleol
from relogement.champs import champs
from relogement.comparaison import relogement_retenu
from relogement.nomenclatures import Critere, Nature
from relogement.regles.localisation import A_VERIFIER as A_VERIFIER_MOTS
from relogement.regles.localisation import HORS
from relogement.regles.minoration import Minoration
from relogement.relogement import Relogement
from relogement.textes import INCONNU, INSECABLE, TIRET, euros, jour
from ui import fonts
from ui.composants.bande import Separateur, defilante, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.echeance import echeance
from ui.composants.texte import Texte, legende
from ui.composants.valeur import fiche
from ui.composants.verdicts import A_VERIFIER, chip_verdict
from ui.composants.vue import Vignette
from ui.dossier.occupation import phrase_occupation
from ui.dossier.onglet import Brouillon, Onglet
from ui.dossier.souple import Souple
from ui.theme import px


class OngletRelogement(Onglet):
    def __init__(self) -> None:
        super().__init__("relogement", "Relogement")
        self._caleol = Carte("CALEOL", "commission d’attribution", nom="carte_caleol")
        self._bail = Carte("Bail et entrée", " ", nom="carte_bail")
        self._criteres = Carte("Ce que l’on compte", " ", nom="carte_criteres")
        page = QWidget()
        rangee = QHBoxLayout(page)
        rangee.setContentsMargins(px(12), px(12), px(12), px(12))
        rangee.setSpacing(px(10))
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for pile, cartes in ((gauche, (self._caleol, self._bail)), (droite, (self._criteres,))):
            pile.setSpacing(px(10))
            for carte in cartes:
                pile.addWidget(carte)
            pile.addStretch(1)
            rangee.addLayout(pile, 1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page))

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        self._montrer_caleol(lu)
        self._montrer_bail(lu)
        self._montrer_criteres(lu)

    def _montrer_caleol(self, lu: DossierLu) -> None:
        contenu = self._caleol.contenu
        vider(contenu)
        for passage in lu.menage.caleols:
            contenu.addWidget(_passage(lu, passage))
            contenu.addWidget(Separateur())
        if not lu.menage.caleols:
            contenu.addWidget(Texte("Le dossier n’est pas encore passé en commission.", "texte2"))
        contenu.addWidget(self._bouton("caleol", "Noter une décision", "gavel"), 0, Qt.AlignmentFlag.AlignLeft)

    def _montrer_bail(self, lu: DossierLu) -> None:
        contenu = self._bail.contenu
        vider(contenu)
        relogements = lu.menage.relogements
        for relogement in relogements:
            contenu.addWidget(_relogement(lu, relogement))
            contenu.addLayout(self._boutons(relogement))
            contenu.addWidget(Separateur())
        if not relogements:
            contenu.addWidget(Texte("Aucun bail n’est encore signé.", "texte2"))
        definitif = any(r.nature is Nature.DEFINITIF for r in relogements)
        genre = Genre.SIMPLE if definitif else Genre.PRINCIPAL
        contenu.addWidget(
            self._bouton("bail", "Signer un bail", "signature", genre=genre), 0, Qt.AlignmentFlag.AlignLeft
        )

    def _boutons(self, relogement: Relogement) -> QHBoxLayout:
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        if relogement.entree_le is None:
            rangee.addWidget(self._bouton("entree", "Noter l’entrée", "package-check", cible=relogement))
        rangee.addWidget(
            self._bouton("montants", "Montants après", "receipt-euro", cible=relogement, nom="relogement_montants")
        )
        rangee.addStretch(1)
        return rangee

    def _bouton(
        self, cle: str, texte: str, icone: str, *, genre: Genre = Genre.SIMPLE, cible: object = None, nom: str = ""
    ) -> Bouton:
        bouton = Bouton(texte, icone, genre=genre, nom=nom or f"relogement_{cle}")
        bouton.clicked.connect(lambda: self.asked.emit(cle, cible))
        return bouton

    def _montrer_criteres(self, lu: DossierLu) -> None:
        vider(self._criteres.contenu)
        base = lu.bilan.motif_exclusion
        self._criteres.set_titre("Ce que l’on compte", f"hors de la base : {base}" if base else "dans la base")
        page = QWidget()
        grille = QGridLayout(page)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(12))
        grille.setVerticalSpacing(px(10))
        grille.setColumnStretch(1, 1)
        for rang, critere in enumerate(CRITERES):
            verdict = lu.bilan.verdict(critere)
            haut = Qt.AlignmentFlag.AlignTop
            grille.addWidget(
                Vignette(chip_verdict(verdict.valeur, a_remplir=lu.bilan.dans_la_base)), rang, 0, haut
            )
            mots = QVBoxLayout()
            mots.setSpacing(0)
            mots.addWidget(Texte(champs(Bilan)[critere].libelle, graisse=fonts.MOYEN))
            mots.addWidget(legende(verdict.motif, nom=f"critere_{critere}", lignes=True))
            grille.addLayout(mots, rang, 1)
        self._criteres.contenu.addWidget(page)
        if lu.bilan.qpv_a_verifier:
            self._criteres.contenu.addWidget(Vignette(A_VERIFIER), 0, Qt.AlignmentFlag.AlignLeft)
            verifier = self._bouton("quartier", "Vérifier le quartier", "map-pin-check")
            self._criteres.contenu.addWidget(verifier, 0, Qt.AlignmentFlag.AlignLeft)
        pourquoi = "Pourquoi il compte, ou non" if lu.bilan.dans_la_base else "Pourquoi ce ménage ne compte pas ?"
        bouton = self._bouton("pourquoi", pourquoi, "circle-question-mark")
        self._criteres.contenu.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeft)
        self._criteres.contenu.addStretch(1)


def phrase_minoration(vue: Minoration) -> str:
    """« 4 000,00 € : relogement définitif… », ou la condition qui manque."""
    if vue.eligible is not Critere.OUI:
        return f"{'non' if vue.eligible is Critere.NON else INCONNU}{INSECABLE}: {vue.motif}"
    if vue.montant.valeur is None:
        return f"ouverte, montant {INCONNU}{INSECABLE}: {vue.montant.motif}"
    return f"{euros(vue.montant.valeur)}{INSECABLE}: {vue.motif}"


def _passage(lu: DossierLu, passage: PassageCaleol) -> QWidget:
    offre = next((o for o in lu.menage.offres if o.id == passage.offre_id), None)
    decision = passage.decision.libelle if passage.decision else "décision attendue"
    lignes: list[tuple[str, QWidget | str]] = [
        ("Le", jour(passage.le)),
        ("Logement", f"offre {offre.rang}, {offre.logement.libelle}" if offre else TIRET),
        ("Décision", decision + (f", rang {passage.rang}" if passage.rang else "")),
        ("Notifiée", jour(passage.notifie_le)),
    ]
    if passage.limite_le:
        attendu = not lu.menage.relogements
        accord = Souple(echeance(passage.limite_le, lu.au, "au plus tard"))
        lignes.append(("Accord", accord if attendu else f"{jour(passage.limite_le)} au plus tard"))
    return fiche(lignes)


def _quartier(lu: DossierLu, relogement: Relogement) -> str:
    """« Hors QPV (génération 2024), à vérifier » : la génération est celle que le bilan a retenue."""
    qpv = relogement.logement.qpv
    if not qpv:
        return INCONNU
    retenu = relogement is relogement_retenu(lu.menage)
    dit = "Hors QPV" if qpv == HORS else qpv
    generation = f" (génération {lu.bilan.generation_qpv.value})" if retenu else ""
    return f"{dit}{generation}" + (f", {A_VERIFIER_MOTS}" if retenu and lu.bilan.qpv_a_verifier else "")


def _relogement(lu: DossierLu, relogement: Relogement) -> QWidget:
    cout = relogement.cout
    lignes: list[tuple[str, QWidget | str]] = [
        ("Nature", relogement.nature.libelle),
        ("Logement", relogement.logement.libelle or INCONNU),
        ("Occupation", phrase_occupation(adequation(lu, relogement.logement))),
        ("Bail", jour(relogement.bail_le)),
        ("Entrée", jour(relogement.entree_le)),
        ("Quartier", _quartier(lu, relogement)),
        ("Loyer", euros(cout.loyer if cout else None)),
        ("APL", euros(cout.apl if cout else None)),
        ("Minoration", phrase_minoration(minoration_de(lu, relogement))),
    ]
    if relogement.retour_prevu_le:
        lignes.append(("Retour", jour(relogement.retour_prevu_le)))
    if relogement.frais is not None:
        lignes.append(("Frais", euros(relogement.frais)))
    return fiche(lignes)

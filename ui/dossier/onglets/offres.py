"""L'onglet « Offres » : une offre à la fois, ses conditions, sa notification, sa réponse, et si elle compte."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import Changement, DossierLu
from db.effets import AvantOffre, en_discussion
from db.faits import MODES
from db.regles_du_dossier import adequation, silence_propose
from relogement.comparaison import ColonneRac
from relogement.nomenclatures import Reponse
from relogement.offre import Offre
from relogement.regles.validite_offre_silence import ReponseProposee
from relogement.textes import INCONNU, TIRET, arrondi, jour, pourcent
from ui.composants.bande import defilante, vider
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.composants.texte import Texte, legende
from ui.composants.valeur import fiche
from ui.composants.verdicts import REPONSES, chip_verdict
from ui.composants.vide import Vide
from ui.composants.vue import Vignette
from ui.dossier.actes.delai import phrase_de_reponse
from ui.dossier.carte_offre import limite, montant_rac, phrase_du_compte
from ui.dossier.conditions import Conditions
from ui.dossier.effets import QuatreEffets
from ui.dossier.mots import etiquettes, lieu, situation
from ui.dossier.occupation import phrase_occupation
from ui.dossier.onglet import Brouillon, Onglet
from ui.dossier.souple import Souple
from ui.offres.adaptes import LogementsAdaptes
from ui.ouvert import ProjetOuvert
from ui.theme import px

CONDITIONS = "conditions"


class OngletOffres(Onglet):
    """Le segment choisit l'offre ; les actes possibles sont des boutons, dans l'ordre où ils arrivent."""

    def __init__(self, ouvert: ProjetOuvert) -> None:
        super().__init__("offres", "Offres")
        self._adaptes = LogementsAdaptes(ouvert)
        self._lu: DossierLu | None = None
        self.conditions = Conditions()
        self._segment = Segment([], nom="offres_choix")
        self._segment.set_titre("Offre")
        self._corps, self._tete = QWidget(), QWidget()
        self._logement, self._reponse = (
            Carte("Logement", " ", nom="offre_logement"),
            Carte("Notification et réponse", " ", nom="offre_reponse"),
        )
        self._avant: AvantOffre | None = None
        self._effet = Carte("Effet sur les quatre critères", "si elle était acceptée", nom="offre_effet")
        self._effets = QuatreEffets()
        self._residence = Texte("", "texte2", lignes=True, nom="offre_equilibre")
        self._compte = QHBoxLayout()
        self._boutons = QHBoxLayout()
        self._vide = Vide("key-round", "Aucune offre n’a encore été proposée à ce ménage.", self._proposer())
        self._disposer()
        self._segment.current_changed.connect(lambda _: self._montrer())
        self.conditions.edited.connect(self._conditions_changees)
        self._adaptes.proposed.connect(lambda logement: self.asked.emit("offre", logement))

    def _proposer(self) -> Bouton:
        bouton = Bouton("Proposer une offre", "key-round", genre=Genre.PRINCIPAL, nom="offres_proposer")
        bouton.clicked.connect(lambda: self.asked.emit("offre", None))
        return bouton

    def _disposer(self) -> None:
        tete = QHBoxLayout(self._tete)
        tete.setContentsMargins(0, 0, 0, 0)
        tete.addWidget(self._segment)
        tete.addStretch(1)
        tete.addLayout(self._boutons)
        self._boutons.setSpacing(px(8))
        carte = Carte("Article 13 bis", "oui, non ou à vérifier", nom="offre_conditions")
        carte.contenu.addWidget(self.conditions)
        carte.contenu.addStretch(1)
        corps = QHBoxLayout(self._corps)
        corps.setContentsMargins(0, 0, 0, 0)
        corps.setSpacing(px(10))
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for pile, morceaux in ((gauche, (self._logement, self._reponse)), (droite, (carte,))):
            pile.setSpacing(px(10))
            for morceau in morceaux:
                pile.addWidget(morceau)
            pile.addStretch(1)
            corps.addLayout(pile, 1)
        verdict = Carte(nom="offre_verdict")
        verdict.contenu.setContentsMargins(px(12), px(10), px(12), px(10))
        verdict.contenu.addLayout(self._compte)
        droite.insertWidget(1, verdict)
        self._effet.contenu.addWidget(self._effets)
        self._effet.contenu.addWidget(self._residence)
        self._effet.hide()
        droite.insertWidget(2, self._effet)
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(12), px(12), px(12), px(12))
        colonne.setSpacing(px(10))
        for partie in (self._tete, self._corps, self._vide, self._adaptes):
            colonne.addWidget(partie)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.addWidget(defilante(page))

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        super().show_dossier(lu, brouillon)
        if self._avant is not None and self._avant.menage_id != lu.menage.id:
            self._avant = None
        self._lu = lu
        offres = lu.menage.offres
        self.conditions.set_offres(offres, brouillon.get(CONDITIONS, {}))
        nouvelles = [o for o in offres if str(o.id) not in self._cles()]
        self._segment.set_choix([_choix(o) for o in offres])
        if nouvelles:
            self._segment.set_current(str(nouvelles[-1].id))
        for morceau in (self._tete, self._corps):
            morceau.setVisible(bool(offres))
        self._vide.setVisible(not offres)
        self._adaptes.show_dossier(lu)
        self._montrer()

    def _cles(self) -> set[str]:
        return {c.cle for c in self._segment._choix}

    def choisir(self, offre: Offre) -> None:
        self._segment.set_current(str(offre.id))

    def draft(self) -> Brouillon:
        gardes = self.conditions.draft()
        return super().draft() | ({CONDITIONS: gardes} if gardes else {})

    def draft_count(self) -> int:
        return super().draft_count() + sum(len(b) for b in self.conditions.draft().values())

    def changes(self) -> list[Changement]:
        return [*super().changes(), *self.conditions.changes()]

    @property
    def _colonne(self) -> ColonneRac | None:
        if self._lu is None:
            return None
        return next((c for c in self._lu.rac.offres if c.offre and str(c.offre.id) == self._segment.current), None)

    def _montrer(self) -> None:
        colonne, lu = self._colonne, self._lu
        offre = colonne.offre if colonne else None
        self.conditions.show_offre(offre)
        if colonne is None or offre is None or lu is None:
            return
        self.conditions.show_raisons(lu.proposees(offre))
        self._montrer_logement(colonne, offre)
        self._montrer_reponse(lu, offre)
        self._montrer_compte()
        self._montrer_effet(offre)
        self._montrer_boutons(offre)

    def show_effets(self, avant: AvantOffre) -> None:
        self._avant = avant
        colonne = self._colonne
        if colonne is not None and colonne.offre is not None:
            self._montrer_effet(colonne.offre)

    def _montrer_effet(self, offre: Offre) -> None:
        """Rien tant que les parts ne sont pas lues, ni pour une offre qui n'est plus en discussion."""
        lu = self._lu
        avant = self._avant if lu is not None and en_discussion(lu.menage, offre) else None
        self._effet.setVisible(avant is not None)
        if avant is not None:
            self._effets.show_effets(avant.effets(offre.logement, offre.cout), avant.operation)
            dit = avant.equilibre(offre.logement)
            self._residence.setText(dit.phrase if dit else "")
            self._residence.setToolTip(dit.detail if dit else "")
            self._residence.setVisible(dit is not None)

    def _montrer_logement(self, colonne: ColonneRac, offre: Offre) -> None:
        vider(self._logement.contenu)
        residence, adresse = lieu(offre.logement)
        self._logement.set_titre(residence, offre.logement.bailleur or "")
        rac = QWidget()
        rangee = QHBoxLayout(rac)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.addWidget(Vignette(montant_rac(colonne)))
        if colonne.verdict:
            rangee.addWidget(Vignette(chip_verdict(colonne.verdict.valeur, a_remplir=True)))
        rangee.addStretch(1)
        effort = pourcent(arrondi(colonne.te.valeur)) if colonne.te.valeur is not None else INCONNU
        self._logement.contenu.addWidget(
            fiche(
                [
                    ("Adresse", adresse or INCONNU),
                    ("Logement", situation(offre.logement)),
                    ("Occupation", phrase_occupation(adequation(self._lu, offre.logement)) if self._lu else TIRET),
                    ("Situation", ", ".join(etiquettes(offre.logement)) or INCONNU),
                    ("RAC estimé" if colonne.estime else "RAC", rac),
                    ("Effort", effort),
                    ("Maîtrise", colonne.verdict.motif if colonne.verdict else TIRET),
                ],
                largeur=84,
            )
        )
        montants = Bouton("Saisir les montants", "receipt-euro", petit=True, nom="offre_montants")
        montants.clicked.connect(lambda: self.asked.emit("montants", offre))
        self._logement.contenu.addWidget(montants, 0, Qt.AlignmentFlag.AlignLeft)

    def _montrer_reponse(self, lu: DossierLu, offre: Offre) -> None:
        vider(self._reponse.contenu)
        mode = f", {MODES[offre.mode_notification]}" if offre.mode_notification else ""
        motif = lu.charte.motif(offre.motif_refus) if offre.motif_refus else None
        lignes: list[tuple[str, QWidget | str]] = [
            ("Notifiée", f"{jour(offre.notifiee_le)}{mode}" if offre.notifiee_le else "pas encore par écrit"),
            ("Preuve", offre.preuve or TIRET),
            ("Limite", Souple(limite(lu, offre))),
            ("Visite", f"{jour(offre.visite_le)} {offre.compte_rendu or ''}".strip()),
            ("Réponse", Souple(REPONSES[offre.reponse], hauteur=20)),
        ]
        if offre.repondue_le:
            lignes.append(("Le", jour(offre.repondue_le)))
        if offre.motif_refus:
            dit = str(motif["libelle"]) if motif else offre.motif_refus
            recevable = f" — {offre.motif_recevable.libelle.lower()}" if offre.motif_recevable else ""
            lignes.append(("Motif", f"{dit}{recevable}"))
        self._reponse.contenu.addWidget(fiche(lignes, largeur=84))
        if (propose := silence_propose(lu, offre)) is not None:
            self._reponse.contenu.addWidget(self._silence(offre, propose))
        elif offre.notifiee_le and offre.reponse is Reponse.EN_COURS:
            self._reponse.contenu.addWidget(
                legende(phrase_de_reponse(offre.notifiee_le, lu.charte), nom="offre_delai", lignes=True)
            )

    def _silence(self, offre: Offre, propose: ReponseProposee) -> QWidget:
        """Le délai est passé : l'agent peut constater le silence, rien ne s'écrit sans lui."""
        case = QWidget()
        pile = QVBoxLayout(case)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(px(6))
        phrase = f"{propose.motif[:1].upper()}{propose.motif[1:]}."
        pile.addWidget(Texte(phrase, "ambre", lignes=True, nom="offre_silence"))
        bouton = Bouton("Constater le silence", "hourglass", petit=True, nom="offre_constater_le_silence")
        bouton.clicked.connect(lambda: self.asked.emit("silence", offre))
        pile.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeft)
        return case

    def _montrer_compte(self) -> None:
        """La phrase suit le brouillon : cocher une condition dit tout de suite ce que cela change."""
        colonne = self._colonne
        if colonne is None or colonne.offre is None or self._lu is None:
            return
        vider(self._compte)
        vue, phrase = phrase_du_compte(self._lu.jugee(colonne.offre, self.conditions.notees()))
        self._compte.addWidget(Vignette(replace(vue, morceaux=vue.morceaux[:1])), 0, Qt.AlignmentFlag.AlignTop)
        self._compte.addWidget(Texte(f"Offre {colonne.offre.rang} — {phrase}", lignes=True, nom="offre_compte"), 1)

    def _montrer_boutons(self, offre: Offre) -> None:
        vider(self._boutons)
        precedent: QWidget = self._segment
        en_cours = offre.reponse is Reponse.EN_COURS
        actes = [
            ("notification", "Noter la notification", "mail", en_cours and offre.notifiee_le is None),
            ("visite", "Noter la visite", "footprints", en_cours),
            ("reponse", "Noter la réponse", "handshake", en_cours),
            ("consulter", "Consulter les bailleurs…", "send", offre.tient_le_logement),
            ("caleol", "Décision de CALEOL", "gavel", offre.reponse is Reponse.ACCORD),
            ("bail", "Signer le bail", "signature", offre.reponse is Reponse.ACCORD),
        ]
        for cle, texte, icone, possible in actes:
            if possible:
                bouton = Bouton(texte, icone, nom=f"offre_{cle}")
                bouton.clicked.connect(lambda _=False, cle=cle: self.asked.emit(cle, offre))
                self._boutons.addWidget(bouton)
                QWidget.setTabOrder(precedent, bouton)
                precedent = bouton

    def _conditions_changees(self) -> None:
        self._montrer_compte()
        self.edited.emit()


def _choix(offre: Offre) -> Choix:
    return Choix(str(offre.id), f"Offre {offre.rang}", icone=REPONSES[offre.reponse].icone)

"""La carte d'une offre : le logement, ce qu'il coûterait, l'article 13 bis, la notification, et si elle compte."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.dossier import DossierLu
from db.effets import AvantOffre, en_discussion
from db.faits import MODES
from relogement.comparaison import ColonneRac
from relogement.nomenclatures import Condition, Critere, Reponse
from relogement.offre import Offre
from relogement.regles.echeances import fin_de_delai_en_jours
from relogement.regles.validite_offre_compte import OffreJugee
from relogement.textes import INCONNU, INSECABLE, TIRET, arrondi, ecart, euros, jour, jour_de_semaine
from ui import fonts
from ui.composants.bande import Bande, Separateur
from ui.composants.carte import Carte
from ui.composants.chip import tag
from ui.composants.echeance import urgence
from ui.composants.ligne import Ligne, Morceau
from ui.composants.texte import Texte, legende
from ui.composants.verdicts import chip_reponse, chip_verdict
from ui.composants.vue import Vignette
from ui.dossier.bandeau import couleur_ecart
from ui.dossier.effets import ATTENTE, dit_en_entier, en_une_ligne, montrer_equilibre
from ui.dossier.mots import etiquettes, lieu, situation, verdict_en_mots
from ui.dossier.souple import Souple
from ui.theme import px

COURTES = ("état", "besoins", "moyens", "lieu", "occupation")
ICONES = {
    Condition.OUI: ("check", "vert"),
    Condition.NON: ("x", "rouge"),
    Condition.A_VERIFIER: ("minus", "ambre"),
}


class CarteOffre(Carte):
    def __init__(self, lu: DossierLu, colonne: ColonneRac) -> None:
        assert colonne.offre is not None
        self.offre = colonne.offre
        super().__init__(f"Offre {self.offre.rang}", " ", nom=f"carte_offre_{self.offre.rang}", cliquable=True)
        self.effet: Souple | None = None
        self.equilibre: Souple | None = None
        self._de_la_residence: tuple[QWidget, ...] = ()
        if en_discussion(lu.menage, self.offre):
            self.effet = Souple(ATTENTE, nom=f"offre_{self.offre.rang}_effet")
            self.equilibre = Souple(ATTENTE, nom=f"offre_{self.offre.rang}_equilibre")
        self.set_titre(f"Offre {self.offre.rang}", self.offre.logement.bailleur or "")
        self.setAccessibleName(f"Offre {self.offre.rang}, {self.offre.reponse.libelle}")
        self.set_choisie(self.offre.reponse is Reponse.EN_COURS)
        self.tete.setContentsMargins(px(12), px(7), px(12), px(7))
        self.tete.insertWidget(1, Vignette(chip_reponse(self.offre.reponse)))
        self.contenu.setContentsMargins(0, 0, 0, 0)
        self.contenu.setSpacing(0)
        self.contenu.addWidget(self._corps(lu, colonne), 1)
        self.contenu.addWidget(PiedOffre(self.offre, lu.jugee(self.offre)))

    def show_effets(self, avant: AvantOffre) -> None:
        """Ce qu'elle ferait des quatre critères ; une offre qui n'est plus en discussion n'en dit rien."""
        if self.effet is not None:
            effets = avant.effets(self.offre.logement, self.offre.cout)
            dit = dit_en_entier(effets, avant.operation)
            self.effet.show_vue(en_une_ligne(effets))
            self.effet.setToolTip(dit)
            self.effet.setAccessibleName(dit)
        if self.equilibre is not None:
            trouve = avant.equilibre(self.offre.logement)
            montrer_equilibre(self.equilibre, trouve)
            for vue in self._de_la_residence:
                vue.setVisible(trouve is not None)

    def _corps(self, lu: DossierLu, colonne: ColonneRac) -> QWidget:
        corps = QWidget()
        pile = QVBoxLayout(corps)
        pile.setContentsMargins(px(12), px(7), px(12), px(7))
        pile.setSpacing(px(4))
        residence, adresse = lieu(self.offre.logement)
        suite = (Morceau(f", {adresse}" if adresse else ""),)
        pile.addWidget(Souple(Ligne((Morceau(residence, graisse=fonts.MOYEN), *suite), ecart=0)))
        pile.addWidget(legende(situation(self.offre.logement)))
        pile.addLayout(_tags(etiquettes(self.offre.logement)))
        pile.addWidget(Separateur())
        grille = QGridLayout()
        grille.setContentsMargins(0, px(2), 0, 0)
        grille.setHorizontalSpacing(px(8))
        grille.setVerticalSpacing(px(4))
        grille.setColumnMinimumWidth(0, px(66))
        grille.setColumnStretch(1, 1)
        lignes = lignes_de(lu, colonne)
        if self.effet is not None:
            lignes.append(("Effet ANRU", self.effet))
        if self.equilibre is not None:
            lignes.append(("Résidence", self.equilibre))
        for rang, (mot, vue) in enumerate(lignes):
            etiquette = legende(mot)
            grille.addWidget(etiquette, rang, 0)
            grille.addWidget(vue, rang, 1)
            if vue is self.equilibre:
                self._de_la_residence = (etiquette, vue)
                etiquette.hide()
                vue.hide()
        pile.addLayout(grille)
        pile.addStretch(1)
        return corps


class PiedOffre(Bande):
    """« Compte : motif non recevable » ; « Comptera si silence ou refus non recevable »."""

    def __init__(self, offre: Offre, jugee: OffreJugee) -> None:
        vue, phrase = phrase_du_compte(jugee)
        fond = "accent_fond" if offre.reponse is Reponse.EN_COURS else "creux"
        super().__init__(Qt.Edge.TopEdge, fond=fond, nom=f"offre_{offre.rang}_compte")
        self.setAccessibleName(phrase)
        self.setToolTip(phrase)
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(px(12), px(7), px(10), px(8))
        rangee.addWidget(Souple(vue), 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Le fond s'arrête au bord arrondi de la carte."""
        from ui.peinture import boite, soigne
        from ui.theme import couleur

        with soigne(QPainter(self)) as peintre:
            zone = QRectF(self.rect())
            boite(peintre, zone, rayon=7, fond=self._fond)
            peintre.fillRect(QRectF(0, 0, zone.width(), 8), couleur(self._fond))
            peintre.fillRect(QRectF(0, 0, zone.width(), 1), couleur("trait"))


def phrase_du_compte(offre: OffreJugee) -> tuple[Ligne, str]:
    """L'icône, le verdict et sa raison ; une offre sans réponse dit ce qu'elle vaudra."""
    if offre.reponse is Reponse.EN_COURS:
        verdict = offre.comptera
        mots = {Critere.OUI: "Comptera", Critere.NON: "Ne comptera pas"}
        mot, motif = mots.get(verdict.valeur, "À vérifier"), verdict.motif
    else:
        verdict = offre.compte
        mot, motif = verdict_en_mots(verdict)
    deux_points = "" if motif.startswith("si ") else f"{INSECABLE}:"
    icone, token = _signe(verdict.valeur, offre.reponse)
    phrase = f"{mot}{deux_points} {motif}"
    vue = Ligne(
        (
            Morceau("", token, icone=icone, largeur_min=16),
            Morceau(f"{mot}{deux_points}", graisse=fonts.GRAS, taille=fonts.LEGENDE),
            Morceau(motif, taille=fonts.LEGENDE),
        )
    )
    return vue, phrase


def _signe(valeur: Critere, reponse: Reponse) -> tuple[str, str]:
    if valeur is Critere.NR:
        return "circle-question-mark", "ambre"
    if reponse is Reponse.EN_COURS:
        return "info", "accent"
    return ("circle-check", "accent") if valeur is Critere.OUI else ("circle-minus", "texte2")


def lignes_de(lu: DossierLu, colonne: ColonneRac) -> list[tuple[str, QWidget]]:
    offre = colonne.offre
    assert offre is not None
    lignes = [
        ("RAC estimé" if colonne.estime else "RAC", _rac(colonne)),
        ("Art. 13 bis", Souple(conditions(lu.jugee(offre).conditions))),
        ("Notifiée", Souple(_notification(offre))),
    ]
    if offre.reponse is Reponse.EN_COURS:
        lignes.append(("Limite", Souple(limite(lu, offre, icone=False))))
    else:
        lignes.append((_reponse(offre), Souple(_suite(lu, offre))))
    return lignes


def _rac(colonne: ColonneRac) -> QWidget:
    page = QWidget()
    rangee = QHBoxLayout(page)
    rangee.setContentsMargins(0, 0, 0, 0)
    rangee.setSpacing(px(6))
    rangee.addWidget(Souple(montant_rac(colonne), hauteur=20), 1)
    if colonne.verdict is not None:
        verdict = Vignette(chip_verdict(colonne.verdict.valeur, a_remplir=True))
        verdict.setToolTip(f"Maîtrise du RAC{INSECABLE}: {colonne.verdict.motif}")
        rangee.addWidget(verdict)
    return page


def montant_rac(colonne: ColonneRac) -> Ligne:
    """« 346,75 € +24,91 € », ou « NR » et ce qui manque."""
    if colonne.rac.valeur is None:
        motif = Morceau(colonne.rac.motif, "texte2", taille=fonts.LEGENDE)
        return Ligne((Morceau(INCONNU, "ambre", souligne=True), motif), ecart=6)
    delta = colonne.ecart.valeur if colonne.ecart else None
    dit = Morceau(ecart(arrondi(delta)) if delta is not None else "", couleur_ecart(colonne))
    return Ligne((Morceau(euros(arrondi(colonne.rac.valeur)), graisse=fonts.GRAS), dit), ecart=6)


def conditions(valeurs: Sequence[Condition]) -> Ligne:
    """Les cinq conditions d'un coup d'œil ; toutes remplies, une seule phrase."""
    if all(v is Condition.A_VERIFIER for v in valeurs):
        return Ligne((Morceau("à vérifier", "ambre", icone="circle-question-mark"),))
    if all(v is Condition.OUI for v in valeurs):
        return Ligne((Morceau("toutes remplies", "texte", icone="check"),))
    autres = [(mot, v) for mot, v in zip(COURTES, valeurs, strict=True) if v is not Condition.OUI]
    return Ligne(
        tuple(Morceau(mot, ICONES[v][1], taille=fonts.LEGENDE, icone=ICONES[v][0]) for mot, v in autres), ecart=6
    )


def _notification(offre: Offre) -> Ligne:
    if offre.notifiee_le is None:
        return Ligne((Morceau("pas encore par écrit", "ambre"),))
    mode = f", {MODES[offre.mode_notification]}" if offre.mode_notification else ""
    morceaux = [Morceau(f"{jour(offre.notifiee_le)}{mode}")]
    if offre.preuve:
        morceaux.append(Morceau("", "texte2", icone="paperclip"))
    else:
        morceaux.append(Morceau("sans preuve", "ambre", taille=fonts.LEGENDE))
    return Ligne(tuple(morceaux), ecart=6)


def limite(lu: DossierLu, offre: Offre, *, icone: bool = True) -> Ligne:
    """La date limite, son urgence, et ce qui l'a déplacée."""
    if offre.limite_le is None or offre.notifiee_le is None:
        return Ligne((Morceau(TIRET, "texte3"),))
    vue = urgence(offre.limite_le, lu.au)
    charte = lu.charte
    fin = fin_de_delai_en_jours(
        offre.notifiee_le, charte.delai_reponse_jours, alsace_moselle=charte.alsace_moselle
    )
    deplacee = fin.le == offre.limite_le and bool(fin.motif)
    dite = jour_de_semaine(offre.limite_le) if deplacee else jour(offre.limite_le)
    suite = _reporte(fin.motif) if deplacee else ""
    return Ligne(
        (
            Morceau(dite, vue.token, vue.graisse, icone=vue.icone if icone else ""),
            Morceau(suite, "texte2", taille=fonts.LEGENDE),
        ),
        ecart=6,
    )


def _reporte(motif: str) -> str:
    """« sam. 21/11/2026 (samedi) reporté au… » se lit « (sam. 21 reporté) »."""
    mot, le, *_ = motif.split()
    return f"({mot}{INSECABLE}{le[:2]} reporté)"


def _reponse(offre: Offre) -> str:
    return {
        Reponse.REFUS: "Refus",
        Reponse.ACCORD: "Accord",
        Reponse.SILENCE: "Limite",
        Reponse.RETIREE: "Retrait",
    }.get(offre.reponse, "Réponse")


def _suite(lu: DossierLu, offre: Offre) -> Ligne:
    if offre.reponse is Reponse.SILENCE:
        return Ligne((Morceau(f"{jour(offre.limite_le)}, dépassée"),))
    motif = lu.charte.motif(offre.motif_refus) if offre.motif_refus else None
    dit = f", {motif['libelle'].lower()}" if motif else f", {offre.motif_refus}" if offre.motif_refus else ""
    return Ligne((Morceau(f"{jour(offre.repondue_le)}{dit}"),))


def _tags(mots: Sequence[str]) -> QHBoxLayout:
    rangee = QHBoxLayout()
    rangee.setSpacing(px(5))
    for mot in mots:
        rangee.addWidget(Vignette(tag(mot)))
    if not mots:
        rangee.addWidget(Texte("QPV et financement inconnus", "texte3", fonts.LEGENDE))
    rangee.addStretch(1)
    return rangee

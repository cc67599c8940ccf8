"""Le bandeau du dossier : offres recevables, prochaine échéance, reste à charge, complétude."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.dossier import DossierLu
from relogement.comparaison import ColonneRac
from relogement.nomenclatures import Reponse
from relogement.textes import FINE, arrondi, ecart, euros, jour, jour_de_semaine
from ui import fonts
from ui.composants.bande import Bande, Separateur
from ui.composants.bouton import Bouton, Genre
from ui.composants.echeance import urgence
from ui.composants.jauge import Jauge
from ui.composants.ligne import Ligne, Morceau
from ui.composants.points_offres import PointsOffres
from ui.composants.texte import legende
from ui.composants.vue import Vignette
from ui.dossier.enquete.aller import menu_des_manques
from ui.dossier.souple import Souple
from ui.theme import px


class BandeauDuDossier(Bande):
    """`missing_chosen` porte le champ manquant où aller."""

    missing_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(nom="dossier_bandeau")
        self._points = Vignette(PointsOffres(0), nom="bandeau_offres", hauteur=18)
        self._en_cours = legende("", nom="bandeau_offre_en_cours")
        self._echeance = Souple(Ligne(()), nom="bandeau_echeance")
        self._rac = Souple(Ligne(()), nom="bandeau_rac")
        self._titre_completude = Vignette(Ligne(()), hauteur=16, nom="bandeau_completude")
        self._jauge = Jauge(0, token="vert", epaisseur=6, nom="jauge_completude")
        self._jauge.setFixedWidth(px(84))
        self._manques = Souple(Ligne(()), nom="bandeau_manques")
        self.ouvrir = Bouton(
            "", "list-todo", genre=Genre.NU, petit=True, raccourci="Alt+M", nom="bandeau_ouvrir_manques"
        )
        self.ouvrir.setFixedHeight(px(18))
        self.ouvrir.setToolTip("Ce qui manque, et où le taper (Alt+M)")
        self.ouvrir.setAccessibleName("Ce qui manque au dossier")
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 1)
        rangee.setSpacing(0)
        cases = (
            (self._case(legende("Offres recevables"), (self._points, self._en_cours)), 22),
            (self._case(legende("Prochaine échéance"), (self._echeance,)), 34),
            (self._case(legende("Reste à charge"), (self._rac,)), 30),
            (self._case(self._titre_completude, (self._jauge, self._manques, self.ouvrir)), 30),
        )
        for rang, (case, part) in enumerate(cases):
            if rang:
                rangee.addWidget(Separateur(vertical=True))
            rangee.addWidget(case, part)

    def _case(self, titre: QWidget, ligne: Sequence[QWidget]) -> QWidget:
        case = QWidget()
        pile = QVBoxLayout(case)
        pile.setContentsMargins(px(16), px(7), px(12), px(7))
        pile.setSpacing(px(2))
        pile.addWidget(titre)
        rangee = QHBoxLayout()
        rangee.setSpacing(px(8))
        for morceau in ligne:
            part = 1 if isinstance(morceau, Souple) else 0
            rangee.addWidget(morceau, part, Qt.AlignmentFlag.AlignVCenter)
        if not any(isinstance(m, Souple) for m in ligne):
            rangee.addStretch(1)
        pile.addLayout(rangee)
        return case

    def show_dossier(self, lu: DossierLu) -> None:
        en_cours = [o.rang for o in lu.menage.offres if o.reponse is Reponse.EN_COURS]
        acceptees = sum(o.reponse is Reponse.ACCORD for o in lu.menage.offres)
        self._points.show_vue(
            PointsOffres(lu.bilan.nb_comptees, len(en_cours), acceptees, lu.droit.requises, grand=True)
        )
        self._en_cours.setText(_suite(lu, en_cours))
        self._en_cours.setToolTip(lu.droit.motif)
        self._echeance.show_vue(ligne_echeance(lu))
        self._rac.show_vue(ligne_rac(lu))
        self._completude(lu)

    def _completude(self, lu: DossierLu) -> None:
        vue = lu.completude
        compte = f"{vue.connus}/{vue.attendus}"
        titre = Morceau("Complétude", "texte2", taille=fonts.LEGENDE)
        self._titre_completude.show_vue(Ligne((titre, Morceau(compte, graisse=fonts.GRAS, taille=fonts.LEGENDE))))
        self._jauge.set_part(vue.part, lu=f"complétude {compte}")
        dit = ", ".join(_minuscule(m) for m in vue.manques)
        phrase = f"manque {dit}" if dit else "rien ne manque"
        self._manques.show_vue(Ligne((Morceau(phrase, "texte2", taille=fonts.LEGENDE),)))
        self.ouvrir.setMenu(menu_des_manques(self.ouvrir, lu, self.missing_chosen.emit))


def _suite(lu: DossierLu, en_cours: list[int]) -> str:
    """Ce que le compte des offres entraîne, ou l'offre dont on attend la réponse."""
    if lu.droit.dechu_le:
        return f"droit perdu le {jour(lu.droit.dechu_le)}"
    return f"offre {en_cours[-1]} en cours" if en_cours else ""


def _minuscule(mot: str) -> str:
    return mot if mot[:2].isupper() else mot[:1].lower() + mot[1:]


def ligne_echeance(lu: DossierLu) -> Ligne:
    """« lun. 23/11/2026 — Réponse à l'offre 3, dans 3 jours »."""
    le, objet = lu.bilan.echeance_le, lu.bilan.echeance_objet or ""
    if le is None:
        return Ligne((Morceau("Aucune date attendue", "texte3"),))
    vue = urgence(le, lu.au)
    date_dite = jour_de_semaine(le) if lu.bilan.echeance_motif else jour(le)
    suite = f"{objet[:1].lower()}{objet[1:]}, {_dans((le - lu.au).days)}"
    return Ligne(
        (
            Morceau(date_dite, vue.token, fonts.GRAS, icone=vue.icone),
            Morceau(suite, "texte2", taille=fonts.LEGENDE),
        ),
        ecart=8,
    )


def _dans(jours: int) -> str:
    if jours == 0:
        return "aujourd’hui"
    combien = f"{abs(jours)}{FINE}jour{'s' if abs(jours) > 1 else ''}"
    return f"dans {combien}" if jours > 0 else f"passée de {combien}"


def ligne_rac(lu: DossierLu) -> Ligne:
    """« 321,84 € → env. 308,63 € −4,10 % » : après, ou l'offre en discussion."""
    valeur = lu.rac.avant.rac.valeur
    connu = valeur is not None
    dit = euros(None if valeur is None else arrondi(valeur))
    morceaux = [Morceau(dit, "texte" if connu else "ambre", fonts.GRAS)]
    courante = lu.rac.courante
    if courante is None:
        return Ligne((*morceaux, Morceau("avant", "texte2", taille=fonts.LEGENDE)), ecart=6)
    morceaux.append(Morceau("→", "texte3"))
    return Ligne((*morceaux, *_apres(courante)), ecart=6)


def _apres(colonne: ColonneRac) -> list[Morceau]:
    if colonne.rac.valeur is None:
        mot = "après" if colonne.relogement else "offre"
        return [Morceau("NR", "ambre"), Morceau(f"{mot} : {colonne.rac.motif}", "texte2", taille=fonts.LEGENDE)]
    dit = [Morceau("env.", "texte2")] if colonne.estime else []
    dit.append(Morceau(euros(arrondi(colonne.rac.valeur)), graisse=fonts.GRAS))
    pct = colonne.ecart_pct.valeur if colonne.ecart_pct else None
    if pct is not None:
        dit.append(Morceau(ecart(arrondi(pct), "%"), couleur_ecart(colonne)))
    return dit


def couleur_ecart(colonne: ColonneRac) -> str:
    """Vert si la charge baisse, rouge si la charte dit non, gris entre les deux."""
    valeur = colonne.ecart.valeur if colonne.ecart else None
    if valeur is None or valeur == 0:
        return "texte2"
    if valeur < 0:
        return "vert"
    return "rouge" if colonne.verdict and colonne.verdict.valeur == "NON" else "texte2"

"""« Vide quand ? » : au rythme actuel, avec des logements offerts, au rythme choisi ; et les critères à la fin."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from db.tableaux.previsions import Previsions
from relogement.erreurs import ErreurMetier
from relogement.indicateurs.criteres import PAR_CODE
from relogement.indicateurs.prevision_dite import part_dite
from relogement.textes import INSECABLE, jour
from relogement.vidage import dits
from relogement.vidage.scenarios import (
    Scenario,
    acceptation,
    au_rythme_actuel,
    au_rythme_choisi,
    avec_des_logements,
)
from relogement.vidage.vue import Film, Vue
from ui import fonts
from ui.composants.texte import Texte, legende, section
from ui.composants.volet import Volet
from ui.editeurs import ECRITURES, ChampTexte
from ui.theme import px


class VoletScenarios(Volet):
    """Une estimation dit toujours son intervalle et ce qu'elle suppose."""

    def __init__(self, film: Film, vue: Vue, parent: QWidget) -> None:
        super().__init__(parent, nom="vidage_scenarios", lu="Vide quand ?", largeur=560)
        self._film, self._vue = film, vue
        self.offerts = self._champ(int, "scenario_offerts", "Logements offerts en plus")
        self.par_mois = self._champ(Decimal, "scenario_par_mois", "Logements vidés par mois")
        self._phrases: dict[str, Texte] = {}
        self.colonne.addWidget(section(f"Vide quand\u202f? Vu du {jour(vue.au)}"))
        self._bloc("rythme", "Au rythme actuel", None)
        self._bloc("offerts", "Avec ces logements offerts en plus", self.offerts)
        self._bloc("choisi", "À tant de logements vidés par mois", self.par_mois)
        self.criteres = legende("", nom="scenario_criteres", lignes=True)
        self.colonne.addWidget(Texte("Les quatre critères à la fin", graisse=fonts.MOYEN))
        self.colonne.addWidget(self.criteres)
        self.colonne.addStretch(1)
        self.criteres.setText("Lecture…")
        self.offerts.textChanged.connect(lambda: self._relire("offerts"))
        self.par_mois.textChanged.connect(lambda: self._relire("choisi"))
        self._dire("rythme", au_rythme_actuel(vue.trajectoire))
        self._relire("offerts")
        self._relire("choisi")

    @override
    def fit(self) -> None:
        """La hauteur que ses phrases prennent à sa largeur, et non celle qu'elles prendraient plus à l'étroit."""
        super().fit()
        self.resize(self.width(), self.colonne.heightForWidth(self.width()))

    def show_libres(self, libres: int) -> None:
        """Ceux que le registre tient libres aujourd'hui, tant que rien n'est tapé."""
        if libres and not self.offerts.text():
            self.offerts.set_value(libres)
            self.offerts.selectAll()

    def show_previsions(self, lues: Previsions) -> None:
        """Les mêmes que celles de l'écran des indicateurs, au même rythme."""
        parts: Mapping[str, str] = {PAR_CODE[c].libelle: part_dite(p) for c, p in lues.a_la_fin.items()}
        dites = [f"{libelle}{INSECABLE}: {part}" for libelle, part in parts.items()]
        self.criteres.setText("\n".join([*dites, "Estimation, à comportement inchangé."]) if dites else lues.refus)
        self.fit()

    def phrase(self, cle: str) -> str:
        return self._phrases[cle].text()

    def _champ(self, type_: type, nom: str, lu: str) -> ChampTexte:
        champ = ChampTexte(ECRITURES[type_])
        champ.setObjectName(nom)
        champ.setAccessibleName(lu)
        champ.setFixedWidth(px(72))
        return champ

    def _bloc(self, cle: str, titre: str, champ: ChampTexte | None) -> None:
        bloc = QVBoxLayout()
        bloc.setSpacing(px(3))
        tete = QHBoxLayout()
        mot = Texte(titre, graisse=fonts.MOYEN)
        tete.addWidget(mot, 1)
        if champ is not None:
            mot.setBuddy(champ)
            tete.addWidget(champ)
        bloc.addLayout(tete)
        self._phrases[cle] = legende("", nom=f"scenario_{cle}_dit", lignes=True)
        bloc.addWidget(self._phrases[cle])
        self.colonne.addLayout(bloc)

    def _relire(self, cle: str) -> None:
        """Ce que l'on tape se calcule à chaque touche ; ce qui n'est pas un nombre se dit dessous."""
        champ, calculer = self._calculs()[cle]
        try:
            valeur = champ.value()
            scenario = None if valeur is None else calculer(valeur)
        except ErreurMetier as erreur:
            self._ecrire(cle, str(erreur), "rouge")
            return
        if scenario is None:
            self._ecrire(cle, self._invite(cle), "texte3")
        else:
            self._dire(cle, scenario)

    def _calculs(self) -> Mapping[str, tuple[ChampTexte, Callable[..., Scenario]]]:
        trace, immeuble = self._vue.trajectoire, self._film.immeuble
        return {
            "offerts": (self.offerts, lambda n: avec_des_logements(trace, immeuble, n)),
            "choisi": (self.par_mois, lambda n: au_rythme_choisi(trace, immeuble, n)),
        }

    def _invite(self, cle: str) -> str:
        if cle == "choisi":
            return "Indiquez un rythme\u00a0: 3, ou 4,5."
        connue = acceptation(self._film.immeuble, self._vue.au)
        return (
            f"D’après les réponses de l’opération\u00a0: {dits.acceptation_dite(connue)}."
            if connue.connue
            else ("Indiquez combien de logements sont offerts.")
        )

    def _dire(self, cle: str, scenario: Scenario) -> None:
        cible = self._vue.trajectoire.cible
        dit = f"Vide {dits.fin_dite(scenario.fin)}" if scenario.fin else scenario.refus
        ecart = dits.retard_dit(scenario.retard(cible))
        suite = ", ".join(filter(None, (ecart, dits.vides_dits(scenario))))
        morceaux = [dit, f"{suite[:1].upper()}{suite[1:]}"]
        self._ecrire(cle, "\n".join(m for m in morceaux if m), "texte2")

    def _ecrire(self, cle: str, dit: str, token: str) -> None:
        phrase = self._phrases[cle]
        phrase.setText(dit)
        phrase.set_token(token)
        if self.isVisible():
            self.fit()

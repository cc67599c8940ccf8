"""L'onglet « Enquête » : le recueil, les personnes, les ressources par mois, les souhaits et les besoins."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.conflits import Champ
from db.dossier import Changement, DossierLu
from relogement.apercu_enquete import Fiscaux, apercu_enquete
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.textes import INSECABLE, euros
from ui.composants.bande import defilante
from ui.composants.carte import Carte
from ui.composants.texte import Texte, legende
from ui.dossier.enquete.bande_manques import BandeManques
from ui.dossier.enquete.carte_coches import carte_accompagnements, carte_besoins
from ui.dossier.enquete.carte_personnes import CarteDesPersonnes
from ui.dossier.enquete.carte_ressources import CarteRessources
from ui.dossier.enquete.carte_souhaits import CarteSouhaits
from ui.dossier.enquete.partie import Partie
from ui.dossier.onglet import Brouillon, Onglet, ranger
from ui.form import Formulaire
from ui.theme import px

RECUEIL = ("telephone", "referent", "informe_le", "enquete_le", "sne_le", "numero_unique")
EFFECTIF = ("nb_personnes", "nb_moins_14", "souhait_typologie", "logement_adapte")
FISCAUX = ("ressources", "rfr", "rfr_annee", "rfr_suivant", "categorie_plafond")
PRECISIONS = ("souhait_quartiers", "accompagnement", "commentaire")
FORMS = (
    ("recueil", "Recueil", RECUEIL, 6),
    ("effectif", "Ménage", EFFECTIF, 2),
    ("fiscaux", "Revenus et plafonds", FISCAUX, 5),
    ("precisions", "En clair", PRECISIONS, 1),
)


class OngletEnquete(Onglet):
    """Une date d'information, d'enquête ou de demande SNE avance le parcours à l'enregistrement."""

    def __init__(self) -> None:
        super().__init__("enquete", "Enquête")
        self.forms: dict[str, Formulaire] = {}
        self.ressources, self.souhaits = CarteRessources(), CarteSouhaits()
        self.parties: dict[str, Partie] = {
            "enquete_personnes": CarteDesPersonnes(),
            "enquete_ressources": self.ressources,
            "enquete_souhaits": self.souhaits,
            "enquete_besoins": carte_besoins(),
            "enquete_accompagnements": carte_accompagnements(),
        }
        self.manques = BandeManques()
        self.manques.asked.connect(lambda manque: self.asked.emit("manque", manque))
        self._lu: DossierLu | None = None
        self._retenu = Texte("", lignes=True, nom="enquete_retenu")
        self._plafond = legende("", nom="enquete_plafond", lignes=True)
        cartes = {cle: self._carte(titre, champs, colonnes) for cle, titre, champs, colonnes in FORMS}
        self._disposer(cartes)
        for partie in self.parties.values():
            partie.edited.connect(self._tapee)
        self.forms["Revenus et plafonds"].changed.connect(self._apercevoir)

    def _disposer(self, cartes: dict[str, Carte]) -> None:
        page = QWidget()
        colonne = QVBoxLayout(page)
        colonne.setContentsMargins(px(12), px(12), px(12), px(12))
        colonne.setSpacing(px(10))
        colonne.addWidget(self.manques)
        for gauche, droite, parts in (
            (cartes["recueil"], None, (1, 0)),
            (self.parties["enquete_personnes"], cartes["effectif"], (3, 2)),
            (self.ressources, None, (1, 0)),
            (cartes["fiscaux"], None, (1, 0)),
            (self.souhaits, self.parties["enquete_besoins"], (1, 1)),
            (self.parties["enquete_accompagnements"], cartes["precisions"], (1, 1)),
        ):
            rangee = QHBoxLayout()
            rangee.setSpacing(px(10))
            rangee.addWidget(gauche, parts[0])
            if droite is not None:
                rangee.addWidget(droite, parts[1])
            colonne.addLayout(rangee)
        self.forms["Revenus et plafonds"].label("ressources").setText("Ressources par mois")
        cartes["fiscaux"].contenu.addWidget(self._retenu)
        cartes["fiscaux"].contenu.addWidget(self._plafond)
        colonne.addStretch(1)
        pile = QVBoxLayout(self)
        pile.setContentsMargins(0, 0, 0, 0)
        self.zone = defilante(page, nom="enquete_defilement")
        pile.addWidget(self.zone)

    def _carte(self, titre: str, champs: tuple[str, ...], colonnes: int) -> Carte:
        form = Formulaire(Menage, champs, long=PRECISIONS)
        for nom in PRECISIONS:
            if nom in champs:
                form.editor(nom).setFixedHeight(px(60))
        ranger(form, champs, colonnes=colonnes)
        carte = Carte(titre)
        carte.contenu.addWidget(form)
        carte.contenu.addStretch(1)
        self.forms[titre] = form
        self.relier(f"menage_{titre}", form, lambda menage: menage)
        return carte

    def show_dossier(self, lu: DossierLu, brouillon: Brouillon) -> None:
        self._lu = None  # l'aperçu se calcule une fois, quand tout est montré
        super().show_dossier(lu, brouillon)
        for cle, partie in self.parties.items():
            partie.show_dossier(lu, brouillon.get(cle))
        self.manques.show_dossier(lu)
        self._lu = lu
        self._apercevoir()

    def draft(self) -> Brouillon:
        gardes = {cle: garde for cle, partie in self.parties.items() if (garde := partie.draft())}
        return super().draft() | gardes

    def touches(self) -> set[Champ]:
        return super().touches() | {c for partie in self.parties.values() for c in partie.touches()}

    def poser(self, champ: Champ, valeur: Any) -> bool:
        ici = [partie.poser(champ, valeur) for partie in self.parties.values()]
        return super().poser(champ, valeur) or any(ici)

    def draft_count(self) -> int:
        return super().draft_count() + sum(partie.draft_count() for partie in self.parties.values())

    def changes(self) -> list[Changement]:
        return [*super().changes(), *(c for partie in self.parties.values() for c in partie.changes())]

    def _tapee(self) -> None:
        self._apercevoir()
        self.edited.emit()

    def _apercevoir(self) -> None:
        """Ce que les mois et les revenus tapés donnent ; un champ illisible le dit lui-même."""
        if self._lu is None:
            return
        lu, form = self._lu, self.forms["Revenus et plafonds"]
        try:
            dits = form.values()
        except ErreurMetier:
            return
        fiscaux = Fiscaux(dits["rfr"], dits["rfr_annee"], dits["rfr_suivant"])
        vu = apercu_enquete(
            lu.menage, self.ressources.modele.saisis(), fiscaux, categorie_saisie=dits["categorie_plafond"],
            zone=lu.zone_plafond, au=lu.au, baremes=lu.baremes,
        )  # fmt: skip
        total = "" if dits["ressources"] is None else euros(dits["ressources"])
        self.ressources.show_apercu(lu, vu, total)
        retenu = vu.retenu
        montant = "NR" if retenu.montant is None else f"{euros(retenu.montant)} par an"
        self._retenu.setText(f"Revenu retenu{INSECABLE}: {montant}, {retenu.motif}.")
        rang = vu.categorie.rang
        categorie = (
            f"Catégorie {rang} ({vu.categorie.motif})"
            if rang
            else f"Catégorie{INSECABLE}: NR, {vu.categorie.motif}"
        )
        classe = vu.classe.motif if vu.classe.classe else f"plafond NR, {vu.classe.motif}"
        self._plafond.setText(f"{categorie} · {classe}.")

"""Les montants d'un logement, chacun avec sa source et sa date ; le reste à charge se lit à mesure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QGridLayout

from relogement.champs import COUTS, Faits, champs
from relogement.corrections_apl import Corrections, corrections_de, garder_les_corrections
from relogement.cout import MONTANTS, Cout
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Moment, Source
from relogement.regles.reste_a_charge import comparer, reste_a_charge_brut
from relogement.situation import PostesVus
from relogement.textes import INSECABLE, arrondi, ecart, euros
from ui.composants.texte import legende
from ui.dossier.actes.dialogue import note
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.theme import px

LIGNES = (
    "loyer", "annexes", "rls", "sls", "charges", "eau_incluse", "forfait_eau", "chauffage_inclus",
    "forfait_chauffage", "apl",
)  # fmt: skip
COURTS = {
    "loyer": "Loyer hors RLS",
    "annexes": "Annexes",
    "charges": "Charges",
    "eau_incluse": "Eau dans les charges",
    "chauffage_inclus": "Chauffage dans les charges",
}
SANS_CORRECTION = Corrections()
SANS_SOURCE = "L’APL est saisie sans source : dites si c’est une notification, un simulateur ou une estimation."


@dataclass(frozen=True)
class MontantsSaisis:
    """Les montants, et d'où vient chacun de ceux qui sont connus."""

    valeurs: Mapping[str, Any]
    sources: Mapping[str, tuple[Source | None, date | None]]
    corrections: Corrections = SANS_CORRECTION

    def reporter(self, cout: Cout) -> Cout:
        """Écrit les montants dans un coût ; un montant effacé perd sa source."""
        for nom, valeur in self.valeurs.items():
            setattr(cout, nom, valeur)
        for nom in MONTANTS:
            connu = self.valeurs.get(nom) is not None
            cout.justifier(nom, *(self.sources[nom] if connu else (None, None)))
        if cout.apl_estimee:
            garder_les_corrections(cout, self.corrections)
        return cout

    def nouveau(self, moment: Moment) -> Cout | None:
        """Un coût neuf, ou rien si aucun montant n'est connu."""
        if all(v is None for v in self.valeurs.values()):
            return None
        return self.reporter(Cout(moment=moment))


class FormulaireCout(Formulaire):
    """Une ligne par montant : combien, d'où, de quand."""

    def __init__(self, avant: Cout | None) -> None:
        super().__init__(Cout, LIGNES)
        self._avant = avant
        self.corrections = SANS_CORRECTION
        for nom in MONTANTS:
            libelle = champs(Cout)[nom].libelle
            source, le = Faits(f"Source, {libelle}", COUTS), Faits(f"Date, {libelle}", COUTS)
            liste = nommer(ChampChoix([Option(s.libelle, s) for s in Source]), f"source_{nom}", source)
            liste.setMinimumContentsLength(10)
            self.adopt(f"source_{nom}", source, liste)
            self.add(f"le_{nom}", le, date)
        self.reste = note(nom="montants_rac", token="texte")
        self._disposer()
        self.changed.connect(self._calculer)

    def _disposer(self) -> None:
        grille = QGridLayout(self)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(px(8))
        grille.setVerticalSpacing(px(5))
        grille.setColumnMinimumWidth(0, px(182))
        grille.setColumnStretch(2, 1)
        for colonne, mot in ((1, "€ par mois"), (2, "Source"), (3, "Date")):
            grille.addWidget(legende(mot), 0, colonne)
        for rang, nom in enumerate(LIGNES, 1):
            self.label(nom).setText(COURTS.get(nom, champs(Cout)[nom].libelle))
            self.label(nom).setWordWrap(True)
            grille.addWidget(self.label(nom), rang, 0)
            montant = self.editor(nom)
            montant.setFixedWidth(px(96))
            grille.addWidget(montant, rang, 1)
            if nom in MONTANTS:
                grille.addWidget(self.editor(f"source_{nom}"), rang, 2)
                date_ = self.editor(f"le_{nom}")
                date_.setFixedWidth(px(104))
                grille.addWidget(date_, rang, 3)
        for nom in MONTANTS:
            for cle in (f"source_{nom}", f"le_{nom}"):
                self.label(cle).hide()

    def show_cout(self, cout: Cout | None, *, source: Source | None = None, le: date | None = None) -> None:
        """Les montants d'un coût ; à défaut, la source et la date qu'ils auront sans doute."""
        self.corrections = corrections_de(cout)
        valeurs: dict[str, Any] = {nom: getattr(cout, nom, None) for nom in LIGNES}
        for nom in MONTANTS:
            trace = cout.provenance(nom) if cout is not None and valeurs[nom] is not None else None
            neuve = source if nom != "apl" else None
            valeurs[f"source_{nom}"] = trace.source if trace else neuve
            valeurs[f"le_{nom}"] = trace.le if trace else le
        self.show_values(valeurs)

    def saisis(self) -> MontantsSaisis:
        lus = self.values()
        if lus["apl"] is not None and lus["source_apl"] is None:
            raise ErreurMetier(SANS_SOURCE)
        for nom in MONTANTS:
            if lus[nom] is not None and lus[nom] < 0:
                raise ErreurMetier(f"{champs(Cout)[nom].libelle}{INSECABLE}: un montant ne peut pas être négatif.")
        return MontantsSaisis(
            {nom: lus[nom] for nom in LIGNES},
            {nom: (lus[f"source_{nom}"], lus[f"le_{nom}"]) for nom in MONTANTS},
            self.corrections,
        )

    def poser(self, nom: str, montant: Decimal, source: Source, le: date) -> None:
        """Écrit un montant calculé, sa source et sa date, comme l'agent l'aurait fait."""
        for champ, valeur in ((nom, montant), (f"source_{nom}", source), (f"le_{nom}", le)):
            self.editor(champ).set_value(valeur)

    def _calculer(self) -> None:
        try:
            lus = self.values()
        except ErreurMetier:
            return
        vus = PostesVus(**{nom: lus[nom] for nom in LIGNES}, apl_estimee=lus["source_apl"] is Source.ESTIMATION)
        self.reste.setText(_phrase(self._avant, vus))
        self.reste.setAccessibleName(self.reste.text())


def _phrase(avant: Cout | None, vus: PostesVus) -> str:
    """« Reste à charge : env. 308,63 €, −13,21 € par rapport à avant. »"""
    compare = comparer(avant, vus)
    rac = compare.apres if avant is not None else reste_a_charge_brut(vus)
    if rac.valeur is None:
        return f"Reste à charge{INSECABLE}: NR ({rac.motif})."
    estime = "env. " if vus.apl_estimee else ""
    suite = f", {ecart(_centimes(compare.delta.valeur))} par rapport à avant" if compare.delta.valeur else ""
    return f"Reste à charge{INSECABLE}: {estime}{euros(arrondi(rac.valeur))} par mois{suite}."


def _centimes(valeur: Decimal | None) -> Decimal | None:
    return None if valeur is None else arrondi(valeur)

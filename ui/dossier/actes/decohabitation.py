"""Noter une décohabitation : qui part, quand, pourquoi ; et l'annuler, depuis le dossier qui en est né."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget
from sqlalchemy.orm import Session

from db.decohabitation import DepartChoisi, annuler_une_decohabitation, noter_une_decohabitation
from db.dossier import DossierLu
from relogement.champs import IDENTITE, PARCOURS, Faits
from relogement.erreurs import ErreurMetier
from relogement.menage import Personne
from relogement.presence import presence
from relogement.textes import INCONNU, INSECABLE
from ui.composants.texte import section
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.dossier.actes.recul import DateEtMotif
from ui.dossier.mots import age
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert


class DecohabitationDialog(ActeDialog):
    """Le remplaçant ne se demande que si le titulaire part."""

    largeur = 520

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, _: object, parent: QWidget) -> None:
        super().__init__(
            ouvert, lu, parent, nom="decohabitation", titre="Noter une décohabitation", verbe="Ouvrir leur dossier"
        )
        self._cases = {p.id: self._case(p) for p in lu.menage.personnes}
        self._form = self._formulaire()
        self._presence = note(nom="decohabitation_presence", token="texte")
        self.contenu.addWidget(section("Qui part ?"))
        for case in self._cases.values():
            self.contenu.addWidget(case)
        suite = note("Un dossier s’ouvre à leur nom. Revoyez ensuite ressources et souhaits des deux ménages.")
        for morceau in (self._form, self._presence, suite):
            self.contenu.addWidget(morceau)
        self._form.changed.connect(self._actualiser)
        self._form.show_values({"le": lu.au})

    def _case(self, personne: Personne) -> QCheckBox:
        dit = f"{_nom(personne)}, {personne.lien.libelle.lower()}"
        ans = age(personne, self.lu.au)
        case = QCheckBox(dit if ans == INCONNU else f"{dit}, {ans}")
        case.setObjectName(f"partant_{personne.id}")
        case.setAccessibleName(f"Part{INSECABLE}: {case.text()}")
        case.toggled.connect(lambda _: self._actualiser())
        return case

    def _formulaire(self) -> Formulaire:
        form, personnes = Formulaire(neuf=True), self.lu.menage.personnes
        titulaire = self.lu.menage.titulaire
        form.add("le", Faits("Date du départ", PARCOURS), date)
        form.add("motif", Faits("Motif", PARCOURS), str)
        _adopter(form, "titulaire", "Titulaire de leur dossier", personnes, Option("L’aîné des partants", None))
        restants = [p for p in personnes if p is not titulaire]
        _adopter(form, "remplacant", "Titulaire de ce dossier", restants, Option("À choisir", None))
        grille_de(form, etiquette=170)
        return form

    def premier(self) -> QWidget:
        return next(iter(self._cases.values()))

    @property
    def _partants(self) -> list[Personne]:
        return [p for p in self.lu.menage.personnes if self._cases[p.id].isChecked()]

    def _actualiser(self) -> None:
        partants = self._partants
        for nom, vu in (("titulaire", len(partants) > 1), ("remplacant", self.lu.menage.titulaire in partants)):
            self._form.editor(nom).setVisible(vu)
            self._form.label(nom).setVisible(vu)
        try:
            le = self._form.values()["le"]
        except ErreurMetier:
            return
        mois = self.lu.charte.decohabitation_presence_mois
        self._presence.setText(presence(self.lu.menage, partants, le or self.lu.au, mois).phrase)
        self._presence.setAccessibleName(self._presence.text())

    def ecriture(self) -> Ecriture:
        valeurs, partants = self._form.values(), self._partants
        if not partants:
            raise ErreurMetier("Cochez au moins une personne qui part.")
        exiger(valeurs, "le", "Écrivez la date du départ.")
        exiger(valeurs, "motif", "Écrivez le motif de la décohabitation.")
        choisi = DepartChoisi(
            [p.id for p in partants], valeurs["le"], valeurs["motif"], valeurs["titulaire"], valeurs["remplacant"]
        )
        return Ecriture("Décohabitation", lambda session: self._noter(session, choisi))

    def _noter(self, session: Session, choisi: DepartChoisi) -> None:
        vu = self.lu.menage
        noter_une_decohabitation(session, vu.id, choisi, version=vu.version, auteur=self.auteur)


class AnnulerDecohabitationDialog(DateEtMotif):
    """Une fois les personnes rendues, la fenêtre ouvre le dossier qui les a reprises."""

    nom, titre = "annuler_decohabitation", "Annuler la décohabitation"
    verbe, acte = "Rendre les personnes", "Décohabitation annulée"
    phrase_du_motif = "Écrivez pourquoi la décohabitation est annulée."

    def dire(self) -> str:
        return (
            "Les personnes et les contacts reviennent au dossier d’origine, et ce dossier-ci se retire. "
            "Le journal en garde la trace."
        )

    def noter(self, session: Session, valeurs: dict[str, Any]) -> int:
        vu = self.lu.menage
        return annuler_une_decohabitation(
            session, vu.id, valeurs["le"], valeurs["motif"], version=vu.version, auteur=self.auteur
        )

    def _reussi(self, parent_id: object) -> None:
        super()._reussi(parent_id)
        if isinstance(parent_id, int):
            self.ouvert.dossier_asked.emit(parent_id)


def _adopter(form: Formulaire, nom: str, libelle: str, personnes: Sequence[Personne], vide: Option) -> None:
    faits = Faits(libelle, IDENTITE)
    options = [Option(_nom(p), p.id) for p in personnes]
    form.adopt(nom, faits, nommer(ChampChoix(options, vide=vide), nom, faits))


def _nom(personne: Personne) -> str:
    return f"{personne.prenom or ''} {personne.nom}".strip()

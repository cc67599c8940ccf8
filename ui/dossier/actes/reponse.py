"""Noter la réponse à une offre, et dire sous les yeux si cette offre comptera parmi les trois."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.dossier import DossierLu
from db.situations import cadre
from relogement.actes import accepter, constater_le_silence, refuser, retirer
from relogement.champs import Faits, champs
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Critere, Recevable, Reponse
from relogement.offre import Offre
from relogement.textes import INSECABLE, jour_de_semaine
from ui.composants.choix import Choix
from ui.composants.segment import Segment
from ui.dossier.actes.dialogue import ActeDialog, Ecriture, exiger, grille_de, note
from ui.editeurs import ChampChoix, Option, nommer
from ui.form import Formulaire
from ui.ouvert import ProjetOuvert

MOTS = {
    Reponse.ACCORD: ("Accord", "circle-check"),
    Reponse.REFUS: ("Refus", "circle-x"),
    Reponse.SILENCE: ("Silence constaté", "hourglass"),
    Reponse.RETIREE: ("Offre retirée", "undo-2"),
}


class ReponseDialog(ActeDialog):
    """Le silence n'est proposé qu'une fois le délai passé."""

    largeur = 520

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, offre: object, parent: QWidget) -> None:
        assert isinstance(offre, Offre)
        self._offre = offre
        super().__init__(
            ouvert, lu, parent, nom="reponse", titre=f"Réponse à l’offre {offre.rang}", verbe="Noter la réponse"
        )
        self._segment = Segment(
            [Choix(r.value, MOTS[r][0], icone=MOTS[r][1]) for r in self._possibles()], nom="reponse_choix"
        )
        self._segment.set_titre("Réponse")
        self._form = self._formulaire()
        self._delai, self._suite = note(self._phrase_du_delai()), note(nom="reponse_suite", token="texte")
        for morceau in (self._segment, self._form, self._delai, self._suite):
            self.contenu.addWidget(morceau)
        self._segment.current_changed.connect(self._actualiser)
        self._form.changed.connect(self._actualiser)
        self._form.show_values({"repondue_le": lu.au})

    def _possibles(self) -> list[Reponse]:
        limite = self._offre.limite_le
        passe = limite is not None and self.lu.au > limite
        return [r for r in MOTS if r is not Reponse.SILENCE or passe]

    def _formulaire(self) -> Formulaire:
        form, faits = Formulaire(Offre, ("repondue_le",)), champs(Offre)
        motifs = ChampChoix([Option(m["libelle"], m["code"]) for m in self.lu.charte.motifs])
        form.adopt("motif_refus", faits["motif_refus"], nommer(motifs, "motif_refus", faits["motif_refus"]))
        section = faits["motif_recevable"].section
        decision = Faits("Motif recevable", section, aide="L’agent peut décider autrement")
        recevables = ChampChoix([Option(r.libelle, r) for r in Recevable], vide=Option("Selon la charte", None))
        form.adopt("motif_recevable", decision, nommer(recevables, "motif_recevable", decision))
        grille_de(form)
        return form

    def _phrase_du_delai(self) -> str:
        limite = self._offre.limite_le
        if limite is None:
            return "Cette offre n’a pas été notifiée par écrit : aucun délai ne court."
        if self.lu.au > limite:
            return f"Le délai de réponse est passé depuis le {jour_de_semaine(limite)}."
        return f"Le délai de réponse court jusqu’au {jour_de_semaine(limite)} inclus."

    def premier(self) -> QWidget:
        return self._segment

    def proposer(self, reponse: Reponse) -> None:
        """Choisit d'avance une réponse possible ; l'agent reste libre d'en noter une autre."""
        self._segment.set_current(reponse.value)

    @property
    def _reponse(self) -> Reponse:
        return Reponse(self._segment.current)

    def _actualiser(self, *_: object) -> None:
        refus = self._reponse is Reponse.REFUS
        for nom in ("motif_refus", "motif_recevable"):
            self._form.editor(nom).setVisible(refus)
            self._form.label(nom).setVisible(refus)
        try:
            valeurs = self._form.values()
        except ErreurMetier:
            return
        self._suite.setText(self._phrase(valeurs))
        self._suite.setAccessibleName(self._suite.text())

    def _phrase(self, valeurs: dict[str, Any]) -> str:
        """« Cette offre comptera / ne comptera pas, parce que… »"""
        if self._reponse is Reponse.ACCORD:
            return "Le ménage accepte ce logement : le dossier peut passer en CALEOL."
        if self._reponse is Reponse.RETIREE:
            return "Une offre retirée par le bailleur ne compte pas parmi les trois."
        recevable = self._recevable(valeurs) if self._reponse is Reponse.REFUS else None
        if self._reponse is Reponse.REFUS and valeurs["motif_refus"] is None:
            return "Choisissez le motif du refus : la charte dit s’il est recevable."
        supposee = replace(self.lu.jugee(self._offre), reponse=self._reponse, motif_recevable=recevable)
        verdict = supposee.compte
        mots = {Critere.OUI: "comptera", Critere.NON: "ne comptera pas"}
        dit = mots.get(verdict.valeur, "ne peut pas encore compter")
        motif = f"{recevable.libelle}. " if recevable else ""
        return f"{motif}Cette offre {dit}{INSECABLE}: {verdict.motif}."

    def _recevable(self, valeurs: dict[str, Any]) -> Recevable:
        choisi: Recevable | None = valeurs["motif_recevable"]
        return choisi or self.lu.charte.recevable(valeurs["motif_refus"])

    def ecriture(self) -> Ecriture:
        valeurs, reponse = self._form.values(), self._reponse
        exiger(valeurs, "repondue_le", "Écrivez la date de la réponse.")
        if reponse is Reponse.REFUS:
            exiger(valeurs, "motif_refus", "Choisissez le motif du refus.")
        acte = f"Offre {self._offre.rang} : {MOTS[reponse][0].lower()}"
        return Ecriture(acte, lambda session: self._noter(session, reponse, valeurs))

    def _noter(self, session: Session, reponse: Reponse, valeurs: dict[str, Any]) -> None:
        offre, menage = self.a_jour(session, self._offre), self.menage(session)
        charte, ici, le = charte_en_vigueur(session), cadre(session.connection()), valeurs["repondue_le"]
        match reponse:
            case Reponse.ACCORD:
                accepter(menage, offre, le, auteur=self.auteur)
            case Reponse.REFUS:
                refuser(
                    menage, offre, le, valeurs["motif_refus"], charte=charte,
                    recevable=valeurs["motif_recevable"], cadre=ici, auteur=self.auteur,
                )  # fmt: skip
            case Reponse.SILENCE:
                constater_le_silence(menage, offre, le, charte=charte, cadre=ici, auteur=self.auteur)
            case _:
                retirer(menage, offre, le, auteur=self.auteur)


class SilenceDialog(ReponseDialog):
    """La même, le silence déjà choisi quand il peut l'être : il reste à le noter, ou à dire une autre réponse."""

    def __init__(self, ouvert: ProjetOuvert, lu: DossierLu, offre: object, parent: QWidget) -> None:
        super().__init__(ouvert, lu, offre, parent)
        if Reponse.SILENCE in self._possibles():
            self._segment.set_current(Reponse.SILENCE.value)

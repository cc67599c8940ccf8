"""Autour du dossier regardé : préparer, les présents, les avis, les panneaux, clore et remettre le relevé."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.cellule.cas import Cas
from db.horloge import aujourdhui
from db.operations import operations
from relogement.cellule.codes import EtatSeance
from relogement.textes import pluriel
from ui.cellule.objection.panneau import PanneauObjections
from ui.cellule.partage.panneau import PanneauPartage
from ui.cellule.seance.ajout import VoletAjout
from ui.cellule.seance.avis import VoletAvis
from ui.cellule.seance.donnees import Lue
from ui.cellule.seance.gestes import ecrire_le_temps
from ui.cellule.seance.preparer import SeanceDialog
from ui.cellule.seance.presents import VoletPresents
from ui.cellule.seance.releve import RemiseDuReleve
from ui.ouvert import ProjetOuvert

if TYPE_CHECKING:
    from ui.cellule.seance.page import PageSeance


class AutourDeLaSeance(QObject):
    """Chaque volet ouvert suit la séance : ce qu'il montre se relit avec elle."""

    def __init__(self, ouvert: ProjetOuvert, page: PageSeance) -> None:
        super().__init__(page)
        self._ouvert, self._page = ouvert, page
        self._presents: VoletPresents | None = None
        self._avis: VoletAvis | None = None
        self.releve = RemiseDuReleve(ouvert, page)
        self.objections, self.partage = PanneauObjections(ouvert), PanneauPartage(ouvert)

    def faire(self, geste: str) -> None:
        """Un geste du haut, par son nom."""
        seance = self._page.seance
        gestes = self._page.gestes
        match geste:
            case "preparer":
                self.preparer()
            case "presents":
                self.montrer_les_presents()
            case "modifier":
                self.modifier()
            case "commencer" if seance is not None:
                gestes.commencer(seance.id)
            case "rouvrir" if seance is not None:
                gestes.rouvrir(seance.id)
            case "annuler" if seance is not None:
                gestes.annuler(seance.id)
            case "clore" | "editer":
                self.releve.demander(clot=geste == "clore")

    def preparer(self) -> None:
        """Une nouvelle séance : la date du jour, l'heure de la dernière."""
        self._ouvert.read("Opérations", _operations).succeeded.connect(self._preparer)

    def _preparer(self, connues: list[tuple[int, str]]) -> None:
        lue = self._page.lue
        heure = lue.connues[0].heure if lue is not None and lue.connues else None
        self._ouvrir(SeanceDialog(self._ouvert, self._page, le=aujourdhui(), heure=heure, operations=connues))

    def modifier(self) -> None:
        seance = self._page.seance
        if seance is not None:
            self._ouvrir(SeanceDialog(self._ouvert, self._page, le=seance.le, heure=seance.heure, changee=seance))

    def _ouvrir(self, dialogue: SeanceDialog) -> None:
        dialogue.accepted.connect(lambda: self._page.choisir(dialogue.faite or 0))
        dialogue.open()

    def montrer_les_presents(self) -> None:
        seance, lue = self._page.seance, self._page.lue
        if seance is None or lue is None:
            return
        volet = VoletPresents(self._page)
        volet.ticked.connect(lambda presence, oui: self._page.gestes.cocher(presence, present=oui))
        volet.added.connect(lambda nom, qui: self._page.gestes.convier(seance.id, nom, qui, volet.erreur.dire))
        volet.destroyed.connect(partial(setattr, self, "_presents", None))
        self._presents = volet
        self._remplir_les_presents(lue)
        volet.show_under(self._page.entete.presents)
        volet.premier().setFocus(Qt.FocusReason.TabFocusReason)

    def ajouter(self, sous: QWidget) -> None:
        """Chercher un dossier à mettre à l'ordre du jour."""
        seance = self._page.seance
        if seance is None or seance.etat is EtatSeance.CLOSE:
            return
        volet = VoletAjout(self._ouvert, self._page, noms=self._page.noms)

        def prendre(menage: int, motif: str) -> None:
            tache = self._page.gestes.ajouter(seance.id, menage, motif, volet.erreur.dire)
            tache.succeeded.connect(volet.close)

        volet.added.connect(prendre)
        volet.show_under(sous)
        volet.champ.setFocus()

    def donner_un_avis(self) -> None:
        seance, point = self._page.seance, self._page.point
        if seance is None or point is None or seance.etat is EtatSeance.CLOSE:
            return
        presents = {p.partenaire_id: p.partenaire or "" for p in seance.presents if p.present and p.partenaire_id}
        volet = VoletAvis(
            self._page, [(n, nom) for n, nom in presents.items() if n is not None], noms=self._page.noms
        )
        volet.noted.connect(
            lambda qui, sens, mots: self._page.gestes.donner_avis(point.id, qui, sens, mots, volet.erreur.dire)
        )
        volet.destroyed.connect(partial(setattr, self, "_avis", None))
        self._avis = volet
        cas = self._page.cas.cas
        volet.show_avis(cas.avis if cas is not None else ())
        volet.show_under(self._page.droite.avis.ouvrir)
        volet.liste.setFocus()

    def tenir_a_jour(self, lue: Lue) -> None:
        if self._presents is not None:
            self._remplir_les_presents(lue)
        self.partage.set_seance(lue.seance.id if lue.seance is not None else None)
        self.objections.refresh()

    def _remplir_les_presents(self, lue: Lue) -> None:
        if self._presents is not None and lue.seance is not None:
            modifiable = lue.seance.etat is not EtatSeance.CLOSE
            self._presents.show_presents(lue.seance.presents, lue.partenaires, modifiable=modifiable)

    def show_cas(self, cas: Cas) -> None:
        """Le dossier vient d'être lu : ce qui l'accompagne suit."""
        if self._avis is not None:
            self._avis.show_avis(cas.avis)
        self.objections.show_menage(cas.menage_id)

    def set_noms(self, noms: bool) -> None:
        """Les panneaux qui nomment des ménages."""
        self.objections.set_noms(noms)
        self.partage.set_noms(noms)

    def dire_le_complement(self, combien: int) -> None:
        self._page.fait.dire(
            f"{pluriel(combien, 'dossier ajouté', 'dossiers ajoutés')} à l’ordre du jour. Ctrl+Z annule."
            if combien
            else "Rien de nouveau : aucun autre dossier ne répond aux critères."
        )

    def retenir_le_temps(self) -> None:
        """Le projet se ferme : les secondes déjà passées s'écrivent."""
        passe = self._page.minuteur.rendre()
        if passe:
            self._ouvert.write("Temps de la séance", lambda session: ecrire_le_temps(session, passe))


def _operations(session: Session) -> list[tuple[int, str]]:
    return [(o.id, f"{o.code} · {o.libelle}") for o in operations(session)]

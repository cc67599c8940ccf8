"""Ce qui est tapé dans un dossier : gardé à chaque seconde, repris après une coupure, confronté aux autres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from sqlalchemy.orm import Session

from db import horloge
from db.brouillons import DOSSIER, Place, Repris, effacer, reprendre
from db.conflits import Champ, Collision, Collisions, Fusion, lignes_montrees, valeurs_de
from db.dossier import Changement, DossierLu, Modification, enregistrer
from relogement.base import Ligne
from relogement.erreurs import ErreurMetier
from relogement.textes import INSECABLE, heure, jour, pluriel
from ui.dossier.onglet import Brouillon
from ui.garde import Garde, Saisi
from ui.ouvert import ProjetOuvert

if TYPE_CHECKING:
    from ui.dossier.ecran import EcranDossier

Rangee = tuple[type[Ligne], int]
ICI, AVANT, CONTACT = "saisies", "avant", "contact"
MODIFICATIONS = ("modification", "modifications")


@dataclass
class _Garde:
    """Ce qu'un dossier quitté attend : ce qui y était tapé, et ce qu'il montrait alors."""

    brouillon: Brouillon = field(default_factory=dict)
    avant: dict[Champ, Any] = field(default_factory=dict)
    contact: str = ""


class SaisieDuDossier(QObject):
    """Le brouillon du dossier montré, et ce que chaque champ valait quand on a commencé à le taper."""

    def __init__(self, ouvert: ProjetOuvert, ecran: EcranDossier) -> None:
        super().__init__(ecran)
        self.ouvert, self.ecran = ouvert, ecran
        self._montre: dict[Rangee, dict[str, Any]] = {}
        self._arbitrages: dict[Rangee, dict[str, Any]] = {}
        self._quittes: dict[int, _Garde] = {}
        self._repris: Repris | None = None
        self._garde = Garde(ouvert, self._saisi, self)
        self.noter = self._garde.noter

    # Ce qui est tapé

    def _brouillon(self) -> Brouillon:
        return {cle: valeur for onglet in self.ecran.a_jour() for cle, valeur in onglet.draft().items()}

    def _touches(self) -> set[Champ]:
        return {champ for onglet in self.ecran.a_jour() for champ in onglet.touches()}

    def _avant(self) -> dict[Champ, Any]:
        """La valeur d'avant de chaque champ tapé."""
        lues = ((c, self._montre.get((c[0], c[1]), {})) for c in self._touches())
        return {c: valeurs[c[2]] for c, valeurs in lues if c[2] in valeurs}

    @property
    def _place(self) -> Place:
        return Place(self.ouvert.fichier.auteur, DOSSIER, str(self.ecran.menage_id))

    def _saisi(self) -> Saisi | None:
        if self.ecran.lu is None or self.ecran.menage_id is None:
            return None
        brouillon, contact = self._brouillon(), self.ecran.journal.champ.text()
        if not brouillon and not contact:
            return self._place, {}
        avant = {(m.__tablename__, numero, nom): v for (m, numero, nom), v in self._avant().items()}
        return self._place, {ICI: brouillon, AVANT: avant, CONTACT: contact}

    # Ouvrir, quitter, reprendre

    def quitter(self) -> None:
        """Un autre dossier va se montrer : celui-ci garde ce qui y est tapé."""
        if self.ecran.lu is not None and self.ecran.menage_id is not None:
            self._garde.maintenant()
            gardee = _Garde(self._brouillon(), self._avant(), self.ecran.journal.champ.text())
            self._quittes[self.ecran.menage_id] = gardee
        self._montre = {}
        self._garde.oublier()

    def prendre_la_suite(self, autre: SaisieDuDossier) -> None:
        """Reçoit tout ce qui est tapé dans un écran qui se referme ; chaque brouillon attend son dossier."""
        autre.quitter()
        self._quittes = dict(autre._quittes)

    def a_reprendre(self, session: Session, lu: DossierLu) -> Brouillon:
        """Le brouillon à remettre sur ce qui vient d'être lu ; retient ce que chaque champ montre."""
        neuf = {rangee: valeurs_de(ligne) for rangee, ligne in lignes_montrees(lu.menage).items()}
        if self.ecran.lu is not None:
            brouillon, avant = self._brouillon(), self._avant()
        else:
            gardee = self._gardee(session, lu.menage.id, {r[0].__tablename__: r[0] for r in neuf})
            brouillon, avant = gardee.brouillon, gardee.avant
            self.ecran.journal.champ.setText(gardee.contact)
        for (modele, numero, nom), valeur in avant.items():
            if (modele, numero) in neuf:
                neuf[modele, numero][nom] = valeur
        self._montre = neuf
        return brouillon

    def _gardee(self, session: Session, menage_id: int, modeles: dict[str, type[Ligne]]) -> _Garde:
        self._repris = None
        if menage_id in self._quittes:
            return self._quittes.pop(menage_id)
        self._repris = reprendre(session, self._place)
        if self._repris is None or self._repris.abandonne:
            return _Garde()
        return _lue(self._repris, modeles)

    def dire_la_reprise(self) -> None:
        """« Brouillon du 20/11/2026 à 14:02 repris : 3 modifications »."""
        repris, self._repris = self._repris, None
        if repris is None:
            return
        quand = f"du {jour(repris.le)} à {heure(repris.le)}"
        if repris.abandonne:
            phrase = f"Le brouillon {quand} a été abandonné. Il peut encore se reprendre."
            self.ecran.avis.dire(phrase, [("reprendre", "Reprendre", lambda: self._remettre(repris))])
            return
        self._garde.reprise(self._saisi())
        combien = self.ecran.combien
        dit = pluriel(combien, *MODIFICATIONS) if combien else "une ligne de contact"
        self.ecran.avis.dire(f"Brouillon {quand} repris{INSECABLE}: {dit}.", self._gestes(combien))

    def _gestes(self, combien: int) -> list[tuple[str, str, Any]]:
        enregistrer_ = [("enregistrer", "Enregistrer", self.ecran.save)] if combien else []
        return [*enregistrer_, ("abandonner", "Abandonner", self.abandonner)]

    def abandonner(self) -> None:
        """Rend au dossier ce qui est enregistré ; le brouillon peut encore se reprendre."""
        saisi = self._saisi()
        self._garde.maintenant()
        self._garde.abandonner(self._place)
        self._vider()
        if saisi is not None and self.ecran.menage_id is not None:
            avant = {(c[0], c[1], c[2]): v for c, v in saisi[1].get(AVANT, {}).items()}
            contenu = {**saisi[1], AVANT: avant}
            repris = Repris(contenu, _maintenant(), abandonne=True)
            geste = ("reprendre", "Reprendre", lambda: self._remettre(repris))
            self.ecran.avis.dire("Brouillon abandonné. Il peut se reprendre pendant une semaine.", [geste])

    def _vider(self) -> None:
        self.ecran.lu = None
        if self.ecran.menage_id is not None:
            self._quittes[self.ecran.menage_id] = _Garde()
        self.ecran.refresh()

    def _remettre(self, repris: Repris) -> None:
        """Reprend un brouillon abandonné."""
        lu, menage_id = self.ecran.lu, self.ecran.menage_id
        if lu is None or menage_id is None:
            return
        modeles = {type(ligne).__tablename__: type(ligne) for ligne in lignes_montrees(lu.menage).values()}
        self._quittes[menage_id] = _lue(repris, modeles)
        self.ecran.lu = None
        self.ecran.avis.dire("")
        self.ecran.refresh()
        self._garde.noter()

    # Enregistrer

    def enregistrer(self) -> None:
        """Écrit ce qui est tapé ; ce que quelqu'un d'autre a changé aussi se départage d'abord."""
        menage_id, auteur, place = self.ecran.menage_id, self.ouvert.fichier.auteur, self._place
        try:
            changements = self._changements()
        except ErreurMetier as erreur:
            self.ecran.dire(str(erreur))
            return
        if not changements or menage_id is None:
            return
        trouvees: list[Collision] = []
        arbitrages, self._arbitrages = self._arbitrages, {}

        def ecrire(session: Session) -> tuple[Fusion, ...]:
            try:
                fusions = enregistrer(session, menage_id, changements, auteur=auteur, arbitrages=arbitrages)
            except Collisions as collisions:
                trouvees.extend(collisions.trouvees)
                raise
            effacer(session, place)
            return fusions

        tache = self.ouvert.write("Dossier modifié", ecrire)
        tache.succeeded.connect(lambda fusions: self._enregistre(fusions, changements))
        if arbitrages:
            tache.succeeded.connect(self._oublier_les_lignes)
        tache.failed.connect(lambda phrase: self._refuse(phrase, trouvees))

    def _oublier_les_lignes(self) -> None:
        """Une ligne départagée a pu garder la valeur de l'autre : l'écran se remplit de ce qui est écrit."""
        if self.ecran.menage_id is not None:
            self._quittes[self.ecran.menage_id] = _Garde(contact=self.ecran.journal.champ.text())
            self.ecran.lu = None
            self.ecran.refresh()

    def _changements(self) -> list[Changement]:
        lus = [c for onglet in self.ecran.a_jour() for c in onglet.changes()]
        return [
            replace(c, montre=self._montre.get((c.modele, c.id))) if isinstance(c, Modification) else c
            for c in lus
        ]

    def _enregistre(self, fusions: Sequence[Fusion], changements: Sequence[Changement]) -> None:
        """Ce que l’on vient d’écrire est désormais ce qui est montré : y revenir n’est pas un conflit avec soi."""
        for c in changements:
            if isinstance(c, Modification) and (c.modele, c.id) in self._montre:
                self._montre[c.modele, c.id].update(c.valeurs)
        self._garde.oublier()
        self._garde.noter()  # la ligne de contact, elle, n'est pas enregistrée
        autres = [f for f in fusions if f.auteur != self.ouvert.fichier.auteur]
        if not autres:
            self.ecran.avis.dire("")
            return
        qui = autres[0].auteur or "Quelqu’un d’autre"
        quoi = ", ".join(dict.fromkeys(f"«{INSECABLE}{f.faits.libelle}{INSECABLE}»" for f in autres))
        self.ecran.avis.dire(
            f"Enregistré. {qui} avait changé entre-temps {quoi}{INSECABLE}: les deux sont gardés."
        )

    def _refuse(self, phrase: str, collisions: Sequence[Collision]) -> None:
        if not collisions or self.ecran.lu is None:
            self.ecran.echouer(phrase)
            return
        from ui.dossier.conflit import DialogueConflit  # ses composants chargent cet écran-ci

        dialogue = DialogueConflit(collisions, lignes_montrees(self.ecran.lu.menage), self.ecran)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.accepted.connect(lambda: self._departager(collisions, dialogue.gardes))
        dialogue.rejected.connect(lambda: self.ecran.echouer(phrase))
        dialogue.open()

    def _departager(self, collisions: Sequence[Collision], gardes: dict[Champ, Any]) -> None:
        """L'autre valeur est vue : c'est d'elle que part désormais le champ."""
        for c in collisions:
            if c.de_ligne:
                self._arbitrages.setdefault((c.modele, c.id), {})[c.champ] = gardes[c.cle]
                continue
            self._montre.setdefault((c.modele, c.id), {})[c.champ] = c.leur
            for onglet in self.ecran.a_jour():
                onglet.poser(c.cle, gardes[c.cle])
        self.ecran.save()


def _lue(repris: Repris, modeles: dict[str, type[Ligne]]) -> _Garde:
    """Un brouillon relu ; ce qui parle d'une ligne disparue est laissé."""
    contenu = repris.contenu
    avant = {(modeles[t], n, nom): v for (t, n, nom), v in contenu.get(AVANT, {}).items() if t in modeles}
    return _Garde(dict(contenu.get(ICI, {})), avant, str(contenu.get(CONTACT, "")))


def _maintenant() -> datetime:
    return horloge.maintenant()

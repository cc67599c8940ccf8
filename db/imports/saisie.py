"""Fusionner une table de saisie : un dossier par ligne, retrouvé par sa référence."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.imports.changements import Changements
from db.imports.operations import nouvelle_operation, operation_de
from db.imports.rapport import Rapport
from db.imports.reperage import Demande, Lieu, Reperage
from db.operations import operations
from relogement.imports.resultat import Lecture
from relogement.imports.saisie import LigneSaisie
from relogement.modeles import (
    Cout,
    LogementOffert,
    LogementQuitte,
    Menage,
    Operation,
    PassageCaleol,
    Personne,
    Relogement,
    Suivi,
)
from relogement.nomenclatures import Lien, Moment, Nature, Source
from relogement.parcours import reprendre_le_parcours
from relogement.saisie import COLONNES
from relogement.travail import Avancement

PAQUET = 400
_REPRISE = {
    "nombre": "nb_offres_reprises",
    "refus": "nb_refus_repris",
    "motif_1": "motif_refus_1",
    "motif_2": "motif_refus_2",
    "premiere_le": "premiere_offre_le",
}
Parties = dict[str, dict[str, Any]]
Quittes = dict[tuple[int, str], LogementQuitte]


class FusionSaisie:
    """Les dossiers d'un paquet de lignes, chargés ensemble, et ce que la table leur apporte."""

    def __init__(
        self, session: Session, rapport: Rapport, lecture: Lecture[LigneSaisie], operation: str | None
    ) -> None:
        self.session, self.rapport, self.lecture, self.defaut = session, rapport, lecture, operation
        self.operations: dict[str | None, Operation] = {o.code: o for o in operations(session)}
        self.parents: dict[str, str] = {}
        self.reperage = Reperage(session, rapport)

    def fusionner(self, avancement: Avancement) -> None:
        """Reprend toutes les lignes, puis relie les dossiers à leur parent."""
        lignes = self.lecture.objets
        for debut in range(0, len(lignes), PAQUET):
            self._paquet(lignes[debut : debut + PAQUET])
            self.session.flush()
            self.session.expunge_all()
            self.session.add_all(self.operations.values())
            avancement(min(debut + PAQUET, len(lignes)), len(lignes))
        self._relier()
        self.reperage.conclure()

    def _paquet(self, lignes: tuple[LigneSaisie, ...]) -> None:
        connus = {m.reference: m for m in self._menages([str(li.valeurs["DOSSIER"]) for li in lignes])}
        quittes = self._quittes(lignes)
        repris: list[tuple[Changements, int]] = []
        a_situer: list[Demande] = []
        for ligne in lignes:
            parties = _parties(ligne.valeurs)
            changements = Changements()
            menage = connus.get(parties["menage"]["reference"])
            if menage is None:
                menage = self._nouveau(parties, changements)
            self._reprendre(menage, parties, quittes, changements)
            a_situer += _a_situer(menage, ligne, changements)
            repris.append((changements, parties["menage"].get("nb_personnes") or 0))
        self.reperage.completer(a_situer)
        for changements, personnes in repris:
            self.rapport.compter(changements.sort)
            self.rapport.menages += 1
            self.rapport.personnes += personnes

    def _nouveau(self, parties: Parties, changements: Changements) -> Menage:
        operation = self._operation(parties.get("operation", {}).get("code"))
        menage = Menage(reference=parties["menage"]["reference"], operation=operation)
        self.session.add(menage)
        changements.cree = True
        return menage

    def _operation(self, code: str | None) -> Operation:
        """Celle du code, créée au besoin ; sans code, celle que l'on a dite ou la seule du projet."""
        if code not in self.operations:
            session = self.session
            neuve = nouvelle_operation(session, code) if code else operation_de(session, self.defaut)
            self.operations[code] = neuve
        return self.operations[code]

    def _reprendre(
        self, menage: Menage, parties: Parties, quittes: Quittes, changements: Changements
    ) -> None:  # fmt: skip
        du_menage = dict(parties["menage"])
        if parent := du_menage.pop("dossier_parent", None):
            self.parents[menage.reference] = parent
        changements.poser(menage, **du_menage)
        self._titulaire(menage, parties.get("titulaire", {}), changements)
        self._quitte(menage, parties.get("quitte", {}), quittes, changements)
        _cout(menage, menage.cout_avant, Moment.AVANT, parties.get("avant", {}), changements)
        _offres(menage, parties.get("offres", {}), changements)
        _caleol(menage, parties.get("caleol", {}), changements)
        _relogement(menage, parties, changements)
        _suivi(menage, parties.get("suivi", {}), changements)
        if changements.cree or changements.modifie:
            reprendre_le_parcours(menage)

    def _titulaire(self, menage: Menage, valeurs: dict[str, Any], changements: Changements) -> None:
        if not valeurs:
            return
        titulaire = menage.titulaire
        if titulaire is None:
            titulaire = Personne(lien=Lien.TITULAIRE, nom=valeurs.get("nom") or menage.reference)
            menage.personnes.append(titulaire)
            changements.modifie = True
        naissance = valeurs.pop("naissance", None)
        cle = "naissance_le" if isinstance(naissance, date) else "naissance_annee"
        changements.poser(titulaire, **valeurs, **{cle: naissance})

    def _quitte(
        self, menage: Menage, valeurs: dict[str, Any], quittes: Quittes, changements: Changements
    ) -> None:  # fmt: skip
        """Le logement quitté : celui de l'UG s'il est connu, sinon celui du dossier, sinon un nouveau."""
        if not valeurs:
            return
        ug = valeurs.get("ug")
        logement = quittes.get((menage.operation.id, ug)) if ug else menage.logement_quitte
        if logement is None:
            logement = LogementQuitte(operation=menage.operation)
            self.session.add(logement)
            if ug:
                quittes[menage.operation.id, ug] = logement
        if menage.logement_quitte is not logement:
            menage.logement_quitte = logement
            changements.modifie = True
        changements.poser(logement, **valeurs)

    def _relier(self) -> None:
        """Rattache chaque décohabitant à son dossier parent ; un parent inconnu se dit."""
        references = set(self.parents) | set(self.parents.values())
        connus = {m.reference: m for m in self._par_reference(sorted(references))}
        lignes = {li.valeurs["DOSSIER"]: li for li in self.lecture.objets} if self.parents else {}
        for enfant, parent in self.parents.items():
            if parent in connus:
                connus[enfant].dossier_parent_id = connus[parent].id
            else:
                ligne = lignes[enfant]
                self.rapport.signaler(
                    ligne.feuille, ligne.ligne, "DOSSIER_PARENT",
                    f"Le dossier parent « {parent} » n’existe pas : le lien n’a pas été fait. Créez-le, puis "
                    "importez de nouveau.",
                )  # fmt: skip

    def _par_reference(self, references: list[str]) -> Iterator[Menage]:
        for debut in range(0, len(references), PAQUET):
            requete = select(Menage).where(Menage.reference.in_(references[debut : debut + PAQUET]))
            yield from self.session.scalars(requete)

    def _menages(self, references: list[str]) -> list[Menage]:
        tout = (Menage.personnes, Menage.couts, Menage.offres, Menage.caleols, Menage.suivis, Menage.etapes)
        options = [selectinload(partie) for partie in tout]
        options += [
            selectinload(Menage.relogements).selectinload(Relogement.logement),
            selectinload(Menage.relogements).selectinload(Relogement.cout),
            selectinload(Menage.logement_quitte),
            selectinload(Menage.operation),
        ]
        requete = select(Menage).where(Menage.reference.in_(references)).options(*options)
        return list(self.session.scalars(requete))

    def _quittes(self, lignes: tuple[LigneSaisie, ...]) -> Quittes:
        ugs = [ug for ligne in lignes if (ug := ligne.valeurs.get("UG"))]
        requete = select(LogementQuitte).where(LogementQuitte.ug.in_(ugs))
        return {(q.operation_id, str(q.ug)): q for q in self.session.scalars(requete)} if ugs else {}


def _a_situer(menage: Menage, ligne: LigneSaisie, changements: Changements) -> list[Demande]:
    """Les logements dont la ligne ne dit pas le quartier, mais donne les coordonnées."""
    if ligne.valeurs.get("QPV_AP") is not None or ligne.valeurs.get("LON_AP") is None:
        return []
    lieu = Lieu(ligne.feuille, ligne.ligne)
    return [Demande(r.logement, r.bail_le, lieu, changements) for r in menage.relogements]


def _parties(valeurs: Mapping[str, Any]) -> Parties:
    """Les valeurs connues d'une ligne, rangées par partie du dossier."""
    parties: Parties = {}
    for colonne in COLONNES:
        if (valeur := valeurs.get(colonne.code)) is not None:
            parties.setdefault(colonne.partie, {})[colonne.attribut] = valeur
    return parties


def _cout(
    menage: Menage, cout: Cout | None, moment: Moment, valeurs: dict[str, Any], changements: Changements
) -> Cout | None:
    if not valeurs:
        return cout
    montants = dict(valeurs)
    source: Source | None = montants.pop("source_apl", None)
    if cout is None:
        cout = Cout(moment=moment)
        menage.couts.append(cout)
        changements.modifie = True
    inclusions = {nom: montants.pop(nom, None) for nom in ("eau_incluse", "chauffage_inclus")}
    changements.poser(cout, **inclusions)
    changements.poser_cout(cout, **montants)
    if source is not None and cout.provenance("apl").source is not source:
        cout.justifier("apl", source, None)
        changements.modifie = True
    return cout


def _offres(menage: Menage, valeurs: dict[str, Any], changements: Changements) -> None:
    """Ce que la table résume ne vaut que pour un dossier dont les offres ne sont pas suivies ici."""
    if not menage.offres:
        changements.poser(menage, **{_REPRISE[nom]: valeur for nom, valeur in valeurs.items()})


def _caleol(menage: Menage, valeurs: dict[str, Any], changements: Changements) -> None:
    if not valeurs:
        return
    passage = menage.caleols[-1] if menage.caleols else None
    if passage is None:
        passage = PassageCaleol()
        menage.caleols.append(passage)
    changements.poser(passage, **valeurs)


def _relogement(menage: Menage, parties: Parties, changements: Changements) -> None:
    valeurs, logement = parties.get("relogement", {}), parties.get("logement", {})
    apres = parties.get("apres", {})
    if not (valeurs or logement or apres):
        return
    nature = valeurs.get("nature") or Nature.DEFINITIF
    relogement = next((r for r in reversed(menage.relogements) if r.nature is nature), None)
    if relogement is None:
        relogement = Relogement(logement=LogementOffert(), nature=nature)
        menage.relogements.append(relogement)
        changements.modifie = True
    changements.poser(relogement, **valeurs)
    changements.poser(relogement.logement, **logement)
    relogement.cout = _cout(menage, relogement.cout, Moment.APRES, apres, changements)


def _suivi(menage: Menage, valeurs: dict[str, Any], changements: Changements) -> None:
    if not valeurs:
        return
    suivi = next((s for s in reversed(menage.suivis) if s.satisfaction is not None), None)
    if suivi is None:
        suivi = Suivi()
        menage.suivis.append(suivi)
    changements.poser(suivi, **valeurs)

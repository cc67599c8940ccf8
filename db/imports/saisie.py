"""Fusionner une table de saisie : un dossier par ligne, retrouvé par sa référence, que le nom doit confirmer."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from db.imports.chantier import Chantier, Noms, Reprise
from db.imports.couts import justifier, poser_cout
from db.imports.fiches import Fiche
from db.imports.operations import nouvelle_operation, operation_de
from db.imports.parcours_repris import reprendre_le_parcours
from db.imports.reperage import DemandeAPlat, Lieu, Reperage
from db.imports.saisie_connus import Connu, Connus, autre_personne
from db.imports.saisie_parties import DU_QUITTE, PAR_PARTIE, REPRISE, Parties, parties_de
from db.operations import operations
from relogement.imports.apercu import Ecart
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
from relogement.nomenclatures import Etat, Lien, Moment, Nature, Source, TypeDossier


def fusionner_saisie(chantier: Chantier, lecture: Lecture[LigneSaisie]) -> None:
    """Reprend toutes les lignes, puis relie les dossiers à leur parent."""
    FusionSaisie(chantier, lecture).fusionner()


def sujet(ligne: LigneSaisie) -> str:
    """« MARTIN Louis », à défaut la référence du dossier."""
    qui = " ".join(filter(None, (ligne.valeurs.get("NOM"), ligne.valeurs.get("PRENOM"))))
    return qui or str(ligne.valeurs["DOSSIER"])


class FusionSaisie:
    """Les dossiers d'un paquet de lignes, lus ensemble, et ce que la table leur apporte."""

    def __init__(self, chantier: Chantier, lecture: Lecture[LigneSaisie]) -> None:
        self.chantier, self.rapport, self.lecture = chantier, chantier.rapport, lecture
        self.operations: dict[str | None, Operation] = {o.code: o for o in operations(chantier.session)}
        self.parents: dict[str, str] = {}
        self.reperage = Reperage(chantier.session, chantier.rapport)
        self.dits: dict[tuple[int, str], tuple[int, tuple[Any, ...]]] = {}

    def fusionner(self) -> None:
        for paquet in self.chantier.paquets(self.lecture.objets):
            self._paquet(paquet)
        self._relier()
        self.chantier.clore()
        self.reperage.conclure()

    def _paquet(self, lignes: Sequence[LigneSaisie]) -> None:
        connus = Connus(self.chantier, lignes)
        neufs: list[tuple[Reprise, LigneSaisie, Connu]] = []
        for lue in lignes:
            ligne = self.chantier.reprendre(lue, sujet(lue))
            if (connu := self._reprendre(ligne, lue, connus)) is not None:
                neufs.append((ligne, lue, connu))
        self.chantier.trancher()
        self.reperage.completer([d for ligne, lue, connu in neufs for d in self._a_situer(ligne, lue, connu)])
        connus.lire_les_etapes(connu for ligne, _, connu in neufs if ligne.change)
        for ligne, lue, connu in neufs:
            if ligne.change:
                reprendre_le_parcours(self.chantier, ligne, connu.vecu)
            if ligne.cochee:
                self.rapport.menages += 1
                self.rapport.personnes += lue.valeurs.get("NB_PERSONNES") or 0

    def _reprendre(self, ligne: Reprise, lue: LigneSaisie, connus: Connus) -> Connu | None:
        parties = parties_de(lue.valeurs)
        reference = parties["menage"]["reference"]
        connu = connus.dossiers.get(reference)
        if connu is not None and (refus := autre_personne(connu, parties.get("titulaire", {}))):
            ligne.ecarter("DOSSIER", refus)
            return None
        if connu is None:
            connu = self._nouveau(ligne, parties)
            if ligne.cochee:
                connus.dossiers[reference] = connu
        ligne.dossier = connu.menage
        du_menage = dict(parties["menage"])
        parent = du_menage.pop("dossier_parent", None)
        if parent and ligne.cochee:
            self.parents[reference] = parent
        ligne.poser(connu.menage, du_menage, PAR_PARTIE["menage"])
        self._titulaire(ligne, connu, parties.get("titulaire", {}))
        self._quitte(ligne, connu, parties.get("quitte", {}), connus)
        self._avant(ligne, connu, parties.get("avant", {}))
        self._offres(ligne, connu, parties.get("offres", {}))
        self._caleol(ligne, connu, parties.get("caleol", {}))
        self._relogement(ligne, connu, parties)
        self._suivi(ligne, connu, parties.get("suivi", {}))
        return connu

    def _nouveau(self, ligne: Reprise, parties: Parties) -> Connu:
        operation = self._operation(parties.get("operation", {}).get("code"), cochee=ligne.cochee)
        menage = ligne.creer(
            Menage, principal=True, reference=parties["menage"]["reference"],
            operation_id=operation.id if operation else None, type=TypeDossier.TITULAIRE, etat=Etat.RECENSE,
        )  # fmt: skip
        return Connu(menage)

    def _operation(self, code: str | None, *, cochee: bool) -> Operation | None:
        """Celle du code, créée au besoin ; sans code, celle que l'on a dite ou la seule du projet."""
        if code not in self.operations:
            if not cochee:
                return None
            session = self.chantier.session
            defaut = self.chantier.choix.operation
            ecrit = self.chantier.ecrit
            neuve = (
                nouvelle_operation(session, code, ecrit=ecrit)
                if code
                else operation_de(session, defaut, ecrit=ecrit)
            )
            self.operations[code] = neuve
        return self.operations[code]

    def _titulaire(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        if not valeurs:
            return
        valeurs = dict(valeurs)
        naissance = valeurs.pop("naissance", None)
        cle_naissance = "naissance_le" if isinstance(naissance, date) else "naissance_annee"
        titulaire = connu.titulaire
        if titulaire is None:
            nom = valeurs.get("nom") or connu.menage.reference
            titulaire = ligne.creer(Personne, menage_id=connu.menage, lien=Lien.TITULAIRE, nom=nom)
            connu.personnes.append(titulaire)
            ligne.ajouter("NOM", "Nom", nom)
        ligne.poser(titulaire, {**valeurs, cle_naissance: naissance}, PAR_PARTIE["titulaire"])

    def _quitte(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any], connus: Connus) -> None:
        """Le logement quitté : celui de l'UG s'il est connu, sinon celui du dossier, sinon un nouveau."""
        if not valeurs:
            return
        menage, ug = connu.menage, valeurs.get("ug")
        sien = connus.quitte_de(menage)
        logement = connus.quittes.get((menage.operation_id, ug)) if ug else sien
        if logement is None:
            logement = ligne.creer(LogementQuitte, operation_id=menage.operation_id)
            if ug and ligne.cochee:
                connus.quittes[menage.operation_id, ug] = logement
        if ug and self._se_contredit(ligne, menage.operation_id, ug, valeurs):
            valeurs = {}
        if sien is not logement:
            ancienne = None if sien is None else sien.valeurs.get("ug")
            ligne.relier(menage, "logement_quitte_id", logement, Ecart("UG", "UG", ancienne, ug))
            if ligne.cochee:
                connus.quitte_du_dossier[id(menage)] = logement
        ligne.poser(logement, valeurs, PAR_PARTIE["quitte"])

    def _se_contredit(self, ligne: Reprise, operation: Any, ug: str, valeurs: dict[str, Any]) -> bool:
        """Deux lignes disent autre chose du même logement : la première est gardée, la seconde se dit."""
        dites = tuple(valeurs.get(nom) for nom in DU_QUITTE)
        premiere, autres = self.dits.setdefault((operation, ug), (ligne.cle.ligne, dites))
        contraires = [
            nom for nom, ici, la in zip(DU_QUITTE, dites, autres, strict=True)
            if ici is not None and la is not None and ici != la
        ]  # fmt: skip
        if not contraires:
            return False
        titres = ", ".join(PAR_PARTIE["quitte"][nom][1] for nom in contraires)
        ligne.signaler(
            "UG",
            f"Le logement {ug} est décrit autrement ligne {premiere} ({titres}) : elle seule est lue.",
        )
        return True

    def _avant(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        if not valeurs:
            return
        cout = connu.avant
        if cout is None:
            cout = ligne.creer(Cout, menage_id=connu.menage, moment=Moment.AVANT, apl_estimee=False)
            connu.couts.append(cout)
        self._montants(ligne, cout, valeurs, PAR_PARTIE["avant"])

    def _montants(self, ligne: Reprise, cout: Fiche, valeurs: dict[str, Any], noms: Noms) -> None:
        montants = dict(valeurs)
        source: Source | None = montants.pop("source_apl", None)
        poser_cout(self.chantier, ligne, cout, montants, noms)
        trace = (cout.valeurs.get("provenances") or {}).get("apl", {})
        if source is not None and trace.get("source") != source.value:
            ligne.ajouter(*noms["source_apl"], source)
            if ligne.cochee:
                justifier(self.chantier, cout, "apl", source)

    def _offres(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        """Ce que la table résume ne vaut que pour un dossier dont les offres ne sont pas suivies ici."""
        if not connu.a_des_offres:
            ligne.poser(connu.menage, {REPRISE[n]: v for n, v in valeurs.items()}, PAR_PARTIE["offres"])

    def _caleol(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        if not valeurs:
            return
        if not connu.caleols:
            connu.caleols.append(ligne.creer(PassageCaleol, menage_id=connu.menage))
        ligne.poser(connu.caleols[-1], valeurs, PAR_PARTIE["caleol"])

    def _relogement(self, ligne: Reprise, connu: Connu, parties: Parties) -> None:
        valeurs, logement = parties.get("relogement", {}), parties.get("logement", {})
        apres = parties.get("apres", {})
        if not (valeurs or logement or apres):
            return
        nature = valeurs.get("nature") or Nature.DEFINITIF
        relogement = next((r for r in reversed(connu.relogements) if r.nature is nature), None)
        if relogement is None:
            offert = ligne.creer(LogementOffert)
            relogement = ligne.creer(Relogement, menage_id=connu.menage, logement_id=offert, nature=nature)
            relogement.valeurs["offert"] = offert
            connu.relogements.append(relogement)
            ligne.ajouter(*PAR_PARTIE["relogement"]["nature"], nature)
        offert = relogement.offert
        ligne.poser(relogement, valeurs, PAR_PARTIE["relogement"])
        ligne.poser(offert, logement, PAR_PARTIE["logement"])
        if apres:
            self._apres(ligne, connu, relogement, apres)

    def _apres(self, ligne: Reprise, connu: Connu, relogement: Fiche, valeurs: dict[str, Any]) -> None:
        cout = connu.apres(relogement)
        if cout is None:
            cout = ligne.creer(
                Cout, menage_id=connu.menage, relogement_id=relogement, moment=Moment.APRES, apl_estimee=False
            )
            connu.couts.append(cout)
        self._montants(ligne, cout, valeurs, PAR_PARTIE["apres"])

    def _suivi(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        if not valeurs:
            return
        suivi = next((s for s in reversed(connu.suivis) if s.valeurs.get("satisfaction") is not None), None)
        if suivi is None:
            suivi = ligne.creer(Suivi, menage_id=connu.menage)
            connu.suivis.append(suivi)
        ligne.poser(suivi, valeurs, PAR_PARTIE["suivi"])

    def _a_situer(self, ligne: Reprise, lue: LigneSaisie, connu: Connu) -> list[DemandeAPlat]:
        """Les logements dont la ligne ne dit pas le quartier, mais donne les coordonnées."""
        if lue.valeurs.get("QPV_AP") is not None or lue.valeurs.get("LON_AP") is None:
            return []
        lieu = Lieu(lue.feuille, lue.ligne)
        return [
            DemandeAPlat(self.chantier, ligne, r.offert, r.valeurs.get("bail_le"), lieu, "QPV_AP")
            for r in connu.relogements
        ]

    def _relier(self) -> None:
        """Rattache chaque décohabitant à son dossier parent ; un parent inconnu se dit."""
        if not self.parents:
            return
        lignes = {li.valeurs["DOSSIER"]: li for li in self.lecture.objets}
        connus = self._par_reference(sorted(set(self.parents) | set(self.parents.values())))
        for enfant, parent in self.parents.items():
            if parent in connus:
                self._rattacher(connus, enfant, parent)
            elif not (parent in lignes and not self.chantier.ecrit):
                ligne = lignes[enfant]
                self.rapport.signaler(
                    ligne.feuille, ligne.ligne, "DOSSIER_PARENT",
                    f"Le dossier parent « {parent} » n’existe pas : le lien n’a pas été fait. Créez-le, puis "
                    "importez de nouveau.",
                )  # fmt: skip

    def _rattacher(self, connus: Mapping[str, Fiche], enfant: str, parent: str) -> None:
        if enfant in connus:
            self.chantier.changer(connus[enfant], "dossier_parent_id", connus[parent].id)

    def _par_reference(self, references: Sequence[str]) -> dict[str, Fiche]:
        trouves: dict[str, Fiche] = {}
        for debut in range(0, len(references), 1000):
            condition = Menage.reference.in_(references[debut : debut + 1000])
            lus = self.chantier.lire(Menage, condition, "reference", "dossier_parent_id")
            trouves |= {fiche.reference: fiche for fiche in lus}
        return trouves

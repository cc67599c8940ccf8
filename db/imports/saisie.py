"""Fusionner une table de saisie : un dossier par ligne, retrouvé par sa référence, que le nom doit confirmer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from db.imports.chantier import Chantier, Noms, Reprise
from db.imports.couts import justifier, poser_cout
from db.imports.fiches import Fiche
from db.imports.operations import nouvelle_operation, operation_de
from db.imports.parcours_repris import Vecu, reprendre_le_parcours
from db.imports.reperage import DemandeAPlat, Lieu, Reperage
from db.operations import operations
from relogement.doublons_lecture import lire
from relogement.doublons_noms import Degre, comparer
from relogement.imports.apercu import Ecart
from relogement.imports.resultat import Lecture
from relogement.imports.saisie import LigneSaisie, Valeurs
from relogement.modeles import (
    Cout,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    Operation,
    PassageCaleol,
    Personne,
    Relogement,
    Suivi,
)
from relogement.nomenclatures import Etat, Lien, Moment, Nature, Source, TypeDossier
from relogement.rapprochement import cle
from relogement.saisie import COLONNES

_REPRISE = {
    "nombre": "nb_offres_reprises",
    "refus": "nb_refus_repris",
    "motif_1": "motif_refus_1",
    "motif_2": "motif_refus_2",
    "premiere_le": "premiere_offre_le",
}
_PAR_PARTIE: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
for _colonne in COLONNES:
    _nom = _REPRISE.get(_colonne.attribut, _colonne.attribut) if _colonne.partie == "offres" else _colonne.attribut
    _PAR_PARTIE[_colonne.partie][_nom] = (_colonne.code, _colonne.libelle)
_PAR_PARTIE["titulaire"] |= dict.fromkeys(("naissance_le", "naissance_annee"), ("NAISSANCE", "Naissance"))
_CHEMINS = {colonne.code: (colonne.partie, colonne.attribut) for colonne in COLONNES}
_DU_MENAGE = (
    *(c.attribut for c in COLONNES if c.partie == "menage" and c.attribut != "dossier_parent"),
    *_REPRISE.values(), "operation_id", "logement_quitte_id", "etat", "informe_le", "sne_le",
)  # fmt: skip
_DE_L_OFFERT = tuple(c.attribut for c in COLONNES if c.partie == "logement")
_DU_QUITTE = tuple(c.attribut for c in COLONNES if c.partie == "quitte")
Parties = dict[str, dict[str, Any]]


def fusionner_saisie(chantier: Chantier, lecture: Lecture[LigneSaisie]) -> None:
    """Reprend toutes les lignes, puis relie les dossiers à leur parent."""
    FusionSaisie(chantier, lecture).fusionner()


def sujet(ligne: LigneSaisie) -> str:
    """« MARTIN Louis », à défaut la référence du dossier."""
    qui = " ".join(filter(None, (ligne.valeurs.get("NOM"), ligne.valeurs.get("PRENOM"))))
    return qui or str(ligne.valeurs["DOSSIER"])


@dataclass
class Connu:
    """Un dossier et ce qui en dépend, à plat."""

    menage: Fiche
    personnes: list[Fiche] = field(default_factory=list)
    couts: list[Fiche] = field(default_factory=list)
    caleols: list[Fiche] = field(default_factory=list)
    relogements: list[Fiche] = field(default_factory=list)
    suivis: list[Fiche] = field(default_factory=list)
    etapes: list[Fiche] = field(default_factory=list)
    a_des_offres: bool = False

    @property
    def titulaire(self) -> Fiche | None:
        titulaires = [p for p in self.personnes if p.lien is Lien.TITULAIRE]
        return next(iter(titulaires + self.personnes), None)

    @property
    def avant(self) -> Fiche | None:
        return next((c for c in self.couts if c.moment is Moment.AVANT), None)

    def apres(self, relogement: Fiche) -> Fiche | None:
        if relogement.id is None:
            return None
        return next((c for c in self.couts if c.relogement_id == relogement.id), None)

    @property
    def vecu(self) -> Vecu:
        return Vecu(self.menage, self.etapes, self.caleols, self.relogements)


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
        connus = _Connus(self.chantier, lignes)
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

    def _reprendre(self, ligne: Reprise, lue: LigneSaisie, connus: "_Connus") -> Connu | None:
        parties = _parties(lue.valeurs)
        reference = parties["menage"]["reference"]
        connu = connus.dossiers.get(reference)
        if connu is not None and (refus := _autre_personne(connu, parties.get("titulaire", {}))):
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
        ligne.poser(connu.menage, du_menage, _PAR_PARTIE["menage"])
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
        ligne.poser(titulaire, {**valeurs, cle_naissance: naissance}, _PAR_PARTIE["titulaire"])

    def _quitte(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any], connus: "_Connus") -> None:
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
        ligne.poser(logement, valeurs, _PAR_PARTIE["quitte"])

    def _se_contredit(self, ligne: Reprise, operation: Any, ug: str, valeurs: dict[str, Any]) -> bool:
        """Deux lignes disent autre chose du même logement : la première est gardée, la seconde se dit."""
        dites = tuple(valeurs.get(nom) for nom in _DU_QUITTE)
        premiere, autres = self.dits.setdefault((operation, ug), (ligne.cle.ligne, dites))
        contraires = [
            nom for nom, ici, la in zip(_DU_QUITTE, dites, autres, strict=True)
            if ici is not None and la is not None and ici != la
        ]  # fmt: skip
        if not contraires:
            return False
        titres = ", ".join(_PAR_PARTIE["quitte"][nom][1] for nom in contraires)
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
        self._montants(ligne, cout, valeurs, _PAR_PARTIE["avant"])

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
            ligne.poser(connu.menage, {_REPRISE[n]: v for n, v in valeurs.items()}, _PAR_PARTIE["offres"])

    def _caleol(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        if not valeurs:
            return
        if not connu.caleols:
            connu.caleols.append(ligne.creer(PassageCaleol, menage_id=connu.menage))
        ligne.poser(connu.caleols[-1], valeurs, _PAR_PARTIE["caleol"])

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
            ligne.ajouter(*_PAR_PARTIE["relogement"]["nature"], nature)
        offert = relogement.offert
        ligne.poser(relogement, valeurs, _PAR_PARTIE["relogement"])
        ligne.poser(offert, logement, _PAR_PARTIE["logement"])
        if apres:
            self._apres(ligne, connu, relogement, apres)

    def _apres(self, ligne: Reprise, connu: Connu, relogement: Fiche, valeurs: dict[str, Any]) -> None:
        cout = connu.apres(relogement)
        if cout is None:
            cout = ligne.creer(
                Cout, menage_id=connu.menage, relogement_id=relogement, moment=Moment.APRES, apl_estimee=False
            )
            connu.couts.append(cout)
        self._montants(ligne, cout, valeurs, _PAR_PARTIE["apres"])

    def _suivi(self, ligne: Reprise, connu: Connu, valeurs: dict[str, Any]) -> None:
        if not valeurs:
            return
        suivi = next((s for s in reversed(connu.suivis) if s.valeurs.get("satisfaction") is not None), None)
        if suivi is None:
            suivi = ligne.creer(Suivi, menage_id=connu.menage)
            connu.suivis.append(suivi)
        ligne.poser(suivi, valeurs, _PAR_PARTIE["suivi"])

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


class _Connus:
    """Ce que l'on sait, à plat, des dossiers d'un paquet."""

    def __init__(self, chantier: Chantier, lignes: Sequence[LigneSaisie]) -> None:
        self.chantier = chantier
        references = [str(lue.valeurs["DOSSIER"]) for lue in lignes]
        menages = chantier.lire(Menage, Menage.reference.in_(references), *_DU_MENAGE)
        self.dossiers = {m.reference: Connu(m) for m in menages}
        self.par_id = {c.menage.id: c for c in self.dossiers.values()}
        self.quitte_du_dossier: dict[int, Fiche] = {}
        if ids := list(self.par_id):
            self._ranger(ids)
        self._quittes(lignes)

    def _ranger(self, ids: list[Any]) -> None:
        for modele, partie in (
            (Personne, "personnes"), (Cout, "couts"), (PassageCaleol, "caleols"), (Suivi, "suivis"),
            (Relogement, "relogements"),
        ):  # fmt: skip
            for fiche in self.chantier.lire(modele, _du_dossier(modele, ids)):
                getattr(self.par_id[fiche.menage_id], partie).append(fiche)
        for numero in self.chantier.session.scalars(select(Offre.menage_id).where(Offre.menage_id.in_(ids))):
            self.par_id[numero].a_des_offres = True
        relogements = [r for c in self.par_id.values() for r in c.relogements]
        offerts = [r.logement_id for r in relogements]
        condition = LogementOffert.id.in_(offerts)
        siens = {
            f.id: f for f in (self.chantier.lire(LogementOffert, condition, *_DE_L_OFFERT) if offerts else ())
        }
        for relogement in relogements:
            relogement.valeurs["offert"] = siens[relogement.logement_id]

    def _quittes(self, lignes: Sequence[LigneSaisie]) -> None:
        ugs = sorted({ug for ligne in lignes if (ug := ligne.valeurs.get("UG"))})
        ids = [n for c in self.dossiers.values() if (n := c.menage.logement_quitte_id) is not None]
        lus: dict[Any, Fiche] = {}
        if ugs:
            lus |= {f.id: f for f in self.chantier.lire(LogementQuitte, LogementQuitte.ug.in_(ugs))}
        if restants := [numero for numero in ids if numero not in lus]:
            lus |= {f.id: f for f in self.chantier.lire(LogementQuitte, LogementQuitte.id.in_(restants))}
        self.quittes = {(f.operation_id, f.ug): f for f in lus.values() if f.ug}
        self._quittes_par_id = lus

    def quitte_de(self, menage: Fiche) -> Fiche | None:
        dit = self.quitte_du_dossier.get(id(menage))
        return dit if dit is not None else self._quittes_par_id.get(menage.valeurs.get("logement_quitte_id"))

    def lire_les_etapes(self, connus: Iterable[Connu]) -> None:
        """Seuls les dossiers qui changent ont besoin de leurs étapes."""
        ids = [c.menage.id for c in connus if c.menage.id is not None]
        if ids:
            for fiche in self.chantier.lire(Etape, Etape.menage_id.in_(ids), "menage_id", "etat", "le"):
                self.par_id[fiche.menage_id].etapes.append(fiche)


def _du_dossier(modele: Any, ids: list[Any]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = modele.menage_id.in_(ids)
    return condition


def _parties(valeurs: Valeurs) -> Parties:
    """Les valeurs connues d'une ligne, rangées par partie du dossier."""
    parties: Parties = {}
    for code, valeur in valeurs.connues():
        partie, attribut = _CHEMINS[code]
        parties.setdefault(partie, {})[attribut] = valeur
    return parties


def _autre_personne(connu: Connu, lu: Mapping[str, Any]) -> str:
    """Une référence déjà prise par quelqu'un dont ni le nom ni la naissance ne sont ceux-là."""
    titulaire, nom, naissance = connu.titulaire, lu.get("nom"), lu.get("naissance")
    if titulaire is None or not nom or cle(titulaire.nom) == cle(nom):
        return ""
    if any(cle(p.nom) == cle(nom) for p in connu.personnes):
        return ""
    if comparer(lire(titulaire.nom, titulaire.prenom), lire(nom, lu.get("prenom"))).degre > Degre.DIFFERENT:
        return ""
    nee = titulaire.valeurs.get("naissance_le") or titulaire.valeurs.get("naissance_annee")
    if naissance is None or nee is None or _annee(nee) == _annee(naissance):
        return ""
    return (
        f"Le dossier {connu.menage.reference} est ici celui d’une autre personne : ni le nom ni la naissance ne "
        "sont les mêmes. Corrigez la référence, ou le dossier."
    )


def _annee(naissance: date | int) -> int:
    return naissance.year if isinstance(naissance, date) else naissance

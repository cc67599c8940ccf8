"""Ce que l'on sait, à plat, des dossiers qu'un paquet de lignes de saisie désigne."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from db.imports.chantier import Chantier
from db.imports.fiches import Fiche
from db.imports.parcours_repris import Vecu
from db.imports.saisie_parties import REPRISE
from relogement.doublons_lecture import lire
from relogement.doublons_noms import Degre, comparer
from relogement.imports.saisie import LigneSaisie
from relogement.modeles import (
    Cout,
    Etape,
    LogementOffert,
    LogementQuitte,
    Menage,
    Offre,
    PassageCaleol,
    Personne,
    Relogement,
    Suivi,
)
from relogement.nomenclatures import Lien, Moment
from relogement.rapprochement import cle
from relogement.saisie import COLONNES

_DU_MENAGE = (
    *(c.attribut for c in COLONNES if c.partie == "menage" and c.attribut != "dossier_parent"),
    *REPRISE.values(), "operation_id", "logement_quitte_id", "etat", "informe_le", "sne_le",
)  # fmt: skip
_DE_L_OFFERT = tuple(c.attribut for c in COLONNES if c.partie == "logement")


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


class Connus:
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


def autre_personne(connu: Connu, lu: Mapping[str, Any]) -> str:
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

"""Fusionner un tableau quelconque : retrouver le dossier de chaque ligne, puis la reprendre comme une saisie.

Un dossier se retrouve à sa référence, sinon à l'UG et au nom, au numéro unique, au nom et à la naissance ; jamais
au nom seul. Une ligne sans dossier en ouvre un, sous une référence neuve.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.corbeille import references_jetees
from db.imports.chantier import Chantier
from db.imports.operations import operation_de
from db.imports.saisie import FusionSaisie
from relogement.imports.resultat import Lecture
from relogement.imports.saisie import LigneSaisie
from relogement.modeles import LogementQuitte, Menage, Operation, Personne
from relogement.nomenclatures import Lien, TypeDossier
from relogement.rapprochement import cle
from relogement.rapprochement_sne import numero_propre

HOMONYME = (
    "Le dossier {autre} porte le même nom, et rien d’autre ne dit si c’est le même ménage. Ajoutez sa référence, "
    "l’UG ou la date de naissance, puis importez de nouveau."
)
AUTRE_NOM = (
    "Le logement {ug} est suivi dans le dossier {autre}, à un autre nom. Corrigez le nom ou l’UG, ou donnez la "
    "référence du dossier."
)
PLUSIEURS = "Plusieurs dossiers conviennent ({autres}) : donnez la référence du bon."
SANS_NOM = "Aucun dossier ne convient et la ligne n’a pas de nom : donnez le nom ou la référence du dossier."
AUTRE_UG = "Le dossier {autre} a ce nom et cette naissance, mais une autre UG ({ug}). Vérifiez l’UG de la ligne."
DEJA = "Cette ligne désigne le dossier {autre}, déjà lu à la ligne {ligne} : gardez une seule ligne par dossier."


@dataclass(frozen=True, repr=False)
class _Connu:
    """Ce qui désigne un dossier déjà suivi."""

    reference: str
    operation_id: int
    ug: str | None
    nom: str
    prenom: str
    naissance: date | int | None
    numero: str


@dataclass(frozen=True, repr=False)
class _Trouve:
    """Le dossier d'une ligne (et son UG, écrite comme dans la base), ou pourquoi il n'y en a pas."""

    reference: str | None = None
    motif: str = ""
    ug: str | None = None


def fusionner_autre(chantier: Chantier, lecture: Lecture[LigneSaisie]) -> None:
    """Chaque ligne va à son dossier ; celle qui en désigne deux, ou aucun sûrement, est écartée avec sa raison."""
    lignes = tuple(designer(chantier, lecture.objets))
    FusionSaisie(chantier, replace(lecture, objets=lignes)).fusionner()


def designer(chantier: Chantier, lignes: Sequence[LigneSaisie]) -> Iterator[LigneSaisie]:
    """Les lignes qui entrent, chacune sous la référence de son dossier."""
    dossiers, vus = _Dossiers(chantier), dict[str, int]()
    for ligne in chantier.cochees_d_abord(lignes):
        trouve = dossiers.de(ligne.valeurs)
        motif = trouve.motif
        if trouve.reference in vus:
            motif = DEJA.format(autre=trouve.reference, ligne=vus[trouve.reference])
        if motif or trouve.reference is None:
            chantier.reprendre(ligne, sujet_ecarte(ligne)).ecarter(None, motif)
            continue
        vus[trouve.reference] = ligne.ligne
        ligne.valeurs = ligne.valeurs.avec("DOSSIER", trouve.reference)
        if trouve.ug is not None:
            ligne.valeurs = ligne.valeurs.avec("UG", trouve.ug)
        yield ligne


def sujet_ecarte(ligne: LigneSaisie) -> str:
    return str(ligne.valeurs.get("NOM") or ligne.valeurs.get("DOSSIER") or ligne.valeurs.get("UG") or "")


class _Dossiers:
    """Les dossiers du projet, par tout ce qui les désigne."""

    def __init__(self, chantier: Chantier) -> None:
        session = self._session = chantier.session
        self._code, self._ecrit = chantier.choix.operation, chantier.ecrit
        self._operations = {o.code: o.id for o in session.scalars(select(Operation))}
        self._par_reference = {c.reference: c for c in _connus(session)}
        self._par_ug: dict[tuple[int, str], list[_Connu]] = defaultdict(list)
        self._par_numero: dict[str, list[_Connu]] = defaultdict(list)
        self._par_nom: dict[str, list[_Connu]] = defaultdict(list)
        for connu in self._par_reference.values():
            self._ranger(connu)
        self._ugs = {(o, _ug(ug)): str(ug) for o, ug in session.execute(
            select(LogementQuitte.operation_id, LogementQuitte.ug).where(LogementQuitte.ug.is_not(None))
        )}  # fmt: skip
        self._libres: dict[str, Iterator[str]] = {}

    def _ranger(self, connu: _Connu) -> None:
        if connu.ug:
            self._par_ug[connu.operation_id, _ug(connu.ug)].append(connu)
        if connu.numero:
            self._par_numero[connu.numero].append(connu)
        self._par_nom[connu.nom].append(connu)

    def de(self, valeurs: Any) -> _Trouve:
        operation = self._operation(valeurs.get("OPERATION"))
        ug = self._ugs.get((operation, _ug(valeurs["UG"]))) if valeurs["UG"] else None
        if reference := valeurs["DOSSIER"]:
            return _Trouve(reference, ug=ug)
        trouve = self._par_un_numero(valeurs) or self._par_le_logement(valeurs, operation)
        trouve = trouve or self._par_le_nom(valeurs, operation)
        if trouve is None:
            trouve = self._ouvrir(valeurs, operation) if valeurs["NOM"] else _Trouve(motif=SANS_NOM)
        return replace(trouve, ug=ug)

    def _ouvrir(self, valeurs: Any, operation: int) -> _Trouve:
        """Un dossier de plus, que les lignes suivantes du fichier doivent reconnaître."""
        reference = self._neuve(operation)
        numero = valeurs.get("NUMERO_UNIQUE")
        self._ranger(_Connu(
            reference, operation, valeurs["UG"], cle(valeurs["NOM"]), cle(valeurs["PRENOM"] or ""),
            valeurs.get("NAISSANCE"), numero_propre(numero) if numero else "",
        ))  # fmt: skip
        return _Trouve(reference)

    def _par_un_numero(self, valeurs: Any) -> _Trouve | None:
        numero = valeurs.get("NUMERO_UNIQUE")
        memes = self._par_numero.get(numero_propre(numero), []) if numero else []
        return _seul(memes) if memes else None

    def _par_le_logement(self, valeurs: Any, operation: int) -> _Trouve | None:
        """L'UG et le nom ; l'UG seule quand la ligne ne nomme personne et qu'un seul dossier y est suivi."""
        la = self._par_ug.get((operation, _ug(valeurs["UG"])), []) if valeurs["UG"] else []
        if not la:
            return None
        memes = [c for c in la if not valeurs["NOM"] or _meme_nom(c, valeurs)]
        if not memes and valeurs.get("TYPE_DOSSIER") in (TypeDossier.DECOHABITANT, TypeDossier.HEBERGE):
            return None
        if not memes:
            return _Trouve(motif=AUTRE_NOM.format(ug=valeurs["UG"], autre=la[0].reference))
        return _seul(memes)

    def _par_le_nom(self, valeurs: Any, operation: int) -> _Trouve | None:
        """Le nom et la naissance ; un homonyme sans autre repère ne se devine pas."""
        ici = self._par_nom.get(cle(valeurs["NOM"] or ""), []) if valeurs["NOM"] else []
        nommes = [c for c in ici if _meme_nom(c, valeurs)]
        nes = [c for c in nommes if valeurs.get("NAISSANCE") is not None and c.naissance == valeurs["NAISSANCE"]]
        if nes and valeurs["UG"] and all(c.ug and _ug(c.ug) != _ug(valeurs["UG"]) for c in nes):
            return _Trouve(motif=AUTRE_UG.format(autre=nes[0].reference, ug=nes[0].ug))
        if nes:
            return _seul(nes)
        douteux = [c for c in nommes if c.operation_id == operation and not _departages(c, valeurs)]
        return _Trouve(motif=HOMONYME.format(autre=douteux[0].reference)) if douteux else None

    def _operation(self, code: str | None) -> int:
        """Celle de la ligne, sinon celle que l'on a dite ; une opération encore inconnue n'a pas de dossier."""
        if code:
            return self._operations.get(code, 0)
        return self._par_defaut

    @cached_property
    def _par_defaut(self) -> int:
        operation = operation_de(self._session, self._code, ecrit=self._ecrit)
        self._operations[operation.code] = operation.id
        return operation.id

    def _neuve(self, operation: int) -> str:
        code = next((c for c, numero in self._operations.items() if numero == operation), "D")
        if code not in self._libres:
            prises = set(self._par_reference) | references_jetees(self._session, code)
            self._libres[code] = (r for n in count(1) if (r := f"{code}-{n:03d}") not in prises)
        return next(self._libres[code])


def _connus(session: Session) -> Iterator[_Connu]:
    requete = (
        select(
            Menage.reference, Menage.operation_id, LogementQuitte.ug, Personne.nom, Personne.prenom,
            Personne.naissance_le, Personne.naissance_annee, Menage.numero_unique,
        )
        .outerjoin(LogementQuitte, LogementQuitte.id == Menage.logement_quitte_id)
        .outerjoin(Personne, (Personne.menage_id == Menage.id) & (Personne.lien == Lien.TITULAIRE))
        .order_by(Menage.id)
    )  # fmt: skip
    for reference, operation, ug, nom, prenom, le, annee, numero in session.execute(requete):
        propre = numero_propre(numero) if numero else ""
        yield _Connu(reference, operation, ug, cle(nom or ""), cle(prenom or ""), le or annee, propre)


def _seul(memes: list[_Connu]) -> _Trouve:
    references = list(dict.fromkeys(c.reference for c in memes))
    if len(references) > 1:
        return _Trouve(motif=PLUSIEURS.format(autres=", ".join(references)))
    return _Trouve(references[0])


def _meme_nom(connu: _Connu, valeurs: Any) -> bool:
    """Le même nom, et le même prénom quand les deux sont connus."""
    if connu.nom != cle(valeurs["NOM"]):
        return False
    prenom = cle(valeurs["PRENOM"] or "")
    return not connu.prenom or not prenom or connu.prenom == prenom


def _departages(connu: _Connu, valeurs: Any) -> bool:
    """Deux UG, ou deux naissances, que l'on connaît et qui diffèrent : ce sont deux ménages."""
    deux_ug = bool(connu.ug and valeurs["UG"]) and _ug(connu.ug) != _ug(valeurs["UG"])
    naissance = valeurs.get("NAISSANCE")
    deux_naissances = None not in (connu.naissance, naissance) and connu.naissance != naissance
    return deux_ug or deux_naissances


def _ug(ug: str | None) -> str:
    return cle(ug or "").lstrip("0")

"""Compléter les logements que l'on suit par ce que le répertoire en sait : seulement ce qui était inconnu."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from relogement.base import Ligne
from relogement.champs import champs
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.resultat import Place
from relogement.imports.rpls import LogementRpls
from relogement.imports.rpls.rapprocher import Repertoire, manquants
from relogement.modeles import LogementOffert, LogementQuitte
from relogement.rapprochement import cle
from relogement.textes import INSECABLE, pluriel

NON_RAPPROCHES = 10
Modele = type[LogementQuitte] | type[LogementOffert]
_MOTS: Mapping[Modele, tuple[str, str]] = {
    LogementQuitte: ("logement quitté complété", "logements quittés complétés"),
    LogementOffert: ("logement offert complété", "logements offerts complétés"),
}


@dataclass(frozen=True)
class Complement:
    """Ce qu'une ligne du répertoire apprend d'un logement que l'on suit."""

    modele: Modele
    numero: int
    nom: str = field(repr=False)
    valeurs: Mapping[str, Any] = field(repr=False)


class Complements:
    """Les compléments de chaque ligne ; rien de connu n'y change."""

    def __init__(self, session: Session, lus: Sequence[LogementRpls], bailleur: str | None) -> None:
        self._par_ligne: dict[Place, list[Complement]] = defaultdict(list)
        self._dementis: list[str] = []
        self._faits: dict[Modele, list[Complement]] = {modele: [] for modele in _MOTS}
        repertoire = Repertoire(lus)
        if any(lu.ident_int for lu in lus):
            self._des_quittes(session, repertoire, bailleur)
        self._des_offerts(session, repertoire)

    def _des_quittes(self, session: Session, repertoire: Repertoire, bailleur: str | None) -> None:
        for quitte in session.scalars(select(LogementQuitte).where(LogementQuitte.ug.is_not(None))):
            if bailleur and quitte.bailleur and cle(bailleur) != cle(quitte.bailleur):
                continue
            if (lu := repertoire.du_quitte(quitte)) is not None:
                self._noter(lu, LogementQuitte, quitte.id, f"logement quitté {quitte.ug}", manquants(quitte, lu))
            elif repertoire.dement(quitte):
                self._dementis.append(str(quitte.ug))

    def _des_offerts(self, session: Session, repertoire: Repertoire) -> None:
        situes = (LogementOffert.adresse.is_not(None), LogementOffert.commune_insee.is_not(None))
        for offert in session.scalars(select(LogementOffert).where(*situes)):
            lu, inconnus = repertoire.de_l_offert(offert)
            if lu is not None:
                self._noter(lu, LogementOffert, offert.id, f"logement offert, {offert.libelle}", inconnus)

    def _noter(self, lu: LogementRpls, modele: Modele, numero: int, nom: str, valeurs: Mapping[str, Any]) -> None:
        if valeurs:
            self._par_ligne[lu.feuille, lu.ligne].append(Complement(modele, numero, nom, valeurs))

    def lire(self, chantier: Chantier, paquet: Sequence[LogementRpls]) -> Mapping[tuple[Modele, int], Fiche]:
        """Les logements que ce paquet complète, à plat."""
        voulus: dict[Modele, set[int]] = defaultdict(set)
        for lu in paquet:
            for complement in self._par_ligne.get((lu.feuille, lu.ligne), ()):
                voulus[complement.modele].add(complement.numero)
        return {
            (modele, fiche.id or 0): fiche
            for modele, numeros in voulus.items()
            for fiche in chantier.lire(modele, modele.id.in_(numeros))
        }

    def poser(self, ligne: Reprise, lu: LogementRpls, suivis: Mapping[tuple[Modele, int], Fiche]) -> None:
        """Pose les compléments d'une ligne : l'aperçu les montre, le lot les annule."""
        for c in self._par_ligne.get((lu.feuille, lu.ligne), ()):
            titres = {n: (f"{c.modele.__tablename__}.{n}", f"{_libelle(c.modele, n)}, {c.nom}") for n in c.valeurs}
            ligne.poser(suivis[c.modele, c.numero], c.valeurs, titres)
            if ligne.cochee:
                self._faits[c.modele].append(c)

    def dire(self, anomalies: list[Anomalie]) -> None:
        for modele, faits in self._faits.items():
            if faits:
                comptes = Counter(nom for c in faits for nom in c.valeurs)
                dits = ", ".join(f"{_libelle(modele, n).lower()} {x}" for n, x in comptes.most_common())
                message = f"{pluriel(len(faits), *_MOTS[modele])} d’après le répertoire{INSECABLE}: {dits}."
                anomalies.append(Anomalie("", None, None, Gravite.INFO, message))
        if self._dementis:
            cites = ", ".join(self._dementis[:NON_RAPPROCHES]) + "…" * (len(self._dementis) > NON_RAPPROCHES)
            message = (
                f"Le répertoire donne une autre typologie ou une autre surface à {cites}{INSECABLE}: rien n’y a "
                "été complété. Vérifiez ces codes."
            )
            anomalies.append(Anomalie("", None, "IDENT_INT", Gravite.AVERTISSEMENT, message))


def _libelle(modele: type[Ligne], nom: str) -> str:
    return champs(modele)[nom].libelle

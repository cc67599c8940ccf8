"""Les logements déjà lus, par code : une deuxième ligne est un cotitulaire ou un doublon, pas un logement."""

from dataclasses import replace

from relogement.imports.anomalies import Gravite
from relogement.imports.etat_locatif.objets import Identite, LogementLu, OccupantLu
from relogement.imports.rangees import Rangee
from relogement.imports.valeurs import montant_positif
from relogement.rapprochement import cle


class Registre:
    """Garde l'ordre du fichier ; un code écarté reste connu, pour que sa deuxième ligne ne le ressuscite pas."""

    def __init__(self) -> None:
        self._logements: list[LogementLu] = []
        self._rang: dict[str, int | None] = {}

    def logements(self) -> tuple[LogementLu, ...]:
        return tuple(self._logements)

    def connait(self, ug: str) -> bool:
        return ug in self._rang

    def ajouter(self, logement: LogementLu) -> None:
        self._rang[logement.ug] = len(self._logements)
        self._logements.append(logement)

    def ajouter_annexe(self, logement: LogementLu) -> None:
        self._logements.append(logement)

    def ecarter(self, ug: str) -> None:
        self._rang[ug] = None

    def deuxieme_ligne(self, rangee: Rangee, ug: str, personnes: tuple[Identite, ...]) -> None:
        """Ajoute un cotitulaire, ou écarte la ligne en disant pourquoi."""
        rang = self._rang[ug]
        if rang is None:
            motif = "Ce logement est déjà écarté plus haut : corrigez d’abord sa première ligne."
            rangee.carnet.ecarter(rangee.numero, rangee.entete.titre("ug"), motif)
            return
        connu = self._logements[rang]
        if connu.occupant is None or not personnes:
            _doublon(rangee, connu, "Gardez une seule ligne par logement.")
        elif personnes[0] == Identite(connu.occupant.nom, connu.occupant.prenom):
            motif = f"Même logement et même locataire que la ligne {connu.ligne} : la ligne n’est pas reprise."
            rangee.carnet.ecarter(rangee.numero, rangee.entete.titre("ug"), motif, Gravite.AVERTISSEMENT)
        elif not _meme_loyer(rangee, connu.occupant):
            _doublon(rangee, connu, "Son loyer diffère : corrigez le code ou le loyer.")
        else:
            rangee.carnet.joindre(rangee.numero, (connu.feuille, connu.ligne))
            self._logements[rang] = _avec_cotitulaires(connu, connu.occupant, personnes)


def _avec_cotitulaires(connu: LogementLu, occupant: OccupantLu, personnes: tuple[Identite, ...]) -> LogementLu:
    deja = {cle(f"{p.nom} {p.prenom or ''}") for p in occupant.cotitulaires}
    nouveaux = tuple(p for p in personnes if cle(f"{p.nom} {p.prenom or ''}") not in deja)
    return replace(connu, occupant=replace(occupant, cotitulaires=occupant.cotitulaires + nouveaux))


def _meme_loyer(rangee: Rangee, occupant: OccupantLu) -> bool:
    loyer = rangee.valeur("loyer", montant_positif, souple=True)
    return not loyer or loyer == occupant.loyer


def _doublon(rangee: Rangee, connu: LogementLu, conseil: str) -> None:
    motif = f"Le code « {connu.ug} » est déjà à la ligne {connu.ligne}. {conseil}"
    rangee.carnet.ecarter(rangee.numero, rangee.entete.titre("ug"), motif)

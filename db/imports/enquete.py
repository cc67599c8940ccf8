"""Fusionner des enquêtes sociales : chacune retrouve son dossier par l'UG, et le nom le confirme."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from db.imports.operations import operation_de
from db.imports.parcours_repris import reprendre_le_parcours, vecus
from relogement.imports.enquete import EnqueteLue
from relogement.imports.resultat import Lecture
from relogement.modeles import LogementQuitte, Menage, Personne, Souhait
from relogement.rapprochement import cle

_DU_MENAGE = (
    "nb_personnes", "nb_moins_14", "ressources", "rfr", "souhait_typologie", "logement_adapte",
    "accompagnement", "enquete_le",
)  # fmt: skip


@dataclass
class Suivi:
    """Un dossier de l'opération, ses personnes et ses souhaits."""

    menage: Fiche
    personnes: list[Fiche] = field(default_factory=list)
    souhaits: list[Fiche] = field(default_factory=list)


def fusionner_enquetes(chantier: Chantier, lecture: Lecture[EnqueteLue]) -> None:
    """Reporte chaque enquête sur son dossier ; sans dossier, ou à un autre nom, elle est écartée."""
    operation = operation_de(chantier.session, chantier.choix.operation, ecrit=chantier.ecrit)
    logements: dict[str, list[int]] = defaultdict(list)
    requete = select(LogementQuitte.ug, LogementQuitte.id).where(LogementQuitte.operation_id == operation.id)
    for ug, numero in chantier.session.execute(requete):
        logements[_ug(ug)].append(numero)
    for paquet in chantier.paquets(lecture.objets):
        dossiers = _dossiers(chantier, logements, paquet)
        reprises = [r for lue in paquet if (r := _reprendre(chantier, lue, dossiers)) is not None]
        chantier.trancher()
        _mener_plus_loin(chantier, {menage.id: (ligne, menage) for ligne, menage in reprises if ligne.change})


def sujet(lue: EnqueteLue) -> str:
    return lue.nom or f"Logement {lue.ug}"


def _reprendre(
    chantier: Chantier, lue: EnqueteLue, dossiers: dict[str, list[Suivi]]
) -> tuple[Reprise, Fiche] | None:
    ligne = chantier.reprendre(lue, sujet(lue))
    suivi, refus = _dossier_de(lue, dossiers)
    if suivi is None:
        ligne.ecarter(None, refus)
        return None
    ligne.dossier = suivi.menage
    ligne.poser(suivi.menage, {nom: getattr(lue, nom) for nom in _DU_MENAGE})
    _souhaiter(ligne, suivi, lue.souhait_quartiers)
    if ligne.cochee:
        chantier.rapport.menages += 1
        chantier.rapport.personnes += lue.nb_personnes or 0
    return ligne, suivi.menage


def _mener_plus_loin(chantier: Chantier, menages: Mapping[int | None, tuple[Reprise, Fiche]]) -> None:
    for numero, vecu in vecus(chantier, [menage for _, menage in menages.values()]).items():
        reprendre_le_parcours(chantier, menages[numero][0], vecu)


def _souhaiter(ligne: Reprise, suivi: Suivi, lieux: Sequence[str]) -> None:
    """Les lieux que le dossier n'a pas encore, à la suite des siens et dans l'ordre du fichier."""
    connus = {cle(s.lieu) for s in suivi.souhaits if s.lieu}
    rang = max((s.rang for s in suivi.souhaits), default=0)
    for lieu in lieux:
        if cle(lieu) not in connus:
            rang += 1
            souhait = ligne.creer(Souhait, menage_id=suivi.menage, rang=rang, lieu=lieu)
            if ligne.cochee:
                suivi.souhaits.append(souhait)
            connus.add(cle(lieu))
            ligne.ajouter("souhait_quartiers", "Quartiers souhaités", lieu)


def _dossiers(
    chantier: Chantier, logements: dict[str, list[int]], paquet: Sequence[EnqueteLue]
) -> dict[str, list[Suivi]]:
    """Les dossiers de ces logements, par UG sans zéros de tête."""
    voulus = {numero: ug for lue in paquet for ug in [_ug(lue.ug)] for numero in logements.get(ug, ())}
    ranges: dict[str, list[Suivi]] = defaultdict(list)
    if not voulus:
        return ranges
    suivis = {m.id: Suivi(m) for m in chantier.lire(Menage, Menage.logement_quitte_id.in_(list(voulus)))}
    if suivis:
        ids = list(suivis)
        for personne in chantier.lire(Personne, Personne.menage_id.in_(ids), "menage_id", "nom"):
            suivis[personne.menage_id].personnes.append(personne)
        for souhait in chantier.lire(Souhait, Souhait.menage_id.in_(ids), "menage_id", "rang", "lieu"):
            suivis[souhait.menage_id].souhaits.append(souhait)
    for suivi in suivis.values():
        ranges[voulus[suivi.menage.logement_quitte_id]].append(suivi)
    return ranges


def _dossier_de(lue: EnqueteLue, dossiers: dict[str, list[Suivi]]) -> tuple[Suivi | None, str]:
    candidats = dossiers.get(_ug(lue.ug), [])
    if not candidats:
        return None, f"Aucun dossier au logement {lue.ug}. Importez d’abord l’état locatif, ou corrigez le code."
    trouves = [s for s in candidats if lue.nom is None or _porte_le_nom(s, lue.nom)]
    if not trouves:
        return None, f"Le dossier du logement {lue.ug} est à un autre nom. Vérifiez le nom et le code."
    if len(trouves) > 1 and lue.nom is None:
        return None, f"Le logement {lue.ug} a {len(trouves)} dossiers et la ligne n’a pas de nom : complétez-le."
    return trouves[0], ""


def _porte_le_nom(suivi: Suivi, nom: str) -> bool:
    """Le nom lu est celui d'une des personnes du dossier, prénom compris ou non."""
    lu = cle(nom)
    return any(lu.startswith(cle(p.nom)) or cle(p.nom).startswith(lu) for p in suivi.personnes)


def _ug(ug: str | None) -> str:
    return (ug or "").lstrip("0")

"""Reprendre une liste modifiée dans un tableur : chaque case changée est une proposition, jamais un écrasement.

Le dossier se retrouve par sa clé, et sa référence le confirme. Ce que la base porte encore tel qu'on l'avait donné
se change ; ce qu'elle porte autrement a été changé entre-temps : c'est un conflit, et la base l'emporte.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.horloge import aujourdhui
from db.imports.chantier import Chantier, Pose, Reprise
from db.imports.fiches import Fiche
from db.imports.parcours_repris import reprendre_le_parcours, vecus
from db.imports.saisies_recentes import Saisie, saisies_recentes
from db.journee import noms_des_menages
from db.lot import SANS_LOGEMENT
from relogement.controles import remarques
from relogement.imports.liste import LigneListe
from relogement.imports.resultat import Lecture
from relogement.liste import ChampModifiable, convient, dossier_de, modifiables
from relogement.modeles import LogementQuitte, Menage

AJOUTEE = (
    "Aucun dossier ne porte cette référence : une ligne ajoutée dans le tableur n’est pas un dossier de plus. "
    "Créez-le par « Nouveau dossier », ou importez l’état locatif."
)
ABIMEE = (
    "La clé de cette ligne a été changée : redonnez la liste depuis Relogement, et reportez-y vos changements."
)
DISPARU = "Ce dossier n’est plus dans le projet, ou le fichier vient d’un autre projet : vérifiez le fichier."
RECOPIEE = "La clé n’est pas celle de ce dossier : la ligne a été recopiée. Reprenez-la dans une liste neuve."
MELANGEE = (
    "La référence de la ligne n’est pas celle de sa clé : un tri a mélangé les colonnes. N’importez pas ce "
    "fichier ; reprenez une liste neuve."
)


@dataclass
class Suivi:
    """Un dossier et son logement quitté, à plat."""

    menage: Fiche
    logement: Fiche | None = None

    def fiche(self, champ: ChampModifiable) -> Fiche | None:
        return self.menage if champ.origine == "menage" else self.logement


@dataclass
class _Reprises:
    """Ce qu'un paquet a trouvé ; ``donnees`` : la valeur que chaque fiche a déjà reçue, et de quelle ligne."""

    suivis: Mapping[int, Suivi]
    references: Mapping[str, int]
    noms: Mapping[int, str]
    donnees: dict[tuple[int, str], tuple[Any, int]] = field(default_factory=dict)


def fusionner_liste(chantier: Chantier, lecture: Lecture[LigneListe]) -> None:
    """Propose les cases changées de chaque ligne ; une ligne ôtée du fichier n'ôte rien."""
    vues: dict[int, int] = {}
    for paquet in chantier.paquets(lecture.objets):
        trouvees = _trouver(chantier, paquet)
        reprises = [r for lue in paquet if (r := _reprendre(chantier, lue, trouvees, vues)) is not None]
        _confronter(chantier, [(ligne, lue) for ligne, lue, _ in reprises])
        menages = {suivi.menage.id: (ligne, suivi.menage) for ligne, _, suivi in reprises if ligne.change}
        for numero, vecu in vecus(chantier, [menage for _, menage in menages.values()]).items():
            reprendre_le_parcours(chantier, menages[numero][0], vecu)


def _trouver(chantier: Chantier, paquet: Sequence[LigneListe]) -> _Reprises:
    numeros = {numero for lue in paquet if (numero := dossier_de(lue.cle)) is not None}
    sans_cle = {lue.reference for lue in paquet if not lue.cle}
    condition = Menage.id.in_(sorted(numeros)) | Menage.reference.in_(sorted(sans_cle))
    suivis = {menage.id or 0: Suivi(menage) for menage in chantier.lire(Menage, condition)}
    quittes = {s.menage.logement_quitte_id for s in suivis.values()} - {None}
    logements = {lu.id: lu for lu in chantier.lire(LogementQuitte, LogementQuitte.id.in_(sorted(quittes)))}
    for suivi in suivis.values():
        suivi.logement = logements.get(suivi.menage.logement_quitte_id)
    references = {suivi.menage.reference: numero for numero, suivi in suivis.items()}
    return _Reprises(suivis, references, noms_des_menages(chantier.session, list(suivis)))


def _reprendre(
    chantier: Chantier, lue: LigneListe, trouvees: _Reprises, vues: dict[int, int]
) -> tuple[Reprise, LigneListe, Suivi] | None:
    suivi, refus = _dossier_de(lue, trouvees)
    numero = suivi.menage.id or 0 if suivi else 0
    ligne = chantier.reprendre(lue, trouvees.noms.get(numero, lue.reference))
    if suivi is not None and (premiere := vues.setdefault(numero, lue.ligne)) != lue.ligne:
        suivi, refus = None, f"Ce dossier est déjà à la ligne {premiere} : gardez une seule ligne par dossier."
    if suivi is None:
        ligne.ecarter(None, refus)
        return None
    _poser(ligne, lue, suivi, trouvees)
    if ligne.cochee:
        chantier.rapport.menages += 1
    return ligne, lue, suivi


def _dossier_de(lue: LigneListe, trouvees: _Reprises) -> tuple[Suivi | None, str]:
    numero = dossier_de(lue.cle) if lue.cle else trouvees.references.get(lue.reference)
    if numero is None:
        return None, ABIMEE if lue.cle else AJOUTEE
    suivi = trouvees.suivis.get(numero)
    if suivi is None:
        return None, DISPARU
    if lue.cle and not convient(lue.cle, suivi.menage.reference):
        return None, RECOPIEE
    if lue.reference.lstrip("0") != suivi.menage.reference.lstrip("0"):
        return None, MELANGEE
    return suivi, ""


def _poser(ligne: Reprise, lue: LigneListe, suivi: Suivi, trouvees: _Reprises) -> None:
    for champ in (modifiables()[cle] for cle in lue.valeurs):
        fiche, valeur = suivi.fiche(champ), lue.valeurs[champ.cle]
        if fiche is None:
            ligne.signaler(champ.titre, SANS_LOGEMENT)
        elif fiche.valeurs.get(champ.attribut) == valeur and (id(fiche), champ.cle) not in trouvees.donnees:
            continue
        elif refus := _refus(fiche, lue, champ):
            ligne.signaler(champ.titre, refus)
        elif (autre := trouvees.donnees.setdefault((id(fiche), champ.cle), (valeur, lue.ligne)))[0] != valeur:
            ligne.signaler(
                champ.titre,
                f"La ligne {autre[1]} donne une autre valeur au même logement : c’est la sienne qui est proposée.",
            )
        else:
            _proposer(ligne, fiche, champ, valeur)


def _proposer(ligne: Reprise, fiche: Fiche, champ: ChampModifiable, valeur: Any) -> None:
    """La case vidée propose d'effacer : c'est un geste, non un oubli."""
    if valeur is not None:
        ligne.poser(fiche, {champ.attribut: valeur}, {champ.attribut: (champ.cle, champ.titre)})
    elif fiche.valeurs.get(champ.attribut) is not None:
        ligne.effacer(fiche, champ.attribut)
        pose = ligne.poses[-1]
        pose.ecart = replace(pose.ecart, champ=champ.cle, titre=champ.titre)


def _refus(fiche: Fiche, lue: LigneListe, champ: ChampModifiable) -> str:
    """Pourquoi ce champ ne peut pas valoir cela, à côté de ce que la ligne change d'autre."""
    siens = {c.attribut: lue.valeurs[c.cle] for c in _du_meme(lue, champ)}
    dites = remarques(fiche.modele, {**fiche.valeurs, **siens}, au=aujourdhui())
    return next((r.phrase for r in dites if r.bloque and champ.attribut in r.champs), "")


def _du_meme(lue: LigneListe, champ: ChampModifiable) -> Iterator[ChampModifiable]:
    return (c for c in map(modifiables().__getitem__, lue.valeurs) if c.origine == champ.origine)


def _confronter(chantier: Chantier, lignes: Sequence[tuple[Reprise, LigneListe]]) -> None:
    """Ce qui n'est plus ce que l'on avait donné a été changé entre-temps ; sans mémoire, tout se tranche."""
    devancees = [(ligne, pose) for ligne, lue in lignes for pose in ligne.poses if _devancee(pose, lue)]
    saisies = saisies_recentes(chantier.session.connection(), (pose for _, pose in devancees))
    for ligne, pose in devancees:
        place = (pose.fiche.modele.__tablename__, pose.fiche.id or 0, pose.nom)
        chantier.confronter(ligne, pose, saisies.get(place, Saisie("un import", None)))


def _devancee(pose: Pose, lue: LigneListe) -> bool:
    anciennes = lue.anciennes
    return anciennes is None or anciennes.get(pose.ecart.champ) != pose.avant

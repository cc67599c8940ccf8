"""Fusionner un tableau de résidences : chacune se retrouve à son bailleur, son nom et sa commune ; une date ne
remplace qu'elle-même."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from db.imports.chantier import Chantier, Reprise
from db.imports.fiches import Fiche
from relogement.equilibre.indicateurs import CENT, Indicateur
from relogement.equilibre.parc import Mesure, s_accordent
from relogement.imports.residences import ResidenceDuFichier
from relogement.imports.residences.colonnes import NOMBRE
from relogement.imports.resultat import Lecture
from relogement.modeles import MesureDeResidence, Residence
from relogement.rapprochement import cle
from relogement.textes import INSECABLE, jour

DE_LA_RESIDENCE = ("bailleur", "commune", "qpv", "nb_logements")
VALEURS = ("taux", "nombre", "sur")
ORDRE = ("nombre", "taux", "sur")
ARRONDI = Decimal("0.5")  # un taux que le bailleur arrondit au point
Datee = tuple[Indicateur, date]


def fusionner_residences(chantier: Chantier, lecture: Lecture[ResidenceDuFichier]) -> None:
    """Ajoute les résidences et les mesures nouvelles ; celles d'une autre date restent."""
    connues = _Connues(chantier)
    for paquet in chantier.paquets(lecture.objets):
        connues.lire_les_mesures(paquet)
        for lue in paquet:
            _reprendre(chantier, lue, connues)
        chantier.trancher()


class _Connues:
    """Les résidences de la base et, pour celles d'un paquet, leurs mesures."""

    def __init__(self, chantier: Chantier) -> None:
        self._chantier, self.bailleur = chantier, chantier.choix.bailleur
        self._par_nom: dict[str, list[Fiche]] = defaultdict(list)
        for fiche in chantier.lire(Residence, Residence.id.is_not(None)):
            self._par_nom[cle(fiche.nom)].append(fiche)
        self._mesures: dict[int, dict[Datee, Fiche]] = defaultdict(dict)

    def candidates(self, lue: ResidenceDuFichier) -> list[Fiche]:
        """Même nom, et rien qui contredise le bailleur ni la commune ; l'identité exacte l'emporte."""
        bailleur = lue.bailleur or self.bailleur
        possibles = [
            f
            for f in self._par_nom.get(cle(lue.residence), ())
            if s_accordent(f.valeurs.get("bailleur"), bailleur)
            and s_accordent(f.valeurs.get("commune"), lue.commune)
        ]
        exactes = [f for f in possibles if _pareil(f, bailleur, lue.commune)]
        return exactes or possibles

    def lire_les_mesures(self, paquet: Sequence[ResidenceDuFichier]) -> None:
        numeros = {f.id for lue in paquet for f in self.candidates(lue) if f.id is not None}
        if numeros:
            condition = MesureDeResidence.residence_id.in_(numeros)
            for fiche in self._chantier.lire(MesureDeResidence, condition):
                self._mesures[fiche.residence_id][Indicateur(fiche.indicateur), fiche.au] = fiche

    def mesures(self, residence: Fiche) -> dict[Datee, Fiche]:
        return self._mesures[residence.id if residence.id is not None else -id(residence)]

    def ajouter(self, residence: Fiche) -> None:
        self._par_nom[cle(residence.nom)].append(residence)


def _reprendre(chantier: Chantier, lue: ResidenceDuFichier, connues: _Connues) -> None:
    ligne = chantier.reprendre(lue, lue.residence)
    trouvees = connues.candidates(lue)
    if len(trouvees) > 1:
        ligne.ecarter(
            "residence",
            f"Plusieurs résidences s’appellent « {lue.residence} » : dites le bailleur et la commune de celle-ci.",
        )
        return
    residence = trouvees[0] if trouvees else ligne.creer(Residence, principal=True, nom=lue.residence)
    dites = {nom: getattr(lue, nom) for nom in DE_LA_RESIDENCE}
    ligne.poser(residence, dites | {"bailleur": lue.bailleur or connues.bailleur})
    if not trouvees and ligne.cochee:
        connues.ajouter(residence)
    for mesure in lue.mesures:
        _mesurer(ligne, residence, mesure, connues)


def _mesurer(ligne: Reprise, residence: Fiche, mesure: Mesure, connues: _Connues) -> None:
    """La même date se corrige, une autre s'ajoute."""
    siennes, cle_de = connues.mesures(residence), (mesure.indicateur, mesure.au)
    if (gardee := siennes.get(cle_de)) is not None:
        _corriger(ligne, gardee, mesure)
        return
    neuve = ligne.creer(
        MesureDeResidence, residence_id=residence, indicateur=mesure.indicateur, au=mesure.au,
        **{nom: getattr(mesure, nom) for nom in VALEURS}, source=mesure.source,
    )  # fmt: skip
    ligne.ajouter(mesure.indicateur.cle, f"{mesure.indicateur.libelle} au {jour(mesure.au)}", dite(mesure))
    if ligne.cochee:
        siennes[cle_de] = neuve


def _corriger(ligne: Reprise, gardee: Fiche, mesure: Mesure) -> None:
    """Un seul écart se montre et se tranche ; le reste de la mesure le suit."""
    if _concorde(gardee, mesure):
        return
    valeurs = {nom: getattr(mesure, nom) for nom in VALEURS}
    principal = next(nom for nom in ORDRE if valeurs[nom] not in (None, gardee.valeurs.get(nom)))
    champ = f"{NOMBRE}{mesure.indicateur.cle}" if principal == "nombre" else mesure.indicateur.cle

    def suivre(_: str) -> None:
        for nom, valeur in (*valeurs.items(), ("source", mesure.source)):
            ligne.chantier.changer(gardee, nom, valeur)

    noms = {principal: (champ, f"{mesure.indicateur.libelle} au {jour(mesure.au)}")}
    ligne.poser(gardee, {principal: valeurs[principal]}, noms, suivre)


def _concorde(gardee: Fiche, mesure: Mesure) -> bool:
    """Vrai si l'on sait déjà cela : les mêmes nombres, ou un taux qui arrondit ceux que l'on a."""
    taux, nombre, sur = (gardee.valeurs.get(nom) for nom in VALEURS)
    if mesure.nombre is not None:
        return (nombre, sur) == (mesure.nombre, mesure.sur)
    if nombre is not None and sur and mesure.taux is not None:
        return bool(abs(Decimal(nombre * CENT) / sur - mesure.taux) <= ARRONDI)
    return bool(taux == mesure.taux and mesure.sur in (None, sur))


def dite(mesure: Mesure) -> str:
    """« 14 sur 45 », « 31,11 % »."""
    if mesure.nombre is not None:
        return f"{mesure.nombre} sur {mesure.sur}"
    return f"{mesure.taux}{INSECABLE}%".replace(".", ",")


def _pareil(fiche: Fiche, bailleur: str | None, commune: str | None) -> bool:
    siens = (fiche.valeurs.get("bailleur"), fiche.valeurs.get("commune"))
    return tuple(cle(t or "") for t in siens) == (cle(bailleur or ""), cle(commune or ""))

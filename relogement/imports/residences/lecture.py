"""Lire un tableau de résidences : une ligne par résidence, ses taux ou ses effectifs, et la date des données."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relogement.equilibre.indicateurs import DEFINITIONS, Base, Indicateur
from relogement.equilibre.parc import Mesure
from relogement.imports.anomalies import Gravite
from relogement.imports.lecture import Classeur
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.residences.colonnes import A_NOMBRE, LEXIQUE, NOMBRE, refusee
from relogement.imports.residences.taux import Echelle, TauxLu, echelles, taux
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.tableaux import Tableau, tableaux
from relogement.imports.valeurs import ValeurIllisible, date_ou_annee, entier, qpv, texte_propre
from relogement.rapprochement import cle
from relogement.textes import jour

ANNEE = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
INDICATEURS = tuple(i.cle for i in Indicateur)
Cle = tuple[str, str, str, date]


@dataclass(frozen=True, repr=False)
class ResidenceDuFichier:
    """Une ligne : la résidence, la date de ses données, et ce que l'on y mesure."""

    feuille: str
    ligne: int
    residence: str
    bailleur: str | None
    commune: str | None
    qpv: str | None
    nb_logements: int | None
    menages: int | None
    au: date
    mesures: tuple[Mesure, ...]

    def mesure(self, champ: str) -> Mesure | None:
        """Celle d'une colonne : ``q1`` ou ``nb_q1``."""
        return next((m for m in self.mesures if m.indicateur.cle == champ.removeprefix(NOMBRE)), None)

    @property
    def cle(self) -> Cle:
        return cle(self.bailleur or ""), cle(self.residence), cle(self.commune or ""), self.au


def lire_residences(classeur: Classeur, au: date) -> Lecture[ResidenceDuFichier]:
    """Les résidences lisibles ; ``au`` est le jour de l'import : aucune donnée n'en est postérieure."""
    carnet, lues = Carnet(), dict[Cle, ResidenceDuFichier]()
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        tableau = _sans_les_refusees(tableau, carnet)
        for rangee, echelle in _rangees(tableau, carnet):
            lue = _residence(rangee, echelle, _Dehors(classeur.nom, classeur.etiquette.bailleur, au))
            if lue is not None:
                _inscrire(lue, lues, rangee)
    carnet.exiger(classeur.nom, "résidence")
    return carnet.lecture(lues.values())


def _inscrire(lue: ResidenceDuFichier, lues: dict[Cle, ResidenceDuFichier], rangee: Rangee) -> None:
    premiere = lues.setdefault(lue.cle, lue)
    if premiere is not lue:
        rangee.fauter(
            "residence",
            f"« {lue.residence} » est déjà à la ligne {premiere.ligne}, à la même date : gardez une seule ligne, "
            "ou dites le bailleur et la commune de chacune.",
        )


def _sans_les_refusees(tableau: Tableau, carnet: Carnet) -> Tableau:
    """Une colonne sur l'origine ou l'identité est refusée par son nom, même si quelqu'un l'a désignée."""
    entete, interdites = tableau.entete, set[int]()
    for position, titre in enumerate(entete.titres):
        if raison := refusee(titre):
            interdites.add(position)
            message = f"Colonne « {titre} » refusée : {raison} Elle n’est ni lue ni gardée."
            carnet.signaler(entete.derniere, titre, Gravite.AVERTISSEMENT, message)
    permis = {code: place for code, place in entete.index.items() if place not in interdites}
    lus = replace(entete.reconnaissance, index=permis)
    return replace(tableau, entete=replace(entete, reconnaissance=lus))


def _rangees(tableau: Tableau, carnet: Carnet) -> Iterator[tuple[Rangee, Mapping[Indicateur, Echelle]]]:
    lues = list(rangees(tableau.feuille, tableau.entete, carnet, "residence"))
    dites = {i: [r.texte(i.cle) for r in lues] for i in Indicateur if i.cle in tableau.entete.index}
    echelle = echelles(dites)
    if Echelle.DE_ZERO_A_UN in echelle.values():
        carnet.signaler(None, None, Gravite.INFO, "Les taux de ce tableau vont de 0 à 1 : 0,31 est lu 31 %.")
    yield from ((rangee, echelle) for rangee in lues)


@dataclass(frozen=True)
class _Dehors:
    """Ce que la ligne ne dit pas : le nom du fichier, celui à qui l'on a demandé le tableau, et le jour."""

    fichier: str
    bailleur: str | None
    au: date


def _residence(
    rangee: Rangee, echelle: Mapping[Indicateur, Echelle], dehors: _Dehors
) -> ResidenceDuFichier | None:
    nom = texte_propre(rangee.texte("residence"))
    au = _date(rangee, dehors)
    logements = rangee.valeur("nb_logements", entier, souple=True)
    menages = rangee.valeur("menages", entier, souple=True)
    if logements is not None and menages is not None and menages > logements:
        rangee.fauter("menages", f"{menages} ménages dans {logements} logements : corrigez l’un des deux.")
    mesures = [m for i in Indicateur if (m := _mesure(rangee, i, echelle, au, (logements, menages))) is not None]
    if not mesures and not rangee.fautive:
        rangee.fauter("residence", "Aucun indicateur sur cette ligne : il n’y a rien à reprendre.")
    if rangee.fautive or nom is None or au is None:
        return None
    return ResidenceDuFichier(
        rangee.carnet.feuille, rangee.numero, nom, texte_propre(rangee.texte("bailleur")) or dehors.bailleur,
        texte_propre(rangee.texte("commune")), rangee.valeur("qpv", qpv, souple=True), logements, menages, au,
        tuple(replace(m, source=dehors.fichier) for m in mesures),
    )  # fmt: skip


def _date(rangee: Rangee, dehors: _Dehors) -> date | None:
    """Celle de la ligne ; sinon l'année que dit la feuille ou le fichier ; jamais après aujourd'hui."""
    au = rangee.valeur("au", _jour_ou_annee)
    trouvee = ANNEE.search(rangee.carnet.feuille) or ANNEE.search(dehors.fichier)
    if au is None and trouvee:
        au = date(int(trouvee[0]), 1, 1)
    if au is None and not rangee.fautive:
        rangee.fauter("au", "La date des données manque : ajoutez une colonne « Date des données » ou « Année ».")
    elif au is not None and au > dehors.au:
        rangee.fauter("au", f"Les données seraient du {jour(au)}, après aujourd’hui : corrigez la date.")
    return au


def _jour_ou_annee(texte: str) -> date | None:
    """Une année seule : l'enquête se fait au 1er janvier."""
    dite = date_ou_annee(texte)
    return date(dite, 1, 1) if isinstance(dite, int) else dite


def _mesure(
    rangee: Rangee,
    indicateur: Indicateur,
    echelle: Mapping[Indicateur, Echelle],
    au: date | None,
    effectifs: tuple[int | None, int | None],
) -> Mesure | None:
    """Le nombre l'emporte sur le taux, que le bailleur arrondit ; plus grand que son total, il est refusé."""
    lu = _lire_taux(rangee, indicateur, echelle)
    nombre = rangee.valeur(f"{NOMBRE}{indicateur.cle}", entier, souple=True) if indicateur in A_NOMBRE else None
    base = DEFINITIONS[indicateur].base
    sur = {Base.MENAGES: effectifs[1], Base.LOGEMENTS: effectifs[0], Base.SANS: None}[base]
    if nombre is not None and sur is None:
        total = "Logements" if base is Base.LOGEMENTS else "Ménages"
        seul = f"Un nombre sans son total : ajoutez la colonne « {total} »."
        rangee.avertir(f"{NOMBRE}{indicateur.cle}", seul)
        nombre = None
    if nombre is not None and sur is not None and nombre > sur:
        rangee.fauter(f"{NOMBRE}{indicateur.cle}", f"{nombre} pour un total de {sur} : corrigez l’un des deux.")
        return None
    if au is None or (lu is None and nombre is None):
        return None
    if nombre is not None:
        return Mesure(indicateur, au, nombre=nombre, sur=sur)
    assert lu is not None
    return Mesure(indicateur, au, lu.taux, lu.nombre, sur if lu.sur is None and base is Base.MENAGES else lu.sur)


def _lire_taux(rangee: Rangee, indicateur: Indicateur, echelle: Mapping[Indicateur, Echelle]) -> TauxLu | None:
    texte = rangee.texte(indicateur.cle)
    if not texte:
        return None
    try:
        return taux(texte, indicateur, echelle[indicateur])
    except ValeurIllisible as faute:
        douteux = echelle[indicateur] is Echelle.DOUTEUSE
        rangee.fauter(indicateur.cle, str(faute), souple=douteux)
        return None

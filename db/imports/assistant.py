"""L'import pas à pas : examiner un fichier, apercevoir ce qu'il changerait, l'appliquer comme on l'a vu."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from db.fichier import Fichier
from db.imports.changements import Changements
from db.imports.etat_locatif import FusionEtatLocatif
from db.imports.importer import Simulation, importer_lu
from db.imports.memoire import souvenirs
from db.imports.operations import operation_de
from db.imports.rapport import Rapport
from relogement.base import Code
from relogement.erreurs import ErreurMetier
from relogement.imports.analyse import Tableau
from relogement.imports.apercu import (
    Apercu,
    CleCellule,
    CleLigne,
    ColonneApercu,
    Ecart,
    LigneApercu,
    Sort,
    TotalCompare,
    compter,
)
from relogement.imports.choix import AUTO, SANS_CHOIX, Choix, TexteColle
from relogement.imports.etat_locatif import LogementLu, lire_etat_locatif
from relogement.imports.examen import Examen, examiner_classeur
from relogement.imports.lecture import Classeur, lire_classeur, lire_presse_papiers
from relogement.imports.phrases import erreur
from relogement.imports.reconnaissance import Souvenir, lexiques, nature_nommee
from relogement.imports.resultat import Lecture
from relogement.imports.vue import LignesCorrigees, Vue, places_de, retenir_les_lignes
from relogement.travail import Avancement, sans_avancement

Source = Path | TexteColle


def examiner_source(
    fichier: Fichier, source: Source, choix: Choix = SANS_CHOIX, avancement: Avancement = sans_avancement
) -> Examen:
    """Ce que l'on comprend du fichier : ses tableaux, leur nature, leurs colonnes."""
    classeur = lire_source(source, choix, avancement)
    natures = {nom: trouvee for nom, code in choix.natures.items() if (trouvee := nature_nommee(code))}
    with fichier.lire() as session:

        def memoire(nature: Code, tableau: Tableau) -> Mapping[str, Souvenir]:
            return souvenirs(session, choix.bailleur, nature, tableau)

        return examiner_classeur(
            classeur, choix.reglages, _imposee(choix), choix.colonnes, natures=natures, memoire=memoire
        )


def lire_source(source: Source, choix: Choix, avancement: Avancement = sans_avancement) -> Classeur:
    if isinstance(source, TexteColle):
        return lire_presse_papiers(source.texte, source.html, choix.reglages)
    return lire_classeur(source, avancement, choix.reglages)


def _imposee(choix: Choix) -> Code | None:
    if choix.nature == AUTO:
        return None
    trouvee = nature_nommee(choix.nature)
    if trouvee is None:
        raise ErreurMetier(f"La nature « {choix.nature} » n’est pas connue.")
    return trouvee


def apercevoir(
    fichier: Fichier, source: Source, choix: Choix = SANS_CHOIX, avancement: Avancement = sans_avancement
) -> Apercu:
    """Ce que l'import changerait, sans rien écrire."""
    examen = examiner_source(fichier, source, choix, avancement)
    prepare = _preparer(examen, choix)
    lecture = lire_etat_locatif(prepare.classeur)
    suivis = _simuler(fichier, lecture, choix)
    return _apercu(prepare, lecture, suivis, choix, _empreinte(source))


def appliquer(
    fichier: Fichier,
    source: Source,
    choix: Choix = SANS_CHOIX,
    avancement: Avancement = sans_avancement,
    *,
    vu: str | None = None,
) -> Rapport:
    """Écrit ce que l'aperçu montrait, tout ou rien.

    ``vu`` est l'empreinte de l'aperçu : si la base ou le fichier ont changé depuis au point de le changer, rien
    n'est écrit et ``ErreurMetier`` le dit.
    """
    examen = examiner_source(fichier, source, choix, avancement)
    prepare = _preparer(examen, choix)
    lecture = lire_etat_locatif(prepare.classeur)
    return importer_lu(fichier, source.name, lecture, choix, avancement)


def corriger_partout(apercu: Apercu, choix: Choix, cellule: CleCellule, texte: str) -> Choix:
    """La même correction à toutes les cellules de la colonne qui portent le même texte."""
    return choix.avec_cellules(dict.fromkeys(pareilles(apercu, cellule), texte))


def pareilles(apercu: Apercu, cellule: CleCellule) -> tuple[CleCellule, ...]:
    """Les cellules de la même colonne du même tableau, au même texte que celle-ci, elle comprise."""
    champ = _champ_de(apercu, cellule)
    if champ is None:
        return (cellule,)
    brut = apercu.ligne(CleLigne(cellule.feuille, cellule.ligne)).cellules[champ].brut
    siennes = (ligne for ligne in apercu.lignes if ligne.cle.feuille == cellule.feuille)
    return tuple(
        CleCellule(*ligne.cle, cellule.position)
        for ligne in siennes
        if champ in ligne.cellules and ligne.cellules[champ].brut == brut
    )


def _champ_de(apercu: Apercu, cellule: CleCellule) -> str | None:
    places = apercu.places.get(cellule.feuille, {})
    return next((champ for champ, position in places.items() if position == cellule.position), None)


@dataclass(frozen=True)
class _Prepare:
    """Un classeur prêt à être lu, et de quoi montrer ses lignes."""

    nature: Code
    classeur: Classeur
    examen: Examen
    textes: Mapping[str, dict[int, str]]


def _preparer(examen: Examen, choix: Choix) -> _Prepare:
    nature = _nature(examen, choix)
    retenus = tuple(t for t in examen.tableaux if choix.retient(t.tableau.nom))
    textes: dict[str, dict[int, str]] = {}
    classeur = replace(examen, tableaux=retenus).classeur_de(nature)
    feuilles = []
    for feuille in classeur.feuilles:
        feuille = retenir_les_lignes(feuille, textes.setdefault(feuille.nom, {}))
        retapees = _retapees(choix, feuille.nom)
        feuilles.append(
            replace(feuille, lignes=LignesCorrigees(feuille.lignes, retapees)) if retapees else feuille
        )
    return _Prepare(nature, replace(classeur, feuilles=tuple(feuilles)), examen, textes)


def _retapees(choix: Choix, tableau: str) -> dict[int, dict[int, str]]:
    retapees: dict[int, dict[int, str]] = {}
    for cellule, texte in choix.cellules.items():
        if cellule.feuille == tableau:
            retapees.setdefault(cellule.ligne, {})[cellule.position] = texte
    return retapees


def _nature(examen: Examen, choix: Choix) -> Code:
    """Celle qui est dite ; sinon celle du tableau retenu où elle est la plus sûre."""
    if (imposee := _imposee(choix)) is not None:
        return imposee
    candidats = [t for t in examen.tableaux if t.nature is not None and choix.retient(t.tableau.nom)]
    if not candidats:
        raise erreur(
            f"« {examen.analyse.classeur.nom} » : ses titres de colonnes ne disent pas ce que c’est. "
            "Précisez la nature du fichier."
        )
    sur = max(candidats, key=lambda t: (t.natures[0].confiance if t.natures else 0, t.tableau.nb_lignes))
    assert sur.nature is not None
    return sur.nature


Suivis = list[tuple[LogementLu, Sort, Changements]]


def _simuler(fichier: Fichier, lecture: Lecture[LogementLu], choix: Choix) -> Suivis:
    suivis: Suivis = []
    try:
        with fichier.ecrire("Aperçu") as session:
            operation = operation_de(session, choix.operation)
            fusion = FusionEtatLocatif(session, operation, Rapport("etat-locatif"), choix.bailleur)
            fusion.fusionner(lecture, lambda lu, sort, changements: suivis.append((lu, sort, changements)))
            raise Simulation
    except Simulation:
        return suivis


def _apercu(
    prepare: _Prepare, lecture: Lecture[LogementLu], suivis: Suivis, choix: Choix, empreinte: str
) -> Apercu:
    places = places_de(prepare.classeur.feuilles)
    colonnes = tuple(_colonnes(prepare, places))
    retapees = {CleLigne(f, n): t for f in places for n, t in _retapees(choix, f).items()}
    vue = Vue(colonnes, places, prepare.textes, retapees, valeur_lue)
    titres = {colonne.champ: colonne for colonne in colonnes}
    lignes = sorted(_lignes(vue, lecture, suivis, choix, titres), key=lambda ligne: ligne.cle)
    totaux = tuple(
        TotalCompare(poste, poste, getattr(lecture.totaux, poste)) for poste in ("loyer", "charges", "apl", "rls")
    )
    generales = tuple(a for a in lecture.anomalies if a.ligne is None)
    return Apercu(
        str(prepare.nature.value), colonnes, lignes, compter(lignes), totaux, (), generales,
        prepare.examen.annonces, empreinte, places,
    )  # fmt: skip


def _colonnes(prepare: _Prepare, places: Mapping[str, Mapping[str, int]]) -> Iterator[ColonneApercu]:
    """Dans l'ordre du fichier, une fois chacune."""
    sources: dict[str, str] = {}
    for feuille in prepare.classeur.feuilles:
        assert feuille.titres is not None
        for champ, position in sorted(places[feuille.nom].items(), key=lambda paire: paire[1]):
            sources.setdefault(champ, feuille.titres.noms[position])
    for attendue in lexiques()[prepare.nature].colonnes:
        if attendue.code in sources:
            nombre = attendue.code in _NOMBRES
            yield ColonneApercu(attendue.code, attendue.libelle, nombre, sources[attendue.code])


_NOMBRES = ("surface", "nb_occupants", "loyer", "charges", "apl", "rls", "sls", "annexes")


def valeur_lue(objet: Any, champ: str) -> Any:
    """La valeur d'une colonne sur ce que la lecture en a fait."""
    if hasattr(objet, champ):
        return getattr(objet, champ)
    return getattr(getattr(objet, "occupant", None), champ, None)


def _lignes(
    vue: Vue, lecture: Lecture[LogementLu], suivis: Suivis, choix: Choix, titres: Mapping[str, ColonneApercu]
) -> Iterator[LigneApercu]:
    anomalies: dict[CleLigne, list[Any]] = {}
    for anomalie in lecture.anomalies:
        if anomalie.ligne is not None:
            anomalies.setdefault(CleLigne(anomalie.feuille, anomalie.ligne), []).append(anomalie)
    sorts: dict[CleLigne, Sort] = {}
    for lu, sort, changements in suivis:
        cle = CleLigne(lu.feuille, lu.ligne)
        sorts[cle] = sort
        siennes = tuple(anomalies.get(cle, ()))
        ecarts = tuple(
            Ecart(champ, titres[champ].titre if champ in titres else champ, ancien, nouveau)
            for champ, ancien, nouveau in changements.ecarts
        )
        yield LigneApercu(
            cle, sort, _sujet(lu), vue.cellules(cle, lu), () if sort is Sort.CREEE else ecarts, siennes,
            bool(siennes), cle not in choix.decochees,
        )  # fmt: skip
    for place, tete in lecture.jointes.items():
        cle, de = CleLigne(*place), CleLigne(*tete)
        yield LigneApercu(
            cle, sorts.get(de, Sort.ECARTEE), "", vue.cellules(cle, None), (), tuple(anomalies.get(cle, ())),
            cochee=de not in choix.decochees, avec=de,
        )  # fmt: skip
    for ecartee in lecture.ecartees:
        cle = CleLigne(ecartee.feuille, ecartee.ligne)
        yield LigneApercu(
            cle, Sort.ECARTEE, "", vue.cellules(cle, None), (), tuple(anomalies.get(cle, ())), cochee=False
        )


def _sujet(lu: LogementLu) -> str:
    if lu.occupant is None:
        return lu.statut.libelle
    return " ".join(filter(None, (lu.occupant.nom, lu.occupant.prenom)))


def _empreinte(source: Source) -> str:
    octets = source.read_bytes() if isinstance(source, Path) else f"{source.texte}\0{source.html}".encode()
    return sha256(octets).hexdigest()

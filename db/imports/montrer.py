"""L'aperçu d'un import : ses lignes dans l'ordre du fichier, ses colonnes, ses sommes, ce qui a été corrigé."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from db.imports.chantier import Chantier, Faite
from db.imports.execution import empreinte_des_lignes
from db.imports.natures import Nature
from db.imports.preparation import Prepare, cellules_retapees
from relogement.imports.analyse import Contenu
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.apercu import (
    Apercu,
    CleLigne,
    ColonneApercu,
    LigneApercu,
    Remarque,
    Sort,
    TotalCompare,
    compter,
    sommes,
)
from relogement.imports.choix import Choix
from relogement.imports.reconnaissance import lexiques
from relogement.imports.reconnaissance.attentes import attente
from relogement.imports.remarques import remarques
from relogement.imports.resultat import Lecture
from relogement.imports.vue import Vue, places_de

NOMBRES = frozenset((Contenu.MONTANT, Contenu.NOMBRE, Contenu.EFFECTIF))
CODES = frozenset((Contenu.CODE, Contenu.TYPOLOGIE))
COMPAREES = 20_000
LIBELLES = {"loyer": "Loyer", "charges": "Charges", "apl": "APL", "rls": "RLS"}


def montrer(prepare: Prepare, chantier: Chantier, choix: Choix, fichier: str) -> Apercu:
    """``fichier`` est l'empreinte de ce qui a été lu."""
    places = places_de(prepare.classeur.feuilles)
    colonnes = tuple(_colonnes(prepare, places))
    retapees = {CleLigne(f, n): textes for f in places for n, textes in cellules_retapees(choix, f).items()}
    vue = Vue(colonnes, places, prepare.textes, retapees, prepare.nature.valeur)
    lignes = lignes_de(prepare.nature, vue, prepare.lecture, chantier)
    anomalies = tuple(a for a in chantier.rapport.anomalies if a.ligne is None)
    return Apercu(
        prepare.nature.code, colonnes, lignes, compter(lignes), totaux(prepare, lignes),
        _remarques(prepare, vue, chantier), anomalies,
        prepare.examen.annonces, f"{fichier}-{empreinte_des_lignes(chantier.faites):016x}", places,
    )  # fmt: skip


def _remarques(prepare: Prepare, vue: Vue, chantier: Chantier) -> tuple[Remarque, ...]:
    """D'un très grand fichier, on ne compare que le début."""
    comparees = ((faite.cle, faite.objet) for faite in chantier.faites[:COMPAREES])
    tout, masquees = len(chantier.faites) <= COMPAREES, prepare.classeur.masquees
    return tuple(remarques(vue.corrigees(comparees), prepare.lecture, masquees, tout=tout))


def lignes_de(nature: Nature, vue: Vue, lecture: Lecture[Any], chantier: Chantier) -> list[LigneApercu]:
    """Une par ligne de données du fichier, dans son ordre."""
    dites: dict[CleLigne, list[Anomalie]] = defaultdict(list)
    for anomalie in chantier.rapport.anomalies:
        if anomalie.ligne is not None:
            dites[CleLigne(anomalie.feuille, anomalie.ligne)].append(anomalie)
    reprises = {
        faite.cle: _ligne(nature, vue, faite, tuple(dites.get(faite.cle, ()))) for faite in chantier.faites
    }
    autres = [*_jointes(vue, lecture, reprises, dites), *_ecartees(vue, lecture, dites)]
    rangs = {feuille: rang for rang, feuille in enumerate(vue.places)}
    toutes = [*reprises.values(), *autres]
    return sorted(toutes, key=lambda ligne: (rangs.get(ligne.cle.feuille, len(rangs)), ligne.cle.ligne))


def _ligne(nature: Nature, vue: Vue, faite: Faite, dites: tuple[Anomalie, ...]) -> LigneApercu:
    douteuse = any(a.gravite is Gravite.AVERTISSEMENT for a in dites)
    conflit = any(e.conflit is not None for e in faite.ecarts)
    ecartee = faite.sort is Sort.ECARTEE
    return LigneApercu(
        faite.cle, faite.sort, faite.sujet, vue.cellules(faite.cle, faite.objet), faite.ecarts, dites,
        a_verifier=not ecartee and (douteuse or conflit), cochee=faite.cochee and not ecartee,
        montants=nature.montants(faite.objet), liee=nature.liee(faite.objet),
    )  # fmt: skip


def _jointes(
    vue: Vue,
    lecture: Lecture[Any],
    reprises: Mapping[CleLigne, LigneApercu],
    dites: Mapping[CleLigne, list[Anomalie]],
) -> Iterator[LigneApercu]:
    for place, tete in lecture.jointes.items():
        cle, de = CleLigne(*place), reprises.get(CleLigne(*tete))
        sort = de.sort if de is not None else Sort.ECARTEE
        yield LigneApercu(
            cle, sort, f"avec {de.sujet}" if de is not None else "", vue.cellules(cle, None),
            anomalies=tuple(dites.get(cle, ())), cochee=de is not None and de.cochee, avec=CleLigne(*tete),
        )  # fmt: skip


def _ecartees(vue: Vue, lecture: Lecture[Any], dites: Mapping[CleLigne, list[Anomalie]]) -> Iterator[LigneApercu]:
    for ecartee in lecture.ecartees:
        cle = CleLigne(ecartee.feuille, ecartee.ligne)
        siennes = tuple(dites.get(cle, ()))
        yield LigneApercu(cle, Sort.ECARTEE, "", vue.cellules(cle, None), anomalies=siennes, cochee=False)


def _colonnes(prepare: Prepare, places: Mapping[str, Mapping[str, int]]) -> Iterator[ColonneApercu]:
    """Celles que l'on lit, dans l'ordre de leur nature, sous leur titre d'ici et celui du fichier."""
    sources: dict[str, str] = {}
    for feuille in prepare.classeur.feuilles:
        if feuille.titres is not None:
            for champ, position in places[feuille.nom].items():
                sources.setdefault(champ, feuille.titres.noms[position])
    for attendue in lexiques()[prepare.code].colonnes:
        if attendue.code in sources:
            contenus = frozenset(attente(prepare.code, attendue.code))
            nombre = bool(contenus & NOMBRES) and not contenus & CODES
            yield ColonneApercu(attendue.code, attendue.libelle, nombre, sources[attendue.code])


def totaux(prepare: Prepare, lignes: Sequence[LigneApercu]) -> tuple[TotalCompare, ...]:
    """Les sommes des lignes cochées, à côté des totaux que le fichier donne lui-même."""
    du_fichier = {poste: _total(prepare, champ) for poste, champ in prepare.nature.postes.items()}
    connues = {poste for place in places_de(prepare.classeur.feuilles).values() for poste in place}
    return tuple(
        TotalCompare(poste, LIBELLES[poste], somme, du_fichier[poste], inconnus)
        for poste, (somme, inconnus) in sommes(lignes, prepare.nature.postes).items()
        if prepare.nature.postes[poste] in connues
    )


def _total(prepare: Prepare, champ: str) -> Decimal | None:
    """Le total général de cette colonne dans chaque tableau ; sans lui, ses sous-totaux s'ils résument tout."""
    trouves = [_du_tableau(examine, champ) for examine in prepare.retenus]
    dits = [total for total in trouves if total is not None]
    return sum(dits, Decimal(0)) if dits and len(dits) == len(trouves) else None


def _du_tableau(examine: Any, champ: str) -> Decimal | None:
    positions = {r.colonne.position for r in examine.colonnes if r.champ == champ}
    siens = [c for c in examine.controles if c.position in positions]
    generaux = [c for c in siens if c.general]
    if generaux:
        total: Decimal = generaux[-1].total
        return total
    derniere = max(examine.tableau.sortes, default=0)
    finit = bool(siens) and siens[-1].ligne == derniere and derniere >= examine.tableau.fin
    return sum((c.total for c in siens), Decimal(0)) if finit else None

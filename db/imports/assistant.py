"""L'import pas à pas : examiner un fichier, apercevoir ce qu'il changerait, l'appliquer comme on l'a vu."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from db.fichier import Fichier
from db.horloge import aujourdhui
from db.imports.a_part import dire_les_colonnes, garder_a_part
from db.imports.chantier import Chantier
from db.imports.doublons import signaler_les_doublons
from db.imports.execution import (
    compter,
    empreinte_d_une_ligne,
    empreinte_des_lignes,
    ouvrir_le_chantier,
    sans_ramassage,
)
from db.imports.hors_tableau import apercevoir_hors_tableau, importer_hors_tableau
from db.imports.inscription import Inscription
from db.imports.memoire import retenir
from db.imports.montrer import montrer
from db.imports.preparation import Prepare, examiner, preparer
from db.imports.rapport import Rapport
from db.imports.sources import Source as Source
from db.imports.sources import empreinte_de, sans_tableau
from relogement.erreurs import ErreurMetier
from relogement.imports import apercu as apercus
from relogement.imports.apercu import Apercu, CleCellule, CleLigne, Ecart, LigneApercu, Sort, TotalCompare, Tranche
from relogement.imports.choix import SANS_CHOIX, Choix
from relogement.imports.examen import Examen
from relogement.travail import Avancement, sans_avancement

CHANGEE = (
    "Ce que l’import changerait n’est plus ce que l’aperçu montrait : le fichier ou le projet ont changé depuis. "
    "Rien n’a été importé ; refaites l’aperçu."
)


class ApercuPerime(ErreurMetier):
    """Entre l'aperçu et l'import, quelque chose a changé ; rien n'est écrit."""

    def __init__(self) -> None:
        super().__init__(CHANGEE)


class _Simulation(Exception):
    """Tout a été fait comme pour de vrai ; rien ne doit rester."""


def examiner_source(
    fichier: Fichier, source: Source, choix: Choix = SANS_CHOIX, avancement: Avancement = sans_avancement
) -> Examen:
    """Ce que l'on comprend du fichier : ses tableaux, leur nature, leurs colonnes."""
    return examiner(fichier, source, choix, avancement)


@sans_ramassage()
def apercevoir(
    fichier: Fichier, source: Source, choix: Choix = SANS_CHOIX, avancement: Avancement = sans_avancement
) -> Apercu:
    """Ce que l'import changerait, sans rien écrire."""
    if (genre := _genre(source, choix)) is not None:
        return apercevoir_hors_tableau(fichier, source, genre, choix, avancement)
    empreinte = empreinte_de(source)
    prepare = preparer(fichier, source, choix, avancement)
    choix = prepare.choix
    with fichier.lire() as session:
        chantier = ouvrir_le_chantier(
            session, prepare.nature.code, prepare.lecture, choix, avancement, ecrit=False, fichier=source.name
        )
        garder_a_part(chantier, prepare)
        prepare.nature.fusionner(chantier, prepare.lue)
        dire_les_colonnes(chantier)
    return montrer(prepare, chantier, choix, empreinte)


@sans_ramassage()
def appliquer(
    fichier: Fichier,
    source: Source,
    choix: Choix = SANS_CHOIX,
    avancement: Avancement = sans_avancement,
    *,
    vu: str | None = None,
    simuler: bool = False,
) -> Rapport:
    """Écrit ce que l'aperçu montrait, tout ou rien.

    ``vu`` est l'empreinte de l'aperçu : si la base ou le fichier ont changé depuis au point de le changer, rien
    n'est écrit et ``ApercuPerime`` le dit. ``simuler`` rend le même rapport, doublons compris, et n'écrit rien.
    """
    if (genre := _genre(source, choix)) is not None:
        return importer_hors_tableau(fichier, source, genre, choix, avancement, simuler=simuler)
    empreinte = empreinte_de(source)
    prepare = preparer(fichier, source, choix, avancement)
    choix = prepare.choix
    try:
        acte = f"Import {prepare.nature.code} : {source.name}"
        with fichier.ecrire(acte, avancement=avancement) as session:
            inscription = Inscription(session, source.name, empreinte, prepare.nature.code)
            chantier = ouvrir_le_chantier(
                session, prepare.nature.code, prepare.lecture, choix, avancement, ecrit=True, fichier=source.name
            )
            inscription.suivre(chantier)
            garder_a_part(chantier, prepare)
            prepare.nature.fusionner(chantier, prepare.lue)
            dire_les_colonnes(chantier)
            _verifier(chantier, empreinte, vu)
            rapport = _conclure(chantier, prepare, choix, inscription)
            if simuler:
                raise _Simulation
    except _Simulation:
        rapport.simule = True
    return rapport


def _genre(source: Source, choix: Choix) -> str | None:
    """Une couche ou un XML, si la nature dite le permet."""
    if not isinstance(source, Path):
        return None
    if choix.nature == "qpv":
        return "qpv"
    return sans_tableau(source) if choix.nature in ("auto", "numeros") else None


def _verifier(chantier: Chantier, empreinte: str, vu: str | None) -> None:
    if vu is not None and vu != f"{empreinte}-{empreinte_des_lignes(chantier.faites):016x}":
        raise ApercuPerime


def _conclure(chantier: Chantier, prepare: Prepare, choix: Choix, inscription: Inscription) -> Rapport:
    session, rapport = chantier.session, chantier.rapport
    compter(chantier, prepare.lecture)
    session.flush()
    signaler_les_doublons(session, rapport)
    _retenir_les_colonnes(chantier, prepare, choix)
    inscription.clore(rapport, choix.bailleur, choix.operation)
    return rapport


def _retenir_les_colonnes(chantier: Chantier, prepare: Prepare, choix: Choix) -> None:
    """Ce que l'agent a choisi, ou ce qui vient d'un bailleur que l'on nomme, sert la fois suivante."""
    for examine in prepare.retenus:
        if choix.bailleur or choix.colonnes.get(examine.tableau.nom):
            retenir(
                chantier.session, choix.bailleur, prepare.code, examine.tableau, examine.colonnes, aujourdhui()
            )


def avec_choix(apercu: Apercu, choix: Choix) -> Apercu:
    """Le même aperçu, lignes décochées et conflits tranchés autrement : sans relire le fichier.

    Ne suffit pas quand une ligne ``liee`` change, ni pour une cellule retapée : il faut alors ``apercevoir``.
    """
    lignes = [_retouchee(ligne, choix) for ligne in apercu.lignes]
    somme = 0
    for ligne in lignes:
        if ligne.cochee and ligne.avec is None:
            somme ^= empreinte_d_une_ligne(ligne.cle, ligne.sort, ligne.ecarts)
    sommes = apercus.sommes(lignes, [t.poste for t in apercu.totaux])
    totaux = tuple(_total(total, *sommes[total.poste]) for total in apercu.totaux)
    empreinte = f"{apercu.empreinte.rpartition('-')[0]}-{somme:016x}"
    return replace(apercu, lignes=lignes, comptes=apercus.compter(lignes), totaux=totaux, empreinte=empreinte)


def _total(total: TotalCompare, somme: object, inconnus: int) -> TotalCompare:
    return replace(total, somme=somme, inconnus=inconnus)  # type: ignore[arg-type]


def _retouchee(ligne: LigneApercu, choix: Choix) -> LigneApercu:
    cochee = ligne.cochable and (ligne.avec or ligne.cle) not in choix.decochees
    ecarts = tuple(_tranche(ligne.cle, ecart, choix) for ecart in ligne.ecarts)
    sort = ligne.sort
    if ecarts and sort in (Sort.MODIFIEE, Sort.INCHANGEE):
        sort = Sort.MODIFIEE if any(e.s_ecrit for e in ecarts) else Sort.INCHANGEE
    if (cochee, sort, ecarts) == (ligne.cochee, ligne.sort, ligne.ecarts):
        return ligne
    return replace(ligne, cochee=cochee, sort=sort, ecarts=ecarts)


def _tranche(cle: CleLigne, ecart: Ecart, choix: Choix) -> Ecart:
    if ecart.conflit is None:
        return ecart
    tranche = choix.tranches.get((cle, ecart.champ), Tranche.GARDER)
    return (
        ecart
        if tranche is ecart.conflit.tranche
        else replace(ecart, conflit=replace(ecart.conflit, tranche=tranche))
    )


def corriger_partout(apercu: Apercu, choix: Choix, cellule: CleCellule, texte: str) -> Choix:
    """La même correction à toutes les cellules de la colonne qui portent le même texte."""
    return choix.avec_cellules(dict.fromkeys(pareilles(apercu, cellule), texte))


def pareilles(apercu: Apercu, cellule: CleCellule) -> tuple[CleCellule, ...]:
    """Les cellules de la même colonne du même tableau, au même texte que celle-ci, elle comprise."""
    champ = _champ_de(apercu.places.get(cellule.feuille, {}), cellule.position)
    if champ is None:
        return (cellule,)
    brut = apercu.ligne(CleLigne(cellule.feuille, cellule.ligne)).cellules[champ].brut
    siennes = (ligne for ligne in apercu.lignes if ligne.cle.feuille == cellule.feuille)
    return tuple(
        CleCellule(*ligne.cle, cellule.position)
        for ligne in siennes
        if champ in ligne.cellules and ligne.cellules[champ].brut == brut
    )


def _champ_de(places: Mapping[str, int], position: int) -> str | None:
    return next((champ for champ, place in places.items() if place == position), None)

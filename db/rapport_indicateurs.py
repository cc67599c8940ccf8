"""Rassembler le rapport des indicateurs : le relevé d'une portée, mis en mots, sans un ménage."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from db.fuites import Declaration, exiger
from db.horloge import aujourdhui
from db.operations import nom_du_projet
from db.organisme import texte_du_document
from db.tableaux.historique import Point
from db.tableaux.portee import Portee
from db.tableaux.releve import COUPES, DELAIS, LigneDeCoupe, Releve, relever
from relogement.documents.indicateurs import CarteDuRapport, Rapport, TableDuRapport, rapport_en_pdf, textes_fixes
from relogement.documents.modeles.livres import TABLEAU_DE_BORD
from relogement.documents.traits import Barre, CourbeTracee, Intervalle
from relogement.exports.ecriture.cible import en_place
from relogement.fuites.declaration import Origine
from relogement.indicateurs.axes import AXE_PAR_CLE
from relogement.indicateurs.criteres import CATALOGUE, INDICATEURS, PAR_CODE, QUATRE_CRITERES
from relogement.indicateurs.dits import NON_SIGNIFICATIF, est_reserve, est_vide, fraction, valeur_dite
from relogement.indicateurs.indicateur import Mesure
from relogement.indicateurs.objectif import effort
from relogement.indicateurs.prevision import Prevision
from relogement.indicateurs.prevision_dite import annonce, rythme_dit
from relogement.nomenclatures import GenerationQpv
from relogement.textes import arrondi, ecart, euros, nombre, pluriel, pourcent

_PLUS_DE_MOTIFS = 8
_COURTS = {
    "AVANCEMENT": "Avancement", "NEUF": "Neuf", "HORS_QPV": "Hors QPV", "HORS_SITE": "Hors site",
    "RAC_MAITRISE": "RAC maîtrisé", "INTERBAILLEUR": "Inter-bailleurs", "LIBERATION": "Libération",
}  # fmt: skip


def rapport(session: Session, portee: Portee) -> Rapport:
    """Ce que la vue d'ensemble montre, prêt à imprimer."""
    releve = relever(session, portee)
    prevues = releve.previsions
    return Rapport(
        nom_du_projet(session),
        tuple(_portee_dite(releve)),
        portee.au,
        aujourdhui(),
        tuple(_carte(releve, code) for code in QUATRE_CRITERES),
        prevues.refus if prevues.fin is None else rythme_dit(prevues.rythme, prevues.fin),
        tuple(Barre(m.libelle, m.effectif) for m in releve.marches),
        tuple((c.libelle, c.avant, c.apres) for c in releve.rac.classes),
        _rac_dit(releve),
        tuple(_refus(releve)),
        f"{nombre(releve.refus.refusees, 0)}/{nombre(releve.refus.offres, 0)} offres refusées.",
        tuple(_chiffres(releve)),
        tuple(_table(releve, coupe) for coupe in COUPES),
        tuple((i.libelle, i.definition, i.source) for i in CATALOGUE if i.code != "RELOGEMENTS"),
    )


def imprimer(session: Session, portee: Portee, vers: Path, *, auteur: str = "") -> None:
    """Lit et écrit le rapport ; relu en entier avant de prendre son nom, il ne sort pas s'il désigne quelqu'un."""
    lu = rapport(session, portee)
    with en_place(vers) as provisoire:
        provisoire.write_bytes(rapport_en_pdf(lu, texte_du_document(session, TABLEAU_DE_BORD.code)))
        exiger(session, provisoire, declaration=_declaration(lu), au=portee.au, nom=vers.name, auteur=auteur)


def _declaration(lu: Rapport) -> Declaration:
    """Les noms que le rapport a le droit d'écrire : le projet, ses opérations, ses bailleurs, ses motifs."""
    permises = (Origine.PROJET, Origine.OPERATION, Origine.BAILLEUR, Origine.MOTIF)
    mots = [mot for definition in lu.definitions for mot in definition]
    return Declaration().avec(textes=[*mots, *textes_fixes()], origines=permises)


def _portee_dite(releve: Releve) -> Iterator[str]:
    portee = releve.portee
    operation = portee.operation
    yield f"opération {releve.cube.operations[operation]}" if operation else "toutes les opérations"
    yield "titulaires seuls" if portee.titulaires else "tous les dossiers, décohabitants compris"
    en_vigueur = portee.generation is GenerationQpv.EN_VIGUEUR
    yield f"quartiers prioritaires {'' if en_vigueur else 'de la génération '}{portee.generation.libelle}"
    mesures = releve.mesures
    base = mesures.base_titulaires if portee.titulaires else mesures.base_tous
    yield pluriel(base, "relogement définitif", "relogements définitifs")


def _carte(releve: Releve, code: str) -> CarteDuRapport:
    tous, titulaires = releve.mesures.tous[code], releve.mesures.titulaires[code]
    mesure, autre = (titulaires, tous) if releve.portee.titulaires else (tous, titulaires)
    objectif, indicateur = releve.regles.objectifs.get(code), PAR_CODE[code]
    couverture = "" if mesure.couverture is None else f", couverture {pourcent(mesure.couverture)}"
    reserve = f", {NON_SIGNIFICATIF}" if est_reserve(indicateur, mesure, releve.portee.au) else ""
    lignes = []
    if objectif is not None:
        atteint = "" if mesure.pct is None else f", {ecart(arrondi(mesure.pct) - objectif, 'pt')}"
        besoin = effort(mesure, objectif)
        lignes += [f"Objectif {nombre(objectif, 0)} %{atteint}"]
        lignes += [f"Il en faut {besoin.necessaires} des {besoin.prochains} prochains"]
    qui = "Tous" if releve.portee.titulaires else "Titulaires seuls"
    lignes += [f"{qui} : {valeur_dite(indicateur, autre)} ({fraction(indicateur, autre)})"]
    lignes += [f"dont {nombre(mesure.a_verifier, 0)} à vérifier sur SIG Ville"] if mesure.a_verifier else []
    prevue = releve.previsions.a_la_fin.get(code)
    lignes += [annonce(prevue).capitalize()] if prevue else []
    return CarteDuRapport(
        indicateur.libelle,
        valeur_dite(indicateur, mesure),
        f"{fraction(indicateur, mesure)}{couverture}{reserve}",
        None if mesure.pct is None else float(mesure.pct),
        None if objectif is None else float(objectif),
        tuple(lignes),
        _courbe(releve.histoires[code], None if objectif is None else float(objectif), prevue),
    )


def _courbe(points: tuple[Point, ...], objectif: float | None, prevue: Prevision | None) -> CourbeTracee:
    parts = tuple((p.fin, None if p.mesure.pct is None else float(p.mesure.pct)) for p in points)
    if prevue is None:
        return CourbeTracee(parts, objectif)
    bornes = (float(prevue.pct), float(prevue.bas), float(prevue.haut))
    return CourbeTracee(parts, objectif, Intervalle(prevue.le, *bornes))


def _rac_dit(releve: Releve) -> str:
    rac = releve.rac
    if rac.mediane_avant is None:
        return "Aucun ménage comparable."
    medianes = f"médiane {euros(rac.mediane_avant)} avant (gris), {euros(rac.mediane_apres)} après"
    return f"{nombre(rac.comparables, 0)} ménages comparables, {medianes}."


def _refus(releve: Releve) -> Iterator[Barre]:
    motifs = releve.regles.motifs
    vus = releve.refus.par_motif[:_PLUS_DE_MOTIFS]
    for code, n in vus:
        mot = str(motifs[code]["libelle"]) if code in motifs else code or "Motif non renseigné"
        yield Barre(mot, n)
    autres = sum(n for _, n in releve.refus.par_motif[_PLUS_DE_MOTIFS:])
    if autres:
        yield Barre("Autres motifs", autres, vide=True)


def _chiffres(releve: Releve) -> Iterator[tuple[str, str, str]]:
    for code in DELAIS:
        delai = releve.delais[code]
        yield (
            PAR_CODE[code].libelle,
            valeur_dite(PAR_CODE[code], delai),
            f"{fraction(PAR_CODE[code], delai)} dossiers",
        )
    trouve, refus = releve.par_relogement, releve.refus
    moyenne = PAR_CODE["OFFRES_PAR_RELOGEMENT"]
    yield moyenne.libelle, valeur_dite(moyenne, trouve), fraction(moyenne, trouve)
    taux = "—" if refus.taux is None else pourcent(refus.taux)
    yield "Taux de refus", taux, f"{nombre(refus.refusees, 0)}/{nombre(refus.offres, 0)}"


def _table(releve: Releve, coupe: str) -> TableDuRapport:
    axe = AXE_PAR_CLE[coupe]
    codes = [i.code for i in INDICATEURS if i.code in _COURTS and axe.range(i.sujet)]
    lignes = tuple(_rangee(releve, ligne, codes) for ligne in releve.coupes[coupe])
    entetes = (axe.libelle, *(_COURTS[code] for code in codes))
    return TableDuRapport(f"Par {axe.libelle.lower()}", entetes, lignes)


def _rangee(releve: Releve, ligne: LigneDeCoupe, codes: list[str]) -> tuple[str, ...]:
    mesures = ligne.mesures.titulaires if releve.portee.titulaires else ligne.mesures.tous
    return (ligne.libelle, *(_cellule(code, mesures[code], releve) for code in codes))


def _cellule(code: str, mesure: Mesure, releve: Releve) -> str:
    if est_vide(mesure):
        return "—"
    compte = fraction(PAR_CODE[code], mesure)
    if est_reserve(PAR_CODE[code], mesure, releve.portee.au):
        return f"{compte} non signif."
    return f"{compte}  {valeur_dite(PAR_CODE[code], mesure)}"

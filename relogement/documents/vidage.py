"""L'immeuble à vider sur papier : ses entrées porte par porte, où l'on en est, et qui bloque."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from relogement.documents.mise_en_page import (
    PETIT,
    SERRE,
    TRAIT,
    Feuille,
    ecrire_pdf,
    note,
    paragraphe,
    section,
    style,
    tableau,
    titre,
)
from relogement.textes import INSECABLE, TIRET, jour, nombre
from relogement.vidage import dits
from relogement.vidage.blocages import Blocage
from relogement.vidage.cases import Case
from relogement.vidage.tableau import Entree, Tableau
from relogement.vidage.vue import Vue

ENTETES, PARTS = ("Ménage", "Porte", "État", "Cause", "À qui d’agir", "Échéance"), (4, 4, 2.4, 6, 3.4, 2)
NOTICE = (
    "Cette feuille dit où en est chaque ménage de l’immeuble, avec son nom ou sa référence : elle est pour les "
    "participants de la réunion, et eux seuls. Ne la laissez pas traîner."
)
COLONNES, ETAGE, ECART = 12, 11 * mm, 3 * mm
_POINTILLE = (1.5, 1.5)


def imprimer(vers: Path, vue: Vue, *, noms: bool) -> None:
    """Écrit l'immeuble tel qu'on le regarde ; sans ``noms``, il ne reste que les références."""
    feuille = Feuille("Vidage", f"{vue.tableau.immeuble.operation.libelle}, au {jour(vue.au)}", paysage=True)
    ecrire_pdf(vers, feuille, list(_contenu(feuille, vue, noms)))


def _contenu(feuille: Feuille, vue: Vue, noms: bool) -> Iterator[Flowable]:
    yield titre(f"{dits.titre(vue.tableau)}, au {jour(vue.au)}")
    yield paragraphe("\n".join(_chiffres(vue)))
    yield note(NOTICE)
    for rangee in _rangees(vue.tableau.entrees):
        yield Spacer(0, 2 * mm)
        yield _cote_a_cote(rangee, vue.tableau, feuille.largeur, noms)
    yield section(f"Qui bloque ({nombre(len(vue.blocages), 0)})")
    if vue.blocages:
        yield tableau(ENTETES, [_bloque(b, vue.tableau, noms) for b in vue.blocages], PARTS, feuille.largeur)
    else:
        yield note("Plus aucun ménage.")


def _chiffres(vue: Vue) -> Iterator[str]:
    vu, trace, cible = vue.tableau, vue.trajectoire, vue.tableau.immeuble.operation.vide_le
    yield f"Date cible{INSECABLE}: {jour(cible)}, {dits.marge(vu.jours_restants)} ; {dits.demolition(vu)}."
    comptes = vu.comptes
    yield (
        f"Vides{INSECABLE}: {nombre(comptes.vides, 0)} {dits.part_vide(comptes)} ; à vider{INSECABLE}: "
        f"{nombre(comptes.a_vider, 0)} ({dits.reste(comptes)})."
    )
    quand = f"vide {dits.fin_dite(trace.fin)}" if trace.fin else trace.refus
    rythme = f"{dits.par_semaine(trace)}, {dits.il_en_faut(trace)}"
    yield f"Par semaine{INSECABLE}: {rythme}. Au rythme actuel{INSECABLE}: {quand}"


def _rangees(entrees: Sequence[Entree]) -> Iterator[list[Entree]]:
    """Autant d'entrées de front que la page en tient."""
    rangee: list[Entree] = []
    for entree in entrees:
        if rangee and sum(e.largeur for e in rangee) + entree.largeur > COLONNES:
            yield rangee
            rangee = []
        rangee.append(entree)
    if rangee:
        yield rangee


def _cote_a_cote(entrees: Sequence[Entree], vu: Tableau, largeur: float, noms: bool) -> Table:
    colonnes = max(COLONNES // 2, sum(e.largeur for e in entrees))
    porte = (largeur - len(entrees) * (ETAGE + ECART)) / colonnes
    larges = [ETAGE + e.largeur * porte + ECART for e in entrees]
    dessins = [_entree(e, vu, porte, noms) for e in entrees]
    nu = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table([dessins], larges, style=TableStyle(nu), hAlign="LEFT")


def _entree(entree: Entree, vu: Tableau, porte: float, noms: bool) -> list[Flowable]:
    """Son nom, ce qui vient, puis ses étages ; une porte vide est en tirets."""
    nom = dits.titre_entree(entree, batiment=len(vu.batiments) > 1)
    tete = f"{nom}, {entree.vides}/{len(entree.cases)} vides"
    petit, serre = style(PETIT), style(SERRE)
    rangees = [
        [paragraphe(etage.niveau.libelle, serre), *(_porte(c, noms) for c in etage.cases)]
        + [""] * (entree.largeur - len(etage.cases))
        for etage in entree.etages
    ]
    grille = Table(rangees, [ETAGE, *[porte] * entree.largeur], style=_traits(entree), hAlign="LEFT")
    suite = dits.suite_de(entree, vu, noms=noms)[0]
    return [paragraphe(tete, style(PETIT + 1, gras=True)), paragraphe(suite, petit), Spacer(0, 1 * mm), grille]


def _porte(vue: Case | None, noms: bool) -> Flowable | str:
    if vue is None:
        return ""
    lignes = [dits.vide_depuis(vue)] if vue.vide else [dits.nom(vue, noms=noms), dits.taille(vue)]
    return paragraphe("\n".join([dits.mot(vue), *filter(None, lignes)]), style(SERRE))


def _traits(entree: Entree) -> TableStyle:
    blancs = [(f"{cote}PADDING", (0, 0), (-1, -1), 1.5) for cote in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    cadres = []
    for rang, etage in enumerate(entree.etages):
        for colonne, vue in enumerate(etage.cases, 1):
            if vue is not None:
                trait = (0.4, TRAIT, None, _POINTILLE) if vue.vide else (0.9, TRAIT)
                cadres.append(("BOX", (colonne, rang), (colonne, rang), *trait))
    return TableStyle([*blancs, ("VALIGN", (0, 0), (-1, -1), "TOP"), *cadres])


def _bloque(vu: Blocage, tableau_: Tableau, noms: bool) -> tuple[str, ...]:
    dossier = vu.case.dossier
    qui = dossier.nom if noms and dossier else dits.nom(vu.case, noms=noms)
    lieu = dits.porte(vu.case, batiment=len(tableau_.batiments) > 1)
    return qui, lieu, dits.mot(vu.case), vu.cause, vu.acteur, jour(vu.echeance_le) if vu.echeance_le else TIRET

"""Un classeur regardé sans a priori : ses tableaux, leurs colonnes, ses conventions, ses anomalies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from relogement.imports.analyse.cote_a_cote import groupes_de_colonnes
from relogement.imports.analyse.decoupage import Bloc, blocs
from relogement.imports.analyse.dialecte_des_valeurs import DialecteDesValeurs, dialecte_des_valeurs
from relogement.imports.analyse.echantillon import Echantillon
from relogement.imports.analyse.notes import notes_en_marge
from relogement.imports.analyse.pertes import accents, pertes
from relogement.imports.analyse.profil import Contenu, profil
from relogement.imports.analyse.sortes import Sorte, sorte
from relogement.imports.analyse.tableau import Colonne, Tableau
from relogement.imports.colonnes import Lexique
from relogement.imports.entetes import numerote_les_colonnes, piles_de_titres, recopie
from relogement.imports.lecture import Annonce, Classeur, Feuille, Genre, Ligne, Reglages
from relogement.imports.lecture.annonces import annonce
from relogement.imports.lecture.reglages import SANS_REGLAGE

TITRE_MAX = 80
EXPLOREES = 5
TABLEUR = ("xlsx", "xlsm", "xls", "ods")


@dataclass(frozen=True)
class Analyse:
    """Ce que l'on a vu d'un classeur ; ``annonces`` comprend celles de la lecture."""

    classeur: Classeur
    tableaux: tuple[Tableau, ...]
    valeurs: DialecteDesValeurs
    annonces: tuple[Annonce, ...] = field(default=(), repr=False)


def analyser(classeur: Classeur, lexiques: Sequence[Lexique] = (), reglages: Reglages = SANS_REGLAGE) -> Analyse:
    """Deux parcours de chaque feuille, quelle que soit sa taille ; rien n'y est gardé qu'un échantillon."""
    vus = [vu for feuille in classeur.feuilles for vu in _tableaux(feuille, lexiques, reglages)]
    tableaux = tuple(tableau for tableau, _ in vus)
    echantillons = [echantillon for _, echantillon in vus]
    nombres = [v for e in echantillons for v in e.valeurs_de(e.colonnes_de(Contenu.NOMBRE))]
    dates = [v for e in echantillons for v in e.valeurs_de(e.colonnes_de(Contenu.DATE))]
    valeurs = dialecte_des_valeurs(nombres, dates, reglages, tableur=classeur.format in TABLEUR)
    dites = [*classeur.tout_ce_qui_se_dit(), *(a for tableau in tableaux for a in tableau.annonces)]
    return Analyse(classeur, tableaux, valeurs, (*dites, *_douteux(valeurs)))


def _douteux(valeurs: DialecteDesValeurs) -> Iterator[Annonce]:
    """Deux ordres de dates dans le même fichier : il faut que quelqu'un tranche."""
    if valeurs.ordre.confiance < 100 and "sur" in valeurs.ordre.raison:
        yield annonce(
            Genre.ORDRE_DES_DATES, f"L’ordre des dates n’est pas sûr : {valeurs.ordre.raison}.", grave=True
        )


def _tableaux(
    feuille: Feuille, lexiques: Sequence[Lexique], reglages: Reglages
) -> Iterator[tuple[Tableau, Echantillon]]:
    rang = 0
    for bloc in blocs(feuille, lexiques, reglages):
        for groupe in groupes_de_colonnes(bloc):
            rang += 1
            yield _tableau(feuille, bloc, groupe, rang)


def _tableau(feuille: Feuille, bloc: Bloc, groupe: range | None, rang: int) -> tuple[Tableau, Echantillon]:
    piles = piles_de_titres(bloc.lignes) if bloc.lignes else []
    premiere = bloc.lignes[0].numero if bloc.lignes else 0
    nu = Tableau(feuille, rang, premiere, bloc.derniere, bloc.fin, (), 0, {})
    dans = range(len(piles)) if groupe is None else groupe
    echantillon, sortes, totaux, nombre = _parcourir(nu, bloc, dans)
    largeur = max(len(piles), echantillon.largeur) if groupe is None else dans.stop
    titres = _noms(piles, largeur)
    colonnes = tuple(
        Colonne(p, titres[p], tuple(piles[p]) if p < len(piles) else (), profil(echantillon.valeurs(p)))
        for p in range(dans.start, largeur)
        if (p < len(piles) and piles[p]) or echantillon.valeurs(p)
    )
    colonnes, notes = notes_en_marge(feuille.nom, colonnes, nombre, titree=bool(bloc.lignes))
    annonces = (*notes, *_annonces(feuille.nom, colonnes, echantillon))
    lignes = tuple(ligne.cellules for ligne in bloc.lignes)
    return replace(
        nu, colonnes=colonnes, nb_lignes=nombre, sortes=sortes, totaux=totaux, lignes_de_titres=lignes,
        annonces=annonces,
    ), echantillon  # fmt: skip


def _parcourir(
    nu: Tableau, bloc: Bloc, dans: range
) -> tuple[Echantillon, dict[int, Sorte], tuple[Ligne, ...], int]:
    """Classe chaque ligne sous les titres et retient un échantillon des données."""
    echantillon, sortes, totaux, nombre = Echantillon(), dict[int, Sorte](), list[Ligne](), 0
    reperes = frozenset(cellule for ligne in bloc.lignes for cellule in ligne.cellules if cellule)
    for ligne in nu.feuille.lignes:
        if not max(bloc.derniere + 1, bloc.debut) <= ligne.numero <= bloc.fin or ligne.est_vide:
            continue
        vue = sorte(ligne, len(dans))
        if nombre == 0 and bloc.derniere < ligne.numero < bloc.fin and _numerote(ligne, bloc, dans):
            vue = Sorte.TITRES
        if vue is Sorte.DONNEE and not reperes.isdisjoint(ligne.cellules[:12]):
            repetee = any(recopie(ligne.cellules, titres.cellules) for titres in bloc.lignes)
            vue = Sorte.TITRES if repetee else vue
        if vue is Sorte.DONNEE:
            nombre += 1
            echantillon.ajouter(ligne)
            continue
        sortes[ligne.numero] = vue
        if vue is Sorte.TOTAL:
            totaux.append(ligne)
    return echantillon, sortes, tuple(totaux), nombre


def _numerote(ligne: Ligne, bloc: Bloc, dans: range) -> bool:
    """Une ligne qui numérote les colonnes titrées, même sous une ligne d'explications."""
    if not bloc.lignes or ligne.numero > bloc.derniere + EXPLOREES:
        return False
    titrees = {p for titres in bloc.lignes for p, cellule in enumerate(titres.cellules) if cellule and p in dans}
    return numerote_les_colonnes(
        Ligne(ligne.numero, tuple(c for p, c in enumerate(ligne.cellules) if p in titrees))
    )


def _noms(piles: Sequence[Sequence[str]], largeur: int) -> list[str]:
    """Le titre le plus précis ; précédé de son groupe quand deux colonnes portent le même."""
    courts = [_court(pile) for pile in piles]
    noms = [" ".join(pile) if courts.count(c) > 1 else c for pile, c in zip(piles, courts, strict=True)]
    return noms + [""] * (largeur - len(noms))


def _court(pile: Sequence[str]) -> str:
    """Le plus précis, sans les explications entre parenthèses que l'on écrit sous un titre."""
    precis = [titre for titre in pile if not titre.startswith("(") and len(titre) <= TITRE_MAX]
    return (precis or list(pile) or [""])[-1]


def _annonces(feuille: str, colonnes: Sequence[Colonne], echantillon: Echantillon) -> Iterator[Annonce]:
    for colonne in colonnes:
        yield from pertes(feuille, colonne.position, colonne.titre, echantillon.valeurs(colonne.position))
    textes = [titre for colonne in colonnes for titre in colonne.titres]
    textes += [v for colonne in colonnes for v in echantillon.valeurs(colonne.position) if not v.isascii()]
    if (dite := accents(feuille, textes)) is not None:
        yield dite

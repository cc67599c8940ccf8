"""Lire la table de saisie, vite : chaque écriture différente d'une cellule n'est interprétée qu'une fois."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from relogement.imports.entetes import Entete
from relogement.imports.lecture import Classeur, Ligne
from relogement.imports.rangees import rangees_utiles
from relogement.imports.resultat import ZERO, Carnet, Lecture, Totaux
from relogement.imports.saisie.colonnes import DOSSIER, LEXIQUE, Lecteur, lecteur, texte_de_saisie
from relogement.imports.saisie.valeurs import LigneSaisie, Valeurs
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import ValeurIllisible, largeur_des_ug, ug_complete
from relogement.saisie import COLONNES, Colonne

MEMOIRE_MAX = 200_000
TEXTES_MAX = 5_000
UG = "UG"


class Memoire(dict[str, Any]):
    """Les écritures déjà lues ; se vide plutôt que de grossir sans fin."""

    def __init__(self, lecture: Lecteur) -> None:
        super().__init__({"": None})
        self._lecture = lecture
        self._maximum = TEXTES_MAX if lecture is texte_de_saisie else MEMOIRE_MAX

    def __missing__(self, texte: str) -> Any:
        if len(self) > self._maximum:
            self.clear()
            self[""] = None
        valeur = self[texte] = self._lecture(texte)
        return valeur


def lire_saisie(classeur: Classeur) -> Lecture[LigneSaisie]:
    """Les dossiers du fichier, dans son ordre ; un dossier nommé deux fois n'est lu qu'une fois."""
    carnet, dossiers = Carnet(), dict[str, int]()
    objets: list[LigneSaisie] = []
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        plan = Plan(tableau.entete, carnet)
        brutes = rangees_utiles(tableau.feuille, tableau.entete, carnet, DOSSIER, admise=plan.nomme_un_dossier)
        lues = [ligne for brute in brutes if (ligne := plan.lire(brute, dossiers)) is not None]
        objets += _ug_completes(lues) if UG in tableau.entete.index else lues
    carnet.exiger(classeur.nom, "dossier")
    return carnet.lecture(objets, _totaux(objets))


class Plan:
    """Où se trouve chaque colonne d'une feuille, et comment la lire."""

    def __init__(self, entete: Entete, carnet: Carnet) -> None:
        presentes = [colonne for colonne in COLONNES if colonne.code in entete.index]
        self._entete = entete
        self._carnet = carnet
        self._rangs = {colonne.code: rang for rang, colonne in enumerate(presentes)}
        memoires = _memoires(presentes)
        self._colonnes = [(entete.index[c.code], m) for c, m in zip(presentes, memoires, strict=True)]
        self._dossier = self._rangs[DOSSIER]
        self._largeur = 1 + max(entete.index.values())

    def nomme_un_dossier(self, ligne: Ligne) -> bool:
        position = self._colonnes[self._dossier][0]
        return position < len(ligne.cellules) and bool(ligne.cellules[position])

    def lire(self, ligne: Ligne, dossiers: dict[str, int]) -> LigneSaisie | None:
        cellules = ligne.cellules
        if len(cellules) < self._largeur:
            cellules = cellules + ("",) * (self._largeur - len(cellules))
        try:
            valeurs = tuple([memoire[cellules[position]] for position, memoire in self._colonnes])
        except ValeurIllisible:
            self._dire_les_fautes(ligne.numero, cellules)
            return None
        dossier = valeurs[self._dossier]
        if (premiere := dossiers.setdefault(dossier, ligne.numero)) != ligne.numero:
            motif = (
                f"Le dossier « {dossier} » est déjà à la ligne {premiere} : gardez une seule ligne par dossier."
            )
            self._carnet.ecarter(ligne.numero, self._entete.titre(DOSSIER), motif)
            return None
        return LigneSaisie(self._carnet.feuille, ligne.numero, Valeurs(self._rangs, valeurs))

    def _dire_les_fautes(self, numero: int, cellules: Sequence[str]) -> None:
        """Relit la ligne pour nommer toutes ses cellules fautives, pas seulement la première."""
        fautive = False
        for position, memoire in self._colonnes:
            try:
                memoire[cellules[position]]
            except ValeurIllisible as faute:
                self._carnet.refuser(numero, self._entete.titres[position], str(faute), deja=fautive)
                fautive = True


def _memoires(colonnes: Sequence[Colonne]) -> list[Memoire]:
    """Les montants partagent leur mémoire, les dates la leur ; chaque colonne de texte a la sienne."""
    partagees: dict[Lecteur, Memoire] = {}
    lecteurs = [lecteur(colonne) for colonne in colonnes]
    return [
        Memoire(lecture) if lecture is texte_de_saisie else partagees.setdefault(lecture, Memoire(lecture))
        for lecture in lecteurs
    ]


def _ug_completes(lignes: list[LigneSaisie]) -> list[LigneSaisie]:
    """Rend leurs zéros de tête aux codes de logement qu'un tableur a pris pour des nombres."""
    codes = [ligne.valeurs[UG] or "" for ligne in lignes]
    largeur = largeur_des_ug(codes)
    if largeur is None:
        return lignes
    for ligne, code in zip(lignes, codes, strict=True):
        if code.isdigit() and len(code) < largeur:
            ligne.valeurs = ligne.valeurs.avec(UG, ug_complete(code, largeur))
    return lignes


def _totaux(lignes: Sequence[LigneSaisie]) -> Totaux:
    """Les sommes d'avant relogement."""
    return Totaux(
        loyer=_somme(lignes, "LOYER_AV"),
        charges=_somme(lignes, "CHARGES_AV"),
        apl=_somme(lignes, "APL_AV"),
        rls=_somme(lignes, "RLS_AV"),
        apl_inconnue=sum(1 for ligne in lignes if ligne.valeurs.get("APL_AV") is None),
    )


def _somme(lignes: Sequence[LigneSaisie], code: str) -> Decimal:
    return sum((montant for ligne in lignes if (montant := ligne.valeurs.get(code))), ZERO)

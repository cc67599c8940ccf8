"""Des tableaux d'essai : des comptes de ménages, et leurs totaux."""

from collections.abc import Sequence

from relogement.secret import Cellule, Systeme


def un_tableau(lignes: Sequence[Sequence[int]], *, seuil: int = 5, nom: str = "T") -> Systeme:
    """Un tableau à deux entrées, tous ses totaux publiés : « L0 » et « C1 » nomment ses marges."""
    systeme = Systeme()
    ajouter_un_tableau(systeme, lignes, seuil=seuil, nom=nom)
    return systeme


def ajouter_un_tableau(systeme: Systeme, lignes: Sequence[Sequence[int]], *, seuil: int, nom: str) -> None:
    colonnes = list(zip(*lignes, strict=True))
    for i, ligne in enumerate(lignes):
        systeme.ajouter(Cellule(("L", str(i)), sum(ligne), seuil, poids=40))
        for j, valeur in enumerate(ligne):
            systeme.ajouter(Cellule((nom, str(i), str(j)), valeur, seuil))
    for j, colonne in enumerate(colonnes):
        systeme.ajouter(Cellule((nom, "C", str(j)), sum(colonne), seuil, poids=40))
    systeme.ajouter(Cellule(("N",), sum(map(sum, lignes)), seuil, poids=80))
    for i, ligne in enumerate(lignes):
        systeme.lier(("L", str(i)), [(nom, str(i), str(j)) for j in range(len(ligne))])
    for j, colonne in enumerate(colonnes):
        systeme.lier((nom, "C", str(j)), [(nom, str(i), str(j)) for i in range(len(colonne))])
    systeme.lier(("N",), [("L", str(i)) for i in range(len(lignes))])
    systeme.lier(("N",), [(nom, "C", str(j)) for j in range(len(colonnes))])


def un_critere(systeme: Systeme, oui: int, non: int, *, seuil: int = 5, nom: str = "HORS_QPV") -> None:
    """Un numérateur et son dénominateur : les « non » ne s'écrivent pas, ils se déduisent."""
    systeme.ajouter(Cellule((nom, "OUI"), oui, seuil))
    systeme.ajouter(Cellule((nom, "BASE"), oui + non, seuil, poids=20))
    systeme.ajouter(Cellule((nom, "NON"), non, seuil, publiee=False))
    systeme.lier((nom, "BASE"), [(nom, "OUI"), (nom, "NON")])

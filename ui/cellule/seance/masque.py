"""Ce qui se montre quand les noms sont masqués, devant une salle : la référence et les initiales, rien de plus."""

from typing import Protocol

from db.cellule.cas import Cas
from relogement.menage import Menage
from relogement.rapprochement import sans_accents
from relogement.textes import INCONNU, pluriel, surface


class Nomme(Protocol):
    """Ce qui porte un nom de ménage et la référence de son dossier."""

    @property
    def nom(self) -> str: ...

    @property
    def reference(self) -> str: ...


def initiales(nom: str) -> str:
    """« BELKACEM Nora » → « B. N. » ; d'un couple, les deux premières."""
    return " ".join(f"{mot[0].upper()}." for mot in nom.split()[:2] if mot[0].isalpha())


def nom_montre(de: Nomme, *, noms: bool) -> str:
    """Le nom, ou « AC-026 · B. N. »."""
    if noms or de.nom == de.reference:
        return de.nom
    return " · ".join(filter(None, (de.reference, initiales(de.nom))))


def texte_montre(texte: str, *, noms: bool, tu: str = "texte masqué avec les noms") -> str:
    """Un texte libre peut nommer quelqu'un : masqué, il ne se lit plus."""
    return texte if noms or not texte else tu


def identite_montree(cas: Cas, *, noms: bool) -> str:
    """Masquée, ni l'entrée ni l'étage : ils mèneraient à la porte."""
    return cas.identite if noms else _sans_adresse(cas.lu.menage)


def _sans_adresse(menage: Menage) -> str:
    quitte, combien = menage.logement_quitte, menage.nb_personnes
    personnes = pluriel(combien, "personne") if combien is not None else f"personnes : {INCONNU}"
    taille = ""
    if quitte is not None:
        metres = surface(quitte.surface) if quitte.surface is not None else None
        taille = " ".join(filter(None, (quitte.typologie, metres)))
    return " · ".join(filter(None, (personnes, taille, quitte.bailleur if quitte else "")))


def nomme(texte: str, nom: str) -> bool:
    """Vrai si ce texte contient un mot du nom du ménage, même sans ses accents."""
    mots = {mot for mot in sans_accents(nom).split() if len(mot) > 2}
    return bool(mots & set(sans_accents(texte).split()))

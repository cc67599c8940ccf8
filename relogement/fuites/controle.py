"""Contrôler un fichier partie par partie : chercher, puis ne garder que ce que rien de déclaré n'explique.

Ce qui est sûr bloque : un téléphone, une adresse, une naissance, un numéro, un nom avec son prénom. Un nom seul,
s'il est un mot courant (PETIT, ROSE), un code (OUI, T3, NEUF) ou une commune (PARIS), ne bloque que s'il remplit
une cellule où rien ne l'annonçait, ou si un second indice l'accompagne ; ailleurs il est signalé.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from relogement.fuites.aiguilles import Aiguilles, Genre
from relogement.fuites.declaration import ColonneDeclaree, Declaration, Origine
from relogement.fuites.jours import jour_du_nombre
from relogement.fuites.lecture import lire, lire_octets
from relogement.fuites.morceaux import Cellule, Morceau, Nature, Table, Texte
from relogement.fuites.mots_courants import textes_du_programme
from relogement.fuites.rapport import MONTRES, Constat, Rapport
from relogement.fuites.recherche import Force, Trouvaille, chercher, chercher_colle
from relogement.fuites.technique import AUTEURS, est_technique
from relogement.fuites.textes import colle, mots, pareil, plier

A_LA_MAIN = (Origine.PROJET, Origine.OPERATION, Origine.BAILLEUR, Origine.COMMUNE, Origine.QUARTIER)
SITUEES = 400  # au-delà, le fichier est plein de noms : en situer davantage n'apprend rien
FREQUENT = 0.05
_MAJORITE = 0.8
_TROIS = 3
_NAISSANCE = ("naiss", "ne le", "nee le", "birth", "ddn", "date de n", "ne e")


Phrases = dict[str, list[tuple[tuple[str, ...], Origine | None, str]]]


class Vocabulaire(Protocol):
    """Les valeurs que la base donne à chaque origine."""

    def valeurs(self, origine: Origine) -> Collection[str]: ...

    def admet(self, origine: Origine, valeur: str, trouvaille: Trouvaille) -> bool:
        """Si la valeur est bien de cette origine, et non une donnée personnelle qui s'y est glissée."""
        ...


class Controle:
    """Le contrôle d'un fichier ; sans déclaration, c'est un fichier quelconque que l'on vérifie à la main."""

    def __init__(
        self, aiguilles: Aiguilles, vocabulaire: Vocabulaire, declaration: Declaration | None = None
    ) -> None:
        self._aiguilles, self._vocabulaire = aiguilles, vocabulaire
        self._a_la_main = declaration is None
        self._declaration = declaration or Declaration(origines=A_LA_MAIN)
        self._parties: dict[str, None] = {}
        self._constats: dict[tuple[Genre, str, str, str], Constat] = {}
        self._index: Phrases | None = None

    def controler(self, source: Path | bytes, nom: str) -> Rapport:
        """Lit tout le fichier ; ``nom`` est celui qu'il portera."""
        suffixe = Path(nom).suffix.lower()
        lus = lire(source, suffixe) if isinstance(source, Path) else lire_octets(source, "", suffixe=suffixe)
        return self.controler_morceaux(lus, nom)

    def controler_morceaux(self, morceaux: Iterable[Morceau], nom: str) -> Rapport:
        """Ce que dira un fichier de ce nom, connu avant de l'écrire : les textes peints d'une image."""
        self._texte(Texte("nom du fichier", Path(nom).stem))
        for morceau in morceaux:
            self._morceau(morceau)
        rangees = sorted(self._constats.values(), key=lambda c: not c.bloque)
        return Rapport(nom, tuple(self._parties), tuple(rangees[:MONTRES]), len(rangees))

    def _morceau(self, morceau: Morceau) -> None:
        self._parties.setdefault(morceau.partie)
        if isinstance(morceau, Texte):
            self._texte(morceau)
        else:
            self._table(morceau)

    def _texte(self, texte: Texte) -> None:
        if texte.nature is Nature.ILLISIBLE:
            self._ajouter(Constat(Genre.ILLISIBLE, texte.partie, "", precision=texte.ou))
            return
        if texte.nature is Nature.AUTEUR and texte.texte.strip() not in AUTEURS:
            self._ajouter(Constat(Genre.AUTEUR, texte.partie, texte.ou, not self._a_la_main))
        technique = texte.nature is Nature.TECHNIQUE
        for trouvaille in self._chercher(texte):
            if technique and _de_forme_seule(trouvaille):
                continue  # des nombres qui se touchent dans un format ressemblent à un numéro
            if not self._explique(texte.texte, trouvaille, None, technique=technique):
                self._constater(trouvaille, texte.partie, texte.ou, self._texte_bloque(texte, trouvaille))

    def _chercher(self, texte: Texte) -> list[Trouvaille]:
        if not texte.texte:
            return []
        return (chercher_colle if texte.nature is Nature.COLLE else chercher)(texte.texte, self._aiguilles)

    def _texte_bloque(self, texte: Texte, trouvaille: Trouvaille) -> bool:
        if trouvaille.force is Force.CERTAINE:
            banale = self._naissance_banale(trouvaille, texte.texte)
            return not banale and not self._rencontre(texte.texte, trouvaille)
        if trouvaille.force is Force.FAIBLE:
            return False
        if texte.nature is Nature.TECHNIQUE and trouvaille.courant:
            return False
        return not self._a_la_main or not (trouvaille.courant or trouvaille.genre is Genre.PRENOM)

    def _table(self, table: Table) -> None:
        trouvees: dict[str, list[Trouvaille]] = {}
        nombres: set[str] = set()
        for valeur in table.valeurs():
            if lues := chercher(valeur, self._aiguilles):
                trouvees[valeur] = lues
            if len(valeur) == 5 and valeur.isdigit() and self._est_une_naissance(valeur):
                nombres.add(valeur)
        self._colonnes(table)
        voulues = _les_plus_sures(trouvees) | set(sorted(nombres)[:SITUEES])
        if not voulues:
            return
        for cellule in table.situer(voulues):
            for trouvaille in trouvees.get(cellule.valeur, ()):
                self._cellule(cellule, trouvaille)
            if cellule.valeur in nombres and (cellule.est_une_date or _dit_naissance(cellule.titre)):
                self._constater(
                    Trouvaille(Genre.NAISSANCE, self._naissance(cellule.valeur), Force.CERTAINE),
                    cellule.partie, cellule.ou, not self._naissance_frequente() or _dit_naissance(cellule.titre),
                )  # fmt: skip

    def _cellule(self, cellule: Cellule, trouvaille: Trouvaille) -> None:
        colonne = None if cellule.est_un_titre else self._declaration.colonne(cellule.tableau, cellule.titre)
        if self._explique(cellule.valeur, trouvaille, colonne):
            return
        if not self._a_la_main:
            bloque = trouvaille.force is not Force.FAIBLE and not self._rencontre(cellule.valeur, trouvaille)
        elif trouvaille.force is Force.CERTAINE:
            bloque = not self._naissance_banale(trouvaille, f"{cellule.titre or ''} {cellule.valeur}")
        else:
            bloque = trouvaille.force is Force.ENTIERE and self._cellule_sure(cellule, trouvaille)
        self._constater(trouvaille, cellule.partie, cellule.ou, bloque)

    def _cellule_sure(self, cellule: Cellule, trouvaille: Trouvaille) -> bool:
        """À la main : un nom qui n'est pas un mot, ou que le prénom d'une personne accompagne sur sa ligne."""
        if trouvaille.genre is Genre.NOM and not trouvaille.courant:
            return True
        voisines = {colle(valeur) for valeur in cellule.ligne() if valeur and valeur != cellule.valeur}
        if trouvaille.genre is Genre.NOM:
            return not voisines.isdisjoint(self._aiguilles.couples.get(trouvaille.cle, ()))
        return any(trouvaille.cle in self._aiguilles.couples.get(voisine, ()) for voisine in voisines)

    def _explique(
        self, texte: str, trouvaille: Trouvaille, colonne: ColonneDeclaree | None, *, technique: bool = False
    ) -> bool:
        if trouvaille.genre is Genre.NAISSANCE and trouvaille.cle in self._jours():
            return True
        entiere = pareil(texte)
        if entiere in self._declaration.textes or (self._cite_les_codes and entiere in _textes_entiers()):
            return True
        if technique and (est_technique(texte) or _est_une_couleur(texte, trouvaille)):
            return True
        if colonne is not None:
            return entiere in colonne.valeurs or any(
                self._de_l_origine(origine, entiere, trouvaille) for origine in colonne.origines
            )
        return self._dans_une_phrase_declaree(texte, trouvaille)

    def _de_l_origine(self, origine: Origine, entiere: str, trouvaille: Trouvaille) -> bool:
        return entiere in self._vocabulaire.valeurs(origine) and self._vocabulaire.admet(
            origine, entiere, trouvaille
        )

    def _rencontre(self, texte: str, trouvaille: Trouvaille) -> bool:
        """Un nom et un prénom qui ne se suivent que parce que deux valeurs déclarées se touchent : à regarder."""
        if self._a_la_main or trouvaille.genre not in (Genre.IDENTITE, Genre.AGENT):
            return False
        suite, vises = _situer(texte, trouvaille)
        seule = Trouvaille(Genre.NOM, trouvaille.cle, Force.FAIBLE)
        return len(vises) > 1 and all(self._couvert(suite, [bout], seule) for bout in (vises[0], vises[-1]))

    def _dans_une_phrase_declaree(self, texte: str, trouvaille: Trouvaille) -> bool:
        """Ses mots sont ceux d'un texte fixe, d'une opération ou d'un bailleur que la phrase cite en entier."""
        suite, vises = _situer(texte, trouvaille)
        return bool(vises) and self._couvert(suite, vises, trouvaille)

    def _couvert(self, suite: Sequence[str], vises: Sequence[int], trouvaille: Trouvaille) -> bool:
        premier = suite[vises[0]]
        for phrase, origine, valeur in (
            *self._phrases().get(premier, ()),
            *_phrases_du_programme().get(premier, ()),
        ):
            if self._a_la_main and len(phrase) < 2:
                continue
            for debut in range(max(0, vises[-1] - len(phrase) + 1), vises[0] + 1):
                if tuple(suite[debut : debut + len(phrase)]) == phrase and (
                    origine is None or self._vocabulaire.admet(origine, valeur, trouvaille)
                ):
                    return True
        return False

    @property
    def _cite_les_codes(self) -> bool:
        """Un fichier mis en page écrit des codes et des libellés ailleurs que sous un titre de colonne."""
        return not self._a_la_main and Origine.CODES in self._declaration.origines

    def _phrases(self) -> Phrases:
        """Les phrases déclarées, par chacun de leurs mots."""
        if self._index is None:
            textes = [(texte, None) for texte in self._declaration.textes]
            cites = [(v, o) for o in self._declaration.origines for v in self._vocabulaire.valeurs(o)]
            self._index = _par_mot([*textes, *cites])
        return self._index

    def _colonnes(self, table: Table) -> None:
        """Une colonne presque toute de références, de noms ou de naissances en nombres n'est pas un hasard."""
        lignes = table.debut()
        if len(lignes) < _TROIS + 1:
            return
        titres = lignes[0]
        nom = getattr(table, "nom", "")
        for rang in range(max(map(len, lignes))):
            titre = titres[rang] if rang < len(titres) else None
            if self._declaration.colonne(nom, titre) is None:
                valeurs = [ligne[rang] for ligne in lignes[1:] if rang < len(ligne) and ligne[rang].strip()]
                self._colonne_entiere(table.partie, titre or f"n° {rang + 1}", valeurs)

    def _colonne_entiere(self, partie: str, titre: str, valeurs: Sequence[str]) -> None:
        distinctes = set(valeurs)
        permises = {valeur for valeur in distinctes if pareil(valeur) in self._declaration.textes}
        connues: tuple[tuple[Genre, Callable[[str], bool]], ...] = (
            (Genre.REFERENCE, lambda v: colle(v) in self._aiguilles.references_faibles),
            (Genre.NAISSANCE, lambda v: len(v) == 5 and v.isdigit() and self._est_une_naissance(v)),
            (Genre.NOM, lambda v: colle(v) in self._aiguilles.noms),
        )
        for genre, connue in connues:
            vues = {valeur for valeur in distinctes - permises if connue(valeur)}
            if len(vues) >= _TROIS and len(vues) >= _MAJORITE * len(distinctes):
                sur = genre is Genre.NOM or not self._a_la_main or _dit_naissance(titre)
                self._ajouter(Constat(genre, partie, f"colonne {titre}", sur, precision="toute la colonne"))

    def _naissance_banale(self, trouvaille: Trouvaille, autour: str) -> bool:
        """Dans une grande base, tout jour est la naissance de quelqu'un : il faut que le texte le dise."""
        seule = trouvaille.genre is Genre.NAISSANCE and self._a_la_main
        return seule and self._naissance_frequente() and not _dit_naissance(autour)

    def _naissance_frequente(self) -> bool:
        return self._a_la_main and self._aiguilles.part_des_jours > FREQUENT

    def _est_une_naissance(self, nombre: str) -> bool:
        jour = jour_du_nombre(float(nombre))
        return jour in self._aiguilles.naissances and jour not in self._declaration.jours

    def _naissance(self, nombre: str) -> str:
        jour = jour_du_nombre(float(nombre))
        return jour.isoformat() if jour else ""

    def _jours(self) -> set[str]:
        return {jour.isoformat() for jour in self._declaration.jours}

    def _constater(self, trouvaille: Trouvaille, partie: str, ou: str, bloque: bool) -> None:
        self._ajouter(Constat(trouvaille.genre, partie, ou, bloque, trouvaille.cle))

    def _ajouter(self, constat: Constat) -> None:
        repere = (constat.genre, constat.partie, constat.ou, constat.cle)
        ancien = self._constats.get(repere)
        if ancien is None or (constat.bloque and not ancien.bloque):
            self._constats[repere] = constat


def _par_mot(textes: Iterable[tuple[str, Origine | None]], au_moins: int = 1) -> Phrases:
    """Chaque phrase d'au moins tant de mots, rangée sous chacun d'eux."""
    index: Phrases = defaultdict(list)
    for texte, origine in textes:
        phrase = tuple(mot.mot for mot in mots(texte))
        if len(phrase) >= au_moins:
            for mot in set(phrase):
                index[mot].append((phrase, origine, texte))
    return index


@cache
def _textes_entiers() -> frozenset[str]:
    return frozenset(pareil(texte) for texte in (*textes_du_programme(), "Ensemble"))


@cache
def _phrases_du_programme() -> Phrases:
    """Un libellé ou une définition ; un mot seul n'explique rien."""
    return _par_mot(((texte, None) for texte in textes_du_programme()), 2)


def _situer(texte: str, trouvaille: Trouvaille) -> tuple[list[str], list[int]]:
    """Les mots du texte, et lesquels sont ceux de la trouvaille."""
    lus = mots(texte)
    vises = [i for i, mot in enumerate(lus) if mot.debut < trouvaille.fin and trouvaille.debut < mot.fin]
    return [mot.mot for mot in lus], vises


def _les_plus_sures(trouvees: dict[str, list[Trouvaille]]) -> set[str]:
    """Tout s'il y en a peu ; sinon les valeurs qui désignent le plus sûrement."""
    rangees = sorted(trouvees, key=lambda valeur: -max(t.force for t in trouvees[valeur]))
    return set(rangees[:SITUEES])


def _est_une_couleur(texte: str, trouvaille: Trouvaille) -> bool:
    """« 000000 » est du noir avant d'être un dossier."""
    return trouvaille.genre is Genre.REFERENCE and trouvaille.cle.isdigit() and len(texte) <= len("#FF000000")


def _dit_naissance(texte: str | None) -> bool:
    plie = plier(texte or "").lower()
    return any(mot in plie for mot in _NAISSANCE)


def _de_forme_seule(trouvaille: Trouvaille) -> bool:
    """Ni la base ni personne ne porte ce numéro : seule sa forme le fait prendre pour un téléphone ou un NIR."""
    telephone = trouvaille.genre is Genre.TELEPHONE and trouvaille.force is Force.FAIBLE
    return telephone or trouvaille.genre is Genre.NIR

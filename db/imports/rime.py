"""Relire un tableau de type RIME : la clé du projet rend ses pseudonymes à leurs dossiers, et à eux seuls.

Chaque ligne se compare à celle que l'on écrirait aujourd'hui. N'est repris que ce que le tableau dit exactement ;
un montant arrondi ou une valeur calculée qui diffère se compte et se laisse.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.exports.portee import Portee
from db.exports.rime import extraction
from db.horloge import aujourdhui
from db.imports.chantier import Chantier
from db.imports.saisie import FusionSaisie
from db.mises_en_page import mises_en_page
from db.situations import relogement_retenu
from relogement.exports.rime.mise_en_page import MiseEnPage, mise_en_page_par_defaut
from relogement.exports.rime.pseudonymes import pseudonyme
from relogement.imports.anomalies import Gravite
from relogement.imports.phrases import erreur
from relogement.imports.resultat import Lecture
from relogement.imports.rime import PSEUDONYME, Comparaison, LigneRime, comparer
from relogement.imports.rime.ecarts import EXACTES
from relogement.imports.saisie import LigneSaisie, Valeurs
from relogement.modeles import Charte, Menage, Projet, Relogement
from relogement.travail import sans_avancement

AUCUN = (
    "Aucun de ces pseudonymes n’est celui d’un dossier de ce projet. Un tableau de type RIME ne porte ni nom, ni "
    "UG, et ses montants sont arrondis : il ne peut ni retrouver un ménage, ni en ouvrir un. Demandez à l’auteur "
    "la table de saisie ; ou, si les pseudonymes ont été renouvelés, refaites le tableau d’ici."
)
INCONNU = "Ce pseudonyme n’est celui d’aucun dossier du projet : la ligne ne peut pas y être rattachée."
LAISSES = (
    "Ces colonnes diffèrent de ce que l’on écrirait, sans être reprises (arrondies, calculées ou sans bail) : "
)
_RANGS = {code: rang for rang, code in enumerate(("DOSSIER", "NATURE", *EXACTES.values()))}


@dataclass(frozen=True)
class _Dossier:
    """Un dossier, sa ligne telle qu'on l'écrirait, et la nature du bail dont elle parle."""

    reference: str
    notre: Sequence[Any]
    nature: Any


def fusionner_rime(chantier: Chantier, lecture: Lecture[LigneRime]) -> None:
    """Reprend les lignes des dossiers du projet ; refuse un tableau dont aucun n'en est."""
    page = _mise_en_page(chantier.session, lecture.objets)
    dossiers = _dossiers(chantier.session, page, {lue.pseudonyme for lue in lecture.objets})
    if lecture.objets and not dossiers:
        raise erreur(AUCUN)
    lignes = tuple(_lignes(chantier, lecture.objets, dossiers, page))
    FusionSaisie(chantier, Lecture(lignes, (), len(lignes), ())).fusionner()


def _lignes(
    chantier: Chantier, lues: Sequence[LigneRime], dossiers: Mapping[str, _Dossier], page: MiseEnPage
) -> Iterator[LigneSaisie]:
    motifs = {motif["code"] for version in chantier.session.scalars(select(Charte.motifs)) for motif in version}
    laisses = Counter[str]()
    for lue in lues:
        dossier = dossiers.get(lue.pseudonyme)
        if dossier is None:
            chantier.reprendre(lue, lue.pseudonyme).ecarter(PSEUDONYME, INCONNU)
            continue
        dit = comparer(lue.cellules, dossier.notre, page, reloge=dossier.nature is not None, motifs=motifs)
        for titre, faute in dit.fautes:
            chantier.dire(lue.feuille, lue.ligne, titre, Gravite.AVERTISSEMENT, f"{faute} La cellule est laissée.")
        laisses.update(dit.autres)
        yield LigneSaisie(lue.feuille, lue.ligne, _valeurs(dossier, dit))
    if laisses:
        comptes = ", ".join(f"{titre} {nombre}" for titre, nombre in laisses.most_common())
        chantier.dire("", None, None, Gravite.INFO, f"{LAISSES}{comptes}.")


def _valeurs(dossier: _Dossier, dit: Comparaison) -> Valeurs:
    """La référence et ce qui change ; la nature du bail va avec ce qui se dit du nouveau logement."""
    apres = any(code.endswith("_AP") for code in dit.valeurs)
    dites = {**dit.valeurs, "DOSSIER": dossier.reference} | ({"NATURE": dossier.nature} if apres else {})
    return Valeurs(_RANGS, tuple(dites.get(code) for code in _RANGS))


def _mise_en_page(session: Session, lues: Sequence[LigneRime]) -> MiseEnPage:
    """Celle du projet qui a le plus de titres du fichier ; celle du programme à égalité."""
    titres = set(lues[0].cellules) if lues else set()
    connues = [mise_en_page_par_defaut(), *(p for m in mises_en_page(session) if (p := m.controle.page))]
    return max(connues, key=lambda page: sum(colonne.entete in titres for colonne in page.colonnes))


def _dossiers(session: Session, page: MiseEnPage, voulus: set[str]) -> dict[str, _Dossier]:
    """Les dossiers de ces pseudonymes ; rien d'autre n'est lu quand aucun ne répond."""
    cle = session.scalars(select(Projet.cle_pseudonymes)).one()
    references: dict[int, str] = dict(session.execute(select(Menage.id, Menage.reference)).all())
    siens = {n: p for n in references if (p := pseudonyme(cle, n)) in voulus}
    if not siens:
        return {}
    natures = _natures(session)
    ids, tableau = extraction(Portee(session, None, aujourdhui(), sans_avancement), page, nom=page.feuille)
    lignes = (ligne for feuillet in tableau.pages for ligne in zip(*feuillet, strict=True))
    return {
        siens[numero]: _Dossier(references[numero], notre, natures.get(numero))
        for numero, notre in zip(ids, lignes, strict=True)
        if numero in siens
    }


def _natures(session: Session) -> dict[int, Any]:
    """Le bail que le tableau montre : celui qui compte, s'il est signé."""
    retenu = Relogement.id == relogement_retenu()
    requete = select(Menage.id, Relogement.nature).join(Relogement, retenu).where(Relogement.bail_le.is_not(None))
    return dict(session.execute(requete).all())

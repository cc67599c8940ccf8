"""Ajouter une période datée à la suite d'un barème, après l'avoir montrée à côté de la précédente."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from json import dumps
from pathlib import Path
from typing import Any

from relogement.baremes.controle import ecarts, taux_commun
from relogement.baremes.lecture import entete, lire_periodes, periodes
from relogement.baremes.periode import Periode, Valeur
from relogement.baremes.source import Ajouts, Source
from relogement.erreurs import ErreurMetier
from relogement.textes import jour

CENT_POUR_CENT = Decimal(100)


@dataclass(frozen=True)
class LigneRevue:
    """Une valeur avant et après, et ce que cela fait en % (vide si elle n'existait pas)."""

    nom: str
    avant: Valeur | None
    apres: Valeur
    ecart_pct: Decimal | None


@dataclass(frozen=True)
class Examen:
    """Ce que changerait une période, ce qui est à relire avant de l'enregistrer, et le taux commun des lignes."""

    lignes: tuple[LigneRevue, ...]
    a_relire: tuple[str, ...]
    taux_pct: Decimal | None = None


def examiner(nom: str, periode: Periode, dossier: Source | None = None) -> Examen:
    """La période proposée à côté de la dernière, ligne à ligne ; ne change rien."""
    derniere = periodes(nom, dossier)[-1]
    lignes = revue(derniere, periode)
    if derniere.a_completer:
        return Examen(lignes, ())
    taux = taux_commun(nom, derniere, periode)
    pct = None if taux is None else (taux - 1) * CENT_POUR_CENT
    return Examen(lignes, tuple(ecarts(nom, derniere, periode)), pct)


def revue(avant: Periode | None, apres: Periode) -> tuple[LigneRevue, ...]:
    """Chaque ligne d'une période à côté de la précédente."""
    anciennes = avant.toutes() if avant else {}
    return tuple(_revue(n, anciennes.get(n), v) for n, v in apres.toutes().items())


def avec_montants(valeurs: Mapping[str, Any], lignes: Mapping[str, Valeur], avant: str = "") -> dict[str, Any]:
    """Les mêmes groupes et les mêmes lignes, avec ces montants."""
    return {
        cle: avec_montants(valeur, lignes, f"{avant}{cle}.")
        if isinstance(valeur, Mapping)
        else lignes.get(f"{avant}{cle}", valeur)
        for cle, valeur in valeurs.items()
    }


def ajouter_periode(nom: str, periode: Periode, dossier: Path) -> Path:
    """Écrit la période à la suite des autres, dans ``dossier`` ; rien n'est jamais remplacé.

    Lève ``ErreurMetier`` sans référence, si la période ne suit pas la dernière, ou si ses lignes ne sont
    pas celles d'avant.
    """
    _refuser(nom, periode, dossier)
    chemin = dossier / f"{nom}.toml"
    ancien = chemin.read_text("utf-8") if chemin.is_file() else ""
    texte = f"{ancien.rstrip()}\n\n{en_toml(periode)}".lstrip()
    lire_periodes(texte, nom)
    _ecrire(chemin, texte)
    return chemin


def completer(nom: str, periode: Periode, ajouts: Ajouts) -> Ajouts:
    """Les périodes gardées par un projet, et celle-ci à la suite ; mêmes refus que ``ajouter_periode``."""
    _refuser(nom, periode, ajouts)
    return ajouts.avec(nom, en_toml(periode))


def en_toml(periode: Periode) -> str:
    """La période écrite comme dans les fichiers livrés."""
    faits: dict[str, Any] = {"debut": periode.debut, "texte": periode.texte.strip(), "lu_le": periode.lu_le}
    options = {"url": periode.url, "fin": periode.fin, "taux_libre": periode.taux_libre}
    faits |= {cle: valeur for cle, valeur in options.items() if valeur}
    textes = {"textes": periode.textes} if periode.textes else {}
    return "\n".join(["[[periode]]", *_lignes("periode", {**faits, **periode.valeurs, **textes})]) + "\n"


def _refuser(nom: str, periode: Periode, dossier: Source) -> None:
    derniere = periodes(nom, dossier)[-1]
    if not periode.texte.strip():
        raise ErreurMetier("Indiquez la référence du texte qui fixe ces montants : elle est obligatoire.")
    complete = derniere.a_completer and periode.debut == derniere.debut
    if periode.debut <= derniere.debut and not complete:
        raise ErreurMetier(
            f"La période doit commencer après le {jour(derniere.debut)}, début de la dernière. "
            "Un barème passé ne se change pas."
        )
    if derniere.fin is not None and (periode.debut - derniere.fin).days != 1:
        raise ErreurMetier(f"La période doit commencer le lendemain du {jour(derniere.fin)}, fin de la dernière.")
    _refuser_les_lignes(periode, derniere)
    _refuser_les_mots(nom, periode, derniere)
    _refuser_les_montants(periode, derniere)


def _refuser_les_lignes(periode: Periode, derniere: Periode) -> None:
    nouvelles, anciennes = periode.toutes(), derniere.toutes()
    if not nouvelles:
        raise ErreurMetier("La période ne contient aucun montant ni aucune valeur. Saisissez chaque ligne.")
    if anciennes and (differentes := nouvelles.keys() ^ anciennes.keys()):
        raise ErreurMetier(
            f"La ligne « {min(differentes)} » manque ou n’est pas connue. Saisissez les mêmes lignes."
        )


def _refuser_les_mots(nom: str, periode: Periode, derniere: Periode) -> None:
    """Un mot reste un mot, un oui ou non reste un oui ou non, et un mot est l'un de ceux du barème."""
    choix, anciennes = entete(nom).choix, derniere.toutes()
    for ligne, valeur in periode.toutes().items():
        meme_genre = ligne not in anciennes or type(valeur) is type(anciennes[ligne])
        if not meme_genre or (isinstance(valeur, str) and choix and valeur not in choix):
            admis = ", ".join(f"« {mot} »" for mot in choix)
            suite = f"Les valeurs admises sont {admis}." if choix else "Corrigez-la."
            raise ErreurMetier(f"La ligne « {ligne} » vaut « {valeur} », ce qui n’est pas possible. {suite}")


def _refuser_les_montants(periode: Periode, derniere: Periode) -> None:
    anciennes = derniere.lignes()
    for nom, valeur in periode.lignes().items():
        negative = valeur < 0 and anciennes.get(nom, valeur) >= 0
        if not valeur.is_finite() or negative or (valeur == 0 and anciennes.get(nom)):
            raise ErreurMetier(f"La ligne « {nom} » vaut {valeur}, ce qui n’est pas possible. Corrigez-la.")


def _revue(nom: str, avant: Valeur | None, apres: Valeur) -> LigneRevue:
    if not (isinstance(avant, Decimal) and isinstance(apres, Decimal) and avant):
        return LigneRevue(nom, avant, apres, None)
    return LigneRevue(nom, avant, apres, (apres - avant) / abs(avant) * CENT_POUR_CENT)


def _lignes(table: str, valeurs: Mapping[str, Any]) -> Iterator[str]:
    groupes = {c: v for c, v in valeurs.items() if isinstance(v, Mapping)}
    yield from (f"{c} = {_valeur(v)}" for c, v in valeurs.items() if c not in groupes)
    for cle, groupe in groupes.items():
        yield f"[{table}.{cle}]"
        yield from _lignes(f"{table}.{cle}", groupe)


def _valeur(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "true" if valeur else "false"
    return dumps(valeur, ensure_ascii=False) if isinstance(valeur, str) else str(valeur)


def _ecrire(chemin: Path, texte: str) -> None:
    """Tout ou rien : un fichier voisin, puis son nom."""
    chemin.parent.mkdir(parents=True, exist_ok=True)
    provisoire = chemin.with_suffix(".ecriture")
    try:
        provisoire.write_text(texte, "utf-8")
        os.replace(provisoire, chemin)  # noqa: PTH105 — remplace aussi sous Windows
    except OSError as erreur:
        provisoire.unlink(missing_ok=True)
        raise ErreurMetier(
            "Le barème n’a pas pu être enregistré. Vérifiez que le dossier est accessible."
        ) from erreur

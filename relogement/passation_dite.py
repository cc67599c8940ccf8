"""Une passation en mots : les lignes que l'écran montre, que la page imprime et que la commande écrit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from relogement.journee import LigneDuJour, quand, quoi
from relogement.nomenclatures import Affaire
from relogement.passation import DossierAPasser, EtatDesDossiers
from relogement.textes import TIRET, jour, pluriel


@dataclass(frozen=True)
class Partie:
    """Un tableau : son titre, ses colonnes et leur part de largeur ; ou la phrase qui dit qu'il est vide."""

    titre: str
    entetes: tuple[str, ...]
    parts: tuple[float, ...]
    lignes: tuple[tuple[str, ...], ...]
    vide: str = ""


def resume(etat: EtatDesDossiers) -> str:
    """« 30 dossiers en cours, 4 affaires en retard, 6 promesses à tenir, 5 réponses attendues »."""
    dits = [
        pluriel(len(etat.dossiers), "dossier en cours", "dossiers en cours"),
        pluriel(etat.en_retard, "affaire en retard", "affaires en retard"),
        pluriel(len(etat.promesses), "promesse à tenir", "promesses à tenir"),
        pluriel(len(etat.attendues), "réponse attendue", "réponses attendues"),
        pluriel(len(etat.sans_action), "dossier sans action", "dossiers sans action"),
    ]
    return ", ".join(dits) + "."


def prochaine_dite(dossier: DossierAPasser, au: date) -> str:
    """La plus pressée des affaires du dossier ; sinon depuis quand rien ne s'y passe, ou un tiret."""
    if dossier.prochaine is not None:
        return _objet(dossier.prochaine, au)
    silence = silence_dit(dossier)
    return f"Aucune action {silence}" if silence else TIRET


def silence_dit(dossier: DossierAPasser) -> str:
    """« depuis le 12/10/2026 », « notée » ; vide s'il s'y passe quelque chose."""
    depuis = dossier.sans_action_depuis
    if depuis is None:
        return ""
    return "notée" if depuis == date.min else f"depuis le {jour(depuis)}"


def parties(etat: EtatDesDossiers) -> Iterator[Partie]:
    """Ce qui attend, ce qui est promis, ce qui se tait, puis tous les dossiers."""
    yield _affaires("À faire, du plus pressé au moins pressé", etat, etat.affaires, "Aucune échéance.")
    yield _affaires("Promesses à tenir", etat, etat.promesses, "Aucune promesse notée.")
    yield Partie(
        f"Sans action depuis plus de {pluriel(etat.sans_action_jours, 'jour')}",
        ("Dossier", "Ménage", "État", "Dernière action"), (1.2, 2.4, 1.4, 2),
        tuple((d.reference, d.nom, d.etat.libelle, silence_dit(d)) for d in etat.sans_action),
        "Il se passe quelque chose dans tous les dossiers.",
    )  # fmt: skip
    yield _tous(etat)


def _affaires(titre: str, etat: EtatDesDossiers, lignes: Sequence[LigneDuJour], vide: str) -> Partie:
    etats = {d.id: d.etat.libelle for d in etat.dossiers}
    noms = {d.id: d.nom for d in etat.dossiers}
    return Partie(
        titre, ("Échéance", "Dossier", "Ménage", "Ce qui attend", "Où il en est"), (3.3, 1, 2, 2.9, 1.1),
        tuple(
            (
                _majuscule(quand(li, etat.au)), li.reference or TIRET, noms.get(li.menage_id or 0, li.nom),
                _objet(li, etat.au), etats.get(li.menage_id or 0, TIRET),
            )
            for li in lignes
        ),
        vide,
    )  # fmt: skip


def _objet(ligne: LigneDuJour, au: date) -> str:
    return ligne.objet if ligne.genre in (Affaire.SUITE, Affaire.RAPPEL) else quoi(ligne, au)


def _tous(etat: EtatDesDossiers) -> Partie:
    entetes, parts = ["Dossier", "Ménage", "Opération", "État", "Offres"], [1.2, 3, 1.2, 1.6, 0.8]
    if etat.confies:
        entetes.append("Confié à")
        parts.append(2)
    lignes = [
        (
            d.reference,
            d.nom,
            d.operation,
            d.etat.libelle,
            d.offres,
            *((etat.confies.get(d.id, TIRET),) if etat.confies else ()),
        )
        for d in sorted(etat.dossiers, key=lambda d: d.reference)
    ]
    return Partie("Tous les dossiers", tuple(entetes), tuple(parts), tuple(lignes), "Aucun dossier en cours.")


def _majuscule(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def en_texte(etat: EtatDesDossiers) -> str:
    """La même chose pour un terminal."""
    lignes = [f"Dossiers de {etat.referent} au {jour(etat.au)} : {resume(etat)}"]
    for partie in parties(etat):
        lignes += ["", f"{partie.titre} ({len(partie.lignes)})"]
        lignes += [f"- {' | '.join(ligne)}" for ligne in partie.lignes] or [f"  {partie.vide}"]
    return "\n".join(lignes)

"""La journée sur papier : la feuille de l'agent, avec les noms et rien de plus que les lignes de l'écran."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from reportlab.platypus import Flowable

from relogement.documents.mise_en_page import Feuille, ecrire_pdf, note, paragraphe, section, tableau, titre
from relogement.journee import Colonne, LigneDuJour, date_en_mots, geste, quand, quoi
from relogement.textes import pluriel

TITRES = {
    Colonne.RETARD: "En retard",
    Colonne.JOUR: "Aujourd’hui",
    Colonne.ATTENTE: "En attente de quelqu’un",
}
ENTETES, PARTS = ("", "Ménage", "À faire", "Quand", "Acte"), (1, 6, 9, 8, 3)
NOTICE = (
    "Cette feuille contient des noms et des références de dossiers : ni adresse personnelle, ni téléphone, ni "
    "ressources. Elle est pour l’agent qui l’imprime ; ne la laissez pas traîner, détruisez-la le soir."
)


def imprimer(
    vers: Path,
    au: date,
    agent: str,
    listes: Mapping[Colonne, Sequence[LigneDuJour]],
    autres: Mapping[Colonne, int],
) -> None:
    """Écrit la feuille du jour."""
    feuille = Feuille("Ma journée", f"Journée du {au:%d/%m/%Y} — {agent}")
    ecrire_pdf(vers, feuille, list(_contenu(feuille, au, agent, listes, autres)))


def _contenu(
    feuille: Feuille,
    au: date,
    agent: str,
    listes: Mapping[Colonne, Sequence[LigneDuJour]],
    autres: Mapping[Colonne, int],
) -> Iterator[Flowable]:
    yield titre(date_en_mots(au))
    yield paragraphe(agent)
    yield note(NOTICE)
    for colonne, nom in TITRES.items():
        lignes, reste = listes.get(colonne, ()), autres.get(colonne, 0)
        yield section(f"{nom} ({len(lignes) + reste})")
        if lignes:
            yield tableau(ENTETES, [_rangee(ligne, au) for ligne in lignes], PARTS, feuille.largeur)
        else:
            yield note("Rien.")
        if reste > 0:
            yield note(f"Et {pluriel(reste, 'autre', 'autres')}, à lire à l’écran.")


def _rangee(ligne: LigneDuJour, au: date) -> tuple[str, ...]:
    """Une case à cocher, puis la ligne de l'écran."""
    heure = f"{ligne.heure:%H:%M} " if ligne.heure else ""
    qui = " ".join(filter(None, (ligne.nom, ligne.reference))) or "—"
    return "☐", qui, f"{heure}{quoi(ligne, au)}", quand(ligne, au), geste(ligne, au).value

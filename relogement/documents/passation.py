"""La page de passation d'un agent absent : ce qui presse, ce qui est promis, où en est chaque dossier."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reportlab.platypus import Flowable

from relogement.documents.mise_en_page import Feuille, ecrire_pdf, note, tableau_serre, titre
from relogement.journee import LigneDuJour
from relogement.nomenclatures import Affaire
from relogement.passation import DossierAPasser, EtatDesDossiers
from relogement.passation_dite import Partie, resume, silence_dit
from relogement.textes import INSECABLE, TIRET, jour, pluriel

DITES = 2


def ecrire_passation(vers: Path, etat: EtatDesDossiers) -> None:
    """Écrit la page ; un refus du disque se dit et ne laisse rien."""
    feuille = feuille_de(etat)
    ecrire_pdf(vers, feuille, contenu(etat, feuille.largeur))


def feuille_de(etat: EtatDesDossiers) -> Feuille:
    """Le titre gardé dans le document ne nomme personne ; celui de la page, oui."""
    nom = f"Passation de dossiers au {jour(etat.au)}"
    return Feuille(nom, pied=f"{nom} — noms de ménages : à remettre en main propre, à détruire après usage")


def contenu(etat: EtatDesDossiers, largeur: float) -> list[Flowable]:
    """De quoi reprendre les dossiers le jour même, en une page : les listes entières restent à l'écran."""
    partie = page(etat)
    tout = tableau_serre(partie.entetes, partie.lignes, partie.parts, largeur)
    return [
        titre(f"Dossiers de {etat.referent}"), note(f"Au {jour(etat.au)} : {resume(etat)}"),
        tout if partie.lignes else note(partie.vide),
    ]  # fmt: skip


def page(etat: EtatDesDossiers) -> Partie:
    """Une ligne par dossier, le plus pressé d'abord : la page que l'on remet tient debout sans l'écran."""
    confie = ("Confié à",) if etat.confies else ()
    lignes = [
        (d.reference, d.nom, d.etat.libelle, d.offres, _attend(d, etat.au),
         *((etat.confies.get(d.id, TIRET),) if confie else ()))
        for d in sorted(etat.dossiers, key=lambda d: _urgence(d, etat))
    ]  # fmt: skip
    hors_dossier = [(TIRET, "", "", "", en_bref(r, etat.au), *((TIRET,) if confie else ())) for r in etat.rappels]
    return Partie(
        "Chaque dossier, le plus pressé d’abord",
        ("Dossier", "Ménage", "État", "Offres", "Ce qui attend", *confie),
        (0.95, 2.1, 1.4, 0.75, 7, *((1.6,) if confie else ())),
        (*hors_dossier, *lignes),
        "Aucun dossier en cours.",
    )


def en_bref(ligne: LigneDuJour, au: date) -> str:
    """« EN RETARD, 19/11 : Visite de suivi à 3 mois » ; l'année se dit si ce n'est plus la même."""
    le = ligne.echeance_le
    if le is None:
        return ligne.objet
    court = jour(le) if le.year != au.year else f"{le:%d/%m}"
    return f"{'EN RETARD, ' if le < au else ''}{court}{INSECABLE}: {ligne.objet}"


def _urgence(dossier: DossierAPasser, etat: EtatDesDossiers) -> tuple[bool, tuple[date, int, str], str]:
    rang = (date.max, 0, "") if dossier.prochaine is None else etat.presse(dossier.prochaine)
    return dossier.prochaine is None and not silence_dit(dossier), rang, dossier.reference


def _attend(dossier: DossierAPasser, au: date) -> str:
    """Les deux affaires les plus pressées, combien d'autres, et le silence s'il dure."""
    affaires = _sans_les_suivis_d_apres(dossier.affaires)
    dites = [en_bref(affaire, au) for affaire in affaires[:DITES]]
    reste = len(affaires) - len(dites)
    dites += [f"et {pluriel(reste, 'autre')}"] if reste else []
    silence = silence_dit(dossier)
    dites += [f"aucune action {silence}"] if silence else []
    return " ; ".join(dites) or TIRET


def _sans_les_suivis_d_apres(affaires: Sequence[LigneDuJour]) -> list[LigneDuJour]:
    """Le prochain suivi suffit : les suivants en découlent."""
    suivis = [a for a in affaires if a.genre is Affaire.SUIVI]
    return [a for a in affaires if a not in suivis[1:]]

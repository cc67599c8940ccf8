"""Le questionnaire vierge de l'enquête sociale, à remplir à la main chez le ménage."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from relogement.documents.lettres.champs import champs_de_l_organisme
from relogement.documents.mise_en_page import (
    FOND_D_ENTETE,
    NORMALE,
    TRAIT,
    Feuille,
    en_pdf,
    note,
    paragraphe,
    style,
)
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import ENQUETE
from relogement.documents.modeles.pdf import Dessin, en_tete
from relogement.nomenclatures import CodeAccompagnement, CodeBesoin, CodeRessource, Lien, Typologie
from relogement.organisme import Organisme

CORPS, HAUTEUR = 9, 8 * mm
CHAUFFAGE = "Chauffage : collectif ou individuel, coût par mois"
CASE = "☐ "
PERSONNES, SOUHAITS, RESSOURCES = 8, 3, 6


def enquete_vierge(organisme: Organisme, projet: str, texte: str | None = None) -> bytes:
    """Deux pages, sans un nom : les listes sont celles que l'écran d'enquête propose."""
    feuille = Feuille("Enquête sociale", f"Enquête sociale — {projet}")
    dits = {**champs_de_l_organisme(organisme), "projet_nom": projet}
    corps = feuillet(ENQUETE, texte, dits, DESSINS, feuille.largeur, corps=CORPS)
    return en_pdf(feuille, [*en_tete(organisme, feuille.largeur), *corps])


def _identification(largeur: float) -> list[Flowable]:
    return [_lignes([("Dossier", "Date de l’enquête"), ("Enquêteur", "Téléphone du ménage"),
                     ("Adresse, bâtiment, porte", "Entré dans le logement le")], largeur)]  # fmt: skip


def _personnes(largeur: float) -> list[Flowable]:
    titres = ("Nom", "Prénom", "Lien", "Né(e) le", "Activité", "À charge")
    liens = f"Lien : {', '.join(lien.libelle.lower() for lien in Lien)}."
    return [_tableau(titres, (2.2, 2, 1.7, 1.3, 2, 0.9), PERSONNES, largeur), note(liens)]


def _ressources(largeur: float) -> list[Flowable]:
    titres = ("Personne", "Nature", "Montant", "Justificatif vu")
    natures = f"Nature : {', '.join(code.libelle for code in CodeRessource)}."
    avis = _lignes([("Revenu fiscal de référence", "Année de cet avis")], largeur)
    return [_tableau(titres, (2, 2.5, 1.2, 1.2), RESSOURCES, largeur), note(natures), avis]


def _logement_actuel(largeur: float) -> list[Flowable]:
    return [_lignes([("Loyer hors charges", "Charges"), ("APL", "Réduction de loyer (RLS)"),
                     (CHAUFFAGE, "Eau : comprise ou à part, coût par mois"),
                     ("Type et surface", "Dette de loyer, plan d’apurement")], largeur)]  # fmt: skip


def _souhaits(largeur: float) -> list[Flowable]:
    titres = ("", "Commune ou quartier", f"Type ({', '.join(t.value for t in Typologie)})", "Précisions")
    return [_tableau(titres, (0.4, 2.5, 1.8, 3), SOUHAITS, largeur)]


def _lignes(paires: Sequence[tuple[str, str]], largeur: float) -> Table:
    forme = style(CORPS - 1, gras=True)
    cases = [[paragraphe(texte, forme) for gauche, droite in [paire] for texte in (gauche, "", droite, "")]
             for paire in paires]  # fmt: skip
    part = largeur / 10
    return Table(cases, [part * 2.2, part * 2.8, part * 2.2, part * 2.8], [HAUTEUR] * len(paires), style=_traits())


def _tableau(titres: Sequence[str], parts: Sequence[float], lignes: int, largeur: float) -> Table:
    unite, forme = largeur / sum(parts), style(CORPS - 1, gras=True)
    cases = [[paragraphe(texte, forme) for texte in titres], *[[""] * len(titres) for _ in range(lignes)]]
    trace = [*_traits(), ("GRID", (0, 0), (-1, -1), 0.4, TRAIT), ("BACKGROUND", (0, 0), (-1, 0), FOND_D_ENTETE)]
    hauteurs = [None, *[HAUTEUR] * lignes]
    return Table(cases, [part * unite for part in parts], hauteurs, repeatRows=1, style=trace)


def _a_cocher(libelles: Sequence[str], largeur: float) -> Table:
    """Trois colonnes de cases à cocher."""
    cases = [paragraphe(f"{CASE}{libelle}", style(CORPS)) for libelle in libelles]
    cases += [""] * (-len(cases) % 3)
    rangees = [cases[n : n + 3] for n in range(0, len(cases), 3)]
    return Table(rangees, [largeur / 3] * 3, style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _signatures(largeur: float) -> Table:
    forme = style(CORPS - 1)
    cases = [[paragraphe(texte, forme) for texte in ("Signature de l’enquêteur", "Signature du ménage")]]
    return Table(cases, [largeur / 2] * 2, [20 * mm], style=[*_traits(), ("GRID", (0, 0), (-1, -1), 0.6, TRAIT)])


def _traits() -> list[tuple[object, ...]]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), NORMALE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, TRAIT), ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
    ]  # fmt: skip


DESSINS: dict[str, Dessin] = {
    "identification": _identification,
    "personnes": _personnes,
    "ressources": _ressources,
    "logement_actuel": _logement_actuel,
    "souhaits": _souhaits,
    "besoins": lambda largeur: [_a_cocher([besoin.libelle for besoin in CodeBesoin], largeur)],
    "aides": lambda largeur: [_a_cocher([aide.libelle for aide in CodeAccompagnement], largeur)],
    "signatures": lambda largeur: [Spacer(0, 4 * mm), _signatures(largeur)],
}

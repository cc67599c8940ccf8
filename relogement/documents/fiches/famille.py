"""La fiche de comparaison remise à la famille : trois offres côte à côte, en gros, en français simple."""

from decimal import Decimal
from functools import partial

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from relogement.comparaison import ColonneRac
from relogement.documents.fiches.tableau_rac import COUTS, Rangee, etage, surface_de, typologie
from relogement.documents.lettres.champs import valeurs
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.mise_en_page import FOND_D_ENTETE, TRAIT, Feuille, Mise, paragraphe, style
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import COMPARAISON
from relogement.documents.modeles.pdf import Dessin
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.nomenclatures import Reponse
from relogement.textes import INCONNU, INSECABLE, TIRET, jour, surface

CORPS, OFFRES = 14, 3
ESTIMEE = (
    "« estimée » : ce montant d’aide au logement est calculé par nous, à titre indicatif. "
    "Seule la CAF ou la MSA fixe votre droit."
)


def fiche_famille(ici: Contexte, texte: str | None = None) -> Mise:
    """La page à remettre ; lève ``ErreurMetier`` si aucune offre n'est en discussion."""
    offres = [c for c in ici.rac.offres if c.offre and c.offre.reponse in (Reponse.EN_COURS, Reponse.ACCORD)]
    if not offres:
        raise ErreurMetier(
            "Aucune offre n’est en discussion : il n’y a rien à comparer. Proposez un logement d’abord."
        )
    colonnes = [ici.rac.avant, *offres[-OFFRES:]]
    feuille = Feuille(
        "Comparer les logements proposés", f"Dossier {ici.menage.reference}, au {jour(ici.au)}", True
    )
    dessins: dict[str, Dessin] = {
        "comparaison": lambda large: [_tableau(colonnes, large), Spacer(0, 3 * mm)],
        "estimation": lambda _: _estimation(colonnes),
        "signature": lambda large: [_signature(large)],
    }
    dits = {**valeurs(ici), "menage_nom": valeurs(ici)["menage_nom"] or "votre famille"}
    return Mise(feuille, feuillet(COMPARAISON, texte, dits, dessins, feuille.largeur, corps=CORPS))


def _estimation(colonnes: list[ColonneRac]) -> list[Flowable]:
    """Ce que vaut une aide que nous calculons ; rien si la CAF les a toutes notifiées."""
    if not any(colonne.estime for colonne in colonnes):
        return []
    return [paragraphe(ESTIMEE, style(CORPS - 3, apres=4))]


def _commune(colonne: ColonneRac) -> str:
    logement = colonne.logement
    if isinstance(logement, LogementOffert):
        return "\n".join(filter(None, (logement.adresse or logement.residence, logement.commune))) or INCONNU
    return (logement.adresse if logement else None) or INCONNU


def _chauffage(colonne: ColonneRac) -> str:
    return (colonne.logement.chauffage if colonne.logement else None) or INCONNU


def _change(avant: ColonneRac, colonne: ColonneRac) -> str:
    """Ce que la famille gagne ou perd, hors argent ; rien de ce que l'on ne sait pas."""
    if colonne is avant or avant.logement is None or colonne.logement is None:
        return ""
    dits = [_plus_ou_moins(avant.logement.surface, colonne.logement.surface)]
    for nom, mot in (("typologie", "type"), ("chauffage", "chauffage"), ("bailleur", "bailleur")):
        hier, demain = getattr(avant.logement, nom), getattr(colonne.logement, nom)
        dits.append(f"autre {mot}" if hier and demain and hier != demain else "")
    return ", ".join(filter(None, dits)) or "rien"


def _plus_ou_moins(hier: Decimal | None, demain: Decimal | None) -> str:
    if hier is None or demain is None or hier == demain:
        return ""
    return f"{surface(abs(demain - hier))} de {'plus' if demain > hier else 'moins'}"


DESCRIPTION = (
    Rangee("Où", _commune), Rangee("Type", typologie), Rangee("Surface", surface_de), Rangee("Étage", etage),
    Rangee("Chauffage", _chauffage),
)  # fmt: skip


def _tableau(colonnes: list[ColonneRac], largeur: float) -> Table:
    normal, gras = style(CORPS - 1), style(CORPS - 1, gras=True)
    titres = ["", *("Aujourd’hui" if c.offre is None else f"Offre {c.offre.rang}" for c in colonnes)]
    lignes = [[paragraphe(t, style(CORPS, gras=True)) for t in titres]]
    rangees = [*DESCRIPTION, Rangee("Ce qui change", partial(_change, colonnes[0])), *_utiles(colonnes)]
    for rangee in rangees:
        forme = gras if rangee.forte else normal
        lignes.append(
            [paragraphe(rangee.titre, gras), *(paragraphe(_en_clair(rangee.case(c)), forme) for c in colonnes)]
        )
    premiere = largeur * 0.24
    tailles = [premiere, *[(largeur - premiere) / len(colonnes)] * len(colonnes)]
    fort = 1 + next(n for n, rangee in enumerate(rangees) if rangee.forte)
    trace = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BACKGROUND", (0, 0), (-1, 0), FOND_D_ENTETE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, TRAIT), ("BOX", (0, fort), (-1, fort), 1.5, colors.black),
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]  # fmt: skip
    return Table(lignes, tailles, repeatRows=1, style=trace)


def _utiles(colonnes: list[ColonneRac]) -> list[Rangee]:
    """Les montants qu'au moins un logement demande : une ligne de tirets n'apprend rien à une famille."""
    return [rangee for rangee in COUTS if rangee.forte or any(rangee.case(c) not in ("", TIRET) for c in colonnes)]


def _en_clair(case: str) -> str:
    """« NR » est un mot de métier."""
    return "pas encore connu" if case == INCONNU else case


def _signature(largeur: float) -> Table:
    libelles = (f"Fiche remise et expliquée le{INSECABLE}:", f"Signature{INSECABLE}:")
    cases = [[paragraphe(libelle, style(CORPS - 2)) for libelle in libelles]]
    trace = [
        ("BOX", (0, 0), (-1, -1), 0.6, colors.black), ("INNERGRID", (0, 0), (-1, -1), 0.6, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]  # fmt: skip
    return Table(cases, [largeur / 2] * 2, [16 * mm], style=trace)

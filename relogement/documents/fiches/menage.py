"""La fiche du ménage pour la réunion : une page A4, les noms masqués si on le demande."""

from collections.abc import Collection, Sequence
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table

from relogement.comparaison import ColonneRac
from relogement.documents.fiches.tableau_rac import COUTS, surface_de, typologie
from relogement.documents.lettres.champs import valeurs
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.mise_en_page import (
    FOND_D_ENTETE,
    NORMALE,
    TRAIT,
    Feuille,
    Mise,
    note,
    paragraphe,
    style,
)
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import FICHE
from relogement.documents.modeles.pdf import Dessin
from relogement.menage import Personne
from relogement.nomenclatures import Critere
from relogement.parcours import dernieres_dates
from relogement.textes import INCONNU, INSECABLE, TIRET, euros, jour, pluriel

CORPS, PLACES = 8.5, 4


def fiche_menage(ici: Contexte, texte: str | None = None, *, masque: bool = False) -> Mise:
    """La page entière ; masquée, elle ne dit ni nom, ni adresse, ni téléphone."""
    reference = ici.menage.reference
    feuille = Feuille(f"Fiche du ménage {reference}", f"{reference}, au {jour(ici.au)} — document de réunion")
    dessins: dict[str, Dessin] = {
        "foyer_et_demande": lambda large: [_deux_colonnes(_foyer(ici, masque=masque), _demande(ici), large)],
        "reste_a_charge": lambda large: [_rac(ici, large)],
        "offres": lambda large: [_offres(ici, large, masque=masque)],
    }
    dits = _valeurs(ici, masque=masque)
    return Mise(feuille, feuillet(FICHE, texte, dits, dessins, feuille.largeur, corps=CORPS))


def _valeurs(ici: Contexte, *, masque: bool) -> dict[str, str | None]:
    """Les mots de la fiche ; aucun de ceux qui nomment le ménage n'y est quand on masque."""
    menage = ici.menage
    return {
        **{nom: dit for nom, dit in valeurs(ici).items() if nom in FICHE.champs},
        "date": jour(ici.au),
        "menage": f"Ménage {menage.reference}" if masque else f"{_nom(menage.titulaire)} — {menage.reference}",
        "situation": _situation(ici, masque=masque),
        "chemin": _chemin(ici),
        "droit_au_maintien": ici.droit.motif,
    }


def _nom(personne: Personne | None) -> str:
    return " ".join(filter(None, (personne.nom, personne.prenom))) if personne else "Ménage sans personne"


def _situation(ici: Contexte, *, masque: bool) -> str:
    menage, quitte = ici.menage, ici.menage.logement_quitte
    adresse = None if masque or quitte is None else quitte.adresse
    morceaux = (
        menage.operation.libelle, menage.type.libelle, f"état{INSECABLE}: {menage.etat.libelle}",
        f"référent{INSECABLE}: {menage.referent}" if menage.referent else None, adresse,
        None if masque else menage.telephone,
    )  # fmt: skip
    return " · ".join(filter(None, morceaux))


def _age(personne: Personne, au: date) -> str:
    if personne.naissance_le:
        ne = personne.naissance_le
        return pluriel(au.year - ne.year - ((au.month, au.day) < (ne.month, ne.day)), "an")
    return f"né(e) en {personne.naissance_annee}" if personne.naissance_annee else "âge inconnu"


def _foyer(ici: Contexte, *, masque: bool) -> list[tuple[str, str]]:
    menage, quitte = ici.menage, ici.menage.logement_quitte
    personnes = [
        ", ".join(filter(None, (p.lien.libelle, None if masque else _nom(p), _age(p, ici.au))))
        for p in menage.personnes
    ]
    quitte_dit = f"{typologie(ici.rac.avant)}, {surface_de(ici.rac.avant)}" if quitte else INCONNU
    return [
        ("Personnes", str(menage.nb_personnes) if menage.nb_personnes else INCONNU),
        ("Foyer", "\n".join(personnes) or TIRET),
        ("Logement quitté", ", ".join(filter(None, (quitte_dit, quitte.bailleur if quitte else None)))),
        ("Entré le", jour(menage.entree_bail_le)),
    ]


def _demande(ici: Contexte) -> list[tuple[str, str]]:
    menage = ici.menage
    souhaits = [", ".join(filter(None, (s.lieu, s.typologie))) for s in menage.souhaits]
    return [
        ("Ressources par mois", euros(menage.ressources)),
        ("Souhaits, par ordre", "\n".join(filter(None, souhaits)) or (menage.souhait_typologie or TIRET)),
        ("Besoins du logement", ", ".join(b.code.libelle for b in menage.besoins) or TIRET),
        ("Accompagnement", ", ".join(a.code.libelle for a in menage.accompagnements) or TIRET),
    ]


def _deux_colonnes(gauche: list[tuple[str, str]], droite: list[tuple[str, str]], largeur: float) -> Flowable:
    moitie = largeur / 2
    return Table([[_faits(gauche, moitie - 4 * mm), _faits(droite, moitie - 4 * mm)]], [moitie, moitie],
                 style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])  # fmt: skip


def _faits(faits: Sequence[tuple[str, str]], largeur: float) -> Table:
    gras, normal = style(CORPS, gras=True), style(CORPS)
    lignes = [[paragraphe(nom, gras), paragraphe(valeur, normal)] for nom, valeur in faits]
    return Table(lignes, [largeur * 0.36, largeur * 0.64], style=_traits())


def _chemin(ici: Contexte) -> str:
    dates = sorted(dernieres_dates(ici.menage).items(), key=lambda date_: date_[1])
    return " → ".join(f"{etat.libelle} {jour(le)}" for etat, le in dates) or "Aucune étape datée."


def _rac(ici: Contexte, largeur: float) -> Table:
    colonnes = [ici.rac.avant, *ici.rac.offres, *([ici.rac.apres] if ici.rac.apres else [])][-PLACES:]
    if colonnes[0] is not ici.rac.avant:
        colonnes = [ici.rac.avant, *colonnes[1:]]
    entete = ["Par mois", *(_entete(ici, colonne) for colonne in colonnes)]
    lignes = [[rangee.titre, *map(rangee.case, colonnes)] for rangee in COUTS]
    lignes.append(["Charte", *(_verdict(colonne) for colonne in colonnes)])
    fortes = {n for n, rangee in enumerate(COUTS, 1) if rangee.forte}
    return _grille([entete, *lignes], [1.5, *[1.0] * len(colonnes)], largeur, fortes=fortes)


def _entete(ici: Contexte, colonne: ColonneRac) -> str:
    debut = "Avant" if colonne is ici.rac.avant else f"Offre {colonne.offre.rang}" if colonne.offre else "Après"
    return f"{debut}\n{typologie(colonne)}, {surface_de(colonne)}"


def _verdict(colonne: ColonneRac) -> str:
    if colonne.verdict is None:
        return ""
    return f"{colonne.verdict.valeur.libelle} — {colonne.verdict.motif}"


def _offres(ici: Contexte, largeur: float, *, masque: bool) -> Flowable:
    if not ici.jugees:
        return note("Aucune offre enregistrée.")
    lignes = [["Offre", "Logement", "Notifiée le", "Réponse", "Compte"]]
    for offre, jugee in ici.jugees:
        logement = offre.logement
        lieu = (logement.commune if masque else logement.libelle) or TIRET
        compte = jugee.compte if offre.repondue_le or jugee.compte.valeur is Critere.OUI else jugee.comptera
        dit = f"{compte.valeur.libelle} — {compte.motif}"
        lignes.append([str(offre.rang), lieu, jour(offre.notifiee_le), offre.reponse.libelle, dit])
    return _grille(lignes, [0.5, 2.2, 1, 0.9, 3.4], largeur)


def _grille(lignes: list[list[str]], parts: list[float], largeur: float, *, fortes: Collection[int] = ()) -> Table:
    unite, gras, normal = largeur / sum(parts), style(CORPS, gras=True), style(CORPS)
    cases = [[paragraphe(texte, gras if n == 0 or n in fortes else normal) for texte in ligne]
             for n, ligne in enumerate(lignes)]  # fmt: skip
    return Table(cases, [part * unite for part in parts], repeatRows=1,
                 style=[*_traits(), ("BACKGROUND", (0, 0), (-1, 0), FOND_D_ENTETE)])  # fmt: skip


def _traits() -> list[tuple[object, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), NORMALE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, TRAIT), ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2), ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]  # fmt: skip

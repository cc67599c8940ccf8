"""Le plan de relogement en pages : l'opération, les ménages, les logements à mobiliser, les cages, la cadence."""

from collections.abc import Iterable

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from relogement.documents.lettres.champs import champs_de_l_organisme
from relogement.documents.mise_en_page import Feuille, en_pdf, note, tableau
from relogement.documents.modeles.blocs import Grille, Morceau
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import PLAN
from relogement.documents.modeles.pdf import Dessin, en_flux, en_tete
from relogement.documents.plan.donnees import GRANDS, Plan
from relogement.documents.plan.secret import TU, Montre, montre
from relogement.organisme import Organisme
from relogement.parc_social import LoyersDuParc
from relogement.textes import INCONNU, TIRET, euros, jour, nombre, pluriel

CORPS = 8.5
TROP_PEU = "Trop peu de ménages pour en donner le détail : il les désignerait."
LEGENDE = f"« {TU} » : effectif trop petit pour être montré (secret statistique de la charte)."


def plan_en_pdf(
    plan: Plan,
    organisme: Organisme,
    texte: str | None = None,
    *,
    seuil: int,
    seuil_revenu: int,
    parc: LoyersDuParc | None = None,
) -> bytes:
    """Le document entier ; un effectif sous ``seuil`` se tait, sous ``seuil_revenu`` s'il touche aux revenus.

    ``parc`` donne les loyers médians de la commune, quand un répertoire du parc social est gardé.
    """
    vu = montre(plan, seuil=seuil, seuil_revenu=seuil_revenu)
    nom = f"Plan de relogement — {plan.operation.libelle}"
    feuille = Feuille(nom, f"{nom}, au {jour(plan.au)}")
    dits = {
        **champs_de_l_organisme(organisme), "date": jour(plan.au), "operation_libelle": plan.operation.libelle,
        "operation_code": plan.operation.code,
    }  # fmt: skip
    corps = feuillet(PLAN, texte, dits, _dessins(plan, vu, parc), feuille.largeur, corps=CORPS)
    return en_pdf(feuille, [*en_tete(organisme, feuille.largeur), *corps])


def _dessins(plan: Plan, vu: Montre, parc: LoyersDuParc | None) -> dict[str, Dessin]:
    def effectifs(quoi: str, nom: str, lignes: Iterable[tuple[object, str, int]]) -> Dessin:
        cases = [(dite, vu.effectif(nom, modalite, n)) for modalite, dite, n in lignes]
        if not vu.detaille(plan.restants):
            return lambda _: [note(TROP_PEU)]
        return lambda large: [tableau((quoi, "Ménages"), cases, (3, 1), large)]

    return {
        "secret": lambda _: [note(LEGENDE)],
        "operation": lambda large: _operation(plan, vu, large),
        "phases": effectifs("Phase", "phases", ((phase, phase, n) for phase, n in plan.phases)),
        "tailles": effectifs("Personnes", "tailles", ((t, _taille(t), n) for t, n in plan.tailles)),
        "quartiles": effectifs("Quartile", "quartiles", ((q, _quartile(q), n) for q, n in plan.quartiles)),
        "a_mobiliser": lambda large: _a_mobiliser(plan, vu, large),
        "loyers_du_parc": lambda large: _parc(parc, large),
        "besoins": effectifs("Besoin", "besoins", ((code, code.libelle, n) for code, n in plan.adaptes)),
        "cages": lambda large: _cages(plan, large),
        "cadence": lambda _: [note(phrase) for phrase in cadence_dite(plan)],
    }


def _operation(plan: Plan, vu: Montre, largeur: float) -> list[Flowable]:
    operation = plan.operation
    faits = (
        ("Code", operation.code), ("Type", operation.type),
        ("Maître d’ouvrage", operation.maitre_ouvrage or INCONNU),
        ("Logements", str(operation.nb_logements or INCONNU)), ("Concertation", jour(operation.concertation_le)),
        ("Date cible de vidage", jour(operation.vide_le)), ("Démolition", jour(operation.demolition_le)),
        ("Ménages à reloger", _restants_dits(plan, vu)),
    )  # fmt: skip
    lignes = tuple(((Morceau(nom, gras=True),), (Morceau(valeur),)) for nom, valeur in faits)
    return en_flux([Grille(((), ()), lignes)], largeur, corps=CORPS)


def _restants_dits(plan: Plan, vu: Montre) -> str:
    dits = vu.effectif("operation", "decohabitants", plan.decohabitants)
    montres = f", dont {dits} décohabitants ou hébergés" if dits not in (TU, "0") else ""
    return f"{plan.restants}{montres}"


def _taille(valeur: int | None) -> str:
    if valeur is None:
        return INCONNU
    return f"{valeur} et plus" if valeur == GRANDS else str(valeur)


def _quartile(quartile: str | None) -> str:
    return {"Q1": "Premier quartile", "Q2_4": "Au-dessus du premier quartile"}.get(quartile or "", INCONNU)


def _a_mobiliser(plan: Plan, vu: Montre, largeur: float) -> list[Flowable]:
    if not plan.restants:
        return [note("Tous les ménages sont relogés.")]
    if not vu.detaille(plan.restants):
        return [note(TROP_PEU)]
    lignes = [
        (b.typologie.libelle if b.typologie else f"{INCONNU}, souhait à recueillir",
         vu.effectif("a_mobiliser", b.typologie, b.menages),
         vu.mediane(b, b.cout_median, b.couts_connus), vu.mediane(b, b.rac_median, b.racs_connus))
        for b in plan.besoins
    ]  # fmt: skip
    entetes = ("Type souhaité", "Ménages", "Loyer et charges actuels (médiane)", "Reste à charge actuel (médiane)")
    return [tableau(entetes, lignes, (2, 1, 2, 2), largeur)]


def _parc(parc: LoyersDuParc | None, largeur: float) -> list[Flowable]:
    """Les loyers à mobiliser : ceux du parc social de la commune, au dernier millésime qui les donne."""
    if parc is None or not parc.loyers:
        return []
    lignes = [(x.typologie.libelle, str(x.logements), euros(x.median)) for x in parc.loyers]
    dit = f"Parc social de {parc.commune}, répertoire RPLS, millésime {parc.millesime}, hors charges."
    entetes = ("Type", "Logements du parc", "Loyer principal (médiane)")
    return [Spacer(0, 2 * mm), note(dit), tableau(entetes, lignes, (2, 1, 2), largeur)]


def _cages(plan: Plan, largeur: float) -> list[Flowable]:
    if not plan.cages:
        return [note("Aucun logement quitté n’est enregistré.")]
    lignes = [(c.nom, str(c.logements), str(c.vides), str(c.occupes), str(c.inconnus)) for c in plan.cages]
    return [tableau(("Cage", "Logements", "Vides", "Occupés", "Sans dossier"), lignes, (3, 1, 1, 1, 1), largeur)]


def cadence_dite(plan: Plan) -> list[str]:
    """Ce qu'il faut faire par mois, ce qui s'est fait, et ce que cela donne."""
    cadence = plan.cadence
    dites = [f"En douze mois, {pluriel(cadence.faits_en_un_an, 'relogement', 'relogements')} "
             f"({nombre(cadence.constatee)} par mois)."]  # fmt: skip
    if cadence.mois is None:
        return [*dites, "Ni date cible de vidage ni date de démolition : la cadence à tenir n’est pas connue."]
    if cadence.mois <= 0:
        return [*dites, f"La date cible est passée : il reste {pluriel(cadence.restants, 'ménage')} à reloger."]
    necessaire = nombre(cadence.necessaire) if cadence.necessaire is not None else TIRET
    dites.append(f"Il reste {pluriel(cadence.restants, 'ménage')} et {nombre(cadence.mois, 0)} mois : "
                 f"il en faut {necessaire} par mois.")  # fmt: skip
    if cadence.constatee:
        mois = cadence.restants / cadence.constatee
        dites.append(f"Au rythme des douze derniers mois, il en faudrait {nombre(mois, 0)} (estimation).")
    return dites

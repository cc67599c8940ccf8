"""Le plan de relogement en pages : l'opération, les ménages, les logements à mobiliser, les cages, la cadence."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from relogement.documents.mise_en_page import Feuille, en_pdf, note, section, tableau, titre
from relogement.documents.modeles.blocs import Grille, Morceau
from relogement.documents.modeles.pdf import en_flux, en_tete
from relogement.documents.plan.donnees import Plan
from relogement.organisme import Organisme
from relogement.parc_social import LoyersDuParc
from relogement.textes import INCONNU, TIRET, euros, jour, nombre, pluriel

CORPS = 8.5
SECRET = "s."
LEGENDE = f"« {SECRET} » : effectif trop petit pour être montré (secret statistique de la charte)."
Montrable = Callable[[int], bool]


def plan_en_pdf(
    plan: Plan, organisme: Organisme, *, seuil: int, seuil_revenu: int, parc: LoyersDuParc | None = None
) -> bytes:
    """Le document entier ; un effectif sous ``seuil`` se tait, sous ``seuil_revenu`` s'il touche aux revenus.

    ``parc`` donne les loyers médians de la commune, quand un répertoire du parc social est gardé.
    """
    nom = f"Plan de relogement — {plan.operation.libelle}"
    feuille = Feuille(nom, f"{nom}, au {jour(plan.au)}")
    return en_pdf(feuille, list(_contenu(plan, organisme, feuille.largeur, seuil, seuil_revenu, parc)))


def _contenu(
    plan: Plan, organisme: Organisme, largeur: float, seuil: int, seuil_revenu: int, parc: LoyersDuParc | None
) -> Iterator[Flowable]:
    yield from en_tete(organisme, largeur)
    yield titre(f"Plan de relogement — {plan.operation.libelle}")
    yield note(f"Situation au {jour(plan.au)}. {LEGENDE}")
    for nom, partie in (
        ("L’opération", _operation(plan, largeur, seuil)),
        ("Où en sont les dossiers", _effectifs("Phase", plan.phases, largeur, seuil)),
        ("Ménages à reloger, par taille", _effectifs("Personnes", _tailles(plan), largeur, seuil)),
        ("Ménages à reloger, par ressources", _effectifs("Quartile", _quartiles(plan), largeur, seuil_revenu)),
        ("Logements à mobiliser", [*_besoins(plan, largeur, seuil, seuil_revenu), *_parc(parc, largeur)]),
        ("Besoins particuliers", _effectifs("Besoin", ((c.libelle, n) for c, n in plan.adaptes), largeur, seuil)),
        ("Cages d’escalier", _cages(plan, largeur)),
        ("Cadence", [note(phrase) for phrase in cadence_dite(plan)]),
    ):
        yield section(nom)
        yield from partie
        yield Spacer(0, 2 * mm)


def _operation(plan: Plan, largeur: float, seuil: int) -> list[Flowable]:
    operation = plan.operation
    faits = (
        ("Code", operation.code), ("Type", operation.type),
        ("Maître d’ouvrage", operation.maitre_ouvrage or INCONNU),
        ("Logements", str(operation.nb_logements or INCONNU)), ("Concertation", jour(operation.concertation_le)),
        ("Date cible de vidage", jour(operation.vide_le)), ("Démolition", jour(operation.demolition_le)),
        ("Ménages à reloger", _restants_dits(plan, seuil)),
    )  # fmt: skip
    lignes = tuple(((Morceau(nom, gras=True),), (Morceau(valeur),)) for nom, valeur in faits)
    return en_flux([Grille(((), ()), lignes)], largeur, corps=CORPS)


def _restants_dits(plan: Plan, seuil: int) -> str:
    dits = f", dont {plan.decohabitants} décohabitants ou hébergés" if plan.decohabitants >= seuil else ""
    return f"{plan.restants}{dits}"


def _tailles(plan: Plan) -> Iterable[tuple[str, int]]:
    return ((str(n) if n is not None else INCONNU, effectif) for n, effectif in plan.tailles)


def _quartiles(plan: Plan) -> Iterable[tuple[str, int]]:
    noms = {"Q1": "Premier quartile", "Q2_4": "Au-dessus du premier quartile"}
    return ((noms.get(q or "", INCONNU), effectif) for q, effectif in plan.quartiles)


def _effectifs(quoi: str, effectifs: Iterable[tuple[str, int]], largeur: float, seuil: int) -> list[Flowable]:
    lignes = list(effectifs)
    if not lignes:
        return [note("Personne.")]
    montres = masques([n for _, n in lignes], seuil)
    return [tableau((quoi, "Ménages"), [(nom, dit) for (nom, _), dit in zip(lignes, montres, strict=True)],
                    (3, 1), largeur)]  # fmt: skip


def masques(effectifs: Sequence[int], seuil: int) -> list[str]:
    """Les effectifs à écrire : les petits se taisent, et assez d'autres pour que le total ne les rende pas.

    Deux effectifs tus qui font 2 à eux deux valent 1 chacun : ce qui est tu fait au moins deux fois le seuil.
    """
    caches = {rang for rang, n in enumerate(effectifs) if 0 < n < seuil}
    autres = sorted((n, rang) for rang, n in enumerate(effectifs) if n >= seuil)
    while caches and autres and (len(caches) < 2 or sum(effectifs[rang] for rang in caches) < 2 * seuil):
        caches.add(autres.pop(0)[1])
    return [SECRET if rang in caches else str(n) for rang, n in enumerate(effectifs)]


def _besoins(plan: Plan, largeur: float, seuil: int, seuil_revenu: int) -> list[Flowable]:
    if not plan.besoins:
        return [note("Tous les ménages sont relogés.")]
    montres = masques([b.menages for b in plan.besoins], seuil)
    lignes = [
        (b.typologie.libelle if b.typologie else f"{INCONNU}, souhait à recueillir", dit,
         euros(b.cout_median) if b.menages >= seuil_revenu else SECRET,
         euros(b.rac_median) if b.menages >= seuil_revenu else SECRET)
        for b, dit in zip(plan.besoins, montres, strict=True)
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

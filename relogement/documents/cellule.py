"""Le relevé de décisions d'une cellule et la liste des actions, sur papier."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reportlab.platypus import Flowable, PageBreak

from relogement.cellule.releve import Action, PointDuReleve, Releve, par_responsable, participants_dits
from relogement.documents.lettres.champs import champs_de_l_organisme
from relogement.documents.mise_en_page import Feuille, en_pdf, note, paragraphe, section, style, tableau, titre
from relogement.documents.modeles.feuillet import feuillet
from relogement.documents.modeles.livres import RELEVE
from relogement.documents.modeles.pdf import Dessin, en_tete
from relogement.organisme import Organisme
from relogement.textes import INSECABLE, jour, pluriel

CORPS = 8.5
NOMINATIF = (
    "Ce relevé porte les noms des ménages : il est pour l’équipe du relogement, et elle seule. Les partenaires "
    "reçoivent sa version aux noms masqués."
)
LISTE_NOMINATIVE = "Cette liste porte les noms des ménages : elle est pour l’équipe du relogement, et elle seule."
POUR_LES_PARTENAIRES = (
    "Ce relevé désigne les ménages par la référence de leur dossier : il peut être remis aux partenaires qui "
    "siègent."
)
DECISIONS = ("N°", "Ménage", "À l’ordre du jour", "Décision", "Responsable", "Échéance"), (0.6, 3, 3.4, 6, 3, 2)
ACTIONS = ("Ménage", "À faire", "Échéance"), (3, 8, 2)
SUIVI = ("Ménage", "À faire", "Séance", "Échéance", "Où elle en est"), (3, 7, 2, 2, 3.4)


def releve_en_pdf(releve: Releve, organisme: Organisme, texte: str | None = None) -> bytes:
    """Le relevé entier, puis les actions de chacun ; les mêmes décisions redonnent les mêmes octets."""
    feuille = Feuille(releve.titre, f"{releve.titre}, {releve.projet}", paysage=True)
    dits = {
        **champs_de_l_organisme(organisme), "titre": releve.titre, "projet_nom": releve.projet,
        "operation_libelle": releve.operation, "seance_le": jour(releve.le),
        "seance_heure": f"{releve.heure:%H:%M}", "seance_lieu": releve.lieu,
    }  # fmt: skip
    corps = feuillet(RELEVE, texte, dits, _dessins(releve), feuille.largeur, corps=CORPS)
    return en_pdf(feuille, [*en_tete(organisme, feuille.largeur), *corps])


def _dessins(releve: Releve) -> Mapping[str, Dessin]:
    return {
        "destinataires": lambda _: [note(POUR_LES_PARTENAIRES if releve.masque else NOMINATIF)],
        "presents": lambda _: list(_presents(releve)),
        "decisions": lambda large: _decisions([p for p in releve.points if p.actions], large),
        "reportes": lambda _: [note(_reportes(releve))],
        "actions": lambda large: _actions(releve, large),
    }


def _presents(releve: Releve) -> Iterable[Flowable]:
    yield paragraphe(participants_dits(releve.presents) or "Personne n’est noté présent.", style(CORPS))
    if releve.bailleurs_presents:
        yield note(f"Bailleurs présents{INSECABLE}: {', '.join(releve.bailleurs_presents)}.")
    if releve.excuses:
        yield note(f"Absents ou excusés{INSECABLE}: {participants_dits(releve.excuses)}.")


def _decisions(points: Sequence[PointDuReleve], largeur: float) -> list[Flowable]:
    if not points:
        return [note("Aucune décision n’a été notée.")]
    lignes = [ligne for point in points for ligne in _lignes(point)]
    return [tableau(*_avec(DECISIONS, lignes), largeur)]


def _lignes(point: PointDuReleve) -> Iterable[tuple[str, ...]]:
    """Une ligne par décision ; le ménage, son motif et les avis ne se redisent pas."""
    avis = "".join(f"\n{a.dit}" for a in point.avis)
    for rang, action in enumerate(point.actions):
        tete = ("", "", "") if rang else (str(point.rang), menage(point), point.motif)
        dit = f"{_texte(action)}{avis if not rang else ''}"
        yield (*tete, dit, action.par, action.echeance)


def menage(point: PointDuReleve | Action) -> str:
    """« BELKACEM Nora (AC-001) » ; masqué, la référence seule."""
    return point.reference if point.nom == point.reference else f"{point.nom} ({point.reference})"


def _texte(action: Action) -> str:
    return f"{action.texte}\nLogement{INSECABLE}: {action.logement}" if action.logement else action.texte


def _reportes(releve: Releve) -> str:
    if not releve.reportes:
        return "Aucun : tout l’ordre du jour a été vu."
    return f"{' ; '.join(menage(p) for p in releve.reportes)}."


def _actions(releve: Releve, largeur: float) -> list[Flowable]:
    if not releve.actions:
        return []
    suite: list[Flowable] = [PageBreak(), titre("Actions par responsable")]
    for par, siennes in par_responsable(releve.actions).items():
        lignes = [(menage(a), _texte(a), a.echeance) for a in siennes]
        suite += [section(f"{par} ({len(siennes)})"), tableau(*_avec(ACTIONS, lignes), largeur)]
    return suite


def _avec(
    colonnes: tuple[Sequence[str], Sequence[float]], lignes: Sequence[Sequence[str]]
) -> tuple[Sequence[str], Sequence[Sequence[str]], Sequence[float]]:
    entetes, parts = colonnes
    return entetes, lignes, parts


def actions_en_pdf(actions: Sequence[Action], projet: str, au: date) -> bytes:
    """Ce que chacun doit encore faire, toutes séances confondues, et ce qui est échu."""
    nom = f"Actions de la cellule au {jour(au)}"
    feuille = Feuille(nom, f"{nom}, {projet}", paysage=True)
    echues = sum(a.echue for a in actions)
    contenu: list[Flowable] = [titre(nom), note(LISTE_NOMINATIVE)]
    en_cours = sum(not a.finie for a in actions)
    contenu.append(paragraphe(f"{pluriel(en_cours, 'action')} en cours, dont {pluriel(echues, 'échue')}."))
    for par, siennes in par_responsable(actions).items():
        lignes = [(menage(a), _texte(a), jour(a.seance_le), a.echeance, a.devenue) for a in siennes]
        contenu += [section(f"{par} ({len(siennes)})"), tableau(*_avec(SUIVI, lignes), feuille.largeur)]
    return en_pdf(feuille, contenu)

"""Fusionner une couche de quartiers : gardée et datée, l'écart avec ce qui était là est dit, rien n'est retiré."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from db.baremes import periodes_ajoutees
from db.couches import en_vigueur
from db.horloge import maintenant
from db.imports.changements import Changements
from db.imports.rapport import Rapport
from relogement.geographie import QuartierLu, couvertures, departement_du_code
from relogement.imports.anomalies import Anomalie, Gravite
from relogement.imports.resultat import Lecture
from relogement.modeles import CoucheQpv, Quartier
from relogement.nomenclatures import GenerationQpv
from relogement.textes import pluriel

_OUTRE_MER = ("97", "98")
NOMMES = 12


@dataclass(frozen=True)
class FichierDeContours:
    """Le nom du fichier importé, et son empreinte."""

    nom: str
    empreinte: str


@dataclass
class Ecart:
    """Ce qu'un fichier change aux quartiers d'une génération sur un territoire."""

    ajoutes: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    renommes: list[str] = field(default_factory=list)
    absents: list[str] = field(default_factory=list)


def fusionner_quartiers(
    session: Session, lecture: Lecture[QuartierLu], fichier: FichierDeContours, rapport: Rapport
) -> None:
    """Ajoute les quartiers lus, met à jour ceux dont le nom ou le contour change, et date la couche."""
    requete = select(Quartier).options(undefer(Quartier.geometrie))
    connus = {(q.generation, q.code): q for q in session.scalars(requete)}
    for generation, outre_mer in sorted({_couche(lu) for lu in lecture.objets}):
        lus = [lu for lu in lecture.objets if _couche(lu) == (generation, outre_mer)]
        _fusionner(session, lus, connus, fichier, rapport)
    session.flush()
    for generation in sorted({lu.generation for lu in lecture.objets}):
        _dire_ce_qui_manque(session, generation, rapport)


def _couche(lu: QuartierLu) -> tuple[GenerationQpv, bool]:
    return lu.generation, (departement_du_code(lu.code) or "").startswith(_OUTRE_MER)


Connus = dict[tuple[GenerationQpv, str], Quartier]


def _fusionner(
    session: Session, lus: Sequence[QuartierLu], connus: Connus, fichier: FichierDeContours, rapport: Rapport
) -> None:
    couche, ecart = _gardee(session, lus, fichier), Ecart()
    for lu in lus:
        quartier = connus.get((lu.generation, lu.code))
        rapport.compter(_reprendre(session, quartier, lu, couche, ecart).sort)
    ecart.absents = _absents(lus, connus)
    _dire(ecart, lus[0].generation, rapport)


def _gardee(session: Session, lus: Sequence[QuartierLu], fichier: FichierDeContours) -> CoucheQpv:
    """La dernière si c'est déjà ce fichier, sinon une nouvelle."""
    generation, outre_mer = _couche(lus[0])
    deja = select(CoucheQpv).filter_by(generation=generation, outre_mer=outre_mer).order_by(CoucheQpv.id.desc())
    derniere = session.scalars(deja).first()
    if derniere is not None and derniere.empreinte == fichier.empreinte:
        return derniere
    du, au = en_vigueur(generation, outre_mer=outre_mer, dossier=periodes_ajoutees(session))
    couche = CoucheQpv(
        generation=generation, outre_mer=outre_mer, source=fichier.nom, empreinte=fichier.empreinte,
        importee_le=maintenant(), projection=", ".join(Counter(lu.projection for lu in lus)), en_vigueur_du=du,
        en_vigueur_au=au,
    )  # fmt: skip
    session.add(couche)
    session.flush()
    return couche


def _reprendre(
    session: Session, quartier: Quartier | None, lu: QuartierLu, couche: CoucheQpv, ecart: Ecart
) -> Changements:
    changements = Changements()
    valeurs = {"nom": lu.nom, "geometrie": lu.geometrie, **lu.bornes._asdict()}
    if quartier is None:
        session.add(Quartier(generation=lu.generation, code=lu.code, couche_id=couche.id, **valeurs))
        changements.cree = True
        ecart.ajoutes.append(lu.code)
        return changements
    if _meme_contour(quartier.geometrie, lu.geometrie):
        valeurs = {"nom": lu.nom}
    else:
        ecart.changes.append(lu.code)
    changements.poser(quartier, **valeurs)
    if changements.modifie and "geometrie" not in valeurs:
        ecart.renommes.append(lu.code)
    quartier.couche_id = couche.id
    return changements


def _meme_contour(ancien: bytes, nouveau: bytes) -> bool:
    """Au dixième de millimètre, et quel que soit le point où commence le tracé."""
    from shapely import equals_exact, from_wkb

    if ancien == nouveau:
        return True
    return bool(equals_exact(from_wkb(ancien), from_wkb(nouveau), tolerance=1e-9, normalize=True))


def _absents(lus: Iterable[QuartierLu], connus: Connus) -> list[str]:
    """Les quartiers gardés, des mêmes départements, que ce fichier ne donne pas."""
    codes, (generation, _) = {lu.code for lu in lus}, _couche(next(iter(lus)))
    departements = {departement_du_code(code) for code in codes}
    gardes = (code for g, code in connus if g is generation and departement_du_code(code) in departements)
    return sorted(code for code in gardes if code not in codes)


def _dire(ecart: Ecart, generation: GenerationQpv, rapport: Rapport) -> None:
    """« Génération 2015 : 2 ajoutés, 1 contour changé (QP066007) » ; rien quand tout était déjà là."""
    dits = []
    if ecart.ajoutes:
        dits.append(pluriel(len(ecart.ajoutes), "quartier ajouté", "quartiers ajoutés"))
    if ecart.changes:
        dits.append(
            f"{pluriel(len(ecart.changes), 'contour changé', 'contours changés')} ({_nommes(ecart.changes)})"
        )
    if ecart.renommes:
        dits.append(f"{pluriel(len(ecart.renommes), 'nom changé', 'noms changés')} ({_nommes(ecart.renommes)})")
    if dits:
        message = f"Génération {generation} : {', '.join(dits)}."
        rapport.anomalies.append(Anomalie("", None, None, Gravite.INFO, message))
    if ecart.absents:
        un = "quartier déjà chargé n’est plus dans ce fichier"
        plusieurs = "quartiers déjà chargés ne sont plus dans ce fichier"
        message = (
            f"Génération {generation} : {pluriel(len(ecart.absents), un, plusieurs)} ({_nommes(ecart.absents)}). "
            "Leur contour d’avant est gardé ; s’ils n’existent plus, retirez leur couche depuis l’écran Carte."
        )
        rapport.signaler("", None, None, message)


def _nommes(codes: Sequence[str]) -> str:
    reste = len(codes) - NOMMES
    return ", ".join(codes[:NOMMES]) + (
        f" et {reste} autres" if reste > 1 else " et un autre" if reste == 1 else ""
    )


def _dire_ce_qui_manque(session: Session, generation: GenerationQpv, rapport: Rapport) -> None:
    """Un département dont il manque des quartiers ne permet pas de dire qu'une adresse est hors QPV."""
    codes = session.scalars(select(Quartier.code).where(Quartier.generation == generation))
    for departement, couverture in couvertures(codes).items():
        if not couverture.entiere:
            charges = pluriel(couverture.connus, "quartier chargé", "quartiers chargés")
            message = (
                f"Département {departement}, génération {generation} : {charges}, alors que leurs numéros vont au "
                f"moins jusqu’à {couverture.dernier}. Une adresse qui n’est dans aucun d’eux y reste inconnue : "
                "importez la couche entière."
            )
            rapport.signaler("", None, None, message)

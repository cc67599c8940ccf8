"""Ce que montrent les trois tables de l'écran : le registre, les ménages d'un logement, les parts d'une note."""

from datetime import date

from relogement.appariement.note import Appariement
from relogement.nomenclatures import Occupe
from relogement.textes import INCONNU, INSECABLE, TIRET, euros, jour, surface
from relogement.vacances import Vacance
from ui.avant_envoi.table import Colonne
from ui.composants.chip import Chip

CHIPS = {
    Occupe.LIBRE: ("circle-check", "vert"),
    Occupe.PROPOSE: ("clock", "ambre"),
    Occupe.ACCEPTE: ("circle-check", "bleu"),
    Occupe.ATTRIBUE: ("key-round", "neutre"),
    Occupe.RETIRE: ("circle-x", "neutre"),
}


def _chip(lu: Vacance) -> Chip:
    if lu.en_double:
        return Chip("Promis deux fois", "circle-x", "rouge")
    icone, famille = CHIPS[lu.etat]
    return Chip(lu.etat.libelle, icone, famille)


def pour_qui(lu: Vacance) -> str:
    """Pour qui le bailleur le garde ; vide quand il est à ceux du projet."""
    logement = lu.logement
    if logement.reservation is None:
        return ""
    return f"réservé{INSECABLE}: {logement.reservataire or logement.reservation.libelle.lower()}"


REGISTRE = (
    Colonne("État", lambda v: "Promis deux fois" if v.en_double else v.etat.libelle,
            rang=lambda v: (not v.en_double, list(Occupe).index(v.etat)), vue=_chip, largeur=88),
    Colonne("Type", lambda v: v.logement.typologie.libelle if v.logement.typologie else INCONNU, largeur=52),
    Colonne("Logement", lambda v: v.logement.residence or v.logement.adresse or TIRET, gras=True),
    Colonne("Commune", lambda v: v.logement.commune or v.logement.commune_insee or INCONNU, largeur=92),
    Colonne("Bailleur", lambda v: v.logement.bailleur or INCONNU, largeur=100, token="texte2"),
    Colonne("Surface", lambda v: surface(v.logement.surface), rang=lambda v: v.logement.surface or 0,
            largeur=78, a_droite=True),
    Colonne("Loyer", lambda v: euros(v.logement.loyer), rang=lambda v: v.logement.loyer or 0, largeur=80,
            a_droite=True),
    Colonne("Disponible", lambda v: jour(v.logement.disponible_le),
            rang=lambda v: v.logement.disponible_le or date.max, largeur=92, token="texte2"),
)  # fmt: skip


def nom_du_menage(trouve: Appariement) -> str:
    titulaire = trouve.candidat.menage.titulaire
    return f"{titulaire.nom.upper()} {titulaire.prenom or ''}".strip() if titulaire else TIRET


def _note(trouve: Appariement) -> str:
    return "écarté" if trouve.bloque else trouve.dite.removesuffix(" / 100")


def _pourquoi(trouve: Appariement) -> str:
    """Ce qui écarte ; sinon le reste à charge, toujours une estimation."""
    if trouve.bloque:
        return " ; ".join(trouve.blocages)
    rac = trouve.chiffrage.rac.apres
    return f"RAC env.{INSECABLE}{euros(rac.valeur)}" if rac.valeur is not None else f"RAC {INCONNU}"


MENAGES = (
    Colonne("Note / 100", _note, rang=lambda a: (a.bloque, -a.milieu), largeur=84),
    Colonne("Dossier", lambda a: a.candidat.reference, largeur=76, token="texte2"),
    Colonne("Ménage", nom_du_menage, gras=True, largeur=136),
    Colonne("Pourquoi", _pourquoi),
)
PARTS = (
    Colonne("Part", lambda p: p.part.libelle, largeur=132),
    Colonne("Points", lambda p: p.points, rang=lambda p: -p.poids, largeur=92),
    Colonne("Raison", lambda p: p.note.motif, token="texte2"),
)

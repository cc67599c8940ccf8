"""Ce que montrent les tables du registre et des bailleurs à prévenir."""

from datetime import date
from decimal import Decimal

from relogement.nomenclatures import Occupe
from relogement.retours import SANS_BAILLEUR, Retour
from relogement.textes import INCONNU, INSECABLE, TIRET, euros, jour, surface
from relogement.vacances import Vacance, pour_qui
from ui import fonts
from ui.avant_envoi.table import Colonne
from ui.composants.chip import Chip
from ui.composants.ligne import Ligne, Morceau
from ui.dossier.mots import etage
from ui.offres.dessins import DeuxLignes

CHIPS = {
    Occupe.LIBRE: ("circle-check", "vert"),
    Occupe.PROPOSE: ("clock", "ambre"),
    Occupe.ACCEPTE: ("circle-check", "accent"),
    Occupe.ATTRIBUE: ("key-round", "neutre"),
    Occupe.RETIRE: ("circle-x", "neutre"),
}


def _chip(lu: Vacance) -> Chip:
    if lu.en_double:
        return Chip("Promis deux fois", "circle-x", "rouge")
    icone, famille = CHIPS[lu.etat]
    return Chip(lu.etat.libelle, icone, famille)


def _inconnu_a_la_fin(valeur: Decimal | None) -> tuple[bool, Decimal]:
    return valeur is None, valeur or Decimal(0)


def _logement(lu: Vacance) -> DeuxLignes:
    """« T5 Le Verger, Bompas », puis pour qui il est gardé, combien l'ont refusé, l'étage, le financement."""
    logement = lu.logement
    typologie = logement.typologie.libelle if logement.typologie else "T?"
    haut = (Morceau(typologie, "texte2"), Morceau(_lieu(lu), graisse=fonts.GRAS))
    ascenseur = {True: "ascenseur", False: "sans ascenseur", None: ""}[logement.ascenseur]
    dits = (etage(logement.etage), ascenseur, logement.financement.libelle if logement.financement else "")
    bas = []
    if logement.reservation is not None:
        bas.append(
            Morceau(f"réservé{INSECABLE}: {pour_qui(logement)}", "accent", taille=fonts.LEGENDE, icone="bookmark")
        )
    if lu.refus:
        bas.append(Morceau(f"{lu.refus} refus", "ambre", taille=fonts.LEGENDE))
    bas.append(Morceau(" · ".join(filter(None, dits)), "texte2", taille=fonts.LEGENDE))
    return DeuxLignes(Ligne(haut, ecart=6), Ligne(tuple(m for m in bas if m.texte), ecart=8))


def _lieu(lu: Vacance) -> str:
    logement = lu.logement
    return ", ".join(filter(None, (logement.residence or logement.adresse, logement.commune))) or TIRET


REGISTRE = (
    Colonne("État", lambda v: "Promis deux fois" if v.en_double else v.etat.libelle,
            rang=lambda v: (not v.en_double, list(Occupe).index(v.etat)), vue=_chip, largeur=106),
    Colonne("Logement", lambda v: _logement(v).lu(), rang=lambda v: _lieu(v).casefold(), vue=_logement),
    Colonne("Bailleur", lambda v: v.logement.bailleur or INCONNU, largeur=110, token="texte2"),
    Colonne("Surface", lambda v: surface(v.logement.surface), rang=lambda v: _inconnu_a_la_fin(v.logement.surface),
            largeur=78, a_droite=True),
    Colonne("Loyer", lambda v: euros(v.logement.loyer), rang=lambda v: _inconnu_a_la_fin(v.logement.loyer),
            largeur=80, a_droite=True),
    Colonne("Disponible", lambda v: jour(v.logement.disponible_le),
            rang=lambda v: v.logement.disponible_le or date.max, largeur=90, token="texte2"),
)  # fmt: skip


def _prevenu(retour: Retour) -> Chip:
    if retour.prevenu_le is None:
        return Chip("à prévenir", "mail", "ambre")
    return Chip(f"le {jour(retour.prevenu_le)}", "check", "vert")


RETOURS = (
    Colonne("Bailleur", lambda r: r.bailleur or SANS_BAILLEUR, largeur=124, gras=True),
    Colonne("Logement", lambda r: r.libelle),
    Colonne("Ce qui s’est passé", lambda r: r.ce_qui_s_est_passe, rang=lambda r: r.le, largeur=186),
    Colonne("Dossier", lambda r: r.reference, largeur=74, token="texte2"),
    Colonne("État", lambda r: "libre" if r.de_nouveau_libre else "repris", largeur=62, token="texte2"),
    Colonne("Prévenu", lambda r: _prevenu(r).texte, rang=lambda r: r.prevenu_le or date.min, vue=_prevenu,
            largeur=116),
)  # fmt: skip

"""La liste des actes, dans l'ordre du parcours : quand chacun est possible, et sur quelle ligne il porte."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu, QWidget

from db.dossier import DossierLu
from relogement.base import Ligne
from relogement.comparaison import relogement_retenu
from relogement.decohabitation import peut_decohabiter, peut_s_annuler
from relogement.nomenclatures import Etat, MotifSortie, Nature, Reponse
from relogement.parcours import FAVORABLES
from ui import icons
from ui.corbeille.dialogue import CorbeilleDialog
from ui.dossier.actes.accord_caleol import AccordCaleolDialog
from ui.dossier.actes.bail import BailDialog
from ui.dossier.actes.caleol import CaleolDialog
from ui.dossier.actes.decohabitation import AnnulerDecohabitationDialog, DecohabitationDialog
from ui.dossier.actes.defusion import DefusionDialog
from ui.dossier.actes.dialogue import ActeDialog
from ui.dossier.actes.entree import EntreeDialog
from ui.dossier.actes.montants import EstimerDialog, MontantsDialog
from ui.dossier.actes.notification import NotificationDialog
from ui.dossier.actes.nouveau_logement import NouveauLogementDialog
from ui.dossier.actes.offre import OffreDialog
from ui.dossier.actes.personne import PersonneDialog, RetirerPersonneDialog
from ui.dossier.actes.quartier import QuartierDialog
from ui.dossier.actes.recul import AnnulerSortieDialog, ClotureDialog, RechercheDialog, RetourDialog
from ui.dossier.actes.reponse import ReponseDialog, SilenceDialog
from ui.dossier.actes.sortie import SortieDialog
from ui.dossier.actes.suivi import SuiviDialog
from ui.dossier.actes.visite import VisiteDialog
from ui.ouvert import ProjetOuvert

Cible = Callable[[DossierLu], Ligne | None]
Demande = Callable[[str, object], object]


@dataclass(frozen=True)
class Acte:
    """`cible` rend la ligne sur laquelle porte l'acte par défaut ; `possible` dit s'il a un sens maintenant."""

    cle: str
    libelle: str
    icone: str
    dialogue: Callable[[ProjetOuvert, DossierLu, object, QWidget], ActeDialog]
    cible: Cible = lambda lu: None
    possible: Callable[[DossierLu], bool] = lambda lu: True
    au_menu: bool = True


def _offre(condition: Callable[[object], bool]) -> Cible:
    return lambda lu: next((o for o in reversed(lu.menage.offres) if condition(o)), None)


def _en_cours(offre: object) -> bool:
    return getattr(offre, "reponse", None) is Reponse.EN_COURS


def _a_notifier(offre: object) -> bool:
    return _en_cours(offre) and getattr(offre, "notifiee_le", None) is None


def _tenue(offre: object) -> bool:
    return bool(getattr(offre, "tient_le_logement", False))


def _consulter(ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget) -> ActeDialog:
    """La cellule ne se charge qu'à ce moment-là."""
    from ui.cellule.objection.consulter import ConsulterDialog

    return ConsulterDialog(ouvert, lu, cible, parent)


def _relogement(*, entre: bool) -> Cible:
    return lambda lu: next((r for r in reversed(lu.menage.relogements) if bool(r.entree_le) is entre), None)


def _attribution(lu: DossierLu) -> Ligne | None:
    """L'attribution que le ménage n'a pas encore acceptée."""
    passage = lu.menage.caleols[-1] if lu.menage.caleols and lu.menage.etat is Etat.ATTRIBUE else None
    return passage if passage and passage.decision in FAVORABLES and passage.accord_le is None else None


def _dans_le_parcours(lu: DossierLu) -> bool:
    return lu.menage.etat not in (Etat.SORTI, Etat.CLOS)


def _a_l_etat(*etats: Etat) -> Callable[[DossierLu], bool]:
    return lambda lu: lu.menage.etat in etats


def _en_provisoire(lu: DossierLu) -> bool:
    provisoire = any(r.nature is Nature.PROVISOIRE for r in lu.menage.relogements)
    return provisoire and lu.menage.etat in (Etat.PROVISOIRE, Etat.BAIL)


def _fusionne(lu: DossierLu) -> bool:
    return lu.menage.motif_sortie is MotifSortie.FUSION


def _quartier_douteux(lu: DossierLu) -> Ligne | None:
    """Le relogement dont le quartier, calculé près d'une limite, est à vérifier sur SIG Ville."""
    return relogement_retenu(lu.menage) if lu.bilan.qpv_a_verifier else None


def _sorti_de_lui_meme(lu: DossierLu) -> bool:
    """Une fusion ne s'annule pas comme une sortie : elle se défait des deux côtés."""
    return lu.menage.etat is Etat.SORTI and not _fusionne(lu)


_PEUT_RECULER = _a_l_etat(Etat.ACCORD, Etat.CALEOL, Etat.ATTRIBUE, Etat.BAIL, Etat.TROIS_REFUS)
ACTES: tuple[Acte, ...] = (
    Acte("personne", "Ajouter une personne", "user-plus", PersonneDialog),
    Acte("retirer_personne", "Retirer une personne", "user-minus", RetirerPersonneDialog, au_menu=False),
    Acte(
        "decohabitation",
        "Noter une décohabitation",
        "users",
        DecohabitationDialog,
        possible=lambda lu: peut_decohabiter(lu.menage),
    ),
    Acte(
        "annuler_decohabitation",
        "Annuler la décohabitation",
        "undo-2",
        AnnulerDecohabitationDialog,
        possible=lambda lu: peut_s_annuler(lu.menage),
    ),
    Acte("offre", "Proposer une offre", "key-round", OffreDialog, possible=_dans_le_parcours),
    Acte("notification", "Noter la notification", "mail", NotificationDialog, _offre(_a_notifier)),
    Acte("visite", "Noter une visite", "footprints", VisiteDialog, _offre(_en_cours)),
    Acte("reponse", "Noter la réponse", "handshake", ReponseDialog, _offre(_en_cours)),
    Acte("silence", "Constater le silence", "hourglass", SilenceDialog, _offre(_en_cours), au_menu=False),
    Acte("consulter", "Consulter les bailleurs…", "send", _consulter, _offre(_tenue), _dans_le_parcours),
    Acte("caleol", "Noter une décision de CALEOL", "gavel", CaleolDialog, possible=_dans_le_parcours),
    Acte("accord_caleol", "Noter l’accord à l’attribution", "stamp", AccordCaleolDialog, _attribution),
    Acte("bail", "Signer un bail", "signature", BailDialog, possible=_dans_le_parcours),
    Acte("entree", "Noter l’entrée dans les lieux", "package-check", EntreeDialog, _relogement(entre=False)),
    Acte("recherche", "Reprendre la recherche", "undo-2", RechercheDialog, possible=_PEUT_RECULER),
    Acte("retour", "Noter le retour du provisoire", "undo-2", RetourDialog, possible=_en_provisoire),
    Acte("suivi", "Noter un suivi", "calendar-clock", SuiviDialog, _relogement(entre=True)),
    Acte("sortie", "Sortir du relogement", "log-out", SortieDialog, possible=_dans_le_parcours),
    Acte(
        "cloture", "Clore le dossier", "circle-check", ClotureDialog, possible=_a_l_etat(Etat.EMMENAGE, Etat.SUIVI)
    ),
    Acte("annuler_sortie", "Annuler la sortie", "undo-2", AnnulerSortieDialog, possible=_sorti_de_lui_meme),
    Acte("defusion", "Défaire la fusion", "undo-2", DefusionDialog, possible=_fusionne),
    Acte(
        "nouveau_logement",
        "Compléter le nouveau logement",
        "house",
        NouveauLogementDialog,
        possible=lambda lu: bool(lu.menage.relogements),
    ),
    Acte("quartier", "Vérifier le quartier", "map-pin-check", QuartierDialog, _quartier_douteux),
    Acte("corbeille", "Mettre à la corbeille…", "trash-2", CorbeilleDialog),
    Acte("montants", "Saisir les montants", "receipt-euro", MontantsDialog, au_menu=False),
    Acte("estimer", "Estimer l’APL", "calculator", EstimerDialog, au_menu=False),
)
SANS_CIBLE = (
    "personne", "decohabitation", "annuler_decohabitation", "offre", "consulter", "caleol", "bail", "recherche",
    "retour",
    "sortie", "cloture", "annuler_sortie", "defusion", "nouveau_logement",
    "corbeille",
)  # fmt: skip


def ligne_visee(acte: Acte, lu: DossierLu) -> Ligne | None:
    return acte.cible(lu)


def est_possible(acte: Acte, lu: DossierLu) -> bool:
    return acte.possible(lu) and (acte.cle in SANS_CIBLE or acte.cible(lu) is not None)


def actes_possibles(lu: DossierLu) -> list[Acte]:
    """Ceux du menu qui ont un sens maintenant, dans l'ordre du parcours."""
    return [acte for acte in ACTES if acte.au_menu and est_possible(acte, lu)]


def menu_des_actes(parent: QWidget, lu: DossierLu, demander: Demande) -> QMenu:
    """Seuls les actes possibles s'y trouvent : le menu dit aussi où en est le dossier."""
    menu = QMenu(parent)
    menu.setObjectName("menu_actes")
    for acte in actes_possibles(lu):
        action = menu.addAction(icons.icon(acte.icone, "texte2"), acte.libelle)
        action.setObjectName(f"acte_{acte.cle}")
        action.triggered.connect(lambda _=False, cle=acte.cle: demander(cle, None))
    return menu


def ouvrir_acte(
    cle: str, ouvert: ProjetOuvert, lu: DossierLu, cible: object, parent: QWidget
) -> ActeDialog | None:
    """Ouvre la fenêtre d'un acte sur la ligne demandée, ou sur celle qu'il vise d'ordinaire."""
    acte = next(a for a in ACTES if a.cle == cle)
    visee = cible if cible is not None else ligne_visee(acte, lu)
    if visee is None and cle not in SANS_CIBLE and acte.au_menu:
        return None
    dialogue = acte.dialogue(ouvert, lu, visee, parent)
    dialogue.open()
    return dialogue

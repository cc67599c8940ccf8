"""La page que donnerait un texte : sur un dossier inventé, ou sur les chiffres du projet s'il ne dit qu'eux."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chartes import charte_en_vigueur
from db.exports.agrege import document_du_bilan
from db.exports.portee import Portee as PorteeDExport
from db.horloge import aujourdhui
from db.operations import nom_du_projet, operations
from db.organisme import organisme
from db.parc_social import loyers_du_parc
from db.plan import lire_le_plan
from db.rapport_indicateurs import rapport
from db.tableaux import Portee
from relogement.documents.lettres.exemple import contexte_d_exemple
from relogement.documents.lettres.lettres import LETTRES, Sujet
from relogement.documents.lettres.produire import produire
from relogement.documents.modeles.livres import BILAN, COMPARAISON, ENQUETE, FICHE, PLAN, TABLEAU_DE_BORD
from relogement.erreurs import ErreurMetier
from relogement.modeles import Projet
from relogement.travail import sans_avancement

Essai = Callable[[str], bytes]
"""Du texte aux octets de son PDF ; lève ``ErreurMetier`` s'il est faux."""


def preparer(session: Session, code: str) -> Essai:
    """Ce qu'il faut lire pour essayer ce texte, lu une fois : chaque frappe ne refait que la page."""
    return _PREPARATIONS[code](session) if code in _PREPARATIONS else _de_dossier(session, code)


def _de_dossier(session: Session, code: str) -> Essai:
    from relogement.documents.fiches.famille import fiche_famille
    from relogement.documents.fiches.menage import fiche_menage
    from relogement.documents.mise_en_page import reunis

    lettre = next((lettre for lettre in LETTRES if lettre.code == code), None)
    projet = session.scalars(select(Projet)).one()
    constat = lettre is not None and lettre.sujet is Sujet.DOSSIER
    ici = contexte_d_exemple(projet, organisme(session), charte_en_vigueur(session), aujourdhui(), constat=constat)
    if lettre is not None:
        return lambda texte: produire(lettre, ici, texte=texte).octets
    fiches: dict[str, Essai] = {
        FICHE.code: lambda texte: reunis([fiche_menage(ici, texte)]),
        COMPARAISON.code: lambda texte: reunis([fiche_famille(ici, texte)]),
    }
    return fiches[code]


def _enquete(session: Session) -> Essai:
    from relogement.documents.fiches.enquete_vierge import enquete_vierge

    emetteur, projet = organisme(session), nom_du_projet(session)
    return lambda texte: enquete_vierge(emetteur, projet, texte)


def _plan(session: Session) -> Essai:
    from relogement.documents.plan.document import plan_en_pdf

    connues = operations(session)
    if not connues:
        raise ErreurMetier("Le plan se montre sur une opération du projet : créez-en une d’abord.")
    charte, emetteur = charte_en_vigueur(session), organisme(session)
    lu = lire_le_plan(session, connues[0].code, aujourdhui())
    seuil, seuil_revenu = charte.seuil_secret_effectif, charte.seuil_secret_revenu
    parc = loyers_du_parc(session, seuil=seuil_revenu)
    return lambda texte: plan_en_pdf(lu, emetteur, texte, seuil=seuil, seuil_revenu=seuil_revenu, parc=parc)


def _bilan(session: Session) -> Essai:
    from relogement.documents.classeur_pdf import bilan_en_pdf

    classeur = document_du_bilan(PorteeDExport(session, None, aujourdhui(), sans_avancement)).classeur
    if classeur is None:
        raise ErreurMetier("Le bilan du relogement n’a rien à mettre en pages.")
    return lambda texte: bilan_en_pdf(replace(classeur, texte=texte))


def _tableau_de_bord(session: Session) -> Essai:
    from relogement.documents.indicateurs import rapport_en_pdf

    lu = rapport(session, Portee(aujourdhui()))
    return lambda texte: rapport_en_pdf(lu, texte)


_PREPARATIONS: dict[str, Callable[[Session], Essai]] = {
    ENQUETE.code: _enquete,
    PLAN.code: _plan,
    BILAN.code: _bilan,
    TABLEAU_DE_BORD.code: _tableau_de_bord,
}

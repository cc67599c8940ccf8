"""Écrire un document sans fenêtre : une fiche, une lettre, le questionnaire d'enquête."""

import argparse
import sys
from pathlib import Path

from db.courriers import dossier_de_reference
from db.documents import Voulu, ecrire_document
from db.documents_du_comite import ecrire_pour_le_comite
from db.documents_en_lot import dossiers_de_l_operation, ecrire_le_lot
from relogement.documents.document import DOCUMENTS, Document, Portee, document_de
from relogement.erreurs import ErreurMetier
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, a_la_date, base_ouverte, option_au, option_base


def _options(sous: argparse.ArgumentParser) -> None:
    connus = ", ".join(document.code for document in DOCUMENTS)
    sous.add_argument("document", metavar="DOCUMENT", help=f"l’un de {connus}")
    option_base(sous)
    sous.add_argument("--dossier", metavar="REF", help="la référence du dossier")
    sous.add_argument("--operation", metavar="CODE", help="le code de l’opération")
    sous.add_argument(
        "--offre", type=int, metavar="RANG", help="le rang de l’offre ; par défaut celle en discussion"
    )
    sous.add_argument("--masquer", action="store_true", help="sans nom ni adresse (fiche du ménage)")
    sous.add_argument(
        "--vers", required=True, metavar="F", help="le fichier à écrire : .pdf, ou .docx pour une lettre"
    )
    option_au(sous)


def _document(demande: argparse.Namespace) -> int:
    choisi, vers = document_de(demande.document), Path(demande.vers)
    choisi.verifier(vers.suffix)
    if choisi.portee is Portee.DOSSIER and not demande.dossier:
        return _en_lot(demande, choisi, vers)
    if choisi.portee is Portee.COMITE:
        with base_ouverte(demande) as fichier:
            au, operation = a_la_date(demande), demande.operation
            ecrire_pour_le_comite(fichier, choisi.code, vers, au=au, operation=operation)
        print(f"{choisi.libelle} dans {vers.name}.")
        return 0
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        menage = dossier_de_reference(session, demande.dossier) if demande.dossier else None
        voulu = Voulu(
            choisi.code, a_la_date(demande), menage, demande.operation, demande.offre, demande.masquer,
            vers.suffix.lower(),
        )  # fmt: skip
        ecrire_document(session, voulu, vers)
    print(f"{choisi.libelle} dans {vers.name}.")
    return 0


def _en_lot(demande: argparse.Namespace, choisi: Document, vers: Path) -> int:
    """Tous les dossiers d'une opération, en un PDF ; ceux qui ne s'écrivent pas sont dits."""
    if not demande.operation:
        raise ErreurMetier(f"Dites de quel dossier : relogement document {choisi.code} --dossier REF.")
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        dossiers = dossiers_de_l_operation(session, demande.operation)
        voulu = Voulu(choisi.code, a_la_date(demande), masque=demande.masquer)
        rapport = ecrire_le_lot(session, voulu, dossiers, vers)
    for reference, phrase in rapport.refus:
        print(f"{reference} : {phrase}", file=sys.stderr)
    print(f"{choisi.libelle}, {pluriel(rapport.ecrits, 'dossier')} dans {vers.name}.")
    return 0


DOCUMENT = Verbe("document", "Écrit une lettre ou une fiche, en PDF ou en Word.", _options, _document)

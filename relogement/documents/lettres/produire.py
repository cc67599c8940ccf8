"""Écrire un courrier : son texte rempli, en PDF prêt à signer ou en Word à retoucher."""

from dataclasses import dataclass, field

from relogement.documents.lettres.champs import valeurs
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.lettres.lettres import Lettre
from relogement.documents.modeles.blocs import Bloc, blocs
from relogement.documents.modeles.modele import texte_livre
from relogement.documents.modeles.texte import remplir
from relogement.erreurs import ErreurMetier

PDF, WORD = ".pdf", ".docx"
FORMATS = (PDF, WORD)


@dataclass(frozen=True)
class Courrier:
    """Un courrier prêt : ses octets, et le nom sous lequel il se range, qui ne nomme personne."""

    nom: str
    octets: bytes = field(repr=False)


def contenu(lettre: Lettre, ici: Contexte, texte: str | None = None) -> list[Bloc]:
    """Les blocs du courrier ; lève ``ErreurMetier`` s'il ne peut pas être écrit, avec ce qui manque."""
    if empechement := lettre.exiger(ici):
        raise ErreurMetier(empechement)
    return blocs(remplir(texte or texte_livre(lettre.code), valeurs(ici), lettre.modele.attendus))


def produire(lettre: Lettre, ici: Contexte, *, texte: str | None = None, extension: str = PDF) -> Courrier:
    """Le courrier entier, tout ou rien ; ``texte`` remplace le texte livré."""
    ecrit = contenu(lettre, ici, texte)
    titre, pied = lettre.libelle, f"{lettre.libelle} — dossier {ici.menage.reference}"
    octets = _en_pdf(ecrit, ici, titre, pied) if extension == PDF else _en_word(ecrit, ici, titre, pied)
    rang = f"-{ici.offre.rang}" if ici.offre else ""
    return Courrier(f"{lettre.code}{rang}-{ici.menage.reference}-{ici.au:%Y-%m-%d}{extension}", octets)


def _en_pdf(ecrit: list[Bloc], ici: Contexte, titre: str, pied: str) -> bytes:
    from relogement.documents.mise_en_page import Feuille, en_pdf
    from relogement.documents.modeles.pdf import en_flux, en_tete

    feuille = Feuille(titre, pied)
    return en_pdf(feuille, [*en_tete(ici.organisme, feuille.largeur), *en_flux(ecrit, feuille.largeur)])


def _en_word(ecrit: list[Bloc], ici: Contexte, titre: str, pied: str) -> bytes:
    from relogement.documents.modeles.word import en_word

    return en_word(ecrit, ici.organisme, titre=titre, pied=pied)

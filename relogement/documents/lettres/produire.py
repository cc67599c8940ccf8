"""Écrire un courrier : son texte rempli, en PDF prêt à signer ou en Word à retoucher."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from relogement.documents.lettres.champs import valeurs
from relogement.documents.lettres.contexte import Contexte
from relogement.documents.lettres.lettres import Lettre
from relogement.documents.modeles.blocs import Bloc, blocs
from relogement.documents.modeles.modele import texte_livre
from relogement.documents.modeles.texte import remplir
from relogement.erreurs import ErreurMetier

if TYPE_CHECKING:
    from relogement.documents.mise_en_page import Mise

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
    octets = _en_pdf(lettre, ecrit, ici) if extension == PDF else _en_word(lettre, ecrit, ici)
    rang = f"-{ici.offre.rang}" if ici.offre else ""
    return Courrier(f"{lettre.code}{rang}-{ici.menage.reference}-{ici.au:%Y-%m-%d}{extension}", octets)


def mettre(lettre: Lettre, ecrit: list[Bloc], ici: Contexte) -> "Mise":
    """Le courrier prêt à paginer, seul ou avec d'autres."""
    from relogement.documents.mise_en_page import Feuille, Mise
    from relogement.documents.modeles.pdf import en_flux, en_tete

    feuille = Feuille(lettre.libelle, _pied(lettre, ici))
    return Mise(feuille, [*en_tete(ici.organisme, feuille.largeur), *en_flux(ecrit, feuille.largeur)])


def _pied(lettre: Lettre, ici: Contexte) -> str:
    return f"{lettre.libelle} — dossier {ici.menage.reference}"


def _en_pdf(lettre: Lettre, ecrit: list[Bloc], ici: Contexte) -> bytes:
    from relogement.documents.mise_en_page import reunis

    return reunis([mettre(lettre, ecrit, ici)])


def _en_word(lettre: Lettre, ecrit: list[Bloc], ici: Contexte) -> bytes:
    from relogement.documents.modeles.word import en_word

    return en_word(ecrit, ici.organisme, titre=lettre.libelle, pied=_pied(lettre, ici))

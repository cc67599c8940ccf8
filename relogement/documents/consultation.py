"""La consultation des partenaires sur papier : ce que dit le message, pour qui n'a pas de courriel."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from relogement.documents.mise_en_page import Feuille, en_pdf, note, paragraphe, section, tableau, titre
from relogement.documents.modeles.pdf import en_tete
from relogement.objection.delai import FinDuDelai
from relogement.objection.proposition import AVERTI, Proposition, delai_dit
from relogement.organisme import Organisme

PARTS = (1, 4)


def consultation_en_pdf(proposition: Proposition, fin: FinDuDelai, organisme: Organisme) -> bytes:
    """Une page ; les mêmes lignes que le message, et les mêmes octets à chaque fois."""
    feuille = Feuille(f"Consultation {proposition.reference}", f"Consultation {proposition.reference}")
    return en_pdf(feuille, list(_contenu(feuille, proposition, fin, organisme)))


def _contenu(
    feuille: Feuille, proposition: Proposition, fin: FinDuDelai, organisme: Organisme
) -> Iterator[Flowable]:
    yield from en_tete(organisme, feuille.largeur)
    yield titre(f"Consultation des partenaires, dossier {proposition.reference}")
    yield paragraphe(proposition.titre)
    yield section("La proposition")
    yield tableau(
        ("", "Le même texte est remis à tous les partenaires"), list(proposition.lignes()), PARTS, feuille.largeur
    )
    yield section("Votre réponse")
    yield paragraphe(delai_dit(fin))
    yield note(AVERTI)

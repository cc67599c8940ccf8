"""Un document à tableaux : son texte rempli, et ce que le logiciel dessine aux places que le texte lui laisse."""

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable

from relogement.documents.modeles.blocs import blocs
from relogement.documents.modeles.modele import Modele, texte_livre
from relogement.documents.modeles.pdf import CORPS, Dessin, en_flux
from relogement.documents.modeles.texte import remplir


def feuillet(
    modele: Modele,
    texte: str | None,
    valeurs: Mapping[str, str | None],
    dessins: Mapping[str, Dessin],
    largeur: float,
    *,
    corps: float = CORPS,
) -> Sequence[Flowable]:
    """Le document prêt à paginer ; sans ``texte``, celui du logiciel. Lève ``ErreurMetier`` s'il est faux."""
    rempli = remplir(texte or texte_livre(modele.code), {**valeurs, **modele.places()}, modele.attendus)
    return en_flux(blocs(rempli, modele.tableaux), largeur, corps=corps, dessins=dessins)

"""Les documents que le logiciel sait écrire : ce qu'ils contiennent, à quoi ils servent, qui peut les recevoir."""

from dataclasses import dataclass
from enum import StrEnum

from relogement.documents.lettres.lettres import LETTRES
from relogement.erreurs import ErreurMetier

PDF, WORD = ".pdf", ".docx"


class Portee(StrEnum):
    """Ce qu'il faut dire pour l'écrire."""

    DOSSIER = "dossier"
    PROJET = "projet"
    OPERATION = "opération"
    COMITE = "comité"


@dataclass(frozen=True)
class Document:
    code: str
    libelle: str
    utilite: str
    destinataires: str
    portee: Portee
    extensions: tuple[str, ...] = (PDF,)
    est_une_lettre: bool = False

    def verifier(self, extension: str) -> None:
        """Lève ``ErreurMetier`` si ce document ne s'écrit pas sous cette extension."""
        if extension.lower() not in self.extensions:
            raise ErreurMetier(
                f"Le document « {self.code} » ne s’écrit pas dans un fichier « {extension or 'sans extension'} ». "
                f"Donnez-lui un nom qui finit par {' ou '.join(self.extensions)}."
            )


_MENAGE = "Le ménage, et lui seul ; une copie reste dans le dossier."
DOCUMENTS: tuple[Document, ...] = (
    Document(
        "fiche", "Fiche du ménage", "Une page pour la réunion : foyer, demande, reste à charge, offres.",
        "Les participants de la cellule ; les noms se masquent.", Portee.DOSSIER,
    ),
    Document(
        "comparaison", "Fiche de comparaison", "Les offres en discussion côte à côte, en gros, pour la famille.",
        _MENAGE, Portee.DOSSIER,
    ),
    Document(
        "enquete", "Questionnaire d’enquête", "L’enquête sociale à remplir à la main.",
        "Les agents chargés du relogement.", Portee.PROJET,
    ),
    Document(
        "plan", "Plan de relogement",
        "Une opération : les ménages, les logements à mobiliser, la cadence à tenir.",
        "Le comité de pilotage ; les petits effectifs sont tus.", Portee.OPERATION,
    ),
    Document(
        "bilan",
        "Bilan du relogement",
        "Indicateurs, profils, reste à charge, refus et délais, derrière le secret statistique.",
        "Le comité de pilotage et les partenaires du projet.",
        Portee.COMITE,
    ),
    Document(
        "tableau",
        "Tableau de bord",
        "Les quatre critères, leurs objectifs, l’avancement et les délais, en deux pages.",
        "Le comité de pilotage et les partenaires du projet.",
        Portee.COMITE,
    ),
    *(
        Document(lettre.code, lettre.libelle, lettre.utilite, _MENAGE, Portee.DOSSIER, (PDF, WORD), True)
        for lettre in LETTRES
    ),
)  # fmt: skip


def document_de(code: str) -> Document:
    """Le document de ce code ; lève ``ErreurMetier`` s'il n'existe pas."""
    for document in DOCUMENTS:
        if document.code == code:
            return document
    connus = ", ".join(document.code for document in DOCUMENTS)
    raise ErreurMetier(f"Le document « {code} » n’existe pas. Choisissez parmi {connus}.")


DU_DOSSIER = tuple(document for document in DOCUMENTS if document.portee is not Portee.COMITE)
"""Ceux que propose un dossier ouvert ; ceux du comité se demandent aux indicateurs et aux échanges."""

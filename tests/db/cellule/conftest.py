"""Une cellule du 20/11/2026 : trois bailleurs, et des dossiers qui ont chacun leur raison d'y passer."""

from datetime import date, datetime, time

import pytest

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.modeles import Contact, LogementOffert, Partenaire
from relogement.nomenclatures import Canal, Etat, Recevable, Reponse, Typologie
from relogement.parcours import passer
from tests.fabrique import un_logement, un_menage, une_offre, une_operation

AU = date(2026, 11, 20)
A_14_H = time(14)
EN_SEANCE = datetime(2026, 11, 20, 14, 10)  # noqa: DTZ001
HIER = datetime(2026, 11, 19, 9)  # noqa: DTZ001
MOI = "Samira Kaddour"


def un_dossier(reference: str, nom: str, *, recherche_le: date | None = None, **champs: object) -> Menage:
    """Un dossier suivi hier ; ``recherche_le`` : en recherche depuis ce jour."""
    menage = un_menage(reference, nom=nom, **({"referent": MOI, "etat": Etat.RECENSE} | champs))  # type: ignore[arg-type]
    passer(menage, Etat.RECENSE, date(2026, 1, 5))
    if recherche_le is not None:
        passer(menage, Etat.RECHERCHE, recherche_le, motif="repris d’un classeur")
    menage.contacts.append(Contact(le=HIER, canal=Canal.TELEPHONE, objet="Point avec le ménage"))
    return menage


def un_t5(**champs: object) -> LogementOffert:
    valeurs: dict[str, object] = {
        "typologie": Typologie.T5, "surface": "96", "bailleur": "Tramontane Habitat", "commune": "Perpignan",
        "residence": "Les Micocouliers", "etage": 4, "ascenseur": True,
    }  # fmt: skip
    return un_logement(**(valeurs | champs))  # type: ignore[arg-type]


def les_partenaires() -> list[Partenaire]:
    noms = ("Têt Habitat", "Tramontane Habitat", "Canigou Logement")
    return [Partenaire(nom=nom, bailleur=nom, courriel=f"contact@{i}.exemple.fr") for i, nom in enumerate(noms)]


@pytest.fixture
def rempli(fichier: Fichier) -> Fichier:
    """BELKACEM attend une offre depuis le 10/08 ; BAYLE en a refusé deux ; ANSELME n'a rien de particulier."""
    ac = une_operation("AC", libelle="Acacias", vide_le=date(2028, 4, 30))
    belkacem = un_dossier(
        "AC-001", "Belkacem", prenom="Nora", nb_personnes=6, operation=ac, recherche_le=date(2026, 8, 10),
        souhait_typologie=Typologie.T5,
    )  # fmt: skip
    bayle = un_dossier("AC-002", "Bayle", prenom="Gilles", operation=ac)
    for rang, recevable in enumerate((Recevable.OUI, Recevable.NON), start=1):
        bayle.offres.append(
            une_offre(rang=rang, reponse=Reponse.REFUS, motif_recevable=recevable, repondue_le=date(2026, 2, 1))
        )
    anselme = un_dossier("AC-003", "Anselme", prenom="Paulette", operation=ac)
    with fichier.ecrire("Saisie") as session:
        session.add_all([belkacem, bayle, anselme, un_t5(), *les_partenaires()])
    return fichier

"""Une enquête dit la composition, les ressources et les souhaits d'un ménage ; ce qu'elle tait reste inconnu."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from relogement.imports.enquete import EnqueteLue, lire_enquetes
from relogement.imports.resultat import Lecture
from relogement.nomenclatures import Typologie
from tests.relogement.imports.classeurs import erreurs, messages, un_classeur

TITRES = (
    "Code logement;Nom;Composition;Enfants;dont - de 14 ans;Ressources mensuelles nettes;RFR 2024;"
    "Typologie souhaitée;Quartiers souhaités;Logement adapté;Accompagnement;Enquêté le"
)
MOREAU = "0045001;MOREAU;5;3;1;1 360 €;13389;T4;Gare ! Centre;oui;aucun;12/06/2026"


def lues(*lignes: str) -> Lecture[EnqueteLue]:
    rangees: list[Sequence[str]] = [ligne.replace("!", ",").split(";") for ligne in (TITRES, *lignes)]
    return lire_enquetes(un_classeur(*rangees))


def test_une_ligne_devient_une_enquete() -> None:
    (enquete,) = lues(MOREAU).objets

    assert (enquete.ug, enquete.nb_personnes, enquete.nb_enfants, enquete.nb_moins_14) == ("0045001", 5, 3, 1)
    assert (enquete.ressources, enquete.rfr) == (Decimal(1360), Decimal(13389))
    assert enquete.souhait_typologie is Typologie.T4
    assert enquete.souhait_quartiers == ("Gare", "Centre")
    assert (enquete.logement_adapte, enquete.accompagnement) == (True, "aucun")
    assert enquete.enquete_le == date(2026, 6, 12)


def test_ce_qui_n_est_pas_dit_est_inconnu() -> None:
    (enquete,) = lues("0045001;MOREAU;;;;NSP;;NSP;;;;").objets

    assert enquete.ressources is None
    assert enquete.souhait_typologie is None
    assert enquete.souhait_quartiers == ()
    assert enquete.logement_adapte is None


def test_deux_enquetes_du_meme_logement_sont_signalees() -> None:
    lecture = lues(MOREAU, MOREAU.replace("0045001", "45001"))

    assert [erreur.ligne for erreur in erreurs(lecture)] == [3]
    assert len(lecture.objets) == 1


def test_plus_d_enfants_que_de_personnes_est_signale_sans_perdre_la_ligne() -> None:
    lecture = lues("0045001;MOREAU;2;3;1;1360;;;;;;12/06/2026")

    assert len(lecture.objets) == 1
    assert "3 enfants pour 2 personnes" in messages(lecture)

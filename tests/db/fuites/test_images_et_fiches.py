"""Une image et une fiche masquée ne se remettent que si rien n'y nomme un ménage."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.documents import Voulu, document, mise
from db.documents_en_lot import ecrire_le_lot
from db.fichier import Fichier
from db.fuites import POUR_LES_PARTENAIRES, exiger_textes
from relogement.demande import Souhait
from relogement.documents.textes_mis import textes_mis
from relogement.fuites.aiguilles import Genre
from relogement.fuites.rapport import FuiteTrouvee
from relogement.menage import Menage
from relogement.nomenclatures import Lien
from tests.fabrique import un_fichier, un_menage_reloge, une_operation, une_personne

AU = date(2026, 11, 20)


def une_famille(**champs: object) -> Menage:
    menage = un_menage_reloge(
        "AC-038", nom="KOWALCZYK", prenom="Wanda", telephone="06 39 98 12 34", referent="Samira Kaddour",
        operation=une_operation("AC", libelle="Acacias"), **champs,  # type: ignore[arg-type]
    )  # fmt: skip
    menage.personnes[0].naissance_le = date(1961, 6, 17)
    menage.personnes.append(une_personne("KOWALCZYK", Lien.ENFANT, prenom="Ilya"))
    menage.logement_quitte.adresse = "14 rue des Acacias"  # type: ignore[union-attr]
    return menage


def ecrire_masquee(projet: Fichier) -> bytes:
    with projet.lire() as session:
        return document(session, Voulu("fiche", AU, 1, masque=True)).octets


def test_une_fiche_masquee_qui_ne_nomme_personne_s_ecrit(base: str) -> None:
    projet = un_fichier(base, une_famille())

    assert ecrire_masquee(projet).startswith(b"%PDF")
    projet.fermer()


@pytest.mark.parametrize(
    ("souhait", "genre"),
    [
        ("Près de la sœur de Mme Kowalczyk", Genre.NOM),
        ("Comme Ilya KOWALCZYK", Genre.IDENTITE),
        ("Rappeler au 06.39.98.12.34", Genre.TELEPHONE),
        ("Rester au 14, rue des acacias", Genre.ADRESSE),
        ("Née le 17/06/1961", Genre.NAISSANCE),
    ],
)
def test_une_fiche_masquee_ou_un_texte_libre_nomme_le_menage_ne_s_ecrit_pas(
    souhait: str, genre: Genre, base: str
) -> None:
    famille = une_famille()
    famille.souhaits = [Souhait(rang=1, lieu=souhait)]
    projet = un_fichier(base, famille)

    with pytest.raises(FuiteTrouvee, match="AC-038") as fuite:
        ecrire_masquee(projet)

    assert genre in {constat.genre for constat in fuite.value.rapport.fuites}
    projet.fermer()


def test_une_fiche_non_masquee_nomme_le_menage(base: str) -> None:
    projet = un_fichier(base, une_famille())

    with projet.lire() as session:
        assert document(session, Voulu("fiche", AU, 1)).octets.startswith(b"%PDF")
    projet.fermer()


def verifier(projet: Fichier, *textes: str, nom: str = "carte.png") -> None:
    with projet.lire() as session:
        exiger_textes(session, textes, declaration=POUR_LES_PARTENAIRES, au=AU, nom=nom)


def test_une_image_dont_les_textes_sont_ceux_du_projet_passe(base: str) -> None:
    projet = un_fichier(base, une_famille())

    verifier(projet, "Les Lilas — Acacias, au 20/11/2026", "Hors QPV", "42", "QP066007", "500 m")
    projet.fermer()


@pytest.mark.parametrize("peint", ["Kowalczyk", "Contours : quartiers-kowalczyk.geojson", "17/06/1961"])
def test_une_image_ou_se_peint_une_donnee_d_un_menage_ne_passe_pas(peint: str, base: str) -> None:
    projet = un_fichier(base, une_famille())

    with pytest.raises(FuiteTrouvee, match="AC-038"):
        verifier(projet, "Les Lilas", peint)
    projet.fermer()


def test_le_nom_de_fichier_d_une_image_ne_nomme_personne_non_plus(base: str) -> None:
    projet = un_fichier(base, une_famille())

    with pytest.raises(FuiteTrouvee, match="nom du fichier"):
        verifier(projet, "Les Lilas", nom="carte Kowalczyk.png")
    projet.fermer()


def test_d_un_lot_de_fiches_masquees_seule_celle_qui_nomme_son_menage_manque(base: str, tmp_path: Path) -> None:
    nommee = une_famille()
    nommee.souhaits = [Souhait(rang=1, lieu="Près de Mme Kowalczyk")]
    projet = un_fichier(base, nommee, un_menage_reloge("AC-039", nom="DURAND", operation=nommee.operation))

    with projet.lire() as session:
        rapport = ecrire_le_lot(session, Voulu("fiche", AU, masque=True), [1, 2], tmp_path / "lot.pdf")

    assert (rapport.ecrits, [reference for reference, _ in rapport.refus]) == (1, ["AC-038"])
    projet.fermer()
    texte = " ".join(page.extract_text() for page in PdfReader(tmp_path / "lot.pdf").pages)
    assert "AC-039" in texte
    assert "owalczyk" not in texte.lower()


def test_ce_qui_se_fouille_d_une_fiche_est_tout_ce_que_sa_page_dit(base: str) -> None:
    projet = un_fichier(base, une_famille())

    with projet.lire() as session:
        fouilles = " ".join(textes_mis(mise(session, Voulu("fiche", AU), 1)))
        page = PdfReader(BytesIO(document(session, Voulu("fiche", AU, 1)).octets)).pages[0].extract_text()

    projet.fermer()
    assert set(re.findall(r"\w{3,}", page)) <= set(re.findall(r"\w{3,}", fouilles))

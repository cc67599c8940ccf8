"""Un chiffre réparti et croisé, compté à la main sur les dossiers de la vue d'ensemble, sur les deux moteurs."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.croisements import Croisement, croiser, lire_pour_croiser
from db.fichier import Fichier
from db.rapport_indicateurs import imprimer, rapport
from db.tableaux import Portee
from relogement.documents.indicateurs import rapport_en_pdf
from relogement.erreurs import ErreurMetier
from relogement.fuites.rapport import FuiteTrouvee
from relogement.indicateurs.axes import AXES
from relogement.indicateurs.criteres import CATALOGUE
from relogement.indicateurs.indicateur import Mesure
from tests.db.test_tableaux import AU, les_dossiers
from tests.fabrique import un_fichier, un_menage, une_offre


@pytest.fixture
def fichier(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *les_dossiers(), objectifs={"HORS_QPV": "60", "INTERBAILLEUR": "30"})
    yield ouvert
    ouvert.fermer()


def croise(fichier: Fichier, code: str, lignes: str, colonnes: str | None = None, **portee: bool) -> Croisement:
    voulue = Portee(AU, **portee)
    with fichier.lire() as session:
        return croiser(lire_pour_croiser(session, voulue), voulue, code, lignes, colonnes)


def test_chaque_annee_de_bail_a_sa_part(fichier: Fichier) -> None:
    reparti = croise(fichier, "HORS_QPV", "annee").repartition

    assert reparti.par_ligne == {2026: Mesure(oui=2, non=1)}  # L et F hors QPV, S dans le site
    assert reparti.total == Mesure(oui=2, non=1)


def test_deux_axes_se_croisent(fichier: Fichier) -> None:
    reparti = croise(fichier, "HORS_QPV", "type", "rac_apres").repartition

    assert reparti.lignes == ("DECOHABITANT", "TITULAIRE")
    # L : 153,34 → la classe de 150 ; S : 620 → 400 et plus ; F n'a que le sien : 300 + 85 − 265 = 120 → 100
    assert reparti.cellules["TITULAIRE", 150] == Mesure(oui=1)
    assert reparti.cellules["TITULAIRE", 400] == Mesure(non=1)
    assert reparti.cellules["DECOHABITANT", 100] == Mesure(oui=1)


def test_la_matrice_des_bailleurs_dit_de_qui_a_qui(fichier: Fichier) -> None:
    reparti = croise(fichier, "INTERBAILLEUR", "bailleur_ancien", "bailleur").repartition

    assert reparti.cellules["Habitat Sud", None] == Mesure(nr=2)  # L et S : nouveau bailleur non dit
    assert reparti.total == Mesure(nr=2, so=1)  # F ne quitte aucun bailleur


def test_les_refus_se_croisent_avec_leur_motif(fichier: Fichier) -> None:
    reparti = croise(fichier, "REFUS", "motif", "operation").repartition

    assert reparti.cellules["CHER", "A"] == Mesure(oui=1)
    assert reparti.cellules["CHER", "B"] == Mesure(oui=1)  # repris du classeur
    assert reparti.cellules["SANS_REPONSE", "A"] == Mesure(oui=1)
    assert reparti.total == Mesure(oui=4)


def test_un_logement_n_a_pas_de_nouveau_bailleur(fichier: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="ne se répartit pas par nouveau bailleur"):
        croise(fichier, "LIBERATION", "bailleur")


def test_chaque_indicateur_se_declare_en_entier() -> None:
    for indicateur in CATALOGUE:
        assert indicateur.definition and indicateur.source and indicateur.numerateur and indicateur.unite
    assert len({i.code for i in CATALOGUE}) == len(CATALOGUE)
    assert len({axe.cle for axe in AXES}) == len(AXES)


def test_le_rapport_ne_porte_pas_un_nom(fichier: Fichier) -> None:
    with fichier.lire() as session:
        octets = rapport_en_pdf(rapport(session, Portee(AU)))

    lu = PdfReader(BytesIO(octets))
    texte = " ".join(page.extract_text() for page in lu.pages)
    for nom in ("Recensé ", "Enquêté", "Proposé", "Logé", "Provisoire ", "Fils"):
        assert nom not in texte.replace("Recensés", "")
    assert "données au 20/11/2026" in texte
    assert "66,67" in texte  # hors QPV : 2 sur 3
    assert lu.metadata is not None
    assert (lu.metadata.author, lu.metadata.creator) == ("Relogement", "Relogement")  # ni l'agente ni son poste


def test_un_rapport_qui_citerait_quelqu_un_ne_s_ecrit_pas(tmp_path: Path) -> None:
    """Un motif de refus saisi hors de la charte nomme un ménage : le fichier n'est pas remis."""
    menage = un_menage("Z1", nom="ZAOUIBEN", prenom="Nadia")
    menage.offres = [une_offre(motif_refus="ZAOUIBEN")]
    fichier = un_fichier(tmp_path, menage)

    with fichier.lire() as session, pytest.raises(FuiteTrouvee):
        imprimer(session, Portee(AU), tmp_path / "rapport.pdf")

    assert not (tmp_path / "rapport.pdf").exists()
    fichier.fermer()

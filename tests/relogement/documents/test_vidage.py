"""L'immeuble sur papier : chaque porte s'y lit, et sans les noms il n'en reste aucun."""

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from relogement.documents.vidage import imprimer
from relogement.nomenclatures import Etat, StatutLogement
from relogement.vidage.vue import Film
from tests.relogement.vidage.immeubles import AU, un_dossier, un_immeuble, un_logement, une_etape


def ecrit(tmp_path: Path, *, noms: bool) -> str:
    """Un relogé en juillet, un trois refus, une loge, un étage incompris, sept entrées de plus."""
    logements = [
        un_logement(1), un_logement(2), un_logement(3, statut=StatutLogement.FONCTION),
        un_logement(4, etage="au fond"), *(un_logement(n, entree=f"C{n}") for n in range(10, 17)),
    ]  # fmt: skip
    dossiers = [
        un_dossier(1, etat=Etat.SUIVI, libere_le=date(2026, 7, 17)),
        un_dossier(2, etat=Etat.TROIS_REFUS, etapes=(une_etape(Etat.TROIS_REFUS, date(2026, 11, 1)),)),
    ]
    vers = tmp_path / "vidage.pdf"
    imprimer(vers, Film(un_immeuble(logements, dossiers), AU).presente, noms=noms)
    lecteur = PdfReader(vers)
    assert lecteur.metadata is not None and "FAMILLE" not in str(lecteur.metadata)
    return " ".join(" ".join(page.extract_text() for page in lecteur.pages).split())


def test_la_feuille_dit_l_immeuble_porte_par_porte(tmp_path: Path) -> None:
    dit = ecrit(tmp_path, noms=True)

    assert "Vidage du bâtiment C, au 20/11/2026" in dit
    assert "Relogé 07/2026" in dit and "Fonction Gardien" in dit
    assert "bloquée par FAMILLE2" in dit
    assert "FAMILLE2 Ada" in dit and "Trois offres comptées, suites à décider" in dit
    assert "Entrée C16, 0/1 vides" in dit


def test_noms_masques_la_feuille_n_a_que_les_references(tmp_path: Path) -> None:
    dit = ecrit(tmp_path, noms=False)

    assert "FAMILLE" not in dit
    assert "bloquée par D2" in dit


def test_un_immeuble_vide_s_imprime_aussi(tmp_path: Path) -> None:
    vers = tmp_path / "vide.pdf"

    imprimer(vers, Film(un_immeuble(), AU).presente, noms=True)

    assert "Plus aucun ménage." in PdfReader(vers).pages[0].extract_text()

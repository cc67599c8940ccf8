"""Retrouver un dossier comme on le tape : sans accents, sans tirets, dans n'importe quel ordre."""

from collections.abc import Iterable

import pytest
from sqlalchemy import select, text

from db.fichier import Fichier
from db.recherche import Recherche, trouver
from relogement.modeles import Menage
from relogement.nomenclatures import Lien
from tests.fabrique import un_fichier, un_menage, une_operation, une_personne


@pytest.fixture
def fichier(base: str) -> Iterable[Fichier]:
    """Quatre dossiers aux noms qui se tapent mal."""
    op = une_operation()
    menages = [
        un_menage(
            "LIL-001", nom="N’Diaye", prenom="Aïssatou", ug="00421", telephone="06 12 34 56 78", operation=op
        ),
        un_menage("LIL-002", nom="Œuvrard", prenom="Jean-Philippe", ug="1042", operation=op),
        un_menage("LIL-003", nom="Le Goff", prenom="Loïc", numero_unique="066012345678901234", operation=op),
        un_menage("LIL-004", nom="Núñez", prenom="María José", operation=op),
    ]
    menages[3].personnes.append(une_personne("Strauß", Lien.CONJOINT, prenom="Zoë"))
    ouvert = un_fichier(base, *menages)
    yield ouvert
    ouvert.fermer()


def _trouves(fichier: Fichier, demande: str) -> list[str]:
    with fichier.lire() as session:
        ids = trouver(session.connection(), demande)
        references = dict(session.execute(select(Menage.id, Menage.reference)).all())
    return sorted(references[i] for i in ids)


FRAPPES = [
    ("n'diaye", ["LIL-001"]),
    ("N’DIAYE", ["LIL-001"]),
    ("ndiaye", ["LIL-001"]),
    ("n diaye", ["LIL-001"]),
    ("diaye aissatou", ["LIL-001"]),
    ("aïssatou n’diaye", ["LIL-001"]),
    ("oeuvrard", ["LIL-002"]),
    ("œuv", ["LIL-002"]),
    ("jean philippe", ["LIL-002"]),
    ("jean-philippe", ["LIL-002"]),
    ("jeanphilippe", ["LIL-002"]),
    ("philippe oeuvrard", ["LIL-002"]),
    ("goff le", ["LIL-003"]),
    ("loic", ["LIL-003"]),
    ("nunez maria", ["LIL-004"]),
    ("strauss", ["LIL-004"]),
    ("zoe nunez", ["LIL-004"]),
    ("00421", ["LIL-001"]),
    ("421", ["LIL-001"]),
    ("1042", ["LIL-002"]),
    ("0612345678", ["LIL-001"]),
    ("06 12 34", ["LIL-001"]),
    ("06.12.34.56.78", ["LIL-001"]),
    ("612345678", ["LIL-001"]),
    ("066012345678901234", ["LIL-003"]),
    ("lil-002", ["LIL-002"]),
    ("LIL", ["LIL-001", "LIL-002", "LIL-003", "LIL-004"]),
    ("goff nunez", []),
    ("inconnu", []),
    ("iaye", []),  # un mot se retrouve par son début
]
BIZARRES = ['"', "'", "*", "a* OR b", "NEAR(", "%", "_", "\\", "-", "(", "le AND goff", "\x00", "le%", "l_"]
SANS_MOT = ["", "   ", "’", "!?"]


def test_on_retrouve_un_dossier_comme_on_le_tape(fichier: Fichier) -> None:
    trouves = {demande: _trouves(fichier, demande) for demande, _ in FRAPPES}

    assert trouves == dict(FRAPPES)


def test_aucune_frappe_ne_casse_la_recherche(fichier: Fichier) -> None:
    for demande in BIZARRES:
        assert isinstance(_trouves(fichier, demande), list)


def test_une_demande_sans_mot_ne_filtre_rien(fichier: Fichier) -> None:
    assert {len(_trouves(fichier, demande)) for demande in SANS_MOT} == {4}


def test_un_nom_change_se_retrouve_sous_le_nouveau_seulement(fichier: Fichier) -> None:
    with fichier.ecrire("Mariage") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "LIL-003")).one()
        menage.personnes[0].nom = "Kerviel"

    assert (_trouves(fichier, "goff"), _trouves(fichier, "kerviel")) == ([], ["LIL-003"])


def test_un_dossier_supprime_ne_se_trouve_plus(fichier: Fichier) -> None:
    with fichier.ecrire("Suppression") as session:
        session.delete(session.scalars(select(Menage).where(Menage.reference == "LIL-003")).one())

    assert _trouves(fichier, "goff") == []
    with fichier.lire() as session:
        assert len(session.scalars(select(Recherche.menage_id)).all()) == 3
        if session.connection().dialect.name == "sqlite":
            session.execute(text("INSERT INTO recherche_fts(recherche_fts) VALUES ('integrity-check')"))


def test_une_ecriture_annulee_ne_change_pas_la_recherche(fichier: Fichier) -> None:
    with pytest.raises(RuntimeError), fichier.ecrire("Annulée") as session:
        session.execute(text("UPDATE personne SET nom = 'Kerviel' WHERE nom = 'Le Goff'"))
        raise RuntimeError

    assert (_trouves(fichier, "goff"), _trouves(fichier, "kerviel")) == (["LIL-003"], [])


def test_les_dossiers_se_rangent_par_nom_les_sans_nom_a_la_fin(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        sans_nom = un_menage("LIL-005", operation=session.scalars(select(Menage)).first().operation)  # type: ignore[union-attr]
        sans_nom.personnes.clear()
        session.add(sans_nom)

    with fichier.lire() as session:
        ranges = session.scalars(
            select(Menage.reference).join(Recherche, Recherche.menage_id == Menage.id).order_by(Recherche.cle_tri)
        ).all()
    assert ranges == ["LIL-003", "LIL-001", "LIL-004", "LIL-002", "LIL-005"]  # Le Goff, N’Diaye, Núñez, Œuvrard

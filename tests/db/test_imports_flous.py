"""Au hasard : ce qui s'écrit est ce que l'aperçu montrait, s'annule entier, et rien d'abîmé n'entre à moitié.

``FLOU=50 pytest tests/db/test_imports_flous.py`` en essaie cinquante fois plus.
"""

import os
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.annulation import annuler
from db.bilans import differences
from db.fichier import Fichier
from db.imports.assistant import apercevoir, appliquer
from db.imports.lots import acte_d_annulation, lots
from relogement.erreurs import ErreurMetier
from relogement.imports.apercu import Apercu, Sort, Tranche
from relogement.imports.choix import Choix
from relogement.modeles import Cout
from tests.db.etats import ENTETES
from tests.db.test_annulation import photo
from tests.exemples import EXEMPLES
from tests.fabrique import un_fichier

FOIS = int(os.environ.get("FLOU", "1"))
LENTS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
LILAS = Choix(operation="LILAS")

MONTANTS = st.one_of(
    st.none(),
    st.decimals(0, 2000, places=2).map(float),
    st.sampled_from(["-", "NC", "310,50", "1 250,00 €", "trois", "0"]),
)
LIGNES = st.tuples(
    st.sampled_from(["0001", "0002", "0003", "1", "0004", "G1", "", "TOTAL"]),
    st.sampled_from(["T2", "F3", "Type 4", "Garage", None, "T9"]),
    st.one_of(st.none(), st.integers(9, 150), st.just("62,5")),
    st.sampled_from(["MARTIN", "Martin", "DURAND", "VACANT", "Mme BAH", "Gardien", None, "N'DIAYE / BAH"]),
    st.sampled_from(["Louis", "Anne", None, "Zoé"]),
    st.one_of(st.none(), st.integers(0, 9)),
    MONTANTS,
    MONTANTS,
    MONTANTS,
    st.one_of(
        st.none(), st.dates(date(1980, 1, 1), date(2026, 1, 1)).map(lambda d: f"{d:%d/%m/%Y}"), st.just("?")
    ),
)
CLASSEURS = st.lists(LIGNES, min_size=1, max_size=7)


def essais(nombre: int) -> settings:
    return settings(max_examples=nombre * FOIS, deadline=None, suppress_health_check=LENTS)


@pytest.fixture(scope="module")
def projet() -> Iterator[Fichier]:
    """Un projet qui sert à tous les essais : chacun part de ce que le précédent a laissé."""
    with TemporaryDirectory() as dossier:
        ouvert = un_fichier(Path(dossier))
        yield ouvert
        ouvert.fermer()


def un_classeur(dossier: str, lignes: list[tuple[object, ...]]) -> Path:
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for ligne in (ENTETES, *lignes):
        feuille.append(list(ligne))
    chemin = Path(dossier) / "etat.xlsx"
    classeur.save(chemin)
    return chemin


def un_apercu(fichier: Fichier, source: Path, choix: Choix = LILAS) -> Apercu | None:
    """Rien quand une phrase refuse le fichier ; toute autre erreur fait échouer."""
    try:
        return apercevoir(fichier, source, choix)
    except ErreurMetier as refus:
        assert str(refus)
        return None


@essais(12)
@given(lignes=CLASSEURS, hasard=st.randoms(use_true_random=False))
def test_ce_qui_s_ecrit_est_ce_qui_etait_montre(
    projet: Fichier, lignes: list[tuple[object, ...]], hasard: random.Random
) -> None:
    with TemporaryDirectory() as dossier:
        source = un_classeur(dossier, lignes)
        vu = un_apercu(projet, source)
        if vu is None:
            return
        _saisir_quelque_chose(projet, hasard)
        choix = _au_hasard(projet, source, hasard)
        vu = apercevoir(projet, source, choix)

        rapport = appliquer(projet, source, choix, vu=vu.empreinte)

        ensuite = apercevoir(projet, source, choix)
    assert rapport.lignes[Sort.CREEE] == sum(li.sort is Sort.CREEE and li.cochee for li in vu.lignes)
    assert rapport.lues == len(vu.lignes) == sum(rapport.lignes.values())
    for ligne in ensuite.lignes:
        assert not ligne.cochee or ligne.sort is Sort.INCHANGEE, ligne.cle
    with projet.lire() as session:
        assert list(differences(session.connection())) == []


def _saisir_quelque_chose(projet: Fichier, hasard: random.Random) -> None:
    """Un agent retape un loyer de temps en temps."""
    with projet.ecrire("Loyer corrigé") as session:
        couts = session.query(Cout).all()
        if couts and hasard.random() < 0.5:
            hasard.choice(couts).loyer = Decimal(hasard.randint(1, 999))


def _au_hasard(projet: Fichier, source: Path, hasard: random.Random) -> Choix:
    """Des lignes décochées, des conflits tranchés."""
    choix = LILAS
    apercu = apercevoir(projet, source, choix)
    for ligne in apercu.lignes:
        if hasard.random() < 0.2:
            choix = choix.cocher(apercu.ensemble(ligne.cle), oui=False)
        for ecart in ligne.conflits:
            choix = choix.trancher(ligne.cle, ecart.champ, hasard.choice(list(Tranche)))
    return choix


@essais(8)
@given(lignes=CLASSEURS)
def test_un_import_annule_rend_la_base_d_avant(projet: Fichier, lignes: list[tuple[object, ...]]) -> None:
    avant = photo(projet)
    with TemporaryDirectory() as dossier:
        source = un_classeur(dossier, lignes)
        if un_apercu(projet, source) is None:
            assert photo(projet) == avant
            return
        appliquer(projet, source, LILAS)
    with projet.lire() as session:
        lot = lots(session)[0]
    if lot.a_change:
        with projet.ecrire(acte_d_annulation(lot)) as session:
            annuler(session, lot.id, tolerant=True)
    assert photo(projet) == avant


def graines() -> list[bytes]:
    """Les exemples du partage s'ils sont là, et un petit classeur à nous."""
    memoire = BytesIO()
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for ligne in (ENTETES, ("0001", "T3", 60, "MARTIN", "Louis", 2, 300, 80, 150, "01/03/2010")):
        feuille.append(list(ligne))
    classeur.save(memoire)
    texte = "OPERATION;DOSSIER;NOM;UG;LOYER_AV\nOP1;A1;MARTIN;0001;300,50\nOP1;A2;DURAND;0002;1 250\n".encode(
        "cp1252"
    )
    presents = sorted(EXEMPLES.glob("*")) if EXEMPLES.is_dir() else []
    return [memoire.getvalue(), texte, *(p.read_bytes() for p in presents if p.suffix in (".csv", ".xlsx"))]


GRAINES = graines()


@essais(25)
@given(graine=st.sampled_from(range(len(GRAINES))), hasard=st.randoms(use_true_random=False))
def test_un_fichier_abime_entre_entier_ou_pas_du_tout(projet: Fichier, graine: int, hasard: random.Random) -> None:
    octets = bytearray(GRAINES[graine])
    for _ in range(hasard.randint(1, 12)):
        _abimer(octets, hasard)
    avant = photo(projet)
    with TemporaryDirectory() as dossier:
        source = Path(dossier) / hasard.choice(("a.csv", "a.xlsx", "a.xls", "a.txt"))
        source.write_bytes(octets)
        vu = un_apercu(projet, source, Choix())
        assert photo(projet) == avant
        if vu is None or vu.nature == "qpv":
            return
        try:
            rapport = appliquer(projet, source, Choix(), vu=vu.empreinte)
        except ErreurMetier:
            assert photo(projet) == avant
            return
    assert sum(rapport.lignes.values()) == rapport.lues
    with projet.lire() as session:
        assert list(differences(session.connection())) == []


def _abimer(octets: bytearray, hasard: random.Random) -> None:
    """Un octet changé, un morceau ôté ou doublé, une coupure."""
    if not octets:
        return
    ici = hasard.randrange(len(octets))
    match hasard.randrange(4):
        case 0:
            octets[ici] = hasard.randrange(256)
        case 1:
            del octets[ici : ici + hasard.randint(1, 40)]
        case 2:
            octets[ici:ici] = octets[ici : ici + hasard.randint(1, 40)]
        case _:
            octets[ici:ici] = hasard.choice((b";", b"\n", b'"', b"\0", "é".encode(), b"=1+1", b"1e309", b"-"))

"""Une donnée cachée dans n'importe quelle partie d'un fichier se trouve ; sans elle, le même fichier passe."""

from pathlib import Path

import pytest

from relogement.fuites.aiguilles import Genre
from relogement.fuites.rapport import Rapport
from tests.relogement.fuites import caches
from tests.relogement.fuites.caches import Cachette
from tests.relogement.fuites.outils import fouiller, fouiller_a_la_main

DONNEES = {
    Genre.IDENTITE: "KOWALCZYK Wanda",
    Genre.NOM: "Kowalczyk",
    Genre.TELEPHONE: "06 39 98 12 34",
    Genre.NUMERO: "066032612345678901",
}
FAMILLES: dict[str, tuple[str, dict[str, Cachette]]] = {
    "xlsx": (".xlsx", caches.CLASSEUR),
    "docx": (".docx", caches.COURRIER),
    "ods": (".ods", caches.LIBRE_OFFICE),
    "pdf": (".pdf", caches.PDF),
    "sqlite": (".sqlite", caches.SQLITE),
    "csv": (".csv", caches.CSV),
}
CACHETTES = [
    pytest.param(suffixe, cacher, id=f"{format} : {ou}")
    for format, (suffixe, cachettes) in FAMILLES.items()
    for ou, cacher in cachettes.items()
] + [pytest.param(suffixe, cacher, id=ou) for ou, (suffixe, cacher) in caches.AUTRES.items()]


def genres(rapport: Rapport) -> set[Genre]:
    return {constat.genre for constat in rapport.fuites}


@pytest.mark.parametrize(("suffixe", "cacher"), CACHETTES)
def test_une_donnee_cachee_se_trouve(suffixe: str, cacher: Cachette, tmp_path: Path) -> None:
    for genre, donnee in DONNEES.items():
        chemin = tmp_path / f"sortie-{genre.name}{suffixe}"
        cacher(chemin, donnee)
        attendus = {genre, Genre.NOM} if genre is Genre.IDENTITE else {genre}

        for fouille in (fouiller, fouiller_a_la_main):
            rapport = fouille(chemin)
            assert genres(rapport) & attendus, (genre, rapport.constats, fouille)


@pytest.mark.parametrize(("suffixe", "cacher"), CACHETTES)
def test_le_meme_fichier_passe_quand_il_ne_dit_rien(suffixe: str, cacher: Cachette, tmp_path: Path) -> None:
    chemin = tmp_path / f"sortie{suffixe}"
    cacher(chemin, "Relogement")

    rapport = fouiller(chemin)

    assert not [c for c in rapport.fuites if c.genre is not Genre.AUTEUR], rapport.constats
    assert rapport.parties

"""Un pseudonyme est à un dossier, pour toujours ; sa clé ne sort de nulle part, et se renouvelle en le disant."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from db.annulation import annuler, mots
from db.corbeille import mettre_a_la_corbeille, restaurer
from db.exports import exporter, rime
from db.exports.portee import Portee
from db.fichier import Fichier, ouvrir
from db.fusion import Decision, defusionner, fusionner
from db.pseudonymes import acte_du_renouvellement, renouveler
from db.sauvegarde import restaurer as restaurer_la_copie
from db.sauvegarde import sauvegarder
from relogement.erreurs import ErreurMetier
from relogement.exports import EXPORTS
from relogement.exports.rime import Cadre
from relogement.menage import Menage
from relogement.modeles import Projet
from relogement.nomenclatures import TypeDossier
from relogement.travail import sans_avancement
from tests.db.exportes import AU, garder, le_dossier_complet
from tests.fabrique import un_fichier, un_menage, une_operation


@pytest.fixture
def projet(fichier: Fichier) -> Fichier:
    operation = une_operation()
    garder(fichier, *(un_menage(f"D{n}", operation=operation) for n in range(1, 7)))
    return fichier


def pseudonymes(fichier: Fichier) -> dict[str, str]:
    """Le pseudonyme exporté de chaque dossier, par sa référence."""
    with fichier.lire() as session:
        references = dict(session.execute(select(Menage.id, Menage.reference)).all())
        page = rime.mise_en_page_par_defaut()
        ids, tableau = rime.extraction(Portee(session, None, AU, sans_avancement), page, nom="RIME")
        ecrits = [str(cellule) for morceau in tableau.pages for cellule in morceau[0]]
    return {references[numero]: nom for numero, nom in zip(ids, ecrits, strict=True)}


def numero(fichier: Fichier, reference: str) -> int:
    with fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def la_cle(fichier: Fichier) -> str:
    with fichier.lire() as session:
        return session.scalars(select(Projet.cle_pseudonymes)).one()


def test_la_cle_a_256_bits_et_n_est_qu_a_ce_projet(tmp_path: Path) -> None:
    cles = []
    for nom in ("un", "deux"):
        fichier = un_fichier(tmp_path / f"{nom}.relogement")
        cles.append(la_cle(fichier))
        fichier.fermer()

    assert all(re.fullmatch(r"[0-9a-f]{64}", cle) for cle in cles)
    assert cles[0] != cles[1]


def test_une_fusion_defaite_rend_les_memes_pseudonymes(projet: Fichier) -> None:
    avant = pseudonymes(projet)
    garde, repris = numero(projet, "D1"), numero(projet, "D2")
    with projet.ecrire("Fusion") as session:
        fusionner(session, Decision(garde, repris, {}, date(2026, 5, 1)))
    fusionnes = pseudonymes(projet)
    with projet.ecrire("Défusion") as session:
        defusionner(session, repris)

    assert fusionnes == {ref: nom for ref, nom in avant.items() if ref != "D2"}
    assert pseudonymes(projet) == avant


def test_un_dossier_jete_puis_restaure_garde_le_sien_et_personne_ne_l_herite(projet: Fichier) -> None:
    avant = pseudonymes(projet)
    dernier = numero(projet, "D6")
    with projet.ecrire("Jeté") as session:
        mettre_a_la_corbeille(session, dernier)
    jete = projet.ecritures[-1]
    with projet.ecrire("Neuf") as session:
        operation = session.scalars(select(Menage)).first().operation  # type: ignore[union-attr]
        session.add(un_menage("D7", operation=operation))
    assert pseudonymes(projet)["D7"] not in avant.values()

    with projet.ecrire("Restauré") as session:
        restaurer(session, jete)

    assert pseudonymes(projet)["D6"] == avant["D6"]


def test_un_decohabitant_a_le_sien_et_son_parent_garde_le_sien(projet: Fichier) -> None:
    avant = pseudonymes(projet)
    with projet.ecrire("Décohabitation") as session:
        parent = session.scalars(select(Menage).where(Menage.reference == "D1")).one()
        session.add(
            un_menage("D1-1", operation=parent.operation, type=TypeDossier.DECOHABITANT, dossier_parent=parent)
        )

    apres = pseudonymes(projet)

    assert {ref: apres[ref] for ref in avant} == avant
    assert apres["D1-1"] not in avant.values()


def test_l_ordre_des_lignes_ne_dit_pas_celui_des_numeros(fichier: Fichier) -> None:
    operation = une_operation()
    garder(fichier, *(un_menage(f"D{n:03}", operation=operation) for n in range(60)))

    sortis = pseudonymes(fichier)

    assert list(sortis.values()) == sorted(sortis.values())
    assert list(sortis) not in (sorted(sortis), sorted(sortis, reverse=True))


def test_au_dela_d_un_bloc_les_blocs_aussi_sont_melanges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rime, "BLOC", 3)
    noms = {n: f"{(n * 7919) % 997:04}" for n in range(30)}

    ordre = rime._melanges(noms)

    premiers = [ordre[rang] // 3 for rang in range(0, 30, 3)]
    assert sorted(ordre) == list(range(30))
    assert premiers != sorted(premiers)


def test_la_cle_n_est_dans_aucun_export_ni_dans_aucun_repr(fichier: Fichier, tmp_path: Path) -> None:
    garder(fichier, le_dossier_complet())
    cle = la_cle(fichier)

    for export in EXPORTS:
        for forme in export.formats:
            vers = tmp_path / f"{export.code}{forme}"
            exporter(fichier, export.code, vers, au=AU)
            assert all(cle.encode() not in morceau for morceau in _morceaux(vers)), vers.name
    with fichier.lire() as session:
        assert cle not in repr(session.scalars(select(Projet)).one())
    assert "QWERTZ" not in repr(Cadre(AU, {1: "QWERTZ"}, frozenset(), frozenset()))


def _morceaux(fichier: Path) -> Iterator[bytes]:
    if not zipfile.is_zipfile(fichier):
        yield fichier.read_bytes()
        return
    with zipfile.ZipFile(fichier) as archive:
        yield from (archive.read(nom) for nom in archive.namelist())


def test_renouveler_change_tout_avec_un_motif_et_s_annule(projet: Fichier) -> None:
    avant = pseudonymes(projet)
    with pytest.raises(ErreurMetier, match="pourquoi"), projet.ecrire("Essai") as session:
        renouveler(session, " ")

    acte = acte_du_renouvellement("clé envoyée par erreur")
    with projet.ecrire(acte) as session:
        renouveler(session, "clé envoyée par erreur")
    apres = pseudonymes(projet)
    assert not set(apres.values()) & set(avant.values())
    assert re.fullmatch(r"[0-9a-f]{64}", la_cle(projet))

    with projet.ecrire(mots(acte)) as session:
        annuler(session, projet.ecritures[-1])

    assert pseudonymes(projet) == avant


def test_une_copie_restauree_donne_les_memes_pseudonymes(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    garder(fichier_sqlite, un_menage("D1"))
    sauvegarder(fichier_sqlite.moteur, fichier_sqlite.base, tmp_path / "copie.relogement")
    restaurer_la_copie(tmp_path / "copie.relogement", tmp_path / "ailleurs.relogement")

    ailleurs = ouvrir(tmp_path / "ailleurs.relogement")

    assert pseudonymes(ailleurs) == pseudonymes(fichier_sqlite)
    ailleurs.fermer()

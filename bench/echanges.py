"""Les échanges : chaque export à côté de ce qu'un écrivain seul ferait des mêmes lignes, et l'import."""

import csv
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bench.contexte import AU, Contexte
from bench.memoire import dire_la_pointe
from bench.mesures import Mesure, chrono, meilleur
from bench.requetes import rejouer, retenues
from db.exports import exporter, rime
from db.exports.portee import Portee
from db.fichier import Fichier, creer
from db.imports import importer
from db.imports.assistant import apercevoir
from db.memoire import oublier
from relogement.exemple.exemple import exemple
from relogement.exports.ecriture import ECRIVAINS
from relogement.exports.ecriture.cible import en_place
from relogement.exports.ecriture.classeur import MASSIF
from relogement.exports.ecriture.presentation import JOUR, valeurs_de_classeur
from relogement.imports.choix import Choix
from relogement.travail import sans_avancement

APERCU = {6_000: 2.0, 110_000: 20.0}
PANDAS = "pandas.read_csv vers sqlite3, sans contrôle ni bilan"


def exporter_tout(contexte: Contexte) -> Iterator[Mesure]:
    """L'extraction de type RIME en CSV et en classeur, la saisie, l'extrait ouvert."""
    with contexte.ouvert() as fichier:
        yield _rime_csv(contexte, fichier)
        yield _controle(contexte, fichier, "csv")
        yield from _rime_xlsx(contexte, fichier)
        yield _controle(contexte, fichier, "xlsx")
        for code, extension in (
            ("saisie", "csv"),
            ("saisie", "xlsx"),
            ("agrege", "csv"),
            ("agrege", "xlsx"),
            ("bilan", "xlsx"),
            ("sqlite", "sqlite"),
        ):
            vers = (
                contexte.saisie
                if extension == "csv" and code == "saisie"
                else contexte.neuf(f"{code}.{extension}")
            )
            with fichier.lire() as session:
                oublier(session)  # le bilan ne profite pas de ce que l'extrait agrégé a compté
            secondes = chrono(partial(exporter, fichier, code, vers, au=AU))
            yield Mesure(f"Exporter « {code} » en {extension}", secondes)


def importer_la_saisie(contexte: Contexte) -> Iterator[Mesure]:
    """La saisie exportée, relue dans un projet neuf, puis relue une deuxième fois."""
    source = contexte.saisie
    court = exemple(AU)
    neuf = creer(contexte.neuf("import.relogement"), court.projet, court.charte)
    choix = Choix(nature="saisie")
    apercu = chrono(lambda: apercevoir(neuf, source, choix))
    yield Mesure("Apercevoir la saisie dans un projet neuf", apercu, cible=APERCU.get(contexte.taille))
    premier = chrono(lambda: importer(neuf, source, nature="saisie"))
    yield from dire_la_pointe("import de la saisie", contexte)
    second = chrono(lambda: importer(neuf, source, nature="saisie"))
    neuf.fermer()
    reference = chrono(lambda: _par_pandas(contexte, source))
    yield Mesure("Importer la saisie dans un projet neuf", premier, PANDAS, reference)
    yield Mesure("Importer la même saisie : rien ne change", second, PANDAS, reference)


def _sans_controle(fichier: Fichier, vers: Path) -> None:
    """Le même export, que rien ne rouvre."""
    with en_place(vers) as provisoire, fichier.lire() as session:
        portee = Portee(session, None, AU, sans_avancement)
        ECRIVAINS[vers.suffix](rime.document(portee), provisoire)


def _controle(contexte: Contexte, fichier: Fichier, extension: str) -> Mesure:
    """Ce qu'ajoute le contrôle des fuites : il rouvre le fichier et le fouille avant de le remettre."""
    vers = contexte.dossier / f"rime.{extension}"
    avec = meilleur(lambda: exporter(fichier, "rime", vers, au=AU), 2)
    sans = meilleur(lambda: _sans_controle(fichier, vers), 2)
    return Mesure(f"Exporter « rime » en {extension}, fuites contrôlées", avec, "le même sans contrôle", sans, 2)


def _rime_csv(contexte: Contexte, fichier: Fichier) -> Mesure:
    vers = contexte.neuf("rime.csv")
    with retenues(fichier.moteur) as requetes:
        _sans_controle(fichier, vers)
    notre = meilleur(lambda: _sans_controle(fichier, vers), 2)
    with contexte.sqlite() as connexion:
        nu = meilleur(lambda: _ecrire_csv(contexte, rejouer(connexion, requetes)), 2)
    return Mesure("Exporter « rime » en csv", notre, "mêmes requêtes, sqlite3 et csv.writer", nu, 5)


def _rime_xlsx(contexte: Contexte, fichier: Fichier) -> Iterator[Mesure]:
    """Lire, appliquer les règles, écrire, à côté de lire et d'écrire ; puis l'écriture seule des deux côtés."""
    vers, cible = contexte.dossier / "rime.xlsx", contexte.neuf("temoin.xlsx")
    notre = meilleur(lambda: _sans_controle(fichier, vers), 2)
    with fichier.lire() as session, retenues(fichier.moteur) as requetes:
        document = rime.document(Portee(session, None, AU, sans_avancement))
        (tableau,) = document.tableaux
        pages = list(tableau.pages)
    massif = tableau.nb_lignes > MASSIF
    nom, ecrire = ("rustpy-xlsxwriter", _par_rustpy) if massif else ("XlsxWriter", _par_xlsxwriter)
    entetes = [e.nom for e in tableau.entetes]
    lignes = [ligne for page in pages for ligne in valeurs_de_classeur(tableau.entetes, page)]
    with contexte.sqlite() as connexion:
        lu = meilleur(lambda: rejouer(connexion, requetes), 2)
    nu = meilleur(lambda: ecrire(cible, entetes, lignes), 2)
    reference = f"mêmes requêtes par sqlite3, mêmes valeurs par {nom}"
    yield Mesure("Exporter « rime » en xlsx", notre, reference, lu + nu, 1.5)
    en_memoire = replace(document, tableaux=(replace(tableau, pages=pages),))
    seul = meilleur(lambda: ECRIVAINS[".xlsx"](en_memoire, vers), 2)
    yield Mesure("… l’écriture seule, valeurs en mémoire", seul, f"{nom}, mêmes valeurs", nu, 1.5)


def _ecrire_csv(contexte: Contexte, resultats: list[list[Any]]) -> None:
    with contexte.neuf("temoin.csv").open("w", encoding="utf-8-sig", newline="") as sortie:
        ecrivain = csv.writer(sortie, delimiter=";")
        for lignes in resultats:
            ecrivain.writerows(lignes)


def _par_rustpy(chemin: Path, entetes: list[str], lignes: Sequence[Sequence[Any]]) -> None:
    from rustpy_xlsxwriter import write_worksheet

    write_worksheet((dict(zip(entetes, ligne, strict=True)) for ligne in lignes), str(chemin))


def _par_xlsxwriter(chemin: Path, entetes: list[str], lignes: Sequence[Sequence[Any]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(chemin, {"in_memory": True, "default_date_format": JOUR}) as classeur:
        feuille = classeur.add_worksheet()
        feuille.write_row(0, 0, entetes)
        for rang, ligne in enumerate(lignes, 1):
            feuille.write_row(rang, 0, ligne)


def _par_pandas(contexte: Contexte, source: Path) -> None:
    import pandas

    table = pandas.read_csv(source, sep=";", decimal=",", encoding="utf-8-sig", low_memory=False)
    with closing(sqlite3.connect(contexte.neuf("pandas.sqlite"))) as connexion:
        table.to_sql("saisie", connexion, index=False)

"""Sceller une période : garder les lignes, les chiffres et les fichiers, avec tout ce qui les a faits."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import masse
from db.baremes import periodes_ajoutees
from db.chiffres import mesurer
from db.exports import produire, rime
from db.exports.portee import Portee
from db.horloge import maintenant
from db.journal import ecriture_courante
from db.scelles.calcule import COLONNES, calcules, contenu
from db.scelles.demande import Demande, verifier
from db.scelles.tables import ExemplaireScelle, LigneScellee, PeriodeScellee
from relogement.baremes import en_toml, en_vigueur, noms
from relogement.champs import champs
from relogement.exports import EXPORTS, TABLEUR
from relogement.exports.rime.ecriture import en_toml as page_en_toml
from relogement.exports.rime.mise_en_page import mise_en_page_par_defaut
from relogement.exports.tableau import Entete as Titre
from relogement.indicateurs.indicateur import Mesure, couverture_exigee
from relogement.modeles import Charte
from relogement.scelles.empreinte import canonique, empreinte, empreinte_de_la_periode
from relogement.scelles.entete import Entete, effectifs, initiales
from relogement.travail import Avancement, sans_avancement

ACTE = "Période scellée"
# Chaque export sans nom, sous chaque forme qu'un partenaire peut recevoir.
A_SCELLER = tuple((e.code, f) for e in EXPORTS if not e.nominatif for f in e.formats if f in TABLEUR)
_LIGNE = ("periode_id", "rang", "menage_id", "contenu", "empreinte")
Lignes = list[tuple[int, str, str]]


@dataclass(frozen=True)
class _Fichier:
    export: str
    extension: str
    lignes: int
    octets: bytes


def sceller(
    session: Session, demande: Demande, *, auteur: str, avancement: Avancement = sans_avancement
) -> PeriodeScellee:
    """Garde la période dans le fichier du projet ; lève ``ErreurMetier`` si elle ne peut pas l'être."""
    verifier(session, demande)
    session.flush()
    etapes = len(A_SCELLER) + 1
    portee = Portee(session, demande.operation, demande.periode.fin, _part(avancement, 0, etapes))
    portee.verifier()
    titres, lignes = _lignes(portee, demande)
    fichiers = list(_fichiers(demande, session, avancement, etapes))
    entete = _entete(session, demande, [titre.nom for titre in titres], auteur)
    scellee = _periode(session, demande, entete, lignes, fichiers)
    session.add(scellee)
    session.flush()
    _garder(session, scellee.id, lignes, fichiers)
    return scellee


def _part(avancement: Avancement, rang: int, sur: int) -> Avancement:
    """L'avancement d'une étape parmi d'autres, rapporté à l'ensemble."""
    return lambda fait, total: avancement(rang * 1000 + 1000 * fait // max(total, 1), sur * 1000)


def _lignes(portee: Portee, demande: Demande) -> tuple[Sequence[Titre], Lignes]:
    """Une ligne par dossier exporté : son numéro, son contenu canonique, l'empreinte de ce contenu."""
    page = demande.mise_en_page or mise_en_page_par_defaut()
    ids, tableau = rime.extraction(portee, page, nom=page.feuille)
    connus = calcules(portee.session, ids, portee.au)
    rangees = (ligne for p in tableau.pages for ligne in zip(*p, strict=True))
    lignes = []
    for numero, cellules in zip(ids, rangees, strict=True):
        texte = contenu(cellules, *connus[numero])
        lignes.append((numero, texte, empreinte(f"{numero} {texte}")))
    return tableau.entetes, lignes


def _fichiers(demande: Demande, session: Session, avancement: Avancement, etapes: int) -> Iterator[_Fichier]:
    with TemporaryDirectory(prefix="scelle-") as dossier:
        for rang, (code, extension) in enumerate(A_SCELLER, 1):
            portee = Portee(session, demande.operation, demande.periode.fin, _part(avancement, rang, etapes))
            vers = Path(dossier) / f"{code}{extension}"
            nombre = produire(portee, code, vers, demande.mise_en_page)
            yield _Fichier(code, extension, nombre, vers.read_bytes())


def _entete(session: Session, demande: Demande, colonnes: list[str], auteur: str) -> Entete:
    page, fin = demande.mise_en_page or mise_en_page_par_defaut(), demande.periode.fin
    mesures = mesurer(session, fin, demande.operation)
    return Entete(
        periode=demande.periode.code,
        libelle=demande.libelle,
        operation=demande.operation,
        initiales=initiales(auteur),
        scellee_le=maintenant().isoformat(),
        programme=version_du_programme(),
        chartes=_chartes(session, fin),
        baremes=_baremes(session, fin),
        mise_en_page={"nom": demande.nom_mise_en_page, "toml": page_en_toml(page)},
        colonnes=colonnes,
        colonnes_calculees=COLONNES,
        mesures={"tous": _effectifs(mesures.tous), "titulaires": _effectifs(mesures.titulaires)},
        couverture_min=str(couverture_exigee(fin, periodes_ajoutees(session))),
    )


def _effectifs(mesures: dict[str, Mesure]) -> dict[str, Any]:
    return {code: effectifs(mesure) for code, mesure in mesures.items()}


def version_du_programme() -> str:
    try:
        return version("relogement")
    except PackageNotFoundError:  # lancé depuis ses sources
        return "sources"


def _chartes(session: Session, fin: date) -> list[dict[str, str]]:
    """Les versions déjà en vigueur : un bail se juge à celle de sa date."""
    toutes = session.scalars(select(Charte).order_by(Charte.en_vigueur_le)).all()
    versions = [charte for charte in toutes if charte.en_vigueur_le <= fin] or toutes[:1]
    return [
        {
            "libelle": charte.libelle,
            "en_vigueur_le": charte.en_vigueur_le.isoformat(),
            "empreinte": empreinte(canonique({nom: getattr(charte, nom) for nom in champs(Charte)})),
        }
        for charte in versions
    ]


def _baremes(session: Session, fin: date) -> dict[str, dict[str, str]]:
    ajouts = periodes_ajoutees(session)
    en_cours = {nom: en_vigueur(nom, fin, dossier=ajouts) for nom in noms()}
    return {
        nom: {"depuis": periode.debut.isoformat(), "empreinte": empreinte(en_toml(periode))}
        for nom, periode in en_cours.items()
        if periode is not None
    }


def _periode(
    session: Session, demande: Demande, entete: Entete, lignes: Lignes, fichiers: list[_Fichier]
) -> PeriodeScellee:
    ecrit = entete.ecrit()
    ranges = sorted(fichiers, key=lambda f: (f.export, f.extension))
    sommes = [empreinte(fichier.octets) for fichier in ranges]
    return PeriodeScellee(
        debut_le=demande.periode.debut,
        fin_le=demande.periode.fin,
        operation=demande.operation,
        libelle=demande.libelle,
        initiales=entete.initiales,
        scellee_le=datetime.fromisoformat(entete.scellee_le),
        ecriture_id=ecriture_courante(session.connection()),
        entete=ecrit,
        empreinte=empreinte_de_la_periode(ecrit, (somme for _, _, somme in lignes), sommes),
        nb_lignes=len(lignes),
    )


def _garder(session: Session, periode_id: int, lignes: Lignes, fichiers: list[_Fichier]) -> None:
    connexion = session.connection()
    rangees = ((periode_id, rang, *ligne) for rang, ligne in enumerate(lignes, 1))
    masse.ecrire(connexion, LigneScellee, _LIGNE, rangees)
    for f in fichiers:
        session.add(
            ExemplaireScelle(
                periode_id=periode_id, export=f.export, extension=f.extension, lignes=f.lignes,
                empreinte=empreinte(f.octets), contenu=zlib.compress(f.octets, 6),
            )
        )  # fmt: skip
    session.flush()

"""Sceller une période : garder les lignes, les chiffres et les fichiers, avec tout ce qui les a faits.

Tout se prépare sur une image de la base, que personne n'attend ; ce qui s'écrit entre-temps vient après le scellé,
et s'y lit comme une rectification. Seul l'enregistrement tient le tour d'écriture.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
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
from db.fichier import Fichier
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
from relogement.textes import INSECABLE
from relogement.travail import Avancement, sans_avancement

ACTE = "Période scellée"
# Chaque export sans nom, sous chaque forme qu'un partenaire peut recevoir.
A_SCELLER = tuple((e.code, f) for e in EXPORTS if not e.nominatif for f in e.formats if f in TABLEUR)
_LIGNE = ("periode_id", "rang", "menage_id", "contenu", "empreinte")
Ligne = tuple[int, str, str]


class Lignes:
    """Les lignes d'une période, comprimées page par page : 110 000 contenus tiennent en quelques mégaoctets."""

    def __init__(self) -> None:
        self._pages: list[bytes] = []
        self._nombre = 0

    def ajouter(self, lignes: Sequence[Ligne]) -> None:
        self._pages.append(zlib.compress(json.dumps(lignes).encode(), 1))
        self._nombre += len(lignes)

    def __iter__(self) -> Iterator[Ligne]:
        for page in self._pages:
            yield from ((numero, texte, somme) for numero, texte, somme in json.loads(zlib.decompress(page)))

    def __len__(self) -> int:
        return self._nombre


@dataclass(frozen=True)
class _Fichier:
    export: str
    extension: str
    lignes: int
    empreinte: str
    comprime: bytes = field(repr=False)


@dataclass(frozen=True)
class Prete:
    """Une période prête à être gardée ; ``ecriture`` : la dernière que son image de la base connaissait."""

    demande: Demande
    entete: Entete
    lignes: Lignes = field(repr=False)
    fichiers: tuple[_Fichier, ...] = field(repr=False)
    ecriture: int


def sceller(fichier: Fichier, demande: Demande, avancement: Avancement = sans_avancement) -> PeriodeScellee:
    """Prépare la période, puis l'enregistre."""
    with fichier.lire() as session:
        prete = preparer(session, avancement, demande=demande, auteur=fichier.auteur)
    with fichier.ecrire(acte(demande)) as session:
        return enregistrer(session, prete)


def acte(demande: Demande) -> str:
    """« Période scellée : 3ᵉ trimestre 2026 », comme le journal le garde."""
    return f"{ACTE}{INSECABLE}: {demande.libelle}"


def preparer(
    session: Session, avancement: Avancement = sans_avancement, *, demande: Demande, auteur: str
) -> Prete:
    """Calcule tout ce que la période gardera, sans rien écrire ; lève ``ErreurMetier`` si rien ne peut l'être."""
    verifier(session, demande)
    etapes = len(A_SCELLER) + 1
    portee = Portee(session, demande.operation, demande.periode.fin, _part(avancement, 0, etapes))
    portee.verifier()
    titres, lignes = _lignes(portee, demande)
    fichiers = tuple(_fichiers(demande, session, avancement, etapes))
    entete = _entete(session, demande, [titre.nom for titre in titres], auteur)
    return Prete(demande, entete, lignes, fichiers, ecriture_courante(session.connection()))


def enregistrer(session: Session, prete: Prete) -> PeriodeScellee:
    """Garde la période dans le fichier du projet, si personne ne l'a close entre-temps."""
    verifier(session, prete.demande)
    scellee = _periode(prete)
    session.add(scellee)
    session.flush()
    _garder(session, scellee.id, prete)
    return scellee


def _part(avancement: Avancement, rang: int, sur: int) -> Avancement:
    """L'avancement d'une étape parmi d'autres, rapporté à l'ensemble."""
    return lambda fait, total: avancement(rang * 1000 + 1000 * fait // max(total, 1), sur * 1000)


def _lignes(portee: Portee, demande: Demande) -> tuple[Sequence[Titre], Lignes]:
    """Une ligne par dossier exporté : son numéro, son contenu canonique, l'empreinte de ce contenu."""
    page = demande.mise_en_page or mise_en_page_par_defaut()
    ids, tableau = rime.extraction(portee, page, nom=page.feuille)
    lignes, suite = Lignes(), iter(ids)
    for lue in tableau.pages:
        rangees = list(zip(*lue, strict=True))
        voulus = list(islice(suite, len(rangees)))
        connus = calcules(portee.session, voulus, portee.au)
        lignes.ajouter([_ligne(n, contenu(c, *connus[n])) for n, c in zip(voulus, rangees, strict=True)])
    return tableau.entetes, lignes


def _ligne(numero: int, texte: str) -> Ligne:
    return numero, texte, empreinte(f"{numero} {texte}")


def _fichiers(demande: Demande, session: Session, avancement: Avancement, etapes: int) -> Iterator[_Fichier]:
    with TemporaryDirectory(prefix="scelle-") as dossier:
        for rang, (code, extension) in enumerate(A_SCELLER, 1):
            portee = Portee(session, demande.operation, demande.periode.fin, _part(avancement, rang, etapes))
            vers = Path(dossier) / f"{code}{extension}"
            nombre = produire(portee, code, vers, demande.mise_en_page)
            avancement((rang + 1) * 1000, etapes * 1000)
            octets = vers.read_bytes()
            yield _Fichier(code, extension, nombre, empreinte(octets), zlib.compress(octets, 6))


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


def _periode(prete: Prete) -> PeriodeScellee:
    demande, ecrit = prete.demande, prete.entete.ecrit()
    sommes = [fichier.empreinte for fichier in sorted(prete.fichiers, key=lambda f: (f.export, f.extension))]
    return PeriodeScellee(
        debut_le=demande.periode.debut,
        fin_le=demande.periode.fin,
        operation=demande.operation,
        libelle=demande.libelle,
        initiales=prete.entete.initiales,
        scellee_le=datetime.fromisoformat(prete.entete.scellee_le),
        ecriture_id=prete.ecriture,
        entete=ecrit,
        empreinte=empreinte_de_la_periode(ecrit, (somme for _, _, somme in prete.lignes), sommes),
        nb_lignes=len(prete.lignes),
    )


def _garder(session: Session, periode_id: int, prete: Prete) -> None:
    rangees = ((periode_id, rang, *ligne) for rang, ligne in enumerate(prete.lignes, 1))
    masse.ecrire(session.connection(), LigneScellee, _LIGNE, rangees)
    session.add_all(
        ExemplaireScelle(
            periode_id=periode_id, export=f.export, extension=f.extension, lignes=f.lignes, empreinte=f.empreinte,
            contenu=f.comprime,
        )
        for f in prete.fichiers
    )  # fmt: skip
    session.flush()

"""Lire les faits d'un projet à une date, et en faire l'agrégat que l'on peut donner."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.baremes import periodes_ajoutees
from db.chiffres import mesurer_par_operation
from db.exports.agregat.parcours import CRITERES, requete
from db.exports.agregat.profil import profils
from db.exports.agregat.refus import offres_par_menage
from db.exports.portee import Portee
from db.operations import nom_du_projet, operations
from db.tableaux.avancement import ETAPES
from relogement.agrege import Agregat, Cadre, Faits, Fiche, agreger
from relogement.agrege.profils import AUTRES_BAILLEURS
from relogement.charte import Charte, charte_au
from relogement.indicateurs.criteres import dans_la_base
from relogement.indicateurs.indicateur import couverture_exigee
from relogement.modeles import Bilan
from relogement.nomenclatures import Critere
from relogement.rapprochement import cle
from relogement.travail import Avancement

CONNU = (Critere.OUI, Critere.NON)
BAILLEURS = ("BAILLEUR_AV", "BAILLEUR_AP")
CODES = tuple(indicateur.code for indicateur in CRITERES)


def agregat(session: Session, au: date, avancement: Avancement) -> Agregat:
    """Tout le projet, même pour n'en montrer qu'une opération : le masque est le même pour tous les fichiers."""
    return agreger(faits(session, au, avancement))


def faits(session: Session, au: date, avancement: Avancement) -> Faits:
    """Un ménage par fiche, les offres, et les logements vidés de chaque opération."""
    lignes = session.execute(requete(au)).all()
    lus = list(profils(Portee(session, None, au, avancement), [ligne.menage_id for ligne in lignes]))
    noms = _noms_des_bailleurs(lus)
    fiches = [_fiche(ligne, profil, noms, au) for ligne, profil in zip(lignes, lus, strict=True)]
    return Faits(cadre(session, au), fiches, offres_par_menage(session, au), _logements(session, au))


def cadre(session: Session, au: date) -> Cadre:
    """Les opérations, les seuils, les objectifs et les motifs de la charte en vigueur."""
    charte = charte_au(session.scalars(select(Charte)).all(), au)
    return Cadre(
        projet=nom_du_projet(session),
        au=au,
        operations={o.code: o.libelle for o in operations(session)},
        charte=charte.libelle,
        charte_du=charte.en_vigueur_le,
        seuil_revenu=charte.seuil_secret_revenu,
        seuil_effectif=charte.seuil_secret_effectif,
        couverture_min=couverture_exigee(au, periodes_ajoutees(session)),
        objectifs={code: Decimal(str(taux)) for code, taux in charte.objectifs.items()},
        motifs={motif["code"]: motif["libelle"] for motif in charte.motifs},
        etapes={etape.cle: etape.libelle for etape in ETAPES},
        a_verifier=_a_verifier(session, au),
    )


def _a_verifier(session: Session, au: date) -> int:
    douteux = select(func.count()).select_from(Bilan).where(dans_la_base(au), Bilan.qpv_a_verifier.is_(True))
    return session.scalar(douteux) or 0


def _fiche(ligne: Row[Any], profil: Mapping[str, str], noms: Mapping[str, str], au: date) -> Fiche:
    criteres: dict[str, Critere | None] = dict(zip(CODES, ligne[-len(CODES) :], strict=True))
    relogee = criteres["NEUF"] is not None
    return Fiche(
        operation=ligne.code,
        titulaire=ligne.titulaire,
        criteres=criteres,
        etape=ligne.rang,
        mois=ligne.mois if relogee else None,
        rac=(ligne.rac_av, ligne.rac_ap) if None not in (ligne.rac_av, ligne.rac_ap) else None,
        offres=ligne.nb_offres,
        delais=dict(_delais(ligne, au)),
        profil=profil,
        bailleurs=_bailleurs(profil, noms, compare=criteres["INTERBAILLEUR"] in CONNU),
    )


def _delais(ligne: Row[Any], au: date) -> Iterator[tuple[str, int]]:
    for code, debut, fin in (
        ("ENQUETE_OFFRE", ligne.enquete_le, ligne.offre_le),
        ("OFFRE_BAIL", ligne.offre_le, ligne.bail_le),
    ):
        if debut is not None and fin is not None and fin <= au:
            yield code, (fin - debut).days


def _noms_des_bailleurs(profils: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Un bailleur écrit de deux façons n'en est qu'un : la plus fréquente le nomme."""
    ecrits = Counter(nom for p in profils for code in BAILLEURS if (nom := p.get(code)))
    choisis: dict[str, str] = {}
    for nom, _ in sorted(ecrits.items(), key=lambda trouve: (-trouve[1], trouve[0])):
        choisis.setdefault(cle(nom), nom)
    return choisis


def _bailleurs(
    profil: Mapping[str, str], noms: Mapping[str, str], *, compare: bool
) -> tuple[str | None, str | None]:
    """L'ancien et le nouveau ; comparés mais illisibles ici, ils comptent parmi les autres."""
    defaut = AUTRES_BAILLEURS if compare else None
    ancien, nouveau = (profil.get(code) for code in BAILLEURS)
    return noms[cle(ancien)] if ancien else defaut, noms[cle(nouveau)] if nouveau else defaut


def _logements(session: Session, au: date) -> dict[str, tuple[int, int]]:
    mesures = mesurer_par_operation(session, au)
    liberations = {code: m.tous["LIBERATION"] for code, m in mesures.items()}
    return {code: (liberation.oui, liberation.non) for code, liberation in liberations.items()}

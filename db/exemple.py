"""Écrire le projet fictif dans une base neuve."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from db.exemple_cellule import preparer_celle_du_jour, raconter
from db.exemple_consultations import consulter
from db.exemple_pieces import joindre
from db.exemple_quartiers import charger
from db.fichier import Fichier, creer
from db.masse import inserer, reserver
from db.partage.accueils import enregistrer_accueils
from relogement.equilibre.residence import MesureDeResidence
from relogement.exemple.equilibre import occupation
from relogement.exemple.exemple import exemple
from relogement.exemple.gabarits import LIENS, colonnes
from relogement.exemple.grand import grand_exemple, operations
from relogement.exemple.operations import accueils, communes_de_depart
from relogement.operation import Operation
from relogement.travail import Avancement, sans_avancement

AUTEUR = "Samira Kaddour"


def construire(
    base: Path | str,
    *,
    au: date,
    menages: int | None = None,
    auteur: str = AUTEUR,
    avancement: Avancement = sans_avancement,
) -> Fichier:
    """Crée la base du projet fictif, vu ce jour-là ; ``menages`` en demande une grande, remplie en masse."""
    raconte = exemple(au)
    fichier = creer(base, raconte.projet, raconte.charte, auteur=auteur)
    try:
        with fichier.ecrire("Projet fictif", avancement=avancement) as session:
            session.add(raconte.organisme)
            if menages is None:
                objets = (raconte.communes, raconte.operations, raconte.vacants, raconte.menages, raconte.rappels)
                session.add_all([objet for liste in objets for objet in liste])
                session.flush()
                joindre(session, au, auteur=auteur)
                raconter(session, au)
                occuper(session, au)
                consulter(session, au, auteur=auteur)  # ses partenaires sont ceux de la cellule
            else:
                remplir(session, au, menages)
            charger(session)
            enregistrer_accueils(session, accueils())
        if menages is None:  # les critères regardent les bilans : ils viennent d'être faits
            with fichier.ecrire("Cellule du jour préparée") as session:
                preparer_celle_du_jour(session, au)
    except BaseException:
        fichier.fermer()
        raise
    return fichier


def occuper(session: Session, au: date) -> None:
    """Ce que les bailleurs disent de leurs résidences."""
    for residence, mesures in occupation(au):
        session.add(residence)
        session.flush()
        session.add_all(MesureDeResidence(residence_id=residence.id, **asdict(mesure)) for mesure in mesures)


def remplir(session: Session, au: date, menages: int) -> None:
    """Ajoute exactement ce nombre de dossiers, table par table."""
    grand, connexion = grand_exemple(au, menages), session.connection()
    ajoutees = operations(grand)
    session.add_all([*ajoutees, *communes_de_depart()])
    session.flush()
    premiers = {modele: reserver(connexion, modele, grand.effectif(modele)).start for modele in LIENS}
    premiers[Operation] = min(operation.id for operation in ajoutees)
    for modele in LIENS:
        inserer(connexion, modele, colonnes(modele), grand.lignes(modele, premiers))

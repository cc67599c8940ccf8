"""Écrire le tableau des résidences des partenaires, relu et fouillé avant de prendre son nom."""

from datetime import date
from pathlib import Path

from db.chartes import charte_en_vigueur
from db.equilibre.lecture import lire_parc
from db.exports.interne import epargner_la_base
from db.fichier import Fichier
from db.fuites import exiger
from relogement.equilibre.partenaires import document
from relogement.equilibre.reglages import reglages_equilibre
from relogement.equilibre.table import Perimetre
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture import ECRIVAINS
from relogement.exports.ecriture.cible import en_place
from relogement.exports.export import TABLEAUX
from relogement.textes import pluriel


def exporter_residences(fichier: Fichier, au: date, perimetre: Perimetre, vers: Path) -> str:
    """Écrit, relit, fouille, puis dit ce qui a été écrit ; tout ou rien."""
    if vers.suffix.lower() not in TABLEAUX:
        raise ErreurMetier(f"« {vers.name} » doit finir par {' ou '.join(TABLEAUX)}.")
    epargner_la_base(fichier, vers)
    with en_place(vers) as provisoire, fichier.lire() as session:
        reglages = reglages_equilibre(charte_en_vigueur(session, au))
        ecrit = document(lire_parc(session), perimetre, reglages, au)
        if not ecrit.tableaux[0].nb_lignes:
            raise ErreurMetier("Aucune résidence à montrer : importez d’abord le tableau d’un bailleur.")
        ECRIVAINS[vers.suffix.lower()](ecrit, provisoire)
        rapport = exiger(session, provisoire, document=ecrit, au=au, nom=vers.name, auteur=fichier.auteur)
    return f"{pluriel(ecrit.tableaux[0].nb_lignes, 'résidence')} dans {vers.name}. {rapport.phrase}"

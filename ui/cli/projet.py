"""Créer, vérifier, sauvegarder et restaurer un projet."""

import argparse
import sys
from pathlib import Path

from db import bilans, dialecte
from db.colonnes_locales import defauts_des_colonnes
from db.engagements import enregistrer_engagements
from db.fichier import creer
from db.partage.accueils import enregistrer_accueils
from db.sauvegarde import restaurer, sauvegarder
from db.scelles.controle import alterations
from relogement.charte_fichier import charte_par_defaut, lire_charte
from relogement.communes import commune
from relogement.engagements_fichier import lire_engagements
from relogement.erreurs import ErreurMetier
from relogement.geographie import departement_du_code
from relogement.nomenclatures import ZonePlafond
from relogement.partage.fichier import lire_accueils
from relogement.projet import Projet
from relogement.regles.localisation import generation_du_code
from relogement.textes import pluriel
from ui.cli.verbe import Verbe, base_ouverte, fichier_existant, option_base


def _options_nouveau(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("base", metavar="BASE", help="fichier .relogement à créer, ou adresse postgresql://")
    sous.add_argument("--projet", required=True, metavar="NOM", help="nom du projet")
    sous.add_argument("--qpv", required=True, metavar="CODE", help="QPV du projet, par exemple QP066007")
    sous.add_argument("--zone-apl", required=True, type=int, choices=(1, 2, 3), help="zone APL de la commune")
    sous.add_argument("--zone-plafond", required=True, choices=[z.value for z in ZonePlafond])
    sous.add_argument("--commune", metavar="INSEE", help="code INSEE de la commune du projet")
    sous.add_argument("--charte", metavar="FICHIER.toml", help="charte locale ; par défaut celle du programme")


def _nouveau(demande: argparse.Namespace) -> int:
    if generation_du_code(demande.qpv) is None:
        raise ErreurMetier(
            f"« {demande.qpv} » n’est pas un code de QPV : QP et six chiffres (2015), "
            "ou QN, cinq chiffres et I, M ou N (2024)."
        )
    projet = Projet(
        nom=demande.projet,
        code_qpv=demande.qpv,
        departement=departement_du_code(demande.qpv),
        commune_insee=_commune(demande.commune),
        zone_apl=demande.zone_apl,
        zone_plafond=ZonePlafond(demande.zone_plafond),
        cle_pseudonymes="",
    )
    texte = _texte_de_charte(demande.charte)
    charte = charte_par_defaut() if texte is None else lire_charte(texte)
    promis, accueils = lire_engagements(texte or ""), lire_accueils(texte or "")
    fichier = creer(demande.base, projet, charte)
    if promis or accueils:
        with fichier.ecrire("Engagements des bailleurs") as session:
            enregistrer_engagements(session, promis)
            enregistrer_accueils(session, accueils)
    fichier.fermer()
    print(f"Projet « {demande.projet} » créé.")
    return 0


def _commune(insee: str | None) -> str | None:
    if insee is not None and commune(insee) is None:
        raise ErreurMetier(f"« {insee} » n’est le code INSEE d’aucune commune. Exemple : 66136 pour Perpignan.")
    return insee


def _texte_de_charte(chemin: str | None) -> str | None:
    if chemin is None:
        return None
    try:
        return fichier_existant(chemin).read_text("utf-8-sig")
    except UnicodeDecodeError as erreur:
        raise ErreurMetier(
            f"« {Path(chemin).name} » n’est pas un texte UTF-8. Enregistrez-le en UTF-8."
        ) from erreur


def _verifier(demande: argparse.Namespace) -> int:
    """Intégrité du fichier, liens, chaque bilan gardé contre un bilan frais, chaque période close."""
    with base_ouverte(demande) as fichier, fichier.lire() as session:
        defauts = dialecte.integrite(session.connection())
        defauts += bilans.differences(session.connection())
        defauts += alterations(session)
        defauts += defauts_des_colonnes(session.connection())
    for defaut in defauts:
        print(defaut, file=sys.stderr)
    print("Tout est en ordre." if not defauts else f"{pluriel(len(defauts), 'défaut')} à corriger.")
    return 1 if defauts else 0


def _options_vers(sous: argparse.ArgumentParser) -> None:
    option_base(sous)
    sous.add_argument("--vers", required=True, metavar="FICHIER", help="où écrire la sauvegarde")


def _sauvegarder(demande: argparse.Namespace) -> int:
    with base_ouverte(demande) as fichier:
        dossiers = sauvegarder(fichier.moteur, fichier.base, Path(demande.vers))
    print(f"Sauvegarde faite, rouverte et vérifiée : {pluriel(dossiers, 'dossier')}.")
    return 0


def _options_restaurer(sous: argparse.ArgumentParser) -> None:
    sous.add_argument("sauvegarde", metavar="SAUVEGARDE", help="la sauvegarde à remettre en place")
    sous.add_argument("--base", required=True, metavar="BASE", help="le fichier à remplacer, gardé à côté")


def _restaurer(demande: argparse.Namespace) -> int:
    dossiers = restaurer(fichier_existant(demande.sauvegarde), Path(demande.base))
    print(f"Sauvegarde restaurée et vérifiée : {pluriel(dossiers, 'dossier')}.")
    return 0


NOUVEAU = Verbe("nouveau", "Crée un projet vide.", _options_nouveau, _nouveau)
VERIFIER = Verbe("verifier", "Contrôle l’intégrité, les bilans et les périodes closes.", option_base, _verifier)
SAUVEGARDER = Verbe(
    "sauvegarder", "Copie un projet et prouve la copie en la rouvrant.", _options_vers, _sauvegarder
)
RESTAURER = Verbe("restaurer", "Remet une sauvegarde à la place d’un projet.", _options_restaurer, _restaurer)

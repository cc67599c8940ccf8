"""Fusionner des seuils du premier quartile : un arrêté corrige le sien, aucun n'est retiré."""

from sqlalchemy import select

from db.imports.chantier import Chantier
from db.seuils_q1 import SeuilImporte, seuils_q1
from relogement.imports.anomalies import Gravite
from relogement.imports.resultat import Lecture
from relogement.imports.seuils_q1 import SeuilLu
from relogement.modeles import Projet


def fusionner_seuils_q1(chantier: Chantier, lecture: Lecture[SeuilLu]) -> None:
    """Ajoute les seuils nouveaux, met à jour ceux dont le montant ou le texte change."""
    for paquet in chantier.paquets(lecture.objets):
        connus = {
            (f.epci, f.annee): f
            for f in chantier.lire(SeuilImporte, SeuilImporte.epci.in_({lu.epci for lu in paquet}))
        }
        for lu in paquet:
            ligne, seuil = chantier.reprendre(lu, f"{lu.epci}, {lu.annee}"), connus.get((lu.epci, lu.annee))
            valeurs = {"montant": lu.seuil.montant, "texte": lu.seuil.texte}
            if seuil is None:
                ligne.creer(SeuilImporte, principal=True, epci=lu.epci, annee=lu.annee, **valeurs)
            else:
                ligne.poser(seuil, valeurs)
        chantier.trancher()
    _situer_le_projet(chantier, {lu.epci for lu in lecture.objets})
    _dire_si_aucun_ne_vaut(chantier, lecture)


def _situer_le_projet(chantier: Chantier, lus: set[str]) -> None:
    """Un projet sans intercommunalité connue prend celle du fichier s'il n'en a qu'une, et le rapport le dit."""
    if seuils_q1(chantier.session).epci is None and len(lus) == 1:
        (epci,) = lus
        if chantier.ecrit:
            chantier.session.scalars(select(Projet)).one().epci = epci
            chantier.session.flush()
        dit = f"L’intercommunalité du projet était inconnue : c’est désormais {epci}."
        chantier.dire("", None, None, Gravite.AVERTISSEMENT, dit)


def _dire_si_aucun_ne_vaut(chantier: Chantier, lecture: Lecture[SeuilLu]) -> None:
    """Importer les seuils d'à côté ne donne pas le quartile : on le dit tout de suite."""
    du_projet, lus = seuils_q1(chantier.session), {lu.epci for lu in lecture.objets}
    if du_projet.epci is None and len(lus) > 1:
        dit = "L’intercommunalité du projet est inconnue : importez d’abord un fichier qui n’a qu’elle."
        chantier.dire("", None, None, Gravite.AVERTISSEMENT, dit)
    elif du_projet.epci is not None and not du_projet.seuils and du_projet.epci not in lus:
        dit = f"Aucun de ces seuils n’est celui de {du_projet.epci}, l’EPCI du projet."
        chantier.dire("", None, None, Gravite.AVERTISSEMENT, dit)

"""Lire la liste des numéros uniques d'un bailleur : chaque ligne entre, ou est écartée avec sa raison."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from relogement.imports.anomalies import Gravite
from relogement.imports.lecture import Classeur, Ligne
from relogement.imports.numeros.colonnes import LEXIQUE
from relogement.imports.numeros.ligne import NumeroLu
from relogement.imports.numeros.nir import refuser_les_nir
from relogement.imports.numeros.valeurs import etat_et_motif, identite, motif_de_radiation, relogement_anru
from relogement.imports.rangees import Rangee, rangees
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.tableaux import tableaux
from relogement.imports.valeurs import ValeurIllisible, date_ou_annee, jour, texte_propre
from relogement.numero_sne import EtatDemande
from relogement.rapprochement import cle
from relogement.rapprochement_sne import defaut_du_numero, numero_propre

CHIFFRES_MIN = 6


def lire_numeros(classeur: Classeur) -> Lecture[NumeroLu]:
    """Les numéros lisibles, dans l'ordre du fichier."""
    carnet, lus = Carnet(), list[NumeroLu]()
    for tableau in tableaux(classeur, LEXIQUE, carnet):
        refuser_les_nir(classeur, tableau)
        position = tableau.entete.index["numero"]
        admise = lambda ligne, ou=position: _porte_un_numero(ligne, ou)  # noqa: E731
        for rangee in rangees(tableau.feuille, tableau.entete, carnet, "numero", admise=admise):
            if (lu := _lu(rangee)) is not None:
                lus.append(lu)
    carnet.exiger(classeur.nom, "numéro")
    return carnet.lecture(departages(lus, carnet))


def departages(lus: Sequence[NumeroLu], carnet: Carnet) -> list[NumeroLu]:
    """Un numéro écrit deux fois : d'une même personne, la ligne la plus récente reste ; de deux, aucune."""
    par_numero: dict[tuple[str, str], list[NumeroLu]] = defaultdict(list)
    for lu in lus:
        par_numero[lu.numero, cle(lu.bailleur or "")].append(lu)
    gardes = []
    for memes in par_numero.values():
        if len({_qui(lu) for lu in memes if _qui(lu)}) > 1:
            _ecarter_tous(memes, carnet)
        else:
            garde = max(memes, key=_recence)
            gardes.append(garde)
            _dire_les_autres([lu for lu in memes if lu is not garde], garde, carnet)
    return sorted(gardes, key=lambda lu: (lu.feuille, lu.ligne))


def _qui(lu: NumeroLu) -> tuple[str, str] | None:
    """La personne, à la casse et aux accents près ; rien si la ligne ne la dit pas."""
    return (
        (cle(f"{lu.nom} {lu.prenom or ''}"), str(lu.naissance_le or lu.naissance_annee or "")) if lu.nom else None
    )


def _recence(lu: NumeroLu) -> tuple[bool, str, int]:
    """Une demande radiée est plus avancée qu'une active ; puis la dernière date, puis la dernière ligne."""
    dates = (lu.radiee_le, lu.bail_le, lu.renouvele_le, lu.depose_le)
    return lu.etat is EtatDemande.RADIEE, max((str(d) for d in dates if d), default=""), lu.ligne


def _ecarter_tous(memes: Iterable[NumeroLu], carnet: Carnet) -> None:
    ou = ", ".join(str(lu.ligne) for lu in memes)
    for lu in memes:
        carnet.feuille = lu.feuille
        message = f"Le même numéro est donné à plusieurs personnes (lignes {ou}) : aucune n’est retenue. "
        carnet.ecarter(lu.ligne, "Numéro unique", f"{message}Demandez au bailleur laquelle est la bonne.")


def _dire_les_autres(autres: Iterable[NumeroLu], garde: NumeroLu, carnet: Carnet) -> None:
    for lu in autres:
        carnet.feuille = lu.feuille
        message = (
            f"Numéro déjà donné, pour la même personne, ligne {garde.ligne} : la ligne la plus récente est gardée."
        )
        carnet.ecarter(lu.ligne, "Numéro unique", message, Gravite.INFO)


def _porte_un_numero(ligne: Ligne, position: int) -> bool:
    cellule = ligne.cellules[position] if position < len(ligne.cellules) else ""
    return sum(signe.isdigit() for signe in cellule) >= CHIFFRES_MIN


def _lu(rangee: Rangee) -> NumeroLu | None:
    numero = rangee.valeur("numero", _numero)
    naissance = rangee.valeur("naissance", date_ou_annee, souple=True)
    nom, prenom = identite(rangee.texte("nom"), rangee.texte("prenom"))
    etat, motif = etat_et_motif(rangee.texte("etat"))
    if rangee.texte("etat") and etat is None:
        rangee.avertir("etat", "État de la demande pas reconnu : écrivez active ou radiée. Il est laissé inconnu.")
    radiee_le = rangee.valeur("radiee_le", jour, souple=True)
    if numero is None:
        return None
    return NumeroLu(
        feuille=rangee.carnet.feuille,
        ligne=rangee.numero,
        numero=numero,
        nom=nom,
        prenom=prenom,
        naissance_le=naissance if isinstance(naissance, date) else None,
        naissance_annee=naissance if isinstance(naissance, int) else None,
        ug=texte_propre(rangee.texte("ug")),
        bailleur=texte_propre(rangee.texte("bailleur")),
        depose_le=rangee.valeur("depose_le", jour, souple=True),
        renouvele_le=rangee.valeur("renouvele_le", jour, souple=True),
        etat=EtatDemande.RADIEE if radiee_le else etat,
        radiee_le=radiee_le,
        motif_radiation=motif_de_radiation(rangee.texte("motif_radiation")) or motif,
        bail_le=rangee.valeur("bail_le", jour, souple=True),
        attribue_par=texte_propre(rangee.texte("attribue_par")),
        relogement_anru=relogement_anru(rangee.texte("relogement_anru")),
    )


def _numero(texte: str) -> str:
    if defaut := defaut_du_numero(texte):
        raise ValeurIllisible(texte, defaut)
    return numero_propre(texte)

"""Ce qu'un champ ne peut pas valoir : naissance future, téléphone en lettres, montant négatif, deux titulaires."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.champs import champs
from relogement.communes import commune
from relogement.controles.remarque import Remarque
from relogement.controles.texte_libre import NIR_REFUSE, mots_a_eviter, porte_un_nir
from relogement.geographie.coordonnees import defaut_de_coordonnees
from relogement.logement import LogementOffert
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Lien
from relogement.relogement import Relogement
from relogement.ressource import Ressource
from relogement.textes import INSECABLE, jour

AGE_MAXIMUM = 120
LONGUEUR_NUMERO_UNIQUE = 18
ANNEES_DE_REVENUS = 10
CATEGORIES = range(1, 21)
Valeurs = Mapping[str, Any]
FUTUR = f"Cette date est dans le futur{INSECABLE}: corrigez-la."
NEGATIF = "Un montant est positif ou nul : corrigez le signe."
TELEPHONE = "Un téléphone s’écrit en chiffres, par exemple 06 12 34 56 78."
PERSONNE = f"Un ménage compte au moins une personne{INSECABLE}: corrigez le nombre."
DEUX_TITULAIRES = (
    "Ce ménage a déjà un titulaire : dites « Cotitulaire » ou « Conjoint », ou changez d’abord l’autre."
)
PASSES = ("entree_bail_le", "informe_le", "enquete_le", "sne_le", "premiere_offre_le", "sorti_le")
_SEPARATEURS = re.compile(r"[/;,]")
_HORS_CHIFFRES = re.compile(r"[\s.\-()+\u00a0\u202f]")


def remarques(modele: type, valeurs: Valeurs, *, au: date) -> list[Remarque]:
    """Ce qui ne va pas dans ces valeurs ; un champ absent ou vide ne dit rien."""
    propres = _PROPRES.get(modele)
    dites = [*_generales(modele, valeurs)]
    return dites + ([*propres(valeurs, au)] if propres else [])


def remarques_sur_les_liens(liens: Iterable[Lien | None]) -> list[Remarque]:
    """Un titulaire par dossier, et un seul."""
    titulaires = sum(lien is Lien.TITULAIRE for lien in liens)
    return [Remarque(("lien",), DEUX_TITULAIRES)] if titulaires > 1 else []


def _generales(modele: type, valeurs: Valeurs) -> Iterator[Remarque]:
    """Ce qui vaut de tout montant et de tout texte libre."""
    for nom, faits in champs(modele).items():
        valeur = valeurs.get(nom)
        if faits.unite == "€" and isinstance(valeur, Decimal) and valeur < 0:
            yield Remarque((nom,), NEGATIF)
        if faits.libre and isinstance(valeur, str):
            if porte_un_nir(valeur):
                yield Remarque((nom,), NIR_REFUSE)
            elif phrase := mots_a_eviter(valeur):
                yield Remarque((nom,), phrase, bloque=False)


def _de_la_personne(valeurs: Valeurs, au: date) -> Iterator[Remarque]:
    ne_le, annee = valeurs.get("naissance_le"), valeurs.get("naissance_annee")
    if ne_le is not None and ne_le > au:
        yield Remarque(("naissance_le",), f"La naissance est dans le futur{INSECABLE}: corrigez la date.")
    if ne_le is not None and ne_le.year < au.year - AGE_MAXIMUM:
        yield Remarque(("naissance_le",), f"Plus de {AGE_MAXIMUM} ans{INSECABLE}: corrigez l’année de naissance.")
    if annee is not None and not au.year - AGE_MAXIMUM <= annee <= au.year:
        yield Remarque(("naissance_annee",), f"Cette année de naissance est impossible{INSECABLE}: corrigez-la.")
    elif annee is not None and ne_le is not None and annee != ne_le.year:
        phrase = f"L’année ne va pas avec la date du {jour(ne_le)}{INSECABLE}: gardez l’une des deux."
        yield Remarque(("naissance_annee", "naissance_le"), phrase)


def _du_menage(valeurs: Valeurs, au: date) -> Iterator[Remarque]:
    for nom in PASSES:
        if valeurs.get(nom) is not None and valeurs[nom] > au:
            yield Remarque((nom,), FUTUR)
    entree, sortie = valeurs.get("entree_bail_le"), valeurs.get("sorti_le")
    if entree is not None and sortie is not None and sortie < entree:
        phrase = (
            f"La sortie précède l’entrée dans le logement, le {jour(entree)}{INSECABLE}: corrigez l’une des deux."
        )
        yield Remarque(("sorti_le", "entree_bail_le"), phrase)
    if (dit := valeurs.get("telephone")) and not _est_un_telephone(dit):
        yield Remarque(("telephone",), TELEPHONE)
    yield from _de_l_effectif(valeurs)
    numero = valeurs.get("numero_unique")
    if numero and len(numero) != LONGUEUR_NUMERO_UNIQUE:
        combien = f"{LONGUEUR_NUMERO_UNIQUE} caractères{INSECABLE}: il y en a {len(numero)} ici."
        yield Remarque(("numero_unique",), f"Un numéro unique compte {combien}")
    annee = valeurs.get("rfr_annee")
    if annee is not None and not au.year - ANNEES_DE_REVENUS <= annee < au.year:
        phrase = (
            f"Les revenus de {annee} ne sont pas encore déclarés, ou trop anciens{INSECABLE}: corrigez l’année."
        )
        yield Remarque(("rfr_annee",), phrase)
    categorie = valeurs.get("categorie_plafond")
    if categorie is not None and categorie not in CATEGORIES:
        yield Remarque(("categorie_plafond",), "Une catégorie va de 1 à 6, puis une de plus par personne.")


def _de_l_effectif(valeurs: Valeurs) -> Iterator[Remarque]:
    nombre, jeunes = valeurs.get("nb_personnes"), valeurs.get("nb_moins_14")
    if nombre is not None and nombre < 1:
        yield Remarque(("nb_personnes",), PERSONNE)
    if jeunes is not None and jeunes < 0:
        yield Remarque(("nb_moins_14",), "Un nombre de personnes est positif ou nul.")
    elif jeunes is not None and nombre is not None and nombre > 0 and jeunes >= nombre:
        phrase = f"Il reste au moins une personne de 14 ans ou plus{INSECABLE}: corrigez l’un des deux nombres."
        yield Remarque(("nb_moins_14", "nb_personnes"), phrase)


def _du_relogement(valeurs: Valeurs, au: date) -> Iterator[Remarque]:
    entree, retour = valeurs.get("entree_le"), valeurs.get("retour_prevu_le")
    if entree is not None and retour is not None and retour < entree:
        phrase = f"Le retour précède l’entrée, le {jour(entree)}{INSECABLE}: corrigez l’une des deux dates."
        yield Remarque(("retour_prevu_le", "entree_le"), phrase)


def _de_la_ressource(valeurs: Valeurs, au: date) -> Iterator[Remarque]:
    mois = valeurs.get("mois")
    if mois is not None and mois > au:
        yield Remarque(("mois",), "Ce mois n’est pas encore venu.")


def _du_logement_offert(valeurs: Valeurs, au: date) -> Iterator[Remarque]:
    """Sa commune existe, et ses coordonnées y sont."""
    insee, lon, lat = valeurs.get("commune_insee"), valeurs.get("lon"), valeurs.get("lat")
    if insee and commune(insee) is None:
        phrase = f"Ce n’est pas un code Insee de commune{INSECABLE}: un code postal n’en est pas un."
        yield Remarque(("commune_insee",), phrase)
        insee = None
    if (defaut := defaut_de_coordonnees(lon, lat, insee)) is not None:
        premier = "lat" if lat is None else "lon"
        yield Remarque((premier, *({"lon", "lat"} - {premier}), "commune_insee"), defaut)


def _est_un_telephone(dit: str) -> bool:
    """Un ou plusieurs numéros de 8 à 15 chiffres, séparés par « / », « , » ou « ; »."""
    numeros = [_HORS_CHIFFRES.sub("", numero) for numero in _SEPARATEURS.split(dit)]
    return all(numero.isdigit() and 8 <= len(numero) <= 15 for numero in numeros)


_PROPRES: Mapping[type, Callable[[Valeurs, date], Iterator[Remarque]]] = {
    Personne: _de_la_personne,
    Menage: _du_menage,
    Relogement: _du_relogement,
    Ressource: _de_la_ressource,
    LogementOffert: _du_logement_offert,
}

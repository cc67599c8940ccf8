"""Ce que chaque source contient, dit à qui compose sa mise en page."""

from relogement.exports.rime.options import PAS
from relogement.exports.rime.sources import SOURCES, Nature, Source

_MONTANTS = {
    "loyer": "loyer hors charges", "annexes": "loyer des annexes", "rls": "réduction de loyer de solidarité",
    "sls": "supplément de loyer", "charges": "charges récupérables", "forfait_eau": "eau hors charges",
    "forfait_chauffage": "chauffage hors charges", "apl": "aide au logement", "rac": "reste à charge",
    "te": "taux d’effort", "bailleur": "bailleur", "typologie": "typologie", "surface": "surface",
}  # fmt: skip
_AUTRES = {
    "dossier.pseudonyme": "Identifiant du dossier, propre au projet",
    "projet.nom": "Nom du projet",
    "projet.code_qpv": "QPV du projet",
    "operation.code": "Code de l’opération",
    "operation.type": "Type d’opération",
    "dossier.type": "Titulaire, décohabitant ou hébergé",
    "dossier.etat": "Où en est le dossier à la date de l’export",
    "dossier.entree_bail": "Entrée dans le logement quitté",
    "dossier.nb_personnes": "Nombre de personnes",
    "dossier.composition": "Composition du ménage",
    "titulaire.age": "Âge du titulaire au bail",
    "titulaire.activite": "Activité du titulaire",
    "ressources.classe": "Classe de ressources (PLAI, PLUS, PLS)",
    "ressources.quartile": "Premier quartile",
    "apres.commune": "Commune d’arrivée (code INSEE)",
    "apres.financement": "Financement du nouveau logement",
    "apres.nature": "Relogement définitif ou provisoire",
    "apres.indemnite": "Indemnité de minoration de loyer",
    "evolution.rac": "Évolution du reste à charge",
    "evolution.rac_pct": "Évolution du reste à charge, en %",
    "critere.maitrise": "Reste à charge maîtrisé",
    "critere.neuf": "Neuf ou conventionné depuis moins de 5 ans",
    "critere.hors_qpv": "Hors QPV",
    "critere.hors_site": "Hors site",
    "critere.interbailleur": "Changement de bailleur",
    "critere.qpv_a_verifier": "Quartier à vérifier sur SIG Ville",
    "offres.nombre": "Nombre d’offres",
    "offres.refus": "Nombre de refus",
    "offres.motif_1": "Motif du premier refus",
    "offres.motif_2": "Motif du deuxième refus",
    "parcours.enquete": "Enquête sociale",
    "parcours.bail": "Signature du bail",
    "parcours.duree": "De l’enquête au bail, en jours",
    "parcours.demenagements": "Nombre de déménagements",
    "suivi.satisfaction": "Satisfaction, de 1 à 4",
}
_COTES = {"avant": "Avant", "apres": "Après"}
_MASQUES = {
    Nature.MONTANT: f"arrondi à {PAS} € ou à un multiple",
    Nature.SURFACE: f"arrondie à {PAS} m² ou à un multiple",
    Nature.JOUR: "au mois, au trimestre ou à l’année",
    Nature.AGE: f"en tranches d’au moins {PAS} ans",
    Nature.COMMUNE: "masquée si elle est rare",
    Nature.BAILLEUR: "un particulier ne se nomme pas",
    Nature.TABLE: "seulement les mots de la table",
    Nature.MOTIF: "seulement les motifs de la charte",
    Nature.PSEUDONYME: "pseudonyme",
}


def libelle_de(source: Source) -> str:
    """« Avant : loyer hors charges »."""
    cote, _, nom = source.nom.partition(".")
    if source.nom in _AUTRES:
        return _AUTRES[source.nom]
    return f"{_COTES[cote]} : {_MONTANTS[nom]}"


def masque_de(source: Source) -> str:
    """Ce qui rend la valeur moins précise ; vide pour ce qui sort tel quel."""
    return _MASQUES.get(source.nature, "")


def sources_proposees() -> list[Source]:
    """Toutes, dans l'ordre de l'export livré."""
    return list(SOURCES.values())

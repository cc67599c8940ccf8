"""Quelle page du guide explique quels modules de règles, dans l'ordre où on les lit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sujet:
    """Une page : son fichier, son titre, les modules de ``relogement.regles`` qu'elle explique."""

    page: str
    titre: str
    modules: tuple[str, ...]


SUJETS = (
    Sujet("reste-a-charge", "Le reste à charge", ("reste_a_charge",)),
    Sujet("maitrise", "Le reste à charge maîtrisé", ("maitrise", "paliers")),
    Sujet("ressources", "Unités de consommation, taux d’effort, reste à vivre, quartile", ("ressources",)),
    Sujet("apl", "L’APL estimée", ("apl", "apl.demande", "apl.bareme", "apl.detail", "apl.estimation")),
    Sujet("ressources-apl", "Les ressources que l’APL regarde", ("ressources_apl",)),
    Sujet("revenu-retenu", "Le revenu comparé aux plafonds", ("revenu_retenu",)),
    Sujet("categorie", "La catégorie de ménage", ("categorie",)),
    Sujet("plafonds", "Les plafonds de ressources", ("plafonds",)),
    Sujet("occupation", "L’occupation du logement", ("adequation",)),
    Sujet("neuf", "Neuf ou conventionné depuis moins de cinq ans", ("neuf",)),
    Sujet("localisation", "Hors QPV et hors site", ("localisation",)),
    Sujet("attributions-hors-qpv", "La règle des 25 %", ("attributions_hors_qpv",)),
    Sujet("inter-bailleurs", "Le relogement inter-bailleurs", ("inter_bailleurs",)),
    Sujet("validite-offre", "La validité d’une offre", ("validite_offre", "validite_offre_lieu")),
    Sujet("offres-comptees", "Les offres qui comptent", ("offres_comptees", "validite_offre_compte")),
    Sujet("silence", "Le silence du ménage", ("validite_offre_silence",)),
    Sujet("decheance", "Le droit au maintien dans les lieux", ("decheance",)),
    Sujet("delais", "Les délais", ("echeances", "prochaine_echeance")),
    Sujet("a-faire", "Ce qui attend dans un dossier", ("a_faire", "suites")),
    Sujet("minoration", "La minoration de loyer", ("minoration",)),
)
# Ceux-ci servent les autres : ils ne disent aucune règle de plus.
OUTILS = frozenset({"montants", "apl.en_nombre", "apl.temoins"})

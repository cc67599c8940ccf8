"""Les colonnes d'un tableau de résidences : pour chaque indicateur un taux, un nombre, ou les deux.

Une colonne sur l'origine, la religion, la santé ou l'identité des locataires se refuse par son nom.
"""

from collections.abc import Mapping

from relogement.controles.texte_libre import mots_a_eviter
from relogement.equilibre.indicateurs import Indicateur
from relogement.imports.colonnes import ColonneAttendue, Lexique
from relogement.rapprochement import sans_accents

NOMBRE = "nb_"
_COMPTES = "nombre nb effectif effectifs total"
_TITRES: Mapping[Indicateur, str] = {
    Indicateur.Q1: "Part du 1er quartile | 1er quartile | Ménages du 1er quartile | =Q1 | Part Q1 | % Q1",
    Indicateur.SOUS_40: "Moins de 40 % des plafonds | Ressources inférieures à 40 % | < 40 % plafonds "
    "| 40 % plafonds | Inférieur à 40 % du plafond | Part sous 40 % | Moins de 40 % du plafond",
    Indicateur.APL: "Part APL | % APL | =APL | Taux APL | Allocataires APL | Part des bénéficiaires APL | "
    "Ménages bénéficiaires APL",
    Indicateur.CHOMAGE: "Chômage | Part des demandeurs d’emploi | Demandeurs d’emploi | Taux de chômage | "
    "Inscrits à France Travail | Part sans emploi",
    Indicateur.MONOPARENTAL: "Monoparentales | Part familles monoparentales | Familles mono | Monoparents",
    Indicateur.PLUS_65: "Plus de 65 ans | 65 ans ou plus | Part 65 ans et plus | =65+ | =65 et +",
    Indicateur.MOINS_25: "Part moins de 25 ans | =-25 ans | =25- | Titulaires de moins de 25 ans",
    Indicateur.ROTATION: "Taux de rotation | Taux de mobilité | Mobilité",
    Indicateur.VACANCE: "Taux de vacance | Part vacants",
    Indicateur.IMPAYES: "Taux d’impayés | Part des impayés | Ménages en impayé | Part en impayé",
    Indicateur.PLAFOND_MOYEN: "Ressources en % du plafond | Niveau moyen de ressources | Plafond moyen | "
    "Moyenne des plafonds | Ressources moyennes en % du plafond",
}


def _taux(indicateur: Indicateur) -> ColonneAttendue:
    return ColonneAttendue(indicateur.cle, indicateur.libelle, _TITRES[indicateur], sauf=_COMPTES)


def _nombre(indicateur: Indicateur) -> ColonneAttendue:
    titres = [f"{mot} {titre}" for mot in ("Nombre", "Nb") for titre in (indicateur.libelle, *_nus(indicateur))]
    return ColonneAttendue(f"{NOMBRE}{indicateur.cle}", f"Nombre, {indicateur.libelle}", " | ".join(titres))


def _nus(indicateur: Indicateur) -> list[str]:
    """Les titres d'un taux qui disent aussi bien un nombre : sans « part », « taux » ni « % »."""
    dits = [titre.strip().lstrip("=") for titre in _TITRES[indicateur].split("|")]
    return [titre for titre in dits if not titre.startswith(("Part", "Taux", "%"))]


A_NOMBRE = tuple(i for i in Indicateur if i is not Indicateur.PLAFOND_MOYEN)
COLONNES = (
    ColonneAttendue(
        "residence",
        "Résidence",
        "Nom de la résidence | Nom résidence | Programme | Groupe | Ensemble immobilier | Nom du programme",
        sauf="principale code",
        obligatoire=True,
    ),
    ColonneAttendue("bailleur", "Bailleur", "Organisme | =Propriétaire | Bailleur social | Nom du bailleur"),
    ColonneAttendue("commune", "Commune", "=Ville | =Localité | Nom commune", sauf="code insee"),
    ColonneAttendue("qpv", "QPV", "Code QPV | En QPV | Quartier prioritaire | QPV 2024 | Quartier QPV"),
    ColonneAttendue(
        "nb_logements", "Logements", "Nombre de logements | Nb logements | Nb lgts | =Lgts", sauf="vacants occupes"
    ),
    ColonneAttendue(
        "menages",
        "Ménages",
        "Nombre de ménages | Nb ménages | Ménages répondants | Ménages enquêtés | Logements occupés | =Répondants",
    ),
    ColonneAttendue(
        "au",
        "Date des données",
        "Données au | Date de l’enquête | Situation au | Année | Millésime | Année des données | =Date",
    ),
    *(_taux(i) for i in Indicateur),
    *(_nombre(i) for i in A_NOMBRE),
)
LEXIQUE = Lexique(COLONNES)
A_SOMMER = frozenset(("nb_logements", "menages", *(f"{NOMBRE}{i.cle}" for i in A_NOMBRE)))
_IDENTITE = ("prenom", "locataire", "nom de famille", "patronyme", "date de naissance", "pays", "origine")


def refusee(titre: str) -> str:
    """Pourquoi cette colonne ne se lit pas, ou rien : jamais une personne, jamais son origine."""
    if raison := mots_a_eviter(titre):
        return raison
    plie = f" {sans_accents(titre)} "
    if mot := next((mot for mot in _IDENTITE if f" {mot}" in plie), ""):
        return f"« {mot} » : une résidence ne se décrit ni par l’origine ni par l’identité de ses locataires."
    return ""

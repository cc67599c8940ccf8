"""Les textes qui se réécrivent, dans l'ordre où on les propose : les lettres, les fiches, les rapports."""

from relogement.documents.lettres.champs import DE_L_ORGANISME, libelles
from relogement.documents.lettres.lettres import LETTRES
from relogement.documents.modeles.modele import Modele
from relogement.erreurs import ErreurMetier

_DE_L_ORGANISME = {nom: dit for nom, dit in libelles().items() if nom.startswith(DE_L_ORGANISME)}
_DATE = {"date": "la date du document"}

FICHE = Modele(
    "fiche", "Fiche du ménage",
    {
        **_DATE, **_DE_L_ORGANISME, "menage": "le ménage, sans son nom quand on masque",
        "situation": "l’opération, l’état, le référent ; l’adresse et le téléphone si rien n’est masqué",
        "dossier_reference": "la référence du dossier", "chemin": "les étapes et leurs dates",
        "droit_au_maintien": "ce qui reste du droit au maintien dans les lieux",
    },
    source="Document de réunion",
    tableaux={
        "foyer_et_demande": "le foyer et sa demande, côte à côte", "reste_a_charge": "le reste à charge",
        "offres": "les offres, et pourquoi elles comptent",
    },
)  # fmt: skip
COMPARAISON = Modele(
    "comparaison", "Fiche de comparaison", libelles(), ("comparaison", "estimation"), "À remettre au ménage",
    {
        "comparaison": "les logements côte à côte",
        "estimation": "ce que veut dire « estimée », si un montant l’est",
        "signature": "la remise et la signature",
    },
)  # fmt: skip
ENQUETE = Modele(
    "enquete", "Questionnaire d’enquête", {**_DE_L_ORGANISME, "projet_nom": "le nom du projet"}, (),
    "RGPD, art. 13 : dire à quoi servent les réponses",
    {
        "identification": "le dossier, la date, l’adresse", "personnes": "qui habite le logement",
        "ressources": "les ressources par mois", "logement_actuel": "le loyer, les charges, l’eau, le chauffage",
        "souhaits": "les souhaits, par ordre", "besoins": "ce qu’il faut au logement, à cocher",
        "aides": "les aides utiles, à cocher", "signatures": "les deux signatures",
    },
)  # fmt: skip
PLAN = Modele(
    "plan", "Plan de relogement",
    {**_DATE, **_DE_L_ORGANISME, "operation_libelle": "l’opération", "operation_code": "son code"}, ("secret",),
    "Secret statistique : les petits effectifs sont tus",
    {
        "secret": "ce que veut dire « s. »", "operation": "l’opération et ses dates",
        "phases": "où en sont les dossiers",
        "tailles": "les ménages à reloger, par taille", "quartiles": "les ménages à reloger, par ressources",
        "a_mobiliser": "les logements à mobiliser, par type et coût",
        "loyers_du_parc": "les loyers du parc social de la commune",
        "besoins": "les besoins particuliers", "cages": "les cages d’escalier", "cadence": "la cadence à tenir",
    },
)  # fmt: skip
BILAN = Modele(
    "bilan", "Bilan du relogement",
    {"titre": "le titre du bilan", "pied": "le projet et la date de la situation"}, ("secret",),
    "Secret statistique : les petits effectifs sont tus",
    {
        "synthese": "la synthèse", "avancement": "l’avancement", "criteres": "les critères par opération",
        "profils": "le profil des ménages", "reste_a_charge": "le reste à charge avant et après",
        "refus": "les offres et les refus", "delais": "les délais", "inter_bailleurs": "l’inter-bailleurs",
        "evolution": "l’évolution", "definitions": "les définitions et leurs sources",
        "secret": "le secret statistique",
    },
)  # fmt: skip
TABLEAU_DE_BORD = Modele(
    "tableau", "Tableau de bord",
    {
        "projet_nom": "le nom du projet", **_DATE, "edite_le": "le jour de l’édition",
        "portee": "l’opération, la population et les quartiers retenus",
    },
    ("avertissement",), "Rien que des effectifs et des taux",
    {
        "criteres": "les quatre critères et leur rythme",
        "graphiques": "l’avancement, le reste à charge, les refus",
        "delais": "les délais et les offres par relogement", "evolution": "l’évolution par trimestre",
        "coupes": "les critères par opération, par bailleur…", "definitions": "ce que l’on compte",
        "avertissement": "à qui ce rapport peut être remis",
    },
)  # fmt: skip

RELEVE = Modele(
    "releve", "Relevé de décisions de la cellule",
    {
        **_DE_L_ORGANISME, "titre": "le titre du relevé", "projet_nom": "le nom du projet",
        "operation_libelle": "l’opération, si la séance n’en regarde qu’une", "seance_le": "le jour de la séance",
        "seance_heure": "son heure", "seance_lieu": "son lieu",
    },
    ("destinataires",), "À qui le relevé peut être remis : il se dit toujours",
    {
        "destinataires": "à qui ce relevé peut être remis", "presents": "les présents et les absents",
        "decisions": "les décisions, leurs responsables et leurs échéances",
        "reportes": "les dossiers reportés", "actions": "les actions de chacun, sur une page à part",
    },
)  # fmt: skip

MODELES: tuple[Modele, ...] = (
    *(lettre.modele for lettre in LETTRES), FICHE, COMPARAISON, ENQUETE, PLAN, BILAN, TABLEAU_DE_BORD, RELEVE,
)  # fmt: skip


def modele_de(code: str) -> Modele:
    """Le texte de ce document ; lève ``ErreurMetier`` s'il ne se réécrit pas."""
    for modele in MODELES:
        if modele.code == code:
            return modele
    connus = ", ".join(modele.code for modele in MODELES)
    raise ErreurMetier(f"Le document « {code} » n’a pas de texte à réécrire. Choisissez parmi {connus}.")

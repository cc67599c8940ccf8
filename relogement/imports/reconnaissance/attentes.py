"""Ce que l'on s'attend à trouver dans une colonne : une date, un montant, un nom ; rien quand tout y va."""

from collections.abc import Mapping

from relogement.base import Code
from relogement.imports.analyse import Contenu
from relogement.imports.nature import NatureImport
from relogement.imports.reconnaissance.natures import AutreNature
from relogement.nomenclatures import Typologie
from relogement.saisie import COLONNES as COLONNES_DE_SAISIE
from relogement.saisie import Genre

Attente = tuple[Contenu, ...]
MONTANT: Attente = (Contenu.MONTANT, Contenu.NOMBRE)
DATE: Attente = (Contenu.DATE,)
EFFECTIF: Attente = (Contenu.EFFECTIF,)
NOM: Attente = (Contenu.NOM,)
CODE: Attente = (Contenu.CODE, Contenu.NOMBRE)
OUI_NON: Attente = (Contenu.OUI_NON,)
CINQ: Attente = (Contenu.CODE_A_CINQ,)
ANNEE: Attente = (Contenu.ANNEE,)

_COMMUNES: Mapping[str, Attente] = {
    "ug": CODE,
    "typologie": (Contenu.TYPOLOGIE, Contenu.EFFECTIF),
    "souhait_typologie": (Contenu.TYPOLOGIE, Contenu.EFFECTIF),
    "surface": MONTANT,
    "nom": NOM,
    "prenom": NOM,
    "cotitulaire": NOM,
    "prenom_cotitulaire": NOM,
    "adresse": (Contenu.ADRESSE, Contenu.TEXTE, Contenu.NOM),
    "code_postal": CINQ,
    "commune_insee": CINQ,
    "commune": NOM,
    "reservataire": NOM,
    "qpv": (Contenu.QUARTIER, Contenu.OUI_NON),
    "qpv_2015": (Contenu.QUARTIER,),
    "qpv_2024": (Contenu.QUARTIER,),
    "code_qp": (Contenu.QUARTIER,),
    "numero": (Contenu.NUMERO_UNIQUE, Contenu.CODE),
    "naissance": (Contenu.DATE, Contenu.ANNEE),
    "epci": (Contenu.SIREN,),
    "annee": ANNEE,
    "seuil": MONTANT,
    "rfr": MONTANT,
    "ressources": MONTANT,
}
_MONTANTS = ("loyer", "charges", "apl", "rls", "sls", "annexes", "loyer_accessoire")
_EFFECTIFS = ("nb_occupants", "nb_personnes", "nb_enfants", "nb_moins_14", "pieces")
_DATES = (
    "date_entree_bail",
    "enquete_le",
    "disponible_le",
    "conventionne_le",
    "bail_le",
    "depose_le",
    "renouvele_le",
    "radiee_le",
    "dpe_le",
    "mise_en_service_le",
)
_OUI_NON = ("ascenseur", "adapte_pmr", "premiere_location", "logement_adapte")
COMMUNES: Mapping[str, Attente] = {
    **_COMMUNES,
    **dict.fromkeys(_MONTANTS, MONTANT),
    **dict.fromkeys(_EFFECTIFS, EFFECTIF),
    **dict.fromkeys(_DATES, DATE),
    **dict.fromkeys(_OUI_NON, OUI_NON),
}
DE_SAISIE = (NatureImport.SAISIE, AutreNature.AUTRE, AutreNature.RIME)
_PAR_GENRE: Mapping[Genre, Attente] = {
    Genre.ENTIER: EFFECTIF,
    Genre.EUROS: MONTANT,
    Genre.SURFACE: MONTANT,
    Genre.NOMBRE: (Contenu.NOMBRE,),
    Genre.DATE: DATE,
    Genre.DATE_OU_ANNEE: (Contenu.DATE, Contenu.ANNEE),
    Genre.OUI_NON: OUI_NON,
}
_DE_SAISIE: Mapping[str, Attente] = {
    colonne.code: _PAR_GENRE.get(colonne.genre, ())
    if isinstance(colonne.genre, Genre)
    else ((Contenu.TYPOLOGIE, Contenu.EFFECTIF) if colonne.genre is Typologie else ())
    for colonne in COLONNES_DE_SAISIE
}


def attente(nature: Code, champ: str) -> Attente:
    """Les contenus admis d'un champ ; vide quand n'importe quel texte y va."""
    return _DE_SAISIE.get(champ, ()) if nature in DE_SAISIE else COMMUNES.get(champ, ())

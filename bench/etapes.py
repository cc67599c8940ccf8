"""Les étapes d'un passage, dans leur ordre : la première fait la base que les autres mesurent."""

from importlib import import_module

from bench.contexte import Etape

# Où est chaque étape : son module n'est chargé que par elle, pour ne rien ajouter à la mémoire des autres.
ETAPES = {
    "projet": "bench.chargement:construire_la_base",
    "chargement": "bench.chargement:charger",
    "ouverture": "bench.liste:ouvrir_et_lister",
    "recherche": "bench.liste:chercher",
    "tri": "bench.liste:trier",
    "journee": "bench.journee:lire_la_journee",
    "vidage": "bench.vidage:vider_un_immeuble",
    "cellule": "bench.cellule:tenir_la_cellule",
    "partage": "bench.partage:partager",
    "doublons": "bench.doublons:reconnaitre",
    "indicateurs": "bench.indicateurs:indicateurs",
    "quartiers": "bench.quartiers:situer",
    "vacances": "bench.vacances:apparier_le_vivier",
    "passe": "bench.passe:revoir",
    "pieces": "bench.passe:peser_les_pieces",
    "bilans": "bench.chargement:refaire",
    "exports": "bench.echanges:exporter_tout",
    "scelles": "bench.scelles:sceller",
    "numeros": "bench.numeros:proposer",
    "lecture": "bench.lecture:lire_un_etat_locatif",
    "import": "bench.echanges:importer_la_saisie",
    "documents": "bench.documents:ecrire",
    "memoire-liste": "bench.memoire:pointe_de_la_liste",
    "memoire-rime": "bench.memoire:pointe_du_rime",
    "memoire-saisie": "bench.memoire:pointe_de_la_saisie",
    "fenetre": "bench.fenetre:essayer_la_fenetre",
    "dossier": "bench.dossier:essayer_le_dossier",
    "grille": "bench.grille:essayer_la_grille",
    "lot": "bench.grille:ecrire_en_lot",
}


def etape(nom: str) -> Etape:
    """La fonction d'une étape."""
    module, fonction = ETAPES[nom].split(":")
    trouvee: Etape = getattr(import_module(module), fonction)
    return trouvee

"""Les étapes d'un passage, dans leur ordre : la première fait la base que les autres mesurent."""

from bench.apl import estimer_les_apl
from bench.chargement import charger, construire_la_base, refaire
from bench.contexte import Etape
from bench.echanges import exporter_tout, importer_la_saisie
from bench.fenetre import essayer_la_fenetre
from bench.indicateurs import indicateurs
from bench.liste import chercher, ouvrir_et_lister, trier
from bench.memoire import MEMOIRE

ETAPES: dict[str, Etape] = {
    "projet": construire_la_base,
    "chargement": charger,
    "ouverture": ouvrir_et_lister,
    "recherche": chercher,
    "tri": trier,
    "indicateurs": indicateurs,
    "bilans": refaire,
    "exports": exporter_tout,
    "import": importer_la_saisie,
    **MEMOIRE,
    "apl": estimer_les_apl,
    "fenetre": essayer_la_fenetre,
}

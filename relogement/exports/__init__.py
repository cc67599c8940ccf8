"""Les exports, dans l'ordre où on les propose."""

from relogement.erreurs import ErreurMetier
from relogement.exports.export import Export

TABLEUR = (".xlsx", ".csv")

EXPORTS: tuple[Export, ...] = (
    Export(
        "saisie",
        "Table de saisie",
        "Une ligne par dossier, avec les noms : à corriger dans un tableur puis à réimporter sans rien perdre.",
        "Les agents chargés du relogement, et eux seuls : elle contient des données personnelles.",
        TABLEUR,
        nominatif=True,
    ),
    Export(
        "rime",
        "Export de type RIME",
        "Une ligne pseudonymisée par dossier : montants à 5 € près, surfaces à 5 m² près, dates au mois.",
        "L’ANRU et les partenaires que la convention désigne ; ni nom, ni adresse, ni commentaire.",
        TABLEUR,
    ),
    Export(
        "agrege",
        "Extrait agrégé",
        "Indicateurs, parcours, offres et refus par opération ; profils, reste à charge et évolution du projet. "
        "Les petits effectifs sont masqués, et ce qui les rendrait.",
        "Les partenaires du projet et ses instances, à dates fixes ; aucun ménage n’y est reconnaissable.",
        TABLEUR,
    ),
    Export(
        "bilan",
        "Bilan du relogement",
        "Ce que lit le comité de pilotage : un classeur ou un PDF, avec ses graphiques, ses définitions et le "
        "secret statistique.",
        "Le comité de pilotage et les partenaires du projet, à dates fixes ; aucun ménage n’y est reconnaissable.",
        (".xlsx", ".pdf"),
    ),
    Export(
        "sqlite",
        "Extrait ouvert (SQLite)",
        "Les lignes pseudonymisées, les indicateurs et leurs définitions, dans une base que tout outil sait lire.",
        "Les analystes des partenaires que la convention désigne ; ni nom, ni adresse, ni commentaire.",
        (".sqlite", ".sqlite3", ".db"),
    ),
)


# Elles ne sont que d'une période close : on les propose avec elle.
RECTIFICATIONS = Export(
    "rectifications",
    "Rectifications d’une période close",
    "Ce qui a changé depuis le scellé, dossier par dossier, et l’effet sur chaque indicateur.",
    "Ceux qui ont reçu les fichiers de la période ; ni nom, ni adresse, ni commentaire.",
    TABLEUR,
)


def export_de(code: str) -> Export:
    """L'export de ce code ; lève ``ErreurMetier`` s'il n'existe pas."""
    for export in (*EXPORTS, RECTIFICATIONS):
        if export.code == code:
            return export
    raise ErreurMetier(f"L’export « {code} » n’existe pas. Choisissez parmi {', '.join(e.code for e in EXPORTS)}.")

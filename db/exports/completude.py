"""La complétude en classeur, un par référent si on le demande, et en JSON."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.completude import Axe, Completude, Genre, Manque
from db.completude_dossiers import dossiers_du_manque
from relogement.exports.tableau import Document, Entete, Forme, Tableau, page_de
from relogement.textes import arrondi

TITRE = "Complétude avant envoi"
_MANQUES = (
    ("INDICATEUR_OU_COLONNE", Forme.CODE), ("CHAMP", Forme.CODE), ("REFERENT", Forme.TEXTE), ("NR", Forme.ENTIER),
    ("SEUL_MANQUE", Forme.ENTIER), ("GAIN_POINTS", Forme.DECIMAL),
)  # fmt: skip
_DOSSIERS = (
    ("DOSSIER", Forme.TEXTE), ("MENAGE", Forme.TEXTE), ("REFERENT", Forme.TEXTE), ("OPERATION", Forme.TEXTE),
    ("INDICATEUR_OU_COLONNE", Forme.CODE), ("CHAMP", Forme.CODE), ("POURQUOI", Forme.TEXTE),
)  # fmt: skip
_MESURES = (
    ("INDICATEUR", Forme.CODE), ("NR", Forme.ENTIER), ("COUVERTURE", Forme.DECIMAL), ("SIGNIFICATIF", Forme.CODE),
)  # fmt: skip


def document(
    session: Session, trouvee: Completude, *, referent: str | None = None, operation: str | None = None
) -> Document:
    """Ce qu'il y a à compléter, puis chaque dossier ; d'un seul référent si on le nomme."""
    manques = trouvee.regroupes(Axe.REFERENT, referent=referent)
    return Document(
        f"{TITRE} : {referent}" if referent else TITRE,
        (
            _tableau("Dossiers", _DOSSIERS, _lignes(session, trouvee.au, manques, operation)),
            _tableau("Manques", _MANQUES, [_manque(m) for m in manques]),
            _tableau("Indicateurs", _MESURES, _mesures(trouvee)),
        ),
    )


def _lignes(session: Session, au: date, manques: list[Manque], operation: str | None) -> list[tuple[Any, ...]]:
    """Seuls les indicateurs vont dossier par dossier : les colonnes de type RIME se lisent dans l'export."""
    return [
        (d.reference, d.nom, d.referent, d.operation, m.sujet, m.champ, d.motif)
        for m in manques if m.genre is Genre.INDICATEUR
        for d in dossiers_du_manque(session, au, m, operation)
    ]  # fmt: skip


def _manque(manque: Manque) -> tuple[Any, ...]:
    return manque.sujet, manque.champ, manque.referent, manque.nr, manque.seuls, arrondi(manque.gain)


def _mesures(trouvee: Completude) -> list[tuple[Any, ...]]:
    return [
        (
            code,
            m.nr,
            None if m.couverture is None else arrondi(m.couverture),
            "OUI" if m.significatif(trouvee.au) else "NON",
        )
        for code, m in trouvee.mesures.items()
    ]


def _tableau(nom: str, colonnes: tuple[tuple[str, Forme], ...], lignes: list[tuple[Any, ...]]) -> Tableau:
    return Tableau(nom, tuple(Entete(*c) for c in colonnes), [page_de(lignes)] if lignes else [], len(lignes))


def en_json(trouvee: Completude, *, referent: str | None = None) -> dict[str, Any]:
    """La forme publique ; aucun ménage n'y est nommé."""
    return {
        "au": trouvee.au.isoformat(),
        "indicateurs": [
            {
                "code": code, "nr": m.nr,
                "couverture": None if m.couverture is None else f"{arrondi(m.couverture):.2f}",
                "significatif": m.significatif(trouvee.au),
            }
            for code, m in trouvee.mesures.items()
        ],
        "nr_par_referent": trouvee.totaux,
        "manques": [
            {
                "genre": m.genre.value, "sujet": m.sujet, "champ": m.champ, "referent": m.referent, "nr": m.nr,
                "seul_manque": m.seuls, "gain_points": f"{arrondi(m.gain):.2f}",
            }
            for m in trouvee.regroupes(Axe.REFERENT, referent=referent)
        ],
    }  # fmt: skip

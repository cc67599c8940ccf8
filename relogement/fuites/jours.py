"""Trouver les dates d'un texte, dans les écritures usuelles."""

import re
from collections.abc import Iterator
from datetime import date

from relogement.fuites.textes import plier

_S = r"[/.\-]"
_FRANCAISE = re.compile(
    rf"(?<![\d])(?<!\d{_S})(\d{{1,2}})\s?{_S}\s?(\d{{1,2}})\s?{_S}\s?(\d{{4}}|\d{{2}})(?!\d|{_S}\d)"
)
_ESPACEE = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) (\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})\s?[/.\-\s]?\s?(\d{2})\s?[/.\-\s]?\s?(\d{2})(?!\d)")
_COLLEE = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)")
_EN_LETTRES = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:er|st|nd|rd|th)?[\s\-./]+([a-z]{3,9})\.?[\s\-./]+(\d{4}|\d{2})(?!\d)"
)
_MOIS = {
    nom: rang
    for rang, noms in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march",
            "avril avr april apr", "mai may", "juin jun june", "juillet juil jul july", "aout aou august aug",
            "septembre sept sep september", "octobre oct october", "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for nom in noms.split()
}  # fmt: skip
EPOQUE = date(1899, 12, 30).toordinal()
_SIECLES = (1900, 2000)


def jours_du_texte(texte: str) -> Iterator[tuple[date, int, int]]:
    """Chaque date lue, et où ; une année à deux chiffres est lue dans les deux siècles."""
    plie = plier(texte).lower()
    for forme in (_FRANCAISE, _ESPACEE, _COLLEE):
        for trouve in forme.finditer(plie):
            j, m, a = trouve.groups()
            yield from _jours(a, m, j, trouve)
    for trouve in _ISO.finditer(plie):
        yield from _jours(trouve[1], trouve[2], trouve[3], trouve)
    for trouve in _EN_LETTRES.finditer(plie):
        if trouve[2] in _MOIS:
            yield from _jours(trouve[3], str(_MOIS[trouve[2]]), trouve[1], trouve)


def jour_du_nombre(nombre: float) -> date | None:
    """La date que vaut ce nombre dans un tableur ; rien hors du siècle utile."""
    return date.fromordinal(EPOQUE + int(nombre)) if 3_000 <= nombre < 55_000 else None


def _jours(a: str, m: str, j: str, trouve: re.Match[str]) -> Iterator[tuple[date, int, int]]:
    annees = [int(a)] if len(a) == 4 else [siecle + int(a) for siecle in _SIECLES]
    mois, jour = (int(j), int(m)) if int(m) > 12 >= int(j) else (int(m), int(j))
    for annee in annees:
        try:
            yield date(annee, mois, jour), trouve.start(), trouve.end()
        except ValueError:
            continue

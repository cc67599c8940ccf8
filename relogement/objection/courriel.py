"""Le brouillon de courriel d'un partenaire (.eml, RFC 5322) : ni date ni auteur, toujours les mêmes octets."""

import re
from email.message import EmailMessage
from email.policy import SMTP

from relogement.rapprochement import sans_accents

_ADRESSE = re.compile(r"[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII)
EML, PDF = ".eml", ".pdf"


def adresse(courriel: str | None) -> str | None:
    """L'adresse si elle en est une ; un texte qui n'en est pas une n'en devient pas une."""
    nette = (courriel or "").strip()
    return nette if _ADRESSE.fullmatch(nette) else None


def courriel(a: str, objet: str, message: str) -> bytes:
    """Un brouillon : « X-Unsent » le fait ouvrir prêt à partir, et l'agent le relit avant de l'envoyer."""
    pli = EmailMessage(policy=SMTP)
    pli["To"] = a
    pli["Subject"] = objet
    pli["X-Unsent"] = "1"
    pli.set_content(message, charset="utf-8", cte="quoted-printable")
    return pli.as_bytes()


def nom_du_fichier(reference: str, partenaire: str, extension: str) -> str:
    """« consultation-AC-038-tet-habitat.eml » : la référence et le partenaire, jamais un nom de ménage."""
    mots = sans_accents(partenaire).replace(" ", "-") or "partenaire"
    dossier = re.sub(r"[^0-9A-Za-z._-]+", "-", reference).strip("-.") or "dossier"
    return f"consultation-{dossier}-{mots}{extension}"

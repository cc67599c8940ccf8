"""Un brouillon de courriel (.eml, RFC 5322) : ni date ni auteur, toujours les mêmes octets ; rien n'est envoyé."""

import re
from email.message import EmailMessage
from email.policy import SMTP

_ADRESSE = re.compile(r"[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII)


def adresse(courriel: str | None) -> str | None:
    """L'adresse si elle en est une ; un texte qui n'en est pas une n'en devient pas une."""
    nette = (courriel or "").strip()
    return nette if _ADRESSE.fullmatch(nette) else None


def courriel(a: str | None, objet: str, message: str) -> bytes:
    """Prêt à relire et à envoyer (« X-Unsent ») ; sans adresse connue, le destinataire reste à écrire."""
    pli = EmailMessage(policy=SMTP)
    if a is not None:
        pli["To"] = a
    pli["Subject"] = objet
    pli["X-Unsent"] = "1"
    pli.set_content(message, charset="utf-8", cte="quoted-printable")
    return pli.as_bytes()

"""L'organisme qui signe les courriers, et les textes qu'il met à la place de ceux du logiciel."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Ligne
from relogement.champs import DOCUMENTS, champ


class Organisme(Ligne, kw_only=True):
    """Ce qui se lit en haut des courriers du projet ; une seule ligne par fichier."""

    __tablename__ = "organisme"

    nom: Mapped[str | None] = mapped_column(default=None, info=champ("Nom de l’organisme", DOCUMENTS))
    service: Mapped[str | None] = mapped_column(default=None, info=champ("Service", DOCUMENTS))
    adresse: Mapped[str | None] = mapped_column(default=None, info=champ("Adresse de l’organisme", DOCUMENTS))
    commune: Mapped[str | None] = mapped_column(
        default=None, info=champ("Code postal et commune de l’organisme", DOCUMENTS)
    )
    telephone: Mapped[str | None] = mapped_column(default=None, info=champ("Téléphone de l’organisme", DOCUMENTS))
    courriel: Mapped[str | None] = mapped_column(default=None, info=champ("Courriel de l’organisme", DOCUMENTS))
    signataire: Mapped[str | None] = mapped_column(default=None, info=champ("Signataire des courriers", DOCUMENTS))
    qualite: Mapped[str | None] = mapped_column(default=None, info=champ("Qualité du signataire", DOCUMENTS))
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)

    @property
    def est_connu(self) -> bool:
        """Vrai dès qu'il y a de quoi faire un en-tête."""
        return bool(self.nom)

    @property
    def ville(self) -> str | None:
        """« Perpignan » de « 66000 Perpignan » : ce qui précède la date d'une lettre."""
        return (self.commune or "").lstrip("0123456789 ") or None

    @property
    def lignes(self) -> list[str]:
        """Les lignes de l'en-tête, sans celles que l'on ne connaît pas."""
        joindre = " · ".join(filter(None, (self.telephone, self.courriel)))
        return [ligne for ligne in (self.nom, self.service, self.adresse, self.commune, joindre) if ligne]


class TexteDeDocument(Ligne, kw_only=True):
    """Le texte d'un document réécrit par l'organisme ; il survit aux versions du logiciel."""

    __tablename__ = "texte_de_document"

    document: Mapped[str] = mapped_column(unique=True, info=champ("Document", DOCUMENTS))
    texte: Mapped[str] = mapped_column(info=champ("Texte du document", DOCUMENTS))

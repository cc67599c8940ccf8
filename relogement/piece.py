"""Les pièces d'un dossier, gardées dans le fichier : ce que l'on sait d'elles, et à part leur contenu."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Code, Ligne
from relogement.champs import PIECES, champ


class CategoriePiece(Code):
    RESSOURCES = "RESSOURCES", "Justificatif de ressources"
    CAF = "CAF", "Notification CAF ou MSA"
    IMPOT = "IMPOT", "Avis d’imposition"
    PREUVE = "PREUVE", "Preuve de notification"
    COURRIER = "COURRIER", "Courrier"
    BAIL = "BAIL", "Bail"
    PHOTO = "PHOTO", "Photo"
    AUTRE = "AUTRE", "Autre"


class TypePiece(Code):
    PDF = "PDF", "PDF"
    JPEG = "JPEG", "Image JPEG"
    PNG = "PNG", "Image PNG"
    HEIC = "HEIC", "Photo HEIC"
    TIFF = "TIFF", "Image TIFF"
    WEBP = "WEBP", "Image WebP"
    DOCX = "DOCX", "Document Word"
    XLSX = "XLSX", "Classeur Excel"
    ODT = "ODT", "Document LibreOffice"
    ODS = "ODS", "Classeur LibreOffice"
    EML = "EML", "Courriel"
    TXT = "TXT", "Texte"


class Piece(Ligne, kw_only=True):
    """Ce que l'on sait d'une pièce ; les listes ne lisent que cela."""

    __tablename__ = "piece"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), index=True)
    offre_id: Mapped[int | None] = mapped_column(
        ForeignKey("offre.id", ondelete="SET NULL"), index=True, default=None
    )
    nom: Mapped[str] = mapped_column(info=champ("Nom de la pièce", PIECES, sensible=True))
    type: Mapped[TypePiece] = mapped_column(info=champ("Type de la pièce", PIECES))
    categorie: Mapped[CategoriePiece] = mapped_column(info=champ("Catégorie", PIECES))
    datee_le: Mapped[date | None] = mapped_column(
        default=None, info=champ("Date de la pièce", PIECES, aide="La date écrite sur la pièce")
    )
    taille: Mapped[int] = mapped_column(info=champ("Taille", PIECES, unite="octets"))
    empreinte: Mapped[str] = mapped_column(index=True)
    ajoutee_le: Mapped[datetime] = mapped_column(info=champ("Ajoutée le", PIECES))
    auteur: Mapped[str | None] = mapped_column(default=None, info=champ("Ajoutée par", PIECES))


class ContenuPiece(Ligne, kw_only=True):
    """Les octets d'une pièce : lus seulement pour l'ouvrir, la montrer ou l'enregistrer ailleurs."""

    __tablename__ = "contenu_piece"

    piece_id: Mapped[int] = mapped_column(ForeignKey("piece.id", ondelete="CASCADE"), unique=True)
    octets: Mapped[bytes] = mapped_column(LargeBinary)


class ReglagePieces(Ligne, kw_only=True):
    """La taille qu'une pièce ne dépasse pas dans ce fichier ; sans ligne, celle des formats du logiciel."""

    __tablename__ = "reglage_pieces"

    taille_max_mo: Mapped[int] = mapped_column(info=champ("Taille maximale d’une pièce", PIECES, unite="Mo"))

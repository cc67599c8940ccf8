"""Les pièces d'un dossier : leur liste sans leur contenu, leur ajout, leur retrait, la place qu'elles prennent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import horloge
from db.chartes import charte_en_vigueur
from db.dossier import relire
from db.situations import cadre
from relogement.actes import constater_le_compte
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.modeles import ContenuPiece, Offre, Piece, ReglagePieces
from relogement.piece import CategoriePiece
from relogement.piece_lue import MO, PieceLue, formats, lire_piece, piece_lue
from relogement.piece_nom import nom_nettoye
from relogement.textes import INSECABLE, nombre

DISPARUE = "Cette pièce n’est plus dans le dossier : quelqu’un l’a supprimée. Relisez le dossier."


@dataclass(frozen=True)
class Place:
    """Ce que prennent les pièces : celles du dossier, celles de tout le fichier, et le plus d'une seule."""

    dossier: int
    fichier: int
    limite: int


@dataclass(frozen=True)
class Classement:
    """Ce que l'agent dit d'une pièce qu'il ajoute."""

    categorie: CategoriePiece
    datee_le: date | None = None
    offre_id: int | None = None


def pieces(session: Session, menage_id: int) -> Sequence[Piece]:
    """Les pièces du dossier, la dernière ajoutée d'abord ; leur contenu n'est pas lu."""
    requete = select(Piece).where(Piece.menage_id == menage_id)
    return session.scalars(requete.order_by(Piece.ajoutee_le.desc(), Piece.id.desc())).all()


def nombre_de_pieces(session: Session, menage_id: int) -> int:
    return session.scalar(select(func.count()).where(Piece.menage_id == menage_id)) or 0


def contenu(session: Session, piece_id: int) -> bytes:
    """Les octets d'une pièce ; ``ErreurMetier`` si elle n'y est plus."""
    octets = session.scalar(select(ContenuPiece.octets).where(ContenuPiece.piece_id == piece_id))
    if octets is None:
        raise ErreurMetier(DISPARUE)
    return octets


def ajouter(session: Session, menage_id: int, lue: PieceLue, classement: Classement, *, auteur: str = "") -> Piece:
    """Range la pièce et son contenu dans le dossier ; deux fois le même contenu est refusé."""
    menage = relire(session, Menage, menage_id)
    if deja_la(session, menage_id, lue) is not None:
        raise ErreurMetier("Une de ces pièces est déjà dans ce dossier : rien n’a été ajouté. Relisez le dossier.")
    _prouver(session, menage_id, lue.nom, classement, auteur)
    piece = Piece(
        menage_id=menage.id, offre_id=classement.offre_id, nom=lue.nom, type=lue.type,
        categorie=classement.categorie, datee_le=classement.datee_le, taille=lue.taille,
        empreinte=lue.empreinte, ajoutee_le=horloge.maintenant(), auteur=auteur or None,
    )  # fmt: skip
    session.add(piece)
    session.flush()
    session.add(ContenuPiece(piece_id=piece.id, octets=lue.octets))
    session.flush()
    return piece


def deja_la(session: Session, menage_id: int, lue: PieceLue) -> str | None:
    """Le nom sous lequel ce contenu est déjà dans le dossier."""
    requete = select(Piece.nom).where(Piece.menage_id == menage_id, Piece.empreinte == lue.empreinte)
    return session.scalars(requete.limit(1)).first()


def aussi_dans(session: Session, menage_id: int, empreinte: str) -> list[str]:
    """Les références des autres dossiers qui ont ce même contenu."""
    autres = select(Menage.reference).join(Piece, Piece.menage_id == Menage.id)
    requete = autres.where(Piece.empreinte == empreinte, Piece.menage_id != menage_id)
    return sorted(set(session.scalars(requete)))


def _prouver(session: Session, menage_id: int, nom: str, classement: Classement, auteur: str) -> None:
    """La pièce devient la preuve de notification de l'offre, si aucune n'était notée."""
    if classement.offre_id is None:
        return
    offre = session.get(Offre, classement.offre_id)
    if offre is None or offre.menage_id != menage_id:
        raise ErreurMetier("L’offre choisie n’est plus dans ce dossier. Relisez le dossier.")
    if not offre.preuve:
        offre.preuve = f"Pièce jointe{INSECABLE}: {nom}"
        charte, au, ici = charte_en_vigueur(session), horloge.aujourdhui(), cadre(session.connection())
        constater_le_compte(offre.menage, au, charte=charte, cadre=ici, auteur=auteur)


def reclasser(session: Session, piece: Piece, *, nom: str, classement: Classement, auteur: str = "") -> None:
    """Change le nom ou le classement de la pièce montrée ; son extension reste celle de son contenu."""
    if not nom.strip():
        raise ErreurMetier("Donnez un nom à la pièce.")
    ligne = relire(session, Piece, piece.id, piece.version)
    ligne.nom = nom_nettoye(nom, ligne.type)
    _prouver(session, piece.menage_id, ligne.nom, classement, auteur)
    ligne.categorie, ligne.datee_le = classement.categorie, classement.datee_le
    ligne.offre_id = classement.offre_id


def supprimer(session: Session, piece: Piece) -> None:
    """Retire la pièce et son contenu ; le journal garde ce que l'on savait d'elle."""
    session.delete(relire(session, Piece, piece.id, piece.version))


def place(session: Session, menage_id: int) -> Place:
    """Ce que les pièces prennent ; aucune n'est lue."""
    somme = select(func.coalesce(func.sum(Piece.taille), 0))
    du_dossier = session.scalar(somme.where(Piece.menage_id == menage_id)) or 0
    return Place(du_dossier, session.scalar(somme) or 0, limite(session))


def limite(session: Session) -> int:
    """Le plus d'octets qu'une pièce puisse avoir dans ce fichier."""
    regle = session.scalar(select(ReglagePieces.taille_max_mo).order_by(ReglagePieces.id.desc()).limit(1))
    return (regle or formats()["taille_max_mo"]) * MO


def regler_la_limite(session: Session, mo: int | None) -> None:
    """Change la taille maximale d'une pièce, pour tous ceux qui ouvrent ce fichier."""
    plus_grande = formats()["taille_max_reglable_mo"]
    if mo is None or not 1 <= mo <= plus_grande:
        raise ErreurMetier(f"Écrivez une taille de 1 à {nombre(plus_grande, 0)} Mo.")
    reglage = session.scalars(select(ReglagePieces).order_by(ReglagePieces.id.desc()).limit(1)).first()
    if reglage is None:
        session.add(ReglagePieces(taille_max_mo=mo))
    else:
        reglage.taille_max_mo = mo


@dataclass(frozen=True)
class Examinee:
    """Un fichier choisi : la pièce qu'il donne, ou la phrase qui le refuse ; et les autres dossiers qui l'ont."""

    nom: str = field(repr=False)
    lue: PieceLue | None = None
    refus: str = ""
    aussi: tuple[str, ...] = ()


def examiner(session: Session, menage_id: int, chemins: Sequence[Path]) -> list[Examinee]:
    """Lit ces fichiers sans rien écrire, et dit pour chacun s'il peut entrer dans le dossier."""
    plus = limite(session)
    return _sans_redite([_examiner(session, menage_id, c.name, partial(lire_piece, c, plus)) for c in chemins])


def examiner_octets(session: Session, menage_id: int, nom: str, octets: bytes) -> list[Examinee]:
    """De même pour un contenu collé."""
    return [_examiner(session, menage_id, nom, partial(piece_lue, nom, octets, limite(session)))]


def _examiner(session: Session, menage_id: int, nom: str, lire: Callable[[], PieceLue]) -> Examinee:
    try:
        lue = lire()
    except ErreurMetier as erreur:
        return Examinee(nom, refus=str(erreur))
    if (deja := deja_la(session, menage_id, lue)) is not None:
        return Examinee(nom, refus=f"elle est déjà dans ce dossier, sous le nom «{INSECABLE}{deja}{INSECABLE}».")
    return Examinee(nom, lue, aussi=tuple(aussi_dans(session, menage_id, lue.empreinte)))


def _sans_redite(examinees: Sequence[Examinee]) -> list[Examinee]:
    """De deux fichiers choisis au même contenu, le premier seul entre."""
    vues: dict[str, str] = {}
    retenues = []
    for une in examinees:
        empreinte = une.lue.empreinte if une.lue else ""
        if empreinte and empreinte in vues:
            une = Examinee(une.nom, refus=f"son contenu est celui de «{INSECABLE}{vues[empreinte]}{INSECABLE}».")
        elif empreinte:
            vues[empreinte] = une.nom
        retenues.append(une)
    return retenues

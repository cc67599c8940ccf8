"""Les pièces sont dans le fichier : jamais lues par les listes, jamais au journal, jamais dans un export."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from db import pieces
from db.annulation import annuler
from db.dossier import lire_dossier
from db.exports import exporter
from db.fichier import Fichier
from db.journal import LigneDeJournal, ecriture_courante
from db.pannes import Conflit
from db.pieces import Classement
from db.sauvegarde import sauvegarder
from relogement.erreurs import ErreurMetier
from relogement.modeles import ContenuPiece, Menage, Offre, Piece
from relogement.piece import CategoriePiece
from relogement.piece_lue import MO, PieceLue, piece_lue
from tests.fabrique import un_menage_reloge, une_offre
from tests.relogement import pieces as contenus

SECRET = b"SENTINELLE-9F3A"
BAIL = Classement(CategoriePiece.BAIL, date(2026, 3, 1))


def _texte(suite: bytes = b"", nom: str = "Bail Sentinelle.txt") -> PieceLue:
    return piece_lue(nom, SECRET + suite, MO)


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Un dossier avec une offre, et une pièce."""
    with fichier.ecrire("Saisie") as session:
        menage = un_menage_reloge("D1", offres=[une_offre()])
        session.add(menage)
    with fichier.ecrire("Pièce ajoutée") as session:
        pieces.ajouter(session, 1, _texte(), BAIL, auteur="Agente")
    return fichier


def _la_piece(fichier: Fichier) -> Piece:
    with fichier.lire() as session:
        (piece,) = pieces.pieces(session, 1)
    return piece


def test_une_piece_se_range_et_se_retrouve_octet_pour_octet(fichier: Fichier) -> None:
    piece = _la_piece(fichier)

    with fichier.lire() as session:
        assert pieces.contenu(session, piece.id) == SECRET
        assert pieces.nombre_de_pieces(session, 1) == 1
    assert (piece.nom, piece.categorie, piece.datee_le, piece.taille, piece.auteur) == (
        "Bail Sentinelle.txt", CategoriePiece.BAIL, date(2026, 3, 1), len(SECRET), "Agente",
    )  # fmt: skip


def test_ni_la_liste_ni_le_dossier_ne_lisent_les_contenus(fichier: Fichier) -> None:
    ordres: list[str] = []
    event.listen(fichier.moteur, "before_cursor_execute", lambda _c, _k, ordre, *_: ordres.append(ordre))

    with fichier.lire() as session:
        lire_dossier(session, 1)
        pieces.pieces(session, 1)
        pieces.place(session, 1)

    assert ordres
    assert not [o for o in ordres if "contenu_piece" in o]


def test_le_journal_dit_qu_une_piece_est_venue_et_partie_sans_la_recopier(fichier: Fichier) -> None:
    with fichier.ecrire("Pièce supprimée") as session:
        pieces.supprimer(session, _la_piece(fichier))

    with fichier.lire() as session:
        lignes = session.scalars(select(LigneDeJournal).order_by(LigneDeJournal.id)).all()
        assert session.scalar(select(func.count()).select_from(ContenuPiece)) == 0
        dits = [f.titre for f in lire_dossier(session, 1).faits]
    assert [li.geste for li in lignes if li.objet == "piece"] == ["C", "S"]
    assert not [li for li in lignes if SECRET.decode() in f"{li.avant}{li.apres}" or SECRET.hex() in f"{li.avant}"]
    assert {"Pièce ajoutée au dossier", "Pièce supprimée du dossier"} <= set(dits)


def test_le_meme_contenu_deux_fois_dans_un_dossier_est_refuse(fichier: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="déjà dans ce dossier"), fichier.ecrire("Pièce ajoutée") as session:
        pieces.ajouter(session, 1, _texte(nom="Autre nom.txt"), BAIL)

    with fichier.lire() as session:
        assert pieces.nombre_de_pieces(session, 1) == 1


def test_l_examen_dit_de_chaque_fichier_s_il_peut_entrer_et_n_ecrit_rien(fichier: Fichier, tmp_path: Path) -> None:
    contenus_choisis = {
        "bail.txt": SECRET, "avis.pdf": contenus.PDF, "copie.pdf": contenus.PDF, "facture.pdf": contenus.PROGRAMME,
    }  # fmt: skip
    for nom, octets in contenus_choisis.items():
        (tmp_path / nom).write_bytes(octets)
    chemins = [tmp_path / nom for nom in (*contenus_choisis, "parti.pdf")]

    with fichier.lire() as session:
        vues = pieces.examiner(session, 1, chemins)

    assert [bool(v.lue) for v in vues] == [False, True, False, False, False]
    dits = ["déjà dans ce dossier", "", "son contenu est celui de", "programme", "n’est plus là"]
    assert all(dit in v.refus for dit, v in zip(dits, vues, strict=True))
    assert "Bail Sentinelle.txt" in vues[0].refus


def test_une_piece_supprimee_par_megarde_revient_avec_son_contenu(fichier: Fichier) -> None:
    with fichier.ecrire("Pièce supprimée") as session:
        pieces.supprimer(session, _la_piece(fichier))
        numero = ecriture_courante(session.connection())
    with fichier.ecrire("Annulation") as session:
        annuler(session, numero)

    with fichier.lire() as session:
        assert pieces.contenu(session, pieces.pieces(session, 1)[0].id) == SECRET


def test_le_meme_contenu_dans_un_autre_dossier_se_dit_par_sa_reference(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        autre = un_menage_reloge("D2", operation=session.get_one(Menage, 1).operation)
        session.add(autre)
        session.flush()
        pieces.ajouter(session, autre.id, _texte(), BAIL)

    with fichier.lire() as session:
        assert pieces.aussi_dans(session, 1, _texte().empreinte) == ["D2"]
        assert pieces.aussi_dans(session, 1, "autre") == []


def test_une_piece_prouve_une_offre_de_son_dossier_et_d_aucun_autre(fichier: Fichier) -> None:
    with fichier.ecrire("Reclassée") as session:
        offre = session.scalars(select(Offre.id)).one()
        preuve = Classement(CategoriePiece.PREUVE, None, offre)
        pieces.reclasser(session, session.scalars(select(Piece)).one(), nom="AR n° 1.pdf", classement=preuve)

    piece = _la_piece(fichier)
    assert (piece.nom, piece.offre_id) == ("AR n° 1.txt", offre)
    with pytest.raises(ErreurMetier, match="offre choisie"), fichier.ecrire("Reclassée") as session:
        pieces.reclasser(session, piece, nom="x", classement=Classement(CategoriePiece.PREUVE, None, 999))


def test_la_piece_devient_la_preuve_de_l_offre_qui_n_en_avait_pas(fichier: Fichier) -> None:
    with fichier.ecrire("Offre") as session:
        menage = session.get_one(Menage, 1)
        menage.offres.append(une_offre(rang=2, preuve=None))
        session.flush()
        notee, sans = menage.offres
        for rang, offre in enumerate((notee, sans)):
            lue = _texte(str(rang).encode(), f"AR {rang}.txt")
            pieces.ajouter(session, 1, lue, Classement(CategoriePiece.PREUVE, None, offre.id))

    with fichier.lire() as session:
        preuves = session.scalars(select(Offre.preuve).order_by(Offre.rang)).all()
    assert preuves == ["AR n° 1", "Pièce jointe\u00a0: AR 1.txt"]


def test_l_offre_supprimee_laisse_la_piece(fichier: Fichier) -> None:
    with fichier.ecrire("Reclassée") as session:
        classement = Classement(CategoriePiece.PREUVE, None, session.scalars(select(Offre.id)).one())
        pieces.reclasser(session, session.scalars(select(Piece)).one(), nom="AR", classement=classement)
    with fichier.ecrire("Offre retirée") as session:
        menage = session.get_one(Menage, 1)
        menage.offres.clear()

    assert _la_piece(fichier).offre_id is None


def test_deux_agents_ne_reclassent_pas_la_meme_piece_sans_le_voir(fichier: Fichier) -> None:
    vue = _la_piece(fichier)
    with fichier.ecrire("Autre poste") as session:
        pieces.reclasser(session, vue, nom="Autre", classement=BAIL)

    with pytest.raises(Conflit), fichier.ecrire("Reclassée") as session:
        pieces.reclasser(session, vue, nom="Mien", classement=BAIL)


def test_une_panne_au_milieu_ne_laisse_ni_piece_ni_contenu(
    fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def casser(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("db.pieces.ContenuPiece", casser)

    with pytest.raises(RuntimeError), fichier.ecrire("Pièce ajoutée") as session:
        pieces.ajouter(session, 1, _texte(b"2"), BAIL)

    with fichier.lire() as session:
        assert pieces.nombre_de_pieces(session, 1) == 1


def test_une_piece_supprimee_par_un_autre_se_dit(fichier: Fichier) -> None:
    vue = _la_piece(fichier)
    with fichier.ecrire("Pièce supprimée") as session:
        pieces.supprimer(session, vue)

    with fichier.lire() as session, pytest.raises(ErreurMetier, match="n’est plus dans le dossier"):
        pieces.contenu(session, vue.id)


def test_le_dossier_supprime_emporte_ses_pieces(fichier: Fichier) -> None:
    with fichier.ecrire("Suppression") as session:
        session.delete(session.get_one(Menage, 1))

    with fichier.lire() as session:
        assert session.scalar(select(func.count()).select_from(Piece)) == 0
        assert session.scalar(select(func.count()).select_from(ContenuPiece)) == 0


def test_la_limite_se_regle_pour_tout_le_fichier_et_le_total_se_lit(fichier: Fichier) -> None:
    with fichier.lire() as session:
        depart = pieces.place(session, 1)
    with fichier.ecrire("Réglage") as session:
        pieces.regler_la_limite(session, 25)

    with fichier.lire() as session:
        regle = pieces.place(session, 1)
    assert (depart.limite, depart.dossier, depart.fichier) == (10 * MO, len(SECRET), len(SECRET))
    assert regle.limite == 25 * MO


@pytest.mark.parametrize("mo", [None, 0, -1, 101])
def test_une_limite_absurde_est_refusee(fichier: Fichier, mo: int | None) -> None:
    with pytest.raises(ErreurMetier, match="de 1 à 100 Mo"), fichier.ecrire("Réglage") as session:
        pieces.regler_la_limite(session, mo)


@pytest.mark.parametrize(
    ("code", "nom"), [("saisie", "s.csv"), ("rime", "r.csv"), ("agrege", "a.csv"), ("sqlite", "e.db")]
)
def test_aucun_export_ne_sort_une_piece(fichier: Fichier, tmp_path: Path, code: str, nom: str) -> None:
    exporter(fichier, code, tmp_path / nom, au=date(2026, 11, 20))

    sortis = [f for f in tmp_path.iterdir() if f.name.startswith(nom.partition(".")[0] + ".") or f.stem == nom[0]]
    assert sortis
    for sorti in sortis:
        assert SECRET not in sorti.read_bytes()
        assert b"Bail Sentinelle" not in sorti.read_bytes()


def test_l_extrait_sqlite_n_a_aucune_table_de_pieces(fichier_sqlite: Fichier, tmp_path: Path) -> None:
    exporter(fichier_sqlite, "sqlite", tmp_path / "e.db", au=date(2026, 11, 20))

    with closing(sqlite3.connect(tmp_path / "e.db")) as base:
        tables = {t for (t,) in base.execute("SELECT name FROM sqlite_master")}
    assert not [t for t in tables if "piece" in t]


def test_la_sauvegarde_garde_les_pieces(tmp_path: Path, fichier_sqlite: Fichier) -> None:
    from db.fichier import ouvrir

    with fichier_sqlite.ecrire("Saisie") as session:
        session.add(un_menage_reloge("D1"))
        session.flush()
        pieces.ajouter(session, 1, piece_lue("photo.png", contenus.PNG, MO), BAIL)
    sauvegarder(fichier_sqlite.moteur, fichier_sqlite.base, tmp_path / "copie.relogement")

    copie = ouvrir(tmp_path / "copie.relogement")
    with copie.lire() as session:
        assert pieces.contenu(session, pieces.pieces(session, 1)[0].id) == contenus.PNG
    copie.fermer()

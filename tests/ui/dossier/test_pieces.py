"""Les pièces à l'écran : choisies, collées, déposées, vues, ouvertes, retirées ; et les refus qui se disent."""

import stat
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from db import pieces
from db.fichier import Fichier
from db.pieces import Classement
from relogement.menage import Menage
from relogement.modeles import Piece
from relogement.piece import CategoriePiece, TypePiece
from relogement.piece_lue import MO, piece_lue
from tests.fabrique import une_offre
from tests.relogement import pieces as contenus
from tests.ui.dossier.gestes import Agente
from ui.composants.texte import Texte
from ui.dossier.onglets.pieces import OngletPieces
from ui.dossier.pieces.copie import Copies


@pytest.fixture(autouse=True)
def une_piece(fichier: Fichier) -> None:
    """Une offre, et un bail déjà joint."""
    with fichier.ecrire("Saisie") as session:
        menage = session.get_one(Menage, 1)
        menage.offres.append(une_offre(rang=1))
        bail = piece_lue("Bail.txt", b"Le bail, article premier", MO)
        pieces.ajouter(session, 1, bail, Classement(CategoriePiece.BAIL, date(2026, 3, 1)), auteur="Agente")


@pytest.fixture
def onglet(agente: Agente) -> OngletPieces:
    """L'onglet, atteint au clavier ; ce qu'il lit hors de l'écran est arrivé."""
    agente.ecran.activateWindow()
    agente.attendre(agente.ecran.isActiveWindow)
    agente.ecran.refresh()
    agente.qtbot.keyClick(agente.ecran, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    agente.attendre(lambda: agente.ecran.pieces.isVisible() and agente.ecran.pieces.modele.rowCount() > 0)
    return agente.ecran.pieces


def un_fichier_a_joindre(tmp_path: Path, nom: str = "Avis d'imposition.pdf", octets: bytes = contenus.PDF) -> Path:
    chemin = tmp_path / nom
    chemin.write_bytes(octets)
    return chemin


def noms(onglet: OngletPieces) -> list[str]:
    lues = (onglet.modele.piece(rang) for rang in range(onglet.modele.rowCount()))
    return [p.nom for p in lues if p is not None]


def dans_la_base(fichier: Fichier) -> list[Piece]:
    with fichier.lire() as session:
        return list(pieces.pieces(session, 1))


def attendre_l_ajout(agente: Agente) -> None:
    agente.attendre(lambda: bool(agente.ecran.findChildren(object, "dialogue_ajout_pieces")))


def test_une_piece_choisie_se_classe_puis_se_montre_avec_son_compte(
    agente: Agente, onglet: OngletPieces, fichier: Fichier, tmp_path: Path
) -> None:
    choisie = un_fichier_a_joindre(tmp_path)
    agente.clic("pieces_ajouter")
    dialogue = agente.trouve(QFileDialog, "pieces_fichiers")
    dialogue.filesSelected.emit([str(choisie)])
    dialogue.reject()
    attendre_l_ajout(agente)

    ajout = agente.dialogue("ajout_pieces")
    agente.remplir(ajout, datee_le_0="12/09/2026", offre_id_0="Offre 1")
    agente.valider(ajout)

    agente.attendre(lambda: onglet.modele.rowCount() == 2)
    (piece,) = [p for p in dans_la_base(fichier) if p.type is TypePiece.PDF]
    assert (piece.categorie, piece.datee_le, piece.offre_id) == (CategoriePiece.IMPOT, date(2026, 9, 12), 1)
    assert set(noms(onglet)) == {"Avis d'imposition.pdf", "Bail.txt"}
    assert next(c.compte for c in agente.ecran.barre.choix if c.cle == "pieces") == 2
    assert "dans ce dossier" in agente.trouve(Texte, "pieces_place").text()


def test_un_programme_deguise_est_refuse_et_les_autres_entrent(
    agente: Agente, onglet: OngletPieces, fichier: Fichier, tmp_path: Path
) -> None:
    piege = un_fichier_a_joindre(tmp_path, "facture.pdf", contenus.PROGRAMME)
    bonne = un_fichier_a_joindre(tmp_path, "photo.png", contenus.PNG)
    onglet.add_files([piege, bonne, tmp_path / "parti.pdf"])
    attendre_l_ajout(agente)

    ajout = agente.dialogue("ajout_pieces")
    refus = [agente.trouve(Texte, f"refus_{rang}", ajout).text() for rang in range(2)]
    agente.valider(ajout)

    assert "facture.pdf" in refus[0]
    assert "programme" in refus[0]
    assert "n’est plus là" in refus[1]
    assert {p.nom for p in dans_la_base(fichier)} == {"Bail.txt", "photo.png"}


def test_rien_de_bon_ne_laisse_que_fermer(agente: Agente, onglet: OngletPieces, tmp_path: Path) -> None:
    onglet.add_files([un_fichier_a_joindre(tmp_path, "copie du bail.txt", b"Le bail, article premier")])
    attendre_l_ajout(agente)

    ajout = agente.dialogue("ajout_pieces")
    assert ajout.valider.isHidden()
    assert ajout.annuler.text() == "Fermer"
    assert "Bail.txt" in agente.trouve(Texte, "refus_0", ajout).text()


def test_une_image_copiee_se_colle(agente: Agente, onglet: OngletPieces, fichier: Fichier) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)

    onglet.table.setFocus()
    agente.qtbot.keyClick(onglet.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    attendre_l_ajout(agente)
    ajout = agente.dialogue("ajout_pieces")
    agente.remplir(ajout, categorie_0="Photo")
    agente.valider(ajout)

    collee = next(p for p in dans_la_base(fichier) if p.type is TypePiece.PNG)
    assert collee.nom == "Image collée le 20-11-2026 à 10h00.png"


def test_un_presse_papiers_sans_piece_se_dit(agente: Agente, onglet: OngletPieces) -> None:
    QGuiApplication.clipboard().setText("du texte")

    agente.clic("pieces_coller")

    assert "presse-papiers" in onglet.erreur.phrase


def test_des_fichiers_deposes_s_ajoutent(agente: Agente, onglet: OngletPieces, tmp_path: Path) -> None:
    contenu = QMimeData()
    contenu.setUrls([QUrl.fromLocalFile(str(un_fichier_a_joindre(tmp_path)))])
    commun = (Qt.DropAction.CopyAction, contenu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entree = QDragEnterEvent(onglet.rect().center(), *commun)
    onglet.dragEnterEvent(entree)
    onglet.dropEvent(QDropEvent(QPointF(onglet.rect().center()), *commun))

    assert entree.isAccepted()
    attendre_l_ajout(agente)
    agente.valider(agente.dialogue("ajout_pieces"))
    agente.attendre(lambda: onglet.modele.rowCount() == 2)


def test_entree_ouvre_une_copie_que_personne_d_autre_ne_lit(
    agente: Agente, onglet: OngletPieces, monkeypatch: pytest.MonkeyPatch
) -> None:
    ouvertes: list[Path] = []

    def ouvrir(url: QUrl) -> bool:
        ouvertes.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", ouvrir)

    onglet.table.setFocus()
    agente.touche(Qt.Key.Key_Return)
    agente.attendre(lambda: bool(ouvertes))

    copie = ouvertes[0]
    assert copie.read_bytes() == b"Le bail, article premier"
    assert "bail" not in copie.name.lower()
    assert stat.S_IMODE(copie.stat().st_mode) == stat.S_IRUSR
    assert stat.S_IMODE(copie.parent.stat().st_mode) == stat.S_IRWXU
    onglet._copies.effacer()
    assert not copie.parent.exists()


def test_sans_programme_pour_l_ouvrir_cela_se_dit(
    agente: Agente, onglet: OngletPieces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)

    agente.clic("piece_ouvrir")

    agente.attendre(lambda: "Aucun programme" in onglet.erreur.phrase)


def test_un_disque_plein_a_l_ouverture_se_dit_et_ne_laisse_rien(monkeypatch: pytest.MonkeyPatch) -> None:
    from relogement.erreurs import ErreurMetier

    copies = Copies()
    piece = Piece(
        menage_id=1, nom="a.pdf", type=TypePiece.PDF, categorie=CategoriePiece.AUTRE, taille=3,
        empreinte="ab" * 32, ajoutee_le=None,  # type: ignore[arg-type]
    )  # fmt: skip

    def plein(chemin: Path, _: bytes) -> int:
        chemin.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", plein)

    with pytest.raises(ErreurMetier, match="disque est plein"):
        copies.ecrire(piece, b"abc")
    assert list(copies._ou().iterdir()) == []
    copies.effacer()


def test_la_piece_s_enregistre_ailleurs_entiere(agente: Agente, onglet: OngletPieces, tmp_path: Path) -> None:
    agente.clic("piece_enregistrer")
    dialogue = agente.trouve(QFileDialog, "piece_fichier")
    dialogue.fileSelected.emit(str(tmp_path / "sortie.txt"))
    dialogue.reject()

    agente.attendre((tmp_path / "sortie.txt").exists)
    assert (tmp_path / "sortie.txt").read_bytes() == b"Le bail, article premier"


def test_un_dossier_absent_a_l_enregistrement_se_dit(agente: Agente, onglet: OngletPieces, tmp_path: Path) -> None:
    piece = onglet.modele.piece(0)
    assert piece is not None

    onglet.save_as(piece, tmp_path / "absent" / "x.txt")

    agente.attendre(lambda: "n’existe pas" in onglet.erreur.phrase)


def test_f2_renomme_et_reclasse(agente: Agente, onglet: OngletPieces, fichier: Fichier) -> None:
    onglet.table.setFocus()
    agente.touche(Qt.Key.Key_F2)

    agente.remplir(
        agente.dialogue("piece"),
        nom="Accusé n° 1",
        categorie="Preuve de notification",
        offre_id="Offre 1",
    )
    agente.valider(agente.dialogue("piece"))

    (piece,) = dans_la_base(fichier)
    assert (piece.nom, piece.categorie, piece.offre_id) == ("Accusé n° 1.txt", CategoriePiece.PREUVE, 1)


def test_une_date_illisible_se_dit_sans_perdre_la_saisie(agente: Agente, onglet: OngletPieces) -> None:
    onglet.table.setFocus()
    agente.touche(Qt.Key.Key_F2)
    fiche = agente.dialogue("piece")
    agente.remplir(fiche, nom="Autre", datee_le="31/02/2026")

    agente.qtbot.keyClick(fiche, Qt.Key.Key_Return)

    assert "n’existe pas" in fiche.erreur.phrase
    assert fiche.isVisible()


def test_suppr_retire_la_piece_apres_un_mot(agente: Agente, onglet: OngletPieces, fichier: Fichier) -> None:
    onglet.table.setFocus()
    agente.touche(Qt.Key.Key_Delete)
    agente.clic("supprimer_piece_valider", agente.dialogue("supprimer_piece"))

    agente.attendre(lambda: onglet.modele.rowCount() == 0)
    assert dans_la_base(fichier) == []
    assert not onglet.apercu.ouvrir.isEnabled()


def test_le_texte_se_lit_en_apercu(agente: Agente, onglet: OngletPieces) -> None:
    agente.attendre(lambda: onglet.apercu._texte.isVisible())

    assert "article premier" in onglet.apercu._texte.toPlainText()


@pytest.mark.qt_log_ignore("JPEG datastream")
def test_une_image_abimee_se_dit_sans_panne(agente: Agente, onglet: OngletPieces, fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        pieces.ajouter(session, 1, piece_lue("a.jpg", contenus.JPEG, MO), Classement(CategoriePiece.PHOTO))
    agente.ecran.refresh()

    agente.attendre(lambda: onglet.modele.rowCount() == 2)
    onglet.table.selectRow(0)
    agente.attendre(lambda: "Ouvrez-la" in agente.trouve(Texte, "piece_sans_apercu").text())

"""Une série de prises : la vraie fenêtre, sur le projet fictif, écran par écran."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QScrollArea
from sqlalchemy import select, update

from db.exemple import construire
from db.filtres import Condition, Operateur, dans_l_etat
from db.horloge import maintenant
from db.journal import Ecriture
from db.mises_en_page import copier
from db.nouveau_dossier import Saisie, ouvrir_dossier
from db.scelles.demande import Demande
from db.scelles.sceller import sceller
from docs.captures import annulation, cellule, imports
from relogement.colonne_locale import ColonneLocale, ValeurLocale
from relogement.cout import Cout
from relogement.exports.rime.mise_en_page import DEFAUT
from relogement.imports.colonnes import norme
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Moment, TypeDossier
from relogement.scelles.periode import dernier_trimestre_fini
from ui import theme
from ui.cadre.cadre import Cadre
from ui.cellule.objection.fenetre import FenetreConsultations
from ui.commandes import commande
from ui.comparaison import FenetreComparaison
from ui.documents import FenetreDocuments
from ui.documents.pages import PagesPdf
from ui.dossier import EcranDossier
from ui.dossier.carte_colonnes import CarteColonnes
from ui.dossiers.lot_dialogue import DialogueEnLot
from ui.doublons import ouvrir
from ui.doublons.fusion import FenetreFusion
from ui.echanges import EcranEchanges
from ui.echanges.mises_en_page import FenetreMisesEnPage
from ui.fenetre import creer_application
from ui.indicateurs import EcranIndicateurs
from ui.main_window import MainWindow
from ui.offres import EcranOffres
from ui.passe import FenetrePasse
from ui.reglages import Reglages

AUJOURDHUI = date(2026, 11, 20)
ATTENTE_MS, PATIENCE = 700, 400
DOUBLE = "AC-061"
Prise = tuple[str, Callable[[], object]]


def prendre(vers: Path, variante: str) -> None:
    application = creer_application(sys.argv)
    theme.apply(application, sombre=bool(os.environ["SOMBRE"]))
    fenetre = MainWindow(Reglages())
    largeur, hauteur = (int(c) for c in os.environ["TAILLE"].split("x"))
    fenetre.resize(largeur, hauteur)
    fenetre.show()
    _photographier(fenetre, vers / f"depart-{variante}.png")
    with tempfile.TemporaryDirectory() as dossier:
        fenetre.montrer(construire(Path(dossier) / "Lilas-2026.relogement", au=AUJOURDHUI))
        assert fenetre.cadre is not None
        for nom, aller in _prises(fenetre.cadre):
            aller()
            _photographier(fenetre, vers / f"{nom}-{variante}.png")
        fenetre.close()


def _prises(cadre: Cadre) -> Iterator[Prise]:
    yield "journee", lambda: cadre.aller("journee")
    yield "dossiers", lambda: cadre.aller("dossiers")
    yield "dossiers-filtres", lambda: _filtres(cadre)
    yield "dossiers-lot", lambda: _lot(cadre)
    yield "dossiers-collage", lambda: _collage(cadre)
    yield "dossier", lambda: cadre.montrer_dossier(_dossier(cadre, "AC-026"))
    yield "enquete", lambda: _onglet(cadre, "enquete")
    yield "reste-a-charge", lambda: _onglet(cadre, "rac")
    yield "pieces", lambda: _onglet(cadre, "pieces")
    yield "etat-passe", lambda: _etat_passe(cadre)
    yield "changements", lambda: _changements(cadre)
    yield "passation", lambda: _passation(cadre)
    yield "dossier-colonnes", lambda: _colonnes_du_bailleur(cadre)
    yield "pourquoi", lambda: cadre.ecran_dossier.act("pourquoi", None)
    yield "doublons", lambda: _doublons(cadre)
    yield "comparaison", lambda: _cote_a_cote(cadre, FenetreComparaison)
    yield "fusion", lambda: _cote_a_cote(cadre, FenetreFusion)
    yield "indicateurs", lambda: cadre.indicateurs().montrer("ensemble")
    yield "indicateurs-evolution", lambda: cadre.indicateurs().montrer("evolution")
    yield "indicateurs-croisements", lambda: _croisements(cadre)
    for cle in ("completude", "rapprochement", "regle_25"):
        yield f"indicateurs-{cle}", lambda cle=cle: cadre.indicateurs().montrer(cle)
    yield "offres", lambda: cadre.aller("offres")
    yield "offres-repartir", lambda: _offres(cadre, "affectation")
    yield "offres-prevenir", lambda: _offres(cadre, "prevenir")
    yield "logements-adaptes", lambda: _logements_adaptes(cadre)
    yield "residences", lambda: commande("residences").faire(cadre)
    yield from cellule.prises(cadre)
    yield "inter-bailleurs", lambda: _inter_bailleurs(cadre)
    yield "consulter", lambda: _consulter(cadre)
    yield "consultations", lambda: FenetreConsultations(cadre.ouvert, cadre).open()
    yield "carte", lambda: cadre.aller("carte")
    yield "periodes-closes", lambda: _periodes_closes(cadre)
    yield "echanges", lambda: cadre.aller("echanges")
    yield from imports.prises(cadre)
    yield "modeles", lambda: cadre.echanges().preparer_le_modele("etat-locatif")
    yield "mises-en-page", lambda: _mises_en_page(cadre)
    yield "exporter", lambda: _exporter(cadre)
    yield "parametres", lambda: cadre.parametres("baremes")
    yield "apparence", lambda: cadre.parametres("apparence")
    yield "feries", lambda: cadre.parametres("calendrier")
    yield "lieux", lambda: cadre.parametres("lieux")
    yield "courriers", lambda: _courriers(cadre)
    yield "documents", lambda: _documents(cadre)
    yield "aller", cadre.recherche.ouvrir
    yield "aide", lambda: _aide(cadre)
    yield "raccourcis", cadre.montrer_raccourcis
    yield from annulation.prises(cadre)


def _inter_bailleurs(cadre: Cadre) -> None:
    """Les paires et les engagements, ceux d'un bailleur ouverts."""
    from ui.cellule.partage.fenetre import FenetrePartage

    fenetre = FenetrePartage(cadre.ouvert, cadre)
    fenetre.open()
    while fenetre.partage is None:
        QTest.qWait(ATTENTE_MS)
    ligne = fenetre.parts.modele.index(1, 0)
    fenetre.parts.clicked.emit(ligne)


def _consulter(cadre: Cadre) -> None:
    """La proposition d'une offre qui tient son logement, telle que les partenaires la liraient."""
    cadre.montrer_dossier(_dossier(cadre, "AC-026"))
    QTest.qWait(ATTENTE_MS)
    cadre.ecran_dossier.act("consulter", None)


def _mises_en_page(cadre: Cadre) -> None:
    """Celle de l'équipe, prête à être changée."""
    texte = DEFAUT.read_text("utf-8").replace('"PROJET"', '"Projet"')
    with cadre.ouvert.fichier.ecrire("Mise en page copiée") as session:
        copier(session, texte, "Pour le délégué territorial")
    ecran = cadre.findChild(EcranEchanges)
    assert isinstance(ecran, EcranEchanges)
    ecran.pages.set_current("exporter")
    ecran.exporter.ouvrir_les_mises_en_page()
    QTest.qWait(ATTENTE_MS)
    fenetre = cadre.findChild(FenetreMisesEnPage)
    assert isinstance(fenetre, FenetreMisesEnPage)
    fenetre.liste.setCurrentRow(1)


def _logements_adaptes(cadre: Cadre) -> None:
    """L'onglet des offres d'un ménage qui cherche."""
    cadre.montrer_dossier(_dossier(cadre, "AC-028"))
    cadre.ecran_dossier.barre.set_current("offres")


def _offres(cadre: Cadre, page: str) -> None:
    """Une page des offres ; la répartition se demande."""
    cadre.aller("offres")
    ecran = cadre.findChild(EcranOffres)
    assert isinstance(ecran, EcranOffres)
    ecran.montrer(page)
    if page == "affectation":
        ecran.affectation.calculer()


def _periodes_closes(cadre: Cadre) -> None:
    """Un trimestre scellé, puis un loyer et un bail corrigés."""
    sceller(cadre.ouvert.fichier, Demande(dernier_trimestre_fini(AUJOURDHUI)))
    with cadre.ouvert.fichier.ecrire("Coût modifié") as session:
        for cout in session.scalars(select(Cout).where(Cout.moment == Moment.APRES).order_by(Cout.id).limit(3)):
            cout.loyer = (cout.loyer or 0) + 90
    cadre.aller("indicateurs")
    ecran = cadre.findChild(EcranIndicateurs)
    assert isinstance(ecran, EcranIndicateurs)
    ecran.montrer("periodes")


def _croisements(cadre: Cadre) -> None:
    """Une case du croisement, ouverte sur ses ménages."""
    from ui.indicateurs.croisements import VueCroisements

    cadre.indicateurs().montrer("croisements")
    vue = cadre.indicateurs().vue()
    assert isinstance(vue, VueCroisements)
    while vue.croise is None:
        QTest.qWait(ATTENTE_MS)
    vue.table.cell_asked.emit(0, 2)


def _dossier(cadre: Cadre, reference: str) -> int:
    with cadre.ouvert.fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def _filtres(cadre: Cadre) -> None:
    """Une vue, trois filtres de plus, et le volet de l'un d'eux."""
    liste = cadre.liste()
    liste.vues.onglets.set_current("a_reloger")
    liste.pose(dans_l_etat(Etat.OFFRE, Etat.VISITE, Etat.RECHERCHE, Etat.CALEOL))
    liste.pose(Condition("bilan.echeance_le", Operateur.BIENTOT, (30,)))
    liste.pose(Condition("menage.telephone", Operateur.CONNU))
    QTest.qWait(ATTENTE_MS)
    liste.filtres.chips[1].click()


def _lot(cadre: Cadre) -> None:
    """Un référent pour toute la liste affichée, avant de l'écrire."""
    liste = cadre.liste()
    liste.clear_filters()
    liste.gestes_lot.bulk_edit()
    dialogue = liste.findChild(DialogueEnLot)
    assert isinstance(dialogue, DialogueEnLot)
    assert isinstance(dialogue.valeur, QLineEdit)
    dialogue.valeur.setText("Inès Delpech")


def _collage(cadre: Cadre) -> None:
    """Un tableau venu d'Excel, avec ce qui n'a pas été compris."""
    QApplication.clipboard().setText(
        "Dossier\tPers.\tTéléphone\tÉtat\nAC-036\t2\t06 11 22 33 44\tClos\nAC-015\tdeux\t\tClos\nZZ-1\t1\t\t\n"
    )
    cadre.liste().gestes_lot.paste()


def _courriers(cadre: Cadre) -> None:
    """Le texte de l'offre, et la page qu'il donne."""
    cadre.parametres("courriers")
    apercu = cadre.findChild(PagesPdf, "courriers_apercu")
    assert isinstance(apercu, PagesPdf)
    _attendre_la_page(apercu)


def _documents(cadre: Cadre) -> None:
    """L'offre en cours de Mariam Traoré, telle qu'elle s'imprimera."""
    cadre.montrer_dossier(_dossier(cadre, "AC-026"))
    QTest.qWait(ATTENTE_MS)
    lu = cadre.ecran_dossier.lu
    assert lu is not None
    fenetre = FenetreDocuments(cadre.ouvert, lu, cadre)
    fenetre.open()
    fenetre.choisir("offre")
    _attendre_la_page(fenetre.apercu)


def _attendre_la_page(apercu: PagesPdf) -> None:
    """`qWait` garde le verrou de Python : le travail de fond n'avance qu'entre deux attentes."""
    for _ in range(PATIENCE):
        time.sleep(0.05)
        QTest.qWait(10)
        if apercu.nombre:
            return


def _colonnes_du_bailleur(cadre: Cadre) -> None:
    """Ce que le fichier du bailleur disait de plus de ce dossier."""
    numero = _dossier(cadre, "AC-026")
    dites = {"Contrat énergie": "12345-B", "Secteur de gestion": "Nord, agence du Champ de Mars"}
    with cadre.ouvert.fichier.ecrire("Import d’un suivi") as session:
        for titre, texte in dites.items():
            colonne = ColonneLocale(titre=titre, cle=norme(titre))
            session.add(colonne)
            session.flush()
            session.add(ValeurLocale(menage_id=numero, colonne_id=colonne.id, texte=texte))
    cadre.montrer_dossier(numero)
    QTest.qWait(ATTENTE_MS)
    zone = cadre.ecran_dossier.findChild(QScrollArea, "menage_defilement")
    zone.ensureWidgetVisible(cadre.ecran_dossier.findChild(CarteColonnes))


def _onglet(cadre: Cadre, cle: str) -> None:
    ecran = cadre.findChild(EcranDossier)
    assert isinstance(ecran, EcranDossier)
    ecran.barre.set_current(cle)


def _etat_passe(cadre: Cadre) -> None:
    """Le dossier tel qu'il était avant qu'une personne n'arrive et que le téléphone ne change."""
    numero, il_y_a = _dossier(cadre, "AC-026"), maintenant() - timedelta(days=20)
    with cadre.ouvert.fichier.ecrire("Dossier modifié") as session:
        session.execute(update(Ecriture).where(Ecriture.acte != "Dossier modifié").values(le=il_y_a))
        menage = session.get_one(Menage, numero)
        menage.nb_personnes, menage.telephone = 5, "06 00 00 26 15"
    cadre.montrer_dossier(numero)
    cadre.ecran_dossier.voir_au()
    fenetre = cadre.findChild(FenetrePasse)
    assert isinstance(fenetre, FenetrePasse)
    fenetre.le.set_value(maintenant().date() - timedelta(days=1))
    fenetre.refresh()


def _changements(cadre: Cadre) -> None:
    from ui.passe import FenetreChangements

    FenetreChangements(cadre.ouvert, cadre).open()


def _aide(cadre: Cadre) -> None:
    cadre.recherche.fermer()
    cadre.montrer_aide("2-dossiers.md")


def _passation(cadre: Cadre) -> None:
    """Les dossiers d'une agente absente, partagés entre deux collègues."""
    from ui.passation import FenetrePassation

    fenetre = FenetrePassation(cadre.ouvert, cadre, referent="Samira Kaddour")
    fenetre.open()
    while fenetre.findChild(QCheckBox, "collegue_0") is None:
        QTest.qWait(ATTENTE_MS)
    for nom in ("collegue_0", "collegue_1"):
        case = fenetre.findChild(QCheckBox, nom)
        assert isinstance(case, QCheckBox)
        case.setChecked(True)


def _exporter(cadre: Cadre) -> None:
    """Un export qui attend d'être confirmé, et un fichier à envoyer où un nom est resté."""
    ecran = cadre.findChild(EcranEchanges)
    assert isinstance(ecran, EcranEchanges)
    ecran.pages.set_current("exporter")
    dossier = Path(tempfile.mkdtemp())
    ecran.exporter.cartes["rime"].export_asked.emit(dossier / "rime.xlsx")
    oublie = dossier / "a-envoyer.csv"
    with cadre.ouvert.fichier.lire() as session:
        titulaire = session.get_one(Menage, _dossier(cadre, "AC-026")).titulaire
    assert titulaire is not None
    oublie.write_text(f"Bilan;Note\n71;vu {titulaire.nom} {titulaire.prenom}\n72;x\n", "utf-8")
    ecran.exporter.verification.check(oublie)


def _doublons(cadre: Cadre) -> None:
    """Le dossier AC-026 saisi une seconde fois, en initiales."""
    with cadre.ouvert.fichier.lire() as session:
        titulaire = session.get_one(Menage, _dossier(cadre, "AC-026")).titulaire
    assert titulaire is not None
    valeurs = {"reference": DOUBLE, "nom": titulaire.nom.upper(), "prenom": f"{(titulaire.prenom or '')[:1]}."}
    valeurs |= {"naissance_le": titulaire.naissance_le, "type": TypeDossier.TITULAIRE, "telephone": "0600002615"}
    with cadre.ouvert.fichier.ecrire("Nouveau dossier") as session:
        ouvrir_dossier(session, Saisie("AC", valeurs), le=AUJOURDHUI)
    ouvrir.doublons_possibles(cadre.ouvert, cadre)


def _cote_a_cote(cadre: Cadre, fenetre: type[FenetreComparaison] | type[FenetreFusion]) -> None:
    fenetre(cadre.ouvert, _dossier(cadre, "AC-026"), _dossier(cadre, DOUBLE), cadre).open()


def _photographier(fenetre: MainWindow, vers: Path) -> None:
    """Attend que ce qui se lit hors de l'écran soit arrivé, puis prend la fenêtre."""
    QTest.qWait(ATTENTE_MS)
    while fenetre.atelier.is_busy:
        QTest.qWait(ATTENTE_MS)
    ouverts = [dialogue for dialogue in fenetre.findChildren(QDialog) if dialogue.isVisible()]
    ouvert = ouverts[-1] if ouverts else fenetre
    ouvert.grab().save(str(vers))
    if ouvert is not fenetre:
        ouvert.close()


if __name__ == "__main__":
    prendre(Path(sys.argv[1]), sys.argv[2])

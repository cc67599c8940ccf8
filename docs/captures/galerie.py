"""La galerie des composants, saisie en PNG sans écran : clair, sombre ; QT_SCALE_FACTOR fixe la densité."""

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relogement.nomenclatures import Critere, Etat, Reponse
from ui import fonts, theme
from ui.composants.barre_rac import RacAvantApres
from ui.composants.barres import Barre, Barres, Remplissage
from ui.composants.bouton import Bouton, Genre
from ui.composants.carte import Carte
from ui.composants.chemin import Chemin, Pas, Situation
from ui.composants.chip import Chip, tag
from ui.composants.choix import Choix
from ui.composants.delegue import ROLE_TOKEN, ROLE_VUE
from ui.composants.echeance import echeance
from ui.composants.erreur import BandeauErreur
from ui.composants.etats import chip_etat
from ui.composants.filtre import ChipFiltre
from ui.composants.histogramme import Classe, Histogramme
from ui.composants.jauge import Jauge
from ui.composants.journal import LigneJournal
from ui.composants.ligne import changement, nom_menage
from ui.composants.onglets import Onglets
from ui.composants.pile_rac import Colonne, Intervalle, PileRac
from ui.composants.points_offres import PointsOffres
from ui.composants.recherche import ChampRecherche
from ui.composants.segment import Segment
from ui.composants.sparkline import Sparkline
from ui.composants.table import TableView
from ui.composants.texte import Texte, legende, titre
from ui.composants.valeur import Valeur, fiche
from ui.composants.verdicts import A_VERIFIER, FRAGILE, NON, NON_SIGNIFICATIF, OUI, chip_reponse, chip_verdict
from ui.composants.vide import Vide
from ui.composants.vue import Vignette

AU = date(2026, 11, 20)


def en_ligne(*morceaux: QWidget, ecart: int = 8) -> QHBoxLayout:
    rangee = QHBoxLayout()
    rangee.setSpacing(ecart)
    for morceau in morceaux:
        rangee.addWidget(morceau)
    rangee.addStretch(1)
    return rangee


def controles() -> list[QLayout]:
    modifie, errone = QLineEdit("Demandeur d’emploi"), QLineEdit("31/02/2026")
    modifie.setProperty("modifie", True)
    errone.setProperty("errone", True)
    liste = QComboBox()
    liste.addItems(["S. Kaddour", "Autre"])
    coche, vide, rond = QCheckBox("Titulaires"), QCheckBox("Provisoires"), QRadioButton("01/02/2008")
    coche.setChecked(True)
    rond.setChecked(True)
    note = QPlainTextEdit("Proposer le T5 de Tramontane Habitat, visite avant l’écrit")
    note.setFixedHeight(56)
    inactif = Bouton("Reporter", touche="R")
    inactif.setEnabled(False)
    return [
        en_ligne(
            Bouton("Documents", "file-text", menu=True),
            Bouton("Proposer une offre", "key-round"),
            Bouton("Enregistrer", genre=Genre.PRINCIPAL, touche="Ctrl+S"),
            inactif,
            Bouton("Ajouter un filtre", "plus", genre=Genre.NU),
            Bouton("Colonnes", "columns-3", petit=True),
            Bouton("Nouveau dossier", "plus", genre=Genre.PRINCIPAL, petit=True),
            Bouton("", "undo-2", genre=Genre.NU, aide="Annuler"),
            Bouton("42/71", genre=Genre.LIEN),
            QPushButton("Natif"),
        ),
        en_ligne(
            ChampRecherche("Filtrer le tableau", icone="funnel", touche="Ctrl+F", nom="filtre"),
            ChipFiltre("Situation", "à reloger"),
            ChipFiltre("Référente", "S. Kaddour"),
            Segment([Choix("o", "Ordre du jour"), Choix("l", "Logements vacants"), Choix("v", "Vidage")]),
            Segment([Choix("t", "Tous", 74), Choix("i", "Titulaires", 63)]),
        ),
        en_ligne(QLineEdit("Saisie"), modifie, errone, liste, coche, vide, rond, note),
        en_ligne(
            Onglets(
                [
                    Choix("t", "Tous", 61),
                    Choix("r", "À reloger", 30),
                    Choix("e", "Échéance à moins de 7 jours", 16),
                    Choix("s", "Sans offre", 9),
                ]
            )
        ),
    ]


def pastilles() -> list[QLayout]:
    etats = [Vignette(chip_etat(e)) for e in Etat]
    verdicts = [OUI, NON, A_VERIFIER, FRAGILE, NON_SIGNIFICATIF, chip_verdict(Critere.NR, a_remplir=True)]
    verdicts += [chip_verdict(Critere.NR), chip_verdict(Critere.SO)]
    autres = [*verdicts, *(chip_reponse(r) for r in Reponse), tag("Hors QPV"), tag("Visite à 16:30", "footprints")]
    points = [
        PointsOffres(0),
        PointsOffres(1, 1),
        PointsOffres(1, 0, 1),
        PointsOffres(2, 1),
        PointsOffres(2, 1, grand=True),
    ]
    return [
        en_ligne(*etats[:10]),
        en_ligne(*etats[10:]),
        en_ligne(*(Vignette(c) for c in autres)),
        en_ligne(*(Vignette(p) for p in points), Vignette(changement("302,18", "315,43")), ecart=24),
    ]


def parcours() -> Chemin:
    faits = [("Recensé", 12, 1), ("Informé", 2, 2), ("Enquête", 17, 3), ("SNE", 31, 3), ("Recherche", 2, 10)]
    pas = [Pas(nom, date(2026, m, j), Situation.FAIT) for nom, j, m in faits]
    pas.append(Pas("Offre 3", date(2026, 10, 22), Situation.COURANT))
    pas += [Pas("Visite", AU, Situation.PREVU), Pas("Accord", date(2026, 11, 23), Situation.PREVU)]
    futurs = ("CALEOL", "Attribué", "Bail", "Emménagé", "Suivi", "Clos")
    return Chemin([*pas, *(Pas(nom, None, Situation.FUTUR) for nom in futurs)])


def table() -> TableView:
    lignes = [
        (
            "AC-036",
            "BERTRAND",
            "Lucette",
            1,
            Etat.RECENSE,
            PointsOffres(0),
            None,
            None,
            13,
            "Lettre d’information",
        ),
        ("AC-015", "FAURE", "Marie-Claude", 2, Etat.RECHERCHE, PointsOffres(0), "255.40", None, 18, "Relance"),
        (
            "AC-038",
            "ZAOUI",
            "Nadia",
            4,
            Etat.OFFRE,
            PointsOffres(1, 1),
            "214.30",
            "239.90",
            18,
            "Réponse à l’offre 2",
        ),
        (
            "AC-005",
            "LE BIHAN",
            "Yvonne",
            1,
            Etat.CALEOL,
            PointsOffres(0, 0, 1),
            "168.20",
            "171.45",
            20,
            "Accord à donner",
        ),
        (
            "AC-026",
            "TRAORÉ",
            "Mariam",
            4,
            Etat.OFFRE,
            PointsOffres(2, 1),
            "321.84",
            "308.63",
            23,
            "Réponse à l’offre 3",
        ),
        (
            "AC-011",
            "PHAM",
            "Thi Lan",
            3,
            Etat.ATTRIBUE,
            PointsOffres(0, 0, 1),
            "231.75",
            "229.10",
            24,
            "Signature du bail",
        ),
        ("AC-046", "VILA", "Montserrat", 2, Etat.BAIL, PointsOffres(0, 0, 1), "189.95", "176.40", 25, "Entrée"),
    ]
    titres = ["Dossier", "Ménage", "Pers.", "État", "Offres", "RAC avant → après (€)", "Prochaine échéance"]
    modele = QStandardItemModel(0, len(titres))
    for colonne, mot in enumerate(titres):
        modele.setHeaderData(colonne, Qt.Orientation.Horizontal, mot)
    modele.setHeaderData(
        2, Qt.Orientation.Horizontal, Qt.AlignmentFlag.AlignRight, Qt.ItemDataRole.TextAlignmentRole
    )
    for ref, nom, prenom, pers, etat, points, avant, apres, jour, quoi in lignes:
        rac = RacAvantApres(
            Decimal(avant) if avant else None,
            Decimal(apres) if apres else None,
            Decimal("441.35"),
            estime=etat is not Etat.ATTRIBUE,
        )
        vues = (nom_menage(nom, prenom), None, chip_etat(etat, court=True), points, rac)
        items = [QStandardItem(ref)]
        items[0].setData("texte2", ROLE_TOKEN)
        for vue in (*vues, echeance(date(2026, 11, jour), AU, quoi)):
            item = QStandardItem(str(pers) if vue is None else "")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight)
            item.setData(vue, ROLE_VUE)
            items.append(item)
        modele.appendRow(items)
    vue = TableView(nom="dossiers")
    vue.setSortingEnabled(False)
    vue.setModel(modele)
    for colonne, largeur in enumerate((78, 160, 44, 112, 92, 184, 280)):
        vue.setColumnWidth(colonne, theme.px(largeur))
    vue.horizontalHeader().setSortIndicatorShown(True)
    vue.horizontalHeader().setSortIndicator(6, Qt.SortOrder.AscendingOrder)
    vue.selectRow(4)
    vue.setFixedHeight(theme.px(245))
    modele.setParent(vue)
    return vue


def pile() -> PileRac:
    seuil = Decimal("354.02")
    offre = {"rls": Decimal("49.32"), "estime": True, "seuil": seuil}
    return PileRac(
        [
            Colonne(
                "Avant",
                ("Acacias, C2-32", "Perpignan · Têt Habitat"),
                loyer=Decimal("471.59"),
                charges=Decimal("171.47"),
                rls=Decimal("49.32"),
                apl=Decimal("271.90"),
                rac=Decimal("321.84"),
            ),
            Colonne(
                "Offre 1",
                ("Les Genêts", "Cabestany · Albères"),
                loyer=Decimal("429.39"),
                charges=Decimal("148.59"),
                hors_charges=Decimal("62"),
                apl=Decimal("243.91"),
                rac=Decimal("346.75"),
                intervalle=Intervalle(Decimal("307.76"), Decimal("388.76")),
                chip=chip_reponse(Reponse.REFUS),
                **offre,
            ),
            Colonne(
                "Offre 2",
                ("Le Clos des Pins", "Perpignan · Tramontane"),
                loyer=Decimal("559.16"),
                charges=Decimal("177.56"),
                apl=Decimal("271.90"),
                rac=Decimal("415.50"),
                intervalle=Intervalle(Decimal("375.49"), Decimal("458.50")),
                chip=chip_reponse(Reponse.SILENCE),
                **offre,
            ),
            Colonne(
                "Offre 3",
                ("Les Amandiers", "Toulouges · Canigou"),
                loyer=Decimal("418.39"),
                charges=Decimal("112.46"),
                hors_charges=Decimal("62"),
                apl=Decimal("234.90"),
                rac=Decimal("308.63"),
                choisie=True,
                intervalle=Intervalle(Decimal("269.62"), Decimal("349.63")),
                chip=chip_reponse(Reponse.EN_COURS),
                **offre,
            ),
            Colonne("Offre 4", ("Sans notification",), message="NR : APL inconnue"),
            Colonne(
                "Après",
                ("à l’entrée", "dans les lieux"),
                fantome=True,
                message="Quittance et APL\ndu premier mois\npuis +3, +6, +12 mois",
                chip=Chip("À mesurer", "circle-dashed", pointille=True),
            ),
        ]
    )


def cartes() -> QHBoxLayout:
    indicateur = Carte("Hors QPV", "42/71")
    indicateur.set_choisie(True)
    grand = QHBoxLayout()
    grand.addWidget(Texte("59,15 %", taille=fonts.CHIFFRE, graisse=fonts.GRAS))
    grand.addStretch(1)
    grand.addWidget(Sparkline([40, 44, 52, 50, 54, 57, 59.15]))
    indicateur.contenu.addLayout(grand)
    indicateur.contenu.addWidget(Jauge(0.5915, objectif=0.6))
    indicateur.contenu.addLayout(en_ligne(legende("Objectif 60 %"), Vignette(Chip("−0,85 pt", "target", "ambre"))))
    indicateur.contenu.addWidget(Jauge(21 / 23, token="vert", epaisseur=6))
    indicateur.contenu.addStretch(1)
    logement = Carte("Logement quitté", "Têt Habitat")
    logement.contenu.addWidget(
        fiche(
            [("Typologie", "T4, 75,20 m²"), ("Loyer", "471,59 €"), ("RAC avant", Texte("321,84 €", graisse=600))]
        )
    )
    logement.contenu.addWidget(Valeur("Prochaine échéance", "lun. 23/11/2026", "réponse à l’offre 3", taille=13))
    logement.contenu.addStretch(1)
    journal = Carte("Journal")
    journal.contenu.setSpacing(0)
    journal.contenu.addWidget(
        LigneJournal(
            "pencil",
            "ambre",
            "Activité de Seydou",
            "Intérimaire → demandeur d’emploi. Brouillon, pas encore enregistré.",
            "13:58",
        )
    )
    journal.contenu.addWidget(
        LigneJournal("phone", "vert", "Appel de Mariam Traoré", "Confirme la visite de 16:30.", "09:12")
    )
    journal.contenu.addWidget(
        LigneJournal(
            "key-round", "accent", "Offre 3 notifiée", "Recommandé", "22/10/2026", gras=True, suivie=False
        )
    )
    avancement = Carte("Avancement", "63 sur 133 à reloger")
    avancement.contenu.addWidget(
        Barres(
            [
                Barre("Recensés", 142),
                Barre("Bail signé", 68),
                Barre("Relogés", 63, "accent"),
                Barre("Trop cher", 80, "avant", Remplissage.HACHURE),
                Barre("Étage, ascenseur", 60, "avant", Remplissage.CONTOUR),
            ]
        )
    )
    rac = Carte("Reste à charge", "57 comparables, en €")
    rac.contenu.addWidget(
        Histogramme(
            [
                Classe("< 100", 3, 2),
                Classe("100", 9, 7),
                Classe("150", 13, 12),
                Classe("200", 12, 13),
                Classe("400 +", 2, 2),
            ]
        )
    )
    rangee = QHBoxLayout()
    rangee.setSpacing(10)
    for carte in (indicateur, logement, journal, avancement, rac):
        rangee.addWidget(carte, 1)
    return rangee


def galerie() -> QWidget:
    page = QWidget()
    page.setObjectName("galerie")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    colonne = QVBoxLayout(page)
    colonne.setSpacing(10)
    colonne.addLayout(
        en_ligne(titre("TRAORÉ Mariam et Seydou"), legende("AC-026"), Vignette(chip_etat(Etat.OFFRE)))
    )
    bandeau = BandeauErreur()
    bandeau.dire("Le fichier est ouvert dans Excel : fermez-le, puis enregistrez de nouveau.")
    for partie in (*controles(), *pastilles()):
        colonne.addLayout(partie)
    colonne.addWidget(bandeau)
    colonne.addWidget(parcours())
    colonne.addWidget(table())
    colonne.addWidget(pile())
    colonne.addLayout(cartes())
    colonne.addWidget(
        Vide(
            "inbox",
            "Aucun dossier dans cette opération.",
            Bouton("Importer une liste", genre=Genre.PRINCIPAL),
            Bouton("Nouveau dossier"),
        )
    )
    return page


def main(dossier: Path) -> None:
    app = QApplication(sys.argv)
    densite = os.environ.get("QT_SCALE_FACTOR", "1")
    for sombre in (False, True):
        theme.apply(app, sombre=sombre, echelle=float(os.environ.get("ECHELLE", "1")))
        page = galerie()
        page.resize(1440, 1500)
        page.show()
        page.findChild(ChampRecherche).setFocus()
        app.processEvents()
        page.grab().save(str(dossier / f"galerie-{'sombre' if sombre else 'clair'}-{densite}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

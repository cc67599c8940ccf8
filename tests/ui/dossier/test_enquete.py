"""L'enquête à la table de la cuisine : tout se tape au clavier, rien ne se perd, tout s'enregistre d'un coup."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit
from sqlalchemy import select

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.modeles import Besoin, Ressource, Souhait
from relogement.nomenclatures import CodeRessource
from tests.ui.dossier.gestes import Agente, ecrire
from ui.dossier.enquete.table import TableMois
from ui.dossier.onglets.enquete import OngletEnquete

K = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def onglet(agente: Agente) -> OngletEnquete:
    agente.ecran.barre.set_current("enquete")
    trouve = agente.ecran.onglets["enquete"]
    assert isinstance(trouve, OngletEnquete)
    return trouve


def grille(agente: Agente) -> TableMois:
    table = onglet(agente).ressources.table
    table.setFocus()
    table.aller(0, 0)
    return table


def taper(agente: Agente, texte: str) -> None:
    for caractere in texte:
        cible = QApplication.focusWidget()
        assert cible is not None
        ecrire(cible, caractere)


def textes(table: TableMois, rang: int = 0) -> list[str]:
    modele = table.grille()
    return [modele.texte(rang, colonne) for colonne in range(modele.columnCount())]


def les(fichier: Fichier, requete: Any) -> list[Any]:
    with fichier.lire() as session:
        return list(session.scalars(requete))


def test_un_montant_tape_une_fois_se_recopie_d_une_touche_sur_les_mois_suivants(
    agente: Agente, fichier: Fichier
) -> None:
    table = grille(agente)

    taper(agente, "1042,3")
    agente.touche(K.Key_Return)  # valide et descend
    agente.touche(K.Key_Up)
    agente.touche(K.Key_R)
    agente.enregistrer()

    assert textes(table) == ["1\u202f042,30"] * 13
    lignes = les(fichier, select(Ressource).order_by(Ressource.mois))
    assert [(r.code, r.montant) for r in lignes] == [(CodeRessource.SAL, Decimal("1042.30"))] * 13
    # Le 20/11/2026 : d'octobre 2025, premier mois de l'APL, à octobre 2026.
    assert (lignes[0].mois, lignes[-1].mois) == (date(2025, 10, 1), date(2026, 10, 1))
    assert les(fichier, select(Menage.ressources)) == [Decimal("1042.30")]


def test_les_fleches_avancent_en_tapant_et_restent_dans_la_case_apres_f2(agente: Agente) -> None:
    table = grille(agente)

    taper(agente, "100")
    agente.touche(K.Key_Right)
    taper(agente, "200")
    agente.touche(K.Key_Tab)
    taper(agente, "300")
    agente.touche(K.Key_Return)
    assert textes(table)[:3] == ["100,00", "200,00", "300,00"]

    table.aller(0, 0)
    agente.touche(K.Key_F2)
    agente.touche(K.Key_End)
    agente.touche(K.Key_Left)  # dans le texte, pas dans la grille
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert table.currentIndex().column() == 0


def test_une_ligne_d_un_tableur_se_colle_et_suppr_efface(agente: Agente) -> None:
    table = grille(agente)
    QApplication.clipboard().setText("1 000,00\t1100\t1 200,50 €\n")

    agente.touche(K.Key_V, CTRL)
    table.aller(0, 1)
    agente.touche(K.Key_Delete)

    assert textes(table)[:4] == ["1\u202f000,00", "", "1\u202f200,50", ""]


def test_ce_qui_tombe_hors_de_la_grille_se_dit(agente: Agente) -> None:
    table = grille(agente)
    table.aller(0, 11)
    QApplication.clipboard().setText("1\t2\t3\t4")

    agente.touche(K.Key_V, CTRL)

    assert textes(table)[11:] == ["1,00", "2,00"]
    assert "2 cases collées tombaient hors de la grille" in onglet(agente).ressources.erreur.text()


def test_ce_qui_ne_se_lit_pas_reste_ecrit_se_dit_et_n_enregistre_rien(agente: Agente, fichier: Fichier) -> None:
    table = grille(agente)
    QApplication.clipboard().setText("mille\t-20")

    agente.touche(K.Key_V, CTRL)
    agente.ecran.save()

    assert textes(table)[:2] == ["mille", "-20"]
    erreur = onglet(agente).ressources.erreur.text()
    assert "Zoé · Salaire, octobre 2025" in erreur and "Écrire un nombre" in erreur
    assert "Écrire un nombre" in agente.ecran.erreur.phrase
    assert les(fichier, select(Ressource)) == []


def test_zero_est_une_reponse_et_vide_n_en_est_pas_une(agente: Agente, fichier: Fichier) -> None:
    grille(agente)

    taper(agente, "0")
    agente.touche(K.Key_Right)
    agente.enregistrer()

    assert [r.montant for r in les(fichier, select(Ressource))] == [0]


def test_tab_sort_de_la_grille_apres_la_derniere_case(agente: Agente) -> None:
    table = grille(agente)
    modele = table.grille()
    table.aller(modele.rowCount() - 2, modele.columnCount() - 1)

    agente.touche(K.Key_Tab)

    assert QApplication.focusWidget() is not table


def test_une_autre_ressource_s_ajoute_et_le_total_du_mois_suit(agente: Agente) -> None:
    table = grille(agente)
    carte = onglet(agente).ressources
    taper(agente, "800")
    agente.touche(K.Key_Return)
    carte.qui.setCurrentText("Zoé")
    carte.quoi.setCurrentText("RSA")

    agente.clic("ressource_ajouter")
    taper(agente, "100")
    agente.touche(K.Key_Return)

    modele = table.grille()
    total = modele.index(modele.rowCount() - 1, 0)
    assert modele.data(total) == "900,00"


def test_les_souhaits_se_classent_au_clavier(agente: Agente, fichier: Fichier) -> None:
    enquete = onglet(agente)
    enquete.souhaits.premier().setFocus()
    taper(agente, "Cabestany")
    agente.trouve(QLineEdit, "souhait_2_lieu").setFocus()
    taper(agente, "Toulouges")

    agente.touche(K.Key_Up, ALT)
    agente.enregistrer()

    souhaits = les(fichier, select(Souhait).order_by(Souhait.rang))
    assert [(s.rang, s.lieu) for s in souhaits] == [(1, "Toulouges"), (2, "Cabestany")]

    agente.clic("souhait_1_oter")
    agente.enregistrer()
    assert [(s.rang, s.lieu) for s in les(fichier, select(Souhait))] == [(1, "Cabestany")]


def test_un_besoin_se_coche_a_la_barre_d_espace_et_se_decoche(agente: Agente, fichier: Fichier) -> None:
    onglet(agente)
    case = agente.trouve(QCheckBox, "besoins_ASCENSEUR")
    case.setFocus()
    agente.touche(K.Key_Space)
    agente.enregistrer()
    assert [b.code.value for b in les(fichier, select(Besoin))] == ["ASCENSEUR"]

    agente.touche(K.Key_Space)
    agente.enregistrer()
    assert les(fichier, select(Besoin)) == []


def test_le_revenu_retenu_se_dit_pendant_la_frappe(agente: Agente) -> None:
    enquete = onglet(agente)

    agente.remplir(enquete, rfr="15 120", rfr_annee="2024", rfr_suivant="12 000", categorie_plafond="1")

    # 12 000 est plus bas que 15 120 de 20,63 % ; PLAI de la catégorie 1, autres régions, 2026 : 12 870.
    assert "12\u202f000,00\u202f€ par an, revenu fiscal de référence de l’année N-1" in enquete._retenu.text()
    assert "au plus le plafond PLAI" in enquete._plafond.text()


def test_le_brouillon_est_fait_de_textes_et_revient_tel_quel(agente: Agente, fichier: Fichier) -> None:
    enquete = onglet(agente)
    grille(agente)
    taper(agente, "750")
    agente.touche(K.Key_Right)
    enquete.souhaits.premier().setFocus()
    taper(agente, "Toulouges")
    agente.trouve(QCheckBox, "besoins_ANIMAL").click()
    agente.trouve(QCheckBox, "accompagnements_CAF").click()
    agente.remplir(enquete, accompagnements_CAF_par="CCAS")
    attendu = enquete.draft_count()

    garde = json.loads(json.dumps(enquete.draft()))  # ce qui se range dans un fichier
    assert agente.ecran.lu is not None
    enquete.show_dossier(agente.ecran.lu, {})
    assert enquete.draft() == {}
    enquete.show_dossier(agente.ecran.lu, garde)

    assert enquete.draft_count() == attendu == 4
    assert enquete.draft() == garde
    agente.enregistrer()
    assert [s.lieu for s in les(fichier, select(Souhait))] == ["Toulouges"]

"""L'aperçu ne change rien et dit tout : ce qui s'écrit ensuite est exactement ce qu'il montrait."""

import pickle
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from db.bilans import differences
from db.fichier import Fichier
from db.imports.assistant import (
    ApercuPerime,
    apercevoir,
    appliquer,
    avec_choix,
    corriger_partout,
    examiner_source,
)
from db.imports.rapport import Rapport
from relogement.imports.apercu import Apercu, CleCellule, CleLigne, Sort, Tranche
from relogement.imports.choix import Choix, TexteColle
from relogement.imports.lecture import Reglages
from relogement.modeles import LogementQuitte, Menage, Personne
from relogement.travail import Annulation
from tests.db.etats import DURAND, ENTETES, MARTIN, VACANT, revu, un_etat_locatif
from tests.db.test_annulation import photo
from tests.exemples import EXEMPLES, avec_le_partage

LILAS = Choix(operation="LILAS")
FEUILLE = "Sheet"


def ligne(numero: int) -> CleLigne:
    return CleLigne(FEUILLE, numero)


def en_place(fichier: Fichier, dossier: Path, *lignes: Sequence[object]) -> Rapport:
    """Un premier état locatif importé."""
    return appliquer(fichier, un_etat_locatif(dossier, *(lignes or (MARTIN, DURAND, VACANT))), LILAS)


def sorts(apercu: Apercu) -> dict[int, Sort]:
    return {li.cle.ligne: li.sort for li in apercu.lignes}


def saisir(fichier: Fichier, *, loyer: int | None) -> None:
    """Quelqu'un retape le loyer de MARTIN."""
    fichier.auteur = "Samira Kaddour"
    with fichier.ecrire("Loyer corrigé") as session:
        martin = session.scalars(select(Menage).join(Personne).where(Personne.nom == "MARTIN")).one()
        assert martin.cout_avant is not None
        martin.cout_avant.loyer = None if loyer is None else Decimal(loyer)


def le_loyer(fichier: Fichier) -> Decimal | None:
    with fichier.lire() as session:
        martin = session.scalars(select(Menage).join(Personne).where(Personne.nom == "MARTIN")).one()
        assert martin.cout_avant is not None
        return martin.cout_avant.loyer


def test_l_apercu_dit_ce_qui_serait_cree_et_n_ecrit_rien(fichier: Fichier, tmp_path: Path) -> None:
    avant = photo(fichier)

    apercu = apercevoir(fichier, un_etat_locatif(tmp_path, MARTIN, VACANT), LILAS)

    assert sorts(apercu) == {2: Sort.CREEE, 3: Sort.CREEE}
    assert [li.sujet for li in apercu.lignes] == ["MARTIN Louis", "Vacant"]
    assert apercu.comptes.cochees == 2
    assert photo(fichier) == avant


def test_un_loyer_qui_change_se_montre_avant_et_apres(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer="310,50"), DURAND, VACANT)

    apercu = apercevoir(fichier, suite, LILAS)

    assert sorts(apercu) == {2: Sort.MODIFIEE, 3: Sort.INCHANGEE, 4: Sort.INCHANGEE}
    (ecart,) = apercu.lignes[0].ecarts
    assert (ecart.champ, ecart.ancien, ecart.nouveau, ecart.conflit) == (
        "loyer", Decimal(300), Decimal("310.50"), None,
    )  # fmt: skip
    assert ecart.dits == ("300,00\u202f€", "310,50\u202f€")


def test_ce_qui_est_importe_est_ce_qui_etait_montre(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, apl=155), DURAND, revu(VACANT, nom="BAH", prenom="Ali"))
    apercu = apercevoir(fichier, suite, LILAS)

    rapport = appliquer(fichier, suite, LILAS, vu=apercu.empreinte)

    assert rapport.lignes[Sort.MODIFIEE] == apercu.comptes.modifiees
    assert rapport.lignes[Sort.CREEE] == apercu.comptes.creees
    ensuite = apercevoir(fichier, suite, LILAS)
    assert ensuite.comptes.inchangees == ensuite.comptes.lues
    with fichier.lire() as session:
        assert list(differences(session.connection())) == []


def test_une_base_changee_depuis_l_apercu_arrete_l_import(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), DURAND, VACANT)
    apercu = apercevoir(fichier, suite, LILAS)
    saisir(fichier, loyer=305)
    avant = photo(fichier)

    with pytest.raises(ApercuPerime, match="refaites l’aperçu"):
        appliquer(fichier, suite, LILAS, vu=apercu.empreinte)

    assert photo(fichier) == avant


def test_un_fichier_change_depuis_l_apercu_arrete_l_import(fichier: Fichier, tmp_path: Path) -> None:
    suite = un_etat_locatif(tmp_path, MARTIN)
    apercu = apercevoir(fichier, suite, LILAS)
    un_etat_locatif(tmp_path, MARTIN, DURAND)

    with pytest.raises(ApercuPerime):
        appliquer(fichier, suite, LILAS, vu=apercu.empreinte)


def test_une_saisie_plus_recente_est_gardee_et_dit_de_qui_elle_est(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    saisir(fichier, loyer=305)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer=310, charges=90), DURAND, VACANT)

    apercu = apercevoir(fichier, suite, LILAS)
    appliquer(fichier, suite, LILAS, vu=apercu.empreinte)

    martin = apercu.ligne(ligne(2))
    (conflit,) = martin.conflits
    assert (conflit.champ, conflit.ancien, conflit.nouveau) == ("loyer", Decimal(305), Decimal(310))
    assert conflit.conflit is not None
    assert conflit.conflit.auteur == "Samira Kaddour"
    assert martin.a_verifier
    assert martin.sort is Sort.MODIFIEE  # les charges, elles, changent
    assert le_loyer(fichier) == Decimal(305)


def test_le_fichier_peut_l_emporter_si_on_le_choisit(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    saisir(fichier, loyer=305)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), DURAND, VACANT)
    garde = apercevoir(fichier, suite, LILAS)
    assert garde.ligne(ligne(2)).sort is Sort.INCHANGEE

    choix = LILAS.trancher(ligne(2), "loyer", Tranche.PRENDRE)
    appliquer(fichier, suite, choix, vu=avec_choix(garde, choix).empreinte)

    assert le_loyer(fichier) == Decimal(310)
    assert apercevoir(fichier, suite, LILAS).ligne(ligne(2)).ecarts == ()


def test_une_valeur_effacee_a_la_main_ne_revient_pas_toute_seule(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    saisir(fichier, loyer=None)

    apercu = apercevoir(fichier, un_etat_locatif(tmp_path, MARTIN, DURAND, VACANT), LILAS)

    (conflit,) = apercu.ligne(ligne(2)).conflits
    assert (conflit.ancien, conflit.nouveau) == (None, Decimal(300))


def test_une_saisie_annulee_n_est_plus_une_saisie(fichier: Fichier, tmp_path: Path) -> None:
    from db.annulation import annuler, mots

    en_place(fichier, tmp_path)
    saisir(fichier, loyer=305)
    with fichier.ecrire(mots("Loyer corrigé")) as session:
        annuler(session, fichier.ecritures[-1])

    apercu = apercevoir(fichier, un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), DURAND, VACANT), LILAS)

    assert apercu.ligne(ligne(2)).conflits == ()
    assert apercu.ligne(ligne(2)).sort is Sort.MODIFIEE


def test_ce_qu_un_import_a_ecrit_un_autre_le_change(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    saisir(fichier, loyer=305)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), DURAND, VACANT)
    appliquer(fichier, suite, LILAS.trancher(ligne(2), "loyer", Tranche.PRENDRE))

    apercu = apercevoir(fichier, un_etat_locatif(tmp_path, revu(MARTIN, loyer=320), DURAND, VACANT), LILAS)

    assert apercu.ligne(ligne(2)).conflits == ()


def test_un_dossier_saisi_a_la_main_garde_ses_valeurs_et_recoit_celles_qui_manquent(
    fichier: Fichier, tmp_path: Path
) -> None:
    en_place(fichier, tmp_path, VACANT)
    fichier.auteur = "Samira Kaddour"
    with fichier.ecrire("Nouveau dossier") as session:
        logement = session.scalars(select(LogementQuitte)).one()
        menage = Menage(reference="D1", operation=logement.operation, logement_quitte=logement, nb_personnes=3)
        menage.personnes.append(Personne(lien="TITULAIRE", nom="BAH", prenom="Ali"))  # type: ignore[arg-type]
        session.add(menage)
    loue = revu(VACANT, nom="BAH", prenom="Ali", occupants=4, entree="01/02/2020")

    apercu = apercevoir(fichier, un_etat_locatif(tmp_path, loue), LILAS)

    ecarts = {e.champ: e.conflit for e in apercu.lignes[0].ecarts}
    assert ecarts["date_entree_bail"] is None
    assert ecarts["nb_occupants"] is not None


def test_une_ligne_decochee_n_entre_pas_et_l_apercu_la_montre_encore(fichier: Fichier, tmp_path: Path) -> None:
    suite, choix = un_etat_locatif(tmp_path, MARTIN, DURAND, VACANT), LILAS.cocher([ligne(3)], oui=False)

    apercu = apercevoir(fichier, suite, choix)
    rapport = appliquer(fichier, suite, choix, vu=apercu.empreinte)

    assert sorts(apercu)[3] is Sort.CREEE
    assert not apercu.ligne(ligne(3)).cochee
    assert (apercu.comptes.lues, apercu.comptes.cochees) == (3, 2)
    assert rapport.lignes == {Sort.CREEE: 2, Sort.MODIFIEE: 0, Sort.INCHANGEE: 0, Sort.ECARTEE: 1}
    assert any("1 ligne décochée" in a.message for a in rapport.anomalies)
    with fichier.lire() as session:
        assert list(session.scalars(select(Personne.nom))) == ["MARTIN"]
        assert list(session.scalars(select(Menage.reference))) == ["LILAS-001"]


def test_cocher_autrement_sans_relire_donne_le_meme_apercu(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    saisir(fichier, loyer=305)
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), revu(DURAND, apl=20), VACANT)
    choix = LILAS.cocher([ligne(3)], oui=False).trancher(ligne(2), "loyer", Tranche.PRENDRE)

    retouche = avec_choix(apercevoir(fichier, suite, LILAS), choix)
    refait = apercevoir(fichier, suite, choix)

    assert (retouche.comptes, retouche.totaux, retouche.empreinte) == (
        refait.comptes, refait.totaux, refait.empreinte,
    )  # fmt: skip


def test_un_cotitulaire_se_decoche_avec_son_menage(fichier: Fichier, tmp_path: Path) -> None:
    second = revu(MARTIN, nom="MARTIN", prenom="Zoé", loyer=None, charges=None, apl=None)
    suite = un_etat_locatif(tmp_path, MARTIN, second, DURAND)

    apercu = apercevoir(fichier, suite, LILAS)
    appliquer(fichier, suite, LILAS.cocher(apercu.ensemble(ligne(3)), oui=False))

    assert apercu.ligne(ligne(3)).avec == ligne(2)
    assert apercu.ensemble(ligne(2)) == (ligne(2), ligne(3))
    with fichier.lire() as session:
        assert list(session.scalars(select(Personne.nom))) == ["DURAND"]


def test_decocher_un_garage_ote_son_loyer_au_locataire(fichier: Fichier, tmp_path: Path) -> None:
    garage = ("G12", "Garage", None, "MARTIN", "Louis", None, 32, None, None, None)
    suite = un_etat_locatif(tmp_path, MARTIN, garage)
    apercu = apercevoir(fichier, suite, LILAS)

    appliquer(fichier, suite, LILAS.cocher([ligne(3)], oui=False))

    assert apercu.ligne(ligne(3)).liee
    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert menage.cout_avant is not None
        assert menage.cout_avant.annexes is None
        assert list(session.scalars(select(LogementQuitte.ug))) == ["0001"]


def test_une_cellule_corrigee_vaut_mieux_que_celle_du_fichier(fichier: Fichier, tmp_path: Path) -> None:
    suite = un_etat_locatif(tmp_path, revu(MARTIN, loyer="trois cents"), DURAND)
    loyer = ENTETES.index("Loyer HC")
    faux = apercevoir(fichier, suite, LILAS)
    assert faux.ligne(ligne(2)).sort is Sort.ECARTEE
    assert faux.ligne(ligne(2)).anomalies

    choix = LILAS.avec_cellules({CleCellule(FEUILLE, 2, loyer): "300"})
    apercu = apercevoir(fichier, suite, choix)
    appliquer(fichier, suite, choix, vu=apercu.empreinte)

    assert apercu.ligne(ligne(2)).sort is Sort.CREEE
    assert apercu.ligne(ligne(2)).cellules["loyer"].texte == "300,00"
    assert le_loyer(fichier) == Decimal(300)


def test_la_meme_correction_va_a_toutes_les_cellules_pareilles(fichier: Fichier, tmp_path: Path) -> None:
    faux = [revu(MARTIN, ug=f"000{n}", nom=f"NOM{n}", apl="?") for n in (1, 2)]
    suite, apl = un_etat_locatif(tmp_path, *faux, DURAND), ENTETES.index("APL")
    apercu = apercevoir(fichier, suite, LILAS)

    choix = corriger_partout(apercu, LILAS, CleCellule(FEUILLE, 2, apl), "0")

    assert set(choix.cellules) == {CleCellule(FEUILLE, 2, apl), CleCellule(FEUILLE, 3, apl)}


def test_une_typologie_f_lue_t_se_voit_et_se_compte(fichier: Fichier, tmp_path: Path) -> None:
    suite = un_etat_locatif(tmp_path, revu(MARTIN, type="F4"), revu(DURAND, type="F4", apl=None), VACANT)

    apercu = apercevoir(fichier, suite, LILAS)

    cellule = apercu.lignes[0].cellules["typologie"]
    assert (cellule.texte, cellule.brut, cellule.corrige) == ("T4", "F4", "F4 lu T4")
    dites = {r.code: (r.titre, r.detail) for r in apercu.remarques}
    assert dites["typologie"] == ("2 typologies lues T", "F4 lu T4")
    assert dites["apl"][0] == "1 APL inconnue"


def test_les_sommes_sont_a_cote_des_totaux_du_fichier(fichier: Fichier, tmp_path: Path) -> None:
    total = ("TOTAL", None, None, None, None, None, 550, 150, 150, None)
    suite = un_etat_locatif(tmp_path, MARTIN, DURAND, VACANT, total)

    apercu = apercevoir(fichier, suite, LILAS)

    vus = {t.poste: (t.somme, t.du_fichier, t.convient) for t in apercu.totaux}
    assert vus["loyer"] == (Decimal(550), Decimal(550), True)
    assert vus["charges"] == (Decimal(140), Decimal(150), False)


def test_un_import_annule_en_route_laisse_la_base_telle_quelle(fichier: Fichier, tmp_path: Path) -> None:
    def arreter(_fait: int, _total: int, /) -> None:
        raise Annulation

    avant = photo(fichier)

    with pytest.raises(Annulation):
        appliquer(fichier, un_etat_locatif(tmp_path, MARTIN, DURAND), LILAS, arreter)

    assert photo(fichier) == avant


def test_un_numero_de_securite_sociale_n_entre_par_aucun_import(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    enquete = tmp_path / "enquete.csv"
    nir = "2 79 09 66 136 042"
    titres = "Code logement;Nom;Composition;Ressources;Accompagnement;Quartiers souhaités\n"
    enquete.write_text(f"{titres}0001;MARTIN;3;1450;Suivi {nir};Vernet, {nir}\n", "utf-8-sig")

    rapport = appliquer(fichier, enquete, LILAS)

    assert sum("sécurité sociale" in a.message for a in rapport.anomalies) == 2
    with fichier.lire() as session:
        martin = session.scalars(select(Menage).join(Personne).where(Personne.nom == "MARTIN")).one()
        assert (martin.nb_personnes, martin.accompagnement) == (3, None)
        assert "279" not in "".join(str(s.lieu) for s in martin.souhaits).replace(" ", "")


def deux_feuilles(dossier: Path) -> Path:
    """Un état locatif, le même immeuble sur une autre feuille, et une feuille masquée."""
    classeur = Workbook()
    for nom, lignes in (("Bât. A", [MARTIN]), ("Bât. B", [DURAND]), ("Anciens", [revu(VACANT, nom="BAH")])):
        feuille = classeur.create_sheet(nom)
        for une in (ENTETES, *lignes):
            feuille.append(list(une))
    del classeur["Sheet"]
    classeur["Anciens"].sheet_state = "hidden"
    classeur.save(dossier / "immeuble.xlsx")
    return dossier / "immeuble.xlsx"


def test_on_choisit_les_feuilles_et_les_masquees_se_lisent_sur_demande(fichier: Fichier, tmp_path: Path) -> None:
    source = deux_feuilles(tmp_path)

    toutes = apercevoir(fichier, source, LILAS)
    une = apercevoir(fichier, source, Choix(operation="LILAS", tableaux=frozenset({"Bât. B"})))
    masquees = apercevoir(fichier, source, Choix(operation="LILAS", reglages=Reglages(feuilles_masquees=True)))

    assert [li.sujet for li in toutes.lignes] == ["MARTIN Louis", "DURAND Anne"]
    assert [r.titre for r in toutes.remarques if r.code == "masquee"] == ["Feuille masquée «\xa0Anciens\xa0»"]
    assert [li.sujet for li in une.lignes] == ["DURAND Anne"]
    assert [li.sujet for li in masquees.lignes] == ["MARTIN Louis", "DURAND Anne", "BAH"]


def test_une_colonne_dite_par_l_agent_l_emporte_et_se_retient(fichier: Fichier, tmp_path: Path) -> None:
    suite = un_etat_locatif(tmp_path, MARTIN)
    choix = Choix(operation="LILAS", bailleur="Têt Habitat").avec_colonne(FEUILLE, ENTETES.index("APL"), None)

    appliquer(fichier, suite, choix)

    with fichier.lire() as session:
        menage = session.scalars(select(Menage)).one()
        assert menage.cout_avant is not None
        assert menage.cout_avant.apl is None
    (examine,) = examiner_source(fichier, suite, Choix(bailleur="Têt Habitat")).tableaux
    apl = examine.colonnes[ENTETES.index("APL")]
    assert apl.champ is None


def test_un_tableau_colle_s_apercoit_et_s_importe_comme_un_fichier(fichier: Fichier) -> None:
    colle = TexteColle("UG\tNom\tLoyer HC\n0001\tMARTIN\t300\n0002\tDURAND\t250\n")

    apercu = apercevoir(fichier, colle, LILAS)
    rapport = appliquer(fichier, colle, LILAS, vu=apercu.empreinte)

    assert rapport.lignes[Sort.CREEE] == 2


def test_les_choix_voyagent_et_ne_disent_personne(fichier: Fichier, tmp_path: Path) -> None:
    suite = un_etat_locatif(tmp_path, MARTIN)
    choix = LILAS.avec_cellules({CleCellule(FEUILLE, 2, 3): "DUPONT"}).cocher([ligne(2)], oui=False)

    apercu = apercevoir(fichier, suite, choix)

    assert pickle.loads(pickle.dumps(choix)) == choix
    dits = repr((choix, apercu, apercu.lignes[0], apercu.lignes[0].cellules, apercu.lignes[0].ecarts))
    assert "DUPONT" not in dits
    assert "MARTIN" not in dits


def test_une_reference_prise_par_quelqu_un_d_autre_n_est_pas_son_dossier(fichier: Fichier, tmp_path: Path) -> None:
    saisie = tmp_path / "saisie.csv"
    titres = "OPERATION;DOSSIER;NOM;NAISSANCE;NB_PERSONNES\n"
    saisie.write_text(titres + "OP1;A1;MARTIN;01/02/1970;2\n", "utf-8-sig")
    appliquer(fichier, saisie)
    saisie.write_text(titres + "OP1;A1;KOUASSI;05/06/1988;5\n", "utf-8-sig")

    apercu = apercevoir(fichier, saisie)
    rapport = appliquer(fichier, saisie)

    assert apercu.lignes[0].sort is Sort.ECARTEE
    assert "autre personne" in rapport.anomalies[0].message
    with fichier.lire() as session:
        assert session.scalars(select(Personne.nom)).all() == ["MARTIN"]
        assert session.scalars(select(Menage.nb_personnes)).one() == 2


def test_un_nom_marital_a_la_meme_reference_reste_la_meme_personne(fichier: Fichier, tmp_path: Path) -> None:
    saisie = tmp_path / "saisie.csv"
    titres = "OPERATION;DOSSIER;NOM;NAISSANCE\n"
    saisie.write_text(titres + "OP1;A1;MARTIN;01/02/1970\n", "utf-8-sig")
    appliquer(fichier, saisie)
    saisie.write_text(titres + "OP1;A1;KOUASSI;01/02/1970\n", "utf-8-sig")

    assert apercevoir(fichier, saisie).lignes[0].sort is Sort.MODIFIEE


def test_le_meme_logement_decrit_de_deux_facons_se_dit_et_ne_bascule_pas(fichier: Fichier, tmp_path: Path) -> None:
    saisie = tmp_path / "saisie.csv"
    saisie.write_text(
        "OPERATION;DOSSIER;NOM;UG;TYPO_AV\nOP1;A1;MARTIN;0001;T3\nOP1;A2;DURAND;0001;T4\n", "utf-8-sig"
    )

    rapport = appliquer(fichier, saisie)

    assert any("décrit autrement" in a.message for a in rapport.anomalies)
    assert apercevoir(fichier, saisie).comptes.inchangees == 2


def test_le_meme_nom_au_meme_logement_sous_un_autre_bail_est_a_verifier(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)

    suite = un_etat_locatif(tmp_path, revu(MARTIN, entree="01/06/2024"), DURAND, VACANT)
    apercu = apercevoir(fichier, suite, LILAS)

    assert apercu.ligne(ligne(2)).a_verifier
    assert "homonyme" in apercu.ligne(ligne(2)).anomalies[0].message


@avec_le_partage
@pytest.mark.parametrize(
    "exemple", ["etat_locatif_lilas.xlsx", "enquetes_lilas.csv", "vacances_2026-10.xlsx", "saisie_cas.csv"]
)
def test_chaque_exemple_importe_puis_apercu_n_a_plus_rien_a_changer(fichier: Fichier, exemple: str) -> None:
    if exemple.startswith("enquetes"):
        appliquer(fichier, EXEMPLES / "etat_locatif_lilas.xlsx", LILAS)
    source = EXEMPLES / exemple
    apercu = apercevoir(fichier, source, LILAS)

    appliquer(fichier, source, LILAS, vu=apercu.empreinte)

    ensuite = apercevoir(fichier, source, LILAS)
    assert (ensuite.comptes.creees, ensuite.comptes.modifiees) == (0, 0)
    assert ensuite.comptes.lues == apercu.comptes.lues
    assert ensuite.comptes.ecartees == apercu.comptes.ecartees


@avec_le_partage
def test_l_exemple_du_bailleur_se_montre_comme_son_corrige_le_dit(fichier: Fichier) -> None:
    apercu = apercevoir(fichier, EXEMPLES / "etat_locatif_lilas.xlsx", LILAS)

    assert (apercu.comptes.lues, apercu.comptes.creees, apercu.comptes.ecartees) == (50, 47, 3)
    sommes = {t.poste: (str(t.somme), t.inconnus) for t in apercu.totaux}
    assert sommes["loyer"][0] == "15848.85"
    assert sommes["charges"][0] == "5512.62"
    assert sommes["apl"] == ("4001.36", 7)
    assert sommes["rls"][0] == "592.34"


@avec_le_partage
def test_une_ligne_du_vrai_fichier_retouchee_est_la_seule_a_changer(fichier: Fichier, tmp_path: Path) -> None:
    source = EXEMPLES / "etat_locatif_lilas.xlsx"
    appliquer(fichier, source, LILAS)
    classeur = load_workbook(source)
    feuille = classeur["Extraction"]
    places = {cellule.value: cellule.column for cellule in feuille[7]}
    assert places
    feuille.cell(7, _colonne_du_loyer(feuille)).value = 421.81
    classeur.save(tmp_path / "retouche.xlsx")

    apercu = apercevoir(fichier, tmp_path / "retouche.xlsx", LILAS)

    changees = [li for li in apercu.lignes if li.sort is Sort.MODIFIEE]
    assert [li.cle.ligne for li in changees] == [7]
    assert changees[0].ecarts[0].nouveau == Decimal("421.81")


def _colonne_du_loyer(feuille: object) -> int:
    (colonne,) = [c.column for c in feuille[7] if str(c.value) in ("420.81", "420,81")]  # type: ignore[index]
    return int(colonne)


def test_la_date_d_un_conflit_est_celle_de_la_saisie(fichier: Fichier, tmp_path: Path) -> None:
    en_place(fichier, tmp_path)
    saisir(fichier, loyer=305)

    apercu = apercevoir(fichier, un_etat_locatif(tmp_path, revu(MARTIN, loyer=310), DURAND, VACANT), LILAS)

    (ecart,) = apercu.ligne(ligne(2)).conflits
    assert ecart.conflit is not None
    assert ecart.conflit.le is not None
    assert isinstance(ecart.conflit.le.date(), date)

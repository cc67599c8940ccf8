"""Les tableaux de résidences des bailleurs : lus, datés, jamais effacés l'un par l'autre, et annulables."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.annulation import annuler
from db.effets import avant_offre
from db.equilibre.ecriture import mesurer
from db.equilibre.lecture import lire_parc
from db.equilibre.phrases import phrase, phrases
from db.fichier import Fichier
from db.imports import Rapport, importer
from db.imports.rapport import Sort
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Mesure, ResidenceLue
from relogement.imports.examen import examiner
from relogement.modeles import LogementOffert, Ressource
from relogement.nomenclatures import CodeRessource
from relogement.textes import FINE, INSECABLE
from tests.fabrique import un_menage

TITRES = ("Bailleur", "Résidence", "Commune", "Nombre de logements", "Nombre de ménages", "Date des données")
CLOS = ("Tramontane Habitat", "Le Clos des Pins", "Perpignan", 48, 45, "01/01/2025")


@pytest.fixture(autouse=True)
def aujourdhui(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.horloge.aujourdhui", lambda: date(2026, 11, 20))


def un_csv(dossier: Path, titres: tuple[str, ...], *lignes: tuple[object, ...], nom: str = "ops.csv") -> Path:
    chemin = dossier / nom
    chemin.write_text("\n".join(";".join(map(str, ligne)) for ligne in (titres, *lignes)), "utf-8-sig")
    return chemin


def importe(fichier: Fichier, dossier: Path, titres: tuple[str, ...], *lignes: tuple[object, ...]) -> Rapport:
    return importer(fichier, un_csv(dossier, titres, *lignes), nature="residences")


def residences(fichier: Fichier) -> dict[str, ResidenceLue]:
    with fichier.lire() as session:
        return {r.nom: r for r in lire_parc(session).residences}


def la_mesure(fichier: Fichier, indicateur: Indicateur, nom: str = "Le Clos des Pins") -> Mesure:
    return residences(fichier)[nom].mesures[indicateur]


def les_phrases(rapport: Rapport) -> str:
    return " ".join(a.message for a in rapport.anomalies).replace(INSECABLE, " ")


def test_un_tableau_ajoute_la_residence_ses_effectifs_et_ses_taux(fichier: Fichier, tmp_path: Path) -> None:
    rapport = importe(fichier, tmp_path, (*TITRES, "Nb 1er quartile", "Part APL"), (*CLOS, 14, "62 %"))

    residence = residences(fichier)["Le Clos des Pins"]
    assert rapport.lignes[Sort.CREEE] == 1
    assert (residence.bailleur, residence.commune, residence.nb_logements) == (*CLOS[:1], "Perpignan", 48)
    q1, apl = residence.mesures[Indicateur.Q1], residence.mesures[Indicateur.APL]
    assert (q1.nombre, q1.sur, q1.au, q1.source) == (14, 45, date(2025, 1, 1), "ops.csv")
    assert (apl.taux, apl.nombre, apl.sur) == (Decimal(62), None, 45)


def test_le_fichier_se_reconnait_seul(fichier: Fichier, tmp_path: Path) -> None:
    source = un_csv(tmp_path, (*TITRES, "Q1", "Part APL", "Taux d’impayés"), (*CLOS, "31 %", "62 %", "8 %"))

    assert importer(fichier, source).lignes[Sort.CREEE] == 1


def test_un_classeur_en_pourcentages_s_ecrit_de_zero_a_un_et_se_lit_en_pour_cent(
    fichier: Fichier, tmp_path: Path
) -> None:
    classeur = Workbook()
    feuille = classeur.active
    assert feuille is not None
    for ligne in ((*TITRES, "Part APL", "Taux de vacance"), (*CLOS, 0.62, 0.03)):
        feuille.append(ligne)
    for colonne in "GH":
        feuille[f"{colonne}2"].number_format = "0%"
    classeur.save(tmp_path / "ops.xlsx")

    rapport = importer(fichier, tmp_path / "ops.xlsx", nature="residences")

    assert la_mesure(fichier, Indicateur.APL).taux == 62
    assert la_mesure(fichier, Indicateur.VACANCE).taux == 3
    assert "0,31 est lu 31 %" in les_phrases(rapport)


def test_une_colonne_de_petits_nombres_parmi_de_grands_ne_se_devine_pas(fichier: Fichier, tmp_path: Path) -> None:
    rapport = importe(fichier, tmp_path, (*TITRES, "Part APL", "Taux de vacance"), (*CLOS, "62", "0,3"))

    mesures = residences(fichier)["Le Clos des Pins"].mesures
    assert list(mesures) == [Indicateur.APL]
    assert "écrivez-le avec le signe %" in les_phrases(rapport)


def test_un_petit_taux_avec_son_signe_se_lit(fichier: Fichier, tmp_path: Path) -> None:
    importe(fichier, tmp_path, (*TITRES, "Part APL", "Taux de vacance"), (*CLOS, "62", "0,3 %"))

    assert la_mesure(fichier, Indicateur.VACANCE).taux == Decimal("0.3")


def test_une_fraction_donne_ses_deux_effectifs(fichier: Fichier, tmp_path: Path) -> None:
    importe(fichier, tmp_path, (*TITRES, "Familles monoparentales"), (*CLOS, "9 sur 45"))

    lue = la_mesure(fichier, Indicateur.MONOPARENTAL)
    assert (lue.nombre, lue.sur) == (9, 45)


@pytest.mark.parametrize(
    ("titre", "valeur", "dit"),
    [
        ("Nb 1er quartile", "46", "46 pour un total de 45"),
        ("Part APL", "140 %", "il va de 0 à 100"),
        ("Part APL", "50 sur 45", "compte plus de ménages qu’il n’y en a"),
        ("Part APL", "beaucoup", "n’est pas un nombre"),
        ("Part APL", "", "Aucun indicateur"),
    ],
)
def test_une_valeur_impossible_ecarte_la_ligne_et_se_dit(
    fichier: Fichier, tmp_path: Path, titre: str, valeur: str, dit: str
) -> None:
    rapport = importe(fichier, tmp_path, (*TITRES, titre), (*CLOS, valeur))

    assert residences(fichier) == {}
    assert dit in les_phrases(rapport)


def test_une_residence_sans_nom_ou_une_date_a_venir_sont_refusees(fichier: Fichier, tmp_path: Path) -> None:
    sans_nom, demain = (CLOS[0], "", *CLOS[2:]), (*CLOS[:5], "21/11/2026")

    rapport = importe(fichier, tmp_path, (*TITRES, "Part APL"), (*sans_nom, "62 %"), (*demain, "62 %"))

    assert residences(fichier) == {}
    assert "« Résidence » est vide" in les_phrases(rapport)
    assert "après aujourd’hui" in les_phrases(rapport)


def test_sans_date_l_annee_du_fichier_sert_ou_la_ligne_est_refusee(fichier: Fichier, tmp_path: Path) -> None:
    titres, ligne = (*TITRES[:5], "Part APL"), (*CLOS[:5], "62 %")

    refusee = importer(fichier, un_csv(tmp_path, titres, ligne), nature="residences")
    importer(fichier, un_csv(tmp_path, titres, ligne, nom="OPS_2024.csv"), nature="residences")

    assert "La date des données manque" in les_phrases(refusee)
    assert la_mesure(fichier, Indicateur.APL).au == date(2024, 1, 1)


@pytest.mark.parametrize("titre", ["Nationalité", "% étrangers", "Origine", "Religion", "Nom du locataire"])
def test_une_colonne_sur_l_origine_ou_l_identite_est_refusee_par_son_nom(
    fichier: Fichier, tmp_path: Path, titre: str
) -> None:
    rapport = importe(fichier, tmp_path, (*TITRES, "Part APL", titre), (*CLOS, "62 %", "30 %"))

    assert list(residences(fichier)["Le Clos des Pins"].mesures) == [Indicateur.APL]
    assert f"Colonne « {titre} » refusée" in les_phrases(rapport)


def test_une_colonne_refusee_l_est_meme_designee_pour_un_indicateur(fichier: Fichier, tmp_path: Path) -> None:
    from db.imports.importer import Cible

    source = un_csv(tmp_path, (*TITRES, "Part APL", "% étrangers"), (*CLOS, "62 %", "30 %"))

    importer(fichier, source, nature="residences", cible=Cible(colonnes={"% étrangers": "monoparental"}))

    assert list(residences(fichier)["Le Clos des Pins"].mesures) == [Indicateur.APL]


def test_un_nouveau_tableau_n_efface_pas_le_precedent(fichier: Fichier, tmp_path: Path) -> None:
    importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS[:5], "01/01/2023", "58 %"))
    rapport = importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"))

    residence = residences(fichier)["Le Clos des Pins"]
    assert rapport.lignes[Sort.MODIFIEE] == 1
    assert [(m.au.year, m.taux) for m in residence.histoire] == [(2025, 62), (2023, 58)]


def test_la_meme_date_se_corrige_et_le_meme_fichier_ne_change_rien(fichier: Fichier, tmp_path: Path) -> None:
    importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "58 %"))
    corrige = importe(fichier, tmp_path, (*TITRES, "Nb APL"), (*CLOS, 28))
    encore = importe(fichier, tmp_path, (*TITRES, "Nb APL"), (*CLOS, 28))

    (lue,) = residences(fichier)["Le Clos des Pins"].histoire
    assert (lue.taux, lue.nombre, lue.sur) == (None, 28, 45)
    assert (corrige.lignes[Sort.MODIFIEE], encore.lignes[Sort.INCHANGEE]) == (1, 1)


def test_un_taux_arrondi_ne_remplace_pas_les_effectifs_qu_il_redit(fichier: Fichier, tmp_path: Path) -> None:
    """28/45 = 62,2 % : « 62 % » le redit, « 58 % » le corrige et les effectifs d'avant s'en vont."""
    importe(fichier, tmp_path, (*TITRES, "Nb APL"), (*CLOS, 28))
    redit = importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"))
    lue = la_mesure(fichier, Indicateur.APL)
    assert (redit.lignes[Sort.INCHANGEE], lue.nombre) == (1, 28)

    importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "58 %"))

    lue = la_mesure(fichier, Indicateur.APL)
    assert (lue.taux, lue.nombre, lue.sur) == (58, None, 45)


def test_une_saisie_plus_recente_que_l_import_est_gardee(fichier: Fichier, tmp_path: Path) -> None:
    importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"))
    au = date(2025, 1, 1)
    with fichier.ecrire("Résidence") as session:
        mesurer(session, 1, au, [Mesure(Indicateur.APL, au, Decimal(70), None, 45)])

    importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"))

    assert la_mesure(fichier, Indicateur.APL).taux == 70


def test_deux_bailleurs_peuvent_avoir_une_residence_du_meme_nom(fichier: Fichier, tmp_path: Path) -> None:
    autre = ("Canigou Logement", *CLOS[1:])

    importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"), (*autre, "40 %"))

    with fichier.lire() as session:
        assert len(lire_parc(session).residences) == 2
    sans_bailleur = importe(fichier, tmp_path, (*TITRES[1:], "Part APL"), (*CLOS[1:], "50 %"))
    assert "Plusieurs résidences s’appellent" in les_phrases(sans_bailleur)


def test_deux_fois_la_meme_residence_a_la_meme_date_se_dit(fichier: Fichier, tmp_path: Path) -> None:
    rapport = importe(fichier, tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"), (*CLOS, "40 %"))

    assert "est déjà à la ligne 2" in les_phrases(rapport)
    assert la_mesure(fichier, Indicateur.APL).taux == 62


def test_l_import_s_annule_et_simuler_n_ecrit_rien(fichier: Fichier, tmp_path: Path) -> None:
    source = un_csv(tmp_path, (*TITRES, "Part APL"), (*CLOS, "62 %"))
    importer(fichier, source, nature="residences", simuler=True)
    assert residences(fichier) == {}
    importer(fichier, source, nature="residences")

    with fichier.ecrire("Annulation") as session:
        annuler(session, fichier.ecritures[-1])

    assert residences(fichier) == {}


def test_la_phrase_d_une_offre_et_le_silence_sans_residence(fichier: Fichier, tmp_path: Path) -> None:
    """Sans seuil du premier quartile, on ne sait pas si le ménage en est : 15/46 = 32,6 %, 14/46 = 30,4 %."""
    importe(fichier, tmp_path, (*TITRES, "Nb 1er quartile"), (*CLOS, 14))
    ici = LogementOffert(residence="LE CLOS DES PINS", bailleur="Tramontane Habitat")
    ailleurs = LogementOffert(residence="Les Oliviers")
    with fichier.ecrire("Cas") as session:
        session.add(menage := un_menage())
        session.flush()
        numero = menage.id

    with fichier.lire() as session:
        dites = phrases(session, [(ici, numero), (ailleurs, numero)], date(2026, 11, 20))
        assert dites[0] == phrase(session, ici, numero, date(2026, 11, 20))

    assert (dites[0] or "").replace(FINE, " ").replace(INSECABLE, " ") == (
        "Le Clos des Pins : attribuer ici porterait la part du 1ᵉʳ quartile de 31 % à 33 % si ce ménage en est, "
        "à 30 % sinon (charte : 40 %)."
    )
    assert dites[1] is None


def test_la_moyenne_du_bas_n_est_pas_un_total_faux(tmp_path: Path) -> None:
    """48 + 33 = 81 logements ; des taux ne s'additionnent pas."""
    autre, bas = (CLOS[0], "Les Remparts", "Perpignan", 33, 31, "01/01/2025"), ("TOTAL", "", "", 82, 76, "")
    source = un_csv(tmp_path, (*TITRES, "Part APL", "Part chômage"), (*CLOS, "62", "12"), (*autre, "58", "10"),
                    (*bas, "60", "11"))  # fmt: skip

    (examine,) = examiner(source).tableaux

    assert [(c.titre, c.ecart) for c in examine.controles if not c.convient] == [("Nombre de logements", 1)]


def test_l_effet_d_une_offre_se_dit_le_dossier_referme(fichier: Fichier, tmp_path: Path) -> None:
    """Des ressources saisies mois par mois se lisent tant que le dossier est ouvert, pas après."""
    importe(fichier, tmp_path, (*TITRES, "Nb 1er quartile"), (*CLOS, 14))
    menage = un_menage()
    menage.ressources_mensuelles.append(
        Ressource(mois=date(2026, 10, 1), code=CodeRessource.AF, montant=Decimal(150))
    )
    with fichier.ecrire("Cas") as session:
        session.add(menage)
    with fichier.lire() as session:
        avant = avant_offre(session, menage.id, date(2026, 11, 20))
    assert avant is not None

    dit = avant.equilibre(LogementOffert(residence="Le Clos des Pins"))

    assert dit is not None and "attribuer ici" in dit.phrase

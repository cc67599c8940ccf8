"""La ligne de commande fait tout ce que fait la fenêtre, sans écran, et parle français quand on se trompe."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.fichier import ouvrir
from relogement.modeles import Menage
from relogement.nomenclatures import Condition, Reponse
from relogement.offre import CONDITIONS_13_BIS
from tests.exemples import EXEMPLES, avec_le_partage
from tests.fabrique import une_offre
from ui.cli import main

SAISIE = """OPERATION;DOSSIER;NOM;NB_PERSONNES;NB_MOINS_14;RESSOURCES;SURF_AV;LOYER_AV;CHARGES_AV;APL_AV;NATURE;\
DATE_BAIL;DATE_ENTREE;QPV_AP;SURF_AP;LOYER_AP;CHARGES_AP;APL_AP;NEUF_AP
OP1;A1;MARTIN;1;0;1050;58;310;95;210;DEFINITIF;15/02/2026;16/02/2026;HORS;47;290,34;78;215;oui
OP1;A2;DURAND;2;0;1200;60;300;90;;;;;;;;;;
"""


@pytest.fixture
def base(tmp_path: Path) -> str:
    """Un projet de deux dossiers, fait par la ligne de commande."""
    base = str(tmp_path / "projet.relogement")
    saisie = tmp_path / "saisie.csv"
    saisie.write_text(SAISIE, "utf-8-sig")
    assert nouveau(base) == 0
    assert main(["importer", str(saisie), "--base", base]) == 0
    return base


def nouveau(base: str, *options: str) -> int:
    obligatoires = ["--projet", "Essai", "--qpv", "QP066007", "--zone-apl", "2", "--zone-plafond", "autres"]
    return main(["nouveau", base, *obligatoires, *options])


def sortie(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def refus(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """La phrase dite quand la commande est refusée, toujours avec le code 2 et sans trace."""
    capsys.readouterr()
    try:
        code = main(arguments)
    except SystemExit as fin:
        code = int(fin.code or 0)
    assert code == 2
    phrase = capsys.readouterr().err.strip()
    assert "Traceback" not in phrase
    return phrase


def test_le_bilan_en_json_a_les_cles_convenues(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    bilan = sortie(capsys, "bilan", "--base", base, "--dossier", "A1", "--json")

    # 310 + 95 − 210 = 195 ; 290,34 + 78 − 215 = 153,34 ; 153,34 / 1050 = 14,60 %
    assert (bilan["rac_av"], bilan["rac_ap"], bilan["delta"], bilan["delta_pct"]) == (
        "195.00",
        "153.34",
        "-41.66",
        "-21.36",
    )
    assert (bilan["te_ap"], bilan["uc"], bilan["quartile"]) == ("14.60", "1.00", "NR")
    assert bilan["maitrise"] == {"valeur": "OUI", "motif": "le RAC baisse de 41,66\u202f€"}
    assert bilan["hors_qpv"]["valeur"] == bilan["neuf"]["valeur"] == bilan["hors_site"]["valeur"] == "OUI"
    assert (bilan["dans_la_base"], bilan["motif_exclusion"]) == (True, None)


def test_un_montant_inconnu_est_nr_avec_sa_raison(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    bilan = sortie(capsys, "bilan", "--base", base, "--dossier", "A2", "--json")

    assert (bilan["rac_av"], bilan["motifs"]["rac_av"]) == ("NR", "APL inconnue")
    assert (bilan["dans_la_base"], bilan["motif_exclusion"]) == (False, "pas encore relogé")


def test_le_bilan_en_json_dit_chaque_offre_et_chaque_raison(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    fichier = ouvrir(base)
    with fichier.ecrire("Offre") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "A2")).one()
        menage.offres.append(
            une_offre(conditions=Condition.A_VERIFIER, reponse=Reponse.SILENCE, motif_recevable=None)
        )
    fichier.fermer()

    (offre_dite,) = sortie(capsys, "bilan", "--base", base, "--dossier", "A2", "--json")["offres"]

    assert offre_dite["rang"] == 1
    assert offre_dite["compte"]["valeur"] == "NR"
    assert "bon état et hygiène (état du logement à dire par l’agent)" in offre_dite["compte"]["motif"]
    assert list(offre_dite["conditions"]) == list(CONDITIONS_13_BIS)
    assert all(condition["motif"] for condition in offre_dite["conditions"].values())


def test_un_menage_de_zero_personne_est_non_renseigne_et_dit_quoi_corriger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, saisie = str(tmp_path / "p.relogement"), tmp_path / "s.csv"
    saisie.write_text(SAISIE.replace("MARTIN;1;0", "MARTIN;0;0"), "utf-8-sig")
    assert nouveau(base) == 0
    assert main(["importer", str(saisie), "--base", base]) == 0

    bilan = sortie(capsys, "bilan", "--base", base, "--dossier", "A1", "--json")

    assert (bilan["uc"], bilan["rav"], bilan["quartile"]) == ("NR", "NR", "NR")
    assert bilan["motifs"]["uc"] == "un ménage compte au moins une personne : corrigez le nombre de personnes"
    assert bilan["motifs"]["quartile"] == bilan["motifs"]["uc"]


@pytest.mark.parametrize(
    ("charte", "mot"),
    [
        ("rac_seuil = 10\n", "clé inconnue : « rac_seuil »"),
        ("te_max_pct = 300\n", "« te_max_pct » (Taux d’effort maximal) : la valeur « 300 » n’est pas possible"),
        ("distance_km = -5\n", "« distance_km »"),
        ('[[paliers]]\njusqu_a = "Q1"\n', "palier 1 : il ne change aucun seuil"),
    ],
)
def test_une_charte_qui_ne_va_pas_est_refusee_et_rien_n_est_cree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], charte: str, mot: str
) -> None:
    fichier, base = tmp_path / "charte.toml", tmp_path / "p.relogement"
    fichier.write_text(charte, "utf-8")
    demande = ["nouveau", str(base), "--projet", "Essai", "--qpv", "QP066007", "--zone-apl", "2"]

    assert mot in refus(capsys, *demande, "--zone-plafond", "autres", "--charte", str(fichier))
    assert not base.exists()


def test_sans_dossier_le_bilan_les_donne_tous(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [b["dossier"] for b in sortie(capsys, "bilan", "--base", base, "--json")] == ["A1", "A2"]


def test_les_indicateurs_en_json_ont_la_forme_convenue(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures = sortie(capsys, "indicateurs", "--base", base, "--au", "2026-11-20", "--json")

    assert figures["au"] == "2026-11-20"
    assert figures["base"] == {"tous": 1, "titulaires": 1}
    codes = [i["code"] for i in figures["indicateurs"]]
    criteres = ["NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE"]
    assert codes == [*criteres, "INTERBAILLEUR", "AVANCEMENT", "LIBERATION", "EVAPORATION"]
    neuf = {"oui": 1, "base": 1, "nr": 0, "so": 0, "pct": "100.00", "couverture": "100.00"}
    assert figures["indicateurs"][0]["tous"] == neuf
    inconnu = {"oui": 0, "base": 0, "nr": 1, "so": 0, "pct": None, "couverture": "0.00"}
    assert figures["indicateurs"][4]["tous"] == inconnu


def test_une_date_passee_ne_voit_pas_les_relogements_d_apres(
    base: str, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = sortie(capsys, "indicateurs", "--base", base, "--au", "2026-02-15", "--json")

    assert figures["base"]["tous"] == 0


@pytest.mark.parametrize(
    ("arguments", "attendue"),
    [
        # Exemples des textes : le samedi 14/02/2026 et le vendredi 1er mai 2026 reportent.
        (("2026-02-04", "--jours", "10"), "2026-02-16"),
        (("2026-04-21", "--jours", "10"), "2026-05-04"),
        (("2026-01-31", "--mois", "1"), "2026-03-02"),
        (("2026-03-24", "--jours", "10"), "2026-04-03"),
        (("2026-03-24", "--jours", "10", "--alsace-moselle"), "2026-04-07"),
    ],
)
def test_une_echeance_donne_sa_date_et_ce_qui_l_a_deplacee(
    arguments: tuple[str, ...], attendue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["echeance", *arguments]) == 0

    lignes = capsys.readouterr().out.splitlines()
    assert lignes[0] == attendue


def test_verifier_dit_le_dossier_dont_le_bilan_est_perime(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3
    from contextlib import closing

    assert main(["verifier", "--base", base]) == 0
    with closing(sqlite3.connect(base)) as connexion, connexion:
        connexion.execute("UPDATE bilan SET rac_ap = 1 WHERE rac_ap IS NOT NULL")

    assert main(["verifier", "--base", base]) == 1
    assert "A1" in capsys.readouterr().err


def test_une_sauvegarde_se_restaure_et_l_ancien_fichier_reste_a_cote(base: str, tmp_path: Path) -> None:
    copie = tmp_path / "copie.relogement"
    assert main(["sauvegarder", "--base", base, "--vers", str(copie)]) == 0

    assert main(["restaurer", str(copie), "--base", base]) == 0

    assert main(["verifier", "--base", base]) == 0
    assert len(list(tmp_path.glob("projet-remplacé-*.relogement"))) == 1


def test_simuler_rend_le_rapport_sans_ecrire(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saisie, rapport = tmp_path / "autre.csv", tmp_path / "r.json"
    saisie.write_text("OPERATION;DOSSIER;NOM\nOP1;B1;NOVAK", "utf-8")

    assert main(["importer", str(saisie), "--base", base, "--simuler", "--rapport", str(rapport)]) == 0

    lu = json.loads(rapport.read_text("utf-8"))
    assert set(lu) == {"lignes", "logements", "menages", "personnes", "totaux", "anomalies"}
    assert lu["lignes"] == {"lues": 1, "creees": 1, "modifiees": 0, "inchangees": 0, "ecartees": 0}
    assert len(sortie(capsys, "bilan", "--base", base, "--json")) == 2


@pytest.mark.parametrize(
    ("arguments", "mots"),
    [
        (("bilan", "--base", "{base}", "--dossier", "Z9", "--json"), "Z9"),
        (("bilan", "--base", "absent.relogement", "--json"), "n’existe pas"),
        (("indicateurs", "--base", "{base}", "--operation", "XX"), "OP1"),
        (("indicateurs", "--base", "{base}", "--au", "20/11/2026"), "AAAA-MM-JJ"),
        (("importer", "absent.xlsx", "--base", "{base}"), "absent.xlsx"),
        (("importer", "{dossier}", "--base", "{base}"), "dossier"),
        (("exporter", "rime", "--base", "{base}"), "il manque"),
        (("echeance", "2026-02-30", "--jours", "10"), "date"),
        (("echeance", "2026-02-04", "--jours", "-3"), "délai"),
        (("nouveau", "{base}"), "il manque"),
        (("danser",), "choix inconnu"),
    ],
)
def test_une_faute_d_usage_est_une_phrase_en_francais(
    arguments: tuple[str, ...], mots: str, base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    donnes = [a.format(base=base, dossier=tmp_path) for a in arguments]

    assert mots in refus(capsys, *donnes)


def test_un_projet_existant_n_est_jamais_ecrase(base: str, capsys: pytest.CaptureFixture[str]) -> None:
    avant = Path(base).read_bytes()

    assert nouveau(base) == 2

    assert "existe déjà" in capsys.readouterr().err
    assert Path(base).read_bytes() == avant


def test_un_code_de_qpv_impossible_est_refuse_sans_rien_creer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = str(tmp_path / "p.relogement")
    options = ["--projet", "P", "--qpv", "66007", "--zone-apl", "2", "--zone-plafond", "autres"]

    assert "QPV" in refus(capsys, "nouveau", base, *options)

    assert not Path(base).exists()


def test_une_charte_donnee_change_le_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    charte, base = tmp_path / "charte.toml", str(tmp_path / "p.relogement")
    charte.write_text(
        'libelle = "Charte"\nen_vigueur_le = 2024-01-01\nneutralise_baisse = false\nte_max_pct = 14', "utf-8"
    )
    saisie = tmp_path / "s.csv"
    saisie.write_text(SAISIE, "utf-8")
    assert nouveau(base, "--charte", str(charte)) == 0
    assert main(["importer", str(saisie), "--base", base]) == 0

    bilan = sortie(capsys, "bilan", "--base", base, "--dossier", "A1", "--json")

    # Le taux d'effort de 14,60 % dépasse 14 % : la baisse ne suffit plus.
    assert bilan["maitrise"]["valeur"] == "NON"


def test_une_charte_a_cle_inconnue_est_refusee_par_son_nom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    charte = tmp_path / "charte.toml"
    charte.write_text("te_maxi = 30", "utf-8")

    assert nouveau(str(tmp_path / "p.relogement"), "--charte", str(charte)) == 2

    assert "te_maxi" in capsys.readouterr().err


def test_la_commande_n_importe_pas_qt(base: str) -> None:
    programme = (
        "import sys; from ui.app import main; sys.argv = ['relogement', 'bilan', '--base', sys.argv[1], '--json'];"
        "main(); assert not [m for m in sys.modules if m.startswith('PySide6')]"
    )

    fini = subprocess.run([sys.executable, "-c", programme, base], capture_output=True, text=True, check=False)

    assert fini.returncode == 0, fini.stderr


@avec_le_partage
def test_les_cas_attendus_sortent_de_la_ligne_de_commande(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attendus = json.loads((EXEMPLES / "ATTENDUS.json").read_text("utf-8"))["saisie_cas.csv"]
    base = str(tmp_path / "cas.relogement")
    nouveau(base)
    main(["importer", str(EXEMPLES / "saisie_cas.csv"), "--base", base])

    for reference, attendu in attendus["dossiers"].items():
        bilan = sortie(capsys, "bilan", "--base", base, "--dossier", reference, "--json")
        for cle, valeur in attendu.items():
            obtenu = bilan[cle]["valeur"] if isinstance(bilan[cle], dict) else bilan[cle]
            assert obtenu == valeur, (reference, cle)


def test_une_commune_inconnue_est_refusee_avec_un_exemple(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert nouveau(str(tmp_path / "p.relogement"), "--commune", "99999") == 2

    assert "66136" in capsys.readouterr().err


def test_un_rapport_impossible_a_ecrire_se_dit_avant_d_importer(
    base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saisie = tmp_path / "autre.csv"
    saisie.write_text("OPERATION;DOSSIER;NOM\nOP1;B1;NOVAK", "utf-8")
    rapport = str(tmp_path / "absent" / "r.json")

    assert "Rien n’a été importé" in refus(capsys, "importer", str(saisie), "--base", base, "--rapport", rapport)

    assert len(sortie(capsys, "bilan", "--base", base, "--json")) == 2

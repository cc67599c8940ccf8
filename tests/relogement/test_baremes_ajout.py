"""Une période s'ajoute à la suite d'un barème, se contrôle, et ne remplace jamais rien."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from relogement.baremes import (
    Periode,
    ajouter_periode,
    bareme,
    controler,
    examiner,
    lire_periodes,
    perime,
    periodes,
    periodes_ignorees,
)
from relogement.erreurs import ErreurMetier
from relogement.regles.apl import estimer
from tests.relogement.regles.apl.fabrique import une_demande

OCTOBRE_2027 = date(2027, 10, 1)
UN_ET_DEMI = Decimal("1.015")


def revalorisees(valeurs: Any, taux: Decimal = UN_ET_DEMI) -> Any:
    """Les mêmes valeurs, au centime, après une hausse."""
    if isinstance(valeurs, dict):
        return {cle: revalorisees(valeur, taux) for cle, valeur in valeurs.items()}
    return (valeurs * taux).quantize(Decimal("0.01"))


def la_suivante(**faits: Any) -> Periode:
    """Les loyers plafonds du 1er octobre 2027 : ceux de 2026, plus 1,5 %."""
    valeurs = revalorisees(dict(bareme("apl_loyers").valeurs))
    suivante = Periode(OCTOBRE_2027, "Arrêté du 27/09/2027, art. 1", date(2027, 10, 4), valeurs)
    return replace(suivante, **faits)


def test_une_periode_ajoutee_vaut_des_son_debut_et_laisse_les_autres(tmp_path: Path) -> None:
    avant = periodes("apl_loyers")

    ajouter_periode("apl_loyers", la_suivante(), tmp_path)

    assert periodes("apl_loyers", tmp_path)[:-1] == avant == periodes("apl_loyers")
    # 293,68 × 1,015 = 298,0852.
    assert bareme("apl_loyers", OCTOBRE_2027, dossier=tmp_path).nombre("loyer.zone_2.seul") == Decimal("298.09")
    assert bareme("apl_loyers", date(2027, 9, 30), dossier=tmp_path) == avant[-1]
    assert controler("apl_loyers", tmp_path) == []
    assert perime("apl_loyers", OCTOBRE_2027, tmp_path) is None


def test_l_estimation_suit_la_periode_ajoutee(tmp_path: Path) -> None:
    avant = estimer(une_demande(), au=OCTOBRE_2027, dossier=tmp_path)

    ajouter_periode("apl_loyers", la_suivante(), tmp_path)
    apres = estimer(une_demande(), au=OCTOBRE_2027, dossier=tmp_path)

    assert (avant.bareme_du, apres.bareme_du) == (date(2026, 10, 1), OCTOBRE_2027)
    assert apres.apl > avant.apl


def test_deux_periodes_s_ajoutent_l_une_apres_l_autre(tmp_path: Path) -> None:
    ajouter_periode("apl_loyers", la_suivante(texte='Arrêté dit « "des guillemets" »'), tmp_path)
    ajouter_periode("apl_loyers", la_suivante(debut=date(2028, 10, 1)), tmp_path)

    assert [p.debut.year for p in periodes("apl_loyers", tmp_path)[-2:]] == [2027, 2028]
    assert periodes("apl_loyers", tmp_path)[-2].texte == 'Arrêté dit « "des guillemets" »'


@pytest.mark.parametrize(
    ("faits", "mot"),
    [
        ({"texte": "  "}, "référence"),
        ({"debut": date(2026, 10, 1)}, "01/10/2026"),
        ({"debut": date(2020, 1, 1)}, "ne se change pas"),
        ({"valeurs": {}}, "aucun montant"),
        ({"valeurs": {"charges": {"base": Decimal(62)}}}, "mêmes lignes"),
        ({"valeurs": revalorisees(dict(bareme("apl_loyers").valeurs), Decimal(-1))}, "pas possible"),
        ({"valeurs": revalorisees(dict(bareme("apl_loyers").valeurs), Decimal(0))}, "pas possible"),
    ],
)
def test_une_periode_qui_ne_va_pas_est_refusee_sans_rien_ecrire(
    faits: dict[str, Any], mot: str, tmp_path: Path
) -> None:
    with pytest.raises(ErreurMetier, match=mot):
        ajouter_periode("apl_loyers", la_suivante(**faits), tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_une_faute_de_frappe_sort_du_taux_des_autres_lignes(tmp_path: Path) -> None:
    valeurs = revalorisees(dict(bareme("apl_loyers").valeurs))
    valeurs["loyer"]["zone_1"]["couple"] = Decimal("421.50")  # 406,40 × 1,015 = 412,50

    examen = examiner("apl_loyers", la_suivante(valeurs=valeurs), tmp_path)

    assert examen.a_relire == (
        "Loyer, zone\u00a01, couple\u00a0: 421,50, alors que le taux des autres lignes donne 412,50.",
    )
    lignes = {ligne.nom: ligne for ligne in examen.lignes}
    assert lignes["loyer.zone_1.couple"].avant == Decimal("406.40")
    # (62,21 − 61,29) / 61,29 = 1,50 %.
    ecart = lignes["charges.base"].ecart_pct
    assert ecart is not None and round(ecart, 2) == Decimal("1.50")
    assert list(tmp_path.iterdir()) == []


def test_le_controle_nomme_la_valeur_et_sa_periode(tmp_path: Path) -> None:
    valeurs = revalorisees(dict(bareme("apl_loyers").valeurs))
    valeurs["participation"]["minimum"] = Decimal("46.10")

    ajouter_periode("apl_loyers", la_suivante(valeurs=valeurs), tmp_path)

    (defaut,) = controler("apl_loyers", tmp_path)
    assert defaut.startswith("apl_loyers, 01/10/2027, Participation minimale\u00a0: 46,10")


def test_un_bareme_a_completer_se_complete(tmp_path: Path) -> None:
    montants = {"zone_1": {"t1_t2": Decimal(3000)}}
    echelle = Periode(date(2026, 12, 1), "RGA, art. 2.1.3.2", date(2026, 12, 1), montants)

    ajouter_periode("minoration_loyer", echelle, tmp_path)

    assert bareme("minoration_loyer", dossier=tmp_path).nombre("zone_1.t1_t2") == 3000
    assert controler("minoration_loyer", tmp_path) == []


def test_une_periode_que_le_logiciel_livre_deja_n_est_plus_lue(tmp_path: Path) -> None:
    (tmp_path / "apl_r0.toml").write_text(
        '[[periode]]\ndebut = 2026-01-01\ntexte = "Saisi ici"\nlu_le = 2026-01-02\n[periode.r0]\nseul = 1\n',
        "utf-8",
    )

    assert periodes("apl_r0", tmp_path) == periodes("apl_r0")
    assert len(periodes_ignorees("apl_r0", tmp_path)) == 1
    assert "n’est plus lu" in controler("apl_r0", tmp_path)[0]


@pytest.mark.parametrize(
    ("texte", "mot"),
    [
        ("[[periode]\n", "TOML"),
        ("periode = 3\n", "\\[\\[periode\\]\\]"),
        ("[[periode]]\ndebut = 2027-01-01\nlu_le = 2027-01-01\n", "référence"),
        ('[[periode]]\ntexte = "T"\nlu_le = 2027-01-01\n', "date de début"),
        ('[[periode]]\ndebut = 2027-01-01\ntexte = "T"\n', "lu"),
        ('[[periode]]\ndebut = "demain"\ntexte = "T"\nlu_le = 2027-01-01\n', "debut"),
        (2 * '[[periode]]\ndebut = 2027-01-01\ntexte = "T"\nlu_le = 2027-01-01\n', "deux périodes"),
        (
            '[[periode]]\ndebut = 2027-01-01\nfin = 2027-03-31\ntexte = "T"\nlu_le = 2027-01-01\n'
            '[[periode]]\ndebut = 2027-05-01\ntexte = "T"\nlu_le = 2027-01-01\n',
            "un trou",
        ),
        (
            '[[periode]]\ndebut = 2027-01-01\nfin = 2027-06-30\ntexte = "T"\nlu_le = 2027-01-01\n'
            '[[periode]]\ndebut = 2027-05-01\ntexte = "T"\nlu_le = 2027-01-01\n',
            "un recouvrement",
        ),
    ],
)
def test_un_fichier_qui_ne_va_pas_a_sa_phrase(texte: str, mot: str, tmp_path: Path) -> None:
    with pytest.raises(ErreurMetier, match=mot):
        lire_periodes(texte, "apl_r0")
    (tmp_path / "apl_r0.toml").write_text(texte, "utf-8")

    assert len(controler("apl_r0", tmp_path)) == 1


def test_un_bareme_inconnu_a_sa_phrase() -> None:
    with pytest.raises(ErreurMetier, match="n’existe pas"):
        bareme("rien")


def test_une_panne_d_ecriture_garde_l_ancien_fichier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ajouter_periode("apl_loyers", la_suivante(), tmp_path)
    avant = (tmp_path / "apl_loyers.toml").read_bytes()

    def disque_plein(*_: object) -> None:
        raise OSError("disque plein")

    monkeypatch.setattr("os.replace", disque_plein)
    with pytest.raises(ErreurMetier, match="n’a pas pu être enregistré"):
        ajouter_periode("apl_loyers", la_suivante(debut=date(2028, 10, 1)), tmp_path)

    assert [f.name for f in tmp_path.iterdir()] == ["apl_loyers.toml"]
    assert (tmp_path / "apl_loyers.toml").read_bytes() == avant

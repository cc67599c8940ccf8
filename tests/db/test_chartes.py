"""Une nouvelle version de la charte dit son effet avant d'être acceptée, puis refait tous les bilans."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from db.bilans import differences
from db.chartes import ajouter, charte_en_vigueur, effet, versions
from db.fichier import Fichier
from relogement.champs import champs
from relogement.charte import Charte
from relogement.charte_fichier import charte_saisie, en_toml, lire_charte
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.modeles import Bilan
from relogement.nomenclatures import Critere, Moment
from relogement.travail import Annulation
from tests.fabrique import un_cout, un_menage, un_relogement, une_charte, une_operation

JANVIER = date(2026, 1, 1)


def trois_menages() -> list[Menage]:
    """Avant : 300 + 80 − 200 = 180 €. Après : 195 (+8,33 %), 205 (+13,89 %) et 225 € (+25 %)."""
    operation, menages = une_operation(), []
    for rang, loyer in enumerate(("315", "325", "345"), start=1):
        menage = un_menage(f"D{rang}", operation=operation, avant=un_cout())
        un_relogement(menage, cout=un_cout(loyer, moment=Moment.APRES))
        menages.append(menage)
    return menages


@pytest.fixture
def projet(fichier: Fichier) -> Fichier:
    with fichier.ecrire("Saisie") as session:
        session.add_all(trois_menages())
    return fichier


def la_version(**champs: object) -> Charte:
    return une_charte(**{"libelle": "Charte signée", "en_vigueur_le": JANVIER} | champs)


def maitrises(fichier: Fichier) -> list[Critere]:
    with fichier.lire() as session:
        return list(session.scalars(session.query(Bilan.maitrise).order_by(Bilan.menage_id).statement))


def test_l_effet_compte_les_verdicts_qui_changeraient_sans_rien_ecrire(projet: Fichier) -> None:
    """À 15 % de hausse admise, le deuxième devient maîtrisé ; à 5 %, le premier ne l'est plus."""
    with projet.lire() as session:
        large = effet(session, la_version(rac_seuil_pct=Decimal(15)))
        etroite = effet(session, la_version(rac_seuil_pct=Decimal(5)))
        pareille = effet(session, la_version())

    assert maitrises(projet) == [Critere.OUI, Critere.NON, Critere.NON]
    assert large.verdicts["maitrise"] == Counter({(Critere.NON, Critere.OUI): 1})
    assert etroite.verdicts["maitrise"] == Counter({(Critere.OUI, Critere.NON): 1})
    assert (large.dossiers, large.nombre, pareille.nombre) == (3, 1, 0)


def test_une_version_datee_apres_les_baux_ne_les_rejuge_pas(projet: Fichier) -> None:
    with projet.lire() as session:
        assert effet(session, la_version(en_vigueur_le=date(2026, 6, 1), rac_seuil_pct=Decimal(50))).nombre == 0


def test_accepter_refait_tous_les_bilans_dans_la_meme_ecriture(projet: Fichier) -> None:
    vus: list[tuple[int, int]] = []

    with projet.ecrire("Charte", avancement=lambda fait, total: vus.append((fait, total))) as session:
        ajouter(session, la_version(rac_seuil_pct=Decimal(15)))

    assert maitrises(projet) == [Critere.OUI, Critere.OUI, Critere.NON]
    assert vus[-1] == (3, 3)
    with projet.lire() as session:
        assert list(differences(session.connection())) == []
        assert [v.bilans for v in versions(session)] == [3, 0]
        assert charte_en_vigueur(session, JANVIER).libelle == "Charte signée"
        assert charte_en_vigueur(session, date(2025, 12, 31)).libelle == "Charte par défaut"


def test_une_version_enregistree_ne_se_remplace_pas(projet: Fichier) -> None:
    with projet.ecrire("Charte") as session:
        ajouter(session, la_version())

    with pytest.raises(ErreurMetier, match="déjà depuis le 01/01/2026"), projet.ecrire("Encore") as session:
        ajouter(session, la_version(rac_seuil_pct=Decimal(50)))


def test_l_essai_s_arrete_quand_on_le_demande(projet: Fichier) -> None:
    def arreter(_fait: int, _total: int) -> None:
        raise Annulation

    with projet.lire() as session, pytest.raises(Annulation):
        effet(session, la_version(), arreter)


def test_ce_qui_s_ecrit_en_toml_se_relit_pareil() -> None:
    charte = la_version(
        libelle='Charte « du "Vernet" »',
        rac_seuil_pct=Decimal("12.50"),
        rac_seuil_eur=Decimal("20.00"),
        te_max_pct=Decimal("30.00"),
        alsace_moselle=True,
        objectifs={"NEUF": "40", "HORS_QPV": "52.5"},
    )

    relue = lire_charte(en_toml(charte))

    assert {nom: getattr(relue, nom) for nom in champs(Charte)} == {
        nom: getattr(charte, nom) for nom in champs(Charte)
    }


def test_un_champ_vide_n_est_pas_le_defaut() -> None:
    valeurs = {nom: getattr(la_version(), nom) for nom in champs(Charte)}

    with pytest.raises(ErreurMetier, match="« Taux d’effort maximal » est vide"):
        charte_saisie(valeurs | {"te_max_pct": None})
    with pytest.raises(ErreurMetier, match="la valeur « 300 » n’est pas possible"):
        charte_saisie(valeurs | {"te_max_pct": Decimal(300)})
    assert charte_saisie(valeurs | {"rac_seuil_eur": None}).rac_seuil_eur is None

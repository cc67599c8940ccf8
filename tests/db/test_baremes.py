"""Une période ajoutée est gardée dans le projet, vaut pour tous, et ne remplace jamais rien."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.baremes import PeriodeAjoutee, a_revoir, ajouter, periodes_ajoutees
from db.chiffres import mesurer, mesurer_par_operation
from db.fichier import Fichier, ouvrir
from db.tableaux.portee import Portee
from db.tableaux.releve import relever
from relogement.baremes import Periode, bareme, en_vigueur, periodes
from relogement.erreurs import ErreurMetier
from relogement.modeles import Bilan
from relogement.nomenclatures import Critere, GenerationQpv
from relogement.regles.apl import DemandeApl, estimer
from tests.fabrique import un_cout, un_logement, un_menage, un_relogement

OCTOBRE_2027 = date(2027, 10, 1)


def le_double(nom: str) -> Periode:
    """Le barème du 1er octobre 2027 : deux fois chaque montant du dernier."""
    return Periode(OCTOBRE_2027, "Arrêté du 20/09/2027, art. 1", date(2027, 9, 30), _double(bareme(nom).valeurs))


def _double(valeurs: Any) -> Any:
    if isinstance(valeurs, dict):
        return {cle: _double(valeur) for cle, valeur in valeurs.items()}
    return valeurs * 2


def test_une_periode_ajoutee_est_la_pour_les_collegues_et_dans_l_estimation(fichier: Fichier) -> None:
    with fichier.ecrire("Barème") as session:
        ajouter(session, "apl_loyers", le_double("apl_loyers"))

    autre = ouvrir(fichier.base)
    with autre.lire() as session:
        ajouts = periodes_ajoutees(session)
    autre.fermer()

    # Le loyer plafond d'une personne seule en zone 2 est 293,68 au 01/10/2026 : son double est 587,36.
    assert bareme("apl_loyers", OCTOBRE_2027, dossier=ajouts).nombre("loyer.zone_2.seul") == Decimal("587.36")
    veille = en_vigueur("apl_loyers", date(2027, 9, 30), dossier=ajouts)
    assert veille is not None and veille.debut == date(2026, 10, 1)
    demande = DemandeApl(zone=2, loyer=Decimal(500), personnes_a_charge=0, ressources=Decimal(0))
    retenus = [estimer(demande, au=OCTOBRE_2027, dossier=d).detail.L for d in (None, ajouts)]
    assert retenus == [Decimal("293.68"), Decimal(500)]


def test_une_periode_passee_ou_deja_la_est_refusee(fichier: Fichier) -> None:
    with fichier.ecrire("Barème") as session:
        ajouter(session, "apl_loyers", le_double("apl_loyers"))

    for debut in (OCTOBRE_2027, date(2026, 10, 1)):
        with (
            pytest.raises(ErreurMetier, match="doit commencer après le 01/10/2027"),
            fichier.ecrire("Encore") as s,
        ):
            ajouter(s, "apl_loyers", replace(le_double("apl_loyers"), debut=debut))

    with fichier.lire() as session:
        assert session.query(PeriodeAjoutee).count() == 1


def test_une_periode_sans_reference_est_refusee(fichier: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="référence"), fichier.ecrire("Barème") as session:
        ajouter(session, "apl_loyers", replace(le_double("apl_loyers"), texte=" "))


def test_le_projet_dit_quels_baremes_sont_a_revoir(fichier: Fichier) -> None:
    """Livrés au 01/10/2026 : le 02/10/2027, les loyers plafonds devaient être revus la veille."""
    au = date(2027, 10, 2)
    with fichier.lire() as session:
        avant = [p for p in a_revoir(session, au) if "loyers plafonds" in p]
    with fichier.ecrire("Barème") as session:
        ajouter(session, "apl_loyers", le_double("apl_loyers"))

        apres = [p for p in a_revoir(session, au) if "loyers plafonds" in p]

    assert len(avant) == 1 and "01/10/2027" in avant[0]
    assert apres == []


def test_les_bilans_suivent_une_periode_ajoutee(fichier: Fichier) -> None:
    """Une personne : 1 part, puis 2 quand l'échelle des parts double avant le bail."""
    menage = un_menage(nb_personnes=1, ressources="1200", avant=un_cout())
    un_relogement(menage, bail_le=date(2027, 11, 2), entree_le=date(2027, 11, 3))
    with fichier.ecrire("Dossier") as session:
        session.add(menage)
    with fichier.lire() as session:
        avant = session.query(Bilan.uc).scalar()

    with fichier.ecrire("Barème") as session:
        ajouter(session, "reste_a_vivre", le_double("reste_a_vivre"))

    with fichier.lire() as session:
        assert (avant, session.query(Bilan.uc).scalar()) == (Decimal(1), Decimal(2))
    assert periodes("reste_a_vivre")[-1].debut == date(1994, 1, 1)


def une_suite(nom: str, debut: date, **valeurs: Any) -> Periode:
    """La dernière période du barème, avec d'autres valeurs depuis ce jour."""
    return Periode(debut, "Règlement général modifié", debut, dict(bareme(nom).valeurs) | valeurs)


def test_les_seuils_de_l_anru_ajoutes_valent_pour_les_verdicts_et_pour_les_indicateurs(fichier: Fichier) -> None:
    """Conventionné six ans avant le bail : non neuf à cinq ans, neuf si le texte dit sept ans."""
    menage = un_menage(avant=un_cout())
    logement = un_logement(conventionne_le=date(2021, 11, 2), premiere_location=False, surface=None)
    un_relogement(menage, logement=logement, bail_le=date(2027, 11, 2), entree_le=date(2027, 11, 3))
    autre = un_menage("D2", operation=menage.operation, avant=un_cout())
    un_relogement(autre, logement=un_logement(), bail_le=date(2027, 11, 2), entree_le=date(2027, 11, 3))
    with fichier.ecrire("Dossiers") as session:
        session.add_all([menage, autre])
    au = date(2027, 12, 31)
    with fichier.lire() as session:
        assert session.query(Bilan.neuf).filter(Bilan.menage_id == menage.id).scalar() is Critere.NON
        assert not mesurer(session, au).tous["NEUF"].significatif(au)  # un dossier connu sur deux

    with fichier.ecrire("Barème") as session:
        sept_ans = une_suite(
            "criteres_anru",
            date(2027, 1, 1),
            conventionne_depuis_moins_de_annees=7,
            couverture_significative_pct=50,
        )
        ajouter(session, "criteres_anru", sept_ans)

    with fichier.lire() as session:
        assert session.query(Bilan.neuf).filter(Bilan.menage_id == menage.id).scalar() is Critere.OUI
        assert mesurer(session, au).tous["NEUF"].significatif(au)
        assert mesurer_par_operation(session, au)["OP1"].tous["NEUF"].significatif(au)
        assert relever(session, Portee(au)).operations[-1].mesures.tous["NEUF"].significatif(au)


def test_une_generation_de_quartiers_ajoutee_vaut_pour_les_bilans(fichier: Fichier) -> None:
    menage = un_menage(avant=un_cout())
    un_relogement(menage, bail_le=date(2027, 11, 2), entree_le=date(2027, 11, 3))
    with fichier.ecrire("Dossier") as session:
        session.add(menage)

    with fichier.ecrire("Barème") as session:
        ajouter(session, "generations_qpv", une_suite("generations_qpv", date(2027, 1, 1), hexagone="2015"))

    with fichier.lire() as session:
        assert session.query(Bilan.generation_qpv).scalar() is GenerationQpv.QP2015

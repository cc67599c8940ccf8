"""Le projet fictif tient debout : reproductible, à toutes les étapes, cohérent avec les règles."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from relogement.exemple.exemple import Exemple, exemple
from relogement.exemple.fonds import origines
from relogement.exemple.residences import residences
from relogement.exemple.trames import trames
from relogement.menage import Menage
from relogement.nomenclatures import Etat, Lien, Nature, Recevable, Reponse, Source, TypeDossier
from relogement.parcours import CHEMIN
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Montant
from relogement.regles.offres_comptees import compte
from relogement.regles.reste_a_charge import comparer

AU = date(2026, 11, 20)
JOURS = [AU, date(2026, 2, 28), date(2027, 5, 1), date(2028, 1, 2)]


@pytest.fixture(scope="module")
def du_jour() -> Exemple:
    return exemple(AU)


@pytest.fixture(scope="module")
def traore(du_jour: Exemple) -> Menage:
    return le_dossier(du_jour, "AC-026")


def le_dossier(projet: Exemple, reference: str) -> Menage:
    return next(m for m in projet.menages if m.reference == reference)


def une_empreinte(projet: Exemple) -> list[tuple[object, ...]]:
    return [
        (m.reference, m.etat, m.telephone, m.ressources, [(p.prenom, p.naissance_le) for p in m.personnes],
         [(e.etat, e.le) for e in m.etapes], [(c.loyer, c.charges, c.apl) for c in m.couts])
        for m in projet.menages
    ]  # fmt: skip


def test_la_meme_graine_et_le_meme_jour_redonnent_les_memes_dossiers() -> None:
    assert une_empreinte(exemple(AU)) == une_empreinte(exemple(AU))


def test_une_autre_graine_change_les_details_pas_les_etats() -> None:
    un, autre = exemple(AU), exemple(AU, graine=7)

    assert [m.etat for m in un.menages] == [m.etat for m in autre.menages]
    assert une_empreinte(un) != une_empreinte(autre)


def test_tous_les_etats_du_parcours_sont_la(du_jour: Exemple) -> None:
    presents = {m.etat for m in du_jour.menages} | {e.etat for m in du_jour.menages for e in m.etapes}

    assert presents == set(Etat)


def test_trois_operations_et_soixante_quinze_dossiers(du_jour: Exemple) -> None:
    par_operation = Counter(m.operation.code for m in du_jour.menages)

    assert par_operation == {"AC": 61, "BL": 8, "LI": 6}
    assert len(du_jour.vacants) == 4


@pytest.mark.parametrize("au", JOURS)
def test_chaque_dossier_arrive_a_l_etat_que_dit_sa_trame(au: date) -> None:
    voulus = {t.reference: t.etat for t in trames() if t.etat}

    assert {m.reference: m.etat for m in exemple(au).menages} == voulus


@pytest.mark.parametrize("au", JOURS)
def test_les_etapes_se_suivent_dans_le_temps(au: date) -> None:
    for menage in exemple(au).menages:
        jours = [e.le for e in menage.etapes if e.le]
        assert jours == sorted(jours), menage.reference


@pytest.mark.parametrize("au", JOURS)
def test_rien_de_ce_qui_est_raconte_comme_fait_n_est_a_venir(au: date) -> None:
    annonces = (Etat.VISITE, Etat.CALEOL)
    for menage in exemple(au).menages:
        assert not [e for e in menage.etapes if e.etat not in annonces and e.le and e.le > au], menage.reference
        assert not [c for c in menage.contacts if c.le.date() > au], menage.reference


def test_le_dossier_des_maquettes_a_ses_montants(traore: Menage) -> None:
    avant = traore.cout_avant
    racs = [comparer(avant, offre.cout) for offre in traore.offres]

    assert racs[0].avant.valeur == Decimal("321.84")
    assert [rac.apres.valeur for rac in racs] == [Decimal("346.75"), Decimal("415.50"), Decimal("308.63")]
    assert [rac.delta.valeur for rac in racs] == [Decimal("24.91"), Decimal("93.66"), Decimal("-13.21")]


def test_le_dossier_des_maquettes_a_deux_offres_qui_comptent_et_une_en_cours(traore: Menage) -> None:
    assert [o.reponse for o in traore.offres] == [Reponse.REFUS, Reponse.SILENCE, Reponse.EN_COURS]
    assert [compte(o).valeur for o in traore.offres] == ["OUI", "OUI", "NR"]
    assert traore.offres[0].motif_recevable is Recevable.NON
    assert traore.offres[2].limite_le == date(2026, 11, 23)


def test_la_deuxieme_offre_des_maquettes_n_est_pas_maitrisee(traore: Menage, du_jour: Exemple) -> None:
    offre = traore.offres[1]
    rac = comparer(traore.cout_avant, offre.cout)
    surfaces = Surfaces(Decimal("75.20"), offre.logement.surface)

    verdict = maitrise(rac, surfaces, Montant(Decimal("23.09")), charte=du_jour.charte, sans_avant=False)

    assert verdict.valeur == "NON"


def test_le_reste_a_charge_avant_est_celui_de_la_trame(du_jour: Exemple) -> None:
    voulus = {t.reference: t.rac_avant for t in trames() if t.etat and not t.parent}

    assert {
        m.reference: comparer(m.cout_avant, None).avant.valeur for m in du_jour.menages if not m.dossier_parent
    } == voulus


def test_les_montants_restent_plausibles(du_jour: Exemple) -> None:
    for menage in du_jour.menages:
        for cout in menage.couts:
            assert cout.loyer and Decimal(120) < cout.loyer < Decimal(760), menage.reference
            assert cout.charges and Decimal(40) < cout.charges < Decimal(260), menage.reference
            assert cout.apl is None or 0 <= cout.apl < cout.loyer, menage.reference


def test_chaque_montant_connu_a_sa_source(du_jour: Exemple) -> None:
    for menage in du_jour.menages:
        for cout in menage.couts:
            connus = [
                m for m in ("loyer", "charges", "rls", "forfait_chauffage", "apl") if cout.montant(m) is not None
            ]
            assert all(cout.provenance(m).source and cout.provenance(m).le for m in connus), menage.reference


def test_une_offre_en_cours_a_une_apl_estimee(du_jour: Exemple) -> None:
    en_cours = [o for m in du_jour.menages for o in m.offres if o.reponse is Reponse.EN_COURS]

    assert en_cours
    assert all(o.cout and o.cout.provenance("apl").source is Source.ESTIMATION for o in en_cours)


def test_un_decohabitant_suit_son_dossier_parent(du_jour: Exemple) -> None:
    chloe = le_dossier(du_jour, "AC-049-1")

    assert chloe.type is TypeDossier.DECOHABITANT
    assert chloe.dossier_parent is le_dossier(du_jour, "AC-049")
    assert chloe.cout_avant is None


def test_des_inconnus_restent_inconnus(du_jour: Exemple) -> None:
    sans_apl = [m for m in du_jour.menages if m.cout_avant and m.cout_avant.apl is None]
    sans_chauffage = [c for m in du_jour.menages for c in m.couts if c.chauffage_inclus is None]
    non_situes = [r.logement for m in du_jour.menages for r in m.relogements if r.logement.qpv is None]

    assert len(sans_apl) == 4 and sans_chauffage and len(non_situes) == 1


def test_un_foyer_a_un_titulaire_et_ses_enfants_sont_plus_jeunes_que_lui(du_jour: Exemple) -> None:
    for menage in du_jour.menages:
        naissances = [p.naissance_le for p in menage.personnes if p.naissance_le and p.lien is Lien.ENFANT]
        titulaire = menage.titulaire
        assert [p.lien for p in menage.personnes].count(Lien.TITULAIRE) == 1
        assert titulaire and titulaire.naissance_le
        assert all(n > titulaire.naissance_le + timedelta(days=18 * 365) for n in naissances), menage.reference


def test_le_nombre_de_moins_de_quatorze_ans_est_celui_du_foyer(du_jour: Exemple) -> None:
    for menage in du_jour.menages:
        jeunes = [p for p in menage.personnes if p.naissance_le and _age(p.naissance_le) < 14]
        assert menage.nb_moins_14 == len(jeunes), menage.reference


def _age(naissance: date) -> int:
    return AU.year - naissance.year - ((AU.month, AU.day) < (naissance.month, naissance.day))


def test_les_relogements_provisoires_annoncent_leur_retour(du_jour: Exemple) -> None:
    provisoires = [r for m in du_jour.menages for r in m.relogements if r.nature is Nature.PROVISOIRE]

    assert len(provisoires) == 2
    assert all(r.retour_prevu_le and r.retour_prevu_le > AU for r in provisoires)


def test_les_noms_et_les_lieux_des_trames_sont_connus() -> None:
    noms = {nom for origine in origines() for nom in origine.noms}
    prenoms = {p for origine in origines() for p in (*origine.feminins, *origine.masculins)}

    assert {t.nom for t in trames() if t.etat} <= noms
    assert {t.prenom for t in trames() if t.etat} <= prenoms
    assert {t.residence for t in trames() if t.residence} <= set(residences())


def test_le_parcours_ordinaire_commence_au_recensement(du_jour: Exemple) -> None:
    assert all(m.etapes[0].etat is CHEMIN[0] for m in du_jour.menages)

"""Les indicateurs, comptés à la main sur un projet de dix dossiers, aujourd'hui et à des dates passées."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from db.chiffres import dossiers_de, mesurer
from db.fichier import Fichier
from relogement.indicateurs.criteres import INDICATEURS
from relogement.indicateurs.indicateur import Mesure
from relogement.menage import Menage
from relogement.modeles import LogementQuitte, Operation
from relogement.nomenclatures import Critere, MotifSortie, Nature, StatutLogement, TypeDossier
from tests.fabrique import SITE, un_cout, un_fichier, un_logement, un_menage, un_relogement, une_operation

PAR_CODE = {i.code: i for i in INDICATEURS}
FIN = date(2026, 11, 20)
JAN, FEV, MAR, AVR, JUIN = (date(2026, mois, 10) for mois in (1, 2, 3, 4, 6))


def _reloge(
    reference: str, op: Operation, le: date, *, qpv: str | None = "HORS", neuf: bool = False, avant: bool = True
) -> Menage:
    menage = un_menage(reference, operation=op, avant=un_cout() if avant else None)
    logement = un_logement(
        qpv=qpv, premiere_location=neuf, conventionne_le=None if neuf else date(1990, 1, 1), bailleur="Habitat Sud"
    )
    un_relogement(menage, cout=un_cout(), logement=logement, bail_le=le, entree_le=le)
    return menage


def le_projet() -> list[Menage | LogementQuitte]:
    """OP1 : six titulaires, un décohabitant, deux logements sans dossier ; OP2 : deux titulaires."""
    op1, op2 = une_operation("OP1"), une_operation("OP2")
    t1 = _reloge("T1", op1, JAN, neuf=True)
    t2 = _reloge("T2", op1, MAR, qpv=SITE)
    t3 = _reloge("T3", op1, JUIN, qpv=None)
    t4 = un_menage("T4", operation=op1, avant=un_cout())  # sorti en février sans être relogé
    t4.motif_sortie, t4.sorti_le = MotifSortie.ACCESSION, FEV
    t5 = un_menage("T5", operation=op1, avant=un_cout())  # provisoire en février, pas encore au définitif
    un_relogement(t5, nature=Nature.PROVISOIRE, bail_le=FEV, entree_le=FEV)
    un_relogement(t5, bail_le=JUIN, entree_le=None)
    t6 = un_menage("T6", operation=op1, avant=un_cout())  # encore là
    d1 = _reloge("D1", op1, AVR, avant=False)  # le fils de T6, relogé ; T6 reste, le logement n'est pas libéré
    d1.type, d1.dossier_parent, d1.logement_quitte = TypeDossier.DECOHABITANT, t6, t6.logement_quitte
    t7 = _reloge("T7", op2, JAN)
    t7.motif_sortie, t7.sorti_le = MotifSortie.DECES, AVR  # relogé en janvier, décédé en avril
    t8 = un_menage("T8", operation=op2)
    vides = [LogementQuitte(operation=op1, statut=s) for s in (StatutLogement.VACANT, StatutLogement.ANNEXE)]
    return [t1, t2, t3, t4, t5, t6, d1, t7, t8, *vides]


@pytest.fixture
def fichier(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base)
    with ouvert.ecrire("Saisie") as session:
        session.add_all(le_projet())
    yield ouvert
    ouvert.fermer()


def _mesure(fichier: Fichier, code: str, au: date = FIN, operation: str | None = None) -> tuple[Mesure, Mesure]:
    with fichier.lire() as session:
        mesures = mesurer(session, au, operation)
    return mesures.tous[code], mesures.titulaires[code]


COMPTES = {
    # Base : T1, T2, T3 et D1 (T7 est sorti, T5 n'est pas entré).
    "NEUF": (Mesure(oui=1, non=3), Mesure(oui=1, non=2)),
    "HORS_QPV": (Mesure(oui=2, non=1, nr=1), Mesure(oui=1, non=1, nr=1)),  # T1 D1 | T2 | T3 non situé
    "HORS_SITE": (Mesure(oui=2, non=1, nr=1), Mesure(oui=1, non=1, nr=1)),
    "RAC_MAITRISE": (Mesure(oui=3, so=1), Mesure(oui=3)),  # D1 sans objet
    "INTERBAILLEUR": (Mesure(non=4), Mesure(non=3)),
    # Titulaires à reloger : T1 T2 T3 T5 T6 T8 (T4 et T7 sortis) ; relogés : T1 T2 T3.
    "AVANCEMENT": (Mesure(oui=3, non=3), Mesure(oui=3, non=3)),
    # Logements hors annexe : 8 dossiers, un vacant ; vidés : T1 T2 T3 T4 T5 T7 et le vacant ; T6, T8 restent.
    "LIBERATION": (Mesure(oui=7, non=2), Mesure(oui=7, non=2)),
    "EVAPORATION": (Mesure(oui=2, non=6), Mesure(oui=2, non=6)),  # T4 T7 sur 8 titulaires
}


def test_chaque_indicateur_se_compte_comme_a_la_main(fichier: Fichier) -> None:
    assert {code: _mesure(fichier, code) for code in COMPTES} == COMPTES


# À chaque date : la base, puis l'avancement, la libération et l'évaporation.
AUTREFOIS = {
    # avant tout : personne n'est relogé ni sorti ; seul le vacant est vide
    date(2025, 12, 31): (0, Mesure(non=8), Mesure(oui=1, non=8), Mesure(non=8)),
    # 10 janvier : T1 et T7 entrent
    JAN: (2, Mesure(oui=2, non=6), Mesure(oui=3, non=6), Mesure(non=8)),
    # 10 février : T4 sort, T5 entre en provisoire
    FEV: (2, Mesure(oui=2, non=5), Mesure(oui=5, non=4), Mesure(oui=1, non=7)),
    # 10 mars : T2 entre
    MAR: (3, Mesure(oui=3, non=4), Mesure(oui=6, non=3), Mesure(oui=1, non=7)),
    # 10 avril : D1 entre, T7 sort (son logement était déjà vide)
    AVR: (3, Mesure(oui=2, non=4), Mesure(oui=6, non=3), Mesure(oui=2, non=6)),
}


def test_un_chiffre_a_une_date_passee_ignore_ce_qui_est_venu_apres(fichier: Fichier) -> None:
    for au, (effectif, *attendues) in AUTREFOIS.items():
        with fichier.lire() as session:
            mesures = mesurer(session, au)

        trouvees = [mesures.tous[code] for code in ("AVANCEMENT", "LIBERATION", "EVAPORATION")]
        assert (mesures.base_tous, trouvees) == (effectif, attendues), au


def test_une_operation_ne_compte_que_les_siens(fichier: Fichier) -> None:
    assert _mesure(fichier, "AVANCEMENT", operation="OP2")[0] == Mesure(non=1)  # T8 ; T7 sorti
    assert _mesure(fichier, "LIBERATION", operation="OP2")[0] == Mesure(oui=1, non=1)
    assert _mesure(fichier, "HORS_QPV", operation="OP2")[0] == Mesure()
    assert _mesure(fichier, "HORS_QPV", operation="ABSENTE")[0] == Mesure()


def test_chaque_chiffre_s_ouvre_sur_ses_dossiers(fichier: Fichier) -> None:
    with fichier.lire() as session:
        for code, indicateur in PAR_CODE.items():
            mesure = mesurer(session, FIN).tous[code]
            ouverts = {v: len(dossiers_de(session, indicateur, v, FIN)) for v in Critere}

            assert ouverts == {"OUI": mesure.oui, "NON": mesure.non, "NR": mesure.nr, "SO": mesure.so}, code


def test_les_dossiers_hors_qpv_sont_les_bons(fichier: Fichier) -> None:
    with fichier.lire() as session:
        ids = dossiers_de(session, PAR_CODE["HORS_QPV"], Critere.OUI, FIN)
        op1 = dossiers_de(session, PAR_CODE["LIBERATION"], Critere.NON, FIN, "OP1")
        references = dict(session.execute(select(Menage.id, Menage.reference)).all())
        occupants = session.scalars(select(Menage.reference).where(Menage.logement_quitte_id.in_(op1)))

        assert sorted(references[i] for i in ids) == ["D1", "T1"]
        assert sorted(occupants) == ["D1", "T6"]


def test_hors_site_compte_toujours_au_moins_hors_qpv(fichier: Fichier) -> None:
    for au in (JAN, FEV, MAR, AVR, JUIN, FIN):
        assert _mesure(fichier, "HORS_SITE", au)[0].oui >= _mesure(fichier, "HORS_QPV", au)[0].oui


def test_un_projet_vide_n_a_pas_de_pourcentage(fichier_sqlite: Fichier) -> None:
    mesure, _ = _mesure(fichier_sqlite, "NEUF")

    assert (mesure.base, mesure.pct, mesure.couverture, mesure.significatif(FIN)) == (0, None, None, False)


@pytest.mark.parametrize(("nr", "significatif"), [(25, True), (26, False)])
def test_sous_quatre_vingts_pour_cent_de_couverture_le_chiffre_n_est_pas_significatif(
    nr: int, significatif: bool
) -> None:
    assert (
        Mesure(oui=50, non=50, nr=nr, so=500).significatif(FIN) is significatif
    )  # 100/125 = 80 % ; 100/126 < 80 %

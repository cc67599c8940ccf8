"""Sceller ne fait attendre personne : on prépare à l'écart, on s'arrête quand on veut, on enregistre d'un coup."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from db.fichier import Fichier
from db.scelles.controle import alterations
from db.scelles.demande import Demande
from db.scelles.lecture import periode_close
from db.scelles.rectifications import rectifications
from db.scelles.sceller import Prete, enregistrer, preparer, sceller
from db.scelles.tables import ExemplaireScelle, LigneScellee, PeriodeScellee
from db.scelles.vue import periodes_vues
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import Moment
from relogement.travail import Annulation
from tests.db.exportes import garder
from tests.db.scelles.cas import APRES, T3, a_la_date, le_projet


@pytest.fixture
def projet(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> Fichier:
    a_la_date(monkeypatch)
    garder(fichier, *le_projet())
    return fichier


def prete(projet: Fichier) -> Prete:
    with projet.lire() as session:
        return preparer(session, demande=Demande(T3), auteur="Samira Kaddour")


def close_avec(projet: Fichier, preparee: Prete) -> int:
    with projet.ecrire("Période scellée") as session:
        return enregistrer(session, preparee).id


def test_on_ecrit_pendant_la_preparation_et_cela_se_dit_ensuite(projet: Fichier) -> None:
    preparee = prete(projet)
    with projet.ecrire("Coût corrigé") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == "D1")).one()
        next(c for c in menage.couts if c.moment is Moment.APRES).loyer = 500

    close_avec(projet, preparee)

    with projet.lire() as session:
        trouvees = rectifications(session, periode_close(session, T3, None))
        loyer = next(r for r in trouvees.lignes if r.champ == "LOYER_AP")
        assert (loyer.alors, loyer.maintenant) == ("300", "500")
        assert loyer.cause is not None
        assert loyer.cause.acte == "Coût corrigé"
        assert list(alterations(session)) == []


def test_l_avancement_va_d_un_bout_a_l_autre_sans_reculer(projet: Fichier) -> None:
    vus: list[float] = []

    sceller(projet, Demande(T3), lambda fait, total: vus.append(fait / total))

    assert vus == sorted(vus)
    assert (vus[0], vus[-1]) == (0, 1)


def test_une_preparation_arretee_ne_laisse_rien(projet: Fichier) -> None:
    def arreter(fait: int, total: int) -> None:
        if fait > total // 2:
            raise Annulation

    with pytest.raises(Annulation):
        sceller(projet, Demande(T3), arreter)

    with projet.lire() as session:
        for table in (PeriodeScellee, LigneScellee, ExemplaireScelle):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_close_par_un_autre_entre_temps_elle_ne_l_est_pas_deux_fois(projet: Fichier) -> None:
    la_mienne, la_sienne = prete(projet), prete(projet)
    close_avec(projet, la_sienne)

    with pytest.raises(ErreurMetier, match="déjà scellé"):
        close_avec(projet, la_mienne)


def test_la_liste_dit_qui_a_scelle_meme_si_un_autre_a_ecrit_juste_avant(projet: Fichier) -> None:
    preparee = prete(projet)
    projet.auteur = "Un collègue"
    garder(projet)
    projet.auteur = "Samira Kaddour"
    close_avec(projet, preparee)

    with projet.lire() as session:
        (vue,) = periodes_vues(session)

    assert vue.auteur == "Samira Kaddour"
    assert vue.scellee_le == datetime.fromisoformat(APRES.isoformat())

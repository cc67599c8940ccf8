"""Les actes de fin de parcours, et ce que vaudra une offre encore sans réponse."""

from datetime import date

import pytest

from relogement.actes import dater, emmenager, retirer, signer, sortir, suivre
from relogement.erreurs import ErreurMetier
from relogement.nomenclatures import Condition, Critere, Etat, MotifSortie, Nature, Recevable, Reponse, Terme
from relogement.regles.offres_comptees import compte, comptera
from relogement.suivi import Suivi
from tests.fabrique import un_logement, un_menage, une_offre

LE = date(2026, 6, 15)


def test_une_offre_retiree_ne_compte_pas_et_la_recherche_reprend() -> None:
    menage = un_menage()
    offre = une_offre(reponse=Reponse.EN_COURS)
    menage.offres.append(offre)

    retirer(menage, offre, LE)

    assert compte(offre).valeur is Critere.NON
    assert menage.etat is Etat.RECHERCHE


def test_le_premier_suivi_fait_entrer_le_dossier_en_suivi() -> None:
    menage = un_menage()
    emmenager(menage, signer(menage, un_logement(), Nature.DEFINITIF, LE), LE)

    suivre(menage, Suivi(terme=Terme.J30, le=date(2026, 7, 20), satisfaction=4))
    suivre(menage, Suivi(terme=Terme.J90, le=date(2026, 9, 20)))

    assert menage.etat is Etat.SUIVI
    assert [e.le for e in menage.etapes if e.etat is Etat.SUIVI] == [date(2026, 7, 20)]


def test_un_suivi_sans_date_se_refuse() -> None:
    with pytest.raises(ErreurMetier, match="quand"):
        suivre(un_menage(), Suivi(terme=Terme.J30))


def test_une_sortie_garde_son_motif_et_sa_date() -> None:
    menage = un_menage()

    sortir(menage, MotifSortie.DEPART, LE)

    assert (menage.etat, menage.motif_sortie, menage.sorti_le) == (Etat.SORTI, MotifSortie.DEPART, LE)
    assert menage.etapes[-1].motif == "Départ"


def test_la_meme_date_de_recueil_ne_s_ecrit_pas_deux_fois() -> None:
    menage = un_menage()

    dater(menage, Etat.ENQUETE, LE)
    dater(menage, Etat.ENQUETE, LE)

    assert [e.etat for e in menage.etapes] == [Etat.ENQUETE]


@pytest.mark.parametrize(
    ("preuve", "conditions", "attendu"),
    [
        ("AR", Condition.OUI, Critere.OUI),
        ("AR", Condition.NON, Critere.NON),
        ("AR", Condition.A_VERIFIER, Critere.NR),
        (None, Condition.OUI, Critere.NR),
    ],
)
def test_une_offre_en_cours_dit_ce_qu_elle_vaudra(
    preuve: str | None, conditions: Condition, attendu: Critere
) -> None:
    offre = une_offre(reponse=Reponse.EN_COURS, preuve=preuve, conditions=conditions, motif_recevable=None)

    avant = comptera(offre)
    offre.reponse, offre.motif_recevable = Reponse.REFUS, Recevable.NON

    assert avant.valeur is attendu
    assert compte(offre).valeur is attendu

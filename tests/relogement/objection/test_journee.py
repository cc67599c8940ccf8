"""Une consultation qui court attend les partenaires ; finie, l'accord tacite attend l'agent."""

from datetime import date, datetime

from relogement.journee import LigneDuJour, geste, quand
from relogement.nomenclatures import Affaire, Attendu
from relogement.regles.a_faire import ConsultationSuivie
from relogement.regles.suites import Geste
from tests.relogement.regles.test_a_faire import par_genre, un_dossier

ENVOI, FIN = datetime(2026, 11, 18, 16, 30), datetime(2026, 11, 20, 16, 30)  # noqa: DTZ001
VUES = par_genre(un_dossier(consultations=(ConsultationSuivie(9, ENVOI, FIN),)))


def ligne(genre: Affaire) -> LigneDuJour:
    vue = VUES[genre]
    return LigneDuJour(
        vue.cle, vue.genre, vue.attendu, 1, vue.cible, "AC-015", vue.objet, vue.depuis_le, vue.echeance_le
    )


def test_le_delai_attend_les_partenaires_jusqu_a_son_heure_puis_s_efface() -> None:
    vue = VUES[Affaire.OBJECTION]

    assert (vue.objet, vue.attendu) == ("Objection possible jusqu’à 16:30", Attendu.AUTRE)
    assert (vue.depuis_le, vue.echeance_le, vue.cachee_apres_le) == (ENVOI.date(), FIN.date(), FIN.date())
    assert quand(ligne(Affaire.OBJECTION), FIN.date()) == "envoyé le 18/11/2026, silence = accord"


def test_l_accord_tacite_se_propose_le_lendemain_et_se_constate() -> None:
    vue, samedi = VUES[Affaire.TACITE], date(2026, 11, 21)

    assert (vue.objet, vue.attendu, vue.visible_le) == ("Accord tacite à constater", Attendu.AGENT, samedi)
    assert geste(ligne(Affaire.TACITE), samedi) is Geste.CONSTATER
    assert quand(ligne(Affaire.TACITE), samedi) == "limite ven. 20/11/2026, dépassée de 1 jour"


def test_un_dossier_sorti_n_attend_plus_ses_partenaires() -> None:
    sorti = par_genre(un_dossier(sorti=True, consultations=(ConsultationSuivie(9, ENVOI, FIN),)))

    assert not {Affaire.OBJECTION, Affaire.TACITE} & sorti.keys()

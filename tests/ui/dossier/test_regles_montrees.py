"""Ce que les règles disent se lit dans le dossier : le silence à constater, l'occupation, la minoration."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from db.fichier import Fichier
from relogement.menage import Menage
from relogement.modeles import Offre
from relogement.nomenclatures import Condition, Lien, Moment, Reponse, Typologie
from tests.fabrique import un_cout, un_fichier, un_logement, un_menage, un_relogement, une_offre, une_personne
from tests.ui.dossier.gestes import Agente
from ui.composants.texte import Texte
from ui.dossier.actes.reponse import SilenceDialog


def le_menage() -> Menage:
    """Un couple et deux enfants dans un T2 de 33 m² : suroccupé, il en faudrait 34 (16 + 9 + 9)."""
    menage = un_menage("AC-100", nb_personnes=4, nb_moins_14=2, ressources="2000", avant=un_cout(), surface="33")
    assert menage.logement_quitte is not None
    menage.logement_quitte.typologie = Typologie.T2
    menage.personnes = [
        une_personne(),
        une_personne(lien=Lien.CONJOINT),
        *(une_personne(lien=Lien.ENFANT, a_charge=True) for _ in range(2)),
    ]
    offre = une_offre(
        logement=un_logement(typologie=Typologie.T4, surface="75"), conditions=Condition.OUI,
        notifiee_le=date(2026, 10, 19), limite_le=date(2026, 11, 18), reponse=Reponse.EN_COURS,
        motif_recevable=None,
    )  # fmt: skip
    menage.offres.append(offre)
    return menage


@pytest.fixture
def fichier(tmp_path: Path) -> Iterator[Fichier]:
    ouvert = un_fichier(tmp_path, le_menage())
    yield ouvert
    ouvert.fermer()


def textes(agente: Agente, nom: str) -> str:
    page = agente.trouve(QWidget, nom)
    return " | ".join(texte.text() for texte in page.findChildren(Texte))


def offre(fichier: Fichier) -> Offre:
    with fichier.lire() as session:
        lue = session.query(Offre).one()
        session.expunge(lue)
        return lue


def test_passe_le_delai_le_silence_se_propose_et_ne_s_ecrit_que_si_l_agent_le_constate(
    agente: Agente, fichier: Fichier
) -> None:
    """Le délai finissait le mercredi 18 novembre ; nous sommes le vendredi 20."""
    agente.ecran.barre.set_current("offres")
    assert "Aucune réponse au 18/11/2026, fin du délai" in agente.trouve(Texte, "offre_silence").text()
    assert offre(fichier).reponse is Reponse.EN_COURS

    agente.attendre(lambda: agente.trouve(QPushButton, "offre_constater_le_silence").height() > 0)
    agente.clic("offre_constater_le_silence")
    dialogue = agente.dialogue("reponse")
    assert isinstance(dialogue, SilenceDialog)
    assert "Cette offre comptera\u00a0: laissée sans réponse." in dialogue._suite.text()
    assert offre(fichier).reponse is Reponse.EN_COURS  # ouvrir la fenêtre n'écrit rien

    agente.valider(dialogue)
    agente.attendre(lambda: offre(fichier).reponse is Reponse.SILENCE)
    assert offre(fichier).repondue_le == date(2026, 11, 20)
    assert not [b for b in agente.ecran.findChildren(QPushButton, "offre_constater_le_silence") if b.isVisible()]


def test_avant_la_fin_du_delai_aucun_silence_n_est_propose(agente: Agente, fichier: Fichier) -> None:
    with fichier.ecrire("Délai") as session:
        session.query(Offre).one().limite_le = date(2026, 11, 20)
    agente.ecran.refresh()

    agente.ecran.barre.set_current("offres")

    boutons = agente.ecran.findChildren(QPushButton, "offre_constater_le_silence")
    assert not [bouton for bouton in boutons if bouton.isVisible()]


def test_l_occupation_se_lit_avant_et_pour_l_offre_avec_sa_raison(agente: Agente) -> None:
    assert "suroccupé : 33,00 m² pour 4 personnes, 34 m² au moins" in _lus(agente, "carte_logement")

    agente.ecran.barre.set_current("offres")
    dit = textes(agente, "offre_logement")
    assert (
        "adaptée : 4 pièces pour 4 personnes, 5 au plus ; 75,00 m² pour 4 personnes, 34 m² au moins"
        in dit.replace("\u202f", " ")
    )


def test_un_logement_trop_grand_dit_ce_qu_il_faut_au_menage(agente: Agente, fichier: Fichier) -> None:
    """Six pièces pour quatre : une de plus que la pièce de trop admise."""
    with fichier.ecrire("Logement") as session:
        session.query(Offre).one().logement.pieces_habitables = 6
    agente.ecran.refresh()

    agente.ecran.barre.set_current("offres")

    dit = textes(agente, "offre_logement").replace("\u202f", " ")
    assert "sous-occupé : 6 pièces pour 4 personnes, 5 au plus" in dit
    assert "jusqu’au T5, 34,00 m² au moins" in dit


@pytest.mark.parametrize(
    ("loyer", "bail_le", "mot"),
    [
        # Neuf, définitif, sous le plafond ; l'échelle de 2021 est à compléter, son montant ne s'invente pas.
        (
            "400",
            date(2026, 3, 2),
            "ouverte, montant NR\u00a0: l’échelle en vigueur depuis le 01/10/2021 est à compléter",
        ),
        ("900", date(2026, 3, 2), "non\u00a0: loyer de 900,00 €, plus que le plafond APL"),
        (
            "400",
            date(2020, 3, 2),
            "NR\u00a0: loyer plafond APL du ménage inconnu",
        ),  # pas de barème de l'APL en 2020
    ],
)
def test_la_minoration_de_loyer_dit_la_condition_qui_decide(
    agente: Agente, fichier: Fichier, loyer: str, bail_le: date, mot: str
) -> None:
    with fichier.ecrire("Bail") as session:
        menage = session.query(Menage).one()
        logement = un_logement(typologie=Typologie.T4, surface="75", premiere_location=True, commune_insee="66136")
        cout = un_cout(loyer, moment=Moment.APRES)
        un_relogement(menage, logement=logement, bail_le=bail_le, entree_le=bail_le, cout=cout)
    agente.ecran.refresh()

    agente.ecran.barre.set_current("relogement")

    dit = textes(agente, "carte_bail").replace("\u202f", " ")
    assert mot in dit
    assert "adaptée : 4 pièces pour 4 personnes" in dit


def _lus(agente: Agente, nom: str) -> str:
    page = agente.trouve(QWidget, nom)
    return " | ".join(fils.accessibleName() for fils in page.findChildren(QWidget)).replace("\u202f", " ")

"""Le chemin d'un ménage, tapé à l'écran : deux refus, un accord, la CALEOL, le bail, l'entrée."""

from decimal import Decimal

from db.fichier import Fichier
from relogement.bilan import Bilan
from relogement.nomenclatures import Critere, Etat
from relogement.offre import CONDITIONS_13_BIS
from tests.ui.dossier.gestes import Agente
from ui.composants.texte import Texte
from ui.dossier.bandeau import BandeauDuDossier


def proposer(agente: Agente, logement: str, le: str, apl: str) -> None:
    agente.clic("dossier_proposer")
    dialogue = agente.dialogue("offre")
    liste = agente.trouve(type(dialogue.premier()), "logement", dialogue)  # type: ignore[arg-type]
    textes = [liste.itemText(i) for i in range(liste.count())]
    agente.remplir(
        dialogue, logement=next(t for t in textes if logement in t), apl=apl, source_apl="Estimation",
        chauffage_inclus="Oui", notifiee_le=le, mode_notification="Recommandé avec avis de réception",
        preuve="AR 1A 000",
    )  # fmt: skip
    agente.valider(dialogue)


def remplir_l_article_13_bis(agente: Agente) -> None:
    agente.ecran.barre.set_current("offres")
    for nom in CONDITIONS_13_BIS:
        agente.choisir(nom, "OUI")
    agente.enregistrer()


def refuser(agente: Agente, le: str) -> None:
    dialogue = agente.acte("reponse")
    agente.choisir("reponse_choix", "REFUS", dialogue)
    agente.remplir(dialogue, repondue_le=le, motif_refus="Attend le neuf ou le site")
    suite = agente.trouve(Texte, "reponse_suite", dialogue).text()
    assert "Cette offre comptera" in suite
    agente.valider(dialogue)


def bilan(fichier: Fichier) -> Bilan:
    with fichier.lire() as session:
        return session.get_one(Bilan, 1)


def test_de_deux_refus_a_l_entree_dans_les_lieux(agente: Agente, fichier: Fichier) -> None:
    proposer(agente, "Résidence 1", "01/06/2026", "150")
    remplir_l_article_13_bis(agente)
    refuser(agente, "15/06/2026")
    assert agente.ecran.lu is not None and agente.ecran.lu.menage.etat is Etat.RECHERCHE

    proposer(agente, "Résidence 2", "01/07/2026", "150")
    remplir_l_article_13_bis(agente)
    refuser(agente, "15/07/2026")
    assert bilan(fichier).nb_comptees == 2

    proposer(agente, "Résidence 3", "01/09/2026", "200")
    avant_accord = bilan(fichier)
    dialogue = agente.acte("reponse")
    agente.choisir("reponse_choix", "ACCORD", dialogue)
    agente.remplir(dialogue, repondue_le="10/09/2026")
    agente.valider(dialogue)

    dialogue = agente.acte("caleol")
    agente.remplir(dialogue, le="21/09/2026", decision="Attribution", notifie_le="22/09/2026")
    agente.valider(dialogue)
    assert agente.ecran.lu.menage.etat is Etat.ATTRIBUE

    dialogue = agente.acte("bail")
    agente.remplir(
        dialogue, bail_le="12/10/2026", apl="215", source_apl="Notification CAF ou MSA", le_apl="12/10/2026"
    )
    agente.valider(dialogue)
    dialogue = agente.acte("entree")
    agente.remplir(dialogue, entree_le="15/10/2026")
    agente.valider(dialogue)

    # Avant 300 + 80 − 180 = 200 € ; offre 3 : 330 + 80 − 200 = 210 € ; après : 330 + 80 − 215 = 195 €.
    assert avant_accord.rac_prevu == Decimal("210.00")
    fait = bilan(fichier)
    assert (fait.rac_av, fait.rac_ap, fait.delta) == (Decimal("200.00"), Decimal("195.00"), Decimal("-5.00"))
    assert fait.etat is Etat.EMMENAGE
    assert fait.dans_la_base
    assert (fait.maitrise, fait.neuf, fait.hors_qpv) == (Critere.OUI,) * 3
    bandeau = agente.trouve(BandeauDuDossier, "dossier_bandeau")
    assert "195,00" in bandeau.findChild(type(bandeau._rac), "bandeau_rac").vue.lu()


def test_le_menu_ne_propose_que_les_actes_possibles(agente: Agente) -> None:
    def au_menu() -> set[str]:
        return {a.objectName() for a in agente.ecran.entete.actes.menu().actions()}

    sans_offre = au_menu()
    proposer(agente, "Résidence 1", "01/06/2026", "150")

    assert "acte_reponse" not in sans_offre
    assert {"acte_reponse", "acte_visite"} <= au_menu()
    assert "acte_entree" not in au_menu()


def test_le_silence_ne_se_constate_qu_apres_le_delai(agente: Agente) -> None:
    proposer(agente, "Résidence 1", "02/11/2026", "150")

    dialogue = agente.acte("reponse")

    segment = agente.trouve(type(agente.ecran.offres._segment), "reponse_choix", dialogue)
    assert [c.cle for c in segment._choix] == ["ACCORD", "REFUS", "RETIREE"]
    # 2 novembre + 30 jours = mercredi 2 décembre, un jour ouvrable.
    phrases = [t.text() for t in dialogue.findChildren(Texte)]
    assert "Le délai de réponse court jusqu’au mer. 02/12/2026 inclus." in phrases
    dialogue.reject()

"""Le parcours d'un dossier : des étapes datées que l'on ajoute, jamais que l'on efface."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from relogement import actes
from relogement.caleol import PassageCaleol
from relogement.decohabitation import Depart, annuler_la_decohabitation, decohabiter
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, Etat, Lien, MotifSortie, Nature, Reponse, Terme
from relogement.parcours import CHEMIN, avant_la_sortie, passer, reprendre_le_parcours
from relogement.suivi import Suivi
from relogement.transitions import exception_motivee
from tests.fabrique import un_logement, un_menage, un_relogement, une_charte, une_personne

ENQUETE, OFFRE, CALEOL = date(2025, 9, 1), date(2025, 11, 3), date(2026, 1, 12)


def _etapes(menage: Menage) -> list[tuple[str, date | None]]:
    return [(e.etat.value, e.le) for e in menage.etapes]


def test_passer_ajoute_une_etape_datee_avec_son_auteur() -> None:
    menage = un_menage()

    passer(menage, Etat.INFORME, ENQUETE, auteur="Agente")
    passer(menage, Etat.ENQUETE, OFFRE, auteur="Agent", motif="à domicile")

    assert menage.etat is Etat.ENQUETE
    assert _etapes(menage) == [("INFORME", ENQUETE), ("ENQUETE", OFFRE)]
    assert [(e.auteur, e.motif) for e in menage.etapes] == [("Agente", None), ("Agent", "à domicile")]


def test_un_dossier_repris_retrouve_les_etapes_que_ses_dates_racontent() -> None:
    menage = un_menage(enquete_le=ENQUETE, premiere_offre_le=OFFRE)
    menage.caleols.append(PassageCaleol(le=CALEOL, decision=DecisionCaleol.ATTRIBUTION))
    un_relogement(menage, bail_le=date(2026, 3, 1), entree_le=date(2026, 3, 2))

    reprendre_le_parcours(menage, auteur="Import")

    assert _etapes(menage) == [
        ("RECENSE", None),
        ("ENQUETE", ENQUETE),
        ("OFFRE", OFFRE),
        ("CALEOL", CALEOL),
        ("ATTRIBUE", CALEOL),
        ("BAIL", date(2026, 3, 1)),
        ("EMMENAGE", date(2026, 3, 2)),
    ]
    assert menage.etat is Etat.EMMENAGE


def test_reprendre_deux_fois_n_ajoute_rien() -> None:
    menage = un_menage(enquete_le=ENQUETE)
    reprendre_le_parcours(menage)
    avant = _etapes(menage)

    reprendre_le_parcours(menage)

    assert _etapes(menage) == avant
    assert menage.etat is Etat.ENQUETE


def test_une_non_attribution_ramene_a_la_recherche() -> None:
    menage = un_menage(premiere_offre_le=OFFRE)
    menage.caleols.append(PassageCaleol(le=CALEOL, decision=DecisionCaleol.NON_ATTRIBUTION))

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.RECHERCHE


def test_un_relogement_provisoire_n_est_pas_un_bail_definitif() -> None:
    menage = un_menage()
    un_relogement(menage, nature=Nature.PROVISOIRE)

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.PROVISOIRE
    assert "BAIL" not in dict(_etapes(menage))


def test_un_dossier_sorti_l_est_quoi_qu_il_ait_fait_avant() -> None:
    menage = un_menage(motif_sortie=MotifSortie.DEPART, sorti_le=date(2026, 5, 4))
    un_relogement(menage)

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.SORTI
    assert _etapes(menage)[-1] == ("SORTI", date(2026, 5, 4))


def test_un_dossier_mene_plus_loin_dans_l_application_n_est_pas_ramene_en_arriere() -> None:
    menage = un_menage(enquete_le=ENQUETE)
    reprendre_le_parcours(menage)
    passer(menage, Etat.ACCORD, CALEOL, motif="accord donné de vive voix")
    menage.premiere_offre_le = OFFRE

    reprendre_le_parcours(menage)

    assert menage.etat is Etat.ACCORD
    assert ("OFFRE", OFFRE) in _etapes(menage)


def test_le_chemin_est_celui_des_regles() -> None:
    attendu = "RECENSE INFORME ENQUETE SNE RECHERCHE OFFRE VISITE ACCORD CALEOL ATTRIBUE BAIL EMMENAGE SUIVI CLOS"

    assert " ".join(CHEMIN) == attendu


PAS = st.integers(-3, 20)
RANGS = st.integers(0, 9)
CHARTE = une_charte(nb_offres=2)


class VieDUnDossier(RuleBasedStateMachine):
    """Des actes au hasard, permis ou refusés, sur un ménage et ceux qui en partent."""

    def __init__(self) -> None:
        super().__init__()
        parent = un_menage("D1", nb_personnes=3)
        parent.personnes += [une_personne(lien=lien) for lien in (Lien.CONJOINT, Lien.ASCENDANT)]
        passer(parent, Etat.RECENSE, date(2026, 1, 1), auteur="Agente")
        self.dossiers = [parent]
        self.personnes = Counter(id(p) for p in parent.personnes)
        self.rang, self.jour, self.motif = 0, date(2026, 1, 1), ""

    def quand(self, pas: int) -> date:
        """Le plus souvent plus tard que l'acte d'avant, parfois un peu plus tôt."""
        le = self.jour + timedelta(days=pas)
        self.jour = max(self.jour, le)
        return le

    @rule(motif=st.sampled_from(["", "exception"]))
    def se_justifier(self, motif: str) -> None:
        self.motif = motif

    def acte(self, qui: int, geste: Callable[[Menage], Any]) -> None:
        """Un acte refusé ne change rien : ni l'état, ni les étapes, ni les offres, ni les personnes."""
        menage = self.dossiers[qui % len(self.dossiers)]
        avant = self.photo(menage)
        try:
            with exception_motivee(self.motif):
                geste(menage)
        except ErreurMetier:
            assert self.photo(menage) == avant

    def photo(self, menage: Menage) -> object:
        return (
            menage.etat, len(menage.etapes), len(menage.relogements), len(menage.caleols), len(menage.suivis),
            [(o.reponse, o.visite_le, o.notifiee_le) for o in menage.offres], [id(p) for p in menage.personnes],
            menage.nb_personnes, menage.sorti_le, [r.entree_le for r in menage.relogements],
        )  # fmt: skip

    def sur_une_offre(self, qui: int, geste: Callable[..., Any]) -> None:
        def faire(menage: Menage) -> None:
            offre = next((o for o in menage.offres if o.reponse is Reponse.EN_COURS), None)
            if offre is not None:
                geste(menage, offre)

        self.acte(qui, faire)

    @rule(qui=RANGS, pas=PAS, etat=st.sampled_from([Etat.INFORME, Etat.ENQUETE, Etat.SNE]))
    def dater(self, qui: int, pas: int, etat: Etat) -> None:
        le = self.quand(pas)
        self.acte(qui, lambda m: actes.dater(m, etat, le, auteur="Agente"))

    @rule(qui=RANGS, pas=PAS)
    def proposer(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        remise = actes.Notification(le)
        self.acte(qui, lambda m: actes.proposer(m, un_logement(), charte=CHARTE, notification=remise))

    @rule(qui=RANGS, pas=PAS)
    def visiter(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.sur_une_offre(qui, lambda m, o: actes.visiter(m, o, le))

    @rule(qui=RANGS, pas=PAS, motif=st.sampled_from(["CHER", "ANNEXES"]))
    def refuser(self, qui: int, pas: int, motif: str) -> None:
        le = self.quand(pas)
        self.sur_une_offre(qui, lambda m, o: actes.refuser(m, o, le, motif, charte=CHARTE))

    @rule(qui=RANGS, pas=PAS)
    def se_taire(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.sur_une_offre(qui, lambda m, o: actes.constater_le_silence(m, o, le, charte=CHARTE))

    @rule(qui=RANGS, pas=PAS)
    def accepter(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.sur_une_offre(qui, lambda m, o: actes.accepter(m, o, le))

    @rule(qui=RANGS, pas=PAS)
    def retirer(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.sur_une_offre(qui, lambda m, o: actes.retirer(m, o, le))

    @rule(qui=RANGS, pas=PAS, decision=st.none() | st.sampled_from(DecisionCaleol))
    def passer_en_caleol(self, qui: int, pas: int, decision: DecisionCaleol | None) -> None:
        le = self.quand(pas)
        passage = PassageCaleol(le=le, decision=decision)
        self.acte(qui, lambda m: actes.passer_en_caleol(m, passage, charte=CHARTE))

    @rule(qui=RANGS, pas=PAS, nature=st.sampled_from(Nature))
    def signer(self, qui: int, pas: int, nature: Nature) -> None:
        le = self.quand(pas)
        self.acte(qui, lambda m: actes.signer(m, un_logement(), nature, le))

    @rule(qui=RANGS, pas=PAS)
    def emmenager(self, qui: int, pas: int) -> None:
        le = self.quand(pas)

        def faire(menage: Menage) -> None:
            if menage.relogements:
                actes.emmenager(menage, menage.relogements[-1], le)

        self.acte(qui, faire)

    @rule(qui=RANGS, pas=PAS)
    def revenir(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.acte(qui, lambda m: actes.revenir(m, le))

    @rule(qui=RANGS, pas=PAS)
    def suivre(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.acte(qui, lambda m: actes.suivre(m, Suivi(terme=Terme.J30, le=le)))

    @rule(qui=RANGS, pas=PAS)
    def clore(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        self.acte(qui, lambda m: actes.clore(m, le))

    @rule(qui=RANGS, pas=PAS, motif=st.sampled_from(["", "le ménage renonce"]))
    def reprendre_la_recherche(self, qui: int, pas: int, motif: str) -> None:
        le = self.quand(pas)
        self.acte(qui, lambda m: actes.reprendre_la_recherche(m, le, motif))

    @rule(qui=RANGS, pas=PAS)
    def sortir_puis_annuler(self, qui: int, pas: int) -> None:
        le = self.quand(pas)
        menage = self.dossiers[qui % len(self.dossiers)]
        connu = menage.etat
        self.acte(qui, lambda m: actes.sortir(m, MotifSortie.DEPART, le))
        self.acte(qui, lambda m: actes.annuler_la_sortie(m, le, "erreur"))
        assert menage.etat is connu

    @rule(qui=RANGS, pas=PAS, partent=st.integers(0, 3), remplacant=RANGS)
    def decohabiter(self, qui: int, pas: int, partent: int, remplacant: int) -> None:
        le = self.quand(pas)
        self.rang += 1

        def faire(menage: Menage) -> None:
            choisis, tete = menage.personnes[:partent], menage.personnes[remplacant % len(menage.personnes)]
            depart = Depart(choisis, le, "départ", None, tete)
            self.dossiers.append(decohabiter(menage, depart, f"{menage.reference}-{self.rang}"))

        self.acte(qui, faire)

    @rule(qui=RANGS, pas=PAS)
    def annuler_une_decohabitation(self, qui: int, pas: int) -> None:
        le = self.quand(pas)

        def faire(menage: Menage) -> None:
            if any(d.dossier_parent is menage for d in self.dossiers):
                return
            annuler_la_decohabitation(menage, le, "retour")
            self.dossiers.remove(menage)

        self.acte(qui, faire)

    @invariant()
    def personne_ne_se_perd(self) -> None:
        assert Counter(id(p) for d in self.dossiers for p in d.personnes) == self.personnes
        assert sum(d.nb_personnes or 0 for d in self.dossiers) == 3

    @invariant()
    def chaque_etat_a_son_etape_datee(self) -> None:
        for dossier in self.dossiers:
            assert any(e.etat is dossier.etat and e.le is not None for e in dossier.etapes)
            assert all(e.le is not None for e in dossier.etapes)
            retrouvee = avant_la_sortie(dossier)
            assert retrouvee is not None and retrouvee.etat is dossier.etat


TestVieDUnDossier = VieDUnDossier.TestCase
TestVieDUnDossier.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)

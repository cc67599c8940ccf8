"""Établir le bilan d'un dossier : de sa seule situation, les colonnes de sa ligne calculée."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from relogement.charte import Charte, charte_au
from relogement.niveau import niveau
from relogement.nomenclatures import Critere, Nature, Reponse, TypeDossier
from relogement.offre_a_juger import nb_offres_comptees
from relogement.regles.echeances import Echeance
from relogement.regles.inter_bailleurs import inter_bailleurs
from relogement.regles.localisation import avec_le_doute, generation_retenue, hors_qpv, hors_site
from relogement.regles.maitrise import Surfaces, maitrise
from relogement.regles.montants import Montant, Verdict
from relogement.regles.neuf import neuf
from relogement.regles.prochaine_echeance import prochaine_echeance
from relogement.regles.ressources import quartile, reste_a_vivre, taux_d_effort, unites_de_consommation
from relogement.regles.reste_a_charge import comparer, reste_a_charge_brut
from relogement.situation import Cadre, NouveauLogement, Situation
from relogement.textes import arrondi

SANS_NOUVEAU = "pas encore de nouveau logement"
SANS_RESSOURCES = "ressources inconnues"
SORTI, FUSIONNE = "sorti du relogement", "repris par un autre dossier"


def etablir(situation: Situation, cadre: Cadre) -> dict[str, Any]:
    """Les colonnes du bilan d'un dossier, calculées de sa seule situation."""
    nouveau = situation.nouveau
    charte = charte_au(cadre.chartes, nouveau.bail_le if nouveau else None)
    comptees = nb_offres_comptees(situation.dossier, situation.avant, situation.offres, cadre)
    return (
        _identite(situation, charte)
        | _base(situation)
        | _couts(situation, cadre, charte)
        | _lieux(nouveau, situation, cadre, charte)
        | _offres(situation, charte, comptees)
    )


def _identite(situation: Situation, charte: Charte) -> dict[str, Any]:
    dossier, nouveau = situation.dossier, situation.nouveau
    return {
        "menage_id": dossier.menage_id,
        "operation_id": dossier.operation_id,
        "logement_quitte_id": dossier.logement_quitte_id,
        "charte_id": charte.id,
        "type": dossier.type,
        "etat": dossier.etat,
        "nature": nouveau.nature if nouveau else None,
        "bail_le": nouveau.bail_le if nouveau else None,
        "entree_le": nouveau.entree_le if nouveau else None,
    }


def _base(situation: Situation) -> dict[str, Any]:
    dossier, nouveau = situation.dossier, situation.nouveau
    exclusion = FUSIONNE if dossier.fusionne else SORTI if dossier.sorti else _exclusion(nouveau)
    departs = (None if dossier.fusionne else dossier.sorti_le, dossier.premiere_entree_le)
    return {
        "sorti": dossier.sorti,
        "sorti_le": dossier.sorti_le,
        "fusionne": dossier.fusionne,
        "libere_le": min((le for le in departs if le), default=None),
        "dans_la_base": exclusion is None,
        "motif_exclusion": exclusion,
    }


def _exclusion(nouveau: NouveauLogement | None) -> str | None:
    if nouveau is None:
        return "pas encore relogé"
    if nouveau.nature is Nature.PROVISOIRE:
        return "relogement provisoire"
    if nouveau.bail_le is None:
        return "bail non daté"
    return None if nouveau.entree_le else "entrée dans les lieux non datée"


@dataclass(frozen=True, slots=True)
class _Montants:
    """Les montants d'un bilan, arrondis à la sortie seulement, et la raison de ceux qui manquent."""

    par_nom: dict[str, Montant]
    autres_motifs: dict[str, str]

    def colonnes(self) -> dict[str, Any]:
        motifs = {n: m.motif for n, m in self.par_nom.items() if m.valeur is None}
        return {n: None if m.valeur is None else arrondi(m.valeur) for n, m in self.par_nom.items()} | {
            "motifs_nr": motifs | self.autres_motifs
        }


def _couts(situation: Situation, cadre: Cadre, charte: Charte) -> dict[str, Any]:
    dossier, nouveau = situation.dossier, situation.nouveau
    au = nouveau.bail_le if nouveau else None
    rac = comparer(situation.avant, situation.apres)
    uc = unites_de_consommation(dossier.nb_personnes, dossier.nb_moins_14, au=au, dossier=cadre.baremes)
    te_apres = taux_d_effort(rac.apres, dossier.ressources)
    montants = {
        "rac_brut_av": reste_a_charge_brut(situation.avant),
        "rac_brut_ap": reste_a_charge_brut(situation.apres),
        "rac_av": rac.avant,
        "rac_ap": rac.apres,
        "delta": rac.delta,
        "delta_pct": rac.delta_pct,
        "te_av": taux_d_effort(rac.avant, dossier.ressources),
        "te_ap": te_apres,
        "uc": uc,
        "rav_av": reste_a_vivre(rac.avant, dossier.ressources, uc, au=au, dossier=cadre.baremes),
        "rav": reste_a_vivre(rac.apres, dossier.ressources, uc, au=au, dossier=cadre.baremes),
    }
    seuil = cadre.seuils_q1.au_bail(au)
    rang = quartile(dossier.ressources, uc, seuil.valeur)
    sans_avant = dossier.type is not TypeDossier.TITULAIRE and (situation.avant is None or situation.avant.muets)
    surfaces = Surfaces(dossier.surface, nouveau.surface if nouveau else None)
    verdict = maitrise(
        rac,
        surfaces,
        te_apres,
        charte=charte,
        sans_avant=sans_avant,
        niveau=niveau(dossier.ressources, uc, seuil),
    )
    return (
        _Montants(montants, _motif_du_quartile(rang, dossier.ressources, uc, seuil)).colonnes()
        | _prevu(situation)
        | _critere("maitrise", verdict if nouveau or sans_avant else Verdict(Critere.NR, SANS_NOUVEAU))
        | {"quartile": rang, "rac_estime": bool(situation.apres and situation.apres.apl_estimee)}
    )


def _motif_du_quartile(
    rang: str | None, ressources: Decimal | None, uc: Montant, seuil: Montant
) -> dict[str, str]:
    """Pourquoi le quartile est vide : le premier des trois faits qui manque."""
    if rang is not None:
        return {}
    if ressources is None:
        return {"quartile": SANS_RESSOURCES}
    return {"quartile": (uc if uc.valeur is None else seuil).motif}


def _prevu(situation: Situation) -> dict[str, Any]:
    """Le reste à charge de l'offre en discussion, au périmètre du logement quitté."""
    vivantes = [o for o in situation.offres if o.reponse in (Reponse.EN_COURS, Reponse.ACCORD)]
    postes = vivantes[-1].cout if vivantes and situation.nouveau is None else None
    rac = comparer(situation.avant, postes).apres.valeur if postes else None
    return {
        "rac_prevu": None if rac is None else arrondi(rac),
        "rac_prevu_estime": bool(postes and postes.apl_estimee),
    }


def _lieux(nouveau: NouveauLogement | None, situation: Situation, cadre: Cadre, charte: Charte) -> dict[str, Any]:
    qpv, bail_le = (nouveau.qpv, nouveau.bail_le) if nouveau else (None, None)
    generation = generation_retenue(
        qpv, bail_le, choix=charte.generation_qpv, outre_mer=cadre.outre_mer, dossier=cadre.baremes
    )
    if nouveau is None:
        sans = Verdict(Critere.NR, SANS_NOUVEAU)
        verdicts = dict.fromkeys(("neuf", "hors_qpv", "hors_site", "interbailleur"), sans)
    else:
        verdicts = {
            "neuf": neuf(
                nouveau.premiere_location, nouveau.conventionne_le, nouveau.bail_le, dossier=cadre.baremes
            ),
            "hors_qpv": avec_le_doute(hors_qpv(qpv), nouveau.qpv_douteux),
            "hors_site": avec_le_doute(hors_site(qpv, cadre.site, cadre.site_2024), nouveau.qpv_douteux),
            "interbailleur": inter_bailleurs(
                situation.dossier.bailleur, nouveau.bailleur, dossier=situation.dossier.type
            ),
        }
    douteux = nouveau is not None and nouveau.qpv_douteux is not None
    colonnes: dict[str, Any] = {"generation_qpv": generation, "qpv_a_verifier": douteux}
    for nom, verdict in verdicts.items():
        colonnes |= _critere(nom, verdict)
    return colonnes


def _offres(situation: Situation, charte: Charte, comptees: int) -> dict[str, Any]:
    offres, dossier = situation.offres, situation.dossier
    reponses = [o.reponse for o in offres]
    echeance = prochaine_echeance(situation, charte)
    return {
        "nb_offres": len(offres) + (dossier.nb_offres_reprises or 0),
        "nb_refus": reponses.count(Reponse.REFUS) + (dossier.nb_refus_repris or 0),
        "nb_comptees": comptees,
        "offre_en_cours": Reponse.EN_COURS in reponses,
        "offre_acceptee": Reponse.ACCORD in reponses,
        **_echeance(*echeance),
    }


def _echeance(objet: str | None, echeance: Echeance | None) -> dict[str, Any]:
    return {
        "echeance_le": echeance and echeance.le,
        "echeance_objet": objet,
        "echeance_motif": (echeance and echeance.motif) or None,
    }


def _critere(nom: str, verdict: Verdict) -> dict[str, Any]:
    return {nom: verdict.valeur, f"{nom}_motif": verdict.motif}

"""L'APL estimée, dite : la phrase à côté du montant, et le calcul grandeur par grandeur."""

from decimal import Decimal

from relogement.explication import Partie, Terme
from relogement.intervalle_rac import Reestimation
from relogement.regles.apl import Detail, EstimationApl
from relogement.textes import FINE, INSECABLE, euros, jour, nombre, pourcent

INDICATIF = "indicatif, seule la CAF ou la MSA fixe le droit."
TEXTE = "CCH, art. D. 823-16 à D. 823-18 ; arrêté du 27/09/2019, art. 7 à 16"


def phrases_de_l_estimation(refaite: Reestimation) -> tuple[str, ...]:
    """Le montant enregistré et ses bornes, puis ce qui ne va pas s'il y a lieu."""
    env = f"env.{INSECABLE}{euros(refaite.gardee)}"
    estimation = refaite.estimation
    if estimation is None:
        return f"{env} — {INDICATIF}", refaite.motif
    if not refaite.fidele:
        au_dossier = f"env.{INSECABLE}{euros(estimation.apl)}"
        return (
            f"{env} — {INDICATIF}",
            f"Le dossier donne aujourd’hui {au_dossier}{INSECABLE}: réestimez l’APL pour avoir son intervalle.",
        )
    bornes = f"de {nombre(estimation.basse)} à {euros(estimation.haute)}"
    return (f"{env}, {bornes} (barème du {jour(estimation.bareme_du)}) — {INDICATIF}",)


def partie_apl(refaite: Reestimation) -> Partie:
    """Le calcul, les ressources employées, ce qui est supposé, les textes."""
    estimation = refaite.estimation
    if estimation is None:
        return Partie("APL estimée", (), phrases_de_l_estimation(refaite), TEXTE)
    phrases = (
        estimation.libelle,
        *phrases_de_l_estimation(refaite)[1:],
        *plafond_depasse(estimation),
        *refaite.preparation.hypotheses,
    )
    textes = "\n".join((TEXTE, *estimation.textes))
    return Partie("APL estimée", termes(estimation.detail), phrases, textes)


def plafond_depasse(estimation: EstimationApl) -> tuple[str, ...]:
    """Le loyer au-dessus du plafond, que l'aide ne suit plus."""
    if not estimation.loyer_sans_aide:
        return ()
    plafond, reste = euros(estimation.detail.plafond), euros(estimation.loyer_sans_aide)
    return (f"Au-delà de {plafond} de loyer l’APL n’augmente plus{INSECABLE}: {reste} restent au ménage.",)


def termes(detail: Detail) -> tuple[Terme, ...]:
    """Les grandeurs de l'arrêté, avec leur unité."""
    degressif = () if detail.k == 1 else (Terme("k", nombre(detail.k, 4), "dégressivité d’un loyer élevé"),)
    return (
        Terme("L", _par_mois(detail.L), "loyer retenu, sous le plafond"),
        Terme("C", _par_mois(detail.C), "forfait de charges"),
        Terme("P0", _par_mois(detail.P0), "participation minimale"),
        Terme("LR", _par_mois(detail.LR), "loyer de référence"),
        Terme("RL", pourcent(detail.RL), "part de L dans LR"),
        Terme("TL", f"{nombre(detail.TL, 3)}{FINE}%", "taux du loyer"),
        Terme("Tp", f"{nombre(detail.Tp * 100, 3)}{FINE}%", "taux de la famille + TL"),
        Terme("R", _par_an(detail.R), "ressources, à la centaine supérieure"),
        Terme("R0", _par_an(detail.R0), "abattement"),
        Terme("Pp", _par_mois(detail.Pp), "P0 + Tp × (R − R0)"),
        Terme("Af", _par_mois(detail.Af), "L + C − Pp"),
        *degressif,
        Terme("RLS", _par_mois(detail.RLS), "réduction de loyer de solidarité"),
        Terme("APL", _par_mois(detail.APL), "payée, après minoration, RLS et CRDS"),
    )


def _par_mois(montant: Decimal) -> str:
    return f"{euros(montant)} par mois"


def _par_an(montant: Decimal) -> str:
    return f"{nombre(montant, 0)}{FINE}€ par an"

"""Comment la charte juge un reste à charge : ses seuils, les valeurs qui s'y mesurent, le verdict."""

from decimal import Decimal

from relogement.charte import Charte
from relogement.comparaison import ColonneRac
from relogement.explication import Partie, Terme
from relogement.nomenclatures import Combinaison
from relogement.regles.montants import Montant
from relogement.textes import FINE, INSECABLE, arrondi, ecart, euros, nombre, oui_non, pourcent, surface

TEXTE_MAITRISE = "RGA relatif au NPNRU, art. 4 ; les seuils sont ceux de la charte"


def partie_maitrise(ici: ColonneRac, avant: ColonneRac, charte: Charte) -> Partie:
    """Le verdict d'une colonne, refait terme par terme."""
    assert ici.verdict is not None
    phrases = [f"{ici.verdict.valeur.value}{INSECABLE}: {ici.verdict.motif}."]
    if ici.fragile:
        phrases.append("Fragile : NON si les ressources réelles sont 10 % plus hautes que celles de l’estimation.")
    if charte.neutralise_baisse:
        phrases.append("La charte tient toute baisse du reste à charge pour maîtrisée.")
    titre = f"Maîtrise, charte du {charte.en_vigueur_le:%d/%m/%Y}"
    return Partie(titre, _termes_du_verdict(ici, avant, charte), tuple(phrases), TEXTE_MAITRISE)


def _termes_du_verdict(ici: ColonneRac, avant: ColonneRac, charte: Charte) -> tuple[Terme, ...]:
    surface_seule = charte.combinaison is Combinaison.RAC_SEUL
    te_seul = charte.combinaison is Combinaison.TE_SEUL
    admise = f"au plus +{_pct(charte.rac_seuil_pct)}"
    tolere = f"au-delà de ±{_pct(charte.surf_tol_pct)}, le RAC se compare au m²"
    borne = euros(arrondi(ici.seuil)) if ici.seuil is not None else "NR"
    return (
        Terme("Hausse du RAC", _hausse(ici), f"{admise} (test écarté)" if te_seul else admise),
        Terme("Surface", _surfaces(avant, ici), tolere),
        Terme("Taux d’effort", _montant(ici.te), _effort(charte, ecarte=surface_seule)),
        Terme("Seuil", borne, "le RAC où la charte dirait NON"),
        Terme("Baisse du RAC admise", oui_non(charte.neutralise_baisse)),
    )


def _effort(charte: Charte, *, ecarte: bool) -> str:
    return f"RAC / ressources, au plus {_pct(charte.te_max_pct)}{' (test écarté)' if ecarte else ''}"


def _hausse(ici: ColonneRac) -> str:
    hausse, pct = ici.ecart, ici.ecart_pct
    if hausse is None or hausse.valeur is None:
        return "NR"
    part = f" ({ecart(arrondi(pct.valeur), '%')})" if pct is not None and pct.valeur is not None else ""
    return f"{ecart(arrondi(hausse.valeur))}{part}"


def _surfaces(avant: ColonneRac, ici: ColonneRac) -> str:
    dites = [c.logement.surface if c.logement else None for c in (avant, ici)]
    return f"{surface(dites[0])} → {surface(dites[1])}"


def _montant(valeur: Montant) -> str:
    return "NR" if valeur.valeur is None else pourcent(arrondi(valeur.valeur))


def _pct(valeur: Decimal) -> str:
    return f"{nombre(valeur, 0 if valeur == valeur.to_integral_value() else 2)}{FINE}%"

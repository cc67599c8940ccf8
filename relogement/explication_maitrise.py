"""Comment la charte juge un reste à charge : ses seuils, les valeurs qui s'y mesurent, le verdict."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from relogement.comparaison import ColonneRac
from relogement.explication import Partie, Terme
from relogement.nomenclatures import Combinaison
from relogement.regles.montants import Montant
from relogement.regles.paliers import Seuils, niveau_ignore, seuils_possibles
from relogement.textes import FINE, INSECABLE, arrondi, ecart, euros, nombre, oui_non, pourcent, surface

TEXTE_MAITRISE = "RGA relatif au NPNRU, art. 4 ; les seuils sont ceux de la charte"


def partie_maitrise(ici: ColonneRac, avant: ColonneRac) -> Partie:
    """Le verdict d'une colonne, refait terme par terme, avec la charte qui vaut pour elle."""
    assert ici.verdict is not None
    charte = ici.regle.charte
    phrases = [f"{ici.verdict.valeur.value}{INSECABLE}: {ici.verdict.motif}."]
    if ici.fragile:
        phrases.append("Fragile : NON si les ressources réelles sont 10 % plus hautes que celles de l’estimation.")
    if charte.neutralise_baisse:
        phrases.append("La charte tient toute baisse du reste à charge pour maîtrisée.")
    titre = f"Maîtrise, charte du {charte.en_vigueur_le:%d/%m/%Y}"
    return Partie(titre, _termes_du_verdict(ici, avant), tuple(phrases), TEXTE_MAITRISE)


def _termes_du_verdict(ici: ColonneRac, avant: ColonneRac) -> tuple[Terme, ...]:
    charte, possibles = ici.regle.charte, seuils_possibles(ici.regle.charte, ici.regle.niveau)
    surface_seule = charte.combinaison is Combinaison.RAC_SEUL
    te_seul = charte.combinaison is Combinaison.TE_SEUL
    admise = f"au plus +{_un_de(s.rac_seuil_pct for s in possibles)}"
    tolere = f"au-delà de ±{_un_de(s.surf_tol_pct for s in possibles)}, le RAC se compare au m²"
    borne = euros(arrondi(ici.seuil)) if ici.seuil is not None else "NR"
    return (
        *_palier(ici),
        Terme("Hausse du RAC", _hausse(ici), f"{admise} (test écarté)" if te_seul else admise),
        Terme("Surface", _surfaces(avant, ici), tolere),
        Terme("Taux d’effort", _montant(ici.te), _effort(possibles, ecarte=surface_seule)),
        Terme("Seuil", borne, "le RAC où la charte dirait NON"),
        Terme("Baisse du RAC admise", oui_non(charte.neutralise_baisse)),
    )


def _palier(ici: ColonneRac) -> tuple[Terme, ...]:
    """Le palier de ressources, si la charte en a : celui du ménage, ou pourquoi on ne le sait pas."""
    charte, niveau = ici.regle.charte, ici.regle.niveau
    if not charte.paliers:
        return ()
    possibles = seuils_possibles(charte, niveau)
    par_uc = niveau.par_uc.valeur
    dites = f"ressources de {euros(arrondi(par_uc))} par mois et par UC" if par_uc is not None else ""
    if len(possibles) > 1:
        return (Terme("Palier de ressources", "NR", niveau_ignore(charte, niveau)),)
    return (Terme("Palier de ressources", possibles[0].palier or "au-dessus des paliers", dites),)


def _un_de(valeurs: Iterable[Decimal]) -> str:
    """« 10 % », ou « 5 % ou 10 % selon le palier »."""
    dites = list(dict.fromkeys(_pct(valeur) for valeur in valeurs))
    return f"{' ou '.join(dites)} selon le palier" if len(dites) > 1 else dites[0]


def _effort(possibles: Sequence[Seuils], *, ecarte: bool) -> str:
    maximum = _un_de(s.te_max_pct for s in possibles)
    return f"RAC / ressources, au plus {maximum}{' (test écarté)' if ecarte else ''}"


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

"""Le critère « logement neuf ou conventionné depuis moins de cinq ans » (RGA relatif au NPNRU, art. 4)."""

from datetime import date

from relogement.baremes import Source, bareme
from relogement.nomenclatures import Critere
from relogement.regles.echeances import plus_annees
from relogement.regles.montants import Verdict
from relogement.textes import jour


def neuf(
    premiere_location: bool | None,
    conventionne_le: date | None,
    bail_le: date | None,
    *,
    dossier: Source | None = None,
) -> Verdict:
    """OUI à la première location, ou convention de moins de cinq ans au bail ; cinq ans pile : NON."""
    if premiere_location:
        return Verdict(Critere.OUI, "première location")
    if conventionne_le is None:
        return Verdict(Critere.NR, "date de conventionnement inconnue")
    if bail_le is None:
        return Verdict(Critere.NR, "bail non daté")
    annees = int(bareme("criteres_anru", bail_le, dossier=dossier).nombre("conventionne_depuis_moins_de_annees"))
    terme = plus_annees(conventionne_le, annees)
    moins = terme > bail_le
    duree = f"conventionné le {jour(conventionne_le)}, {'moins' if moins else 'plus'} de {annees} ans"
    if terme == bail_le:
        duree = f"conventionné le {jour(conventionne_le)}, {annees} ans exactement"
    return Verdict(Critere.OUI if moins else Critere.NON, f"{duree} au bail du {jour(bail_le)}")

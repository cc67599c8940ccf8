"""La règle des 25 % d'un bailleur, prête à s'ouvrir sur ses baux : ceux qui comptent, les autres, les inconnus."""

from sqlalchemy.orm import Session

from db.regle_25 import Bail25, Ligne25, Regle25, phrase_du_territoire
from db.tableaux.chiffre import Chiffre, Derriere, Groupe, Liste
from db.tableaux.lues import liste_lue
from relogement.nomenclatures import Critere
from relogement.textes import jour

DEFINITION = "Baux définitifs signés dans la période par des ménages relogés. Le bail compte, pas l’entrée."
_GROUPES = ((Critere.OUI, "Comptent"), (Critere.NON, "Non"), (Critere.NR, "NR"))
_CHAMPS = {True: "logement.qpv", False: "logement.commune_insee"}


def chiffre_du_bailleur(ligne: Ligne25, trouvee: Regle25) -> Chiffre:
    """Ses baux, rangés par verdict ; un lieu inconnu mène au champ qui le dit."""

    def ouvrir(_: Session, groupe: str) -> Liste:
        return liste_lue([_derriere(bail) for bail in ligne.baux if bail.compte.valeur.value == groupe])

    return Chiffre(
        ligne.bailleur or "Ensemble",
        tuple(Groupe(c.value, mot, ligne.combien(c)) for c, mot in _GROUPES),
        f"{DEFINITION} {phrase_du_territoire(trouvee)}",
        trouvee.bareme.texte.partition(" : ")[0],
        ouvrir,
        f"{ligne.combien(Critere.OUI)}/{len(ligne.baux)}",
        verdict=True,
    )


def _derriere(bail: Bail25) -> Derriere:
    champ = _CHAMPS["située" in bail.compte.motif] if bail.compte.valeur is Critere.NR else ""
    quartile = {"Q1": "premier quartile", None: "quartile inconnu"}.get(bail.quartile, "autre quartile")
    motif = bail.compte.motif if bail.compte.valeur is not Critere.OUI else quartile
    return Derriere(
        bail.id, bail.reference, bail.nom, f"{bail.bailleur}, {jour(bail.bail_le)}", motif, champ=champ
    )

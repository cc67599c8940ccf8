"""L'occupation d'un logement en une ligne : ni trop grand ni trop petit, ou lequel, et la raison."""

from db.regles_du_dossier import Adequation
from relogement.nomenclatures import Condition
from relogement.textes import INSECABLE
from ui import fonts
from ui.composants.ligne import Ligne, Morceau

SIGNES = {
    Condition.OUI: ("check", "vert"),
    Condition.NON: ("triangle-alert", "rouge"),
    Condition.A_VERIFIER: ("circle-question-mark", "ambre"),
}


def ligne_occupation(vue: Adequation) -> Ligne:
    """« ✓ adaptée — 4 pièces pour 4 personnes, 5 au plus »."""
    icone, token = SIGNES[vue.occupation.condition]
    mot = {Condition.OUI: "adaptée", Condition.A_VERIFIER: "à vérifier"}.get(vue.occupation.condition, "")
    raison = Morceau(vue.occupation.motif, "texte2" if mot else token, taille=fonts.LEGENDE)
    return Ligne(
        (Morceau(mot, token, icone=icone), raison) if mot else (Morceau("", token, icone=icone), raison), ecart=6
    )


def phrase_occupation(vue: Adequation) -> str:
    """La même chose en toutes lettres, et les typologies qui vont au ménage."""
    condition = vue.occupation.condition
    mot = {Condition.OUI: "adaptée : ", Condition.A_VERIFIER: "à vérifier : "}.get(condition, "")
    vont = (
        f". Il faut à ce ménage{INSECABLE}: {vue.conviennent}"
        if condition is not Condition.OUI and vue.conviennent
        else ""
    )
    return f"{mot}{vue.occupation.motif}{vont}"

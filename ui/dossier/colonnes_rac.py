"""Les colonnes du reste à charge telles qu'elles se dessinent : avant, chaque offre, après."""

from dataclasses import dataclass
from decimal import Decimal

from db.dossier import DossierLu
from relogement.comparaison import ColonneRac
from relogement.intervalle_rac import intervalle
from relogement.logement import LogementOffert, LogementQuitte
from relogement.regles.montants import Montant
from relogement.textes import arrondi
from ui.composants.chip import Chip
from ui.composants.pile_rac import Colonne, Intervalle
from ui.composants.verdicts import chip_reponse

A_MESURER = Chip("À mesurer", "circle-dashed", pointille=True)
ZERO = Decimal(0)
CHIFFRES = "0123456789 "
RIEN = "Quittance et APL\ndu premier mois\naprès l’entrée"


@dataclass(frozen=True)
class VueColonne:
    """Une colonne de la comparaison, son titre, et la ligne dont on saisit les montants."""

    titre: str
    rac: ColonneRac | None
    cible: object = None

    @property
    def nom(self) -> str:
        return self.titre.lower().replace(" ", "_").replace("è", "e")


def vues(lu: DossierLu) -> list[VueColonne]:
    """Avant, les offres, après : la dernière existe toujours, pour dire ce qui sera mesuré."""
    offres = [VueColonne(f"Offre {c.offre.rang}", c, c.offre) for c in lu.rac.offres if c.offre]
    apres = lu.rac.apres
    return [VueColonne("Avant", lu.rac.avant), *offres, VueColonne("Après", apres, apres and apres.relogement)]


def colonne(vue: VueColonne, *, brut: bool, choisie: bool = False) -> Colonne:
    """Ce que la pile dessine ; `brut` laisse de côté ce qui se paie hors des charges."""
    rac = vue.rac
    if rac is None:
        return Colonne(vue.titre, ("à l’entrée", "dans les lieux"), message=RIEN, fantome=True, chip=A_MESURER)
    montant = rac.brut if brut else rac.rac
    cout = rac.cout
    if montant.valeur is None or cout is None:
        return Colonne(
            vue.titre, sous_titres(rac), message=_motif(montant.motif), chip=_chip(rac), choisie=choisie
        )
    plus = ZERO if brut else rac.hors_charges.valeur or ZERO
    return Colonne(
        vue.titre,
        sous_titres(rac),
        loyer=(cout.loyer or ZERO) + (cout.annexes or ZERO) + (cout.sls or ZERO),
        charges=cout.charges,
        hors_charges=plus or None,
        libelle_hors_charges=mot_hors_charges(rac),
        rls=cout.rls,
        apl=cout.apl,
        rac=arrondi(montant.valeur),
        estime=rac.estime,
        intervalle=moustache(rac, montant),
        seuil=arrondi(rac.seuil) if rac.seuil is not None and not brut else None,
        chip=_chip(rac),
        choisie=choisie,
    )


def moustache(rac: ColonneRac, montant: Montant) -> Intervalle | None:
    """Ce que la pile trace à droite du reste à charge montré."""
    bornes = intervalle(montant, rac.reestimation)
    return None if bornes is None else Intervalle(arrondi(bornes.bas), arrondi(bornes.haut))


def mot_hors_charges(rac: ColonneRac) -> str:
    cout = rac.cout
    if cout is not None and cout.chauffage_inclus is False:
        return "Chauffage, eau" if cout.eau_incluse is False and cout.forfait_eau else "Chauffage"
    return "Eau"


def sous_titres(rac: ColonneRac) -> tuple[str, str]:
    """Le logement, puis la commune et le bailleur."""
    logement = rac.logement
    if isinstance(logement, LogementQuitte):
        rue, _, ville = (logement.adresse or "").partition(", ")
        return rue or (logement.ug and f"UG {logement.ug}") or "", _joint(
            ville.lstrip(CHIFFRES), logement.bailleur
        )
    if isinstance(logement, LogementOffert):
        nom = logement.residence or logement.adresse or ""
        return nom, _joint(logement.commune, logement.bailleur)
    return "", ""


def _joint(*mots: str | None) -> str:
    return " · ".join(filter(None, mots))


def _chip(rac: ColonneRac) -> Chip | None:
    return chip_reponse(rac.offre.reponse) if rac.offre is not None else None


def _motif(motif: str) -> str:
    """« NR : APL inconnue », sur des lignes assez courtes pour la colonne."""
    lignes, courante = [], "NR :"
    for mot in motif.split():
        if len(courante) + len(mot) > 22:
            lignes.append(courante)
            courante = mot
        else:
            courante = f"{courante} {mot}"
    return "\n".join([*lignes, courante])

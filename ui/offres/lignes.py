"""Les lignes des appariements : la note, qui et quoi avec leurs repères, le reste à charge et son verdict."""

from collections.abc import Sequence
from decimal import Decimal

from typing_extensions import override

from relogement.appariement.note import Appariement
from relogement.appariement.reperes import maitrise, reperes
from relogement.textes import INCONNU, INSECABLE, TIRET, ecart, euros, pluriel, surface
from ui import fonts
from ui.avant_envoi.table import Colonne, LignesModel, TableLignes
from ui.composants.chip import Chip
from ui.composants.ligne import Ligne, Morceau
from ui.composants.vue import Vue
from ui.offres.dessins import DeuxLignes, LigneDeReperes, MontantEtVerdict
from ui.peinture import DROITE
from ui.theme import px

HAUTEUR = 50


def vue_de_la_note(trouve: Appariement) -> Vue:
    """« 82 », « 74 à 86 » sur cent ; un logement écarté n'a pas de note."""
    if trouve.bloque:
        return Chip("écarté", "x", "rouge")
    return Ligne((Morceau(note_dite(trouve), graisse=fonts.GRAS, taille=fonts.SECTION),))


def note_dite(trouve: Appariement) -> str:
    return "écarté" if trouve.bloque else trouve.dite.removesuffix(" / 100").replace(" à ", "–")


def vue_de_la_demande(trouve: Appariement, *, noms: bool = True) -> DeuxLignes:
    """Le ménage, ou sa seule référence, puis ce qui va, ne va pas, ou se vérifie."""
    reference = trouve.candidat.reference
    morceaux = (Morceau(nom_du_menage(trouve), graisse=fonts.GRAS), Morceau(reference, "texte2"))
    sans_nom = (Morceau(reference, graisse=fonts.GRAS),)
    return DeuxLignes(Ligne(morceaux if noms else sans_nom, ecart=8), _reperes(trouve))


def vue_du_logement(trouve: Appariement) -> Vue:
    """« T5 96,00 m², Perpignan » et son bailleur, puis ce qui va, ne va pas, ou se vérifie."""
    bailleur = Morceau(trouve.logement.bailleur or "", "texte2")
    return DeuxLignes(
        Ligne((Morceau(logement_dit(trouve), graisse=fonts.GRAS), bailleur), ecart=8), _reperes(trouve)
    )


def vue_de_la_paire(trouve: Appariement) -> Vue:
    """Le ménage et le logement, puis leurs repères."""
    menage = Morceau(nom_du_menage(trouve), graisse=fonts.GRAS)
    logement = Morceau(logement_dit(trouve), icone="arrow-right", token="texte2")
    return DeuxLignes(Ligne((menage, logement), ecart=8), _reperes(trouve))


def vue_du_rac(trouve: Appariement) -> Vue:
    """« env. 448,30 € », toujours une estimation, puis l'écart et s'il est maîtrisé."""
    rac = trouve.chiffrage.rac
    if rac.apres.valeur is None:
        haut = Ligne((Morceau(f"RAC {INCONNU}", "texte3"),), DROITE)
    else:
        env = Morceau(f"env.{INSECABLE}", "texte2", taille=fonts.LEGENDE)
        haut = Ligne((env, Morceau(euros(rac.apres.valeur), graisse=fonts.GRAS)), DROITE, ecart=0)
    return DeuxLignes(haut, MontantEtVerdict(_ecart(trouve), maitrise(trouve)))


def rac_dit(trouve: Appariement) -> str:
    apres = trouve.chiffrage.rac.apres.valeur
    return f"env.{INSECABLE}{euros(apres)}" if apres is not None else f"RAC {INCONNU}"


def nom_du_menage(trouve: Appariement) -> str:
    titulaire = trouve.candidat.menage.titulaire
    return f"{titulaire.nom.upper()} {titulaire.prenom or ''}".strip() if titulaire else TIRET


def logement_dit(trouve: Appariement) -> str:
    logement = trouve.logement
    lieu = ", ".join(filter(None, (logement.residence or logement.adresse, logement.commune)))
    taille = surface(logement.surface) if logement.surface is not None else ""
    return " ".join(filter(None, (logement.typologie and logement.typologie.libelle, taille, lieu)))


def _ecart(trouve: Appariement) -> str:
    rac = trouve.chiffrage.rac
    if rac.delta_pct.valeur is not None:
        return ecart(rac.delta_pct.valeur, "%")
    return ecart(rac.delta.valeur) if rac.delta.valeur is not None else ""


def _reperes(trouve: Appariement) -> LigneDeReperes:
    return LigneDeReperes(reperes(trouve))


def _rang_du_rac(trouve: Appariement) -> tuple[bool, Decimal]:
    """Un reste à charge inconnu n'est pas le plus petit."""
    valeur = trouve.chiffrage.rac.apres.valeur
    return valeur is None, valeur or Decimal(0)


def _reperes_dits(trouve: Appariement) -> str:
    return "\n".join(f"{r.mot}{INSECABLE}: {r.condition.libelle.lower()}" for r in reperes(trouve))


def colonnes(titre: str, vue: object) -> tuple[Colonne, ...]:
    """La note, ce que l'on apparie, son reste à charge."""
    assert callable(vue)
    return (
        Colonne("Note / 100", note_dite, rang=lambda a: (a.bloque, -a.milieu), vue=vue_de_la_note, largeur=84),
        Colonne(titre, lambda a: f"{vue(a).haut.lu()}\n{_reperes_dits(a)}", rang=lambda a: vue(a).haut.lu(),
                vue=vue),
        Colonne("Reste à charge", rac_dit, rang=_rang_du_rac, vue=vue_du_rac, largeur=146, a_droite=True),
    )  # fmt: skip


class TableHaute(TableLignes):
    """Des lignes assez hautes pour deux rangées de mots."""

    def __init__(self, colonnes: Sequence[Colonne], *, nom: str, lu: str) -> None:
        super().__init__(LignesModel(colonnes), colonnes, nom=nom, lu=lu)

    @override
    def _remesurer(self) -> None:
        super()._remesurer()
        self.verticalHeader().setDefaultSectionSize(px(HAUTEUR))


def dit_combien(trouves: Sequence[Appariement], un: str, plusieurs: str) -> str:
    """« 3 ménages possibles, 5 écartés »."""
    ecartes = sum(a.bloque for a in trouves)
    possibles = pluriel(len(trouves) - ecartes, f"{un} possible", f"{plusieurs} possibles")
    return f"{possibles}, {pluriel(ecartes, 'écarté')}" if ecartes else possibles

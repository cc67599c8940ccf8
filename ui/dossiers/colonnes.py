"""Les colonnes de la liste : ce que chacune montre, trie et donne à copier."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from db.champs_liste import champ_de
from db.dossiers import PAR_NOM, LigneDossier
from db.registre import COMPTEES, ECHEANCE, ETAT, PERSONNES, RAC_AVANT
from relogement.nomenclatures import TypeDossier
from relogement.textes import INCONNU, JOURS, TIRET, jour, nombre
from ui import fonts
from ui.composants.barre_rac import RacAvantApres
from ui.composants.echeance import echeance
from ui.composants.etats import chip_etat
from ui.composants.ligne import Ligne, Morceau
from ui.composants.points_offres import PointsOffres
from ui.composants.vue import Vue
from ui.peinture import DROITE, GAUCHE

SANS_OBJET = "SO"


@dataclass(frozen=True)
class Reperes:
    """Ce qui est commun à toutes les lignes : le jour, le nombre d'offres de la charte, l'échelle des barres."""

    au: date
    nb_offres: int = 3
    rac_max: Decimal = Decimal(0)


@dataclass(frozen=True)
class Copie:
    """Une colonne du tableur où l'on colle."""

    titre: str
    texte: Callable[[LigneDossier], str]


@dataclass(frozen=True)
class Colonne:
    """`tri` vide : la colonne ne se trie pas ; `champ` : le champ déclaré qu'elle montre."""

    cle: str
    titre: str
    largeur: int
    texte: Callable[[LigneDossier], str]
    tri: str = ""
    vue: Callable[[LigneDossier, Reperes], Vue] | None = None
    aide: Callable[[LigneDossier], str] | None = None
    token: str = "texte"
    a_droite: bool = False
    visible: bool = True
    copies: tuple[Copie, ...] = field(default=())
    champ: str = ""
    valeur: Callable[[LigneDossier], Any] | None = None
    du_catalogue: bool = False
    section: str = ""

    def dessin(self, ligne: LigneDossier, reperes: Reperes) -> Vue:
        """Ce qui se peint dans la cellule : son dessin, ou à défaut son texte."""
        if self.vue is not None:
            return self.vue(ligne, reperes)
        return Ligne((Morceau(self.texte(ligne), self.token),), DROITE if self.a_droite else GAUCHE)

    @property
    def modifiable(self) -> bool:
        declare = champ_de(self.champ) if self.champ else None
        return declare is not None and declare.modifiable and self.valeur is not None

    def a_copier(self) -> tuple[Copie, ...]:
        return self.copies or (Copie(self.titre, self.texte),)


def _reference(ligne: LigneDossier) -> str:
    return ligne.reference


def _nom(ligne: LigneDossier) -> str:
    return ligne.nom


def _menage(ligne: LigneDossier, reperes: Reperes) -> Vue:
    morceaux = (Morceau(ligne.famille.upper(), graisse=fonts.MOYEN), Morceau(ligne.prenom, "texte2"))
    if ligne.type is TypeDossier.TITULAIRE:
        return Ligne(morceaux)
    return Ligne((Morceau("", "texte3", icone="corner-down-right"), *morceaux))


def _genre(ligne: LigneDossier) -> str:
    return "" if ligne.type is TypeDossier.TITULAIRE else f"{ligne.nom}, {ligne.type.libelle.lower()}"


def _personnes(ligne: LigneDossier) -> str:
    return INCONNU if ligne.nb_personnes is None else str(ligne.nb_personnes)


def _typologie(ligne: LigneDossier) -> str:
    return ligne.typologie.value if ligne.typologie else TIRET


def _logement(ligne: LigneDossier) -> str:
    return f"{_typologie(ligne)} {ligne.place}".strip()


def _vue_logement(ligne: LigneDossier, reperes: Reperes) -> Vue:
    return Ligne((Morceau(_typologie(ligne), largeur_min=22), Morceau(ligne.place, "texte2")))


def _ou_est_ce(ligne: LigneDossier) -> str:
    lieux = (("Bâtiment", ligne.batiment), ("étage", ligne.etage), ("UG", ligne.ug))
    return ", ".join(f"{mot} {valeur}" for mot, valeur in lieux if valeur)


def _etat(ligne: LigneDossier) -> str:
    return ligne.etat.libelle


def _vue_etat(ligne: LigneDossier, reperes: Reperes) -> Vue:
    return chip_etat(ligne.etat, court=True)


def _offres(ligne: LigneDossier) -> str:
    return str(ligne.nb_comptees)


def _vue_offres(ligne: LigneDossier, reperes: Reperes) -> Vue:
    return PointsOffres(
        ligne.nb_comptees, int(ligne.offre_en_cours), int(ligne.offre_acceptee), total=reperes.nb_offres
    )


def _aide_offres(ligne: LigneDossier) -> str:
    return PointsOffres(ligne.nb_comptees, int(ligne.offre_en_cours), int(ligne.offre_acceptee)).lu()


def _avant_dit(ligne: LigneDossier) -> str:
    return INCONNU if ligne.type is TypeDossier.TITULAIRE else SANS_OBJET


def _rac_avant(ligne: LigneDossier) -> str:
    return _avant_dit(ligne) if ligne.rac_av is None else _pour_tableur(ligne.rac_av)


def _rac_apres(ligne: LigneDossier) -> str:
    return "" if ligne.rac_nouveau is None else _pour_tableur(ligne.rac_nouveau)


def _rac(ligne: LigneDossier) -> str:
    avant = _avant_dit(ligne) if ligne.rac_av is None else nombre(ligne.rac_av)
    apres = TIRET if ligne.rac_nouveau is None else nombre(ligne.rac_nouveau)
    return f"{avant} → {'≈ ' if ligne.rac_nouveau_estime else ''}{apres}"


def _vue_rac(ligne: LigneDossier, reperes: Reperes) -> Vue:
    return RacAvantApres(
        ligne.rac_av, ligne.rac_nouveau, reperes.rac_max, ligne.rac_nouveau_estime, _avant_dit(ligne)
    )


def _aide_rac(ligne: LigneDossier) -> str:
    if ligne.rac_nouveau is None:
        return ""
    quoi = "offre en discussion" if ligne.rac_ap is None else "nouveau logement"
    return f"{quoi.capitalize()}{', APL estimée' if ligne.rac_nouveau_estime else ''}"


def _pour_tableur(montant: Decimal) -> str:
    """Sans espace de milliers : Excel y lit un nombre."""
    return f"{montant:.2f}".replace(".", ",")


def _echeance(ligne: LigneDossier) -> str:
    return "" if ligne.echeance_le is None else f"{jour(ligne.echeance_le)} {ligne.echeance_objet or ''}".strip()


def _vue_echeance(ligne: LigneDossier, reperes: Reperes) -> Vue:
    le = ligne.echeance_le
    if le is None:
        return Ligne((Morceau("", largeur_min=16), Morceau(TIRET, "texte3")), ecart=5)
    vue = echeance(le, reperes.au, ligne.echeance_objet or "")
    if not ligne.echeance_motif:
        return vue
    jour_dit = Morceau(JOURS[le.weekday()], "texte3", taille=fonts.LEGENDE)
    return replace(vue, morceaux=(*vue.morceaux[:2], jour_dit, *vue.morceaux[2:]))


def _aide_echeance(ligne: LigneDossier) -> str:
    return f"{ligne.echeance_objet} : {ligne.echeance_motif}" if ligne.echeance_motif else ""


COLONNES = (
    Colonne("reference", "Dossier", 82, _reference, "menage.reference", token="texte2", champ="menage.reference"),
    Colonne("menage", "Ménage", 150, _nom, PAR_NOM, _menage, _genre),
    Colonne("personnes", "Pers.", 50, _personnes, PERSONNES, a_droite=True,
            champ=PERSONNES, valeur=lambda li: li.nb_personnes),
    Colonne(
        "logement", "Logement", 102, _logement, "logement.ug", _vue_logement, _ou_est_ce,
        copies=(Copie("Typologie", lambda li: li.typologie.value if li.typologie else ""),
                Copie("Logement", lambda li: li.place)),
    ),
    Colonne("etat", "État", 110, _etat, ETAT, _vue_etat),
    Colonne("offres", "Offres", 90, _offres, COMPTEES, _vue_offres, _aide_offres,
            copies=(Copie("Offres qui comptent", _offres),)),
    Colonne(
        "rac", "RAC avant → après (€)", 186, _rac, RAC_AVANT, _vue_rac, _aide_rac,
        copies=(Copie("RAC avant (€)", _rac_avant), Copie("RAC après ou offre (€)", _rac_apres),
                Copie("RAC estimé", lambda li: "oui" if li.rac_nouveau_estime else "")),
    ),
    Colonne(
        "echeance", "Prochaine échéance", 180, _echeance, ECHEANCE, _vue_echeance, _aide_echeance,
        copies=(Copie("Prochaine échéance", lambda li: jour(li.echeance_le) if li.echeance_le else ""),
                Copie("Objet de l’échéance", lambda li: li.echeance_objet or "")),
    ),
    Colonne("referent", "Référent", 130, lambda li: li.referent or TIRET, "menage.referent", visible=False,
            copies=(Copie("Référent", lambda li: li.referent or ""),), champ="menage.referent",
            valeur=lambda li: li.referent),
    Colonne("bailleur", "Bailleur", 130, lambda li: li.bailleur or TIRET, "logement.bailleur", visible=False,
            copies=(Copie("Bailleur", lambda li: li.bailleur or ""),), champ="logement.bailleur",
            valeur=lambda li: li.bailleur),
    Colonne("operation", "Opération", 90, lambda li: li.operation, "operation.code", visible=False,
            champ="operation.code"),
)  # fmt: skip

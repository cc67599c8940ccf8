"""Une ligne d'état locatif : un logement, un cotitulaire de plus, une annexe, ou rien à reprendre."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from relogement.imports.anomalies import Gravite
from relogement.imports.etat_locatif.cotitulaires import Registre
from relogement.imports.etat_locatif.noms import identites
from relogement.imports.etat_locatif.objets import AnnexeLue, Identite, LogementLu, OccupantLu
from relogement.imports.etat_locatif.signes import lecture_du_poste
from relogement.imports.etat_locatif.statuts import est_annexe, est_commerce, statut
from relogement.imports.rangees import Rangee
from relogement.imports.resultat import Carnet
from relogement.imports.valeurs import (
    entier,
    jour_ou_mois,
    montant_positif,
    surface,
    texte_propre,
    typologie,
    ug_complete,
)
from relogement.nomenclatures import StatutLogement, Typologie

LOCAL_PROFESSIONNEL = "Local professionnel : ce n’est pas un logement, la ligne n’est pas reprise."
A_COMPLETER = (
    "Rien ne dit si ce logement est loué ou vacant : complétez « Situation » ou « Locataire », puis importez de "
    "nouveau."
)
COMPLETENT = ("nom", "statut", "loyer", "nb_occupants", "date_entree_bail")


class Lecteur:
    """Lit les lignes d'une feuille, qui partagent la largeur des codes et les signes du bailleur."""

    def __init__(
        self, carnet: Carnet, largeur: int | None, lignes: Sequence[Rangee], *, prerempli: bool = False
    ) -> None:
        self._carnet = carnet
        self._largeur = largeur
        self._prerempli = prerempli
        self._apl: Callable[[str], Decimal | None] = lecture_du_poste("apl", lignes, carnet)
        self._rls: Callable[[str], Decimal | None] = lecture_du_poste("rls", lignes, carnet)

    def inscrire(self, rangee: Rangee, registre: Registre) -> None:
        ug = ug_complete(rangee.texte("ug"), self._largeur)
        natures = (rangee.texte("nature"), rangee.texte("typologie"))
        if any(map(est_commerce, natures)):
            self._carnet.ecarter(rangee.numero, None, LOCAL_PROFESSIONNEL, Gravite.INFO)
        elif any(map(est_annexe, natures)):
            self._inscrire_annexe(rangee, ug, registre)
        elif self._prerempli and not any(map(rangee.texte, COMPLETENT)):
            self._carnet.ecarter(rangee.numero, rangee.entete.titre("statut"), A_COMPLETER, Gravite.AVERTISSEMENT)
        elif registre.connait(ug):
            registre.deuxieme_ligne(rangee, ug, _personnes(rangee))
        else:
            self._inscrire_logement(rangee, ug, registre)

    def _inscrire_logement(self, rangee: Rangee, ug: str, registre: Registre) -> None:
        logement = self._logement(rangee, ug)
        if rangee.fautive:
            registre.ecarter(ug)
        else:
            registre.ajouter(logement)

    def _inscrire_annexe(self, rangee: Rangee, ug: str, registre: Registre) -> None:
        loyer = rangee.valeur("loyer", montant_positif)
        personnes = _personnes(rangee)
        if rangee.fautive:
            return
        libelle = texte_propre(rangee.texte("nature") or rangee.texte("typologie")) or ""
        vide = statut(rangee.texte("nom"), rangee.texte("prenom"), "", paie=False) == StatutLogement.VACANT
        locataire = None if vide or not personnes else personnes[0]
        annexe = AnnexeLue(rangee.numero, ug, libelle, locataire, loyer, rangee.carnet.feuille)
        registre.ajouter_annexe(_logement(rangee, ug, StatutLogement.ANNEXE, annexe=annexe))

    def _logement(self, rangee: Rangee, ug: str) -> LogementLu:
        loyer = rangee.valeur("loyer", montant_positif)
        nom, prenom = rangee.texte("nom"), rangee.texte("prenom")
        etat = statut(nom, prenom, rangee.texte("statut"), paie=bool(loyer))
        occupant = self._occupant(rangee, loyer) if etat == StatutLogement.LOUE else None
        return _logement(rangee, ug, etat, occupant=occupant)

    def _occupant(self, rangee: Rangee, loyer: Decimal | None) -> OccupantLu:
        titulaire, *autres = _personnes(rangee) or (Identite(""),)
        cotitulaires = identites(rangee.texte("cotitulaire"), rangee.texte("prenom_cotitulaire"))
        if not titulaire.nom:
            rangee.avertir("nom", "Le logement paie un loyer mais n’a pas de locataire : complétez le nom.")
        if loyer is None and not rangee.fautive:
            rangee.avertir("loyer", "Le loyer est inconnu : complétez-le ici ou dans le dossier.")
        return OccupantLu(
            nom=titulaire.nom,
            prenom=titulaire.prenom,
            cotitulaires=(*autres, *cotitulaires),
            nb_occupants=rangee.valeur("nb_occupants", entier, souple=True),
            loyer=loyer,
            charges=rangee.valeur("charges", montant_positif),
            apl=rangee.valeur("apl", self._apl),
            rls=rangee.valeur("rls", self._rls),
            sls=rangee.valeur("sls", montant_positif),
            annexes=rangee.valeur("annexes", montant_positif),
            date_entree_bail=rangee.valeur("date_entree_bail", jour_ou_mois),
        )


def _logement(
    rangee: Rangee,
    ug: str,
    etat: StatutLogement,
    *,
    occupant: OccupantLu | None = None,
    annexe: AnnexeLue | None = None,
) -> LogementLu:
    """Ce que toutes les lignes disent du lieu ; le nom d'un occupant qui n'est pas un ménage va en observation."""
    remarques = [rangee.texte("observations")]
    if etat in (StatutLogement.ASSOCIATION, StatutLogement.FONCTION):
        remarques.insert(0, rangee.texte("nom"))
    return LogementLu(
        feuille=rangee.carnet.feuille,
        ligne=rangee.numero,
        ug=ug,
        statut=etat,
        batiment=texte_propre(rangee.texte("batiment")),
        entree=texte_propre(rangee.texte("entree")),
        etage=texte_propre(rangee.texte("etage")),
        porte=texte_propre(rangee.texte("porte")),
        adresse=texte_propre(rangee.texte("adresse")),
        typologie=None if annexe else _typologie(rangee),
        surface=rangee.valeur("surface", surface, souple=True),
        occupant=occupant,
        annexe=annexe,
        observations=texte_propre(" — ".join(mot for mot in remarques if mot)),
    )


def _personnes(rangee: Rangee) -> tuple[Identite, ...]:
    return identites(rangee.texte("nom"), rangee.texte("prenom"))


def _typologie(rangee: Rangee) -> Typologie | None:
    """Dans la colonne « Type », ou dans « Nature » quand le bailleur n'a que celle-là."""
    code = "typologie" if "typologie" in rangee.entete.index else "nature"
    return rangee.valeur(code, typologie, souple=True)

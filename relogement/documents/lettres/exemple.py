"""Un dossier inventé où rien ne manque : la page d'un texte se voit sans montrer celle d'un ménage."""

from datetime import date, timedelta
from decimal import Decimal

from relogement.caleol import PassageCaleol
from relogement.charte import Charte
from relogement.comparaison import comparaison
from relogement.cout import Cout
from relogement.documents.lettres.contexte import Contexte
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import (
    Condition,
    DecisionCaleol,
    Lien,
    ModeNotification,
    Moment,
    Recevable,
    Reponse,
    Typologie,
)
from relogement.offre import CONDITIONS_13_BIS, Offre
from relogement.operation import Operation
from relogement.organisme import Organisme
from relogement.projet import Projet
from relogement.regles.decheance import droit_au_maintien
from relogement.regles.validite_offre import ConditionJugee
from relogement.regles.validite_offre_compte import OffreJugee

UN_MOIS = timedelta(days=30)


def contexte_d_exemple(
    projet: Projet, organisme: Organisme, charte: Charte, au: date, *, constat: bool = False
) -> Contexte:
    """Trois offres dont la dernière est en cours ; toutes refusées s'il s'agit de constater le compte."""
    menage = _menage(charte, au, toutes_refusees=constat)
    derniere = menage.offres[-1]
    jugees = tuple((offre, _jugee(offre)) for offre in menage.offres)
    droit = droit_au_maintien([jugee for _, jugee in jugees], nb_offres=charte.nb_offres)
    rac = comparaison(menage, charte)
    caleol = PassageCaleol(
        offre=derniere, le=au - timedelta(days=7), decision=DecisionCaleol.ATTRIBUTION, notifie_le=au,
        limite_le=au + timedelta(days=charte.delai_caleol_jours),
    )  # fmt: skip
    offre = None if constat else derniere
    return Contexte(
        projet, organisme, menage, charte, droit, au, rac, offre, rac.offres[-1] if offre else None, None, caleol,
        jugees,
    )  # fmt: skip


def _menage(charte: Charte, au: date, *, toutes_refusees: bool) -> Menage:
    operation = Operation(code="EX", libelle="Bâtiment d’exemple", maitre_ouvrage="Bailleur d’exemple")
    quitte = LogementQuitte(
        operation=operation, adresse="1 rue d’Exemple, 00000 Exemple", typologie=Typologie.T3,
        surface=Decimal(62), bailleur="Bailleur d’exemple",
    )  # fmt: skip
    menage = Menage(
        reference="EX-001", operation=operation, logement_quitte=quitte, referent="Prénom NOM", nb_personnes=3,
        nb_moins_14=1, ressources=Decimal(1650),
        personnes=[Personne(lien=Lien.TITULAIRE, nom="EXEMPLE", prenom="Camille")], couts=[_cout(Moment.AVANT)],
    )  # fmt: skip
    for rang in range(1, charte.nb_offres + 1):
        reponse = Reponse.REFUS if toutes_refusees or rang < charte.nb_offres else Reponse.EN_COURS
        menage.offres.append(_offre(rang, au - UN_MOIS * (charte.nb_offres - rang), reponse))
    menage.couts += [offre.cout for offre in menage.offres if offre.cout]
    return menage


def _cout(moment: Moment) -> Cout:
    return Cout(moment=moment, loyer=Decimal("412.50"), charges=Decimal("118.20"), apl=Decimal("221.40"))


def _offre(rang: int, notifiee_le: date, reponse: Reponse) -> Offre:
    logement = LogementOffert(
        bailleur="Bailleur d’exemple", residence=f"Résidence {rang}", adresse=f"{rang} avenue d’Exemple",
        code_postal="00000", commune="Exemple", typologie=Typologie.T3, surface=Decimal("64.5"), etage=rang,
        ascenseur=True, chauffage="Individuel au gaz", disponible_le=notifiee_le + UN_MOIS,
    )  # fmt: skip
    return Offre(
        rang=rang, logement=logement, cout=_cout(Moment.OFFRE), notifiee_le=notifiee_le, preuve=f"AR n° {rang}",
        mode_notification=ModeNotification.RECOMMANDE, reponse=reponse,
        repondue_le=notifiee_le if reponse is Reponse.REFUS else None, motif_recevable=Recevable.NON,
    )  # fmt: skip


def _jugee(offre: Offre) -> OffreJugee:
    conditions = tuple(ConditionJugee(nom, Condition.OUI, "", "", Condition.OUI) for nom in CONDITIONS_13_BIS)
    return OffreJugee(
        offre.notifiee_le, offre.preuve, offre.reponse, offre.motif_recevable, offre.specialement_concu, conditions
    )

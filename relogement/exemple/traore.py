"""Le dossier AC-026, Mariam et Seydou TRAORÉ : celui des maquettes, montant par montant."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from relogement.actes import Notification, constater_le_silence, proposer, refuser
from relogement.cout import Cout
from relogement.demande import Accompagnement, Besoin, Souhait
from relogement.exemple.enquete import recevoir
from relogement.exemple.fonds import toml
from relogement.exemple.logements import offert
from relogement.exemple.monde import Monde
from relogement.exemple.montants import justifier
from relogement.exemple.propositions import ESTIMEES
from relogement.exemple.residences import residences
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import (
    Canal,
    CodeAccompagnement,
    CodeBesoin,
    CodeRessource,
    Condition,
    Etat,
    Lien,
    ModeNotification,
    Moment,
    Source,
    Typologie,
)
from relogement.offre import CONDITIONS_13_BIS, Offre
from relogement.parcours import passer
from relogement.suivi import Contact

REFERENCE = "AC-026"
NOM = "TRAORÉ"
_TEXTES = ("reference", "telephone", "numero_unique")


def raconter_traore(monde: Monde) -> Menage:
    """Quatre personnes, deux offres qui comptent, une troisième en cours."""
    dit = toml("traore.toml")
    menage = _menage(dit, monde)
    for etat, jours in dit["jours"].items():
        passer(menage, Etat(etat), monde.calendrier.dans(jours), auteur=menage.referent or "")
    for offre in dit["offre"]:
        _proposer(menage, offre, dit, monde)
    menage.contacts += [_contact(c, menage, monde) for c in dit["contact"]]
    return menage


def _menage(dit: dict[str, Any], monde: Monde) -> Menage:
    chantier, calendrier, jours = monde.chantiers["AC"], monde.calendrier, dit["jours"]
    logement = LogementQuitte(
        operation=chantier.operation, adresse=chantier.adresse, batiment=chantier.batiment,
        ug=dit["quitte"]["ug"], entree=dit["quitte"]["entree"], etage=dit["quitte"]["etage"],
        porte=dit["quitte"]["porte"], surface=Decimal(dit["quitte"]["surface"]), typologie=Typologie.T4,
        pieces_habitables=4, bailleur=chantier.operation.maitre_ouvrage, chauffage="Collectif",
    )  # fmt: skip
    menage = Menage(
        **{nom: dit[nom] for nom in _TEXTES},
        operation=chantier.operation, logement_quitte=logement, referent=chantier.referent,
        entree_bail_le=dit["entree_bail_le"], nb_personnes=4, nb_moins_14=1,
        ressources=Decimal(dit["ressources"]), rfr=Decimal(dit["rfr"]), logement_adapte=False,
        categorie_plafond=dit["categorie_plafond"], souhait_typologie=Typologie.T4,
        informe_le=calendrier.dans(jours["INFORME"]), enquete_le=calendrier.dans(jours["ENQUETE"]),
        sne_le=calendrier.dans(jours["SNE"]), personnes=[_personne(p) for p in dit["personne"]],
        couts=[_avant(dit["avant"], monde)], rfr_annee=calendrier.au.year - 2,
        souhaits=[Souhait(rang=n, typologie=Typologie.T4, **s) for n, s in enumerate(dit["souhait"], 1)],
        besoins=[Besoin(code=CodeBesoin(code)) for code in dit["besoins"]],
        accompagnements=[
            Accompagnement(code=CodeAccompagnement(a["code"]), par=a["par"]) for a in dit["accompagnement"]
        ],
    )  # fmt: skip
    for mois in dit["mois"]:
        qui = next((p for p in menage.personnes if p.prenom == mois.get("prenom")), None)
        recevoir(menage, qui, CodeRessource(mois["code"]), Decimal(mois["montant"]), calendrier.au)
    return menage


def _personne(dit: dict[str, Any]) -> Personne:
    enfant = dit["lien"] == Lien.ENFANT
    ressources = Decimal(dit["ressources"]) if "ressources" in dit else None
    return Personne(
        lien=Lien(dit["lien"]), nom=NOM, prenom=dit["prenom"], naissance_le=dit["naissance_le"],
        activite=dit["activite"], ressources=ressources, a_charge=enfant, occupation_permanente=True,
        handicap_categorie=False,
    )  # fmt: skip


def _avant(dit: dict[str, Any], monde: Monde) -> Cout:
    cout = Cout(moment=Moment.AVANT, chauffage_inclus=True)
    for montant in ("loyer", "charges", "rls", "apl"):
        setattr(cout, montant, Decimal(dit[montant]))
    quittance = dict.fromkeys(("loyer", "charges", "rls"), Source.QUITTANCE)
    justifier(cout, quittance, monde.calendrier.dans(dit["quittance"]))
    return justifier(cout, {"apl": Source.NOTIFICATION}, monde.calendrier.dans(dit["notification"]))


def _proposer(menage: Menage, dit: dict[str, Any], tout: dict[str, Any], monde: Monde) -> None:
    calendrier, auteur = monde.calendrier, menage.referent or ""
    notification = Notification(calendrier.dans(dit["notifiee"]), ModeNotification(dit["mode"]), dit["preuve"])
    offre = proposer(
        menage, _logement(dit, monde), charte=monde.charte, notification=notification,
        cout=_estime(dit, Decimal(tout["avant"]["rls"]), monde), auteur=auteur,
    )  # fmt: skip
    for condition in CONDITIONS_13_BIS:
        setattr(offre, condition, Condition.OUI)
    if "refus" in dit:
        refus = calendrier.dans(dit["refus"])
        refuser(menage, offre, refus, "LOCALISATION", charte=monde.charte, auteur=auteur)
    if "silence" in dit:
        _taire(menage, offre, dit["silence"], monde)


def _logement(dit: dict[str, Any], monde: Monde) -> LogementOffert:
    residence = residences()[dit["residence"]]
    logement = offert(residence, Typologie.T4, monde.calendrier, monde.alea(REFERENCE))
    logement.surface, logement.etage = Decimal(dit["surface"]), dit["etage"]
    logement.loyer, logement.charges = Decimal(dit["loyer"]), Decimal(dit["charges"])
    return logement


def _estime(dit: dict[str, Any], rls: Decimal, monde: Monde) -> Cout:
    hors_charges = Decimal(dit["chauffage"]) if "chauffage" in dit else None
    cout = Cout(
        moment=Moment.OFFRE, loyer=Decimal(dit["loyer"]), charges=Decimal(dit["charges"]), rls=rls,
        apl=Decimal(dit["apl"]), chauffage_inclus=hors_charges is None, forfait_chauffage=hors_charges,
    )  # fmt: skip
    return justifier(cout, ESTIMEES, monde.calendrier.au)


def _taire(menage: Menage, offre: Offre, jours: int, monde: Monde) -> None:
    """Le silence se constate le jour dit, ou le lendemain de la limite si elle a été reportée."""
    assert offre.limite_le
    le = max(monde.calendrier.dans(jours), offre.limite_le + timedelta(days=1))
    constater_le_silence(menage, offre, le, charte=monde.charte, auteur=menage.referent or "")


def _contact(dit: dict[str, Any], menage: Menage, monde: Monde) -> Contact:
    suite_le = monde.calendrier.dans(dit["suite_jours"]) if "suite_jours" in dit else None
    return Contact(
        le=datetime.combine(monde.calendrier.dans(dit["jours"]), dit["heure"]), auteur=menage.referent,
        canal=Canal(dit["canal"]), objet=dit["objet"], suite=dit.get("suite"), suite_le=suite_le,
    )  # fmt: skip

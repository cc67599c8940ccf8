"""Les constructeurs de cas : un test dit en une ligne ce qui compte pour lui, le reste est plausible et fictif."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.fichier import Fichier, creer
from relogement.charte import Charte
from relogement.charte_fichier import charte_par_defaut
from relogement.cout import Cout
from relogement.logement import LogementOffert, LogementQuitte
from relogement.menage import Menage, Personne
from relogement.nomenclatures import Condition, Lien, Moment, Nature, Recevable, Reponse, ZonePlafond
from relogement.offre import CONDITIONS_13_BIS, Offre
from relogement.operation import Operation
from relogement.projet import Projet
from relogement.relogement import Relogement

SITE = "QP066007"
AUTRE_QPV = "QP066003"
BAIL = date(2026, 3, 1)
ENTREE = date(2026, 3, 2)
Nombre = Decimal | int | str | None
_TEXTES = frozenset(("eau_incluse", "chauffage_inclus", "apl_estimee", "provenances", "moment"))


def decimal(valeur: Nombre) -> Decimal | None:
    """« 290,34 » s'écrit « "290.34" » dans un cas ; vide reste inconnu."""
    return None if valeur is None else Decimal(valeur)


def un_projet(**champs: Any) -> Projet:
    """Un projet à Perpignan, dont le site est le QPV QP066007."""
    valeurs: dict[str, Any] = {
        "nom": "Les Lilas",
        "code_qpv": SITE,
        "departement": "66",
        "zone_apl": 2,
        "zone_plafond": ZonePlafond.AUTRES,
        "cle_pseudonymes": "",
    }
    return Projet(**(valeurs | champs))


def une_charte(**champs: Any) -> Charte:
    """La charte par défaut, sauf ce que le cas change."""
    charte = charte_par_defaut()
    for nom, valeur in champs.items():
        setattr(charte, nom, valeur)
    return charte


def une_operation(code: str = "OP1", **champs: Any) -> Operation:
    return Operation(**({"code": code, "libelle": f"Opération {code}"} | champs))


def un_logement_quitte(
    operation: Operation | None = None, *, surface: Nombre = "60", **champs: Any
) -> LogementQuitte:
    """Un logement de l'immeuble à vider."""
    return LogementQuitte(operation=operation or une_operation(), surface=decimal(surface), **champs)


def un_logement(*, qpv: str | None = "HORS", surface: Nombre = "60", **champs: Any) -> LogementOffert:
    """Un logement offert, hors QPV sauf si le cas le situe."""
    return LogementOffert(qpv=qpv, surface=decimal(surface), **champs)


def un_cout(
    loyer: Nombre = "300",
    charges: Nombre = "80",
    apl: Nombre = "200",
    *,
    moment: Moment = Moment.AVANT,
    **champs: Any,
) -> Cout:
    """Le coût mensuel d'un logement ; un montant vide est inconnu."""
    autres: dict[str, Any] = {nom: valeur if nom in _TEXTES else decimal(valeur) for nom, valeur in champs.items()}
    return Cout(moment=moment, loyer=decimal(loyer), charges=decimal(charges), apl=decimal(apl), **autres)


def une_personne(nom: str = "Exemple", lien: Lien = Lien.TITULAIRE, **champs: Any) -> Personne:
    return Personne(lien=lien, nom=nom, **champs)


def un_menage(
    reference: str = "D1",
    *,
    nom: str = "Exemple",
    prenom: str | None = None,
    nb_personnes: int | None = 1,
    nb_moins_14: int | None = 0,
    ressources: Nombre = "1200",
    operation: Operation | None = None,
    avant: Cout | None = None,
    surface: Nombre = "60",
    bailleur: str | None = "Habitat Sud",
    ug: str | None = None,
    **champs: Any,
) -> Menage:
    """Un titulaire dans son logement à quitter, avec son coût d'avant s'il est connu."""
    operation = operation or une_operation()
    quitte = LogementQuitte(operation=operation, surface=decimal(surface), bailleur=bailleur, ug=ug)
    return Menage(
        reference=reference,
        operation=operation,
        nb_personnes=nb_personnes,
        nb_moins_14=nb_moins_14,
        ressources=decimal(ressources),
        personnes=[une_personne(nom, prenom=prenom)],
        couts=[avant] if avant else [],
        **({"logement_quitte": quitte} | champs),
    )


def une_offre(
    *,
    conditions: Condition = Condition.OUI,
    notifiee_le: date | None = date(2026, 1, 5),
    preuve: str | None = "AR n° 1",
    reponse: Reponse = Reponse.REFUS,
    motif_recevable: Recevable | None = Recevable.NON,
    rang: int = 1,
    **champs: Any,
) -> Offre:
    """Une offre qui compte ; chaque cas retire ce qu'il veut éprouver."""
    valeurs: dict[str, Any] = {**dict.fromkeys(CONDITIONS_13_BIS, conditions), "logement": None} | champs
    return Offre(
        rang=rang, notifiee_le=notifiee_le, preuve=preuve, reponse=reponse, motif_recevable=motif_recevable,
        **(valeurs | {"logement": valeurs["logement"] or un_logement()}),
    )  # fmt: skip


def un_relogement(
    menage: Menage,
    *,
    cout: Cout | None = None,
    logement: LogementOffert | None = None,
    nature: Nature = Nature.DEFINITIF,
    bail_le: date | None = BAIL,
    entree_le: date | None = ENTREE,
    **champs: Any,
) -> Relogement:
    """Le bail et l'entrée du ménage dans son nouveau logement, avec son coût d'après."""
    relogement = Relogement(
        logement=logement or un_logement(), nature=nature, bail_le=bail_le, entree_le=entree_le, **champs
    )
    menage.relogements.append(relogement)
    if cout is not None:
        cout.moment = Moment.APRES
        menage.couts.append(cout)
        relogement.cout = cout
    return relogement


def un_menage_reloge(reference: str = "D1", **champs: Any) -> Menage:
    """Un titulaire relogé définitivement hors QPV, dont le reste à charge ne change pas."""
    menage = un_menage(reference, **({"avant": un_cout()} | champs))
    un_relogement(menage, cout=un_cout())
    return menage


def un_fichier(base: str | Path, *menages: Menage, projet: Projet | None = None, **charte: Any) -> Fichier:
    """Une base neuve (dans un dossier, un fichier ou un serveur) où sont ces ménages."""
    chemin = base / "projet.relogement" if isinstance(base, Path) and base.is_dir() else base
    fichier = creer(chemin, projet or un_projet(), une_charte(**charte), auteur="Agente de test")
    if menages:
        with fichier.ecrire("Saisie") as session:
            session.add_all(menages)
    return fichier

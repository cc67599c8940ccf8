"""Les indicateurs de l'ANRU et ceux du projet, déclarés sur le bilan (RGA relatif au NPNRU, art. 4)."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, literal_column, not_, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from relogement.bilan import Bilan
from relogement.indicateurs.indicateur import Indicateur, Valeur
from relogement.logement import LogementQuitte
from relogement.nomenclatures import Critere, Nature, StatutLogement, TypeDossier

_CRITERE = Bilan.neuf.type
_RGA = "Règlement général de l’ANRU relatif au NPNRU, art. 4"
_PROJET = "Charte locale de relogement"


def dans_la_base(au: date) -> ColumnElement[bool]:
    """La base B : relogé définitivement, bail signé et entrée faite à cette date, pas encore sorti."""
    definitif = and_(Bilan.nature == Nature.DEFINITIF, compte_pour_un())
    return and_(definitif, Bilan.bail_le <= au, Bilan.entree_le <= au, not_(_sorti(au)))


def compte_pour_un() -> ColumnElement[bool]:
    """Un ménage suivi dans deux dossiers ne se compte qu'une fois : celui qu'un autre a repris n'en est pas un."""
    return Bilan.fusionne.is_(False)


def _sorti(au: date) -> ColumnElement[bool]:
    """Sorti à cette date ; une sortie non datée vaut depuis toujours."""
    return and_(Bilan.sorti, or_(Bilan.sorti_le.is_(None), Bilan.sorti_le <= au))


def _critere(colonne: InstrumentedAttribute[Critere]) -> Valeur:
    return lambda au: type_coerce(case((dans_la_base(au), colonne)), _CRITERE)


def _code(valeur: Critere) -> ColumnElement[str]:
    return literal_column(f"'{valeur.value}'")


def _oui_non(condition: ColumnElement[bool], base: ColumnElement[bool]) -> ColumnElement[Critere | None]:
    reponse = case((condition, _code(Critere.OUI)), else_=_code(Critere.NON))
    return type_coerce(case((base, reponse)), _CRITERE)


def _avancement(au: date) -> ColumnElement[Critere | None]:
    a_reloger = and_(Bilan.type == TypeDossier.TITULAIRE, not_(_sorti(au)), compte_pour_un())
    return _oui_non(dans_la_base(au), a_reloger)


def _evaporation(au: date) -> ColumnElement[Critere | None]:
    return _oui_non(_sorti(au), and_(Bilan.type == TypeDossier.TITULAIRE, compte_pour_un()))


def _liberation(au: date) -> ColumnElement[Critere | None]:
    du_logement = Bilan.logement_quitte_id == LogementQuitte.id
    ses_dossiers = select(1).where(du_logement, compte_pour_un()).correlate(LogementQuitte)
    occupe = ses_dossiers.where(or_(Bilan.libere_le.is_(None), Bilan.libere_le > au)).exists()
    connu = ses_dossiers.exists()
    vide = or_(LogementQuitte.statut == StatutLogement.VACANT, and_(connu, ~occupe))
    return _oui_non(vide, LogementQuitte.statut != StatutLogement.ANNEXE)


INDICATEURS: tuple[Indicateur, ...] = (
    Indicateur(
        "NEUF",
        "Neuf ou conventionné depuis moins de 5 ans",
        "Première location, ou convention de moins de cinq ans à la date du bail. Convention inconnue : NR.",
        _RGA,
        _critere(Bilan.neuf),
    ),
    Indicateur(
        "HORS_QPV",
        "Hors QPV",
        "Nouveau logement dans aucun QPV de la génération en vigueur à la date du bail. "
        "Lieu inconnu : NR, hors du calcul.",
        _RGA,
        _critere(Bilan.hors_qpv),
        sur_le_lieu=True,
    ),
    Indicateur(
        "HORS_SITE",
        "Hors site",
        "Nouveau logement hors du QPV du projet ; n’être dans aucun QPV compte. Lieu inconnu : NR.",
        _RGA,
        _critere(Bilan.hors_site),
        sur_le_lieu=True,
    ),
    Indicateur(
        "RAC_MAITRISE",
        "Maîtrise du reste à charge",
        "Reste à charge en baisse, ou en hausse dans les limites de la charte à périmètre égal. "
        "Sans logement quitté : sans objet.",
        _RGA,
        _critere(Bilan.maitrise),
    ),
    Indicateur(
        "INTERBAILLEUR",
        "Inter-bailleurs",
        "Le nouveau bailleur n’est pas l’ancien.",
        _RGA,
        _critere(Bilan.interbailleur),
    ),
    Indicateur(
        "AVANCEMENT",
        "Avancement",
        "Titulaires relogés définitivement parmi les titulaires à reloger, sortis exclus.",
        _PROJET,
        _avancement,
    ),
    Indicateur(
        "LIBERATION",
        "Libération",
        "Logements vidés parmi ceux de l’opération, annexes exclues ; un relogement provisoire vide un logement.",
        _PROJET,
        _liberation,
        sur_les_logements=True,
    ),
    Indicateur(
        "EVAPORATION",
        "Évaporation",
        "Titulaires sortis du relogement parmi les titulaires recensés ; un dossier fusionné n’en est pas un.",
        _PROJET,
        _evaporation,
    ),
)
QUATRE_CRITERES = ("NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE")

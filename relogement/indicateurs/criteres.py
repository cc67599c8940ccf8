"""Les indicateurs de l'ANRU et ceux du projet, en une seule liste (RGA relatif au NPNRU, art. 4).

Un indicateur de plus : une déclaration dans ``CATALOGUE``. L'écran, les croisements, les listes de ménages, la
ligne de commande et le rapport la lisent.
"""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, literal_column, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from relogement.bilan import Bilan
from relogement.indicateurs.conditions import (
    compte_pour_un,
    dans_la_base,
    faite,
    nb_offres,
    premiere_offre,
    refusee,
    sorti,
)
from relogement.indicateurs.indicateur import Forme, Indicateur, Sujet, Valeur
from relogement.logement import LogementQuitte
from relogement.menage import Menage
from relogement.nomenclatures import Critere, StatutLogement, TypeDossier

__all__ = ["CATALOGUE", "INDICATEURS", "PAR_CODE", "QUATRE_CRITERES", "compte_pour_un", "dans_la_base"]

_CRITERE = Bilan.neuf.type
_RGA = "Règlement général de l’ANRU relatif au NPNRU, art. 4"
_CIA = "Fiche-repères « conventions intercommunales d’attribution », 2017, note 43"
_13_BIS = "Loi n° 48-1360 du 1ᵉʳ septembre 1948, art. 13 bis"
_PROJET = "Charte locale de relogement"
_BASE_B = "Dossiers relogés définitivement, bail signé et entrée faite, non sortis, dont la réponse est connue"


def _critere(colonne: InstrumentedAttribute[Critere]) -> Valeur:
    return lambda au: type_coerce(case((dans_la_base(au), colonne)), _CRITERE)


def _code(valeur: Critere) -> ColumnElement[str]:
    return literal_column(f"'{valeur.value}'")


def _oui_non(condition: ColumnElement[bool], base: ColumnElement[bool]) -> ColumnElement[Critere | None]:
    reponse = case((condition, _code(Critere.OUI)), else_=_code(Critere.NON))
    return type_coerce(case((base, reponse)), _CRITERE)


def _compte(condition: ColumnElement[bool]) -> ColumnElement[Critere | None]:
    return type_coerce(case((condition, _code(Critere.OUI))), _CRITERE)


def _avancement(au: date) -> ColumnElement[Critere | None]:
    a_reloger = and_(Bilan.type == TypeDossier.TITULAIRE, ~sorti(au), compte_pour_un())
    return _oui_non(dans_la_base(au), a_reloger)


def _evaporation(au: date) -> ColumnElement[Critere | None]:
    return _oui_non(sorti(au), and_(Bilan.type == TypeDossier.TITULAIRE, compte_pour_un()))


def _liberation(au: date) -> ColumnElement[Critere | None]:
    du_logement = Bilan.logement_quitte_id == LogementQuitte.id
    ses_dossiers = select(1).where(du_logement, compte_pour_un()).correlate(LogementQuitte)
    occupe = ses_dossiers.where(or_(Bilan.libere_le.is_(None), Bilan.libere_le > au)).exists()
    connu = ses_dossiers.exists()
    vide = or_(LogementQuitte.statut == StatutLogement.VACANT, and_(connu, ~occupe))
    return _oui_non(vide, LogementQuitte.statut != StatutLogement.ANNEXE)


def _offre_refusee(au: date) -> ColumnElement[Critere | None]:
    return _oui_non(refusee(au), faite(au))


def _comparable(cote: InstrumentedAttribute[object]) -> Valeur:
    connus = and_(Bilan.rac_av.is_not(None), Bilan.rac_ap.is_not(None))
    return lambda au: case((and_(dans_la_base(au), connus), cote))


CATALOGUE: tuple[Indicateur, ...] = (
    Indicateur(
        "NEUF",
        "Neuf ou conventionné depuis moins de 5 ans",
        "Première location, ou convention de moins de cinq ans à la date du bail. Convention inconnue : NR.",
        _RGA,
        _critere(Bilan.neuf),
        "Relogés dans un logement jamais loué, ou conventionné depuis moins de cinq ans au jour du bail",
        _BASE_B,
        "Première location non dite et date de convention inconnue, ou bail non daté",
        critere=Bilan.neuf,
        des_reloges=True,
    ),
    Indicateur(
        "HORS_QPV",
        "Hors QPV",
        "Nouveau logement dans aucun QPV de la génération en vigueur à la date du bail. "
        "Lieu inconnu : NR, hors du calcul.",
        _RGA,
        _critere(Bilan.hors_qpv),
        "Relogés dans un logement situé hors de tout quartier prioritaire",
        _BASE_B,
        "Lieu du nouveau logement inconnu",
        sur_le_lieu=True,
        critere=Bilan.hors_qpv,
        des_reloges=True,
    ),
    Indicateur(
        "HORS_SITE",
        "Hors site",
        "Nouveau logement hors du QPV du projet ; n’être dans aucun QPV compte. Lieu inconnu : NR.",
        _RGA,
        _critere(Bilan.hors_site),
        "Relogés hors du quartier prioritaire du projet, dans un autre quartier ou dans aucun",
        _BASE_B,
        "Lieu du nouveau logement inconnu, ou quartier d’une génération que le site n’a pas",
        sur_le_lieu=True,
        critere=Bilan.hors_site,
        des_reloges=True,
    ),
    Indicateur(
        "RAC_MAITRISE",
        "Maîtrise du reste à charge",
        "Reste à charge en baisse, ou en hausse dans les limites de la charte à périmètre égal. "
        "Sans logement quitté : sans objet.",
        _RGA,
        _critere(Bilan.maitrise),
        "Relogés dont le reste à charge est maîtrisé au sens de la charte en vigueur au bail",
        _BASE_B,
        "Loyer, charges ou APL inconnus d’un côté, ou un test de la charte sans réponse",
        "Décohabitants et hébergés, qui n’avaient pas de reste à charge avant",
        critere=Bilan.maitrise,
        des_reloges=True,
    ),
    Indicateur(
        "INTERBAILLEUR",
        "Inter-bailleurs",
        "Le nouveau bailleur n’est pas l’ancien.",
        _RGA,
        _critere(Bilan.interbailleur),
        "Relogés chez un autre bailleur que celui qu’ils quittent",
        _BASE_B,
        "L’un des deux bailleurs est inconnu",
        "Dossiers qui ne quittent le logement d’aucun bailleur",
        critere=Bilan.interbailleur,
        des_reloges=True,
    ),
    Indicateur(
        "AVANCEMENT",
        "Avancement",
        "Titulaires relogés définitivement parmi les titulaires à reloger, sortis exclus.",
        _PROJET,
        _avancement,
        "Titulaires relogés définitivement",
        "Titulaires à reloger, sortis exclus",
    ),
    Indicateur(
        "LIBERATION",
        "Libération",
        "Logements vidés parmi ceux de l’opération, annexes exclues ; un relogement provisoire vide un logement.",
        _PROJET,
        _liberation,
        "Logements vidés, ou vacants",
        "Logements de l’opération, annexes exclues",
        sujet=Sujet.LOGEMENTS,
    ),
    Indicateur(
        "EVAPORATION",
        "Évaporation",
        "Titulaires sortis du relogement parmi les titulaires recensés ; un dossier fusionné n’en est pas un.",
        _PROJET,
        _evaporation,
        "Titulaires sortis : départ, décès, accession, autre mutation, expulsion",
        "Titulaires recensés",
    ),
    Indicateur(
        "RELOGEMENTS",
        "Relogements définitifs",
        "Dossiers relogés définitivement : bail signé, entrée faite, non sortis. C’est la base des critères.",
        _RGA,
        lambda au: _compte(dans_la_base(au)),
        "Dossiers relogés définitivement",
        unite="dossiers",
        forme=Forme.EFFECTIF,
        des_reloges=True,
    ),
    Indicateur(
        "OFFRES_PAR_RELOGEMENT",
        "Offres par relogement",
        "Offres faites aux ménages relogés définitivement, divisées par ces ménages. "
        "Un ménage dont aucune offre n’est connue reste hors du calcul.",
        _PROJET,
        lambda au: case((and_(dans_la_base(au), nb_offres(au) > 0), nb_offres(au))),
        "Offres faites aux ménages relogés, celles d’avant la reprise du dossier comprises",
        "Ménages relogés définitivement dont au moins une offre est connue",
        "Aucune offre connue",
        unite="offres",
        forme=Forme.MOYENNE,
        base=dans_la_base,
        des_reloges=True,
    ),
    Indicateur(
        "TAUX_REFUS",
        "Taux de refus",
        "Offres refusées ou restées sans réponse, parmi les offres notifiées.",
        _13_BIS,
        _offre_refusee,
        "Offres refusées, ou laissées sans réponse dans le délai",
        "Offres notifiées, ou auxquelles le ménage a répondu",
        sujet=Sujet.OFFRES,
    ),
    Indicateur(
        "REFUS",
        "Refus par motif",
        "Offres refusées ou restées sans réponse, par motif. Les refus d’avant la reprise du dossier sont "
        "comptés.",
        _13_BIS,
        lambda au: _compte(and_(faite(au), refusee(au))),
        "Offres refusées, ou laissées sans réponse dans le délai",
        unite="refus",
        forme=Forme.EFFECTIF,
        sujet=Sujet.OFFRES,
    ),
    Indicateur(
        "DELAI_ENQUETE_OFFRE",
        "Délai de l’enquête à la première offre",
        "Jours entre l’enquête et la notification de la première offre ; la moitié des dossiers attend moins, "
        "l’autre plus.",
        _PROJET,
        premiere_offre,
        "Médiane des jours écoulés",
        "Dossiers enquêtés et pourvus d’une offre",
        "Une offre, mais une enquête non datée",
        unite="jours",
        forme=Forme.MEDIANE,
        base=lambda au: premiere_offre(au).is_not(None),
        depuis=lambda _: Menage.enquete_le,
    ),
    Indicateur(
        "DELAI_OFFRE_BAIL",
        "Délai de la première offre au bail",
        "Jours entre la notification de la première offre et la signature du bail, pour les ménages relogés "
        "définitivement ; la moitié des dossiers attend moins, l’autre plus.",
        _PROJET,
        lambda au: case((dans_la_base(au), Bilan.bail_le)),
        "Médiane des jours écoulés",
        "Ménages relogés définitivement dont la première offre est datée",
        "Première offre non datée",
        unite="jours",
        forme=Forme.MEDIANE,
        base=dans_la_base,
        depuis=premiere_offre,
        des_reloges=True,
    ),
    Indicateur(
        "RAC_AVANT",
        "Reste à charge médian avant",
        "Reste à charge des ménages relogés, dans le logement quitté, quand il est connu avant et après, à "
        "périmètre égal.",
        _CIA,
        _comparable(Bilan.rac_av),
        "Médiane des restes à charge avant",
        "Ménages relogés définitivement dont le reste à charge est connu des deux côtés",
        "Reste à charge inconnu d’un côté",
        unite="€",
        forme=Forme.MEDIANE,
        base=dans_la_base,
        des_reloges=True,
    ),
    Indicateur(
        "RAC_APRES",
        "Reste à charge médian après",
        "Reste à charge des ménages relogés, dans le nouveau logement, quand il est connu avant et après, à "
        "périmètre égal.",
        _CIA,
        _comparable(Bilan.rac_ap),
        "Médiane des restes à charge après",
        "Ménages relogés définitivement dont le reste à charge est connu des deux côtés",
        "Reste à charge inconnu d’un côté",
        unite="€",
        forme=Forme.MEDIANE,
        base=dans_la_base,
        des_reloges=True,
    ),
)
PAR_CODE = {indicateur.code: indicateur for indicateur in CATALOGUE}
INDICATEURS = tuple(i for i in CATALOGUE if i.forme is Forme.PART and i.sujet is not Sujet.OFFRES)
"""Ceux qui jugent chaque dossier ou chaque logement par oui ou par non : ce qui s'exporte."""
QUATRE_CRITERES = ("NEUF", "HORS_QPV", "HORS_SITE", "RAC_MAITRISE")

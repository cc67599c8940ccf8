"""Les mots d'une séance de cellule."""

from relogement.base import Code


class EtatSeance(Code):
    """Où en est une séance."""

    PREPAREE = "PREPAREE", "En préparation"
    OUVERTE = "OUVERTE", "En cours"
    CLOSE = "CLOSE", "Close"


class Critere(Code):
    """Pourquoi un dossier est à l'ordre du jour, dans l'ordre où la séance les prend."""

    REPORTE = "REPORTE", "Reportés de la séance précédente"
    OBJECTION = "OBJECTION", "Objections d’un partenaire"
    TROIS_REFUS = "TROIS_REFUS", "Offres refusées"
    RETARD = "RETARD", "En retard sur la date de vidage"
    BLOQUE = "BLOQUE", "Bloqués"
    SANS_OFFRE = "SANS_OFFRE", "Sans offre depuis longtemps"
    ECHEANCE = "ECHEANCE", "Échéance proche"
    PROVISOIRE = "PROVISOIRE", "Logés en provisoire"
    DEMANDE = "DEMANDE", "Demandés par un partenaire"
    AJOUTE = "AJOUTE", "Ajoutés à la main"


class EtatPoint(Code):
    """Ce que la séance a fait d'un dossier ; retiré à la main, il ne revient pas de lui-même."""

    A_VOIR = "A_VOIR", "À voir"
    TRAITE = "TRAITE", "Traité"
    REPORTE = "REPORTE", "Reporté"
    RETIRE = "RETIRE", "Retiré de l’ordre du jour"


class SuiteDecision(Code):
    """Ce qu'une décision est devenue."""

    FAITE = "FAITE", "Faite"
    NON_TENUE = "NON_TENUE", "Non tenue"
    ABANDONNEE = "ABANDONNEE", "Abandonnée"


class SensAvis(Code):
    """Ce qu'un partenaire dit d'un dossier."""

    FAVORABLE = "FAVORABLE", "Favorable"
    RESERVE = "RESERVE", "Avec réserve"
    DEFAVORABLE = "DEFAVORABLE", "Défavorable"
    ABSTENTION = "ABSTENTION", "Ne se prononce pas"

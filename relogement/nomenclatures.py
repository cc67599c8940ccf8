"""Les listes de codes du métier : un code stocké, un libellé montré."""

from relogement.base import Code


class TypeOperation(Code):
    DEMOLITION_LLS = "DEMOLITION_LLS", "Démolition de logements sociaux"
    REQUALIF_LLS = "REQUALIF_LLS", "Requalification de logements sociaux"
    COPRO = "COPRO", "Copropriété dégradée"
    HABITAT_ANCIEN = "HABITAT_ANCIEN", "Habitat ancien"
    PORTAGE = "PORTAGE", "Portage"


class Regime(Code):
    LLS_3_OFFRES = "LLS_3_OFFRES", "Trois offres (logement social)"
    AMENAGEMENT_2_PROPOSITIONS = "AMENAGEMENT_2_PROPOSITIONS", "Deux propositions (aménagement)"


class ZonePlafond(Code):
    PARIS_LIM = "paris_lim", "Paris et communes limitrophes"
    IDF = "idf", "Île-de-France"
    AUTRES = "autres", "Autres régions"


class Typologie(Code):
    T1 = "T1", "T1"
    T2 = "T2", "T2"
    T3 = "T3", "T3"
    T4 = "T4", "T4"
    T5 = "T5", "T5"
    T6 = "T6+", "T6 et plus"


class StatutLogement(Code):
    LOUE = "LOUE", "Loué"
    VACANT = "VACANT", "Vacant"
    FONCTION = "FONCTION", "Logement de fonction"
    ASSOCIATION = "ASSOCIATION", "Association"
    ANNEXE = "ANNEXE", "Annexe"


class TypeDossier(Code):
    TITULAIRE = "TITULAIRE", "Titulaire"
    DECOHABITANT = "DECOHABITANT", "Décohabitant"
    HEBERGE = "HEBERGE", "Hébergé"


class Lien(Code):
    TITULAIRE = "TITULAIRE", "Titulaire"
    COTITULAIRE = "COTITULAIRE", "Cotitulaire"
    CONJOINT = "CONJOINT", "Conjoint"
    ENFANT = "ENFANT", "Enfant"
    ASCENDANT = "ASCENDANT", "Ascendant"
    AUTRE = "AUTRE", "Autre"


class Etat(Code):
    """Le parcours d'un dossier, dans son ordre."""

    RECENSE = "RECENSE", "Recensé"
    INFORME = "INFORME", "Informé"
    ENQUETE = "ENQUETE", "Enquête"
    SNE = "SNE", "Demande SNE"
    RECHERCHE = "RECHERCHE", "Recherche"
    OFFRE = "OFFRE", "Offre"
    VISITE = "VISITE", "Visite"
    ACCORD = "ACCORD", "Accord"
    REFUS = "REFUS", "Refus"
    TROIS_REFUS = "TROIS_REFUS", "Trois refus"
    CALEOL = "CALEOL", "CALEOL"
    ATTRIBUE = "ATTRIBUE", "Attribué"
    BAIL = "BAIL", "Bail signé"
    PROVISOIRE = "PROVISOIRE", "Provisoire"
    RETOUR = "RETOUR", "Retour"
    EMMENAGE = "EMMENAGE", "Emménagé"
    SUIVI = "SUIVI", "Suivi"
    CLOS = "CLOS", "Clos"
    SORTI = "SORTI", "Sorti"


class MotifSortie(Code):
    DEPART = "DEPART", "Départ"
    DECES = "DECES", "Décès"
    ACCESSION = "ACCESSION", "Accession"
    AUTRE_MUTATION = "AUTRE_MUTATION", "Autre mutation"
    EXPULSION = "EXPULSION", "Expulsion"
    FUSION = "FUSION", "Fusion de dossiers"
    AUTRE = "AUTRE", "Autre"


class Moment(Code):
    AVANT = "AVANT", "Avant"
    OFFRE = "OFFRE", "Offre"
    APRES = "APRES", "Après"


class Source(Code):
    """D'où vient un montant."""

    QUITTANCE = "QUITTANCE", "Quittance"
    NOTIFICATION = "NOTIFICATION", "Notification CAF ou MSA"
    SIMULATEUR = "SIMULATEUR", "Simulateur caf.fr"
    ESTIMATION = "ESTIMATION", "Estimation"
    DECLARE = "DECLARE", "Déclaré par le ménage"
    BAILLEUR = "BAILLEUR", "Bailleur"
    FORFAIT = "FORFAIT", "Forfait de la charte"
    BAREME = "BAREME", "Barème"


class Financement(Code):
    PLAI = "PLAI", "PLAI"
    PLUS = "PLUS", "PLUS"
    PLS = "PLS", "PLS"
    AUTRE = "AUTRE", "Autre"


class Nature(Code):
    DEFINITIF = "DEFINITIF", "Définitif"
    PROVISOIRE = "PROVISOIRE", "Provisoire"


class Reponse(Code):
    EN_COURS = "EN_COURS", "En cours"
    ACCORD = "ACCORD", "Acceptée"
    REFUS = "REFUS", "Refusée"
    SILENCE = "SILENCE", "Silence"
    RETIREE = "RETIREE", "Retirée"


class ModeNotification(Code):
    RECOMMANDE = "RECOMMANDE", "Recommandé avec avis de réception"
    MAIN_PROPRE = "MAIN_PROPRE", "Remise en main propre contre signature"
    COMMISSAIRE = "COMMISSAIRE", "Commissaire de justice"
    COURRIER = "COURRIER", "Lettre simple"
    COURRIEL = "COURRIEL", "Courriel"


class DecisionCaleol(Code):
    """Les cinq décisions de l'article R. 441-3 du CCH."""

    ATTRIBUTION = "ATTRIBUTION", "Attribution"
    ATTRIBUTION_RANG = "ATTRIBUTION_RANG", "Attribution avec rang"
    CONDITION_SUSPENSIVE = "CONDITION_SUSPENSIVE", "Attribution sous condition suspensive"
    NON_ATTRIBUTION = "NON_ATTRIBUTION", "Non-attribution"
    IRRECEVABILITE = "IRRECEVABILITE", "Irrecevabilité"


class Condition(Code):
    """Ce que l'on sait d'une condition de l'article 13 bis."""

    OUI = "OUI", "Oui"
    NON = "NON", "Non"
    A_VERIFIER = "A_VERIFIER", "À vérifier"


class Critere(Code):
    """Le verdict d'un critère : oui, non, non renseigné ou sans objet."""

    OUI = "OUI", "Oui"
    NON = "NON", "Non"
    NR = "NR", "Non renseigné"
    SO = "SO", "Sans objet"


class Occupe(Code):
    """Où en est un logement offert."""

    LIBRE = "LIBRE", "Libre"
    PROPOSE = "PROPOSE", "Proposé"
    ACCEPTE = "ACCEPTE", "Accepté"
    ATTRIBUE = "ATTRIBUE", "Bail signé"
    RETIRE = "RETIRE", "Retiré"


class Reservation(Code):
    """Pour qui un bailleur garde un logement."""

    PROJET = "PROJET", "Relogement du projet"
    CONTINGENT = "CONTINGENT", "Contingent d’un réservataire"
    BAILLEUR = "BAILLEUR", "Bailleur"


class Recevable(Code):
    OUI = "OUI", "Recevable"
    NON = "NON", "Non recevable"
    A_EXAMINER = "A_EXAMINER", "À examiner"


class Canal(Code):
    TELEPHONE = "TELEPHONE", "Téléphone"
    VISITE = "VISITE", "Visite à domicile"
    RENDEZ_VOUS = "RENDEZ_VOUS", "Rendez-vous"
    SMS = "SMS", "SMS"
    COURRIEL = "COURRIEL", "Courriel"
    COURRIER = "COURRIER", "Courrier"
    AUTRE = "AUTRE", "Autre"


class Terme(Code):
    """Les rendez-vous du suivi après l'entrée dans les lieux."""

    J30 = "J30", "à 30 jours"
    J90 = "J90", "à 90 jours"
    J180 = "J180", "à 180 jours"


class Attendu(Code):
    """Qui doit faire quelque chose pour que le dossier avance."""

    AGENT = "AGENT", "Vous"
    MENAGE = "MENAGE", "Le ménage"
    BAILLEUR = "BAILLEUR", "Le bailleur"
    CALEOL = "CALEOL", "La CALEOL"
    SNE = "SNE", "Le SNE"
    AUTRE = "AUTRE", "Un partenaire"


class Affaire(Code):
    """Ce qui attend une date ou quelqu'un dans un dossier, le plus grave d'abord."""

    SILENCE = "SILENCE", "Silence à constater"
    ACCORD_PASSE = "ACCORD_PASSE", "Attribution laissée sans réponse"
    REPONSE = "REPONSE", "Réponse à une offre"
    ACCORD = "ACCORD", "Accord à l’attribution"
    VISITE = "VISITE", "Visite d’un logement"
    COMPTE_RENDU = "COMPTE_RENDU", "Compte rendu de visite"
    DECISION = "DECISION", "Décision de la CALEOL"
    TACITE = "TACITE", "Accord tacite à constater"
    OBJECTION = "OBJECTION", "Délai d’objection des partenaires"
    RETOUR = "RETOUR", "Retour du provisoire"
    RAPPEL = "RAPPEL", "Rappel"
    SUITE = "SUITE", "Suite d’un contact"
    CELLULE = "CELLULE", "Décision de la cellule"
    BAIL = "BAIL", "Bail à signer"
    ENTREE = "ENTREE", "Entrée dans les lieux"
    SUIVI = "SUIVI", "Suivi après l’entrée"
    ENQUETE = "ENQUETE", "Enquête sociale"
    NUMERO_UNIQUE = "NUMERO_UNIQUE", "Numéro unique"
    SANS_ACTION = "SANS_ACTION", "Sans action"


class Combinaison(Code):
    """Les tests que la charte retient pour la maîtrise du reste à charge."""

    TOUT = "tout", "Surface et taux d’effort"
    RAC_SEUL = "rac_seul", "Surface seule"
    TE_SEUL = "te_seul", "Taux d’effort seul"


class GenerationQpv(Code):
    EN_VIGUEUR = "en_vigueur", "en vigueur à la date du bail"
    QP2015 = "2015", "2015 (QP)"
    QN2024 = "2024", "2024 (QN)"


class CodeRessource(Code):
    """Les ressources de l'enquête ; le sort de chacune pour l'APL est dans ``regles.ressources_apl``."""

    SAL = "SAL", "Salaire"
    CHO = "CHO", "Chômage"
    RET = "RET", "Retraite"
    PINV = "PINV", "Pension d’invalidité"
    RSA = "RSA", "RSA"
    PPA = "PPA", "Prime d’activité"
    AF = "AF", "Allocations familiales"
    PAJE = "PAJE", "PAJE"
    AEEH = "AEEH", "AEEH"
    AAH = "AAH", "AAH"
    ASPA = "ASPA", "Minimum vieillesse (ASPA)"
    AUT = "AUT", "Autre revenu"


class CodeBesoin(Code):
    """Ce que le logement doit avoir : jamais un diagnostic."""

    PMR = "PMR", "Accessible en fauteuil roulant"
    DOUCHE = "DOUCHE", "Douche adaptée"
    PLAIN_PIED = "PLAIN_PIED", "Rez-de-chaussée ou plain-pied"
    ASCENSEUR = "ASCENSEUR", "Ascenseur au-delà du 2ᵉ étage"
    CHAMBRES = "CHAMBRES", "Une chambre par enfant"
    CHAMBRE_EN_PLUS = "CHAMBRE_EN_PLUS", "Une chambre de plus pour un aidant"
    STATIONNEMENT = "STATIONNEMENT", "Place de stationnement"
    ANIMAL = "ANIMAL", "Un animal accepté"
    CALME = "CALME", "Un endroit calme"
    PROXIMITE = "PROXIMITE", "Près d’une école, d’un travail ou d’un proche"


class CodeAccompagnement(Code):
    CAF = "CAF", "Dossier CAF ou MSA à mettre à jour"
    DEMENAGEMENT = "DEMENAGEMENT", "Aide au déménagement"
    COMPTEURS = "COMPTEURS", "Ouverture des compteurs et contrats"
    DEMARCHES = "DEMARCHES", "Aide aux démarches et aux courriers"
    BUDGET = "BUDGET", "Budget et dettes"
    FSL = "FSL", "Aide du FSL"
    ASLL = "ASLL", "Accompagnement social lié au logement"
    AUTONOMIE = "AUTONOMIE", "Aide à domicile"
    PROTECTION = "PROTECTION", "Mesure de protection (tuteur, curateur)"

"""Les champs d'un courrier : leur nom dans le texte, ce qu'ils disent, et comment on les lit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from relogement.documents.lettres.contexte import Contexte
from relogement.documents.modeles.texte import Brut, echapper
from relogement.nomenclatures import Critere, Lien, Regime
from relogement.organisme import Organisme
from relogement.regles.echeances import fin_de_delai_en_jours
from relogement.textes import INSECABLE, euros, jour, surface

Lu = Callable[[Contexte], str | None]
DE_L_ORGANISME = "organisme_"
DU_FOYER = (Lien.TITULAIRE, Lien.COTITULAIRE, Lien.CONJOINT)


@dataclass(frozen=True)
class ChampDeLettre:
    """Un champ : « {{ nom }} » dans le texte, son libellé pour qui écrit, et sa valeur, vide si inconnue."""

    nom: str
    libelle: str
    lire: Lu


def _euros(valeur: Decimal | None) -> str | None:
    return None if valeur is None else euros(valeur)


def _jour(valeur: date | None) -> str | None:
    return None if valeur is None else jour(valeur)


def _de(*chemin: str, dit: Callable[[Any], str | None] = lambda v: str(v) if v else None) -> Lu:
    """Ce que l'on trouve au bout de ce chemin, dit en mots ; rien si un maillon manque."""

    def lire(ici: Contexte) -> str | None:
        valeur: Any = ici
        for nom in chemin:
            valeur = getattr(valeur, nom, None)
            if valeur is None:
                return None
        return dit(valeur)

    return lire


def _destinataires(ici: Contexte) -> str | None:
    """« Mariam TRAORÉ et Seydou TRAORÉ » : ceux à qui l'offre s'adresse."""
    du_foyer = [p for p in ici.menage.personnes if p.lien in DU_FOYER]
    noms = [" ".join(filter(None, (p.prenom, p.nom))) for p in du_foyer or ici.menage.personnes[:1]]
    return " et ".join(noms) or None


def _logement(ici: Contexte) -> Any:
    porteur = ici.offre or ici.relogement
    return porteur.logement if porteur else None


def _du_logement(nom: str, dit: Callable[[Any], str | None] = lambda v: str(v) if v else None) -> Lu:
    def lire(ici: Contexte) -> str | None:
        valeur = getattr(_logement(ici), nom, None)
        return None if valeur is None else dit(valeur)

    return lire


def _du_cout(nom: str) -> Lu:
    return lambda ici: _euros(getattr(ici.colonne.cout if ici.colonne else None, nom, None))


def _commune(ici: Contexte) -> str | None:
    logement = _logement(ici)
    return " ".join(filter(None, (logement.code_postal, logement.commune))) or None if logement else None


def etage_dit(etage: int) -> str:
    """« rez-de-chaussée », « 1ᵉʳ étage », « 4ᵉ étage »."""
    if etage == 0:
        return "rez-de-chaussée"
    return f"{'sous-sol ' if etage < 0 else ''}{abs(etage)}{'ᵉʳ' if abs(etage) == 1 else 'ᵉ'} étage"


def _annexes(ici: Contexte) -> str | None:
    """Vide vaut zéro : une annexe est une exception, comme dans le calcul."""
    cout = ici.colonne.cout if ici.colonne else None
    if cout is None:
        return None
    return f"{euros(cout.annexes)} par mois" if cout.annexes else "aucune annexe facturée"


def _apl(ici: Contexte) -> str | None:
    """Une estimation se dit toujours, avec qui seul fixe le droit."""
    cout = ici.colonne.cout if ici.colonne else None
    if cout is None or cout.apl is None:
        return None
    estimee = " (estimée, indicatif : seule la CAF ou la MSA fixe le droit)" if cout.apl_estimee else ""
    return f"{euros(cout.apl)}{estimee}".replace(" : ", f"{INSECABLE}: ")


def _reduction(ici: Contexte) -> str | None:
    cout = ici.colonne.cout if ici.colonne else None
    return euros(-cout.rls) if cout and cout.rls else None


def _hors_charges(ici: Contexte) -> str | None:
    valeur = ici.colonne.hors_charges.valeur if ici.colonne else None
    return euros(valeur) if valeur else None


def _rac(ici: Contexte) -> str | None:
    return _euros(ici.colonne.rac.valeur) if ici.colonne else None


def _limite(ici: Contexte) -> str | None:
    if ici.offre is None:
        return None
    if ici.offre.limite_le is not None:
        return jour(ici.offre.limite_le)
    if ici.offre.notifiee_le is None:
        return None
    delai, alsace = ici.charte.delai_reponse_jours, ici.charte.alsace_moselle
    return jour(fin_de_delai_en_jours(ici.offre.notifiee_le, delai, alsace_moselle=alsace).le)


def _offres_comptees(ici: Contexte) -> str | None:
    """Les offres qui comptent, en tableau : logement, notification et preuve, réponse."""
    comptees = [offre for offre, jugee in ici.jugees if jugee.compte.valeur is Critere.OUI]
    lignes = [_ligne_d_offre(offre) for offre in comptees]
    titres = "| Offre | Logement proposé | Notifiée le | Mode et preuve | Réponse |\n|---|---|---|---|---|"
    return Brut("\n".join([titres, *lignes])) if lignes else None


def _ligne_d_offre(offre: Any) -> str:
    logement = offre.logement
    lieu = ", ".join(filter(None, (logement.typologie, logement.adresse or logement.residence, logement.commune)))
    mode = offre.mode_notification.libelle if offre.mode_notification else None
    reponse = " ".join(
        filter(None, (offre.reponse.libelle, f"le {jour(offre.repondue_le)}" if offre.repondue_le else ""))
    )
    cases = (offre.rang, lieu, _jour(offre.notifiee_le), ", ".join(filter(None, (mode, offre.preuve))), reponse)
    return f"| {' | '.join(echapper(case) for case in cases)} |"


CHAMPS: tuple[ChampDeLettre, ...] = (
    ChampDeLettre("date_du_courrier", "la date du courrier", lambda ici: jour(ici.au)),
    ChampDeLettre("organisme_nom", "le nom de l’organisme", _de("organisme", "nom")),
    ChampDeLettre("organisme_commune", "la commune de l’organisme", _de("organisme", "commune")),
    ChampDeLettre("organisme_ville", "la commune de l’organisme, sans son code postal", _de("organisme", "ville")),
    ChampDeLettre("organisme_telephone", "le téléphone de l’organisme", _de("organisme", "telephone")),
    ChampDeLettre("organisme_courriel", "le courriel de l’organisme", _de("organisme", "courriel")),
    ChampDeLettre("signataire", "le signataire", _de("organisme", "signataire")),
    ChampDeLettre("qualite_du_signataire", "la qualité du signataire", _de("organisme", "qualite")),
    ChampDeLettre("projet_nom", "le nom du projet", _de("projet", "nom")),
    ChampDeLettre("operation_libelle", "l’opération", _de("menage", "operation", "libelle")),
    ChampDeLettre("maitre_ouvrage", "le maître d’ouvrage", _de("menage", "operation", "maitre_ouvrage")),
    ChampDeLettre("dossier_reference", "la référence du dossier", _de("menage", "reference")),
    ChampDeLettre("referent", "la personne chargée du dossier", _de("menage", "referent")),
    ChampDeLettre("menage_nom", "le nom du ménage", _destinataires),
    ChampDeLettre("menage_adresse", "l’adresse du ménage", _de("menage", "logement_quitte", "adresse")),
    ChampDeLettre("quitte_typologie", "la typologie du logement quitté",
                  _de("menage", "logement_quitte", "typologie")),
    ChampDeLettre("quitte_surface", "la surface du logement quitté",
                  _de("menage", "logement_quitte", "surface", dit=surface)),
    ChampDeLettre("quitte_reste_a_charge", "le reste à charge actuel",
                  _de("rac", "avant", "rac", "valeur", dit=_euros)),
    ChampDeLettre("regime_social", "le régime des trois offres (à mettre dans un « if »)",
                  lambda ici: "oui" if ici.menage.operation.regime is Regime.LLS_3_OFFRES else None),
    ChampDeLettre("offre_rang", "le rang de l’offre", _de("offre", "rang")),
    ChampDeLettre("logement_bailleur", "le bailleur du logement proposé", _du_logement("bailleur")),
    ChampDeLettre("logement_residence", "la résidence", _du_logement("residence")),
    ChampDeLettre("logement_adresse", "l’adresse du logement proposé", _du_logement("adresse")),
    ChampDeLettre("logement_commune", "la commune du logement proposé", _commune),
    ChampDeLettre("logement_typologie", "le type du logement proposé", _du_logement("typologie")),
    ChampDeLettre("logement_surface", "la surface du logement proposé", _du_logement("surface", surface)),
    ChampDeLettre("logement_etage", "l’étage du logement proposé", _du_logement("etage", etage_dit)),
    ChampDeLettre("logement_ascenseur", "l’ascenseur",
                  _du_logement("ascenseur", lambda v: "avec ascenseur" if v else "sans ascenseur")),
    ChampDeLettre("logement_chauffage", "le chauffage du logement proposé", _du_logement("chauffage")),
    ChampDeLettre("logement_loyer", "le loyer du logement proposé", _du_cout("loyer")),
    ChampDeLettre("logement_charges", "les charges du logement proposé", _du_cout("charges")),
    ChampDeLettre("logement_annexes", "les annexes du logement proposé", _annexes),
    ChampDeLettre("logement_rls", "la réduction de loyer de solidarité", _reduction),
    ChampDeLettre("logement_hors_charges", "l’eau et le chauffage payés à part", _hors_charges),
    ChampDeLettre("logement_apl", "l’APL du logement proposé", _apl),
    ChampDeLettre("logement_reste_a_charge", "le reste à charge du logement proposé", _rac),
    ChampDeLettre("logement_disponible_le", "la date de disponibilité", _du_logement("disponible_le", jour)),
    ChampDeLettre("delai_reponse_jours", "le délai de réponse", _de("charte", "delai_reponse_jours")),
    ChampDeLettre("limite_de_reponse", "la date limite de réponse", _limite),
    ChampDeLettre("notification_le", "la date de notification", _de("offre", "notifiee_le", dit=jour)),
    ChampDeLettre("notification_mode", "le mode de notification", _de("offre", "mode_notification", "libelle")),
    ChampDeLettre("notification_preuve", "la preuve de la notification", _de("offre", "preuve")),
    ChampDeLettre("caleol_le", "la date de la CALEOL", _de("caleol", "le", dit=jour)),
    ChampDeLettre("caleol_decision", "la décision de la CALEOL", _de("caleol", "decision", "libelle")),
    ChampDeLettre("caleol_rang", "le rang d’attribution", _de("caleol", "rang")),
    ChampDeLettre("caleol_notifiee_le", "la notification de la décision", _de("caleol", "notifie_le", dit=jour)),
    ChampDeLettre("caleol_limite", "la date limite d’accord", _de("caleol", "limite_le", dit=jour)),
    ChampDeLettre("delai_caleol_jours", "le délai d’accord", _de("charte", "delai_caleol_jours")),
    ChampDeLettre("nb_offres_comptees", "le nombre d’offres qui comptent", _de("droit", "comptees", dit=str)),
    ChampDeLettre("nb_offres_requises", "le nombre d’offres exigé", _de("droit", "requises", dit=str)),
    ChampDeLettre("offres_comptees", "la liste des offres qui comptent", _offres_comptees),
    ChampDeLettre("decheance_le", "la date de perte du droit au maintien", _de("droit", "dechu_le", dit=jour)),
    ChampDeLettre("bail_le", "la date du bail", _de("relogement", "bail_le", dit=jour)),
    ChampDeLettre("entree_le", "la date d’entrée", _de("relogement", "entree_le", dit=jour)),
)  # fmt: skip


def libelles() -> dict[str, str]:
    """Le libellé de chaque champ, par nom."""
    return {champ.nom: champ.libelle for champ in CHAMPS}


def valeurs(ici: Contexte) -> dict[str, str | None]:
    """Tous les champs, lus."""
    return {champ.nom: champ.lire(ici) for champ in CHAMPS}


def champs_de_l_organisme(organisme: Organisme) -> dict[str, str | None]:
    """Les champs de l'en-tête, pour un document qui ne parle d'aucun dossier."""
    noms = (nom for nom in libelles() if nom.startswith(DE_L_ORGANISME))
    return {nom: getattr(organisme, nom.removeprefix(DE_L_ORGANISME)) for nom in noms}

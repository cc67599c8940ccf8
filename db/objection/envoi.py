"""Préparer la même proposition pour tous les partenaires, la remettre en fichiers, puis lancer le délai."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.appariement import contexte
from db.chartes import charte_en_vigueur
from db.equilibre.phrases import phrase
from db.fuites import POUR_LES_PARTENAIRES, Declaration, exiger
from db.journee import noms_des_menages
from db.objection.lecture import PartenaireConsulte, envoi_garde, partenaires_a_consulter, sans_objet
from db.organisme import organisme
from db.promesses import refuser_si_promis
from db.situations import cadre
from relogement.appariement.candidat import candidat, chiffrer
from relogement.appariement.parts import communes_connues
from relogement.calendrier import initiales
from relogement.communes import noms_des_communes
from relogement.comparaison import comparaison
from relogement.courriel import courriel
from relogement.erreurs import ErreurMetier
from relogement.exports.ecriture.cible import en_place
from relogement.intervalle_rac import intervalle, reestimer
from relogement.logement import LogementOffert
from relogement.modeles import Consultation, Menage, Offre, Quartier, ReponseDePartenaire
from relogement.objection.delai import FinDuDelai, delai_de, fin_du_delai
from relogement.objection.etat import empreinte, empreinte_du_lot, instant
from relogement.objection.fichiers import EML, PDF, nom_du_fichier
from relogement.objection.proposition import AUTRE_LIEU, Argent, Proposition, message, objet
from relogement.rapprochement import cle
from relogement.regles.montants import manque
from relogement.regles.ressources import taux_d_effort


@dataclass(frozen=True)
class Demande:
    """Ce que l'on veut soumettre, à qui, et à quelle heure c'est parti."""

    menage_id: int
    logement_id: int
    partenaires: tuple[int, ...]
    envoyee_le: datetime
    offre_id: int | None = None


@dataclass(frozen=True)
class Pli:
    """Ce que reçoit un partenaire, octet pour octet."""

    partenaire_id: int
    partenaire: str
    courriel: str | None = field(repr=False)
    fichier: str
    octets: bytes = field(repr=False)


@dataclass(frozen=True)
class Envoi:
    """L'envoi prêt : le message de tous, un pli par partenaire, la feuille en PDF, et la fin du délai."""

    reference: str
    objet: str
    message: str = field(repr=False)
    fin: FinDuDelai
    plis: tuple[Pli, ...]
    feuille: Pli = field(repr=False)
    declaration: Declaration = field(repr=False)
    alertes: tuple[str, ...] = ()

    @property
    def empreinte(self) -> str:
        """Celle de tout le lot : si elle change, ce n'est plus le même envoi."""
        return empreinte_du_lot(empreinte(pli.octets) for pli in self.plis)


def preparer(session: Session, demande: Demande, maintenant: datetime) -> Envoi:
    """Tout ce qui partirait ; rien n'est écrit, et ce qui l'empêche se dit."""
    if demande.envoyee_le > maintenant:
        raise ErreurMetier(
            f"L’envoi est daté du {instant(demande.envoyee_le)}, dans le futur : le délai part de l’envoi réel. "
            "Corrigez la date ou l’heure."
        )
    menage = session.get(Menage, demande.menage_id)
    if menage is None:
        raise ErreurMetier("Ce dossier n’existe plus. Revenez à la liste des dossiers.")
    logement = _logement(session, demande)
    choisis = _choisis(session, demande.partenaires)
    fin = fin_du_delai(demande.envoyee_le, delai_de(charte_en_vigueur(session, demande.envoyee_le.date())))
    dite = _proposition(session, menage, logement, demande)
    return _envoi(session, dite, fin, choisis, demande.envoyee_le)


def remettre(session: Session, envoi: Envoi, dossier: Path) -> list[Path]:
    """Écrit les messages et la feuille dans ce dossier, fouillés d'abord ; si l'un échoue, aucun ne reste."""
    a_fouiller = {pli.octets: pli.fichier for pli in (*envoi.plis[:1], envoi.feuille)}
    for octets, nom in a_fouiller.items():
        exiger(session, octets, declaration=envoi.declaration, nom=nom)
    ecrits: list[Path] = []
    try:
        for pli in (*(p for p in envoi.plis if p.courriel), envoi.feuille):
            vers = dossier / pli.fichier
            with en_place(vers) as provisoire:
                provisoire.write_bytes(pli.octets)
            ecrits.append(vers)
    except ErreurMetier:
        for vers in ecrits:
            vers.unlink(missing_ok=True)
        raise
    return ecrits


def rendre(session: Session, reponse_id: int, vers: Path) -> None:
    """Écrit ailleurs ce qu'un partenaire a reçu, vérifié contre son empreinte et fouillé encore."""
    _, octets = envoi_garde(session, reponse_id)
    reponse = session.get_one(ReponseDePartenaire, reponse_id)
    menage = session.get_one(Menage, reponse.menage_id)
    textes = [menage.reference, organisme(session).nom, reponse.courriel]
    declaration = POUR_LES_PARTENAIRES.avec(textes=[t for t in textes if t], jours=_jours_du_message(reponse))
    with en_place(vers) as provisoire:
        provisoire.write_bytes(octets)
        exiger(session, provisoire, declaration=declaration, nom=reponse.fichier)


def _jours_du_message(reponse: ReponseDePartenaire) -> list[date]:
    vue = reponse.consultation
    return [vue.envoyee_le.date(), vue.finit_le.date(), *_jours(vue.logement)]


def lancer(
    session: Session, demande: Demande, maintenant: datetime, *, auteur: str, attendu: str | None = None
) -> int:
    """Le délai court depuis l'envoi ; ``attendu`` : l'empreinte de ce qui a été remis, et qui doit être parti."""
    envoi = preparer(session, demande, maintenant)
    if attendu is not None and envoi.empreinte != attendu:
        raise ErreurMetier(
            "Le dossier, le logement ou l’heure a changé depuis que les messages ont été écrits : écrivez-les de "
            "nouveau, envoyez ceux-là, puis lancez le délai."
        )
    consultation = Consultation(
        menage_id=demande.menage_id, logement_id=demande.logement_id, offre_id=demande.offre_id,
        envoyee_le=demande.envoyee_le, finit_le=envoi.fin.le, regle=envoi.fin.phrase, auteur=auteur or None,
        objet=envoi.objet, message=envoi.message,
    )  # fmt: skip
    session.add(consultation)
    for pli in envoi.plis:
        session.add(
            ReponseDePartenaire(
                menage_id=demande.menage_id, consultation=consultation, partenaire_id=pli.partenaire_id,
                courriel=pli.courriel, fichier=pli.fichier, envoi=pli.octets, empreinte=empreinte(pli.octets),
            )
        )  # fmt: skip
    session.flush()
    return consultation.id


def _logement(session: Session, demande: Demande) -> LogementOffert:
    """Le logement à soumettre : ni retiré, ni promis à un autre, ni déjà soumis."""
    logement = session.get(LogementOffert, demande.logement_id)
    if logement is None:
        raise ErreurMetier("Ce logement n’est plus au registre. Rouvrez la liste des logements.")
    if logement.retire_le is not None:
        raise ErreurMetier("Ce logement a été retiré par son bailleur : choisissez-en un autre.")
    if demande.offre_id is not None:
        _exiger_l_offre(session, demande)
    refuser_si_promis(session, logement, demande.menage_id)
    _exiger_libre_de_consultation(session, demande)
    return logement


def _exiger_l_offre(session: Session, demande: Demande) -> None:
    offre = session.get(Offre, demande.offre_id)
    if offre is None or offre.menage_id != demande.menage_id or offre.logement_id != demande.logement_id:
        raise ErreurMetier("Cette offre n’est plus celle de ce logement. Rouvrez le dossier.")
    if not offre.tient_le_logement:
        raise ErreurMetier(
            f"L’offre {offre.rang} ne tient plus son logement ({offre.reponse.libelle.lower()}) : il n’y a plus "
            "rien à soumettre aux partenaires."
        )


def _exiger_libre_de_consultation(session: Session, demande: Demande) -> None:
    ouvertes = select(Consultation).where(
        Consultation.logement_id == demande.logement_id, Consultation.issue.is_(None)
    )
    for autre in session.scalars(ouvertes):
        if sans_objet(session, autre):
            continue
        reference = session.scalar(select(Menage.reference).where(Menage.id == autre.menage_id))
        raise ErreurMetier(
            f"Ce logement est déjà soumis aux partenaires pour le dossier {reference}, jusqu’au "
            f"{instant(autre.finit_le)}. Attendez la fin de cette consultation, ou retirez-la."
        )


def _choisis(session: Session, voulus: Sequence[int]) -> list[PartenaireConsulte]:
    connus = partenaires_a_consulter(session)
    if not connus:
        raise ErreurMetier(
            "Aucun partenaire n’est enregistré : il n’y a personne à consulter. Ajoutez d’abord les partenaires "
            "de la cellule."
        )
    choisis = [p for p in connus if p.id in set(voulus)]
    if not choisis:
        raise ErreurMetier("Choisissez au moins un partenaire à consulter.")
    if len(choisis) < len(set(voulus)):
        raise ErreurMetier("Un des partenaires choisis ne siège plus. Rouvrez la liste des partenaires.")
    return choisis


def _proposition(session: Session, menage: Menage, logement: LogementOffert, demande: Demande) -> Proposition:
    nom = noms_des_menages(session, [menage.id]).get(menage.id, "")
    le = demande.envoyee_le.date()
    typologies = [s.typologie for s in menage.souhaits] + [menage.souhait_typologie]
    return Proposition(
        menage.reference, initiales(nom), menage.nb_personnes, menage.operation.libelle,
        tuple(dict.fromkeys(t.value for t in typologies if t)), _lieux(session, menage), logement,
        _argent(session, menage, logement, demande, le), phrase(session, logement, menage.id, le) or "",
        organisme(session).nom or "",
    )  # fmt: skip


def _lieux(session: Session, menage: Menage) -> tuple[str, ...]:
    """Les communes et quartiers souhaités, dans leur ordre ; un autre texte reste au dossier."""
    quartiers = {cle(nom) for nom in session.scalars(select(Quartier.nom).distinct()) if nom}
    exacts = noms_des_communes()  # presque toujours : les clés de trente mille communes coûtent à faire

    def connu(lieu: str) -> bool:
        return lieu in exacts or cle(lieu) in quartiers or cle(lieu) in communes_connues()

    dits = [s.lieu for s in menage.souhaits if s.lieu]
    return tuple(dict.fromkeys(lieu if connu(lieu) else AUTRE_LIEU for lieu in dits))


def _argent(session: Session, menage: Menage, logement: LogementOffert, demande: Demande, le: date) -> Argent:
    """Le coût de l'offre quand il est chiffré ; sinon l'estimation de l'appariement, la même que partout."""
    if demande.offre_id is not None and (chiffre := _de_l_offre(session, menage, demande.offre_id, le)):
        return chiffre
    ici = contexte(session, le)
    vu = chiffrer(candidat(menage, ici), logement, ici)
    refaite = reestimer(menage, logement, vu.cout, au=le, baremes=ici.cadre.baremes)
    rac = vu.rac
    effort = taux_d_effort(rac.apres, menage.ressources)
    return Argent(rac.avant, rac.apres, rac.delta_pct, effort, True, intervalle(rac.apres, refaite))


def _de_l_offre(session: Session, menage: Menage, offre_id: int, le: date) -> Argent | None:
    """Ce que le dossier montre de cette offre ; rien tant qu'elle n'est pas chiffrée."""
    rac = comparaison(menage, charte_en_vigueur(session, le), au=le, cadre=cadre(session.connection()))
    sienne = next((c for c in rac.offres if c.offre is not None and c.offre.id == offre_id), None)
    if sienne is None or sienne.cout is None:
        return None
    hausse = sienne.ecart_pct or manque("")
    return Argent(rac.avant.rac, sienne.rac, hausse, sienne.te, sienne.estime, sienne.intervalle)


def _envoi(
    session: Session, dite: Proposition, fin: FinDuDelai, choisis: Sequence[PartenaireConsulte], le: datetime
) -> Envoi:
    from relogement.documents.consultation import consultation_en_pdf

    sujet, corps = objet(dite, fin), message(dite, fin)
    feuille = consultation_en_pdf(dite, fin, organisme(session))
    noms = nom_du_fichier(dite.reference, "partenaires", PDF)
    plis = tuple(
        Pli(
            p.id, p.nom, p.courriel, nom_du_fichier(dite.reference, p.nom, EML), courriel(p.courriel, sujet, corps)
        )
        if p.courriel
        else Pli(p.id, p.nom, None, noms, feuille)
        for p in choisis
    )
    alertes = tuple(f"{p.nom}, {p.souci}." for p in choisis if p.souci)
    declaration = _declaration(dite, choisis, (fin.le.date(), le.date(), *_jours(dite.logement)))
    return Envoi(dite.reference, sujet, corps, fin, plis, Pli(0, "", None, noms, feuille), declaration, alertes)


def _jours(logement: LogementOffert) -> list[date]:
    return [logement.disponible_le] if logement.disponible_le else []


def _declaration(dite: Proposition, choisis: Iterable[PartenaireConsulte], jours: Iterable[date]) -> Declaration:
    """Ce que l'envoi a le droit de porter : la référence, l'émetteur, les partenaires et leur adresse."""
    textes: list[str | None] = [dite.reference, dite.emetteur]
    textes += [mot for p in choisis for mot in (p.nom, p.courriel)]
    return POUR_LES_PARTENAIRES.avec(textes=[t for t in textes if t], jours=jours)

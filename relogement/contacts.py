"""Noter un contact en une ligne : le canal et le jour, ce qui s'est dit, puis « -> » et la suite à donner."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relogement.erreurs import ErreurMetier
from relogement.jours_dits import JourDit, a_la_fin, au_debut, jour_dit
from relogement.menage import Menage
from relogement.nomenclatures import Canal
from relogement.rapprochement import sans_accents
from relogement.suivi import Contact
from relogement.textes import INSECABLE, jour, jour_de_semaine

PREMIERS_MOTS = {
    "sms": Canal.SMS,
    "texto": Canal.SMS,
    "appel": Canal.TELEPHONE,
    "appele": Canal.TELEPHONE,
    "tel": Canal.TELEPHONE,
    "telephone": Canal.TELEPHONE,
    "courriel": Canal.COURRIEL,
    "mail": Canal.COURRIEL,
    "email": Canal.COURRIEL,
    "courrier": Canal.COURRIER,
    "lettre": Canal.COURRIER,
    "visite": Canal.VISITE,
    "rdv": Canal.RENDEZ_VOUS,
    "rendez": Canal.RENDEZ_VOUS,
    "entretien": Canal.RENDEZ_VOUS,
}
MOTS = {
    Canal.TELEPHONE: "Appel",
    Canal.VISITE: "Visite",
    Canal.RENDEZ_VOUS: "Rendez-vous",
    Canal.SMS: "SMS",
    Canal.COURRIEL: "Courriel",
    Canal.COURRIER: "Courrier",
    Canal.AUTRE: "Autre contact",
}
SANS_TEXTE = "Revenir vers le ménage"
_FLECHE = re.compile(r"\s*(?:[-=]+>|→|[,;.]?\s*\bsuite\s*:)\s*", re.IGNORECASE)
_MOT = re.compile(r"\s*(?:rendez[-\s]vous|[^\s:,;]+)", re.IGNORECASE)
_HEURE = re.compile(r"\s*(?:à\s+)?(\d{1,2})\s*[h:]\s*(\d{2})?\b", re.IGNORECASE)
FUTUR = "Un contact se note après coup : sa date ne peut pas être à venir. Pour la suite, écrivez « -> » devant."


@dataclass(frozen=True)
class ContactLu:
    """Ce que l'on comprend d'une ligne ; ``objet`` est la ligne telle qu'écrite, moins la suite."""

    canal: Canal
    le: date
    heure: time | None
    objet: str
    suite: str | None = None
    suite_le: date | None = None
    remarque: str = ""

    def __repr__(self) -> str:
        return f"<ContactLu {self.canal} {self.le}>"


@dataclass(frozen=True)
class Precisions:
    """Ce qui est dit dans les champs, à côté de la ligne : cela l'emporte sur elle, sans en effacer un mot."""

    canal: Canal | None = None
    le: date | None = None
    suite: str | None = None
    suite_le: date | None = None

    def __repr__(self) -> str:
        return "<Precisions>"


def lire_contact(ligne: str, au: date, precisions: Precisions | None = None) -> ContactLu:
    """« Appel 12/11 : CAF injoignable -> relancer le 25/11 », relu ; rien de ce qui est écrit ne se perd."""
    fait, fleche, apres = _couper(ligne)
    canal, le, heure = _tete(fait, au)
    suite, suite_le, remarque = _suite(apres, au) if fleche else (None, None, "")
    dit = precisions or Precisions()
    precisee = (dit.suite or "").strip()
    suite = " ; ".join(dict.fromkeys(filter(None, (precisee, suite))))
    return ContactLu(
        canal=dit.canal or canal,
        le=dit.le or le,
        heure=heure,
        objet=fait.strip() or ligne.strip(),
        suite=suite or (SANS_TEXTE if dit.suite_le else None),
        suite_le=dit.suite_le or suite_le,
        remarque="" if dit.suite_le else remarque,
    )


def relecture(lu: ContactLu, au: date) -> str:
    """« Appel · aujourd’hui · suite : relancer la CAF, mer. 25/11/2026 »."""
    heure = f" à {lu.heure:%H:%M}" if lu.heure else ""
    dits = [MOTS[lu.canal], f"{_quand(lu.le, au)}{heure}"]
    if lu.suite:
        pour = jour_de_semaine(lu.suite_le) if lu.suite_le else "sans date"
        dits.append(f"suite{INSECABLE}: {lu.suite}, {pour}")
    return " · ".join(filter(None, (*dits, lu.remarque)))


def canal_de(ligne: str) -> Canal:
    """« SMS : rappel de la visite » est un SMS ; sans mot connu, un appel."""
    return _canal(ligne) or Canal.TELEPHONE


def noter_un_contact(
    menage: Menage, ligne: str, le: datetime, *, auteur: str = "", precisions: Precisions | None = None
) -> Contact:
    """Ajoute le contact au dossier, avec la suite qu'il laisse à donner."""
    if not ligne.strip():
        raise ErreurMetier("Écrivez en quelques mots ce qui s’est dit, puis Entrée.")
    lu = lire_contact(ligne, le.date(), precisions)
    if lu.le > le.date():
        raise ErreurMetier(FUTUR)
    contact = Contact(
        le=_instant(lu, le), auteur=auteur or None, canal=lu.canal, objet=lu.objet, suite=lu.suite,
        suite_le=lu.suite_le,
    )  # fmt: skip
    menage.contacts.append(contact)
    return contact


def _couper(ligne: str) -> tuple[str, bool, str]:
    """Ce qui s'est dit, et ce qui suit la première flèche."""
    fleche = _FLECHE.search(ligne)
    if fleche is None:
        return ligne.strip(), False, ""
    return ligne[: fleche.start()].strip(), True, ligne[fleche.end() :].strip()


def _tete(fait: str, au: date) -> tuple[Canal, date, time | None]:
    """Le canal, le jour et l'heure, dans l'ordre où ils viennent ; le premier autre mot arrête la lecture."""
    canal: Canal | None = None
    le: JourDit | None = None
    heure: time | None = None
    reste = fait
    while reste:
        if canal is None and (mot := _MOT.match(reste)) and (connu := _canal(mot.group())):
            canal, reste = connu, reste[mot.end() :].lstrip(" .")
        elif heure is None and (lue := _HEURE.match(reste)) and int(lue[1]) < 24 and int(lue[2] or 0) < 60:
            heure, reste = time(int(lue[1]), int(lue[2] or 0)), reste[lue.end() :]
        elif le is None and (dit := au_debut(reste, au, passe=True)):
            le, reste = dit, dit.reste
        else:
            break
    return canal or Canal.TELEPHONE, le.le if le else au, heure


def _canal(texte: str) -> Canal | None:
    mots = sans_accents(texte).split()
    return PREMIERS_MOTS.get(mots[0]) if mots else None


def _suite(texte: str, au: date) -> tuple[str, date | None, str]:
    """La suite et sa date ; une date qui la finit ou la commence n'est pas redite dans ses mots."""
    lectures: tuple[Callable[..., JourDit | None], ...] = (a_la_fin, au_debut, jour_dit)
    for lecture in lectures:
        if (dit := lecture(texte, au, passe=False)) is not None:
            return dit.reste.strip(" ,;:-") or SANS_TEXTE, dit.le, ""
    impossible = re.search(r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b", texte)
    remarque = f"«{INSECABLE}{impossible.group()}{INSECABLE}» n’est pas une date" if impossible else ""
    return texte or SANS_TEXTE, None, remarque


def _quand(le: date, au: date) -> str:
    proches = {au: "aujourd’hui", au - timedelta(days=1): "hier"}
    return proches.get(le) or jour(le)


def _instant(lu: ContactLu, maintenant: datetime) -> datetime:
    """L'heure dite ; celle du poste si le contact est du jour, aucune sinon."""
    if lu.heure is not None:
        return datetime.combine(lu.le, lu.heure)
    return maintenant if lu.le == maintenant.date() else datetime.combine(lu.le, time())

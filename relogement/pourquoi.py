"""« Pourquoi ce ménage ne compte pas ? » : chaque indicateur, compté ou non, la raison, et quoi faire."""

from collections.abc import Iterator
from dataclasses import dataclass

from relogement.bilan import CRITERES, Bilan
from relogement.calcul_du_bilan import FUSIONNE
from relogement.champs import champs
from relogement.menage import Menage
from relogement.nomenclatures import Critere, Etat, Nature, TypeDossier
from relogement.textes import jour

BASE = "base"
CONSTATS = ("avancement", "liberation", "evaporation")
ONGLET, ACTE = "onglet", "acte"


@dataclass(frozen=True)
class Remede:
    """Ce qu'il y a à faire, et où : un onglet, un acte, ou un champ du nouveau logement."""

    phrase: str
    ou: str = ""
    vers: str = ""


@dataclass(frozen=True)
class Reponse:
    """Un indicateur et ce que ce ménage y fait."""

    code: str
    libelle: str
    valeur: Critere
    dit: str
    raison: str
    remede: Remede | None = None


def pourquoi(menage: Menage, bilan: Bilan) -> list[Reponse]:
    """La base d'abord, puis les critères, puis l'avancement, la libération et l'évaporation."""
    return [_base(menage, bilan), *_criteres(bilan), *_du_projet(menage, bilan)]


def _base(menage: Menage, bilan: Bilan) -> Reponse:
    if bilan.dans_la_base:
        seulement = "" if menage.type is TypeDossier.TITULAIRE else ", mais pas dans « titulaires seuls »"
        raison = f"bail du {jour(bilan.bail_le)}, entrée le {jour(bilan.entree_le)}"
        return Reponse(BASE, "Base des indicateurs", Critere.OUI, f"compté{seulement}", raison)
    motif = bilan.motif_exclusion or ""
    return Reponse(BASE, "Base des indicateurs", Critere.NON, "pas compté", motif, _vers_la_base(menage, bilan))


def _vers_la_base(menage: Menage, bilan: Bilan) -> Remede:
    """Ce qui ferait entrer ce ménage dans la base."""
    if bilan.motif_exclusion == FUSIONNE:
        return Remede("Le même ménage est suivi dans le dossier qui l’a repris : c’est là qu’il compte.")
    if bilan.sorti:
        return Remede("S’il n’était pas sorti, annulez sa sortie.", ACTE, "annuler_sortie")
    if bilan.nature is Nature.PROVISOIRE:
        return Remede("Signez son bail définitif, puis notez son entrée dans les lieux.", ACTE, "bail")
    if bilan.nature is None:
        engage = menage.etat in (Etat.ATTRIBUE, Etat.BAIL)
        if engage:
            return Remede("Signez son bail, puis notez son entrée.", ACTE, "bail")
        suite = f" Prochaine échéance : {bilan.echeance_objet}." if bilan.echeance_objet else ""
        return Remede(f"Il comptera une fois le bail définitif signé et l’entrée faite.{suite}")
    if bilan.bail_le is None:
        return Remede("Donnez la date du bail.", ACTE, "nouveau_logement.bail_le")
    return Remede("Notez la date d’entrée dans les lieux.", ACTE, "entree")


def _criteres(bilan: Bilan) -> Iterator[Reponse]:
    for critere in CRITERES:
        verdict, libelle = bilan.verdict(critere), champs(Bilan)[critere].libelle
        if not bilan.dans_la_base:
            yield Reponse(critere, libelle, Critere.SO, "pas encore compté", "hors de la base")
            continue
        remede = _REMEDES[critere](verdict.motif) if verdict.valeur is Critere.NR else None
        yield Reponse(critere, libelle, verdict.valeur, _DITS[verdict.valeur], verdict.motif, remede)


_DITS = {
    Critere.OUI: "compté, dans les « oui »",
    Critere.NON: "compté, dans les « non »",
    Critere.NR: "pas compté tant que l’on ne sait pas",
    Critere.SO: "sans objet pour ce ménage",
}


def _maitrise(motif: str) -> Remede:
    if "ressources" in motif:
        return Remede("Complétez les ressources du ménage, puis les montants.", ONGLET, "enquete")
    if "surface" in motif:
        return Remede("Donnez la surface du nouveau logement.", ACTE, "nouveau_logement.surface")
    if "charte" in motif:
        return Remede("La charte ne dit rien de ce cas : fixez-y un seuil en euros.")
    return Remede("Complétez loyer, charges et APL, avant et après.", ONGLET, "rac")


def _neuf(motif: str) -> Remede:
    return Remede("Donnez la date de sa convention, ou dites s’il s’agit d’une première location.",
                  ACTE, "nouveau_logement.conventionne_le")  # fmt: skip


def _quartier(motif: str) -> Remede:
    return Remede("Donnez le code de son quartier, ou HORS s’il n’est dans aucun.", ACTE, "nouveau_logement.qpv")


def _bailleurs(motif: str) -> Remede:
    if motif.startswith("ancien"):
        return Remede("Donnez le bailleur du logement quitté.", ONGLET, "logement")
    return Remede("Donnez le bailleur du nouveau logement.", ACTE, "nouveau_logement.bailleur")


_REMEDES = {
    "maitrise": _maitrise,
    "neuf": _neuf,
    "hors_qpv": _quartier,
    "hors_site": _quartier,
    "interbailleur": _bailleurs,
}


def _du_projet(menage: Menage, bilan: Bilan) -> Iterator[Reponse]:
    titulaire = menage.type is TypeDossier.TITULAIRE
    non_titulaire = f"{menage.type.libelle.lower()} : seuls les titulaires s’y comptent"
    if bilan.fusionne:
        for code, libelle in (("avancement", "Avancement"), ("evaporation", "Évaporation")):
            yield Reponse(code, libelle, Critere.SO, "pas compté", FUSIONNE)
    elif not titulaire:
        for code, libelle in (("avancement", "Avancement"), ("evaporation", "Évaporation")):
            yield Reponse(code, libelle, Critere.SO, "pas compté", non_titulaire)
    else:
        yield _avancement(bilan)
        yield _evaporation(bilan)
    if bilan.logement_quitte_id is not None:
        yield _liberation(bilan)


def _avancement(bilan: Bilan) -> Reponse:
    if bilan.sorti:
        return Reponse("avancement", "Avancement", Critere.SO, "pas compté", "sorti : il n’est plus à reloger")
    valeur = Critere.OUI if bilan.dans_la_base else Critere.NON
    raison = "relogé définitivement" if bilan.dans_la_base else (bilan.motif_exclusion or "")
    return Reponse("avancement", "Avancement", valeur, _DITS[valeur], raison)


def _evaporation(bilan: Bilan) -> Reponse:
    valeur = Critere.OUI if bilan.sorti else Critere.NON
    raison = f"sorti le {jour(bilan.sorti_le)}" if bilan.sorti else "toujours suivi"
    return Reponse("evaporation", "Évaporation", valeur, _DITS[valeur], raison)


def _liberation(bilan: Bilan) -> Reponse:
    valeur = Critere.OUI if bilan.libere_le else Critere.NON
    raison = f"libéré le {jour(bilan.libere_le)}" if bilan.libere_le else "logement quitté encore occupé"
    return Reponse("liberation", "Libération", valeur, _DITS[valeur], raison)

"""Lire l'export XML du SNE (« interfaceNuu ») : le numéro, le demandeur et la date de chaque demande.

Le fichier dit bien plus : nationalité, ressources, profession, téléphone, adresse, enfants. Rien de cela n'est lu.
Il vient du dehors : toute déclaration de type est refusée, donc toute entité ; aucun lien n'est suivi.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.parsers import expat

from relogement.imports.anomalies import Gravite
from relogement.imports.lecture.refus import refus
from relogement.imports.numeros.lecture import departages
from relogement.imports.numeros.ligne import NumeroLu
from relogement.imports.resultat import Carnet, Lecture
from relogement.imports.valeurs import texte_propre
from relogement.rapprochement_sne import defaut_du_numero, numero_propre

TAILLE_MAX, PROFONDEUR_MAX, TEXTE_MAX = 64 << 20, 64, 200
DEBUT = 4096
RACINE, DEMANDE = "interfaceNuu", "demandeLogement"
ESPACE = "http://nuu.application.i2/"
_DEMANDEUR = ("personnePhysique", "demandeur")
_LUS: dict[tuple[str, ...], str] = {
    ("numUnique",): "numero",
    ("dateCreationDemande",): "depose_le",
    (*_DEMANDEUR, "nom"): "nom",
    (*_DEMANDEUR, "prenom"): "prenom",
    (*_DEMANDEUR, "dateNaissance"): "naissance_le",
}
_ENTETE = (RACINE, "entete", "dateFichier")
LAISSES = (
    "Du fichier du SNE ne sont lus que le numéro unique, le nom, le prénom, la naissance et la date de la "
    "demande. Nationalité, ressources, profession, téléphone, adresse et famille n’entrent pas."
)
SANS_ETAT = "Cet export ne dit ni l’état de la demande ni sa radiation : importez aussi la liste du bailleur."


def est_un_xml_sne(chemin: Path) -> bool:
    """Un XML dont le début nomme l'interface du SNE ; n'en lit que les premiers octets."""
    try:
        with chemin.open("rb") as flux:
            debut = flux.read(DEBUT).replace(b"\0", b"")
    except OSError:
        return False
    return debut.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and RACINE.encode() in debut


def lire_xml_sne(chemin: Path) -> Lecture[NumeroLu]:
    """Les demandes de l'export, dans leur ordre."""
    if chemin.stat().st_size > TAILLE_MAX:
        raise refus(chemin, "est trop grand", "Demandez un export par opération ou par bailleur.")
    carnet = Carnet(feuille=RACINE)
    lecteur = _Lecteur(chemin)
    lus = [lu for lu in (_lu(demande, ligne, carnet) for demande, ligne in lecteur.demandes()) if lu is not None]
    carnet.feuille = RACINE
    carnet.exiger(chemin.name, "numéro")
    for message in (LAISSES, SANS_ETAT):
        carnet.signaler(None, None, Gravite.INFO, message)
    date_du_fichier = _jour(lecteur.date_fichier)
    return carnet.lecture([replace(lu, fichier_du=date_du_fichier) for lu in departages(lus, carnet)])


def _lu(demande: dict[str, str], ligne: int, carnet: Carnet) -> NumeroLu | None:
    carnet.lues += 1
    numero = demande.get("numero", "")
    if not numero:
        carnet.ecarter(ligne, "numUnique", "Demande sans numéro unique.")
        return None
    if defaut := defaut_du_numero(numero):
        carnet.ecarter(ligne, "numUnique", f"« {numero[:40]} » {defaut}.")
        return None
    return NumeroLu(
        feuille=RACINE,
        ligne=ligne,
        numero=numero_propre(numero),
        nom=texte_propre(demande.get("nom", "")),
        prenom=texte_propre(demande.get("prenom", "")),
        naissance_le=_jour(demande.get("naissance_le", "")),
        depose_le=_jour(demande.get("depose_le", "")),
    )


def _jour(texte: str) -> date | None:
    try:
        return date.fromisoformat(texte.strip()[:10])
    except ValueError:
        return None


class _Interdit(Exception):
    """Ce qu'un export du SNE ne contient jamais."""


class _Lecteur:
    """Suit le chemin des balises, et ne retient que celles que l'on garde."""

    def __init__(self, chemin: Path) -> None:
        self._chemin = chemin
        self._pile: list[str] = []
        self._texte: list[str] | None = None
        self._demande: dict[str, str] | None = None
        self._demandes: list[tuple[dict[str, str], int]] = []
        self._debut, self.date_fichier = 0, ""
        self._analyseur = expat.ParserCreate(namespace_separator=" ")
        self._analyseur.StartElementHandler = self._ouvrir
        self._analyseur.EndElementHandler = self._fermer
        self._analyseur.CharacterDataHandler = self._lire
        self._analyseur.StartDoctypeDeclHandler = self._refuser
        self._analyseur.EntityDeclHandler = self._refuser
        self._analyseur.ExternalEntityRefHandler = self._refuser

    def demandes(self) -> list[tuple[dict[str, str], int]]:
        try:
            with self._chemin.open("rb") as flux:
                self._analyseur.ParseFile(flux)
        except _Interdit as interdit:
            raise refus(self._chemin, str(interdit), "Demandez un nouvel export au bailleur.") from None
        except expat.ExpatError as echec:
            raison = f"n’est pas un XML entier (ligne {echec.lineno})"
            raise refus(self._chemin, raison, "Le fichier a pu être coupé : demandez-le à nouveau.") from None
        except OSError as echec:
            raise refus(self._chemin, "ne peut pas être lu", "Vérifiez vos droits sur ce fichier.") from echec
        return self._demandes

    def _ouvrir(self, nom: str, _attributs: dict[str, str]) -> None:
        espace, _, local = nom.rpartition(" ")
        if not self._pile and (local != RACINE or espace not in ("", ESPACE)):
            raise _Interdit(
                f"n’est pas un export du SNE : sa première balise est « {local[:40]} », pas « {RACINE} »"
            )
        self._pile.append(local)
        if len(self._pile) > PROFONDEUR_MAX:
            raise _Interdit("emboîte trop de balises")
        if local == DEMANDE:
            self._demande, self._debut = {}, self._analyseur.CurrentLineNumber
        self._texte = [] if self._voulu() is not None else None

    def _fermer(self, _: str) -> None:
        champ, texte = self._voulu(), "".join(self._texte or ())[:TEXTE_MAX]
        if champ == "date_fichier":
            self.date_fichier = texte
        elif champ is not None and self._demande is not None:
            self._demande.setdefault(champ, texte.strip())
        if self._pile.pop() == DEMANDE and self._demande is not None:
            self._demandes.append((self._demande, self._debut))
            self._demande = None
        self._texte = None

    def _lire(self, texte: str) -> None:
        if self._texte is not None:
            self._texte.append(texte)

    def _voulu(self) -> str | None:
        if tuple(self._pile) == _ENTETE:
            return "date_fichier"
        if DEMANDE not in self._pile:
            return None
        return _LUS.get(tuple(self._pile[self._pile.index(DEMANDE) + 1 :]))

    def _refuser(self, *_: Any) -> int:
        raise _Interdit("déclare un type de document ou des entités, ce qu’un export du SNE ne fait jamais")

"""D'où vient un import : un fichier, ou un tableau collé."""

from hashlib import sha256
from pathlib import Path

from relogement.geographie import est_une_couche
from relogement.imports.choix import Choix, TexteColle
from relogement.imports.lecture import Classeur, lire_classeur, lire_presse_papiers
from relogement.imports.numeros import est_un_xml_sne
from relogement.travail import Avancement, sans_avancement

Source = Path | TexteColle
QPV, XML_SNE = "qpv", "xml-sne"
BLOC = 1 << 20


def lire_source(source: Source, choix: Choix, avancement: Avancement = sans_avancement) -> Classeur:
    if isinstance(source, TexteColle):
        return lire_presse_papiers(source.texte, source.html, choix.reglages)
    return lire_classeur(source, avancement, choix.reglages)


def sans_tableau(source: Source) -> str | None:
    """Ce qui s'importe sans avoir de tableau à examiner : une couche de quartiers, l'export XML du SNE."""
    if isinstance(source, TexteColle):
        return None
    if est_une_couche(source):
        return QPV
    return XML_SNE if est_un_xml_sne(source) else None


def empreinte_de(source: Source) -> str:
    """Un numéro qui change dès que le contenu change."""
    if isinstance(source, TexteColle):
        return sha256(f"{source.texte}\0{source.html}".encode("utf-8", "replace")).hexdigest()
    somme = sha256()
    with source.open("rb") as flux:
        while bloc := flux.read(BLOC):
            somme.update(bloc)
    return somme.hexdigest()

"""Lire les numéros uniques d'un bailleur : sa liste dans un tableur, ou l'export XML du SNE."""

from relogement.imports.numeros.colonnes import LEXIQUE
from relogement.imports.numeros.lecture import lire_numeros
from relogement.imports.numeros.ligne import NumeroLu
from relogement.imports.numeros.xml_sne import est_un_xml_sne, lire_xml_sne

__all__ = ["LEXIQUE", "NumeroLu", "est_un_xml_sne", "lire_numeros", "lire_xml_sne"]

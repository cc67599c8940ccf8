"""Ce qu'il faut savoir d'un fichier pour montrer les deux premières étapes ; à lire hors de l'écran."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from db.fichier import Fichier
from db.imports.assistant import examiner_source
from db.imports.memoire import Retenue, retenue, souvenirs
from db.imports.preparation import avec_l_etiquette
from db.imports.sources import Source
from relogement.base import Code
from relogement.imports.choix import AUTO, Choix
from relogement.imports.examen import Examen, TableauExamine
from relogement.imports.extraits import Extrait, extrait
from relogement.imports.reconnaissance import S_IMPORTE, Souvenir, reconnaitre
from relogement.travail import Avancement


@dataclass(frozen=True)
class Lu:
    """Un fichier examiné ; ``souvenirs`` dit, par tableau, ce qui avait été choisi pour ses titres.

    ``choix`` : ceux de départ, complétés de ce que dit un modèle que l'on a soi-même envoyé.
    """

    examen: Examen
    choix: Choix = field(default_factory=Choix)
    extraits: Mapping[str, Extrait] = field(default_factory=dict, repr=False)
    souvenirs: Mapping[str, Mapping[str, Souvenir]] = field(default_factory=dict, repr=False)
    retenues: Mapping[str, Retenue] = field(default_factory=dict, repr=False)

    def nature(self, choix: Choix) -> Code | None:
        """Celle que l'on impose, sinon celle du tableau le plus sûr parmi celles qui s'importent."""
        natures = [t.nature for t in self._surs(choix)]
        return natures[0] if natures else None

    def retenus(self, choix: Choix) -> list[TableauExamine]:
        """Les tableaux qui entrent : ceux de la nature du fichier que l'on n'a pas décochés."""
        nature = self.nature(choix)
        return [
            t for t in self.examen.tableaux
            if t.nature is nature and nature is not None and choix.retient(t.tableau.nom)
        ]  # fmt: skip

    def colonnes_choisies(self, choix: Choix) -> "Lu":
        """Les colonnes reconnues de nouveau d'après ce que l'agent a dit ; le fichier n'est pas relu."""
        tableaux = tuple(self._reconnu(t, choix) for t in self.examen.tableaux)
        return replace(self, examen=replace(self.examen, tableaux=tableaux))

    def _reconnu(self, vu: TableauExamine, choix: Choix) -> TableauExamine:
        nom = vu.tableau.nom
        if vu.nature is None or not choix.retient(nom):
            return vu
        memoire = self.souvenirs.get(nom, {})
        return replace(vu, colonnes=tuple(reconnaitre(vu.tableau, vu.nature, choix.colonnes.get(nom), memoire)))

    def _surs(self, choix: Choix) -> list[TableauExamine]:
        importables = [
            t for t in self.examen.tableaux
            if t.nature is not None and (choix.nature != AUTO or str(t.nature.value) in S_IMPORTE)
        ]  # fmt: skip
        return sorted(importables, key=lambda t: -max((d.confiance for d in t.natures), default=0))


def lire(fichier: Fichier, source: Source, choix: Choix, avancement: Avancement) -> Lu:
    """Examine le fichier, en lit le début de chaque tableau, et ce que l'on se rappelle de ses colonnes."""
    examen = examiner_source(fichier, source, choix, avancement)
    extraits = {t.tableau.nom: extrait(examen.analyse, t.tableau) for t in examen.tableaux}
    connus = [(t.tableau, t.nature) for t in examen.tableaux if t.nature is not None]
    with fichier.lire() as session:
        memoires = {t.nom: souvenirs(session, choix.bailleur, nature, t) for t, nature in connus}
        dites = {t.nom: retenue(session, choix.bailleur, nature, t) for t, nature in connus}
    dit = avec_l_etiquette(fichier, choix, examen.analyse.classeur.etiquette, d_abord=True)
    return Lu(examen, dit, extraits, memoires, {nom: dite for nom, dite in dites.items() if dite is not None})

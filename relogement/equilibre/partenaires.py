"""Le tableau des résidences des partenaires : ce que le secret tait n'y est pas, ni ce qui s'en déduit."""

from dataclasses import replace
from datetime import date

from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.nombres import decimal
from relogement.equilibre.parc import Parc, ResidenceLue
from relogement.equilibre.reglages import ReglagesEquilibre
from relogement.equilibre.secret import tait, trop_petite
from relogement.equilibre.table import LigneDeLaTable, Perimetre, lignes
from relogement.exports.tableau import Document, Entete, Forme, Tableau, Valeur, page_de
from relogement.fuites.declaration import Origine
from relogement.textes import arrondi

TITRE = "Équilibre des résidences"
MASQUES = frozenset(("oui", "non"))


def montrable(residence: ResidenceLue, seuil: int) -> ResidenceLue:
    """La même, sans les mesures que le secret tait ; l'indice ne se calculera que de ce qui reste."""
    return replace(
        residence, histoire=tuple(m for m in residence.mesures.values() if not tait(residence, m, seuil))
    )


def document(parc: Parc, perimetre: Perimetre, reglages: ReglagesEquilibre, au: date) -> Document:
    """Une ligne par résidence ; celles de moins de ménages que le seuil n'y sont pas."""
    grandes = [r for r in parc.residences if not trop_petite(r, reglages.secret)]
    tues = {r.id: len(r.mesures) for r in grandes}
    visibles = Parc([montrable(r, reglages.secret) for r in grandes])
    vues = lignes(visibles, perimetre, reglages, au)
    cellules = [_ligne(ligne, tues[ligne.residence.id]) for ligne in vues]
    entetes = _entetes(frozenset(r.nom for r in grandes))
    tableau = Tableau("Résidences", entetes, [page_de(cellules)] if cellules else [], len(cellules))
    jours = frozenset(m.au for r in grandes for m in r.mesures.values())
    return Document(TITRE, (tableau,), jours=jours)


def _entetes(noms: frozenset[str]) -> tuple[Entete, ...]:
    return (
        Entete("RESIDENCE", Forme.TEXTE, valeurs=noms),
        Entete("BAILLEUR", Forme.TEXTE, (Origine.BAILLEUR,)),
        Entete("COMMUNE", Forme.TEXTE, (Origine.COMMUNE,)),
        Entete("LOGEMENTS", Forme.ENTIER),
        Entete("INDICE_MIN", Forme.DECIMAL),
        Entete("INDICE_MAX", Forme.DECIMAL),
        *(Entete(f"{i.value}_PCT", Forme.DECIMAL) for i in Indicateur),
        Entete("DONNEES_DU", Forme.JOUR),
        Entete("EN_PARTIE_MASQUE", Forme.CODE, valeurs=MASQUES),
    )


def _ligne(ligne: LigneDeLaTable, mesurees: int) -> tuple[Valeur, ...]:
    residence, trouve = ligne.residence, ligne.indice
    bornes = (trouve.basse, trouve.haute) if trouve is not None else (None, None)
    taux = [m.valeur if (m := residence.mesures.get(i)) is not None else None for i in Indicateur]
    return (
        residence.nom, residence.bailleur, residence.commune, residence.nb_logements,
        *(None if valeur is None else arrondi(decimal(valeur)) for valeur in (*bornes, *taux)),
        residence.donnees_du, "oui" if len(residence.mesures) < mesurees else "non",
    )  # fmt: skip

"""Garder à part, avec chaque dossier, les colonnes que personne ne lit : telles que le bailleur les écrit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.imports.chantier import NIR_LAISSE, Chantier, Reprise
from db.imports.fiches import Fiche
from db.imports.preparation import Prepare, cellules_retapees
from relogement.controles.texte_libre import mots_a_eviter, porte_un_nir
from relogement.imports.anomalies import Gravite
from relogement.imports.colonnes import norme
from relogement.imports.vue import SEPARATEUR
from relogement.modeles import ColonneLocale, ValeurLocale
from relogement.textes import pluriel

SANS_DOSSIER = "Aucune colonne n’est gardée à part : ce fichier ne parle pas de dossiers."
Places = Mapping[str, Mapping[int, str]]


def garder_a_part(chantier: Chantier, prepare: Prepare) -> None:
    """Branche la garde des colonnes inconnues que l'on a choisies, ou de toutes si on l'a demandé."""
    places = {tableau: titres for tableau, titres in _places(prepare, chantier).items() if titres}
    if places:
        chantier.a_part = ColonnesAPart(chantier, prepare, places)


def dire_les_colonnes(chantier: Chantier) -> None:
    """Ce qui est gardé à part, une fois l'import fait."""
    if isinstance(chantier.a_part, ColonnesAPart):
        chantier.dire("", None, None, Gravite.INFO, chantier.a_part.phrase)


def _places(prepare: Prepare, chantier: Chantier) -> Places:
    choix, dites = chantier.choix, {norme(t) for t, champ in chantier.choix.titres.items() if not champ}
    if not choix.garder_inconnues:
        return choix.locales
    return {
        examine.tableau.nom: {
            r.colonne.position: r.colonne.titre
            for r in examine.inconnues
            if norme(r.colonne.titre) and norme(r.colonne.titre) not in dites
        }
        for examine in prepare.retenus
    }


class ColonnesAPart:
    """Pose, pour chaque ligne qui a un dossier, ses cellules dans les colonnes gardées."""

    def __init__(self, chantier: Chantier, prepare: Prepare, places: Places) -> None:
        self._chantier, self._textes = chantier, prepare.textes
        self._places = {tableau: dict(_permises(chantier, tableau, titres)) for tableau, titres in places.items()}
        self._retapees = {tableau: cellules_retapees(chantier.choix, tableau) for tableau in places}
        self._connues = {f.cle: f for f in chantier.lire(ColonneLocale, ColonneLocale.id.is_not(None))}
        self._posees: dict[tuple[Any, str], Fiche] = {}
        self._valeurs = 0

    @property
    def phrase(self) -> str:
        if not self._valeurs:
            return SANS_DOSSIER
        titres = sorted({titre for titres in self._places.values() for titre in titres.values()})
        dit = pluriel(self._valeurs, "valeur gardée", "valeurs gardées")
        return f"{dit} à part, dans les colonnes du bailleur : {', '.join(titres)}."

    def __call__(self, reprises: Sequence[Reprise]) -> None:
        siennes = [r for r in reprises if r.dossier is not None and not r.ecartee]
        gardees = self._gardees([r.dossier.id for r in siennes if r.dossier is not None and r.dossier.id])
        for reprise in siennes:
            for titre, texte in self._cellules(reprise):
                self._poser(reprise, titre, texte, gardees)

    def _gardees(self, dossiers: Sequence[int]) -> dict[tuple[Any, Any], Fiche]:
        if not dossiers:
            return {}
        lues = self._chantier.lire(ValeurLocale, ValeurLocale.menage_id.in_(dossiers))
        return {(f.menage_id, f.colonne_id): f for f in lues}

    def _cellules(self, reprise: Reprise) -> Iterator[tuple[str, str]]:
        tableau, numero = reprise.cle
        cellules = self._textes.get(tableau, {}).get(numero, "").split(SEPARATEUR)
        retapees = self._retapees.get(tableau, {}).get(numero, {})
        for position, titre in self._places.get(tableau, {}).items():
            brut = cellules[position] if position < len(cellules) else ""
            if texte := retapees.get(position, brut).strip():
                yield titre, texte

    def _poser(self, reprise: Reprise, titre: str, texte: str, gardees: Mapping[tuple[Any, Any], Fiche]) -> None:
        if porte_un_nir(texte):
            reprise.signaler(titre, NIR_LAISSE)
            return
        colonne, dossier = self._colonne(reprise, titre), reprise.dossier
        assert dossier is not None
        self._valeurs += reprise.cochee
        sienne = (dossier.id or dossier, norme(titre))  # deux lignes du fichier peuvent parler du même dossier
        gardee = self._posees.get(sienne) or gardees.get((dossier.id, colonne.id))
        if gardee is not None:
            reprise.poser(gardee, {"texte": texte}, {"texte": (f"locale:{norme(titre)}", titre)})
            return
        neuve = reprise.creer(ValeurLocale, menage_id=dossier, colonne_id=colonne, texte=texte)
        reprise.ajouter(f"locale:{norme(titre)}", titre, texte)
        if reprise.cochee:
            self._posees[sienne] = neuve

    def _colonne(self, reprise: Reprise, titre: str) -> Fiche:
        cle = norme(titre)
        if cle not in self._connues:
            neuve = reprise.creer(ColonneLocale, titre=titre, cle=cle)
            if not reprise.cochee:
                return neuve
            self._connues[cle] = neuve
        return self._connues[cle]


def _permises(chantier: Chantier, tableau: str, titres: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Santé, origine, religion, numéro de sécurité sociale : cela ne se garde pas, fût-ce à part."""
    for position, titre in titres.items():
        if raison := mots_a_eviter(titre):
            message = f"Colonne « {titre} » laissée : elle ne se garde pas, même à part. {raison}"
            chantier.dire(tableau, None, titre, Gravite.AVERTISSEMENT, message)
        else:
            yield position, titre

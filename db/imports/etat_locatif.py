"""Fusionner un état locatif : les logements par leur UG, les ménages par leur logement et leur nom."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.imports.changements import Changements
from db.imports.rapport import Rapport, Sort
from relogement.doublons_lecture import lire
from relogement.doublons_noms import Degre, comparer
from relogement.imports.etat_locatif import LogementLu, OccupantLu
from relogement.imports.resultat import Lecture
from relogement.modeles import Cout, LogementQuitte, Menage, Operation, Personne
from relogement.nomenclatures import Lien, Moment, Source, StatutLogement, TypeDossier
from relogement.parcours import reprendre_le_parcours
from relogement.rapprochement import cle

SANS_NOM = "Nom inconnu"
_DU_LOGEMENT = ("batiment", "entree", "etage", "porte", "adresse", "typologie", "surface")
_DU_COUT = ("loyer", "charges", "apl", "rls", "sls", "annexes")


Suivi = Callable[[LogementLu, Sort, Changements], None]


class FusionEtatLocatif:
    """Les logements et les dossiers déjà connus d'une opération, et ce que le fichier leur apporte."""

    def __init__(self, session: Session, operation: Operation, rapport: Rapport, bailleur: str | None) -> None:
        self.session, self.operation, self.rapport, self.bailleur = session, operation, rapport, bailleur
        self.logements = {logement.ug: logement for logement in self._logements()}
        self.sans_zeros = {(ug or "").lstrip("0"): logement for ug, logement in self.logements.items()}
        self.menages: dict[int, list[Menage]] = {}
        for menage in self._menages():
            if menage.logement_quitte_id:
                self.menages.setdefault(menage.logement_quitte_id, []).append(menage)
        self.references = self._references_libres()

    def fusionner(self, lecture: Lecture[LogementLu], suivre: Suivi | None = None) -> None:
        """Reprend chaque ligne lue ; le rapport dit ce qu'elle est devenue."""
        lignes_de_plus = lecture.lues - len(lecture.ecartees) - len(lecture.objets)
        for lu in lecture.objets:
            changements = Changements()
            sort = self._reprendre(lu, changements)
            if suivre is not None:
                suivre(lu, sort, changements)
            cotitulaires = min(lignes_de_plus, len(lu.occupant.cotitulaires) if lu.occupant else 0)
            lignes_de_plus -= cotitulaires
            self.rapport.compter(sort, (0 if sort is Sort.ECARTEE else 1) + cotitulaires)

    def _reprendre(self, lu: LogementLu, changements: Changements) -> Sort:
        logement = self._logement(lu, changements)
        if lu.occupant is None:
            self._signaler_depart(lu, logement)
        elif not self._menage(lu, _nomme(lu.occupant), logement, changements):
            return Sort.ECARTEE
        self._compter(lu)
        return changements.sort

    def _compter(self, lu: LogementLu) -> None:
        if lu.statut is not StatutLogement.ANNEXE:
            self.rapport.logements += 1
        if lu.occupant:
            self.rapport.menages += 1
            self.rapport.personnes += lu.occupant.nb_occupants or 0

    def _logement(self, lu: LogementLu, changements: Changements) -> LogementQuitte:
        logement = self.logements.get(lu.ug) or self.sans_zeros.get(lu.ug.lstrip("0"))
        if logement is None:
            logement = LogementQuitte(operation=self.operation, ug=lu.ug)
            self.session.add(logement)
            self.session.flush()
            self.logements[lu.ug] = logement
            changements.cree = True
        valeurs = {nom: getattr(lu, nom) for nom in _DU_LOGEMENT}
        changements.poser(logement, statut=lu.statut, bailleur=self.bailleur, **valeurs)
        return logement

    def _menage(
        self, lu: LogementLu, occupant: OccupantLu, logement: LogementQuitte, changements: Changements
    ) -> bool:
        """Le dossier du logement s'il est au même nom ; faux si un autre ménage y est déjà suivi."""
        connus = self.menages.get(logement.id, [])
        menage = next((m for m in connus if _meme_nom(m, occupant)), None)
        if menage is None and any(m.type is TypeDossier.TITULAIRE and not m.sorti_le for m in connus):
            self.rapport.ecarter(
                lu.feuille, lu.ligne, None,
                f"Le logement {lu.ug} a déjà un dossier à un autre nom{_ressemblance(connus, occupant)}. "
                "Sortez-le ou corrigez le nom, puis importez de nouveau.",
            )  # fmt: skip
            return False
        if menage is None:
            menage = self._nouveau_menage(occupant, logement, changements)
        changements.poser(menage, entree_bail_le=occupant.date_entree_bail)
        self._effectif(menage, occupant, changements)
        self._cout(menage, occupant, changements)
        self._cotitulaires(menage, occupant, changements)
        return True

    def _nouveau_menage(self, occupant: OccupantLu, logement: LogementQuitte, changements: Changements) -> Menage:
        menage = Menage(reference=next(self.references), operation=self.operation, logement_quitte=logement)
        menage.personnes.append(Personne(lien=Lien.TITULAIRE, nom=occupant.nom, prenom=occupant.prenom))
        reprendre_le_parcours(menage)
        self.session.add(menage)
        self.menages.setdefault(logement.id, []).append(menage)
        changements.cree = True
        return menage

    def _effectif(self, menage: Menage, occupant: OccupantLu, changements: Changements) -> None:
        """L'enquête sociale en sait plus que le bailleur : elle n'est pas écrasée par l'état locatif."""
        if menage.enquete_le is None:
            changements.poser(menage, nb_personnes=occupant.nb_occupants)

    def _cout(self, menage: Menage, occupant: OccupantLu, changements: Changements) -> None:
        montants = {nom: getattr(occupant, nom) for nom in _DU_COUT}
        if all(montant is None for montant in montants.values()):
            return
        cout = menage.cout_avant
        if cout is None:
            cout = Cout(moment=Moment.AVANT)
            menage.couts.append(cout)
        changements.poser_cout(cout, Source.BAILLEUR, **montants)

    def _cotitulaires(self, menage: Menage, occupant: OccupantLu, changements: Changements) -> None:
        connus = {_cle(p.nom, p.prenom) for p in menage.personnes}
        for lu in occupant.cotitulaires:
            if _cle(lu.nom, lu.prenom) not in connus:
                menage.personnes.append(Personne(lien=Lien.COTITULAIRE, nom=lu.nom, prenom=lu.prenom))
                changements.modifie = True

    def _signaler_depart(self, lu: LogementLu, logement: LogementQuitte) -> None:
        suivis = [m for m in self.menages.get(logement.id, []) if not (m.sorti_le or m.relogements)]
        if lu.statut is StatutLogement.VACANT and suivis:
            self.rapport.signaler(
                lu.feuille, lu.ligne, None,
                f"Le logement {lu.ug} est vacant dans le fichier, mais le dossier {suivis[0].reference} y est "
                "encore suivi. Notez son départ s’il est parti.",
            )  # fmt: skip

    def _logements(self) -> list[LogementQuitte]:
        requete = select(LogementQuitte).where(LogementQuitte.operation_id == self.operation.id)
        return list(self.session.scalars(requete))

    def _menages(self) -> list[Menage]:
        options = (
            selectinload(Menage.personnes),
            selectinload(Menage.couts),
            selectinload(Menage.relogements),
            selectinload(Menage.etapes),
        )
        requete = select(Menage).where(Menage.operation_id == self.operation.id).options(*options)
        return list(self.session.scalars(requete))

    def _references_libres(self) -> Iterator[str]:
        prises = set(self.session.scalars(select(Menage.reference)))
        toutes = (f"{self.operation.code}-{n:03d}" for n in count(1))
        return (reference for reference in toutes if reference not in prises)


def _nomme(occupant: OccupantLu) -> OccupantLu:
    """Un locataire que le bailleur ne nomme pas garde son dossier : son nom se complète à l'enquête."""
    return occupant if occupant.nom else replace(occupant, nom=SANS_NOM)


def _meme_nom(menage: Menage, occupant: OccupantLu) -> bool:
    titulaire = menage.titulaire
    if titulaire is None or cle(titulaire.nom) != cle(occupant.nom):
        return False
    prenoms = (titulaire.prenom, occupant.prenom)
    return None in prenoms or cle(titulaire.prenom or "") == cle(occupant.prenom or "")


def _ressemblance(connus: Sequence[Menage], occupant: OccupantLu) -> str:
    """Le dossier du logement dont le nom est presque celui-là, et en quoi ils se ressemblent."""
    for menage in connus:
        noms = [comparer(lire(p.nom, p.prenom), lire(occupant.nom, occupant.prenom)) for p in menage.personnes]
        if meilleurs := [n for n in noms if n.degre > Degre.DIFFERENT]:
            raison = max(meilleurs, key=lambda n: n.valeur).raison
            return f", {menage.reference}, peut-être la même personne ({raison})"
    return ""


def _cle(nom: str, prenom: str | None) -> str:
    return cle(f"{nom} {prenom or ''}")

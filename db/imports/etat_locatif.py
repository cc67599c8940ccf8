"""Fusionner un état locatif : les logements par leur UG, les ménages par leur logement et leur nom."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from sqlalchemy import select

from db.corbeille import references_jetees
from db.imports.chantier import Chantier, Reprise
from db.imports.couts import poser_cout
from db.imports.fiches import Fiche
from db.imports.operations import operation_de
from db.imports.parcours_repris import Vecu, reprendre_le_parcours
from relogement.doublons_lecture import lire
from relogement.doublons_noms import Degre, comparer
from relogement.imports.etat_locatif import LogementLu, OccupantLu
from relogement.imports.resultat import Lecture
from relogement.modeles import Cout, LogementQuitte, Menage, Personne, Relogement
from relogement.nomenclatures import Lien, Moment, Source, StatutLogement, TypeDossier
from relogement.rapprochement import cle
from relogement.textes import jour

SANS_NOM = "Nom inconnu"
_DU_LOGEMENT = ("batiment", "entree", "etage", "porte", "adresse", "typologie", "surface")
_DU_COUT = ("loyer", "charges", "apl", "rls", "sls", "annexes")
_NOMS = {
    "entree_bail_le": ("date_entree_bail", "Date d’entrée"),
    "nb_personnes": ("nb_occupants", "Nombre de personnes"),
}


def fusionner_etat_locatif(chantier: Chantier, lecture: Lecture[LogementLu]) -> None:
    """Reprend chaque ligne lue ; l'aperçu et le rapport disent ce qu'elle est devenue."""
    FusionEtatLocatif(chantier).fusionner(lecture)


def sujet(lu: LogementLu) -> str:
    """« MOREAU Claire », « Vacant », « Annexe de LE GOFF »."""
    if lu.annexe is not None:
        locataire = lu.annexe.locataire
        return f"Annexe de {locataire.nom}" if locataire else "Annexe"
    if lu.occupant is None:
        return lu.statut.libelle
    return " ".join(filter(None, (lu.occupant.nom or SANS_NOM, lu.occupant.prenom)))


class FusionEtatLocatif:
    """Les logements déjà connus d'une opération, et ce que le fichier leur apporte, un paquet à la fois."""

    def __init__(self, chantier: Chantier) -> None:
        self.chantier, self.rapport = chantier, chantier.rapport
        self.operation = operation_de(chantier.session, chantier.choix.operation, ecrit=chantier.ecrit)
        self.bailleur = chantier.choix.bailleur
        self.numeros: dict[str, int] = {}
        self.sans_zeros: dict[str, int] = {}
        self._ranger_les_logements()
        self.crees: dict[str, int] = {}
        self.references = self._references_libres()

    def fusionner(self, lecture: Lecture[LogementLu]) -> None:
        for paquet in self.chantier.paquets(lecture.objets):
            connus = _Connus(self.chantier, self._numeros(paquet))
            neufs = [(self.chantier.reprendre(lu, sujet(lu)), lu) for lu in paquet]
            vecus = [v for ligne, lu in neufs if (v := self._reprendre(ligne, lu, connus)) is not None]
            self.chantier.trancher()
            for ligne, vecu in vecus:
                reprendre_le_parcours(self.chantier, ligne, vecu)

    def _numeros(self, paquet: Sequence[LogementLu]) -> list[int]:
        return [numero for lu in paquet if (numero := self._numero(lu.ug)) is not None]

    def _numero(self, ug: str) -> int | None:
        return self.numeros.get(ug) or self.sans_zeros.get(ug.lstrip("0"))

    def _reprendre(self, ligne: Reprise, lu: LogementLu, connus: "_Connus") -> tuple[Reprise, Vecu] | None:
        if (deja := self.crees.get(lu.ug.lstrip("0"))) is not None:
            ligne.ecarter(None, f"Le code « {lu.ug} » est déjà à la ligne {deja}, avec d’autres zéros de tête.")
            return None
        logement = self._logement(ligne, lu, connus)
        occupant = None if lu.occupant is None else _nomme(self._annexes_cochees(lu, lu.occupant))
        if occupant is None:
            self._signaler_depart(ligne, lu, logement, connus)
            menage = None
        elif (menage := self._menage(ligne, lu, occupant, logement, connus)) is None:
            return None
        if ligne.cochee:
            self._compter(lu)
        if menage is not None and menage.id is None:
            return ligne, Vecu(menage)
        return None

    def _compter(self, lu: LogementLu) -> None:
        if lu.statut is not StatutLogement.ANNEXE:
            self.rapport.logements += 1
        if lu.occupant:
            self.rapport.menages += 1
            self.rapport.personnes += lu.occupant.nb_occupants or 0

    def _annexes_cochees(self, lu: LogementLu, occupant: OccupantLu) -> OccupantLu:
        """Sans le loyer des annexes dont la ligne est décochée."""
        decochees = self.chantier.choix.decochees
        otees = [a for a in lu.annexes if (a.feuille or lu.feuille, a.ligne) in decochees and a.loyer is not None]
        if not otees or occupant.annexes is None:
            return occupant
        reste = occupant.annexes - sum(a.loyer for a in otees if a.loyer is not None)
        return replace(occupant, annexes=reste if len(otees) < len(lu.annexes) or reste else None)

    def _logement(self, ligne: Reprise, lu: LogementLu, connus: "_Connus") -> Fiche:
        numero = self._numero(lu.ug)
        logement = None if numero is None else connus.logements.get(numero)
        if logement is None:
            statut = {"statut": lu.statut}
            logement = ligne.creer(
                LogementQuitte, principal=True, operation_id=self.operation.id, ug=lu.ug, **statut
            )
            if ligne.cochee:
                self.crees[lu.ug.lstrip("0")] = lu.ligne
        valeurs = {nom: getattr(lu, nom) for nom in _DU_LOGEMENT}
        ligne.poser(logement, {"statut": lu.statut, "bailleur": self.bailleur, **valeurs})
        return logement

    def _menage(
        self, ligne: Reprise, lu: LogementLu, occupant: OccupantLu, logement: Fiche, connus: "_Connus"
    ) -> Fiche | None:
        """Le dossier du logement s'il est au même nom ; rien si un autre ménage y est déjà suivi."""
        suivis = connus.menages.get(logement.id or 0, [])
        menage = next((m for m in suivis if _meme_nom(connus.titulaire(m), occupant)), None)
        if menage is None and any(m.type is TypeDossier.TITULAIRE and not m.sorti_le for m in suivis):
            ligne.ecarter(
                None,
                f"Le logement {lu.ug} a déjà un dossier à un autre nom"
                f"{self._ressemblance(suivis, occupant, connus)}. "
                "Sortez-le ou corrigez le nom, puis importez de nouveau.",
            )  # fmt: skip
            return None
        if menage is not None and _autre_bail(menage, occupant):
            self._signaler_autre_bail(ligne, menage, occupant)
        if menage is None:
            menage = self._nouveau_menage(ligne, occupant, logement, connus)
        ligne.dossier = menage
        ligne.poser(menage, {"entree_bail_le": occupant.date_entree_bail}, _NOMS)
        if menage.valeurs.get("enquete_le") is None:  # l'enquête sociale en sait plus que le bailleur
            ligne.poser(menage, {"nb_personnes": occupant.nb_occupants}, _NOMS)
        self._cout(ligne, menage, occupant, connus)
        self._cotitulaires(ligne, menage, occupant, connus)
        return menage

    def _nouveau_menage(self, ligne: Reprise, occupant: OccupantLu, logement: Fiche, connus: "_Connus") -> Fiche:
        menage = ligne.creer(
            Menage, principal=True, reference=next(self.references) if ligne.cochee else "",
            operation_id=self.operation.id, logement_quitte_id=logement, type=TypeDossier.TITULAIRE,
        )  # fmt: skip
        titulaire = ligne.creer(
            Personne, menage_id=menage, lien=Lien.TITULAIRE, nom=occupant.nom, prenom=occupant.prenom
        )
        connus.personnes[id(menage)] = [titulaire]
        return menage

    def _cout(self, ligne: Reprise, menage: Fiche, occupant: OccupantLu, connus: "_Connus") -> None:
        montants = {nom: getattr(occupant, nom) for nom in _DU_COUT}
        if all(montant is None for montant in montants.values()):
            return
        cout = connus.couts.get(menage.id or 0)
        if cout is None:
            cout = ligne.creer(Cout, menage_id=menage, moment=Moment.AVANT, apl_estimee=False)
        poser_cout(self.chantier, ligne, cout, montants, source=Source.BAILLEUR)

    def _cotitulaires(self, ligne: Reprise, menage: Fiche, occupant: OccupantLu, connus: "_Connus") -> None:
        personnes = connus.personnes.get(menage.id or id(menage), [])
        noms = {_cle(p.nom, p.prenom) for p in personnes}
        for lu in occupant.cotitulaires:
            if _cle(lu.nom, lu.prenom) not in noms:
                ligne.creer(Personne, menage_id=menage, lien=Lien.COTITULAIRE, nom=lu.nom, prenom=lu.prenom)
                ligne.ajouter("cotitulaire", "Cotitulaire", " ".join(filter(None, (lu.nom, lu.prenom))))

    def _signaler_depart(self, ligne: Reprise, lu: LogementLu, logement: Fiche, connus: "_Connus") -> None:
        tous = connus.menages.get(logement.id or 0, [])
        suivis = [m for m in tous if not (m.sorti_le or m.id in connus.reloges)]
        if lu.statut is StatutLogement.VACANT and suivis:
            ligne.signaler(
                None,
                f"Le logement {lu.ug} est vacant dans le fichier, mais le dossier {suivis[0].reference} y est "
                "encore suivi. Notez son départ s’il est parti.",
            )  # fmt: skip

    def _signaler_autre_bail(self, ligne: Reprise, menage: Fiche, occupant: OccupantLu) -> None:
        ligne.signaler(
            None,
            f"Le dossier {menage.reference} est entré le {jour(menage.entree_bail_le)}, le fichier dit "
            f"{jour(occupant.date_entree_bail)} : est-ce bien le même ménage, ou un homonyme arrivé depuis ?",
        )  # fmt: skip

    def _ressemblance(self, suivis: Sequence[Fiche], occupant: OccupantLu, connus: "_Connus") -> str:
        """Le dossier du logement dont le nom est presque celui-là, et en quoi ils se ressemblent."""
        for menage in suivis:
            siens = connus.personnes.get(menage.id or 0, [])
            noms = [comparer(lire(p.nom, p.prenom), lire(occupant.nom, occupant.prenom)) for p in siens]
            if meilleurs := [n for n in noms if n.degre > Degre.DIFFERENT]:
                raison = max(meilleurs, key=lambda n: n.valeur).raison
                return f", {menage.reference}, peut-être la même personne ({raison})"
        return ""

    def _ranger_les_logements(self) -> None:
        requete = select(LogementQuitte.ug, LogementQuitte.id).where(
            LogementQuitte.operation_id == self.operation.id, LogementQuitte.ug.is_not(None)
        )
        for ug, numero in self.chantier.session.execute(requete):
            if ug is not None:
                self.numeros[ug] = numero
                self.sans_zeros[ug.lstrip("0")] = numero

    def _references_libres(self) -> Iterator[str]:
        session = self.chantier.session
        prises = set(session.scalars(select(Menage.reference))) | references_jetees(session, self.operation.code)
        toutes = (f"{self.operation.code}-{n:03d}" for n in count(1))
        return (reference for reference in toutes if reference not in prises)


class _Connus:
    """Ce que l'on sait, à plat, des logements d'un paquet et de leurs dossiers."""

    def __init__(self, chantier: Chantier, numeros: Sequence[int]) -> None:
        self.menages: dict[int, list[Fiche]] = defaultdict(list)
        self.personnes: dict[int, list[Fiche]] = defaultdict(list)
        self.couts: dict[int, Fiche] = {}
        self.reloges: set[int] = set()
        ids = list(numeros)
        self.logements = {
            fiche.id: fiche for fiche in (chantier.lire(LogementQuitte, LogementQuitte.id.in_(ids)) if ids else ())
        }
        if not self.logements:
            return
        noms = (
            "reference",
            "type",
            "sorti_le",
            "logement_quitte_id",
            "entree_bail_le",
            "nb_personnes",
            "enquete_le",
        )
        for menage in chantier.lire(Menage, Menage.logement_quitte_id.in_(ids), *noms):
            self.menages[menage.logement_quitte_id].append(menage)
        siens = [m.id for suivis in self.menages.values() for m in suivis]
        if siens:
            for personne in chantier.lire(
                Personne, Personne.menage_id.in_(siens), "menage_id", "lien", "nom", "prenom"
            ):
                self.personnes[personne.menage_id].append(personne)
            for cout in chantier.lire(Cout, Cout.menage_id.in_(siens) & (Cout.moment == Moment.AVANT)):
                self.couts.setdefault(cout.menage_id, cout)
            self.reloges = {
                r.menage_id for r in chantier.lire(Relogement, Relogement.menage_id.in_(siens), "menage_id")
            }

    def titulaire(self, menage: Fiche) -> Fiche | None:
        """La personne au nom de qui est le dossier : le titulaire, sinon la première."""
        personnes = self.personnes.get(menage.id or id(menage), [])
        return next((p for p in personnes if p.lien is Lien.TITULAIRE), personnes[0] if personnes else None)


def _nomme(occupant: OccupantLu) -> OccupantLu:
    """Un locataire que le bailleur ne nomme pas garde son dossier : son nom se complète à l'enquête."""
    return occupant if occupant.nom else replace(occupant, nom=SANS_NOM)


def _meme_nom(titulaire: Fiche | None, occupant: OccupantLu) -> bool:
    if titulaire is None or cle(titulaire.nom) != cle(occupant.nom):
        return False
    prenoms = (titulaire.prenom, occupant.prenom)
    return None in prenoms or cle(titulaire.prenom or "") == cle(occupant.prenom or "")


def _autre_bail(menage: Fiche, occupant: OccupantLu) -> bool:
    """Le même nom au même logement, mais un bail d'une autre année : un homonyme, ou une date corrigée."""
    connu, lu = menage.entree_bail_le, occupant.date_entree_bail
    return connu is not None and lu is not None and connu.year != lu.year


def _cle(nom: str, prenom: str | None) -> str:
    return cle(f"{nom} {prenom or ''}")

"""Tout compter, tout masquer d'un coup, et ne laisser lire que ce qui peut sortir."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from relogement.agrege import bailleurs, criteres, historique, medianes, parcours, profils, rac, refus
from relogement.agrege.compte import Chantier
from relogement.agrege.faits import Cadre, Faits
from relogement.agrege.medianes import SECRET, Taux
from relogement.secret import Cle, Masque, Systeme, masquer

CENT = Decimal(100)
Lu = int | str


@dataclass(frozen=True)
class Agregat:
    """Les effectifs d'un projet à une date, derrière leur masque : rien ne se lit sans passer par lui."""

    cadre: Cadre
    bailleurs: tuple[str, ...]
    motifs: Mapping[str, str]
    trimestres: Sequence[int]
    masque: Masque
    _systeme: Systeme = field(repr=False)
    _medianes: Mapping[tuple[str, str], Taux] = field(repr=False)

    def effectif(self, cle: Cle) -> Lu:
        """Le nombre, ou « s. »."""
        return SECRET if self.masque.cache(cle) else self._systeme.valeur(cle)

    def part(self, cle: Cle, *total: Cle) -> Taux:
        """En % de la somme des totaux ; secrète si l'un de ses termes l'est, vide si le total est nul."""
        return self._rapport(cle, total, CENT)

    def moyenne(self, cle: Cle, total: Cle) -> Taux:
        return self._rapport(cle, (total,), Decimal(1))

    def _rapport(self, cle: Cle, totaux: Sequence[Cle], facteur: Decimal) -> Taux:
        if self.masque.cache(cle, *totaux):
            return SECRET
        somme = sum(self._systeme.valeur(total) for total in totaux)
        return Decimal(self._systeme.valeur(cle)) / somme * facteur if somme else None

    def mediane(self, quoi: str, portee: str, *effectifs: Cle) -> Taux:
        """Vide s'il n'y a personne, secrète sous le seuil ou si un effectif dont elle dépend est masqué."""
        trouvee = self._medianes.get((quoi, portee))
        return SECRET if self.masque.cache(*effectifs) else trouvee

    def au_trimestre(self, trimestre: int, code: str, valeur: str) -> Cle:
        """La case du cumul d'un critère à la fin d'un trimestre ; la dernière est celle d'aujourd'hui."""
        return historique.cle(self.trimestres, trimestre, code, valeur)

    @property
    def masquees(self) -> int:
        """Combien de cases sont masquées dans tout le fichier du projet."""
        return len(self.masque.primaires) + len(self.masque.complementaires)


def agreger(faits: Faits) -> Agregat:
    """Pose chaque tableau dans l'ordre où ils partagent leurs totaux, puis masque le tout."""
    chantier, nommes = Chantier(faits.cadre), bailleurs.bailleurs_nommes(faits)
    criteres.poser(chantier, faits)
    criteres.poser_les_logements(chantier, faits)
    parcours.poser(chantier, faits)
    profils.poser(chantier, faits, nommes)
    rac.poser(chantier, faits)
    refus.poser(chantier, faits)
    bailleurs.poser(chantier, faits, nommes)
    historique.poser(chantier, faits)
    return Agregat(
        faits.cadre,
        nommes,
        refus.motifs(chantier),
        historique.trimestres(faits),
        masquer(chantier.systeme),
        chantier.systeme,
        medianes.medianes(faits, chantier.portees),
    )

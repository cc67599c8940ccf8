"""Une base d'une famille, fictive, et de quoi fouiller un fichier comme si on allait le remettre."""

from datetime import date
from pathlib import Path

from relogement.fuites.aiguilles import Aiguilles
from relogement.fuites.controle import Controle
from relogement.fuites.declaration import Declaration, Origine
from relogement.fuites.rapport import Rapport
from relogement.fuites.recherche import Trouvaille

NOM, PRENOM = "Kowalczyk", "Wanda"
TELEPHONE, NUMERO, REFERENCE = "06 39 98 12 34", "066032612345678901", "AC-038"
NAISSANCE, ADRESSE, COURRIEL = date(1961, 6, 17), "14 rue des Acacias, 66000 Perpignan", "wanda.k@exemple.fr"
AGENT = "Samira Kaddour"


class Listes:
    """Un vocabulaire donné d'avance, que rien ne soupçonne."""

    def __init__(self, **listes: tuple[str, ...]) -> None:
        self._listes = {Origine[nom]: frozenset(valeurs) for nom, valeurs in listes.items()}

    def valeurs(self, origine: Origine) -> frozenset[str]:
        return self._listes.get(origine, frozenset())

    def admet(self, origine: Origine, valeur: str, trouvaille: Trouvaille) -> bool:
        return True


def des_aiguilles(*autres: tuple[str, str | None]) -> Aiguilles:
    """La famille, et d'autres personnes si l'on en donne."""
    aiguilles = Aiguilles()
    aiguilles.nommer([(NOM, PRENOM), *autres])
    aiguilles.appeler([TELEPHONE])
    aiguilles.numeroter([NUMERO])
    aiguilles.naissances.add(NAISSANCE)
    aiguilles.loger([ADRESSE])
    aiguilles.referencer([REFERENCE])
    aiguilles.ecrire_a([f"écrire à {COURRIEL}"])
    aiguilles.nommer_les_agents([AGENT])
    return aiguilles


def fouiller(
    chemin: Path, *, declaration: Declaration | None = None, aiguilles: Aiguilles | None = None,
    listes: Listes | None = None, nom: str = "",
) -> Rapport:  # fmt: skip
    """Comme un export que l'on remet : ce qui n'est pas déclaré ne s'explique pas."""
    return fouiller_en(chemin, declaration or Declaration(), aiguilles, listes, nom)


def fouiller_a_la_main(
    chemin: Path, *, aiguilles: Aiguilles | None = None, listes: Listes | None = None
) -> Rapport:
    """Comme un fichier quelconque."""
    return fouiller_en(chemin, None, aiguilles, listes, "")


def fouiller_en(
    chemin: Path, declaration: Declaration | None, aiguilles: Aiguilles | None, listes: Listes | None, nom: str
) -> Rapport:
    controle = Controle(aiguilles or des_aiguilles(), listes or Listes(), declaration)
    return controle.controler(chemin, nom or chemin.name)

"""Le nom, la zone APL et l'intercommunalité d'une commune ; une zone inconnue n'est pas la zone 3."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from relogement.rapprochement import cle
from relogement.regles.apl.demande import Obstacle

_OUTRE_MER = ("97", "98")
# Une adresse donne la commune ; l'arrondissement d'une commune divisée se lit dans le code postal.
_ARRONDISSEMENTS = {"75056": ("750", "751", 20), "69123": ("6900", "6938", 9), "13055": ("130", "132", 16)}


@dataclass(frozen=True, slots=True)
class Commune:
    """Une commune ; vide = inconnu. L'outre-mer n'a pas de zone APL ici : son barème est un autre."""

    insee: str
    zone_apl: int | None
    epci: str | None
    nom: str = ""

    @property
    def libelle(self) -> str:
        """« Cabestany (66028) »."""
        return f"{self.nom or 'commune'} ({self.insee})"

    @property
    def outre_mer(self) -> bool:
        return self.insee.startswith(_OUTRE_MER)


def commune(insee: str | None) -> Commune | None:
    """La commune de ce code Insee, ou celle qui l'a absorbée ; vide si le code est inconnu."""
    code = (insee or "").strip().upper()
    if code not in _lignes():  # le zonage de 2011 connaît par leur code des communes fusionnées depuis
        code = _anciennes().get(code, code)
    ligne = _lignes().get(code)
    if ligne is None:
        return None
    zone, epci, nom = ligne.split(";")
    return Commune(code, int(zone) if zone else None, epci or None, nom)


def insee_actuel(insee: str | None) -> str | None:
    """Le code d'aujourd'hui : celui d'une commune fusionnée mène à la commune nouvelle (COG 2026)."""
    code = (insee or "").strip().upper()
    return _anciennes().get(code, code) or None


def est_ancienne(insee: str | None) -> bool:
    """Vrai d'un code dont la commune n'existe plus : fusionnée, déléguée ou associée."""
    return (insee or "").strip().upper() in _anciennes()


def zone_apl(insee: str | None) -> int | None:
    """1, 2 ou 3 ; vide si la commune ou sa zone est inconnue, ou si elle est outre-mer (arrêté du 17/03/1978)."""
    trouvee = commune(insee)
    return trouvee.zone_apl if trouvee else None


def obstacles(insee: str | None) -> frozenset[Obstacle]:
    """Ce qui, dans la commune, empêche d'estimer l'APL : l'outre-mer a son propre barème."""
    return frozenset({Obstacle.OUTRE_MER} if (insee or "").startswith(_OUTRE_MER) else ())


def a_la_commune(nom: str) -> str:
    """« À Cabestany », « Au Boulou », « Aux Abymes »."""
    for article, mot in (("Les ", "Aux "), ("Le ", "Au ")):
        if nom.startswith(article):
            return mot + nom.removeprefix(article)
    return f"À {nom}"


def noms_des_communes() -> frozenset[str]:
    """Les noms de toutes les communes."""
    return frozenset(ligne.rsplit(";", 1)[-1] for ligne in _lignes().values())


def communes_du_departement(departement: str) -> tuple[Commune, ...]:
    """Celles d'un département, par nom ; les communes qui n'existent plus n'y sont pas."""
    toutes = (commune(code) for code in _lignes() if code.startswith(departement))
    return tuple(sorted((c for c in toutes if c is not None and c.nom), key=lambda c: cle(c.nom)))


def commune_dite(texte: str, departement: str) -> Commune | None:
    """La commune tapée : « Cabestany (66028) », « 66028 », ou le nom d'une seule du département."""
    dite = texte.strip()
    code = dite.rpartition("(")[2].rstrip(")") if dite.endswith(")") else dite
    trouvee = commune(code) or commune(_au_nom(dite, departement or None))
    return trouvee if trouvee and trouvee.nom else None


def insee_du_logement(
    insee: str | None, nom: str | None, code_postal: str | None, *, departement: str | None = None
) -> str | None:
    """Le code Insee dit, sinon celui du seul nom qui va dans le département ; vide si l'on ne sait pas."""
    if insee and insee.strip():
        return _arrondissement(insee.strip().upper(), code_postal)
    postal = (code_postal or "").strip()
    trouve = _au_nom(nom, departement_postal(postal) or departement) if nom else None
    return _arrondissement(trouve, postal) if trouve else None


def departement_postal(code_postal: str) -> str | None:
    """« 66330 » est du 66, « 97400 » du 974 ; la Corse, 20, en a deux : vide."""
    if len(code_postal) != 5 or not code_postal.isdigit() or code_postal.startswith("20"):
        return None
    return code_postal[:3] if code_postal.startswith(_OUTRE_MER) else code_postal[:2]


def _au_nom(nom: str, departement: str | None) -> str | None:
    codes = _par_nom(departement).get(cle(nom), ()) if departement else ()
    return codes[0] if len(codes) == 1 else None


@cache
def _par_nom(departement: str) -> dict[str, tuple[str, ...]]:
    noms: dict[str, tuple[str, ...]] = {}
    for trouvee in communes_du_departement(departement):
        noms[cle(trouvee.nom)] = (*noms.get(cle(trouvee.nom), ()), trouvee.insee)
    return noms


def _arrondissement(insee: str, code_postal: str | None) -> str:
    """« 75056 » et « 75018 » : le dix-huitième ; sans code postal d'arrondissement, la commune entière."""
    if insee not in _ARRONDISSEMENTS:
        return insee
    postal, code, nombre = _ARRONDISSEMENTS[insee]
    suite = (code_postal or "").strip().removeprefix(postal)
    if len(suite) != 5 - len(postal) or not suite.isdigit() or not 1 <= int(suite) <= nombre:
        return insee
    return f"{code}{suite}"


@cache
def _lignes() -> dict[str, str]:
    """Le reste de chaque ligne, par code Insee."""
    texte = files("resources").joinpath("communes/communes.csv").read_text("utf-8")
    return dict(ligne.split(";", 1) for ligne in texte.splitlines()[1:])


@cache
def _anciennes() -> dict[str, str]:
    """Le code d'aujourd'hui de chaque commune fusionnée, déléguée ou associée (COG 2026)."""
    texte = files("resources").joinpath("communes/anciennes.csv").read_text("utf-8")
    return dict(ligne.split(";", 1) for ligne in texte.splitlines()[1:])

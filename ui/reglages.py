"""Les réglages du poste : thème, échelle, nom de l'agent, fichiers récents ; rien sur les ménages."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENTS = 8
THEMES = ("systeme", "clair", "sombre")
TAILLES = ("90", "100", "110", "125", "150")
DENSITES = ("compacte", "normale", "aeree")
VEILLES = ("0", "5", "10", "15", "30")


class Reglages:
    """Lit et garde les réglages de l'utilisateur ; une valeur abîmée revient à son défaut."""

    def __init__(self, magasin: QSettings | None = None) -> None:
        self._magasin = magasin or QSettings("Relogement", "Relogement")

    @property
    def theme(self) -> str:
        """« systeme », « clair » ou « sombre »."""
        return self._parmi("theme", THEMES)

    @theme.setter
    def theme(self, theme: str) -> None:
        self._magasin.setValue("theme", theme)

    @property
    def taille_du_texte(self) -> int:
        """En pour cent de la taille ordinaire."""
        return int(self._parmi("taille_du_texte", TAILLES, "100"))

    @taille_du_texte.setter
    def taille_du_texte(self, taille: int) -> None:
        self._magasin.setValue("taille_du_texte", str(taille))

    @property
    def densite(self) -> str:
        """La hauteur des lignes des tables : « compacte », « normale » ou « aeree »."""
        return self._parmi("densite", DENSITES, "normale")

    @densite.setter
    def densite(self, densite: str) -> None:
        self._magasin.setValue("densite", densite)

    @property
    def veille(self) -> int:
        """Les minutes sans geste après lesquelles la fenêtre se masque ; 0 : jamais."""
        return int(self._parmi("veille", VEILLES))

    @veille.setter
    def veille(self, minutes: int) -> None:
        self._magasin.setValue("veille", str(minutes))

    @property
    def initiales(self) -> str:
        """Celles que l'agent a choisies, sinon celles de son nom."""
        return str(self._magasin.value("initiales", "")) or initiales_de(self.agent)

    @initiales.setter
    def initiales(self, initiales: str) -> None:
        self._magasin.setValue("initiales", initiales.strip())

    def lieu(self, usage: str) -> str:
        """Le dossier proposé pour « projets », « exports » ou « sauvegardes » ; vide s'il n'existe plus."""
        chemin = str(self._magasin.value(f"lieux/{usage}", ""))
        return chemin if chemin and Path(chemin).is_dir() else ""

    def retenir_lieu(self, usage: str, chemin: str) -> None:
        self._magasin.setValue(f"lieux/{usage}", chemin)

    @property
    def agent(self) -> str:
        """Le nom sous lequel les actes sont journalisés ; vide : celui de la session."""
        return str(self._magasin.value("agent", ""))

    @agent.setter
    def agent(self, nom: str) -> None:
        self._magasin.setValue("agent", nom.strip())

    @property
    def barre_reduite(self) -> bool:
        return str(self._magasin.value("barre_reduite", "false")) == "true"

    @barre_reduite.setter
    def barre_reduite(self, reduite: bool) -> None:
        self._magasin.setValue("barre_reduite", "true" if reduite else "false")

    def dossiers_recents(self, base: str) -> list[int]:
        """Les derniers dossiers ouverts de ce projet : leurs numéros, aucun nom."""
        valeur = self._magasin.value(f"{_cle_du_projet(base)}/dossiers", [])
        numeros = valeur if isinstance(valeur, list) else [valeur]
        return [int(str(n)) for n in numeros if str(n).isdigit()]

    def retenir_dossier(self, base: str, menage: int) -> None:
        """Met un dossier en tête des récents de ce projet."""
        autres = [n for n in self.dossiers_recents(base) if n != menage]
        self._magasin.setValue(f"{_cle_du_projet(base)}/dossiers", [menage, *autres][:RECENTS])

    def place(self, base: str) -> tuple[str, int]:
        """L'écran et le dossier que l'on regardait en fermant ce projet ; vide et 0 si rien n'est su."""
        ecran = str(self._magasin.value(f"{_cle_du_projet(base)}/ecran", ""))
        dossier = str(self._magasin.value(f"{_cle_du_projet(base)}/dossier", "0"))
        return ecran, int(dossier) if dossier.isdigit() else 0

    def retenir_place(self, base: str, ecran: str, dossier: int) -> None:
        self._magasin.setValue(f"{_cle_du_projet(base)}/ecran", ecran)
        self._magasin.setValue(f"{_cle_du_projet(base)}/dossier", str(dossier))

    @property
    def geometrie(self) -> QByteArray | None:
        valeur = self._magasin.value("geometrie")
        return valeur if isinstance(valeur, QByteArray) else None

    @geometrie.setter
    def geometrie(self, geometrie: QByteArray) -> None:
        self._magasin.setValue("geometrie", geometrie)

    @property
    def recents(self) -> list[str]:
        """Les derniers fichiers ouverts qui existent encore, le plus récent d'abord."""
        valeur = self._magasin.value("recents", [])
        chemins = [valeur] if isinstance(valeur, str) else list(valeur) if isinstance(valeur, list) else []
        return [c for c in chemins if isinstance(c, str) and Path(c).exists()]

    def retenir(self, base: str) -> None:
        """Met un fichier en tête des récents."""
        chemin = str(Path(base).absolute())
        self._magasin.setValue("recents", [chemin, *(c for c in self.recents if c != chemin)][:RECENTS])

    def _parmi(self, cle: str, possibles: Sequence[str], defaut: str = "") -> str:
        """Une valeur abîmée, ou d'une version plus récente, revient à son défaut."""
        lue = str(self._magasin.value(cle, ""))
        return lue if lue in possibles else defaut or possibles[0]


def initiales_de(nom: str) -> str:
    """« Samira Kaddour » donne « SK »."""
    mots = nom.replace("-", " ").split()
    return "".join(mot[0] for mot in mots).upper()


def _cle_du_projet(base: str) -> str:
    """Le chemin du projet n'est pas écrit : son empreinte suffit."""
    from hashlib import sha256

    return f"projets/{sha256(base.encode()).hexdigest()[:16]}"

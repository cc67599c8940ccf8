"""Les réglages du poste : thème, échelle, nom de l'agent, fichiers récents ; rien sur les ménages."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENTS = 8


class Reglages:
    """Lit et garde les réglages de l'utilisateur ; une valeur abîmée revient à son défaut."""

    def __init__(self, magasin: QSettings | None = None) -> None:
        self._magasin = magasin or QSettings("Relogement", "Relogement")

    @property
    def sombre(self) -> bool:
        return str(self._magasin.value("theme", "clair")) == "sombre"

    @sombre.setter
    def sombre(self, sombre: bool) -> None:
        self._magasin.setValue("theme", "sombre" if sombre else "clair")

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
        valeur = self._magasin.value(_cle_des_dossiers(base), [])
        numeros = valeur if isinstance(valeur, list) else [valeur]
        return [int(str(n)) for n in numeros if str(n).isdigit()]

    def retenir_dossier(self, base: str, menage: int) -> None:
        """Met un dossier en tête des récents de ce projet."""
        autres = [n for n in self.dossiers_recents(base) if n != menage]
        self._magasin.setValue(_cle_des_dossiers(base), [menage, *autres][:RECENTS])

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


def _cle_des_dossiers(base: str) -> str:
    """Le chemin du projet n'est pas écrit : son empreinte suffit."""
    from hashlib import sha256

    return f"dossiers_recents/{sha256(base.encode()).hexdigest()[:16]}"

"""La pile de cette session : ce que l'on peut annuler, ce que l'on peut rétablir, dans l'ordre."""

from dataclasses import dataclass, field

from db.annulation import ANNULATION
from db.ecritures import ActeFait

GARDES = 100


@dataclass
class Pile:
    """Un acte neuf efface ce qui pouvait se rétablir, comme partout."""

    faits: list[ActeFait] = field(default_factory=list)
    defaits: list[ActeFait] = field(default_factory=list)

    @property
    def a_annuler(self) -> ActeFait | None:
        return self.faits[-1] if self.faits else None

    @property
    def a_retablir(self) -> ActeFait | None:
        return self.defaits[-1] if self.defaits else None

    def ranger(self, acte: ActeFait) -> None:
        """Un acte, une annulation ou un rétablissement vient d'être écrit."""
        if acte.annule is None:
            self.faits.append(acte)
            self.defaits.clear()
        else:
            _retirer(self.faits, acte.annule)
            _retirer(self.defaits, acte.annule)
            # Un dossier sorti de la corbeille n'est pas une annulation : Ctrl+Z l'y remet.
            (self.defaits if acte.acte.startswith(ANNULATION) else self.faits).append(acte)
        del self.faits[:-GARDES]

    def oublier(self, acte: ActeFait) -> None:
        """Cet acte ne se défait pas d'ici."""
        _retirer(self.faits, acte.ecriture)
        _retirer(self.defaits, acte.ecriture)


def _retirer(actes: list[ActeFait], ecriture: int) -> None:
    actes[:] = [acte for acte in actes if acte.ecriture != ecriture]

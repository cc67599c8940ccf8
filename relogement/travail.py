"""Ce qu'un travail long attend du dehors : de quoi dire où il en est, et de quoi s'arrêter."""

from typing import Protocol


class Avancement(Protocol):
    """Reçoit « fait sur total » ; lève ``Annulation`` si l'utilisateur a demandé l'arrêt."""

    def __call__(self, fait: int, total: int, /) -> None: ...


class Annulation(Exception):
    """L'utilisateur a arrêté le travail ; rien n'est gardé."""


def sans_avancement(fait: int, total: int, /) -> None:
    """Pour les appels dont personne ne regarde l'avancement."""

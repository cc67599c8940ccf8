"""Ce que l'on dit à l'utilisateur quand quelque chose ne peut pas se faire."""


class ErreurMetier(Exception):
    """Une phrase en français qui dit ce qui ne va pas et ce qu'il faut faire, sans donnée personnelle."""

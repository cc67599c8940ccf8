"""La mémoire d'un processus : celle du moment, et la pointe, où le système sait les dire."""

import sys
from pathlib import Path

KIO = 1024
_ETAT = Path("/proc/self/statm")


def occupee() -> int | None:
    """Les octets occupés en ce moment."""
    import resource

    return int(_ETAT.read_text().split()[1]) * resource.getpagesize() if _ETAT.exists() else None


def pointe() -> int | None:
    """Les octets occupés au plus haut."""
    try:
        import resource
    except ImportError:
        return None
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pic if sys.platform == "darwin" else pic * KIO

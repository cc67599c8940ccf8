"""Un seul fil pour PROJ, qui dure autant que le programme.

pyproj range le contexte de PROJ avec le fil Python ; dans les fils de Qt, qui changent d'état Python à chaque
travail, il s'en sert après l'avoir libéré, et le programme tombe. Tout ce qui crée ou emploie une projection passe
donc par ce fil-ci.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_NOM = "proj"


@cache
def _fil() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=_NOM)


def dans_le_fil(travail: Callable[P, R]) -> Callable[P, R]:
    """La même fonction, exécutée dans le fil de PROJ ; l'appelant attend."""

    @wraps(travail)
    def attendu(*args: P.args, **kwargs: P.kwargs) -> R:
        if threading.current_thread().name.startswith(_NOM):
            return travail(*args, **kwargs)
        return _fil().submit(travail, *args, **kwargs).result()

    return attendu

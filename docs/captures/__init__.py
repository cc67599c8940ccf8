"""Les images de la documentation ; elles sont toutes prises le même jour, celui du projet fictif."""

from datetime import datetime

from db import horloge

MAINTENANT = datetime(2026, 11, 20, 14, 2)  # noqa: DTZ001 — l'heure du poste

horloge.maintenant = lambda: MAINTENANT  # avant que les écrans ne la prennent

"""PySide relit la source de chaque module importé, pour y chercher ``__feature__`` dont nous ne nous servons pas.

Sur nos centaines de modules, cela coûte 130 ms et 29 Mo, car ``linecache`` garde les sources ; on l'en dispense.
La fonction n'est pas publique : si une version de PySide ne l'a plus, rien ne change.
"""

import sys

import PySide6.QtCore

_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):
    _feature._mod_uses_pyside = lambda module: True  # type: ignore[union-attr]

__all__ = ["PySide6"]

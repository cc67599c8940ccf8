"""Les effectifs que l'on peut donner : comptés une fois, masqués une fois, lus par plusieurs fichiers.

Un seul masque pour tout ce qui sort d'un projet à une date : l'extrait agrégé, le bilan, une opération seule ou
toutes montrent les mêmes cases et taisent les mêmes. Sinon le fichier d'une opération rendrait ce que celui du
projet masque par complément.
"""

from relogement.agrege.agregat import Agregat, agreger
from relogement.agrege.faits import Cadre, Faits, Fiche

__all__ = ["Agregat", "Cadre", "Faits", "Fiche", "agreger"]

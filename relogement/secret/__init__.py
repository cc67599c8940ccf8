"""Le secret statistique : masquer les petits effectifs, et ce qui permettrait de les retrouver.

Ce qui est décidé, et pourquoi :

- **Sous le seuil** (charte : 11 ménages pour ce qui touche au revenu ou au reste à charge, 5 sinon), un effectif
  ne sort pas. Un effectif que l'on ne montre pas mais qu'une soustraction donne (les « non », les ménages d'un
  trimestre, la différence entre tous et titulaires) est tenu pour montré : il compte comme les autres.
- **Un zéro** se montre : personne n'y est, personne ne s'y reconnaît. Sauf sous un total lui-même sous le seuil :
  « 0, 0, s. » dirait que les trois ménages sont tous dans la troisième case.
- **L'unanimité** d'un groupe assez grand se montre : « 20 sur 20 hors QPV » ne désigne personne, et le taire
  cacherait les meilleurs résultats.
- **Rien ne se retrouve** : pour chaque effectif secret, quelqu'un qui connaît tout le reste du fichier doit
  pouvoir en imaginer deux valeurs éloignées d'au moins le seuil. Deux tableaux complets, compatibles avec
  tout ce qui est publié, le prouvent case par case.
- **Un taux, une couverture, une moyenne** ne sortent qu'avec leurs deux termes : ils n'apprennent rien de plus.
  **Une médiane** ne sort qu'avec son effectif ; ce qu'elle dit des classes qu'elle partage est vérifié aussi.
- Les cases masquées portent toutes le même « s. », sans dire lesquelles sont petites ni combien : quand un total
  de 8 n'a que deux cases masquées, savoir qu'aucune ne l'est par complément les donne toutes deux (4 et 4).
"""

from relogement.secret.masquage import Masque, masquer
from relogement.secret.systeme import FIXE, Cellule, Cle, Systeme

__all__ = ["FIXE", "Cellule", "Cle", "Masque", "Systeme", "masquer"]

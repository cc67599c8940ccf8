"""Les résidences et leur équilibre : leur table, l'une d'elles ouverte en ses parts, la saisie à la main."""

from ui.equilibre.fenetre import FenetreResidences

__all__ = ["FenetreResidences"]

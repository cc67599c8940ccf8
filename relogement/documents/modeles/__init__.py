"""Des textes que l'on peut remplacer : vérifiés avant de servir, puis remplis et mis en page."""

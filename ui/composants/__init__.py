"""Les composants de la fenêtre, un par module, dessinés selon la charte graphique."""

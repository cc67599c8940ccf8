"""Les doublons : prévenir pendant que l'on tape, revoir tout le projet, fusionner champ par champ."""

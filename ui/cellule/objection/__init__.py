"""Le délai d'objection à l'écran : les horloges qui courent, consulter les partenaires, noter leurs réponses."""

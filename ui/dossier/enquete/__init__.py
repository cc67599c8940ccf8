"""L'enquête sociale : ressources par mois, souhaits, besoins, accompagnement."""

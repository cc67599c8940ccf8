"""Le plan de relogement d'une opération : qui reste à reloger, ce qu'il faut mobiliser, à quelle cadence."""

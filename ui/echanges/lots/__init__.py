"""Les imports faits : leur liste, et de quoi en annuler un des jours plus tard."""

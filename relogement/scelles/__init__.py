"""Les périodes closes : ce qui en est gardé à l'identique, et ce qui a été corrigé depuis."""

"""Les périodes closes : sceller, relire à l'identique, contrôler, lever, et dire ce qui a changé depuis."""

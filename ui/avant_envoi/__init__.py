"""Ce qui se regarde avant d'envoyer : le rapprochement SNE, la complétude, la règle des 25 %."""

"""Les effectifs qui peuvent sortir : lus dossier par dossier, comptés et masqués par ``relogement.agrege``."""

from db.exports.agregat.lecture import agregat

__all__ = ["agregat"]

"""Les jours de l'histoire : comptés depuis aujourd'hui, et ouvrés pour ce que fait un agent."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relogement.regles.echeances import empechement

UN_JOUR = timedelta(days=1)


@dataclass(frozen=True)
class Calendrier:
    """Le jour où l'histoire se lit ; tout le reste se compte depuis lui."""

    au: date

    def dans(self, jours: int) -> date:
        """Tant de jours après (avant, si négatif), dimanche compris."""
        return self.au + timedelta(days=jours)

    def ouvre(self, jours: int) -> date:
        """Le dernier jour ouvré jusqu'à ce jour-là."""
        le = self.dans(jours)
        while empechement(le):
            le -= UN_JOUR
        return le

    def heure(self, jours: int, minutes: int) -> datetime:
        """Un moment de la journée d'un agent, compté en minutes depuis 8 h."""
        return datetime.combine(self.ouvre(jours), time(8)) + timedelta(minutes=minutes)

    def ecart(self, le: date) -> int:
        """À combien de jours d'aujourd'hui se trouve une date."""
        return (le - self.au).days

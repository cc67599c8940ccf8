"""La charte (ou protocole) : les règles locales, versions datées ; aucun seuil n'est dans le code."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Euros, Ligne, Pourcent
from relogement.champs import CHARTE, champ
from relogement.nomenclatures import Combinaison, GenerationQpv, Recevable


class Charte(Ligne, kw_only=True):
    """Une version de la charte, en vigueur de sa date jusqu'à celle de la suivante."""

    __tablename__ = "charte"

    libelle: Mapped[str] = mapped_column(info=champ("Charte", CHARTE))
    en_vigueur_le: Mapped[date] = mapped_column(unique=True, info=champ("En vigueur le", CHARTE))
    rac_seuil_pct: Mapped[Pourcent] = mapped_column(info=champ("Hausse du RAC admise", CHARTE, unite="%"))
    rac_seuil_eur: Mapped[Euros | None] = mapped_column(
        default=None, info=champ("Hausse admise si le RAC avant est nul", CHARTE, unite="€")
    )
    surf_tol_pct: Mapped[Pourcent] = mapped_column(info=champ("Écart de surface toléré", CHARTE, unite="%"))
    te_max_pct: Mapped[Pourcent] = mapped_column(info=champ("Taux d’effort maximal", CHARTE, unite="%"))
    combinaison: Mapped[Combinaison] = mapped_column(info=champ("Tests retenus pour la maîtrise", CHARTE))
    neutralise_baisse: Mapped[bool] = mapped_column(info=champ("Une baisse du RAC est maîtrisée", CHARTE))
    delai_reponse_jours: Mapped[int] = mapped_column(
        info=champ("Délai de réponse à une offre", CHARTE, unite="jours")
    )
    delai_caleol_jours: Mapped[int] = mapped_column(
        info=champ("Délai d’accord après la CALEOL", CHARTE, unite="jours")
    )
    nb_offres: Mapped[int] = mapped_column(info=champ("Offres qui comptent", CHARTE))
    distance_km: Mapped[Pourcent] = mapped_column(info=champ("Distance maximale", CHARTE, unite="km"))
    decohabitation_presence_mois: Mapped[int] = mapped_column(
        info=champ("Présence exigée d’un décohabitant", CHARTE, unite="mois")
    )
    generation_qpv: Mapped[GenerationQpv] = mapped_column(info=champ("Génération des QPV", CHARTE))
    alsace_moselle: Mapped[bool] = mapped_column(info=champ("Jours fériés d’Alsace-Moselle", CHARTE))
    seuil_secret_revenu: Mapped[int] = mapped_column(
        info=champ("Secret statistique, revenus", CHARTE, unite="ménages")
    )
    seuil_secret_effectif: Mapped[int] = mapped_column(
        info=champ("Secret statistique, effectifs", CHARTE, unite="ménages")
    )
    alerte_sans_action_jours: Mapped[int] = mapped_column(
        info=champ("Alerte sans action depuis", CHARTE, unite="jours")
    )
    objection_heures: Mapped[int] = mapped_column(info=champ("Délai d’objection", CHARTE, unite="heures"))
    objectifs: Mapped[Mapping[str, Any]] = mapped_column(info=champ("Objectifs", CHARTE, unite="%"))
    motifs: Mapped[list[dict[str, Any]]] = mapped_column(info=champ("Motifs de refus", CHARTE))
    paliers: Mapped[list[dict[str, Any]]] = mapped_column(
        default_factory=list, server_default="[]", info=champ("Seuils par niveau de ressources", CHARTE)
    )

    appariement: Mapped[Mapping[str, Any]] = mapped_column(
        default_factory=dict, server_default="{}", info=champ("Poids de l’appariement", CHARTE)
    )
    cellule: Mapped[Mapping[str, Any]] = mapped_column(
        default_factory=dict, server_default="{}", info=champ("Ordre du jour de la cellule", CHARTE)
    )
    objection: Mapped[Mapping[str, Any]] = mapped_column(
        default_factory=dict, server_default="{}", info=champ("Heures du délai d’objection", CHARTE)
    )
    equilibre: Mapped[Mapping[str, Any]] = mapped_column(
        default_factory=dict, server_default="{}", info=champ("Équilibre des résidences", CHARTE)
    )

    def motif(self, code: str | None) -> dict[str, Any] | None:
        """Un motif de refus par son code."""
        return next((m for m in self.motifs if m["code"] == code), None)

    def recevable(self, code: str | None) -> Recevable:
        """Si la charte tient le motif pour recevable ; un motif qu'elle ignore est à examiner."""
        motif = self.motif(code)
        return Recevable(motif["recevable"]) if motif else Recevable.A_EXAMINER


def charte_au(chartes: Sequence[Charte], au: date | None) -> Charte:
    """La version en vigueur à une date ; sans date la dernière, avant la première la première."""
    rangees = sorted(chartes, key=lambda c: c.en_vigueur_le)
    en_vigueur = [c for c in rangees if au is None or c.en_vigueur_le <= au]
    return en_vigueur[-1] if en_vigueur else rangees[0]

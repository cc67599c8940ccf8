"""Le bilan : la ligne calculée d'un dossier, chaque verdict avec sa raison ; c'est elle que l'on compte."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from relogement.base import Base, Euros
from relogement.champs import PARCOURS, champ
from relogement.nomenclatures import Critere, Etat, GenerationQpv, Nature, TypeDossier
from relogement.regles.montants import Verdict

CRITERES = ("maitrise", "neuf", "hors_qpv", "hors_site", "interbailleur")


class Bilan(Base, kw_only=True):
    """Une ligne par dossier, refaite dans la transaction qui change le dossier ; montants au centime."""

    __tablename__ = "bilan"

    menage_id: Mapped[int] = mapped_column(ForeignKey("menage.id", ondelete="CASCADE"), primary_key=True)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operation.id"), index=True)
    logement_quitte_id: Mapped[int | None] = mapped_column(ForeignKey("logement_quitte.id"), index=True)
    charte_id: Mapped[int] = mapped_column(ForeignKey("charte.id"))
    type: Mapped[TypeDossier] = mapped_column()
    etat: Mapped[Etat] = mapped_column()
    nature: Mapped[Nature | None] = mapped_column()
    bail_le: Mapped[date | None] = mapped_column()
    entree_le: Mapped[date | None] = mapped_column()
    sorti: Mapped[bool] = mapped_column()
    sorti_le: Mapped[date | None] = mapped_column()
    fusionne: Mapped[bool] = mapped_column(server_default="0")
    libere_le: Mapped[date | None] = mapped_column()
    dans_la_base: Mapped[bool] = mapped_column(info=champ("Dans la base des indicateurs", PARCOURS))
    motif_exclusion: Mapped[str | None] = mapped_column()
    generation_qpv: Mapped[GenerationQpv] = mapped_column()
    qpv_a_verifier: Mapped[bool] = mapped_column(server_default="0", info=champ("QPV à vérifier", PARCOURS))
    rac_brut_av: Mapped[Euros | None] = mapped_column(info=champ("RAC brut avant", PARCOURS, unite="€"))
    rac_brut_ap: Mapped[Euros | None] = mapped_column(info=champ("RAC brut après", PARCOURS, unite="€"))
    rac_av: Mapped[Euros | None] = mapped_column(info=champ("RAC avant", PARCOURS, unite="€"))
    rac_ap: Mapped[Euros | None] = mapped_column(info=champ("RAC après", PARCOURS, unite="€"))
    delta: Mapped[Euros | None] = mapped_column(info=champ("Écart de RAC", PARCOURS, unite="€"))
    delta_pct: Mapped[Euros | None] = mapped_column(info=champ("Écart de RAC", PARCOURS, unite="%"))
    te_av: Mapped[Euros | None] = mapped_column(info=champ("Taux d’effort avant", PARCOURS, unite="%"))
    te_ap: Mapped[Euros | None] = mapped_column(info=champ("Taux d’effort après", PARCOURS, unite="%"))
    uc: Mapped[Euros | None] = mapped_column(info=champ("Unités de consommation", PARCOURS))
    rav_av: Mapped[Euros | None] = mapped_column(
        info=champ("Reste à vivre avant", PARCOURS, unite="€ par UC et par jour")
    )
    rav: Mapped[Euros | None] = mapped_column(
        info=champ("Reste à vivre après", PARCOURS, unite="€ par UC et par jour")
    )
    rac_estime: Mapped[bool] = mapped_column()
    rac_prevu: Mapped[Euros | None] = mapped_column(info=champ("RAC de l’offre", PARCOURS, unite="€"))
    rac_prevu_estime: Mapped[bool] = mapped_column()
    quartile: Mapped[str | None] = mapped_column()
    motifs_nr: Mapped[Mapping[str, Any]] = mapped_column()
    maitrise: Mapped[Critere] = mapped_column(info=champ("Maîtrise du RAC", PARCOURS))
    maitrise_motif: Mapped[str] = mapped_column()
    neuf: Mapped[Critere] = mapped_column(info=champ("Neuf ou conventionné depuis moins de 5 ans", PARCOURS))
    neuf_motif: Mapped[str] = mapped_column()
    hors_qpv: Mapped[Critere] = mapped_column(info=champ("Hors QPV", PARCOURS))
    hors_qpv_motif: Mapped[str] = mapped_column()
    hors_site: Mapped[Critere] = mapped_column(info=champ("Hors site", PARCOURS))
    hors_site_motif: Mapped[str] = mapped_column()
    interbailleur: Mapped[Critere] = mapped_column(info=champ("Inter-bailleurs", PARCOURS))
    interbailleur_motif: Mapped[str] = mapped_column()
    nb_offres: Mapped[int] = mapped_column()
    nb_refus: Mapped[int] = mapped_column()
    nb_comptees: Mapped[int] = mapped_column()
    offre_en_cours: Mapped[bool] = mapped_column()
    offre_acceptee: Mapped[bool] = mapped_column()
    echeance_le: Mapped[date | None] = mapped_column(info=champ("Prochaine échéance", PARCOURS))
    echeance_objet: Mapped[str | None] = mapped_column()
    echeance_motif: Mapped[str | None] = mapped_column()

    def verdict(self, critere: str) -> Verdict:
        """Un critère et sa raison, par son nom : « neuf », « maitrise »…"""
        return Verdict(getattr(self, critere), getattr(self, f"{critere}_motif"))

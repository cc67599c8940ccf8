"""Le socle : projet, opérations, logements, ménages, offres, relogements, journal et bilans."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "charte",
        sa.Column("libelle", sa.String(), nullable=False),
        sa.Column("en_vigueur_le", sa.Date(), nullable=False),
        sa.Column("rac_seuil_pct", sa.Integer(), nullable=False),
        sa.Column("rac_seuil_eur", sa.Integer(), nullable=True),
        sa.Column("surf_tol_pct", sa.Integer(), nullable=False),
        sa.Column("te_max_pct", sa.Integer(), nullable=False),
        sa.Column("combinaison", sa.String(length=40), nullable=False),
        sa.Column("neutralise_baisse", sa.Boolean(), nullable=False),
        sa.Column("delai_reponse_jours", sa.Integer(), nullable=False),
        sa.Column("delai_caleol_jours", sa.Integer(), nullable=False),
        sa.Column("nb_offres", sa.Integer(), nullable=False),
        sa.Column("distance_km", sa.Integer(), nullable=False),
        sa.Column("decohabitation_presence_mois", sa.Integer(), nullable=False),
        sa.Column("generation_qpv", sa.String(length=40), nullable=False),
        sa.Column("alsace_moselle", sa.Boolean(), nullable=False),
        sa.Column("seuil_secret_revenu", sa.Integer(), nullable=False),
        sa.Column("seuil_secret_effectif", sa.Integer(), nullable=False),
        sa.Column("alerte_sans_action_jours", sa.Integer(), nullable=False),
        sa.Column("objection_heures", sa.Integer(), nullable=False),
        sa.Column("objectifs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("motifs", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charte")),
        sa.UniqueConstraint("en_vigueur_le", name=op.f("uq_charte_en_vigueur_le")),
    )
    op.create_table(
        "ecriture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("le", sa.DateTime(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("acte", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ecriture")),
    )
    op.create_table(
        "logement_offert",
        sa.Column("bailleur", sa.String(), nullable=True),
        sa.Column("residence", sa.String(), nullable=True),
        sa.Column("adresse", sa.String(), nullable=True),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("code_postal", sa.String(), nullable=True),
        sa.Column("commune_insee", sa.String(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("qpv", sa.String(), nullable=True),
        sa.Column("typologie", sa.String(length=40), nullable=True),
        sa.Column("surface", sa.Integer(), nullable=True),
        sa.Column("pieces_habitables", sa.Integer(), nullable=True),
        sa.Column("etage", sa.Integer(), nullable=True),
        sa.Column("ascenseur", sa.Boolean(), nullable=True),
        sa.Column("adapte_pmr", sa.Boolean(), nullable=True),
        sa.Column("premiere_location", sa.Boolean(), nullable=True),
        sa.Column("conventionne_le", sa.Date(), nullable=True),
        sa.Column("mise_en_service_le", sa.Date(), nullable=True),
        sa.Column("rt2005", sa.Boolean(), nullable=True),
        sa.Column("financement", sa.String(length=40), nullable=True),
        sa.Column("chauffage", sa.String(), nullable=True),
        sa.Column("loyer", sa.Integer(), nullable=True),
        sa.Column("charges", sa.Integer(), nullable=True),
        sa.Column("disponible_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logement_offert")),
    )
    op.create_table(
        "operation",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("libelle", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("maitre_ouvrage", sa.String(), nullable=True),
        sa.Column("regime", sa.String(length=40), nullable=False),
        sa.Column("nb_logements", sa.Integer(), nullable=True),
        sa.Column("concertation_le", sa.Date(), nullable=True),
        sa.Column("vide_le", sa.Date(), nullable=True),
        sa.Column("demolition_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("code", name=op.f("uq_operation_code")),
    )
    op.create_table(
        "projet",
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("porteur", sa.String(), nullable=True),
        sa.Column("code_qpv", sa.String(), nullable=False),
        sa.Column("code_qpv_2024", sa.String(), nullable=True),
        sa.Column("departement", sa.String(), nullable=True),
        sa.Column("commune_insee", sa.String(), nullable=True),
        sa.Column("zone_apl", sa.Integer(), nullable=False),
        sa.Column("zone_plafond", sa.String(length=40), nullable=False),
        sa.Column("epci", sa.String(), nullable=True),
        sa.Column("signature_le", sa.Date(), nullable=True),
        sa.Column("cle_pseudonymes", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projet")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ecriture_id", sa.Integer(), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("ligne_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("geste", sa.String(), nullable=False),
        sa.Column("champ", sa.String(), nullable=True),
        sa.Column("avant", sa.String(), nullable=True),
        sa.Column("apres", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["ecriture_id"], ["ecriture.id"], name=op.f("fk_journal_ecriture_id_ecriture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_dossier", "journal", ["dossier_id"], unique=False)
    op.create_index("ix_journal_ecriture", "journal", ["ecriture_id"], unique=False)
    op.create_table(
        "logement_quitte",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("ug", sa.String(), nullable=True),
        sa.Column("adresse", sa.String(), nullable=True),
        sa.Column("batiment", sa.String(), nullable=True),
        sa.Column("entree", sa.String(), nullable=True),
        sa.Column("etage", sa.String(), nullable=True),
        sa.Column("porte", sa.String(), nullable=True),
        sa.Column("typologie", sa.String(length=40), nullable=True),
        sa.Column("surface", sa.Integer(), nullable=True),
        sa.Column("pieces_habitables", sa.Integer(), nullable=True),
        sa.Column("bailleur", sa.String(), nullable=True),
        sa.Column("chauffage", sa.String(), nullable=True),
        sa.Column("statut", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_logement_quitte_operation_id_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logement_quitte")),
        sa.UniqueConstraint("operation_id", "ug", name=op.f("uq_logement_quitte_operation_id_ug")),
    )
    op.create_index(op.f("ix_logement_quitte_operation_id"), "logement_quitte", ["operation_id"], unique=False)
    op.create_table(
        "menage",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("dossier_parent_id", sa.Integer(), nullable=True),
        sa.Column("logement_quitte_id", sa.Integer(), nullable=True),
        sa.Column("etat", sa.String(length=40), nullable=False),
        sa.Column("referent", sa.String(), nullable=True),
        sa.Column("telephone", sa.String(), nullable=True),
        sa.Column("entree_bail_le", sa.Date(), nullable=True),
        sa.Column("nb_personnes", sa.Integer(), nullable=True),
        sa.Column("nb_moins_14", sa.Integer(), nullable=True),
        sa.Column("ressources", sa.Integer(), nullable=True),
        sa.Column("rfr", sa.Integer(), nullable=True),
        sa.Column("categorie_plafond", sa.Integer(), nullable=True),
        sa.Column("informe_le", sa.Date(), nullable=True),
        sa.Column("enquete_le", sa.Date(), nullable=True),
        sa.Column("sne_le", sa.Date(), nullable=True),
        sa.Column("numero_unique", sa.String(), nullable=True),
        sa.Column("souhait_typologie", sa.String(length=40), nullable=True),
        sa.Column("souhait_quartiers", sa.String(), nullable=True),
        sa.Column("logement_adapte", sa.Boolean(), nullable=True),
        sa.Column("accompagnement", sa.String(), nullable=True),
        sa.Column("nb_offres_reprises", sa.Integer(), nullable=True),
        sa.Column("nb_refus_repris", sa.Integer(), nullable=True),
        sa.Column("motif_refus_1", sa.String(), nullable=True),
        sa.Column("motif_refus_2", sa.String(), nullable=True),
        sa.Column("premiere_offre_le", sa.Date(), nullable=True),
        sa.Column("motif_sortie", sa.String(length=40), nullable=True),
        sa.Column("sorti_le", sa.Date(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_parent_id"], ["menage.id"], name=op.f("fk_menage_dossier_parent_id_menage")
        ),
        sa.ForeignKeyConstraint(
            ["logement_quitte_id"],
            ["logement_quitte.id"],
            name=op.f("fk_menage_logement_quitte_id_logement_quitte"),
        ),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_menage_operation_id_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_menage")),
        sa.UniqueConstraint("reference", name=op.f("uq_menage_reference")),
    )
    op.create_index(op.f("ix_menage_dossier_parent_id"), "menage", ["dossier_parent_id"], unique=False)
    op.create_index(op.f("ix_menage_logement_quitte_id"), "menage", ["logement_quitte_id"], unique=False)
    op.create_index(op.f("ix_menage_operation_id"), "menage", ["operation_id"], unique=False)
    op.create_table(
        "bilan",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("logement_quitte_id", sa.Integer(), nullable=True),
        sa.Column("charte_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("etat", sa.String(length=40), nullable=False),
        sa.Column("nature", sa.String(length=40), nullable=True),
        sa.Column("bail_le", sa.Date(), nullable=True),
        sa.Column("entree_le", sa.Date(), nullable=True),
        sa.Column("sorti", sa.Boolean(), nullable=False),
        sa.Column("libere_le", sa.Date(), nullable=True),
        sa.Column("dans_la_base", sa.Boolean(), nullable=False),
        sa.Column("motif_exclusion", sa.String(), nullable=True),
        sa.Column("generation_qpv", sa.String(length=40), nullable=False),
        sa.Column("rac_brut_av", sa.Integer(), nullable=True),
        sa.Column("rac_brut_ap", sa.Integer(), nullable=True),
        sa.Column("rac_av", sa.Integer(), nullable=True),
        sa.Column("rac_ap", sa.Integer(), nullable=True),
        sa.Column("delta", sa.Integer(), nullable=True),
        sa.Column("delta_pct", sa.Integer(), nullable=True),
        sa.Column("te_av", sa.Integer(), nullable=True),
        sa.Column("te_ap", sa.Integer(), nullable=True),
        sa.Column("uc", sa.Integer(), nullable=True),
        sa.Column("rav_av", sa.Integer(), nullable=True),
        sa.Column("rav", sa.Integer(), nullable=True),
        sa.Column("rac_estime", sa.Boolean(), nullable=False),
        sa.Column("rac_prevu", sa.Integer(), nullable=True),
        sa.Column("rac_prevu_estime", sa.Boolean(), nullable=False),
        sa.Column("quartile", sa.String(), nullable=True),
        sa.Column("motifs_nr", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("maitrise", sa.String(length=40), nullable=False),
        sa.Column("maitrise_motif", sa.String(), nullable=False),
        sa.Column("neuf", sa.String(length=40), nullable=False),
        sa.Column("neuf_motif", sa.String(), nullable=False),
        sa.Column("hors_qpv", sa.String(length=40), nullable=False),
        sa.Column("hors_qpv_motif", sa.String(), nullable=False),
        sa.Column("hors_site", sa.String(length=40), nullable=False),
        sa.Column("hors_site_motif", sa.String(), nullable=False),
        sa.Column("interbailleur", sa.String(length=40), nullable=False),
        sa.Column("interbailleur_motif", sa.String(), nullable=False),
        sa.Column("nb_offres", sa.Integer(), nullable=False),
        sa.Column("nb_refus", sa.Integer(), nullable=False),
        sa.Column("nb_comptees", sa.Integer(), nullable=False),
        sa.Column("offre_en_cours", sa.Boolean(), nullable=False),
        sa.Column("offre_acceptee", sa.Boolean(), nullable=False),
        sa.Column("echeance_le", sa.Date(), nullable=True),
        sa.Column("echeance_objet", sa.String(), nullable=True),
        sa.Column("echeance_motif", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["charte_id"], ["charte.id"], name=op.f("fk_bilan_charte_id_charte")),
        sa.ForeignKeyConstraint(
            ["logement_quitte_id"],
            ["logement_quitte.id"],
            name=op.f("fk_bilan_logement_quitte_id_logement_quitte"),
        ),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_bilan_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_bilan_operation_id_operation")),
        sa.PrimaryKeyConstraint("menage_id", name=op.f("pk_bilan")),
    )
    op.create_index(op.f("ix_bilan_logement_quitte_id"), "bilan", ["logement_quitte_id"], unique=False)
    op.create_index(op.f("ix_bilan_operation_id"), "bilan", ["operation_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("le", sa.DateTime(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=True),
        sa.Column("canal", sa.String(length=40), nullable=False),
        sa.Column("objet", sa.String(), nullable=False),
        sa.Column("suite", sa.String(), nullable=True),
        sa.Column("suite_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_contact_menage_id_menage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_menage_id"), "contact", ["menage_id"], unique=False)
    op.create_table(
        "etape",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("etat", sa.String(length=40), nullable=False),
        sa.Column("le", sa.Date(), nullable=True),
        sa.Column("auteur", sa.String(), nullable=True),
        sa.Column("motif", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_etape_menage_id_menage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_etape")),
    )
    op.create_index(op.f("ix_etape_menage_id"), "etape", ["menage_id"], unique=False)
    op.create_table(
        "offre",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("logement_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("notifiee_le", sa.Date(), nullable=True),
        sa.Column("mode_notification", sa.String(length=40), nullable=True),
        sa.Column("preuve", sa.String(), nullable=True),
        sa.Column("limite_le", sa.Date(), nullable=True),
        sa.Column("visite_le", sa.Date(), nullable=True),
        sa.Column("compte_rendu", sa.String(), nullable=True),
        sa.Column("reponse", sa.String(length=40), nullable=False),
        sa.Column("repondue_le", sa.Date(), nullable=True),
        sa.Column("motif_refus", sa.String(), nullable=True),
        sa.Column("motif_recevable", sa.String(length=40), nullable=True),
        sa.Column("cond_etat", sa.String(length=40), nullable=False),
        sa.Column("cond_besoins", sa.String(length=40), nullable=False),
        sa.Column("cond_moyens", sa.String(length=40), nullable=False),
        sa.Column("cond_lieu", sa.String(length=40), nullable=False),
        sa.Column("cond_occupation", sa.String(length=40), nullable=False),
        sa.Column("specialement_concu", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["logement_id"], ["logement_offert.id"], name=op.f("fk_offre_logement_id_logement_offert")
        ),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_offre_menage_id_menage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offre")),
    )
    op.create_index(op.f("ix_offre_logement_id"), "offre", ["logement_id"], unique=False)
    op.create_index(op.f("ix_offre_menage_id"), "offre", ["menage_id"], unique=False)
    op.create_table(
        "personne",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("lien", sa.String(length=40), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("prenom", sa.String(), nullable=True),
        sa.Column("naissance_le", sa.Date(), nullable=True),
        sa.Column("naissance_annee", sa.Integer(), nullable=True),
        sa.Column("activite", sa.String(), nullable=True),
        sa.Column("ressources", sa.Integer(), nullable=True),
        sa.Column("a_charge", sa.Boolean(), nullable=True),
        sa.Column("garde_alternee", sa.Boolean(), nullable=True),
        sa.Column("occupation_permanente", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_personne_menage_id_menage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personne")),
    )
    op.create_index(op.f("ix_personne_menage_id"), "personne", ["menage_id"], unique=False)
    op.create_table(
        "recherche",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("cle_tri", sa.String(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("texte", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["menage_id"], ["menage.id"], name=op.f("fk_recherche_menage_id_menage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("menage_id", name=op.f("pk_recherche")),
    )
    op.create_index(op.f("ix_recherche_cle_tri"), "recherche", ["cle_tri"], unique=False)
    op.create_table(
        "suivi",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("terme", sa.String(length=40), nullable=True),
        sa.Column("le", sa.Date(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("commentaire", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_suivi_menage_id_menage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suivi")),
    )
    op.create_index(op.f("ix_suivi_menage_id"), "suivi", ["menage_id"], unique=False)
    op.create_table(
        "passage_caleol",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("offre_id", sa.Integer(), nullable=True),
        sa.Column("le", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("rang", sa.Integer(), nullable=True),
        sa.Column("notifie_le", sa.Date(), nullable=True),
        sa.Column("limite_le", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_passage_caleol_menage_id_menage")),
        sa.ForeignKeyConstraint(["offre_id"], ["offre.id"], name=op.f("fk_passage_caleol_offre_id_offre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage_caleol")),
    )
    op.create_index(op.f("ix_passage_caleol_menage_id"), "passage_caleol", ["menage_id"], unique=False)
    op.create_index(op.f("ix_passage_caleol_offre_id"), "passage_caleol", ["offre_id"], unique=False)
    op.create_table(
        "relogement",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("logement_id", sa.Integer(), nullable=False),
        sa.Column("offre_id", sa.Integer(), nullable=True),
        sa.Column("nature", sa.String(length=40), nullable=False),
        sa.Column("bail_le", sa.Date(), nullable=True),
        sa.Column("entree_le", sa.Date(), nullable=True),
        sa.Column("retour_prevu_le", sa.Date(), nullable=True),
        sa.Column("frais", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["logement_id"], ["logement_offert.id"], name=op.f("fk_relogement_logement_id_logement_offert")
        ),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_relogement_menage_id_menage")),
        sa.ForeignKeyConstraint(["offre_id"], ["offre.id"], name=op.f("fk_relogement_offre_id_offre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relogement")),
    )
    op.create_index(op.f("ix_relogement_logement_id"), "relogement", ["logement_id"], unique=False)
    op.create_index(op.f("ix_relogement_menage_id"), "relogement", ["menage_id"], unique=False)
    op.create_index(op.f("ix_relogement_offre_id"), "relogement", ["offre_id"], unique=False)
    op.create_table(
        "cout",
        sa.Column("menage_id", sa.Integer(), nullable=False),
        sa.Column("offre_id", sa.Integer(), nullable=True),
        sa.Column("relogement_id", sa.Integer(), nullable=True),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("loyer", sa.Integer(), nullable=True),
        sa.Column("annexes", sa.Integer(), nullable=True),
        sa.Column("rls", sa.Integer(), nullable=True),
        sa.Column("sls", sa.Integer(), nullable=True),
        sa.Column("charges", sa.Integer(), nullable=True),
        sa.Column("eau_incluse", sa.Boolean(), nullable=True),
        sa.Column("chauffage_inclus", sa.Boolean(), nullable=True),
        sa.Column("forfait_eau", sa.Integer(), nullable=True),
        sa.Column("forfait_chauffage", sa.Integer(), nullable=True),
        sa.Column("apl", sa.Integer(), nullable=True),
        sa.Column("apl_estimee", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("provenances", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["menage_id"], ["menage.id"], name=op.f("fk_cout_menage_id_menage")),
        sa.ForeignKeyConstraint(["offre_id"], ["offre.id"], name=op.f("fk_cout_offre_id_offre")),
        sa.ForeignKeyConstraint(
            ["relogement_id"], ["relogement.id"], name=op.f("fk_cout_relogement_id_relogement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cout")),
    )
    op.create_index(op.f("ix_cout_menage_id"), "cout", ["menage_id"], unique=False)
    op.create_index(op.f("ix_cout_offre_id"), "cout", ["offre_id"], unique=False)
    op.create_index(op.f("ix_cout_relogement_id"), "cout", ["relogement_id"], unique=False)

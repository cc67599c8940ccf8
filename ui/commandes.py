"""Toutes les commandes, dans leur ordre : Ctrl+K, les menus et la liste des raccourcis lisent cette liste-ci.

Une commande de plus, une ligne de plus. Les séries (écrans, actes, vues, exports…) viennent des listes qui les
déclarent déjà.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commande import Commande, Groupe

if TYPE_CHECKING:
    from ui.cadre.cadre import Cadre
    from ui.cadre.menu import Choix
    from ui.carte import EcranCarte
    from ui.offres import EcranOffres

Serie = Callable[["Cadre"], Iterator[Commande]]
DOSSIER, LISTE, ECRANS, PROJET = Groupe.DOSSIER, Groupe.LISTE, Groupe.ECRANS, Groupe.PROJET
AFFICHAGE, AIDE, TABLES = Groupe.AFFICHAGE, Groupe.AIDE, Groupe.TABLES


def _dossier_montre(cadre: Cadre) -> bool:
    return cadre.visible == "dossier"


def _jamais(_: Cadre) -> bool:
    return False


def _sur_la_journee(cadre: Cadre) -> bool:
    return cadre.visible == "journee"


def _sur_la_liste(cadre: Cadre) -> bool:
    return cadre.visible == "dossiers"


def _sur_la_cellule(cadre: Cadre) -> bool:
    return cadre.visible == "cellule"


def _sur_les_offres(cadre: Cadre) -> bool:
    return cadre.visible == "offres"


def ecrans(cadre: Cadre) -> Iterator[Commande]:
    """Un par écran, Ctrl et son rang."""
    from ui.ecrans import SCREENS

    for rang, ecran in enumerate(SCREENS, start=1):
        aller = partial(_aller, cle=ecran.cle)
        yield Commande(f"aller_{ecran.cle}", ECRANS, ecran.titre, ecran.icone, aller, f"Ctrl+{rang}", partout=True)


def onglets(cadre: Cadre) -> Iterator[Commande]:
    """Un par onglet du dossier, Alt et son rang."""
    from ui.dossier.onglets_du_dossier import TITRES

    for rang, (cle, titre) in enumerate(TITRES.items(), start=1):
        faire = partial(_onglet, cle=cle)
        texte = f"Onglet « {titre} »"
        yield Commande(f"onglet_{cle}", DOSSIER, texte, "folder", faire, f"Alt+{rang}", possible=_dossier_montre)


def onglets_des_indicateurs(cadre: Cadre) -> Iterator[Commande]:
    """Un par onglet des indicateurs, Alt et son rang quand l'écran est montré."""
    from ui.indicateurs.onglets import ONGLETS

    for rang, onglet in enumerate(ONGLETS, start=1):
        faire, texte = partial(_indicateurs, cle=onglet.cle), f"Indicateurs : {onglet.titre}"
        yield Commande(
            f"indicateurs_{onglet.cle}",
            Groupe.INDICATEURS,
            texte,
            onglet.icone,
            faire,
            f"Alt+{rang}",
            mots=onglet.mots,
        )


def actes(cadre: Cadre) -> Iterator[Commande]:
    """Les actes possibles maintenant sur le dossier montré."""
    from ui.dossier.actes import actes_possibles

    lu = cadre.ecran_dossier.lu if _dossier_montre(cadre) else None
    for acte in actes_possibles(lu) if lu is not None else ():
        yield Commande(f"acte_{acte.cle}", DOSSIER, acte.libelle, acte.icone, partial(_acte, cle=acte.cle))


def vues(cadre: Cadre) -> Iterator[Commande]:
    """Les vues de la liste, celles que l'équipe a gardées comprises."""
    for choix in cadre.ecran_dossiers.vues.onglets.choix:
        faire = partial(_vue, cle=choix.cle)
        yield Commande(f"vue_{choix.cle}", LISTE, f"Vue « {choix.texte} »", "list-filter", faire)


def operations(cadre: Cadre) -> Iterator[Commande]:
    """Regarder une opération, ou toutes."""
    for choix in cadre.haut.choix_operations:
        texte = f"Opération : {choix.texte}"
        yield Commande(f"operation_{choix.texte}", PROJET, texte, "building-2", partial(_faire, choix=choix))


def exports(cadre: Cadre) -> Iterator[Commande]:
    from relogement.exports import EXPORTS

    for export in EXPORTS:
        faire = partial(_exporter, code=export.code)
        yield Commande(f"export_{export.code}", Groupe.ECHANGES, f"Exporter : {export.libelle}", "download", faire)


def modeles(cadre: Cadre) -> Iterator[Commande]:
    """Les modèles à faire remplir."""
    from relogement.exports.a_remplir import MODELES

    for modele in MODELES:
        texte = f"Modèle à envoyer : {modele.libelle}"
        faire = partial(_modele, code=modele.code)
        yield Commande(
            f"modele_{modele.code}", Groupe.ECHANGES, texte, "send", faire, mots="bailleur remplir classeur vide"
        )


def recents(cadre: Cadre) -> Iterator[Commande]:
    """Les derniers projets ouverts."""
    for base in cadre.fenetre.reglages.recents:
        faire = partial(_ouvrir, base=base)
        yield Commande(f"recent_{base}", PROJET, f"Ouvrir « {Path(base).stem} »", "clock", faire)


def _aller(cadre: Cadre, *, cle: str) -> None:
    cadre.aller(cle)


def _onglet(cadre: Cadre, *, cle: str) -> None:
    cadre.ecran_dossier.barre.set_current(cle)


def _indicateurs(cadre: Cadre, *, cle: str) -> None:
    cadre.indicateurs().montrer(cle)


def _acte(cadre: Cadre, *, cle: str) -> None:
    cadre.ecran_dossier.act(cle, None)


def _vue(cadre: Cadre, *, cle: str) -> None:
    cadre.liste().vues.onglets.set_current(cle)


def _faire(cadre: Cadre, *, choix: Choix) -> None:
    if choix.faire is not None:
        choix.faire()


def _exporter(cadre: Cadre, *, code: str) -> None:
    cadre.echanges().exporter_vers(code)


def _modele(cadre: Cadre, *, code: str) -> None:
    cadre.echanges().preparer_le_modele(code)


def _passation(cadre: Cadre) -> None:
    from ui.passation import FenetrePassation

    FenetrePassation(cadre.ouvert, cadre).open()


def _consultations(cadre: Cadre) -> None:
    from ui.cellule.objection.fenetre import FenetreConsultations

    FenetreConsultations(cadre.ouvert, cadre).open()


def _inter_bailleurs(cadre: Cadre) -> None:
    from ui.cellule.partage.fenetre import FenetrePartage

    FenetrePartage(cadre.ouvert, cadre).open()


def _residences(cadre: Cadre) -> None:
    from ui.equilibre import FenetreResidences

    fenetre = FenetreResidences(cadre.ouvert, cadre)
    fenetre.import_asked.connect(cadre.importer)
    fenetre.open()


def _partenaires(cadre: Cadre) -> None:
    from ui.cellule.objection.partenaires import FenetrePartenaires

    FenetrePartenaires(cadre.ouvert, cadre).open()


def _changements(cadre: Cadre) -> None:
    from ui.passe import FenetreChangements

    FenetreChangements(cadre.ouvert, cadre).open()


def _ouvrir(cadre: Cadre, *, base: str) -> None:
    cadre.fenetre.ouvrir(base)


def _documents(cadre: Cadre) -> None:
    from ui.documents import FenetreDocuments

    if (lu := cadre.ecran_dossier.lu) is not None:
        FenetreDocuments(cadre.ouvert, lu, cadre).open()


def _doublons(cadre: Cadre) -> None:
    from ui.doublons import ouvrir

    ouvrir.doublons_possibles(cadre.ouvert, cadre)


def _dossier(cadre: Cadre, geste: str) -> None:
    """Un geste qui demande un autre dossier."""
    from ui.doublons import ouvrir

    if (lu := cadre.ecran_dossier.lu) is not None:
        getattr(ouvrir, geste)(cadre.ouvert, lu.menage.id, cadre)


def _sur_la_carte(cadre: Cadre) -> EcranCarte:
    """Va à la carte."""
    from ui.carte import EcranCarte

    cadre.aller("carte")
    ecran = cadre.pile.currentWidget()
    assert isinstance(ecran, EcranCarte)
    return ecran


def _offres(cadre: Cadre) -> EcranOffres:
    """Va aux offres."""
    from ui.offres import EcranOffres

    cadre.aller("offres")
    ecran = cadre.pile.currentWidget()
    assert isinstance(ecran, EcranOffres)
    return ecran


def _liste() -> tuple[Commande | Serie, ...]:
    return (
        Commande("enregistrer", DOSSIER, "Enregistrer", "save", lambda c: c.ecran_dossier.save(), "Ctrl+S", possible=_dossier_montre),
        Commande("contact", DOSSIER, "Noter un contact", "phone", lambda c: c.ecran_dossier.ecrire_un_contact(), "Ctrl+J", possible=_dossier_montre, mots="appel téléphone journal visite"),
        Commande("actes", DOSSIER, "Les actes possibles", touches="Alt+A"),
        Commande("manques", DOSSIER, "Ce qui manque au dossier", touches="Alt+M"),
        actes,
        Commande("documents", DOSSIER, "Documents et courriers…", "file-text", _documents, "Ctrl+P", possible=_dossier_montre, mots="lettre offre relance convention constat fiche imprimer pdf word"),
        Commande("coller_piece", DOSSIER, "Coller une image ou des fichiers, dans les pièces", touches="Ctrl+V"),
        Commande("voir_au", DOSSIER, "Voir ce dossier à une date passée…", "history", lambda c: c.ecran_dossier.voir_au(), possible=_dossier_montre, mots="état passé historique changements"),
        onglets,
        Commande("comparer", DOSSIER, "Comparer avec un autre dossier…", "columns-2", lambda c: _dossier(c, "comparer_avec"), possible=_dossier_montre, mots="côte à côte doublon"),
        Commande("fusionner", DOSSIER, "Fusionner avec un autre dossier…", "merge", lambda c: _dossier(c, "fusionner_avec"), possible=_dossier_montre, mots="doublon réunir"),
        Commande("pourquoi", DOSSIER, "Pourquoi ce ménage ne compte pas ?", "circle-question-mark", lambda c: c.ecran_dossier.act("pourquoi", None), possible=_dossier_montre, mots="indicateurs base critères compter"),
        Commande("revenir", DOSSIER, "Revenir d’où l’on vient", "chevron-left", lambda c: c.revenir(), "Esc", possible=_dossier_montre),
        Commande("nouveau_dossier", LISTE, "Nouveau dossier", "plus", lambda c: c.liste().creation.new(), "Ctrl+N", partout=True, mots="créer ménage"),
        Commande("filtrer", LISTE, "Filtrer le tableau", "funnel", lambda c: c.liste().filtres.champ.setFocus(), "Ctrl+F"),
        Commande("effacer_filtres", LISTE, "Effacer les filtres", "funnel-x", lambda c: c.liste().clear_filters(), "Ctrl+Shift+X", possible=_sur_la_liste),
        Commande("ajouter_filtre", LISTE, "Ajouter un filtre", "list-filter-plus", lambda c: c.liste().add_filter(), "Ctrl+Shift+F"),
        Commande("garder_vue", LISTE, "Garder filtres, tri et colonnes en une vue", "bookmark-plus", lambda c: c.liste().keep_vue(), mots="onglet enregistrer partager"),
        Commande("colonnes", LISTE, "Choisir les colonnes", "columns-3", lambda c: c.liste().choose_columns(), mots="ajouter montrer cacher"),
        Commande("modifier_lot", LISTE, "Modifier en lot…", "pencil", lambda c: c.liste().gestes_lot.bulk_edit(), mots="plusieurs dossiers changer réaffecter vider"),
        Commande("documents_lot", LISTE, "Documents des dossiers choisis, en un PDF…", "printer", lambda c: c.liste().gestes_lot.write_documents(), "Ctrl+P", possible=_sur_la_liste, mots="imprimer fiches lettres lot réunion"),
        Commande("coller_excel", LISTE, "Coller depuis Excel", "clipboard-paste", lambda c: c.liste().gestes_lot.paste(), "Ctrl+V", possible=_sur_la_liste, mots="tableur presse-papiers"),
        vues,
        Commande("doublons", LISTE, "Doublons possibles", "users", lambda c: _doublons(c), mots="fusion homonyme même personne"),
        Commande("comparer_lignes", LISTE, "Comparer les deux dossiers choisis, ou avec un autre", touches="Ctrl+Return"),
        Commande("copier_excel", LISTE, "Copier vers Excel", "copy", lambda c: c.liste().copieur.copy_all(), mots="presse-papiers tableur"),
        Commande("modifier_excel", LISTE, "Modifier dans Excel…", "sheet", lambda c: c.liste().donneur.choose(), mots="tableur classeur exporter liste rendre relire"),
        Commande("copier", LISTE, "Copier la sélection avec les en-têtes", touches="Ctrl+C"),
        Commande("changements", LISTE, "Ce qui a changé depuis une date…", "history", _changements, mots="cellule lundi semaine historique journal"),
        Commande("passation", LISTE, "Passation des dossiers d’un agent", "handshake", _passation, mots="absent congé collègue confier reprendre référent"),
        ecrans,
        Commande("ajouter_logement", Groupe.OFFRES, "Ajouter un logement vacant…", "plus", lambda c: _offres(c).add(), "Ctrl+Shift+N", mots="registre vacance saisir"),
        Commande("corriger_logement", Groupe.OFFRES, "Corriger la fiche du logement choisi", touches="F2"),
        Commande("coller_logements", Groupe.OFFRES, "Coller une liste de logements", "clipboard-paste", lambda c: _offres(c).paste(), "Ctrl+V", possible=_sur_les_offres, mots="excel courriel presse-papiers vacances"),
        Commande("repartir", Groupe.OFFRES, "Répartir les logements vacants", "shuffle", lambda c: _offres(c).montrer("affectation"), mots="affectation proposition appariement vivier"),
        Commande("prevenir", Groupe.OFFRES, "Bailleurs à prévenir", "mail", lambda c: _offres(c).montrer("prevenir"), mots="retour refusé courriel brouillon"),
        Commande("paire_garder", Groupe.OFFRES, "Répartir : garder la paire, ou ne plus la garder", touches="G"),
        Commande("paire_refuser", Groupe.OFFRES, "Répartir : refuser la paire", touches="R"),
        Commande("imprimer_journee", Groupe.JOURNEE, "Imprimer ma journée", "printer", lambda c: c.journee().imprimer(), "Ctrl+P", possible=_sur_la_journee, mots="pdf feuille papier"),
        Commande("agenda_journee", Groupe.JOURNEE, "Agenda des échéances (.ics)", "calendar-plus", lambda c: c.journee().exporter_l_agenda(), mots="calendrier outlook thunderbird"),
        Commande("rappel", Groupe.JOURNEE, "Ajouter un rappel", "bell", lambda c: c.journee().rappeler(), mots="mémo penser agenda"),
        Commande("reportes", Groupe.JOURNEE, "Reportés et faits", "archive", lambda c: c.journee().montrer_mis_de_cote(), mots="reprendre rouvrir mis de côté"),
        Commande("ligne_reporter", Groupe.JOURNEE, "Reporter la ligne, ouvrir son dossier", touches="R / O"),
        Commande("consultations", Groupe.CELLULE, "Consultations des partenaires, délais d’objection", "hourglass", _consultations, mots="bailleurs objection accord tacite 48 heures silence"),
        Commande("inter_bailleurs", Groupe.CELLULE, "Inter-bailleurs : la part de chacun, les engagements", "handshake", _inter_bailleurs, mots="partage accueil convention bailleur paire matrice"),
        Commande("residences", Groupe.CELLULE, "Équilibre des résidences", "scale", _residences, mots="occupation indice base 100 quartile plafonds mixité bailleur ops"),
        Commande("partenaires", Groupe.CELLULE, "Partenaires de la cellule", "users", _partenaires, mots="bailleurs ville état courriel consulter siéger participants"),
        Commande("vide_quand", Groupe.CELLULE, "Vide quand ? Les scénarios du vidage", "calendar-search", lambda c: c.cellule().vidage().montrer_les_scenarios(), possible=_sur_la_cellule, mots="prévision estimation rythme offerts immeuble"),
        Commande("imprimer_vidage", Groupe.CELLULE, "Imprimer l’immeuble en PDF", "printer", lambda c: c.cellule().vidage().imprimer(), possible=_sur_la_cellule, mots="papier feuille vidage"),
        Commande("cellule_avant", Groupe.CELLULE, "Séance : le dossier d’avant", touches="Left"),
        Commande("cellule_apres", Groupe.CELLULE, "Séance : le dossier suivant", touches="Right"),
        Commande("cellule_proposer_1", Groupe.CELLULE, "Séance : préparer la proposition du premier logement", touches="1"),
        Commande("cellule_proposer_2", Groupe.CELLULE, "Séance : préparer celle du deuxième", touches="2"),
        Commande("cellule_proposer_3", Groupe.CELLULE, "Séance : préparer celle du troisième", touches="3"),
        Commande("cellule_decider", Groupe.CELLULE, "Séance : écrire la décision ; Entrée la note et passe au suivant", touches="D"),
        Commande("cellule_reporter", Groupe.CELLULE, "Séance : reporter le dossier à la prochaine", touches="R"),
        Commande("cellule_avis", Groupe.CELLULE, "Séance : l’avis d’un partenaire, puis F, R, D ou A", touches="V"),
        Commande("cellule_presents", Groupe.CELLULE, "Séance : qui est là", touches="P"),
        Commande("cellule_offres", Groupe.CELLULE, "Séance : les offres et les piles du reste à charge", touches="O"),
        Commande("cellule_ranger", Groupe.CELLULE, "Séance : monter, descendre le dossier dans l’ordre du jour", touches="Alt+Up / Alt+Down"),
        Commande("cellule_ajouter", Groupe.CELLULE, "Séance : mettre un dossier à l’ordre du jour", touches="Ins"),
        Commande("cellule_clore", Groupe.CELLULE, "Séance : commencer, puis clore et éditer le relevé", touches="Ctrl+Return"),
        Commande("cellule_noms", Groupe.CELLULE, "Montrer ou masquer les noms des ménages", touches="N"),
        Commande("cellule_portes", Groupe.CELLULE, "Passer d’une entrée à l’autre", touches="PgUp / PgDown"),
        Commande("cellule_dates", Groupe.CELLULE, "Sur le curseur des dates : un jour ; sans Maj, une semaine", touches="Shift+Left / Shift+Right"),
        onglets_des_indicateurs,
        Commande("indicateurs_image", Groupe.INDICATEURS, "Copier les indicateurs en image", "image", lambda c: c.indicateurs().entete.image_asked.emit(), mots="presse-papiers"),
        Commande("indicateurs_pdf", Groupe.INDICATEURS, "Rapport des indicateurs en PDF", "printer", lambda c: c.indicateurs().imprimer(), mots="imprimer bilan"),
        Commande("pourquoi_volet", Groupe.INDICATEURS, "Pourquoi le ménage choisi compte, ou non", touches="Alt+P"),
        Commande("carte_ajuster", Groupe.CARTE, "Voir toute la carte", "maximize", lambda c: _sur_la_carte(c).ajuster(), mots="ajuster recadrer qpv"),
        Commande("carte_copier", Groupe.CARTE, "Copier la carte en image", "image", lambda c: _sur_la_carte(c).copier(), mots="presse-papiers plan"),
        Commande("carte_couches", Groupe.CARTE, "Couches de quartiers chargées", "layers", lambda c: _sur_la_carte(c).montrer_les_couches(), mots="qpv contours fichier retirer"),
        Commande("carte_noms", Groupe.CARTE, "Montrer ou masquer les noms des ménages", touches="N"),
        Commande("carte_flux", Groupe.CARTE, "Montrer ou masquer les flux", touches="F"),
        Commande("carte_zoom", Groupe.CARTE, "S’approcher, s’éloigner, tout revoir", touches="+ / - / 0"),
        Commande("importer", Groupe.ECHANGES, "Importer un fichier", "upload", lambda c: c.importer(), mots="excel état locatif enquête"),
        Commande("imports_faits", Groupe.ECHANGES, "Imports faits", "history", lambda c: c.echanges().pages.set_current("lots"), mots="lots annuler un import liste"),
        Commande("import_fichier", Groupe.ECHANGES, "Import : choisir le fichier", touches="Ctrl+Shift+O"),
        Commande("import_coller", Groupe.ECHANGES, "Import : coller un tableau", touches="Ctrl+V"),
        Commande("import_suite", Groupe.ECHANGES, "Import : étape suivante", touches="Alt+Right"),
        Commande("import_retour", Groupe.ECHANGES, "Import : étape d’avant", touches="Alt+Left"),
        Commande("import_verifier", Groupe.ECHANGES, "Import : à vérifier, suivante", touches="F8"),
        Commande("import_verifier_avant", Groupe.ECHANGES, "Import : à vérifier, d’avant", touches="Shift+F8"),
        Commande("import_semblables", Groupe.ECHANGES, "Import : corriger les pareilles", touches="Ctrl+Return"),
        exports,
        modeles,
        Commande("reglages", Groupe.PARAMETRES, "Agent", "sliders-horizontal", lambda c: c.parametres("agent"), "Ctrl+,", partout=True, mots="réglages nom initiales veille"),
        Commande("apparence", Groupe.PARAMETRES, "Apparence", "palette", lambda c: c.parametres("apparence"), mots="thème taille texte densité lignes"),
        Commande("rangements", Groupe.PARAMETRES, "Dossiers de ce poste", "folder", lambda c: c.parametres("rangements"), mots="répertoires exports sauvegardes projets"),
        Commande("calendrier", Groupe.PARAMETRES, "Jours fériés et délais", "calendar-days", lambda c: c.parametres("calendrier"), mots="alsace moselle"),
        Commande("equipe", Groupe.PARAMETRES, "Équipe et pièces", "users", lambda c: c.parametres("equipe"), mots="référents passation limite"),
        Commande("lieux", Groupe.PARAMETRES, "Lieux", "map-pin", lambda c: c.parametres("lieux"), mots="communes limitrophes opération point"),
        Commande("courriers", Groupe.PARAMETRES, "Courriers", "mail", lambda c: c.parametres("courriers"), mots="lettres textes modèles logo en-tête organisme signataire"),
        Commande("charte", Groupe.PARAMETRES, "Charte", "scroll-text", lambda c: c.parametres("charte"), mots="protocole délais motifs seuils"),
        Commande("baremes", Groupe.PARAMETRES, "Barèmes", "table-properties", lambda c: c.parametres("baremes"), mots="apl plafonds"),
        Commande("annuler_acte", PROJET, "Annuler le dernier acte", "undo-2", lambda c: c.annulation.annuler(), "Ctrl+Z", partout=True, mots="défaire undo"),
        Commande("retablir_acte", PROJET, "Rétablir ce qui vient d’être annulé", "redo-2", lambda c: c.annulation.retablir(), "Ctrl+Shift+Z", partout=True, mots="refaire redo"),
        Commande("corbeille", PROJET, "Corbeille", "trash-2", lambda c: c.montrer_corbeille(), mots="supprimer restaurer purger dossier effacé"),
        Commande("actes_faits", PROJET, "Annuler un acte plus ancien…", "history", lambda c: c.montrer_actes(), mots="journal écritures import défaire"),
        Commande("nouveau_projet", PROJET, "Nouveau projet…", "file-plus", lambda c: c.fenetre.nouveau()),
        Commande("ouvrir", PROJET, "Ouvrir un projet…", "folder-open", lambda c: c.fenetre.choisir(), "Ctrl+O", partout=True),
        Commande("fictif", PROJET, "Projet fictif", "flask-conical", lambda c: c.fenetre.essayer(), mots="essayer démonstration exemple"),
        Commande("sauvegarder", PROJET, "Sauvegarder une copie…", "shield-check", lambda c: c.fenetre.sauvegarder()),
        operations,
        recents,
        Commande("quitter", PROJET, "Quitter", "log-out", lambda c: c.fenetre.close(), "Ctrl+Q", partout=True, mots="fermer"),
        Commande("theme_clair", AFFICHAGE, "Thème clair", "sun", lambda c: c.fenetre.choisir_theme("clair"), mots="couleurs jour apparence"),
        Commande("theme_sombre", AFFICHAGE, "Thème sombre", "moon", lambda c: c.fenetre.choisir_theme("sombre"), mots="couleurs nuit apparence"),
        Commande("theme_systeme", AFFICHAGE, "Thème du système", "monitor", lambda c: c.fenetre.choisir_theme("systeme"), mots="couleurs automatique apparence"),
        Commande("agrandir", AFFICHAGE, "Texte plus grand", "a-arrow-up", lambda c: c.fenetre.agrandir(1), "Ctrl++", partout=True, mots="zoom taille agrandir"),
        Commande("rapetisser", AFFICHAGE, "Texte plus petit", "a-arrow-down", lambda c: c.fenetre.agrandir(-1), "Ctrl+-", partout=True, mots="zoom taille réduire"),
        Commande("taille_ordinaire", AFFICHAGE, "Texte à sa taille ordinaire", "type", lambda c: c.fenetre.agrandir(0), "Ctrl+0", partout=True, mots="zoom taille"),
        Commande("barre", AFFICHAGE, "Réduire ou agrandir la barre de gauche", "panel-left", lambda c: c.gauche.replier(), "Ctrl+B", partout=True),
        Commande("plein_ecran", AFFICHAGE, "Plein écran", "maximize", lambda c: c.projeter(), "F11", partout=True, mots="projeter cellule réunion"),
        Commande("aide", AIDE, "Aide de cet écran", "circle-question-mark", lambda c: c.montrer_aide(), "F1", partout=True, mots="guide mode emploi"),
        Commande("guide", AIDE, "Sommaire du guide", "book-open", lambda c: c.montrer_aide("README.md"), mots="mode emploi manuel"),
        Commande("aide_retour", AIDE, "Dans l’aide, la page d’avant", touches="Alt+Left"),
        Commande("aller", AIDE, "Aller à un dossier, lancer une commande", "search", lambda c: c.recherche.ouvrir(), "Ctrl+K", partout=True, possible=_jamais),
        Commande("raccourcis", AIDE, "Raccourcis clavier", "keyboard", lambda c: c.montrer_raccourcis(), "Ctrl+/", partout=True, mots="touches"),
        Commande("ouvrir_ligne", TABLES, "Ouvrir la ligne, presser le bouton", touches="Return"),
        Commande("modifier", TABLES, "Modifier la cellule", touches="F2"),
        Commande("supprimer", TABLES, "Retirer la ligne ou la pastille", touches="Del"),
        Commande("suivant", TABLES, "Champ suivant", touches="Tab"),
        Commande("precedent", TABLES, "Champ précédent", touches="Shift+Tab"),
        Commande("annuler", TABLES, "Annuler la saisie, fermer", touches="Esc"),
    )  # fmt: skip


COMMANDES = _liste()


def toutes(cadre: Cadre) -> Iterator[Commande]:
    """Les commandes du moment, possibles ou non."""
    for une in COMMANDES:
        yield from (une,) if isinstance(une, Commande) else une(cadre)


def du_cadre(cadre: Cadre) -> list[Commande]:
    """Celles dont le cadre pose la touche : elles valent sur tous les écrans."""
    nommees = [une for une in COMMANDES if isinstance(une, Commande)]
    return [une for une in (*nommees, *ecrans(cadre)) if une.partout]


def possibles(cadre: Cadre) -> list[Commande]:
    """Celles que l'on peut lancer maintenant, groupe par groupe."""
    rangs = {groupe: rang for rang, groupe in enumerate(Groupe)}
    retenues = [c for c in toutes(cadre) if c.faire is not None and c.possible(cadre)]
    return sorted(retenues, key=lambda c: rangs[c.groupe])


def commande(cle: str) -> Commande:
    """Une commande nommée de la liste."""
    return next(c for c in COMMANDES if isinstance(c, Commande) and c.cle == cle)


def touches(cle: str) -> str:
    """La touche d'une commande nommée, pour l'écran qui la tient."""
    return commande(cle).touches

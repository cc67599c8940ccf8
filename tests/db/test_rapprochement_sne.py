"""Une liste de bailleur importée, puis rapprochée de nos relogements : ce qui est perdu, pourquoi, et par qui."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from db.annulation import annuler
from db.corbeille import MISE, mettre_a_la_corbeille
from db.exports.interne import ecrire_interne
from db.exports.rapprochement_sne import document, en_json
from db.fichier import Fichier
from db.imports import Cible, importer
from db.imports.rapport import Rapport, Sort
from db.journal import Ecriture, LigneDeJournal
from db.numeros_sne import accepter, propositions
from db.pannes import Conflit
from db.purge import purger
from db.rapprochement_sne import Compte, rapprocher_le_sne
from relogement.caleol import PassageCaleol
from relogement.erreurs import ErreurMetier
from relogement.menage import Menage
from relogement.modeles import NumeroSne
from relogement.nomenclatures import DecisionCaleol, Etat, Nature
from relogement.numero_sne import EtatDemande, OrigineSne
from relogement.operation import Operation
from relogement.rapprochement_sne import Cause, Issue
from tests.fabrique import un_fichier, un_logement, un_menage, un_relogement, une_operation

AU, BAIL = date(2026, 11, 29), date(2026, 3, 10)
RIVES, TOIT = "Rives Habitat", "Toit du Sud"
TITRES = (
    "Numéro unique;Nom;Prénom;Naissance;UG;Date de dépôt;État;Date de radiation;Motif de radiation;Date du bail;"
    "Bailleur attributaire;Fait générateur"
)


NOMS = {"D1": "BENALI", "D2": "MARTIN", "D3": "DIALLO", "D4": "SOUZA", "D5": "LEROUX"}


def un_numero(rang: int) -> str:
    return f"0660126{rang:06}G0066"


def attribue(reference: str, op: Operation, rang: int | None, ne_le: date | None, **champs: object) -> Menage:
    """Un bail du 10 mars 2026 chez Rives Habitat, passé en CALEOL en février."""
    menage = un_menage(reference, operation=op, nom=NOMS[reference], prenom="Awa", ug=f"00{reference}")
    menage.numero_unique = un_numero(rang) if rang is not None else None
    menage.personnes[0].naissance_le = ne_le
    menage.caleols = [PassageCaleol(le=date(2026, 2, 20), decision=DecisionCaleol.ATTRIBUTION)]
    un_relogement(menage, logement=un_logement(bailleur=champs.get("bailleur", RIVES)), bail_le=BAIL)
    return menage


def le_projet() -> list[Menage]:
    op = une_operation()
    ne_le = date(1980, 5, 14)
    bon, active, sans, ailleurs = (
        attribue("D1", op, 1, ne_le), attribue("D2", op, 2, ne_le), attribue("D3", op, None, ne_le),
        attribue("D4", op, 4, ne_le, bailleur=TOIT),
    )  # fmt: skip
    proche = un_menage("D5", operation=op, nom=NOMS["D5"], prenom="Awa", etat=Etat.CALEOL)
    proche.personnes[0].naissance_le = ne_le
    provisoire = un_menage("D6", operation=op)
    un_relogement(provisoire, nature=Nature.PROVISOIRE)
    recherche = un_menage("D7", operation=op, etat=Etat.RECHERCHE)
    return [bon, active, sans, ailleurs, proche, provisoire, recherche]


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    ouvert = un_fichier(base, *le_projet())
    yield ouvert
    ouvert.fermer()


def ligne(rang: int, reference: str, etat: str = "Radiée;10/03/2026;Attribution;10/03/2026;Rives Habitat") -> str:
    return f"{un_numero(rang)};{NOMS[reference]};Awa;14/05/1980;;01/09/2025;{etat};Relogement Anru"


def liste(dossier: Path, *lignes: str, nom: str = "numeros.csv") -> Path:
    chemin = dossier / nom
    chemin.write_text("\n".join((TITRES, *lignes)), "utf-8-sig")
    return chemin


def importee(projet: Fichier, dossier: Path, *lignes: str) -> Rapport:
    return importer(projet, liste(dossier, *lignes), cible=Cible(bailleur=RIVES))


LIGNES = (
    ligne(1, "D1"),
    ligne(2, "D2", "Active;;;;"),
    ligne(3, "D3"),
    f"{un_numero(9)};INCONNU;Paul;01/02/1955;;01/01/2020;Active;;;;;Relogement Anru",
)


def les_numeros(projet: Fichier) -> dict[str, NumeroSne]:
    with projet.lire() as session:
        lus = {n.numero: n for n in session.scalars(select(NumeroSne))}
        session.expunge_all()
    return lus


def test_chaque_ligne_est_gardee_datee_avec_sa_source(projet: Fichier, tmp_path: Path) -> None:
    rapport = importee(projet, tmp_path, *LIGNES)

    assert rapport.nature == "numeros"
    assert (rapport.lues, rapport.lignes[Sort.CREEE]) == (4, 4)
    du_premier = les_numeros(projet)[un_numero(1)]
    assert (du_premier.bailleur, du_premier.fichier, du_premier.provenance) == (
        RIVES,
        "numeros.csv",
        OrigineSne.LISTE,
    )
    assert du_premier.nom == "BENALI"


def test_une_personne_que_le_projet_ne_suit_pas_n_y_laisse_pas_son_nom(projet: Fichier, tmp_path: Path) -> None:
    rapport = importee(projet, tmp_path, *LIGNES)

    inconnu = les_numeros(projet)[un_numero(9)]
    assert (inconnu.nom, inconnu.naissance_le, inconnu.etat) == (None, None, EtatDemande.ACTIVE)
    assert any("1 ligne ne correspond" in a.message for a in rapport.anomalies)


def test_importer_deux_fois_ne_change_rien(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)

    rapport = importee(projet, tmp_path, *LIGNES)

    assert rapport.lignes[Sort.INCHANGEE] == 4


def test_l_import_s_annule_comme_les_autres(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)

    with projet.ecrire("Annulation") as session:
        annuler(session, session.scalars(select(func.max(Ecriture.id) - 1)).one())

    assert les_numeros(projet) == {}


def test_une_demande_redevenue_active_n_est_plus_radiee(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, ligne(1, "D1"))

    importee(projet, tmp_path, ligne(1, "D1", "Active;;;;"))

    relue = les_numeros(projet)[un_numero(1)]
    assert (relue.etat, relue.radiee_le, relue.motif_radiation) == (EtatDemande.ACTIVE, None, None)


def test_simuler_n_ecrit_rien(projet: Fichier, tmp_path: Path) -> None:
    importer(projet, liste(tmp_path, *LIGNES), nature="numeros", simuler=True)

    assert les_numeros(projet) == {}


# Le rapprochement, compté à la main sur quatre attributions et une proche


def test_les_attributions_perdues_se_comptent_par_bailleur_et_par_cause(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)

    with projet.lire() as session:
        trouve = rapprocher_le_sne(session, AU)

    issues = {li.reference: li.jugement.issue for li in trouve.lignes}
    assert issues == {
        "D1": Issue.COMPTERA,
        "D2": Issue.NE_COMPTERA_PAS,  # encore active : le bailleur n'a pas radié
        "D3": Issue.NE_COMPTERA_PAS,  # pas de numéro
        "D4": Issue.A_VERIFIER,  # le Toit du Sud n'a pas donné sa liste
        "D5": Issue.NE_COMPTERA_PAS,  # en CALEOL, sans numéro : elle n'est pas encore une attribution
    }
    assert trouve.total == Compte(comptent=1, a_verifier=1, perdues=2)
    assert [li.reference for li in trouve.proches] == ["D5"]
    assert trouve.par_bailleur == {RIVES: Compte(1, 0, 2), TOIT: Compte(0, 1, 0)}
    assert trouve.par_cause == {
        Cause.SANS_NUMERO: Compte(0, 0, 1),
        Cause.RADIATION: Compte(0, 0, 1),
        Cause.SANS_LISTE: Compte(0, 1, 0),
    }


def test_un_numero_sur_deux_dossiers_les_nomme_l_un_l_autre(projet: Fichier) -> None:
    with projet.ecrire("Saisie") as session:
        session.scalars(select(Menage).where(Menage.reference == "D2")).one().numero_unique = un_numero(1)

    with projet.lire() as session:
        trouve = rapprocher_le_sne(session, AU)

    phrases = {li.reference: li.jugement.phrase for li in trouve.lignes}
    assert "même numéro unique que le dossier D2" in phrases["D1"]
    assert "même numéro unique que le dossier D1" in phrases["D2"]


# Les numéros proposés


def test_un_numero_ne_se_propose_que_sur_le_nom_et_la_naissance(projet: Fichier, tmp_path: Path) -> None:
    sans_naissance = ligne(5, "D5").replace("14/05/1980", "")

    importee(projet, tmp_path, *LIGNES, sans_naissance)

    with projet.lire() as session:
        (seule,) = propositions(session)
    assert (seule.reference, seule.numero, seule.exacte) == ("D3", un_numero(3), True)


def test_deux_numeros_pour_le_meme_dossier_ne_sont_pas_une_proposition_exacte(
    projet: Fichier, tmp_path: Path
) -> None:
    importee(projet, tmp_path, ligne(3, "D3"), ligne(8, "D3"))

    with projet.lire() as session:
        assert [p.exacte for p in propositions(session)] == [False, False]


def test_un_numero_accepte_est_ecrit_et_ne_se_propose_plus(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)
    with projet.lire() as session:
        choix = [(p.menage_id, p.numero) for p in propositions(session)]

    with projet.ecrire("Numéro unique accepté") as session:
        assert accepter(session, choix) == 1

    with projet.lire() as session:
        assert propositions(session) == []
        issues = {li.reference: li.jugement.issue for li in rapprocher_le_sne(session, AU).lignes}
    assert issues["D3"] is Issue.COMPTERA


def test_un_numero_donne_entre_temps_arrete_tout(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)
    with projet.lire() as session:
        choix = [(p.menage_id, p.numero) for p in propositions(session)]
    with projet.ecrire("Saisie") as session:
        session.scalars(select(Menage).where(Menage.reference == "D5")).one().numero_unique = un_numero(3)

    with pytest.raises(Conflit, match="rien n’a été écrit"), projet.ecrire("Numéro") as session:
        accepter(session, choix)
    with pytest.raises(ErreurMetier, match="choisi deux fois"), projet.ecrire("Numéro") as session:
        accepter(session, choix * 2)


def test_un_export_xml_du_sne_s_importe_sans_nationalite_ni_telephone(projet: Fichier, tmp_path: Path) -> None:
    chemin = tmp_path / "export.xml"
    chemin.write_text(
        '<n:interfaceNuu xmlns:n="http://nuu.application.i2/"><n:entete><n:dateFichier>2026-04-01T10:00:00'
        "</n:dateFichier></n:entete><n:demande><n:demandeLogement>"
        f"<n:numUnique>{un_numero(1)}</n:numUnique><n:dateCreationDemande>2025-09-01</n:dateCreationDemande>"
        "<n:personnePhysique><n:demandeur><n:nom>BENALI</n:nom><n:prenom>Awa</n:prenom>"
        '<n:dateNaissance>1980-05-14</n:dateNaissance><n:nationalite code="2"/><n:telPortable>0606060606'
        "</n:telPortable></n:demandeur></n:personnePhysique></n:demandeLogement></n:demande></n:interfaceNuu>",
        "utf-8",
    )

    rapport = importer(projet, chemin)

    assert rapport.nature == "numeros"
    lu = les_numeros(projet)[un_numero(1)]
    assert (lu.provenance, lu.lu_le, lu.nom, lu.bailleur) == (OrigineSne.XML, date(2026, 4, 1), "BENALI", "")
    assert "0606060606" not in str([getattr(lu, c.key) for c in NumeroSne.__mapper__.columns])


def test_purger_un_dossier_efface_aussi_sa_ligne_des_listes(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)
    with projet.ecrire(MISE) as session:
        mettre_a_la_corbeille(session, session.scalars(select(Menage.id).where(Menage.reference == "D1")).one())
    with projet.lire() as session:
        ecriture = session.scalars(select(func.max(Ecriture.id))).one()

    with projet.ecrire("Purge") as session:
        purger(session, ecriture, "Fin de conservation")

    assert un_numero(1) not in les_numeros(projet)
    with projet.lire() as session:
        du_sne = select(LigneDeJournal).where(LigneDeJournal.objet == "numero_sne", LigneDeJournal.geste == "S")
        assert [li.avant for li in session.scalars(du_sne)] == [None]


# En fichiers


def test_le_classeur_dit_chaque_attribution_et_qui_peut_y_remedier(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)
    with projet.lire() as session:
        trouve = rapprocher_le_sne(session, AU)

    ecrire_interne(projet, document(trouve), tmp_path / "sne.xlsx")

    classeur = openpyxl.load_workbook(tmp_path / "sne.xlsx")
    assert classeur.sheetnames == ["Attributions", "En approche", "Par bailleur", "Par cause"]
    lignes = {li[1]: li for li in classeur["Attributions"].iter_rows(min_row=2, values_only=True)}
    assert lignes["D2"][0] == "Ne comptera pas"
    assert "encore active" in lignes["D2"][8]
    assert lignes["D2"][9] == "Le bailleur"
    assert list(classeur["Par bailleur"].iter_rows(min_row=2, max_row=2, values_only=True)) == [
        (RIVES, 3, 1, 0, 2)
    ]


def test_le_json_ne_nomme_personne(projet: Fichier, tmp_path: Path) -> None:
    importee(projet, tmp_path, *LIGNES)
    with projet.lire() as session:
        dit = json.dumps(en_json(rapprocher_le_sne(session, AU)), ensure_ascii=False)

    assert json.loads(dit)["total"] == {
        "attributions": 4,
        "compteront": 1,
        "a_verifier": 1,
        "ne_compteront_pas": 2,
    }
    assert not [nom for nom in NOMS.values() if nom in dit.upper()]
    assert un_numero(1) not in dit

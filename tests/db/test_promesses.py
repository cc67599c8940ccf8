"""Un logement n'est promis qu'une fois : la base le refuse sur les deux moteurs, à deux postes, et il se rend."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from db.annulation import annuler
from db.corbeille import MISE, corbeille, mettre_a_la_corbeille, restaurer
from db.dossier import logements_proposables
from db.fichier import Fichier
from db.pannes import DejaPromis
from db.promesses import refuser_si_promis
from db.retours import retours
from db.vacances import en_double, registre, rendre_le_logement, retirer_du_registre, vacance
from relogement.actes import (
    Notification,
    accepter,
    annuler_la_sortie,
    emmenager,
    passer_en_caleol,
    proposer,
    refuser,
    retirer,
    revenir,
    signer,
    sortir,
)
from relogement.caleol import PassageCaleol
from relogement.erreurs import ErreurMetier
from relogement.modeles import LogementOffert, Menage, Offre
from relogement.nomenclatures import DecisionCaleol, MotifSortie, Nature, Occupe
from tests.db.anciennes_promesses import sans_les_gardes
from tests.fabrique import un_fichier, un_logement, un_menage, une_charte, une_operation

RACINE = Path(__file__).resolve().parents[2]
LE = date(2026, 6, 1)
CHARTE = une_charte()


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    """Deux ménages en recherche, et un logement que personne ne tient."""
    operation = une_operation()
    fichier = un_fichier(base, *(un_menage(r, operation=operation) for r in ("A1", "B1")))
    with fichier.ecrire("Vacance") as session:
        session.add(un_logement(residence="Les Amandiers", bailleur="Habitat Sud"))
    yield fichier
    fichier.fermer()


def lire(session: object, reference: str) -> tuple[Menage, LogementOffert]:
    menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()  # type: ignore[attr-defined]
    return menage, session.scalars(select(LogementOffert)).one()  # type: ignore[attr-defined]


def promettre(fichier: Fichier, reference: str, *, accord: bool = False) -> None:
    with fichier.ecrire("Offre") as session:
        menage, logement = lire(session, reference)
        offre = proposer(menage, logement, charte=CHARTE, notification=Notification(LE))
        if accord:
            accepter(menage, offre, date(2026, 6, 5))


def attribuer(menage: Menage) -> None:
    passage = PassageCaleol(le=date(2026, 6, 20), decision=DecisionCaleol.ATTRIBUTION)
    passer_en_caleol(menage, passage, charte=CHARTE)


def test_la_deuxieme_promesse_est_refusee_d_une_phrase_et_rien_n_est_ecrit(projet: Fichier) -> None:
    promettre(projet, "A1")

    with pytest.raises(DejaPromis, match="déjà promis à un autre dossier"):
        promettre(projet, "B1")

    with projet.lire() as session:
        assert [o.menage.reference for o in session.scalars(select(Offre))] == ["A1"]


def test_la_phrase_nomme_le_dossier_qui_tient_le_logement(projet: Fichier) -> None:
    promettre(projet, "A1", accord=True)

    with projet.lire() as session, pytest.raises(DejaPromis, match="dossier A1, par l’offre 1, acceptée"):
        menage, logement = lire(session, "B1")
        refuser_si_promis(session, logement, menage.id)


def test_meme_en_masse_par_du_sql_un_logement_ne_se_promet_pas_deux_fois(projet: Fichier) -> None:
    promettre(projet, "A1")

    with pytest.raises(ErreurMetier, match="déjà promis"), projet.ecrire("Masse") as session:
        menage, logement = lire(session, "B1")
        session.execute(
            text(
                "INSERT INTO relogement (id, version, menage_id, logement_id, nature) "
                "VALUES (9, 1, :m, :l, 'DEFINITIF')"
            ),
            {"m": menage.id, "l": logement.id},
        )


def test_le_bail_de_celui_qui_a_accepte_passe_celui_d_un_autre_non(projet: Fichier) -> None:
    promettre(projet, "A1", accord=True)

    with pytest.raises(DejaPromis), projet.ecrire("Bail") as session:
        menage, logement = lire(session, "B1")
        signer(menage, logement, Nature.DEFINITIF, LE)
    with projet.ecrire("Bail") as session:
        menage, logement = lire(session, "A1")
        attribuer(menage)
        signer(menage, logement, Nature.DEFINITIF, date(2026, 7, 1), offre=menage.offres[0])

    with projet.lire() as session:
        assert vacance(session, lire(session, "A1")[1].id).phrase == "Bail du dossier A1"
        assert registre(session) == []


def test_un_logement_refuse_revient_et_se_promet_a_un_autre(projet: Fichier) -> None:
    promettre(projet, "A1")
    with projet.ecrire("Refus") as session:
        menage, _ = lire(session, "A1")
        refuser(menage, menage.offres[0], date(2026, 6, 12), "TROP_PETIT", charte=CHARTE)

    with projet.lire() as session:
        (lu,) = registre(session)
        assert (lu.etat, lu.phrase) == (Occupe.LIBRE, "Libre, refusé 1 fois")
        (retour,) = retours(session, LE)
        assert retour.bailleur == "Habitat Sud"
        assert retour.phrase == (
            "Les Amandiers\u00a0: refusé le 12/06/2026 par le dossier A1. Il est de nouveau libre."
        )
    promettre(projet, "B1")
    with projet.lire() as session:
        assert retours(session, LE)[0].phrase.endswith("Il a été repris depuis.")
        assert retours(session, date(2026, 6, 13)) == []


def test_annuler_le_refus_d_un_logement_promis_depuis_est_refuse(projet: Fichier) -> None:
    promettre(projet, "A1")
    with projet.ecrire("Refus") as session:
        menage, _ = lire(session, "A1")
        refuser(menage, menage.offres[0], date(2026, 6, 12), "TROP_PETIT", charte=CHARTE)
    refus = projet.ecritures[-1]
    promettre(projet, "B1")

    with pytest.raises(DejaPromis), projet.ecrire("Annulation") as session:
        annuler(session, refus)

    with projet.lire() as session:
        assert [o.reponse.value for o in session.scalars(select(Offre).order_by(Offre.id))] == [
            "REFUS",
            "EN_COURS",
        ]


def test_un_dossier_restaure_revient_entier_mais_ne_reprend_pas_le_logement(projet: Fichier) -> None:
    promettre(projet, "A1")
    with projet.ecrire(MISE) as session:
        mettre_a_la_corbeille(session, lire(session, "A1")[0].id)
    promettre(projet, "B1")
    with projet.ecrire("Restauration") as session:
        _, (phrase,) = restaurer(session, corbeille(session)[0].ecriture)

    assert "promis entre-temps au dossier B1" in phrase
    with projet.lire() as session:
        menage, logement = lire(session, "A1")
        assert [(o.reponse.value, o.tient_le_logement) for o in menage.offres] == [("EN_COURS", False)]
        assert vacance(session, logement.id).references == ("B1",)


def libere(projet: Fichier) -> bool:
    with projet.lire() as session:
        return len(logements_proposables(session)) == 1


def test_une_sortie_rend_le_logement_promis(projet: Fichier) -> None:
    promettre(projet, "A1")
    with projet.ecrire("Sortie") as session:
        sortir(lire(session, "A1")[0], MotifSortie.DEPART, date(2026, 6, 20))

    assert libere(projet)
    with projet.ecrire("Retour") as session:  # la sortie s'annule ; le logement, lui, reste à tous
        annuler_la_sortie(lire(session, "A1")[0], date(2026, 6, 21), "erreur")
    assert libere(projet)


def test_une_commission_defavorable_rend_le_logement_accepte(projet: Fichier) -> None:
    promettre(projet, "A1", accord=True)
    with projet.ecrire("CALEOL") as session:
        menage, _ = lire(session, "A1")
        passage = PassageCaleol(
            le=date(2026, 6, 25), decision=DecisionCaleol.NON_ATTRIBUTION, offre=menage.offres[0]
        )
        passer_en_caleol(menage, passage, charte=CHARTE)

    assert libere(projet)


def test_un_bail_signe_ailleurs_rend_les_autres_logements_promis(projet: Fichier) -> None:
    promettre(projet, "A1", accord=True)
    with projet.ecrire("Bail") as session:
        menage, _ = lire(session, "A1")
        attribuer(menage)
        signer(menage, un_logement(residence="Ailleurs"), Nature.DEFINITIF, date(2026, 7, 1))

    assert libere(projet)


@pytest.mark.parametrize("par_un_retour", [True, False])
def test_un_logement_provisoire_se_rend_au_retour_ou_a_l_entree_definitive(
    projet: Fichier, par_un_retour: bool
) -> None:
    with projet.ecrire("Provisoire") as session:
        menage, logement = lire(session, "A1")
        emmenager(menage, signer(menage, logement, Nature.PROVISOIRE, LE), LE)
    assert not libere(projet)

    with projet.ecrire("Retour") as session:
        menage, _ = lire(session, "A1")
        if par_un_retour:
            revenir(menage, date(2026, 9, 1))
        else:
            bail = signer(menage, un_logement(residence="Ailleurs"), Nature.DEFINITIF, date(2026, 9, 1))
            emmenager(menage, bail, date(2026, 9, 2))

    assert libere(projet)


def test_une_offre_oubliee_se_rend_a_la_main(projet: Fichier) -> None:
    promettre(projet, "A1", accord=True)
    with projet.lire() as session:
        numero = session.scalars(select(Offre.id)).one()

    with pytest.raises(ErreurMetier, match="notifiée le 01/06/2026"), projet.ecrire("Rendu") as session:
        rendre_le_logement(session, numero, date(2026, 5, 1))
    with projet.ecrire("Rendu") as session:
        rendre_le_logement(session, numero, date(2026, 8, 1))

    assert libere(projet)


def test_un_logement_retire_ne_se_propose_plus(projet: Fichier) -> None:
    with projet.ecrire("Retrait") as session:
        retirer_du_registre(session, lire(session, "A1")[1].id, LE)

    with pytest.raises(DejaPromis, match="retiré par son bailleur"):
        promettre(projet, "A1")

    assert not libere(projet)


def test_un_logement_promis_ne_se_retire_pas_sans_retirer_l_offre(projet: Fichier) -> None:
    promettre(projet, "A1")

    with pytest.raises(ErreurMetier, match="dossier A1 l’a reçu en offre"), projet.ecrire("Retrait") as session:
        retirer_du_registre(session, lire(session, "A1")[1].id, LE)
    with projet.ecrire("Offre retirée") as session:
        menage, _ = lire(session, "A1")
        retirer(menage, menage.offres[0], date(2026, 6, 3))
    with projet.ecrire("Retrait") as session:
        retirer_du_registre(session, lire(session, "A1")[1].id, LE)

    with projet.lire() as session:
        assert registre(session) == []
        assert [v.phrase for v in registre(session, tous=True)] == ["Retiré le 01/06/2026"]


def test_ce_qui_etait_promis_deux_fois_avant_les_gardes_se_voit_et_se_corrige(projet: Fichier) -> None:
    promettre(projet, "A1")
    with sans_les_gardes(projet):
        promettre(projet, "B1")

    with projet.lire() as session:
        (double,) = en_double(session)
        assert double.phrase == "Promis à A1 et B1\u00a0: un seul peut le garder"
    with projet.ecrire("Retrait") as session:
        menage, _ = lire(session, "B1")
        retirer(menage, menage.offres[0], date(2026, 6, 3))
    with projet.lire() as session:
        assert en_double(session) == []


_POSTE = """
import sys
from datetime import date
from sqlalchemy import select
from db.fichier import ouvrir
from db.pannes import DejaPromis
from relogement.actes import proposer
from relogement.modeles import LogementOffert, Menage
from tests.fabrique import une_charte
base, reference = sys.argv[1:]
fichier = ouvrir(base)
print("pret", flush=True)
sys.stdin.readline()
try:
    with fichier.ecrire("Offre") as session:
        menage = session.scalars(select(Menage).where(Menage.reference == reference)).one()
        proposer(menage, session.scalars(select(LogementOffert)).one(), charte=une_charte())
    print("promis")
except DejaPromis as refus:
    print("refus", refus)
fichier.fermer()
"""


def test_deux_postes_qui_promettent_au_meme_instant_un_seul_y_parvient(projet: Fichier) -> None:
    postes = [
        subprocess.Popen(
            [sys.executable, "-c", _POSTE, str(projet.base), reference],
            cwd=RACINE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for reference in ("A1", "B1")
    ]  # fmt: skip
    for poste in postes:
        assert poste.stdout is not None
        assert poste.stdout.readline() == "pret\n"
    for poste in postes:
        assert poste.stdin is not None
        poste.stdin.write("\n")
        poste.stdin.flush()

    dits = sorted(poste.communicate(timeout=120)[0].partition(" ")[0].strip() for poste in postes)

    assert dits == ["promis", "refus"]
    with projet.lire() as session:
        assert len(session.scalars(select(Offre)).all()) == 1

"""Le registre : ajouter sans tout savoir, corriger sans écraser, noter qui est prévenu ; sur les deux moteurs."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cellule.partenaires import enregistrer_partenaire
from db.fichier import Fichier
from db.pannes import Conflit
from db.retours import ecrire_le_courriel, noter_prevenus, retours
from db.vacances import ajouter, corriger, registre, rendre_le_logement
from relogement.actes import accepter, proposer, refuser
from relogement.champs import champs
from relogement.erreurs import ErreurMetier
from relogement.fuites.rapport import FuiteTrouvee
from relogement.modeles import LogementOffert, Menage
from relogement.nomenclatures import Typologie
from relogement.vacances import manques
from tests.fabrique import un_fichier, un_logement, un_menage, une_charte

LE = date(2026, 6, 12)


@pytest.fixture
def projet(base: str) -> Iterator[Fichier]:
    fichier = un_fichier(base, un_menage("AC-014", nom="ZAVATTERO", nb_personnes=2))
    yield fichier
    fichier.fermer()


def ajoute(projet: Fichier, **valeurs: Any) -> int:
    with projet.ecrire("Ajout") as session:
        return ajouter(session, valeurs).id


def tel_quel(session: Session, numero: int) -> dict[str, Any]:
    logement = session.get_one(LogementOffert, numero)
    return {nom: getattr(logement, nom) for nom in champs(LogementOffert)}


def test_une_commune_suffit_et_ce_qui_manque_reste_inconnu(projet: Fichier) -> None:
    numero = ajoute(projet, commune="Perpignan", code_postal="66000")

    with projet.lire() as session:
        (lu,) = registre(session)
        assert lu.logement.id == numero
        assert (lu.logement.surface, lu.logement.loyer, lu.logement.commune_insee) == (None, None, "66136")
        assert "loyer inconnu\u00a0: le reste à charge ne se calcule pas" in manques(lu.logement)


def test_sans_rien_pour_le_reconnaitre_rien_ne_s_ecrit(projet: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="de quoi le reconnaître"):
        ajoute(projet, typologie=Typologie.T3, surface=Decimal(60))

    numero = ajoute(projet, residence="Les Pins")
    with pytest.raises(ErreurMetier, match="Gardez au moins"), projet.ecrire("Correction") as session:
        corriger(session, numero, {"residence": None}, tel_quel(session, numero))
    with projet.lire() as session:
        assert [v.logement.residence for v in registre(session)] == ["Les Pins"]


def test_deux_corrections_d_un_meme_champ_ne_s_ecrasent_pas_sans_le_dire(projet: Fichier) -> None:
    numero = ajoute(projet, residence="Les Pins", loyer=Decimal(400))
    with projet.lire() as session:
        montre = tel_quel(session, numero)
    with projet.ecrire("Autre") as session:
        corriger(session, numero, {"loyer": Decimal(450)}, montre)

    with pytest.raises(Conflit, match="« Loyer hors charges » vient d’être"), projet.ecrire("Mien") as session:
        corriger(session, numero, {"loyer": Decimal(500)}, montre)
    with projet.ecrire("Autre champ") as session:
        corriger(session, numero, {"surface": Decimal(60)}, montre)

    with projet.lire() as session:
        lu = session.get_one(LogementOffert, numero)
        assert (lu.loyer, lu.surface) == (Decimal(450), Decimal(60))


def test_changer_de_commune_change_son_code(projet: Fichier) -> None:
    numero = ajoute(projet, residence="Les Pins", commune="Perpignan", code_postal="66000")

    with projet.ecrire("Correction") as session:
        corriger(session, numero, {"commune": "Cabestany", "code_postal": "66330"}, tel_quel(session, numero))

    with projet.lire() as session:
        assert session.get_one(LogementOffert, numero).commune_insee == "66028"


def _offre(session: Session) -> tuple[Menage, Any]:
    menage = session.scalars(select(Menage)).one()
    return menage, menage.offres[-1]


def promettre(projet: Fichier, *, adresse: str | None = None) -> None:
    with projet.ecrire("Offre") as session:
        menage = session.scalars(select(Menage)).one()
        logement = un_logement(residence="Les Amandiers", bailleur="Habitat Sud", adresse=adresse)
        proposer(menage, logement, charte=une_charte())


def test_un_accord_qui_ne_se_fait_pas_revient_aussi_au_bailleur(projet: Fichier) -> None:
    promettre(projet)
    with projet.ecrire("Accord") as session:
        menage, offre = _offre(session)
        accepter(menage, offre, date(2026, 6, 1))
        session.flush()
        rendre_le_logement(session, offre.id, LE)

    with projet.lire() as session:
        (retour,) = retours(session, LE)
        assert retour.phrase == (
            "Les Amandiers\u00a0: accepté puis rendu le 12/06/2026 par le dossier AC-014. Il est de nouveau libre."
        )
        assert retours(session, date(2026, 6, 13)) == []


def test_prevenir_se_note_se_dedit_et_le_courriel_ne_nomme_personne(projet: Fichier, tmp_path: Path) -> None:
    promettre(projet)
    with projet.ecrire("Refus") as session:
        menage, offre = _offre(session)
        refuser(menage, offre, LE, "TROP_PETIT", charte=une_charte())
    with projet.lire() as session:
        lus = retours(session, LE)
        vers = ecrire_le_courriel(session, tmp_path / "b.eml", "Habitat Sud", lus, auteur="MJ")
    with projet.ecrire("Prévenu") as session:
        assert noter_prevenus(session, [lus[0].offre_id], LE) == 1
        assert noter_prevenus(session, [lus[0].offre_id], LE) == 0

    corps = message_from_bytes(vers.read_bytes(), policy=policy.default).get_body()
    assert corps is not None and "refusé le 12/06/2026 par le dossier AC-014" in corps.get_content()
    assert "ZAVATTERO" not in corps.get_content()
    with projet.lire() as session:
        assert retours(session, LE)[0].prevenu_le == LE


def test_le_courriel_part_a_l_adresse_du_partenaire_qui_est_ce_bailleur(projet: Fichier, tmp_path: Path) -> None:
    promettre(projet)
    with projet.ecrire("Refus") as session:
        menage, offre = _offre(session)
        refuser(menage, offre, LE, "TROP_PETIT", charte=une_charte())
        enregistrer_partenaire(session, {"nom": "HABITAT SUD", "courriel": "attributions@habitat-sud.example"})
        enregistrer_partenaire(session, {"nom": "Ville", "bailleur": "Autre", "courriel": "ville@ville.example"})
    with projet.lire() as session:
        lus = retours(session, LE)
        connu = ecrire_le_courriel(session, tmp_path / "a.eml", "Habitat Sud", lus, auteur="MJ")
        inconnu = ecrire_le_courriel(session, tmp_path / "b.eml", "Habitat Nord", lus, auteur="MJ")

    assert message_from_bytes(connu.read_bytes())["To"] == "attributions@habitat-sud.example"
    assert message_from_bytes(inconnu.read_bytes())["To"] is None


def test_un_nom_glisse_dans_le_libelle_d_un_logement_ne_part_pas(projet: Fichier, tmp_path: Path) -> None:
    """La résidence saisie à la main porte le nom du ménage : le brouillon fouillé n'est pas écrit."""
    with projet.ecrire("Offre") as session:
        menage = session.scalars(select(Menage)).one()
        proposer(menage, un_logement(residence="Pour ZAVATTERO", bailleur="Habitat Sud"), charte=une_charte())
        session.flush()
        refuser(menage, menage.offres[-1], LE, "TROP_PETIT", charte=une_charte())

    with projet.lire() as session, pytest.raises(FuiteTrouvee):
        lus = retours(session, LE)
        ecrire_le_courriel(session, tmp_path / "b.eml", "Habitat Sud", lus, auteur="MJ")

    assert not list(tmp_path.glob("*.eml"))

"""Retrouver, sur les deux moteurs, les dossiers où une personne est peut-être déjà ; se souvenir d'un non."""

from datetime import date

import pytest
from sqlalchemy import select

from db.doublons import Doublon, candidats, ecarter, identite_dans, identite_tapee
from db.doublons_de_la_base import doublons_possibles
from db.fichier import Fichier
from db.journal import LigneDeJournal
from relogement.doublons import Identite, Verdict
from relogement.modeles import Menage
from relogement.nomenclatures import Lien, MotifSortie
from relogement.travail import Annulation
from tests.fabrique import un_menage, une_operation, une_personne

NE = date(1970, 3, 12)


@pytest.fixture
def fichier(fichier: Fichier) -> Fichier:
    """Deux opérations ; Odette LEFÈVRE, UG 0012, née le 12/03/1970, et son mari ; des voisins."""
    ac, li = une_operation("AC"), une_operation("LI")
    odette = un_menage("AC-001", nom="LEFÈVRE", prenom="Odette", ug="0012", operation=ac)
    odette.personnes[0].naissance_le = NE
    odette.personnes.append(une_personne("LEFÈVRE", Lien.CONJOINT, prenom="Yves", naissance_le=date(1968, 5, 4)))
    marek = un_menage("AC-002", nom="KOWALSKI", prenom="Marek", ug="0013", operation=ac)
    ailleurs = un_menage("LI-001", nom="KOWALSKI", prenom="Marek", ug="0013", operation=li)
    with fichier.ecrire("Saisie") as session:
        session.add_all([odette, marek, ailleurs])
    return fichier


def chercher(
    fichier: Fichier, nom: str, prenom: str | None = None, operation: str = "AC", *, naissance: date | None = None,
    ug: str | None = None, sauf: int | None = None,
) -> list[Doublon]:  # fmt: skip
    with fichier.lire() as session:
        tapee = identite_tapee(session, operation, nom, prenom, naissance=naissance, ug=ug)
        return candidats(session, tapee, sauf=sauf)


def references(trouves: list[Doublon]) -> list[str]:
    return [d.reference for d in trouves]


def test_une_autre_orthographe_de_la_meme_operation_se_trouve_en_tapant_le_nom(fichier: Fichier) -> None:
    trouves = chercher(fichier, "Kowalsky", "Marek")

    assert references(trouves) == ["AC-002"]
    assert trouves[0].vu.raison.startswith("même nom orthographié autrement, même prénom")


def test_le_meme_logement_et_la_meme_naissance_font_un_doublon_sur(fichier: Fichier) -> None:
    trouves = chercher(fichier, "Lefebvre", "Odette", naissance=NE, ug="12")  # zéros de tête oubliés

    assert [(d.reference, d.ug, d.vu.verdict) for d in trouves] == [("AC-001", "0012", Verdict.SUR)]


def test_une_naissance_suffit_a_trouver_un_nom_mal_commence(fichier: Fichier) -> None:
    assert references(chercher(fichier, "Odette", "Lefevre", "LI", naissance=NE)) == ["AC-001"]


def test_le_jour_et_le_mois_inverses_se_trouvent(fichier: Fichier) -> None:
    assert references(chercher(fichier, "LEFEVRE", "Odette", "LI", naissance=date(1970, 12, 3))) == ["AC-001"]


def test_le_conjoint_d_un_dossier_est_aussi_reconnu(fichier: Fichier) -> None:
    assert references(chercher(fichier, "Lefevre", "Yves")) == ["AC-001"]


def test_un_homonyme_d_une_autre_operation_sans_naissance_n_est_pas_propose(fichier: Fichier) -> None:
    assert references(chercher(fichier, "KOWALSKI", "Marek", "AC")) == ["AC-002"]


def test_une_autre_personne_n_est_pas_proposee(fichier: Fichier) -> None:
    assert chercher(fichier, "Garnier", "Paul", naissance=NE, ug="0012") == []
    assert chercher(fichier, "", "Paul") == []


def test_ajouter_une_personne_suivie_ailleurs_se_voit(fichier: Fichier) -> None:
    with fichier.lire() as session:
        marek = session.scalars(select(Menage.id).where(Menage.reference == "AC-002")).one()
        dite = identite_dans(session, marek, Identite("Lefèvre", "Odette", NE))

        assert references(candidats(session, dite, sauf=marek)) == ["AC-001"]


def test_un_dossier_fusionne_n_est_plus_propose(fichier: Fichier) -> None:
    with fichier.ecrire("Fusion") as session:
        session.scalars(select(Menage).where(Menage.reference == "AC-002")).one().motif_sortie = MotifSortie.FUSION

    assert chercher(fichier, "Kowalski", "Marek") == []


def un_double(fichier: Fichier) -> None:
    with fichier.ecrire("Saisie") as session:
        ac = session.scalars(select(Menage)).first().operation  # type: ignore[union-attr]
        double = un_menage("AC-003", nom="LEFEVRE", prenom="O.", operation=ac, logement_quitte=None)
        double.personnes[0].naissance_le = NE
        session.add(double)


def test_toute_la_base_est_passee_en_revue(fichier: Fichier) -> None:
    un_double(fichier)
    with fichier.lire() as session:
        paires = doublons_possibles(session)

    assert [(p.gauche.reference, p.droite.reference, p.vu.verdict) for p in paires] == [
        ("AC-001", "AC-003", Verdict.SUR)
    ]
    assert paires[0].vu.raison == "même nom, prénom en initiales, même naissance, même opération"


def test_ce_que_l_on_a_ecarte_ne_se_redemande_pas_et_reste_au_journal(fichier: Fichier) -> None:
    un_double(fichier)
    with fichier.lire() as session:
        paire = doublons_possibles(session)[0]
    numeros = paire.droite.menage_id, paire.gauche.menage_id

    for _ in range(2):  # le dire deux fois n'est pas une faute
        with fichier.ecrire("Pas le même ménage") as session:
            ecarter(session, *numeros)

    with fichier.lire() as session:
        assert doublons_possibles(session) == []
        dite = identite_dans(session, numeros[0], Identite("LEFEVRE", "O.", NE))
        assert candidats(session, dite, sauf=numeros[0]) == []
        journal = select(LigneDeJournal.geste).where(LigneDeJournal.objet == "paire_ecartee")
        assert session.scalars(journal).all() == ["C"]


def test_la_revue_s_arrete_quand_on_le_demande(fichier: Fichier) -> None:
    def arreter(fait: int, total: int) -> None:
        raise Annulation

    with pytest.raises(Annulation), fichier.lire() as session:
        doublons_possibles(session, arreter)


def test_un_doublon_ne_dit_aucun_nom_dans_son_repr(fichier: Fichier) -> None:
    assert "LEFÈVRE" not in repr(chercher(fichier, "Lefevre", "Odette", ug="0012"))

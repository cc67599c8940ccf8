"""Un brouillon se garde par agent et par poste, au type exact, sans entrer au journal."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from db import brouillons
from db.brouillons import DOSSIER, Place, abandonner, dossiers_en_brouillon, effacer, garder, reprendre
from db.codec_brouillon import CODES, de_json, en_json
from db.fichier import Fichier
from db.journal import Ecriture, LigneDeJournal
from relogement.nomenclatures import Canal, Lien

MOI = Place("Agente", DOSSIER, "26")
SAISI: dict[str, Any] = {
    "menage_Recueil": {"telephone": "06 00 00 26 14"},
    "personnes": {
        (3, "lien"): Lien.ENFANT,
        (3, "naissance_le"): date(2014, 2, 3),
        (4, "ressources"): Decimal("1.50"),
    },
}
_SIMPLES = (
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False) | st.dates()
    | st.datetimes() | st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([*Lien, *Canal])
)  # fmt: skip
_CLES = st.text() | st.tuples(st.integers(), st.text())


def relu(fichier: Fichier, place: Place = MOI) -> brouillons.Repris | None:
    with fichier.lire() as session:
        return reprendre(session, place)


def note(fichier: Fichier, contenu: dict[str, Any], place: Place = MOI) -> None:
    with fichier.noter() as connexion:
        garder(connexion, place, contenu)


def traces(fichier: Fichier) -> list[int | None]:
    with fichier.lire() as session:
        return [session.scalar(select(func.count(t.id))) for t in (Ecriture, LigneDeJournal)]


def test_ce_qui_est_tape_revient_au_type_exact(fichier: Fichier) -> None:
    note(fichier, SAISI)

    repris = relu(fichier)

    assert repris is not None
    assert repris.contenu == SAISI
    assert type(repris.contenu["personnes"][4, "ressources"]) is Decimal
    assert repr(repris).find("26 14") < 0


def test_un_brouillon_n_entre_pas_au_journal(fichier: Fichier) -> None:
    with fichier.lire() as session:
        avant = (
            session.scalar(select(func.count(Ecriture.id))),
            session.scalar(select(func.count(LigneDeJournal.id))),
        )

    note(fichier, SAISI)

    with fichier.lire() as session:
        apres = (
            session.scalar(select(func.count(Ecriture.id))),
            session.scalar(select(func.count(LigneDeJournal.id))),
        )
    assert apres == avant


def test_le_dernier_remplace_le_precedent_et_le_vide_efface(fichier: Fichier) -> None:
    note(fichier, SAISI)
    note(fichier, {"a": 1})
    dernier = relu(fichier)
    note(fichier, {})

    assert dernier is not None
    assert dernier.contenu == {"a": 1}
    assert relu(fichier) is None


@pytest.mark.parametrize(
    "autre",
    [Place("Autre", DOSSIER, "26"), Place("Agente", DOSSIER, "27"), Place("Agente", DOSSIER, "26", "PC-2")],
)
def test_chacun_ne_reprend_que_le_sien(fichier: Fichier, autre: Place) -> None:
    note(fichier, SAISI)

    assert relu(fichier, autre) is None


def test_un_brouillon_abandonne_se_reprend_une_semaine(fichier: Fichier, monkeypatch: pytest.MonkeyPatch) -> None:
    note(fichier, SAISI)
    with fichier.noter() as connexion:
        abandonner(connexion, MOI)
    repris = relu(fichier)
    plus_tard = datetime.now() + timedelta(days=8)  # noqa: DTZ005 — l'heure du poste

    assert repris is not None
    assert repris.abandonne
    with fichier.lire() as session:
        assert dossiers_en_brouillon(session, "Agente") == set()
    monkeypatch.setattr(brouillons, "maintenant", lambda: plus_tard)
    assert relu(fichier) is None


def test_on_sait_quels_dossiers_sont_en_brouillon(fichier: Fichier) -> None:
    note(fichier, SAISI)
    note(fichier, SAISI, Place("Agente", "nouveau"))

    with fichier.lire() as session:
        assert dossiers_en_brouillon(session, "Agente") == {26}


def test_enregistrer_efface_le_brouillon_dans_la_meme_ecriture(fichier: Fichier) -> None:
    note(fichier, SAISI)

    with pytest.raises(RuntimeError), fichier.ecrire("Dossier modifié") as session:
        effacer(session, MOI)
        raise RuntimeError
    encore = relu(fichier)
    with fichier.ecrire("Dossier modifié") as session:
        effacer(session, MOI)

    assert encore is not None
    assert relu(fichier) is None


@given(st.recursive(_SIMPLES, lambda v: st.lists(v) | st.dictionaries(_CLES, v) | st.tuples(v, v), max_leaves=12))
def test_le_codec_rend_exactement_ce_qu_on_lui_donne(valeur: Any) -> None:
    assert de_json(json.loads(json.dumps(en_json(valeur)))) == valeur


def test_le_codec_refuse_ce_qu_il_ne_connait_pas() -> None:
    with pytest.raises(TypeError, match="object"):
        en_json(object())
    assert de_json({"$": "code", "de": "Inconnu", "v": "X"}) is None
    assert de_json({"$": "code", "de": "Lien", "v": "DISPARU"}) is None
    assert "Lien" in CODES

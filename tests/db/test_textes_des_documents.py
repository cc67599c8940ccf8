"""Chaque document du projet fictif dit le texte attendu, mot pour mot : un changement se relit comme un diff."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db import horloge
from db.courriers import dossier_de_reference
from db.documents import Voulu, document
from db.documents_du_comite import ecrire_pour_le_comite
from db.exemple import construire
from db.fichier import Fichier
from db.organisme import reecrire, regler_l_organisme
from relogement.documents.modeles.livres import FICHE
from relogement.documents.modeles.modele import texte_livre
from relogement.erreurs import ErreurMetier
from relogement.modeles import Menage
from relogement.nomenclatures import Reponse
from relogement.rapprochement import sans_accents

AU = date(2026, 11, 20)
ATTENDUS = Path(__file__).parent.parent / "attendus" / "documents"
ORGANISME = {
    "nom": "Métropole d’Exemple", "service": "Mission relogement", "adresse": "1 place de l’Œuvre",
    "commune": "66000 Perpignan", "telephone": "04 68 00 00 00", "courriel": "relogement@exemple.fr",
    "signataire": "Claire Œuvrard", "qualite": "Directrice du renouvellement urbain",
}  # fmt: skip
VOULUS = [
    ("fiche", "AC-026"), ("fiche-masquee", "AC-026"), ("comparaison", "AC-026"), ("offre", "AC-026"),
    ("relance", "AC-026"), ("convention", "AC-026"), ("attribution", "AC-005"), ("constat", "AC-029"),
    ("enquete", None), ("plan", "AC"),
]  # fmt: skip


@pytest.fixture(scope="module")
def fichier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fichier]:
    ouvert = construire(tmp_path_factory.mktemp("fictif") / "lilas.relogement", au=AU)
    with ouvert.ecrire("Organisme") as session:
        regler_l_organisme(session, ORGANISME)
    yield ouvert
    ouvert.fermer()


@pytest.mark.parametrize(("nom", "de"), VOULUS, ids=[nom for nom, _ in VOULUS])
def test_le_document_dit_le_texte_attendu(
    nom: str, de: str | None, fichier: Fichier, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(horloge, "maintenant", lambda: datetime(2026, 11, 20, 10, 0))  # noqa: DTZ001
    code, _, masque = nom.partition("-")
    attendu = ATTENDUS / f"{nom}.txt"

    with fichier.lire() as session:
        operation = de if code == "plan" else None
        menage = dossier_de_reference(session, de) if de and not operation else None
        ecrit = document(session, Voulu(code, AU, menage, operation, masque=bool(masque)))
        encore = document(session, Voulu(code, AU, menage, operation, masque=bool(masque)))
    texte = "\n\f\n".join(page.extract_text() for page in PdfReader(BytesIO(ecrit.octets)).pages)
    if pytestconfig.getoption("--accepter"):
        attendu.parent.mkdir(parents=True, exist_ok=True)
        attendu.write_text(texte, "utf-8")

    assert texte == attendu.read_text("utf-8")
    assert ecrit.octets == encore.octets, "le même document, deux fois, n’a pas les mêmes octets"
    assert "TRAORÉ" not in texte or (de == "AC-026" and not masque), "un nom qui n’a rien à faire là"


def ecrit_par_l_organisme(fichier: Fichier, code: str, dossier: str | None, *, masque: bool = False) -> str:
    """Le texte d'un document de dossier, d'opération ou de projet."""
    with fichier.lire() as session:
        operation = dossier if code == "plan" else None
        menage = dossier_de_reference(session, dossier) if dossier and not operation else None
        octets = document(session, Voulu(code, AU, menage, operation, masque=masque)).octets
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(octets)).pages)


@pytest.mark.parametrize(
    ("code", "de"), [("fiche", "AC-026"), ("comparaison", "AC-026"), ("enquete", None), ("plan", "AC")]
)
def test_l_organisme_met_ses_mots_dans_chaque_fiche(code: str, de: str | None, fichier: Fichier) -> None:
    avec = f"{texte_livre(code)}\n\nUne question ? {{{{ organisme_telephone }}}}\n"
    with fichier.ecrire("Texte") as session:
        reecrire(session, code, avec)
    try:
        assert "Une question ? 04 68 00 00 00" in ecrit_par_l_organisme(fichier, code, de)
    finally:
        with fichier.ecrire("Texte") as session:
            reecrire(session, code, None)


def test_le_bilan_et_le_tableau_de_bord_portent_aussi_les_mots_de_l_organisme(
    fichier: Fichier, tmp_path: Path
) -> None:
    for code in ("bilan", "tableau"):
        with fichier.ecrire("Texte") as session:
            reecrire(session, code, f"Présenté au comité de pilotage.\n\n{texte_livre(code)}")
        ecrire_pour_le_comite(fichier, code, tmp_path / f"{code}.pdf", au=AU)
        with fichier.ecrire("Texte") as session:
            reecrire(session, code, None)

        premiere = PdfReader(tmp_path / f"{code}.pdf").pages[0].extract_text()
        assert premiere.startswith("Présenté au comité de pilotage.")


def test_une_fiche_masquee_ne_nomme_personne_quel_que_soit_son_texte(fichier: Fichier) -> None:
    tous = "\n\n".join(f"{{{{ {nom} }}}}" for nom in (*FICHE.champs, *FICHE.tableaux))
    with fichier.ecrire("Texte") as session:
        reecrire(session, "fiche", tous)
    try:
        texte = ecrit_par_l_organisme(fichier, "fiche", "AC-026", masque=True)
    finally:
        with fichier.ecrire("Texte") as session:
            reecrire(session, "fiche", None)

    assert "Ménage AC-026" in texte
    for mot in ("TRAORÉ", "Mariam", "Aïssata", "rue des Acacias", "06 00 00 26 14"):
        assert mot not in texte


def test_sans_ses_mentions_une_fiche_ne_s_enregistre_pas(fichier: Fichier) -> None:
    with (
        pytest.raises(ErreurMetier, match="ce que veut dire « estimée »"),
        fichier.ecrire("Texte") as session,
    ):
        reecrire(session, "comparaison", texte_livre("comparaison").replace("{{ estimation }}", ""))


def mots_de(texte: str) -> set[str]:
    return set(sans_accents(texte).replace(",", " ").split())


def test_la_fiche_d_une_famille_dit_ses_offres_et_rien_d_une_autre(fichier: Fichier) -> None:
    with fichier.lire() as session:
        menages = session.scalars(select(Menage).options(selectinload(Menage.personnes))).all()
        gens = [(m.id, mots_de(f"{p.nom} {p.prenom}")) for m in menages for p in m.personnes if p.prenom]
        ecrites = 0
        for menage in menages:
            try:
                octets = document(session, Voulu("comparaison", AU, menage.id)).octets
            except ErreurMetier:
                continue  # aucune offre en discussion
            ecrites += 1
            texte = PdfReader(BytesIO(octets)).pages[0].extract_text()
            for offre in [o for o in menage.offres if o.reponse in (Reponse.EN_COURS, Reponse.ACCORD)][-3:]:
                assert offre.cout is None or f"{offre.cout.loyer:.2f}".replace(".", ",") in texte
                assert offre.logement.commune in texte
            dits = mots_de(texte)
            siens = set().union(*(mots for qui, mots in gens if qui == menage.id))
            autres = [mots for qui, mots in gens if qui != menage.id and not mots <= siens]
            assert not [mots for mots in autres if mots <= dits], menage.reference
    assert ecrites >= 10

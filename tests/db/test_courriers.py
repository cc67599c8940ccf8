"""Un courrier dit ce que dit le dossier, garde son empreinte, et ne s'écrit pas à moitié."""

import time
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from db.courriers import Demande, courrier, dossier_de_reference, garder
from db.dossier import lire_dossier
from db.fichier import Fichier
from db.organisme import (
    est_reecrit,
    organisme,
    reecrire,
    regler_l_organisme,
    regler_le_logo,
    texte_du_document,
)
from db.pieces import contenu, pieces
from relogement.caleol import PassageCaleol
from relogement.documents.modeles.modele import texte_livre
from relogement.erreurs import ErreurMetier
from relogement.logement import LogementOffert
from relogement.menage import Menage
from relogement.nomenclatures import DecisionCaleol, ModeNotification, Moment, Reponse, Typologie
from tests.fabrique import un_cout, un_logement, un_menage, une_offre, une_operation

AU = date(2026, 11, 20)
INSECABLE = "\N{NO-BREAK SPACE}"


def un_t3(**champs: object) -> LogementOffert:
    valeurs = {
        "bailleur": "Canigou Logement", "adresse": "8 rue Mistral", "code_postal": "66350", "commune": "Toulouges",
        "typologie": Typologie.T3, "surface": Decimal("64.5"), "etage": 2, "ascenseur": True,
        "chauffage": "Individuel au gaz",
    }  # fmt: skip
    return un_logement(**{**valeurs, **champs})  # type: ignore[arg-type]


def un_dossier(reference: str = "AC-1", nom: str = "N’DIAYE-ŒUVRARD", **du_logement: object) -> Menage:
    cout = un_cout("418.39", "112.46", "234.90", moment=Moment.OFFRE)
    menage = un_menage(
        reference, nom=nom, prenom="Awa", referent="Samira", avant=un_cout("400", "100", "150"),
        operation=une_operation(reference, libelle="Acacias"),
    )  # fmt: skip
    offre = une_offre(
        logement=un_t3(**du_logement), reponse=Reponse.EN_COURS, motif_recevable=None, cout=cout,
        notifiee_le=date(2026, 11, 2), mode_notification=ModeNotification.RECOMMANDE,
    )  # fmt: skip
    menage.couts.append(cout)
    menage.offres.append(offre)
    return menage


def poser(fichier: Fichier, *menages: Menage) -> None:
    with fichier.ecrire("Saisie") as session:
        session.add_all(menages)
        regler_l_organisme(
            session, {"nom": "Métropole", "commune": "66000 Perpignan", "telephone": "04 68 00 00 00"}
        )  # fmt: skip


def lu(octets: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(octets)).pages).replace(INSECABLE, " ")


def en_word(octets: bytes) -> str:
    document = Document(BytesIO(octets))
    cellules = [c.text for t in document.tables for ligne in t.rows for c in ligne.cells]
    return (
        "\n".join([*(p.text for p in document.paragraphs), *cellules])
        .replace("\u202f", " ")
        .replace(INSECABLE, " ")
    )


def ecrire(fichier: Fichier, code: str, reference: str = "AC-1", **reste: object) -> bytes:
    with fichier.lire() as session:
        demande = Demande(code, dossier_de_reference(session, reference), AU, **reste)  # type: ignore[arg-type]
        return courrier(session, demande).octets


@pytest.mark.parametrize("extension", [".pdf", ".docx"])
def test_l_offre_porte_toutes_les_mentions_du_dossier(fichier: Fichier, extension: str) -> None:
    poser(fichier, un_dossier())

    octets = ecrire(fichier, "offre", extension=extension)

    texte = lu(octets) if extension == ".pdf" else en_word(octets)
    attendus = (
        "Awa N’DIAYE-ŒUVRARD", "8 rue Mistral, 66350 Toulouges", "T3, 64,50 m²", "2ᵉ étage, avec ascenseur",
        "Individuel au gaz", "418,39 €", "112,46 €", "aucune annexe facturée", "30 jours pour répondre",
        # notifiée le 2 novembre + 30 jours : mercredi 2 décembre 2026
        "02/12/2026", "convention de relogement", "13 bis", "AR n° 1",
        # 418,39 + 112,46 − 234,90
        "295,95 €",
    )  # fmt: skip
    assert [mot for mot in attendus if mot not in texte] == []


def test_la_lettre_d_un_menage_ne_dit_rien_d_un_autre(fichier: Fichier) -> None:
    poser(fichier, un_dossier(), un_dossier("AC-2", nom="ZYGOMAR", adresse="1 rue Autre"))

    texte = lu(ecrire(fichier, "offre"))

    assert "ZYGOMAR" not in texte
    assert "rue Autre" not in texte


def test_une_offre_sans_adresse_ni_loyer_le_dit_au_lieu_d_un_blanc(fichier: Fichier) -> None:
    menage = un_dossier(adresse=None)
    menage.couts[-1].loyer = None
    poser(fichier, menage)

    with pytest.raises(ErreurMetier, match=r"l’adresse du logement proposé, le loyer du logement proposé"):
        ecrire(fichier, "offre")


def test_un_nom_de_quatre_vingts_lettres_tient_dans_la_lettre(fichier: Fichier) -> None:
    poser(fichier, un_dossier(nom="A" * 80))

    assert "A" * 30 in lu(ecrire(fichier, "offre"))


def test_le_constat_ne_s_ecrit_qu_une_fois_le_compte_atteint(fichier: Fichier) -> None:
    menage = un_dossier()
    poser(fichier, menage)

    with pytest.raises(ErreurMetier, match=r"0 sur 3"):
        ecrire(fichier, "constat")


def test_le_constat_nomme_les_trois_offres_et_le_jour_ou_le_droit_se_perd(fichier: Fichier) -> None:
    # trois offres comptées, la troisième notifiée le 31/08/2026 : six mois, donc le 28/02/2027
    menage = un_menage("AC-1", nom="Essai", prenom="Awa", operation=une_operation(libelle="Acacias"))
    for rang, jour in enumerate((date(2026, 3, 2), date(2026, 5, 4), date(2026, 8, 31)), 1):
        menage.offres.append(
            une_offre(rang=rang, notifiee_le=jour, repondue_le=jour, preuve=f"AR 00{rang}", logement=un_t3())
        )
    poser(fichier, menage)

    texte = lu(ecrire(fichier, "constat"))

    attendus = ("AR 001", "AR 002", "AR 003", "02/03/2026", "31/08/2026", "28/02/2027")
    assert [mot for mot in attendus if mot not in texte] == []


def test_l_attribution_dit_la_commission_et_son_delai(fichier: Fichier) -> None:
    menage = un_dossier()
    menage.caleols.append(
        PassageCaleol(
            offre=menage.offres[0], le=date(2026, 1, 28), decision=DecisionCaleol.ATTRIBUTION_RANG, rang=2,
            notifie_le=date(2026, 2, 4), limite_le=date(2026, 2, 16),
        )
    )  # fmt: skip
    poser(fichier, menage)

    texte = lu(ecrire(fichier, "attribution"))

    assert all(mot in texte for mot in ("28/01/2026", "rang 2", "10 jours", "16/02/2026", "R. 441-10"))


def test_sans_attribution_il_n_y_a_rien_a_notifier(fichier: Fichier) -> None:
    poser(fichier, un_dossier())

    with pytest.raises(ErreurMetier, match="n’a pas attribué"):
        ecrire(fichier, "attribution")


def test_le_texte_de_l_organisme_remplace_celui_du_logiciel_et_s_oublie(fichier: Fichier) -> None:
    poser(fichier, un_dossier())
    mien = texte_livre("offre").replace("Madame, Monsieur,", "Chère famille,")
    with fichier.ecrire("Texte") as session:
        reecrire(session, "offre", mien)

    assert "Chère famille," in lu(ecrire(fichier, "offre"))

    with fichier.ecrire("Texte") as session:
        reecrire(session, "offre", None)
        session.flush()
        assert not est_reecrit(session, "offre")
    assert "Chère famille," not in lu(ecrire(fichier, "offre"))


def test_un_texte_faux_ne_se_garde_pas(fichier: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="Ligne 1"), fichier.ecrire("Texte") as session:
        reecrire(session, "offre", "{{ menage_nm }}")
    with fichier.lire() as session:
        assert texte_du_document(session, "offre") == texte_livre("offre")


def test_le_courrier_se_garde_une_fois_dans_les_pieces_avec_son_empreinte(fichier: Fichier) -> None:
    poser(fichier, un_dossier())
    with fichier.ecrire("Courrier") as session:
        menage = dossier_de_reference(session, "AC-1")
        ecrit = courrier(session, Demande("offre", menage, AU, extension=".docx"))
        garder(session, menage, ecrit, le=AU, auteur="Samira")

    with fichier.lire() as session:
        (piece,) = pieces(session, menage)
        assert piece.nom == "offre-1-AC-1-2026-11-20.docx"
        assert contenu(session, piece.id) == ecrit.octets
        assert lire_dossier(session, menage).menage.offres[0].preuve == "AR n° 1"


@pytest.mark.parametrize("extension", [".pdf", ".docx"])
def test_les_proprietes_du_document_ne_nomment_personne(fichier: Fichier, extension: str) -> None:
    poser(fichier, un_dossier())

    octets = ecrire(fichier, "offre", extension=extension)

    if extension == ".pdf":
        dites = str(dict(PdfReader(BytesIO(octets)).metadata or {}))
    else:
        p = Document(BytesIO(octets)).core_properties
        dites = f"{p.author} {p.last_modified_by} {p.title} {p.comments} {p.subject} {p.keywords}"
    assert "Relogement" in dites
    assert not any(nom in dites for nom in ("Samira", "DIAYE", "Awa", "python-docx", "Agente"))


def test_un_logo_qui_n_est_pas_une_image_est_refuse_et_l_ancien_reste(fichier: Fichier) -> None:
    with pytest.raises(ErreurMetier, match="pas une image"), fichier.ecrire("Logo") as session:
        regler_le_logo(session, b"GIF89a pas vraiment")
    with fichier.lire() as session:
        assert organisme(session).logo is None


@pytest.mark.parametrize("extension", [".pdf", ".docx"])
def test_le_meme_courrier_a_toujours_la_meme_empreinte(
    extension: str, fichier: Fichier, monkeypatch: pytest.MonkeyPatch
) -> None:
    poser(fichier, un_dossier())
    with fichier.lire() as session:
        demande = Demande("offre", dossier_de_reference(session, "AC-1"), AU, extension=extension)
        premier = courrier(session, demande).octets
        monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)  # des années plus tard
        second = courrier(session, demande).octets

    assert premier == second

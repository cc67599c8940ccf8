"""L'équilibre dans la note d'un logement : sous le repère tout va, au-delà rien, l'inconnu entre deux."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relogement.appariement.candidat import Candidat, Contexte, candidat
from relogement.appariement.equilibre import Equilibre
from relogement.appariement.note import apparier
from relogement.appariement.parts import Note
from relogement.appariement.poids import Part, poids
from relogement.appariement.tableau import tableau
from relogement.equilibre.indicateurs import Indicateur
from relogement.equilibre.parc import Parc, ResidenceLue
from relogement.logement import LogementOffert
from relogement.nomenclatures import ZonePlafond
from relogement.regles.montants import manque
from relogement.regles.paliers import Niveau
from relogement.textes import FINE, INSECABLE
from tests.fabrique import un_menage
from tests.relogement.appariement_au_hasard import un_contexte, un_logement_au_hasard, un_menage_au_hasard
from tests.relogement.equilibre.residences import un_compte, une_residence

Q1 = Indicateur.Q1
ICI = LogementOffert(residence="Les Pins")


def un_parc(*residences: ResidenceLue, **charte: object) -> Contexte:
    return replace(un_contexte(**charte), parc=Parc(residences), zone=ZonePlafond.AUTRES)


def de_quartile(quartile: str | None) -> Candidat:
    lu = candidat(un_menage(), un_contexte())
    return replace(lu, niveau=Niveau(quartile, manque("ressources inconnues"), "ressources inconnues"))


def la_note(quartile: str | None, contexte: Contexte, logement: LogementOffert = ICI) -> Note:
    return Equilibre(contexte).note(de_quartile(quartile), logement)


@pytest.mark.parametrize(
    ("quartile", "nombre", "attendue"),
    [
        ("Q1", 14, (1, 1)),  # 15/46 = 32,6 %, sous les 40 % de la charte
        ("Q1", 18, (0, 0)),  # 19/46 = 41,3 %, au-delà
        ("Q2_4", 18, (1, 1)),  # 18/46 : la part baisse
        (None, 14, (1, 1)),
        (None, 18, (0, 1)),
    ],
)
def test_la_note_dit_si_l_on_reste_sous_le_repere(
    quartile: str | None, nombre: int, attendue: tuple[int, int]
) -> None:
    note = la_note(quartile, un_parc(une_residence("Les Pins", un_compte(Q1, nombre, 45))))

    assert (note.basse, note.haute) == attendue


def test_la_raison_se_lit() -> None:
    note = la_note("Q1", un_parc(une_residence("Les Pins", un_compte(Q1, 14, 45))))

    dite = note.motif.replace(FINE, " ").replace(INSECABLE, " ")
    assert dite == "premier quartile : de 31 % à 33 %, 40 % au plus"


@pytest.mark.parametrize(
    "contexte",
    [
        un_parc(),
        un_parc(une_residence("Les Pins")),
        un_parc(une_residence("Les Pins", un_compte(Q1, 2, 4), logements=4)),
        un_parc(une_residence("Les Pins", un_compte(Q1, 14, 45)), equilibre={"repere_q1": 0}),
    ],
)
def test_sans_donnees_sans_repere_ou_sous_le_secret_la_note_reste_ouverte(contexte: Contexte) -> None:
    note = la_note("Q1", contexte)

    assert (note.basse, note.haute) == (0, 1)


def test_le_poids_est_celui_de_la_charte() -> None:
    assert poids(un_contexte().charte).par_part[Part.EQUILIBRE] == 3
    assert poids(un_contexte(appariement={"EQUILIBRE": 0}).charte).par_part[Part.EQUILIBRE] == 0


@settings(max_examples=40, deadline=None)
@given(
    graine=st.integers(0, 10**6),
    nombres=st.lists(st.integers(0, 45), min_size=2, max_size=2),
    sous_40=st.booleans(),
)
def test_le_tableau_note_l_equilibre_comme_la_paire(graine: int, nombres: list[int], sous_40: bool) -> None:
    hasard = random.Random(graine)
    residences = [
        une_residence(nom, un_compte(Q1, k, 45), un_compte(Indicateur.SOUS_40, 45 - k, 45))
        for nom, k in zip(("Les Pins", "Moulin à Vent"), nombres, strict=True)
    ]
    contexte = un_parc(*residences, equilibre={"repere_sous_40": 50 if sous_40 else 0})
    menages = [candidat(un_menage_au_hasard(hasard, n), contexte) for n in range(4)]
    quartiles = ("Q1", "Q2_4", None)
    lus = [replace(c, niveau=Niveau(hasard.choice(quartiles), manque("inconnu"), "inconnu")) for c in menages]
    logements = [un_logement_au_hasard(hasard, n) for n in range(1, 6)]

    vu = tableau(lus, logements, contexte)

    for ligne, lui in enumerate(lus):
        for colonne, logement in enumerate(logements):
            paire = apparier(lui, logement, contexte)
            assert vu.basses[ligne, colonne] == pytest.approx(float(paire.basse))
            assert vu.hautes[ligne, colonne] == pytest.approx(float(paire.haute))


def test_deux_ecritures_de_la_meme_residence_donnent_la_meme_note() -> None:
    contexte = un_parc(une_residence("Les Pins", un_compte(Q1, 18, 45)))

    assert la_note("Q1", contexte, LogementOffert(residence="LES PINS")) == la_note("Q1", contexte)

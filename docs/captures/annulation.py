"""Les prises de ce qui se rattrape : actes à annuler, corbeille, brouillon repris, conflit."""

from collections.abc import Callable, Iterator

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from db.corbeille import MISE, mettre_a_la_corbeille
from relogement.menage import Menage
from relogement.modeles import Operation, Personne
from relogement.nomenclatures import Lien
from ui.cadre.cadre import Cadre

ATTENTE_MS = 1200
Prise = tuple[str, Callable[[], object]]


def prises(cadre: Cadre) -> Iterator[Prise]:
    yield "annule", lambda: _annule(cadre)
    yield "actes", lambda: _actes(cadre)
    yield "annuler-import", lambda: _import(cadre)
    yield "jeter", lambda: _jeter(cadre)
    yield "corbeille", lambda: _corbeille(cadre)
    yield "brouillon", lambda: _brouillon(cadre)
    yield "conflit", lambda: _conflit(cadre)


def _numero(cadre: Cadre, reference: str) -> int:
    with cadre.ouvert.fichier.lire() as session:
        return session.scalars(select(Menage.id).where(Menage.reference == reference)).one()


def _ecrire(cadre: Cadre, acte: str, reference: str, **valeurs: str | None) -> None:
    numero = _numero(cadre, reference)

    def geste(session: object) -> None:
        menage = session.get_one(Menage, numero)  # type: ignore[attr-defined]
        for nom, valeur in valeurs.items():
            setattr(menage, nom, valeur)

    cadre.ouvert.write(acte, geste)
    QTest.qWait(ATTENTE_MS)


def _annule(cadre: Cadre) -> None:
    """Un acte vient d'être annulé : la barre du bas le dit, celle du haut propose de le rétablir."""
    cadre.montrer_dossier(_numero(cadre, "AC-026"))
    _ecrire(cadre, "Dossier modifié", "AC-026", telephone="06 00 00 00 00")
    _ecrire(cadre, "Référent changé", "AC-026", referent="Karim Benali")
    cadre.annulation.annuler()


def _actes(cadre: Cadre) -> None:
    cadre.montrer_actes()


def _import(cadre: Cadre) -> None:
    def importer(session: object) -> None:
        operation = session.scalars(select(Operation)).first()  # type: ignore[attr-defined]
        for n in range(12):
            personnes = [Personne(lien=Lien.TITULAIRE, nom=f"Essai {n}")]
            session.add(Menage(reference=f"ZZ-{n:03}", operation=operation, personnes=personnes))  # type: ignore[attr-defined]

    cadre.ouvert.write("Import état locatif : Bailleur.xlsx", importer)
    QTest.qWait(ATTENTE_MS)
    cadre.annulation.annuler()


def _jeter(cadre: Cadre) -> None:
    cadre.montrer_dossier(_numero(cadre, "AC-026"))
    cadre.ecran_dossier.act("corbeille", None)


def _corbeille(cadre: Cadre) -> None:
    for reference in ("AC-003", "AC-011"):
        numero = _numero(cadre, reference)
        cadre.ouvert.write(MISE, lambda session, n=numero: mettre_a_la_corbeille(session, n))
        QTest.qWait(ATTENTE_MS)
    cadre.montrer_corbeille()


def _brouillon(cadre: Cadre) -> None:
    """Rouvrir un dossier laissé sans l'enregistrer."""
    _taper(cadre, telephone="06 00 00 26 99", referent="Karim Benali")
    cadre.ouvert.closing.emit()
    cadre.fenetre.atelier.wait()
    cadre.ecran_dossier.lu = None
    cadre.ecran_dossier.refresh()
    cadre.ecran_dossier.barre.set_current("enquete")


def _taper(cadre: Cadre, **valeurs: str) -> None:
    cadre.montrer_dossier(_numero(cadre, "AC-026"))
    cadre.ecran_dossier.barre.set_current("enquete")
    for nom, valeur in valeurs.items():
        champ = cadre.ecran_dossier.findChild(QLineEdit, nom)
        assert isinstance(champ, QLineEdit)
        champ.setText(valeur)


def _conflit(cadre: Cadre) -> None:
    """Une collègue a changé les mêmes champs, et d'autres."""
    _taper(cadre, telephone="06 12 34 56 78", referent="Karim Benali")
    fichier = cadre.ouvert.fichier
    moi, fichier.auteur = fichier.auteur, "Léa Fabre"
    with fichier.ecrire("Dossier modifié") as session:
        menage = session.get_one(Menage, _numero(cadre, "AC-026"))
        menage.telephone, menage.referent = "07 11 22 33 44", "Léa Fabre"
    fichier.auteur = moi
    cadre.ecran_dossier.save()

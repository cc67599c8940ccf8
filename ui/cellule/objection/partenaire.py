"""Un partenaire consulté : ce qu'il a dit, et les boutons qui le notent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from relogement.objection.codes import EtatReponse
from relogement.objection.etat import ReponseLue
from relogement.textes import INSECABLE
from ui.composants.bande import Bande
from ui.composants.bouton import Bouton, Genre
from ui.composants.icone import Icone
from ui.composants.texte import Texte, section
from ui.editeurs import ECRITURES, ChampTexte
from ui.theme import px

SIGNES = {
    EtatReponse.ENVOYE: ("send", "texte2"),
    EtatReponse.VU: ("eye", "accent"),
    EtatReponse.OBJECTE: ("circle-x", "rouge"),
    EtatReponse.ACCORD: ("circle-check", "vert"),
    EtatReponse.SANS_REPONSE: ("circle-minus", "texte2"),
}
OBJECTE = EtatReponse.OBJECTE


class RangeePartenaire(Bande):
    """`answered` porte la réponse, l'état et le motif ; `reread`, le numéro de la réponse à relire."""

    answered = Signal(object, object, str)
    reread = Signal(int)

    def __init__(self, lue: ReponseLue, *, ouverte: bool) -> None:
        super().__init__(nom=f"partenaire_{lue.id}")
        self.lue = lue
        self.motif = ChampTexte(ECRITURES[str])
        self.motif.setObjectName(f"partenaire_{lue.id}_motif")
        self.motif.setAccessibleName(f"Motif de l’objection de {lue.partenaire}")
        self.motif.setPlaceholderText("Motif de l’objection")
        self.noter = Bouton(
            "Noter l’objection", genre=Genre.PRINCIPAL, petit=True, nom=f"partenaire_{lue.id}_noter"
        )
        self._objection = QWidget()
        self.boutons = self._boutons(ouverte)
        self._disposer()
        self.noter.clicked.connect(lambda: self.answered.emit(self.lue, OBJECTE, self.motif.text()))
        self.motif.returnPressed.connect(self.noter.click)

    def _boutons(self, ouverte: bool) -> list[Bouton]:
        actes = (
            (EtatReponse.VU, "Vu", "eye", self.lue.etat in (EtatReponse.ENVOYE,)),
            (EtatReponse.ACCORD, "D’accord", "check", self.lue.etat is not EtatReponse.ACCORD),
            (OBJECTE, "S’oppose…", "x", self.lue.etat is not OBJECTE),
            (
                EtatReponse.ENVOYE,
                "Effacer la réponse",
                "undo-2",
                self.lue.etat not in (EtatReponse.ENVOYE, EtatReponse.SANS_REPONSE),
            ),
        )
        boutons = []
        for etat, mot, icone, possible in actes:
            if not (ouverte and possible):
                continue
            seul = etat is EtatReponse.ENVOYE
            nom = f"partenaire_{self.lue.id}_{etat.value.lower()}"
            bouton = Bouton(
                "" if seul else mot,
                icone,
                petit=True,
                nom=nom,
                aide=mot,
                genre=Genre.DISCRET if seul else Genre.SIMPLE,
            )
            bouton.setAccessibleName(f"{mot}, {self.lue.partenaire}")
            bouton.clicked.connect(lambda _=False, etat=etat: self._repondre(etat))
            boutons.append(bouton)
        return boutons

    def _repondre(self, etat: EtatReponse) -> None:
        """Une objection demande son motif avant de s'écrire."""
        if etat is not OBJECTE:
            self.answered.emit(self.lue, etat, "")
            return
        self._objection.show()
        self.motif.setFocus()

    def _disposer(self) -> None:
        icone, token = SIGNES[self.lue.etat]
        relire = Bouton(
            "Relire l’envoi",
            "file-search",
            genre=Genre.DISCRET,
            petit=True,
            nom=f"partenaire_{self.lue.id}_relire",
        )
        relire.setAccessibleName(f"Relire l’envoi à {self.lue.partenaire}")
        relire.clicked.connect(lambda: self.reread.emit(self.lue.id))
        dits = QVBoxLayout()
        dits.setSpacing(px(2))
        dits.addWidget(section(self.lue.partenaire))
        dits.addWidget(
            Texte(
                self._phrase(),
                "rouge" if token == "rouge" else "texte2",
                lignes=True,
                nom=f"partenaire_{self.lue.id}_etat",
            )
        )
        haut = QHBoxLayout()
        haut.setSpacing(px(8))
        haut.addWidget(Icone(icone, token, 18))
        haut.addLayout(dits, 1)
        haut.addWidget(relire)
        for bouton in self.boutons:
            haut.addWidget(bouton)
        bas = QHBoxLayout(self._objection)
        bas.setContentsMargins(px(26), 0, 0, 0)
        bas.setSpacing(px(8))
        bas.addWidget(self.motif, 1)
        bas.addWidget(self.noter)
        self._objection.hide()
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(px(16), px(9), px(16), px(10))
        colonne.setSpacing(px(8))
        colonne.addLayout(haut)
        colonne.addWidget(self._objection)

    def _phrase(self) -> str:
        """Ce qu'il a dit ; puis où son message est parti, ou qu'on lui a remis le PDF."""
        a = f"à {self.lue.courriel}" if self.lue.courriel else "en PDF, faute de courriel"
        suite = f" {a}" if self.lue.etat is EtatReponse.ENVOYE else ""
        passe = f"{INSECABLE}; à l’ordre du jour d’une séance" if self.lue.a_l_ordre_du_jour else ""
        return f"{self.lue.phrase}{suite}{passe}"

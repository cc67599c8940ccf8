"""La liste de ce qui a changé : dossier par dossier, acte par acte ; elle se lit, elle ne se sélectionne pas."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QTextBrowser

from relogement.changements import ActeChange, Changements, DossierChange
from relogement.textes import heure, jour
from ui import fonts, theme
from ui.theme import px

LIEN = "dossier"


class ListeChangements(QTextBrowser):
    """`dossier_asked` quand on suit le lien d'un dossier. Le texte reste à l'écran : rien ne s'y copie."""

    dossier_asked = Signal(int)

    def __init__(self, nom: str, *, avec_dossiers: bool = True) -> None:
        super().__init__()
        self._avec_dossiers = avec_dossiers
        self._vus = Changements((), 0)
        self._vide = ""
        self.setObjectName(nom)
        self.setAccessibleName("Ce qui a changé")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        souris, clavier = (
            Qt.TextInteractionFlag.LinksAccessibleByMouse,
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard,
        )
        self.setTextInteractionFlags(souris | clavier)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document().setDocumentMargin(px(16))
        self.anchorClicked.connect(self._suivre)
        theme.theme_changed.connect(self._ecrire)

    def show_changements(self, vus: Changements, vide: str) -> None:
        self._vus, self._vide = vus, vide
        self._ecrire()

    def _ecrire(self) -> None:
        p = theme.palette()
        self.document().setDefaultFont(fonts.police())
        self.document().setDefaultStyleSheet(
            f"h3 {{ margin: 14px 0 4px 0; font-size: {px(fonts.SECTION)}px; color: {p.texte}; }}"
            f"p {{ margin: 6px 0 0 0; color: {p.texte}; }} span.quand {{ color: {p.texte2}; }}"
            f"ul {{ margin: 2px 0 2px 0; color: {p.texte}; }} a {{ color: {p.accent}; text-decoration: none; }}"
        )
        morceaux = [self._dossier(d) for d in self._vus.dossiers] or [f"<p>{escape(self._vide)}</p>"]
        self.setHtml("".join(morceaux))

    def _dossier(self, dossier: DossierChange) -> str:
        actes = "".join(_acte(acte) for acte in dossier.actes)
        if not self._avec_dossiers:
            return actes
        nom = escape(f"{dossier.nom}  {dossier.reference}".strip() or "Dossier supprimé")
        lien = f'<a href="{LIEN}:{dossier.menage_id}">{nom}</a>' if dossier.reference else nom
        return f"<h3>{lien}</h3>{actes}"

    def _suivre(self, url: QUrl) -> None:
        if url.scheme() == LIEN:
            self.dossier_asked.emit(int(url.path()))


def _acte(acte: ActeChange) -> str:
    par = f", par {escape(acte.auteur)}" if acte.auteur else ""
    quand = f'<span class="quand">{jour(acte.le)} {heure(acte.le)}</span>'
    details = "".join(f"<li>{escape(d.texte)}</li>" for d in acte.details)
    return f'<p>{quand} <b>{escape(acte.acte)}</b><span class="quand">{par}</span></p><ul>{details}</ul>'

"""L'application de test : sans écran, à nos couleurs et à notre police."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Les réglages du poste qui teste ne sont ni lus ni changés.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="reglages-")


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type, pytestconfig: pytest.Config) -> Iterator[object]:
    from PySide6.QtWidgets import QApplication

    from ui import theme

    app = QApplication.instance() or QApplication(qapp_args)
    assert isinstance(app, QApplication)
    theme.apply(app)
    yield app


@pytest.fixture(scope="session", autouse=True)
def _schema_recopie() -> Iterator[None]:
    import db.fichier
    from tests.schema import migrer_vite, oublier

    with pytest.MonkeyPatch.context() as essais:
        essais.setattr(db.fichier, "migrer", migrer_vite(db.fichier.migrer))
        yield
    oublier()


def pytest_addoption(parser: pytest.Parser) -> None:
    aide = "récrit les textes attendus de tests/attendus : à relire comme un diff avant de les garder"
    parser.addoption("--accepter", action="store_true", help=aide)


def pytest_configure(config: pytest.Config) -> None:
    # Une machine chargée ne rend pas une propriété fausse.
    settings.register_profile("sans_montre", deadline=None)
    settings.load_profile("sans_montre")
    # Message du greffon « offscreen » de Qt à toute fenêtre montrée : il ne dit rien de notre code.
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")

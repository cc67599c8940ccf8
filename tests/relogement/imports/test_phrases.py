"""Les phrases montrées suivent la typographie française."""

from relogement.imports.phrases import phrase


def test_guillemets_et_deux_points_ont_leur_espace_insecable() -> None:
    assert phrase("« a » : b") == "«\u00a0a\u00a0»\u00a0: b"

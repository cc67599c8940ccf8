"""``python -m docs.regles`` : écrire docs/guide/regles, et en retirer les pages qui n'ont plus de règle."""

from docs.regles.pages import DOSSIER, pages


def main() -> None:
    DOSSIER.mkdir(exist_ok=True)
    ecrites = pages()
    for ancienne in DOSSIER.glob("*.md"):
        if ancienne.name not in ecrites:
            ancienne.unlink()
    for nom, texte in ecrites.items():
        DOSSIER.joinpath(nom).write_text(texte, "utf-8")
    print(f"{len(ecrites)} pages dans {DOSSIER}")


main()

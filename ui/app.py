"""Le point d'entrée : sans argument la fenêtre, avec un verbe la ligne de commande."""

import sys


def main() -> int:
    """Choisit entre la fenêtre et la ligne de commande ; n'importe que ce qu'il faut à l'une ou à l'autre."""
    arguments = sys.argv[1:]
    if arguments and not arguments[0].endswith(".relogement"):
        from ui.cli import main as commande

        return commande(arguments, ouvrir=_fenetre)
    return _fenetre(arguments[0] if arguments else None)


def _fenetre(base: str | None) -> int:
    from ui.fenetre import ouvrir_la_fenetre

    return ouvrir_la_fenetre(base)


if __name__ == "__main__":
    raise SystemExit(main())

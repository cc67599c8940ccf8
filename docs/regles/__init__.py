"""Les pages du guide qui expliquent les règles, écrites d'après les docstrings et les barèmes."""

# Chaque but prépare ce qui lui manque : il suffit de python3 et de make.
# Windows n’a pas make : les commandes équivalentes sont dans README.md.

BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: aide demo test lint pytest bench captures application developpement clean

aide:
	@echo "make demo      ouvre le logiciel sur un projet fictif"
	@echo "make test      relit le code (ruff, mypy, import-linter) et joue tous les tests"
	@echo "make lint      relit le code seulement"
	@echo "make bench     mesure les temps et les écrit dans docs/bench.md"
	@echo "make captures  refait les images de docs/captures"
	@echo "make clean     efface ce que les autres buts ont produit"

demo: application
	$(BIN)/relogement demo

test: lint pytest

lint: developpement
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pytest: developpement
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist worksteal

bench: developpement
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m bench

captures: developpement
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m docs.captures

application developpement:
	@bash outils/preparer.sh $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist demo *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

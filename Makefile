# `make run` and `make test` set up everything they need; see scripts/setup.sh.
.PHONY: run test check lint bench metadata accuracy clean setup setup-dev
BIN := .venv/bin

run: setup
	@$(BIN)/kotokanta run $(ARGS)

test: setup-dev
	$(BIN)/python -m pytest $(ARGS)

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lint: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-dev
	$(BIN)/python -m bench $(ARGS)

metadata: setup-dev
	$(BIN)/python scripts/write_metadata.py

# Pins the scores of the gold set and writes the README's table; read the difference before you commit it.
accuracy: setup-dev
	$(BIN)/python scripts/write_accuracy.py

setup:
	@scripts/setup.sh run

setup-dev:
	@scripts/setup.sh dev

# What was fetched and published (var/) stays.
clean:
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What one does with Kyndig, by name. Needs make, Python 3.11 or newer with venv, and a package index.

PYTHON ?= python3
PORT ?= 8000
DATA ?= .data
ARGS ?=

BIN := .venv/bin
POSTGRES := postgres://root@127.0.0.1:5432/test
CHECKED := kyndig tests benchmarks scripts conftest.py hatch_build.py manage.py

# Stamps are named after the content they were made from: nothing is done twice, whatever git does to dates.
hash = $(shell cat $(1) 2>/dev/null | sha256sum | cut -c1-16)
LOCKED := .venv/locked-$(call hash,requirements/dev.txt)
BUILT := .venv/built-$(call hash,pyproject.toml package.json package-lock.json hatch_build.py kyndig/locale*/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help env spark demo test test-postgres check fix bench lock clean again

help:  ## List what there is to do.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: $(BUILT)  ## Make the environment from the lock, with the front-end files; then `.venv/bin/kyndig` is the command.

spark: env  ## Add PySpark to the environment (450 MB), for the tests marked spark; they need Java 17 too.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation \
	  --only-binary :all: --no-binary pyspark -r requirements/spark.txt

demo: env  ## Start Kyndig with an invented municipality, on http://127.0.0.1:8000 (PORT=8123 DATA=some/dir choose others).
	@KYNDIG_DATA_DIR="$(DATA)" KYNDIG_DATABASE_URL= exec $(BIN)/kyndig demo --port "$(PORT)" --data "$(DATA)"

test: env  ## Run every test on SQLite, those in a browser included (ARGS="-k import" chooses).
	KYNDIG_DATABASE_URL= $(BIN)/pytest -n auto --dist worksteal $(ARGS)

test-postgres: env  ## Run every test on PostgreSQL, at KYNDIG_DATABASE_URL.
	KYNDIG_DATABASE_URL="$${KYNDIG_DATABASE_URL:-$(POSTGRES)}" $(BIN)/pytest -n auto --dist worksteal -m "not spark" $(ARGS)

check: env  ## Check style, types, layers, templates and translations; changes nothing.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy $(CHECKED)
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check kyndig
	$(BIN)/djlint --quiet --lint kyndig
	$(BIN)/kyndig check_translations

fix: env  ## Put right what can be put right without thinking: style and templates.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djlint --quiet --reformat kyndig

bench: env  ## Measure analysis, import and pages, and write benchmarks/RESULTS.md.
	$(BIN)/python -m benchmarks

lock: env  ## Compile the locks from pyproject.toml and package.json (ARGS=--upgrade takes the newest).
	$(BIN)/python scripts/lock.py $(ARGS)

clean:  ## Remove everything that was made, but never the data in DATA.
	rm -rf .venv build dist node_modules kyndig/web/static/vendor
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find kyndig tests benchmarks scripts -name '*.mo' -delete -o -name __pycache__ -prune -exec rm -rf {} +

$(LOCKED):
	@$(PYTHON) -c 'import sys; sys.exit("Kyndig needs Python 3.11 or newer. Choose one: make env PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "Making .venv from requirements/dev.txt. This takes a minute or two the first time."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	@rm -f .venv/locked-*
	@touch $@

# The build hook fetches the front-end files and compiles the translations; see hatch_build.py.
$(BUILT): $(if $(wildcard kyndig/web/static/vendor/.made-from),,again) | $(LOCKED)
	@echo "Installing Kyndig in .venv, with its front-end files and translations."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@rm -f .venv/built-*
	@touch $@

# `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
UV := $${PIP_CERT:+env SSL_CERT_FILE="$$PIP_CERT"} $(BIN)/uv pip
VAR := $(or $(SUSSIDIARIO_VAR),var)
INSTALLED := .venv/.installed
STATIC := $(VAR)/static/.collected

# What runs from here is the invented city; a real installation is run as docs/operations.md says.
export SUSSIDIARIO_DEMO ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What one process compiled, the next need not: whatever the caller's habits.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install demo city test check audit types form suite format access figures words bench lock clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: city ## build the invented city, check its account, serve it on http://127.0.0.1:8000
	@$(BIN)/sussidiario cast
	@echo "Sussidiario answers on http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@exec $(BIN)/gunicorn --config python:config.gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 2 --log-level warning

city: $(INSTALLED) $(STATIC) ## the same without serving: fails if a computed figure differs from the published one
	@$(BIN)/sussidiario city
	@$(BIN)/sussidiario account

test: form ## everything: the checks, browser journeys, the suite on SQLite and on PostgreSQL
	@.ci/system
	@$(MAKE) --jobs 3 audit types suite

suite: $(INSTALLED)
	$(BIN)/pytest -q -n auto --dist worksteal
	$(BIN)/pytest -q -n auto --dist worksteal --ignore tests/journeys --ignore tests/architecture --database postgresql

check: $(INSTALLED) ## form: format, lint, types, import contracts, migrations, templates; known flaws of what we depend on
	@$(MAKE) --jobs 3 --output-sync=target audit types form

types: $(INSTALLED)
	$(BIN)/mypy --no-error-summary config sussidiario tests bench conftest.py

audit: $(INSTALLED)
	@.ci/audit

form: $(INSTALLED)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports --no-logo
	@mkdir -p $(VAR)
	$(BIN)/sussidiario makemigrations --check --dry-run --verbosity 0
	$(BIN)/sussidiario check --fail-level WARNING
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check

format: $(INSTALLED) ## put code and templates in the form that `make check` asks for
	$(BIN)/ruff check --quiet --fix . || true
	$(BIN)/ruff format --quiet .
	git ls-files -z '*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 || true

access: $(INSTALLED) ## write docs/access.csv anew: who may open what
	WRITE_ACCESS=1 $(BIN)/pytest -q tests/architecture/test_access.py

words: $(INSTALLED) ## gather the words of the pages into the English catalogue, and compile it
	$(BIN)/sussidiario makemessages --locale en --no-location --no-wrap --no-obsolete --ignore tests --ignore bench --ignore var
	$(BIN)/sussidiario compilemessages --locale en

figures: $(INSTALLED) ## write docs/figures.md anew: how each number is counted
	$(BIN)/sussidiario figures > docs/figures.md

bench: $(INSTALLED) ## run every benchmark and write docs/benchmarks.md
	$(BIN)/python -m bench all

install: $(INSTALLED) ## put everything in .venv, from the lock

lock: $(BIN)/uv ## resolve the dependencies anew, within what pyproject.toml allows
	$(UV) compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --group dev pyproject.toml --output-file requirements.lock $(LOCK)

clean: ## throw the invented city and the installation away
	rm -rf .venv $(VAR) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Sussidiario needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing uv, which installs the rest ..."
	@$(BIN)/python -m pip install --quiet --quiet --require-hashes --no-deps --requirement <(sed -n '/^uv==/,/[^\\]$$/p' requirements.lock) </dev/null

# Where packages come from places that only pip is told of, uv does not find them, and pip takes its time.
$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/uv
	@echo "Installing what requirements.lock names ..."
	@$(UV) install --quiet --python $(BIN)/python --require-hashes --no-deps --requirement requirements.lock </dev/null \
		|| $(BIN)/python -m pip install --quiet --quiet --require-hashes --no-deps --no-compile --requirement requirements.lock </dev/null
	@$(BIN)/python -m pip install --quiet --quiet --no-deps --no-build-isolation --no-compile --editable . </dev/null
	@touch $@

$(STATIC): $(INSTALLED) $(shell find sussidiario -path '*/static/*' -type f)
	@$(BIN)/sussidiario collectstatic --noinput --verbosity 0
	@touch $@

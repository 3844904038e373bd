# Two commands for a fresh clone: `make run` and `make test`. Both make the environment first.
.DEFAULT_GOAL := run
SHELL := /bin/sh

# The first Python of a supported version on this machine; `make PYTHON=/path/to/python` overrides.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check format notebook lock clean help

run: $(READY) ## install, then run the pipeline over the sample corpus and print what it found
	@PATH="$(abspath $(BIN)):$$PATH" DVC_NO_ANALYTICS=1 $(BIN)/dvc repro
	@$(BIN)/claimline summary outputs

test: $(READY) ## install, then run every check: format, lint, types, import contracts, tests, quality gate
	$(BIN)/ruff format --check pipeline tests
	$(BIN)/ruff check pipeline tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

# Wheels only, so that nothing is compiled here; one pure Python package of DVC's has none.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "claimline needs Python 3.11, 3.12 or 3.13 and found none on PATH; install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --use-pep517 --require-hashes \
		--only-binary=:all: --no-binary=antlr4-python3-runtime -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $(READY)

format: $(READY) ## rewrite the code in the house format
	$(BIN)/ruff format pipeline tests
	$(BIN)/ruff check --fix pipeline tests

notebook: $(READY) ## execute outputs/first-look.ipynb on the run that is in outputs
	@$(BIN)/python tests/notebooks/execution.py outputs/first-look.ipynb

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --extra dvc --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --quiet -o requirements.lock

clean: ## remove the environment and what a run wrote
	rm -rf $(VENV) outputs/*/ outputs/*.json

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

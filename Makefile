# make example   reads an example article and shows its chronicle in the terminal
# make test      runs everything that has to hold before a change is taken
# Both set up their own environment in .venv; all that they need is make and Python 3.11, 3.12 or 3.13, make test also npm.

SHELL := /bin/sh
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
CANDIDATES := python3.11 python3.12 python3.13 python3 python \
	/usr/bin/python3.11 /usr/bin/python3.12 /usr/bin/python3.13 /usr/bin/python3 /usr/local/bin/python3
PYTHON ?= $(shell for p in $(CANDIDATES); do if "$$p" -c '$(FITS)' >/dev/null 2>&1; then echo "$$p"; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --constraint constraints.txt
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help example test lint format types check postgresql chromium vendor browser unit wheel schema gazetteer clean

help: ## Lists the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

example: .venv/core ## Reads an example article into the terminal
	$(BIN)/gahnama read examples/telephone-call.txt

test: lint types check postgresql chromium unit wheel ## Runs everything that has to hold
	@echo "make test: everything holds"

lint: .venv/dev ## Style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/dev ## Mends style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/dev ## Types
	$(BIN)/mypy

check: .venv/dev ## The language data
	$(BIN)/gahnama check fa

postgresql: ## Installs PostgreSQL for the tests, where that can be done
	sh tools/install-postgresql.sh

chromium: .venv/bin/python ## Installs Chromium for the tests, where that can be done, and fetches what the page needs
	sh tools/install-chromium.sh
	$(BIN)/python tools/vendor.py --tests

vendor: .venv/bin/python ## Fetches the third-party files of the browser page (npm, pinned)
	$(BIN)/python tools/vendor.py

browser: .venv/dev chromium ## A browser walks through every page; Schemathesis asks everything
	$(BIN)/pytest --quiet tests/web

unit: .venv/dev ## The tests, the examples of the language data and the quality floors among them
	$(BIN)/pytest --quiet -n $(WORKERS)

wheel: .venv/dev ## Builds the wheel, installs it alone into a clean environment, reads an article with it
	sh tools/check-wheel.sh $(BIN)/python

schema: .venv/dev ## Makes the JSON Schemas in docs anew
	$(BIN)/python -m gahnama.schema docs/reading.schema.json
	$(BIN)/python -m gahnama.export.schema docs/plover-jsonl.schema.json

gazetteer: .venv/dev ## Builds the gazetteer of towns from GeoNames anew
	$(BIN)/python tools/gazetteer.py

clean: ## Removes what was built
	rm -rf build dist gahnama.egg-info .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Gahnama needs Python 3.11, 3.12 or 3.13 with the venv module, and found none." >&2; \
		echo "Install one (on Debian: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11 ..." >&2; \
		exit 1; \
	fi
	"$(PYTHON)" -m venv --clear .venv

.venv/core: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/dev: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/core

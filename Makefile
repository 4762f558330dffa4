# `make serve` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: help setup serve test check fix docs bench eval campaign lock system

help: ## what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; found %d.%d." % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

setup: $(VENV)/ready ## install what the project needs into .venv

serve: setup ## compile the content and serve the site on http://127.0.0.1:8000
	$(BIN)/compendium serve --port $(PORT)

system: ## install what browser tests need from the system, where apt is there
	@sh tests/system-packages.sh

test: setup system check ## every check and every test that is not a campaign
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

check: setup ## form, types, arrows between rooms, content rules: changes nothing
	$(BIN)/ruff format --check --quiet src tests bench tools
	$(BIN)/ruff check --quiet src tests bench tools
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(BIN)/compendium rules

fix: setup ## put code and content into their form
	$(BIN)/ruff format --quiet src tests bench tools
	$(BIN)/ruff check --quiet --fix src tests bench tools
	$(BIN)/compendium format

docs: setup ## write the generated reference pages anew
	$(BIN)/python -m tools.reference

eval: setup ## score every room against labelled real examples
	$(BIN)/python -m tests.evaluation

bench: setup ## measure speed, side by side with what people would use instead
	$(BIN)/python -m bench

campaign: setup system ## slow tests: large generated corpora, long property runs
	$(BIN)/python -m pytest -q -m slow

lock: setup ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev --extra postgres pyproject.toml -o requirements-dev.lock

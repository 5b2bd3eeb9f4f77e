# The way in. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
TRAIN := .venv-train
DATA ?= ../shared/data
WEIGHTS := src/onrecord/read/reader/weights
FOLDS ?= event-folds
BIN := $(VENV)/bin
DEMO ?= demo
PROCESSES ?= 2
# In their own order, in which the files that take longest come in the middle: at the end all processes have work.
SIDE_BY_SIDE := -n $(PROCESSES) --dist loadfile --no-loadscope-reorder
CHECKS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test browse check lint types imports bench reliability train-reader train-events docs coverage build sbom licences pins clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/.ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Onrecord needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: $(BIN)/.ready ## make .venv from the pins

demo: setup ## run the bundled coverage end to end and say where its report lies
	$(BIN)/onrecord demo --to $(DEMO)

test: setup ## run the tests, in PROCESSES=2 side by side
	$(BIN)/pytest $(SIDE_BY_SIDE)

coverage: setup ## run the tests and say which lines and branches they reach, workers and spawned commands too
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(SIDE_BY_SIDE)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --sort=cover

browse: setup ## do people's tasks in a browser on real coverage, in minutes (needs the evaluation data)
	$(BIN)/pytest tests/browser -m real

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

check: lint types imports ## lint, types, import rules, made pages of docs up to date
	$(BIN)/python -m bench.docs --check

bench: setup ## measure quality against the floors (needs the evaluation data)
	$(BIN)/python -m bench.floors

reliability: setup ## try what is promised of hostile input, crashes, attacks and load, in minutes (or only CHECKS)
	$(BIN)/python -m bench.reliability --processes 2 $(CHECKS)

$(TRAIN)/.ready: pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check -e '.[train]'
	touch $@

train-reader: $(TRAIN)/.ready ## train the learned reader anew, in hours, from DATA=folder with quotes/ and events/
	$(TRAIN)/bin/python -m train.reader --data $(DATA)/quotes --out $(WEIGHTS)
	$(MAKE) train-events

train-events: $(TRAIN)/.ready ## train only its event heads, in half an hour, and measure them on held-out folds
	$(TRAIN)/bin/python -m train.events --data $(DATA) --reader $(WEIGHTS) --folds $(FOLDS)
	$(TRAIN)/bin/python -m bench.event_folds $(FOLDS)

docs: setup ## make the generated pages of docs/ anew
	$(BIN)/python -m bench.docs

build: setup ## build the wheel and the source archive into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation

sbom: setup ## write what an install consists of, packages and models, into sbom.json (CycloneDX)
	$(BIN)/python -m bench.sbom > sbom.json

licences: setup ## write the licences of all packages of the default install into docs/licences.md
	$(BIN)/python -m bench.licences

pins: setup ## compile the pins anew from pyproject.toml
	cd requirements && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate ../pyproject.toml -o run.txt
	cd requirements && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --group ../pyproject.toml:dev ../pyproject.toml -c run.txt -o dev.txt

clean: ## remove what the targets made
	rm -rf $(VENV) $(TRAIN) $(FOLDS) dist build $(DEMO) .kept

# The book's commands. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -ec
.DEFAULT_GOAL := help

PYTHON ?= python3
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
# A line a package is too much to read; a running count says that it moves.
COUNT = awk -v live="$$([ -t 2 ] && echo 1)" '/^(Collecting|Processing|Requirement already)/ {n++; if (live) {printf "\r  %d packages", n; fflush()}} /^Installing collected/ {printf "\r  %d packages found, installing ...\n", n; fflush()} /^(ERROR|error)/ {print} END {if (n) printf "\r  %d packages in place    \n", n}'

.PHONY: help book test fuzz lab update check measure bench sheet lint lock pdf epub slides lite classroom site weigh next links edition audit sbom clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: $(VENV)/.book ## set up, execute the notebooks, build the pages
	@$(BIN)/trilateral build

test: $(VENV)/.test ## set up and run every test, two files at a time
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

fuzz: $(VENV)/.test ## feed 20,000 mutated files to the parsers of upstream files (a quarter of an hour)
	@$(BIN)/python bench/fuzz.py --jobs $(JOBS) $(ARGS)

lab: $(VENV)/.lab ## open the chapters as notebooks in JupyterLab
	@$(BIN)/jupyter lab notebooks

update: $(VENV)/.update ## bring in new editions of the data: make update ARGS="--source sipri_milex --dry-run"
	@$(BIN)/trilateral update $(ARGS)

check: $(VENV)/.book ## check every table and layer against its manifest
	@$(BIN)/trilateral check

measure: $(VENV)/.book ## print every distance, width, area and border length
	@$(BIN)/trilateral measure

bench: $(VENV)/.book ## measure builds (ten minutes) and write book/benchmark.csv
	@$(BIN)/python bench/run.py

sheet: $(VENV)/.book ## all figures of the built book on one page, to look at
	@$(BIN)/python bench/contact_sheet.py

lint: $(VENV)/.test ## check the style of the code
	@$(BIN)/ruff check .

pdf: $(VENV)/.paper ## print the whole book: make pdf ARGS="--paper letter"
	@$(BIN)/trilateral pdf $(ARGS)

epub: $(VENV)/.book ## make the book for e-readers
	@$(BIN)/trilateral epub $(ARGS)

slides: $(VENV)/.paper ## make the units' slides: make slides ARGS="--unit defence-spending"
	@$(BIN)/trilateral slides $(ARGS)

lite: $(VENV)/.book $(VENV)/.classroom ## make the notebooks' site that runs in a browser
	@$(BIN)/trilateral lite $(ARGS)

classroom: $(VENV)/.paper ## pack the archive for a class: make classroom ARGS="--unit defence-spending"
	@$(BIN)/trilateral classroom $(ARGS)

site: $(VENV)/.paper $(VENV)/.classroom ## make _build/site for a static host, with PDF, EPUB, ZIP, slides and live notebooks
	@$(BIN)/trilateral site $(ARGS)

weigh: $(VENV)/.test ## requests and bytes of every page
	@$(BIN)/python bench/weigh.py --out _build/weight.json

next: $(VENV)/.book ## build without Jupyter Book, with the newest Sphinx, and compare
	@$(BIN)/python bench/next.py $(ARGS)

links: $(VENV)/.book ## ask every outside link
	@$(BIN)/trilateral links $(ARGS)

edition: $(VENV)/.book ## put the built site into a tree of editions: make edition ARGS="--into TREE"
	@$(BIN)/trilateral edition $(ARGS)

audit: ## look for known weaknesses of locked packages (needs the net)
	@.github/audit.sh

sbom: ## write the bill of materials to _build/sbom.cdx.json
	@.github/sbom.sh _build/sbom.cdx.json

COMPILE = uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-header --quiet

lock: ## compile the nine locks again from pyproject.toml (needs uv)
	$(COMPILE) --extra book --output-file requirements.txt
	$(COMPILE) --extra book --extra sources --extra paper --extra test --constraint requirements.txt --output-file requirements-test.txt
	$(COMPILE) --extra book --extra sources --constraint requirements.txt --output-file requirements-update.txt
	$(COMPILE) --extra book --extra lab --constraint requirements.txt --output-file requirements-lab.txt
	$(COMPILE) --extra book --extra paper --constraint requirements.txt --output-file requirements-paper.txt
	uv pip compile --group audit --generate-hashes --universal --python-version 3.11 --no-header --quiet --output-file requirements-audit.txt
	uv pip compile --group classroom --generate-hashes --universal --python-version 3.11 --no-header --quiet --output-file requirements-classroom.txt
	uv pip compile --group lite --generate-hashes --universal --python-version 3.11 --no-header --quiet --no-deps --constraint requirements.txt --output-file requirements-lite.txt
	uv pip compile tests/requirements-pyodide.in --generate-hashes --universal --python-version 3.11 --no-header --quiet --no-emit-package pyogrio --output-file tests/requirements-pyodide.txt

clean: ## remove what the commands made, except the environment
	rm -rf _build .pytest_cache .ruff_cache

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; '$(PYTHON)' is older. Try: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Making the environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.book: requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing the locked packages and the book's own (about a minute)"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.txt | $(COUNT)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt tests/requirements-cff.txt $(VENV)/.book $(VENV)/.classroom $(VENV)/.pyodide
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-test.txt | $(COUNT)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps --upgrade --target $(VENV)/cff -r tests/requirements-cff.txt
	@touch $@

$(VENV)/.classroom: requirements-classroom.txt requirements-lite.txt | $(VENV)/pyvenv.cfg
	@echo "Installing the classroom's tools beside the book's environment (two minutes)"
	@$(BIN)/python -m venv $(VENV)/classroom
	@$(VENV)/classroom/bin/python -m pip install --disable-pip-version-check --require-hashes -r requirements-classroom.txt | $(COUNT)
	@rm -rf $(VENV)/classroom/wheels
	@$(VENV)/classroom/bin/python -m pip download --disable-pip-version-check --quiet --no-deps --require-hashes --only-binary :all: --dest $(VENV)/classroom/wheels -r requirements-lite.txt
	@touch $@

$(VENV)/.pyodide: tests/requirements-pyodide.txt | $(VENV)/pyvenv.cfg
	@echo "Installing the versions that notebooks meet in a browser"
	@$(BIN)/python -m venv $(VENV)/pyodide
	@$(VENV)/pyodide/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes -r tests/requirements-pyodide.txt | $(COUNT)
	@touch $@

$(VENV)/.paper: requirements-paper.txt $(VENV)/.book
	@echo "Installing what paper needs"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-paper.txt | $(COUNT)
	@touch $@

$(VENV)/.update: requirements-update.txt $(VENV)/.book
	@echo "Installing what an update needs"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-update.txt | $(COUNT)
	@touch $@

$(VENV)/.lab: requirements-lab.txt $(VENV)/.book
	@echo "Installing JupyterLab"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-lab.txt | $(COUNT)
	@$(BIN)/jupytext-config --settings-file $(VENV)/share/jupyter/lab/settings/overrides.json set-default-viewer markdown myst
	@touch $@

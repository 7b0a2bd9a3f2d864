# Every verb of the project. `make run` and `make test` need nothing done by hand on a fresh clone.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := .stamps
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint lock clean

run: $(STAMPS)/runtime $(STAMPS)/page
	$(VENV)/bin/scorescape serve

test: $(STAMPS)/dev $(STAMPS)/page $(STAMPS)/chromium
	cd frontend && npm test
	$(PY) -m pytest

lint: $(STAMPS)/dev $(STAMPS)/packages
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	cd frontend && npm run check && npm run lint

lock: $(STAMPS)/dev
	$(PY) -m pip freeze --exclude-editable | sed 's/+cpu//' > constraints.txt

clean:
	rm -rf $(VENV) $(STAMPS) frontend/node_modules server/page

$(STAMPS)/venv:
	sh tools/make-environment.sh $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: $(STAMPS)/venv pyproject.toml constraints.txt
	$(PY) -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/runtime
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(STAMPS)/node: $(STAMPS)/venv
	sh tools/find-node.sh $(VENV)
	@touch $@

$(STAMPS)/packages: $(STAMPS)/node frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund
	@touch $@

$(STAMPS)/page: $(STAMPS)/packages $(shell find frontend/src frontend/public frontend/index.html -type f)
	cd frontend && npm run build
	@touch $@

$(STAMPS)/chromium: $(STAMPS)/dev
	sh tools/find-chromium.sh $(VENV)
	@touch $@

# Every verb of the project. `make run` and `make test` need nothing done by hand on a fresh clone.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := .stamps
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint dev bench lock clean

run: $(STAMPS)/runtime
	$(VENV)/bin/scorescape serve

test: $(STAMPS)/dev
	$(PY) -m pytest

lint: $(STAMPS)/dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

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

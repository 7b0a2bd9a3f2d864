# Every verb of the project. `make run` and `make test` need nothing done by hand on a fresh clone.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
STAMPS := .stamps
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# the node from PyPI brings certificates of its own; behind a company's proxy only the system's will do
export NODE_USE_SYSTEM_CA := 1

.PHONY: run dev test lint bench bench-quality mutants picture house contract lock clean fuzz

run: $(STAMPS)/runtime $(STAMPS)/page
	$(VENV)/bin/scorescape serve

# The page reloads as its source changes, the server too; the URL is vite's.
dev: $(STAMPS)/dev $(STAMPS)/packages
	$(PY) -m uvicorn --factory scorescape.server.app:create_app --reload --reload-dir server --reload-dir models \
	  --ws websockets-sansio & server=$$!; trap "kill $$server" EXIT INT TERM; cd frontend && npm run dev

test: $(STAMPS)/dev $(STAMPS)/page $(STAMPS)/chromium
	cd frontend && npm test
	$(PY) -m pytest -m "not browser" --numprocesses 2 --dist worksteal
	$(PY) -m pytest -m browser

lint: $(STAMPS)/dev $(STAMPS)/packages
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	cd frontend && npm run check && npm run lint

# What is measured, and on what: the docstring of each script in benchmarks/.
bench: $(STAMPS)/dev $(STAMPS)/page $(STAMPS)/chromium
	OMP_NUM_THREADS=1 $(PY) -m benchmarks.cost
	OMP_NUM_THREADS=1 $(PY) -m benchmarks.diagnostics
	OMP_NUM_THREADS=1 $(PY) -m benchmarks.page

bench-quality: $(STAMPS)/dev
	OMP_NUM_THREADS=1 $(PY) -m benchmarks.quality

# Small faults planted by cosmic-ray, 250 a package by lot: how many do the tests notice? Takes hours.
mutants: $(STAMPS)/dev
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[dev,mutants]'
	OMP_NUM_THREADS=1 $(PY) -m tools.mutants

# What the sources are made of, as numbers: circles, long functions, who has a test.
house: $(STAMPS)/dev $(STAMPS)/packages
	$(PY) -m tools.house

# Requests made from the OpenAPI document, sound and unsound: no answer may be one that it does not declare.
contract: $(STAMPS)/dev $(STAMPS)/schemathesis/bin/schemathesis
	$(PY) -m tools.contract $(STAMPS)/schemathesis/bin/schemathesis

# in an environment of its own: it brings thirty packages that nothing else needs
$(STAMPS)/schemathesis/bin/schemathesis: $(STAMPS)/venv
	$(PY) -m venv $(STAMPS)/schemathesis
	$(STAMPS)/schemathesis/bin/pip install --quiet schemathesis==4.32.5

# 10,000 files that were right once, put to the importers: none may crash one, or be refused in an exception's words.
fuzz: $(STAMPS)/dev
	OMP_NUM_THREADS=1 $(PY) -m benchmarks.fuzz_files

# The picture in the README, taken of the real page.
picture: $(STAMPS)/dev $(STAMPS)/page $(STAMPS)/chromium
	$(PY) -m benchmarks.picture

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

# Everything a newcomer needs, on a machine that has Python 3.11 and make:
#   make run     set up .venv, run the Prefect flow over the sample documents, print what was loaded and where
#   make test    set up .venv, lint, test, and compare the extraction with the annotated documents
# Less often: make setup | bench | dashboard | long | audit | lock | clean

# The first of these that is Python 3.11 or 3.12; override with make PYTHON=/path/to/python3.11.
PYTHON ?= $(shell for python in python3 python3.11 python3.12; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null \
		&& { echo $$python; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# No program that runs here reports usage to anyone.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: run test setup bench dashboard long audit lock clean
.DEFAULT_GOAL := run

run: $(STAMP)
	$(BIN)/yaodian run --engine prefect

test: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/bandit --quiet --recursive flows warehouse schemas dashboards 2>/dev/null
	$(BIN)/pytest -n 2

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or 3.12 is needed: make PYTHON=/path/to/python3.11"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		"$$(grep '^uv==' requirements.lock)"
	@# Compiled once here, not by every start: it halves the time that a command takes to start.
	$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q flows schemas warehouse dashboards
	@touch $@

bench: $(STAMP)
	$(BIN)/python -m tests.benchmarks

dashboard: $(STAMP)
	$(BIN)/yaodian dashboard

# Faults and hostile input at full length: 50 kills, 10,000 mutants, ten readers. Half an hour on two cores.
long: $(STAMP)
	YAODIAN_LONG_TESTS=1 $(BIN)/pytest -n0 --durations=10 tests/faults tests/hostile tests/concurrency

# Known vulnerabilities of the locked packages; asks the advisory service of the package index, so it needs the network.
audit: $(STAMP)
	$(BIN)/uv tool run pip-audit --requirement requirements.lock --no-deps --disable-pip

# Resolve pyproject.toml again. The lock names versions only: no index, no host, no hash.
lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock

# The environment and caches; the warehouse under warehouse/data stays.
clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis

# Two commands do all the set-up on a machine with only Python 3.11, git and make; both stay inside the checkout.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: try test check clean

try: $(VENV)/.installed
	ESSAYLINT_CACHE_DIR=$(CURDIR)/.essaylint_cache $(BIN)/essaylint check --exit-zero fixtures/demo.md

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n 2 $(ARGS)

check: test
	$(BIN)/python -m mypy
	$(BIN)/python -m ruff check .
	$(BIN)/lint-imports

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable ".[all]"
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

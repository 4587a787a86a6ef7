# `make serve` and `make test` do everything on a fresh Debian machine with Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help serve test lint types imports unit constraints clean system-python system-test

help:
	@echo "make serve   install, build the starter knowledge base, serve it on http://127.0.0.1:8000"
	@echo "make test    install what the tests need, then run every check and test"
	@echo "make clean   remove the environment (the knowledge base is kept)"

## serving ------------------------------------------------------------------------------------------

serve: $(VENV)/.installed
	@$(BIN)/narcord serve

## environment --------------------------------------------------------------------------------------

# A minimal Debian has python3 without venv, and without pip inside it.
system-python:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy python3-venv python3-pip; \
	  else echo "Python's venv module is missing. Remedy: apt-get install python3-venv" >&2; exit 1; fi; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Narcord needs Python 3.11 or newer; $(PYTHON) is older. Remedy: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }

$(VENV)/bin/python: | system-python
	@echo "Creating the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -q --upgrade -c constraints.txt pip

# The CPU build of torch comes first and alone: any other version pulls gigabytes.
$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Narcord (once; some minutes)"
	@$(PIP) install -q -c constraints.txt torch==2.13.0
	@$(PIP) install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the tests need"
	@$(PIP) install -q -c constraints.txt --group dev
	@touch $@

## tests --------------------------------------------------------------------------------------------

# Programs that the tests drive (a browser, a database server, character recognition) and fonts for its pictures.
SYSTEM_PACKAGES := chromium chromium-driver fonts-noto-core fonts-noto-cjk openssl postgresql \
  tesseract-ocr tesseract-ocr-rus

system-test:
	@missing=""; for p in $(SYSTEM_PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q "install ok installed" || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing$$missing"; \
	    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing >/dev/null; \
	  else echo "The tests need$$missing. Remedy: apt-get install$$missing" >&2; exit 1; fi; fi

test: system-test $(VENV)/.installed-dev lint types imports unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

imports: $(VENV)/.installed-dev
	$(BIN)/lint-imports

unit: $(VENV)/.installed-dev
	$(BIN)/pytest

## upkeep -------------------------------------------------------------------------------------------

constraints: $(VENV)/.installed-dev
	@{ echo '# What an installation of Narcord is tested with. Regenerate with `make constraints`.'; \
	  $(BIN)/python -m pip freeze --exclude-editable | grep -v '^torch==' ; echo 'torch==2.13.0'; } > constraints.txt

clean:
	rm -rf $(VENV)

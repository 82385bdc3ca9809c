# What can be done here. `make` alone lists it.
# The first of these sets up .venv, which needs Python 3.11 or newer and, once, the internet.

VENV := .venv
BIN := $(VENV)/bin
# Stamps: set up once, and again when the project's parts change.
START_READY := $(VENV)/.ready-to-start
WORK_READY := $(VENV)/.ready-to-work

# The examples are made for one day, and must not depend on what is set on this machine.
DEMO_SO := env -u SO_BANK -u SO_CASE SO_TODAY=2026-11-20 $(BIN)/so

# The tests start `so` a thousand times: what Python has compiled once is kept.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help start test quick lint bench man demo

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1|/p' Makefile | awk -F '|' '{ printf "%-12s %s\n", $$1, $$2 }'

start: $(START_READY)  ## set up, then begin the interview
	@$(BIN)/so interview || test $$? -eq 130

test: $(WORK_READY)  ## set up, then run all tests
	@$(BIN)/python -m pytest -n auto --dist worksteal

quick: $(WORK_READY)  ## run the tests that take no seconds
	@$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

lint: $(WORK_READY)  ## look at style, types, layers and the bank
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/so bank check

bench: $(WORK_READY)  ## measure how fast it is, into bench/RESULTS.md
	@$(BIN)/python bench

man: $(WORK_READY)  ## make the man page again, from the help
	@$(BIN)/python docs/man.py

demo: $(WORK_READY)  ## make the examples and the sessions in the docs again
	@for case in examples/*.yaml; do \
	    $(DEMO_SO) summary --case "$$case" --force -o "$${case%.yaml}.md" || exit; \
	done
	@$(DEMO_SO) summary --case examples/before-surgery.yaml -f json --force -o examples/before-surgery.json
	@chmod 644 examples/*.md examples/*.json
	@$(BIN)/python docs/pictures/make.py
	@$(BIN)/python docs/man.py
	@$(BIN)/python docs/records_in.py
	@$(BIN)/python tests/test_docs.py
	@$(BIN)/python tests/bank/coverage_of_the_bank.py

$(START_READY): pyproject.toml
	@$(call set_up,.)
	@touch $@

$(WORK_READY): pyproject.toml
	@$(call set_up,.[dev])
	@touch $(START_READY) $@

# Finds a Python, makes the environment if it is not whole, and installs `$(1)` into it.
define set_up
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	    python=; \
	    for each in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	        if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	            python=$$each; break; \
	        fi; \
	    done; \
	    if [ -z "$$python" ]; then \
	        echo "This needs Python 3.11 or newer. Install it from python.org, then try again." >&2; \
	        exit 1; \
	    fi; \
	    if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        echo "This Python cannot make an environment. On Debian or Ubuntu: sudo apt install python3-venv" >&2; \
	        exit 1; \
	    fi; \
	    "$$python" -m venv $(VENV) || exit; \
	fi; \
	echo "Setting up. This happens once and takes a minute."; \
	if ! $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '$(1)'; then \
	    echo "Setting up did not work. It needs the internet once, to fetch the parts; try again then." >&2; \
	    exit 1; \
	fi
endef

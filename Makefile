# Two commands are enough to work here: `make brief` prints, `make test` checks.
# Both set up what they need first: a virtual environment in .venv, filled from
# a lock file, and the few system libraries that no wheel carries.
#
# Kept to what GNU make 3.81 understands, the version macOS ships.

# The Python that builds .venv; another one: rm -r .venv; make PYTHON=python3.13
PYTHON ?= python3

ifeq ($(OS),Windows_NT)
VENV_PYTHON := .venv/Scripts/python.exe
else
VENV_PYTHON := .venv/bin/python
endif

# Fontconfig and uv keep their caches here, so that nothing is written outside
# the checkout and a home directory that is missing or read-only does no harm.
export XDG_CACHE_HOME := $(CURDIR)/.venv/cache

.PHONY: brief test faults check golden docs picture format lock wheel attacks fuzz clean help
# Both set-ups write to the same .venv.
.NOTPARALLEL:

brief: .venv/.run-stamp ## Print the briefs into dist/ (this is what a plain `make` does)
	$(VENV_PYTHON) build.py

# A worker that has nothing left to do takes tests from another. All work on what
# stands together in a file, as long as they can, and share what it prepares.
ALL_CORES = --numprocesses auto --dist worksteal

# Every step runs even when an earlier one fails, so that one pass shows all
# there is to repair. The tests come last: their summary closes the output.
test: .venv/.dev-stamp ## Check the style and the types, then run the tests
	@failed=; \
	for step in 'ruff check' 'ruff format --check' mypy 'pytest $(ALL_CORES)'; do \
	    echo "$$step"; \
	    $(VENV_PYTHON) -m $$step || failed="$$failed [$$step]"; \
	done; \
	test -z "$$failed" || { echo "make test: failed:$$failed" >&2; exit 1; }

# The suite itself does it ten times.
faults: .venv/.dev-stamp ## Kill the press 200 times, fill its disks, run it twice at once
	KILLS=200 $(VENV_PYTHON) -m pytest tests/faults

check: .venv/.run-stamp ## Check the content without printing
	$(VENV_PYTHON) build.py check

golden: .venv/.dev-stamp ## Accept pages as they are now (ONLY=tests/press: some of them)
	$(VENV_PYTHON) -m pytest $(ALL_CORES) --update-golden $(ONLY)

docs: .venv/.dev-stamp ## Write the tables of keys in the documents anew, from the models
	$(VENV_PYTHON) -m tools.keys

picture: .venv/.dev-stamp ## Draw the pictures of the documentation anew: pages and rooms
	$(VENV_PYTHON) tools/rooms.py docs/rooms.svg
	$(VENV_PYTHON) build.py build interpol-eu
	$(VENV_PYTHON) tools/picture.py dist/interpol-eu.fr.pdf docs/pages.png

format: .venv/.dev-stamp ## Lay out the Python code and repair what ruff can repair
	$(VENV_PYTHON) -m ruff check --fix
	$(VENV_PYTHON) -m ruff format

# For every platform and every Python from 3.11 on, which is what --universal
# and the lower bound say. Only versions that come as wheels: nothing is ever
# compiled, nor run, while it is being installed. No address is written down:
# the hashes say what a package is, each site's pip settings where to get it.
COMPILE = $(VENV_PYTHON) -m uv pip compile pyproject.toml --quiet \
	--extra conformance --extra office --extra preview --universal --python-version 3.11 \
	--python $(VENV_PYTHON) --no-python-downloads \
	--only-binary :all: --generate-hashes --no-emit-index-url \
	--annotation-style line --custom-compile-command 'make lock' \
	$(if $(UPGRADE),--upgrade)

# The development lock comes first and binds the other: what is tested is what
# prints.
lock: .venv/.dev-stamp ## Rewrite the lock files from pyproject.toml (UPGRADE=1: newest versions)
	$(COMPILE) --group dev --output-file requirements-dev.lock
	$(COMPILE) --constraints requirements-dev.lock --output-file requirements.lock
	$(VENV_PYTHON) -m tools.licences

# Beside the wheel, what a press that is installed from it consists of. Its hashes are those of the lock file.
WHEELS = dist
wheel: .venv/.dev-stamp ## Write the wheel into dist/, with its bill of materials (CycloneDX)
	$(VENV_PYTHON) -m hatchling build -t wheel -d $(WHEELS)
	$(VENV_PYTHON) -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml \
	    --output-reproducible -o $(WHEELS)/briefpress.cdx.json

attacks: .venv/.dev-stamp ## Carry out all attacks of tests/hostile and count what came of them
	$(VENV_PYTHON) tests/hostile/attacks.py

# An hour or two: 20 000 briefs to HTML, then 1 000 to PDF. It goes on where it was stopped.
FUZZ = html pdf proved
fuzz: .venv/.dev-stamp ## Print briefs written at random (FUZZ=html: only to HTML)
	$(VENV_PYTHON) tests/fuzz/run.py $(FUZZ)

clean: ## Remove dist/ and the caches (.venv stays)
	rm -rf dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . \( -name .venv -o -name .git \) -prune -o \
	    -type d -name __pycache__ -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# The stamps remember what has been set up. The development packages include
# those that print, hence two stamps at once.
.venv/.run-stamp: requirements.lock tools/setup $(VENV_PYTHON)
	@PYTHON='$(PYTHON)' VENV_PYTHON='$(VENV_PYTHON)' sh tools/setup brief
	@touch $@

.venv/.dev-stamp: requirements-dev.lock tests/editor/package-lock.json tools/setup $(VENV_PYTHON)
	@PYTHON='$(PYTHON)' VENV_PYTHON='$(VENV_PYTHON)' sh tools/setup test
	@touch .venv/.run-stamp $@

# Without a recipe: when this Python is gone (no .venv yet, or the system's
# Python was replaced), make takes it as new and the stamps are made again.
$(VENV_PYTHON):

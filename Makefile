# Everything runs in .venv; `make` alone says what there is to do.
PYTHON ?= python3
BIN = .venv/bin/
export UV_COMPILE_BYTECODE = 1

help:  ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)pip install --quiet --disable-pip-version-check uv 2>/dev/null || $(BIN)pip install uv
	$(BIN)uv pip sync --quiet --require-hashes requirements.lock
	$(BIN)uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch .venv/ready

setup: .venv/ready  ## Make .venv with .venv/bin/nextrung from the lock

demo: .venv/ready  ## The whole job on the invented sample market; prints the path of the report
	$(BIN)nextrung demo --out demo

test: .venv/ready  ## Run the tests, doctests and notebooks
	$(BIN)pytest -q -n 2 --dist worksteal
	$(BIN)pytest -q -W default --nbmake notebooks

check: .venv/ready  ## Lint, types, import contracts, dependencies, spelling
	$(BIN)ruff check
	$(BIN)ruff format --check
	$(BIN)mypy
	$(BIN)lint-imports
	$(BIN)deptry .
	$(BIN)typos

docs: .venv/ready  ## Build the documentation into site/, warnings as errors
	$(BIN)mkdocs build --strict --quiet

pictures: .venv/ready  ## Make the pictures of the README anew (needs chromium)
	$(BIN)python docs/pictures.py

bench: .venv/ready  ## Measure speed as ratios in one run (takes minutes)
	$(BIN)python -m bench

lock: .venv/ready  ## Resolve the dependencies afresh
	$(BIN)uv pip compile pyproject.toml --group dev --universal --generate-hashes \
		--no-header --no-annotate --quiet -o requirements.lock

clean:  ## Remove what was made
	rm -rf .venv build dist site demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup demo test check docs pictures bench lock clean

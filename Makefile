# Everything runs in .venv; `make` alone says what there is to do.
PYTHON ?= python3
BIN = .venv/bin/
export UV_COMPILE_BYTECODE = 1
# Whatever environment the shell is in.
export VIRTUAL_ENV = $(CURDIR)/.venv
# What may be used in an application under the MIT licence; a new one is a decision.
LICENCES = MIT;BSD;Apache;Apache-2.0;ISC;Python Software Foundation;PSF-2.0;Mozilla Public License 2.0;MPL-2.0;ZPL;Zope Public License;Unlicense;CC0;0BSD;HPND;LGPL;CNRI-Python;Public Domain

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

# Three at once on two cores: a third of the time goes to waiting for servers and processes.
test: .venv/ready  ## Run the tests, doctests and notebooks
	$(BIN)pytest -q -n 3 --dist worksteal --nbmake crawler analysis tests notebooks

check: .venv/ready audit  ## Lint, types, import contracts, dependencies, licences, known vulnerabilities, spelling
	$(BIN)ruff check
	$(BIN)ruff format --check
	$(BIN)mypy
	$(BIN)lint-imports
	$(BIN)deptry .
	$(BIN)typos
	$(BIN)uv pip check --quiet
	$(BIN)pip-licenses --partial-match --allow-only="$(LICENCES)" \
		--ignore-packages axe-playwright-python > /dev/null  # MPL-2.0 by its repository; it names none

docs: .venv/ready  ## Build the documentation into site/, warnings as errors
	$(BIN)mkdocs build --strict --quiet

pictures: .venv/ready  ## Make the pictures of the README anew (needs chromium)
	$(BIN)python docs/pictures.py

bench: .venv/ready  ## Measure speed as ratios in one run (takes minutes)
	$(BIN)python -m bench

level: .venv/ready  ## Estimate data/level.json anew from the graded adverts in DATA=FOLDER (*.parquet; minutes)
	mkdir -p build && rm -f build/level.duckdb
	$(BIN)nextrung --db build/level.duckdb import $(filter-out %_meta.parquet,$(wildcard $(DATA)/*.parquet)) || [ $$? -eq 1 ]
	$(BIN)nextrung --db build/level.duckdb analyze --full
	$(BIN)python -m analysis.derive.shipping build/level.duckdb data/level.json

needed: .venv/ready  ## Learn anew what the patterns of the lexicon need, so that a changed one is not learned at each start
	$(BIN)python -m analysis.teaching.needed

lock: .venv/ready  ## Resolve the dependencies afresh, or that of PACKAGE=name alone
	@test -z "$(PACKAGE)" || grep -q "^$(PACKAGE)==" requirements.lock || { echo "requirements.lock has no package $(PACKAGE)"; exit 2; }
	$(BIN)uv pip compile pyproject.toml --group dev --extra cluster --universal --generate-hashes \
		$(if $(PACKAGE),--upgrade-package $(PACKAGE),--upgrade) --no-header --no-annotate --quiet -o requirements.lock

audit: .venv/ready  ## Look the locked packages up among the known vulnerabilities; says so where it cannot
	@mkdir -p build && rm -f build/audit.json
	@$(BIN)uv tool run --quiet --from pip-audit==2.10.1 pip-audit --requirement requirements.lock --disable-pip \
		--progress-spinner off --timeout 5 --format json --output build/audit.json 2> build/audit.log \
		|| if test -s build/audit.json; then cat build/audit.log build/audit.json; exit 1; fi
	@if test -s build/audit.json; then \
		echo "audit: $$(grep -o '"vulns"' build/audit.json | wc -l) packages looked up, nothing known against them;" \
			"$$(grep -o skip_reason build/audit.json | wc -l) unknown to the list"; \
	else echo "audit: not done, the list of known vulnerabilities cannot be reached"; fi

release: check  ## Build the wheel reproducibly, and list what it brings with it (SBOM), into dist/
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)uv build --quiet --wheel --no-build-isolation --out-dir dist
	$(BIN)uv venv --quiet dist/clean
	$(BIN)uv pip install --quiet --python dist/clean/bin/python --constraints requirements.lock dist/*.whl
	$(BIN)uv tool run --quiet --from cyclonedx-bom==7.5.0 cyclonedx-py environment --output-reproducible \
		--pyproject pyproject.toml --output-file dist/nextrung.cdx.json dist/clean/bin/python
	cd dist && sha256sum *.whl *.json > SHA256SUMS

release-check: release  ## Run the demo of the released wheel from another folder, in its clean environment
	place=$$(mktemp -d) && command=$$PWD/dist/clean/bin/nextrung && cd $$place && $$command --version && $$command demo

clean:  ## Remove what was made
	rm -rf .venv build dist site demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup demo test check docs pictures audit release release-check bench level lock clean

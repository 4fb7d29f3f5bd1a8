PYTHON ?= python3
SIZE ?= group
PORT ?= 8000
N ?= 50
SEED ?= 1
LEARNERS ?= 1200
WITHIN ?= 60
BIN := .venv/bin
# Packages come without compiled files: what is used is compiled at first use and kept.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: kill-test outage saves choices fuzz audit reference help demo test check format lock translations browser-test clean
help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# uv is quick; pip stands in for it where uv does not reach the index that pip is set up for.
install = $(BIN)/uv pip install --quiet --python $(BIN)/python $(1) || $(BIN)/pip install --quiet --disable-pip-version-check $(1)

.venv/runtime: requirements-setup.txt requirements.txt pyproject.toml
	@echo "Samenwijzer sets itself up (once; about a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.txt
	@$(call install,--require-hashes -r requirements.txt)
	@$(call install,--no-deps --no-build-isolation -e .)
	@touch $@

.venv/development: .venv/runtime requirements-dev.txt
	@$(call install,--require-hashes -r requirements-dev.txt)
	@touch $@

.venv/translations: .venv/runtime $(shell find src -name '*.po')
	@$(BIN)/samenwijzer translations compile
	@touch $@

demo: .venv/runtime .venv/translations ## open a working product with a fictional school group on http://localhost:8000
	@$(BIN)/samenwijzer demo --size $(SIZE) --port $(PORT)

test: .venv/development .venv/translations ## everything that needs no service
	@$(BIN)/pytest -m "not browser" -n auto

browser-test: .venv/development .venv/translations ## the journeys in Chromium; they leave the screenshots of the papers
	@$(BIN)/pytest -m browser -n auto

kill-test: .venv/development .venv/translations ## kill imports, refits and saves N times (from SEED): nothing lost, nothing half done
	@$(BIN)/python -m tests.robustness.kills --kills $(N) --seed $(SEED)

outage: .venv/development .venv/translations ## crash and kill PostgreSQL, a web server and the worker under a product at work: it goes on, nothing is lost
	@$(BIN)/python -m tests.robustness.outage

saves: .venv/development .venv/translations ## LEARNERS save WITHIN so many seconds over HTTP, on SQLite and on DATABASE_URL: none fails
	@$(BIN)/python benchmarks/saves.py --learners $(LEARNERS) --within $(WITHIN)

choices: .venv/development .venv/translations ## LEARNERS choose WITHIN so many seconds on five flex hours, on SQLite and on DATABASE_URL: never one too many
	@$(BIN)/python benchmarks/flex.py --learners $(LEARNERS) --within $(WITHIN) $(DATABASE_URL)

fuzz: .venv/development .venv/translations ## send N spoiled requests, N spoiled bodies and N cases of schemathesis (from SEED): no server error
	@FUZZ=$(N) SEED=$(SEED) $(BIN)/pytest -q -s --disable-warnings tests/robustness/test_fuzz.py tests/robustness/test_fuzz_bodies.py tests/robustness/test_schemathesis.py

audit: .venv/development ## ask whether a weakness is known in anything that is installed (needs the internet)
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.txt -r requirements-dev.txt

check: .venv/development .venv/translations ## format, lint, types, contracts, migrations, templates, translations, docs, tests
	@$(BIN)/ruff format --check src tests benchmarks
	@$(BIN)/ruff check src tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/samenwijzer manage makemigrations --check --dry-run
	@$(BIN)/djlint --quiet --lint src
	@$(BIN)/samenwijzer translations check
	@$(MAKE) --no-print-directory test

format: .venv/development ## write the code the way ruff wants it
	@$(BIN)/ruff format src tests benchmarks
	@$(BIN)/ruff check --fix src tests benchmarks

translations: .venv/development ## collect the texts of code and templates into the catalogues
	@$(BIN)/samenwijzer translations collect

LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
lock: .venv/runtime ## pin the newest allowed versions with hashes
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --extra dev --extra benchmarks -c requirements-dev.txt -o requirements-benchmarks.txt
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-setup.txt

reference: .venv/development .venv/translations ## write the generated documents of docs/reference
	@WRITE_REFERENCE=1 $(BIN)/pytest -q tests/docs/test_reference.py

clean: ## remove the environment and the demo
	rm -rf .venv var build

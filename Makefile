# Two commands: `make run` serves the site, `make test` checks it. Each makes the .venv it needs.
PYTHON ?= python3
PORT ?= 8000
export PORT
PYTEST = .venv/bin/python -m pytest -n 2 --dist loadfile

.PHONY: run test check coverage lint types style js biome development format bench

run:
	@$(PYTHON) scripts/make_venv.py
	@exec .venv/bin/python manage.py serve --end-with-parent

test: lint js
	$(PYTEST) -m "not slow"

# The long form: the slow tests, more examples of the rules of figures and of counts, the extra for Parquet, and
# the image's steps.
check: development
	$(PYTEST) -m slow
	HYPOTHESIS_PROFILE=check .venv/bin/python -m pytest -q tests/incidents/test_figures.py \
		tests/incidents/snapshot/test_aggregates.py
	.venv/bin/pip install --quiet --disable-pip-version-check -r requirements-parquet.txt
	.venv/bin/python -m pytest -q tests/incidents/snapshot/test_parquet.py
	.venv/bin/python scripts/run_dockerfile_steps.py

# What of incidents/ the tests reach; below 95 % of branches it fails.
coverage: development
	$(PYTEST) -m "not slow" --cov --cov-report=term
	.venv/bin/coverage report --include="incidents/*" --fail-under=95 --format=total

lint: style types biome

style: development
	.venv/bin/ruff check .
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet templates

types: development
	.venv/bin/mypy

# No Node is needed: the browser driver in the requirements brings one.
js: development
	@node=$$(ls .venv/lib/python*/site-packages/playwright/driver/node 2>/dev/null || command -v node); \
	if [ -z "$$node" ]; then echo "no node found: tests/js were NOT run"; \
	else "$$node" --test tests/js/*.test.js; fi

# Biome comes by npm; where there is none, or no network for it, the other checks stand alone.
biome:
	@if command -v npm >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts; \
	then npm exec -- biome check --error-on-warnings; \
	else echo "no npm, or no network for it: Biome was not run"; fi

# The short form of what docs/performance.md tells, within 20 minutes: synthetic records, kept in
# var/, and a Python of their own for what they are compared with. A budget that is not held is
# told, and does not end the others.
bench: development
	test -x .venv/bench/bin/python || $(PYTHON) -m venv .venv/bench
	.venv/bench/bin/python -m pip install --quiet --requirement bench/requirements.txt
	-.venv/bin/python bench/snapshot.py 100000
	-.venv/bin/python bench/brush.py 100000
	-.venv/bin/python bench/clusters.py 100000 --rounds 1
	-.venv/bin/python bench/firstview.py 100000 --rounds 3
	-.venv/bin/python bench/timemap.py 100000 --rounds 2 --slow-rounds 0
	-.venv/bin/python bench/page.py 100000 --rounds 4
	-.venv/bin/python bench/aggregates.py 100000
	-.venv/bin/python bench/export.py 100000

development:
	@$(PYTHON) scripts/make_venv.py --dev

format: development
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format dashboard scripts manage.py tests/dashboard tests/conftest.py

# Handover. `make run` needs Rust and Node; `make test` installs the rest itself (Debian, as root).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

CARGO ?= cargo
NPM := npm --prefix web
WEB_SOURCES := $(shell find web/src web/public web/samples web/scripts web/*.html web/*.ts web/*.json -type f -not -path 'web/node_modules/*' 2>/dev/null)

.PHONY: run build dist test bench faults abuse fuzz audit gallery fmt clean check-rust check-web again test-rust test-web test-python test-browser tools

## Build the pages and the binary, and serve on http://127.0.0.1:8080 from memory.
run: web/dist/index.html
	$(CARGO) run --locked -- serve

## Build the binary for production: target/release/handover.
build: web/dist/index.html
	$(CARGO) build --locked --release

## A release, in target/dist: archive, lists of what is in it, checksums.
dist: web/dist/index.html
	CARGO=$(CARGO) deploy/dist

## Every gate, in the order in which they fail fastest.
test: tools check-web test-web web/dist/index.html again check-rust test-rust test-python test-browser
	@echo "every gate passed"

## Benchmarks: bounded in time, never part of the tests.
bench: tools web/dist/index.html
	$(CARGO) bench --locked
	$(CARGO) build --locked --release
	HANDOVER_BIN=$(or $(CARGO_TARGET_DIR),$(CURDIR)/target)/release/handover $(NPM) run bench

## Faults on real machines, the long form: every fault twice on every topology, then the table.
## HANDOVER_FAULTS=n does n rounds, HANDOVER_FAULTS_SEED=n chooses other moments.
faults: export HANDOVER_FAULTS ?= long
faults: tools web/dist/index.html
	$(CARGO) test --locked --test faults -- --nocapture 2>&1 | tee target/faults.log
	@grep '^|' target/faults.log | awk '!seen[$$0]++'

## Load and abuse, the long form: a million unknown ids and addresses, and the figures of tests/abuse/RESULTS.md.
abuse: export HANDOVER_ABUSE ?= long
abuse: tools web/dist/index.html
	$(CARGO) test --locked --test abuse -- --nocapture --test-threads 1

## Fuzz every parser for half a minute each, or for SECONDS_EACH; make test replays what it once found.
fuzz: web/dist/index.html
	fuzz/run

## A picture of every state of every page: into gallery/ or GALLERY=dir; ONLY=open STATE=erased takes fewer.
gallery: tools web/dist/index.html
	$(CARGO) build --locked --quiet
	$(NPM) run gallery

## What others wrote and we ship: licences, sources, bans, known flaws; lists of it all in target/sbom.
audit: web/node_modules/.package-lock.json
	CARGO=$(CARGO) deploy/audit

## Format everything.
fmt: web/node_modules/.package-lock.json
	$(CARGO) fmt
	$(NPM) run format

clean:
	rm -rf target web/dist web/node_modules

# --- the pages

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer" >&2; exit 1; }
	$(NPM) ci --ignore-scripts --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	$(NPM) run build
	@touch $@

check-web: web/node_modules/.package-lock.json
	$(NPM) run check

test-web: web/node_modules/.package-lock.json
	$(NPM) test

# Anybody can build the pages that a server sends, and gets the same bytes.
again: web/dist/index.html
	$(NPM) run again

# --- the service and the command line

check-rust: web/dist/index.html
	$(CARGO) fmt --check
	$(CARGO) clippy --locked --all-targets -- -D warnings
	$(CARGO) clippy --locked --no-default-features --features server -- -D warnings
	$(CARGO) clippy --locked --no-default-features --features otel -- -D warnings
	$(CARGO) clippy --locked --no-default-features --features client -- -D warnings

test-rust: web/dist/index.html
	tests/once-more $(CARGO) test --locked --no-fail-fast
	tests/once-more $(CARGO) test --locked --features otel --test api otel

# The binary that the Rust tests have built is the one that the integrations and the browser meet.
test-python: web/dist/index.html target/python/installed
	$(CARGO) test --locked --no-run --quiet
	target/python/bin/python -m pytest tests/python

target/python/installed: tests/python/requirements.txt
	@deploy/test-tools python3-venv
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "python3 is too old: install Python 3.11 or newer" >&2; exit 1; }
	python3 -m venv --clear target/python
	target/python/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

test-browser: web/dist/index.html
	$(CARGO) test --locked --no-run --quiet
	$(NPM) run e2e

# --- what the tests need beside Rust and Node

tools:
	@deploy/test-tools redis-server chromium python3-venv curl jq nginx caddy openssl libnss3-tools systemd prometheus

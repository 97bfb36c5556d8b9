# Lan Tỏa: `make run` starts it, `make test` checks it.

GO      ?= go
DATA    ?= var
ADDR    ?= 127.0.0.1:8080
dist    := internal/web/assets/dist/manifest.json
sources := $(shell find assets -type f) package.json package-lock.json

.PHONY: run build assets test check bench generate docs fuzz clean

run: build
	bin/lantoa serve --demo --addr $(ADDR) --data $(DATA)

build: assets
	$(GO) build -trimpath -o bin/lantoa ./cmd/lantoa

assets: $(dist)

$(dist): node_modules/.package-lock.json $(sources)
	node assets/build.mjs
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The whole suite on both databases and in a browser. What cannot run here is
# said in a line each; with LANTOA_TEST_REQUIRE_ALL=1 it is a failure.
test: build
	scripts/test

# Measures pages, search and entries over filled databases, beside what their
# statements cost alone. `make bench EXEMPLARS=1000 BENCH_FLAGS="--seconds 1"` is quick.
BENCH_DATA ?= var/bench
EXEMPLARS  ?= 20000 200000
bench: build
	@BENCH_DATA="$(BENCH_DATA)" EXEMPLARS="$(EXEMPLARS)" BENCH_FLAGS="$(BENCH_FLAGS)" scripts/bench

# What compiles and reads well, without running anything.
check:
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@test -z "$$(gofmt -l cmd internal)" || { gofmt -l cmd internal; exit 1; }

generate:
	$(GO) tool templ generate

# Renders docs/workflow.md anew and takes the README's screenshot.
docs: assets
	LANTOA_TEST_UPDATE=1 $(GO) test ./internal/nomination -run TestWorkflowDocument -count=1
	LANTOA_TEST_UPDATE=1 LANTOA_TEST_BROWSER=1 $(GO) test ./internal/apptest/journey -run TestScreenshot -count=1

FUZZTIME ?= 10m
fuzz:
	$(GO) test ./internal/plan/parse -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME) -fuzzminimizetime 5s
	$(GO) test ./internal/plan/source -run '^$$' -fuzz FuzzRead -fuzztime $(FUZZTIME) -fuzzminimizetime 1s
	$(GO) test ./internal/officialdoc/check -run '^$$' -fuzz FuzzDocument -fuzztime $(FUZZTIME) -fuzzminimizetime 1s

clean:
	rm -rf bin node_modules screenshots
	find internal/web/assets/dist -type f ! -name .keep -delete

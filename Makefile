# `make test` is the whole; the rest are shortcuts. CONTRIBUTING.md says more.
.PHONY: help build run test race bench fmt lint generate vuln

help:
	@grep -E '^[a-z]+:.*#' Makefile | sed -E 's/:[^#]*#/:/'

build: # builds the one program, ./tiltak
	CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o tiltak ./cmd/tiltak

run: # starts the demo on http://127.0.0.1:8080
	go run ./cmd/tiltak serve --demo

test: # installs what lacks, and runs everything on both databases and in a browser
	.ci/install
	.ci/with-postgres go test -count=1 -timeout=20m ./...

race: # the same, watching for data races; needs a C compiler
	.ci/install
	.ci/with-postgres go test -race -count=1 -timeout=30m ./...

bench: # measures
	.ci/with-postgres go test -run='^$$' -bench=. -benchmem ./...

fmt: # formats Go and templ files
	go tool templ fmt views
	go tool gofumpt -w .

lint: # go vet and staticcheck
	go vet ./...
	go tool staticcheck ./...

generate: # makes views, styles and script from their sources
	go tool templ generate
	go run ./cmd/assets

vuln: # looks for known vulnerabilities; asks vuln.go.dev
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...

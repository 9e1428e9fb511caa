package main

import (
	"bytes"
	"testing"
)

// BenchmarkComparison compares two editions of the demo, as a page and as a
// Word file. The goal is 300 ms each.
func BenchmarkComparison(b *testing.B) {
	address := serveDemo(b, nil)
	reader := loggedIn(b, address, "leser.nim")
	const question = "?fra=2025-k3&til=2026-k3"
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			fetch(b, reader, address+"/utgaver/sammenlign"+question)
		}
	})
	b.Run("page, with the state now", func(b *testing.B) {
		for b.Loop() {
			fetch(b, reader, address+"/utgaver/sammenlign?fra=2025-k3&til=na")
		}
	})
	b.Run("DOCX", func(b *testing.B) {
		for b.Loop() {
			if body := fetch(b, reader, address+"/utgaver/sammenlign/fil/docx"+question); !bytes.HasPrefix(body, []byte("PK")) {
				b.Fatalf("this is no Word file: %.100s", body)
			}
		}
	})
}

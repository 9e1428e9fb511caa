package coverage_test

import (
	"testing"

	"tiltak/app/server/servertest"
)

// BenchmarkCoverage opens pages of 500 recommendations with 2,000 links through
// the server, database and all. The goal is under 300 ms each.
func BenchmarkCoverage(b *testing.B) {
	w := servertest.Start(b)
	w.Situation()
	w.ManyRecommendations(500, 4)
	reader := w.As("leser.nim")
	for _, page := range []struct{ name, address string }{
		{"map", "/dekning"},
		{"map of a day", "/dekning?dato=2026-11-24"},
		{"map as a workbook", "/dekning/fil/xlsx"},
		{"map as a Word file", "/dekning/fil/docx"},
		{"list", "/anbefalinger"},
		{"recommendation", "/anbefalinger/EKS-250"},
		{"board", "/tavle"},
	} {
		b.Run(page.name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = len(reader.Get(page.address).WantStatus(200).Body)
			}
			b.ReportMetric(float64(size), "bytes/page")
		})
	}
}

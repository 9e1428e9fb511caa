package editions_test

import (
	"log/slog"
	"testing"

	"tiltak/app/demo"
	"tiltak/app/editions"
	"tiltak/app/store/storetest"
)

// BenchmarkLive reads the live state of the demo plan from either database.
func BenchmarkLive(b *testing.B) {
	for name, address := range storetest.Addresses(b) {
		b.Run(name, func(b *testing.B) {
			if err := demo.Fill(b.Context(), address, slog.New(slog.DiscardHandler)); err != nil {
				b.Fatal(err)
			}
			reader := editions.NewReader(storetest.Open(b, address, nil))
			for b.Loop() {
				if _, _, err := reader.Live(b.Context(), 1, today, editions.LiveOptions{IncludeOpenRound: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

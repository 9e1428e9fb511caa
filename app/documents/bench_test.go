package documents_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"tiltak/app/documents"
)

// BenchmarkWriters writes a newsletter of eighteen measures with five paragraphs
// each, every one with a link, in all formats. Timings are told, never asserted.
func BenchmarkWriters(b *testing.B) {
	d := sample(b)
	d.Blocks = append(d.Blocks[:4:4], documents.Columns(2))
	for i := range 18 {
		d.Blocks = append(d.Blocks, documents.Heading1(documents.Plain(fmt.Sprintf("Eksempeltiltak %d", i+1))))
		for range 5 {
			d.Blocks = append(d.Blocks, documents.Paragraph(documents.Plain(strings.Repeat("Eksempeltekst om status. ", 12)), documents.Link("se her", fmt.Sprintf("%s#%d", exampleAddress, i))))
		}
	}
	for _, format := range documents.AllFormats() {
		b.Run(format.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := format.Write(io.Discard, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

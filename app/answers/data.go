package answers

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strings"

	"tiltak/app/documents"
)

// byteOrderMark makes Excel read a file as UTF-8.
const byteOrderMark = "\uFEFF"

// writeCSV writes the tables of a document as Norwegian Excel reads them:
// semicolons between fields, and a byte order mark.
func writeCSV(w io.Writer, document documents.Document) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, block := range document.Blocks {
		if block.Table == nil {
			continue
		}
		headings := make([]string, len(block.Table.Columns))
		for i, c := range block.Table.Columns {
			headings[i] = harmless(c.Heading)
		}
		if err := out.Write(headings); err != nil {
			return err
		}
		for _, row := range block.Table.Rows {
			fields := make([]string, len(row))
			for i, cell := range row {
				fields[i] = harmless(textOf(cell))
			}
			if err := out.Write(fields); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func textOf(cell documents.Cell) string {
	var b strings.Builder
	for _, run := range cell {
		b.WriteString(run.Text)
	}
	return b.String()
}

// harmless keeps a spreadsheet from taking a text for a formula: an apostrophe
// before it makes it text. Space before the sign would not stop Excel.
func harmless(text string) string {
	first := strings.TrimLeft(text, " \u00a0\t\r\n")
	if first != "" && strings.ContainsAny(first[:1], "=+-@") || strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") {
		return "'" + text
	}
	return text
}

// writeJSON writes a listing with a field a line, so that it can be read and
// compared.
func writeJSON(w io.Writer, listing any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(listing)
}

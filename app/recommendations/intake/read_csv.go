package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

func itoa(n int) string { return strconv.Itoa(n) }

// csv reads a table as text. What it says of the evaluation stands beside it.
func (r *reader) csv(sent Sent) (Incoming, []Fault) {
	for _, field := range EvaluationFields() {
		text := sent.Evaluation[field]
		r.evaluation(field, cell{shown: text, kept: text}, Place{Field: field, InForm: true})
	}
	text, at, fault := decoded(sent.Content)
	if fault != "" {
		r.faults.add(Place{Row: at}, fault)
		return r.finish(inForm)
	}
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma = separator(text)
	lines.FieldsPerRecord = -1
	g, inside := grid{}, 0 // line breaks inside of the cells so far
	for {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			r.faults.add(Place{Row: wrong.StartLine - inside}, "quotes")
			return r.finish(inForm)
		}
		number, _ := lines.FieldPos(0)
		row := gridRow{number: number - inside}
		for _, field := range record {
			row.cells = append(row.cells, cell{shown: field, kept: field})
			inside += strings.Count(field, "\n")
		}
		if len(record) > mostColumns || len(g.rows) > mostRows+100 {
			r.faults.add(Place{Row: row.number}, "too_much")
			return r.finish(inForm)
		}
		g.rows = append(g.rows, row)
	}
	r.table(g)
	return r.finish(inForm)
}

func inForm(field Field) Place { return Place{Field: field, InForm: true} }

// decoded gives the text of a file in UTF-8 or Windows-1252. They are told apart
// by what is no UTF-8; signs that are in neither refuse the file, with the row.
func decoded(file []byte) (text string, row int, fault string) {
	file = bytes.TrimPrefix(file, []byte("\uFEFF"))
	if bytes.HasPrefix(file, []byte{0xFF, 0xFE}) || bytes.HasPrefix(file, []byte{0xFE, 0xFF}) {
		return "", 0, "utf16"
	}
	if !utf8.Valid(file) {
		decodedText, err := charmap.Windows1252.NewDecoder().Bytes(file)
		if err != nil {
			return "", 0, "encoding"
		}
		// Windows-1252 leaves five bytes free, and a text in it has few of the signs that UTF-8 makes of letters.
		if at := bytes.IndexAny(decodedText, "\uFFFD\u0081\u008D\u008F\u0090\u009D"); at >= 0 {
			return "", 1 + bytes.Count(decodedText[:at], []byte("\n")), "encoding"
		}
		file = decodedText
	}
	for i, sign := range string(file) {
		if sign < ' ' && sign != '\n' && sign != '\r' && sign != '\t' || sign == '\uFFFD' {
			return "", 1 + bytes.Count(file[:i], []byte("\n")), "encoding"
		}
	}
	text = strings.ReplaceAll(strings.ReplaceAll(string(file), "\r\n", "\n"), "\r", "\n")
	return text, 0, ""
}

// separator is the sign that parts the headings: the one there are most of,
// outside of quotation marks.
func separator(text string) rune {
	counts, quoted := map[rune]int{}, false
	for _, sign := range text {
		if sign == '"' {
			quoted = !quoted
		}
		if sign == '\n' && !quoted && len(counts) > 0 {
			break
		}
		if !quoted && (sign == ';' || sign == ',' || sign == '\t') {
			counts[sign]++
		}
	}
	best := ';'
	for _, sign := range []rune{',', '\t'} {
		if counts[sign] > counts[best] {
			best = sign
		}
	}
	return best
}

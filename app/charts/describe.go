package charts

import (
	"strconv"
	"strings"
	"unicode"
)

// Describe tells in words what stacked bars show, for the description of a
// chart and for alternative texts: «Forebygging, 5 tiltak: gjennomført 1, i
// rute 4.» It only uses the words it is given, so it speaks their language.
func Describe(rows []StackedRow) string {
	sentences := make([]string, 0, len(rows))
	for _, row := range rows {
		head := row.Label
		if row.Total != "" {
			head = strings.TrimPrefix(head+", "+row.Total, ", ")
		}
		if parts := shownSegments(row.Segments); parts != "" {
			head += ": " + parts
		} else if row.Total == "" {
			head += ": 0"
		}
		sentences = append(sentences, head+".")
	}
	return strings.Join(sentences, " ")
}

// describeSegments describes one bar; an empty one by its zeros.
func describeSegments(segments []Segment) string {
	text := shownSegments(segments)
	if text == "" {
		all := make([]string, 0, len(segments))
		for _, s := range segments {
			all = append(all, lowerFirst(s.Label)+" 0")
		}
		text = strings.Join(all, ", ")
	}
	return upperFirst(text)
}

func shownSegments(segments []Segment) string {
	var parts []string
	for _, s := range segments {
		if s.Count > 0 {
			parts = append(parts, lowerFirst(s.Label)+" "+strconv.Itoa(s.Count))
		}
	}
	return strings.Join(parts, ", ")
}

// lowerFirst makes a label fit inside a sentence but leaves short forms such as
// «JD» alone.
func lowerFirst(s string) string {
	runes := []rune(s)
	if len(runes) == 0 || len(runes) > 1 && unicode.IsUpper(runes[1]) {
		return s
	}
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}

func upperFirst(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return s
	}
	runes[0] = unicode.ToUpper(runes[0])
	return string(runes)
}

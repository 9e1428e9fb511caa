package catalogue

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// Write writes the file as a catalogue that [Read] reads back unchanged, one row a line, always the same bytes
// for the same file. Comments of a file that was read are not kept. The error is that of the writer.
func Write(w io.Writer, file File) error {
	var b bytes.Buffer
	v := reflect.ValueOf(file)
	for _, f := range listFields(v.Type()) {
		value := v.Field(f.index)
		if f.omit && empty(value) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(f.name + ":")
		if value.Kind() == reflect.Struct {
			writeBlock(&b, value)
		} else {
			writeRows(&b, value)
		}
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write catalogue: %w", err)
	}
	return nil
}

func writeBlock(b *bytes.Buffer, v reflect.Value) {
	b.WriteByte('\n')
	for _, f := range listFields(v.Type()) {
		if value := v.Field(f.index); !f.omit || !empty(value) {
			b.WriteString("  " + f.name + ": " + flow(value) + "\n")
		}
	}
}

func writeRows(b *bytes.Buffer, v reflect.Value) {
	if v.Len() == 0 {
		b.WriteString(" []\n")
		return
	}
	b.WriteByte('\n')
	for i := range v.Len() {
		b.WriteString("  - " + flow(v.Index(i)) + "\n")
	}
}

// flow writes a value on one line.
func flow(v reflect.Value) string {
	switch value := v.Interface().(type) {
	case Period:
		return scalar(value.Raw)
	case Level:
		if value == "" {
			return "null"
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		var parts []string
		for _, f := range listFields(v.Type()) {
			if value := v.Field(f.index); !f.omit || !empty(value) {
				parts = append(parts, f.name+": "+flow(value))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = flow(v.Index(i))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.String:
		return scalar(v.String())
	default:
		panic(fmt.Sprintf("catalogue: no writer for %s", v.Type()))
	}
}

func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

var (
	// plain is text that means itself in every version of YAML, inside brackets too. All else is quoted.
	plain = regexp.MustCompile(`^\p{L}[\p{L}\p{N} ().–-]*[\p{L}\p{N})]$`)
	date  = regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?(/\d{4}-\d\d(-\d\d)?)?$`)
	// word is what some version of YAML reads as something other than text.
	word = regexp.MustCompile(`(?i)^(null|true|false|yes|no|on|off|nan|inf)$`)
)

// scalar writes a text bare where that is safe, otherwise in double quotes: YAML's are a superset of JSON's.
func scalar(text string) string {
	if date.MatchString(text) || (plain.MatchString(text) && !word.MatchString(text)) {
		return text
	}
	var quoted bytes.Buffer
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(fmt.Sprintf("catalogue: a text cannot be quoted: %v", err))
	}
	// JSON leaves some letters bare that nobody sees and the reader refuses.
	var b strings.Builder
	for _, r := range strings.TrimSuffix(quoted.String(), "\n") {
		if hidden(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

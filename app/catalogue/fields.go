package catalogue

import (
	"reflect"
	"strings"
)

// field is one key of a mapping in the file, as its yaml tag tells.
type field struct {
	name     string
	index    int
	required bool
	omit     bool // left out by the writer when it has no value
}

// listFields gives the fields of a struct type in the order that the writer uses.
func listFields(t reflect.Type) []field {
	fields := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		omit := options == "omitempty"
		fields = append(fields, field{
			name: name, index: i, omit: omit,
			required: !omit && f.Type.Kind() != reflect.Bool,
		})
	}
	return fields
}

package roundtrip

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// columnName writes 1 as A and 28 as AB.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

func cellName(column, row int) string { return columnName(column) + strconv.Itoa(row) }

// cutLast gives the field that a column shows the last text of.
func cutLast(key string) (Field, bool) {
	field, ok := strings.CutSuffix(key, lastSuffix)
	return Field(field), ok
}

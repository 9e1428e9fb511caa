package letterhead

import (
	"maps"
	"slices"
)

// sorted are the names of parts in order.
func sorted(parts map[string]string) []string { return slices.Sorted(maps.Keys(parts)) }

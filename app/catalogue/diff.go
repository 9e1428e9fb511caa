package catalogue

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// DifferenceKind says what an import does with a value.
type DifferenceKind string

const (
	Added   DifferenceKind = "added"
	Changed DifferenceKind = "changed"
	Removed DifferenceKind = "removed" // a value within a row
	// Kept is what the new file lacks but an import leaves as it is: a whole row, or a confirmation.
	Kept DifferenceKind = "kept"
)

// Difference is one thing that an import would add, change, remove or keep. Path names rows by what they are
// known by: measures[lovgjennomgang].title.nb. Before and After are values as written in a file.
type Difference struct {
	Kind          DifferenceKind
	Path          string
	Before, After string
}

// Text gives the difference as a sentence.
func (d Difference) Text(render Render) string {
	key := string(d.Kind)
	if d.Kind == Kept && d.After != "" {
		key = "confirmation_kept"
	}
	return render("catalogue.difference."+key, map[string]any{"Path": d.Path, "Before": d.Before, "After": d.After})
}

// Diff tells what an import of after would do to before, in the order of the file. An import never deletes a row
// and never lowers a confirmation: such rows and flags are Kept.
func Diff(before, after File) []Difference {
	old, updated := reflect.ValueOf(before), reflect.ValueOf(after)
	var out []Difference
	for _, f := range listFields(old.Type()) {
		was, is := old.Field(f.index), updated.Field(f.index)
		if was.Kind() == reflect.Struct {
			out = append(out, diffFields(f.name, was, is)...)
		} else {
			out = append(out, diffRows(f.name, was, is)...)
		}
	}
	return out
}

func diffRows(section string, old, updated reflect.Value) []Difference {
	byIdentity := map[string]reflect.Value{}
	for i := range old.Len() {
		byIdentity[identityOf(old.Index(i))] = old.Index(i)
	}
	var out []Difference
	still := map[string]bool{}
	for i := range updated.Len() {
		is := updated.Index(i)
		id := identityOf(is)
		path := section + "[" + id + "]"
		still[id] = true
		was, found := byIdentity[id]
		if !found {
			out = append(out, Difference{Kind: Added, Path: path, After: flow(is)})
			continue
		}
		out = append(out, diffFields(path, was, is)...)
	}
	for i := range old.Len() {
		if id := identityOf(old.Index(i)); !still[id] {
			out = append(out, Difference{Kind: Kept, Path: section + "[" + id + "]", Before: flow(old.Index(i))})
		}
	}
	return out
}

func diffFields(path string, old, updated reflect.Value) []Difference {
	var out []Difference
	for _, f := range listFields(old.Type()) {
		was, is := old.Field(f.index), updated.Field(f.index)
		at := path + "." + f.name
		_, dated := was.Interface().(Period)
		switch {
		case was.Kind() == reflect.Struct && !dated:
			out = append(out, diffFields(at, was, is)...)
		case shown(was) == shown(is), f.name != "levels" && sameMembers(was, is):
		case f.name == "confirmed" && was.Bool():
			out = append(out, Difference{Kind: Kept, Path: at, Before: shown(was), After: shown(is)})
		default:
			d := Difference{Kind: Changed, Path: at, Before: shown(was), After: shown(is)}
			if d.Before == "" {
				d.Kind = Added
			}
			if d.After == "" {
				d.Kind = Removed
			}
			out = append(out, d)
		}
	}
	return out
}

// sameMembers says whether two lists hold the same in any order. Only the levels of a body are in an order that
// means something.
func sameMembers(a, b reflect.Value) bool {
	return a.Kind() == reflect.Slice && slices.Equal(sortedMembers(a), sortedMembers(b))
}

func sortedMembers(list reflect.Value) []string {
	members := make([]string, list.Len())
	for i := range members {
		members[i] = shown(list.Index(i))
	}
	slices.Sort(members)
	return members
}

// shown is the value for people, without quotation marks; empty where there is no value.
func shown(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = shown(v.Index(i))
		}
		return strings.Join(parts, ", ")
	}
	if p, ok := v.Interface().(Period); ok {
		return p.Raw
	}
	panic(fmt.Sprintf("catalogue: no text for %s", v.Type()))
}

func identityOf(row reflect.Value) string {
	known, ok := row.Interface().(interface{ identity() string })
	if !ok {
		panic(fmt.Sprintf("catalogue: %s has no identity", row.Type()))
	}
	return known.identity()
}

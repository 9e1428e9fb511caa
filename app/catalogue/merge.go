package catalogue

import (
	"reflect"
	"slices"
	"strings"
)

// holding is what the system holds of one plan, as a file, with what a file does not say.
type holding struct {
	exists   bool // the plan is there
	file     File
	measures map[string]measureHolding // by key
}

// measureHolding is what a file does not say of a measure: the screen confirms titles and ministries one by one,
// a file both at once.
type measureHolding struct {
	titleConfirmed, rolesConfirmed, reported bool
}

// merge gives what the system holds after an import of file: rows are matched by what they are known by, rows that
// the file lacks stay, and a confirmed value gives way only to a confirmed one.
func merge(held holding, file File) File {
	old := held.file
	out := File{Plan: file.Plan}
	if held.exists && old.Plan.Confirmed && !file.Plan.Confirmed {
		out.Plan = old.Plan
	}
	out.Organisations = mergeRows(old.Organisations, file.Organisations, func(o Organisation) bool { return o.Confirmed })
	out.Areas = mergeRows(old.Areas, file.Areas, func(a Area) bool { return a.Confirmed })
	out.Events = mergeRows(old.Events, file.Events, func(e Event) bool { return e.Confirmed })
	out.Bodies = mergeRows(old.Bodies, file.Bodies, func(Body) bool { return true })
	out.Evaluations = mergeRows(old.Evaluations, file.Evaluations, func(e Evaluation) bool { return e.Confirmed })
	out.Recommendations = mergeRows(old.Recommendations, file.Recommendations, func(r Recommendation) bool { return r.Confirmed })
	out.Links = mergeRows(old.Links, file.Links, func(l Link) bool { return l.Confirmed })
	out.Lineage = mergeRows(old.Lineage, file.Lineage, func(l Lineage) bool { return l.Confirmed })
	out.Measures = mergeMeasures(held, file)
	slices.SortStableFunc(out.Areas, func(a, b Area) int { return a.Number - b.Number })
	slices.SortStableFunc(out.Measures, func(a, b Measure) int { return a.Number - b.Number })
	return out
}

type identified interface{ identity() string }

func mergeRows[T identified](old, updated []T, confirmed func(T) bool) []T {
	at := make(map[string]int, len(old))
	out := slices.Clone(old)
	for i, row := range old {
		at[row.identity()] = i
	}
	for _, row := range updated {
		i, found := at[row.identity()]
		switch {
		case !found:
			out = append(out, row)
		case confirmed(row) || !confirmed(old[i]):
			out[i] = row
		}
	}
	return out
}

// mergeMeasures takes numbers and areas from the file always, since they only mean something together.
func mergeMeasures(held holding, file File) []Measure {
	at := make(map[string]int, len(held.file.Measures))
	out := slices.Clone(held.file.Measures)
	for i, m := range out {
		at[m.Key] = i
	}
	for _, m := range file.Measures {
		i, found := at[m.Key]
		if !found {
			out = append(out, m)
			continue
		}
		was, flags := out[i], held.measures[m.Key]
		if !m.Confirmed {
			if flags.titleConfirmed {
				m.Title = was.Title
			}
			if flags.rolesConfirmed {
				m.Lead, m.Contributors, m.Agencies, m.Independent = was.Lead, was.Contributors, was.Agencies, was.Independent
			}
			if was.Confirmed {
				m.Continuing, m.Confirmed = was.Continuing, true
			}
		}
		out[i] = m
	}
	return out
}

// planned gives what the import of file does: what changes, and what stays although the file says otherwise.
func planned(held holding, target, file File) []Difference {
	changes := Diff(held.file, target)
	if !held.exists { // one row, not each of its values
		changes = slices.DeleteFunc(changes, func(d Difference) bool { return strings.HasPrefix(d.Path, "plan.") })
		row := Difference{Kind: Added, Path: "plan[" + target.Plan.Code + "]", After: flow(reflect.ValueOf(target.Plan))}
		changes = slices.Insert(changes, 0, row)
	}
	changing := make(map[string]bool, len(changes))
	for _, d := range changes {
		changing[d.Path] = true
	}
	for _, d := range Diff(held.file, file) {
		if !changing[d.Path] && (held.exists || !strings.HasPrefix(d.Path, "plan.")) {
			d.Kind = Kept
			changes = append(changes, d)
		}
	}
	return changes
}

package catalogue_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"tiltak/app/catalogue"
	"tiltak/app/store"
	"tiltak/models"
)

func TestAConfirmedValueGivesWayOnlyToAConfirmedOne(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		file := builtInFile(t)
		official := measure(t, &file, "kompetanse")
		official.Title.NB, official.Lead, official.Contributors, official.Confirmed = "Det vedtatte navnet", "BFD", []string{"HOD"}, true
		file.Areas[0].Confirmed = true
		b.mustImport(file)

		old := builtInFile(t) // the working values once more
		old.Areas[0].Title.NB, old.Areas[0].Confirmed = "Noe annet", false
		result := b.mustImport(old)
		if !result.Unchanged() || result.Count(catalogue.Kept) == 0 {
			t.Errorf("an unconfirmed file changed something, or said nothing of what was kept: %+v", result)
		}
		out := b.export(file.Plan.Code)
		if diff := cmp.Diff(*official, *measure(t, &out, "kompetanse"), sameRows); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(file.Areas[0], out.Areas[0], sameRows); diff != "" {
			t.Error(diff)
		}

		t.Run("a confirmed one replaces it", func(t *testing.T) {
			official.Title.NB = "Det rettede navnet"
			b.mustImport(file)
			out := b.export(file.Plan.Code)
			if got := measure(t, &out, "kompetanse").Title.NB; got != "Det rettede navnet" {
				t.Errorf("title %q", got)
			}
		})
	})
}

func TestATitleConfirmedAloneIsKeptAlone(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		b.exec("UPDATE measures SET title_nb = 'Bekreftet navn', title_confirmed = ? WHERE key = 'kompetanse'", true)
		file := builtInFile(t)
		m := measure(t, &file, "kompetanse")
		m.Title.NB, m.Lead, m.Contributors = "Arbeidstittel", "BFD", nil
		b.mustImport(file)
		out := b.export(file.Plan.Code)
		got := measure(t, &out, "kompetanse")
		if got.Title.NB != "Bekreftet navn" || got.Lead != "BFD" || got.Contributors != nil || got.Confirmed {
			t.Errorf("measure %+v", got)
		}
	})
}

// TestAnyImportFollowsTheMergeRule imports random edits of the built-in catalogue on top of each other, with random
// confirmations on screen in between, and holds every row against the rule.
func TestAnyImportFollowsTheMergeRule(t *testing.T) {
	withBuiltIn(t, func(t *testing.T, b *bench) {
		base := builtInFile(t)
		rapid.Check(t, func(rt *rapid.T) {
			edited := edit(rt, base)
			if flag(rt) {
				column := rapid.SampledFrom([]string{"title_confirmed", "roles_confirmed"}).Draw(rt, "column")
				b.exec("UPDATE measures SET "+column+" = ? WHERE number = ?", true, rapid.IntRange(1, 18).Draw(rt, "confirmed on screen"))
			}
			before, parts := b.export(base.Plan.Code), b.parts()
			_, err := b.importer.Import(b.Context(), store.CommandLine(), edited)
			after := b.export(base.Plan.Code)
			if err != nil {
				var known *models.Error
				if !errors.As(err, &known) || known.Key != "catalogue.refused.number_taken" {
					rt.Fatalf("refused: %v", err)
				}
				if diff := cmp.Diff(before, after, sameRows); diff != "" {
					rt.Fatalf("a refused import changed something: %s", diff)
				}
				return
			}
			if diff := cmp.Diff(expected(before, edited, parts), after, sameRows, anyOrder()); diff != "" {
				rt.Fatal(diff)
			}
			again, err := b.importer.Import(b.Context(), store.CommandLine(), edited)
			if err != nil || !again.Unchanged() {
				rt.Fatalf("the same file once more: %v %+v", err, again)
			}
			b.resetConfirmations(rt)
		})
	})
}

// parts tells which parts of each measure are confirmed: title, ministries.
func (b *bench) parts() map[string][2]bool {
	b.Helper()
	var rows []models.Measure
	if err := b.store.Read(b.Context()).Find(&rows).Error; err != nil {
		b.Fatal(err)
	}
	out := map[string][2]bool{}
	for _, m := range rows {
		out[m.Key] = [2]bool{m.TitleConfirmed, m.RolesConfirmed}
	}
	return out
}

// resetConfirmations makes everything provisional now and then; else all would be confirmed after some steps.
func (b *bench) resetConfirmations(rt *rapid.T) {
	b.Helper()
	if rapid.IntRange(0, 3).Draw(rt, "reset") > 0 {
		return
	}
	b.exec("UPDATE measures SET title_confirmed = ?, roles_confirmed = ?", false, false)
	for _, table := range []string{"plans", "organisations", "areas", "events", "evaluations", "recommendations", "recommendation_links", "lineages"} {
		b.exec("UPDATE "+table+" SET confirmed = ?", false)
	}
}

// edit draws a file near the built-in one: rows left out, values and confirmations changed, numbers exchanged.
func edit(t *rapid.T, base catalogue.File) catalogue.File {
	name := func() catalogue.Text {
		return catalogue.Text{NB: fmt.Sprintf("Navn %d", rapid.IntRange(1, 1e9).Draw(t, "name"))}
	}
	ministries := []string{"JD", "AID", "BFD", "HOD", "UD"}
	out := base
	if flag(t) {
		out.Plan.Title, out.Plan.Confirmed = name(), flag(t)
	}
	out.Organisations = some(t, base.Organisations, func(o *catalogue.Organisation) { o.Name, o.Confirmed = name(), flag(t) })
	out.Areas = some(t, base.Areas, func(a *catalogue.Area) { a.Title, a.Articles, a.Confirmed = name(), []int{10}, flag(t) })
	out.Measures = some(t, base.Measures, func(m *catalogue.Measure) {
		shuffled := rapid.Permutation(ministries).Draw(t, "ministries")
		m.Title, m.Lead, m.Contributors, m.Confirmed = name(), shuffled[0], shuffled[1:rapid.IntRange(1, 4).Draw(t, "contributors")], flag(t)
		m.Area, m.Continuing = rapid.IntRange(1, len(base.Areas)).Draw(t, "area"), flag(t)
	})
	if flag(t) {
		out.Measures = slices.Delete(out.Measures, 4, 5)
	}
	if flag(t) {
		numbers := rapid.Permutation(numbersUpTo(len(base.Measures))).Draw(t, "numbers")
		for i := range out.Measures {
			out.Measures[i].Number = numbers[i]
		}
	}
	out.Plan.MeasureCount = len(out.Measures)
	out.Events = some(t, base.Events, func(e *catalogue.Event) { e.URL, e.Confirmed = "https://example.org/", flag(t) })
	out.Evaluations = some(t, base.Evaluations, func(e *catalogue.Evaluation) { e.Reference, e.Confirmed = name().NB, flag(t) })
	out.Recommendations = some(t, base.Recommendations, func(r *catalogue.Recommendation) { r.Summary, r.Level, r.Confirmed = name(), "invites", flag(t) })
	out.Links = some(t, base.Links, func(l *catalogue.Link) { l.Degree, l.Confirmed = "partial", flag(t) })
	out.Links = slices.DeleteFunc(out.Links, func(l catalogue.Link) bool {
		return !slices.ContainsFunc(out.Measures, func(m catalogue.Measure) bool { return m.Key == l.Measure })
	})
	out.Lineage = some(t, base.Lineage, func(l *catalogue.Lineage) { l.Confirmed = flag(t) })
	return out
}

// some changes some of the rows.
func some[T any](t *rapid.T, rows []T, change func(*T)) []T {
	out := slices.Clone(rows)
	for i := range out {
		if rapid.IntRange(0, 4).Draw(t, "touch") == 0 {
			change(&out[i])
		}
	}
	return out
}

func numbersUpTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// expected is the rule once more, said row by row.
func expected(before, file catalogue.File, parts map[string][2]bool) catalogue.File {
	want := file
	if before.Plan.Confirmed && !file.Plan.Confirmed {
		want.Plan = before.Plan
	}
	want.Organisations = expectedRows(before.Organisations, file.Organisations, func(o catalogue.Organisation) (string, bool) { return o.Code, o.Confirmed })
	want.Areas = expectedRows(before.Areas, file.Areas, func(a catalogue.Area) (string, bool) { return fmt.Sprint(a.Number), a.Confirmed })
	want.Events = expectedRows(before.Events, file.Events, func(e catalogue.Event) (string, bool) { return e.Date.Raw + e.Title.NB, e.Confirmed })
	want.Bodies = expectedRows(before.Bodies, file.Bodies, func(x catalogue.Body) (string, bool) { return x.Code, false })
	want.Evaluations = expectedRows(before.Evaluations, file.Evaluations, func(e catalogue.Evaluation) (string, bool) { return fmt.Sprint(e.Body, e.Round), e.Confirmed })
	want.Recommendations = expectedRows(before.Recommendations, file.Recommendations, func(r catalogue.Recommendation) (string, bool) { return r.Ref, r.Confirmed })
	want.Links = expectedRows(before.Links, file.Links, func(l catalogue.Link) (string, bool) { return l.Recommendation + l.Measure, l.Confirmed })
	want.Lineage = expectedRows(before.Lineage, file.Lineage, func(l catalogue.Lineage) (string, bool) { return l.Earlier + l.Later, l.Confirmed })
	want.Measures = nil
	for _, was := range before.Measures {
		i := slices.IndexFunc(file.Measures, func(m catalogue.Measure) bool { return m.Key == was.Key })
		if i < 0 {
			want.Measures = append(want.Measures, was)
			continue
		}
		m, confirmed := file.Measures[i], parts[was.Key]
		if confirmed[0] && !m.Confirmed {
			m.Title = was.Title
		}
		if confirmed[1] && !m.Confirmed {
			m.Lead, m.Contributors, m.Agencies, m.Independent = was.Lead, was.Contributors, was.Agencies, was.Independent
		}
		if confirmed[0] && confirmed[1] && !m.Confirmed {
			m.Continuing, m.Confirmed = was.Continuing, true
		}
		want.Measures = append(want.Measures, m)
	}
	return want
}

// expectedRows: every row that was there still is; it gave way unless it was confirmed and the new one is not.
func expectedRows[T any](before, file []T, known func(T) (identity string, confirmed bool)) []T {
	updated := map[string]T{}
	for _, row := range file {
		identity, _ := known(row)
		updated[identity] = row
	}
	var out []T
	for _, row := range before {
		identity, wasConfirmed := known(row)
		is, found := updated[identity]
		if _, confirmed := known(is); found && (confirmed || !wasConfirmed) {
			out = append(out, is)
		} else {
			out = append(out, row)
		}
	}
	return out
}

// anyOrder: measures come out by number, and the ministries of one in the order they joined.
func anyOrder() cmp.Option {
	return cmp.Options{
		cmpopts.SortSlices(func(a, z catalogue.Measure) bool { return a.Key < z.Key }),
		cmpopts.SortSlices(func(a, z string) bool { return a < z }),
	}
}

package roundtrip_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tiltak/app/roundtrip"
	"tiltak/models"
)

func TestAWorkbookThatNobodyHasTouchedChangesNothing(t *testing.T) {
	_, pending, faults := roundtrip.Read(written(t, book()), words(t))
	if len(faults) > 0 || !pending.None() {
		t.Errorf("pending %+v, faults %+v", pending, faults)
	}
}

func TestWhatIsWrittenInAWorkbookComesBack(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(*sheet)
		want roundtrip.Pending
	}{
		{"a text", func(s *sheet) { s.set(measures, "Hva er gjort", 3, "Alt er gjort.") }, report(101, change("done", "Gruppen møttes i mai.\nDen leverte i juni.", "Alt er gjort."))},
		{"a text is taken out", func(s *sheet) { s.set(measures, "Hva hindrer", 3, nil) }, report(101, change("obstacles", "For få ansatte.", ""))},
		{"a text that looks like a formula", func(s *sheet) { s.set(measures, "Hva er neste", 4, "-ikke formel") }, report(102, change("next", "", "-ikke formel"))},
		{"a number where a text is asked for", func(s *sheet) { s.set(measures, "Hva er gjort", 4, 2026) }, report(102, change("done", "", "2026"))},
		{"text in more than one look", func(s *sheet) {
			s.must(s.SetCellRichText(measures, s.cell(measures, "Hva er gjort", 4), []excelize.RichTextRun{{Text: "Fet ", Font: &excelize.Font{Bold: true}}, {Text: "og mager"}}))
		}, report(102, change("done", "", "Fet og mager"))},
		{"spaces at the end of lines", func(s *sheet) {
			s.set(measures, "Hva er gjort", 3, "Gruppen møttes i mai.  \r\nDen leverte i juni. \n")
		}, roundtrip.Pending{}},
		{"status by its words", func(s *sheet) {
			s.set(measures, "Hvor langt", 3, "Gjennomført")
		}, report(101, change("stage", "in_progress", "completed"), change("health", "on_track", ""))},
		{"status in capitals and with a space", func(s *sheet) {
			s.set(measures, "Hvor langt", 4, " UNDER GJENNOMFØRING ")
			s.set(measures, "Hvordan", 4, "noe forsinket")
		}, report(102, change("stage", "not_started", "in_progress"), change("health", "", "delayed"))},
		{"the written language", func(s *sheet) { s.set(measures, "Språk", 3, "nynorsk") }, report(101, change("language", "nb", "nn"))},
		{"a milestone is moved by a date", func(s *sheet) {
			s.set(milestones, "Frist", 3, nil) // «Frist sist» comes first
			s.must(s.SetCellValue(milestones, "E3", day("2027-01-31").Time()))
			s.set(milestones, "Grunn", 3, "Lokalet var opptatt")
		}, report(101, change("milestone.11.due", "2026-11-30", "2027-01-31"), change("milestone.11.reason", "", "Lokalet var opptatt"))},
		{"a milestone is moved by a date as text", func(s *sheet) { s.must(s.SetCellStr(milestones, "E4", "1.3.2027")) }, report(101, change("milestone.12.due", "2027-02-15", "2027-03-01"))},
		{"a milestone is moved by a date as a number in a text", func(s *sheet) { s.must(s.SetCellStr(milestones, "E4", "2027-03-01 ")) }, report(101, change("milestone.12.due", "2027-02-15", "2027-03-01"))},
		{"a milestone is reached", func(s *sheet) {
			s.set(milestones, "Hva har skjedd", 3, "Nådd")
			s.set(milestones, "Nådd dato", 3, "20.11.2026")
		}, report(101, change("milestone.11.phase", "planned", "reached"), change("milestone.11.reached_on", "", "2026-11-20"))},
		{"a new milestone", func(s *sheet) {
			row := s.free(milestones)
			s.set(milestones, "Tiltak", row, "9") // a number as text
			s.set(milestones, "Tittel", row, " Nytt møte ")
			s.must(s.SetCellStr(milestones, cellAt("E", row), "15.12.2026"))
		}, roundtrip.Pending{Reports: []roundtrip.Changes{{ID: 102, Added: []models.MilestoneState{{Title: "Nytt møte", Due: day("2026-12-15"), Phase: models.MilestonePlanned}}}}}},
		{"a new link", func(s *sheet) {
			row := s.free(links)
			s.set(links, "Tiltak", row, 3)
			s.set(links, "Hva lenken", row, "Nyhet")
			s.set(links, "Nettadresse", row, "https://eksempel.no/nyhet")
		}, report(101, change("links", "Rapporten\thttps://eksempel.no/rapport", "Rapporten\thttps://eksempel.no/rapport\nNyhet\thttps://eksempel.no/nyhet"))},
		{"a link is taken out", func(s *sheet) {
			s.set(links, "Hva lenken", 3, "")
			s.set(links, "Nettadresse", 3, "")
		}, report(101, change("links", "Rapporten\thttps://eksempel.no/rapport", ""))},
		{"a paragraph", func(s *sheet) { s.set(contributions, "Bidraget", 3, "Vi bidrar mye.") }, roundtrip.Pending{Contributions: []roundtrip.Changes{{ID: 201, Fields: []roundtrip.Change{change("text", "Vi bidrar.", "Vi bidrar mye.")}}}}},
		{"what is only to be read is passed over", func(s *sheet) {
			s.set(measures, "Tittel", 3, "En annen tittel")
			s.set(measures, "Sist: hva ble", 3, "Noe annet")
		}, roundtrip.Pending{}},
		{"rows in another order", func(s *sheet) {
			s.must(s.DuplicateRowTo(measures, 3, 6))
			s.must(s.RemoveRow(measures, 3))
		}, roundtrip.Pending{}},
		{"a sheet of one's own", func(s *sheet) {
			_, err := s.NewSheet("Notater")
			s.must(err)
			s.must(s.SetCellValue("Notater", "A1", "Husk å ringe"))
		}, roundtrip.Pending{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, got, faults := roundtrip.Read(edited(t, written(t, book()), c.edit), words(t))
			if len(faults) > 0 {
				t.Fatalf("faults %+v", faults)
			}
			if diff := cmp.Diff(c.want, got, dates()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func report(id int64, changes ...roundtrip.Change) roundtrip.Pending {
	return roundtrip.Pending{Reports: []roundtrip.Changes{{ID: id, Fields: changes}}}
}

func change(field, before, after string) roundtrip.Change {
	return roundtrip.Change{Field: roundtrip.Field(field), Base: before, File: after}
}

func cellAt(column string, row int) string {
	name, err := excelize.JoinCellName(column, row)
	if err != nil {
		panic(err)
	}
	return name
}

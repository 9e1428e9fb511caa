package roundtrip

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/models"
	view "tiltak/views/roundtrip"
)

// previewOf is an upload as the page shows it.
func previewOf(w Waiting, outcome Outcome, decisions Decisions, words Words, address func(string) string) view.Preview {
	in := view.Preview{Upload: w.Upload.ID, SentAt: w.Upload.CreatedAt, ExpiresAt: w.Upload.ExpiresAt, Saved: outcome.Saved, Again: decisions.Upload < 0}
	for _, changes := range w.Pending.Reports {
		i := slices.IndexFunc(w.Book.Reports, func(r Report) bool { return r.ID == changes.ID })
		if i < 0 {
			continue
		}
		r := w.Book.Reports[i]
		t := view.Text{
			Key: reportID(r.ID), Number: r.Number, Title: r.Title, Confirmed: r.TitleConfirmed, Revision: r.Revision, Written: written(r.Content.Language),
			Address: address("/rapporter/" + strconv.FormatInt(r.ID, 10)), Closed: !r.State.Editable(), State: r.State,
		}
		for _, d := range Compare(values(r.Content), changes.Fields) {
			t.Differences = append(t.Differences, differenceOf(d, titles(r, changes), words))
		}
		for _, m := range Added(r.Content.Milestones, changes.Added) {
			t.Added = append(t.Added, milestoneLine(m, words))
		}
		in.Texts = appendText(in.Texts, t, outcome, decisions)
	}
	for _, changes := range w.Pending.Contributions {
		i := slices.IndexFunc(w.Book.Contributions, func(c Contribution) bool { return c.ID == changes.ID })
		if i < 0 {
			continue
		}
		c := w.Book.Contributions[i]
		t := view.Text{
			Key: contributionID(c.ID), Number: c.Number, Title: c.Title, Confirmed: c.TitleConfirmed, Paragraph: c.Organisation, Revision: c.Revision,
			Written: written(c.Content.Language), Address: address("/bidrag/" + strconv.FormatInt(c.ID, 10)), Closed: c.Closed, State: models.ReportCleared,
		}
		for _, d := range Compare(contributionValues(c.Content), changes.Fields) {
			t.Differences = append(t.Differences, differenceOf(d, nil, words))
		}
		in.Texts = appendText(in.Texts, t, outcome, decisions)
	}
	return in
}

func appendText(texts []view.Text, t view.Text, outcome Outcome, decisions Decisions) []view.Text {
	if len(t.Differences)+len(t.Added) == 0 {
		return texts
	}
	t.Stale, t.Undecided = outcome.Stale[t.Key], outcome.Undecided[t.Key]
	for i, d := range t.Differences {
		if file, said := decisions.File[t.Key][Field(d.Field)]; said && !t.Stale {
			t.Differences[i].Chosen = view.ChooseNow
			if file {
				t.Differences[i].Chosen = view.ChooseFile
			}
		}
	}
	return append(texts, t)
}

func written(l models.Language) models.Language {
	if l == models.Nynorsk {
		return models.Nynorsk
	}
	return models.Bokmaal
}

// titles gives what each milestone of a report is called, here or, where it has
// been taken out, in the workbook.
func titles(r Report, changes Changes) map[int64]string {
	names := map[int64]string{}
	for _, c := range changes.Fields {
		if id, part, ok := c.Field.milestone(); ok && part == partTitle {
			names[id] = c.Base
		}
	}
	for _, m := range r.Content.Milestones {
		names[m.MilestoneID] = m.Title
	}
	return names
}

func differenceOf(d Difference, titles map[int64]string, words Words) view.Difference {
	shown := view.Difference{
		Field: string(d.Field), Conflict: d.Conflict && !d.Gone, Gone: d.Gone,
		Label: words.T("roundtrip.column." + string(d.Field)), Now: sayField(d.Field, d.Now, words), File: sayField(d.Field, d.File, words),
	}
	switch d.Field {
	case fieldNote, fieldObstacles, fieldHelp:
		shown.Prose, shown.Unpublishable = true, true
	case fieldDone, fieldNext, fieldNewsletter, fieldText:
		shown.Prose = true
	}
	if id, part, ok := d.Field.milestone(); ok {
		shown.Label = words.T("roundtrip.milestone_field", "Title", titles[id], "Part", words.T("roundtrip.column."+part))
		if titles[id] == "" {
			shown.Label = words.T("roundtrip.column." + part)
		}
		shown.Prose = part == partTitle || part == partReason
	}
	return shown
}

// sayField is a field's value in words.
func sayField(field Field, value string, words Words) string {
	key := string(field)
	if _, part, ok := field.milestone(); ok {
		key = part
	}
	switch {
	case value == "":
		return ""
	case key == string(fieldLinks):
		return strings.ReplaceAll(value, "\t", " – ")
	case key == partDue || key == partReached:
		if day, err := models.ParseDate(value); err == nil {
			return words.Date(day)
		}
		return value
	}
	return wordOf(key, value, words)
}

func milestoneLine(m models.MilestoneState, words Words) string {
	if m.Phase == models.MilestoneReached {
		return words.T("reporting.milestone_line.reached", "Title", m.Title, "Date", words.Date(m.ReachedOn))
	}
	return words.T("reporting.milestone_line.planned", "Title", m.Title, "Date", words.Date(m.Due))
}

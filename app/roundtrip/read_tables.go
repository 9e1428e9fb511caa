package roundtrip

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tiltak/app/documents/workbook"
	"tiltak/models"
)

// known tells which row of a sheet is which: every id that was written must come
// back once, and no other.
func (r *reader) known(sheet string, rows []row, want map[string]string) map[string]row {
	found := map[string]row{}
	for _, w := range rows {
		id := w.cells["key"].shown
		_, ours := want[id]
		_, twice := found[id]
		switch {
		case id == "" && sheet == r.words.T("roundtrip.sheet."+sheetMilestones):
			continue // a new one
		case !ours:
			r.fault(sheet, w.number, "", "row_unknown")
		case twice:
			r.fault(sheet, w.number, "", "row_twice", "First", found[id].number)
		default:
			found[id] = w
		}
	}
	for id, what := range want {
		if _, there := found[id]; !there {
			r.fault(sheet, 0, "", "row_missing", "What", what)
		}
	}
	return found
}

func (r *reader) measureWords(number int) string {
	return r.words.T("reporting.measure_number", "Number", number)
}

func (r *reader) readMeasures() {
	sheet, columns, rows, ok := r.rowsOf(sheetMeasures)
	if !ok {
		return
	}
	want := map[string]string{}
	for _, b := range r.base.Reports {
		want[reportID(b.ID)] = r.measureWords(b.Number)
	}
	found := r.known(sheet, rows, want)
	for _, b := range r.base.Reports {
		w, there := found[reportID(b.ID)]
		if !there {
			continue
		}
		before := values(b.Content)
		after := map[Field]string{}
		for _, field := range reportFields() {
			after[field] = r.value(sheet, columns, w, string(field), before[field])
		}
		if after[fieldStage] != string(models.InProgress) {
			after[fieldHealth] = "" // has no meaning in other stages
		}
		for _, field := range reportFields() {
			if after[field] == before[field] {
				continue
			}
			if b.Closed {
				r.fault(sheet, w.number, r.columnWords(sheet, place(columns, string(field))), "closed")
				continue
			}
			note(r.reports, b.ID, field, before[field], after[field])
		}
	}
}

// value reads a cell. What stands as it was written comes back as it was, be it
// as it may; what is new must be right.
func (r *reader) value(sheet string, columns []column, w row, key, before string) string {
	number := place(columns, key)
	c := columns[number-1]
	got := w.cells[key]
	written := shownValue(key, before, r.words)
	if c.kind == kindDate {
		return r.date(sheet, columns, w, key, before)
	}
	if got.shown == tidy(written) {
		return before
	}
	complain := func(fault string, args ...any) string {
		r.fault(sheet, w.number, r.columnWords(sheet, number), fault, args...)
		return before
	}
	switch c.kind {
	case kindChoice:
		var words []string
		for _, choice := range choicesOf(key, r.words) {
			if strings.EqualFold(choice.word, oneLine(got.shown)) {
				return choice.value
			}
			words = append(words, "«"+choice.word+"»")
		}
		if got.shown == "" && key == string(fieldHealth) {
			return ""
		}
		if got.shown == "" {
			return complain("choice_empty", "Words", strings.Join(words, ", "))
		}
		return complain("choice", "Text", short(got.shown), "Words", strings.Join(words, ", "))
	case kindLine:
		got.shown = oneLine(got.shown)
		if got.shown == tidy(written) {
			return before
		}
	}
	if length := utf8.RuneCountInString(got.shown); c.most > 0 && length > c.most {
		return complain("too_long", "Length", length, "Most", c.most)
	}
	return got.shown
}

// date reads a cell with a day: as a spreadsheet keeps it, or as it is written.
func (r *reader) date(sheet string, columns []column, w row, key, before string) string {
	got := w.cells[key]
	if got.shown == tidy(before) || got.kept == tidy(before) {
		return before
	}
	if got.kept == "" {
		return ""
	}
	day, ok := workbook.Day(got.kept, r.date1904())
	if !ok {
		r.fault(sheet, w.number, r.columnWords(sheet, place(columns, key)), "date", "Text", short(got.shown))
		return before
	}
	return day.String()
}

func (r *reader) date1904() bool {
	props, err := r.GetWorkbookProps()
	return err == nil && props.Date1904 != nil && *props.Date1904
}

func (r *reader) readMilestones() {
	sheet, columns, rows, ok := r.rowsOf(sheetMilestones)
	if !ok {
		return
	}
	want := map[string]string{}
	for _, b := range r.base.Reports {
		for _, m := range b.Content.Milestones {
			want[milestoneID(m.MilestoneID)] = "«" + m.Title + "»"
		}
	}
	found := r.known(sheet, rows, want)
	for _, b := range r.base.Reports {
		for _, m := range b.Content.Milestones {
			if w, there := found[milestoneID(m.MilestoneID)]; there {
				r.milestone(sheet, columns, w, b, m)
			}
		}
	}
	for _, w := range rows {
		if w.cells["key"].shown == "" {
			r.newMilestone(sheet, columns, w)
		}
	}
}

func (r *reader) milestone(sheet string, columns []column, w row, b baseReport, m models.MilestoneState) {
	if number := w.cells["number"].shown; number != strconv.Itoa(b.Number) {
		r.fault(sheet, w.number, r.columnWords(sheet, place(columns, "number")), "number_changed", "Number", b.Number)
		return
	}
	for _, part := range milestoneParts() {
		before := partOf(m, part)
		after := r.value(sheet, columns, w, part, before)
		name := r.columnWords(sheet, place(columns, part))
		switch {
		case after == before:
		case b.Closed:
			r.fault(sheet, w.number, name, "closed")
		case after == "" && part == partTitle:
			r.fault(sheet, w.number, name, "milestone_title")
		case after == "" && part == partDue:
			r.fault(sheet, w.number, name, "milestone_due")
		default:
			note(r.reports, b.ID, milestoneField(m.MilestoneID, part), before, after)
		}
	}
}

func (r *reader) newMilestone(sheet string, columns []column, w row) {
	number := w.cells["number"].shown
	name := func(key string) string { return r.columnWords(sheet, place(columns, key)) }
	b, there := r.reportOf(number)
	switch {
	case number == "":
		r.fault(sheet, w.number, name("number"), "number_missing")
		return
	case !there:
		r.fault(sheet, w.number, name("number"), "number", "Text", short(number))
		return
	case b.Closed:
		r.fault(sheet, w.number, "", "closed")
		return
	}
	m := models.MilestoneState{Phase: models.MilestonePlanned}
	for _, part := range milestoneParts() {
		before := ""
		if part == partPhase {
			before = string(models.MilestonePlanned)
			if w.cells[part].shown == "" {
				continue
			}
		}
		setPart(&m, part, r.value(sheet, columns, w, part, before))
	}
	if m.Title == "" {
		r.fault(sheet, w.number, name(partTitle), "milestone_title")
	}
	if m.Due.IsZero() {
		r.fault(sheet, w.number, name(partDue), "milestone_due")
	}
	if m.Phase == models.MilestoneDropped {
		r.fault(sheet, w.number, name(partPhase), "milestone_new_dropped")
	}
	c := changesOf(r.reports, b.ID)
	c.Added = append(c.Added, m)
	if len(b.Content.Milestones)+len(c.Added) > models.MaxMilestones {
		r.fault(sheet, w.number, "", "too_many", "Most", models.MaxMilestones)
	}
}

func (r *reader) readLinks() {
	sheet, columns, rows, ok := r.rowsOf(sheetLinks)
	if !ok {
		return
	}
	links, first := map[int64][]models.Link{}, map[int64]int{}
	known := map[string]bool{}
	for _, b := range r.base.Reports {
		for line := range strings.SplitSeq(joinLinks(b.Content.Links), "\n") {
			known[strconv.Itoa(b.Number)+"\t"+line] = true
		}
	}
	for _, w := range rows {
		number, label, address := w.cells["number"].shown, oneLine(w.cells["label"].shown), oneLine(w.cells["url"].shown)
		name := func(key string) string { return r.columnWords(sheet, place(columns, key)) }
		if label == "" && address == "" {
			continue // taken out
		}
		b, there := r.reportOf(number)
		if number == "" {
			r.fault(sheet, w.number, name("number"), "number_missing")
			continue
		}
		if !there {
			r.fault(sheet, w.number, name("number"), "number", "Text", short(number))
			continue
		}
		if !known[number+"\t"+label+"\t"+address] {
			r.checkLink(sheet, columns, w, label, address)
		}
		if first[b.ID] == 0 {
			first[b.ID] = w.number
		}
		links[b.ID] = append(links[b.ID], models.Link{Label: label, URL: address})
		if len(links[b.ID]) == models.MaxLinks+1 {
			r.fault(sheet, w.number, "", "too_many_links", "Most", models.MaxLinks, "Number", b.Number)
		}
	}
	for _, b := range r.base.Reports {
		before, after := joinLinks(b.Content.Links), joinLinks(links[b.ID])
		switch {
		case before == after:
		case b.Closed:
			r.fault(sheet, first[b.ID], "", "closed_links", "Number", b.Number)
		default:
			note(r.reports, b.ID, fieldLinks, before, after)
		}
	}
}

func (r *reader) checkLink(sheet string, columns []column, w row, label, address string) {
	name := func(key string) string { return r.columnWords(sheet, place(columns, key)) }
	if label == "" {
		r.fault(sheet, w.number, name("label"), "link_label")
	}
	if length := utf8.RuneCountInString(label); length > models.MaxTitle {
		r.fault(sheet, w.number, name("label"), "too_long", "Length", length, "Most", models.MaxTitle)
	}
	if !models.ValidWebAddress(address) {
		r.fault(sheet, w.number, name("url"), "link_address", "Text", short(address))
	}
}

func (r *reader) readContributions() {
	sheet, columns, rows, ok := r.rowsOf(sheetContributions)
	if !ok {
		return
	}
	want := map[string]string{}
	for _, b := range r.base.Contributions {
		want[contributionID(b.ID)] = r.measureWords(b.Number)
	}
	found := r.known(sheet, rows, want)
	for _, b := range r.base.Contributions {
		w, there := found[contributionID(b.ID)]
		if !there {
			continue
		}
		before := contributionValues(b.Content)
		for _, field := range []Field{fieldText, fieldLanguage} {
			after := r.value(sheet, columns, w, string(field), before[field])
			switch {
			case after == before[field]:
			case b.Closed:
				r.fault(sheet, w.number, r.columnWords(sheet, place(columns, string(field))), "closed")
			default:
				note(r.paragraphs, b.ID, field, before[field], after)
			}
		}
	}
}

func contributionValues(c models.ContributionContent) map[Field]string {
	written := c.Language
	if written == "" {
		written = models.Bokmaal
	}
	return map[Field]string{fieldText: tidy(c.Text), fieldLanguage: string(written)}
}

// short is the beginning of what was written, for telling what is wrong with it.
func short(text string) string {
	const most = 60
	if runes := []rune(oneLine(text)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return oneLine(text)
}

package answers

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// statusReport is the status report: counts, contents, and for each area a
// block for each of its measures.
func (w *writer) statusReport() {
	w.add(w.counts())
	areas := w.byArea()
	w.chart("statusrapport", w.say("chart_area"), areas)
	w.add(documents.TableOf(w.countsTable(w.say("table_area"), w.say("area"), nameShare, areas, w.figureNumbers())))
	w.contents()
	for _, area := range w.snapshot.Areas {
		w.add(documents.Heading1(w.areaTitle(area)...))
		w.goal(area)
		for _, m := range w.measures(inArea(area.Number)) {
			w.add(documents.Heading2(w.measureTitle(w.say("measure", "Number", m.Number), m)...))
			w.planText()
			w.responsible(m)
			w.carriedOut(m)
			w.status(m)
		}
	}
}

// contents lists the areas with the measures in each.
func (w *writer) contents() {
	w.add(documents.Heading1(w.plain("contents")))
	for _, area := range w.snapshot.Areas {
		var numbers []int
		for _, m := range w.measures(inArea(area.Number)) {
			numbers = append(numbers, m.Number)
		}
		if len(numbers) == 0 {
			w.add(documents.Item(w.areaTitle(area)...))
			continue
		}
		line := w.say("contents_line", "Numbers", w.And(spans(numbers)))
		w.add(documents.Item(append(w.areaTitle(area), documents.Plain(": "+line))...))
	}
}

// spans writes runs of numbers short: 1–5, 7.
func spans(numbers []int) []string {
	var parts []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		part := strconv.Itoa(numbers[i])
		switch {
		case last == i+1:
			parts = append(parts, part)
			part = strconv.Itoa(numbers[last])
		case last > i:
			part += "–" + strconv.Itoa(numbers[last])
		}
		parts = append(parts, part)
		i = last + 1
	}
	return parts
}

// goal is the area's goal as the catalogue has it.
func (w *writer) goal(area models.AreaFacts) {
	text := w.Name(area.Goal)
	if text == "" {
		w.add(documents.Paragraph(w.label("goal"), w.plain("no_goal")))
		return
	}
	goal := w.marked(w.in(documents.Plain(text), area.Goal.WrittenIn(w.Language)), area.Confirmed, "provisional")
	w.add(documents.Paragraph(append([]documents.Run{w.label("goal")}, goal...)...))
}

// planText says that the catalogue does not have the plan's own text of a
// measure. Nothing is put in its place.
func (w *writer) planText() {
	w.add(documents.Paragraph(w.label("text_"+string(w.snapshot.Plan.Kind)), w.plain("no_text")))
}

// responsible names who leads the measure, and who else has a part in it.
func (w *writer) responsible(m models.MeasureFacts) {
	runs := []documents.Run{w.label("responsible")}
	if m.Lead == "" {
		runs = append(runs, w.plain("no_lead"))
	} else {
		runs = append(runs, w.organisation(m.Lead)...)
	}
	runs = append(runs, w.unsure(m)...)
	for _, others := range []struct {
		key   string
		codes []string
	}{{"contributors", m.Contributors}, {"agencies", m.Agencies}, {"independent", m.Independent}} {
		if len(others.codes) == 0 {
			continue
		}
		runs = append(runs, documents.Plain(" "+w.say(others.key, "Count", len(others.codes))+" "))
		runs = append(runs, w.organisations(others.codes)...)
		runs = append(runs, w.unsure(m)...)
	}
	w.add(documents.Paragraph(runs...))
}

// unsure ends a sentence on who has a part in a measure, with the mark beside
// the names unless they are confirmed.
func (w *writer) unsure(m models.MeasureFacts) []documents.Run {
	if m.RolesConfirmed {
		return []documents.Run{documents.Plain(".")}
	}
	return []documents.Run{documents.Plain(" "), documents.Mark(w.T("mark.provisional")), documents.Plain(".")}
}

// carriedOut says how far the measure has come, and when the next step is due.
func (w *writer) carriedOut(m models.MeasureFacts) {
	runs := []documents.Run{w.label("carried_out")}
	sentence := func(text string) {
		runs = append(runs, documents.Plain(text+" "))
	}
	if w.snapshot.Reported(m) {
		sentence(w.Stage(m.Last.Content.Status.Stage) + ".")
	}
	if m.Continuing {
		sentence(w.say("continuing", "From", w.snapshot.Plan.PeriodFrom, "To", w.snapshot.Plan.PeriodTo))
	}
	if next, planned := nextMilestone(m); planned {
		runs = append(runs, w.plain("next_milestone"), documents.Plain(" "),
			w.in(documents.Plain(next.Title), m.Last.Content.Language), documents.Plain(", "+w.Date(next.Due)+"."))
	} else if !w.ended(m) {
		sentence(w.say("no_next_milestone"))
	}
	w.add(documents.Paragraph(trimmed(runs)...))
}

// ended tells whether a measure is done or discontinued, so that nothing more
// is due.
func (w *writer) ended(m models.MeasureFacts) bool {
	figure := w.snapshot.Figure(m)
	return figure == models.FigureCompleted || figure == models.FigureDiscontinued
}

// trimmed takes the space away after the last word.
func trimmed(runs []documents.Run) []documents.Run {
	last := len(runs) - 1
	runs[last].Text = strings.TrimRight(runs[last].Text, " ")
	return runs
}

// nextMilestone is the planned milestone that is due first.
func nextMilestone(m models.MeasureFacts) (models.MilestoneState, bool) {
	var planned []models.MilestoneState
	for _, s := range m.Milestones() {
		if s.Phase == models.MilestonePlanned && !s.Due.IsZero() {
			planned = append(planned, s)
		}
	}
	if len(planned) == 0 {
		return models.MilestoneState{}, false
	}
	return slices.MinFunc(planned, func(a, b models.MilestoneState) int { return a.Due.DaysSince(b.Due) }), true
}

// status is the status in a word, then what the ministry wrote.
func (w *writer) status(m models.MeasureFacts) {
	w.add(documents.Paragraph(append([]documents.Run{w.label("status")}, w.statusRuns(m)...)...))
	if m.Last == nil {
		return
	}
	content := m.Last.Content
	if !w.snapshot.Reported(m) {
		w.add(documents.Paragraph(w.plain("last_text", "Quarter", w.Quarter(m.Last.Period))))
	}
	if content.NoChange {
		w.add(documents.Paragraph(w.plain("no_change")))
	}
	w.written(content.Done, content.Language)
	w.writtenUnder(w.label("way_on"), content.Next, content.Language)
	w.evidence(content)
	w.milestones(m)
	w.contributions(m)
}

// statusRuns tells the status with its age. What is not reported says what was
// last known.
func (w *writer) statusRuns(m models.MeasureFacts) []documents.Run {
	figure := w.snapshot.Figure(m)
	word := documents.Bold(w.Figure(figure) + ".")
	switch {
	case m.Last == nil:
		return []documents.Run{word, documents.Plain(" " + w.say("never"))}
	case figure == models.FigureNotReported:
		return []documents.Run{word, documents.Plain(" " + w.lastKnown(m))}
	}
	return []documents.Run{word, documents.Plain(" " + w.say("cleared", "Quarter", w.Quarter(m.Last.Period), "Date", w.clearedOn(m)))}
}

func (w *writer) lastKnown(m models.MeasureFacts) string {
	age := w.snapshot.Period.Index() - m.Last.Period.Index()
	return w.say("last_known", "Status", w.Figure(m.Last.Content.Status.Figure()), "Quarter", w.Quarter(m.Last.Period)) + " " + w.say("age", "Count", age)
}

// written puts in a text as the ministry wrote it.
func (w *writer) written(text string, in models.Language) {
	w.add(w.prose(text, in)...)
}

// prose is a text that others wrote as paragraphs and items in its own language.
func (w *writer) prose(text string, in models.Language) []documents.Block {
	blocks := documents.Prose(text)
	for i, block := range blocks {
		if w.norwegian(in) {
			block.Runs = append([]documents.Run{w.norwegianText()}, block.Runs...)
		}
		blocks[i] = w.blockIn(block, in)
	}
	return blocks
}

// writtenUnder is the same with a label before its first paragraph.
func (w *writer) writtenUnder(label documents.Run, text string, in models.Language) {
	blocks := w.prose(text, in)
	if len(blocks) == 0 {
		return
	}
	if blocks[0].Kind == documents.KindParagraph {
		blocks[0].Runs = append([]documents.Run{label}, blocks[0].Runs...)
	} else {
		w.add(documents.Paragraph(trimmed([]documents.Run{label})...))
	}
	w.add(blocks...)
}

// evidence lists the links of a report that can be opened.
func (w *writer) evidence(content models.ReportContent) {
	runs := []documents.Run{w.label("evidence")}
	for _, link := range content.Links {
		address := strings.TrimSpace(link.URL)
		if !documents.ValidLink(address) {
			continue
		}
		name := strings.TrimSpace(link.Label)
		if name == "" {
			name = address
		}
		if len(runs) > 1 {
			runs = append(runs, documents.Plain(", "))
		}
		runs = append(runs, w.foreign(documents.Link(name, address), content.Language)...)
	}
	if len(runs) > 1 {
		w.add(documents.Paragraph(append(runs, documents.Plain("."))...))
	}
}

// contributions are the paragraphs of the contributing ministries, and which of
// them are lacking.
func (w *writer) contributions(m models.MeasureFacts) {
	given := map[string]bool{}
	for _, c := range m.Last.Contributions {
		given[c.Organisation] = true
		w.writtenUnder(w.label("contribution", "Organisation", w.plainName(c.Organisation)), c.Text, c.Language)
	}
	if len(m.Last.Lacking) > 0 {
		w.add(documents.Paragraph(w.plain("lacks", "Ministries", w.And(m.Last.Lacking))))
		return
	}
	lacking := slices.DeleteFunc(slices.Clone(m.Contributors), func(code string) bool { return given[code] })
	if len(lacking) > 0 {
		w.add(documents.Paragraph(append(append([]documents.Run{w.label("lacking")}, w.organisations(lacking)...), documents.Plain("."))...))
	}
}

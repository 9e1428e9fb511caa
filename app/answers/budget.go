package answers

import (
	"strconv"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// Shares of the width of the budget proposition's table.
const (
	ministryShare = 16
	measureShare  = 30
	statusShare   = 54
)

// budgetTable is the table that a budget proposition has: who is responsible,
// the measure, and its status in short, ministry by ministry.
func (w *writer) budgetTable() {
	w.add(w.counts())
	table := documents.Table{
		Caption: w.say("budget_caption"),
		Columns: []documents.Column{
			{Heading: w.say("responsible_ministry"), Width: ministryShare},
			{Heading: w.say("measure_heading"), Width: measureShare},
			{Heading: w.say("status"), Width: statusShare},
		},
	}
	add := func(m models.MeasureFacts) {
		title := append([]documents.Run{documents.Plain(strconv.Itoa(m.Number) + ". ")}, w.measureTitle("", m)...)
		table.Rows = append(table.Rows, []documents.Cell{w.leadCell(m), title, w.short(m)})
	}
	for _, lead := range w.snapshot.Leads() {
		for _, m := range w.measures(ledBy(lead.Code)) {
			add(m)
		}
	}
	for _, m := range w.measures(func(m models.MeasureFacts) bool { _, known := w.snapshot.Organisation(m.Lead); return !known }) {
		add(m)
	}
	w.add(documents.TableOf(table), documents.Note(documents.Plain(w.shortForms())))
}

// leadCell is the lead, and those it is responsible with.
func (w *writer) leadCell(m models.MeasureFacts) documents.Cell {
	text := m.Lead
	switch {
	case text == "":
		text = w.say("no_lead")
	case len(m.Contributors) > 0:
		text = w.say("lead_with", "Lead", m.Lead, "Contributors", w.And(m.Contributors))
	}
	return w.marked(documents.Plain(text), m.RolesConfirmed, "provisional")
}

// short is the status word and the text for publication in one paragraph.
func (w *writer) short(m models.MeasureFacts) documents.Cell {
	figure := w.snapshot.Figure(m)
	cell := documents.Cell{documents.Bold(w.Figure(figure) + ".")}
	switch {
	case m.Last == nil:
		return append(cell, documents.Plain(" "+w.say("never")))
	case figure == models.FigureNotReported:
		return append(cell, documents.Plain(" "+w.lastKnown(m)))
	}
	if text := oneLine(publishable(m.Last.Content)); text != "" {
		cell = append(cell, documents.Plain(" "), w.in(documents.Plain(closed(text)), m.Last.Content.Language))
	}
	return cell
}

// publishable is the text that the ministry wrote for others: for the
// newsletter, or else what is done.
func publishable(content models.ReportContent) string {
	if strings.TrimSpace(content.NewsletterText) != "" {
		return content.NewsletterText
	}
	return content.Done
}

// shortForms tells what the short forms in a table stand for.
func (w *writer) shortForms() string {
	used := map[string]bool{}
	for _, m := range w.snapshot.Measures {
		for _, code := range append([]string{m.Lead}, m.Contributors...) {
			used[code] = true
		}
	}
	var parts []string
	for _, o := range w.snapshot.Organisations {
		if used[o.Code] {
			parts = append(parts, w.say("stands_for", "Code", o.Code, "Name", w.Name(o.Name)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return closed(w.And(parts))
}

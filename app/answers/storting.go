package answers

import (
	"strconv"

	"tiltak/app/documents"
	"tiltak/models"
)

// Shares of the width of the table of all measures.
const (
	numberShare    = 5
	titleShare     = 46
	leadShare      = 13
	statusOfShare  = 18
	reportedShare  = 18
	addressOfProof = "/utgaver/"
)

// storting is the answer to the Storting: what it shows, the counts, all
// measures in a table, the text of each, and how it can be checked.
func (w *writer) storting() {
	w.add(documents.Heading1(w.plain("about_answer")), documents.Paragraph(w.plain("about_answer_text")))
	w.add(documents.Heading1(w.plain("numbers")), w.counts())
	ministries := w.byMinistry()
	w.chart("svarpakke", w.say("chart_ministry"), ministries)
	w.add(documents.TableOf(w.countsTable(w.say("table_ministry"), w.say("responsible_ministry"), ministryShort, ministries, w.stageNumbers())), documents.Note(documents.Plain(w.shortForms())))
	w.add(documents.Heading1(w.plain("all_measures")), documents.TableOf(w.allMeasures()))
	w.add(documents.Heading1(w.plain("each_measure")))
	for _, m := range w.measures(nil) {
		w.add(documents.Heading2(w.measureTitle(w.say("measure", "Number", m.Number), m)...))
		w.responsible(m)
		w.add(documents.Paragraph(append([]documents.Run{w.label("status")}, w.statusRuns(m)...)...))
		if m.Last == nil {
			continue
		}
		if !w.snapshot.Reported(m) {
			w.add(documents.Paragraph(w.plain("last_text", "Quarter", w.Quarter(m.Last.Period))))
		}
		w.written(publishable(m.Last.Content), m.Last.Content.Language)
		w.writtenUnder(w.label("way_on"), m.Last.Content.Next, m.Last.Content.Language)
	}
	w.proof()
}

func (w *writer) allMeasures() documents.Table {
	table := documents.Table{
		Caption: w.say("measures_caption"),
		Columns: []documents.Column{
			{Heading: w.say("number"), Number: true, Width: numberShare},
			{Heading: w.say("measure_heading"), Width: titleShare},
			{Heading: w.say("responsible"), Width: leadShare},
			{Heading: w.say("status"), Width: statusOfShare},
			{Heading: w.say("reported"), Width: reportedShare},
		},
	}
	for _, m := range w.measures(nil) {
		reported := w.say("not_reported_yet")
		if m.Last != nil {
			reported = w.Quarter(m.Last.Period)
		}
		lead := m.Lead
		if lead == "" {
			lead = w.say("no_lead")
		}
		table.Rows = append(table.Rows, []documents.Cell{
			{documents.Plain(strconv.Itoa(m.Number))},
			w.measureTitle("", m), w.marked(documents.Plain(lead), m.RolesConfirmed, "provisional"),
			{documents.Plain(w.Figure(w.snapshot.Figure(m)))},
			{documents.Plain(reported)},
		})
	}
	return table
}

// proof tells how anyone can see that the answer is what was shown then.
func (w *writer) proof() {
	w.add(documents.Heading1(w.plain("proof")))
	if w.basis.ByDate() {
		w.add(documents.Paragraph(w.plain("proof_date", "Date", w.Date(w.basis.AsOf.Date), "Day", w.basis.AsOf.Date.String(), "Checksum", w.basis.Checksum)))
	}
	if w.basis.Ref.IsZero() {
		return
	}
	ref := w.basis.Ref.String()
	w.add(
		documents.Item(w.plain("proof_number", "Ref", ref, "Date", w.Date(w.basis.Revision.StatusDate))),
		documents.Item(w.plain("proof_hash", "Hash", w.basis.Revision.Hash)),
		documents.Item(w.plain("proof_public", "Hash", w.basis.Revision.PublicHash)),
		documents.Paragraph(w.plain("proof_page", "Address", addressOfProof+ref)),
		documents.Paragraph(w.plain("proof_command")),
	)
	if !w.basis.ByDate() {
		w.add(documents.Paragraph(w.plain("proof_again", "Command", "tiltak export storting --edition "+ref)))
	}
}

// kindOf is a revision's kind as data has it; nothing for a day.
func (b Basis) kindOf() models.EditionKind {
	if b.ByDate() {
		return ""
	}
	return b.Revision.Kind
}

package meeting

import (
	"bytes"
	"strconv"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
	"tiltak/views/layout"
	view "tiltak/views/meeting"
)

// FileName is what the minutes are called as a file.
func FileName(period models.Quarter, on models.Date, format documents.Format) string {
	return "referat-" + period.String() + "-" + on.String() + format.Extension
}

// Minutes is the paper of a meeting held on a day: what was gone through, with
// status before and now, what was decided, what became of earlier decisions, and
// who lacked reports. It is internal and says so. What a ministry has written as
// not for publication is not in it.
func Minutes(meeting view.Meeting, on models.Date, printer language.Printer) documents.Document {
	w := writer{layout.Frame{Printer: printer, Today: on}, meeting, nil}
	coordinator, _ := meeting.Now.Organisation(meeting.Now.Plan.Coordinator)
	title := w.T("meeting.minutes.title", "Quarter", w.Quarter(meeting.Period))
	paper := documents.Document{
		Title: title, Subject: w.T("meeting.minutes.subject"), Author: w.Name(coordinator.Name), Language: "nb-NO", Period: w.Quarter(meeting.Period),
		Footer: w.T("meeting.minutes.footer"), Words: documents.Words{Page: w.T("meeting.minutes.page")},
	}
	if meeting.Now.Example {
		paper.Example = w.T("meeting.minutes.example")
	}
	w.add(documents.Title(documents.Plain(title)),
		documents.Lead(documents.Plain(w.T("meeting.minutes.held", "Date", w.Date(on)))),
		documents.Note(documents.Plain(w.T("meeting.minutes.internal"))))
	w.decisions("meeting.minutes.made", "meeting.minutes.none_made", meeting.Made, false)
	w.decisions("meeting.minutes.earlier", "meeting.minutes.none_earlier", meeting.Earlier, true)
	w.add(documents.Heading1(documents.Plain(w.T("meeting.minutes.items"))))
	if len(meeting.Items) == 0 {
		w.add(documents.Paragraph(documents.Plain(w.T("meeting.nothing"))))
	}
	for _, item := range meeting.Items {
		w.item(item)
	}
	w.missing()
	paper.Blocks = w.blocks
	return paper
}

// writer gathers the blocks of the paper.
type writer struct {
	layout.Frame
	meeting view.Meeting
	blocks  []documents.Block
}

func (w *writer) add(blocks ...documents.Block) { w.blocks = append(w.blocks, blocks...) }

// decisions is a table of decisions under a heading.
func (w *writer) decisions(heading, none string, list []models.DecisionFacts, followed bool) {
	w.add(documents.Heading1(documents.Plain(w.T(heading))))
	if len(list) == 0 {
		w.add(documents.Paragraph(documents.Plain(w.T(none))))
		return
	}
	table := documents.Table{Caption: w.T(heading), Columns: []documents.Column{
		{Heading: w.T("meeting.minutes.column.about"), Width: 3},
		{Heading: w.T("meeting.minutes.column.decision"), Width: 5},
		{Heading: w.T("meeting.minutes.column.owner"), Width: 1.5},
		{Heading: w.T("meeting.minutes.column.due"), Width: 2},
	}}
	if followed {
		table.Columns = append(table.Columns, documents.Column{Heading: w.T("meeting.minutes.column.state"), Width: 2.5})
	}
	for _, d := range list {
		row := []documents.Cell{w.about(d), {documents.Plain(d.Text)}, {documents.Plain(d.Owner.Code)}, {documents.Plain(w.Date(d.Due))}}
		if followed {
			row = append(row, documents.Cell{documents.Plain(view.StateLine(w.Frame, d))})
		}
		table.Rows = append(table.Rows, row)
	}
	w.add(documents.TableOf(table))
}

// about says what a decision is about, with the mark of a working title.
func (w *writer) about(d models.DecisionFacts) documents.Cell {
	switch {
	case d.MeasureKey != "":
		cell := documents.Cell{documents.Plain(w.T("meeting.measure", "Number", d.MeasureNumber) + " " + w.Name(d.MeasureTitle))}
		if !d.TitleConfirmed {
			cell = append(cell, documents.Plain(" "), documents.Mark(w.T("mark.working_title")))
		}
		return cell
	case d.Recommendation != "":
		return documents.Cell{documents.Plain(w.T("decisions.about_recommendation", "Ref", d.Recommendation))}
	}
	return documents.Cell{documents.Plain(w.T("decisions.about_plan"))}
}

func (w *writer) item(item view.Item) {
	heading := []documents.Run{documents.Plain(strconv.Itoa(item.Place) + ". " + view.PlainTitle(w.Frame, item))}
	if item.Measure != nil && !item.Measure.TitleConfirmed {
		heading = append(heading, documents.Plain(" "), documents.Mark(w.T("mark.working_title")))
	}
	w.add(documents.Heading2(heading...))
	if item.Measure != nil {
		w.add(documents.Paragraph(documents.Plain(view.StatusLine(w.Frame, item) + " " + w.T("meeting.lead_ministry", "Ministry", item.Measure.Lead) + ".")))
	}
	for _, reason := range item.Reasons {
		w.add(documents.Item(documents.Plain(view.ReasonLine(w.Frame, w.meeting, item, reason))))
	}
}

// missing names the ministries that lack reports.
func (w *writer) missing() {
	w.add(documents.Heading1(documents.Plain(w.T("meeting.minutes.missing"))))
	groups := w.meeting.Missing()
	if len(groups) == 0 {
		w.add(documents.Paragraph(documents.Plain(w.T("meeting.minutes.none_missing"))))
	}
	for _, group := range groups {
		w.add(documents.Item(documents.Plain(view.MissingLine(w.Frame, group))))
	}
}

// MinutesFile writes the minutes in a format.
func MinutesFile(meeting view.Meeting, on models.Date, printer language.Printer, format documents.Format) ([]byte, error) {
	var body bytes.Buffer
	err := format.Write(&body, Minutes(meeting, on, printer))
	return body.Bytes(), models.Wrap(err, "write the minutes")
}

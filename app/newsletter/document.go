package newsletter

import (
	"strconv"

	"tiltak/app/charts"
	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
)

// chartScale is picture points per unit of the chart: right for print on A4.
const chartScale = 2

// Document is the status section as a paper, made from what the editor keeps.
// Statuses, counts and titles are the snapshot's; only paragraphs are the
// issue's. Until the issue is frozen the paper says that it is a draft, and
// example data always says what it is. Nothing of it comes from fields that are
// not for publication.
func Document(issue models.Issue, items []models.IssueItem, snapshot models.Snapshot, printer language.Printer) (documents.Document, error) {
	paper, _ := layOut(issue, items, snapshot, printer)
	for i, block := range paper.Blocks {
		if block.Kind != documents.KindImage {
			continue
		}
		picture, err := charts.StackedPNG(StatusChart(snapshot.Public(), printer), chartScale)
		if err != nil {
			return documents.Document{}, models.Wrap(err, "draw the chart of a newsletter")
		}
		paper.Blocks[i].Image.PNG = picture
	}
	return paper, nil
}

// Preview is the same paper without its picture, which the page draws itself.
func Preview(issue models.Issue, items []models.IssueItem, snapshot models.Snapshot, printer language.Printer) documents.Document {
	paper, _ := layOut(issue, items, snapshot, printer)
	return paper
}

// layOut also gives the id of the item that each block was made from; 0 for what
// the paper itself says.
func layOut(issue models.Issue, items []models.IssueItem, snapshot models.Snapshot, printer language.Printer) (documents.Document, []int64) {
	w := writer{Printer: printer, snapshot: snapshot.Public(), tell: teller{printer, snapshot}}
	title := w.T("newsletter.paper.title_"+string(snapshot.Plan.Kind), "Months", w.Months(issue.Period))
	paper := documents.Document{
		Title: title, Subject: w.T("newsletter.paper.subject"), Author: w.T("newsletter.paper.author"),
		Language: language.Tag(printer.Language), Period: w.Months(issue.Period),
		Words: documents.Words{Page: w.T("newsletter.paper.page"), Figure: w.T("newsletter.paper.figure"), Continued: w.T("newsletter.paper.continued")},
	}
	if issue.State != models.IssueFrozen {
		paper.Draft = w.T("newsletter.paper.draft")
	} else if issue.FrozenAt != nil {
		paper.Created = issue.FrozenAt.UTC()
	}
	if snapshot.Example {
		paper.Example = w.T("newsletter.paper.example")
	}
	w.add(documents.Title(documents.Plain(title)))
	if issue.Number > 1 {
		w.add(documents.Paragraph(documents.Bold(w.corrected(issue))))
	}
	w.opening(issue.Intro)
	arranged := Arrange(Kept(items))
	for _, item := range arranged.Own {
		w.own(item)
	}
	w.figures()
	w.add(documents.Columns(2))
	for _, area := range arranged.Areas {
		w.area(area)
	}
	if len(arranged.Upcoming) > 0 {
		w.add(documents.Heading1(documents.Plain(w.T("newsletter.paper.next_milestones"))))
		for _, item := range arranged.Upcoming {
			w.from(item, documents.Item(w.linked(item.Wording(), item.Links)...))
		}
	}
	w.add(documents.Note(documents.Plain(w.T("newsletter.paper.closing", "Edition", w.Edition(snapshot.Edition), "Date", w.Date(snapshot.StatusDate)))))
	paper.Blocks = w.blocks
	return paper, w.sources
}

// corrected says that the paper is an erratum, from when, and why.
func (w *writer) corrected(issue models.Issue) string {
	if issue.FrozenAt == nil {
		return w.T("newsletter.paper.correcting", "Reason", issue.Reason)
	}
	return w.T("newsletter.paper.corrected", "Date", w.Date(models.DateOf(*issue.FrozenAt, language.Oslo)), "Reason", issue.Reason)
}

// writer gathers the blocks of the paper.
type writer struct {
	language.Printer
	snapshot models.Snapshot
	tell     teller
	blocks   []documents.Block
	sources  []int64 // the item of each block
}

// add puts in what the paper says by itself.
func (w *writer) add(blocks ...documents.Block) {
	w.blocks, w.sources = append(w.blocks, blocks...), append(w.sources, make([]int64, len(blocks))...)
}

// from puts in what an item says.
func (w *writer) from(item models.IssueItem, block documents.Block) {
	w.blocks, w.sources = append(w.blocks, block), append(w.sources, item.ID)
}

// in gives a run its own language where that is not the paper's.
func (w *writer) in(run documents.Run, written models.Language) documents.Run {
	if written == "" || written == w.Language {
		return run
	}
	return run.In(language.Tag(written))
}

func (w *writer) area(area ArrangedArea) {
	facts, _ := w.snapshot.Area(area.Area)
	w.add(documents.Heading1(w.titled(facts.Title, facts.Confirmed)...))
	for _, item := range area.Own {
		w.own(item)
	}
	for _, measure := range area.Measures {
		w.measure(measure)
	}
}

// titled is a title with the mark of a working title beside it unless it is
// confirmed.
func (w *writer) titled(title models.Name, confirmed bool) []documents.Run {
	run := w.in(documents.Plain(w.Name(title)), title.WrittenIn(w.Language))
	if confirmed {
		return []documents.Run{run}
	}
	run.Text += " "
	return []documents.Run{run, documents.Mark(w.T("mark.working_title"))}
}

// own is a paragraph that the editor wrote. It says so: it has no source.
func (w *writer) own(item models.IssueItem) {
	paragraphs := lines(item.Wording())
	for i, paragraph := range paragraphs {
		var links []models.Link
		if i == len(paragraphs)-1 {
			links = item.Links
		}
		runs := append(w.linked(paragraph, links), documents.Plain(" "), documents.Mark(w.T("newsletter.paper.from_editor")))
		w.from(item, w.paragraph(runs, item.Language))
	}
}

// measure is a measure's heading and paragraphs. What is behind says so in bold
// before the first, in the snapshot's word.
func (w *writer) measure(measure ArrangedMeasure) {
	facts, _ := w.snapshot.Measure(measure.Key)
	figure := w.snapshot.Figure(facts)
	title := w.titled(facts.Title, facts.TitleConfirmed)
	title[0].Text = strconv.Itoa(facts.Number) + ". " + title[0].Text
	w.add(documents.Heading2(title...))
	first := true
	for _, item := range measure.Items {
		paragraphs := lines(item.Wording())
		for i, paragraph := range paragraphs {
			var runs []documents.Run
			paragraph = w.withoutStatus(paragraph, figure)
			if first && behind(figure) {
				runs = append(runs, documents.Bold(w.Figure(figure)+".").In(language.Tag(w.Language)), documents.Plain(" "))
			}
			first = false
			var links []models.Link
			if i == len(paragraphs)-1 {
				links = item.Links
			}
			if paragraph == "" && len(runs)+len(links) == 0 { // it stated a status, and nothing else
				continue
			}
			w.from(item, w.paragraph(append(runs, w.linked(paragraph, links)...), item.Language))
		}
	}
	if first && behind(figure) { // all its texts are blank
		w.add(documents.Paragraph(documents.Bold(w.Figure(figure) + ".").In(language.Tag(w.Language))))
	}
}

func (w *writer) paragraph(runs []documents.Run, written models.Language) documents.Block {
	block := documents.Paragraph(runs...)
	if written != "" && written != w.Language {
		block = block.In(language.Tag(written))
	}
	return block
}

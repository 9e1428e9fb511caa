package answers

import (
	"slices"
	"strconv"
	"strings"

	"tiltak/app/charts"
	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
)

// chartScale is picture points per unit of a chart: right for print on A4.
const chartScale = 2

// Made is a paper that can be written: its text, the charts that stand in place
// of its pictures, in order, and for the list of measures and a reply the same
// as data. A reply has rows of its own too, and tells which English texts it
// lacks.
type Made struct {
	Document documents.Document
	Charts   []charts.StackedInput
	Listing  Listing
	Missing  []MissingText
	reply    *replyRows
}

// as is the document that is written in a format.
func (m Made) as(format string) documents.Document {
	switch {
	case format == "xlsx" && m.reply != nil:
		return m.reply.workbook()
	case format == "csv" && m.reply != nil:
		return m.reply.lines()
	}
	return m.Document
}

// data is the paper as data.
func (m Made) data() any {
	if m.reply != nil {
		return m.reply.replyListing(m.reply.groups, m.reply.lacking)
	}
	return m.Listing
}

// Make makes a paper with its pictures.
func Make(kind Kind, basis Basis, printer language.Printer) (Made, error) {
	made := LayOut(kind, basis, printer)
	drawn := 0
	for i, block := range made.Document.Blocks {
		if block.Kind != documents.KindImage {
			continue
		}
		picture, err := charts.StackedPNG(made.Charts[drawn], chartScale)
		if err != nil {
			return Made{}, models.Wrap(err, "draw the chart of a paper")
		}
		made.Document.Blocks[i].Image.PNG = picture
		drawn++
	}
	return made, nil
}

// LayOut makes a paper without its pictures, for a page that draws them itself.
func LayOut(kind Kind, basis Basis, printer language.Printer) Made {
	w := &writer{Printer: printer, basis: basis, snapshot: basis.Snapshot.Public(), kind: kind, told: map[string]string{}, named: map[string]bool{}}
	if kind == Reply {
		return w.replied()
	}
	w.title()
	switch kind {
	case StatusReport:
		w.statusReport()
	case BudgetTable:
		w.budgetTable()
	case Storting:
		w.storting()
	case MeasureList:
		w.measureList()
	case Reply: // above
	}
	w.source()
	made := Made{Document: w.document(), Charts: w.charts}
	if kind == MeasureList {
		made.Listing = w.listing()
	}
	return made
}

// writer gathers the blocks of a paper.
type writer struct {
	language.Printer
	basis    Basis
	snapshot models.Snapshot
	kind     Kind
	blocks   []documents.Block
	charts   []charts.StackedInput
	byKey    map[string]models.MeasureFacts // once a reply has asked for measures
	named    map[string]bool                // of a reply: measures whose ministries have been named
	told     map[string]string              // of a reply: measure → the recommendation under which it is told of
}

func (w *writer) add(blocks ...documents.Block) { w.blocks = append(w.blocks, blocks...) }

// say is the message of a paper.
func (w *writer) say(key string, args ...any) string { return w.T("answers.paper."+key, args...) }

func (w *writer) plain(key string, args ...any) documents.Run {
	return documents.Plain(w.say(key, args...))
}

// label opens a paragraph with what it is about.
func (w *writer) label(key string, args ...any) documents.Run {
	return documents.Bold(w.say("label", "Name", w.say(key, args...)) + " ").In(language.Tag(w.Language))
}

func (w *writer) document() documents.Document {
	paper := documents.Document{
		Title: w.titleText(), Subject: w.T("answers.name." + string(w.kind)),
		Author: w.coordinator(), Language: language.Tag(w.Language), Period: w.say("per", "Date", w.Date(w.snapshot.StatusDate)),
		Footer: w.footer(), Words: documents.Words{Page: w.say("page"), Figure: w.say("figure")}, Blocks: w.blocks,
	}
	if w.snapshot.Example {
		paper.Example = w.say("example")
	}
	if w.basis.Draft {
		paper.Draft = w.say("draft")
	}
	if !w.basis.ByDate() {
		paper.Created = w.basis.Revision.MadeAt.UTC()
	}
	return paper
}

// titleText is the title of the paper: what it is about, and of which plan.
func (w *writer) titleText() string {
	evaluation := w.basis.Evaluation
	return w.say("title."+string(w.kind), "Plan", w.Name(w.snapshot.Plan.Title), "Body", evaluation.Body, "Round", evaluation.Round)
}

// coordinator is who stands behind the papers: the plan's ministry.
func (w *writer) coordinator() string {
	if o, known := w.snapshot.Organisation(w.snapshot.Plan.Coordinator); known {
		return w.Name(o.Name)
	}
	return w.snapshot.Plan.Coordinator
}

// footer says on every page what the paper is made from.
func (w *writer) footer() string {
	name := w.T("answers.name." + string(w.kind))
	if w.kind == Reply {
		name = w.say("reply_to", "Evaluation", w.basis.Evaluation.String())
	}
	if w.basis.ByDate() {
		return w.say("footer_date", "Paper", name, "Date", w.Date(w.basis.AsOf.Date))
	}
	return w.say("footer_edition", "Paper", name, "Ref", w.basis.Ref.String(), "Date", w.Date(w.snapshot.StatusDate))
}

// in gives a run its own language where that is not the paper's.
func (w *writer) in(run documents.Run, written models.Language) documents.Run {
	if written == "" || written == w.Language {
		return run
	}
	return run.In(language.Tag(written))
}

// blockIn gives a block its own language where that is not the paper's.
func (w *writer) blockIn(block documents.Block, written models.Language) documents.Block {
	if written == "" || written == w.Language {
		return block
	}
	return block.In(language.Tag(written))
}

// foreign is a text that others wrote, in its own language. In an English paper
// a Norwegian text says before it that it is Norwegian: the two are never mixed
// in silence.
func (w *writer) foreign(run documents.Run, written models.Language) []documents.Run {
	if run.Text == "" || !w.norwegian(written) {
		return []documents.Run{w.in(run, written)}
	}
	return []documents.Run{w.norwegianText(), run.In(language.Tag(written))}
}

// norwegian tells whether a text is Norwegian in an English paper. Texts without
// a language of their own are bokmål.
func (w *writer) norwegian(written models.Language) bool {
	return w.Language == models.English && written != models.English
}

func (w *writer) norwegianText() documents.Run {
	return documents.Plain(w.say("norwegian_text") + " ").In(language.Tag(w.Language))
}

// name is a name in the paper's language, or else in its own.
func (w *writer) name(n models.Name) []documents.Run {
	return w.foreign(documents.Plain(w.Name(n)), n.WrittenIn(w.Language))
}

// marked is a value with a mark beside it unless it is settled.
func (w *writer) marked(run documents.Run, settled bool, mark string) []documents.Run {
	return w.markedRuns([]documents.Run{run}, settled, mark)
}

func (w *writer) markedRuns(runs []documents.Run, settled bool, mark string) []documents.Run {
	if settled || len(runs) == 0 {
		return runs
	}
	runs[len(runs)-1].Text += " "
	return append(runs, documents.Mark(w.T("mark."+mark)))
}

// measureTitle is «Tiltak 4: Arena for samarbeid (arbeidstittel)».
func (w *writer) measureTitle(before string, m models.MeasureFacts) []documents.Run {
	title := w.markedRuns(w.name(m.Title), m.TitleConfirmed, "working_title")
	if before == "" {
		return title
	}
	return append([]documents.Run{documents.Plain(before + " ")}, title...)
}

func (w *writer) areaTitle(area models.AreaFacts) []documents.Run {
	title := w.marked(w.in(documents.Plain(w.Name(area.Title)), area.Title.WrittenIn(w.Language)), area.Confirmed, "provisional")
	return append([]documents.Run{documents.Plain(strconv.Itoa(area.Number) + ". ")}, title...)
}

// measures in an area, by number.
func (w *writer) measures(keep func(models.MeasureFacts) bool) []models.MeasureFacts {
	var kept []models.MeasureFacts
	for _, m := range w.snapshot.Measures {
		if keep == nil || keep(m) {
			kept = append(kept, m)
		}
	}
	slices.SortStableFunc(kept, func(a, b models.MeasureFacts) int { return a.Number - b.Number })
	return kept
}

func inArea(number int) func(models.MeasureFacts) bool {
	return func(m models.MeasureFacts) bool { return m.Area == number }
}

func ledBy(code string) func(models.MeasureFacts) bool {
	return func(m models.MeasureFacts) bool { return m.Lead == code }
}

// organisation is a full name; one that the snapshot does not know keeps its
// code.
func (w *writer) organisation(code string) []documents.Run {
	o, known := w.snapshot.Organisation(code)
	if !known {
		return []documents.Run{documents.Plain(code)}
	}
	return w.markedRuns(w.name(o.Name), o.Confirmed, "provisional")
}

// plainName is a full name for the middle of a label, where nothing can be
// marked: in an English paper the code stands for one without an English name.
func (w *writer) plainName(code string) string {
	o, known := w.snapshot.Organisation(code)
	if !known || w.norwegian(o.Name.WrittenIn(w.Language)) {
		return code
	}
	return w.Name(o.Name)
}

// organisations joins full names as a sentence does.
func (w *writer) organisations(codes []string) []documents.Run {
	var runs []documents.Run
	for i, code := range codes {
		switch {
		case i > 0 && i == len(codes)-1:
			runs = append(runs, documents.Plain(" "+w.T("list.and")+" "))
		case i > 0:
			runs = append(runs, documents.Plain(", "))
		}
		runs = append(runs, w.organisation(code)...)
	}
	return runs
}

// closed ends a text with one full stop, so that a sentence can follow.
func closed(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}

// oneLine joins the lines of a text, for a cell or a sentence.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

package intake

import (
	"strconv"
	"strings"

	"tiltak/app/catalogue"
)

// reader reads one file. It gathers all faults before it gives up.
type reader struct {
	words      Words
	vocabulary vocabulary
	in         Incoming
	faults     faults
}

func newReader(words Words, form Form) *reader {
	return &reader{words: words, vocabulary: newVocabulary(words), in: Incoming{Form: form, Stated: map[Field]bool{}, places: map[Field]Place{}}}
}

// grid is a table as it stands in a file: the headings in the first row that has
// anything.
type grid struct {
	sheet string
	rows  []gridRow
}

type gridRow struct {
	number int
	cells  []cell
}

func (r gridRow) empty() bool {
	for _, c := range r.cells {
		if tidy(c.shown) != "" {
			return false
		}
	}
	return true
}

// table reads the recommendations of a grid.
func (r *reader) table(g grid) {
	for len(g.rows) > 0 && g.rows[0].empty() {
		g.rows = g.rows[1:]
	}
	if len(g.rows) == 0 {
		r.faults.add(Place{Sheet: g.sheet}, "no_rows")
		return
	}
	top := g.rows[0]
	columns, stated, whole := r.columns(g.sheet, top)
	if !whole {
		return
	}
	first := map[string]int{}
	for _, row := range g.rows[1:] {
		if row.empty() {
			continue
		}
		place := func(field Field) Place {
			at := Place{Sheet: g.sheet, Row: row.number, Field: field}
			for i, f := range columns {
				if f == field && f != "" {
					at.Column = columnName(i + 1)
				}
			}
			if at.Column == "" && field != "" { // there is no such column: the headings lack it
				at.Row = top.number
			}
			return at
		}
		got := Row{Stated: stated, place: place}
		for i, c := range row.cells {
			switch {
			case i < len(columns) && columns[i] != "":
				r.value(&got, columns[i], c, place(columns[i]))
			case tidy(c.shown) != "":
				r.faults.add(Place{Sheet: g.sheet, Row: row.number, Column: columnName(i + 1)}, "outside")
			}
		}
		r.row(got, first, row.number)
	}
	if len(r.in.Rows) == 0 && len(r.faults) == 0 {
		r.faults.add(Place{Sheet: g.sheet}, "no_rows")
	}
}

// addressTaken is no reference: the page of a recommendation has its reference in
// the address, where this page stands.
const addressTaken = "import"

// row keeps a recommendation, unless it has no reference or one that has been.
func (r *reader) row(got Row, first map[string]int, number int) {
	switch {
	case got.Ref == "":
		r.faults.add(got.place(Ref), "ref_missing")
	case strings.EqualFold(got.Ref, addressTaken):
		r.faults.add(got.place(Ref), "bad_format", "Value", got.Ref)
	case first[strings.ToLower(got.Ref)] != 0:
		r.faults.add(got.place(Ref), "ref_twice", "Value", excerpt(got.Ref), "First", first[strings.ToLower(got.Ref)])
	default:
		first[strings.ToLower(got.Ref)] = number
		r.in.Rows = append(r.in.Rows, got)
	}
}

// columns tells which field each column is. It fails where a heading is not
// known or stands twice, or the reference has none.
func (r *reader) columns(sheet string, top gridRow) (columns []Field, stated map[Field]bool, whole bool) {
	known, before := newHeadings(r.words, RowFields()), len(r.faults)
	columns, stated = make([]Field, len(top.cells)), map[Field]bool{}
	for i, c := range top.cells {
		at := Place{Sheet: sheet, Row: top.number, Column: columnName(i + 1)}
		if tidy(c.shown) == "" {
			continue
		}
		field, is := known.of(c.shown)
		switch {
		case !is:
			r.faults.add(at, "heading_unknown", "Value", excerpt(c.shown), "Headings", r.labels(RowFields()))
		case stated[field]:
			r.faults.add(at, "heading_twice", "Value", field.Label(r.words))
		default:
			columns[i], stated[field] = field, true
		}
	}
	if !stated[Ref] {
		r.faults.add(Place{Sheet: sheet, Row: top.number}, "heading_missing", "Value", Ref.Label(r.words))
	}
	return columns, stated, len(r.faults) == before
}

func (r *reader) labels(fields []Field) string {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.Label(r.words)
	}
	return r.words.And(names)
}

// value reads one cell into a row.
func (r *reader) value(row *Row, field Field, c cell, at Place) {
	text := tidy(c.shown)
	switch field {
	case Ref:
		row.Ref = line(text)
	case Level:
		level, known := r.vocabulary.level(line(text))
		if !known {
			r.faults.add(at, "level", "Value", excerpt(text), "Choices", r.levels())
		}
		row.Level = level
	case Articles:
		list, wrong := articles(text)
		if wrong != "" {
			r.faults.add(at, "articles", "Value", excerpt(wrong))
		}
		row.Articles = list
	case TopicNB:
		row.Topic.NB = line(text)
	case TopicEN:
		row.Topic.EN = line(text)
	case SummaryNB:
		row.Summary.NB = text
	case SummaryEN:
		row.Summary.EN = text
	case SourceURL:
		row.SourceURL = line(text)
	case Paragraph:
		row.Paragraph = line(text)
	case OfficialText:
		row.Official.Text = text
	case OfficialLanguage:
		row.Official.Language = r.vocabulary.language(line(text))
	case OfficialSource:
		row.Official.Source = line(text)
	case Addressees:
		row.Addressees = split(text)
	case Deadline:
		row.Deadline = r.period(c, at)
	case Confirmed:
		row.Confirmed = r.answer(c, at)
	case Measures:
		list, wrong := r.vocabulary.links(text)
		if wrong != "" {
			r.faults.add(at, "measures", "Value", excerpt(wrong))
		}
		row.Links = list
	}
}

func (r *reader) levels() string {
	var words []string
	for _, level := range catalogue.Levels() {
		words = append(words, r.words.T("recommendation.level."+string(level)))
	}
	return r.words.And(words)
}

func (r *reader) answer(c cell, at Place) bool {
	yes, known := r.vocabulary.answer(tidy(c.shown))
	if !known {
		r.faults.add(at, "answer", "Value", excerpt(c.shown))
	}
	return yes
}

func (r *reader) period(c cell, at Place) catalogue.Period {
	period, ok := r.vocabulary.period(c)
	if !ok {
		r.faults.add(at, "date", "Value", excerpt(c.shown))
	}
	return period
}

// evaluation reads one value of the evaluation. An empty one says nothing.
func (r *reader) evaluation(field Field, c cell, at Place) {
	text := tidy(c.shown)
	if _, twice := r.in.places[field]; twice {
		r.faults.add(at, "field_twice", "Value", field.Label(r.words))
		return
	}
	r.in.places[field] = at
	if text == "" {
		return
	}
	r.in.Stated[field] = true
	e := &r.in.Evaluation
	switch field {
	case BodyCode:
		r.in.Body.Code, e.Body = line(text), line(text)
	case BodyNB:
		r.in.Body.Name.NB = line(text)
	case BodyEN:
		r.in.Body.Name.EN = line(text)
	case Round:
		number, err := strconv.Atoi(strings.TrimSuffix(line(text), "."))
		if err != nil {
			r.faults.add(at, "number", "Value", excerpt(text))
		}
		e.Round = number
	case Reference:
		e.Reference = line(text)
	case Visit:
		e.Visit = r.period(c, at)
	case Adopted:
		e.Adopted = r.period(c, at)
	case Published:
		e.Published = r.period(c, at)
	case Committee:
		e.CommitteeRecommendation = r.period(c, at)
	case Expected:
		e.Expected = r.period(c, at)
	case ReplyDue:
		e.ReplyDue = r.period(c, at)
	case Replied:
		e.Replied = r.period(c, at)
	case Complete:
		e.Complete = r.answer(c, at)
	case Verified:
		e.Confirmed = r.answer(c, at)
	}
}

// finish tells what every file must say of its evaluation.
func (r *reader) finish(missing func(Field) Place) (Incoming, []Fault) {
	for _, field := range []Field{BodyCode, Round} {
		if at, there := r.in.places[field]; !r.in.Stated[field] {
			if !there {
				at = missing(field)
			}
			r.faults.add(at, "evaluation_missing", "Value", field.Label(r.words))
		}
	}
	return r.in, r.faults
}

// columnName writes 1 as A and 28 as AB.
func columnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

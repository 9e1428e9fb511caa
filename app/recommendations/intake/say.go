package intake

import (
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// Where tells where a fault stands: «Arket «Anbefalinger», rad 17, kolonne C
// «Styrke»».
func (f Fault) Where(words Words) string {
	p := f.Place
	var parts []string
	if p.InForm {
		parts = append(parts, words.T("intake.place.form"))
	}
	if p.Sheet != "" {
		parts = append(parts, words.T("intake.place.sheet", "Sheet", p.Sheet))
	}
	if p.Line > 0 {
		parts = append(parts, words.T("intake.place.line", "Line", p.Line))
	}
	if p.Row > 0 {
		parts = append(parts, words.T("intake.place.row", "Row", p.Row))
	}
	field := ""
	if p.Field != "" {
		field = words.T("intake.place.field", "Field", p.Field.Label(words))
	}
	switch {
	case p.Column != "" && field != "":
		parts = append(parts, words.T("intake.place.column", "Column", p.Column)+" "+field)
	case p.Column != "":
		parts = append(parts, words.T("intake.place.column", "Column", p.Column))
	case field != "":
		parts = append(parts, field)
	}
	if len(parts) == 0 {
		return words.T("intake.place.file")
	}
	where := strings.Join(parts, ", ")
	first := []rune(where)
	return strings.ToUpper(string(first[:1])) + string(first[1:])
}

// Text says what is wrong and what to do.
func (f Fault) Text(words Words) string { return words.Message(f.Key, f.Args) }

// Count says how many recommendations are new, changed and as they were.
func (p Plan) Count(words Words) string {
	return words.And([]string{
		words.T("intake.new", "Count", len(p.New)), words.T("intake.changed", "Count", len(p.Changed)), words.T("intake.same", "Count", len(p.Unchanged)),
	})
}

// Name is what the evaluation of a plan is called.
func (p Plan) Name(words Words) string {
	return words.T("intake.evaluation_name", "Body", p.Incoming.Evaluation.Body, "Round", p.Incoming.Evaluation.Round)
}

// valueOf says a value of a catalogue in words.
func valueOf(words language.Printer, field, value string) string {
	switch {
	case value == "":
		return words.T("intake.empty_value")
	case field == "level":
		return words.T("recommendation.level." + value)
	case field == "degree":
		return words.T("intake.degree." + value)
	case field == "official.language":
		if text, known := words.Known("intake.language." + value); known {
			return text
		}
	case (field == "confirmed" || field == "complete") && value == "true":
		return words.T("intake.yes")
	case field == "confirmed", field == "complete":
		return words.T("intake.no")
	case field == "visit", field == "adopted", field == "published", field == "committee_recommendation", field == "expected", field == "reply_due", field == "replied", field == "deadline":
		return words.When(value)
	}
	return value
}

// fieldOf says what a field of a catalogue is called in a file.
func fieldOf(words language.Printer, of Of) string {
	field := Field(of.Field)
	switch {
	case of.Section == "bodies":
		field = Field(strings.Replace(of.Field, "name.", "body_name.", 1))
	case of.Section == "evaluations" && of.Field == "confirmed":
		field = Verified
	case of.Section == "links" && of.Field == "degree":
		field = Measures
	case of.Section == "links", of.Section == "lineage":
		field = Confirmed
	}
	if text, known := words.Known("intake.field." + field.word()); known {
		return text
	}
	return of.Field
}

// Reason says what speaks for a predecessor.
func Reason(words Words, p models.Predecessor) string {
	var parts []string
	if n := len(p.Articles); n > 0 {
		names := make([]string, n)
		for i, article := range p.Articles {
			names[i] = itoa(article)
		}
		parts = append(parts, words.T("intake.reason_articles", "Count", n, "Articles", words.And(names)))
	}
	if len(p.Words) > 0 {
		parts = append(parts, words.T("intake.reason_words", "Words", strings.Join(p.Words, ", ")))
	}
	return strings.Join(parts, "; ")
}

package newsletter

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// Values are what is put into a sentence's template: facts, never words of ours.
// A sentence is kept as its template and these, so that it can be written anew
// in the other written form, and so that a mended template changes nothing that
// was written before.
type Values struct {
	Period         models.Quarter `json:"period"` // the newsletter's: what is of its year stands without the year
	Measure        int            `json:"measure"`
	Continuing     bool           `json:"continuing,omitempty"`
	Who            string         `json:"who,omitempty"` // the ministry's code; empty: not known
	From           models.Figure  `json:"from,omitempty"`
	To             models.Figure  `json:"to,omitempty"`
	Since          models.Quarter `json:"since,omitzero"` // the round that From is of
	Milestone      int64          `json:"milestone,omitempty"`
	Title          string         `json:"title,omitempty"` // the milestone's
	Was            models.Date    `json:"was,omitzero"`    // its date before
	Due            models.Date    `json:"due,omitzero"`
	On             models.Date    `json:"on,omitzero"` // the day something happened
	Recommendation string         `json:"recommendation,omitempty"`
	Body           string         `json:"body,omitempty"`
	Degree         models.Degree  `json:"degree,omitempty"`
	Decision       int64          `json:"decision,omitempty"`
	Text           string         `json:"text,omitempty"`  // the decision's
	Owner          string         `json:"owner,omitempty"` // who is to carry it out
}

func (v Values) encode() string {
	text, err := json.Marshal(v)
	if err != nil { // plain fields always marshal
		panic(err)
	}
	return string(text)
}

// ValuesOf reads the values of a proposed sentence. An item from before
// sentences were kept as data has none.
func ValuesOf(item models.IssueItem) (Values, bool) {
	var v Values
	if item.Template == "" || json.Unmarshal([]byte(item.TemplateValues), &v) != nil {
		return Values{}, false
	}
	return v, true
}

var templateName = regexp.MustCompile(`^[a-z_]+/[1-9][0-9]*$`)

// Tell writes a sentence of a template, as in changed/1, in the language of a
// printer. The words of each version stand in the catalogue of messages and are
// never changed: what is mended gets a new version. A template that was never
// there is a not-found error.
func Tell(printer language.Printer, template string, v Values) (string, error) {
	if !templateName.MatchString(template) {
		return "", models.NotFound()
	}
	key := "newsletter.sentence." + strings.ReplaceAll(template, "/", ".")
	text := printer.T(key, wording{printer, v}.args()...)
	if text == "["+key+"]" {
		return "", models.NotFound()
	}
	return text, nil
}

// Retell writes the proposed sentence of an item anew, in the version of the
// template that it was made with.
func Retell(printer language.Printer, item models.IssueItem) (string, error) {
	values, known := ValuesOf(item)
	if !known {
		return "", models.NotFound()
	}
	return Tell(printer, item.Template, values)
}

// wording puts values in words.
type wording struct {
	language.Printer
	Values
}

// args are all that a template may name.
func (w wording) args() []any {
	who := w.Who
	if who == "" {
		who = w.T("newsletter.who.ministry")
	}
	from, to := w.days(w.Was, w.Due)
	args := []any{
		"Number", w.Measure, "Continuing", w.Continuing, "Who", who, "Months", w.months(w.Period),
		"Title", quotable(w.Title), "Line", houseStyle(strings.Join(strings.Fields(w.Title), " ")),
		"From", from, "To", to, "Due", w.day(w.Due), "On", w.day(w.On),
		"Ref", w.Recommendation, "Body", w.body(), "Text", quotable(w.Text), "Owner", w.Owner,
	}
	if w.Values.From != "" {
		args = append(args, "Was", w.T("newsletter.status_was."+string(w.Values.From)), "Status", w.T("newsletter.status."+string(w.Values.From)))
	}
	if w.Values.To != "" {
		args = append(args, "Now", w.T("newsletter.status_now."+string(w.Values.To)), "Is", w.T("newsletter.status_is."+string(w.Values.To)))
	}
	if !w.Since.IsZero() {
		age := w.Period.Index() - w.Since.Index()
		args = append(args, "Since", w.months(w.Since), "Age", w.T("newsletter.age", "Count", age, "Number", numberWord(w.Printer, age)))
	}
	return args
}

// body is what the newsletter calls a body: its own short form, where it has
// one that is read.
func (w wording) body() string {
	if name, known := w.Known("newsletter.body." + strings.ToLower(w.Body)); known {
		return name
	}
	return w.Body
}

// day writes 28. mai, with the year when it is not the newsletter's.
func (w wording) day(d models.Date) string {
	if d.Year() == w.Period.Year {
		return w.DayMonth(d)
	}
	return w.Date(d)
}

// days writes two days of a sentence «fra … til …»: the year stands once where
// both share it.
func (w wording) days(from, to models.Date) (string, string) {
	switch {
	case from.IsZero():
		return "", w.day(to)
	case from.Year() != to.Year():
		return w.Date(from), w.Date(to)
	case from.Year() == w.Period.Year:
		return w.DayMonth(from), w.DayMonth(to)
	}
	return w.DayMonth(from), w.Date(to)
}

// months writes april–juni, with the year when it is not the newsletter's.
func (w wording) months(q models.Quarter) string {
	switch q.Year {
	case 0:
		return ""
	case w.Period.Year:
		return w.Month(q.FirstMonth()) + "–" + w.Month(q.LastMonth())
	}
	return w.Months(q)
}

// numberWord writes small numbers as words.
func numberWord(p language.Printer, n int) string {
	if n >= 1 && n <= 12 {
		return p.T("newsletter.paper.number." + strconv.Itoa(n))
	}
	return strconv.Itoa(n)
}

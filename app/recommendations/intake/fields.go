package intake

import (
	"slices"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// Field is one thing that a file says, named as in a catalogue file.
type Field string

// What is said of a recommendation.
const (
	Ref              Field = "ref"
	Paragraph        Field = "paragraph"
	Level            Field = "level"
	Articles         Field = "articles"
	TopicNB          Field = "topic.nb"
	TopicEN          Field = "topic.en"
	SummaryNB        Field = "summary.nb"
	SummaryEN        Field = "summary.en"
	SourceURL        Field = "source_url"
	OfficialText     Field = "official.text"
	OfficialLanguage Field = "official.language"
	OfficialSource   Field = "official.source"
	Addressees       Field = "addressees"
	Deadline         Field = "deadline"
	Confirmed        Field = "confirmed"
	Measures         Field = "links"
)

// What is said of the evaluation.
const (
	BodyCode  Field = "body"
	BodyNB    Field = "body_name.nb"
	BodyEN    Field = "body_name.en"
	Round     Field = "round"
	Reference Field = "reference"
	Visit     Field = "visit"
	Adopted   Field = "adopted"
	Published Field = "published"
	Committee Field = "committee_recommendation"
	Expected  Field = "expected"
	ReplyDue  Field = "reply_due"
	Replied   Field = "replied"
	Complete  Field = "complete"
	Verified  Field = "evaluation_confirmed"
)

// RowFields are the columns of a file, in the order of the template.
func RowFields() []Field {
	return []Field{
		Ref, Paragraph, Level, Articles, TopicNB, TopicEN, SummaryNB, SummaryEN, SourceURL,
		OfficialText, OfficialLanguage, OfficialSource, Addressees, Deadline, Confirmed, Measures,
	}
}

// EvaluationFields are what a file says of the evaluation, in the order of the
// template.
func EvaluationFields() []Field {
	return []Field{BodyCode, BodyNB, BodyEN, Round, Reference, Visit, Adopted, Published, Committee, Expected, ReplyDue, Replied, Complete, Verified}
}

// Required tells whether a field must be filled in.
func (f Field) Required() bool { return slices.Contains([]Field{Ref, TopicNB, BodyCode, Round}, f) }

// word is the part of the keys of messages that is about the field.
func (f Field) word() string { return strings.ReplaceAll(string(f), ".", "_") }

// Label is what a field is called.
func (f Field) Label(words Words) string { return words.T("intake.field." + f.word()) }

// heading is what stands over its column or before its value.
func (f Field) heading(words Words) string {
	if f.Required() {
		return f.Label(words) + " *"
	}
	return f.Label(words)
}

// headings tells which field a heading is of. Headings may be in any written
// language, or the names of a catalogue file.
type headings map[string]Field

func newHeadings(words Words, fields []Field) headings {
	all := headings{}
	for _, field := range fields {
		for _, written := range []models.Language{models.Bokmaal, models.Nynorsk, models.English} {
			all[plain(field.Label(words.In(written)))] = field
		}
		name := plain(string(field))
		all[name] = field
		all[strings.ReplaceAll(name, ".", " ")] = field
		all[strings.TrimSuffix(name, ".nb")] = field
	}
	return all
}

// of gives the field of a heading.
func (h headings) of(text string) (Field, bool) {
	field, known := h[plain(text)]
	return field, known
}

// plain is a heading without what people change: capitals, spaces and the mark
// of what is required.
func plain(text string) string {
	text = strings.ToLower(strings.TrimSpace(strings.TrimRight(strings.TrimSpace(text), "*:")))
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "_", " ")), " ")
}

// inAllLanguages gives a message in every written language.
func inAllLanguages(words language.Printer, key string) []string {
	var list []string
	for _, written := range []models.Language{words.Language, models.Bokmaal, models.Nynorsk, models.English} {
		if text := words.In(written).T(key); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

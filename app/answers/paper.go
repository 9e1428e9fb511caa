// Package answers makes the papers that a ministry owes others, from an edition
// or from what was cleared by the end of a day: the status report, the table of
// the budget proposition, the answer to the Storting, and the list of measures.
//
// A paper is a pure function of its basis and its language: the same edition or
// day gives the same bytes at any time. Nothing of it comes from fields that are
// not for publication.
package answers

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"tiltak/app/documents"
	"tiltak/models"
)

// Kind is one of the papers, as it is called in addresses and file names.
type Kind string

// The papers.
const (
	StatusReport Kind = "statusrapport"
	BudgetTable  Kind = "budsjettabell"
	Storting     Kind = "svarpakke"
	MeasureList  Kind = "tiltaksliste"
	Reply        Kind = "greta"
)

// Kinds lists the papers in the order they are offered.
func Kinds() []Kind { return []Kind{StatusReport, BudgetTable, Storting, Reply, MeasureList} }

// ParseKind finds the paper that an address names; anything else is a not-found
// error.
func ParseKind(text string) (Kind, error) {
	if kind := Kind(text); slices.Contains(Kinds(), kind) {
		return kind, nil
	}
	return "", models.NotFound()
}

// formatNames are the formats that make sense for a paper, most used first.
func (k Kind) formatNames() []string {
	switch k {
	case StatusReport:
		return []string{"docx", "odt", "html", "md", "txt"}
	case MeasureList:
		return []string{"xlsx", "csv", "json"}
	case Reply:
		return []string{"docx", "odt", "xlsx", "html", "md", "txt", "csv", "json"}
	case BudgetTable, Storting:
	}
	return []string{"docx", "odt", "xlsx", "html", "md", "txt"}
}

// Format is a kind of file that a paper can be written as.
type Format struct {
	Name        string // as in --format and in addresses
	Extension   string // with the full stop
	ContentType string
	write       func(io.Writer, Made) error
}

// Formats lists the formats of a paper that exist, most used first.
func (k Kind) Formats() []Format {
	var formats []Format
	for _, name := range k.formatNames() {
		switch name {
		case "csv":
			formats = append(formats, Format{"csv", ".csv", "text/csv; charset=utf-8", func(w io.Writer, m Made) error { return writeCSV(w, m.as(name)) }})
		case "json":
			formats = append(formats, Format{"json", ".json", "application/json", func(w io.Writer, m Made) error { return writeJSON(w, m.data()) }})
		default:
			if f, err := documents.Find(name); err == nil {
				formats = append(formats, Format{f.Name, f.Extension, f.ContentType, func(w io.Writer, m Made) error { return f.Write(w, m.as(name)) }})
			}
		}
	}
	return formats
}

// FormatOf finds a format of a paper. One that makes no sense for it is an
// invalid-input error that names those that do.
func (k Kind) FormatOf(name string) (Format, error) {
	var known []string
	for _, f := range k.Formats() {
		if f.Name == name {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, models.NewError(models.KindNotFound, "answers.problem.format", "Format", name, "Formats", strings.Join(known, ", "))
}

// Write gives the paper as a file of the format.
func (f Format) Write(made Made) ([]byte, error) {
	var body bytes.Buffer
	if err := f.write(&body, made); err != nil {
		return nil, models.Wrap(err, "write a paper")
	}
	return body.Bytes(), nil
}

// Languages are those that a paper can be written in, the usual one first.
func (k Kind) Languages() []models.Language {
	if k == Reply {
		return []models.Language{models.English, models.Bokmaal, models.Nynorsk}
	}
	return []models.Language{models.Bokmaal, models.Nynorsk}
}

// ParseLanguage reads the language of a paper, or takes the usual one for
// nothing. A language it cannot be written in is an invalid-input error.
func (k Kind) ParseLanguage(text string) (models.Language, error) {
	if text == "" {
		return k.Languages()[0], nil
	}
	if written := models.Language(text); slices.Contains(k.Languages(), written) {
		return written, nil
	}
	if k == Reply {
		return "", models.NewError(models.KindInvalid, "answers.problem.reply_language", "Text", text)
	}
	return "", models.NewError(models.KindInvalid, "answers.problem.language", "Text", text)
}

// FileName is what a download is called: statusrapport-2026-k3.1.docx, or with
// its language where that is not bokmål. A reply is named for the evaluation it
// answers: svar-greta-3-2026-k3.1-en.docx.
func FileName(kind Kind, basis Basis, written models.Language, format Format) string {
	name := string(kind) + "-" + basis.Name()
	if kind == Reply {
		name = "svar-" + fileSafe(basis.Evaluation.String()) + "-" + basis.Name()
	}
	if written != models.Bokmaal {
		name += "-" + string(written)
	}
	return name + format.Extension
}

// fileSafe keeps of a code what any file name may hold.
func fileSafe(code string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, strings.ToLower(code))
}

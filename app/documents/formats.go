package documents

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Format is a kind of file that a document can be written as.
type Format struct {
	Name        string // as in --format and in addresses
	Writer      string // the writer and its version; a new one for every change of what it writes
	Extension   string // with the full stop
	ContentType string
	Write       func(io.Writer, Document) error
}

// FormatList is what one kind of paper can be had as, most used first.
type FormatList []Format

// NewsletterFormats are for the newsletter's section, which goes into a
// presentation and onto a web page too.
func NewsletterFormats() FormatList {
	text := TextFormats()
	return slices.Concat(text[:1], FormatList{
		{"pptx", "pptx/2", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", PPTX},
	}, text[1:3], FormatList{
		{"web", "web/1", ".web.html", "text/html; charset=utf-8", Web},
	}, text[3:])
}

// TextFormats are for papers that are read from top to end.
func TextFormats() FormatList {
	return FormatList{
		{"docx", "docx/1", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCX},
		{"odt", "odt/2", ".odt", openDocumentText, ODT},
		{"html", "html/1", ".html", "text/html; charset=utf-8", HTMLFile},
		{"md", "md/1", ".md", "text/markdown; charset=utf-8", Markdown},
		{"txt", "txt/1", ".txt", "text/plain; charset=utf-8", Text},
	}
}

// TableFormats are for papers whose matter stands in tables: they set each table
// on a sheet of its own.
func TableFormats() FormatList {
	return FormatList{
		{"xlsx", "xlsx/1", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XLSX},
	}
}

// Formats lists the formats that a paper with tables can be had in. One that has
// none to offer lists TextFormats alone.
func Formats() FormatList { return slices.Concat(TextFormats(), TableFormats()) }

// AllFormats lists every format that there is a writer for.
func AllFormats() FormatList { return slices.Concat(NewsletterFormats(), TableFormats()) }

// Names gives the formats by name.
func (l FormatList) Names() []string {
	names := make([]string, len(l))
	for i, f := range l {
		names[i] = f.Name
	}
	return names
}

// Find returns the format of that name, or an *UnknownFormatError that names
// those of the list.
func (l FormatList) Find(name string) (Format, error) {
	for _, f := range l {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, &UnknownFormatError{name, l.Names()}
}

// UnknownFormatError says that there is no such format, and which there are.
type UnknownFormatError struct {
	Format string
	Known  []string
}

func (e *UnknownFormatError) Error() string {
	return fmt.Sprintf("documents: there is no format %q for a paper; choose one of %s", e.Format, strings.Join(e.Known, ", "))
}

// Find returns the format of that name among those of a paper with tables, or an
// *UnknownFormatError.
func Find(name string) (Format, error) { return Formats().Find(name) }

// Write writes the document in the named format. It fails with an
// *UnknownFormatError, an *InvalidError (nothing is written then), or the error
// of w.
func Write(format string, w io.Writer, d Document) error {
	f, err := AllFormats().Find(format)
	if err != nil {
		return err
	}
	return f.Write(w, d)
}

// prepare is what every writer starts with.
func prepare(d Document) (Document, error) {
	if err := d.Validate(); err != nil {
		return Document{}, err
	}
	return d.clean(), nil
}

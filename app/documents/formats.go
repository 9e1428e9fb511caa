package documents

import (
	"fmt"
	"io"
	"strings"
)

// Format is a kind of file that a document can be written as.
type Format struct {
	Name        string // as in --format and in addresses
	Extension   string // with the full stop
	ContentType string
	Write       func(io.Writer, Document) error
}

// Formats lists the formats that exist, most used first.
func Formats() []Format {
	return []Format{
		{"docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCX},
		{"html", ".html", "text/html; charset=utf-8", HTMLFile},
		{"md", ".md", "text/markdown; charset=utf-8", Markdown},
		{"txt", ".txt", "text/plain; charset=utf-8", Text},
	}
}

// UnknownFormatError says that there is no such format, and which there are.
type UnknownFormatError struct {
	Format string
	Known  []string
}

func (e *UnknownFormatError) Error() string {
	return fmt.Sprintf("documents: there is no format %q for a paper; choose one of %s", e.Format, strings.Join(e.Known, ", "))
}

// Find returns the format of that name, or an *UnknownFormatError.
func Find(name string) (Format, error) {
	var known []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, &UnknownFormatError{name, known}
}

// Write writes the document in the named format. It fails with an
// *UnknownFormatError, an *InvalidError (nothing is written then), or the error
// of w.
func Write(format string, w io.Writer, d Document) error {
	f, err := Find(format)
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

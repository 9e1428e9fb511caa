package parcel

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// The faults of markup.
const (
	Deep     Fault = "deep"     // elements stand too deep inside each other
	Declares Fault = "declares" // it has a document type, which may declare entities that unfold
	Broken   Fault = "broken"   // it is not well-formed, or means different things to different programs
)

const (
	mostDeep  = 200
	namespace = "xmlns"
)

// Reader sees the markup of a part piece by piece. A start is seen before what is
// in it, with where its tag begins and ends in the text; so is an end.
type Reader interface {
	Start(e xml.StartElement, from, to int) error
	Text(text []byte) error
	End(name xml.Name, from, to int) error
}

// Walk reads markup from one end to the other, once. It fails with the error of
// the reader, or with the fault that markup has that no program of an office
// writes: not well-formed, a document type, instructions to programs, attributes
// that stand twice, prefixes that are not declared, another character set than
// UTF-8, several roots. No reader: only that is told.
func Walk(content string, reader Reader) error {
	decoder := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(content, "\ufeff")))
	offset := len(content) - len(strings.TrimPrefix(content, "\ufeff"))
	depth, roots := 0, 0
	for {
		from := int(decoder.InputOffset()) + offset
		token, err := decoder.Token()
		to := int(decoder.InputOffset()) + offset
		switch {
		case errors.Is(err, io.EOF):
			if roots != 1 {
				return &Error{Fault: Broken}
			}
			return nil
		case err != nil:
			return &Error{Fault: Broken}
		}
		err = nil
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			if depth++; depth > mostDeep {
				return &Error{Fault: Deep}
			}
			if !sound(token) {
				return &Error{Fault: Broken}
			}
			if reader != nil {
				err = reader.Start(token, from, to)
			}
		case xml.EndElement:
			depth--
			if reader != nil {
				err = reader.End(token.Name, from, to)
			}
		case xml.CharData:
			if depth == 0 && strings.TrimSpace(string(token)) != "" {
				return &Error{Fault: Broken}
			}
			if reader != nil {
				err = reader.Text(token)
			}
		case xml.Directive:
			return &Error{Fault: Declares}
		case xml.ProcInst:
			if token.Target != "xml" {
				return &Error{Fault: Broken}
			}
		}
		if err != nil {
			return err
		}
	}
}

// sound tells whether the names of an element mean the same to all who read it.
func sound(e xml.StartElement) bool {
	if !declared(e.Name.Space) {
		return false
	}
	const few = 8
	var seen map[xml.Name]bool
	if len(e.Attr) > few {
		seen = make(map[xml.Name]bool, len(e.Attr))
	}
	for i, a := range e.Attr {
		if a.Name.Space != namespace && !declared(a.Name.Space) {
			return false
		}
		if seen != nil {
			if seen[a.Name] {
				return false
			}
			seen[a.Name] = true
			continue
		}
		for _, b := range e.Attr[:i] {
			if a.Name == b.Name {
				return false
			}
		}
	}
	return true
}

// declared tells a namespace's name, which is an address, from a prefix that was
// left as it stood.
func declared(space string) bool { return space == "" || strings.Contains(space, ":") }

// Attribute gives an element's attribute of a namespace; "" is none, as of most.
func Attribute(e xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return ""
}

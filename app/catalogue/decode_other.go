package catalogue

import (
	"io"
	"reflect"
)

// Positions tells where the values of a decoded text stood.
type Positions struct{ source *source }

// Line gives the line of the value at a path, or of the nearest thing around it. The first line is 1.
func (p Positions) Line(path string) int { return p.source.line(path) }

// Has says whether the value at a path stands in the text.
func (p Positions) Has(path string) bool {
	_, there := p.source.lines[path]
	return there
}

// Unread says whether the value at a path, or one around it, has been reported as a fault already.
func (p Positions) Unread(path string) bool { return p.source.unread(path) }

// Decode reads a text that is written as a catalogue is, with the same guards, into a struct of another shape. Its
// fields may be those that a catalogue has: texts, numbers, yes and no, [Period], [Level], lists and structs.
//
// The error is a [*Fault], or the error of the reader. Where the form is readable at all, the positions are there,
// so that the rest can be checked too.
func Decode[T any](r io.Reader, name string, into *T) (Positions, bool, error) {
	text, err := readText(r)
	if err != nil {
		return Positions{}, false, named(err, name)
	}
	root, err := parse(text)
	if err != nil {
		return Positions{}, false, named(err, name)
	}
	d := decoder{source: newSource()}
	d.value(root, reflect.ValueOf(into).Elem(), "")
	return Positions{d.source}, true, fault(name, sortProblems(d.problems))
}

package documents

import (
	"encoding/xml"
	"strings"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// xmlWriter writes elements that are closed in the order they were opened, with
// all text escaped, so that what it makes is well-formed by construction.
type xmlWriter struct {
	b    strings.Builder
	open []string
}

// start opens an element; attributes are name, value, name, value.
func (x *xmlWriter) start(name string, attributes ...string) {
	x.tag(name, attributes)
	x.b.WriteByte('>')
	x.open = append(x.open, name)
}

// end closes the element opened last.
func (x *xmlWriter) end() {
	last := len(x.open) - 1
	x.b.WriteString("</" + x.open[last] + ">")
	x.open = x.open[:last]
}

// endTo closes elements until depth of them are open.
func (x *xmlWriter) endTo(depth int) {
	for len(x.open) > depth {
		x.end()
	}
}

func (x *xmlWriter) leaf(name string, attributes ...string) {
	x.tag(name, attributes)
	x.b.WriteString("/>")
}

func (x *xmlWriter) element(name, text string, attributes ...string) {
	x.start(name, attributes...)
	x.text(text)
	x.end()
}

// text escapes s. Writing to a strings.Builder never fails.
func (x *xmlWriter) text(s string) { _ = xml.EscapeText(&x.b, []byte(s)) }

func (x *xmlWriter) tag(name string, attributes []string) {
	x.b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		x.b.WriteString(" " + attributes[i] + `="`)
		x.text(attributes[i+1])
		x.b.WriteByte('"')
	}
}

func (x *xmlWriter) String() string { return x.b.String() }

package letterhead

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"tiltak/app/documents/parcel"
)

// simpleFields only tell of the paper itself.
func simpleFields() []string {
	return []string{
		"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "SUBJECT", "AUTHOR",
		"KEYWORDS", "COMMENTS", "LASTSAVEDBY", "FILENAME", "DOCPROPERTY", "STYLEREF", "PAGEREF", "REVNUM",
	}
}

// fields reads the fields of a part as they come, and says false of one that may
// fetch or start something, or that programs may read differently. Its names
// count whatever namespace they are of: none but Word's may have them.
type fields struct {
	open  []*field
	pots  []int // of the elements that are open: in which piece of markup they stand
	count int
	names []xml.Name
}

// field is one that has begun.
type field struct {
	text   strings.Builder
	pot    int  // the piece of markup it began in
	named  bool // its instruction has a word of its own
	inside bool // another field stands in its instruction
	result bool // its instruction is over
	simple bool // it is one element
}

// plainMarkup is what every program reads in the same way, in the order of the
// text; all else is a piece of its own: what is tracked, alternative or unknown.
func plainMarkup(name xml.Name) bool {
	return name.Space == namespaceW && slices.Contains([]string{
		"hdr", "ftr", "p", "r", "sdt", "sdtContent", "smartTag", "hyperlink", "tbl", "tr", "tc", "customXml", "fldSimple", "fldChar",
		"instrText", "t", "rPr", "pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "tab", "br", "lastRenderedPageBreak",
	}, name.Local)
}

func (f *fields) pot() int {
	if len(f.pots) == 0 {
		return 0
	}
	return f.pots[len(f.pots)-1]
}

// last is the field whose instruction is being read; nil: none.
func (f *fields) last() *field {
	if len(f.open) == 0 || f.open[len(f.open)-1].result {
		return nil
	}
	return f.open[len(f.open)-1]
}

func (f *fields) start(e xml.StartElement) bool {
	pot := f.pot()
	if !plainMarkup(e.Name) {
		f.count++
		pot = f.count
	}
	f.pots, f.names = append(f.pots, pot), append(f.names, e.Name)
	for _, a := range e.Attr {
		if (a.Name.Local == "instr" || a.Name.Local == "fldCharType") && (a.Name.Space != namespaceW || e.Name.Space != namespaceW) {
			return false
		}
	}
	switch e.Name.Local {
	case "fldSimple", "fldChar", "instrText", "delInstrText", "fldData", "ffData":
		if e.Name.Space != namespaceW {
			return false
		}
	default:
		if e.Name.Space == namespaceW && e.Name.Local == "sym" && f.last() != nil {
			return false
		}
		return true
	}
	switch e.Name.Local {
	case "fldData", "ffData", "delInstrText":
		return false
	case "instrText":
		return f.last() != nil && f.last().pot == pot
	case "fldSimple":
		if !f.nest() {
			return false
		}
		begun := &field{pot: pot, result: true, simple: true}
		begun.text.WriteString(parcel.Attribute(e, namespaceW, "instr"))
		f.open = append(f.open, begun)
		return allowed(begun.text.String(), false)
	}
	switch parcel.Attribute(e, namespaceW, "fldCharType") {
	case "begin":
		if !f.nest() {
			return false
		}
		f.open = append(f.open, &field{pot: pot})
		return true
	case "separate":
		last := f.last()
		if last == nil || last.pot != pot {
			return false
		}
		last.result = true
		return allowed(last.text.String(), last.inside)
	case "end":
		if len(f.open) == 0 {
			return false
		}
		last := f.open[len(f.open)-1]
		f.open = f.open[:len(f.open)-1]
		return last.pot == pot && !last.simple && (last.result || allowed(last.text.String(), last.inside))
	}
	return false
}

// nest marks that a field begins within another's instruction; it may not open
// it, since what it gives would be read as the other's name.
func (f *fields) nest() bool {
	last := f.last()
	if last == nil {
		return true
	}
	last.inside = true
	last.text.WriteString(" 0 ") // what it gives is a value
	return last.pot == f.pot() && last.named
}

func (f *fields) text(text []byte) bool {
	last := f.last()
	if last == nil || len(f.names) == 0 {
		return true
	}
	switch element := f.names[len(f.names)-1]; {
	case element.Local == "instrText", element.Local == "t", element.Local == "delText":
		last.text.Write(text)
		last.named = last.named || len(bytes.TrimSpace(text)) > 0
		return last.pot == f.pot()
	}
	return strings.TrimSpace(string(text)) == ""
}

func (f *fields) end(ended xml.Name) bool {
	f.pots, f.names = f.pots[:len(f.pots)-1], f.names[:len(f.names)-1]
	if ended.Space == namespaceW && ended.Local == "fldSimple" {
		last := len(f.open) - 1
		if last < 0 || !f.open[last].simple {
			return false
		}
		f.open = f.open[:last]
	}
	return len(f.names) > 0 || len(f.open) == 0
}

// name is the first word of an instruction.
func name(instruction string) string {
	words := strings.Fields(instruction)
	if len(words) == 0 {
		return ""
	}
	return strings.ToUpper(words[0])
}

// allowed tells whether an instruction is of the list.
func allowed(instruction string, inside bool) bool {
	switch name := name(instruction); {
	case name == "IF", strings.HasPrefix(name, "="):
		return true // what stands inside is looked at by itself
	case slices.Contains(simpleFields(), name):
		return !inside
	case name == "HYPERLINK":
		return !inside && toAnchor(strings.Fields(instruction)[1:])
	}
	return false
}

// toAnchor tells whether a link names a place in the paper, and nothing else.
func toAnchor(words []string) bool {
	anchor := false
	for i := 0; i < len(words); i++ {
		switch strings.ToLower(words[i]) {
		case `\h`:
		case `\l`:
			if i++; i >= len(words) || strings.ContainsAny(words[i], `\/:`) {
				return false
			}
			anchor = true
		default:
			return false
		}
	}
	return anchor
}

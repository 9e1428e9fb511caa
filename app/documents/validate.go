package documents

import (
	"bytes"
	"fmt"
	"image/png"
	"net/url"
	"slices"
	"strings"
)

// Reason says what is wrong with a document.
type Reason string

const (
	BadLanguage  Reason = "the language is not nb-NO, nn-NO or en-GB, or fr-FR in a part of the paper"
	BadLink      Reason = "the link is not a whole http, https or mailto address"
	HeadingOrder Reason = "the heading skips a level or comes too late"
	BadTable     Reason = "the table has no columns, or a row with another number of cells"
	BadImage     Reason = "the picture is not a PNG"
	NoAlt        Reason = "the picture has no text that says the same"
	BadColumns   Reason = "the number of columns is not 1 or 2"
	BadBlock     Reason = "the block lacks its table or picture, or is of an unknown kind"
)

// Fault is one thing wrong. Block counts from 0; -1 is the document itself.
type Fault struct {
	Block  int
	Reason Reason
	Value  string
}

// InvalidError lists everything that is wrong with a document.
type InvalidError struct{ Faults []Fault }

func (e *InvalidError) Error() string {
	texts := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		place := "the document"
		if f.Block >= 0 {
			place = fmt.Sprintf("block %d", f.Block+1)
		}
		texts[i] = place + ": " + string(f.Reason)
		if f.Value != "" {
			texts[i] += fmt.Sprintf(": %q", f.Value)
		}
	}
	return "documents: " + strings.Join(texts, "; ")
}

// ValidLink tells whether a writer takes the address: whole, and http, https or
// mailto.
func ValidLink(address string) bool {
	if address != cleanText(address) || strings.ContainsAny(address, " \u00a0") {
		return false
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Hostname() != ""
	case "mailto":
		return strings.Contains(u.Opaque, "@")
	}
	return false
}

// Validate returns an *InvalidError with all that keeps the document from being
// written, or nil. Control characters are no fault: writers leave them out.
func (d Document) Validate() error {
	v := validator{}
	if !knownLanguage(d.Language) || d.Language == french {
		v.add(-1, BadLanguage, d.Language)
	}
	for i, b := range d.Blocks {
		v.block(i, b)
	}
	if len(v.faults) > 0 {
		return &InvalidError{v.faults}
	}
	return nil
}

// validator collects faults; level is that of the last heading, 0 before any.
type validator struct {
	faults []Fault
	level  int
	title  bool
}

func (v *validator) add(block int, reason Reason, value string) {
	v.faults = append(v.faults, Fault{block, reason, value})
}

func (v *validator) block(i int, b Block) {
	if b.Language != "" && !knownLanguage(b.Language) {
		v.add(i, BadLanguage, b.Language)
	}
	v.runs(i, b.Runs)
	switch b.Kind {
	case KindTitle:
		if v.title || v.level > 0 {
			v.add(i, HeadingOrder, plainText(b.Runs))
		}
		v.title = true
	case KindHeading1:
		v.level = 1
	case KindHeading2:
		if v.level < 1 {
			v.add(i, HeadingOrder, plainText(b.Runs))
		}
		v.level = 2
	case KindParagraph, KindLead, KindItem, KindNote:
	case KindTable:
		v.table(i, b.Table)
	case KindImage:
		v.image(i, b.Image)
	case KindColumns:
		if b.Columns != 1 && b.Columns != 2 {
			v.add(i, BadColumns, fmt.Sprint(b.Columns))
		}
	default:
		v.add(i, BadBlock, "")
	}
}

func (v *validator) runs(i int, runs []Run) {
	for _, r := range runs {
		if r.Link != "" && !ValidLink(strings.TrimSpace(r.Link)) {
			v.add(i, BadLink, r.Link)
		}
		if r.Language != "" && !knownLanguage(r.Language) {
			v.add(i, BadLanguage, r.Language)
		}
	}
}

func (v *validator) table(i int, t *Table) {
	if t == nil {
		v.add(i, BadBlock, "")
		return
	}
	if len(t.Columns) == 0 {
		v.add(i, BadTable, t.Caption)
	}
	for _, row := range t.Rows {
		if len(row) != len(t.Columns) {
			v.add(i, BadTable, t.Caption)
		}
		for _, cell := range row {
			v.runs(i, cell)
		}
	}
}

func (v *validator) image(i int, image *Image) {
	if image == nil {
		v.add(i, BadBlock, "")
		return
	}
	if strings.TrimSpace(image.Alt) == "" {
		v.add(i, NoAlt, "")
	}
	if size, err := png.DecodeConfig(bytes.NewReader(image.PNG)); err != nil || size.Width == 0 || size.Height == 0 {
		v.add(i, BadImage, "")
	}
}

// french may be the language of a quotation, not of a paper.
const french = "fr-FR"

func knownLanguage(language string) bool {
	return slices.Contains([]string{"nb-NO", "nn-NO", "en-GB", french}, language)
}

func plainText(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.shown())
	}
	return b.String()
}

package documents

import (
	"html"
	"io"
	"strconv"
	"strings"
)

// The inline styles of the mail. Mail readers drop style sheets, so every
// element carries its own.
const (
	styleBody      = "font-family:Arial,sans-serif;font-size:15px;line-height:1.5;color:#1f2933;max-width:640px"
	styleMark      = "margin:0 0 12px;padding:4px 8px;border:1px solid #8a6100;background-color:#fff4d6;color:#5c4100;font-weight:bold"
	styleTitle     = "margin:0 0 10px;font-size:26px;line-height:1.25;color:#1b4f72"
	styleHeading1  = "margin:24px 0 8px;padding-bottom:3px;border-bottom:1px solid #1b4f72;font-size:18px;line-height:1.3;color:#1b4f72"
	styleHeading2  = "margin:14px 0 2px;font-size:15px;line-height:1.4;color:#1f2933"
	styleParagraph = "margin:0 0 10px"
	styleLead      = "margin:0 0 14px;font-size:17px"
	styleNote      = "margin:18px 0 10px;font-size:13px;color:#4a5662"
	styleList      = "margin:0 0 10px;padding-left:22px"
	styleItem      = "margin:0 0 4px"
	styleFigure    = "margin:0 0 14px;padding:8px 12px;border-left:3px solid #c5cdd5;color:#4a5662"
	styleTable     = "border-collapse:collapse;margin:0 0 16px;width:100%;font-size:14px"
	styleCaption   = "text-align:left;font-weight:bold;padding:0 0 4px"
	styleHead      = "padding:5px 8px;border-top:2px solid #1b4f72;border-bottom:1px solid #1b4f72;background-color:#e4ecf2;vertical-align:bottom"
	styleCell      = "padding:4px 8px;border-bottom:1px solid #c5cdd5;vertical-align:top"
	styleLink      = "color:#0b4f8a"
	styleInline    = "color:#4a5662;font-size:13px"
)

// HTML writes a fragment that can be pasted into a mail or onto a clipboard:
// inline styles, real headings, lists and tables. It must not be put into a
// page of the service, whose content security policy blocks inline styles.
//
// Pictures become their texts: Outlook and Gmail drop data addresses, and the
// table beside a picture has its numbers.
func HTML(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, fragment(d))
	return err
}

// HTMLFile writes the same fragment as a file of its own, with the character
// set, language and title that a browser needs to show it right from a disk.
func HTMLFile(w io.Writer, d Document) error {
	d, err := prepare(d)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "<!DOCTYPE html>\n<html lang=\""+html.EscapeString(d.Language)+"\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"+html.EscapeString(joined(" – ", d.Title, d.marks()))+"</title>\n</head>\n<body>\n"+
		fragment(d)+"</body>\n</html>\n")
	return err
}

func fragment(d Document) string {
	h := htmlWriter{d: d, language: d.Language}
	h.open("div", styleBody, "lang", d.Language)
	h.line()
	h.paragraph(styleMark, d.marks())
	h.blocks()
	h.paragraph(styleNote, d.footer())
	h.paragraph(styleMark, d.marks())
	h.close("div")
	h.line()
	return h.b.String()
}

type htmlWriter struct {
	b        strings.Builder
	d        Document
	language string // in force where the writer stands
	bare     bool   // no styles, and headings a level further down
}

func (h *htmlWriter) blocks() {
	for i, b := range h.d.Blocks {
		first := i == 0 || h.d.Blocks[i-1].Kind != KindItem
		last := i == len(h.d.Blocks)-1 || h.d.Blocks[i+1].Kind != KindItem
		h.block(b, first, last)
	}
}

// heading gives the element of a heading of some level.
func (h *htmlWriter) heading(level int) string {
	if h.bare {
		level++
	}
	return "h" + strconv.Itoa(level)
}

func (h *htmlWriter) block(b Block, firstItem, lastItem bool) {
	switch b.Kind {
	case KindColumns:
	case KindTitle:
		h.element(h.heading(1), styleTitle, b)
	case KindLead:
		h.element("p", styleLead, b)
	case KindHeading1:
		h.element(h.heading(2), styleHeading1, b)
	case KindHeading2:
		h.element(h.heading(3), styleHeading2, b)
	case KindNote:
		h.element("p", styleNote, b)
	case KindItem:
		if firstItem {
			h.open("ul", styleList)
			h.line()
		}
		h.element("li", styleItem, b)
		if lastItem {
			h.close("ul")
			h.line()
		}
	case KindTable:
		h.table(*b.Table, b.Language)
	case KindImage:
		h.figure(b)
	default:
		h.element("p", styleParagraph, b)
	}
}

func (h *htmlWriter) paragraph(style, text string) {
	if text == "" {
		return
	}
	h.open("p", style)
	h.text(text)
	h.close("p")
	h.line()
}

func (h *htmlWriter) element(name, style string, b Block) {
	if len(b.Runs) == 0 {
		return
	}
	h.open(name, style, h.languageOf(b.Language)...)
	h.runs(b.Runs, b.Language)
	h.close(name)
	h.line()
}

// languageOf gives the lang attribute where the language is another than the
// one around it.
func (h *htmlWriter) languageOf(language string) []string {
	if language == "" || language == h.language {
		return nil
	}
	return []string{"lang", language}
}

func (h *htmlWriter) runs(runs []Run, blockLanguage string) {
	outer := h.language
	if blockLanguage != "" {
		h.language = blockLanguage
	}
	for _, r := range runs {
		h.run(r)
	}
	h.language = outer
}

func (h *htmlWriter) run(r Run) {
	var open []string
	start := func(name, style string, attributes ...string) {
		h.open(name, style, attributes...)
		open = append(open, name)
	}
	if r.Link != "" {
		start("a", styleLink, "href", r.Link)
	}
	if attributes := h.languageOf(r.Language); attributes != nil {
		start("span", "", attributes...)
	}
	if r.Bold {
		start("strong", "")
	}
	if r.Italic {
		start("em", "")
	}
	if r.Mark {
		start("em", styleInline)
	}
	h.text(r.shown())
	for i := len(open) - 1; i >= 0; i-- {
		h.close(open[i])
	}
}

func (h *htmlWriter) table(t Table, language string) {
	h.open("table", styleTable, h.languageOf(language)...)
	h.line()
	if t.Caption != "" {
		h.open("caption", styleCaption)
		h.text(t.Caption)
		h.close("caption")
		h.line()
	}
	h.open("thead", "")
	h.open("tr", "")
	for _, c := range t.Columns {
		h.open("th", styleHead+alignment(c), "scope", "col")
		h.text(c.Heading)
		h.close("th")
	}
	h.close("tr")
	h.close("thead")
	h.line()
	h.open("tbody", "")
	h.line()
	for n, row := range t.Rows {
		h.open("tr", "")
		for i, cell := range row {
			h.cell(t, i, cell, language, t.Total && n == len(t.Rows)-1)
		}
		h.close("tr")
		h.line()
	}
	h.close("tbody")
	h.close("table")
	h.line()
}

// cell writes the first cell of a row as its heading.
func (h *htmlWriter) cell(t Table, column int, cell Cell, language string, total bool) {
	name, style, attributes := "td", styleCell+alignment(t.Columns[column]), []string(nil)
	if column == 0 {
		name, attributes = "th", []string{"scope", "row"}
	}
	switch {
	case total:
		style += ";font-weight:bold"
	case column == 0:
		style += ";font-weight:normal"
	}
	h.open(name, style, attributes...)
	h.runs(cell, language)
	h.close(name)
}

func alignment(c Column) string {
	if c.Number {
		return ";text-align:right"
	}
	return ";text-align:left"
}

func (h *htmlWriter) open(name, style string, attributes ...string) {
	h.b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		h.b.WriteString(" " + attributes[i] + "=\"" + html.EscapeString(attributes[i+1]) + "\"")
	}
	if style != "" && !h.bare {
		h.b.WriteString(" style=\"" + style + "\"")
	}
	h.b.WriteString(">")
}

func (h *htmlWriter) close(name string) { h.b.WriteString("</" + name + ">") }
func (h *htmlWriter) line()             { h.b.WriteString("\n") }
func (h *htmlWriter) text(s string)     { h.b.WriteString(html.EscapeString(s)) }

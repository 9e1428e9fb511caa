package documents

import (
	"strconv"
	"strings"
)

// odtAutomatic gathers the styles that the text needs beside the named ones:
// languages, bold and italic runs, columns and the widths of tables. Each is
// written once.
type odtAutomatic struct {
	xmlWriter
	names map[string]string
}

func newODTAutomatic() odtAutomatic { return odtAutomatic{names: map[string]string{}} }

// named gives the name of the style with that key, which write writes the first
// time.
func (a *odtAutomatic) named(prefix, key string, write func(name string)) string {
	if name, ok := a.names[key]; ok {
		return name
	}
	name := prefix + strconv.Itoa(len(a.names)+1)
	a.names[key] = name
	write(name)
	return name
}

func (a *odtAutomatic) style(family, name string, write func(), more ...string) {
	a.start("style:style", append([]string{"style:name", name, "style:family", family}, more...)...)
	write()
	a.end()
}

// paragraph is the named style itself, unless the language differs.
func (a *odtAutomatic) paragraph(style, language string) string {
	if language == "" {
		return style
	}
	return a.named("P", "paragraph "+style+" "+language, func(name string) {
		a.style("paragraph", name, func() { a.leaf("style:text-properties", languageOf(language)...) }, "style:parent-style-name", style)
	})
}

// run is empty for ordinary text.
func (a *odtAutomatic) run(r Run) string {
	var properties []string
	switch {
	case r.Bold:
		properties = append(properties, "fo:font-weight", "bold")
	case r.Mark && r.Link == "":
		properties = append(properties, "fo:font-weight", "normal")
	}
	if r.Italic || r.Mark && r.Link == "" {
		properties = append(properties, "fo:font-style", "italic")
	}
	if r.Mark && r.Link == "" {
		properties = append(properties, "fo:color", "#4a5662")
	}
	if r.Language != "" {
		properties = append(properties, languageOf(r.Language)...)
	}
	if len(properties) == 0 {
		return ""
	}
	return a.named("T", "run "+strings.Join(properties, " "), func(name string) {
		a.style("text", name, func() { a.leaf("style:text-properties", properties...) })
	})
}

func languageOf(language string) []string {
	code, country, _ := strings.Cut(language, "-")
	return []string{"fo:language", code, "fo:country", country}
}

func (a *odtAutomatic) section(columns int) string {
	return a.named("S", "section "+strconv.Itoa(columns), func(name string) {
		a.style("section", name, func() {
			a.start("style:section-properties", "text:dont-balance-text-columns", "false")
			a.start("style:columns", "fo:column-count", strconv.Itoa(columns), "fo:column-gap", points(columnGap))
			for i := range columns {
				before, after := columnGap/2, columnGap/2
				if i == 0 {
					before = 0
				}
				if i == columns-1 {
					after = 0
				}
				a.leaf("style:column", "style:rel-width", "1*", "fo:start-indent", points(before), "fo:end-indent", points(after))
			}
			a.end()
			a.end()
		})
	})
}

func (a *odtAutomatic) picture() string {
	return a.named("F", "picture", func(name string) {
		a.style("graphic", name, func() {
			a.leaf("style:graphic-properties", "style:vertical-pos", "top", "style:vertical-rel", "baseline", "fo:padding", "0pt", "fo:border", "none")
		})
	})
}

func (a *odtAutomatic) table(width int) string {
	return a.named("W", "table "+strconv.Itoa(width), func(name string) {
		a.style("table", name, func() {
			a.leaf("style:table-properties", "style:width", points(width), "table:align", "margins", "fo:margin-bottom", "0pt", "style:may-break-between-rows", "true")
		})
	})
}

func (a *odtAutomatic) column(width int) string {
	return a.named("K", "column "+strconv.Itoa(width), func(name string) {
		a.style("table-column", name, func() {
			a.leaf("style:table-column-properties", "style:column-width", points(width), "style:rel-column-width", strconv.Itoa(width)+"*")
		})
	})
}

// row keeps the lines of a row on one page.
func (a *odtAutomatic) row() string {
	return a.named("R", "row", func(name string) {
		a.style("table-row", name, func() { a.leaf("style:table-row-properties", "fo:keep-together", "always") })
	})
}

// cell draws the lines between rows, stronger around the table.
func (a *odtAutomatic) cell(heading, last bool) string {
	const strong, weak = "1pt solid #1b4f72", "0.5pt solid #c5cdd5"
	properties := []string{"fo:padding", "0pt", "fo:padding-left", points(108), "fo:padding-right", points(108), "fo:border-left", "none", "fo:border-right", "none"}
	if heading {
		properties = append(properties, "fo:border-top", strong, "fo:background-color", "#e4ecf2", "style:vertical-align", "bottom")
	} else {
		properties = append(properties, "fo:border-top", "none")
	}
	if last {
		properties = append(properties, "fo:border-bottom", strong)
	} else {
		properties = append(properties, "fo:border-bottom", weak)
	}
	return a.named("C", "cell "+strings.Join(properties, " "), func(name string) {
		a.style("table-cell", name, func() { a.leaf("style:table-cell-properties", properties...) })
	})
}

package documents

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// table fills a sheet. Where the paper has marks, they stand above the headings.
func (b *workbook) table(sheet string, t Table) {
	heading := 1
	if marks := b.d.marks(); marks != "" {
		b.dress(sheet, 1, 1, 1, b.cell(sheet, 1, 1, []Run{Plain(marks)}, cellLook{mark: true, single: true}))
		heading = 2
	}
	widths := make([]float64, len(t.Columns))
	headings := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		widths[i], headings[i] = contentWeight(t, i)+2, Cell{Plain(c.Heading)}
		b.dress(sheet, i+1, heading, heading, b.cell(sheet, i+1, heading, []Run{Plain(c.Heading)}, cellLook{heading: true, number: c.Number}))
		name, err := excelize.ColumnNumberToName(i + 1)
		b.try(err)
		b.try(b.SetColWidth(sheet, name, name, widths[i]))
	}
	b.height(sheet, heading, headings, widths, 10)
	styles := make([][]int, len(t.Columns)) // of each column, row by row
	for i, row := range t.Rows {
		b.height(sheet, heading+i+1, row, widths, 10)
		for j, cell := range row {
			look := cellLook{bold: t.Total && i == len(t.Rows)-1, number: t.Columns[j].Number}
			styles[j] = append(styles[j], b.value(sheet, j+1, heading+i+1, cell, t.Columns[j], look))
		}
	}
	for j, column := range styles {
		for from := 0; from < len(column); {
			to := from
			for to+1 < len(column) && column[to+1] == column[from] {
				to++
			}
			b.dress(sheet, j+1, heading+from+1, heading+to+1, column[from])
			from = to + 1
		}
	}
	top, err := excelize.CoordinatesToCellName(1, heading+1)
	b.try(err)
	b.try(b.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: heading, TopLeftCell: top, ActivePane: "bottomLeft"}))
	b.filter(sheet, t, heading)
	b.page(sheet, "landscape")
	b.try(b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(sheet, "'", "''"), heading, heading), Scope: sheet}))
}

// dress gives cells of a column, from one row through another, a style: many at
// once cost little more than one.
func (b *workbook) dress(sheet string, column, from, to, style int) {
	first, err := excelize.CoordinatesToCellName(column, from)
	b.try(err)
	last, err := excelize.CoordinatesToCellName(column, to)
	b.try(err)
	b.try(b.SetCellStyle(sheet, first, last, style))
}

// height gives a row room for its lines: not every program does so by itself.
// Widths are in letters, size in points.
func (b *workbook) height(sheet string, row int, cells []Cell, widths []float64, size float64) {
	const highest = 409 // points, of any row
	lines := 1
	for i, cell := range cells {
		n := 0
		for line := range strings.SplitSeq(plainText(cell), "\n") {
			// bold and wide letters, and words that do not break, take some room
			n += 1 + int(1.1*float64(len([]rune(line)))*size/10/widths[i])
		}
		if addresses := addressesOf(cell); len(addresses) > 1 {
			n += len(addresses)
		}
		lines = max(lines, n)
	}
	b.try(b.SetRowHeight(sheet, row, min(float64(lines)*size*1.28+2, highest)))
}

// filter lets the reader choose among rows; a row that sums up stands outside.
func (b *workbook) filter(sheet string, t Table, heading int) {
	rows := len(t.Rows)
	if t.Total {
		rows--
	}
	if rows < 2 {
		return
	}
	from, err := excelize.CoordinatesToCellName(1, heading)
	b.try(err)
	to, err := excelize.CoordinatesToCellName(len(t.Columns), heading+rows)
	b.try(err)
	b.try(b.AutoFilter(sheet, from+":"+to, nil))
}

// page sets the sheet for print: A4, as wide as the page, the marks on top and
// the footer with page numbers below.
func (b *workbook) page(sheet, orientation string) {
	a4, wide, tall, fit := 9, 1, 0, true
	b.try(b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
	b.try(b.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	header, footer := "", "&L"+edge(b.d.footer())+"&R"+joined(" ", edge(b.d.Words.Page), "&P")
	if marks := b.d.marks(); marks != "" {
		header = "&R&B" + edge(marks)
	}
	b.try(b.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: header, OddFooter: footer}))
}

// edge is a text in a page's header or footer: short, and & doubled.
func edge(s string) string { return strings.ReplaceAll(cutUnits(s, 100), "&", "&&") }

// value sets a number or a date where the column promises one and the text is
// one; all else is text, as it stands. It gives the style that the cell is to have.
func (b *workbook) value(sheet string, column, row int, runs []Run, c Column, look cellLook) int {
	name, err := excelize.CoordinatesToCellName(column, row)
	b.try(err)
	text := plainText(runs)
	if c.Number {
		if number, format, ok := numberOf(text); ok {
			look.format = format
			b.try(b.SetCellValue(sheet, name, number))
			return b.style(look)
		}
	}
	if c.Date {
		if day, ok := dateOf(text); ok {
			look.format = "dd.mm.yyyy"
			b.try(b.SetCellValue(sheet, name, day))
			return b.style(look)
		}
	}
	return b.cell(sheet, column, row, runs, look)
}

// cell sets a text. One link in it becomes the link of the cell; more are
// written out after the text. It gives the style that the cell is to have.
func (b *workbook) cell(sheet string, column, row int, runs []Run, look cellLook) int {
	name, err := excelize.CoordinatesToCellName(column, row)
	b.try(err)
	text := plainText(runs)
	addresses := addressesOf(runs)
	if len(addresses) == 1 && len(addresses[0]) <= excelize.MaxFieldLength {
		look.link = true
		b.try(b.SetCellHyperLink(sheet, name, addresses[0], "External"))
	} else if len(addresses) > 0 {
		text += "\n" + strings.Join(addresses, "\n")
	}
	if units(text) > cellLength {
		b.try(fmt.Errorf("%w: %s", ErrCellTooLong, name))
		return 0
	}
	b.try(b.SetCellStr(sheet, name, EscapeCell(text)))
	return b.style(look)
}

// aCellEscape is what a spreadsheet takes for one letter by its number (ISO/IEC
// 29500-1, section 22.9.2.19).
var aCellEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// EscapeCell writes a text so that a spreadsheet shows it as it is: the library
// leaves out this step for texts of a cell.
func EscapeCell(s string) string { return aCellEscape.ReplaceAllString(s, "_x005F$0") }

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func addressesOf(runs []Run) []string {
	var all []string
	seen := map[string]bool{}
	for _, r := range runs {
		if r.Link != "" && !seen[r.Link] {
			seen[r.Link] = true
			all = append(all, r.Link)
		}
	}
	return all
}

// cellLook is what a cell looks like; equal looks share a style.
type cellLook struct {
	bold, heading, mark, number, link, single bool
	size                                      float64
	format                                    string // of a number or date; empty: text
}

func (b *workbook) style(look cellLook) int {
	if id, ok := b.styles[look]; ok {
		return id
	}
	size := look.size
	if size == 0 {
		size = 10
	}
	style := excelize.Style{
		Font:      &excelize.Font{Family: "Arial", Size: size, Bold: look.bold || look.heading || look.mark},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: !look.single},
	}
	if look.format != "" {
		style.CustomNumFmt = &look.format
	} else {
		style.NumFmt = 49 // text
	}
	if look.number {
		style.Alignment.Horizontal = "right"
	}
	switch {
	case look.mark:
		style.Font.Color = "5C4100"
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF4D6"}}
	case look.heading:
		style.Alignment.Vertical = "bottom"
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E4ECF2"}}
		style.Border = []excelize.Border{{Type: "bottom", Color: "1B4F72", Style: 2}}
	case look.link:
		style.Font.Color, style.Font.Underline = "0B4F8A", "single"
	case look.size > 10:
		style.Font.Color = "1B4F72"
	}
	id, err := b.NewStyle(&style)
	b.try(err)
	b.styles[look] = id
	return id
}

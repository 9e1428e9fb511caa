package intake

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tiltak/app/catalogue"
	"tiltak/models"
)

// Template gives an empty file to fill in.
func Template(form Form, words Words) ([]byte, error) {
	switch form {
	case Workbook:
		return workbookTemplate(words)
	case CSV:
		return csvTemplate(words)
	case YAML:
		return yamlTemplate(words), nil
	}
	return nil, models.NotFound()
}

// ContentType is what a file of the form is sent as.
func (f Form) ContentType() string {
	switch f {
	case Workbook:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case CSV:
		return "text/csv; charset=utf-8"
	}
	return "application/yaml; charset=utf-8"
}

// csvTemplate has the headings alone, as spreadsheets in Norway read them.
func csvTemplate(words Words) ([]byte, error) {
	out := bytes.NewBufferString("\uFEFF")
	w := csv.NewWriter(out)
	w.Comma, w.UseCRLF = ';', true
	var row []string
	for _, field := range RowFields() {
		row = append(row, field.heading(words))
	}
	err := w.Write(row)
	w.Flush()
	return out.Bytes(), err
}

// yamlTemplate has every field with what it is for beside it.
func yamlTemplate(words Words) []byte {
	var out strings.Builder
	line := func(indent, name string, value string, field Field) {
		out.WriteString(indent + name + ": " + value)
		if field != "" {
			out.WriteString(" # " + words.T("intake.help."+field.word()))
		}
		out.WriteString("\n")
	}
	out.WriteString("evaluation:\n")
	line("  ", "body", `""`, BodyCode)
	out.WriteString("  body_name: # " + words.T("intake.help.body_name_nb") + "\n")
	line("    ", "nb", `""`, "")
	line("    ", "en", `""`, "")
	line("  ", "round", "1", Round)
	line("  ", "reference", `""`, Reference)
	for _, field := range []Field{Visit, Adopted, Published, Committee, Expected, ReplyDue, Replied} {
		out.WriteString("  # " + string(field) + ": 2027-06-30 # " + words.T("intake.help."+field.word()) + "\n")
	}
	out.WriteString("  # complete: true # " + words.T("intake.help.complete") + "\n")
	line("  ", "confirmed", "false", Verified)
	out.WriteString("recommendations:\n")
	line("  - ", "ref", `""`, Ref)
	line("    ", "paragraph", `""`, Paragraph)
	line("    ", "level", "null", Level)
	line("    ", "articles", "[]", Articles)
	out.WriteString("    topic: # " + words.T("intake.help.topic_nb") + "\n")
	line("      ", "nb", `""`, "")
	line("      ", "en", `""`, "")
	out.WriteString("    summary: # " + words.T("intake.help.summary_nb") + "\n")
	line("      ", "nb", `""`, "")
	line("      ", "en", `""`, "")
	line("    ", "source_url", `""`, SourceURL)
	out.WriteString("    # official: {text: \"\", language: en, source: \"\"} # " + words.T("intake.help.official_text") + "\n")
	line("    ", "addressees", "[]", Addressees)
	out.WriteString("    # deadline: 2027-06-30 # " + words.T("intake.help.deadline") + "\n")
	line("    ", "confirmed", "false", Confirmed)
	out.WriteString("    # links: [{number: 14, degree: partial}, {number: 15, degree: full}] # " + words.T("intake.help.links") + "\n")
	return []byte(out.String())
}

// sheets fills a workbook. It keeps the first error; nothing counts after it.
type sheets struct {
	*excelize.File
	words Words
	err   error
}

func (w *sheets) try(err error) {
	if w.err == nil && err != nil {
		w.err = err
	}
}

// The styles of the template. Cells to fill in hold text, so that no spreadsheet
// makes dates of references or decimals of articles.
func (w *sheets) style(style excelize.Style) int {
	style.Font = &excelize.Font{Family: "Arial", Size: 10, Bold: style.Fill.Pattern > 0}
	if style.Alignment == nil {
		style.Alignment = &excelize.Alignment{Vertical: "top", WrapText: true}
	}
	id, err := w.NewStyle(&style)
	w.try(err)
	return id
}

const spareRows = 300 // that are made ready for text and choices

func workbookTemplate(words Words) ([]byte, error) {
	w := &sheets{File: excelize.NewFile(), words: words}
	defer w.Close()
	edge := []excelize.Border{{Type: "bottom", Color: "C5CDD5", Style: 1}, {Type: "right", Color: "C5CDD5", Style: 1}}
	heading := w.style(excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"CFE3F1"}}, Border: edge})
	open := w.style(excelize.Style{NumFmt: 49, Border: edge})
	shown := w.style(excelize.Style{})

	evaluation := words.T("intake.sheet.evaluation")
	w.try(w.SetSheetName("Sheet1", evaluation))
	w.row(evaluation, 1, heading, words.T("intake.sheet.field"), words.T("intake.sheet.value"), words.T("intake.sheet.help"))
	for i, field := range EvaluationFields() {
		n := i + 2
		w.row(evaluation, n, shown, field.heading(words), "", words.T("intake.help."+field.word()))
		at := "B" + itoa(n)
		w.try(w.SetCellStyle(evaluation, at, at, open))
		if field == Complete || field == Verified {
			w.choose(evaluation, at, words.T("intake.yes"), words.T("intake.no"))
		}
	}
	w.widths(evaluation, 34, 44, 80)

	rows := words.T("intake.sheet.recommendations")
	_, err := w.NewSheet(rows)
	w.try(err)
	for i, field := range RowFields() {
		column := columnName(i + 1)
		w.try(w.SetCellStr(rows, column+"1", field.heading(words)))
		w.try(w.SetCellStyle(rows, column+"1", column+"1", heading))
		w.try(w.SetCellStyle(rows, column+"2", column+itoa(spareRows+1), open))
		w.try(w.SetColWidth(rows, column, column, widthOf(field)))
		span := column + "2:" + column + itoa(spareRows+1)
		switch field {
		case Level:
			var levels []string
			for _, level := range catalogue.Levels() {
				levels = append(levels, words.T("recommendation.level."+string(level)))
			}
			w.choose(rows, span, levels...)
		case Confirmed:
			w.choose(rows, span, words.T("intake.yes"), words.T("intake.no"))
		case OfficialLanguage:
			var languages []string
			for _, language := range models.OfficialLanguages() {
				languages = append(languages, words.T("intake.language."+string(language)))
			}
			w.choose(rows, span, languages...)
		}
	}
	w.try(w.SetPanes(rows, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}))

	guide := words.T("intake.sheet.guide")
	_, err = w.NewSheet(guide)
	w.try(err)
	n := 0
	for i := 1; i <= 5; i++ {
		n++
		w.row(guide, n, shown, strconv.Itoa(i)+".", words.T("intake.guide."+strconv.Itoa(i)))
	}
	n += 2
	w.row(guide, n, heading, words.T("intake.sheet.field"), words.T("intake.sheet.help"))
	for _, field := range RowFields() {
		n++
		w.row(guide, n, shown, field.heading(words), words.T("intake.help."+field.word()))
	}
	w.widths(guide, 28, 100)
	w.try(w.SetDocProps(&excelize.DocProperties{Title: words.T("intake.file_title"), Creator: words.T("layout.product"), LastModifiedBy: words.T("layout.product"), Language: "nb-NO"}))
	w.SetActiveSheet(0)
	var out bytes.Buffer
	if w.err == nil {
		w.try(w.Write(&out))
	}
	return out.Bytes(), models.Wrap(w.err, "write a template")
}

func (w *sheets) row(sheet string, number, style int, texts ...string) {
	for i, text := range texts {
		at := columnName(i+1) + itoa(number)
		w.try(w.SetCellStr(sheet, at, text))
		w.try(w.SetCellStyle(sheet, at, at, style))
	}
}

func (w *sheets) widths(sheet string, widths ...float64) {
	for i, width := range widths {
		w.try(w.SetColWidth(sheet, columnName(i+1), columnName(i+1), width))
	}
}

// choose offers a list; what is written otherwise is told of when the file is
// read.
func (w *sheets) choose(sheet, span string, words ...string) {
	v := excelize.NewDataValidation(true)
	v.SetSqref(span)
	w.try(v.SetDropList(words))
	v.ShowErrorMessage = false
	w.try(w.AddDataValidation(sheet, v))
}

func widthOf(field Field) float64 {
	switch field {
	case SummaryNB, SummaryEN, OfficialText:
		return 60
	case TopicNB, TopicEN, SourceURL, OfficialSource:
		return 34
	case Level, Measures:
		return 26
	}
	return 14
}

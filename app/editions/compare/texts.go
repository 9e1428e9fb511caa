package compare

import (
	"strings"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
	view "tiltak/views/comparison"
)

// texts sets each text that differs twice: as it is, with what is new in bold,
// and as it was, with what is gone in italics.
func (w *writer) texts() {
	if len(w.in.Difference.Texts) == 0 {
		return
	}
	w.heading("comparison.texts")
	w.add(documents.Note(documents.Plain(w.T("comparison.paper.texts_lead"))))
	after, before := view.ShortName(w.Printer, w.in.To), view.ShortName(w.Printer, w.in.From)
	for _, d := range w.in.Difference.Texts {
		w.add(documents.Heading2(w.measure(d.Measure)...))
		for _, field := range d.Fields {
			label := documents.Cell{documents.Bold(view.FieldName(w.Printer, field))}
			if field.Hidden {
				label = append(label, documents.Plain(" "), documents.Mark(w.T("editions.not_for_publication")))
			}
			w.add(documents.Paragraph(label...))
			changes := models.TextChanges(field.Before, field.After)
			if field.Before == "" || field.After == "" || models.Rewritten(changes) {
				changes = nil
			}
			w.text(after, field.After, field.AfterLanguage, changes, models.PartAdded)
			w.text(before, field.Before, field.BeforeLanguage, changes, models.PartRemoved)
		}
	}
}

// text is one of the two texts, in paragraphs as it was written.
func (w *writer) text(label, text string, written models.Language, changes []models.TextPart, mark models.PartChange) {
	if text == "" {
		w.line(label + ": " + w.T("comparison.no_text"))
		return
	}
	if changes == nil {
		changes = []models.TextPart{{Change: models.PartSame, Text: text}}
	}
	paragraphs := [][]documents.Run{{documents.Plain(label + ": ").In(language.Tag(w.Language))}}
	for _, part := range changes {
		if part.Change != models.PartSame && part.Change != mark {
			continue
		}
		for i, line := range strings.Split(part.Text, "\n") {
			if i > 0 {
				paragraphs = append(paragraphs, nil)
			}
			if line == "" {
				continue
			}
			run := documents.Plain(line)
			run.Bold = part.Change == models.PartAdded
			run.Italic = part.Change == models.PartRemoved
			last := len(paragraphs) - 1
			paragraphs[last] = append(paragraphs[last], run)
		}
	}
	for _, runs := range paragraphs {
		if len(runs) == 0 {
			continue
		}
		block := documents.Paragraph(runs...)
		if written != "" && written != w.Language {
			block = block.In(language.Tag(written))
		}
		w.add(block)
	}
}

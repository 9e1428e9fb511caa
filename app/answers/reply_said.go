package answers

import (
	"strings"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/models"
)

// official is the body's own wording, where it has been entered, in the language
// it was given in.
func (w *writer) official(r models.RecommendationFacts) {
	if r.Official == nil || r.Official.Text == "" {
		return
	}
	label := w.label("official", "Language", w.say("official_language."+string(r.Official.Language)))
	blocks := documents.Prose(r.Official.Text)
	for i, block := range blocks {
		if i == 0 && block.Kind == documents.KindParagraph {
			block.Runs = append([]documents.Run{label}, block.Runs...)
		} else if i == 0 {
			w.add(documents.Paragraph(trimmed([]documents.Run{label})...))
		}
		w.add(block.In(officialTag(r.Official.Language)))
	}
	if mark := w.markUnless(r.Confirmed, "provisional"); mark != "" && len(blocks) > 0 {
		last := &w.blocks[len(w.blocks)-1]
		last.Runs = append(last.Runs, documents.Plain(" "), documents.Mark(mark).In(language.Tag(w.Language)))
	}
	if documents.ValidLink(r.Official.Source) {
		w.add(documents.Paragraph(w.label("official_source"), documents.Link(r.Official.Source, r.Official.Source)))
	}
}

// officialTag is the language of an official wording as documents name it.
func officialTag(written models.OfficialLanguage) string {
	if written == "fr" {
		return "fr-FR"
	}
	return language.Tag(models.Language(written))
}

// assessment tells our own assessment of a recommendation, which is cleared. The
// body's and others' are theirs to tell.
func (w *writer) assessment(r models.RecommendationFacts) {
	own, given := r.Own()
	if !given {
		return
	}
	blocks := w.prose(own.Grounds, models.Bokmaal)
	opening := []documents.Run{w.label("own_assessment"), documents.Bold(w.say("verdict." + string(own.Verdict))).In(language.Tag(w.Language)), w.plain("assessed_on", "Date", w.Date(own.On)).In(language.Tag(w.Language))}
	w.add(documents.Paragraph(opening...))
	w.add(blocks...)
	if documents.ValidLink(own.Source) {
		w.add(documents.Paragraph(w.label("official_source"), documents.Link(own.Source, own.Source)))
	}
}

// lineage tells in which other rounds the same point was raised.
func (w *writer) lineage(r models.RecommendationFacts) {
	if len(r.EarlierRefs) > 0 {
		w.add(documents.Paragraph(w.label("raised_before"), documents.Plain(strings.Join(r.EarlierRefs, ", ")+".")))
	}
	if len(r.LaterRefs) > 0 {
		w.add(documents.Paragraph(w.label("raised_again"), documents.Plain(strings.Join(r.LaterRefs, ", ")+".")))
	}
}

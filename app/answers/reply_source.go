package answers

import (
	"fmt"
	"strings"

	"tiltak/app/language"
	"tiltak/models"
)

// Source is what a wording in a reply is made from: a recommendation, and what
// ministries wrote in their cleared reports on the measures that answer it.
type Source struct {
	Article        int // the lowest; 0 for none
	Recommendation models.RecommendationFacts
	Parts          []SourcePart
}

// SourcePart is what one ministry wrote of one measure.
type SourcePart struct {
	Measure      models.MeasureFacts
	Organisation string // code of the ministry
	Period       models.Quarter
	Text         string
	Language     models.Language
}

// Sources are those of a reply, in its order. Only a confirmed link makes what a
// ministry wrote part of an answer.
func (b Basis) Sources() []Source {
	w := &writer{basis: b, snapshot: b.Snapshot.Public()}
	var sources []Source
	for _, group := range w.snapshot.ReplyTo(b.Evaluation) {
		for _, r := range group.Recommendations {
			source := Source{Article: group.Article, Recommendation: r}
			for _, a := range w.answers(r, true) {
				source.Parts = append(source.Parts, partsOf(a.measure)...)
			}
			sources = append(sources, source)
		}
	}
	return sources
}

func partsOf(m models.MeasureFacts) []SourcePart {
	if m.Last == nil {
		return nil
	}
	var parts []SourcePart
	add := func(organisation, text string, written models.Language) {
		if text = strings.TrimSpace(text); text != "" {
			parts = append(parts, SourcePart{m, organisation, m.Last.Period, text, written})
		}
	}
	content := m.Last.Content
	add(m.Lead, strings.TrimSpace(done(content)+"\n"+content.Next), content.Language)
	for _, c := range m.Last.Contributions {
		add(c.Organisation, c.Text, c.Language)
	}
	return parts
}

// Text is the source as one text, to be kept beside a wording: when it is another
// later, the source has changed.
func (s Source) Text(p language.Printer) string {
	parts := make([]string, len(s.Parts))
	for i, part := range s.Parts {
		parts[i] = fmt.Sprintf("%s (%s, %s):\n%s", p.T("answers.reply.source_measure", "Number", part.Measure.Number), part.Organisation, p.Quarter(part.Period), part.Text)
	}
	return strings.Join(parts, "\n\n")
}

// Proposed is a wording to begin with: the ministries' texts, where they are all
// in the language that is to be written.
func (s Source) Proposed(written models.Language) string {
	var texts []string
	for _, part := range s.Parts {
		if (part.Language == models.English) != (written == models.English) {
			return ""
		}
		texts = append(texts, part.Text)
	}
	return strings.Join(texts, "\n")
}

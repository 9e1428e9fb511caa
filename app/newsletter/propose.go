package newsletter

import (
	"cmp"
	"encoding/json"
	"slices"

	"tiltak/app/language"
	"tiltak/models"
)

// Propose makes the items that may stand in the status section made from after:
// the cleared newsletter text of each measure, one sentence for each fact that
// has changed since before, and the milestones of the next two quarters. before
// is the zero snapshot for the first edition.
//
// Kept from the start are the texts and facts of measures whose status changed,
// that reached a milestone, or that are behind, and the milestones of the next
// quarter. Nothing comes from fields that are not for publication.
func Propose(before, after models.Snapshot, printer language.Printer) []models.IssueItem {
	before, after = before.Public(), after.Public()
	changes := models.Changes(before, after)
	p := proposer{
		teller: teller{printer, after}, before: before.Edition,
		changes: map[string][]models.Change{}, news: map[string]bool{},
	}
	for _, c := range changes {
		p.changes[c.MeasureKey] = append(p.changes[c.MeasureKey], c)
		switch c.Kind {
		case models.MeasureCompleted, models.StatusChanged, models.MilestoneAttained:
			p.news[c.MeasureKey] = true
		}
	}
	var items []models.IssueItem
	for _, m := range inOrder(after) {
		items = append(items, p.ofMeasure(m)...)
	}
	items = append(items, p.upcoming()...)
	for i := range items {
		items[i].Position = i + 1
	}
	return items
}

type proposer struct {
	teller
	before  models.EditionRef
	changes map[string][]models.Change
	news    map[string]bool
}

// inOrder gives the measures area by area, by number.
func inOrder(s models.Snapshot) []models.MeasureFacts {
	measures := slices.Clone(s.Measures)
	slices.SortStableFunc(measures, func(a, b models.MeasureFacts) int {
		return cmp.Or(cmp.Compare(a.Area, b.Area), cmp.Compare(a.Number, b.Number))
	})
	return measures
}

func (p proposer) ofMeasure(m models.MeasureFacts) []models.IssueItem {
	figure := p.after.Figure(m)
	kept := p.news[m.Key] || behind(figure)
	item := models.IssueItem{MeasureKey: m.Key, Area: m.Area, Source: p.source(m, p.Language, nil), Language: p.Language, Kept: kept}
	var items []models.IssueItem
	if text := p.clearedText(m); text != "" {
		item := item
		item.Kind, item.Proposed, item.Links, item.Language = models.ItemText, text, m.Last.Content.Links, m.Last.Content.Language
		item.Source = p.source(m, m.Last.Content.Language, m.Last.Content.Links)
		items = append(items, item)
	}
	for _, c := range p.changes[m.Key] {
		sentence := p.sentence(c)
		if sentence.Text == "" {
			continue
		}
		item := item
		item.Kind, item.Fact = models.ItemFact, c.Kind
		if !ofReport(c.Kind) {
			item.Source = p.source(models.MeasureFacts{}, p.Language, nil)
		}
		items = append(items, sentence.put(item))
	}
	return items
}

// ofReport tells whether a fact rests on the measure's report: links are the
// coordinator's, and decisions the review meeting's.
func ofReport(kind models.ChangeKind) bool {
	switch kind {
	case models.LinkConfirmed, models.LinkProposed, models.DecisionMade:
		return false
	}
	return true
}

// behind tells whether a figure asks for a word in the newsletter of its own.
func behind(f models.Figure) bool {
	return f == models.FigureDelayed || f == models.FigureOffTrack || f == models.FigureDiscontinued
}

// clearedText is the measure's newsletter text from this very round.
func (p proposer) clearedText(m models.MeasureFacts) string {
	if !p.after.Reported(m) {
		return ""
	}
	return houseStyle(m.Last.Content.NewsletterText)
}

// put makes a sentence the proposal of an item.
func (t told) put(item models.IssueItem) models.IssueItem {
	item.Proposed, item.Template, item.TemplateValues = t.Text, t.Template, t.Values.encode()
	return item
}

// source says which report an item comes from, and the language and the links
// it came with.
func (p proposer) source(m models.MeasureFacts, written models.Language, links []models.Link) string {
	source := models.ItemSource{Edition: p.after.Edition, Before: p.before, Links: links, Language: written}
	if m.Last != nil {
		source.ReportID, source.Revision = m.Last.ReportID, m.Last.Revision
		source.Period, source.ClearedAt = m.Last.Period, m.Last.ClearedAt
	}
	return encodeSource(source)
}

func encodeSource(source models.ItemSource) string {
	text, err := json.Marshal(source)
	if err != nil { // plain fields always marshal
		panic(err)
	}
	return string(text)
}

// SourceOf reads where an item comes from; the editor's own has no source.
func SourceOf(item models.IssueItem) (models.ItemSource, bool) {
	var source models.ItemSource
	if item.Kind == models.ItemOwn || json.Unmarshal([]byte(item.Source), &source) != nil {
		return models.ItemSource{}, false
	}
	return source, !source.Edition.IsZero()
}

// upcomingQuarters is how far ahead milestones are proposed.
const upcomingQuarters = 2

// upcoming gives the milestones of the next quarters that are not overdue on
// the status date, by date.
func (p proposer) upcoming() []models.IssueItem {
	type due struct {
		models.MilestoneState
		measure models.MeasureFacts
	}
	next := p.after.Period.Next()
	last := models.QuarterFromIndex(p.after.Period.Index() + upcomingQuarters).LastDay()
	var ahead []due
	for _, m := range inOrder(p.after) {
		for _, s := range m.Milestones() {
			if s.Phase == models.MilestonePlanned && !s.Due.Before(next.FirstDay()) && !s.Due.After(last) && !s.Overdue(p.after.StatusDate) {
				ahead = append(ahead, due{s, m})
			}
		}
	}
	slices.SortStableFunc(ahead, func(a, b due) int { return a.Due.Time().Compare(b.Due.Time()) })
	items := make([]models.IssueItem, 0, len(ahead))
	for _, d := range ahead {
		items = append(items, p.upcomingLine(d.measure, d.MilestoneState).put(models.IssueItem{
			Kind: models.ItemUpcoming, MeasureKey: d.measure.Key, Area: d.measure.Area, Source: p.source(d.measure, p.Language, nil), Language: p.Language,
			Kept: models.QuarterOf(d.Due) == next,
		}))
	}
	return items
}

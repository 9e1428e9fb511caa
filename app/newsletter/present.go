package newsletter

import (
	"slices"
	"strings"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/app/newsletter/housestyle"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// deskOf is the desk as the page shows it.
func deskOf(l Loaded, printer language.Printer) view.Desk {
	arranged, style := Arrange(l.Items), styleOf(l, printer)
	itemsOf, measureOf := style.itemsOf, style.measureOf
	in := view.Desk{
		Period: l.Issue.Period, Edition: l.Source, Newest: l.Newest, StatusDate: l.Snapshot.StatusDate, Revision: l.Issue.Revision,
		SavedAt: l.Issue.UpdatedAt, SavedBy: l.SavedBy, Changed: l.SourceChanged(), Intro: l.Issue.Intro,
		Counts: strings.Join(Counts(l.Snapshot, printer), " "),
		Own:    itemsOf(l.Snapshot, arranged.Own), Upcoming: itemsOf(l.Snapshot, arranged.Upcoming),
		Basis: basisFor(l), Sheet: sheetOf(l.Issue, l.Items, l.Snapshot, printer), Formats: formatsOf(l), Style: style.Style, IntroAdvice: style.advice[0],
	}
	for _, facts := range l.Snapshot.Areas {
		area := view.Area{AreaFacts: facts}
		shown := map[string]bool{}
		for _, a := range arranged.Areas {
			if a.Area != facts.Number {
				continue
			}
			area.Own = itemsOf(l.Snapshot, a.Own)
			for _, m := range a.Measures {
				area.Measures = append(area.Measures, measureOf(l.Snapshot, m))
				shown[m.Key] = true
			}
		}
		for _, m := range inOrder(l.Snapshot) {
			if m.Area == facts.Number && !shown[m.Key] {
				area.Measures = append(area.Measures, measureOf(l.Snapshot, ArrangedMeasure{Key: m.Key}))
			}
		}
		ends(area.Measures)
		in.Areas = append(in.Areas, area)
	}
	judge(&in, l)
	return in
}

// ends marks the first and last of the measures that can be moved.
func ends(measures []view.Measure) {
	last := -1
	for i := range measures {
		measures[i].First = last < 0
		measures[i].Last = true
		if len(measures[i].Items) == 0 {
			measures[i].First = true
			continue
		}
		if last >= 0 {
			measures[last].Last = false
		}
		last = i
	}
}

func (s styled) measureOf(snapshot models.Snapshot, m ArrangedMeasure) view.Measure {
	facts, _ := snapshot.Measure(m.Key)
	return view.Measure{MeasureFacts: facts, Figure: snapshot.Figure(facts), Items: s.itemsOf(snapshot, m.Items)}
}

func (s styled) itemsOf(snapshot models.Snapshot, items []models.IssueItem) []view.Item {
	shown := make([]view.Item, 0, len(items))
	for i, item := range items {
		length := Measure(item.Wording())
		source, _ := SourceOf(item)
		facts, _ := snapshot.Measure(item.MeasureKey)
		shown = append(shown, view.Item{
			IssueItem: item, Number: facts.Number, Source: source, Words: length.Words, Lines: length.Lines, Advice: s.advice[item.ID],
			NoLink: len(housestyle.SeeHere.FindAllString(item.Wording(), -1)) > len(item.Links),
			First:  i == 0, Last: i == len(items)-1,
		})
	}
	return shown
}

// formatsOf lists what the issue can be had as: all for a draft, and for a frozen
// one what it was frozen in.
func formatsOf(l Loaded) []string {
	names := documents.NewsletterFormats().Names()
	if l.Issue.State != models.IssueFrozen {
		return names
	}
	return slices.DeleteFunc(names, func(name string) bool { return !slices.Contains(l.Stored, name) })
}

// lifeOf is what stands round a frozen issue, or the erratum that is worked on.
func lifeOf(l Loaded, person models.Person, today models.Date) view.Life {
	return view.Life{
		Number: l.Issue.Number, Newest: l.FrozenNumber, Reason: l.Issue.Reason, Published: l.Published, PublishedOn: l.PublishedOn, Today: today,
		MayEdit: person.May(models.EditNewsletter), Revision: l.Issue.Revision,
	}
}

func rowOf(l Listed) view.Row {
	return view.Row{
		Number: l.Number, Reason: l.Reason, Published: l.Address,
		Period: l.Period, Begun: l.Begun(), Frozen: l.State == models.IssueFrozen, SavedAt: l.SavedAt, FrozenAt: l.FrozenAt,
		Changed: l.State == models.IssueDraft && l.Newest > l.Source,
	}
}

// conflictOf shows where two contents differ.
func conflictOf(e *ConflictError, l Loaded, printer language.Printer) *view.Conflict {
	shown := &view.Conflict{Who: e.Who, At: e.At, Revision: e.Revision}
	if e.Mine.Intro != e.Theirs.Intro {
		shown.Texts = append(shown.Texts, view.ConflictText{Title: printer.T("newsletter.desk.intro"), Mine: e.Mine.Intro, Theirs: e.Theirs.Intro})
	}
	theirs := map[int64]ItemContent{}
	for _, item := range e.Theirs.Items {
		theirs[item.ID] = item
	}
	for i, mine := range e.Mine.Items {
		other := theirs[mine.ID]
		if mine.Text != other.Text {
			shown.Texts = append(shown.Texts, view.ConflictText{Title: titleOf(mine, l.Snapshot, printer), Mine: said(mine), Theirs: said(other)})
		}
		if reason, theirs := reasonIn(mine), reasonIn(other); reason != theirs {
			title := titleOf(mine, l.Snapshot, printer) + ", " + printer.T("newsletter.meaning.reason")
			shown.Texts = append(shown.Texts, view.ConflictText{Title: title, Mine: reason, Theirs: theirs})
		}
		if mine.Kept != other.Kept || !sameLinks(mine.Links, other.Links) || i >= len(e.Theirs.Items) || e.Theirs.Items[i].ID != mine.ID {
			shown.Others = true
		}
	}
	return shown
}

func said(item ItemContent) string {
	if item.Text != "" {
		return item.Text
	}
	return item.Proposed
}

func titleOf(item ItemContent, snapshot models.Snapshot, printer language.Printer) string {
	if m, known := snapshot.Measure(item.Measure); known {
		return printer.T("newsletter.desk.measure_number", "Number", m.Number) + ": " + printer.Name(m.Title)
	}
	return printer.T("newsletter.kind." + string(item.Kind))
}

// overlaid is the issue as the editor has typed it, for showing again what
// could not be saved.
func overlaid(l Loaded, typed Content) Loaded {
	l.Issue.Intro = typed.Intro
	if items, _ := overlay(l.Items, typed); items != nil {
		l.Items = items
	}
	return l
}

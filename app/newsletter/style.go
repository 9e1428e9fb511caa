package newsletter

import (
	"fmt"
	"strings"

	"tiltak/app/documents"
	"tiltak/app/language"
	"tiltak/app/newsletter/housestyle"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// styled is what the house style says of an issue: by the item, and of the
// whole. The opening has the item 0.
type styled struct {
	advice map[int64][]view.Advice
	view.Style
}

// styleOf reads the kept paragraphs of an issue in the order of the paper.
func styleOf(l Loaded, printer language.Printer) styled {
	var section housestyle.Section
	var items []models.IssueItem // beside the paragraphs
	add := func(p housestyle.Paragraph, item models.IssueItem) {
		section.Paragraphs, items = append(section.Paragraphs, p), append(items, item)
	}
	opening := models.IssueItem{Kind: models.ItemOwn, Language: l.Issue.Language}
	if l.Issue.Intro != "" {
		add(housestyle.Paragraph{Text: l.Issue.Intro, Language: l.Issue.Language}, opening)
	}
	for _, text := range ownOpening(l, printer) {
		add(housestyle.Paragraph{Text: text, Language: l.Issue.Language, Paper: true}, opening)
	}
	for _, item := range Arrange(Kept(l.Items)).Items() {
		written := item.Language
		if written == "" {
			written = l.Issue.Language
		}
		add(housestyle.Paragraph{
			Text: item.Wording(), Links: item.Links, Language: written, Locked: item.Locked(), Listed: item.Kind == models.ItemUpcoming,
		}, item)
	}
	section.Names, section.Titles, section.Marks = namesOf(l.Snapshot), workingTitles(l.Snapshot), []string{printer.T("mark.working_title")}
	report := housestyle.Check(section)
	s := styled{
		advice: map[int64][]view.Advice{},
		Style:  view.Style{Total: report.Total(), Words: report.Words, Nynorsk: report.NynorskShare()},
	}
	for i, row := range report.Advice {
		if len(row) == 0 {
			continue
		}
		place := view.StylePlace{Field: "intro", Kind: models.ItemOwn, Count: len(row)}
		if id := items[i].ID; id != 0 {
			place.Field, place.Kind = fmt.Sprintf("punkt_%d", id), items[i].Kind
			m, _ := l.Snapshot.Measure(items[i].MeasureKey)
			place.Measure = m.Number
		}
		for _, a := range row {
			s.advice[items[i].ID] = append(s.advice[items[i].ID], view.Advice{Rule: string(a.Rule), Phrase: a.Phrase, Write: a.Write, Number: a.Count, Blocks: a.Blocks()})
			if a.Blocks() {
				s.Blocking++
			}
		}
		s.Places = append(s.Places, place)
	}
	return s
}

// ownOpening is the paragraphs that the paper itself opens with: they introduce
// the ministries.
func ownOpening(l Loaded, printer language.Printer) []string {
	issue := l.Issue
	issue.Intro = ""
	var texts []string
	for _, block := range Preview(issue, nil, l.Snapshot, printer).Blocks {
		switch block.Kind {
		case documents.KindColumns:
			return texts
		case documents.KindLead, documents.KindParagraph:
			var text strings.Builder
			for _, run := range block.Runs {
				text.WriteString(run.Text)
			}
			texts = append(texts, text.String())
		}
	}
	return texts
}

// namesOf is every organisation and body that the edition knows.
func namesOf(snapshot models.Snapshot) []housestyle.Name {
	var names []housestyle.Name
	for _, o := range snapshot.Organisations {
		names = append(names, housestyle.Name{Code: o.Code, Full: o.Name})
	}
	bodies := map[string]bool{}
	for _, r := range snapshot.Recommendations {
		if !bodies[r.Body] && r.BodyName.NB != "" {
			names = append(names, housestyle.Name{Code: r.Body, Full: r.BodyName})
		}
		bodies[r.Body] = true
	}
	return names
}

// workingTitles are the titles of measures and areas that nobody has confirmed.
func workingTitles(snapshot models.Snapshot) []models.Name {
	var titles []models.Name
	for _, a := range snapshot.Areas {
		if !a.Confirmed {
			titles = append(titles, a.Title)
		}
	}
	for _, m := range snapshot.Measures {
		if !m.TitleConfirmed {
			titles = append(titles, m.Title)
		}
	}
	return titles
}

// addUnmarked gives a reason for each working title that would be printed
// without its mark: in the opening, in a kept paragraph, or as what a link
// shows.
func addUnmarked(problems *models.Problems, issue models.Issue, kept []models.IssueItem, snapshot models.Snapshot, mark string) {
	titles := workingTitles(snapshot)
	add := func(field, text string) {
		for _, a := range housestyle.Unmarked(text, titles, []string{mark}) {
			problems.Add(field, "newsletter.problem.working_title", "Title", a.Phrase, "Mark", mark)
		}
	}
	add("intro", issue.Intro)
	for _, item := range kept {
		field := fmt.Sprintf("text_%d", item.ID)
		if item.Locked() {
			field = fmt.Sprintf("punkt_%d", item.ID)
		}
		add(field, item.Wording())
		for n, link := range item.Links {
			if len(item.Links) > 1 { // one link alone is printed without its label
				add(fmt.Sprintf("link_label_%d_%d", item.ID, n), `"`+link.Label+`"`)
			}
		}
	}
}

package chain

import (
	"slices"

	"tiltak/app/language"
	"tiltak/app/newsletter"
	"tiltak/models"
	view "tiltak/views/newsletter"
)

// shown is a chain as the page shows it.
func shown(c newsletter.Chain, printer language.Printer) view.Chain {
	m, _ := c.Snapshot.Measure(c.Item.MeasureKey)
	known := c.Snapshot.KnownNames()
	in := view.Chain{
		Period: c.Issue.Period, Measure: m, Frozen: c.Issue.State == models.IssueFrozen,
		Item:   view.Item{IssueItem: c.Item, Source: c.From, Meaning: newsletter.MeaningOf(c.Item, known, c.Questions)},
		Stages: stages(c, printer),
	}
	for _, q := range c.Questions {
		asked := questionOf(q)
		asked.Holds = q.Covers(c.Item, known)
		in.History = append(in.History, asked)
	}
	slices.Reverse(in.History)
	return in
}

func questionOf(q newsletter.Asked) view.Question {
	return view.Question{IssueQuestion: q.IssueQuestion, Ministry: q.Organisation, AskedBy: q.AskedByName, AnsweredBy: q.AnsweredByName}
}

func stages(c newsletter.Chain, printer language.Printer) []view.Stage {
	var list []view.Stage
	if c.Item.Kind == models.ItemText {
		list = append(list, submitted(c, printer), cleared(c, printer))
	} else {
		list = append(list, view.Stage{Key: view.StageProposed, Text: c.Item.Proposed, Also: printer.T("newsletter.chain.made", "Edition", printer.Edition(c.From.Edition))})
	}
	if c.From.Was != "" {
		list = append(list, view.Stage{Key: view.StageBefore, Text: c.From.Was, Also: printer.T("newsletter.chain.before")})
	}
	wording := view.Stage{Key: view.StageWording, Text: c.Item.Wording(), Links: c.Item.Links, Who: c.WordedBy}
	switch {
	case c.Item.WordedAt != nil:
		wording.At = *c.Item.WordedAt
	case c.Item.Edited():
		wording.Also = printer.T("newsletter.chain.worded_unknown")
	case c.Item.Kind == models.ItemText:
		wording.Also = printer.T("newsletter.chain.unworded")
	default:
		wording.Also = printer.T("newsletter.chain.unworded_fact")
	}
	return append(list, wording)
}

func submitted(c newsletter.Chain, printer language.Printer) view.Stage {
	stage := view.Stage{Key: view.StageSubmitted}
	s := c.Submitted
	if s == nil {
		stage.Missing = printer.T("newsletter.chain.no_submitted")
		return stage
	}
	stage.Text, stage.Who, stage.At = s.Text, s.WrittenBy, s.WrittenAt
	if s.SubmittedBy != "" {
		stage.Also = printer.T("newsletter.chain.submitted", "Who", s.SubmittedBy, "Moment", printer.Moment(s.SubmittedAt)) + " "
	}
	if s.ApprovedRole != "" {
		stage.Also += printer.T("newsletter.chain.approved", "Role", s.ApprovedRole, "Date", printer.Date(s.ApprovedOn))
	}
	return stage
}

func cleared(c newsletter.Chain, printer language.Printer) view.Stage {
	stage := view.Stage{Key: view.StageCleared}
	if c.Cleared == nil {
		stage.Text, stage.Also = c.Item.Proposed, printer.T("newsletter.chain.no_clearing", "Edition", printer.Edition(c.From.Edition))
		return stage
	}
	stage.Text, stage.Who, stage.At = c.Cleared.Text, c.Cleared.ClearedBy, c.Cleared.ClearedAt
	if c.Cleared.Exception != "" {
		stage.Also = printer.T("newsletter.chain.exception", "Reason", c.Cleared.Exception)
	}
	return stage
}

// chosen are the two texts to compare: those that are asked for, or the last two
// that differ.
func chosen(stages []view.Stage, from, to string) (view.Stage, view.Stage) {
	texts := slices.DeleteFunc(slices.Clone(stages), func(s view.Stage) bool { return s.Missing != "" })
	if len(texts) == 0 {
		return view.Stage{}, view.Stage{}
	}
	last := texts[len(texts)-1]
	first := texts[max(0, len(texts)-2)]
	for _, s := range texts {
		if s.Key == view.StageKey(from) {
			first = s
		}
		if s.Key == view.StageKey(to) {
			last = s
		}
	}
	return first, last
}

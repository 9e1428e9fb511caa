package models

import "strings"

// draftAllowance is how many times longer than at submission a text in a draft
// may be: a draft holds whatever was typed, but not a whole book.
const draftAllowance = 10

// CheckDraft refuses only what is far too long to be a report.
func CheckDraft(content ReportContent) error {
	var problems Problems
	for _, text := range []struct {
		field, text string
		most        int
	}{
		{"done", content.Done, MaxReportText},
		{"next", content.Next, MaxReportText},
		{"obstacles", content.Obstacles, MaxReportText},
		{"help_needed", content.HelpNeeded, MaxReportText},
		{"newsletter_text", content.NewsletterText, MaxReportText},
		{"status_note", content.StatusNote, MaxReason},
	} {
		checkLength(&problems, text.field, text.text, text.most*draftAllowance)
	}
	if len(content.Links) > MaxLinks*draftAllowance {
		problems.Add("links", "report.problem.too_many_links", "Most", MaxLinks)
	}
	if len(content.Milestones) > MaxMilestones*draftAllowance {
		problems.Add("milestones", "report.problem.too_many_milestones", "Most", MaxMilestones)
	}
	return problems.Err()
}

// DraftBasis is what the database knows of a report when a draft of it is
// saved: nobody can type over it.
type DraftBasis struct {
	Current   []MilestoneState // milestones of the report as it was saved last
	Last      *ReportContent   // the measure's newest cleared report before this one; nil: none
	Baselines map[int64]Date   // every milestone of the measure with its baseline
	Removed   map[int64]bool   // milestones that the writer takes out with a button
}

// SettleDraft makes what was typed fit to keep. Words stay as they were typed.
// Milestones that the report knows stay in it even when the form did not send
// them; where they stood before comes from the basis alone. A milestone that no
// report of the measure may speak of is an error.
func SettleDraft(typed ReportContent, basis DraftBasis) (ReportContent, error) {
	c := typed
	for _, text := range []*string{&c.Done, &c.Next, &c.Obstacles, &c.HelpNeeded, &c.NewsletterText, &c.StatusNote} {
		*text = CleanText(*text)
	}
	if !c.Status.Stage.Valid() {
		c.Status.Stage = ""
	}
	if c.Status.Stage != InProgress || !c.Status.Health.Valid() {
		c.Status.Health = "" // has no meaning in other stages
	}
	if c.Language != Nynorsk {
		c.Language = Bokmaal
	}
	c.Links = settleLinks(typed.Links)
	milestones, err := settleMilestones(typed.Milestones, basis)
	if err != nil {
		return c, err
	}
	c.Milestones = milestones
	c.NoChange = c.NoChange && basis.Last != nil && repeats(c, *basis.Last)
	return c, CheckDraft(c)
}

// SettleApproval makes an approval of a draft fit to keep.
func SettleApproval(typed ApprovalTyped) (ApprovalTyped, error) {
	var problems Problems
	for _, text := range []struct {
		field string
		text  *string
	}{{"approved_role", &typed.Role}, {"approved_on", &typed.On}} {
		*text.text = strings.TrimSpace(CleanText(*text.text))
		checkLength(&problems, text.field, *text.text, MaxRole*draftAllowance)
	}
	return typed, problems.Err()
}

func settleLinks(typed []Link) List[Link] {
	links := List[Link]{}
	for _, link := range typed {
		link.URL, link.Label = strings.TrimSpace(CleanText(link.URL)), strings.TrimSpace(CleanText(link.Label))
		if link != (Link{}) {
			links = append(links, link)
		}
	}
	return links
}

func settleMilestones(typed []MilestoneState, basis DraftBasis) (List[MilestoneState], error) {
	closed, due := map[int64]bool{}, map[int64]Date{}
	if basis.Last != nil {
		for _, m := range basis.Last.Milestones {
			closed[m.MilestoneID] = m.Phase != MilestonePlanned
			due[m.MilestoneID] = m.Due
		}
	}
	kept := List[MilestoneState]{}
	seen := map[int64]bool{}
	for _, m := range typed {
		if m.MilestoneID != 0 {
			baseline, known := basis.Baselines[m.MilestoneID]
			if !known || closed[m.MilestoneID] || seen[m.MilestoneID] {
				return nil, NewError(KindMalformed, "error.malformed")
			}
			seen[m.MilestoneID] = true
			m.Baseline, m.Was = baseline, due[m.MilestoneID]
			if basis.Removed[m.MilestoneID] && m.Was.IsZero() {
				continue
			}
		} else {
			m.Baseline, m.Was = Date{}, Date{}
		}
		if m = settleMilestone(m); m.MilestoneID != 0 || !m.Blank() {
			kept = append(kept, m)
		}
	}
	for _, m := range basis.Current {
		if !seen[m.MilestoneID] && !(basis.Removed[m.MilestoneID] && due[m.MilestoneID].IsZero()) {
			m.Baseline, m.Was = basis.Baselines[m.MilestoneID], due[m.MilestoneID]
			kept = append(kept, m)
		}
	}
	return kept, nil
}

func settleMilestone(m MilestoneState) MilestoneState {
	m.Title = strings.TrimSpace(strings.ReplaceAll(CleanText(m.Title), "\n", " "))
	m.Reason = strings.TrimSpace(CleanText(m.Reason))
	for _, typed := range []*string{&m.DueTyped, &m.DueKept, &m.ReachedTyped} {
		*typed = strings.TrimSpace(CleanText(*typed))
	}
	if !m.Phase.Valid() {
		m.Phase = MilestonePlanned
	}
	if !m.Due.IsZero() {
		m.DueTyped = ""
	}
	if m.Moved() || m.DueKept == m.Due.String() {
		m.DueKept = ""
	}
	switch {
	case m.ReachedOn.IsZero():
	case m.Phase == MilestoneReached:
		m.ReachedTyped = ""
	default: // kept as it was typed, but no longer said
		m.ReachedOn, m.ReachedTyped = Date{}, m.ReachedOn.String()
	}
	return m
}

// Blank tells whether nothing has been typed for a new milestone.
func (m MilestoneState) Blank() bool {
	return m.Title == "" && m.Due.IsZero() && m.DueTyped == "" && m.Reason == "" && m.ReachedOn.IsZero() && m.ReachedTyped == ""
}

// repeats tells whether content still is the last one repeated.
func repeats(content, last ReportContent) bool {
	for _, m := range content.Milestones {
		if m.Phase != MilestonePlanned || m.Was.IsZero() || m.Moved() {
			return false
		}
	}
	return content.Status == last.Status && SameTexts(content, last) && sameLinks(content.Links, last.Links)
}

// SameTexts tells whether two reports say the same in every text field.
func SameTexts(a, b ReportContent) bool {
	return a.Done == b.Done && a.Next == b.Next && a.Obstacles == b.Obstacles && a.HelpNeeded == b.HelpNeeded &&
		a.NewsletterText == b.NewsletterText
}

func sameLinks(a, b []Link) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// AdoptMilestones gives typed milestones without an id the id of a milestone of
// the report that says the same and that the typed text does not name: a save
// whose answer was lost is sent again and must not make it twice.
func AdoptMilestones(typed, current []MilestoneState) []MilestoneState {
	named := map[int64]bool{}
	for _, m := range typed {
		named[m.MilestoneID] = true
	}
	adopted := make([]MilestoneState, len(typed))
	for i, m := range typed {
		m = settleMilestone(m)
		for _, known := range current {
			if m.MilestoneID == 0 && !named[known.MilestoneID] && m.Title == known.Title && m.Due == known.Due && m.DueTyped == known.DueTyped {
				m.MilestoneID = known.MilestoneID
				named[known.MilestoneID] = true
			}
		}
		adopted[i] = m
	}
	return adopted
}

// ForSubmission is a draft as it is submitted: reasons that explain nothing and
// dates that were typed but not chosen are left out.
func (c ReportContent) ForSubmission() ReportContent {
	milestones := make(List[MilestoneState], len(c.Milestones))
	for i, m := range c.Milestones {
		if !m.Moved() && m.Phase != MilestoneDropped {
			m.Reason = ""
		}
		if m.Phase != MilestoneReached {
			m.ReachedTyped = ""
		}
		m.DueKept = ""
		milestones[i] = m
	}
	c.Milestones = milestones
	return c
}

package rounds

import (
	"strconv"

	"tiltak/models"
	"tiltak/views/layout"
)

// Several is the input of the page where several reports are cleared at once.
type Several struct {
	Round  models.Round
	Items  []SeveralItem // the submitted reports, by measure number
	Chosen map[int]bool  // numbers; empty: nothing is chosen yet
}

// SeveralItem is a submitted report with what has changed since the last
// cleared one.
type SeveralItem struct {
	ReportID  int64
	Number    int
	Title     models.Name
	Confirmed bool
	Lead      string
	Own       bool   // the visitor has written some of it
	Seen      string // names the texts that are shown
	Now       models.ReportContent
	Before    *models.ReportContent
	From      models.Quarter // of Before
	Computed  models.Computed
	Slips     models.SlipLedger
	Unsigned  []string // ministries whose paragraph is lacking
	Signed    []string
}

// SeveralResult is what became of one report.
type SeveralResult struct {
	Number  int
	Title   models.Name
	Problem *models.Error // nil: it was cleared
}

// Differs tells whether the declared status is better than the computed one.
func (i SeveralItem) Differs() bool { return i.Computed.Differs(i.Now.Status.Figure()) }

// Blocked tells why the report cannot be cleared together with others: as the
// name of a message, or nothing.
func (i SeveralItem) Blocked() string {
	switch {
	case i.Own:
		return "review.several.own"
	case i.Differs():
		return "review.several.differs"
	}
	return ""
}

// Picked are the items that are chosen and may be cleared together.
func (in Several) Picked() []SeveralItem {
	var picked []SeveralItem
	for _, item := range in.Items {
		if in.Chosen[item.Number] && item.Blocked() == "" {
			picked = append(picked, item)
		}
	}
	return picked
}

// Open tells whether any report can be cleared here.
func (in Several) Open() bool {
	for _, item := range in.Items {
		if item.Blocked() == "" {
			return true
		}
	}
	return false
}

// changes tells in short lines what is new since the last cleared report.
func (i SeveralItem) changes(f layout.Frame) []string {
	var lines []string
	if i.Before == nil {
		lines = append(lines, f.T("review.several.first"))
	} else {
		if was, now := i.Before.Status.Figure(), i.Now.Status.Figure(); was != now {
			lines = append(lines, f.T("review.several.status", "From", f.Figure(was), "To", f.Figure(now)))
		} else {
			lines = append(lines, f.T("review.several.same_status", "Status", f.Figure(now)))
		}
		var changed, same []string
		for _, which := range models.ReportTexts() {
			now, before := i.Now.Text(which), i.Before.Text(which)
			switch {
			case now == "" && before == "":
			case models.SameWords(now, before):
				same = append(same, "«"+f.T("rounds.text."+string(which))+"»")
			default:
				changed = append(changed, "«"+f.T("rounds.text."+string(which))+"»")
			}
		}
		if len(changed) > 0 {
			lines = append(lines, f.T("review.several.changed", "Texts", f.And(changed)))
		}
		if len(same) > 0 {
			lines = append(lines, f.T("review.several.unchanged", "Texts", f.And(same), "Quarter", f.Quarter(i.From)))
		}
	}
	return append(append(lines, i.milestoneChanges(f)...), i.paragraphs(f)...)
}

func (i SeveralItem) milestoneChanges(f layout.Frame) []string {
	var lines []string
	for _, m := range i.Now.Milestones {
		switch {
		case m.Phase == models.MilestoneReached:
			lines = append(lines, f.T("review.several.reached", "Title", m.Title, "Date", f.Date(m.ReachedOn)))
		case m.Phase == models.MilestoneDropped:
			lines = append(lines, f.T("review.several.dropped", "Title", m.Title, "Reason", m.Reason))
		case m.Moved():
			lines = append(lines, f.T("review.several.moved", "Title", m.Title, "From", f.Date(m.Was), "To", f.Date(m.Due), "Reason", m.Reason))
		case m.Was.IsZero():
			lines = append(lines, f.T("review.several.added", "Title", m.Title, "Date", f.Date(m.Due)))
		}
	}
	return lines
}

func (i SeveralItem) paragraphs(f layout.Frame) []string {
	var lines []string
	if len(i.Signed) > 0 {
		lines = append(lines, f.T("rounds.paragraphs_signed", "Signed", f.And(i.Signed)))
	}
	if len(i.Unsigned) > 0 {
		lines = append(lines, f.T("rounds.paragraphs_waited", "Waited", f.And(i.Unsigned)))
	}
	return lines
}

func (i SeveralItem) news() field {
	text := field{Now: i.Now.NewsletterText, Language: i.Now.Language}
	if i.Before != nil {
		text.Before = i.Before.NewsletterText
	}
	return text
}

func (i SeveralItem) value() string {
	return strconv.FormatInt(i.ReportID, 10) + " " + strconv.Itoa(i.Number) + " " + i.Seen
}

// SeveralPath is the page where several reports of a round are cleared.
func SeveralPath(period models.Quarter) string { return Path(period) + "/klarer" }

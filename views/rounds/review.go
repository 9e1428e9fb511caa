package rounds

import (
	"time"

	"tiltak/models"
	"tiltak/views/layout"
)

// Review is the input of the page where the coordinator decides about a report.
type Review struct {
	Round     models.Round
	ReportID  int64
	Number    int
	Title     models.Name
	Confirmed bool
	Area      models.Name
	Lead      string
	LeadName  models.Name
	Delivery  models.Delivery
	Revision  int // the one that is shown; a decision is about this one

	Now    *models.ReportContent // what was submitted; nil: nothing that may be seen
	Before *models.ReportContent // the last cleared report
	From   models.Quarter        // of Before

	SubmittedAt  *time.Time
	SubmittedBy  string
	ApprovedRole string
	ApprovedOn   models.Date
	Late         int
	ClearedAt    *time.Time
	ClearedBy    string
	Exception    string // reason, when the one who cleared had written some of it
	Own          bool   // the visitor has written some of it

	Contributions []Contribution
	Returns       []Return
	Previous      int // numbers of the measures before and after; 0: none
	Following     int
	NextWaiting   int // the next one to clear; 0: none

	Comment string // as typed, when the form is shown again
	Reason  string
	Problem *models.Error
}

// Contribution is a ministry's paragraph; its text is seen once it is signed.
type Contribution struct {
	Ministry   string
	Name       models.Name
	Text       string
	Language   models.Language
	SignedAt   *time.Time
	SignedRole string
}

// Return is one time the report was sent back.
type Return struct {
	At      time.Time
	By      string
	Comment string
}

// field is one row of the comparison.
type field struct {
	Key    string
	Hidden bool // not for publication
	Now    string
	Before string
}

// fields lists the texts of the report in the order of the form. Those that are
// empty on both sides are left out.
func (r Review) fields() []field {
	now, before := *r.Now, models.ReportContent{}
	if r.Before != nil {
		before = *r.Before
	}
	all := []field{
		{Key: "newsletter_text", Now: now.NewsletterText, Before: before.NewsletterText},
		{Key: "done", Now: now.Done, Before: before.Done},
		{Key: "next", Now: now.Next, Before: before.Next},
		{Key: "obstacles", Hidden: true, Now: now.Obstacles, Before: before.Obstacles},
		{Key: "help_needed", Hidden: true, Now: now.HelpNeeded, Before: before.HelpNeeded},
	}
	var shown []field
	for _, f := range all {
		if f.Now != "" || f.Before != "" {
			shown = append(shown, f)
		}
	}
	return shown
}

// rewritten tells whether the two texts are better read without marks.
func (f field) rewritten() bool { return models.Rewritten(models.TextChanges(f.Before, f.Now)) }

// unchanged tells whether the text is the same as in the last cleared report.
func (r Review) unchanged(f field) bool { return r.Before != nil && f.Now == f.Before }

// milestoneMark is how a milestone stands, as key, icon and class.
func milestoneMark(f layout.Frame, m models.MilestoneState) (key, icon, class string) {
	switch {
	case m.Phase == models.MilestoneReached:
		return "reached", "CheckmarkCircleFill", "st--done"
	case m.Phase == models.MilestoneDropped:
		return "dropped", "StopFill", "st--discontinued"
	case m.Overdue(f.Today):
		return "overdue", "ExclamationmarkTriangleFill", "st--delayed"
	}
	return "planned", "Calendar", "st--ontrack"
}

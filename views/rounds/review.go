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
	DoneWithout  []string // ministries whose contributions lacked when it was submitted
	SubmittedBy  string
	ApprovedRole string
	ApprovedOn   models.Date
	Late         int
	ClearedAt    *time.Time
	ClearedBy    string
	Exception    string // reason, when the one who cleared had written some of it
	Own          bool   // the visitor has written some of it

	Computed  models.Computed        // of Now
	Slips     models.SlipLedger      // of Now
	Unchanged []models.UnchangedText // of Now
	Seen      string                 // names the texts that are shown; a decision is about these

	Correction    string // why it is open for correction after its round closed; empty: it is not
	Contributions []Contribution
	Returns       []Return
	Previous      int // numbers of the measures before and after; 0: none
	Following     int
	NextWaiting   int // the next one to clear; 0: none

	Comment  string // as typed, when the form is shown again
	Sections []models.SectionComment
	Reason   string
	Problem  *models.Error
}

// Contribution is a ministry's paragraph; its text is seen once it is signed.
type Contribution struct {
	Ministry   string
	Name       models.Name
	Text       string
	Language   models.Language
	SignedAt   *time.Time
	SignedRole string
	Agency     string // that signed on the ministry's behalf; "" the ministry itself
	Before     string // what the ministry had signed in the last cleared report
}

// Return is one time the report was sent back.
type Return struct {
	At       time.Time
	By       string
	Comment  string
	Sections []models.SectionComment
}

// returnForms is the id of the form that returns the report; the fields for
// comments at each section name it.
const returnForms = "retur"

// decides tells whether the report waits for a decision.
func (r Review) decides() bool { return r.Round.Running() && r.Delivery == models.DeliverySubmitted }

// differs tells whether the declared status is better than the computed one.
func (r Review) differs() bool { return r.Computed.Differs(r.Now.Status.Figure()) }

// typed is what was typed at a section, when the form is shown again.
func (r Review) typed(section models.ReturnSection) string {
	for _, s := range r.Sections {
		if s.Section == section {
			return s.Comment
		}
	}
	return ""
}

// field is one row of the comparison.
type field struct {
	Key      string // the section it belongs to; empty: one that cannot be commented on by itself
	Title    string // in place of the section's name
	Note     string // under the title
	Hidden   bool   // not for publication
	Now      string
	Before   string
	Language models.Language
}

func (t field) title(f layout.Frame) string {
	if t.Title != "" {
		return t.Title
	}
	return f.T("rounds.text." + t.Key)
}

// fields lists the texts of the report in the order of the form. Those that are
// empty on both sides are left out.
func (r Review) fields() []field {
	var shown []field
	for _, which := range models.ReportTexts() {
		text := field{Key: string(which), Hidden: !which.Publishable(), Now: r.Now.Text(which), Language: r.Now.Language}
		if r.Before != nil {
			text.Before = r.Before.Text(which)
		}
		if text.Now != "" || text.Before != "" {
			shown = append(shown, text)
		}
	}
	return shown
}

// statusNote compares the reason given for the status with the last one.
func (r Review) statusNote() field {
	note := field{Key: "status_note", Hidden: true, Now: r.Now.StatusNote, Language: r.Now.Language}
	if r.Before != nil {
		note.Before = r.Before.StatusNote
	}
	return note
}

// rewritten tells whether the two texts are better read without marks.
func (t field) rewritten() bool { return models.Rewritten(models.TextChanges(t.Before, t.Now)) }

// same tells whether the text says what it said in the last cleared report.
func (t field) same() bool { return t.Before != "" && models.SameWords(t.Now, t.Before) }

// linkChange is a link with what has become of it since the last report.
type linkChange struct {
	models.Link
	Change models.PartChange
}

// linkChanges lists the links of the report, then those that are gone.
func (r Review) linkChanges() []linkChange {
	before := map[models.Link]bool{}
	if r.Before != nil {
		for _, link := range r.Before.Links {
			before[link] = true
		}
	}
	var changes []linkChange
	now := map[models.Link]bool{}
	for _, link := range r.Now.Links {
		now[link] = true
		change := models.PartAdded
		if before[link] || r.Before == nil {
			change = models.PartSame
		}
		changes = append(changes, linkChange{link, change})
	}
	if r.Before != nil {
		for _, link := range r.Before.Links {
			if !now[link] {
				changes = append(changes, linkChange{link, models.PartRemoved})
			}
		}
	}
	return changes
}

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

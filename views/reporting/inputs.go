// Package reporting has the pages on which ministries write: what they owe, the
// report form, the contribution, versions, and two texts that collided.
package reporting

import (
	"time"

	"tiltak/models"
)

// Measure is what these pages show of a measure.
type Measure struct {
	Number         int
	Title          models.Name
	TitleConfirmed bool
	Continuing     bool
}

// Round is what these pages show of a round.
type Round struct {
	Period       models.Quarter
	Deadline     models.Date
	State        models.RoundState
	Instructions string
	OpenedAt     *time.Time
	Correction   string // why the report is open for correction after the round closed; empty: it is not
}

// Running tells whether ministries may report.
func (r Round) Running() bool {
	return models.Round{State: r.State, ForCorrection: r.Correction != ""}.Running()
}

// OwedInput is what a person owes in the running round. Round is nil when none
// is running.
type OwedInput struct {
	Round         *Round
	Corrections   []OwedReport // reports of closed rounds that are open for correction
	Questions     []OwedAnswer // from the newsletter's editor
	Reports       []OwedReport
	Contributions []OwedContribution
}

// Left counts what is not delivered yet.
func (in OwedInput) Left() int {
	left := 0
	for _, r := range in.Reports {
		if !r.State.Delivered() {
			left++
		}
	}
	for _, c := range in.Contributions {
		if !c.Signed && !c.Closed {
			left++
		}
	}
	return left
}

// OwedReport is one report that the person's ministry leads.
type OwedReport struct {
	Period        models.Quarter // of a correction; zero: the running round
	ID            int64
	Measure       Measure
	State         models.ReportState
	Lead          string // organisation code
	SavedAt       *time.Time
	ReturnComment string
}

// OwedAnswer is a question from the newsletter's editor about a text of the
// person's ministry.
type OwedAnswer struct {
	ID      int64
	Period  models.Quarter
	Measure Measure
	AskedAt time.Time
}

// OwedContribution is one paragraph that the person's ministry owes.
type OwedContribution struct {
	ID           int64
	Measure      Measure
	Lead         string // who leads the measure
	Organisation string // who owes the paragraph
	Signed       bool
	Closed       bool // the report is cleared
	SavedAt      *time.Time
}

// FormInput is the report form, or the report to read when it cannot be changed
// now.
type FormInput struct {
	ReportID      int64
	PlanID        int64
	Measure       Measure
	Round         Round
	State         models.ReportState
	LeadID        int64
	Lead          string
	Revision      int
	SavedAt       *time.Time
	SavedBy       string
	Content       models.ReportContent
	Last          *LastReport
	Earlier       []models.EarlierReport // Last and those before it, newest first
	Judgement     models.Judgement
	Sections      []models.SectionComment // what the newest return says of each section
	Steps         []Step
	Contributions []ContributionShown
	ReturnComment string
	ReturnedAt    *time.Time
	SubmittedAt   *time.Time
	SubmittedBy   string
	Submitted     int                  // revision that was submitted last; 0: never
	Approved      models.Approval      // of what was submitted last
	Approval      models.ApprovalTyped // in the form
	Without       bool                 // ticked: submit without the contributions that lack
	DoneWithout   []string             // ministries whose contributions lacked when it was submitted
	Problem       *models.Error
	BlankLinks    int // empty rows asked for
	BlankSteps    int // empty milestones asked for
}

// Editable tells whether the report can be changed now.
func (in FormInput) Editable() bool { return in.Round.Running() && in.State.Editable() }

// LastReport is the measure's newest cleared report before this one.
type LastReport struct {
	Period  models.Quarter
	Content models.ReportContent
}

// Step is one of the person's own reports in the round.
type Step struct {
	ReportID int64
	Number   int
	Title    models.Name
	State    models.ReportState
	Begun    bool
}

// ContributionShown is another ministry's paragraph as the lead sees it: the
// text only when it is signed.
type ContributionShown struct {
	Code       string
	Name       models.Name
	Text       string
	Language   models.Language
	SignedRole string
	SignedAt   *time.Time
	Agency     string // that signed on the ministry's behalf; "" the ministry itself
}

// ContributionInput is the form of a contribution.
type ContributionInput struct {
	ID           int64
	PlanID       int64
	Measure      Measure
	Round        Round
	ReportState  models.ReportState
	Lead         string
	OrgID        int64
	Organisation string
	OrgName      models.Name
	Revision     int
	SavedAt      *time.Time
	SavedBy      string
	Text         string
	Language     models.Language
	SignedRole   string
	SignedAt     *time.Time
	Role         string // typed now
	Last         *LastReport
	Problem      *models.Error
}

// Editable tells whether the paragraph can be changed now.
func (in ContributionInput) Editable() bool {
	return in.Round.Running() && in.ReportState != models.ReportCleared
}

// VersionsInput is the list of everything saved of a report.
type VersionsInput struct {
	Form     FormInput
	Versions []VersionLine
	Total    int
	Page     int // from 1
	Pages    int
}

// VersionLine is one saved text in the list.
type VersionLine struct {
	RevisionID int64
	Number     int
	SetAside   bool
	SavedAt    time.Time
	SavedBy    string
}

// ContributionVersionsInput is the list of everything saved of a contribution.
type ContributionVersionsInput struct {
	Form     ContributionInput
	Versions []VersionLine
	Total    int
	Page     int // from 1
	Pages    int
}

// ContributionVersionInput is one saved text of a contribution.
type ContributionVersionInput struct {
	Form    ContributionInput
	Version VersionLine
	Content models.ContributionContent
}

// VersionInput is one saved text.
type VersionInput struct {
	Form    FormInput
	Version VersionLine
	Content models.ReportContent
}
